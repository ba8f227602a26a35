//! Style, script and icon: kept by browsers for ever, since their address changes with them.

use super::{frame::Trouble, table::page, visit::Visit};
use crate::{api::answer::Answer, pages::Page};

pub(super) const PAGES: &[Page] = &[page!(Anybody, Read, "GET", "/assets/{file}", file)];

async fn file(visit: Visit) -> Result<Answer, Trouble> {
    let asset = nahtlos_pages::asset(visit.param(0)).ok_or(Trouble::Missing)?;
    let kept = match visit.query.get("v") {
        Some(version) if version == asset.version => "public, max-age=31536000, immutable",
        _ => "no-cache",
    };
    Ok(Answer::bytes(asset.content_type, asset.body.as_bytes().to_vec()).with("cache-control", kept))
}
