//! The days after the last change of the originals, settled without looking at them one by one. Everybody is taken to stay on one
//! set from then on, so that what a pool needs is settled by chains of terms to the horizon, as for a pool by itself; the programme
//! looks at the days before only. Whether nobody could do better by changing later is not assumed but proved, by rents for every day
//! of the tail; where they do not prove it, the whole programme is solved. Called by `branch`; docs/planner.md has the argument.

use super::{
    certificate::{Certificate, LimitRents},
    master::{Component, Master},
};
use crate::{prices::Scaled, problem::Problem, timeline::Offset};

/// A tail shorter than this is not worth it.
const LEAST: Offset = 60;

/// The first day after which originals do not change, if the rest is long enough.
pub(super) fn begins(problem: &Problem, component: &Component) -> Option<Offset> {
    let pools = component.pools.iter().map(|&p| &problem.pools[p]);
    let last = pools.flat_map(|pool| pool.supply.iter().map(|step| step.0)).max()?.max(1);
    (last + LEAST <= problem.time.days).then_some(last)
}

/// A pool's rents from the first day of the tail on: what is still to pay from each day to the horizon.
struct Left {
    by_day: Vec<i128>,
}

impl Left {
    fn rent(&self, day: usize) -> i128 {
        self.by_day[day] - self.by_day[day + 1]
    }

    fn all(&self) -> i128 {
        self.by_day[0]
    }
}

