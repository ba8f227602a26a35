//! What the contract test needs: samples of every resource, and the tables they are held against.
//!
//! Used by `contract.rs`. Nothing here knows a resource's fields; they come from the shapes themselves.

pub(crate) mod filler;
pub(crate) mod kinds;
pub(crate) mod resources;
pub(crate) mod tables;
