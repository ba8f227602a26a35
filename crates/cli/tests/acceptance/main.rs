//! Acceptance tests: the real binary, one file per capability. Nothing here looks inside a crate.

mod actor;
mod audit;
mod campaign;
mod catalogue;
mod center;
mod demo;
mod endings;
mod ephemeral;
mod import;
mod messages;
mod reference;
mod sandbox;
mod whole_job;
