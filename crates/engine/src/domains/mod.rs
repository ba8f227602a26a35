//! Domains of a tenant: added, proved, changed, removed. The DNS is asked by the server, outside of any transaction.

pub mod add;
pub mod change;
pub mod read;

pub use add::{AddDomain, VerifyDomain};
pub use change::{RemoveDomain, UpdateDomain};
pub use read::Organization;
