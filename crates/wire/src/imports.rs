//! Our own: catalogue files taken in, and the versions they became.
//!
//! Used by `/moves/v1/catalogue/imports` and `/moves/v1/catalogue/versions`.

use nahtlos_model::instants::Instant;
use serde_json::Value;

shape! {
    /// What an import did, or would do (`dryRun`). Without `version` nothing was written.
    pub struct CatalogueImport {
        kind: String,
        file: String,
        digest: String,
        version: i64,
        dry_run: bool,
        unchanged: bool,
        added: u64,
        changed: u64,
        removed: u64,
        examples: Vec<CatalogueChange>,
        warnings: Vec<FileProblem>,
    }

    /// A row that is added, changed or removed.
    pub struct CatalogueChange {
        change: String,
        row: String,
        key: String,
        old: Value,
        new: Value,
    }

    /// What is odd or wrong with a file, and where.
    pub struct FileProblem {
        file: String,
        line: u64,
        column: u64,
        code: String,
        found: String,
        message: String,
        mend: String,
        severity: String,
    }

    /// The error body for a file that is refused.
    pub struct CatalogueRefused {
        code: String,
        description: String,
        data: Vec<String>,
        source: String,
        problems: Vec<FileProblem>,
    }

    /// One file, applied whole.
    pub struct CatalogueVersion {
        version: i64,
        at: Instant,
        kind: String,
        digest: String,
        file: String,
        bundled: bool,
        added: u64,
        changed: u64,
        removed: u64,
    }
}
