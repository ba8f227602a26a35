//! Webhooks: who wants to be told of what, and what came of telling. The kinds of events stand in [`kinds`].
//!
//! Decided here: what a registration may say, when a delivery goes out again, when it is given up, and when it is sent anew. The bytes of
//! a delivery never change: every attempt sends what was signed for the first.

pub mod kinds;
pub mod reach;

use crate::{
    estate::word_enum,
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest address.
const ADDRESS: usize = 2048;
/// Most events of one registration.
const EVENTS: usize = 100;
/// Most properties, and longest name or value of one, in characters.
const PROPERTIES: (usize, usize) = (50, 256);
/// Most attempts that are remembered: of a delivery that was sent anew, the last ones.
const REMEMBERED: usize = 30;
/// Pause after the first failure; every further one is four times as long.
const PAUSE_MS: i64 = 2_000;
/// Lanes of a registration: as many requests are under way to one receiver at most.
pub const LANES: u64 = 4;

/// What a partner asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Where deliveries go. Its form has been seen to already.
    pub url: String,
    /// Names of events, in any letter case.
    pub events: Vec<String>,
    /// The signature goes to the header `x-ms-signature`.
    pub own_header: bool,
    /// Kept and answered.
    pub properties: BTreeMap<String, String>,
}

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// The partner.
    pub partner_id: String,
    /// The application whose own it is; empty: the tenant's.
    pub owner: String,
    /// GUID, the same for as long as it exists.
    pub subscriber_id: String,
    /// Where deliveries go.
    pub url: String,
    /// Names of events, spelled and ordered as the list has them.
    pub events: Vec<String>,
    /// The signature goes to the header `x-ms-signature`.
    pub own_header: bool,
    /// Kept and answered.
    pub properties: BTreeMap<String, String>,
    /// Scheme and host under which it was made: addresses in events begin with it.
    pub base: String,
    /// When tests were asked for, by the machine's clock: those of the last minute.
    #[serde(default)]
    pub tests: Vec<Instant>,
    /// Last changed.
    pub modified: Instant,
    /// Counted up with every change.
    pub version: i64,
}

/// Who registers, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registrant {
    /// The partner.
    pub partner_id: String,
    /// The application whose own the registration is; empty: the tenant's.
    pub owner: String,
    /// A new GUID.
    pub subscriber_id: String,
    /// Scheme and host by which the caller reached us.
    pub base: String,
}

impl Registration {
    /// A first registration.
    ///
    /// # Errors
    /// Unknown events, too much of something: names the field.
    pub fn first(wanted: &Wanted, by: Registrant, now: Instant) -> Result<Self, Refusal> {
        Ok(Self {
            partner_id: by.partner_id,
            owner: by.owner,
            subscriber_id: by.subscriber_id,
            url: address(&wanted.url)?,
            events: events(&wanted.events)?,
            own_header: wanted.own_header,
            properties: properties(&wanted.properties)?,
            base: by.base,
            tests: Vec::new(),
            modified: now,
            version: 1,
        })
    }

