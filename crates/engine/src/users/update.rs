//! Changes a user: attributes, sign-in name, password. A deleted user is restored first where the caller says so.

use super::{create::free_name, delete, guard};
use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::assign::{find_user, inherit_anew},
    permit::Permit,
};
use nahtlos_model::{
    directory::{LicenseFault, User},
    permissions::Action,
    users::{UserChange, change},
};
use nahtlos_store::directory;

/// Changes a user. Hash a new password before: [`super::password::hash`].
#[derive(Debug, Clone, Default)]
pub struct UpdateUser {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
    /// A deleted user is restored; one who is not deleted is changed as ever.
    pub restore: bool,
    /// What changes.
    pub change: UserChange,
}

impl UseCase for UpdateUser {
    type Out = User;

    fn needs(&self) -> Need {
        // A new password and nothing else is less than managing a user.
        let only_password = UserChange {
            password: self.change.password.clone(),
            force_change: self.change.force_change,
            ..UserChange::default()
        };
        let action = match self.change == only_password && !self.restore && self.change.password.is_some() {
            true => Action::ResetPasswords,
            false => Action::ManageUsers,
        };
        Need::directory(action, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<User, Halt> {
        let deleted = match self.restore {
            true => directory::user(act.tx, &self.tenant_id, &self.user.to_ascii_lowercase()).await?,
            false => None,
        };
        let before = match deleted.filter(|u| u.deleted.is_some()) {
            Some(gone) => delete::restore(act, &gone).await?,
            None => find_user(act, &self.tenant_id, &self.user).await?,
        };
        let domains = match self.change.user_principal_name {
            Some(_) => directory::domains(act.tx, &self.tenant_id).await?,
            None => Vec::new(),
        };
        let after = change(&before, &self.change, &domains)?;
        if after == before {
            return Ok(before);
        }
        if takes_over(&before, &after) {
            guard::may_take_over(act, &permit, &before).await?;
        }
        if before.enabled && !after.enabled {
            guard::not_last_admin(act, &before).await?;
        }
        if before.user_principal_name.to_lowercase() != after.user_principal_name.to_lowercase() {
            free_name(act, &self.tenant_id, &after.user_principal_name).await?;
        }
        directory::update_user(act.tx, &before, &after).await?;
        let operation = match self.change.password {
            Some(_) => "reset_customer_user_password",
            None if before.user_principal_name != after.user_principal_name => "update_customer_user_principal_name",
            None => "update_customer_user",
        };
        delete::record(act, Some(&before), Some(&after), operation)?;
        // A group's licence that could not be given for want of a country can be given now.
        let waits = after.licences.iter().any(|h| h.group.is_some() && h.fault != LicenseFault::None);
        if after.usage_location != before.usage_location && waits {
            return inherit_anew(act, &after).await;
        }
        Ok(after)
    }
}

/// Whether a change could put somebody else into the user's place.
fn takes_over(before: &User, after: &User) -> bool {
    before.password != after.password
        || before.user_principal_name != after.user_principal_name
        || before.immutable_id != after.immutable_id
        || before.enabled != after.enabled
}
