//! A cart. One whose days are over is unknown.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let cart = ask
        .read(Need::customer(Action::ReadOrders, &ask.id(0)))
        .await?
        .cart(&ask.id(1))
        .await?;
    Ok(Answer::ok(&ask.view().cart(&cart)))
}
