//! Our own: what was delivered, what was given up, and sending again.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    webhooks::{Replay, ReplayOne},
};
use nahtlos_model::{permissions::Action, refusals::Refusal, webhooks::DeliveryStatus};
use nahtlos_wire::{Collection, Link, webhooks as wire};

/// Deliveries in one page when the caller names no size.
const SIZE: i64 = 50;
/// Most of one page.
const MOST: i64 = 200;

pub(crate) async fn undelivered(ask: Ask) -> Result<Answer, Problem> {
    page(&ask, DeliveryStatus::Undelivered, "/undelivered?").await
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let status = ask.query.must("status")?.to_ascii_lowercase();
    let known = || {
        let words: Vec<&str> = DeliveryStatus::ALL.iter().map(|s| s.as_str()).collect();
        Refusal::property("status", format!("{status:?} is none of {}", words.join(", ")))
    };
    let status: DeliveryStatus = status.parse().map_err(|_| known())?;
    page(&ask, status, &format!("/deliveries?status={status}&")).await
}

async fn page(ask: &Ask, status: DeliveryStatus, path: &str) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let before = ask.query.get("before").map(str::to_ascii_lowercase);
    let mut reading = ask.read(Need::own(Action::ReadWebhooks)).await?;
    // One more than asked for tells whether there is another page.
    let mut found = reading.deliveries(status, before.as_deref(), size + 1).await?;
    let more = found.len() > usize::try_from(size).unwrap_or(usize::MAX);
    if more {
        found.pop();
    }
    let mut page = Collection::of(found.iter().map(view::delivery).collect());
    if let Some(last) = found.last().filter(|_| more) {
        page = page.with_link("next", Link::get(format!("{}{path}size={size}&before={}", wire::PATH, last.id)));
    }
    Ok(Answer::ok(&page))
}

pub(crate) async fn replay_one(ask: Ask) -> Result<Answer, Problem> {
    let command = ReplayOne { id: ask.id(0) };
    ask.write(command, |again| Answer::ok(&view::delivery(again))).await
}

pub(crate) async fn replay(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::WebhookReplay = ask.read_body()?;
    let missing = |field: &'static str| Refusal::property(field, "must be given: a time such as 2027-01-31T00:00:00Z");
    let command = Replay {
        from: sent.from.ok_or_else(|| missing("from"))?,
        to: sent.to.ok_or_else(|| missing("to"))?,
        events: sent.event_names.unwrap_or_default(),
    };
    let answer = |count: &i64| Answer::ok(&wire::WebhookReplayed { replayed: Some(*count) });
    ask.write(command, answer).await
}
