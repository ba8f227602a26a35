//! How fast a service may be asked: never more than the limit within any window of its length, and nearly all of it while there is
//! always something to ask.
//!
//! Pure: the clock is an argument. What was spent is kept with its time for the length of one window. Who is refused is told a time at which
//! a worthwhile part is free again, so that nobody comes back for every single unit. A service that says "too much" all the same is
//! obeyed, and asked less for a while.

use nahtlos_model::instants::Instant;
use std::collections::VecDeque;

/// Hundredths of the limit that are left after a refusal of the service.
const LOWERED_TO: u64 = 75;
/// Never fewer hundredths than this.
const LOWEST: u64 = 25;
/// Hundredths that come back with every window without a refusal.
const RAISED_BY: u64 = 10;
/// The part of the limit that is worth coming back for.
const WORTHWHILE: u64 = 50;
/// Windows that are worked out one change at a time; what takes longer is told by whole windows.
const EXACT_WINDOWS: u64 = 50;

/// A limit and what was spent of it.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    limit: u64,
    window_ms: i64,
    /// Times and units, the oldest first.
    spent: VecDeque<(i64, u64)>,
    used: u64,
    closed_until: i64,
    hundredths: u64,
    lowered_at: i64,
}

impl Pace {
    /// So many units, at least one, within so many milliseconds.
    pub(crate) fn new(limit: u64, window_ms: i64) -> Self {
        Self {
            limit: limit.max(1),
            window_ms: window_ms.max(1),
            spent: VecDeque::new(),
            used: 0,
            closed_until: i64::MIN,
            hundredths: 100,
            lowered_at: 0,
        }
    }

    fn allowed(&self) -> u64 {
        (self.limit * self.hundredths / 100).max(1)
    }

    /// Forgets what lies a window back, and recovers from refusals.
    fn turn(&mut self, now: i64) {
        while let Some((at, units)) = self.spent.front().copied().filter(|(at, _)| at + self.window_ms <= now) {
            debug_assert!(at <= now);
            self.spent.pop_front();
            self.used -= units;
        }
        let whole = u64::try_from((now - self.lowered_at).max(0) / self.window_ms).unwrap_or(0);
        if self.hundredths < 100 && whole > 0 {
            self.hundredths = (self.hundredths + whole.saturating_mul(RAISED_BY)).min(100);
            self.lowered_at = now;
        }
    }

    /// Spends units, all or none; of more than there ever are, as many as there are.
    ///
    /// # Errors
    /// When to come again.
    pub(crate) fn take(&mut self, units: u64, now: Instant) -> Result<(), Instant> {
        self.turn(now.0);
        let allowed = self.allowed();
        let units = units.min(allowed);
        if now.0 < self.closed_until {
            return Err(Instant(self.closed_until));
        }
        if self.used + units <= allowed {
            self.note(now.0, units);
            return Ok(());
        }
        let worthwhile = units.max(allowed / WORTHWHILE).min(allowed);
        let mut left = self.used;
        for (at, gone) in &self.spent {
            left -= gone;
            if left + worthwhile <= allowed {
                return Err(Instant(at + self.window_ms));
            }
        }
        Err(now.plus_ms(self.window_ms))
    }

    fn note(&mut self, now: i64, units: u64) {
        self.used += units;
        match self.spent.back_mut() {
            // A clock that goes back changes nothing of the order.
            Some((at, more)) if *at >= now => *more += units,
            _ => self.spent.push_back((now, units)),
        }
    }

    /// The service says "too much", until a time.
    pub(crate) fn refused(&mut self, until: Instant, now: Instant) {
        self.turn(now.0);
        self.closed_until = self.closed_until.max(until.0);
        self.hundredths = (self.hundredths * LOWERED_TO / 100).max(LOWEST);
        self.lowered_at = self.closed_until.max(now.0);
    }

    /// Whether it has forgotten everything: there is nothing to keep.
    pub(crate) fn is_idle(&mut self, now: Instant) -> bool {
        self.turn(now.0);
        self.spent.is_empty() && self.hundredths == 100 && self.closed_until <= now.0
    }

