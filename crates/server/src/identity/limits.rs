//! Rate limits per tenant and application: generous ones of our own, set by configuration.

use crate::api::routes::Class;
use governor::{Quota, RateLimiter, clock::DefaultClock, state::keyed::DefaultKeyedStateStore};
use nahtlos_engine::call::Actor;
use nahtlos_model::refusals::{Code, Refusal};
use std::num::NonZeroU32;

type Buckets = RateLimiter<(String, String), DefaultKeyedStateStore<(String, String)>, DefaultClock>;

/// The limits.
#[derive(Debug)]
pub(crate) struct Limits {
    buckets: Option<Buckets>,
}

impl Limits {
    /// So many requests per minute, so many at once; 0 per minute: no limit.
    pub(crate) fn new(per_minute: u32, burst: u32) -> Self {
        let quota = NonZeroU32::new(per_minute).map(Quota::per_minute);
        let quota = quota.map(|q| NonZeroU32::new(burst).map_or(q, |b| q.allow_burst(b)));
        Self {
            buckets: quota.map(RateLimiter::keyed),
        }
    }

    /// Counts one request.
    pub(crate) fn check(&self, actor: &Actor, _class: Class) -> Result<(), Refusal> {
        let Some(buckets) = &self.buckets else { return Ok(()) };
        let key = (actor.tenant_id.clone(), actor.application.clone());
        buckets.check_key(&key).map_err(|until| {
            use governor::clock::Clock as _;
            let wait = until.wait_time_from(DefaultClock::default().now());
            Refusal::new(Code::Throttled).with("seconds", wait.as_secs() + 1)
        })
    }
}
