//! A first basis: every class on one set per interval, on spare seats where there are any, else on what
//! the cheapest chains of terms make cheapest. All else is left to the dual pivots. Called once per component.

use super::master::{Master, Meaning};
use crate::{
    cohort::{Chain, stretches_of},
    lp::Var,
};

/// The columns to make basic.
pub(super) fn basis(master: &mut Master) -> Vec<Var> {
    let problem = master.problem;
    let chain = |&p: &usize| Chain::new(stretches_of(&problem.prices, &problem.pools[p]), &problem.time);
    let chains: Vec<Chain> = master.component.pools.iter().map(chain).collect();
    let mut wanted: Vec<Meaning> = Vec::new();
    for k in 0..master.intervals() {
        let day = master.grid[k];
        let pools = master.component.pools.iter().map(|&p| &problem.pools[p]);
        let mut spare: Vec<f64> = pools.map(|pool| (pool.supply_on(day) - pool.fixed).max(0) as f64).collect();
        for (c, class) in master.classes.iter().enumerate() {
            let rent = |p: usize| match chains[p].cost[day as usize] {
                i128::MAX => 1e30,
                cost => cost as f64,
            };
            let price = |set: &Vec<usize>| {
                set.iter()
                    .map(|&p| if spare[p] >= class.users { 0.0 } else { rent(p) })
                    .sum::<f64>()
            };
            let cheapest = class.sets.iter().enumerate().min_by(|a, b| price(a.1).total_cmp(&price(b.1)));
            if let Some((s, set)) = cheapest {
                set.iter().for_each(|&p| spare[p] -= class.users);
                wanted.push(Meaning::Choice {
                    class: c as u32,
                    set: s as u32,
                    from: day,
                });
            }
        }
    }
    wanted.into_iter().map(|meaning| master.column(meaning)).collect()
}
