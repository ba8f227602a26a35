//! The HTTP service of Nahtlos: the reference API under `/v1`, Graph under `/v1.0`, tokens, our own under `/moves/v1` and
//! `/sandbox/v1`, and the worker that does what falls due.
//!
//! Started by the command line and by tests through [`Running::start`]. It never names the store: everything goes through the engine.

mod ambient;
pub mod api;
pub mod archive;
mod calls;
pub mod catalogue;
mod center;
pub mod config;
mod dns;
pub mod doctor;
mod faults;
mod identity;
mod listen;
pub mod local;
pub mod logs;
mod mail;
pub mod pages;
mod remote;
mod request_log;
pub mod sandbox;
mod secrets;
pub mod seed;
mod texts;
mod tls;
pub mod upkeep;
mod watch;
mod webhooks;
mod worker;

pub use ambient::Machine;
pub use center::Center;
pub use config::Config;
pub use listen::Running;
