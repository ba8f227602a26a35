//! Lists of subscriptions: of a customer, of an order, of a reseller on record, add-ons.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{permissions::Action, subscriptions::Subscription};
use nahtlos_wire::{Collection, Link};

/// Subscriptions in one page when the caller names no size; a tenant has fewer.
const WHOLE: i64 = 1000;

fn shown(ask: &Ask, found: &[Subscription]) -> Answer {
    let view = ask.view();
    let items = found.iter().map(|s| view.subscription(s)).collect();
    let query = if ask.query.raw.is_empty() {
        String::new()
    } else {
        format!("?{}", ask.query.raw)
    };
    Answer::ok(&Collection::of(items).with_link("self", Link::get(format!("{}{query}", ask.path))))
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    if let Some(order) = ask.query.get("order_id") {
        let found = reading.subscriptions_of_order(&order.to_ascii_lowercase()).await?;
        return Ok(shown(&ask, &found));
    }
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(WHOLE).min(WHOLE);
    let offset = ask.query.number("offset")?.unwrap_or(0);
    let mut found = reading.subscriptions(size, offset).await?;
    if let Some(mpn) = ask.query.get("mpn_id") {
        found.retain(|s| s.mpn_id.as_deref() == Some(mpn));
    }
    found.sort_by(|a, b| (b.created, &b.id).cmp(&(a.created, &a.id)));
    Ok(shown(&ask, &found))
}

pub(crate) async fn addons(ask: Ask) -> Result<Answer, Problem> {
    let found = ask
        .read(Need::customer(Action::ReadSubscriptions, &ask.id(0)))
        .await?
        .addons(&ask.id(1))
        .await?;
    Ok(shown(&ask, &found))
}
