//! Whether products are to be had in a country: licences are never out of stock, but they may not be sold there, or not yet.

use super::shelf::Shelf;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{assortment::Offer, permissions::Action, refusals::Refusal};
use nahtlos_report::Args;
use nahtlos_wire::inventory as wire;
use std::collections::BTreeMap;

/// Most items of one question.
const ITEMS: usize = 500;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let shelf = Shelf::of_country(&ask).await?;
    let sent: wire::InventoryCheckRequest = ask.read_body()?;
    let items = sent.target_items.unwrap_or_default();
    if items.is_empty() || items.len() > ITEMS {
        return Err(Refusal::property("targetItems", format!("must hold from 1 to {ITEMS} items")).into());
    }
    let context = sent.inventory_context.unwrap_or_default();
    let customer = context
        .iter()
        .find(|(name, value)| name.eq_ignore_ascii_case("customerId") && !value.is_empty());
    if let Some((_, customer)) = customer {
        // Only to see that it is a customer of the caller.
        ask.read(Need::customer(Action::ReadCatalogue, &customer.to_ascii_lowercase()))
            .await?;
    }
    let mut found = Vec::new();
    for item in items {
        let Some(product) = item.product_id.map(|id| id.trim().to_ascii_uppercase()) else {
            continue;
        };
        let wanted = item.sku_id.filter(|id| !id.is_empty());
        let offers = shelf.view.assortment.product(&product);
        let offers = offers.filter(|offer| wanted.as_ref().is_none_or(|id| offer.sku_id().eq_ignore_ascii_case(id)));
        found.extend(offers.map(|offer| shown(&shelf, offer)));
    }
    Ok(Answer::ok(&found))
}

fn shown(shelf: &Shelf, offer: &Offer) -> wire::InventoryItem {
    let restriction = |reason: &str, key: &str| wire::InventoryRestriction {
        reason_code: Some(reason.to_owned()),
        description: Some(shelf.text_with(key, Args::new().text("country", shelf.country.as_str()))),
        properties: Some(BTreeMap::from([
            ("type".to_owned(), "Country".to_owned()),
            ("values".to_owned(), shelf.country.clone()),
        ])),
    };
    let restrictions = match () {
        () if shelf.sells(offer) => Vec::new(),
        () if offer.sold_in(&shelf.country) => vec![restriction("NotPurchasable", "inventory-price")],
        () => vec![restriction("NotAvailableInCountry", "inventory-country")],
    };
    wire::InventoryItem {
        product_id: Some(offer.product_id().to_owned()),
        sku_id: Some(offer.sku_id().to_owned()),
        is_restricted: Some(!restrictions.is_empty()),
        restrictions: Some(restrictions),
    }
}
