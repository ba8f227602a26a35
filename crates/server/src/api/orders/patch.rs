//! Changes an order. One endpoint with three uses; the body says which: `status` cancelled cancels, a new line with a base
//! subscription buys an add-on, `billingCycle` changes the cycle of all its subscriptions.

use super::lines;
use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem, subscriptions::view::version_of};
use nahtlos_engine::{
    UseCase,
    orders::{BuyAddOn, CancelOrder, ChangeCycle, Line, Target},
};
use nahtlos_model::{
    catalogue::BillingPlan,
    orders::Order,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{enums::OrderStatus, orders as wire};

/// What the body asks for.
enum Use {
    Cancel,
    AddOns(Vec<Line>, Option<BillingPlan>),
    Cycle(BillingPlan),
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Order = ask.read_body()?;
    let expected_version = match ask.if_match() {
        Some(etag) => Some(version_of(&etag).ok_or_else(|| Refusal::new(Code::StaleEtag).with("version", &etag))?),
        None => None,
    };
    let target = Target {
        customer_id: ask.id(0),
        order_id: ask.id(1),
        expected_version,
    };
    match asked(&sent)? {
        Use::Cancel => change(&ask, CancelOrder { target }).await,
        Use::Cycle(cycle) => change(&ask, ChangeCycle { target, cycle }).await,
        Use::AddOns(lines, cycle) => change(&ask, BuyAddOn { target, cycle, lines }).await,
    }
}

async fn change<C: UseCase<Out = Order>>(ask: &Ask, command: C) -> Result<Answer, Problem> {
    let (view, prices) = (ask.view(), ask.query.flag("include_price"));
    ask.write(command, move |order| Answer::ok(&view.order(order, prices))).await
}

fn asked(sent: &wire::Order) -> Result<Use, Refusal> {
    let cycle = sent.billing_cycle.map(|c| convert::plan(c, "billingCycle")).transpose()?.flatten();
    if sent.status == Some(OrderStatus::Cancelled) {
        return Ok(Use::Cancel);
    }
    // Clients may send the order as they read it: a line that has its subscription is there already.
    let is_new = |line: &wire::OrderLineItem| lines::said(line.subscription_id.as_ref()).is_none();
    let has_base = |line: &wire::OrderLineItem| lines::said(line.parent_subscription_id.as_ref()).is_some();
    let new: Vec<Line> = sent
        .line_items
        .iter()
        .flatten()
        .enumerate()
        .filter(|(_, line)| is_new(line) && has_base(line))
        .map(|(place, line)| lines::read(line, place))
        .collect::<Result<_, _>>()?;
    match (new.is_empty(), cycle) {
        (false, cycle) => Ok(Use::AddOns(new, cycle)),
        (true, Some(cycle)) => Ok(Use::Cycle(cycle)),
        (true, None) => Err(Refusal::property(
            "billingCycle",
            "the body changes nothing; send billingCycle, a new line with parentSubscriptionId, or status cancelled",
        )),
    }
}
