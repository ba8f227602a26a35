//! Our own: catalogue files, taken in by the programme's administrators, and the versions they became.
//!
//! Used through `Client::imports`. A file is taken in whole or not at all; the same file again changes nothing.

use crate::{Error, noun};
use nahtlos_wire::imports::{CatalogueImport, CatalogueVersion};
use reqwest::Method;

noun! {
    /// Catalogue files and their versions.
    Imports
}

/// A file to be taken in.
#[derive(Debug, Clone, Copy)]
pub struct CatalogueFile<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// What it holds (`prices`, `offers`, …); `None`: its header tells.
    pub kind: Option<&'a str>,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Imports {
    /// Takes a file in; a dry run only says what that would change.
    pub async fn create(&self, file: CatalogueFile<'_>, dry_run: bool) -> Result<CatalogueImport, Error> {
        let call = self.client.own(Method::POST, "/moves/v1/catalogue/imports", &[]);
        let call = call.query("file", file.name).maybe("kind", file.kind);
        let call = call.maybe("dryRun", dry_run.then_some("true"));
        call.raw("text/csv", file.bytes.to_vec()).read().await
    }

    /// The versions that were applied, the last first.
    pub async fn versions(&self) -> Result<Vec<CatalogueVersion>, Error> {
        let call = self.client.own(Method::GET, "/moves/v1/catalogue/versions", &[]);
        call.items().await
    }
}
