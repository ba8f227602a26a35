//! Licences: assigned to users directly and through groups, seats taken in the same transaction.

pub mod assign;
pub mod groups;
pub mod read;
pub mod transfer;

pub use assign::{AssignLicenses, Reprocess};
pub use groups::{AddMember, AssignGroupLicenses, RemoveMember};
