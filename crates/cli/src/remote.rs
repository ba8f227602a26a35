//! Asking a center: where it is, as whom, and what is said when it refuses. Shared by every command over the client crate.
//!
//! A secret comes from the environment or a file, never from the command line, where other people of the machine could read it.

pub(crate) mod code;
pub(crate) mod session;

use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_client::{Builder, Client, Credentials, Error, RetryPolicy};
use nahtlos_report::{Lang, texts::Args as Values};
use serde::Serialize;
use session::Session;
use std::path::PathBuf;

/// Where a center is unless something is said.
const USUAL: &str = "http://127.0.0.1:8080";

/// Which center, as whom.
#[derive(Debug, Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Remote {
    /// Address of the center [default: NAHTLOS_CENTER, else http://127.0.0.1:8080]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(crate) center: Option<String>,
    /// Address of Graph [default: NAHTLOS_GRAPH, else the center's]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    graph: Option<String>,
    /// Address of price files [default: NAHTLOS_SALES, else the center's]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    sales: Option<String>,
    /// Where tokens come from [default: NAHTLOS_LOGIN, else the center's address]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    login: Option<String>,
    /// Your tenant, by id or domain [default: NAHTLOS_TENANT, else that of the sign-in]
    #[arg(long, value_name = "TENANT")]
    tenant: Option<String>,
    /// Your application's id [default: NAHTLOS_CLIENT_ID, else that of the sign-in]
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    /// File with the application's secret [default: the secret in NAHTLOS_CLIENT_SECRET]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    secret_file: Option<PathBuf>,
    /// Certificate authority to trust besides the usual ones, in PEM
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ca: Option<PathBuf>,
    /// Print JSON as the center sends it
    #[arg(long)]
    pub(crate) json: bool,
}

/// Why a command stopped: a call that failed, or something of our own.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The center's answer, or that there was none.
    Call(Error),
    /// Anything else.
    Failed(Failure),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What a command's work returns.
pub(crate) type Worked = Result<End, Stop>;

/// An option, else a variable of the surroundings.
fn given(option: Option<&String>, variable: &str) -> Option<String> {
    let surrounding = || std::env::var(variable).ok().filter(|value| !value.is_empty());
    option.cloned().or_else(surrounding)
}

impl Remote {
    /// Does work with a client that is signed in as the options, the surroundings or the kept sign-in say.
    pub(crate) fn run(&self, screen: &Screen, work: impl AsyncFnOnce(Client) -> Worked) -> Ended {
        let (client, session) = self.client(screen)?;
        self.wait(screen, async {
            let ended = work(client.clone()).await;
            if let Some(session) = session {
                session.renewed(client.refresh_token().await)?;
            }
            ended
        })
    }

    /// Shows what came: as the center sent it where JSON is asked for, else as a function prints it.
    pub(crate) fn show<T: Serialize>(&self, screen: &Screen, came: &T, print: impl FnOnce(&T)) -> Worked {
        match self.json {
            true => print_json(screen, came)?,
            false => print(came),
        }
        Ok(End::Done)
    }

