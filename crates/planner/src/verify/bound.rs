//! The lower bound, rechecked without any solver (move-model §6 as a linear programme, its dual): rents price every seat and
//! every day. If no purchase is worth more than it costs, no plan costs less than what the rents charge the users for their
//! cheapest admissible sets, less what the originals' seats are worth, less what the seat limits withhold.

use super::{
    Minimum,
    counter::{Check, counter, day, ensure, exact, text, too_large},
    enumerate::admissible_sets,
    kinds::Kind,
    rents::{Curve, Rents},
    sales::Rate,
    supply::supplied,
    time::{Span, Time},
    world::{Sku, World},
};
use nahtlos_model::{
    catalogue::Term,
    dates::DayNumber,
    money::{Exact, MICROS, Price, gcd},
    notice::{CounterCode, Value},
    plan::{Cost, Method},
};
use std::collections::BTreeMap;

/// Compares bound and cost, and rechecks the bound where the plan brings its rents.
pub(crate) fn check(world: &World, kinds: &[Kind], stated: &Cost, cost: Exact) -> Check<Minimum> {
    let bound = stated.lower_bound_exact;
    let both = |code| counter(code).with("bound", exact(bound)).with("cost", exact(cost));
    ensure(bound.den > 0 && bound <= cost, || both(CounterCode::BoundAboveCost))?;
    let gap = stated.method == Method::Gap;
    ensure(!gap || bound < cost, || both(CounterCode::GapClosed))?;
    ensure(gap || bound == cost, || {
        both(CounterCode::BoundBelowCost).with("method", text(stated.method))
    })?;
    let rechecked = match &stated.rents {
        None => false,
        Some(rents) => {
            let rents = Rents::read(world, rents)?;
            no_purchase_pays(world, &rents)?;
            let step = step(world)?;
            match lower_bound(world, kinds, &rents, step)? {
                None => false,
                Some(derived) => {
                    // Less than a step below the cost, a bound proves the cost: no plan costs anything between.
                    let next_lower = bound.checked_sub(step).ok_or_else(|| too_large("lower bound"))?;
                    let met = derived == bound || (bound == cost && derived <= bound && derived > next_lower);
                    ensure(met, || {
                        counter(CounterCode::WrongLowerBound)
                            .with("found", exact(bound))
                            .with("expected", exact(derived))
                    })?;
                    true
                }
            }
        }
    };
    Ok(match (gap, rechecked) {
        (true, rechecked) => Minimum::Gap {
            lower_bound: bound,
            cost,
            rechecked,
        },
        (false, true) => Minimum::Rechecked { lower_bound: bound },
        (false, false) => Minimum::NotRechecked,
    })
}

/// The step in which every plan's cost comes: a whole number of full-term prices over the days of a full term, hence the prices'
/// greatest common divisor over the least common multiple of those days.
fn step(world: &World) -> Check<Exact> {
    let overflow = || too_large("lower bound");
    let (mut price, mut days) = (0u128, 1i128);
    let mut terms: BTreeMap<Term, ()> = BTreeMap::new();
    for tariff in &world.tariffs {
        for (&term, rates) in &tariff.rates {
            terms.insert(term, ());
            price = rates.iter().fold(price, |g, rate| gcd(g, rate.micros.unsigned_abs()));
        }
    }
    for term in terms.keys() {
        for span in world.time.spans(*term) {
            let full = i128::from(span.full);
            days = (days / gcd(days.unsigned_abs(), full.unsigned_abs()) as i128)
                .checked_mul(full)
                .ok_or_else(overflow)?;
        }
    }
    let step = i128::try_from(price.max(1)).ok().zip(days.checked_mul(MICROS.into()));
    step.and_then(|(price, over)| Exact::new(price, over)).ok_or_else(overflow)
}

/// No term of any SKU, started on any day of the planned time, is worth more than it costs.
fn no_purchase_pays(world: &World, rents: &Rents) -> Check {
    let time = &world.time;
    let mut all: BTreeMap<Term, Starts> = BTreeMap::new();
    for sku in rents.priced.iter() {
        for (&term, rates) in &world.tariffs[sku].rates {
            let starts = all.entry(term).or_insert_with(|| Starts::of(time, term));
            let worth = Worth {
                seat: &rents.seat[sku],
                limit: &rents.limit[sku],
                denominator: rents.denominator,
                days: starts.spans.len(),
            };
            for rate in rates {
                if let Some((start, end)) = worth.exceeds(rate, starts, time.as_of)? {
                    return Err(above_price(world, &worth, (sku, term), rate, starts, (start, end)));
                }
            }
        }
    }
    Ok(())
}

