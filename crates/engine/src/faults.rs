//! Faults on order: what a sandbox was told to do to one request, so that others see how their programs bear it.
//!
//! The server decides before the use case runs and hands it over with the call: a transaction that is run again meets the same faults.
//! Outside of a sandbox a call carries none, which costs a look at an empty pointer. Nothing here draws lots or counts.

use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    subscriptions::{change::load, save::save},
};
use nahtlos_model::{
    permissions::Action,
    refusals::Code,
    subscriptions::{
        Subscription,
        change::{Change, Surroundings},
        seats_in_use,
    },
};
use nahtlos_store::subscriptions;

/// What one request meets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// What is bought is provisioned so many milliseconds later, by the program's clock.
    pub slow_ms: Option<i64>,
    /// A subscription is being worked on and cannot be changed.
    pub not_ready: bool,
    /// Every promotion has been given as often as it may be.
    pub promotion_cap: bool,
}

impl Act<'_> {
    /// The request's faults, where it has any.
    pub(crate) fn faults(&self) -> Option<&Faults> {
        self.call.faults.as_deref()
    }

    /// Milliseconds from a purchase until it is provisioned.
    pub(crate) fn provisioning_ms(&self) -> i64 {
        let ordered = self.faults().and_then(|faults| faults.slow_ms);
        ordered.unwrap_or(self.inner.provisioning_ms)
    }

    /// Whether promotions are used up.
    pub(crate) fn promotions_are_capped(&self) -> bool {
        self.faults().is_some_and(|faults| faults.promotion_cap)
    }

    /// Refuses a change of a subscription that is said to be in work.
    pub(crate) fn check_ready(&self) -> Result<(), Halt> {
        match self.faults() {
            Some(faults) if faults.not_ready => Err(Code::NotReady.into()),
            _ => Ok(()),
        }
    }
}

/// Somebody else's purchase of seats of a subscription, just before the change that a caller is about to make. It is a change like
/// any other: committed, charged, and in the trail, so that the caller meets what a race leaves behind.
#[derive(Debug, Clone)]
pub struct RaceForSeats {
    /// Customer.
    pub customer_id: String,
    /// Subscription.
    pub id: String,
    /// Seats bought.
    pub seats: i64,
}

impl UseCase for RaceForSeats {
    type Out = Subscription;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Subscription, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        let mut others = subscriptions::list(act.tx, &self.customer_id).await?;
        others.retain(|s| s.id != before.id);
        let numbers = act.numbers();
        let around = Surroundings {
            now: act.now,
            numbers: &numbers,
            assortment: &act.assortment,
            parent_active: true,
            other_seats: seats_in_use(&others, before.licence),
            other_ends: &[],
            sandbox: false,
        };
        let change = Change {
            quantity: Some(before.quantity + self.seats),
            auto_renew: Some(before.auto_renew),
            next_cycle: before.next_cycle,
            ..Change::default()
        };
        let decided = before.change(&change, &around)?;
        save(act, Some(&before), &decided.after, decided.charges, "update_subscription").await?;
        Ok(decided.after)
    }
}
