//! Changes a user, restores a deleted one (`state` active), sets a password. Null and what is left out change nothing.

use super::view::{Password, answered};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    users::{UpdateUser, password},
};
use nahtlos_model::{
    permissions::Action,
    refusals::Refusal,
    users::{NewPassword, UserChange},
};
use nahtlos_wire::{Sent, enums::UserState, users as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let patch: wire::UserPatch = ask.read_body()?;
    if patch.state.value() == Some(&UserState::Inactive) {
        let reason = "is not set: a user becomes inactive by being deleted";
        return Err(Refusal::property("state", reason).into());
    }
    change(ask, patch).await
}

/// Sets a password and nothing else.
pub(crate) async fn reset(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::UserPatch = ask.read_body()?;
    if Password::of(sent.password_profile.value()).is_none() {
        return Err(Refusal::property("passwordProfile.password", "must be given").into());
    }
    let only = wire::UserPatch {
        password_profile: sent.password_profile,
        ..wire::UserPatch::default()
    };
    change(ask, only).await
}

async fn change(mut ask: Ask, patch: wire::UserPatch) -> Result<Answer, Problem> {
    let password = Password::of(patch.password_profile.value());
    let hashed = match &password {
        Some(password) => Some(hash(&mut ask, &patch, password).await?),
        None => None,
    };
    let profile = patch.password_profile.value();
    // The reference's own library writes null for what is not to change.
    let optional = |text: &Sent<String>| text.value().cloned().map(Some);
    let command = UpdateUser {
        tenant_id: ask.id(0),
        user: ask.id(1),
        restore: patch.state.value() == Some(&UserState::Active),
        change: UserChange {
            user_principal_name: patch.user_principal_name.value().cloned(),
            display_name: patch.display_name.value().cloned(),
            given_name: optional(&patch.first_name),
            surname: optional(&patch.last_name),
            usage_location: optional(&patch.usage_location),
            immutable_id: optional(&patch.immutable_id),
            phone: optional(&patch.phone_number),
            force_change: profile.and_then(|p| p.force_change_password),
            password: hashed,
            ..UserChange::default()
        },
    };
    let answer = ask.write(command, |user| Answer::ok(&answered(user))).await?;
    match password {
        Some(password) => password.echo(answer),
        None => Ok(answer),
    }
}

/// Judges a password by the name that the user has, or will have, and hashes it.
async fn hash(ask: &mut Ask, patch: &wire::UserPatch, password: &Password) -> Result<NewPassword, Problem> {
    // Only those who may set a password make us hash.
    let mut reading = ask.read(Need::directory(Action::ResetPasswords, &ask.id(0))).await?;
    let user = reading.any_user(&ask.id(1)).await?;
    drop(reading);
    let name = patch.user_principal_name.value().unwrap_or(&user.user_principal_name);
    let hash = password::hash(&ask.center.engine, name, &password.text).await?;
    ask.call = password::shield(&ask.call, &ask.body).await?;
    Ok(NewPassword {
        hash,
        force_change: password.force_change,
    })
}
