//! Who calls, and with which request: what the server makes of a token and headers.

use crate::faults::Faults;
use nahtlos_model::permissions::{Action, Role};
use std::sync::Arc;

/// A user who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingUser {
    /// User id.
    pub id: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Name.
    pub name: String,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The tenant that user or application belong to.
    pub tenant_id: String,
    /// The tenant whose directory the token is for; the same, or a customer's.
    pub directory_id: String,
    /// The user; `None`: an application alone.
    pub user: Option<ActingUser>,
    /// Client id of the application.
    pub application: String,
    /// Roles in the tenant.
    pub roles: Vec<Role>,
    /// A second factor was used.
    pub mfa: bool,
}

impl Actor {
    /// Time itself: due work.
    pub fn time() -> Self {
        Self {
            tenant_id: String::new(),
            directory_id: String::new(),
            user: None,
            application: String::new(),
            roles: Vec::new(),
            mfa: false,
        }
    }
}

/// A keyed request: the same key and content get the same reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Hash of tenant, application, method, path and key.
    pub hash: String,
    /// Digest of the content.
    pub digest: String,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who: the same for every request with one token.
    pub actor: Arc<Actor>,
    /// `MS-RequestId`.
    pub request_id: String,
    /// `MS-CorrelationId`.
    pub correlation_id: String,
    /// Language wanted for names and descriptions, such as `de-DE`.
    pub locale: String,
    /// Its key, for writes.
    pub key: Option<Key>,
    /// What a sandbox was told to do to it; `None`: nothing.
    pub faults: Option<Arc<Faults>>,
}

/// Whose things a command or question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The caller's own.
    Own,
    /// A customer's commercial things; the caller is a partner of the customer, or the customer.
    Customer(String),
    /// A tenant's directory; the caller belongs to it, or has delegated administration.
    Directory(String),
}

/// What a command or question needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The right.
    pub action: Action,
    /// On whose things.
    pub scope: Scope,
}

impl Need {
    /// A right on the caller's own things.
    pub fn own(action: Action) -> Self {
        Self { action, scope: Scope::Own }
    }

    /// A right on a customer's things.
    pub fn customer(action: Action, customer: &str) -> Self {
        Self {
            action,
            scope: Scope::Customer(customer.to_owned()),
        }
    }

    /// A right on a tenant's directory.
    pub fn directory(action: Action, tenant: &str) -> Self {
        Self {
            action,
            scope: Scope::Directory(tenant.to_owned()),
        }
    }
}
