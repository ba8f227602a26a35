//! The customer's administrator approves, declines or ends a relationship.

use super::{end, hold, read::Shown, save::save, unknown};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    delegations::{Customer, Delegation, DelegationStatus},
    permissions::Action,
    refusals::Code,
};
use nahtlos_store::customers;

/// What the customer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// All that is asked, or nothing.
    Approve,
    /// Nothing.
    Decline,
    /// No longer.
    Terminate,
}

/// Decides on a relationship that a partner asks for, or that there is.
#[derive(Debug, Clone)]
pub struct DecideDelegation {
    /// The relationship.
    pub id: String,
    /// What is decided.
    pub decision: Decision,
}

impl UseCase for DecideDelegation {
    type Out = Shown;

    fn needs(&self) -> Need {
        Need::own(Action::DecideRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Shown, Halt> {
        let partner = Delegation::partner_in(&self.id).ok_or_else(|| unknown(&self.id))?;
        let tenant = permit.tenant();
        let customer = customers::find(act.tx, tenant).await?.ok_or(Code::OtherTenant)?;
        let before = hold(act, partner, &self.id).await?;
        if !is_for(&before, tenant) {
            return Err(unknown(&self.id).into());
        }
        let by = Customer {
            tenant_id: customer.id,
            display_name: customer.company.name,
        };
        let after = match self.decision {
            Decision::Approve => match before.approve(&by, act.now)? {
                Some(after) => {
                    save(act, &before, &after, "granular_admin_relationship_approved").await?;
                    after
                }
                None => before,
            },
            Decision::Decline => {
                let after = before.decline(&by, act.now)?;
                save(act, &before, &after, "decline_granular_admin_relationship").await?;
                after
            }
            Decision::Terminate => {
                // What was never agreed to is declined, not ended.
                if before.status == DelegationStatus::ApprovalPending {
                    return Err(before.not_now().into());
                }
                let after = before.terminate(act.now)?;
                end::with_relationship(act, &after, act.now).await?;
                save(act, &before, &after, "granular_admin_relationship_termination_requested").await?;
                after
            }
        };
        Shown::of(act.tx, after).await
    }
}

/// Whether a customer may see a relationship: it is asked for it, or anybody is.
pub(super) fn is_for(delegation: &Delegation, tenant: &str) -> bool {
    let meant = delegation.customer_id().is_none_or(|id| id == tenant);
    meant && delegation.status != DelegationStatus::Created
}