fn above_price(
    world: &World,
    worth: &Worth,
    (sku, term): (Sku, Term),
    rate: &Rate,
    starts: &Starts,
    days: (usize, usize),
) -> super::CounterExample {
    let as_of = world.time.as_of;
    let shown = |value: Option<Exact>| value.map_or_else(|| text("-"), exact);
    counter(CounterCode::RentAbovePrice)
        .with("sku", Value::Sku(world.skus[sku]))
        .with("term", text(term))
        .with("start", day(as_of + days.0 as DayNumber))
        .with("end", day(starts.spans[days.0].end))
        .with("rent", shown(worth.of(days.0, days.1)))
        .with("cost", shown(price_of(rate, &starts.spans[days.0])))
}

/// What a seat costs that counts.
fn price_of(rate: &Rate, span: &Span) -> Option<Exact> {
    let micros = i64::try_from(rate.micros).ok()?;
    Exact::of_price(Price { micros }, i128::from(span.counted), i128::from(span.full))
}

/// Terms of one length, started on each day of the planned time.
struct Starts {
    spans: Vec<Span>,
    /// By how many days the end (within the planned time) moves from day to day, where end, counted days and price per day
    /// move alike from the day before to the day and on to the day after.
    pace: Vec<Option<DayNumber>>,
}

impl Starts {
    fn of(time: &Time, term: Term) -> Self {
        let spans = time.spans(term);
        let end = |span: &Span| span.end.min(time.horizon);
        let move_on = |a: &Span, b: &Span| (end(b) - end(a), b.counted - a.counted, b.full - a.full);
        let mut pace = vec![None; spans.len()];
        for (i, three) in spans.windows(3).enumerate() {
            let (on, off) = (move_on(&three[0], &three[1]), move_on(&three[1], &three[2]));
            pace[i + 1] = (on == off && on.2 == 0).then_some(on.0);
        }
        Self { spans, pace }
    }
}

/// What a seat of a SKU is worth over time, less the price of its limit.
struct Worth<'a> {
    seat: &'a Curve,
    limit: &'a Curve,
    denominator: i128,
    days: usize,
}

impl Worth<'_> {
    /// Exactly, in the currency's unit.
    fn of(&self, from: usize, to: usize) -> Option<Exact> {
        let parts = self.seat.between(from, to)?.checked_sub(self.limit.between(from, to)?)?;
        let g = gcd(parts.num.unsigned_abs(), self.denominator.unsigned_abs()).max(1) as i128;
        Exact::new(parts.num / g, parts.den.checked_mul(self.denominator / g)?)
    }

    /// A start within a rate on which a seat is worth more than it costs, with the day to which it counts. Days on which
    /// worth and cost both change evenly are passed over: they are no worse than one of their neighbours.
    fn exceeds(&self, rate: &Rate, starts: &Starts, as_of: DayNumber) -> Check<Option<(usize, usize)>> {
        let spans = &starts.spans;
        let last = spans.len();
        let wide = self.fits(rate, spans);
        let (first, after) = ((rate.from - as_of) as usize, ((rate.to - as_of) as usize).min(last));
        let even_at = |day: usize| self.seat.is_even_at(day) && self.limit.is_even_at(day);
        for (start, span) in spans.iter().enumerate().take(after).skip(first) {
            let end = ((span.end - as_of) as usize).min(last);
            let inner = start > first && start + 1 < after && even_at(start);
            if inner && starts.pace[start].is_some_and(|pace| pace == 0 || even_at(end)) {
                continue;
            }
            let above = if wide {
                self.above(rate, span, start, end)
            } else {
                let (worth, price) = (self.of(start, end), price_of(rate, span));
                worth
                    .zip(price)
                    .map(|(worth, price)| worth > price)
                    .ok_or_else(|| too_large("rents"))?
            };
            if above {
                return Ok(Some((start, end)));
            }
        }
        Ok(None)
    }

    /// Whether plain 128-bit arithmetic holds every product of [`Worth::above`].
    fn fits(&self, rate: &Rate, spans: &[Span]) -> bool {
        let days = self.days as i128 + 1;
        let total = |curve: &Curve| curve.pieces.iter().map(|p| p.worth).sum::<i128>();
        let full = spans.iter().map(|s| i128::from(s.full.max(s.counted))).max().unwrap_or(1);
        let product = |factors: &[i128]| factors.iter().try_fold(4i128, |all, &f| all.checked_mul(f.max(1)));
        let powers = if self.limit.pieces.is_empty() {
            [days, days, 1, 1]
        } else {
            [days; 4]
        };
        let worth = total(self.seat)
            .checked_add(total(self.limit))
            .and_then(|w| product(&[&powers[..], &[w, days, full, MICROS.into()]].concat()));
        let price = product(&[&powers[..], &[rate.micros, full, self.denominator]].concat());
        worth.is_some() && price.is_some()
    }

    fn above(&self, rate: &Rate, span: &Span, start: usize, end: usize) -> bool {
        let ((a, la), (b, lb)) = (self.seat.up_to(start), self.seat.up_to(end));
        let (mut worth, mut over) = (b * la - a * lb, la * lb);
        if !self.limit.pieces.is_empty() {
            let ((c, lc), (d, ld)) = (self.limit.up_to(start), self.limit.up_to(end));
            worth = worth * lc * ld - (d * lc - c * ld) * over;
            over *= lc * ld;
        }
        worth * i128::from(span.full) * i128::from(MICROS) > rate.micros * i128::from(span.counted) * over * self.denominator
    }
}

