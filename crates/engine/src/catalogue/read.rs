//! Questions about the catalogue's versions, and what an import would do.

use super::{
    files::ImportFile,
    import::{self, ImportReport, Summary},
};
use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::{instants::Instant, promotions::Holdings};
use nahtlos_store::{catalogue, licenses, subscriptions};

/// Most versions in one answer.
const VERSIONS: i64 = 1000;

/// A version of the catalogue: one file, applied whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueVersion {
    /// From 1.
    pub version: i64,
    /// When it was applied.
    pub at: Instant,
    /// Kind of file.
    pub kind: String,
    /// Digest of the file's bytes.
    pub digest: String,
    /// What it changed.
    pub summary: Summary,
}

impl From<catalogue::Version> for CatalogueVersion {
    fn from(row: catalogue::Version) -> Self {
        Self {
            version: row.version,
            at: row.at,
            kind: row.kind,
            digest: row.digest,
            summary: serde_json::from_str(&row.summary).unwrap_or_default(),
        }
    }
}

/// What a customer has, as promotions ask for it.
#[derive(Debug)]
pub struct Owned {
    subscriptions: Vec<nahtlos_model::subscriptions::Subscription>,
    licences: Vec<nahtlos_model::ids::SkuId>,
}

impl Owned {
    /// For the model's decision.
    pub fn holdings(&self) -> Holdings<'_> {
        Holdings {
            subscriptions: &self.subscriptions,
            licences: &self.licences,
        }
    }
}

impl Reading {
    /// Versions of the catalogue, newest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn catalogue_versions(&mut self) -> Result<Vec<CatalogueVersion>, Halt> {
        let found = catalogue::versions(&mut self.tx, VERSIONS).await?;
        Ok(found.into_iter().map(CatalogueVersion::from).collect())
    }

    /// What an import would do; nothing is written.
    ///
    /// # Errors
    /// Faults only.
    pub async fn try_import(&mut self, file: &ImportFile) -> Result<ImportReport, Halt> {
        Ok(import::look(&mut self.tx, file).await?.1)
    }

    /// What the customer has, from every seller.
    ///
    /// # Errors
    /// Faults only.
    pub async fn owned(&mut self) -> Result<Owned, Halt> {
        let tenant = self.tenant();
        let subscriptions = subscriptions::list(&mut self.tx, &tenant).await?;
        let pools = licenses::pools(&mut self.tx, &tenant).await?;
        let usable = pools.iter().filter(|(_, pool)| pool.usable() > 0);
        Ok(Owned {
            subscriptions,
            licences: usable.map(|(sku, _)| *sku).collect(),
        })
    }
}

impl Engine {
    /// The last version of each kind of file, for the installation itself.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn latest_imports(&self) -> Result<Vec<CatalogueVersion>, Halt> {
        let found = catalogue::latest(&mut self.inner.store.reader().await?).await?;
        Ok(found.into_iter().map(CatalogueVersion::from).collect())
    }

    /// What an import by the installation itself would do; nothing is written.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn try_import(&self, file: &ImportFile) -> Result<ImportReport, Halt> {
        Ok(import::look(&mut self.inner.store.reader().await?, file).await?.1)
    }
}
