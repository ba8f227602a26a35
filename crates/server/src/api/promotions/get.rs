//! One promotion with its conditions, whether it applies today or not.

use crate::api::{answer::Answer, ask::Ask, problem::Problem, products::shelf::Shelf};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    let id = ask.param(0);
    let found = shelf
        .view
        .assortment
        .promotion(id, &shelf.country)
        .ok_or_else(|| ask.not_found(id))?;
    Ok(Answer::ok(&super::view::promotion_view(found, true)))
}
