//! The partner asks for a relationship to be sent to the customer, or to be ended.

use super::{
    due::{REQUEST, subject},
    end, hold,
    save::save,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    delegations::requests::{Request, RequestAction},
    permissions::Action,
};
use nahtlos_store::{delegations, due};

/// Asks something of a relationship. It takes effect at once; the request itself is done a moment later.
#[derive(Debug, Clone)]
pub struct RequestOnDelegation {
    /// The relationship.
    pub id: String,
    /// What is asked.
    pub action: RequestAction,
    /// Scheme and host by which the partner reached us: the customer's link begins with them.
    pub base: String,
}

impl UseCase for RequestOnDelegation {
    type Out = Request;

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Request, Halt> {
        let before = hold(act, permit.tenant(), &self.id).await?;
        match self.action {
            RequestAction::LockForApproval => {
                let mut after = before.lock(act.now)?;
                after.base = Some(self.base.clone());
                save(act, &before, &after, "lock_granular_admin_relationship").await?;
            }
            RequestAction::Terminate => {
                let after = before.terminate(act.now)?;
                end::with_relationship(act, &after, act.now).await?;
                save(act, &before, &after, "granular_admin_relationship_termination_requested").await?;
            }
            RequestAction::Approve | RequestAction::Reject => {
                let granted = self.action == RequestAction::Approve;
                let after = before.consent(granted, act.now)?;
                save(act, &before, &after, "update_granular_admin_relationship").await?;
            }
        }
        let request = Request::new(act.ordered_id(), &self.id, self.action, act.now);
        delegations::insert_request(act.tx, permit.tenant(), &request).await?;
        let subject = subject(&request.delegation_id, &request.id);
        due::set(act.tx, permit.tenant(), REQUEST, &subject, request.next_due()).await?;
        Ok(request)
    }
}
