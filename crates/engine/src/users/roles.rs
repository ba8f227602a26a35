//! Gives directory roles to users and takes them.

use super::guard;
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::assign::find_user,
    permit::Permit,
};
use nahtlos_model::{
    directory::User,
    permissions::{Action, Role},
    refusals::{Code, Refusal},
    roles::{DirectoryRole, by_id},
};
use nahtlos_store::directory;
use serde::Serialize;

/// Gives a user a role; one who has it keeps it.
#[derive(Debug, Clone)]
pub struct GiveRole {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
    /// Template id of the role.
    pub role_id: String,
}

impl UseCase for GiveRole {
    type Out = (User, &'static DirectoryRole);

    fn needs(&self) -> Need {
        Need::directory(Action::ManageRoles, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Self::Out, Halt> {
        let role = known(&self.role_id)?;
        let user = find_user(act, &self.tenant_id, &self.user).await?;
        let has = directory::roles(act.tx, &self.tenant_id, &user.id).await?;
        if !has.iter().any(|word| word == role.word()) {
            directory::give_role(act.tx, &self.tenant_id, role.word(), &user.id).await?;
            changed(act, role, &user, "add_user_member")?;
        }
        Ok((user, role))
    }
}

/// Takes a role from a user.
#[derive(Debug, Clone)]
pub struct TakeRole {
    /// Tenant.
    pub tenant_id: String,
    /// User id or sign-in name.
    pub user: String,
    /// Template id of the role.
    pub role_id: String,
}

impl UseCase for TakeRole {
    type Out = (User, &'static DirectoryRole);

    fn needs(&self) -> Need {
        Need::directory(Action::ManageRoles, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Self::Out, Halt> {
        let role = known(&self.role_id)?;
        let user = find_user(act, &self.tenant_id, &self.user).await?;
        if role.role == Some(Role::GlobalAdmin) {
            guard::not_last_admin(act, &user).await?;
        }
        if !directory::take_role(act.tx, &self.tenant_id, role.word(), &user.id).await? {
            return Err(Refusal::new(Code::UserUnknown).with("id", &self.user).into());
        }
        changed(act, role, &user, "remove_user_member")?;
        Ok((user, role))
    }
}

/// A role by its template id.
pub(crate) fn known(id: &str) -> Result<&'static DirectoryRole, Refusal> {
    by_id(id).ok_or_else(|| Refusal::new(Code::RoleUnknown).with("id", id))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Member<'a> {
    role_id: &'a str,
    role: &'a str,
    user_id: &'a str,
    user_principal_name: &'a str,
}

fn changed(act: &mut Act<'_>, role: &DirectoryRole, user: &User, operation: &'static str) -> Result<(), Halt> {
    let partner = super::delete::partner_of(act, &user.tenant_id);
    let member = Member {
        role_id: role.id,
        role: role.name,
        user_id: &user.id,
        user_principal_name: &user.user_principal_name,
    };
    let given = operation == "add_user_member";
    let (before, after) = ((!given).then_some(&member), given.then_some(&member));
    let change = Changed {
        scope: &user.tenant_id,
        partner: &partner,
        resource: "customer_directory_role",
        id: &user.id,
        operation,
        before,
        after,
    };
    act.changed(change)
}
