//! Legacy offers as the wire shows them, and their pages.

use crate::api::{
    ask::Ask,
    convert,
    products::shelf::{Shelf, address},
};
use nahtlos_model::{
    assortment::{LegacyOffer, LegacyPrice},
    refusals::Refusal,
};
use nahtlos_wire::{
    Attributes, Collection, Link, Links,
    enums::{BillingCycleType, BillingType},
    offers as wire,
};

/// Most offers in one page.
const MOST: i64 = 1000;

/// An offer's price in a country.
pub(crate) fn price_in<'a>(offer: &'a LegacyOffer, country: &str) -> Option<&'a LegacyPrice> {
    offer.prices.iter().find(|price| price.country.eq_ignore_ascii_case(country))
}

/// The offers sold in the shelf's country, in the order of their ids.
pub(crate) fn on_sale(shelf: &Shelf) -> impl Iterator<Item = &LegacyOffer> {
    let offers = shelf.view.assortment.legacy.values();
    offers.filter(|offer| price_in(offer, &shelf.country).is_some())
}

fn capitals(ids: &[String]) -> Vec<String> {
    ids.iter().map(|id| id.to_ascii_uppercase()).collect()
}

/// A category, by one of its offers.
pub(crate) fn category_view(shelf: &Shelf, offer: &LegacyOffer) -> wire::OfferCategory {
    wire::OfferCategory {
        id: Some(offer.category_id.clone()),
        name: Some(offer.category_name.clone()),
        rank: Some(offer.category_rank),
        locale: Some(shelf.view.locale.clone()),
        country: Some(shelf.country.clone()),
        attributes: Some(Attributes::of("OfferCategory")),
    }
}

/// An offer.
pub(crate) fn offer_view(shelf: &Shelf, offer: &LegacyOffer) -> wire::Offer {
    let id = offer.id.to_ascii_uppercase();
    let numbers = &shelf.view.numbers;
    let most = match offer.max_seats {
        Some(max) => max,
        None if offer.trial => numbers.trial_seats,
        None => numbers.legacy_quantity_maximum,
    };
    let cycles = match offer.trial {
        true => vec![BillingCycleType::None],
        false => offer.cycles.iter().map(|plan| convert::cycle(*plan)).collect(),
    };
    let assortment = &shelf.view.assortment;
    wire::Offer {
        name: Some(offer.name.clone()),
        description: Some(offer.description.clone()),
        minimum_quantity: Some(convert::count(offer.min_seats.max(1))),
        maximum_quantity: Some(convert::count(most)),
        rank: Some(offer.category_rank),
        uri: Some(format!("/Offers/{id}")),
        locale: Some(shelf.view.locale.clone()),
        country: Some(shelf.country.clone()),
        category: Some(category_view(shelf, offer)),
        prerequisite_offers: Some(capitals(&offer.prerequisites)),
        is_add_on: Some(offer.addon),
        has_add_ons: Some(on_sale(shelf).any(|other| other.prerequisites.contains(&offer.id))),
        is_available_for_purchase: Some(true),
        billing: Some(BillingType::License),
        supported_billing_cycles: Some(cycles),
        is_auto_renewable: Some(!offer.trial),
        is_trial: Some(offer.trial),
        upgrade_target_offers: Some(capitals(&offer.upgrades)),
        conversion_target_offers: Some(capitals(&offer.conversions)),
        product: Some(wire::OfferProduct {
            id: Some(offer.licence.to_string()),
            name: Some(assortment.licence_name(offer.licence)),
            unit: Some(offer.unit.clone()),
        }),
        unit_type: Some(offer.unit.clone()),
        sales_group_id: Some(offer.sales_group.clone()),
        limit: Some(0),
        limit_unit_of_measure: Some("None".to_owned()),
        resellee_qualifications: Some(Vec::new()),
        reseller_qualifications: Some(Vec::new()),
        attestation_properties: None,
        links: Some(Links::to_self(format!("/offers/{id}?country={}", shelf.country))),
        attributes: Some(Attributes::of("Offer")),
        id: Some(id),
    }
}

/// A page by offset and size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    offset: usize,
    size: usize,
}

impl Page {
    /// The page asked for; without a size, as much as one answer holds.
    pub(crate) fn of(ask: &Ask) -> Result<Self, Refusal> {
        let size = ask.query.number("size")?.filter(|size| *size > 0).unwrap_or(MOST).min(MOST);
        let offset = ask.query.number("offset")?.unwrap_or(0);
        Ok(Self {
            offset: usize::try_from(offset).unwrap_or(usize::MAX),
            size: usize::try_from(size).unwrap_or(usize::MAX),
        })
    }

    /// Its part of a list.
    pub(crate) fn cut<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let from = self.offset.min(all.len());
        &all[from..all.len().min(from.saturating_add(self.size))]
    }

    /// The page with links to itself, the next and the one before, where there are some.
    pub(crate) fn links<T>(&self, ask: &Ask, total: usize, shown: Vec<T>) -> Collection<T> {
        let folded = |pair: &str| pair.split('=').next().unwrap_or("").to_ascii_lowercase();
        let kept: Vec<&str> = ask
            .query
            .raw
            .split('&')
            .filter(|pair| !pair.is_empty() && folded(pair) != "offset" && folded(pair) != "size")
            .collect();
        let at = |offset: usize| {
            let query = [&kept[..], &[&format!("size={}", self.size), &format!("offset={offset}")]]
                .concat()
                .join("&");
            Link::get(format!("{}?{query}", ask.path))
        };
        let end = self.offset.saturating_add(shown.len());
        let mut page = Collection::of(shown).with_link("self", Link::get(address(ask)));
        if end < total {
            page = page.with_link("next", at(end));
        }
        if self.offset > 0 {
            page = page.with_link("previous", at(self.offset.min(total).saturating_sub(self.size)));
        }
        page
    }
}
