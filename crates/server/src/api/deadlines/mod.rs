//! Our own: what comes to the caller's subscriptions and has to be looked at in time.

use super::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    routes::{Route, route},
};
use nahtlos_engine::{call::Need, subscriptions::coming::After};
use nahtlos_model::{
    dates::Date,
    permissions::Action,
    refusals::Refusal,
    subscriptions::{Subscription, coming::Coming},
};
use nahtlos_wire::{Attributes, Collection, Link, Links, deadlines as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("deadline", Own, Token, Read, "GET", "/moves/v1/deadlines", "list deadlines", list).asks("kind! until size:integer after").ok::<Collection<wire::Deadline>>(),
];

/// Most of one page.
const MOST: i64 = 500;
/// Of one page, when the caller names no size.
const SIZE: i64 = 100;
/// Days that are looked ahead, when the caller names no day.
const AHEAD: i64 = 30;

/// Of one kind, the soonest first; `after` is the place of the last of the page before.
pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let kind = ask
        .query
        .must("kind")?
        .parse::<Coming>()
        .map_err(|error| Refusal::property("kind", error))?;
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(SIZE).min(MOST);
    let until = match ask.query.get("until") {
        Some(text) => text
            .parse::<Date>()
            .map_err(|_| Refusal::property("until", format!("{text:?} is no date such as 2027-01-31")))?,
        None => ask.center.engine.now().plus_days(AHEAD).date(),
    };
    let after = ask.query.get("after").map(place).transpose()?;
    let mut found = ask
        .read(Need::own(Action::ReadSubscriptions))
        .await?
        .coming(kind, until, after, size + 1)
        .await?;
    let more = found.len() as i64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let all: Vec<wire::Deadline> = found.into_iter().map(|(s, name)| deadline(kind, s, name)).collect();
    let last = all.last().filter(|_| more).map(|last| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = last.day.map(|day| day.to_string()).unwrap_or_default();
        format!("{day}/{}/{}", text(&last.customer_id), text(&last.subscription_id))
    });
    let mut page = Collection::of(all);
    if let Some(place) = last {
        let uri = format!("{}?kind={kind}&until={until}&size={size}&after={place}", wire::PATH);
        page = page.with_link("next", Link::get(uri));
    }
    Ok(Answer::ok(&page))
}

fn place(text: &str) -> Result<After, Refusal> {
    let mut parts = text.splitn(3, '/').map(str::to_owned);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(customer), Some(id)) if day.parse::<Date>().is_ok() => Ok(After { day, customer, id }),
        _ => Err(Refusal::property(
            "after",
            "is no place of a page: take it from the link “next” of the page before",
        )),
    }
}

fn deadline(kind: Coming, s: Subscription, customer_name: String) -> wire::Deadline {
    let (what, day) = match kind {
        Coming::WindowCloses => (wire::DeadlineKind::WindowCloses, s.closes()),
        Coming::Ends => (wire::DeadlineKind::Ends, s.end),
        Coming::Extends => (wire::DeadlineKind::Extends, s.end),
        Coming::Renews => (wire::DeadlineKind::Renews, s.end),
    };
    wire::Deadline {
        kind: Some(what),
        day,
        links: Some(Links::to_self(format!("/v1/customers/{}/subscriptions/{}", s.customer_id, s.id))),
        customer_id: Some(s.customer_id),
        customer_name: Some(customer_name),
        subscription_id: Some(s.id),
        offer_name: Some(s.offer_name),
        friendly_name: Some(s.friendly_name),
        quantity: Some(s.quantity),
        attributes: Some(Attributes::of("Deadline")),
    }
}