    /// Waits for work and turns what failed into words.
    pub(crate) fn wait(&self, screen: &Screen, work: impl Future<Output = Worked>) -> Ended {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::Bug(error.to_string()))?;
        runtime.block_on(work).map_err(|stop| match stop {
            Stop::Call(error) => self.explain(&error, screen),
            Stop::Failed(failure) => failure,
        })
    }

    /// The center's address.
    pub(crate) fn address(&self) -> String {
        let address = given(self.center.as_ref(), "NAHTLOS_CENTER").unwrap_or_else(|| USUAL.to_owned());
        address.trim_end_matches('/').to_owned()
    }

    /// Where tokens come from.
    pub(crate) fn login(&self) -> String {
        let login = given(self.login.as_ref(), "NAHTLOS_LOGIN").unwrap_or_else(|| self.address());
        login.trim_end_matches('/').to_owned()
    }

    /// The tenant, if it was named.
    pub(crate) fn tenant(&self) -> Option<String> {
        given(self.tenant.as_ref(), "NAHTLOS_TENANT")
    }

    fn client(&self, screen: &Screen) -> Result<(Client, Option<Session>), Failure> {
        let missing = |what: &str| Failure::Usage(screen.text("cli-remote-missing", Values::new().text("what", what)));
        if let Some(client_secret) = self.secret()? {
            let tenant = self.tenant().ok_or_else(|| missing("--tenant"))?;
            let client_id = given(self.client_id.as_ref(), "NAHTLOS_CLIENT_ID").ok_or_else(|| missing("--client-id"))?;
            let credentials = Credentials::Application { client_id, client_secret };
            return Ok((self.build(self.builder(&tenant, credentials, screen)?, screen)?, None));
        }
        let session = Session::load(&self.login())?;
        let session = session.ok_or_else(|| Failure::Usage(screen.text("cli-remote-nobody", Values::new().text("url", self.login()))))?;
        let credentials = Credentials::RefreshToken {
            client_id: session.client_id.clone(),
            client_secret: None,
            refresh_token: session.refresh_token.clone(),
        };
        let tenant = self.tenant().unwrap_or_else(|| session.tenant.clone());
        let client = self.build(self.for_person(&tenant, credentials, screen)?, screen)?;
        Ok((client, Some(session)))
    }

    fn secret(&self) -> Result<Option<String>, Failure> {
        let Some(path) = &self.secret_file else {
            return Ok(given(None, "NAHTLOS_CLIENT_SECRET"));
        };
        let text = std::fs::read_to_string(path).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
        Ok(Some(text.trim().to_owned()))
    }

    fn builder(&self, tenant: &str, credentials: Credentials, screen: &Screen) -> Result<Builder, Failure> {
        let mut builder = Client::builder(&self.address(), tenant, credentials)
            .login(&self.login())
            .application("nahtlos")
            .locale(locale(screen.lang()))
            // Somebody is waiting: long pauses are theirs to decide.
            .retry(RetryPolicy {
                attempts: 3,
                ..RetryPolicy::default()
            });
        if let Some(graph) = given(self.graph.as_ref(), "NAHTLOS_GRAPH") {
            builder = builder.graph(&graph);
        }
        if let Some(sales) = given(self.sales.as_ref(), "NAHTLOS_SALES") {
            builder = builder.sales(&sales);
        }
        if let Some(path) = &self.ca {
            let pem = std::fs::read(path).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
            builder = builder.trust(pem);
        }
        Ok(builder)
    }

    /// A client for somebody who signed in: its tokens come with another refresh token.
    pub(crate) fn for_person(&self, tenant: &str, credentials: Credentials, screen: &Screen) -> Result<Builder, Failure> {
        let graph = given(self.graph.as_ref(), "NAHTLOS_GRAPH").unwrap_or_else(|| self.address());
        let sales = given(self.sales.as_ref(), "NAHTLOS_SALES").unwrap_or_else(|| self.address());
        let builder = self.builder(tenant, credentials, screen)?;
        Ok(builder
            .scopes(&code::scope(&self.address()), &code::scope(&graph))
            .sales_scope(&code::scope(&sales)))
    }

    /// The client, or what its settings lack.
    pub(crate) fn build(&self, builder: Builder, screen: &Screen) -> Result<Client, Failure> {
        builder.build().map_err(|error| self.explain(&error, screen))
    }

    fn explain(&self, error: &Error, screen: &Screen) -> Failure {
        explain(&self.address(), error, screen)
    }
}

/// The language in which a center is to answer.
pub(crate) fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::De => "de-DE",
        Lang::En => "en-US",
    }
}

/// Why a call to a center failed, in words.
pub(crate) fn explain(address: &str, error: &Error, screen: &Screen) -> Failure {
    let text = match error {
        Error::Api(api) => screen.text(
            "cli-remote-refused",
            Values::new()
                .text(
                    "text",
                    if api.description.is_empty() {
                        "–"
                    } else {
                        api.description.trim()
                    },
                )
                .text("code", if api.code.is_empty() { "–" } else { api.code.as_str() })
                .text("status", api.status.to_string())
                .text("request", api.request_id.clone()),
        ),
        Error::Token {
            status,
            error,
            description,
        } => screen.text(
            "cli-remote-no-token",
            Values::new()
                .text("text", description.trim())
                .text("code", error.clone())
                .text("status", status.to_string()),
        ),
        Error::Unreachable { what, sent, request_id } => {
            let mut values = Values::new().text("url", address).text("what", what.clone());
            values = values.text("request", request_id.clone());
            let unsure = *sent && !request_id.is_empty();
            screen.text(if unsure { "cli-remote-unsure" } else { "cli-remote-unreachable" }, values)
        }
        Error::Setup(what) | Error::Request(what) => return Failure::Usage(what.clone()),
        Error::Reply { .. } => error.to_string(),
    };
    Failure::Refused(text)
}

/// Prints what the center sent, as JSON.
pub(crate) fn print_json(screen: &Screen, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Bug(error.to_string()))?;
    screen.line(&text);
    Ok(())
}
