//! The catalogue as a whole: files taken in, versions, margins.

mod imports;
mod margins;
mod versions;

use super::openapi::Bytes;
use super::routes::{Route, route};
use nahtlos_wire::{Collection, imports as wire, margins::MarginList};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("catalogue", PartnerCenter, Token, Read,   "GET",  "/v1/margins",                  "get margins",             margins::handle).ok::<MarginList>(),
    route!("catalogue", PartnerCenter, Token, Read,   "GET",  "/v1/margins/download",         "download margins",        margins::download).asks("country:country! targetSegment:segment").media(200, "text/csv"),
    route!("catalogue", Own,           Token, Upload, "POST", "/moves/v1/catalogue/imports",  "import catalogue file",   imports::handle).asks("kind file dryRun:boolean").body::<Bytes>("application/octet-stream", true).ok::<wire::CatalogueImport>().creates::<wire::CatalogueImport>().answers::<wire::CatalogueRefused>(400),
    route!("catalogue", Own,           Token, Read,   "GET",  "/moves/v1/catalogue/versions", "list catalogue versions", versions::handle).ok::<Collection<wire::CatalogueVersion>>(),
];
