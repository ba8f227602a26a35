//! How often each operation was called since the process began, for the page that shows what there is.
//!
//! Counted by the dispatcher for every call that found its operation, whatever came of it. A counter costs one addition.

use crate::api::routes::{ROUTES, Route};
use std::sync::atomic::{AtomicU64, Ordering};

/// The counters.
#[derive(Debug)]
pub(crate) struct Calls {
    all: Vec<AtomicU64>,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            all: ROUTES.iter().map(|_| AtomicU64::new(0)).collect(),
        }
    }
}

/// Where a route stands in the table.
fn place(route: &'static Route) -> usize {
    let from_the_first = std::ptr::from_ref(route).addr().wrapping_sub(ROUTES.as_ptr().addr());
    from_the_first / size_of::<Route>()
}

impl Calls {
    /// Counts a call.
    pub(crate) fn count(&self, route: &'static Route) {
        if let Some(counter) = self.all.get(place(route)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How often an operation was called.
    pub(crate) fn of(&self, route: &'static Route) -> u64 {
        self.all.get(place(route)).map_or(0, |counter| counter.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_counter_of_its_own() {
        let calls = Calls::default();
        for (n, route) in (1..).zip(ROUTES.iter()) {
            (0..n).for_each(|_| calls.count(route));
        }
        assert!((1..).zip(ROUTES.iter()).all(|(n, route)| calls.of(route) == n));
    }
}
