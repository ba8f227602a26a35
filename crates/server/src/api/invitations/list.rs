//! The caller's invitations, newest first, page by page.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{invitations::InvitationStatus, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, invitations as wire};

/// Invitations in one page when the caller names no size.
const SIZE: i64 = 50;
/// Most of one page.
const MOST: i64 = 200;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let status = ask.query.get("status").map(read_status).transpose()?;
    let before = ask.query.get("before").map(str::to_ascii_lowercase);
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    // One more than asked for tells whether there is another page.
    let mut found = reading.invitations(before.as_deref(), size + 1, status).await?;
    let more = found.len() > usize::try_from(size).unwrap_or(usize::MAX);
    if more {
        found.pop();
    }
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|asked| view.invitation(asked)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        let filter = status.map(|s| format!("&status={s}")).unwrap_or_default();
        let next = format!("/moves/v1/invitations?size={size}{filter}&before={}", last.invitation.id);
        page = page.with_link("next", Link::get(next));
    }
    Ok(Answer::ok(&page))
}

fn read_status(text: &str) -> Result<InvitationStatus, Refusal> {
    let spelled = text.parse::<wire::InvitationStatus>().map_err(|e| e.to_string());
    let known = spelled.and_then(|s| s.as_str().parse().map_err(|_| s.as_str().to_owned()));
    known.map_err(|reason| Refusal::property("status", reason))
}
