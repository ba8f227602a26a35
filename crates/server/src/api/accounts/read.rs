//! Accounts of the caller, without what opens them.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{money::Currency, permissions::Action, refusals::Refusal};
use nahtlos_wire::{Collection, Link, accounts as wire, moves::MoveEstate};
use serde_json::json;

fn need() -> Need {
    Need::own(Action::ReadMoves)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.accounts().await?;
    let view = ask.view();
    let items = found.iter().map(|account| view.account(account)).collect();
    Ok(Answer::ok(&Collection::of(items).with_link("self", Link::get(ask.path.clone()))))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.account(&ask.id(0)).await?;
    Ok(Answer::ok(&ask.view().account(&found)))
}

/// Everybody whom the partner has there.
pub(crate) async fn customers(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.center.engine.customers_elsewhere(&ask.call, &ask.id(0)).await?;
    let items = found.into_iter().map(|one| wire::AccountCustomer {
        customer_id: Some(one.tenant_id),
        customer_name: Some(one.name),
        customer_domain: Some(one.domain),
    });
    Ok(Answer::ok(&Collection::of(items.collect())))
}

/// What a customer there holds: what a move of it begins with. Its currency is not told there.
pub(crate) async fn estate(ask: Ask) -> Result<Answer, Problem> {
    let wrong = || {
        Refusal::property(
            "currency",
            "it is the three letters of the currency in which the move is planned, such as EUR",
        )
    };
    let currency: Currency = ask.query.get("currency").and_then(Currency::new).ok_or_else(wrong)?;
    let engine = &ask.center.engine;
    let (estate, lacks) = engine.estate_elsewhere(&ask.call, &ask.id(0), &ask.id(1), currency).await?;
    Ok(Answer::ok(&MoveEstate {
        estate: Some(json!(estate)),
        lacks: Some(lacks.iter().map(|notice| json!(notice)).collect()),
    }))
}
