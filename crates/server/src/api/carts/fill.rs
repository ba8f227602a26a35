//! Makes a cart, or fills one anew: its lines are replaced, its days go on. Both answer 201, as the reference does.

use super::lines;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::carts::FillCart;
use nahtlos_wire::carts as wire;

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    fill(ask, None).await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(1);
    fill(ask, Some(id)).await
}

async fn fill(ask: Ask, id: Option<String>) -> Result<Answer, Problem> {
    let sent: wire::Cart = ask.read_body()?;
    let lines = sent.line_items.iter().flatten().enumerate();
    let command = FillCart {
        customer_id: ask.id(0),
        id,
        lines: lines
            .map(|(place, line)| lines::read(line, &format!("lineItems[{place}]")))
            .collect::<Result<_, _>>()?,
        record_attested: sent.partner_on_record_attestation_accepted.unwrap_or(false),
    };
    let view = ask.view();
    ask.write(command, move |cart| Answer::created(&view.cart(cart))).await
}
