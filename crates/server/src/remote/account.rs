//! Accounts, opened: a client for each, made of what was encrypted, and a refresh token that changed kept again.
//!
//! A client is kept until its account changes. No secret leaves this module but into the client.

use crate::{
    config::Config,
    secrets::{Keyring, Opener},
};
use nahtlos_client::{Client, Credentials, RetryPolicy};
use nahtlos_engine::{Engine, Halt};
use nahtlos_model::{
    accounts::{Account, Sealed, Service},
    refusals::Refusal,
};
use parking_lot::Mutex;
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::OnceCell;

/// Clients kept at once.
const KEPT: usize = 1_000;
/// How long one call may take: much less than a move is held.
const TIMEOUT: Duration = Duration::from_secs(25);
/// The name that services see.
const APPLICATION: &str = "Nahtlos";

/// An account with its client.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(super) account: Account,
    pub(super) client: Client,
    /// The id of the account's tenant, once it was asked for.
    pub(super) tenant: OnceCell<String>,
    kept: tokio::sync::Mutex<Kept>,
}

/// What is in the database of it, as far as this process knows.
struct Kept {
    sealed: Sealed,
    opener: Opener,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept(…)")
    }
}

/// What a test of an account said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trial {
    /// The organisation whose account it is, as the service names it.
    pub(crate) organization: String,
    /// What did not work; empty: everything did.
    pub(crate) problem: String,
}

/// Opens accounts.
#[derive(Debug)]
pub(crate) struct Accounts {
    engine: Engine,
    pub(crate) keys: Keyring,
    hosts: Vec<String>,
    sandbox: bool,
    trusted: Option<Vec<u8>>,
    opened: Mutex<HashMap<String, Arc<Opened>>>,
}

impl Accounts {
    /// With the settings' keys.
    ///
    /// # Errors
    /// Says which key or certificate is none.
    pub(crate) fn new(engine: Engine, config: &Config) -> Result<Self, String> {
        let read = |path: &std::path::PathBuf| std::fs::read(path).map_err(|error| format!("account-ca {}: {error}", path.display()));
        Ok(Self {
            engine,
            keys: Keyring::of(config)?,
            hosts: config.account_hosts.iter().map(|host| host.trim().to_ascii_lowercase()).collect(),
            sandbox: config.sandbox,
            trusted: config.account_ca.as_ref().map(read).transpose()?,
            opened: Mutex::default(),
        })
    }

    /// Whether accounts may be at a service's addresses: at the reference's, or where the settings allow; in a sandbox on this machine, too.
    /// Nobody has this program ask any address they like.
    ///
    /// # Errors
    /// `InvalidProperty`.
    pub(crate) fn allowed(&self, service: &Service) -> Result<(), Refusal> {
        for (field, address) in [
            ("partnerCenter", &service.partner),
            ("graph", &service.graph),
            ("login", &service.login),
        ] {
            let host = reqwest::Url::parse(address).ok();
            let secure = host.as_ref().is_some_and(|url| url.scheme() == "https");
            let host = host.and_then(|url| url.host_str().map(str::to_ascii_lowercase)).unwrap_or_default();
            let here = self.sandbox && matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
            let named = self.hosts.iter().any(|allowed| match allowed.strip_prefix('.') {
                Some(_) => host.ends_with(allowed.as_str()),
                None => host == *allowed,
            });
            if !here && !(secure && (named || is_reference(&host))) {
                let why =
                    format!("accounts may be at the reference's https addresses, and at hosts that account-hosts names; {host} is neither");
                return Err(Refusal::property(field, why));
            }
        }
        Ok(())
    }

