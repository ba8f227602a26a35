//! Customers, their profiles and relationships.

pub mod overage;
pub mod read;

pub use overage::SetOverage;
