//! Conversions of legacy trials to paid offers. A refused one is an answer with status 200 that says why.

use super::view::around;
use crate::api::{answer::Answer, ask::Ask, context::View, convert, problem::Problem};
use nahtlos_engine::{call::Need, transitions::ConvertTrial};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
    transitions::{
        Reason,
        legacy::{NotConverted, choices},
    },
};
use nahtlos_wire::{Attributes, Collection, Link, transitions as wire};

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let found = reading.surveyed(&ask.id(1)).await?;
    let view = ask.view();
    let trial = &found.source;
    let items = choices(trial, &around(&view, &found))
        .into_iter()
        .map(|(offer, cycle)| wire::Conversion {
            offer_id: Some(trial.offer.to_ascii_uppercase()),
            target_offer_id: Some(offer.id.to_ascii_uppercase()),
            order_id: trial.order_id.as_ref().map(|id| id.to_ascii_uppercase()),
            quantity: Some(convert::count(trial.quantity)),
            billing_cycle: Some(convert::cycle(cycle)),
            attributes: Some(Attributes::of("Conversion")),
        });
    Ok(Answer::ok(
        &Collection::of(items.collect()).with_link("self", Link::get(ask.path.clone())),
    ))
}

pub(crate) async fn post(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Conversion = ask.read_body()?;
    let target = sent.target_offer_id.unwrap_or_default().trim().to_ascii_lowercase();
    if target.is_empty() {
        return Err(Refusal::new(Code::InvalidInput)
            .with("reason", "it must be given")
            .at("targetOfferId")
            .into());
    }
    let command = ConvertTrial {
        customer_id: ask.id(0),
        subscription_id: ask.id(1),
        offer_id: target.clone(),
        quantity: i64::from(sent.quantity.unwrap_or(0)),
        cycle: sent.billing_cycle.map(|c| convert::plan(c, "billingCycle")).transpose()?.flatten(),
    };
    let view = ask.view();
    ask.write(command, move |(trial, refused)| {
        Answer::ok(&wire::ConversionResult {
            subscription_id: Some(trial.id.clone()),
            offer_id: Some(trial.offer_id.to_ascii_uppercase()),
            target_offer_id: Some(target.to_ascii_uppercase()),
            error: refused.as_ref().map(|why| error(&view, why)),
            attributes: Some(Attributes::of("ConversionResult")),
        })
    })
    .await
}

fn error(view: &View, why: &NotConverted) -> wire::ConversionError {
    wire::ConversionError {
        code: Some(why.number()),
        description: Some(match why {
            NotConverted::Other(refusal) => view.sentence(refusal),
            NotConverted::NotFound => view.transition_reason(Reason::TargetNotFound, ""),
        }),
    }
}
