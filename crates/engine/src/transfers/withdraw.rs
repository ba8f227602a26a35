//! Legacy: the source takes its offer back. What the target of new commerce deletes is cancelled.

use super::{load, save, user};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{permissions::Action, transfers::Transfer};

/// Takes a transfer back.
#[derive(Debug, Clone)]
pub struct WithdrawTransfer {
    /// Customer.
    pub customer_id: String,
    /// Transfer.
    pub id: String,
}

impl UseCase for WithdrawTransfer {
    type Out = Transfer;

    fn needs(&self) -> Need {
        Need::customer(Action::OfferTransfers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Transfer, Halt> {
        let (before, side) = load(act, &self.customer_id, &self.id).await?;
        let after = before.withdraw(side, act.now, &user(act))?;
        save::free(act, &after).await?;
        save::save(act, Some(&before), &after, "update_transfer").await?;
        Ok(after)
    }
}
