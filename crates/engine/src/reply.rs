//! Replies as they are kept for repeated requests. The server says how a result is written; the engine only keeps it.

use std::sync::Arc;

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Header `Location`.
    pub location: Option<String>,
    /// Body.
    pub body: Vec<u8>,
}

/// Writes a result as a reply.
pub type Render<T> = Arc<dyn Fn(&T) -> Reply + Send + Sync>;
