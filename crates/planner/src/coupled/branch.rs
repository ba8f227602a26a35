//! Branch and bound over the seats held, then over the choices made. Called by `plan` for every
//! component; nearly always the first programme is whole and nothing is branched.

use super::{
    certificate::{Certificate, LimitRents},
    integral::{Fraction, Placement},
    master::{Branch, Component, Master, RowOf, Status},
};
use crate::{
    cohort::{Bought, merged, stretches_of},
    prices::Scaled,
    problem::Problem,
};

/// What one node costs of the effort, besides its pivots.
const NODE_EFFORT: u64 = 50;

/// A component, solved.
#[derive(Debug)]
pub(crate) struct Solved {
    pub(crate) component: Component,
    pub(crate) bought: Vec<Bought>,
    pub(crate) placements: Vec<Placement>,
    pub(crate) cost: Scaled,
    /// Lower bound over `parts`.
    pub(crate) bound: i128,
    pub(crate) parts: i128,
    /// Rents that prove the bound, with their denominator, where one programme does.
    pub(crate) rents: Option<(Vec<LimitRents>, i128)>,
    pub(crate) effort: u64,
    /// Nodes beyond the first.
    pub(crate) branched: bool,
}

/// Why a component has no plan.
#[derive(Debug)]
pub(crate) enum Unsolved {
    /// No licence sets and purchases cover it.
    Infeasible(Component),
    /// The effort ran out before any whole plan was found.
    OutOfEffort,
}

struct Best {
    bought: Vec<Bought>,
    placements: Vec<Placement>,
    cost: Scaled,
}

/// Solves a component within an effort.
pub(crate) fn solve(problem: &Problem, component: Component, effort: u64) -> Result<Solved, Unsolved> {
    let mut root = Master::new(problem, component.clone());
    let mut status = root.solve(effort);
    let mut spent = root.pivots();
    if status == Status::Infeasible {
        return Err(Unsolved::Infeasible(component));
    }
    let root_certificate = if status == Status::Optimal { root.certificate() } else { None };
    let mut best: Option<Best> = None;
    let mut open: Vec<(Master, i128, i128)> = Vec::new();
    let mut branched = false;
    let mut leaks: Vec<(i128, i128)> = Vec::new();
    let lower: Option<(i128, i128)> = root_certificate.as_ref().map(|c| (c.bound, c.parts));
    let mut node = Some((root, root_certificate.clone()));
    loop {
        if let Some((master, certificate)) = node.take() {
            let bound = certificate.as_ref().map(|c| (c.bound, c.parts));
            if status == Status::Optimal && !is_beaten(bound, best.as_ref()) {
                match master.whole() {
                    Ok((bought, placements)) => {
                        let cost = keep_better(problem, &mut best, bought, placements);
                        // A whole solution closes its node only if the bound says that the node has nothing better.
                        if bound.is_none_or(|(num, den)| num <= (cost - 1) * den) {
                            leaks.push(bound.or(lower).unwrap_or((0, 1)));
                        }
                    }
                    Err(fraction) => {
                        branched = true;
                        let (first, second) = branches(&master, fraction);
                        let (num, den) = bound.or(lower).unwrap_or((0, 1));
                        let mut other = master.clone();
                        other.add_branch(second);
                        open.push((other, num, den));
                        let mut near = master;
                        near.add_branch(first);
                        open.push((near, num, den));
                    }
                }
            }
        }
        let Some((mut master, num, den)) = open.pop() else { break };
        if is_beaten(Some((num, den)), best.as_ref()) {
            continue;
        }
        if spent >= effort {
            open.push((master, num, den));
            break;
        }
        let before = master.pivots();
        status = master.solve(before + (effort - spent));
        spent += master.pivots() - before + NODE_EFFORT;
        match status {
            Status::Infeasible => {}
            Status::Exhausted => {
                open.push((master, num, den));
                break;
            }
            Status::Optimal => {
                let certificate = master.certificate();
                node = Some((master, certificate));
            }
        }
    }
    let best = best.ok_or(Unsolved::OutOfEffort)?;
    leaks.extend(open.iter().map(|&(_, num, den)| (num, den)));
    let (bound, parts) = lowest(&leaks, &best);
    Ok(finish(component, best, (bound, parts), root_certificate, spent, branched))
}

/// The lower bound: the least of the nodes left open or not fully closed, or the cost itself when there are none.
fn lowest(open: &[(i128, i128)], best: &Best) -> (i128, i128) {
    let least = open.iter().copied().min_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
    least.filter(|&bound| !is_beaten(Some(bound), Some(best))).unwrap_or((best.cost, 1))
}

fn finish(
    component: Component,
    best: Best,
    (bound, parts): (i128, i128),
    root: Option<Certificate>,
    effort: u64,
    branched: bool,
) -> Solved {
    let rents = root.filter(|c| c.bound > (best.cost - 1) * c.parts).map(|c| (c.rents, c.parts));
    let (bound, parts) = if rents.is_some() { (best.cost, 1) } else { (bound, parts) };
    Solved {
        component,
        bought: best.bought,
        placements: best.placements,
        cost: best.cost,
        bound,
        parts,
        rents,
        effort,
        branched,
    }
}

/// Costs are whole numbers of scaled units: a bound above `cost - 1` leaves nothing better.
fn is_beaten(bound: Option<(i128, i128)>, best: Option<&Best>) -> bool {
    matches!((bound, best), (Some((num, den)), Some(best)) if num > (best.cost - 1) * den)
}

/// Keeps the cheaper solution and returns the cost of the new one.
fn keep_better(problem: &Problem, best: &mut Option<Best>, bought: Vec<Bought>, placements: Vec<Placement>) -> Scaled {
    let bought = merged(bought);
    let cost = bought
        .iter()
        .map(|b| {
            stretches_of(&problem.prices, &problem.pools[b.pool])[b.stretch as usize].cost(&problem.time, b.start) * Scaled::from(b.seats)
        })
        .sum();
    if best.as_ref().is_none_or(|b| cost < b.cost) {
        *best = Some(Best { bought, placements, cost });
    }
    cost
}

/// The two halves of a fraction; the nearer first.
fn branches(master: &Master, fraction: Fraction) -> (Branch, Branch) {
    let (interval, value) = match fraction {
        Fraction::Seats { interval, seats, .. } => (interval, seats),
        Fraction::Choice { interval, users, .. } => (interval, users),
    };
    let of = |at_most: bool| match fraction {
        Fraction::Seats { pool, .. } => RowOf::Bought {
            pool: pool as u32,
            at_most,
        },
        Fraction::Choice { class, set, .. } => RowOf::Chosen {
            class: class as u32,
            set: set as u32,
            at_most,
        },
    };
    let (from, to) = master.steady(master.grid[interval], master.grid[interval + 1]);
    let down = Branch {
        of: of(true),
        from,
        to,
        value: value.floor(),
    };
    let up = Branch {
        of: of(false),
        from,
        to,
        value: value.ceil(),
    };
    if value - value.floor() < 0.5 { (down, up) } else { (up, down) }
}
