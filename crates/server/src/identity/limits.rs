//! Rate limits: per tenant and application, generous ones of our own, set by configuration; and narrower ones of sign-ins, per client
//! id or user name.

use crate::api::routes::Class;
use governor::{Quota, RateLimiter, clock::DefaultClock, state::keyed::DefaultKeyedStateStore};
use nahtlos_engine::call::Actor;
use nahtlos_model::refusals::{Code, Refusal};
use sha2::{Digest as _, Sha256};
use std::num::NonZeroU32;

/// Sign-ins per minute under one name.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(600).expect("600 is not 0");
/// Sign-ins that may come at once.
const SIGN_IN_BURST: NonZeroU32 = NonZeroU32::new(200).expect("200 is not 0");

type Buckets = RateLimiter<(String, String), DefaultKeyedStateStore<(String, String)>, DefaultClock>;

/// Names share buckets by hash: so many that two rarely meet, so few that made-up names fill no memory.
type NameBuckets = RateLimiter<u16, DefaultKeyedStateStore<u16>, DefaultClock>;

/// The limits.
#[derive(Debug)]
pub(crate) struct Limits {
    buckets: Option<Buckets>,
    names: Option<NameBuckets>,
}

impl Limits {
    /// So many requests per minute, so many at once; 0 per minute: no limit.
    pub(crate) fn new(per_minute: u32, burst: u32) -> Self {
        let quota = NonZeroU32::new(per_minute).map(Quota::per_minute);
        let quota = quota.map(|q| NonZeroU32::new(burst).map_or(q, |b| q.allow_burst(b)));
        let sign_ins = Quota::per_minute(SIGN_INS).allow_burst(SIGN_IN_BURST);
        Self {
            names: quota.map(|_| RateLimiter::keyed(sign_ins)),
            buckets: quota.map(RateLimiter::keyed),
        }
    }

    /// Counts one request. Sign-ins are counted by name, and who has no name yet asks for what costs nothing.
    pub(crate) fn check(&self, actor: &Actor, class: Class) -> Result<(), Refusal> {
        let Some(buckets) = self
            .buckets
            .as_ref()
            .filter(|_| class != Class::Identity && !actor.tenant_id.is_empty())
        else {
            return Ok(());
        };
        let key = (actor.tenant_id.clone(), actor.application.clone());
        buckets.check_key(&key).map_err(throttled)
    }

    /// Counts one sign-in of a client or user.
    pub(crate) fn check_sign_in(&self, name: &str) -> Result<(), Refusal> {
        let Some(names) = &self.names else { return Ok(()) };
        let hash = Sha256::digest(name.trim().to_lowercase().as_bytes());
        names.check_key(&u16::from_be_bytes([hash[0], hash[1]])).map_err(throttled)
    }
}

fn throttled(until: governor::NotUntil<<DefaultClock as governor::clock::Clock>::Instant>) -> Refusal {
    use governor::clock::Clock as _;
    let wait = until.wait_time_from(DefaultClock::default().now());
    Refusal::new(Code::Throttled).with("seconds", wait.as_secs() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_apart_and_only_where_there_are_limits() {
        let limits = Limits::new(60, 1);
        let used = (0..400).find(|_| limits.check_sign_in("Ada@x.example").is_err());
        assert!(used.is_some_and(|n| n >= 200), "{used:?}");
        assert_eq!(limits.check_sign_in("bob@x.example"), Ok(()));
        let none = Limits::new(0, 0);
        assert!((0..10_000).all(|_| none.check_sign_in("ada").is_ok()));
    }

    #[test]
    fn who_has_no_name_is_not_counted() {
        let limits = Limits::new(1, 1);
        assert!((0..10).all(|_| limits.check(&Actor::time(), Class::Read).is_ok()));
        let actor = Actor {
            tenant_id: "t".into(),
            ..Actor::time()
        };
        assert!(limits.check(&actor, Class::Read).is_ok());
        assert_eq!(limits.check(&actor, Class::Read).unwrap_err().code, Code::Throttled);
    }
}
