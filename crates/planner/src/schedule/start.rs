//! Where the search begins. Of many customers every fourth is scheduled first, with a fourth of the slots; with the prices of that schedule
//! everybody chooses a day, and only those for whom there is no slot begin at the root.
//!
//! Nothing here decides what is best: whatever it begins with, the search ends at the same loss.

use super::{
    Problem,
    number::{Number, Weights},
    search::{Exit, Tree},
};

/// Customers with whom the search begins at nothing.
const FEW: usize = 1_024;
/// Of so many customers one is in the sample.
const STRIDE: usize = 4;

/// The best tree of everybody.
pub(super) fn whole<'p, N: Number>(problem: &'p Problem, weights: &Weights) -> Tree<'p, N> {
    // Who has to begin soonest comes first, and of those whom it costs most to begin early: so a sample has some of everything.
    let key = |one: &u32| {
        let row = &problem.rows[*one as usize];
        let early = problem.costs[row.at..row.at + (row.late - row.first)].first();
        (row.late, std::cmp::Reverse(early.copied()), *one)
    };
    let mut members: Vec<u32> = (0..problem.rows.len() as u32).collect();
    members.sort_by_key(key);
    grown(problem, weights, members, problem.slots.clone())
}

fn grown<'p, N: Number>(problem: &'p Problem, weights: &Weights, members: Vec<u32>, slots: Vec<u32>) -> Tree<'p, N> {
    if members.len() <= FEW {
        let mut tree = Tree::new(problem, weights, members, slots);
        arrive(&mut tree);
        tree.run();
        return tree;
    }
    let some = members.iter().copied().skip(STRIDE / 2).step_by(STRIDE).collect();
    let sample: Tree<'p, N> = grown(problem, weights, some, fewer(&slots));
    let mut tree = Tree::new(problem, weights, members, slots);
    tree.pivots = sample.pivots;
    for (price, known) in tree.price.iter_mut().zip(&sample.price) {
        *price = *known;
    }
    settle(&mut tree);
    lead(&mut tree);
    tree.count();
    tree.run();
    tree
}

/// A part of the slots, rounded so that the days from the first on have together what they should; a day with slots keeps one.
fn fewer(slots: &[u32]) -> Vec<u32> {
    let (mut all, mut given) = (0_u64, 0_u64);
    let part = |&slots: &u32| {
        all += u64::from(slots);
        let now = (all / STRIDE as u64).saturating_sub(given);
        let now = if slots == 0 { 0 } else { now.max(1) };
        given += now;
        now as u32
    };
    slots.iter().map(part).collect()
}

/// Everybody takes the day that is cheapest with the prices; where too many do, those stay who would lose most elsewhere.
fn settle<N: Number>(tree: &mut Tree<'_, N>) {
    let mut on: Vec<Vec<u32>> = vec![Vec::new(); tree.root + 1];
    for &one in &tree.members {
        on[tree.cheapest(one as usize)].push(one);
    }
    for (day, mut here) in on.into_iter().enumerate().take(tree.root) {
        let slots = tree.idle[day] as usize;
        if here.len() > slots {
            here.sort_by_cached_key(|&one| (tree.second(one as usize, day), one));
            here.drain(..here.len() - slots);
        }
        tree.idle[day] -= here.len() as u32;
        for one in here {
            tree.place[one as usize] = day as u32;
        }
    }
    arrive(tree);
}

/// Writes down everybody's steps from where they are.
fn arrive<N: Number>(tree: &mut Tree<'_, N>) {
    for place in 0..tree.members.len() {
        let one = tree.members[place];
        tree.go(one, tree.place[one as usize] as usize);
    }
}

/// The tree of shortest ways from every full day to an idle slot or the root (Dijkstra, backwards): with the prices by which everybody chose,
/// no step between days is below nothing.
fn lead<N: Number>(tree: &mut Tree<'_, N>) {
    let days = tree.root;
    // How far each is from the root, less its price.
    let mut far: Vec<N> = (0..days)
        .map(|day| if tree.idle[day] > 0 { N::NOTHING - tree.price[day] } else { N::FAR })
        .collect();
    far.push(N::NOTHING);
    let mut done: Vec<bool> = tree.exit.iter().map(|exit| *exit == Exit::Closed).chain([false]).collect();
    while let Some(at) = (0..=days).filter(|&day| !done[day]).min_by_key(|&day| far[day]) {
        done[at] = true;
        for from in (0..days).filter(|&from| !done[from] && tree.idle[from] == 0) {
            let step = tree.steps.least(from, at);
            // With prices no step is below nothing.
            let step = if step < N::FAR {
                step + tree.price[at] - tree.price[from]
            } else {
                step
            };
            if step < N::FAR && step + far[at] < far[from] {
                far[from] = step + far[at];
                tree.exit[from] = Exit::Customer(tree.steps.who(from, at), at as u32);
            }
        }
    }
}