/// What the rents prove; `None` when there are too many licence sets to list.
fn lower_bound(world: &World, kinds: &[Kind], rents: &Rents, step: Exact) -> Check<Option<Exact>> {
    let overflow = || too_large("lower bound");
    // Sums are rounded to units far below a step.
    let steps = step.den / step.num / rents.denominator;
    let per_part = steps.checked_add(1).and_then(|n| n.checked_mul(1 << 16)).ok_or_else(overflow)?;
    let mut groups: BTreeMap<(&super::bits::Bits, Vec<Sku>), i128> = BTreeMap::new();
    for kind in kinds.iter().filter(|k| !k.need.is_empty()) {
        *groups.entry((&kind.need, kind.held())).or_default() += i128::from(kind.count);
    }
    let grid = Grid::of(rents).ok_or_else(overflow)?;
    let mut charged = vec![0i128; grid.intervals()];
    for ((need, held), count) in groups {
        let Some(sets) = admissible_sets(world, need, &held) else {
            return Ok(None);
        };
        for (sum, least) in charged.iter_mut().zip(grid.cheapest(&sets).ok_or_else(overflow)?) {
            *sum = count.checked_mul(least).and_then(|n| sum.checked_add(n)).ok_or_else(overflow)?;
        }
    }
    // What the users are charged is rounded down, what is taken off is rounded up: the bound stays one.
    let mut bound = grid.sum(&charged, per_part).ok_or_else(overflow)?;
    for original in &world.case.estate.subscriptions {
        let Some((from, to)) = supplied(world.case, original, &world.time) else {
            continue;
        };
        let Some(sku) = world.sku(original.sku_id).filter(|&sku| rents.priced.has(sku)) else {
            continue;
        };
        let day = |d: DayNumber| (d - world.time.as_of) as usize;
        let worth = rents.seat[sku]
            .between(day(from), day(to))
            .and_then(|w| w.checked_mul(original.quantity.into()));
        let units = worth.and_then(|w| units_below(-w.num, w.den, per_part));
        bound = units.and_then(|u| bound.checked_add(u)).ok_or_else(overflow)?;
    }
    for (curve, tariff) in rents.limit.iter().zip(&world.tariffs) {
        let worth = curve.pieces.iter().try_fold(0i128, |sum, p| sum.checked_add(p.worth));
        let withheld = worth.and_then(|w| w.checked_mul(tariff.limit.unwrap_or(0).into()));
        let units = withheld.and_then(|w| w.checked_mul(per_part));
        bound = units.and_then(|u| bound.checked_sub(u)).ok_or_else(overflow)?;
    }
    let whole = rents.denominator.checked_mul(per_part).ok_or_else(overflow)?;
    Ok(Some(Exact::new(bound, whole).ok_or_else(overflow)?))
}

