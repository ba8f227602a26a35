//! Acceptance tests: the real binary, one file per capability. Nothing here looks inside a crate.

mod accounts;
mod actor;
mod audit;
mod campaign;
mod campaign_center;
mod catalogue;
mod center;
mod demo;
mod desk;
mod endings;
mod ephemeral;
mod evidence;
mod import;
mod messages;
mod moves;
mod reference;
mod sandbox;
mod upkeep;
mod watch;
mod whole_job;
