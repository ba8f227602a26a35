//! Converts a legacy trial to a paid offer. That it cannot be is an answer, not an error: nothing has changed then.

use super::Facts;
use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    subscriptions::{
        change::load,
        save::{save, save_moving},
    },
};
use nahtlos_model::{
    catalogue::BillingPlan,
    permissions::Action,
    subscriptions::Subscription,
    transitions::{
        conflicts,
        legacy::{NotConverted, convert},
    },
};

/// A conversion as asked for.
#[derive(Debug, Clone)]
pub struct ConvertTrial {
    /// Customer.
    pub customer_id: String,
    /// The trial.
    pub subscription_id: String,
    /// Legacy offer to become, lower case.
    pub offer_id: String,
    /// Seats; 0: the trial's.
    pub quantity: i64,
    /// Billing plan; `None`: monthly.
    pub cycle: Option<BillingPlan>,
}

impl UseCase for ConvertTrial {
    type Out = (Subscription, Option<NotConverted>);

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Self::Out, Halt> {
        const OPERATION: &str = "convert_trial_subscription";
        let trial = load(act, &self.customer_id, &self.subscription_id).await?;
        let facts = Facts::load(act, &trial).await?;
        let cycle = self.cycle.unwrap_or(BillingPlan::Monthly);
        let decided = match convert(&trial, &self.offer_id, self.quantity, cycle, &facts.around()) {
            Ok(decided) => decided,
            Err(why) => return Ok((trial, Some(why))),
        };
        let after = decided.after;
        match conflicts(&trial, after.licence, &facts.others, &facts.assortment) {
            true => save(act, Some(&trial), &after, decided.charges, OPERATION).await?,
            false => drop(save_moving(act, &trial, &after, decided.charges, OPERATION).await?),
        }
        Ok((trial, None))
    }
}
