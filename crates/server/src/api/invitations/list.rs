//! The caller's invitations, newest first, page by page; those that wait for an answer, the first to expire first; and all in numbers.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, invitations::Asked};
use nahtlos_model::{invitations::InvitationStatus, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, invitations as wire};

/// Invitations in one page when the caller names no size.
const SIZE: i64 = 50;
/// Most of one page.
const MOST: i64 = 200;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let status = ask.query.get("status").map(read_status).transpose()?;
    if ask.query.flag("waiting") {
        return waiting(&ask, size).await;
    }
    let before = ask.query.get("before").map(str::to_ascii_lowercase);
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    let sought = ask.query.get("q");
    // One more than asked for tells whether there is another page.
    let mut found = match (sought, status) {
        (Some(_), Some(_)) => return Err(Refusal::property("q", "does not go together with status").into()),
        (Some(text), None) => reading.invitations_sought(before.as_deref(), size + 1, text).await?,
        (None, status) => reading.invitations(before.as_deref(), size + 1, status).await?,
    };
    let (mut page, last) = page_of(&ask, &mut found, size);
    if let Some(last) = last {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("size", &size.to_string());
        for (name, value) in [("status", status.map(|s| s.to_string())), ("q", sought.map(str::to_owned))] {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        query.append_pair("before", &last.invitation.id);
        let next = format!("/moves/v1/invitations?{}", query.finish());
        page = page.with_link("next", Link::get(next));
    }
    Ok(Answer::ok(&page))
}

/// A page of what was found, of which one more was asked for; its last one, where there is another page.
fn page_of<'a>(ask: &Ask, found: &'a mut Vec<Asked>, size: i64) -> (Collection<wire::Invitation>, Option<&'a Asked>) {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = found.len() > size;
    found.truncate(size);
    let view = ask.view();
    let page = Collection::of(found.iter().map(|asked| view.invitation(asked)).collect());
    (page, found.last().filter(|_| more))
}

/// `after` is the place of the last of the page before.
async fn waiting(ask: &Ask, size: i64) -> Result<Answer, Problem> {
    for other in ["status", "q", "before"] {
        if ask.query.get(other).is_some() {
            return Err(Refusal::property(other, "does not go together with waiting").into());
        }
    }
    let after = match ask.query.get("after") {
        Some(text) => Some(text.split_once('/').ok_or_else(|| {
            let why = "is no place of a page: take it from the link “next” of the page before";
            Refusal::property("after", why)
        })?),
        None => None,
    };
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    let mut found = reading.waiting_invitations(after, size + 1).await?;
    let (mut page, last) = page_of(ask, &mut found, size);
    if let Some(last) = last {
        let place = format!("{}/{}", last.invitation.expires, last.invitation.id);
        let next = format!("/moves/v1/invitations?size={size}&waiting=true&after={place}");
        page = page.with_link("next", Link::get(next));
    }
    Ok(Answer::ok(&page))
}

/// All of them in numbers.
pub(crate) async fn summary(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    let counts = reading.invitation_summary().await?;
    let count = |(status, count): &(String, i64)| wire::InvitationCount {
        status: status.parse().ok(),
        count: Some(*count),
    };
    Ok(Answer::ok(&Collection::of(counts.iter().map(count).collect())))
}

fn read_status(text: &str) -> Result<InvitationStatus, Refusal> {
    let spelled = text.parse::<wire::InvitationStatus>().map_err(|e| e.to_string());
    let known = spelled.and_then(|s| s.as_str().parse().map_err(|_| s.as_str().to_owned()));
    known.map_err(|reason| Refusal::property("status", reason))
}
