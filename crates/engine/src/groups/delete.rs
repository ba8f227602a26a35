//! Deletes a group that gives no licences any more. It is gone for good.

use super::create::record;
use crate::{act::Act, call::Need, delegations, door::UseCase, halt::Halt, licenses::groups::find_group, permit::Permit};
use nahtlos_model::{
    directory::Group,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;

/// Deletes a group.
#[derive(Debug, Clone)]
pub struct DeleteGroup {
    /// Tenant.
    pub tenant_id: String,
    /// Group.
    pub group_id: String,
}

impl UseCase for DeleteGroup {
    type Out = Group;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageGroups, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Group, Halt> {
        let group = find_group(act, &self.tenant_id, &self.group_id).await?;
        if !group.licences.is_empty() {
            return Err(Refusal::new(Code::GroupLicensed).with("id", &group.id).into());
        }
        delegations::end::with_group(act, &self.tenant_id, &group.id).await?;
        directory::delete_group(act.tx, &self.tenant_id, &group.id).await?;
        record(act, Some(&group), None, "delete_group")?;
        Ok(group)
    }
}
