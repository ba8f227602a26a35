//! Products, SKUs and availabilities as the wire shows them. Links stay at the partner's level, with the country.

use super::shelf::Shelf;
use crate::api::convert;
use nahtlos_model::{
    assortment::{Availability, Offer},
    catalogue::{BillingPlan, PriceRow, Term},
};
use nahtlos_wire::{Link, Links, catalogue as wire, enums::BillingCycleType};
use serde_json::{Map, Value, json};

/// The kind of product that licences of new commerce are.
pub(crate) const KIND: &str = "OnlineServicesNCE";

/// The sign of a currency; its code where it has none of its own.
pub(crate) fn symbol(code: &str) -> &str {
    match code {
        "EUR" => "€",
        "USD" | "AUD" | "CAD" | "NZD" | "SGD" | "HKD" | "MXN" => "$",
        "GBP" => "£",
        "JPY" | "CNY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "BRL" => "R$",
        "SEK" | "NOK" | "DKK" => "kr",
        "PLN" => "zł",
        "CZK" => "Kč",
        other => other,
    }
}

fn made_by_microsoft(offer: &Offer) -> bool {
    offer.publisher.is_empty() || offer.publisher.starts_with("Microsoft")
}

fn product_address(offer: &Offer) -> String {
    format!("/products/{}", offer.product_id())
}

fn sku_address(offer: &Offer) -> String {
    format!("{}/skus/{}", product_address(offer), offer.sku_id())
}

impl Shelf {
    fn query(&self) -> String {
        match self.segment {
            Some(segment) => format!("country={}&targetSegment={segment}", self.country),
            None => format!("country={}", self.country),
        }
    }

    /// A product, by its offers on the shelf; never none.
    pub(crate) fn product_view(&self, offers: &[&Offer]) -> wire::Product {
        let Some(offer) = offers.iter().find(|offer| !offer.trial).or(offers.first()) else {
            return wire::Product::default();
        };
        let address = product_address(offer);
        let links = Links::default().with("skus", Link::get(format!("{address}/skus?{}", self.query())));
        wire::Product {
            id: Some(offer.product_id().to_owned()),
            title: Some(offer.product_title.clone()),
            description: Some(offer.description.clone()),
            product_type: Some(wire::ItemType {
                id: Some(KIND.to_owned()),
                display_name: Some(KIND.to_owned()),
                sub_type: None,
            }),
            is_microsoft_product: Some(made_by_microsoft(offer)),
            publisher_name: Some(offer.publisher.clone()).filter(|name| !name.is_empty()),
            localized_attributes: None,
            links: Some(links.with("self", Link::get(format!("{address}?country={}", self.country)))),
        }
    }

    /// A SKU.
    pub(crate) fn sku_view(&self, offer: &Offer) -> wire::Sku {
        let address = sku_address(offer);
        let query = self.query();
        let links = Links::default().with("availabilities", Link::get(format!("{address}/availabilities?{query}")));
        wire::Sku {
            id: Some(offer.sku_id().to_owned()),
            product_id: Some(offer.product_id().to_owned()),
            title: Some(offer.title.clone()),
            description: Some(offer.description.clone()),
            minimum_quantity: Some(convert::count(offer.min_seats.max(1))),
            maximum_quantity: Some(convert::count(self.most_seats(offer))),
            is_trial: Some(offer.trial),
            supported_billing_cycles: Some(self.cycles(offer)),
            purchase_prerequisites: Some(vec![nahtlos_wire::Open::Other("MicrosoftCustomerAgreement".to_owned())]),
            inventory_variables: Some(Vec::new()),
            provisioning_variables: Some(Vec::new()),
            constraints: offer.max_subscriptions.map(|limit| {
                vec![wire::SkuConstraint {
                    constraint_name: Some("AssetOwnershipLimit".to_owned()),
                    constraint_value: Some(limit.into()),
                    constraint_type: Some("LifetimeCount".to_owned()),
                }]
            }),
            actions: Some(vec!["Refund".to_owned()]),
            dynamic_attributes: Some(self.dynamic(offer)),
            links: Some(links.with("self", Link::get(format!("{address}?{query}")))),
            ..wire::Sku::default()
        }
    }

    fn most_seats(&self, offer: &Offer) -> i64 {
        let numbers = &self.view.numbers;
        match offer.max_seats {
            Some(max) if offer.trial => max.min(numbers.trial_seats),
            Some(max) => max,
            None if offer.trial => numbers.trial_seats,
            None => numbers.legacy_quantity_maximum,
        }
    }

    fn cycles(&self, offer: &Offer) -> Vec<BillingCycleType> {
        let mut plans: Vec<BillingPlan> = self.rows(offer).map(|row| row.billing).collect();
        plans.sort_unstable();
        plans.dedup();
        plans.into_iter().map(convert::cycle).collect()
    }

