//! What a line of a cart or an order names: a catalogue item of new commerce, or a legacy offer.

use crate::act::Act;
use nahtlos_model::{
    assortment::Offer,
    estate::Generation,
    ids::OfferId,
    refusals::{Code, Refusal},
};

/// An item as the wire names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// New commerce.
    Offer {
        /// Product and SKU.
        offer: OfferId,
        /// Availability.
        availability: String,
    },
    /// Legacy offer, lower case.
    Legacy(String),
}

pub(crate) fn parse_item(text: &str) -> Result<Item, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(Code::CatalogItemMissing).at("catalogItemId"));
    }
    if let [product, sku, availability] = text.split(':').collect::<Vec<_>>().as_slice() {
        return Ok(Item::Offer {
            offer: OfferId::new(product, sku),
            availability: availability.to_ascii_uppercase(),
        });
    }
    match uuid::Uuid::try_parse(text) {
        Ok(id) => Ok(Item::Legacy(id.to_string())),
        Err(_) => Err(Refusal::new(Code::OfferInvalid).with("id", text).at("catalogItemId")),
    }
}

/// The generation an item belongs to.
pub(crate) fn generation_of(text: &str) -> Generation {
    if text.contains(':') {
        Generation::NewCommerce
    } else {
        Generation::Legacy
    }
}

/// Whether an item needs another product: it is ordered after those it may need.
pub(crate) fn needs_base(act: &Act<'_>, item: &str) -> bool {
    match parse_item(item) {
        Ok(Item::Offer { offer, .. }) => act.assortment.offers.get(&offer).is_some_and(Offer::is_addon),
        Ok(Item::Legacy(_)) | Err(_) => false,
    }
}
