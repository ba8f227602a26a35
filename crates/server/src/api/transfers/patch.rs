//! The PATCH of a transfer. Its four uses are told apart by `status` and `lineItems`; everything else in the body is of no account.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::transfers::{Answer as Given, AnswerTransfer};
use nahtlos_model::{
    refusals::{Code, Refusal},
    transfers::Chosen,
};
use nahtlos_wire::transfers as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::TransferEntity = ask.read_body()?;
    if let Some(id) = sent.id.as_ref().filter(|id| !id.trim().eq_ignore_ascii_case(&ask.id(1))) {
        return Err(Refusal::property("id", format!("{id} is not the transfer of the address")).into());
    }
    let command = AnswerTransfer {
        customer_id: ask.id(0),
        id: ask.id(1),
        answer: answer(sent)?,
    };
    let caller = ask.call.actor.tenant_id.clone();
    let view = ask.view();
    ask.write(command, move |t| Answer::ok(&view.transfer(t, &caller))).await
}

/// Lines are an acceptance, whatever the state says, unless it says no.
fn answer(sent: wire::TransferEntity) -> Result<Given, Refusal> {
    let status = sent.status.unwrap_or_default().trim().to_ascii_lowercase();
    let lines = sent.line_items.unwrap_or_default();
    match status.as_str() {
        "reject" | "rejected" => Ok(Given::Reject { reason: None }),
        "cancel" | "canceled" | "cancelled" => Ok(Given::Cancel),
        _ if lines.is_empty() => {
            let reason = "send status reject or Cancel, or lineItems to accept";
            Err(Refusal::new(Code::InvalidInput).with("reason", reason).at("status"))
        }
        _ => Ok(Given::Accept(lines.into_iter().map(chosen).collect())),
    }
}

fn chosen(line: wire::TransferLineItem) -> Chosen {
    Chosen {
        subscription_id: line.subscription_id.unwrap_or_default(),
        product_type: line.product_type,
        quantity: line.quantity.map(i64::from),
    }
}
