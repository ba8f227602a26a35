//! Orders of a customer: all, those of a billing cycle, one.

use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{catalogue::BillingPlan, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, enums::BillingCycleType};

/// The permission that questions about orders need.
pub(super) fn need(ask: &Ask) -> Need {
    Need::customer(Action::ReadOrders, &ask.id(0))
}

/// Which orders `billingType` selects.
enum Wanted {
    All,
    Of(BillingPlan),
    /// One-time purchases and the like, of which licences know none.
    None,
}

fn wanted(ask: &Ask) -> Result<Wanted, Refusal> {
    let Some(text) = ask.query.get("billingType") else {
        return Ok(Wanted::All);
    };
    let cycle: BillingCycleType = text.parse().map_err(|word| convert::unknown("billingType", &word))?;
    Ok(match convert::plan(cycle, "billingType") {
        Ok(Some(plan)) => Wanted::Of(plan),
        Ok(None) => Wanted::All,
        Err(_) => Wanted::None,
    })
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let wanted = wanted(&ask)?;
    let prices = ask.query.flag("include_price");
    let mut orders = ask.read(need(&ask)).await?.orders().await?;
    match wanted {
        Wanted::All => {}
        Wanted::Of(plan) => orders.retain(|order| order.cycle == plan),
        Wanted::None => orders.clear(),
    }
    let view = ask.view();
    let items = orders.iter().map(|order| view.order(order, prices)).collect();
    let query = if ask.query.raw.is_empty() {
        String::new()
    } else {
        format!("?{}", ask.query.raw)
    };
    let list = Collection::of(items).with_link("self", Link::get(format!("{}{query}", ask.path)));
    Ok(Answer::ok(&list))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let order = ask.read(need(&ask)).await?.order(&ask.id(1)).await?;
    Ok(Answer::ok(&ask.view().order(&order, ask.query.flag("include_price"))))
}
