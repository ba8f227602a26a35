//! Proves a schedule by its prices, from the problem alone. Shares nothing with the search.
//!
//! Let every day have a price, never below nothing. Whatever a schedule chooses for a customer loses, with the price of its day, at least
//! what the customer's cheapest choice does; and all slots together pay for no more than prices times slots. So no schedule loses less than
//! the sum of cheapest choices without prices times slots. One that loses just that is the best. Losses are compared part by part, as an
//! ordered group: nothing of the argument needs numbers.

use super::{Loss, Problem, Schedule};

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Not a day for every customer, or not a price for every day.
    Lengths,
    /// A customer has a day outside of its window.
    Window(usize),
    /// A day has more customers than slots.
    Slots(usize),
    /// A day's price is below nothing.
    Price(usize),
    /// Its loss is not what its customers lose.
    Loss(Loss),
    /// The prices prove less.
    Bound(Loss),
}

/// Proves that a schedule keeps windows and slots and that none loses less.
///
/// # Errors
/// The first flaw.
pub fn recheck(problem: &Problem, schedule: &Schedule) -> Result<(), Flaw> {
    let slots = problem.slots();
    if schedule.days.len() != problem.len() || schedule.prices.len() != slots.len() {
        return Err(Flaw::Lengths);
    }
    if let Some(day) = schedule.prices.iter().position(|price| *price < Loss::default()) {
        return Err(Flaw::Price(day));
    }
    let mut taken = vec![0_u32; slots.len()];
    let (mut lost, mut bound) = (Loss::default(), Loss::default());
    for (place, day) in schedule.days.iter().enumerate() {
        if let Some(day) = day {
            *taken.get_mut(*day).ok_or(Flaw::Window(place))? += 1;
        }
        lost += problem.loss(place, *day).ok_or(Flaw::Window(place))?;
        bound += cheapest(problem, schedule, place);
    }
    if let Some(day) = (0..slots.len()).find(|&day| taken[day] > slots[day]) {
        return Err(Flaw::Slots(day));
    }
    for (price, &slots) in schedule.prices.iter().zip(slots) {
        bound = bound - times(*price, slots);
    }
    if lost != schedule.loss {
        return Err(Flaw::Loss(lost));
    }
    match bound == lost {
        true => Ok(()),
        false => Err(Flaw::Bound(bound)),
    }
}

/// What a customer's cheapest choice loses, with prices. Days without slots are no choice.
fn cheapest(problem: &Problem, schedule: &Schedule, place: usize) -> Loss {
    let row = &problem.rows[place];
    let days = (row.first..row.end).filter(|&day| problem.slots[day] > 0);
    let losses = days.filter_map(|day| Some(problem.loss(place, Some(day))? + schedule.prices[day]));
    let out = problem.loss(place, None).unwrap_or_default();
    losses.fold(out, Loss::min)
}

fn times(price: Loss, slots: u32) -> Loss {
    Loss {
        late: price.late * i64::from(slots),
        left_out: price.left_out * i64::from(slots),
        cost: price.cost * i128::from(slots),
    }
}
