//! Departures: a partner's checklist for a customer who leaves. It changes subscriptions by their own decisions and ends the
//! relationship last, with its delegated rights.

mod arm;
mod close;
pub(crate) mod due;
mod open;
mod read;

pub use close::{CloseDeparture, WithdrawDeparture};
pub use open::{ChangeDeparture, OpenDeparture, WantedLine};
pub use read::{Shown, ShownLine};

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    departures::Departure,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use nahtlos_store::{departures, due as work, subscriptions};

/// A departure of the caller's, as it was kept.
async fn load(act: &mut Act<'_>, customer: &str, id: &str) -> Result<Departure, Halt> {
    let (partner, id) = (act.call.actor.tenant_id.clone(), id.to_ascii_lowercase());
    let found = departures::find(act.tx, customer, &partner, &id).await?;
    found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id).into())
}

/// The partner's subscriptions of the customer, and everybody's.
async fn subscriptions_of(act: &mut Act<'_>, customer: &str, partner: &str) -> Result<(Vec<Subscription>, Vec<Subscription>), Halt> {
    let all = subscriptions::list(act.tx, customer).await?;
    let own = all.iter().filter(|s| s.partner_id.as_deref() == Some(partner)).cloned().collect();
    Ok((own, all))
}

/// Saves one with its next due work and its trail; `before` is `None` for a new one.
async fn save(act: &mut Act<'_>, before: Option<&Departure>, after: &Departure, operation: &'static str) -> Result<(), Halt> {
    match before {
        None => departures::insert(act.tx, after).await?,
        Some(before) => departures::update(act.tx, before, after).await?,
    }
    work::set(act.tx, &after.customer_id, due::DUE, &after.id, after.next_due()).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "departure",
        id: &after.id,
        operation,
        before,
        after: Some(after),
    })
}

/// What is answered after a change.
async fn answer(act: &mut Act<'_>, departure: Departure) -> Result<Shown, Halt> {
    let (customer, partner) = (departure.customer_id.clone(), departure.partner_id.clone());
    let assortment = act.assortment.clone();
    let today = read::Today {
        now: act.now,
        assortment: &assortment,
    };
    let shown = read::show(act.tx, &customer, &partner, today, vec![departure]).await?;
    let first = shown.into_iter().next();
    first.ok_or_else(|| Refusal::new(Code::NotFound).with("id", customer).into())
}
