//! The reference's request budgets, where a center is told to keep them: counted in windows that begin with a caller's first request, by
//! the machine's clock, which no sandbox turns. Refused requests count, as they do there.
//!
//! Off unless configured: a center of one's own need not be slower than it is.

use crate::api::routes::{Flavour, Route};
use nahtlos_engine::call::Actor;
use nahtlos_model::{
    budgets::{Budget, Budgets as Pack, Per, Unit},
    instants::Instant,
    refusals::{Code, Refusal},
};
use parking_lot::Mutex;
use std::collections::HashMap;

/// Windows kept at once; when there are more, those that have ended are forgotten.
const KEPT: usize = 20_000;
/// How long a tenant's size is taken for true.
const SIZE_HOLDS_MS: i64 = 300_000;
/// From this part of a limit on, Graph tells how far a caller is.
const TOLD_FROM: u64 = 80;
/// The most it tells.
const TOLD_TO: u64 = 180;

/// A request as budgets see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spending<'a> {
    pub route: &'static Route,
    pub actor: &'a Actor,
    /// The customer concerned; empty: none.
    pub customer: &'a str,
    /// Query as sent.
    pub query: &'a str,
    /// Users of the tenant, as far as known.
    pub users: i64,
    pub now: Instant,
}

/// What a request of Graph tells about its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Spent {
    /// Its units; `None`: it is none of Graph's.
    pub units: Option<u64>,
    /// Hundredths of the limit that are used, from [`TOLD_FROM`] on.
    pub hundredths: Option<u64>,
}

#[derive(Debug, Default)]
struct Window {
    ends_ms: i64,
    used: u64,
}

type Key = (&'static str, String, String);

/// The counters.
#[derive(Debug, Default)]
pub(crate) struct Budgets {
    windows: Mutex<HashMap<Key, Window>>,
    /// Users of tenants, and until when that is taken for true.
    sizes: Mutex<HashMap<String, (i64, Instant)>>,
}

/// The budgets that a request is counted against.
fn of(route: &Route, users: i64) -> &'static [&'static str] {
    const SMALL: [&str; 6] = [
        "graphUnitsSmall",
        "graphWrites",
        "graphRequests",
        "graphUnitsOfApplication",
        "graphWritesOfApplication",
        "graphWritesOfTenant",
    ];
    const MEDIUM: [&str; 6] = ["graphUnitsMedium", SMALL[1], SMALL[2], SMALL[3], SMALL[4], SMALL[5]];
    const LARGE: [&str; 6] = ["graphUnitsLarge", SMALL[1], SMALL[2], SMALL[3], SMALL[4], SMALL[5]];
    match (route.flavour, route.area) {
        (Flavour::Graph, _) => match users {
            ..50 => &SMALL,
            50..=500 => &MEDIUM,
            _ => &LARGE,
        },
        (Flavour::PartnerCenter, "subscription") => &["subscription"],
        (Flavour::PartnerCenter, "migration") if route.method == "POST" && route.path.ends_with("/validate") => &["migrationValidate"],
        _ => &[],
    }
}

impl Budgets {
    /// Users of a tenant, as far as known; whether they should be counted anew.
    pub(crate) fn size(&self, tenant: &str, now: Instant) -> (i64, bool) {
        let sizes = self.sizes.lock();
        sizes.get(tenant).map_or((0, true), |(users, until)| (*users, *until <= now))
    }

    /// Notes how many users a tenant has.
    pub(crate) fn note_size(&self, tenant: &str, users: i64, now: Instant) {
        let mut sizes = self.sizes.lock();
        if sizes.len() >= KEPT {
            sizes.clear();
        }
        sizes.insert(tenant.to_owned(), (users, now.plus_ms(SIZE_HOLDS_MS)));
    }

    /// Counts a request.
    ///
    /// # Errors
    /// `Throttled`, with the seconds until the window ends, and at Graph with what was exceeded for whom.
    pub(crate) fn check(&self, spending: &Spending<'_>) -> Result<Spent, Refusal> {
        let graph = spending.route.flavour == Flavour::Graph;
        let writes = u64::from(spending.route.method != "GET");
        let units = units(spending);
        let mut spent = Spent {
            units: graph.then_some(units),
            hundredths: None,
        };
        let mut refused: Option<(&Budget, i64)> = None;
        let mut windows = self.windows.lock();
        if windows.len() >= KEPT {
            windows.retain(|_, window| window.ends_ms > spending.now.0);
        }
        for name in of(spending.route, spending.users) {
            let Some(budget) = Pack::bundled().on(name, spending.now.date()) else {
                continue;
            };
            let amount = match budget.unit {
                Unit::Requests => 1,
                Unit::ResourceUnits => units,
                Unit::Writes => writes,
            };
            if amount == 0 {
                continue;
            }
            let window = windows.entry(key(name, budget, spending)).or_default();
            if window.ends_ms <= spending.now.0 {
                *window = Window {
                    ends_ms: spending.now.0 + i64::try_from(budget.seconds).unwrap_or(0) * 1000,
                    used: 0,
                };
            }
            window.used = window.used.saturating_add(amount);
            let hundredths = window.used.saturating_mul(100) / budget.limit;
            if hundredths >= TOLD_FROM {
                spent.hundredths = spent.hundredths.max(Some(hundredths.min(TOLD_TO)));
            }
            if window.used > budget.limit && refused.is_none_or(|(_, ends)| ends < window.ends_ms) {
                refused = Some((budget, window.ends_ms));
            }
        }
        drop(windows);
        match refused {
            None => Ok(spent),
            Some((budget, ends_ms)) => Err(throttled(budget, ends_ms, spending, graph)),
        }
    }
}

