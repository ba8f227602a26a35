//! Carries out a transition. The answer has every event, since everything is done by then.

use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::transitions::CreateTransition;
use nahtlos_model::{
    catalogue::Term,
    refusals::{Code, Refusal},
    transitions::Kind,
};
use nahtlos_wire::{enums::TransitionType, transitions as wire};

fn missing(field: &str) -> Refusal {
    Refusal::new(Code::InvalidInput).with("reason", "it must be given").at(field)
}

fn term(text: &str) -> Result<Option<Term>, Refusal> {
    let invalid = |_| Refusal::new(Code::TransitionTermInvalid).with("term", text).at("termDuration");
    convert::term(text, "termDuration").map_err(invalid)
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Transition = ask.read_body()?;
    let text = |value: &Option<String>| value.clone().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let kind = match sent.transition_type.ok_or_else(|| missing("transitionType"))? {
        TransitionType::TransitionOnly => Kind::Only,
        TransitionType::TransitionWithLicenseTransfer => Kind::WithLicenses,
    };
    let command = CreateTransition {
        customer_id: ask.id(0),
        subscription_id: ask.id(1),
        from_subscription: text(&sent.from_subscription_id),
        to_item: text(&sent.to_catalog_item_id).ok_or_else(|| missing("toCatalogItemId"))?,
        to_subscription: text(&sent.to_subscription_id),
        quantity: i64::from(sent.quantity.filter(|n| *n > 0).ok_or_else(|| missing("quantity"))?),
        term: term(sent.term_duration.as_deref().unwrap_or(""))?,
        cycle: sent.billing_cycle.map(|c| convert::plan(c, "billingCycle")).transpose()?.flatten(),
        kind,
        promotion: text(&sent.promotion_id),
    };
    let view = ask.view();
    ask.write(command, move |made| Answer::ok(&view.transition(made))).await
}
