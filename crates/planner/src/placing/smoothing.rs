//! Fewer licence changes on the seats that are there: each way is walked anew with the fewest changes that its own seats and
//! the free ones allow. Called by `placing`; never changes what is bought.

use super::Way;
use crate::{
    problem::{PoolIndex, Problem},
    timeline::Offset,
};

/// Most rounds over all ways. Each but the last takes changes away, so they end by themselves; this bounds the time.
const ROUNDS: usize = 16;

/// Free seats of all pools in every interval.
pub(super) struct Free {
    /// First days of the intervals, ascending.
    pub(super) days: Vec<Offset>,
    /// By interval and pool of the problem.
    pub(super) seats: Vec<Vec<i64>>,
}

impl Free {
    /// Counts users onto (or, negative, off) the sets of a way.
    pub(super) fn occupy_way(&mut self, sets: &[Vec<PoolIndex>], way: &Way, users: i64) {
        for (seats, set) in self.seats.iter_mut().zip(sets_of(&self.days, way)) {
            sets[set].iter().for_each(|&p| seats[p] -= users);
        }
    }

    /// How many users have a seat on all sets of a way.
    fn room_on_way(&self, sets: &[Vec<PoolIndex>], way: &Way) -> i64 {
        let rooms = sets_of(&self.days, way).enumerate().map(|(k, set)| self.room(k, &sets[set]));
        rooms.min().unwrap_or(i64::MAX)
    }

    /// How many users have a seat on a set in an interval.
    fn room(&self, interval: usize, set: &[PoolIndex]) -> i64 {
        set.iter().map(|&p| self.seats[interval][p]).min().unwrap_or(i64::MAX)
    }
}

/// Takes changes away from the ways of classes until none falls away by one way alone. `people` are the classes' ways in the
/// classes' own numbers of sets.
pub(super) fn smooth(problem: &Problem, classes: &[usize], people: &mut [Vec<Way>], free: &mut Free) {
    for _ in 0..ROUNDS {
        let mut calmer = false;
        for (&class, ways) in classes.iter().zip(people.iter_mut()) {
            let sets = &problem.classes[class].sets;
            let mut index = 0;
            while index < ways.len() {
                if ways[index].stays.len() > 1
                    && let Some((better, rest)) = calmed(sets, &ways[index], free)
                {
                    ways[index] = better;
                    ways.extend(rest);
                    calmer = true;
                } else {
                    index += 1;
                }
            }
            ways.sort_by_key(|way| (way.kind, way.first));
        }
        if !calmer {
            return;
        }
    }
}

/// A way with fewer changes for some of a way's users, and the rest of them; their seats are moved.
fn calmed(sets: &[Vec<PoolIndex>], way: &Way, free: &mut Free) -> Option<(Way, Option<Way>)> {
    free.occupy_way(sets, way, -i64::from(way.users));
    let found = fewest(sets, way, free).filter(|stays| stays.len() < way.stays.len());
    let Some(stays) = found else {
        free.occupy_way(sets, way, i64::from(way.users));
        return None;
    };
    let mut better = Way { stays, ..way.clone() };
    let room = free.room_on_way(sets, &better).min(i64::from(way.users));
    better.users = u32::try_from(room).unwrap_or(0);
    let rest = Way {
        first: way.first + better.users,
        users: way.users - better.users,
        ..way.clone()
    };
    free.occupy_way(sets, &better, room);
    free.occupy_way(sets, &rest, i64::from(rest.users));
    Some((better, Some(rest).filter(|rest| rest.users > 0)))
}

/// The set that a way is on in every interval.
fn sets_of<'a>(days: &'a [Offset], way: &'a Way) -> impl Iterator<Item = usize> + 'a {
    days.iter()
        .map(|day| way.stays[way.stays.partition_point(|stay| stay.0 <= *day) - 1].1)
}

/// From today's set on, the stays with the fewest changes for which there is a seat on every day; of equals the one that changes last.
fn fewest(sets: &[Vec<PoolIndex>], way: &Way, free: &Free) -> Option<Vec<(Offset, usize)>> {
    let today = way.stays[0].1;
    // Backwards: changes still to come from an interval on, being on a set in it; and the best set to be on.
    let mut to_come: Vec<Vec<u32>> = vec![Vec::new(); free.days.len()];
    let mut best_after: Option<(u32, usize)> = None;
    for k in (0..free.days.len()).rev() {
        let after = to_come.get(k + 1);
        let row: Vec<u32> = (0..sets.len())
            .map(|set| {
                if free.room(k, &sets[set]) <= 0 {
                    return u32::MAX;
                }
                let stay = after.map_or(0, |after| after[set]);
                stay.min(best_after.map_or(0, |(changes, _)| changes.saturating_add(1)))
            })
            .collect();
        best_after = row.iter().enumerate().map(|(set, &changes)| (changes, set)).min();
        to_come[k] = row;
    }
    let mut stays = vec![(0, today)];
    let mut on = today;
    for (k, row) in to_come.iter().enumerate() {
        let (least, set) = row.iter().enumerate().map(|(set, &changes)| (changes, set)).min()?;
        if least == u32::MAX {
            return None;
        }
        if row[on] == u32::MAX || row[on] > least + 1 {
            stays.push((free.days[k], set));
            on = set;
        }
    }
    Some(stays)
}
