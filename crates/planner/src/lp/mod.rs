//! A sparse simplex for the coupled pools: columns are added while it runs, a basis can be
//! carried over to a changed programme. Called by `coupled` only; it knows nothing of moves.
//! Floating point lives here alone: whatever it says is rechecked in whole numbers by its caller.

mod basis;
mod dual;
mod factor;
mod primal;
mod programme;
mod sparse;

pub(crate) use programme::{Outcome, Simplex, Var, spread};
