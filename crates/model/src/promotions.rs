//! Whether a purchase may have a promotion, and if not, why: one decision for the question and for the purchase itself.
//!
//! Asked by the promotion operations and by carts and orders. Nothing here chooses between promotions.

use crate::{
    assortment::{Assortment, Offer, Place, Promotion},
    catalogue::{BillingPlan, Term},
    dates::Date,
    ids::{OfferId, SkuId},
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};

/// A purchase for which a promotion is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Purchase<'a> {
    /// What is bought.
    pub offer: &'a Offer,
    /// Term; `None`: whichever the offer has.
    pub term: Option<Term>,
    /// Billing plan.
    pub billing: BillingPlan,
    /// Where and for whom.
    pub place: &'a Place,
    /// Day of the purchase.
    pub day: Date,
    /// Seats.
    pub seats: i64,
}

/// What the customer has.
#[derive(Debug, Clone, Copy)]
pub struct Holdings<'a> {
    /// Every subscription, of every state and seller.
    pub subscriptions: &'a [Subscription],
    /// Licences of which the tenant has enabled seats.
    pub licences: &'a [SkuId],
}

/// Why a purchase cannot have a promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Another offer, place or time than the promotion's.
    Invalid,
    /// Another term or billing plan.
    Term,
    /// Too few or too many seats.
    Seats,
    /// Redeemed as often as allowed.
    Redeemed,
    /// The customer has had the offer.
    PurchasedBefore,
    /// The customer lacks what the promotion asks for.
    NothingNeeded,
}

impl Promotion {
    /// Whether it is for an offer in a place on a day.
    pub fn covers(&self, offer: &Offer, place: &Place, day: Date) -> bool {
        self.offer == offer.id
            && self.country.eq_ignore_ascii_case(&place.country)
            && self.segment.eq_ignore_ascii_case(&place.segment)
            && self.from <= day
            && day <= self.until
    }

    /// Why a purchase cannot have it; empty: it can.
    pub fn reasons(&self, purchase: &Purchase<'_>, holdings: &Holdings<'_>, assortment: &Assortment) -> Vec<Reason> {
        if !self.covers(purchase.offer, purchase.place, purchase.day) {
            return vec![Reason::Invalid];
        }
        let owned = |s: &Subscription| s.offer == self.offer.0;
        let redeemed = self.redeemed(holdings.subscriptions);
        let held = |needed: &OfferId| {
            let licence = assortment.offers.get(needed).map(|offer| offer.licence);
            licence.is_some_and(|sku| holdings.licences.contains(&sku))
        };
        let term = purchase.term.is_none_or(|term| term == self.term) && purchase.billing == self.billing;
        let enough = self.min_seats.is_none_or(|min| min <= purchase.seats);
        let few = self.max_seats.is_none_or(|max| purchase.seats <= max);
        let checks = [
            (Reason::Term, term),
            (Reason::Seats, enough && few),
            (Reason::Redeemed, self.max_redemptions.is_none_or(|max| redeemed < max)),
            (
                Reason::PurchasedBefore,
                !self.first_purchase || !holdings.subscriptions.iter().any(owned),
            ),
            (Reason::NothingNeeded, self.needs.is_empty() || self.needs.iter().any(held)),
        ];
        checks.into_iter().filter(|(_, met)| !met).map(|(reason, _)| reason).collect()
    }

    /// How often a customer with these subscriptions has redeemed it.
    pub fn redeemed(&self, subscriptions: &[Subscription]) -> i64 {
        let with_it = |s: &&Subscription| s.promotion.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(&self.id));
        subscriptions.iter().filter(with_it).count() as i64
    }
}

/// The promotion that a purchase has: the one that was asked for, or the first that applies by itself.
///
/// # Errors
/// `PromotionInvalid` when the one asked for cannot be had.
pub fn choose<'a>(
    asked: Option<&str>,
    purchase: &Purchase<'_>,
    holdings: &Holdings<'_>,
    assortment: &'a Assortment,
) -> Result<Option<&'a Promotion>, Refusal> {
    let fits = |p: &&Promotion| p.reasons(purchase, holdings, assortment).is_empty();
    match asked.filter(|id| !id.is_empty()) {
        Some(id) => match assortment.promotion(id, &purchase.place.country).filter(fits) {
            Some(promotion) => Ok(Some(promotion)),
            None => Err(Refusal::new(Code::PromotionInvalid).with("id", id).at("promotionId")),
        },
        None => Ok(assortment.promotions.iter().filter(|p| p.automatic).find(fits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use jiff::civil::date;

    fn offer(id: &str) -> Offer {
        let sku = format!("00000000-0000-4000-8000-{:012}", id.len());
        Offer {
            id: OfferId(id.to_owned()),
            product_title: String::new(),
            title: String::new(),
            description: String::new(),
            publisher: String::new(),
            licence: sku.parse().unwrap(),
            min_seats: 1,
            max_seats: None,
            max_subscriptions: None,
            trial: false,
            prerequisites: Vec::new(),
            conversions: Vec::new(),
            countries: Vec::new(),
            prices: Vec::new(),
        }
    }

    fn promotion() -> Promotion {
        Promotion {
            id: "P:0001:A".to_owned(),
            name: String::new(),
            description: String::new(),
            offer: OfferId("SUITE:0001".to_owned()),
            term: Term::P1Y,
            billing: BillingPlan::Annual,
            country: "DE".to_owned(),
            segment: "Commercial".to_owned(),
            from: date(2026, 1, 1),
            until: date(2026, 12, 31),
            percent: 10,
            automatic: false,
            min_seats: Some(5),
            max_seats: Some(10),
            max_redemptions: None,
            first_purchase: false,
            needs: vec![OfferId("BASE:01".to_owned())],
        }
    }

    #[test]
    fn every_reason_is_named_and_none_where_all_is_met() {
        let (suite, base) = (offer("SUITE:0001"), offer("BASE:01"));
        let mut assortment = Assortment::default();
        for offer in [&suite, &base] {
            assortment.offers.insert(offer.id.clone(), offer.clone());
        }
        let place = Place {
            country: "DE".to_owned(),
            currency: Currency::new("EUR").unwrap(),
            segment: "Commercial".to_owned(),
        };
        let purchase = Purchase {
            offer: &suite,
            term: Some(Term::P1Y),
            billing: BillingPlan::Annual,
            place: &place,
            day: date(2026, 6, 1),
            seats: 5,
        };
        let (with, without) = (&[base.licence][..], &[][..]);
        let reasons = |purchase: Purchase<'_>, licences| {
            let holdings = Holdings {
                subscriptions: &[],
                licences,
            };
            promotion().reasons(&purchase, &holdings, &assortment)
        };
        assert_eq!(reasons(purchase, with), []);
        assert_eq!(reasons(purchase, without), [Reason::NothingNeeded]);
        let monthly = Purchase {
            billing: BillingPlan::Monthly,
            seats: 11,
            ..purchase
        };
        assert_eq!(reasons(monthly, with), [Reason::Term, Reason::Seats]);
        assert_eq!(reasons(Purchase { seats: 4, ..purchase }, with), [Reason::Seats]);
        let late = Purchase {
            day: date(2027, 1, 1),
            ..purchase
        };
        assert_eq!(reasons(late, with), [Reason::Invalid]);
    }
}
