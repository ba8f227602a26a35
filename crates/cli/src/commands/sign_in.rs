//! `nahtlos sign-in`: a person signs in on the center's page; the code comes back to this machine, proved by PKCE, and becomes the kept
//! session. The password is typed on the page only; neither code nor token is ever printed.

use crate::{
    end::{End, Ended, Failure},
    remote::{
        Remote, Stop, Worked,
        code::{CodeRequest, OURS, value_of},
        session::Session,
    },
    screen::Screen,
};
use clap::Args;
use nahtlos_report::texts::Args as Values;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// The most of a request that is read.
const MOST: usize = 16 * 1024;
/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// Options of `nahtlos sign-in`.
#[derive(Debug, Args)]
#[command(
    after_help = "Prints an address to open, and waits until you have signed in there. The sign-in is kept in
$XDG_CONFIG_HOME/nahtlos/session.json, readable by you alone, and used by commands that are given no secret.

Example:
  nahtlos sign-in --center https://center.example"
)]
pub(crate) struct SignIn {
    /// How many minutes to wait
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=60))]
    minutes: u64,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(command: &SignIn, screen: &Screen) -> Ended {
    command.remote.wait(screen, command.work(screen))
}

impl SignIn {
    async fn work(&self, screen: &Screen) -> Worked {
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(broken)?;
        let redirect_uri = format!("http://127.0.0.1:{}", listener.local_addr().map_err(broken)?.port());
        let client_id = self.remote.client_id.clone().unwrap_or_else(|| OURS.to_owned());
        let tenant = self.remote.tenant().unwrap_or_else(|| "common".to_owned());
        let request = CodeRequest::new(&client_id, &redirect_uri)?;
        screen.say("cli-sign-in-open", Values::new());
        screen.line(&request.page(&self.remote.login(), &tenant, &self.remote.address()));
        screen.flush();
        let waiting = Duration::from_secs(self.minutes * 60);
        let code = match timeout(waiting, answer(&listener, &request.state, screen)).await {
            Ok(answered) => answered?,
            Err(_) => return Err(Failure::Refused(screen.text("cli-sign-in-nobody", Values::new())).into()),
        };
        let credentials = request.redeem(code);
        let client = self.remote.build(self.remote.for_person(&tenant, credentials, screen)?, screen)?;
        client.sign_in().await?;
        let refresh_token = client.refresh_token().await;
        let refresh_token = refresh_token.ok_or_else(|| Failure::Refused(screen.text("cli-sign-in-no-refresh", Values::new())))?;
        let session = Session {
            login: self.remote.login(),
            tenant,
            client_id,
            refresh_token,
        };
        let kept = session.save()?;
        screen.say("cli-sign-in-done", Values::new().text("file", kept.display().to_string()));
        Ok(End::Done)
    }
}

fn broken(error: std::io::Error) -> Stop {
    Failure::Refused(error.to_string()).into()
}

/// Waits for the browser that brings the code. Others, and answers to other questions, are sent away.
async fn answer(listener: &TcpListener, state: &str, screen: &Screen) -> Result<String, Stop> {
    loop {
        let (mut stream, _) = listener.accept().await.map_err(broken)?;
        let Ok(Some(target)) = timeout(PATIENCE, target(&mut stream)).await else {
            continue;
        };
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let value = |name: &str| value_of(query, name);
        if value("state").as_deref() != Some(state) {
            reply(&mut stream, "404 Not Found", "").await;
            continue;
        }
        if let Some(code) = value("code") {
            reply(&mut stream, "200 OK", &screen.text("cli-sign-in-close", Values::new())).await;
            return Ok(code);
        }
        let why = value("error_description").or_else(|| value("error")).unwrap_or_default();
        let said = screen.text("cli-sign-in-refused", Values::new().text("text", why));
        reply(&mut stream, "200 OK", &said).await;
        return Err(Failure::Refused(said).into());
    }
}

/// The path and query that a request asks for.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut part = [0; 2048];
        let read = stream.read(&mut part).await.ok()?;
        if read == 0 || head.len() > MOST {
            return None;
        }
        head.extend_from_slice(&part[..read]);
    }
    let line = String::from_utf8_lossy(&head);
    let mut words = line.lines().next()?.split(' ');
    (words.next()? == "GET").then_some(())?;
    words.next().map(str::to_owned)
}

async fn reply(stream: &mut TcpStream, status: &str, text: &str) {
    let head = "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close";
    let answer = format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{text}", text.len());
    // A browser that went away has been answered enough.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}
