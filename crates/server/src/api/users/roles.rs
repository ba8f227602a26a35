//! Directory roles: which there are, which a user has, and who has one.

use super::seek::Seek;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    users::{GiveRole, TakeRole},
};
use nahtlos_model::{
    directory::User,
    permissions::Action,
    refusals::Refusal,
    roles::{DIRECTORY_ROLES, DirectoryRole},
};
use nahtlos_wire::{Attributes, Collection, users as wire};
use serde::{Deserialize, Serialize};

fn role(role: &DirectoryRole) -> wire::DirectoryRole {
    wire::DirectoryRole {
        id: Some(role.id.to_owned()),
        name: Some(role.name.to_owned()),
        attributes: Some(Attributes::of("DirectoryRole")),
    }
}

fn member(user: &User, role_id: &str) -> wire::UserMember {
    wire::UserMember {
        id: Some(user.id.clone()),
        display_name: Some(user.display_name.clone()),
        user_principal_name: Some(user.user_principal_name.clone()),
        role_id: Some(role_id.to_owned()),
        attributes: Some(Attributes::of("UserMember")),
    }
}

fn need(ask: &Ask) -> Need {
    Need::directory(Action::ReadDirectory, &ask.id(0))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    ask.read(need(&ask)).await?;
    Ok(Answer::ok(&Collection::of(DIRECTORY_ROLES.iter().map(role).collect())))
}

pub(crate) async fn of_user(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let user = reading.user(&ask.id(1)).await?;
    let held = reading.user_roles(&user.id).await?;
    Ok(Answer::ok(&Collection::of(held.into_iter().map(role).collect())))
}

/// How far a role's members were read: to this user's id.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct After {
    id: String,
}

pub(crate) async fn members(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let role_id = ask.id(1);
    let seek = Seek::of(&ask, || Ok(After { id: String::new() }))?;
    let found = reading.role_holders(&role_id, &seek.at.id, seek.limit()).await?;
    let page = seek.page(&ask, &found, |user| member(user, &role_id), |_, last| After { id: last.id.clone() });
    Ok(Answer::ok(&page))
}

pub(crate) async fn add(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::UserMember = ask.read_body()?;
    let named = [sent.id, sent.user_principal_name]
        .into_iter()
        .flatten()
        .map(|t| t.trim().to_owned());
    let user = named
        .into_iter()
        .find(|t| !t.is_empty())
        .ok_or_else(|| Refusal::property("id", "must be given: the user's id, or userPrincipalName"))?;
    let command = GiveRole {
        tenant_id: ask.id(0),
        user,
        role_id: ask.id(1),
    };
    ask.write(command, |(user, role)| Answer::created(&member(user, role.id))).await
}

pub(crate) async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let command = TakeRole {
        tenant_id: ask.id(0),
        user: ask.id(2),
        role_id: ask.id(1),
    };
    ask.write(command, |_| Answer::nothing()).await
}
