//! Where an embedded database is: in a file, or in this process's memory. Used by `lite` alone.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

/// Where an embedded database is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// In a file.
    File(PathBuf),
    /// In memory, under a name that this process alone knows.
    Memory(String),
}

impl Place {
    /// A new database in memory. It lives as long as one connection does: the writer's.
    pub(crate) fn memory() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self::Memory(format!("/memory-{}", MADE.fetch_add(1, Ordering::Relaxed)))
    }
}

/// Waits while another connection has the database in memory: readers wait for commits there, which take no time, so that the long
/// pauses of SQLite's own waiting would be most of it. Gives up after some ten seconds.
pub(crate) fn wait_a_little(times: i32) -> bool {
    match times {
        0..20 => std::thread::yield_now(),
        _ => std::thread::sleep(std::time::Duration::from_micros(200)),
    }
    times < 50_000
}
