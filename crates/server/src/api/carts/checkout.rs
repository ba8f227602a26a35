//! Checks a cart out. The answer is 201 even where groups were refused: they stand in `orderErrors`.

use crate::api::{answer::Answer, ask::Ask, context::View, problem::Problem};
use nahtlos_engine::carts::{CheckOut, CheckedOut, GroupError};
use nahtlos_wire::{Attributes, carts as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = CheckOut {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |done| Answer::created(&shown(&view, done))).await
}

fn shown(view: &View, done: &CheckedOut) -> wire::CartCheckoutResult {
    let error = |error: &GroupError| wire::OrderError {
        order_group_id: Some(error.group.clone()),
        code: error.refusal.code.wire().parse().ok(),
        description: Some(view.sentence(&error.refusal)),
        attributes: Some(Attributes::of("OrderError")),
    };
    wire::CartCheckoutResult {
        orders: Some(done.orders.iter().map(|order| view.order(order, true)).collect()),
        order_errors: (!done.errors.is_empty()).then(|| done.errors.iter().map(error).collect()),
        attributes: Some(Attributes::of("CartCheckoutResult")),
    }
}
