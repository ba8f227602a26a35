//! Creates a group, with its first owners and members.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::assign::find_user,
    permit::Permit,
    users::delete::partner_of,
};
use nahtlos_model::{
    directory::Group,
    groups::{NewGroup, create},
    permissions::Action,
};
use nahtlos_store::directory;

/// Creates a group.
#[derive(Debug, Clone)]
pub struct CreateGroup {
    /// Tenant.
    pub tenant_id: String,
    /// The group.
    pub group: NewGroup,
    /// Users who own it.
    pub owners: Vec<String>,
    /// Users who are its first members.
    pub members: Vec<String>,
}

impl UseCase for CreateGroup {
    type Out = Group;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageGroups, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Group, Halt> {
        let mut group = create(&self.group, &self.tenant_id, &act.guid(), act.now)?;
        if group.mail_enabled {
            let domains = directory::domains(act.tx, &self.tenant_id).await?;
            if let Some(domain) = domains.iter().find(|d| d.is_default) {
                let mail = format!("{}@{}", group.mail_nickname, domain.name);
                group.more.insert("mail".to_owned(), mail);
            }
        }
        for owner in &self.owners {
            let owner = find_user(act, &self.tenant_id, owner).await?;
            if !group.owners.contains(&owner.id) {
                group.owners.push(owner.id);
            }
        }
        directory::insert_group(act.tx, &group).await?;
        for member in &self.members {
            let member = find_user(act, &self.tenant_id, member).await?;
            directory::join_group(act.tx, &self.tenant_id, &group.id, &member.id).await?;
        }
        record(act, None, Some(&group), "add_group")?;
        Ok(group)
    }
}

/// Records a change of a group.
pub(crate) fn record(act: &mut Act<'_>, before: Option<&Group>, after: Option<&Group>, operation: &'static str) -> Result<(), Halt> {
    let Some(shown) = after.or(before) else { return Ok(()) };
    let partner = partner_of(act, &shown.tenant_id);
    act.changed(Changed {
        scope: &shown.tenant_id,
        partner: &partner,
        resource: "group",
        id: &shown.id,
        operation,
        before,
        after,
    })
}
