//! Going from one offer to another: transitions, upgrades of legacy subscriptions, conversions of trials.
//!
//! Used through `Client::transitions`. An upgrade or conversion that is refused is an answer, not an error: look into it.

use crate::{Error, noun};
use nahtlos_wire::{
    enums::EligibilityType,
    transitions::{Conversion, ConversionResult, Transition, TransitionEligibility, Upgrade, UpgradeResult},
};

noun! {
    /// Changes of offer.
    Transitions
}

impl Transitions {
    /// What a subscription can become, and what keeps it from that.
    pub async fn eligibilities(
        &self,
        customer: &str,
        subscription: &str,
        kind: EligibilityType,
    ) -> Result<Vec<TransitionEligibility>, Error> {
        let call = self
            .client
            .get(&["customers", customer, "subscriptions", subscription, "transitioneligibilities"]);
        call.query("eligibilityType", kind.as_str()).items().await
    }

    /// Changes a subscription's offer at once.
    pub async fn create(&self, customer: &str, subscription: &str, transition: &Transition) -> Result<Transition, Error> {
        let call = self
            .client
            .post(&["customers", customer, "subscriptions", subscription, "transitions"]);
        call.json(transition).read().await
    }

    /// What a subscription went through, newest first.
    pub async fn list(&self, customer: &str, subscription: &str) -> Result<Vec<Transition>, Error> {
        let call = self
            .client
            .get(&["customers", customer, "subscriptions", subscription, "transitions"]);
        call.items().await
    }

    /// What a legacy subscription can be upgraded to.
    pub async fn upgrades(&self, customer: &str, subscription: &str) -> Result<Vec<Upgrade>, Error> {
        let call = self.client.get(&["customers", customer, "subscriptions", subscription, "upgrades"]);
        call.items().await
    }

    /// Upgrades a legacy subscription.
    pub async fn upgrade(&self, customer: &str, subscription: &str, upgrade: &Upgrade) -> Result<UpgradeResult, Error> {
        let call = self
            .client
            .post(&["customers", customer, "subscriptions", subscription, "upgrades"]);
        call.json(upgrade).read().await
    }

    /// What a legacy trial converts to; needs a user's token.
    pub async fn conversions(&self, customer: &str, subscription: &str) -> Result<Vec<Conversion>, Error> {
        let call = self
            .client
            .get(&["customers", customer, "subscriptions", subscription, "conversions"]);
        call.items().await
    }

    /// Converts a legacy trial; needs a user's token.
    pub async fn convert(&self, customer: &str, subscription: &str, conversion: &Conversion) -> Result<ConversionResult, Error> {
        let call = self
            .client
            .post(&["customers", customer, "subscriptions", subscription, "conversions"]);
        call.json(conversion).read().await
    }
}
