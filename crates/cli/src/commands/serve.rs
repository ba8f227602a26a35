//! `nahtlos serve`: the partner center, until it is told to stop. Settings come from a file, the environment and the command line,
//! under the same names; the later ones win.

use crate::{
    end::{End, Ended, Failure},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_report::texts::Args as Values;
use nahtlos_server::{
    Config, Running,
    config::{LogFormat, value_of},
};
use std::path::{Path, PathBuf};

/// Options of `nahtlos serve`.
#[derive(Debug, Args)]
#[command(
    after_help = "Every setting may stand in the file (listen = \"0.0.0.0:8443\"), in the environment (NAHTLOS_LISTEN=0.0.0.0:8443) and here
(--listen 0.0.0.0:8443). Unknown ones are refused. docs/how-to/serve.md lists them all.

Examples:
  nahtlos serve --sandbox                                   a programme to try things on, on nahtlos.db
  nahtlos serve --sandbox --ephemeral --seed estate.json    the same for a test run, in memory, with a customer of its own
  nahtlos serve --database postgres://user@host/nahtlos --tls-cert chain.pem --tls-key key.pem --listen 0.0.0.0:443
  nahtlos serve --sandbox --tls-self-signed --set requests-per-minute=600"
)]
pub(crate) struct Serve {
    /// Settings from a TOML file [default: nahtlos.toml, if there is one]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Address and port [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// A file for SQLite, or a postgres:// URL [default: nahtlos.db]
    #[arg(long, value_name = "PLACE")]
    database: Option<String>,
    /// An example programme with its limits, and a clock that can be turned
    #[arg(long)]
    sandbox: bool,
    /// Keep everything in memory and leave no file behind, however the center ends
    #[arg(long)]
    ephemeral: bool,
    /// Customers and partners that a sandbox begins with: an estate.json or a seed.toml; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    seed: Vec<String>,
    /// Certificate chain in PEM; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    tls_cert: Vec<String>,
    /// Its private key in PEM, in the same order
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    tls_key: Vec<String>,
    /// Make certificates for every name that is asked for, signed by an authority of its own
    #[arg(long)]
    tls_self_signed: bool,
    /// The address clients know
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Mail server, smtp://user:password@host:port
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// Any other setting, such as burst=500
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(command: &Serve, screen: &Screen) -> Ended {
    let config = settings(command.config.as_deref(), command.flags()?)?;
    log(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Bug(error.to_string()))?;
    runtime.block_on(async {
        let sandbox = config.sandbox;
        let running = Running::start(config).await.map_err(Failure::Refused)?;
        if sandbox {
            nahtlos_server::sandbox::seed(&running.center).await.map_err(Failure::Refused)?;
        }
        announce(&running, screen);
        signal().await;
        screen.say("cli-serve-stopping", Values::new());
        screen.flush();
        running.stop().await;
        Ok(End::Done)
    })
}

/// The settings of a center on this machine: from the file that was named or the usual one, the environment, and flags.
pub(super) fn settings(file: Option<&Path>, flags: toml::Table) -> Result<Config, Failure> {
    let usual = Path::new("nahtlos.toml");
    let file = file.or_else(|| usual.exists().then_some(usual));
    let mut layers = Vec::new();
    let name = file.map_or_else(String::new, |path| path.display().to_string());
    if let Some(path) = file {
        let text = std::fs::read_to_string(path).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
        let table = text
            .parse::<toml::Table>()
            .map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
        layers.push((name.as_str(), table));
    }
    let environment = Config::environment(std::env::vars()).map_err(Failure::Refused)?;
    layers.push(("environment", environment));
    layers.push(("command line", flags));
    Config::from_layers(&layers).map_err(Failure::Usage)
}

impl Serve {
    fn flags(&self) -> Result<toml::Table, Failure> {
        let mut table = toml::Table::new();
        let texts = [
            ("listen", &self.listen),
            ("database", &self.database),
            ("public-url", &self.public_url),
            ("smtp", &self.smtp),
        ];
        for (key, value) in texts {
            if let Some(value) = value {
                table.insert(key.to_owned(), toml::Value::String(value.clone()));
            }
        }
        for (key, on) in [
            ("sandbox", self.sandbox),
            ("ephemeral", self.ephemeral),
            ("tls-self-signed", self.tls_self_signed),
        ] {
            if on {
                table.insert(key.to_owned(), toml::Value::Boolean(true));
            }
        }
        for (key, files) in [("seed", &self.seed), ("tls-cert", &self.tls_cert), ("tls-key", &self.tls_key)] {
            if !files.is_empty() {
                table.insert(
                    key.to_owned(),
                    toml::Value::Array(files.iter().cloned().map(toml::Value::String).collect()),
                );
            }
        }
        for pair in &self.set {
            let Some((key, value)) = pair.split_once('=') else {
                return Err(Failure::Usage(format!("--set {pair}: write it as key=value")));
            };
            table.insert(key.trim().to_owned(), value_of(value.trim()));
        }
        Ok(table)
    }
}

/// Log lines go to standard error; standard output is for people.
fn log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = match config.log_format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}

fn announce(running: &Running, screen: &Screen) {
    let scheme = if running.is_tls() { "https" } else { "http" };
    screen.say(
        "cli-serve-listening",
        Values::new().text("url", format!("{scheme}://{}", running.address)),
    );
    if let Some(file) = &running.authority {
        screen.say("cli-serve-authority", Values::new().text("file", file.display().to_string()));
    }
    if running.center.config.sandbox {
        for line in nahtlos_server::sandbox::welcome() {
            screen.line(&line);
        }
    }
    screen.flush();
}

async fn signal() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        match terminated {
            Ok(mut terminated) => tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} },
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