impl Master<'_> {
    /// The bound that a solved programme up to the tail proves of all plans, with rents for the days of the tail too.
    pub(super) fn whole_certificate(&self, until: &Certificate) -> Option<Certificate> {
        let (days, k) = (self.problem.time.days, self.intervals() - 1);
        let tail = self.grid[k];
        let before = self.tail_rents(until, tail);
        let lefts: Option<Vec<Left>> = (0..before.len())
            .map(|local| self.left(local, before[local], until, tail))
            .collect();
        let mut lefts = lefts?;
        self.raise_unsold(&mut lefts, tail);
        let mut bound = until.bound;
        for (local, left) in lefts.iter().enumerate() {
            let pool = &self.problem.pools[self.component.pools[local]];
            let missing = i128::from(pool.fixed - pool.supply_on(tail));
            bound = bound.checked_add((left.all() - before[local]).checked_mul(missing)?)?;
        }
        let mut once: Vec<i128> = Vec::with_capacity(self.classes.len());
        for class in &self.classes {
            once.push(class.sets.iter().map(|set| set.iter().map(|&p| before[p]).sum::<i128>()).min()?);
        }
        let mut day_by_day = vec![0i128; self.classes.len()];
        let mut last = day_by_day.clone();
        for day in 0..(days - tail) as usize {
            // The rents of most days are those of the day before.
            if day == 0 || lefts.iter().any(|left| left.rent(day) != left.rent(day - 1)) {
                let rents: Vec<i128> = lefts.iter().map(|left| left.rent(day)).collect();
                for (class, last) in self.classes.iter().zip(&mut last) {
                    *last = class.sets.iter().map(|set| set.iter().map(|&p| rents[p]).sum::<i128>()).min()?;
                }
            }
            day_by_day.iter_mut().zip(&last).for_each(|(sum, last)| *sum += last);
        }
        for (class, (day_by_day, once)) in self.classes.iter().zip(day_by_day.into_iter().zip(once)) {
            bound = bound.checked_add((day_by_day - once).checked_mul(class.users as i128)?)?;
        }
        Some(Certificate {
            bound,
            parts: until.parts,
            rents: self.with_tail(until, &lefts, tail),
        })
    }

    /// What a seat in the tail is worth, by local pool.
    fn tail_rents(&self, until: &Certificate, tail: Offset) -> Vec<i128> {
        let of_pool = |&pool: &usize| {
            let spans = until.rents.iter().filter(|of| of.pool == pool).flat_map(|of| &of.spans);
            spans.filter(|span| span.0 == tail).map(|span| span.2).sum()
        };
        self.component.pools.iter().map(of_pool).collect()
    }

    /// A pool's rents in the tail. Seen over what a chain from each day on costs, what is left to pay is the least concave function
    /// that lets no purchase begun before be worth more than it costs: so rents are as even as can be. Its slope is at most one, so no
    /// purchase within the tail is worth more than it costs either.
    fn left(&self, local: usize, worth: i128, until: &Certificate, tail: Offset) -> Option<Left> {
        let of = &self.problem.pools[self.component.pools[local]];
        let chain = &self.prices[local].chain()?.cost;
        let parts = until.parts;
        if !self.prices[local].is_sold_in_tail() {
            return Some(Left {
                by_day: (tail..=self.problem.time.days)
                    .map(|day| if day < self.problem.time.days { worth } else { 0 })
                    .collect(),
            });
        }
        if chain[tail as usize] == Scaled::MAX {
            return None;
        }
        let before = self.worth_before(local, until, tail);
        let going_on = || {
            self.prices[local]
                .going_on()
                .map(|(start, end, cost)| (end, cost * parts - before[start as usize]))
        };
        // Seats that nobody has and nobody needs may be worth more: it costs the bound nothing.
        let worth = match going_on().map(|(_, most)| most).min() {
            Some(most) if of.supply_on(tail) == of.fixed => most.max(worth),
            _ => worth,
        };
        let needs = || going_on().map(|(end, most)| (end, worth - (most - chain[end as usize] * parts)));
        let mut points: Vec<(i128, i128)> = vec![(0, 0), (chain[tail as usize] * parts, worth)];
        points.extend(
            needs()
                .map(|(end, need)| (chain[end as usize] * parts, need))
                .filter(|point| point.1 > 0),
        );
        let hull = Hull::over(points);
        let mut by_day = vec![0i128; (self.problem.time.days - tail) as usize + 1];
        for day in (0..by_day.len() - 1).rev() {
            let (here, next) = (chain[tail as usize + day] * parts, chain[tail as usize + day + 1] * parts);
            let wanted = hull.at(here).min(worth);
            by_day[day] = wanted.clamp(by_day[day + 1], by_day[day + 1] + (here - next).max(0));
        }
        let short = worth - by_day[0];
        let keeps = needs().all(|(end, need)| need - short <= by_day[(end - tail) as usize]);
        if !keeps {
            let never_more = |day: Offset| worth.min(chain[day as usize] * parts);
            by_day = (tail..=self.problem.time.days).map(never_more).collect();
        }
        Some(Left { by_day })
    }

    /// What a seat is worth from each day until the tail, rounded up.
    fn worth_before(&self, local: usize, until: &Certificate, tail: Offset) -> Vec<i128> {
        let pool = self.component.pools[local];
        let own = until.rents.iter().filter(|of| of.pool == pool).flat_map(|of| &of.spans);
        let mut spans: Vec<(Offset, Offset, i128)> = own.map(|s| (s.0, s.1, s.2)).filter(|span| span.0 < tail).collect();
        spans.sort_unstable();
        let mut worth = vec![0i128; tail as usize + 1];
        let (mut total, mut next) = (0, tail as usize);
        for (from, to, of_span) in spans.into_iter().rev() {
            worth[to as usize..next].fill(total);
            let length = i128::from(to - from);
            for day in from..to {
                let part = i128::from(to - day) * of_span;
                worth[day as usize] = total + part.div_euclid(length) + i128::from(part.rem_euclid(length) != 0);
            }
            total += of_span;
            next = from as usize;
        }
        worth[..next].fill(total);
        worth
    }

    /// Seats that nobody sells, has or needs in the tail are worth as much as all others together, on every day.
    fn raise_unsold(&self, lefts: &mut [Left], tail: Offset) {
        let unsold = |local: usize| {
            let pool = &self.problem.pools[self.component.pools[local]];
            !self.prices[local].is_sold_in_tail() && pool.supply_on(tail) == pool.fixed
        };
        let locals: Vec<usize> = (0..lefts.len()).filter(|&local| unsold(local)).collect();
        locals.iter().for_each(|&local| lefts[local].by_day.fill(0));
        let days = lefts.first().map_or(0, |left| left.by_day.len());
        let all: Vec<i128> = (0..days).map(|day| lefts.iter().map(|left| left.by_day[day]).sum()).collect();
        locals.iter().for_each(|&local| lefts[local].by_day.clone_from(&all));
    }

    fn with_tail(&self, until: &Certificate, lefts: &[Left], tail: Offset) -> Vec<LimitRents> {
        let of_pool = |(local, &pool): (usize, &usize)| {
            let own = until.rents.iter().filter(|of| of.pool == pool).flat_map(|of| &of.spans);
            let mut spans: Vec<(Offset, Offset, i128, i128)> = own.filter(|span| span.0 < tail).copied().collect();
            let left = &lefts[local];
            let days = left.by_day.len() - 1;
            let mut from = 0;
            for day in 1..=days {
                if day == days || left.rent(day) != left.rent(from) {
                    if left.rent(from) != 0 {
                        spans.push((tail + from as Offset, tail + day as Offset, left.by_day[from] - left.by_day[day], 0));
                    }
                    from = day;
                }
            }
            LimitRents { pool, spans }
        };
        let all = self.component.pools.iter().enumerate().map(of_pool);
        all.filter(|of| !of.spans.is_empty()).collect()
    }
}

/// The least concave function over points. Floating point between them, rounded up by a hair: whoever uses it checks.
struct Hull {
    corners: Vec<(i128, i128)>,
}

impl Hull {
    fn over(mut points: Vec<(i128, i128)>) -> Self {
        points.sort_unstable();
        let mut corners: Vec<(i128, i128)> = Vec::new();
        for point in points {
            while let [.., a, b] = corners[..]
                && (b.1 - a.1) as f64 * (point.0 - a.0) as f64 <= (point.1 - a.1) as f64 * (b.0 - a.0) as f64
            {
                corners.pop();
            }
            match corners.last_mut() {
                Some(last) if last.0 == point.0 => last.1 = last.1.max(point.1),
                _ => corners.push(point),
            }
        }
        Self { corners }
    }

    fn at(&self, x: i128) -> i128 {
        let next = self.corners.partition_point(|corner| corner.0 < x);
        let (Some(&b), true) = (self.corners.get(next), next > 0) else {
            return self.corners.get(next).or(self.corners.last()).map_or(0, |corner| corner.1);
        };
        let a = self.corners[next - 1];
        if x == b.0 {
            return b.1;
        }
        let share = (x - a.0) as f64 / (b.0 - a.0) as f64;
        a.1 + ((b.1 - a.1) as f64 * share * (1.0 + 1e-12)).ceil() as i128
    }
}
