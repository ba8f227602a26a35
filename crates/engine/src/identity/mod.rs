//! Applications, consents, grants and signing keys.

pub mod keys;