/// A fraction of the rents' parts in units, so many per part, rounded down.
fn units_below(num: i128, den: i128, per_part: i128) -> Option<i128> {
    let (whole, rest) = (num.div_euclid(den), num.rem_euclid(den));
    whole
        .checked_mul(per_part)?
        .checked_add(rest.checked_mul(per_part)?.div_euclid(den))
}

/// Rents on the intervals in which none of them changes, each interval in whole parts of a denominator of its own.
struct Grid {
    /// For each SKU: its worth in each interval; empty where it has none.
    worth: Vec<Vec<i128>>,
    /// Each interval's denominator, besides the rents' common one.
    parts: Vec<i128>,
    /// Whether sums of a dozen worths fit 64 bits.
    narrow: bool,
}

impl Grid {
    fn of(rents: &Rents) -> Option<Self> {
        let mut cuts: Vec<DayNumber> = rents
            .seat
            .iter()
            .flat_map(|c| c.pieces.iter().flat_map(|p| [p.from, p.to]))
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let n = cuts.len().saturating_sub(1);
        let mut parts = vec![1i128; n];
        let mut shares: Vec<Vec<(usize, i128, i128)>> = Vec::new();
        for curve in &rents.seat {
            let mut of_sku = Vec::new();
            for piece in curve.pieces.iter().filter(|p| p.worth > 0) {
                let length = i128::from(piece.to - piece.from);
                let first = cuts.partition_point(|&cut| cut < piece.from);
                for k in (first..n).take_while(|&k| cuts[k] < piece.to) {
                    let days = i128::from(cuts[k + 1] - cuts[k]);
                    let share = piece.worth.checked_mul(days)?;
                    let g = gcd(share.unsigned_abs(), length.unsigned_abs()) as i128;
                    let over = length / g;
                    parts[k] = parts[k].checked_mul(over / gcd(over.unsigned_abs(), parts[k].unsigned_abs()) as i128)?;
                    of_sku.push((k, share / g, over));
                }
            }
            shares.push(of_sku);
        }
        let mut worth = Vec::with_capacity(shares.len());
        let mut largest = 0i128;
        for of_sku in shares {
            let mut row = if of_sku.is_empty() { Vec::new() } else { vec![0i128; n] };
            for (k, share, over) in of_sku {
                row[k] = share.checked_mul(parts[k] / over)?;
                largest = largest.max(row[k]);
            }
            worth.push(row);
        }
        largest.checked_mul(1 << 20)?;
        Some(Self {
            worth,
            parts,
            narrow: largest < 1 << 58,
        })
    }

    fn intervals(&self) -> usize {
        self.parts.len()
    }

    /// The least worth of any of the sets, interval by interval.
    fn cheapest(&self, sets: &[Vec<Sku>]) -> Option<Vec<i128>> {
        let longest = sets.iter().map(Vec::len).max()?;
        if self.narrow && longest <= 16 {
            let rows: Vec<Vec<i64>> = self.worth.iter().map(|row| row.iter().map(|&w| w as i64).collect()).collect();
            return Some(least(&rows, sets, self.intervals(), i64::MAX).into_iter().map(i128::from).collect());
        }
        (longest < 1 << 20).then(|| least(&self.worth, sets, self.intervals(), i128::MAX))
    }

    fn sum(&self, charged: &[i128], per_part: i128) -> Option<i128> {
        let mut parts = charged.iter().zip(&self.parts).map(|(&num, &den)| units_below(num, den, per_part));
        parts.try_fold(0i128, |sum, part| sum.checked_add(part?))
    }
}

fn least<N: Copy + Ord + Default + std::ops::Add<Output = N>>(rows: &[Vec<N>], sets: &[Vec<Sku>], n: usize, top: N) -> Vec<N> {
    let mut least = vec![top; n];
    let mut sum = vec![N::default(); n];
    for set in sets {
        let mut priced = set.iter().map(|&sku| &rows[sku]).filter(|row| !row.is_empty());
        match priced.next() {
            None => return vec![N::default(); n],
            Some(row) => sum.copy_from_slice(row),
        }
        for row in priced {
            sum.iter_mut().zip(row).for_each(|(s, &w)| *s = *s + w);
        }
        least.iter_mut().zip(&sum).for_each(|(l, &s)| *l = (*l).min(s));
    }
    least
}
