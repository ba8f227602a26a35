//! How far each line of an order is, and activation links, which licences do not need.

use super::list::need;
use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_model::{
    orders::{Order, OrderLine},
    subscriptions::{Status, Subscription},
};
use nahtlos_wire::{Collection, Link, enums::LineProvisioningStatus, orders as wire};

pub(crate) async fn provisioning(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let order = reading.order(&ask.id(1)).await?;
    let subscriptions = reading.subscriptions_of_order(&order.id).await?;
    let items = order.lines.iter().map(|line| shown(line, &subscriptions)).collect();
    Ok(Answer::ok(&Collection::of(items)))
}

fn shown(line: &OrderLine, subscriptions: &[Subscription]) -> wire::OrderLineItemProvisioningStatus {
    let of_line = subscriptions.iter().find(|s| s.id == line.subscription_id);
    let status = match of_line.map(|s| s.status) {
        Some(Status::Pending) => LineProvisioningStatus::PrefulfillmentPending,
        Some(Status::Deleted) | None => LineProvisioningStatus::Unfulfilled,
        Some(_) => LineProvisioningStatus::Fulfilled,
    };
    let number = Some(convert::count(line.number));
    wire::OrderLineItemProvisioningStatus {
        line_item_number: number,
        order_line_item_id: number,
        status: Some(status),
        quantity_provisioning_information: Some(vec![wire::QuantityProvisioning {
            quantity: Some(convert::count(line.quantity)),
            status: Some(status),
        }]),
    }
}

fn no_links(ask: &Ask) -> Answer {
    let none: Vec<wire::OrderLineItemActivationLink> = Vec::new();
    Answer::ok(&Collection::of(none).with_link("self", Link::get(ask.path.clone())))
}

async fn order(ask: &Ask) -> Result<Order, Problem> {
    Ok(ask.read(need(ask)).await?.order(&ask.id(1)).await?)
}

pub(crate) async fn links(ask: Ask) -> Result<Answer, Problem> {
    order(&ask).await?;
    Ok(no_links(&ask))
}

pub(crate) async fn line_links(ask: Ask) -> Result<Answer, Problem> {
    let order = order(&ask).await?;
    let number = ask.param(2).parse::<i64>().ok();
    match order.lines.iter().any(|line| Some(line.number) == number) {
        true => Ok(no_links(&ask)),
        false => Err(ask.not_found(ask.param(2))),
    }
}
