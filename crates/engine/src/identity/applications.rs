//! Applications: registered in a tenant, with roles of their own, addresses codes may go to, and secrets kept as hashes.
//!
//! Secrets are made and hashed before a command ([`crate::Engine::new_secret`]); a command carries hashes only.

use super::secret::secret_id;
use crate::{
    Engine,
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    reading::Reading,
};
use nahtlos_model::{
    partners::Application,
    permissions::{Action, Role},
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, identity};

/// Client id of the application that comes with the program: the command line and the pages. Public, for people of every tenant.
pub const BUILT_IN: &str = "6e616874-6c6f-4073-8000-000000000001";
/// Most secrets of an application: enough to replace one while another works.
const SECRETS: usize = 10;
/// Most addresses codes may go to.
const ADDRESSES: usize = 50;

/// The application that comes with the program. Codes go to this machine only.
fn built_in() -> Application {
    Application {
        id: BUILT_IN.to_owned(),
        tenant_id: String::new(),
        name: "Nahtlos".to_owned(),
        secrets: Vec::new(),
        redirect_uris: vec!["http://localhost".to_owned(), "http://127.0.0.1".to_owned()],
        public: true,
        roles: Vec::new(),
        version: 1,
    }
}

impl Engine {
    /// An application by its client id, for signing in.
    ///
    /// # Errors
    /// Faults only.
    pub async fn application(&self, id: &str) -> Result<Option<Application>, Halt> {
        let id = id.trim().to_ascii_lowercase();
        if id == BUILT_IN {
            return Ok(Some(built_in()));
        }
        Ok(identity::application(&mut self.inner.store.reader().await?, &id).await?)
    }
}

