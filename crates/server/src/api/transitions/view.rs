//! Transitions, upgrades and conversions as the wire shows them, and the sentences of their errors.

use crate::api::{context::View, convert};
use nahtlos_engine::transitions::read::Surveyed;
use nahtlos_model::{
    subscriptions::Subscription,
    transitions::{
        Around, Kind, Reason, TargetReason,
        record::{Event, Transition},
    },
};
use nahtlos_report::Args;
use nahtlos_wire::{
    Attributes,
    enums::{TransitionType, UpgradeType},
    transitions as wire,
};

pub(super) fn kind(kind: Kind) -> TransitionType {
    match kind {
        Kind::Only => TransitionType::TransitionOnly,
        Kind::WithLicenses => TransitionType::TransitionWithLicenseTransfer,
    }
}

pub(super) fn upgrade_type(kind: Kind) -> UpgradeType {
    match kind {
        Kind::Only => UpgradeType::UpgradeOnly,
        Kind::WithLicenses => UpgradeType::UpgradeWithLicenseTransfer,
    }
}

/// What the decision's reasons are asked with.
pub(super) fn around<'a>(view: &'a View, found: &'a Surveyed) -> Around<'a> {
    Around {
        now: view.now,
        numbers: &view.numbers,
        assortment: &view.assortment,
        others: &found.others,
        sandbox: found.sandbox,
    }
}

impl View {
    fn sentence_of(&self, key: &str, args: Args) -> String {
        self.center.texts.of(&self.locale).fill(key, args)
    }

    /// Locale keys: `transition-error-` + number.
    pub(super) fn transition_reason(&self, reason: Reason, user: &str) -> String {
        let args = Args::new().text("user", user);
        self.sentence_of(&format!("transition-error-{}", reason.number()), args)
    }

    /// An error of an eligibility.
    pub(super) fn transition_error(&self, reason: Reason) -> wire::TransitionError {
        wire::TransitionError {
            code: Some(reason.number()),
            description: Some(self.transition_reason(reason, "")),
        }
    }

    /// Locale keys: `transition-target-error-` + number.
    pub(super) fn target_error(&self, reason: TargetReason) -> wire::TargetSubscriptionError {
        wire::TargetSubscriptionError {
            code: Some(reason.number()),
            description: Some(self.sentence_of(&format!("transition-target-error-{}", reason.number()), Args::new())),
        }
    }

    /// A subscription that could take seats in.
    pub(super) fn target(&self, target: &Subscription, reasons: Vec<TargetReason>) -> wire::TargetSubscriptionEligibilityDetail {
        wire::TargetSubscriptionEligibilityDetail {
            is_eligible: Some(reasons.is_empty()),
            subscription_id: Some(target.id.clone()),
            subscription_friendly_name: Some(target.friendly_name.clone()),
            subscription_term_duration: Some(target.term.to_string()),
            subscription_billing_cycle: Some(convert::cycle(target.cycle)),
            errors: Some(reasons.into_iter().map(|reason| self.target_error(reason)).collect()),
        }
    }

    /// A transition.
    pub(super) fn transition(&self, t: &Transition) -> wire::Transition {
        wire::Transition {
            operation_id: Some(t.id.clone()),
            from_catalog_item_id: Some(t.from_item.clone()),
            from_subscription_id: Some(t.from_subscription.clone()),
            to_catalog_item_id: Some(t.to_item.clone()),
            to_subscription_id: t.to_subscription.clone(),
            quantity: Some(convert::count(t.quantity)),
            term_duration: Some(t.term.to_string()),
            billing_cycle: Some(convert::cycle(t.cycle)),
            transition_type: Some(kind(t.kind)),
            promotion_id: t.promotion.clone(),
            events: Some(t.events.iter().map(|event| self.transition_event(event)).collect()),
            attributes: Some(Attributes::of("Transition")),
        }
    }

    fn transition_event(&self, event: &Event) -> wire::TransitionEvent {
        let error = |user: &String| wire::TransitionError {
            code: Some(Reason::UserLicense.number()),
            description: Some(self.transition_reason(Reason::UserLicense, user)),
        };
        wire::TransitionEvent {
            name: Some(event.step.to_string()),
            status: Some(event.status.to_string()),
            timestamp: Some(event.at),
            errors: (!event.users.is_empty()).then(|| event.users.iter().map(error).collect()),
            attributes: Some(Attributes::of("TransitionEvent")),
        }
    }
}
