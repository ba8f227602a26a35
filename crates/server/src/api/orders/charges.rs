//! The ledger of a customer: what every purchase, renewal, change and cancellation cost or gave back, oldest first.
//!
//! Our own. A page ends with the id of its last line; `after` goes on from there, so that nothing is seen twice while lines are added.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, subscriptions::read::ChargeRow};
use nahtlos_model::{money::Amount, permissions::Action};
use nahtlos_wire::{Collection, Link, charges as wire};

/// Lines of a page when the caller names no size.
const USUAL: i64 = 100;
/// Most lines of a page.
const MOST: i64 = 1000;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let size = ask.query.number("size")?.filter(|n| *n > 0).unwrap_or(USUAL).min(MOST);
    let after = ask.query.get("after").unwrap_or("").to_ascii_lowercase();
    let need = Need::customer(Action::ReadOrders, &ask.id(0));
    let mut rows = ask.read(need).await?.charges(&after, size + 1).await?;
    let more = rows.len() as i64 > size;
    rows.truncate(usize::try_from(size).unwrap_or(0));
    let address = wire::path(&ask.id(0));
    let last = rows.last().filter(|_| more).map(|row| row.id.clone());
    let mut page = Collection::of(rows.iter().map(shown).collect()).with_link("self", Link::get(this(&ask, &address)));
    if let Some(last) = last {
        page = page.with_link("next", Link::get(format!("{address}?size={size}&after={last}")));
    }
    Ok(Answer::ok(&page))
}

fn this(ask: &Ask, address: &str) -> String {
    match ask.query.raw.as_str() {
        "" => address.to_owned(),
        query => format!("{address}?{query}"),
    }
}

fn shown(row: &ChargeRow) -> wire::ChargeLine {
    let charge = &row.charge;
    let digits = charge.currency.minor_digits();
    let amount = Amount {
        minor: charge.amount_minor,
        digits,
    };
    wire::ChargeLine {
        id: Some(row.id.clone()),
        created_at: Some(row.at),
        subscription_id: Some(row.subscription_id.clone()),
        order_id: Some(row.order_id.clone()).filter(|id| !id.is_empty()),
        kind: Some(charge.kind.as_str().to_owned()),
        from: Some(charge.from),
        until: Some(charge.until),
        quantity: Some(charge.quantity),
        unit_price: Some(charge.unit_price.to_string()),
        discount_percent: Some(charge.discount_percent),
        days: Some(charge.days.0),
        period_days: Some(charge.days.1),
        amount: Some(amount.to_string()),
        currency: Some(charge.currency.code().to_owned()),
        rule: Some(charge.rule.clone()),
    }
}
