//! A user as the wire shows it, and the echo of a password that the caller sent.
//!
//! What is kept for repeated requests never holds a password: it is put into the answer after the reply has been kept.

use crate::api::{answer::Answer, problem::Problem};
use nahtlos_model::directory::User;
use nahtlos_wire::{
    Attributes, Links, Sent,
    enums::{UserDomainType, UserState},
    users as wire,
};

/// A user with its link, as lists and reads show it.
pub(crate) fn shown(user: &User) -> wire::CustomerUser {
    wire::CustomerUser {
        links: Some(Links::to_self(format!("/customers/{}/users/{}", user.tenant_id, user.id))),
        last_directory_sync_time: Sent::Absent,
        soft_deletion_time: user.deleted.map_or(Sent::Absent, Sent::Value),
        ..answered(user)
    }
}

/// A user as the answer to a write shows it: without links, with nulls.
pub(crate) fn answered(user: &User) -> wire::CustomerUser {
    let domain_type = match user.domain_type.as_str() {
        "federated" => UserDomainType::Federated,
        "managed" => UserDomainType::Managed,
        _ => UserDomainType::None,
    };
    // A deleted user's name may belong to another by now: it is shown behind the id, as the directory itself keeps it.
    let name = match user.deleted {
        Some(_) => format!("{}{}", user.id.replace('-', ""), user.user_principal_name),
        None => user.user_principal_name.clone(),
    };
    wire::CustomerUser {
        id: Some(user.id.clone()),
        user_principal_name: Some(name),
        first_name: user.given_name.clone(),
        last_name: user.surname.clone(),
        display_name: Some(user.display_name.clone()),
        usage_location: user.usage_location.clone(),
        immutable_id: user.immutable_id.clone(),
        password_profile: None,
        phone_number: user.phone.clone(),
        user_domain_type: Some(domain_type),
        state: Some(if user.deleted.is_some() {
            UserState::Inactive
        } else {
            UserState::Active
        }),
        links: None,
        attributes: Some(Attributes::of("CustomerUser")),
        last_directory_sync_time: Sent::Null,
        soft_deletion_time: Sent::or_null(user.deleted),
    }
}

/// A password as a request carries it.
#[derive(Clone)]
pub(crate) struct Password {
    pub text: String,
    pub force_change: bool,
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// The one of a profile, if it names one.
    pub(crate) fn of(profile: Option<&wire::PasswordProfile>) -> Option<Self> {
        let profile = profile?;
        Some(Self {
            text: profile.password.clone().filter(|p| !p.is_empty())?,
            force_change: profile.force_change_password.unwrap_or(false),
        })
    }

    /// Repeats the password in a user that was answered, be it now or from a kept reply; what else the answer is stays as it is.
    pub(crate) fn echo(self, answer: Answer) -> Result<Answer, Problem> {
        if !matches!(answer.status, 200 | 201) {
            return Ok(answer);
        }
        let unreadable = |error: serde_json::Error| Problem::Fault(format!("an answered user does not read: {error}"));
        let mut user: wire::CustomerUser = serde_json::from_slice(&answer.body).map_err(unreadable)?;
        user.password_profile = Some(wire::PasswordProfile {
            password: Some(self.text),
            force_change_password: Some(self.force_change),
        });
        let body = serde_json::to_vec(&user).map_err(unreadable)?;
        Ok(Answer { body, ..answer })
    }
}
