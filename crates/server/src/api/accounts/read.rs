//! Accounts of the caller, without what opens them.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::{Collection, Link};

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
