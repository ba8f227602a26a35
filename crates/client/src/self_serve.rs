//! Self-serve policies: what a customer may buy without its partner. One per pair; all need a user's token.
//!
//! Used through `Client::self_serve`. A policy's id is made of both tenants: [`policy_id`].

use crate::{Error, noun};
use nahtlos_wire::self_serve::SelfServePolicy;

const HOME: &str = "SelfServePolicy";

/// The id of the policy of a partner's tenant for a customer's.
pub fn policy_id(partner: &str, customer: &str) -> String {
    format!("{partner}_{customer}")
}

noun! {
    /// Self-serve policies. All need a user's token (an application alone: 403, 900329); a wrong member is 400, code 3000, by its name.
    ///
    /// Source: `docs/wire/utility.md`.
    SelfServe
}

impl SelfServe {
    /// The policies of all customers, or that of one, if there is one; not found (60003) if it is no customer of the caller's.
    pub async fn list(&self, customer: Option<&str>) -> Result<Vec<SelfServePolicy>, Error> {
        self.client.get(&[HOME]).maybe("entity_id", customer).items().await
    }

    /// One policy; not found (600039) if there is none.
    pub async fn get(&self, policy: &str) -> Result<SelfServePolicy, Error> {
        self.client.get(&[HOME, policy]).read().await
    }

    /// Makes a customer's policy; 409, code 600041, if there is one.
    pub async fn create(&self, policy: &SelfServePolicy) -> Result<SelfServePolicy, Error> {
        self.client.post(&[HOME]).json(policy).read().await
    }

    /// Replaces a policy's permissions. The etag that it carries, if any, must be the present one ([`Error::is_stale`]); its tenants stay
    /// (404, 600040, if they are others).
    pub async fn update(&self, id: &str, policy: &SelfServePolicy) -> Result<SelfServePolicy, Error> {
        self.client.put(&[HOME, id]).json(policy).read().await
    }

    /// Takes a policy back.
    pub async fn delete(&self, policy: &str) -> Result<(), Error> {
        self.client.delete(&[HOME, policy]).done().await
    }
}
