//! A first basis with sound rents: per pool, from the horizon backwards, the highest rent that makes no
//! purchase worth more than it costs, wherever a first guess of everybody's set leaves seats missing; then every class
//! on the set that these rents make cheapest. Dual pivots do the rest. Called once per component.

use super::{
    layout::seats_between,
    master::{Master, Meaning},
};
use crate::{
    cohort::{Chain, stretches_of},
    lp::Var,
};

/// The columns to make basic.
pub(super) fn basis(master: &mut Master) -> Vec<Var> {
    let missing = missing_seats(master);
    let mut wanted: Vec<Var> = Vec::new();
    let rents = rents(master, &missing, &mut wanted);
    let days = master.grid[..master.intervals()].to_vec();
    for (k, from) in days.into_iter().enumerate() {
        let rent_of = |pool: usize| rents[pool][k];
        for c in 0..master.classes.len() {
            let price = |set: &Vec<usize>| set.iter().map(|&p| rent_of(p)).sum::<f64>();
            let cheapest = master.classes[c]
                .sets
                .iter()
                .enumerate()
                .min_by(|a, b| price(a.1).total_cmp(&price(b.1)));
            if let Some((s, _)) = cheapest {
                wanted.push(master.column(Meaning::Choice {
                    class: c as u32,
                    set: s as u32,
                    from,
                }));
            }
        }
    }
    wanted
}

/// Seats missing per pool and interval when every class goes where seats are spare, else where chains of terms are cheapest.
fn missing_seats(master: &Master) -> Vec<Vec<f64>> {
    let problem = master.problem;
    let chain = |&p: &usize| Chain::new(stretches_of(&problem.prices, &problem.pools[p]), &problem.time);
    let chains: Vec<Chain> = master.component.pools.iter().map(chain).collect();
    let mut missing = vec![Vec::new(); chains.len()];
    for k in 0..master.intervals() {
        let (day, to) = (master.grid[k], master.grid[k + 1]);
        let pools = master.component.pools.iter().map(|&p| &problem.pools[p]);
        let mut spare: Vec<f64> = pools.map(|pool| seats_between(pool, day, to)).collect();
        for class in &master.classes {
            let rent = |p: usize| match chains[p].cost[day as usize] {
                i128::MAX => 1e30,
                cost => cost as f64,
            };
            let price = |set: &Vec<usize>| {
                set.iter()
                    .map(|&p| if spare[p] >= class.users { 0.0 } else { rent(p) })
                    .sum::<f64>()
            };
            if let Some(set) = class.sets.iter().min_by(|a, b| price(a).total_cmp(&price(b))) {
                set.iter().for_each(|&p| spare[p] -= class.users);
            }
        }
        for (of_pool, seats) in missing.iter_mut().zip(spare) {
            of_pool.push(-seats);
        }
    }
    missing
}

/// Rents per pool and interval; the purchases they make worth exactly their cost become basic.
fn rents(master: &Master, missing: &[Vec<f64>], wanted: &mut Vec<Var>) -> Vec<Vec<f64>> {
    let simplex = &master.simplex;
    let mut left: Vec<f64> = (0..simplex.columns()).map(|c| simplex.own_cost(c)).collect();
    let stride = master.component.pools.len() + master.classes.len();
    let mut rents = vec![vec![0.0; master.intervals()]; master.component.pools.len()];
    for (pool, of_pool) in rents.iter_mut().enumerate() {
        for k in (0..master.intervals()).rev().filter(|&k| missing[pool][k] > 0.0) {
            let purchases = || simplex.row(k * stride + pool).iter().filter(|(_, a)| *a < 0.0);
            let tightest = purchases()
                .map(|&(c, a)| (left[c as usize] / -a, c))
                .min_by(|a, b| a.0.total_cmp(&b.0));
            let Some((rent, column)) = tightest.filter(|(rent, _)| *rent > 1e-9) else {
                continue;
            };
            for &(c, a) in purchases() {
                left[c as usize] = (left[c as usize] + a * rent).max(0.0);
            }
            of_pool[k] = rent;
            wanted.push(Var::Column(column));
        }
    }
    rents
}
