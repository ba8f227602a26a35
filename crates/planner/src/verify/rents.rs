//! Rents as curves: what a seat of a SKU is worth from one day to another, in whole numbers of a common denominator.
//! Read by the lower bound only.

use super::{
    bits::Bits,
    counter::{Check, counter, ensure, exact, too_large},
    world::{Sku, World},
};
use nahtlos_model::{
    dates::{DayNumber, day_number},
    money::{Exact, gcd},
    notice::{CounterCode, Value},
    plan::Rent,
};

/// Worth spread evenly over an interval.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// First day.
    pub(crate) from: DayNumber,
    /// First day after.
    pub(crate) to: DayNumber,
    /// Worth of the whole interval, in parts of the common denominator.
    pub(crate) worth: i128,
}

/// Worth over time: pieces, ascending, without overlap; nothing between them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Curve {
    /// The pieces.
    pub(crate) pieces: Vec<Piece>,
    /// For each day of the planned time and its end: worth up to that day is `(whole, part / length)`.
    up_to: Vec<(i128, i128, i128)>,
    /// For each of those days: whether a piece begins or ends on it.
    kinks: Vec<bool>,
}

impl Curve {
    /// Worth from the first planned day to `day`, as numerator and denominator.
    pub(crate) fn up_to(&self, day: usize) -> (i128, i128) {
        self.up_to
            .get(day)
            .map_or((0, 1), |&(whole, part, length)| (whole * length + part, length))
    }

    /// Whether worth grows evenly from the day before to the day after.
    pub(crate) fn is_even_at(&self, day: usize) -> bool {
        !self.kinks.get(day).copied().unwrap_or(false)
    }

    /// Worth from one day to another, in parts of the common denominator.
    pub(crate) fn between(&self, from: usize, to: usize) -> Option<Exact> {
        let ((a, la), (b, lb)) = (self.up_to(from), self.up_to(to));
        Exact::new(b, lb)?.checked_sub(Exact::new(a, la)?)
    }

    fn finish(&mut self, as_of: DayNumber, horizon: DayNumber) -> Option<()> {
        self.up_to.reserve((horizon - as_of + 1) as usize);
        self.kinks = vec![false; (horizon - as_of + 1) as usize];
        self.pieces
            .iter()
            .flat_map(|p| [p.from, p.to])
            .for_each(|day| self.kinks[(day - as_of) as usize] = true);
        let mut whole = 0i128;
        let mut day = as_of;
        for piece in &self.pieces {
            (day..piece.from).for_each(|_| self.up_to.push((whole, 0, 1)));
            let length = i128::from(piece.to - piece.from);
            for passed in 0..length {
                self.up_to.push((whole, piece.worth.checked_mul(passed)?, length));
            }
            whole = whole.checked_add(piece.worth)?;
            whole.checked_mul(i128::from(horizon - as_of))?;
            day = piece.to;
        }
        (day..=horizon).for_each(|_| self.up_to.push((whole, 0, 1)));
        Some(())
    }
}

/// All rents of a plan.
pub(crate) struct Rents {
    /// The common denominator.
    pub(crate) denominator: i128,
    /// What a seat is worth, by SKU.
    pub(crate) seat: Vec<Curve>,
    /// What one more seat under the limit is worth, by SKU.
    pub(crate) limit: Vec<Curve>,
    /// SKUs with a worth of seats.
    pub(crate) priced: Bits,
}

impl Rents {
    /// Reads the rents; refutes negative, misplaced and overlapping ones, and limits' prices without limit.
    pub(crate) fn read(world: &World, rents: &[Rent]) -> Check<Self> {
        let mut denominator = 1i128;
        for rent in rents {
            ensure(rent.per_seat.den > 0, || about(CounterCode::RentMisplaced, rent))?;
            let g = gcd(denominator.unsigned_abs(), rent.per_seat.den.unsigned_abs()) as i128;
            denominator = denominator.checked_mul(rent.per_seat.den / g).ok_or_else(|| too_large("rents"))?;
        }
        let n = world.skus.len();
        let mut all = Self {
            denominator,
            seat: vec![Curve::default(); n],
            limit: vec![Curve::default(); n],
            priced: Bits::empty(n),
        };
        for rent in rents {
            let (sku, piece) = piece(world, rent, denominator)?;
            if rent.limit {
                ensure(world.tariffs[sku].limit.is_some(), || about(CounterCode::RentWithoutLimit, rent))?;
                all.limit[sku].pieces.push(piece);
            } else {
                all.seat[sku].pieces.push(piece);
                if piece.worth > 0 {
                    all.priced.insert(sku);
                }
            }
        }
        for (sku, curve) in all.seat.iter_mut().chain(&mut all.limit).enumerate() {
            curve.pieces.sort_by_key(|p| p.from);
            if let Some(pair) = curve.pieces.windows(2).find(|pair| pair[1].from < pair[0].to) {
                return Err(counter(CounterCode::RentMisplaced)
                    .with("sku", Value::Sku(world.skus[sku % n]))
                    .with("from", super::counter::day(pair[1].from))
                    .with("to", super::counter::day(pair[0].to)));
            }
            if !curve.pieces.is_empty() {
                curve
                    .finish(world.time.as_of, world.time.horizon)
                    .ok_or_else(|| too_large("rents"))?;
            }
        }
        Ok(all)
    }
}

fn about(code: CounterCode, rent: &Rent) -> super::CounterExample {
    counter(code)
        .with("sku", Value::Sku(rent.sku_id))
        .with("from", Value::Date(rent.from))
        .with("to", Value::Date(rent.to))
}

fn piece(world: &World, rent: &Rent, denominator: i128) -> Check<(Sku, Piece)> {
    let (from, to) = (day_number(rent.from), day_number(rent.to));
    let misplaced = || about(CounterCode::RentMisplaced, rent);
    ensure(world.time.as_of <= from && from < to && to <= world.time.horizon, misplaced)?;
    ensure(rent.per_seat.num >= 0, || {
        about(CounterCode::RentNegative, rent).with("rent", exact(rent.per_seat))
    })?;
    let sku = world.sku(rent.sku_id).ok_or_else(misplaced)?;
    let worth = rent
        .per_seat
        .num
        .checked_mul(denominator / rent.per_seat.den)
        .ok_or_else(|| too_large("rents"))?;
    Ok((sku, Piece { from, to, worth }))
}
