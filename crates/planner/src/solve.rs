//! Splits a problem into pools by themselves and components, solves each, and puts the results
//! together. Called by `plan`.

use crate::{
    cohort::{self, Bought, Cohorts, NotByCohorts},
    coupled::{
        Component,
        branch::{self, Solved, Unsolved},
    },
    prices::Scaled,
    problem::{PoolIndex, Problem},
};
use nahtlos_model::plan::Method;

/// All pools, solved.
#[derive(Debug)]
pub(crate) struct Solution {
    /// Purchases, ascending by pool and start.
    pub(crate) bought: Vec<Bought>,
    pub(crate) cost: Scaled,
    /// Lower bound over `parts`.
    pub(crate) bound: i128,
    pub(crate) parts: i128,
    pub(crate) method: Method,
    pub(crate) effort: u64,
    /// Pools solved by themselves, by pool.
    pub(crate) cohorts: Vec<(PoolIndex, Cohorts)>,
    pub(crate) components: Vec<Solved>,
}

/// Why there is none.
#[derive(Debug)]
pub(crate) enum NoSolution {
    /// A pool runs short and cannot be bought.
    CannotBuy { pool: PoolIndex, day: i32, seats: i64 },
    /// A component has no way to cover its users.
    Infeasible(Component),
    /// No whole plan within the effort.
    OutOfEffort,
    /// Figures beyond exact arithmetic.
    TooLarge,
}

pub(crate) fn solve(problem: &Problem, effort: u64) -> Result<Solution, NoSolution> {
    let mut cohorts = Vec::new();
    let mut components = Vec::new();
    let mut spent = 0;
    for component in components_of(problem) {
        if component.classes.is_empty() {
            let pool = component.pools[0];
            match cohort::solve(problem, pool) {
                Ok(Some(solved)) => {
                    cohorts.push((pool, solved));
                    continue;
                }
                Ok(None) => continue,
                Err(NotByCohorts::CannotBuy { day, seats }) => return Err(NoSolution::CannotBuy { pool, day, seats }),
                Err(NotByCohorts::NeedsFlow) => {}
            }
        }
        let solved = branch::solve(problem, component, effort.saturating_sub(spent)).map_err(|unsolved| match unsolved {
            Unsolved::Infeasible(component) => NoSolution::Infeasible(component),
            Unsolved::OutOfEffort => NoSolution::OutOfEffort,
        })?;
        spent += solved.effort;
        components.push(solved);
    }
    let mut bought: Vec<Bought> = cohorts.iter().flat_map(|(_, c)| c.bought.iter().copied()).collect();
    bought.extend(components.iter().flat_map(|c| c.bought.iter().copied()));
    let by_cohorts: Scaled = cohorts.iter().map(|(_, c)| c.cost).sum();
    let cost = by_cohorts + components.iter().map(|c| c.cost).sum::<Scaled>();
    let (bound, parts) = total_bound(by_cohorts, &components).ok_or(NoSolution::TooLarge)?;
    let method = match () {
        () if bound < cost * parts => Method::Gap,
        () if components.iter().any(|c| c.branched || !c.component.classes.is_empty()) => Method::BranchAndBound,
        () if !components.is_empty() => Method::Flow,
        () => Method::CohortPaths,
    };
    Ok(Solution {
        bought: cohort::merged(bought),
        cost,
        bound,
        parts,
        method,
        effort: spent,
        cohorts,
        components,
    })
}

/// Sum of the components' bounds over a common denominator.
fn total_bound(by_cohorts: Scaled, components: &[Solved]) -> Option<(i128, i128)> {
    components.iter().try_fold((by_cohorts, 1i128), |(num, den), solved| {
        let num = num.checked_mul(solved.parts)?.checked_add(solved.bound.checked_mul(den)?)?;
        let den = den.checked_mul(solved.parts)?;
        let g = nahtlos_model::money::gcd(num.unsigned_abs(), den as u128).max(1) as i128;
        Some((num / g, den / g))
    })
}

/// Pools tied by classes belong together; every other pool that somebody needs stands alone.
fn components_of(problem: &Problem) -> Vec<Component> {
    let mut root: Vec<usize> = (0..problem.pools.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for class in &problem.classes {
        let mut all = class.sets.iter().flatten();
        let Some(&first) = all.next() else { continue };
        for &pool in all {
            let (a, b) = (find(&mut root, first), find(&mut root, pool));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut components: std::collections::BTreeMap<usize, Component> = std::collections::BTreeMap::new();
    for pool in 0..problem.pools.len() {
        let leader = find(&mut root, pool);
        let component = components.entry(leader).or_insert(Component {
            pools: Vec::new(),
            classes: Vec::new(),
        });
        component.pools.push(pool);
    }
    for (index, class) in problem.classes.iter().enumerate() {
        if let Some(&pool) = class.sets.iter().flatten().next() {
            let leader = find(&mut root, pool);
            if let Some(component) = components.get_mut(&leader) {
                component.classes.push(index);
            }
        }
    }
    components
        .into_values()
        .filter(|c| !c.classes.is_empty() || problem.pools[c.pools[0]].fixed > 0)
        .collect()
}
