//! The target of a legacy transfer accepts it. The answer is 200 even where groups failed: they stand in `transferErrors`.

use super::view;
use crate::api::{answer::Answer, ask::Ask, context::View, problem::Problem};
use nahtlos_engine::transfers::{AcceptTransfer, Accepted};
use nahtlos_wire::{Attributes, transfers as wire};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = AcceptTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let view = ask.view();
    ask.write(command, move |done| Answer::ok(&shown(&view, done))).await
}

fn shown(view: &View, done: &Accepted) -> wire::TransferSubmitResult {
    let errors = done.transfer.lines.iter().filter_map(|line| {
        let failure = line.failure.as_ref()?;
        Some(wire::TransferError {
            transfer_group_id: line.group.map(|group| group.to_string()),
            code: u32::try_from(failure.code).ok(),
            description: Some(failure.text.clone()),
            line_items: Some(vec![view::failed_line(&done.transfer, line)]),
            attributes: Some(Attributes::of("TransferError")),
        })
    });
    wire::TransferSubmitResult {
        orders: Some(done.orders.iter().map(|order| view.transferred_order(order)).collect()),
        transfer_errors: Some(errors.collect()),
        attributes: Some(Attributes::of("TransferSubmitResult")),
    }
}
