//! Migrations of legacy subscriptions to new commerce: asked about, created, scheduled, done when they fall due.
//!
//! Bundles go wholly or not: everything is decided before anything is saved, and all of it is saved in one transaction.

pub mod create;
pub(crate) mod due;
mod facts;
mod part;
pub mod read;
pub(crate) mod renewal;
mod save;
pub mod schedule;

pub use create::CreateMigration;
pub use read::{Place, Query};
pub use schedule::{CancelSchedule, ChangeSchedule, ScheduleMigration};
