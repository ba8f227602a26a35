//! The catalogue: imported in versions, loaded into an assortment that decisions read.

pub mod files;
pub mod import;
pub mod load;
pub mod price_files;
pub mod read;
pub mod rows;

pub use files::{FileKind, ImportFile};
pub use import::ImportReport;
pub use read::CatalogueVersion;
