//! The list of an archive: what it is evidence of, and every part with its SHA-256. The center signs its bytes.

use super::{json, zip::Member};
use nahtlos_model::moves::Move;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// What an archive calls itself.
pub const SCHEMA: &str = "nahtlos.evidence/1";
/// Name of the list, the first part.
pub const MANIFEST: &str = "manifest.json";
/// Name of the signature, the last part.
pub const SIGNATURE: &str = "signature.json";
/// Goes before the list in what is signed, so that a signature is good for nothing else.
const SIGNED: &[u8] = b"nahtlos evidence\n";

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: String,
    /// The move.
    pub move_id: String,
    /// The partner who carries it out.
    pub partner_id: String,
    /// The customer's tenant.
    pub customer_id: String,
    /// The customer's name.
    pub customer_name: String,
    /// The move's state.
    pub state: String,
    /// Whether nothing more happens to it.
    pub is_over: bool,
    /// Length of its journal.
    pub entries: i64,
    /// Hash of the journal's last entry.
    pub head: String,
    /// Fingerprint of the certificate by which this list is signed: SHA-256 of its DER form, in hexadecimal.
    pub key: String,
    /// Every other part but the signature, by name.
    pub members: Vec<Listed>,
}

/// A part in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Listed {
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The list of parts of a move.
    pub fn of(of: &Move, key: &str, members: &[Member]) -> Self {
        let listed = |one: &Member| Listed {
            name: one.name.clone(),
            size: one.bytes.len() as u64,
            sha256: sha256(&one.bytes),
        };
        Self {
            schema: SCHEMA.to_owned(),
            move_id: of.id.clone(),
            partner_id: of.partner_id.clone(),
            customer_id: of.customer.tenant_id.clone(),
            customer_name: of.customer.name.clone(),
            state: of.state.to_string(),
            is_over: of.state.is_over(),
            entries: of.entries,
            head: of.head.clone(),
            key: key.to_owned(),
            members: members.iter().map(listed).collect(),
        }
    }

    /// As it stands in an archive.
    pub fn bytes(&self) -> Vec<u8> {
        json(self)
    }
}

/// What is signed of a list: SHA-256 of a line that says what for, and its bytes.
pub(super) fn signed(manifest: &[u8]) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(SIGNED);
    sha.update(manifest);
    sha.finalize().into()
}

/// SHA-256, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
