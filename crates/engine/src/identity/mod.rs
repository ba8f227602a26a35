//! Who signs in, and with what: tenants, applications with their secrets and consents, people, grants, and the keys that sign tokens.
//!
//! The server makes tokens of this; nothing here knows what a token looks like.

pub mod applications;
pub mod contracts;
pub mod factors;
pub mod grants;
pub mod keys;
pub mod passkeys;
pub mod people;
pub mod principals;
pub mod provider;
pub mod reach;
pub mod secret;
pub mod sessions;
pub mod tenants;

pub use applications::{AddSecret, BUILT_IN, ChangeApplication, RegisterApplication, RemoveSecret};
pub use contracts::Contract;
pub use factors::SharedKey;
pub use grants::{Grant, NotTaken, ProofMethod, Redemption};
pub use passkeys::{MOST_PASSKEYS, Passkey};
pub use people::{Person, SignIn};
pub use principals::{AssignAppRole, Assignment, Principal};
pub use reach::{Consent, ConsentGrant};
pub use secret::{Cost, secret_id};
pub use sessions::{Listed, Session, Stage, Visit};
pub use tenants::Tenant;
