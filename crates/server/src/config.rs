//! Configuration: file, environment and flags under the same names; later ones win. Unknown keys are refused; secrets are never shown.

use nahtlos_model::instants::Instant;
use serde::Deserialize;
use std::{fmt, net::SocketAddr, path::PathBuf};

/// A text that must not be shown.
#[derive(Clone, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"…\"")
    }
}

/// How the service runs. Every key may stand in the file, in the environment as `NAHTLOS_<KEY>` and on the command line as `--<key>`.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// `sqlite://path`, a path, or a `postgres://` URL.
    pub database: Secret,
    /// Connections to a server database.
    pub connections: usize,
    /// Answer before the disk has what was written (a power cut may lose it). Only for throw-away data.
    pub fast_and_loose: bool,
    /// The address clients know, for links in mails and tokens; absent: as they call it.
    pub public_url: Option<String>,
    /// The sandbox: an example programme, its limits, and a clock that can be turned.
    pub sandbox: bool,
    /// Keep everything in memory, and leave no file behind, however the process ends.
    pub ephemeral: bool,
    /// Files with customers and partners that a sandbox begins with.
    pub seed: Vec<PathBuf>,
    /// Where the clock of a sandbox begins when its database is new; absent: at the machine's time.
    pub sandbox_begins: Option<Instant>,
    /// Minutes from a purchase until it is provisioned.
    pub provisioning_minutes: i64,
    /// Certificate chains in PEM; of several, the one that fits the name the client asks for is used.
    pub tls_cert: Vec<PathBuf>,
    /// Their private keys in PEM, in the same order.
    pub tls_key: Vec<PathBuf>,
    /// Make a certificate authority and certificates of its own.
    pub tls_self_signed: bool,
    /// Where made certificates are kept.
    pub tls_folder: PathBuf,
    /// Requests per minute of one tenant's application; 0: no limit.
    pub requests_per_minute: u32,
    /// Requests that may come at once.
    pub burst: u32,
    /// Hold callers to the reference's own request budgets besides.
    pub reference_budgets: bool,
    /// Demand a second factor of users' tokens.
    pub mfa_required: bool,
    /// The identity provider by which people may sign in to the dashboard (OpenID Connect), by its issuer; absent: none.
    pub sign_in_issuer: Option<String>,
    /// The id under which this center is registered there.
    pub sign_in_client: String,
    /// Its secret there; absent: it is registered as a public client.
    pub sign_in_secret: Option<Secret>,
    /// What the button calls it; absent: its host.
    pub sign_in_name: Option<String>,
    /// The claim that is the user's name here.
    pub sign_in_claim: String,
    /// Domains of the users for whom it speaks.
    pub sign_in_domains: Vec<String>,
    /// A certificate authority of it that is not publicly known, in PEM.
    pub sign_in_ca: Option<PathBuf>,
    /// Mail server, `smtp://user:password@host:port`; absent: mails wait in the outbox.
    pub smtp: Option<Secret>,
    /// Sender of mails.
    pub mail_from: String,
    /// Deliveries of webhooks may go to this machine and to private networks; absent: in a sandbox only.
    pub webhook_local: Option<bool>,
    /// Hosts that deliveries may go to, and with a leading dot what is below them; empty: any.
    pub webhook_hosts: Vec<String>,
    /// Longest pause between two attempts at a delivery, in seconds.
    pub webhook_longest_pause: u64,
    /// The organisation that the certificate of signatures names. Another than the default is for sandboxes.
    pub webhook_organization: String,
    /// Certificate of signatures in PEM; absent: one is made.
    pub webhook_cert: Option<PathBuf>,
    /// Its private key in PEM, RSA.
    pub webhook_key: Option<PathBuf>,
    /// Server to ask for the records that prove domains; absent: the system's, and in a sandbox none, where every domain counts as proved.
    pub dns_server: Option<SocketAddr>,
    /// Largest body in bytes.
    pub body_bytes: usize,
    /// Largest file of a catalogue in bytes.
    pub upload_bytes: usize,
    /// Who asks for `/metrics` has to send this; absent: only this machine may ask.
    pub metrics_token: Option<Secret>,
    /// Seconds for which the center, told to stop, says that it is not ready and goes on: so that those who spread requests look elsewhere.
    pub drain_seconds: u64,
    /// Seconds after which work that another process claimed and did not finish, because it died, is done here.
    pub lease_seconds: u32,
    /// Keys that encrypt the credentials of accounts at other services, each 32 bytes in base64, the newest first, separated by commas.
    pub secrets_key: Option<Secret>,
    /// A file with such keys, one a line; they go before those above.
    pub secrets_key_file: Option<PathBuf>,
    /// Hosts of other services at which accounts may be besides the reference's, and with a leading dot what is below them.
    pub account_hosts: Vec<String>,
    /// A certificate authority of other services that is not publicly known, in PEM.
    pub account_ca: Option<PathBuf>,
    /// Keep to the budgets of other services when moves are carried out there.
    pub account_budgets: bool,
    /// Processes that carry moves out on the same database: each keeps to its part of those budgets.
    pub account_processes: u32,
    /// Where traces go, such as `http://127.0.0.1:4318/v1/traces`; absent: nowhere. Only in a program built with them.
    pub otlp_endpoint: Option<String>,
    /// `text` or `json`.
    pub log_format: LogFormat,
    /// What to log, such as `info` or `nahtlos_server=debug`.
    pub log: String,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: Secret("nahtlos.db".to_owned()),
            connections: 16,
            fast_and_loose: false,
            public_url: None,
            sandbox: false,
            ephemeral: false,
            seed: Vec::new(),
            sandbox_begins: None,
            provisioning_minutes: 0,
            tls_cert: Vec::new(),
            tls_key: Vec::new(),
            tls_self_signed: false,
            tls_folder: PathBuf::from("nahtlos-tls"),
            requests_per_minute: 60_000,
            burst: 2_000,
            reference_budgets: false,
            mfa_required: false,
            sign_in_issuer: None,
            sign_in_client: String::new(),
            sign_in_secret: None,
            sign_in_name: None,
            sign_in_claim: "preferred_username".to_owned(),
            sign_in_domains: Vec::new(),
            sign_in_ca: None,
            smtp: None,
            mail_from: "Nahtlos <nahtlos@localhost>".to_owned(),
            webhook_local: None,
            webhook_hosts: Vec::new(),
            webhook_longest_pause: 6 * 3600,
            webhook_organization: "Nahtlos".to_owned(),
            webhook_cert: None,
            webhook_key: None,
            dns_server: None,
            body_bytes: 4 << 20,
            upload_bytes: 256 << 20,
            metrics_token: None,
            drain_seconds: 0,
            lease_seconds: 60,
            secrets_key: None,
            secrets_key_file: None,
            account_hosts: Vec::new(),
            account_ca: None,
            account_budgets: true,
            account_processes: 1,
            otlp_endpoint: None,
            log_format: LogFormat::Text,
            log: "info".to_owned(),
        }
    }
}

