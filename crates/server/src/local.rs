//! The engine on a database of this machine, without a listener: for the command line's own work on it, such as taking files in.
//!
//! Used by `catalogue import`, and by the start of the service, which opens the same way. It must never listen or answer anybody.

use crate::{
    ambient::{Machine, guid},
    config::Config,
};
use nahtlos_engine::{Engine, LiteOptions, Location, Settings};
use std::sync::Arc;

/// What the engine is told of the settings. Every opening gets a node name of its own.
pub(crate) fn settings(config: &Config) -> Settings {
    Settings {
        location: match config.ephemeral {
            true => Location::Memory,
            false => Location::parse(&config.database.0),
        },
        lite: LiteOptions {
            durable: !config.fast_and_loose,
            ..LiteOptions::default()
        },
        connections: config.connections,
        sandbox: config.sandbox,
        begins: config.sandbox_begins,
        provisioning_ms: config.provisioning_minutes * 60_000,
        notices: config.smtp.is_some(),
        node: guid(),
        lease_ms: i64::from(config.lease_seconds.max(1)) * 1000,
        side_by_side: true,
    }
}

/// Opens the database that the settings name, and makes it where there is none. End with [`Engine::close`].
///
/// # Errors
/// Says what is wrong with the database.
pub async fn open(config: &Config) -> Result<Engine, String> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Engine::open(&settings(config), Arc::new(Machine)).await.map_err(|e| e.to_string())
}
