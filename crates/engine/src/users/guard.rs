//! What protects a tenant's administrators: the last one stays, and only who may give their role may take their place.

use crate::{
    act::Act,
    halt::Halt,
    permit::{Permit, lacking},
};
use nahtlos_model::{
    directory::User,
    permissions::{Action, Role},
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Refuses to change password, name or sign-in of a global administrator, or to delete one, to callers who may not give roles:
/// else whoever manages users could become one. Who may set passwords and manage no users sets none of anybody who has a role.
pub(crate) async fn may_take_over(act: &mut Act<'_>, permit: &Permit, user: &User) -> Result<(), Halt> {
    let actor = &act.call.actor;
    if permit.may(actor, Action::ResetAnyPassword) {
        return Ok(());
    }
    let own = actor.user.as_ref().is_some_and(|u| u.id == user.id);
    let roles = directory::roles(act.tx, &user.tenant_id, &user.id).await?;
    let spared = match permit.may(actor, Action::ManageUsers) {
        true => roles.iter().any(|r| r == Role::GlobalAdmin.as_str()),
        false => !roles.is_empty(),
    };
    match spared && !own {
        true => Err(lacking(actor, permit, Action::ResetAnyPassword).into()),
        false => Ok(()),
    }
}

/// Refuses to take the last global administrator who can sign in away from a tenant.
pub(crate) async fn not_last_admin(act: &mut Act<'_>, user: &User) -> Result<(), Halt> {
    let role = Role::GlobalAdmin.as_str();
    // Changes of the role's holders go one after the other from here on: two cannot take the last two at once.
    let holders = directory::hold_role(act.tx, &user.tenant_id, role).await?;
    if holders == 0 {
        return Ok(());
    }
    let (mut after, mut holds) = (String::new(), false);
    loop {
        let page = directory::holders(act.tx, &user.tenant_id, role, &after, 100).await?;
        let Some(last) = page.last().cloned() else { break };
        for id in page {
            if id == user.id {
                holds = true;
                continue;
            }
            let other = directory::user(act.tx, &user.tenant_id, &id).await?;
            if other.is_some_and(|u| u.deleted.is_none() && u.enabled) {
                return Ok(());
            }
        }
        after = last;
    }
    match holds {
        true => Err(Refusal::new(Code::LastGlobalAdmin).with("user", &user.user_principal_name).into()),
        false => Ok(()),
    }
}