impl Config {
    /// From layers of TOML tables, later ones over earlier ones.
    ///
    /// # Errors
    /// Names the key that is unknown or has a wrong value, and the layer it stands in.
    pub fn from_layers(layers: &[(&str, toml::Table)]) -> Result<Self, String> {
        let mut all = toml::Table::new();
        for (name, layer) in layers {
            for (key, value) in layer {
                let mut one = toml::Table::new();
                one.insert(key.clone(), value.clone());
                toml::Value::Table(one)
                    .try_into::<Self>()
                    .map_err(|error| format!("{name}: {key}: {}", error.message()))?;
                all.insert(key.clone(), value.clone());
            }
        }
        let config: Self = toml::Value::Table(all).try_into().map_err(|error| error.message().to_owned())?;
        config.contradiction().map_or(Ok(config), Err)
    }

    /// Settings that exclude each other.
    fn contradiction(&self) -> Option<String> {
        let kept = self.database != Self::default().database;
        match () {
            () if self.ephemeral && kept => {
                Some("ephemeral keeps everything in memory: give no database with it, or leave it out".to_owned())
            }
            () if self.ephemeral && self.tls_self_signed && !self.tls_folder.join("ca.pem").exists() => Some(format!(
                "ephemeral leaves no file behind, and tls-self-signed would write its authority into {}: set tls-folder to one that has it",
                self.tls_folder.display()
            )),
            () if !(1..=20).contains(&self.account_processes) => {
                Some("account-processes is the number of processes that carry moves out, from 1 to 20".to_owned())
            }
            () if !self.seed.is_empty() && !self.sandbox => Some("seed is for a sandbox: set sandbox to true as well".to_owned()),
            () => None,
        }
    }

    /// The layer of environment variables: `NAHTLOS_LISTEN=…` is `listen`.
    ///
    /// # Errors
    /// Never today; kept for values that do not read.
    pub fn environment(variables: impl IntoIterator<Item = (String, String)>) -> Result<toml::Table, String> {
        let mut layer = toml::Table::new();
        for (name, text) in variables {
            let Some(key) = name.strip_prefix("NAHTLOS_") else { continue };
            if OTHERS.contains(&key) {
                continue;
            }
            layer.insert(key.to_ascii_lowercase().replace('_', "-"), value_of(&text));
        }
        Ok(layer)
    }
}

/// Variables of the project that are no settings of the service: its tests', and those of the commands that ask a center.
const OTHERS: [&str; 9] = [
    "SHARED",
    "REPORT_DIR",
    "CONFIG",
    "CENTER",
    "GRAPH",
    "LOGIN",
    "TENANT",
    "CLIENT_ID",
    "CLIENT_SECRET",
];

/// A value as written in the environment or on the command line: number, truth, list, or text.
pub fn value_of(text: &str) -> toml::Value {
    let parsed = format!("value = {text}")
        .parse::<toml::Table>()
        .ok()
        .and_then(|mut t| t.remove("value"));
    match parsed {
        Some(value @ (toml::Value::Boolean(_) | toml::Value::Integer(_) | toml::Value::Array(_))) => value,
        _ => toml::Value::String(text.to_owned()),
    }
}
