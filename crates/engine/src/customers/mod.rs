//! Customers, their profiles and relationships.

pub mod create;
pub mod delete;
pub mod end;
pub mod list;
pub mod overage;
pub mod profile;
pub mod qualify;
pub mod read;
pub mod search;
pub mod services;
pub mod verified_domain;

pub use create::{CreateCustomer, Created};
pub use delete::DeleteCustomer;
pub use end::{EndRelationship, Ending};
pub use nahtlos_store::customers::Listed;
pub use overage::SetOverage;
pub use profile::UpdateBillingProfile;
pub use qualify::{AskQualification, SetQualification};
pub use verified_domain::{AddVerifiedDomain, VerifiedDomain};
