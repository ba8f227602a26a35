//! Customer agreements: templates, confirmations, attestations of many at once, and who among partners has signed.

pub mod attest;
pub mod confirm;
pub mod read;

pub use attest::{AttestAgain, Attestation};
pub use confirm::ConfirmAgreement;
pub use read::{Record, Signer};

/// The template of the present customer agreement.
pub const TEMPLATE: &str = nahtlos_model::agreements::CUSTOMER_AGREEMENT;
