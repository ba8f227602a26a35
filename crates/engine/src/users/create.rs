//! Creates a user of a tenant: the name must be free and of a domain of the tenant.

use super::delete::record;
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    directory::User,
    permissions::Action,
    refusals::{Code, Refusal},
    users::{NewUser, create},
};
use nahtlos_store::directory;

/// Creates a user in a verified domain of the tenant. Hash the password before: [`super::password::hash`].
#[derive(Debug, Clone)]
pub struct CreateUser {
    /// Tenant.
    pub tenant_id: String,
    /// The user.
    pub user: NewUser,
}

impl UseCase for CreateUser {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageUsers, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let domains = directory::domains(act.tx, &self.tenant_id).await?;
        let user = create(&self.user, &self.tenant_id, &act.guid(), &domains, act.now)?;
        free_name(act, &self.tenant_id, &user.user_principal_name).await?;
        directory::insert_user(act.tx, &user).await?;
        record(act, None, Some(&user), "create_customer_user")?;
        Ok(user)
    }
}

/// Refuses a sign-in name that another user holds.
pub(crate) async fn free_name(act: &mut Act<'_>, tenant: &str, name: &str) -> Result<(), Halt> {
    match directory::user_by_name(act.tx, tenant, name).await? {
        None => Ok(()),
        Some(_) => Err(Refusal::new(Code::UserNameTaken).with("name", name).at("userPrincipalName").into()),
    }
}
