//! Our own: which operations a center has, and how often each was called.
//!
//! Used by `/sandbox/v1/coverage`; the page `/sandbox` shows the same.

/// Where it is.
pub const PATH: &str = "/sandbox/v1/coverage";

shape! {
    pub struct Coverage {
        /// Operations that are built.
        built: u32,
        /// Operations of the reference that this center does not have; they answer 501.
        not_built: u32,
        /// Calls of all of them since the process began.
        calls: u64,
        operations: Vec<CoveredOperation>,
    }

    pub struct CoveredOperation {
        area: String,
        name: String,
        method: String,
        path: String,
        /// Whose: `partnerCenter`, `graph`, `token` or `own`.
        api: String,
        built: bool,
        calls: u64,
    }
}
