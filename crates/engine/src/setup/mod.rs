//! Setting up partners, applications and sandboxes.

mod partner;

pub use partner::CreatePartner;
