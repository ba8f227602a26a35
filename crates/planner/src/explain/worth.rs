//! What other days and terms would cost for the same seats. Called by the explanations of purchases and originals.
//! Costs stay exact; where a day has no price the answer is none, never a guess.

use super::ground::Ground;
use crate::{
    prices::{Scaled, Stretch},
    timeline::{Offset, Timeline},
};
use nahtlos_model::{catalogue::Term, dates::Date, ids::SkuId, plan::Purchase};
use std::{cmp::Reverse, collections::HashMap};

/// Seats of a purchase that are needed until one day: `(until, seats)`, the longest first.
pub(super) type Layers = Vec<(Offset, i64)>;

/// Costs of holding seats, kept once found.
pub(super) struct Worth<'g, 'a> {
    ground: &'g Ground<'a>,
    /// By SKU and last day (exclusive): cost of holding a seat from each day on.
    known: HashMap<(SkuId, Offset), Vec<Scaled>>,
}

impl<'g, 'a> Worth<'g, 'a> {
    pub(super) fn new(ground: &'g Ground<'a>) -> Self {
        Self {
            ground,
            known: HashMap::new(),
        }
    }

    /// What the seats of a purchase that are in need are needed for. Of the seats bought and active on `day`, those
    /// whose terms end later are taken to be needed longer.
    pub(super) fn layers(&self, purchase: &Purchase, day: Offset) -> Layers {
        let levels = self.ground.levels(purchase.sku_id);
        let is_active = |p: &&Purchase| {
            let (from, to) = self.ground.span(p);
            from <= day && day < to
        };
        let below: i64 = self
            .ground
            .plan
            .purchases
            .iter()
            .filter(|p| p.sku_id == purchase.sku_id && rank(p) < rank(purchase))
            .filter(is_active)
            .map(|p| i64::from(p.seats))
            .sum();
        let mut top = levels.on(day).to_buy().min(below + i64::from(purchase.seats));
        let mut layers = Layers::new();
        for level in levels.between(day, self.ground.time.days).skip(1) {
            let left = level.to_buy().max(below);
            if left < top {
                layers.push((level.day, top - left));
                top = left;
            }
        }
        if top > below {
            layers.push((self.ground.time.days, top - below));
        }
        layers.reverse();
        layers
    }

    /// What the layers cost when bought on a day, with one term or the cheapest, and prolonged in the cheapest way.
    pub(super) fn of(&mut self, sku: SkuId, term: Option<Term>, day: Offset, layers: &[(Offset, i64)]) -> Option<Scaled> {
        let mut sum: Scaled = 0;
        for &(until, seats) in layers {
            let one = self.one(sku, term, day, until)?;
            sum = sum.checked_add(one.checked_mul(Scaled::from(seats))?)?;
        }
        Some(sum)
    }

    fn one(&mut self, sku: SkuId, term: Option<Term>, day: Offset, until: Offset) -> Option<Scaled> {
        let ground = self.ground;
        let stretches = ground.prices.by_sku.get(&sku)?;
        let after = self
            .known
            .entry((sku, until))
            .or_insert_with(|| holding(stretches, &ground.time, until));
        stretches
            .iter()
            .filter(|s| s.first <= day && day <= s.last && term.is_none_or(|t| t == s.term))
            .filter_map(|s| s.cost(&ground.time, day).checked_add(after[end_of(s, &ground.time, day) as usize]))
            .min()
            .filter(|cost| *cost != Scaled::MAX)
    }

    /// The stretch of prices a purchase is bought at; none when the plan names another price than the lowest of its day.
    pub(super) fn stretch(&self, purchase: &Purchase) -> Option<&'g Stretch> {
        let prices = &self.ground.prices;
        let start = self.ground.time.offset(purchase.start);
        let stretch = prices.by_sku.get(&purchase.sku_id)?.iter();
        let stretch = stretch
            .clone()
            .find(|s| s.term == purchase.term_duration && s.first <= start && start <= s.last)?;
        let row = &prices.rows[stretch.row as usize];
        let full = |price: i64, periods: Option<i32>| Some(i128::from(price) * i128::from(periods?));
        let here = full(purchase.unit_price.micros, purchase.billing_plan.periods_in(purchase.term_duration));
        (here.is_some() && here == full(row.price.micros, row.row.billing.periods_in(row.row.term))).then_some(stretch)
    }
}

/// Of two purchases, the one that ends later serves the longer need; of equals the first.
fn rank(purchase: &Purchase) -> (Reverse<Date>, usize, &str) {
    (Reverse(purchase.end), purchase.id.len(), &purchase.id)
}

fn end_of(stretch: &Stretch, time: &Timeline, start: Offset) -> Offset {
    time.term(stretch.term)
        .map_or(start, |term| term.end[start as usize].min(time.days))
}

/// Cost of holding one seat from each day until a day, in the cheapest way; `Scaled::MAX` where it cannot be bought.
fn holding(stretches: &[Stretch], time: &Timeline, until: Offset) -> Vec<Scaled> {
    let mut cost = vec![0; time.days as usize + 1];
    for t in (0..until.min(time.days)).rev() {
        cost[t as usize] = stretches
            .iter()
            .filter(|s| s.first <= t)
            .filter_map(|s| {
                // Bought on the last day of its price, if that is before `t`.
                let start = t.min(s.last);
                let end = end_of(s, time, start);
                (end > t).then(|| s.cost(time, start).checked_add(cost[end as usize])).flatten()
            })
            .min()
            .unwrap_or(Scaled::MAX);
    }
    cost
}

/// The first so many seats of layers.
pub(super) fn first_seats(layers: &[(Offset, i64)], seats: i64) -> Layers {
    let mut left = seats;
    let take = |&(until, n): &(Offset, i64)| {
        let taken = n.min(left);
        left -= taken;
        (until, taken)
    };
    layers.iter().map(take).filter(|(_, n)| *n > 0).collect()
}

/// Layers without their first so many seats.
pub(super) fn without_first(layers: &[(Offset, i64)], seats: i64) -> Layers {
    let mut left = seats;
    let drop = |&(until, n): &(Offset, i64)| {
        let dropped = n.min(left);
        left -= dropped;
        (until, n - dropped)
    };
    layers.iter().map(drop).filter(|(_, n)| *n > 0).collect()
}
