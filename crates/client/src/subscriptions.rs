//! Subscriptions: looking at them, changing them, and what belongs to them.
//!
//! Used through `Client::subscriptions`. A patch that leaves out renewal turns it off: begin from [`keeping`] unless that is meant.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    Sent,
    enums::SubscriptionStatus,
    orders::OrderLineItemActivationLink,
    subscriptions::{
        AllowedCustomTermEndDate, Overage, Subscription, SubscriptionActivationResult, SubscriptionPatch, SubscriptionProvisioningStatus,
        SubscriptionRegistrationStatus, SupportContact,
    },
};
use std::time::Duration;

/// Subscriptions in one page.
const PAGE: usize = 500;
/// Attempts at a change that somebody else is quicker with.
const RACES: u32 = 5;

/// How long to wait for something: so many looks, with a pause between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Looks at most, at least one.
    pub looks: u32,
    /// Time between two.
    pub pause: Duration,
}

impl Default for Patience {
    /// A look every half minute for an hour: most purchases take seconds, the slowest up to 48 hours.
    fn default() -> Self {
        Self {
            looks: 120,
            pause: Duration::from_secs(30),
        }
    }
}

noun! {
    /// Subscriptions.
    Subscriptions
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Updated {
    /// It is done.
    Done(Box<Subscription>),
    /// It is being done; look there later.
    Later(Option<String>),
}

/// A patch that changes nothing: it carries what a patch would otherwise reset (renewal and what is scheduled).
pub fn keeping(subscription: &Subscription) -> SubscriptionPatch {
    fn keep<T: Clone>(value: &Option<T>) -> Sent<T> {
        value.clone().map_or(Sent::Absent, Sent::Value)
    }
    SubscriptionPatch {
        id: keep(&subscription.id),
        attributes: subscription.attributes.clone(),
        auto_renew_enabled: keep(&subscription.auto_renew_enabled),
        scheduled_next_term_instructions: keep(&subscription.scheduled_next_term_instructions),
        next_charge_instructions: keep(&subscription.next_charge_instructions),
        end_of_term_action: keep(&subscription.end_of_term_action),
        ..SubscriptionPatch::default()
    }
}

impl Subscriptions {
    /// All subscriptions of a customer, in every state.
    pub fn list(&self, customer: &str) -> Items<Subscription> {
        let path = ["customers", customer, "subscriptions"].map(str::to_owned).to_vec();
        paging::offset(self.client.clone(), path, PAGE)
    }

    /// Those of an order.
    pub async fn of_order(&self, customer: &str, order: &str) -> Result<Vec<Subscription>, Error> {
        let call = self.client.get(&["customers", customer, "subscriptions"]);
        call.query("order_id", order).items().await
    }

    /// Those with a reseller on record.
    pub async fn of_partner(&self, customer: &str, mpn_id: &str) -> Result<Vec<Subscription>, Error> {
        let call = self.client.get(&["customers", customer, "subscriptions"]);
        call.query("mpn_id", mpn_id).items().await
    }

    /// One subscription.
    pub async fn get(&self, customer: &str, subscription: &str) -> Result<Subscription, Error> {
        self.client
            .get(&["customers", customer, "subscriptions", subscription])
            .read()
            .await
    }

    /// Changes what the patch names, and resets what it leaves out (see [`keeping`]).
    pub async fn update(&self, customer: &str, subscription: &str, patch: &SubscriptionPatch) -> Result<Updated, Error> {
        let etag = patch.attributes.as_ref().and_then(|attributes| attributes.etag.as_deref());
        let call = self.client.patch(&["customers", customer, "subscriptions", subscription]);
        let reply = call.if_match(etag.filter(|etag| !etag.is_empty())).json(patch).reply().await?;
        match reply.bytes.is_empty() {
            true => Ok(Updated::Later(reply.location)),
            false => reply.read().map(|subscription| Updated::Done(Box::new(subscription))),
        }
    }

    /// Reads it, and sends what is made of it under the version that was read; where somebody else was quicker, begins anew. So nothing is
    /// overwritten that was not seen.
    async fn change(
        &self,
        customer: &str,
        subscription: &str,
        patch: impl Fn(&Subscription) -> Result<SubscriptionPatch, Error>,
    ) -> Result<Updated, Error> {
        let mut attempt = 1;
        loop {
            let now = self.get(customer, subscription).await?;
            match self.update(customer, subscription, &patch(&now)?).await {
                Err(error) if error.is_stale() && attempt < RACES => attempt += 1,
                done => return done,
            }
        }
    }

    /// Sets the number of seats and keeps the rest.
    pub async fn set_quantity(&self, customer: &str, subscription: &str, quantity: u32) -> Result<Updated, Error> {
        let patch = |now: &Subscription| {
            Ok(SubscriptionPatch {
                quantity: Sent::Value(quantity),
                ..keeping(now)
            })
        };
        self.change(customer, subscription, patch).await
    }

    /// Buys so many seats more than there are, whoever else buys some at the same time.
    pub async fn add_seats(&self, customer: &str, subscription: &str, seats: u32) -> Result<Updated, Error> {
        let patch = |now: &Subscription| {
            let sum = now.quantity.unwrap_or(0).checked_add(seats);
            let quantity = sum.ok_or_else(|| Error::Request(format!("{seats} seats more are more than a number can be")))?;
            Ok(SubscriptionPatch {
                quantity: Sent::Value(quantity),
                ..keeping(now)
            })
        };
        self.change(customer, subscription, patch).await
    }

    /// Waits until it is provisioned, or until patience ends: the subscription as it is then, which may still be pending.
    pub async fn until_provisioned(&self, customer: &str, subscription: &str, patience: Patience) -> Result<Subscription, Error> {
        let mut left = patience.looks.max(1);
        loop {
            let now = self.get(customer, subscription).await?;
            left -= 1;
            if now.status != Some(SubscriptionStatus::Pending) || left == 0 {
                return Ok(now);
            }
            tokio::time::sleep(patience.pause).await;
        }
    }

    /// Suspends, reactivates or cancels, and keeps the rest.
    pub async fn set_status(&self, customer: &str, subscription: &str, status: SubscriptionStatus) -> Result<Updated, Error> {
        let patch = |now: &Subscription| {
            Ok(SubscriptionPatch {
                status: Sent::Value(status),
                ..keeping(now)
            })
        };
        self.change(customer, subscription, patch).await
    }

    /// Turns renewal on or off and keeps the rest; turned off, nothing stays scheduled.
    pub async fn set_auto_renew(&self, customer: &str, subscription: &str, enabled: bool) -> Result<Updated, Error> {
        let patch = |now: &Subscription| {
            let mut patch = SubscriptionPatch {
                auto_renew_enabled: Sent::Value(enabled),
                // What it says of renewal is about to be untrue.
                end_of_term_action: Sent::Absent,
                ..keeping(now)
            };
            if !enabled {
                patch.scheduled_next_term_instructions = Sent::Absent;
            }
            Ok(patch)
        };
        self.change(customer, subscription, patch).await
    }

    /// The add-ons of a legacy subscription.
    pub async fn addons(&self, customer: &str, subscription: &str) -> Result<Vec<Subscription>, Error> {
        let call = self.client.get(&["customers", customer, "subscriptions", subscription, "addons"]);
        call.items().await
    }

    /// How far it is provisioned.
    pub async fn provisioning_status(&self, customer: &str, subscription: &str) -> Result<SubscriptionProvisioningStatus, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "provisioningstatus"];
        self.client.get(&path).read().await
    }

    /// How far its registration is.
    pub async fn registration_status(&self, customer: &str, subscription: &str) -> Result<SubscriptionRegistrationStatus, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "registrationstatus"];
        self.client.get(&path).read().await
    }

    /// Registers it; gives where to look.
    pub async fn register(&self, customer: &str, subscription: &str) -> Result<Option<String>, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "registrations"];
        Ok(self.client.post(&path).reply().await?.location)
    }

    /// Activates a marketplace subscription of a sandbox.
    pub async fn activate(&self, customer: &str, subscription: &str) -> Result<SubscriptionActivationResult, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "activate"];
        self.client.post(&path).read().await
    }

    /// Where it is activated.
    pub async fn activation_links(&self, customer: &str, subscription: &str) -> Result<Vec<OrderLineItemActivationLink>, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "activationlinks"];
        self.client.get(&path).items().await
    }

    /// Who supports it.
    pub async fn support_contact(&self, customer: &str, subscription: &str) -> Result<SupportContact, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "supportcontact"];
        self.client.get(&path).read().await
    }

    /// Says who supports it.
    pub async fn set_support_contact(&self, customer: &str, subscription: &str, contact: &SupportContact) -> Result<SupportContact, Error> {
        let path = ["customers", customer, "subscriptions", subscription, "supportcontact"];
        self.client.put(&path).json(contact).read().await
    }

    /// Days on which a term may end, for a duration, from a day on, or to end with another subscription.
    pub async fn custom_term_end_dates(
        &self,
        customer: &str,
        term_duration: &str,
        start: Option<&str>,
        with: Option<&str>,
    ) -> Result<Vec<AllowedCustomTermEndDate>, Error> {
        let call = self.client.get(&["customers", customer, "subscriptions", "customTermEndDates"]);
        let call = call.query("term_duration", term_duration).maybe("term_start_date", start);
        call.maybe("target_coterm_subscription_id", with).items().await
    }

    /// Who pays what goes beyond.
    pub async fn overage(&self, customer: &str) -> Result<Vec<Overage>, Error> {
        self.client.get(&["customers", customer, "subscriptions", "overage"]).items().await
    }

    /// Says who pays what goes beyond.
    pub async fn set_overage(&self, customer: &str, overage: &Overage) -> Result<Overage, Error> {
        let call = self.client.put(&["customers", customer, "subscriptions", "overage"]);
        call.json(overage).read().await
    }
}
