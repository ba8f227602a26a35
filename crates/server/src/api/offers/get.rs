//! One legacy offer.

use super::view::{offer_view, price_in};
use crate::api::{answer::Answer, ask::Ask, problem::Problem, products::shelf::Shelf};
use nahtlos_model::{
    assortment::LegacyOffer,
    refusals::{Code, Refusal},
};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    Ok(Answer::ok(&offer_view(&shelf, wanted(&shelf, ask.param(0))?)))
}

/// The offer of an id that is sold here; an id of new commerce belongs to the products.
pub(crate) fn wanted<'a>(shelf: &'a Shelf, id: &str) -> Result<&'a LegacyOffer, Refusal> {
    let assortment = &shelf.view.assortment;
    let plain = id.trim_matches(['{', '}']).to_ascii_lowercase();
    match assortment.legacy.get(&plain) {
        Some(offer) if price_in(offer, &shelf.country).is_some() => Ok(offer),
        Some(_) => Err(Refusal::new(Code::OfferNotInCountry).with("country", &shelf.country).at("country")),
        None => {
            let product = id.split(':').next().unwrap_or(id).to_ascii_uppercase();
            let of_product = assortment.product(&product).next().is_some();
            Err(Refusal::new(if of_product { Code::NotAnOffer } else { Code::NotFound }).with("id", id))
        }
    }
}
