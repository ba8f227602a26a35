//! Removes a deleted user for good before the days are over.

use super::delete::{DUE, record};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    directory::User,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{directory, due};

/// Removes a deleted user for good.
#[derive(Debug, Clone)]
pub struct PurgeUser {
    /// Tenant.
    pub tenant_id: String,
    /// User id.
    pub user: String,
}

impl UseCase for PurgeUser {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageUsers, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let id = self.user.to_ascii_lowercase();
        let found = directory::user(act.tx, &self.tenant_id, &id).await?;
        let gone = found.filter(|u| u.deleted.is_some());
        let user = gone.ok_or_else(|| Refusal::new(Code::UserUnknown).with("id", &id))?;
        directory::purge_user(act.tx, &self.tenant_id, &id).await?;
        due::set(act.tx, &self.tenant_id, DUE, &id, None).await?;
        record(act, Some(&user), None, "purge_customer_user")?;
        Ok(user)
    }
}
