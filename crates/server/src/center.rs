//! What every request shares: the engine, the identity, the texts, the settings.

use crate::{config::Config, identity::Identity, texts::Texts};
use nahtlos_engine::Engine;

/// The center.
#[derive(Debug)]
pub struct Center {
    /// The use cases.
    pub engine: Engine,
    /// Settings.
    pub config: Config,
    pub(crate) identity: Identity,
    pub(crate) texts: Texts,
    /// Name of this process in replies.
    pub(crate) node: String,
}
