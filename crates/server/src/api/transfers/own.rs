//! Our own: a partner's transfers over all of its customers, and the decline of a request.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    transfers::{Answer as Given, AnswerTransfer, Listed},
};
use nahtlos_model::{permissions::Action, refusals::Refusal, transfers::Side};
use nahtlos_wire::{Collection, Link, transfers as wire};

/// Transfers of a page when the caller names no size.
const SIZE: i64 = 100;
/// Most of one page.
const MOST: i64 = 1000;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let side = match ask.query.get("direction").map(str::to_ascii_lowercase).as_deref() {
        None => None,
        Some("incoming") => Some(Side::Target),
        Some("outgoing") => Some(Side::Source),
        Some(word) => return Err(Refusal::unknown_word("direction", word, ["incoming", "outgoing"]).into()),
    };
    let open = match ask.query.get("open").map(str::to_ascii_lowercase).as_deref() {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(other) => return Err(Refusal::property("open", format!("{other} is neither true nor false")).into()),
    };
    let before = ask.query.get("before").map_or_else(|| "~".to_owned(), str::to_ascii_lowercase);
    let mut reading = ask.read(Need::own(Action::ReadSubscriptions)).await?;
    // One more than asked for tells whether there is another page.
    let mut found = reading.own_transfers(side, open, &before, size + 1).await?;
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(0));
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|listed| view.partner_transfer(listed)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        let direction = ask.query.get("direction").map(|d| format!("&direction={}", d.to_ascii_lowercase()));
        let open = open.map(|open| format!("&open={open}"));
        let filters = direction.unwrap_or_default() + &open.unwrap_or_default();
        let next = format!("{}?size={size}{filters}&before={}", wire::PATH, last.transfer.id);
        page = page.with_link("next", Link::get(next));
    }
    Ok(Answer::ok(&page))
}

pub(crate) async fn decline(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::TransferDecline = if ask.body.is_empty() {
        wire::TransferDecline::default()
    } else {
        ask.read_body()?
    };
    let command = AnswerTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
        answer: Given::Reject {
            reason: sent.reason.map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()),
        },
    };
    let caller = ask.call.actor.tenant_id.clone();
    let view = ask.view();
    ask.write(command, move |t| {
        let listed = Listed {
            side: t.side(&caller).unwrap_or(Side::Source),
            customer_name: t.said.customer_name.clone().unwrap_or_default(),
            transfer: t.clone(),
        };
        Answer::ok(&view.partner_transfer(&listed))
    })
    .await
}
