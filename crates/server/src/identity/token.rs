//! What a token says, and what a token is to say.

use nahtlos_engine::call::{ActingUser, Actor};
use nahtlos_model::permissions::Role;
use serde::{Deserialize, Serialize};

/// Claims of an access token. `home` is ours: the tenant that the caller belongs to, where `tid` is the tenant whose directory the
/// token is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub aud: String,
    pub iss: String,
    pub iat: i64,
    pub nbf: i64,
    pub exp: i64,
    pub tid: String,
    pub home: String,
    pub appid: String,
    pub oid: String,
    pub idtyp: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub upn: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub amr: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scp: String,
    pub ver: String,
    pub uti: String,
}

impl Claims {
    /// The caller.
    pub(crate) fn actor(&self) -> Actor {
        let user = ActingUser {
            id: self.oid.clone(),
            user_principal_name: self.upn.clone(),
            name: self.name.clone(),
        };
        Actor {
            tenant_id: self.home.clone(),
            directory_id: self.tid.clone(),
            user: (self.idtyp == "user").then_some(user),
            application: self.appid.clone(),
            roles: self.roles.clone(),
            mfa: self.amr.iter().any(|method| method == "mfa"),
        }
    }
}

/// A token to make.
#[derive(Debug, Clone)]
pub(crate) struct Issue {
    pub audience: String,
    pub issuer: String,
    pub actor: Actor,
    pub scopes: String,
    pub version: &'static str,
    pub seconds: i64,
}
