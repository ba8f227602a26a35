//! A first basis: users placed greedily on spare seats, then on what the cheapest chains of terms
//! make cheapest; every deficit covered by such a chain. Called once per component.

use super::master::{Master, Meaning};
use crate::{
    cohort::{Chain, end_of, stretches_of},
    lp::Var,
};

/// The columns to make basic.
pub(super) fn basis(master: &mut Master) -> Vec<Var> {
    let problem = master.problem;
    let chains: Vec<Chain> = master
        .component
        .pools
        .iter()
        .map(|&p| Chain::new(stretches_of(&problem.prices, &problem.pools[p]), &problem.time))
        .collect();
    let mut wanted: Vec<Meaning> = Vec::new();
    let mut demand = vec![vec![0.0; master.intervals()]; chains.len()];
    for k in 0..master.intervals() {
        place_users(master, &chains, k, &mut demand, &mut wanted);
    }
    for pool in 0..chains.len() {
        cover_deficits(master, pool, &chains[pool], &demand[pool], &mut wanted);
    }
    wanted.into_iter().map(|meaning| master.column(meaning)).collect()
}

/// Puts every class on sets in one interval, spare seats first.
fn place_users(master: &Master, chains: &[Chain], k: usize, demand: &mut [Vec<f64>], wanted: &mut Vec<Meaning>) {
    let problem = master.problem;
    let day = master.grid[k];
    let mut spare: Vec<f64> = master
        .component
        .pools
        .iter()
        .map(|&p| (problem.pools[p].supply_on(day) - problem.pools[p].fixed).max(0) as f64)
        .collect();
    let rent = |pool: usize| {
        let cost = chains[pool].cost[day as usize];
        if cost == i128::MAX { 1e15 } else { cost as f64 }
    };
    for (c, class) in master.classes.iter().enumerate() {
        let mut left = class.users;
        while left > 0.0 {
            let price = |set: &Vec<usize>| set.iter().map(|&p| if spare[p] > 0.0 { 0.0 } else { rent(p) }).sum::<f64>();
            let Some((s, set)) = class.sets.iter().enumerate().min_by(|a, b| price(a.1).total_cmp(&price(b.1))) else { break };
            let take = set.iter().filter(|&&p| spare[p] > 0.0).fold(left, |t, &p| t.min(spare[p]));
            for &p in set {
                spare[p] -= take;
                demand[p][k] += take;
            }
            left -= take;
            let meaning = Meaning::Choice { class: c as u32, set: s as u32, interval: k as u32 };
            if !wanted.contains(&meaning) {
                wanted.push(meaning);
            }
        }
    }
}

/// One purchase per interval in which a deficit grows.
fn cover_deficits(master: &Master, pool: usize, chain: &Chain, demand: &[f64], wanted: &mut Vec<Meaning>) {
    let problem = master.problem;
    let index = master.component.pools[pool];
    let stretches = stretches_of(&problem.prices, &problem.pools[index]);
    let mut active: Vec<(i32, f64)> = Vec::new();
    for k in 0..master.intervals() {
        let day = master.grid[k];
        active.retain(|(end, _)| *end > day);
        let have: f64 = active.iter().map(|(_, seats)| seats).sum();
        let missing = demand[k] + (problem.pools[index].fixed - problem.pools[index].supply_on(day)) as f64 - have;
        if missing <= 0.0 {
            continue;
        }
        if let Some((stretch, start)) = chain.first(day) {
            let end = end_of(stretches, stretch, start, &problem.time);
            active.push((end, missing));
            wanted.push(Meaning::Purchase { pool: pool as u32, stretch, start, end });
        }
    }
}
