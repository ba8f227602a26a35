//! The order of one day's licence changes: seats that some leave are those that others take, so turns that free seats come first.
//!
//! A plan sees to it that there are seats enough before and after a day's changes. In between they may wait for each other in a circle (two
//! users who change places in full pools); then no order exists without a seat lent for the moment, and the answer says which.

use super::{Ahead, Standing};
use nahtlos_model::ids::SkuId;

/// A change made for some people at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Place of the change among those of the present that are for today, by date and in the order given.
    pub change: usize,
    /// Who, as places in the present's people.
    pub people: Vec<usize>,
}

/// An order of today's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Turns, each of which finds its seats after those before it.
    pub turns: Vec<Turn>,
    /// SKUs of which one seat more, for the moment, would let the next of those go on who wait in a circle; empty: nobody waits.
    pub lend: Vec<SkuId>,
}

impl Standing {
    /// Today's changes, in turns of at most so many people, in an order in which each finds its seats. A group's change is one turn.
    pub fn order(&self, most: usize) -> Order {
        order(self, most)
    }
}

/// People of one change who take and give back the same seats; a group goes as one.
struct Waiting {
    change: usize,
    /// What one of them, or the whole group, takes from each pool.
    takes: Vec<(usize, i64)>,
    people: Vec<usize>,
    whole: bool,
}

fn order(standing: &Standing, most: usize) -> Order {
    let mut free = standing.free();
    let mut waiting: Vec<Waiting> = Vec::new();
    for (at, change) in standing.todays().iter().enumerate() {
        waiting.extend(alike(standing, at, change));
    }
    let mut turns = Vec::new();
    loop {
        let before = turns.len();
        for one in &mut waiting {
            while let Some(turn) = next_turn(one, &mut free, most.max(1)) {
                turns.push(turn);
            }
        }
        waiting.retain(|one| !one.people.is_empty());
        if turns.len() == before {
            let missing = |one: &Waiting| -> Vec<SkuId> {
                let takes = one.takes.iter().filter(|(sku, by)| *by > 0 && free[*sku] < *by);
                takes.map(|(sku, _)| standing.sku(*sku)).collect()
            };
            let lend = waiting.iter().map(missing).min_by_key(Vec::len);
            return Order {
                turns,
                lend: lend.unwrap_or_default(),
            };
        }
    }
}

/// A change's people, those together who take the same; nobody whom it cannot be made for.
fn alike(standing: &Standing, at: usize, change: &Ahead) -> Vec<Waiting> {
    let mut all: Vec<Waiting> = Vec::new();
    for &place in &change.people {
        let Some(takes) = standing.takes(place, change) else { continue };
        let whole = change.group.is_some();
        match all.iter_mut().find(|one| whole || one.takes == takes) {
            Some(one) if whole => {
                takes.into_iter().for_each(|(sku, by)| add(&mut one.takes, sku, by));
                one.people.push(place);
            }
            Some(one) => one.people.push(place),
            None => all.push(Waiting {
                change: at,
                takes,
                people: vec![place],
                whole,
            }),
        }
    }
    all
}

fn add(takes: &mut Vec<(usize, i64)>, sku: usize, by: i64) {
    match takes.iter_mut().find(|(of, _)| *of == sku) {
        Some((_, sum)) => *sum += by,
        None => takes.push((sku, by)),
    }
}

/// As many as find their seats and may go at once.
fn next_turn(of: &mut Waiting, free: &mut [i64], most: usize) -> Option<Turn> {
    let finds = of.takes.iter().filter(|(_, by)| *by > 0).map(|(sku, by)| free[*sku] / by).min();
    let wanted = if of.whole { 1 } else { of.people.len().min(most) };
    let count = finds.map_or(wanted, |finds| wanted.min(usize::try_from(finds).unwrap_or(0)));
    if count == 0 || of.people.is_empty() {
        return None;
    }
    let times = i64::try_from(count).ok()?;
    of.takes.iter().for_each(|(sku, by)| free[*sku] -= by * times);
    let people = if of.whole {
        std::mem::take(&mut of.people)
    } else {
        of.people.drain(..count).collect()
    };
    Some(Turn { change: of.change, people })
}
