//! Pure algorithms of a move: the exact least-cost plan, its explanation and its proof.
//!
//! Called by the command line and later by the engine. No I/O, no clock, no randomness, no async:
//! the same case gives the same plan, byte for byte.

mod cohort;
mod coupled;
mod cover;
mod document;
mod kinds;
mod lp;
mod placing;
mod prices;
mod problem;
mod refusal;
mod sets;
mod solve;
mod timeline;

pub mod campaign;
pub mod explain;
pub mod present;
pub mod schedule;
pub mod verify;
pub mod whatif;

use nahtlos_model::{
    case::Case,
    plan::{Plan, Refusal},
};

/// The cheapest plan of a case in which no user loses a service, or why there is none.
///
/// The plan's cost is the exact minimum and says how that was proved; when the effort runs out
/// its method is `gap` (move model §6), or, before any plan was found, the refusal says `effortUsedUp`. The same case gives the same plan, byte for byte.
///
/// # Errors
/// A refusal that names the users, the plans nobody sells and what comes nearest.
pub fn plan(case: &Case, options: &Options) -> Result<Plan, Refusal> {
    let problem = problem::Problem::new(case).map_err(refusal::because)?;
    let solution = solve::solve(&problem, options.effort).map_err(|no| refusal::refusal(&problem, no, options.effort))?;
    document::plan(&problem, &solution, options.effort).map_err(|too_large| refusal::because(too_large.into()))
}

/// How hard to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Search work allowed, in pivots of the linear programme and branch nodes; never time.
    pub effort: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { effort: 2_000_000 }
    }
}
