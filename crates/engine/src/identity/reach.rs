//! Whose directory an application or a person may have a token for: their own tenant's, and that of a customer who granted delegated
//! administration, the older kind or granular. Whether an application of another tenant may act here at all is the tenant's consent.

use super::applications::BUILT_IN;
use crate::{
    Engine,
    act::{Act, Changed, NOTHING},
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    instants::Instant,
    partners::Application,
    permissions::{Action, Role},
};
use nahtlos_store::{Tx, customers, delegated, identity};
use serde::{Deserialize, Serialize};

/// A tenant's consent to an application.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Consent {
    /// The application.
    pub application_id: String,
    /// Its name.
    pub display_name: String,
    /// What for: resource applications with their scopes.
    pub application_grants: Vec<ConsentGrant>,
}

/// One resource's part of a consent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConsentGrant {
    /// The resource's application id.
    pub enterprise_application_id: String,
    /// Scopes, separated by commas.
    pub scope: String,
}

async fn is_delegated(tx: &mut Tx, partner: &str, customer: &str) -> Result<bool, Halt> {
    let found = customers::relationship(tx, customer, partner).await?;
    Ok(found.is_some_and(|r| r.is_active() && r.delegated))
}

/// Whether some granular relationship gives rights now; to whom is decided with every request.
async fn is_granular(tx: &mut Tx, partner: &str, customer: &str, now: Instant) -> Result<bool, Halt> {
    Ok(!delegated::reaches(tx, customer, partner, now).await?.is_empty())
}

async fn has_consent(tx: &mut Tx, tenant: &str, application: &str) -> Result<bool, Halt> {
    let found: Option<serde_json::Value> = identity::consent(tx, tenant, application).await?;
    Ok(found.is_some())
}

impl Engine {
    /// Whether an application alone may act in a tenant: its own; or a customer's of its tenant with delegated administration, where
    /// the customer consented or the application is an admin agent. With granular delegation alone the customer must have consented.
    ///
    /// # Errors
    /// Faults only.
    pub async fn application_reaches(&self, application: &Application, tenant: &str) -> Result<bool, Halt> {
        if application.tenant_id == tenant {
            return Ok(true);
        }
        let mut tx = self.inner.store.reader().await?;
        let delegated = is_delegated(&mut tx, &application.tenant_id, tenant).await?;
        if delegated && application.roles.contains(&Role::AdminAgent) {
            return Ok(true);
        }
        let reaches = delegated || is_granular(&mut tx, &application.tenant_id, tenant, self.now()).await?;
        Ok(reaches && has_consent(&mut tx, tenant, &application.id).await?)
    }

    /// Whether people of a tenant may act in another one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn people_reach(&self, home: &str, tenant: &str) -> Result<bool, Halt> {
        if home == tenant {
            return Ok(true);
        }
        let mut tx = self.inner.store.reader().await?;
        Ok(is_delegated(&mut tx, home, tenant).await? || is_granular(&mut tx, home, tenant, self.now()).await?)
    }

    /// Whether an application may speak for people of a tenant there: the tenant's own, the one that comes with the program, or one
    /// that the tenant consented to.
    ///
    /// # Errors
    /// Faults only.
    pub async fn may_speak(&self, application: &Application, tenant: &str) -> Result<bool, Halt> {
        if application.tenant_id == tenant || application.id == BUILT_IN {
            return Ok(true);
        }
        has_consent(&mut self.inner.store.reader().await?, tenant, &application.id).await
    }
}

/// Consents to an application in the caller's own tenant: an administrator said so when signing in.
#[derive(Debug, Clone)]
pub struct GiveConsent {
    /// What for.
    pub consent: Consent,
}

impl Engine {
    /// Gives an administrator's consent.
    ///
    /// # Errors
    /// `RoleLacksRight` for who is no global administrator.
    pub async fn give_consent(&self, call: &Call, consent: Consent) -> Result<(), Halt> {
        self.execute(call, GiveConsent { consent }).await
    }
}

impl UseCase for GiveConsent {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageApplications)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let id = &self.consent.application_id;
        identity::add_consent(act.tx, permit.tenant(), id, &self.consent).await?;
        act.changed(Changed {
            scope: permit.tenant(),
            partner: permit.tenant(),
            resource: "application_consent",
            id,
            operation: "create_application_consent",
            before: NOTHING,
            after: Some(&self.consent),
        })
    }
}
