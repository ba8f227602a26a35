//! What may happen to a subscription, by where it was bought.

use crate::machine::{NOTHING, OWN, Rule, Source};

const NEW: Source = Source::Said("Partner Center documentation, subscription lifecycle (new commerce)");
const OLD: Source = Source::Said("Partner Center documentation, subscription lifecycle (legacy)");
const PATCH: Source = Source::Said("Partner Center documentation, suspend and reactivate a subscription");

pub(super) const BOUGHT: &str = "bought";
pub(super) const READY: &str = "provisioned";
pub(super) const STAGE: &str = "its stage ends";
pub(super) const TERM: &str = "its term ends";
pub(super) const PERIOD: &str = "a billing period ends";
pub(super) const TO_ACTIVE: &str = "PATCH status: active";
pub(super) const TO_SUSPENDED: &str = "PATCH status: suspended";
pub(super) const TO_DELETED: &str = "PATCH status: deleted";
pub(super) const TO_OTHERS: &str = "PATCH status: pending, expired or disabled";
pub(super) const SEATS: &str = "PATCH quantity: more";

pub(super) const AT_ONCE: &str = "provisioned at once";
pub(super) const LATER: &str = "provisioned later";
pub(super) const BEFORE: &str = "before its term ends";
pub(super) const STOPPED: &str = "its term is over, which is not written down yet";
pub(super) const WINDOW: &str = "in the cancellation window";
pub(super) const AFTER: &str = "after the cancellation window";
pub(super) const EXTENDED: &str = "in the extended term, its window over";
pub(super) const CHILD: &str = "its base is not active";

pub(super) const RENEWS: &str = "renewal is on";
pub(super) const GONE: &str = "renewal is on, the offer is no longer sold";
pub(super) const EXTENDS: &str = "renewal is off";
pub(super) const CANCELS: &str = "renewal is off, cancelled at its end";
pub(super) const ON_AND_ON: &str = "renewal is off, in the extended term";
pub(super) const TRIAL: &str = "a trial whose renewal is off";
pub(super) const PAID: &str = "a trial that renews into its paid offer";
pub(super) const MONTHLY: &str = "billed monthly";

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
pub(super) const NEW_COMMERCE: &[Rule] = &[
    rule(BOUGHT,       &[AT_ONCE],   &[NOTHING],     "active",    NEW),
    rule(BOUGHT,       &[LATER],     &[NOTHING],     "pending",   NEW),
    rule(READY,        &[""],        &["pending"],   "active",    NEW),
    rule(TO_SUSPENDED, &[BEFORE],       &["active"],    "suspended", PATCH),
    rule(TO_SUSPENDED, &[BEFORE],       &["suspended"], "suspended", PATCH),
    rule(TO_ACTIVE,    &[BEFORE],       &["suspended"], "active",    PATCH),
    rule(TO_ACTIVE,    &[BEFORE],       &["active"],    "active",    PATCH),
    rule(TO_DELETED,   &[WINDOW],    &["active", "suspended"], "deleted", Source::Number("cancellationWindowHours")),
    rule(TO_DELETED,   &[EXTENDED],  &["active", "suspended"], "deleted", Source::Said("Partner Center documentation, extended service terms")),
    rule(SEATS,        &[BEFORE],    &["active"],    "active",    Source::Said("Partner Center documentation, change the quantity of a subscription")),
    rule(TERM,         &[RENEWS],    &["active"],    "active",    NEW),
    rule(TERM,         &[GONE],      &["active"],    "expired",   OWN),
    rule(TERM,         &[EXTENDS],   &["active"],    "active",    Source::Number("extendedTermEnforced")),
    rule(TERM,         &[ON_AND_ON], &["active"],    "active",    Source::Number("extendedTermEnforced")),
    rule(TERM,         &[CANCELS],   &["active"],    "disabled",  NEW),
    rule(TERM,         &[TRIAL],     &["active"],    "expired",   Source::Number("trialDays")),
    rule(TERM,         &[PAID],      &["active"],    "active",    Source::Said("Partner Center documentation, trials of licence-based products")),
    rule(TERM,         &[RENEWS, GONE, EXTENDS, ON_AND_ON, CANCELS, TRIAL, PAID], &["suspended"], "disabled", Source::Number("suspendedAtEndDays")),
    rule(PERIOD,       &[MONTHLY],   &["active"],    "active", NEW),
    rule(PERIOD,       &[MONTHLY],   &["suspended"], "suspended", NEW),
    rule(STAGE,        &[""],        &["expired"],   "disabled",  Source::Number("expiredDays")),
    rule(STAGE,        &[""],        &["disabled"],  "deleted",   Source::Number("disabledDays")),
];

#[rustfmt::skip]
pub(super) const LEGACY: &[Rule] = &[
    rule(BOUGHT,       &[AT_ONCE],   &[NOTHING],     "active",    OLD),
    rule(BOUGHT,       &[LATER],     &[NOTHING],     "pending",   OLD),
    rule(READY,        &[""],        &["pending"],   "active",    OLD),
    rule(TO_SUSPENDED, &[BEFORE],       &["active"],    "suspended", PATCH),
    rule(TO_SUSPENDED, &[BEFORE],       &["suspended"], "suspended", PATCH),
    rule(TO_ACTIVE,    &[BEFORE],       &["suspended"], "active",    PATCH),
    rule(TO_ACTIVE,    &[BEFORE],       &["active"],    "active",    PATCH),
    rule(TO_ACTIVE,    &[CHILD],     &["active"],    "active",    PATCH),
    rule(SEATS,        &[BEFORE],    &["active"],    "active",    Source::Said("Partner Center documentation, change the quantity of a subscription")),
    rule(TERM,         &[RENEWS],    &["active"],    "active",    OLD),
    rule(TERM,         &[GONE],      &["active"],    "expired",   OWN),
    rule(TERM,         &[EXTENDS],   &["active"],    "expired",   OLD),
    rule(TERM,         &[TRIAL],     &["active"],    "expired",   Source::Number("trialDays")),
    rule(PERIOD,       &[MONTHLY],   &["active"],    "active",    OLD),
    rule(STAGE,        &[""],        &["suspended"], "deleted",   Source::Number("legacySuspendedDays")),
    rule(STAGE,        &[""],        &["expired"],   "disabled",  Source::Number("expiredDays")),
    rule(STAGE,        &[""],        &["disabled"],  "deleted",   Source::Number("disabledDays")),
];

#[rustfmt::skip]
pub(super) const ELSEWHERE: &[Rule] = &[
    rule(BOUGHT, &[AT_ONCE], &[NOTHING],    "active",   Source::Said("the customer's own exports")),
    rule(TERM,   &[RENEWS],  &["active"],   "active",   Source::Said("docs/rules.md")),
    rule(TERM,   &[EXTENDS], &["active"],   "expired",  Source::Said("docs/rules.md")),
    rule(TERM,   &[TRIAL],   &["active"],   "expired",  Source::Said("docs/rules.md")),
    rule(STAGE,  &[""],      &["expired"],  "disabled", Source::Number("expiredDays")),
    rule(STAGE,  &[""],      &["disabled"], "deleted",  Source::Number("disabledDays")),
];
