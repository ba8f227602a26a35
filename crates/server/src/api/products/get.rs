//! One product, one SKU, one availability.

use super::shelf::Shelf;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::refusals::{Code, Refusal};

pub(crate) async fn product(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    Ok(Answer::ok(&shelf.product_view(&shelf.product(ask.param(0))?)))
}

pub(crate) async fn product_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    Ok(Answer::ok(&shelf.product_view(&shelf.product(ask.param(1))?)))
}

pub(crate) async fn sku(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    Ok(Answer::ok(&shelf.sku_view(shelf.sku(ask.param(0), ask.param(1))?)))
}

pub(crate) async fn sku_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    Ok(Answer::ok(&shelf.sku_view(shelf.sku(ask.param(1), ask.param(2))?)))
}

pub(crate) async fn availability(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    of_sku(&shelf, ask.param(0), ask.param(1), ask.param(2))
}

pub(crate) async fn availability_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    of_sku(&shelf, ask.param(1), ask.param(2), ask.param(3))
}

fn of_sku(shelf: &Shelf, product: &str, sku: &str, id: &str) -> Result<Answer, Problem> {
    let offer = shelf.sku(product, sku)?;
    let found = shelf
        .view
        .assortment
        .availability(id)
        .filter(|of| of.offer.id == offer.id && of.country == shelf.country);
    match found {
        Some(of) => Ok(Answer::ok(&shelf.availability_view(&id.to_ascii_uppercase(), &of))),
        None => Err(Refusal::new(Code::AvailabilityUnknown).with("id", id).into()),
    }
}
