//! Archives of evidence: what happened in a move, in one file that anybody can check without the center. Format and canonical form:
//! `docs/evidence.md`.
//!
//! [`compose()`] makes the parts of what the center keeps, [`seal`] writes the file; [`verify()`] reads one and says what does not hold. How a
//! signature is made and checked, and how a plan is proved, comes from outside: here is neither a key nor a planner.

mod compose;
mod manifest;
mod read;
mod verify;
pub mod zip;

pub use compose::{Sources, compose, seal};
pub use manifest::{Listed, MANIFEST, Manifest, SCHEMA, SIGNATURE, sha256};
pub use read::read;
pub use verify::{CheckSignature, Verdict, verify};

use serde::Serialize;

/// Names of parts.
pub mod names {
    /// The move, as it stood.
    pub const MOVE: &str = "move.json";
    /// Its journal, an entry a line.
    pub const JOURNAL: &str = "journal.jsonl";
    /// Lines of the ledger.
    pub const LEDGER: &str = "ledger.json";
    /// Who said yes to what.
    pub const ACCEPTANCES: &str = "acceptances.json";
    /// Table of steps.
    pub const STEPS: &str = "steps.json";
    /// Table of cover.
    pub const COVER: &str = "cover.json";
    /// Table of money.
    pub const MONEY: &str = "money.json";
    /// Folder of estates, policies and plans: `documents/plan-1.json`.
    pub const DOCUMENTS: &str = "documents/";
    /// Folder of catalogues, each named by its SHA-256.
    pub const CATALOGUES: &str = "catalogues/";
    /// The report in a language.
    pub fn report(language: &str) -> String {
        format!("report.{language}.html")
    }
}

/// A document as it stands in an archive: indented, a line end at the end.
fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("texts and numbers can be written");
    bytes.push(b'\n');
    bytes
}
