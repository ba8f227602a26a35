//! Who holds which licence set when: the solver's numbers per class become people, with as few
//! changes as a forward sweep finds. Called by `plan`; never changes what is bought.

mod calming;
mod smoothing;

use crate::{
    coupled::branch::Solved,
    problem::{PoolIndex, Problem},
    solve::Solution,
    timeline::Offset,
};
use calming::{CHAIN, Calming};
use smoothing::{Free, smooth};
use std::collections::HashMap;

/// Users of one kind, by their place among its members, who take the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) kind: usize,
    /// First of them and how many, counted over the kind's members.
    pub(crate) first: u32,
    pub(crate) users: u32,
    /// From which day on which of the kind's sets, ascending; the first entry is today's set on day 0 or its change.
    pub(crate) stays: Vec<(Offset, usize)>,
}

/// Every kind's ways, by kind and first user. Kinds without a choice have one way.
pub(crate) fn ways(problem: &Problem, solution: &Solution) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for (kind, of) in problem.kinds.iter().enumerate() {
        if problem.class_of[kind].is_none() {
            ways.push(Way {
                kind,
                first: 0,
                users: of.users,
                stays: vec![(0, 0)],
            });
        }
    }
    for solved in &solution.components {
        if !solved.component.classes.is_empty() {
            ways.extend(component_ways(problem, solution, solved));
        }
    }
    ways.sort_by_key(|way| (way.kind, way.first));
    ways
}

/// Seats per pool of the problem that choices of the component may take in an interval.
fn seats_on(problem: &Problem, solution: &Solution, day: Offset) -> Vec<i64> {
    let mut seats: Vec<i64> = problem.pools.iter().map(|pool| pool.supply_on(day) - pool.fixed).collect();
    for bought in &solution.bought {
        let stretches = crate::cohort::stretches_of(&problem.prices, &problem.pools[bought.pool]);
        let end = crate::cohort::end_of(stretches, bought.stretch, bought.start, &problem.time);
        if bought.start <= day && day < end {
            seats[bought.pool] += bought.seats;
        }
    }
    seats
}

/// Fewest seats per pool on the days of an interval: terms may end within it.
fn seats_between(problem: &Problem, solution: &Solution, from: Offset, to: Offset) -> Vec<i64> {
    let mut seats = seats_on(problem, solution, from);
    let ends = solution.bought.iter().map(|bought| {
        let stretches = crate::cohort::stretches_of(&problem.prices, &problem.pools[bought.pool]);
        crate::cohort::end_of(stretches, bought.stretch, bought.start, &problem.time)
    });
    let within: std::collections::BTreeSet<Offset> = ends.filter(|end| from < *end && *end < to).collect();
    for day in within {
        for (least, seats) in seats.iter_mut().zip(seats_on(problem, solution, day)) {
            *least = seats.min(*least);
        }
    }
    seats
}

fn component_ways(problem: &Problem, solution: &Solution, solved: &Solved) -> Vec<Way> {
    let classes: Vec<usize> = solved.component.classes.clone();
    // The class's sets in each kind's own numbering.
    let own: Vec<HashMap<usize, Vec<usize>>> = classes.iter().map(|&c| own_numbers(problem, c)).collect();
    let people: Vec<Vec<Way>> = classes
        .iter()
        .zip(&own)
        .map(|(&class, own)| {
            let start = |&kind: &usize| {
                let set = own[&kind].iter().position(|&s| s == 0).unwrap_or(0);
                Way {
                    kind,
                    first: 0,
                    users: problem.kinds[kind].users,
                    stays: vec![(0, set)],
                }
            };
            problem.classes[class].kinds.iter().map(start).collect()
        })
        .collect();
    let seats: Vec<Vec<i64>> = solved
        .placements
        .iter()
        .map(|p| seats_between(problem, solution, p.from, p.to))
        .collect();
    let users: Vec<Vec<Vec<i64>>> = solved.placements.iter().map(|p| p.users.clone()).collect();
    let days: Vec<Offset> = solved.placements.iter().map(|p| p.from).collect();
    let intervals = Intervals {
        problem,
        classes: &classes,
        days,
        seats,
    };
    // Each sweep looks at one interval after the other, so none is best for all: towards where people are, the same after the numbers
    // were moved towards where people will be, and without chains.
    let settled = intervals.settled(users.clone());
    let people = [(users.clone(), CHAIN), (settled, CHAIN), (users, 1)]
        .into_iter()
        .map(|(users, chain)| intervals.walked(people.clone(), users, chain))
        .min_by_key(|people| changes(people))
        .unwrap_or(people);
    let renumbered = |(ways, own): (Vec<Way>, &HashMap<usize, Vec<usize>>)| {
        ways.into_iter()
            .map(|way| Way {
                stays: way.stays.iter().map(|&(day, set)| (day, own[&way.kind][set])).collect(),
                ..way
            })
            .collect::<Vec<Way>>()
    };
    people.into_iter().zip(&own).flat_map(renumbered).collect()
}

/// How many changes of one user each there are.
fn changes(people: &[Vec<Way>]) -> u64 {
    let of_way = |way: &Way| u64::from(way.users) * (way.stays.len() - 1) as u64;
    people.iter().flatten().map(of_way).sum()
}

/// The intervals between which a component's people may change.
struct Intervals<'p> {
    problem: &'p Problem<'p>,
    classes: &'p [usize],
    /// First days, ascending.
    days: Vec<Offset>,
    /// By interval and pool of the problem, seats for the component's people.
    seats: Vec<Vec<i64>>,
}

