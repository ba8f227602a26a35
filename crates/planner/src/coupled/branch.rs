//! Branch and bound over the seats held, then over the choices made. Called by `plan` for every
//! component; nearly always the first programme is whole and nothing is branched.

use super::{
    certificate::{Certificate, LimitRents},
    greedy,
    integral::{Fraction, Placement},
    master::{Branch, Component, Master, RowOf, Status},
    tail,
};
use crate::{
    cohort::{Bought, merged, stretches_of},
    prices::Scaled,
    problem::Problem,
};

/// What one node costs of the effort, besides its pivots.
const NODE_EFFORT: u64 = 50;
/// The first search, by branches that may leave plans out, may take so many times what the root took, and this at least.
const DIVE: u64 = 4;
const DIVE_LEAST: u64 = 5_000;

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
    let spent = match until_tail(problem, &component, effort) {
        Ok(solved) => return Ok(solved),
        Err(spent) => spent,
    };
    let effort = effort.saturating_sub(spent);
    solve_whole(problem, component, effort).map(|solved| Solved {
        effort: solved.effort + spent,
        ..solved
    })
}

/// By the days before the tail only, where that proves the minimum; else what was spent on it.
fn until_tail(problem: &Problem, component: &Component, effort: u64) -> Result<Solved, u64> {
    let begun = tail::begins(problem, component).and_then(|tail| Master::until(problem, component.clone(), tail));
    let Some(mut root) = begun else { return Err(0) };
    let status = root.solve(effort);
    let spent = root.pivots();
    let is_usable = status == Status::Optimal && root.limited.is_empty();
    let until = if is_usable { root.certificate() } else { None };
    let Some(certificate) = until.and_then(|until| root.whole_certificate(&until)) else {
        return Err(spent);
    };
    let mut tree = Tree::new(problem, effort, spent);
    let lower = (certificate.bound, certificate.parts);
    let dive = effort.min(spent * DIVE + DIVE_LEAST);
    tree.search(root, lower, Wide::Interval, dive);
    match tree.best {
        Some(best) if is_beaten(Some(lower), Some(&best)) && greedy::keep_limits(problem, component, &best.bought) => {
            let bound = (best.cost, 1);
            Ok(finish(component.clone(), best, bound, Some(certificate), tree.spent, tree.branched))
        }
        _ => Err(tree.spent),
    }
}

/// By the programme of all days.
fn solve_whole(problem: &Problem, component: Component, effort: u64) -> Result<Solved, Unsolved> {
    let mut root = Master::new(problem, component.clone());
    let status = root.solve(effort);
    if status == Status::Infeasible {
        return Err(Unsolved::Infeasible(component));
    }
    let certificate = match status {
        Status::Optimal => root.certificate(),
        _ => root.rough_certificate(),
    };
    let lower = certificate.as_ref().map_or((0, 1), |c| (c.bound, c.parts));
    let mut tree = Tree::new(problem, effort, root.pivots());
    if status == Status::Optimal {
        let dive = effort.min(tree.spent * DIVE + DIVE_LEAST);
        if root.whole().is_err() {
            tree.search(root.clone(), lower, Wide::Interval, dive);
        }
        if !is_beaten(Some(lower), tree.best.as_ref()) {
            tree.open.clear();
            tree.leaks.clear();
            tree.search(root, lower, Wide::Steady, effort);
        }
    } else {
        tree.leaks.push(lower);
    }
    tree.leaks.extend(tree.open.iter().map(|&(_, bound)| bound));
    if !tree.leaks.is_empty()
        && let Some((bought, placements)) = greedy::greedy(problem, &component)
    {
        keep_better(problem, &mut tree.best, bought, placements);
    }
    let best = tree.best.ok_or(Unsolved::OutOfEffort)?;
    let bound = lowest(&tree.leaks, &best);
    Ok(finish(component, best, bound, certificate, tree.spent, tree.branched))
}

/// The search below a root.
struct Tree<'p> {
    problem: &'p Problem<'p>,
    effort: u64,
    spent: u64,
    best: Option<Best>,
    /// Bounds of nodes that a whole solution left without proving them done.
    leaks: Vec<(i128, i128)>,
    /// Nodes to come, with their bounds, the next ones last.
    open: Vec<(Master<'p>, (i128, i128))>,
    branched: bool,
}

/// How many days a branch says something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wide {
    /// All days of an interval: finds whole plans fast, but leaves some out.
    Interval,
    /// Only days during which some optimal plan changes nothing: leaves nothing out.
    Steady,
}

impl<'p> Tree<'p> {
    fn new(problem: &'p Problem<'p>, effort: u64, spent: u64) -> Self {
        Self {
            problem,
            effort,
            spent,
            best: None,
            leaks: Vec::new(),
            open: Vec::new(),
            branched: false,
        }
    }

    /// Depth first, the nearer half first, until nothing better than the best can be left or the effort is used up.
    fn search(&mut self, root: Master<'p>, lower: (i128, i128), wide: Wide, until: u64) {
        self.look(root, lower, wide);
        while let Some((mut master, bound)) = self.open.pop() {
            if is_beaten(Some(lower), self.best.as_ref()) {
                self.open.clear();
                return;
            }
            if is_beaten(Some(bound), self.best.as_ref()) {
                continue;
            }
            if self.spent >= until.min(self.effort) {
                self.open.push((master, bound));
                return;
            }
            let before = master.pivots();
            let status = master.solve(before + (self.effort - self.spent));
            self.spent += master.pivots() - before + NODE_EFFORT;
            match status {
                Status::Infeasible => {}
                Status::Exhausted | Status::Lost => {
                    self.open.push((master, bound));
                    return;
                }
                Status::Optimal => {
                    let own = master.certificate().map_or(bound, |c| (c.bound, c.parts));
                    self.look(master, own, wide);
                }
            }
        }
    }

    /// Takes a solved node's whole solution, or opens its two halves.
    fn look(&mut self, master: Master<'p>, bound: (i128, i128), wide: Wide) {
        if is_beaten(Some(bound), self.best.as_ref()) {
            return;
        }
        match master.whole() {
            Ok((bought, placements)) => {
                let cost = keep_better(self.problem, &mut self.best, bought, placements);
                // A whole solution closes its node only if the bound says that the node has nothing better.
                if bound.0 <= (cost - 1) * bound.1 {
                    self.leaks.push(bound);
                }
            }
            Err(fraction) => {
                self.branched = true;
                let (first, second) = branches(&master, fraction, wide);
                let mut other = master.clone();
                other.add_branch(second);
                self.open.push((other, bound));
                let mut near = master;
                near.add_branch(first);
                self.open.push((near, bound));
            }
        }
    }
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
fn branches(master: &Master, fraction: Fraction, wide: Wide) -> (Branch, Branch) {
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
    let (from, to) = (master.grid[interval], master.grid[interval + 1]);
    let (from, to) = match wide {
        Wide::Interval => (from, to),
        Wide::Steady => master.steady(from, to),
    };
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
