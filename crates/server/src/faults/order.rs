//! One order of faults: what it fits, and when it is its turn.

use super::{Meeting, chance};
use crate::api::routes::{Flavour, Route};
use nahtlos_wire::faults::{Fault, FaultKind as Kind, Injected};

/// An order that has been found sound.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(super) kind: Kind,
    /// As it was given, with what was left out filled in.
    pub(super) said: Fault,
    /// The operations it names; empty: all that its kind can concern.
    pub(super) named: Vec<&'static Route>,
    /// Chance in millionths.
    pub(super) millionths: u64,
    pub(super) seen: u64,
    pub(super) injected: u64,
}

/// Purchases, whose provisioning can be slow.
const PURCHASES: [(&str, &str); 3] = [
    ("POST", "/v1/customers/{customer_id}/orders"),
    ("PATCH", "/v1/customers/{customer_id}/orders/{order_id}"),
    ("POST", "/v1/customers/{customer_id}/carts/{cart_id}/checkout"),
];
/// Where promotions are looked at.
const PROMOTIONS: [(&str, &str); 5] = [
    ("POST", "/v1/customers/{customer_id}/carts"),
    ("PUT", "/v1/customers/{customer_id}/carts/{cart_id}"),
    ("POST", "/v1/customers/{customer_id}/carts/{cart_id}/checkout"),
    ("POST", "/v1/customers/{customer_id}/orders"),
    ("POST", "/v1/customers/{customer_id}/promotionEligibilities"),
];
/// Changes of a subscription.
const CHANGES: [(&str, &str); 1] = [("PATCH", "/v1/customers/{customer_id}/subscriptions/{subscription_id}")];

/// Whether a kind can concern an operation at all. The sandbox's own tools are never met: whoever orders faults can take them back.
pub(super) fn concerns(kind: Kind, route: &Route) -> bool {
    let among = |all: &[(&str, &str)]| all.contains(&(route.method, route.path));
    match kind {
        Kind::Throttle | Kind::Delay | Kind::LostReply => route.area != "sandbox",
        Kind::SlowProvisioning => among(&PURCHASES),
        Kind::PromotionCap => among(&PROMOTIONS),
        Kind::NotReady | Kind::SeatRace => among(&CHANGES),
        Kind::RefuseTransfer | Kind::DuplicateWebhook | Kind::ReorderWebhook => false,
    }
}

/// Whether an operation is met where the order names none: sign-ins must be named, and lost replies matter where something was done.
fn by_itself(kind: Kind, route: &Route) -> bool {
    concerns(kind, route) && route.flavour != Flavour::Token && (kind != Kind::LostReply || route.method != "GET")
}

/// What a kind is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Requests.
    Requests,
    /// Events on their way out.
    Events,
    /// Lines of transfers, which may move long after the request.
    Transfers,
}

pub(super) fn about(kind: Kind) -> About {
    match kind {
        Kind::DuplicateWebhook | Kind::ReorderWebhook => About::Events,
        Kind::RefuseTransfer => About::Transfers,
        _ => About::Requests,
    }
}

impl Order {
    pub(super) fn fits(&self, meeting: &Meeting<'_>) -> bool {
        let operation = match meeting.route {
            Some(route) if self.named.is_empty() => by_itself(self.kind, route),
            Some(route) => self.named.iter().any(|named| std::ptr::eq(*named, route)),
            None => {
                let wanted = self.said.operation.as_deref();
                about(self.kind) != About::Requests && wanted.is_none_or(|name| name.eq_ignore_ascii_case(meeting.operation))
            }
        };
        let tenant = self.said.tenant.as_deref();
        operation && tenant.is_none_or(|tenant| [meeting.tenant, meeting.other, meeting.customer].contains(&tenant))
    }

    /// Counts a call that fits; whether it is met.
    pub(super) fn strikes(&mut self) -> bool {
        self.seen += 1;
        if self.said.times.is_some_and(|times| self.injected >= times) {
            return false;
        }
        let strikes = match (self.said.nth, self.said.every) {
            (Some(nth), _) => self.seen == nth,
            (None, Some(every)) => self.seen.is_multiple_of(every),
            (None, None) => chance::strikes(self.said.seed.unwrap_or(0), self.seen, self.millionths),
        };
        self.injected += u64::from(strikes);
        strikes
    }

    /// As it is answered.
    pub(super) fn shown(&self) -> Fault {
        Fault {
            seen: Some(self.seen),
            injected: Some(self.injected),
            ..self.said.clone()
        }
    }

    /// The log's entry of a call that is met.
    pub(super) fn injected(&self, meeting: &Meeting<'_>, number: u64) -> Injected {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Injected {
            number: Some(number),
            at: meeting.now,
            fault_id: self.said.id.clone(),
            kind: Some(self.kind),
            call: Some(self.seen),
            operation: text(meeting.operation),
            path: text(meeting.path),
            tenant: text(meeting.tenant),
            request_id: text(meeting.request_id),
            what: Some(self.what()),
        }
    }

    fn what(&self) -> String {
        let number = |value: Option<u64>| value.unwrap_or(0);
        match self.kind {
            Kind::Throttle => format!("429 with Retry-After {}", number(self.said.retry_after_seconds)),
            Kind::Delay => format!("the answer waited {} ms", number(self.said.delay_milliseconds)),
            Kind::LostReply => "done, and the connection closed without an answer".to_owned(),
            Kind::SlowProvisioning => format!("provisioned {} hours later", number(self.said.hours)),
            Kind::NotReady => "not ready to be updated".to_owned(),
            Kind::PromotionCap => "promotions were said to be used up".to_owned(),
            Kind::SeatRace => format!("somebody else bought seats first: {}", number(self.said.seats)),
            Kind::RefuseTransfer => "the line was refused".to_owned(),
            Kind::DuplicateWebhook => "the event went out twice".to_owned(),
            Kind::ReorderWebhook => "the event went out after the next one".to_owned(),
        }
    }
}
