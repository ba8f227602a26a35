//! Our own: granular delegated administration as the customer sees it. The partner's side is Graph's (`Graph::delegated_admin`).
//!
//! Used through `Client::delegations`, with a client of the customer's tenant. An answer needs the token of its global administrator.

use crate::{Error, noun};
use nahtlos_wire::delegations::{GranularAdminRelationship, PATH};
use reqwest::Method;

noun! {
    /// Our own: what partners ask of one's tenant. Needs a global administrator of that tenant, and to answer, a user.
    ///
    /// Drafts are not shown. What is not asked of this tenant is not found; an answer that its state does not allow is refused by that
    /// state. Source: `docs/wire/gdap.md`, the customer's side.
    Delegations
}

impl Delegations {
    /// Every relationship that one's tenant was asked for.
    pub async fn list(&self) -> Result<Vec<GranularAdminRelationship>, Error> {
        self.client.own(Method::GET, PATH, &[]).items().await
    }

    /// One: who asks for which roles, and how it stands.
    pub async fn get(&self, relationship: &str) -> Result<GranularAdminRelationship, Error> {
        self.client.own(Method::GET, PATH, &[relationship]).read().await
    }

    /// Approves it, all roles or none; approving it again changes nothing.
    pub async fn approve(&self, relationship: &str) -> Result<GranularAdminRelationship, Error> {
        self.decide(relationship, "approve").await
    }

    /// Declines it.
    pub async fn decline(&self, relationship: &str) -> Result<GranularAdminRelationship, Error> {
        self.decide(relationship, "decline").await
    }

    /// Ends one that is active.
    pub async fn terminate(&self, relationship: &str) -> Result<GranularAdminRelationship, Error> {
        self.decide(relationship, "terminate").await
    }

    async fn decide(&self, relationship: &str, answer: &str) -> Result<GranularAdminRelationship, Error> {
        self.client.own(Method::POST, PATH, &[relationship, answer]).read().await
    }
}
