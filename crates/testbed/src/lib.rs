//! What tests stand on: a PostgreSQL cluster of their own, temporary folders, and a store on each engine.
//!
//! Used as a dev-dependency only; no program links it. Missing PostgreSQL fails a test with a sentence that says what to install,
//! it never skips one. Nothing here may outlive the test process: servers and folders go when it ends, even when it is killed.

mod account;
mod engines;
mod postgres;
mod programs;
mod watcher;
mod work;

pub use engines::{Engines, Place};
pub use postgres::{Database, Postgres, Settings};
pub use tempfile::TempDir;
pub use work::{Doing, work};

/// A temporary folder, removed when dropped.
///
/// # Panics
/// When it cannot be made.
pub fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("nahtlos-")
        .tempdir()
        .expect("a temporary folder can be made")
}
