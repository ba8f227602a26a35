//! Moves, simulated: the real engine, store and planner, a virtual clock, a vendor with the center's own rules, people, faults in every port,
//! crashes before and after every transaction and call. Everything comes from a seed: the same seed is the same story, byte for byte.
//!
//! Called by `cargo xtask sim` and by this crate's tests; never part of the product. Nothing here may share code with what it checks.

mod agenda;
pub mod breaks;
mod build;
mod chance;
mod checks;
mod core;
mod course;
mod crash;
mod ear;
pub mod faults;
mod lies;
mod people;
mod refused;
mod story;
mod time;
mod wire;
mod world;

pub use breaks::Break;
pub use checks::CHECKS;
pub use faults::Fault;
pub use story::{Finding, Story};

/// Which simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Everything comes from it.
    pub seed: u64,
    /// Nothing goes wrong, and everybody is willing.
    pub calm: bool,
    /// What is broken on purpose.
    pub broken: Option<Break>,
}

/// What came of a seed.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// What must never be, and was; then the simulation stopped.
    pub finding: Option<Finding>,
    /// What happened.
    pub story: Story,
    /// Days simulated, of all moves together.
    pub days: i64,
    /// Events.
    pub events: u64,
    /// Deeds that the vendor did.
    pub deeds: u64,
    /// Crashes.
    pub crashes: u64,
    /// Looks of the checkers at a tenant.
    pub checks: u64,
    /// How often which fault came.
    pub faults: Vec<(Fault, u64)>,
    /// How each move ended.
    pub ends: Vec<String>,
}

/// Lets a seed happen.
///
/// # Errors
/// What is broken in the simulation itself, or in the database; never what is found.
pub fn run(options: &Options) -> Result<Outcome, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| error.to_string())?;
    let heard = ear::Ear::default();
    let dispatch = tracing::Dispatch::new(heard.clone());
    tracing::dispatcher::with_default(&dispatch, || runtime.block_on(course::run(options, &heard))).map_err(|halt| halt.to_string())
}