fn key(name: &'static str, budget: &Budget, spending: &Spending<'_>) -> Key {
    let actor = spending.actor;
    let (whose, about) = match budget.per {
        Per::Partner => (&actor.tenant_id, ""),
        Per::PartnerAndCustomer => (&actor.tenant_id, spending.customer),
        Per::Application => (&actor.application, ""),
        Per::ApplicationAndTenant => (&actor.application, actor.directory_id.as_str()),
        Per::Tenant => (&actor.directory_id, ""),
    };
    (name, whose.clone(), about.to_owned())
}

fn units(spending: &Spending<'_>) -> u64 {
    if spending.route.method != "GET" {
        return 1;
    }
    let value = |name: &str| {
        let pairs = spending.query.split('&').filter_map(|pair| pair.split_once('='));
        let plain = |key: &str| key.to_ascii_lowercase().replace("%24", "$");
        pairs.into_iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
    };
    let top = value("$top").and_then(|top| top.parse().ok());
    Pack::bundled().read_units(spending.route.path, value("$select").is_some(), value("$expand").is_some(), top)
}

fn throttled(budget: &Budget, ends_ms: i64, spending: &Spending<'_>, graph: bool) -> Refusal {
    let left = (ends_ms - spending.now.0).max(0);
    let refusal = Refusal::new(Code::Throttled).with("seconds", left / 1000 + i64::from(left % 1000 > 0));
    if !graph {
        return refusal;
    }
    let scope = match budget.per {
        Per::Application => "Application",
        Per::Tenant => "Tenant",
        _ => "Tenant_Application",
    };
    let (limit, information) = match budget.unit {
        Unit::Writes => ("Write", "WriteLimitExceeded"),
        Unit::ResourceUnits | Unit::Requests => ("ReadWrite", "ResourceUnitLimitExceeded"),
    };
    let actor = spending.actor;
    refusal
        .with("scope", format!("{scope}/{limit}/{}/{}", actor.application, actor.directory_id))
        .with("information", information)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::routes::ROUTES;

    fn route(method: &str, path: &str) -> &'static Route {
        ROUTES.iter().find(|r| r.method == method && r.path == path).expect("a route")
    }

    fn actor(tenant: &str) -> Actor {
        Actor {
            tenant_id: tenant.to_owned(),
            directory_id: tenant.to_owned(),
            application: "app".to_owned(),
            ..Actor::time()
        }
    }

    fn seconds(refused: &Refusal) -> i64 {
        let found = refused.values.iter().find(|(name, _)| *name == "seconds").expect("seconds");
        found.1.parse().expect("a number")
    }

    #[test]
    fn the_call_after_the_last_is_refused_for_as_long_as_it_says() {
        let (budgets, actor) = (Budgets::default(), actor("p"));
        let list = route("GET", "/v1/customers/{customer_id}/subscriptions");
        let ask = |who: &Actor, at_ms: i64| {
            budgets.check(&Spending {
                route: list,
                actor: who,
                customer: "c",
                query: "",
                users: 0,
                now: Instant(at_ms),
            })
        };
        for n in 0..500 {
            assert!(ask(&actor, 1_000 + n).is_ok(), "{n}");
        }
        let refused = ask(&actor, 4_300).unwrap_err();
        assert_eq!(
            (refused.code, seconds(&refused)),
            (Code::Throttled, 57),
            "from 1.0 to 61.0, rounded up"
        );
        assert!(ask(&self::actor("other"), 4_300).is_ok(), "another partner");
        assert!(ask(&actor, 4_300 + (seconds(&refused) - 1) * 1000).is_err(), "a second too early");
        assert!(ask(&actor, 4_300 + seconds(&refused) * 1000).is_ok());
    }

    #[test]
    fn graph_counts_units_and_writes_and_tells_how_far_a_caller_is() {
        let (budgets, actor) = (Budgets::default(), actor("t"));
        let ask = |method: &str, path: &str, users: i64, at: i64| {
            budgets.check(&Spending {
                route: route(method, path),
                actor: &actor,
                customer: "",
                query: "%24top=50",
                users,
                now: Instant(at),
            })
        };
        let mut told = Vec::new();
        for _ in 0..1_166 {
            let spent = ask("GET", "/v1.0/subscribedSkus", 10, 0).unwrap();
            assert_eq!(spent.units, Some(3));
            told.extend(spent.hundredths);
        }
        assert_eq!((told.first(), told.last()), (Some(&80), Some(&99)), "3,498 of 3,500");
        let refused = ask("GET", "/v1.0/subscribedSkus", 10, 2_500).unwrap_err();
        assert_eq!(seconds(&refused), 8);
        let says = |name: &str| refused.values.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string());
        assert_eq!(says("scope").as_deref(), Some("Tenant_Application/ReadWrite/app/t"));
        assert_eq!(says("information").as_deref(), Some("ResourceUnitLimitExceeded"));
        assert!(ask("GET", "/v1.0/subscribedSkus", 400, 2_500).is_ok(), "a larger tenant has more");
        // Writes have a longer window.
        let mut refused = None;
        for n in 0..3_100 {
            if let Err(error) = ask("POST", "/v1.0/users/{user_id}/assignLicense", 5_000, 20_000 + n) {
                refused = Some((n, error));
                break;
            }
        }
        let (n, error) = refused.expect("refused");
        assert_eq!(n, 3_000);
        assert!(error.values.iter().any(|(_, v)| v == "WriteLimitExceeded"), "{error}");
    }
}