impl Intervals<'_> {
    fn sets(&self, place: usize) -> &[Vec<PoolIndex>] {
        &self.problem.classes[self.classes[place]].sets
    }

    /// The numbers of an interval, moved towards those before (or after) it as far as the seats allow.
    fn calmed(&self, interval: usize, before: Vec<Vec<i64>>, target: Vec<Vec<i64>>, chain: usize) -> Vec<Vec<i64>> {
        let mut seats = self.seats[interval].clone();
        for (place, users) in target.iter().enumerate() {
            for (set, users) in self.sets(place).iter().zip(users) {
                set.iter().for_each(|&p| seats[p] -= users);
            }
        }
        let calming = Calming {
            problem: self.problem,
            classes: self.classes,
            before,
            target,
            seats,
            chain,
            taken: vec![0; self.problem.pools.len()],
        };
        calming.calmed()
    }

    /// The numbers of all intervals, from the last to the first moved towards those that follow.
    fn settled(&self, mut users: Vec<Vec<Vec<i64>>>) -> Vec<Vec<Vec<i64>>> {
        for k in (0..users.len().saturating_sub(1)).rev() {
            users[k] = self.calmed(k, users[k + 1].clone(), std::mem::take(&mut users[k]), CHAIN);
        }
        users
    }

    /// People's ways from today through the numbers of all intervals, with few changes.
    fn walked(&self, mut people: Vec<Vec<Way>>, users: Vec<Vec<Vec<i64>>>, chain: usize) -> Vec<Vec<Way>> {
        for (k, target) in users.into_iter().enumerate() {
            let before = self
                .classes
                .iter()
                .zip(&people)
                .map(|(&class, ways)| counts(self.problem, class, ways))
                .collect();
            let target = self.calmed(k, before, target, chain);
            for (place, &class) in self.classes.iter().enumerate() {
                move_people(self.problem, class, &mut people[place], &target[place], self.days[k]);
            }
        }
        let mut free = Free {
            days: self.days.clone(),
            seats: self.seats.clone(),
        };
        for (place, ways) in people.iter().enumerate() {
            for way in ways {
                free.occupy_way(self.sets(place), way, i64::from(way.users));
            }
        }
        smooth(self.problem, self.classes, &mut people, &mut free);
        people
    }
}

/// For each kind of a class: its own number of each of the class's sets.
fn own_numbers(problem: &Problem, class: usize) -> HashMap<usize, Vec<usize>> {
    let number = |kind: usize| {
        let sets = &problem.sets[kind];
        let shared: Vec<PoolIndex> = sets[0].iter().copied().filter(|p| sets.iter().all(|s| s.contains(p))).collect();
        let stripped: Vec<Vec<PoolIndex>> = sets
            .iter()
            .map(|s| s.iter().copied().filter(|p| !shared.contains(p)).collect())
            .collect();
        let place = |set: &Vec<PoolIndex>| stripped.iter().position(|s| s == set).unwrap_or(0);
        problem.classes[class].sets.iter().map(place).collect()
    };
    problem.classes[class].kinds.iter().map(|&kind| (kind, number(kind))).collect()
}

fn counts(problem: &Problem, class: usize, people: &[Way]) -> Vec<i64> {
    let mut counts = vec![0; problem.classes[class].sets.len()];
    for way in people {
        if let Some(&(_, set)) = way.stays.last() {
            counts[set] += i64::from(way.users);
        }
    }
    counts
}

/// Moves people of a class from sets that hold too many to sets that hold too few, the nearest sets first.
fn move_people(problem: &Problem, class: usize, people: &mut Vec<Way>, target: &[i64], day: Offset) {
    let sets = &problem.classes[class].sets;
    let mut over: Vec<i64> = counts(problem, class, people)
        .iter()
        .zip(target)
        .map(|(have, want)| have - want)
        .collect();
    if over.iter().all(|o| *o == 0) {
        return;
    }
    let distance = |a: usize, b: usize| {
        let missing = |x: &[PoolIndex], y: &[PoolIndex]| x.iter().filter(|p| !y.contains(p)).count();
        missing(&sets[a], &sets[b]) + missing(&sets[b], &sets[a])
    };
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for from in (0..sets.len()).filter(|&s| over[s] > 0) {
        pairs.extend((0..sets.len()).filter(|&s| over[s] < 0).map(|to| (distance(from, to), from, to)));
    }
    pairs.sort_unstable();
    for (_, from, to) in pairs {
        let mut left = over[from].min(-over[to]);
        over[from] -= left.max(0);
        over[to] += left.max(0);
        let mut index = 0;
        while left > 0 && index < people.len() {
            let way = &mut people[index];
            if way.stays.last().is_some_and(|&(_, set)| set == from) {
                let take = left.min(i64::from(way.users)) as u32;
                left -= i64::from(take);
                if take < way.users {
                    let rest = Way {
                        first: way.first + take,
                        users: way.users - take,
                        ..way.clone()
                    };
                    way.users = take;
                    people.insert(index + 1, rest);
                }
                let stays = &mut people[index].stays;
                match stays.last_mut().filter(|(since, _)| *since == day && day > 0) {
                    Some(last) => last.1 = to,
                    None => stays.push((day, to)),
                }
            }
            index += 1;
        }
    }
}
