//! Setting up partners, applications and sandboxes.

mod bulk;
mod partner;
pub mod sandbox;

pub use bulk::Bulk;
pub use partner::CreatePartner;
pub use sandbox::SandboxSecrets;
