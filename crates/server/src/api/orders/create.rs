//! Orders directly, without a cart: legacy offers, new-commerce items, and for an indirect reseller's customer.

use super::lines::{self, said};
use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::orders::PlaceOrder;
use nahtlos_model::refusals::Refusal;
use nahtlos_wire::orders as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Order = ask.read_body()?;
    let customer_id = ask.id(0);
    check_customer(&sent, &customer_id)?;
    let cycle = sent.billing_cycle.map(|c| convert::plan(c, "billingCycle")).transpose()?.flatten();
    let mut wanted = Vec::new();
    for (place, line) in sent.line_items.iter().flatten().enumerate() {
        wanted.push((line.line_item_number.map(i64::from), lines::read(line, place)?));
    }
    let command = PlaceOrder {
        customer_id,
        lines: wanted,
        cycle,
        currency: said(sent.currency_code.as_ref()),
        record_attested: sent.partner_on_record_attestation_accepted.unwrap_or(false),
    };
    let view = ask.view();
    ask.write(command, move |order| Answer::created(&view.order(order, true))).await
}

/// The body may repeat the customer of the address; another one is a mistake that would cost money.
fn check_customer(sent: &wire::Order, customer: &str) -> Result<(), Refusal> {
    match said(sent.reference_customer_id.as_ref()).filter(|id| !id.eq_ignore_ascii_case(customer)) {
        Some(other) => Err(Refusal::property(
            "referenceCustomerId",
            format!("{other} is not the customer of the address"),
        )),
        None => Ok(()),
    }
}
