//! Lists of products, SKUs and availabilities.

use super::shelf::{Shelf, address};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_model::{
    assortment::Offer,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Collection, Link, enums::Segment};
use serde::Serialize;

/// The view that holds licences.
const LICENCES: &str = "OnlineServices";
/// Views of things that this center does not sell.
const OTHERS: [&str; 13] = [
    "Azure",
    "AzureReservations",
    "AzureReservationsVM",
    "AzureReservationsSQL",
    "AzureReservationsCosmosDb",
    "MicrosoftAzure",
    "Software",
    "SoftwareSUSELinux",
    "SoftwarePerpetual",
    "SoftwareSubscriptions",
    "SpecializedOffers",
    "SaaS",
    "MarketplaceSaaS",
];

fn listed<T: Serialize>(ask: &Ask, items: Vec<T>) -> Answer {
    Answer::ok(&Collection::of(items).with_link("self", Link::get(address(ask))))
}

/// Whether the view asked for is the one with licences.
fn has_licences(ask: &Ask) -> Result<bool, Refusal> {
    let missing = || {
        let reason = "the query parameter targetView must be given";
        Refusal::new(Code::InvalidInput).with("reason", reason).at("targetView")
    };
    let view = ask.query.get("targetView").ok_or_else(missing)?;
    match view.eq_ignore_ascii_case(LICENCES) {
        true => Ok(true),
        false if OTHERS.iter().any(|other| other.eq_ignore_ascii_case(view)) => Ok(false),
        false => {
            let shown: String = view.chars().take(40).collect();
            Err(Refusal::new(Code::ViewRefused).with("view", shown).at("targetView"))
        }
    }
}

pub(crate) async fn products(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    of_view(&ask, &shelf)
}

pub(crate) async fn products_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    of_view(&ask, &shelf)
}

fn of_view(ask: &Ask, shelf: &Shelf) -> Result<Answer, Problem> {
    let mut products: Vec<Vec<&Offer>> = Vec::new();
    if has_licences(ask)? {
        for offer in shelf.view.assortment.offers.values().filter(|offer| shelf.has(offer)) {
            match products.last_mut() {
                Some(last) if last[0].product_id() == offer.product_id() => last.push(offer),
                _ => products.push(vec![offer]),
            }
        }
    }
    Ok(listed(ask, products.iter().map(|offers| shelf.product_view(offers)).collect()))
}

pub(crate) async fn skus(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    of_product(&ask, &shelf, ask.param(0))
}

pub(crate) async fn skus_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    of_product(&ask, &shelf, ask.param(1))
}

fn of_product(ask: &Ask, shelf: &Shelf, product: &str) -> Result<Answer, Problem> {
    let offers = without_segment(shelf, |every| every.product(product).map(|offers| !offers.is_empty()))?;
    let found = if offers {
        shelf.product(product).unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(listed(ask, found.into_iter().map(|offer| shelf.sku_view(offer)).collect()))
}

pub(crate) async fn availabilities(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    of_sku(&ask, &shelf, ask.param(0), ask.param(1))
}

pub(crate) async fn availabilities_for(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_customer(&ask).await?;
    of_sku(&ask, &shelf, ask.param(1), ask.param(2))
}

fn of_sku(ask: &Ask, shelf: &Shelf, product: &str, sku: &str) -> Result<Answer, Problem> {
    let id = without_segment(shelf, |every| every.sku(product, sku).map(|offer| offer.id.clone()))?;
    let Some(offer) = shelf.view.assortment.offers.get(&id) else {
        return Err(ask.not_found(&id.0));
    };
    let asked = |segment: &str| match shelf.segment {
        Some(wanted) => segment.eq_ignore_ascii_case(wanted.as_str()),
        // Whoever wants these has to ask for them, as with the reference.
        None => !segment.eq_ignore_ascii_case(Segment::Nonprofit.as_str()),
    };
    let here = shelf.view.assortment.availabilities(offer, &shelf.country);
    let found = here.into_iter().filter(|(_, of)| asked(of.segment));
    Ok(listed(ask, found.map(|(id, of)| shelf.availability_view(&id, &of)).collect()))
}

/// Asks a shelf of every segment: what exists for others only makes a list empty, not unknown.
fn without_segment<T>(shelf: &Shelf, question: impl Fn(&Shelf) -> Result<T, Refusal>) -> Result<T, Refusal> {
    question(&Shelf {
        view: shelf.view.clone(),
        country: shelf.country.clone(),
        segment: None,
    })
}
