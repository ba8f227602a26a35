//! Users of a tenant's directory.

pub mod delete;