    fn dynamic(&self, offer: &Offer) -> Map<String, Value> {
        let ids = |offers: &[nahtlos_model::ids::OfferId]| offers.iter().map(|id| id.0.clone()).collect::<Vec<_>>();
        let attributes = json!({
            "isMicrosoftProduct": made_by_microsoft(offer),
            "hasConstraints": offer.max_seats.is_some() || offer.max_subscriptions.is_some(),
            "isAddon": offer.is_addon(),
            "prerequisiteSkus": ids(&offer.prerequisites),
            "isSoftwareAssuranceApplicable": false,
            "upgradeTargetOffers": ids(&offer.conversions),
            "provisioningId": offer.licence.to_string(),
            "provisioningString": self.view.assortment.licence_string_id(offer.licence),
            "internal": false,
        });
        match attributes {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// An availability with its product and SKU.
    pub(crate) fn availability_view(&self, id: &str, of: &Availability<'_>) -> wire::Availability {
        let offer = of.offer;
        let today = self.view.now.date();
        let rows: Vec<&PriceRow> = offer
            .in_country(&self.country)
            .iter()
            .filter(|row| row.segment == of.segment && row.tier_min.is_none_or(|min| min <= 1))
            .collect();
        let present: Vec<&PriceRow> = rows.iter().copied().filter(|row| row.from <= today && today <= row.until).collect();
        let purchasable = !present.is_empty() && offer.sold_in(&self.country);
        let shown = if present.is_empty() { &rows } else { &present };
        let mut terms: Vec<(Term, BillingPlan)> = shown.iter().map(|row| (row.term, row.billing)).collect();
        terms.sort_unstable();
        terms.dedup();
        let currency = shown.first().map(|row| row.currency.code().to_owned());
        let address = format!("{}/availabilities/{id}?country={}", sku_address(offer), self.country);
        wire::Availability {
            id: Some(id.to_owned()),
            product_id: Some(offer.product_id().to_owned()),
            sku_id: Some(offer.sku_id().to_owned()),
            catalog_item_id: Some(format!("{}:{id}", offer.id)),
            default_currency: currency.map(|code| wire::CurrencyInfo {
                symbol: Some(symbol(&code).to_owned()),
                code: Some(code),
            }),
            segment: of.segment.parse().ok(),
            country: Some(self.country.clone()),
            is_purchasable: Some(purchasable),
            is_renewable: Some(!offer.trial),
            renewal_instructions: Some(renewals(offer, &terms)),
            terms: Some(self.terms(&terms)),
            included_quantity_options: Some(Vec::new()),
            product: Some(self.product_view(&[offer])),
            sku: Some(self.sku_view(offer)),
            links: Some(Links::to_self(address)),
        }
    }

    fn terms(&self, terms: &[(Term, BillingPlan)]) -> Vec<wire::Term> {
        let mut durations: Vec<Term> = terms.iter().map(|(term, _)| *term).collect();
        durations.dedup();
        let renewal = |term: &Term| wire::RenewalTerm {
            term_duration: Some(term.to_string()),
            description: Some(self.text(&format!("catalogue-term-{term}"))),
        };
        let renewals: Vec<wire::RenewalTerm> = durations.iter().map(renewal).collect();
        let shown = |(term, billing): &(Term, BillingPlan)| wire::Term {
            id: Some(term_id(*term, *billing)),
            duration: Some(term.to_string()),
            description: Some(self.text(&format!("catalogue-terms-{term}-{billing}"))),
            billing_cycle: Some(convert::cycle(*billing)),
            renewal_options: Some(renewals.clone()),
            cancellation_policies: Some(vec![self.cancellation()]),
        };
        terms.iter().map(shown).collect()
    }

    /// What cancelling gives back: by day, while the window is open.
    fn cancellation(&self) -> wire::CancellationPolicy {
        let hours = self.view.numbers.cancellation_window_hours;
        let after = if hours % 24 == 0 {
            format!("P{}D", hours / 24)
        } else {
            format!("PT{hours}H")
        };
        wire::CancellationPolicy {
            refund_options: Some(vec![wire::TermRefund {
                sequence_id: Some(0),
                kind: Some("Partial".to_owned()),
                expires_after: Some(after),
            }]),
        }
    }
}

/// The id of a term: by its duration and billing plan, the same for every offer.
fn term_id(term: Term, billing: BillingPlan) -> String {
    format!("{term}-{billing}").to_ascii_lowercase()
}

/// What a term renews into: the offer itself, or what a trial can become.
fn renewals(offer: &Offer, terms: &[(Term, BillingPlan)]) -> Vec<wire::RenewalInstruction> {
    let path = |id: &str, automatic| wire::RenewalPath {
        renew_to_id: Some(id.to_owned()),
        is_auto_renewable: Some(automatic),
    };
    let paths: Vec<wire::RenewalPath> = match offer.trial {
        true => offer.conversions.iter().map(|id| path(&id.0, false)).collect(),
        false => vec![path(&offer.id.0, true)],
    };
    vec![wire::RenewalInstruction {
        applicable_term_ids: Some(terms.iter().map(|(term, billing)| term_id(*term, *billing)).collect()),
        renewal_options: Some(paths),
    }]
}
