//! Deletes a user: gone from lists at once, restorable for some days, then purged.

use super::{create::free_name, guard};
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::assign::{find_user, inherit_anew},
    permit::Permit,
};
use nahtlos_model::{
    directory::User,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{directory, due, licenses};

/// The kind of a deleted user's due work.
pub(crate) const DUE: &str = "user";

/// Deletes a user: licences are free at once.
#[derive(Debug, Clone)]
pub struct DeleteUser {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
}

impl UseCase for DeleteUser {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageUsers, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<User, Halt> {
        let before = find_user(act, &self.tenant_id, &self.user).await?;
        guard::may_take_over(act, &permit, &before).await?;
        guard::not_last_admin(act, &before).await?;
        let mut after = before.clone();
        after.deleted = Some(act.now);
        after.enabled = false;
        after.version += 1;
        for sku in before.seats() {
            licenses::give_back(act.tx, &self.tenant_id, sku, &before.id).await?;
        }
        directory::update_user(act.tx, &before, &after).await?;
        let purged = act.now.plus_days(act.numbers().deleted_user_days);
        due::set(act.tx, &self.tenant_id, DUE, &after.id, Some(purged)).await?;
        record(act, Some(&before), Some(&after), "delete_customer_user")?;
        Ok(after)
    }
}

/// Restores a deleted user, with the licences for which there are still seats.
#[derive(Debug, Clone)]
pub struct RestoreUser {
    /// Tenant.
    pub tenant_id: String,
    /// User id.
    pub user: String,
}

impl UseCase for RestoreUser {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageUsers, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let id = self.user.to_ascii_lowercase();
        let before = directory::user(act.tx, &self.tenant_id, &id).await?;
        let before = before
            .filter(|u| u.deleted.is_some())
            .ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", &id))?;
        restore(act, &before).await
    }
}

/// Brings a deleted user back, with the licences for which there are still seats; the sign-in name must be free.
pub(crate) async fn restore(act: &mut Act<'_>, before: &User) -> Result<User, Halt> {
    free_name(act, &before.tenant_id, &before.user_principal_name).await?;
    let mut after = before.clone();
    after.deleted = None;
    after.enabled = true;
    after.version += 1;
    for sku in before.seats() {
        if !licenses::take(act.tx, &before.tenant_id, sku, &after.id).await? {
            after.licences.retain(|h| h.sku != sku);
        }
    }
    directory::update_user(act.tx, before, &after).await?;
    due::set(act.tx, &before.tenant_id, DUE, &after.id, None).await?;
    record(act, Some(before), Some(&after), "restore_customer_user")?;
    inherit_anew(act, &after).await
}

/// The days are over: the user is gone for good.
pub(crate) async fn purge(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(user) = directory::user(act.tx, &work.scope, &work.subject)
        .await?
        .filter(|u| u.deleted.is_some())
    else {
        return Ok(());
    };
    directory::purge_user(act.tx, &work.scope, &work.subject).await?;
    record(act, Some(&user), None, "purge_customer_user")
}

/// Records a change of a user, without the password.
pub(crate) fn record(act: &mut Act<'_>, before: Option<&User>, after: Option<&User>, operation: &'static str) -> Result<(), Halt> {
    let hide = |user: &User| User {
        password: None,
        ..user.clone()
    };
    let (before, after) = (before.map(hide), after.map(hide));
    let Some(shown) = after.as_ref().or(before.as_ref()) else {
        return Ok(());
    };
    let (tenant, id) = (shown.tenant_id.clone(), shown.id.clone());
    let partner = partner_of(act, &tenant);
    let change = Changed {
        scope: &tenant,
        partner: &partner,
        resource: "customer_user",
        id: &id,
        operation,
        before: before.as_ref(),
        after: after.as_ref(),
    };
    act.changed(change)
}

/// The partner who acts on a tenant; empty where the tenant acts itself.
pub(crate) fn partner_of(act: &Act<'_>, tenant: &str) -> String {
    let actor = &act.call.actor.tenant_id;
    if actor == tenant { String::new() } else { actor.clone() }
}
