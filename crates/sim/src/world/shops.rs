//! What happens in channels that the center does not run: another shop switches a renewal off, cancels, sells. Nothing of it is told to anybody.

use nahtlos_model::{
    estate::Channel,
    instants::Instant,
    subscriptions::{SeatState, Status, Subscription},
};
use nahtlos_store::{Store, StoreError, Transaction, Tx, due, licenses, subscriptions};
use std::sync::Arc;

/// What happens there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    /// The renewal of a subscription is switched off, or on.
    Renewal { subscription: String, on: bool },
    /// A subscription is cancelled at once.
    Cancel { subscription: String },
    /// As many seats more are bought, in a subscription of their own, like one that is there.
    Buy { like: String, seats: i64, id: String },
}

#[derive(Debug)]
struct Do {
    customer: String,
    what: Elsewhere,
    now: Instant,
}

impl Transaction for Do {
    type Out = bool;
    type Err = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        let id = match &self.what {
            Elsewhere::Renewal { subscription, .. } | Elsewhere::Cancel { subscription } => subscription,
            Elsewhere::Buy { like, .. } => like,
        };
        let found = subscriptions::find(tx, &self.customer, id).await?;
        let Some(before) = found.filter(|s| s.status == Status::Active && s.partner_id.is_none()) else {
            return Ok(false);
        };
        let mut after = before.clone();
        after.version += 1;
        match &self.what {
            Elsewhere::Renewal { on, .. } => after.auto_renew = *on,
            Elsewhere::Cancel { .. } => {
                (after.status, after.stage_ends, after.auto_renew) = (Status::Disabled, Some(self.now.plus_days(90)), false);
                licenses::add_seats(tx, &self.customer, before.licence, SeatState::Enabled, -before.quantity).await?;
                licenses::add_seats(tx, &self.customer, before.licence, SeatState::Suspended, before.quantity).await?;
            }
            Elsewhere::Buy { seats, id, .. } => return self.buy(tx, &before, *seats, id).await,
        }
        subscriptions::update(tx, &before, &after).await?;
        due::set(tx, &self.customer, "subscription", &after.id, after.next_due()).await?;
        Ok(true)
    }
}

impl Do {
    async fn buy(&self, tx: &mut Tx, like: &Subscription, seats: i64, id: &str) -> Result<bool, StoreError> {
        let today = self.now.date();
        let bought = Subscription {
            id: id.to_owned(),
            channel: Channel::WebDirect,
            owner: None,
            quantity: seats,
            start: today,
            created: self.now,
            provisioned: self.now,
            end: Some(nahtlos_model::dates::plus_months(today, 12)),
            auto_renew: false,
            version: 1,
            ..like.clone()
        };
        licenses::add_seats(tx, &self.customer, bought.licence, SeatState::Enabled, seats).await?;
        subscriptions::insert(tx, &bought).await?;
        due::set(tx, &self.customer, "subscription", &bought.id, bought.next_due()).await?;
        Ok(true)
    }
}

/// Lets something happen elsewhere; `false`: it cannot.
pub(crate) async fn happen(store: &Store, customer: &str, what: Elsewhere, now: Instant) -> Result<bool, StoreError> {
    let customer = customer.to_owned();
    store.transact(Arc::new(Do { customer, what, now })).await
}
