//! Deeds of which the answer said "done" or "accepted", and whose effect does not show yet: what a service does in its own time.

use super::deeds::Deed;
use crate::instants::Instant;
use serde::{Deserialize, Serialize};

/// Something of which the answer said that it is done, or will be. Its effect may show later: it is waited for, and never sent a second time
/// meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Accepted {
    /// When it was answered.
    pub at: Instant,
    /// The deed; `None`: the licence changes of a step, of which each is known by whom it is about.
    pub deed: Option<Deed>,
}

/// Hours within which what was accepted shows: the service says that it may take up to two days.
const ACCEPTED_HOURS: i64 = 48;
/// Hours within which licence changes show; they are made at once, and what shows them may lag behind.
const SWAPPED_HOURS: i64 = 2;
/// Least pause before it is looked for again.
const ACCEPTED_PAUSE_MS: i64 = 5_000;

impl Accepted {
    fn until(&self) -> Instant {
        self.at.plus_hours(if self.deed.is_some() { ACCEPTED_HOURS } else { SWAPPED_HOURS })
    }

    /// When it is to be looked for again: after as long a time as it was waited for already; `None`: its time is over.
    pub fn again(&self, now: Instant) -> Option<Instant> {
        let pause = (now.0 - self.at.0).max(ACCEPTED_PAUSE_MS);
        (now < self.until()).then(|| now.plus_ms(pause).min(self.until()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_looked_for_ever_less_often_until_its_time_is_over() {
        let deed = Some(Deed::Cancel {
            subscription: "s".to_owned(),
        });
        let accepted = Accepted { at: Instant(0), deed };
        let mut now = Instant(0);
        let mut looks = 0;
        while let Some(next) = accepted.again(now) {
            assert!(next > now);
            (now, looks) = (next, looks + 1);
        }
        assert_eq!(now, Instant(0).plus_hours(ACCEPTED_HOURS));
        assert!(looks < 20, "{looks} looks");
        let swapped = Accepted { deed: None, ..accepted };
        assert!(swapped.again(Instant(0).plus_hours(SWAPPED_HOURS)).is_none());
    }
}
