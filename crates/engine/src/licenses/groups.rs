//! Licences through groups: set on the group, given to every member; members come and go.
//!
//! A group's change is done at once for all members in the transaction that causes it; what keeps a licence from working for a
//! member stands in the member's holding and does not stop the others.

use super::assign::{find_user, inherit_anew};
use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    users::delete::partner_of,
};
use nahtlos_model::{
    directory::{Group, User},
    licenses::{LicenseChange, change_group},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{directory, licenses};

pub(crate) async fn find_group(act: &mut Act<'_>, tenant: &str, id: &str) -> Result<Group, Halt> {
    let id = id.to_ascii_lowercase();
    let found = directory::group(act.tx, tenant, &id).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", &id))?)
}

/// Changes the licences that a group gives.
#[derive(Debug, Clone)]
pub struct AssignGroupLicenses {
    /// Tenant.
    pub tenant_id: String,
    /// Group.
    pub group_id: String,
    /// What to add and remove.
    pub change: LicenseChange,
}

impl UseCase for AssignGroupLicenses {
    type Out = Group;

    fn needs(&self) -> Need {
        Need::directory(Action::AssignLicenses, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Group, Halt> {
        let before = find_group(act, &self.tenant_id, &self.group_id).await?;
        let pools = licenses::pools(act.tx, &self.tenant_id).await?;
        let mut after = change_group(&before, &self.change, &pools, &act.assortment)?;
        // Members are done in this very transaction.
        after.processing = Some("ProcessingComplete".to_owned());
        directory::update_group(act.tx, &before, &after).await?;
        let partner = partner_of(act, &after.tenant_id);
        act.changed(Changed {
            scope: &after.tenant_id,
            partner: &partner,
            resource: "group",
            id: &after.id,
            operation: "update_group_licenses",
            before: Some(&before.licences),
            after: Some(&after.licences),
        })?;
        process_members(act, &after).await?;
        Ok(after)
    }
}

/// Works every member's licences out anew.
pub(crate) async fn process_members(act: &mut Act<'_>, group: &Group) -> Result<(), Halt> {
    let mut after = String::new();
    loop {
        let page = directory::member_users(act.tx, &group.tenant_id, &group.id, &after, 500).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.id.clone_into(&mut after);
        for user in &page {
            inherit_anew(act, user).await?;
        }
    }
}

/// Makes a user a member.
#[derive(Debug, Clone)]
pub struct AddMember {
    /// Tenant.
    pub tenant_id: String,
    /// Group.
    pub group_id: String,
    /// User.
    pub user_id: String,
}

impl UseCase for AddMember {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageGroups, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let group = find_group(act, &self.tenant_id, &self.group_id).await?;
        join(act, &group, &self.user_id).await
    }
}

/// Makes a user a member of a group, with what the group gives.
pub(crate) async fn join(act: &mut Act<'_>, group: &Group, user: &str) -> Result<User, Halt> {
    let user = find_user(act, &group.tenant_id, user).await?;
    if !directory::join_group(act.tx, &group.tenant_id, &group.id, &user.id).await? {
        let refusal = Refusal::new(Code::MemberAlready).with("user", &user.user_principal_name);
        return Err(refusal.at("members").into());
    }
    member_changed(act, group, &user, "add_group_member")?;
    inherit_anew(act, &user).await
}

/// Ends a membership.
#[derive(Debug, Clone)]
pub struct RemoveMember {
    /// Tenant.
    pub tenant_id: String,
    /// Group.
    pub group_id: String,
    /// User.
    pub user_id: String,
}

impl UseCase for RemoveMember {
    type Out = User;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageGroups, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<User, Halt> {
        let group = find_group(act, &self.tenant_id, &self.group_id).await?;
        let user = find_user(act, &self.tenant_id, &self.user_id).await?;
        if !directory::leave_group(act.tx, &self.tenant_id, &group.id, &user.id).await? {
            return Err(Refusal::new(Code::NotFound).with("id", &user.id).into());
        }
        member_changed(act, &group, &user, "remove_group_member")?;
        inherit_anew(act, &user).await
    }
}

fn member_changed(act: &mut Act<'_>, group: &Group, user: &User, operation: &'static str) -> Result<(), Halt> {
    let partner = partner_of(act, &group.tenant_id);
    act.changed(Changed {
        scope: &group.tenant_id,
        partner: &partner,
        resource: "group",
        id: &group.id,
        operation,
        before: crate::act::NOTHING,
        after: Some(&user.id),
    })
}
