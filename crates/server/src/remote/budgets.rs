//! The budgets of other services, as their documents tell them (`model/rules/budgets.toml`), shared by every move that asks the same
//! service with the same application.
//!
//! Kept in this process. Where several processes carry moves out, each keeps to its part of every budget: the whole divided by
//! `account-processes`. Nobody waits here: who is refused is told when to come again.

use super::pace::Pace;
use nahtlos_model::{
    budgets::{Budgets as Pack, Per},
    instants::Instant,
};
use parking_lot::Mutex;
use std::collections::HashMap;

/// Windows kept at once; when there are more, those with nothing in them are forgotten.
const KEPT: usize = 20_000;

/// Changes at Graph.
pub(crate) const GRAPH_WRITES: &str = "graphWrites";
/// What requests cost at Graph; the limit of the smallest tenants, because a tenant's size is not known beforehand.
pub(crate) const GRAPH_UNITS: &str = "graphUnitsSmall";
/// Operations on subscriptions.
pub(crate) const SUBSCRIPTION: &str = "subscription";
/// Everything else at the Partner Center API.
pub(crate) const OTHER: &str = "partnerCenterOther";

/// Who asks, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Asking {
    /// Address of the service.
    pub service: String,
    /// The partner's tenant there.
    pub partner: String,
    /// The application.
    pub application: String,
    /// The customer's tenant.
    pub customer: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    budget: &'static str,
    service: String,
    whose: String,
    about: String,
}

/// The budgets of every service that is asked.
#[derive(Debug)]
pub(crate) struct Budgets {
    /// Among so many processes.
    processes: u64,
    /// Off: nothing is counted but what a service refuses.
    counts: bool,
    windows: Mutex<HashMap<Key, Pace>>,
}

impl Budgets {
    pub(crate) fn new(processes: u32, counts: bool) -> Self {
        Self {
            processes: u64::from(processes.max(1)),
            counts,
            windows: Mutex::default(),
        }
    }

    fn with<T>(&self, budget: &'static str, asking: &Asking, now: Instant, then: impl FnOnce(&mut Pace) -> T) -> Option<T> {
        let told = Pack::bundled().on(budget, now.date())?;
        let (whose, about) = match told.per {
            Per::Partner => (&asking.partner, ""),
            Per::PartnerAndCustomer => (&asking.partner, asking.customer.as_str()),
            Per::Application => (&asking.application, ""),
            Per::ApplicationAndTenant => (&asking.application, asking.customer.as_str()),
            Per::Tenant => (&asking.customer, ""),
        };
        let key = Key {
            budget,
            service: asking.service.clone(),
            whose: whose.clone(),
            about: about.to_owned(),
        };
        let mut windows = self.windows.lock();
        if windows.len() >= KEPT {
            windows.retain(|_, pace| !pace.is_idle(now));
        }
        let limit = if self.counts {
            told.limit / self.processes
        } else {
            u64::MAX / 1000
        };
        let window = i64::try_from(told.seconds).unwrap_or(60).saturating_mul(1000);
        Some(then(windows.entry(key).or_insert_with(|| Pace::new(limit, window))))
    }

    /// Spends units of a budget, all or none.
    ///
    /// # Errors
    /// When to come again.
    pub(crate) fn take(&self, budget: &'static str, units: u64, asking: &Asking, now: Instant) -> Result<(), Instant> {
        self.with(budget, asking, now, |pace| pace.take(units, now)).unwrap_or(Ok(()))
    }

    /// The service says "too much", until a time.
    pub(crate) fn refused(&self, budget: &'static str, until: Instant, asking: &Asking, now: Instant) {
        self.with(budget, asking, now, |pace| pace.refused(until, now));
    }

    /// When so many more units will have been spent, if nobody else asks.
    pub(crate) fn done_by(&self, budget: &'static str, units: u64, asking: &Asking, now: Instant) -> Instant {
        self.with(budget, asking, now, |pace| pace.done_by(units, now)).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(application: &str, customer: &str) -> Asking {
        Asking {
            service: "https://graph.example".to_owned(),
            partner: "p".to_owned(),
            application: application.to_owned(),
            customer: customer.to_owned(),
        }
    }

    #[test]
    fn who_asks_with_the_same_application_shares_and_processes_divide() {
        let now = Instant(1_000);
        for (processes, limit) in [(1, 3_000), (3, 1_000)] {
            let budgets = Budgets::new(processes, true);
            for _ in 0..limit / 20 {
                budgets.take(GRAPH_WRITES, 20, &asking("a", "t"), now).unwrap();
            }
            let again = budgets.take(GRAPH_WRITES, 20, &asking("a", "t"), now).unwrap_err();
            assert_eq!(again, now.plus_ms(150_000), "3,000 writes within 150 s");
            assert_eq!(budgets.take(GRAPH_WRITES, 20, &asking("a", "other"), now), Ok(()));
            assert_eq!(budgets.take(GRAPH_WRITES, 20, &asking("b", "t"), now), Ok(()));
        }
    }

    #[test]
    fn moves_of_two_customers_share_what_is_the_partners() {
        let (budgets, now) = (Budgets::new(1, true), Instant(0));
        for n in 0..500 {
            let customer = if n % 2 == 0 { "one" } else { "other" };
            budgets.take(SUBSCRIPTION, 1, &asking("a", customer), now).unwrap();
        }
        for customer in ["one", "other", "third"] {
            assert_eq!(budgets.take(SUBSCRIPTION, 1, &asking("a", customer), now), Err(now.plus_ms(60_000)));
        }
        let told = budgets.done_by(SUBSCRIPTION, 1_000, &asking("a", "one"), now);
        assert_eq!(told, now.plus_ms(2 * 60_000), "500 a minute, from the next minute on");
    }

    #[test]
    fn off_nothing_is_counted_and_the_service_is_obeyed_all_the_same() {
        let (budgets, now) = (Budgets::new(1, false), Instant(0));
        for _ in 0..1_000 {
            budgets.take(GRAPH_WRITES, 20, &asking("a", "t"), now).unwrap();
        }
        budgets.refused(GRAPH_WRITES, Instant(700), &asking("a", "t"), now);
        assert_eq!(budgets.take(GRAPH_WRITES, 20, &asking("a", "t"), Instant(10)), Err(Instant(700)));
    }
}
