//! Who holds which licence set when: the solver's numbers per class become people, with as few
//! changes as a forward sweep finds. Called by `plan`; never changes what is bought.

use crate::{
    coupled::{Placement, branch::Solved},
    problem::{PoolIndex, Problem},
    solve::Solution,
    timeline::Offset,
};
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

fn component_ways(problem: &Problem, solution: &Solution, solved: &Solved) -> Vec<Way> {
    let classes: Vec<usize> = solved.component.classes.clone();
    // The class's sets in each kind's own numbering.
    let own: Vec<HashMap<usize, Vec<usize>>> = classes.iter().map(|&c| own_numbers(problem, c)).collect();
    let mut people: Vec<Vec<Way>> = classes
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
    for placement in &solved.placements {
        let before: Vec<Vec<i64>> = classes
            .iter()
            .zip(&people)
            .map(|(&class, people)| counts(problem, class, people))
            .collect();
        let target = calmed(problem, &classes, &before, placement, seats_on(problem, solution, placement.from));
        for (place, &class) in classes.iter().enumerate() {
            move_people(problem, class, &mut people[place], &target[place], placement.from);
        }
    }
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

/// The placement, moved towards where people already are as far as the seats allow.
fn calmed(problem: &Problem, classes: &[usize], before: &[Vec<i64>], placement: &Placement, mut seats: Vec<i64>) -> Vec<Vec<i64>> {
    let mut target = placement.users.clone();
    for (place, &class) in classes.iter().enumerate() {
        for (s, set) in problem.classes[class].sets.iter().enumerate() {
            set.iter().for_each(|&p| seats[p] -= target[place][s]);
        }
    }
    loop {
        let mut moved = false;
        for (place, &class) in classes.iter().enumerate() {
            let sets = &problem.classes[class].sets;
            for wanted in 0..sets.len() {
                for given in 0..sets.len() {
                    let most = (before[place][wanted] - target[place][wanted]).min(target[place][given] - before[place][given]);
                    if most <= 0 {
                        continue;
                    }
                    let room = sets[wanted]
                        .iter()
                        .filter(|p| !sets[given].contains(p))
                        .fold(most, |m, &p| m.min(seats[p]));
                    if room > 0 {
                        sets[given].iter().for_each(|&p| seats[p] += room);
                        sets[wanted].iter().for_each(|&p| seats[p] -= room);
                        target[place][wanted] += room;
                        target[place][given] -= room;
                        moved = true;
                    }
                }
            }
        }
        if !moved {
            return target;
        }
    }
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
