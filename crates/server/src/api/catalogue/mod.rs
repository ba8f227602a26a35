//! The catalogue as a whole: files taken in, versions, margins.

mod imports;
mod margins;
mod versions;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("catalogue", PartnerCenter, Token, Read,   "GET",  "/v1/margins",                  "get margins",             margins::handle),
    route!("catalogue", PartnerCenter, Token, Read,   "GET",  "/v1/margins/download",         "download margins",        margins::download),
    route!("catalogue", Own,           Token, Upload, "POST", "/moves/v1/catalogue/imports",  "import catalogue file",   imports::handle),
    route!("catalogue", Own,           Token, Read,   "GET",  "/moves/v1/catalogue/versions", "list catalogue versions", versions::handle),
];
