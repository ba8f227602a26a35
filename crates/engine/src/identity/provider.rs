//! Whom an identity provider knows a person as. The first sign-in by it says so; from then on nobody else there can be this person, even if they
//! are given the same name.

use super::{factors::owner, people::Person};
use crate::{Engine, halt::Halt};
use nahtlos_store::{
    Transaction, Tx,
    sessions::{self, Owner},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The id under which it is kept beside the second factors.
pub(super) const PROVIDER: &str = "provider";

/// Whom a provider knows somebody as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Link {
    issuer: String,
    subject: String,
}

impl Engine {
    /// Whether somebody is whom a provider knows by an id: they are linked by the first sign-in.
    ///
    /// # Errors
    /// Faults only.
    pub async fn link_provider(&self, person: &Person, issuer: &str, subject: &str) -> Result<bool, Halt> {
        let link = Link {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
        };
        self.write_link(person, Some(link)).await
    }

    /// Whether somebody signs in by a provider.
    ///
    /// # Errors
    /// Faults only.
    pub async fn is_linked(&self, person: &Person) -> Result<bool, Halt> {
        let mut tx = self.inner.store.reader().await?;
        Ok(sessions::factor::<Link>(&mut tx, owner(person), PROVIDER).await?.is_some())
    }

    /// Forgets whom a provider knows somebody as; whether it did.
    ///
    /// # Errors
    /// Faults only.
    pub async fn forget_provider(&self, person: &Person) -> Result<bool, Halt> {
        self.write_link(person, None).await
    }

    async fn write_link(&self, person: &Person, link: Option<Link>) -> Result<bool, Halt> {
        let change = Change {
            tenant: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            link,
        };
        self.inner.store.transact(Arc::new(change)).await
    }
}

struct Change {
    tenant: String,
    user: String,
    link: Option<Link>,
}

impl Transaction for Change {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let owner = Owner {
            tenant: &self.tenant,
            user: &self.user,
        };
        let Some(link) = &self.link else {
            return Ok(sessions::drop_factor(tx, owner, PROVIDER).await?);
        };
        match sessions::factor::<Link>(tx, owner, PROVIDER).await? {
            Some((_, known)) if known.issuer == link.issuer => Ok(known == *link),
            // None yet, or of a provider that the settings do not name any more.
            _ => {
                sessions::add_factor(tx, owner, PROVIDER, link).await?;
                Ok(true)
            }
        }
    }
}
