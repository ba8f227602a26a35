//! The part of Graph v1.0 that we speak: users, groups, licences, company subscriptions, domains, delegated admin relationships, batches.
//!
//! Used by Graph's operations. `$select` works on JSON, so every field may be missing; fields that the reference writes as null are
//! written as null. Bodies that create or change have shapes of their own, so that nobody sends what only the service may say.

pub mod applications;
pub mod batch;
pub mod collection;
pub mod contracts;
pub mod domains;
pub mod groups;
pub mod licenses;
pub mod organization;
pub mod relationships;
pub mod skus;
pub mod subscriptions;
pub mod users;

pub use collection::{ErrorDetail, GraphCollection, GraphError, InnerError, Problem, Reference};