impl Reading {
    /// Applications registered in the tenant.
    ///
    /// # Errors
    /// Faults only.
    pub async fn applications(&mut self) -> Result<Vec<Application>, Halt> {
        let tenant = self.tenant();
        Ok(identity::applications(&mut self.tx, &tenant).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound`, also for another tenant's.
    pub async fn application(&mut self, id: &str) -> Result<Application, Halt> {
        let tenant = self.tenant();
        let found = identity::application(&mut self.tx, id).await?;
        Ok(found.filter(|a| a.tenant_id == tenant).ok_or_else(|| unknown(id))?)
    }
}

fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::NotFound).with("id", id)
}

/// Registers an application in the caller's tenant.
#[derive(Debug, Clone)]
pub struct RegisterApplication {
    /// Client id; `None`: one is made.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Hash of its first secret; none for public clients.
    pub secret: Option<String>,
    /// Addresses codes may go to.
    pub redirect_uris: Vec<String>,
    /// A public client, which keeps no secret.
    pub public: bool,
    /// Roles it has by itself.
    pub roles: Vec<Role>,
}

impl UseCase for RegisterApplication {
    type Out = Application;

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Application, Halt> {
        let application = Application {
            id: self.id.clone().unwrap_or_else(|| act.guid()),
            tenant_id: permit.tenant().to_owned(),
            name: named(&self.name)?,
            secrets: self.secret.iter().cloned().collect(),
            redirect_uris: addresses(&self.redirect_uris)?,
            public: self.public,
            roles: self.roles.clone(),
            version: 1,
        };
        if application.public && !application.roles.is_empty() {
            return Err(Refusal::property("roles", "a public client keeps no secret, so it has no roles of its own").into());
        }
        may_give(act, &application).await?;
        if identity::application(act.tx, &application.id).await?.is_some() {
            return Err(Refusal::property("appId", "is the id of another application").into());
        }
        save(act, None, &application, "create_application").await?;
        Ok(application)
    }
}

/// Changes name, addresses or roles.
#[derive(Debug, Clone, Default)]
pub struct ChangeApplication {
    /// Client id.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Addresses codes may go to.
    pub redirect_uris: Option<Vec<String>>,
    /// Roles.
    pub roles: Option<Vec<Role>>,
}

impl UseCase for ChangeApplication {
    type Out = Application;

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Application, Halt> {
        let before = load(act, &permit, &self.id).await?;
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name = named(name)?;
        }
        if let Some(uris) = &self.redirect_uris {
            after.redirect_uris = addresses(uris)?;
        }
        if let Some(roles) = &self.roles {
            after.roles.clone_from(roles);
            may_give(act, &after).await?;
        }
        if after.public && !after.roles.is_empty() {
            return Err(Refusal::property("roles", "a public client keeps no secret, so it has no roles of its own").into());
        }
        if after == before {
            return Ok(before);
        }
        after.version += 1;
        save(act, Some(&before), &after, "update_application").await?;
        Ok(after)
    }
}

/// Adds a secret, by its hash.
#[derive(Debug, Clone)]
pub struct AddSecret {
    /// Client id.
    pub id: String,
    /// Hash.
    pub secret: String,
}

impl UseCase for AddSecret {
    type Out = Application;

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Application, Halt> {
        let before = load(act, &permit, &self.id).await?;
        let mut after = before.clone();
        if before.public {
            return Err(Refusal::property("appId", "is a public client, which keeps no secret").into());
        }
        if before.secrets.len() >= SECRETS {
            return Err(Refusal::property("secrets", format!("are {SECRETS} already; remove one first")).into());
        }
        after.secrets.push(self.secret.clone());
        after.version += 1;
        save(act, Some(&before), &after, "create_application_credential").await?;
        Ok(after)
    }
}

/// Removes a secret, by its id.
#[derive(Debug, Clone)]
pub struct RemoveSecret {
    /// Client id.
    pub id: String,
    /// Id of the secret.
    pub secret_id: String,
}

impl UseCase for RemoveSecret {
    type Out = Application;

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Application, Halt> {
        let before = load(act, &permit, &self.id).await?;
        let mut after = before.clone();
        after.secrets.retain(|hash| secret_id(hash) != self.secret_id);
        if after.secrets.len() == before.secrets.len() {
            return Err(unknown(&self.secret_id).into());
        }
        after.version += 1;
        save(act, Some(&before), &after, "delete_application_credential").await?;
        Ok(after)
    }
}

async fn load(act: &mut Act<'_>, permit: &Permit, id: &str) -> Result<Application, Halt> {
    let found = identity::application(act.tx, id).await?;
    Ok(found.filter(|a| a.tenant_id == permit.tenant()).ok_or_else(|| unknown(id))?)
}

fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 256 || name.chars().any(char::is_control) {
        return Err(Refusal::property("displayName", "must be given, with at most 256 characters"));
    }
    Ok(name.to_owned())
}

/// Addresses without fragments; `http` only on this machine, since a code must not travel in plain text.
fn addresses(uris: &[String]) -> Result<Vec<String>, Refusal> {
    let bad = |reason: String| Err(Refusal::property("redirectUris", reason));
    if uris.len() > ADDRESSES {
        return bad(format!("are more than {ADDRESSES}"));
    }
    for uri in uris {
        let Some((scheme, rest)) = uri.split_once(':') else {
            return bad(format!("{uri:?} is no absolute address"));
        };
        let clean = uri.len() <= 500 && uri.chars().all(|c| c.is_ascii_graphic() && !"#*\"<>\\^`{|}".contains(c));
        let word =
            scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if !clean || !word || rest.is_empty() {
            return bad(format!("{uri:?} is no absolute address without fragment and wildcards"));
        }
        let host = rest.trim_start_matches('/').split(['/', ':', '?']).next().unwrap_or_default();
        let here = host == "localhost" || host == "127.0.0.1" || rest.starts_with("//[::1]");
        match scheme.to_ascii_lowercase().as_str() {
            "http" if !here => return bad(format!("{uri:?} must be https; http is for this machine only")),
            "http" | "https" if !rest.starts_with("//") || rest.contains('@') => return bad(format!("{uri:?} has no host")),
            "javascript" | "data" | "file" | "vbscript" | "blob" | "about" => return bad(format!("{uri:?} leads to no application")),
            _ => {}
        }
    }
    Ok(uris.to_vec())
}

/// Nobody gives an application what they could not have: agents are a partner's, the programme is run by its administrators.
async fn may_give(act: &mut Act<'_>, application: &Application) -> Result<(), Halt> {
    let roles = &application.roles;
    if roles.contains(&Role::ProgramAdmin) && !act.call.actor.roles.contains(&Role::ProgramAdmin) {
        return Err(Refusal::property("roles", "programAdmin is given by program administrators only").into());
    }
    let agents = [Role::AdminAgent, Role::SalesAgent, Role::HelpdeskAgent];
    if roles.iter().any(|role| agents.contains(role)) && customers::partner(act.tx, &application.tenant_id).await?.is_none() {
        return Err(Refusal::property("roles", "agents are a partner's; this tenant is a customer").into());
    }
    Ok(())
}

/// Saves an application with its trail, in which secrets are named by their ids.
pub(crate) async fn save(
    act: &mut Act<'_>,
    before: Option<&Application>,
    after: &Application,
    operation: &'static str,
) -> Result<(), Halt> {
    match before {
        Some(before) => identity::update_application(act.tx, before, after).await?,
        None => identity::save_application(act.tx, after).await?,
    }
    let (shown, now) = (before.map(hidden), hidden(after));
    let change = Changed {
        scope: &after.tenant_id,
        partner: &after.tenant_id,
        resource: "application",
        id: &after.id,
        operation,
        before: shown.as_ref(),
        after: Some(&now),
    };
    act.changed(change)
}

fn hidden(application: &Application) -> Application {
    Application {
        secrets: application.secrets.iter().map(|hash| secret_id(hash)).collect(),
        ..application.clone()
    }
}
