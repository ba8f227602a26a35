//! Campaigns of the caller: all, one with how it stands.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, campaigns as wire};

/// Campaigns and customers of a page, when the caller names no size.
const SIZE: i64 = 100;
/// Most of one page.
const MOST: i64 = 1000;

pub(super) fn need() -> Need {
    Need::own(Action::ReadMoves)
}

pub(super) fn size(ask: &Ask) -> Result<i64, Refusal> {
    Ok(ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST))
}

/// Newest first; `before` is the id of the last of the page before.
pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let size = size(&ask)?;
    let before = ask.query.get("before").map(str::to_ascii_lowercase);
    let mut found = ask.read(need()).await?.campaigns(before.as_deref(), size + 1).await?;
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|of| view.campaign(of)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        page = page.with_link("next", Link::get(format!("{}?size={size}&before={}", wire::PATH, last.id)));
    }
    Ok(Answer::ok(&page))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.campaign(&ask.id(0)).await?;
    Ok(Answer::ok(&ask.view().overview(&found)))
}
