//! Changes a group, and adds members to it.

use super::create::record;
use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::groups::{find_group, join},
    permit::Permit,
};
use nahtlos_model::{
    directory::Group,
    groups::{GroupChange, change},
    permissions::Action,
};
use nahtlos_store::directory;

/// Changes a group.
#[derive(Debug, Clone)]
pub struct UpdateGroup {
    /// Tenant.
    pub tenant_id: String,
    /// Group.
    pub group_id: String,
    /// What changes.
    pub change: GroupChange,
    /// Users who become members.
    pub members: Vec<String>,
}

impl UseCase for UpdateGroup {
    type Out = Group;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageGroups, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Group, Halt> {
        let before = find_group(act, &self.tenant_id, &self.group_id).await?;
        let after = change(&before, &self.change)?;
        if after != before {
            directory::update_group(act.tx, &before, &after).await?;
            record(act, Some(&before), Some(&after), "update_group")?;
        }
        for member in &self.members {
            join(act, &after, member).await?;
        }
        Ok(after)
    }
}
