//! Ends a departure: with the relationship, whose delegated rights go last, or because the customer stays.

use super::{Shown, answer, load, open::seen, save};
use crate::{act::Act, call::Need, customers::end, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{permissions::Action, refusals::Code};
use nahtlos_store::carts;

/// Ends the relationship, when nothing is active any more.
#[derive(Debug, Clone)]
pub struct CloseDeparture {
    /// Customer.
    pub customer_id: String,
    /// Departure.
    pub id: String,
}

impl UseCase for CloseDeparture {
    type Out = Shown;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Shown, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        let after = seen(before.clone(), act).await?.close(act.now)?;
        let relationship = permit.relationship().cloned().ok_or(Code::NoRelationship)?;
        carts::delete_of(act.tx, &self.customer_id, &before.partner_id).await?;
        save(act, Some(&before), &after, "close_departure").await?;
        // Last of all: whoever still had to help the customer could until here.
        end::remove(act, &relationship).await?;
        answer(act, after).await
    }
}

/// The customer stays. What was armed stays as it is.
#[derive(Debug, Clone)]
pub struct WithdrawDeparture {
    /// Customer.
    pub customer_id: String,
    /// Departure.
    pub id: String,
}

impl UseCase for WithdrawDeparture {
    type Out = Shown;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Shown, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        let after = seen(before.clone(), act).await?.withdraw(act.now)?;
        save(act, Some(&before), &after, "withdraw_departure").await?;
        answer(act, after).await
    }
}
