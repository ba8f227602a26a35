//! What could be replaced, and the channel transfers that there are: of a customer, and over all customers of the caller.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{instants::Instant, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, channel_transfers as wire};

/// Channel transfers of a page when the caller names no size.
const SIZE: i64 = 100;
/// Most of one page.
const MOST: i64 = 1000;

pub(crate) async fn sources(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadOrders, &ask.id(0))).await?;
    let mut found = reading.channel_sources().await?;
    if let Some(channel) = ask.query.get("channel") {
        found.retain(|s| s.subscription.channel.as_str().eq_ignore_ascii_case(channel));
    }
    let view = ask.view();
    Ok(Answer::ok(&Collection::of(found.iter().map(|s| view.channel_source(s)).collect())))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let open = match ask.query.get("open").map(str::to_ascii_lowercase).as_deref() {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(other) => return Err(Refusal::property("open", format!("{other} is neither true nor false")).into()),
    };
    let mut reading = ask.read(Need::customer(Action::ReadOrders, &ask.id(0))).await?;
    let found = reading.channel_transfers(open).await?;
    let view = ask.view();
    Ok(Answer::ok(&Collection::of(
        found.iter().map(|t| view.channel_transfer(t)).collect(),
    )))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadOrders, &ask.id(0))).await?;
    let found = reading.channel_transfer(&ask.id(1)).await?;
    let etag = format!("\"{}\"", found.version);
    Ok(Answer::ok(&ask.view().channel_transfer(&found)).with("etag", etag))
}

/// Soonest first; `before` is where the last page ended: its last transfer's first day in milliseconds, and its id.
pub(crate) async fn own(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let status = ask.query.get("status").map(str::parse::<wire::ChannelTransferStatus>).transpose();
    let status = status
        .map_err(|error| Refusal::property("status", error))?
        .map_or("", wire::ChannelTransferStatus::as_str);
    let after = match ask
        .query
        .get("before")
        .map(|text| text.split_once('_').and_then(|(ms, id)| Some((ms.parse::<i64>().ok()?, id))))
    {
        None => (i64::MIN, String::new()),
        Some(Some((ms, id))) => (ms, id.to_ascii_lowercase()),
        Some(None) => return Err(Refusal::property("before", "is no place where a page ended; take it from the link next").into()),
    };
    let mut reading = ask.read(Need::own(Action::ReadOrders)).await?;
    let mut found = reading.own_channel_transfers((after.0, &after.1), status, size + 1).await?;
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(0));
    let view = ask.view();
    let mut page = Collection::of(found.iter().map(|t| view.channel_transfer(t)).collect());
    if let Some(last) = found.last().filter(|_| more) {
        let filter = if status.is_empty() {
            String::new()
        } else {
            format!("&status={status}")
        };
        let place = format!("{}_{}", Instant::start_of(last.starts()).0, last.id);
        page = page.with_link("next", Link::get(format!("{}?size={size}{filter}&before={place}", wire::PATH)));
    }
    Ok(Answer::ok(&page))
}
