//! Our own: a partner's accounts at other services, where moves are carried out.
//!
//! Used by `/moves/v1/accounts`. What opens an account is only ever sent, never answered.

use crate::{Attributes, Links};
use nahtlos_model::instants::Instant;

/// Where a partner's accounts are.
pub const PATH: &str = "/moves/v1/accounts";

spelled! {
    /// Who signs in: an application on its own, which may not do all that a move needs, or for a user who signed in.
    pub enum AccountKind {
        Application = "application", User = "user",
    }
}

shape! {
    /// An account to make, or what changes of one; what is left out stays.
    pub struct AccountRequest {
        name: String,
        /// Address of the Partner Center API, without `/v1`; the reference's where it is left out.
        partner_center: String,
        /// Address of Graph, without `/v1.0`.
        graph: String,
        /// Address of the sign-in, without the tenant.
        login: String,
        /// The partner's tenant there: a GUID, or one of its domains.
        tenant: String,
        client_id: String,
        /// The application's secret; none for a public client.
        client_secret: String,
        /// What the sign-in of a user gave (secure application model); without it the application is on its own.
        refresh_token: String,
    }

    pub struct Account {
        id: String,
        name: String,
        partner_center: String,
        graph: String,
        login: String,
        tenant: String,
        client_id: String,
        kind: AccountKind,
        /// The beginning of the fingerprint of the key that encrypts what opens it.
        key: String,
        created_time: Instant,
        /// When a person last replaced what opens it.
        renewed_time: Instant,
        /// What the last test of it said; absent: none since its last change.
        tested: AccountTest,
        version: i64,
        links: Links,
        attributes: Attributes,
    }

    /// A customer whom the partner has there.
    pub struct AccountCustomer {
        customer_id: String,
        customer_name: String,
        customer_domain: String,
    }

    pub struct AccountTest {
        time: Instant,
        /// Signing in and reading worked.
        works: bool,
        /// What did not.
        problem: String,
        /// The organisation whose account it is, as the service names it; right after a test only.
        organization: String,
    }
}
