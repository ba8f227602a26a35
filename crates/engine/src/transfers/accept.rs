//! Legacy: the target accepts, and everything goes over at once, group by group. A group that cannot go stays with the source.

use super::{load, user, work::work};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{orders::Order, permissions::Action, transfers::Transfer};

/// Accepts an offer.
#[derive(Debug, Clone)]
pub struct AcceptTransfer {
    /// Customer.
    pub customer_id: String,
    /// Transfer.
    pub id: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The transfer.
    pub transfer: Transfer,
    /// An order for every group that moved.
    pub orders: Vec<Order>,
}

impl UseCase for AcceptTransfer {
    type Out = Accepted;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageTransfers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Accepted, Halt> {
        let (before, side) = load(act, &self.customer_id, &self.id).await?;
        before.check_accept(side, act.now)?;
        let accepted = before.accept(act.now, &user(act));
        let (transfer, orders) = work(act, &before, &accepted).await?;
        Ok(Accepted { transfer, orders })
    }
}