    /// When so many more units will have been spent, at the soonest.
    pub(crate) fn done_by(&self, units: u64, now: Instant) -> Instant {
        let mut ahead = self.clone();
        ahead.turn(now.0);
        let allowed = ahead.allowed();
        let from = now.0.max(ahead.closed_until);
        // Whole windows first: each lets everything through once.
        let windows = (units / allowed).saturating_sub(EXACT_WINDOWS);
        let mut left = units - windows * allowed;
        let free = allowed.saturating_sub(ahead.used).min(left);
        left -= free;
        let mut at = from;
        if free > 0 {
            ahead.spent.push_back((from, free));
        }
        while left > 0 {
            let Some((then, gone)) = ahead.spent.pop_front() else { break };
            at = at.max(then + ahead.window_ms);
            let next = gone.min(left);
            ahead.spent.push_back((at, next));
            left -= next;
        }
        let skipped = i64::try_from(windows).unwrap_or(i64::MAX).saturating_mul(self.window_ms);
        Instant(at.saturating_add(skipped))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The most that was spent in any window.
    fn most(spent: &[(i64, u64)], window: i64) -> u64 {
        let within = |from: i64| {
            spent
                .iter()
                .filter(|(at, _)| (from..from + window).contains(at))
                .map(|(_, n)| n)
                .sum()
        };
        spent.iter().map(|(from, _)| within(*from)).max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn no_window_ever_has_more_than_the_limit(
            limit in 1_u64..200, window in 1_i64..5_000,
            asked in proptest::collection::vec((0_i64..2_000, 1_u64..60, any::<bool>()), 1..300),
        ) {
            let (mut pace, mut now, mut spent) = (Pace::new(limit, window), 0, Vec::new());
            for (pause, units, waits) in asked {
                now += pause;
                match pace.take(units, Instant(now)) {
                    Ok(()) => spent.push((now, units.min(limit))),
                    Err(at) => {
                        prop_assert!(at.0 > now, "{at:?} is not later than {now}");
                        if waits {
                            now = at.0;
                            prop_assert_eq!(pace.take(units, at), Ok(()));
                            spent.push((now, units.min(limit)));
                        }
                    }
                }
            }
            prop_assert!(most(&spent, window) <= limit);
        }

        #[test]
        fn nearly_all_of_it_is_used_while_there_is_always_something_to_ask(
            limit in 1_000_u64..4_000, seconds in 10_i64..300, units in 1_u64..21, each_ms in 0_i64..40,
        ) {
            let (mut pace, window) = (Pace::new(limit, seconds * 1000), seconds * 1000);
            // Only a service that answers fast enough can be kept busy.
            prop_assume!(each_ms * i64::try_from(limit / units).unwrap() < window / 2);
            let (mut now, mut used) = (0, 0);
            let until = window * 20;
            while now < until {
                match pace.take(units, Instant(now)) {
                    Ok(()) => { used += units; now += each_ms.max(1); }
                    Err(at) => now = at.0,
                }
            }
            prop_assert!(used * 100 >= limit * 20 * 95, "{used} of {}", limit * 20);
        }

        #[test]
        fn what_is_told_to_be_done_by_then_is_done_by_then(
            limit in 50_u64..500, window in 1_000_i64..20_000, before in 0_u64..500, units in 1_u64..3_000,
        ) {
            let mut pace = Pace::new(limit, window);
            for n in 0..before {
                let _ = pace.take(1, Instant(i64::try_from(n).unwrap()));
            }
            let begun = Instant(500);
            let told = pace.done_by(units, begun);
            let (mut now, mut left) = (begun, units);
            while left > 0 {
                match pace.take(1, now) {
                    Ok(()) => left -= 1,
                    Err(at) => now = at,
                }
            }
            // Coming back only for what is worthwhile costs a fiftieth of each window at most, and the last bit of it may wait for the next window.
            let late = now.0 - told.0;
            let windows = i64::try_from(units / limit).unwrap() + 2;
            prop_assert!((0..=windows * window / 25 + window + 1).contains(&late), "told {told:?}, done {now:?}");
        }
    }

    #[test]
    fn a_refusal_is_obeyed_and_lowers_it_for_a_while() {
        let mut pace = Pace::new(100, 1_000);
        pace.refused(Instant(5_000), Instant(0));
        assert_eq!(pace.take(1, Instant(10)), Err(Instant(5_000)));
        assert_eq!(pace.take(75, Instant(5_000)), Ok(()));
        assert!(pace.take(1, Instant(5_001)).is_err(), "three quarters are left");
        assert_eq!(pace.take(85, Instant(6_000)), Ok(()), "and it comes back by and by");
        assert!(!pace.is_idle(Instant(6_500)));
        assert!(pace.is_idle(Instant(60_000)));
        for n in 0..20 {
            pace.refused(Instant(60_000 + n), Instant(60_000 + n));
        }
        assert_eq!(pace.take(25, Instant(60_100)), Ok(()), "but never to nothing");
    }

    #[test]
    fn years_of_work_are_told_at_once() {
        let pace = Pace::new(3_000, 150_000);
        let told = pace.done_by(3_000_000, Instant(0));
        assert_eq!(told, Instant(999 * 150_000));
    }
}
