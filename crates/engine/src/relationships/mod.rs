//! Relationships: between partners and customers, between providers and their resellers, and customers' consents to applications.
//!
//! Invitations lead here when they are accepted. Ending a relationship is a change of the customer and stands with customers.

mod accept;
mod consent;
pub(crate) mod dap;
mod join;
mod link;
pub(crate) mod pair;
mod read;
mod sandbox;

pub(crate) use accept::{Terms, accept, check_contact};
pub use consent::{AddConsent, DropConsent};
pub use join::JoinPartner;
pub use link::{IS_PROVIDER, IS_RESELLER, LinkPartners};
pub use pair::Pair;
pub use read::Other;
pub use sandbox::{CreateSandboxReseller, Created, DeleteSandboxReseller, SandboxReseller};
