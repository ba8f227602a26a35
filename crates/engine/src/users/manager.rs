//! Names a user's manager, or takes the name away.

use super::delete::record;
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, licenses::assign::find_user, permit::Permit};
use nahtlos_model::{
    directory::User,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Sets a user's manager.
#[derive(Debug, Clone)]
pub struct SetManager {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
    /// The manager's id or sign-in name; `None`: nobody.
    pub manager: Option<String>,
}

impl UseCase for SetManager {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageUsers, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let before = find_user(act, &self.tenant_id, &self.user).await?;
        let manager = match &self.manager {
            Some(manager) => Some(find_user(act, &self.tenant_id, manager).await?.id),
            None => None,
        };
        if manager.as_ref() == Some(&before.id) {
            return Err(Refusal::property("manager", "cannot be the user").into());
        }
        if manager.is_none() && before.manager.is_none() {
            return Err(Refusal::new(Code::NotFound).with("id", "manager").into());
        }
        let mut after = before.clone();
        after.manager = manager;
        if after.manager == before.manager {
            return Ok(after);
        }
        after.version += 1;
        directory::update_user(act.tx, &before, &after).await?;
        record(act, Some(&before), Some(&after), "update_customer_user")?;
        Ok(after)
    }
}
