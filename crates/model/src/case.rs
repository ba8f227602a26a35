//! A move case: everything a plan is made from, with the digest of each file it came from.

use crate::{catalogue::Catalogue, estate::Estate, policy::Policy};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An estate, what can be bought, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What the customer holds.
    pub estate: Estate,
    /// What can be bought; shared by the cases of a campaign.
    pub catalogue: Arc<Catalogue>,
    /// What is wanted.
    pub policy: Policy,
    /// The files, in a fixed order.
    pub inputs: Vec<Input>,
}

/// A file that a plan was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Input {
    /// File name without folder.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}