    /// The account's client, as long as the account is what it was.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub(super) async fn open(&self, account: Account) -> Result<Arc<Opened>, Halt> {
        if let Some(opened) = self.opened.lock().get(&account.id)
            && opened.account.version == account.version
        {
            return Ok(Arc::clone(opened));
        }
        let opened = Arc::new(self.fresh(account)?);
        let mut all = self.opened.lock();
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(opened.account.id.clone(), Arc::clone(&opened));
        Ok(opened)
    }

    fn fresh(&self, account: Account) -> Result<Opened, Refusal> {
        self.allowed(&account.service)?;
        let opener = self.keys.open(&account.id, &account.sealed)?;
        let client_id = account.client_id.clone();
        let credentials = match (&opener.refresh_token, &opener.client_secret) {
            (Some(token), secret) => Credentials::RefreshToken {
                client_id,
                client_secret: secret.clone(),
                refresh_token: token.clone(),
            },
            (None, secret) => Credentials::Application {
                client_id,
                client_secret: secret.clone().unwrap_or_default(),
            },
        };
        let service = &account.service;
        let mut builder = Client::builder(&service.partner, &account.tenant, credentials)
            .graph(&service.graph)
            .login(&service.login)
            .application(APPLICATION)
            // A move decides what is tried again, after a look.
            .retry(RetryPolicy::none())
            .timeout(TIMEOUT);
        if let Some(pem) = &self.trusted {
            builder = builder.trust(pem.clone());
        }
        let client = builder
            .build()
            .map_err(|error| Refusal::property("account", super::sentence(&error.to_string())))?;
        let sealed = account.sealed.clone();
        Ok(Opened {
            account,
            client,
            tenant: OnceCell::new(),
            kept: tokio::sync::Mutex::new(Kept { sealed, opener }),
        })
    }

    /// Keeps a refresh token that has changed, and what an older key encrypted; where somebody else was quicker, theirs stays. That it could
    /// not be kept stops nothing: the one before is good for a while yet.
    pub(super) async fn keep_renewed(&self, opened: &Opened) {
        let newest = opened.client.refresh_token().await;
        let mut kept = opened.kept.lock().await;
        let same = newest.is_none() || newest == kept.opener.refresh_token;
        if same && self.keys.is_newest(&kept.sealed) {
            return;
        }
        let opener = Opener {
            refresh_token: newest,
            ..kept.opener.clone()
        };
        let account = &opened.account;
        let Ok(sealed) = self.keys.seal(&account.id, &opener) else { return };
        let before = std::mem::replace(&mut kept.sealed, sealed.clone());
        kept.opener = opener;
        match self
            .engine
            .keep_account_opener(&account.partner_id, &account.id, &before, &sealed)
            .await
        {
            Ok(true) => {}
            Ok(false) => tracing::debug!(account = account.id, "another process renewed the account first"),
            Err(error) => {
                kept.sealed = before;
                tracing::warn!(account = account.id, %error, "a renewed sign-in could not be kept; it is tried again");
                // Not what is in the database: the next call tries again.
                kept.opener.refresh_token = None;
            }
        }
    }

    /// Signs in and reads what every move begins with.
    ///
    /// # Errors
    /// That it cannot be opened here; what the service says is in the answer.
    pub(crate) async fn try_out(&self, account: Account) -> Result<Trial, Halt> {
        let opened = self.fresh(account)?;
        let tried = trial(&opened.client).await;
        self.keep_renewed(&opened).await;
        // Whoever has a client open begins anew with what was kept now.
        self.opened.lock().remove(&opened.account.id);
        Ok(tried)
    }
}

async fn trial(client: &Client) -> Trial {
    let failed = |problem: &nahtlos_client::Error| Trial {
        organization: String::new(),
        problem: super::sentence(&problem.to_string()),
    };
    if let Err(error) = client.sign_in().await {
        return failed(&error);
    }
    // Only a user's sign-in may read this, as most of what a move does.
    if let Err(error) = client.relationships().request(None).await {
        return failed(&error);
    }
    match client.graph().directory().organization().await {
        Ok(all) => Trial {
            organization: super::sentence(&all.into_iter().find_map(|one| one.display_name).unwrap_or_default()),
            problem: String::new(),
        },
        Err(error) => failed(&error),
    }
}

/// The reference's hosts, of the world and of the national clouds.
/// Source: Partner Center and Graph documentation, national clouds.
fn is_reference(host: &str) -> bool {
    const HOSTS: [&str; 8] = [
        "api.partnercenter.microsoft.com",
        "partner.partnercenterapi.microsoftonline.cn",
        "graph.microsoft.com",
        "graph.microsoft.us",
        "microsoftgraph.chinacloudapi.cn",
        "login.microsoftonline.com",
        "login.microsoftonline.us",
        "login.chinacloudapi.cn",
    ];
    HOSTS.contains(&host)
}