    /// The same registration with other contents, whole: what is not said is gone.
    ///
    /// # Errors
    /// As [`Registration::first`].
    pub fn again(&self, wanted: &Wanted, base: &str, now: Instant) -> Result<Self, Refusal> {
        Ok(Self {
            url: address(&wanted.url)?,
            events: events(&wanted.events)?,
            own_header: wanted.own_header,
            properties: properties(&wanted.properties)?,
            base: base.to_owned(),
            modified: now,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// Whether an event goes there.
    pub fn wants(&self, event: &str) -> bool {
        self.events.iter().any(|name| name == event)
    }

    /// With one more test, if there were not too many within the last minute of the machine's clock.
    ///
    /// # Errors
    /// `TestEventNotRegistered`; `Throttled` with the seconds to wait.
    pub fn test(&self, machine: Instant, per_minute: i64) -> Result<Self, Refusal> {
        if !self.wants(kinds::TEST) {
            return Err(Code::TestEventNotRegistered.into());
        }
        let mut tests: Vec<Instant> = self.tests.iter().copied().filter(|t| t.0 > machine.0 - 60_000).collect();
        if tests.len() as i64 >= per_minute {
            let free = tests.iter().map(|t| t.0 + 60_000).min().unwrap_or(machine.0);
            return Err(Refusal::new(Code::Throttled).with("seconds", ((free - machine.0) / 1000).max(1)));
        }
        tests.push(machine);
        Ok(Self {
            tests,
            version: self.version + 1,
            ..self.clone()
        })
    }
}

fn address(url: &str) -> Result<String, Refusal> {
    if url.chars().count() > ADDRESS {
        return Err(Refusal::property("webhookUrl", format!("is longer than {ADDRESS} characters")));
    }
    Ok(url.to_owned())
}

/// Names as the list spells them, each once, in the list's order.
fn events(sent: &[String]) -> Result<Vec<String>, Refusal> {
    if sent.len() > EVENTS {
        return Err(Refusal::property("webhookEvents", format!("names more than {EVENTS} events")));
    }
    if let Some((at, name)) = sent.iter().enumerate().find(|(_, name)| kinds::find(name).is_none()) {
        let known = kinds::names();
        return Err(Refusal::property(
            format!("webhookEvents[{at}]"),
            format!("{name:?} is no event of this center; it has {}", known.join(", ")),
        ));
    }
    let wanted: Vec<&str> = sent.iter().filter_map(|name| kinds::find(name)).map(|kind| kind.name).collect();
    Ok(kinds::names()
        .into_iter()
        .filter(|name| wanted.contains(name))
        .map(str::to_owned)
        .collect())
}

fn properties(sent: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Refusal> {
    let (most, longest) = PROPERTIES;
    let long = |text: &str| text.chars().count() > longest;
    if sent.len() > most || sent.iter().any(|(name, value)| long(name) || long(value)) {
        let reason = format!("holds at most {most} pairs of texts of at most {longest} characters");
        return Err(Refusal::property("properties", reason));
    }
    Ok(sent.clone())
}

word_enum!(
    /// How a delivery stands.
    DeliveryStatus {
        /// It is going out, for the first time or again.
        Waiting = "waiting",
        /// The receiver answered 2xx.
        Accepted = "accepted",
        /// Every attempt failed; it goes out again only when it is asked for.
        Undelivered = "undelivered",
        /// The registration did not name the event any more when it was to go out.
        Dropped = "dropped",
    }
);

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// When, by the machine's clock.
    pub at: Instant,
    /// The answer's status; 0: none came.
    pub status: u16,
    /// The answer's body, or why none came.
    pub message: String,
}

impl Attempt {
    /// Whether the receiver took it.
    pub fn accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// An event on its way to a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// The partner told.
    pub partner_id: String,
    /// In the order of the changes; the same whenever it is made of the same event.
    pub id: String,
    /// The application whose registration it is for; empty: the tenant's.
    pub owner: String,
    /// Name of the event.
    pub event: String,
    /// Correlation id of the change.
    pub correlation: String,
    /// The bytes that are signed and sent, a JSON text.
    pub payload: String,
    /// Where it last went; before the first attempt, where it was to go.
    pub url: String,
    /// When the change was made.
    pub at: Instant,
    /// How it stands.
    pub status: DeliveryStatus,
    /// Failures since it was last asked for.
    pub failures: i64,
    /// What came of each attempt, oldest first.
    pub attempts: Vec<Attempt>,
    /// Not before, by the machine's clock.
    pub due: Instant,
    /// Counted up with every change.
    pub version: i64,
}

impl Delivery {
    /// What an attempt makes of it. `longest_ms` is the longest pause.
    #[must_use]
    pub fn attempted(&self, attempt: Attempt, url: &str, most: i64, longest_ms: i64) -> Self {
        let mut after = self.clone();
        after.url = url.to_owned();
        after.version += 1;
        if attempt.accepted() {
            after.status = DeliveryStatus::Accepted;
        } else {
            after.due = Instant(attempt.at.0.saturating_add(pause_ms(self.failures, longest_ms)));
            after.failures += 1;
            if after.failures >= most {
                after.status = DeliveryStatus::Undelivered;
            }
        }
        after.attempts.push(attempt);
        let forgotten = after.attempts.len().saturating_sub(REMEMBERED);
        after.attempts.drain(..forgotten);
        after
    }

    /// Sent anew: all its attempts are before it again.
    #[must_use]
    pub fn replayed(&self, machine: Instant) -> Self {
        Self {
            status: DeliveryStatus::Waiting,
            failures: 0,
            due: machine,
            version: self.version + 1,
            ..self.clone()
        }
    }
}

/// The pause after so many failures, in milliseconds.
fn pause_ms(failures: i64, longest_ms: i64) -> i64 {
    let times = 4_i64.saturating_pow(u32::try_from(failures).unwrap_or(u32::MAX));
    PAUSE_MS.saturating_mul(times).min(longest_ms)
}

/// The beginning of the ids of an instant's deliveries: ids of earlier ones are before it.
pub fn id_from(at: Instant) -> String {
    let ms = u64::try_from(at.0).unwrap_or(0) & 0xffff_ffff_ffff;
    format!("{:08x}-{:04x}", ms >> 16, ms & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registrant() -> Registrant {
        Registrant {
            partner_id: "p".into(),
            owner: String::new(),
            subscriber_id: "s".into(),
            base: "https://center.example".into(),
        }
    }

    fn wanted(events: &[&str]) -> Wanted {
        Wanted {
            url: "https://receiver.example/hook".into(),
            events: events.iter().map(|e| (*e).to_owned()).collect(),
            ..Wanted::default()
        }
    }

    #[test]
    fn events_are_spelled_as_the_list_has_them_and_unknown_ones_are_named() {
        let made = Registration::first(
            &wanted(&["TEST-Created", "subscription-updated", "test-created"]),
            registrant(),
            Instant(1),
        )
        .unwrap();
        assert_eq!(made.events, ["subscription-updated", "test-created"]);
        let refused = Registration::first(&wanted(&["test-created", "coffee-ready"]), registrant(), Instant(1)).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("webhookEvents[1]"));
        let none = made.again(&wanted(&[]), "https://other.example", Instant(2)).unwrap();
        assert!(!none.wants("test-created") && none.version == 2 && none.subscriber_id == "s" && none.base == "https://other.example");
    }

    #[test]
    fn two_tests_a_minute_and_the_third_waits() {
        let made = Registration::first(&wanted(&["test-created"]), registrant(), Instant(1)).unwrap();
        let one = made.test(Instant(100_000), 2).unwrap();
        let two = one.test(Instant(110_000), 2).unwrap();
        let refused = two.test(Instant(120_500), 2).unwrap_err();
        assert_eq!((refused.code, refused.values[0].1.as_ref()), (Code::Throttled, "39"));
        assert_eq!(two.test(Instant(160_000), 2).unwrap().tests, [Instant(110_000), Instant(160_000)]);
        let deaf = made.again(&wanted(&["subscription-updated"]), "b", Instant(1)).unwrap();
        assert_eq!(deaf.test(Instant(1), 2).unwrap_err().code, Code::TestEventNotRegistered);
    }

    #[test]
    fn pauses_grow_ten_attempts_are_made_and_a_replay_begins_anew() {
        let mut delivery = Delivery {
            partner_id: "p".into(),
            id: "1".into(),
            owner: String::new(),
            event: "test-created".into(),
            correlation: "c".into(),
            payload: "{}".into(),
            url: String::new(),
            at: Instant(0),
            status: DeliveryStatus::Waiting,
            failures: 0,
            attempts: Vec::new(),
            due: Instant(0),
            version: 1,
        };
        let failed = |at| Attempt {
            at: Instant(at),
            status: 503,
            message: "away".into(),
        };
        let mut pauses = Vec::new();
        for n in 1..=10 {
            assert_eq!(delivery.status, DeliveryStatus::Waiting, "before attempt {n}");
            delivery = delivery.attempted(failed(0), "u", 10, 6 * 3_600_000);
            pauses.push(delivery.due.0);
        }
        assert_eq!(pauses[..3], [2_000, 8_000, 32_000]);
        assert!(pauses.is_sorted() && pauses[9] == 6 * 3_600_000);
        assert_eq!((delivery.status, delivery.attempts.len()), (DeliveryStatus::Undelivered, 10));
        let again = delivery.replayed(Instant(9));
        assert_eq!(
            (again.status, again.failures, &again.payload),
            (DeliveryStatus::Waiting, 0, &delivery.payload)
        );
        let taken = again.attempted(Attempt { status: 204, ..failed(1) }, "u", 10, 1);
        assert_eq!((taken.status, taken.attempts.len()), (DeliveryStatus::Accepted, 11));
    }

    #[test]
    fn ids_begin_with_their_time() {
        let all: Vec<String> = [0, 1, 0xffff, 0x1_0000, 1_800_000_000_000].map(|ms| id_from(Instant(ms))).to_vec();
        assert!(all.is_sorted(), "{all:?}");
    }
}
