//! Where a branch may lie: days during which some optimal whole plan changes nothing, so that "at most so many, or at least
//! one more" leaves no plan out. Called by `branch`; docs/planner.md has the proof.

use super::master::Master;
use crate::{cohort::stretches_of, timeline::Offset};
use nahtlos_model::catalogue::Term;
use std::collections::BTreeSet;

impl Master<'_> {
    /// The longest such stretch of days within an interval; where a seat limit could bind, a single day.
    pub(super) fn steady(&self, from: Offset, to: Offset) -> (Offset, Offset) {
        let pools = &self.problem.pools;
        if self.component.pools.iter().any(|&p| pools[p].limit.is_some()) {
            return (from, from + 1);
        }
        let days = self.candidates();
        let mut best = (from, from);
        let mut at = from;
        for day in days.range(from + 1..to).copied().chain([to]) {
            if day - at > best.1 - best.0 {
                best = (at, day);
            }
            at = day;
        }
        best
    }

    /// Day 0, days on which supply changes, last days of prices, co-term days and the days before them, and what follows by
    /// adding terms.
    fn candidates(&self) -> BTreeSet<Offset> {
        let time = &self.problem.time;
        let mut known: BTreeSet<Offset> = [0].into();
        for &p in &self.component.pools {
            let pool = &self.problem.pools[p];
            known.extend(pool.supply.iter().map(|&(day, _)| day));
            known.extend(stretches_of(&self.problem.prices, pool).iter().map(|stretch| stretch.last));
        }
        if self.problem.case.policy.co_term.is_some()
            && let Some(year) = time.term(Term::P1Y)
        {
            known.extend(year.end.iter().flat_map(|end| [end - 1, *end]));
        }
        known.retain(|day| (0..time.days).contains(day));
        let mut open: Vec<Offset> = known.iter().copied().collect();
        while let Some(day) = open.pop() {
            for (_, term) in time.terms() {
                let end = term.end[day as usize];
                if end < time.days && known.insert(end) {
                    open.push(end);
                }
            }
        }
        known
    }
}
