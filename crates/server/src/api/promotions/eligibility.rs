//! Whether a customer may have promotions for what is to be bought. Not being eligible is an answer, not an error.

use super::view::term_kind;
use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem, products::shelf::Shelf};
use nahtlos_engine::catalogue::read::Owned;
use nahtlos_model::{
    assortment::{Offer, Place, Promotion},
    catalogue::{BillingPlan, Term},
    ids::OfferId,
    promotions::{Purchase, Reason},
    refusals::Refusal,
};
use nahtlos_wire::{
    Attributes, Collection, Sent, catalogue::CatalogItemId, enums::PromotionEligibilityErrorType as Kind, promotions as wire,
};

/// Most items of one question.
const ITEMS: usize = 200;

/// A line of the question, read.
struct Wanted<'a> {
    offer: Option<&'a Offer>,
    seats: u32,
    term: Option<Term>,
    billing: BillingPlan,
    promotion: Option<&'a str>,
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let (shelf, mut reading) = Shelf::of_customer_reading(&ask).await?;
    let sent: wire::PromotionEligibilitiesRequest = ask.read_body()?;
    let items = sent.items.unwrap_or_default();
    if items.is_empty() || items.len() > ITEMS {
        return Err(Refusal::property("items", format!("must hold from 1 to {ITEMS} items")).into());
    }
    let customer = reading.customer().await?;
    let owned = reading.owned().await?;
    let place = Place {
        country: shelf.country.clone(),
        currency: customer.currency,
        segment: customer.segment().to_owned(),
    };
    let asked = Asked {
        shelf: &shelf,
        place,
        owned,
        capped: ask.call.faults.as_ref().is_some_and(|faults| faults.promotion_cap),
    };
    let mut found = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        found.push(asked.item(at, item)?);
    }
    Ok(Answer::ok(&Collection::of(found)))
}

/// The facts that every item is decided on.
struct Asked<'a> {
    shelf: &'a Shelf,
    place: Place,
    owned: Owned,
    /// A sandbox was told that every promotion is used up.
    capped: bool,
}

impl<'a> Asked<'a> {
    fn item(&'a self, at: usize, item: &'a wire::PromotionEligibilitiesRequestItem) -> Result<wire::PromotionEligibilities, Refusal> {
        let wanted = self.read(at, item)?;
        Ok(wire::PromotionEligibilities {
            id: Some(item.id.unwrap_or(at as u32)),
            catalog_item_id: item.catalog_item_id.clone(),
            quantity: Some(wanted.seats),
            billing_cycle: Some(convert::cycle(wanted.billing)),
            term_duration: item.term_duration.clone(),
            eligibilities: Some(self.eligibilities(&wanted)),
            attributes: Some(Attributes::of("PromotionEligibilities")),
        })
    }

    fn read(&'a self, at: usize, item: &'a wire::PromotionEligibilitiesRequestItem) -> Result<Wanted<'a>, Refusal> {
        let field = |name: &str| format!("items[{at}].{name}");
        let missing = |name: &str| Refusal::property(field(name), "must be given");
        let cycle = item.billing_cycle.ok_or_else(|| missing("billingCycle"))?;
        let billing = convert::plan(cycle, &field("billingCycle"))?.ok_or_else(|| missing("billingCycle"))?;
        let text = item.catalog_item_id.as_deref().unwrap_or("");
        Ok(Wanted {
            offer: text.parse().ok().and_then(|id| self.offer(&id)),
            seats: item.quantity.filter(|seats| *seats > 0).ok_or_else(|| missing("quantity"))?,
            term: convert::term(item.term_duration.as_deref().unwrap_or(""), &field("termDuration"))?,
            billing,
            promotion: item.promotion_id.as_deref().filter(|id| !id.is_empty()),
        })
    }

    /// The offer of a catalogue item, if the customer can buy it.
    fn offer(&'a self, item: &CatalogItemId) -> Option<&'a Offer> {
        let found = self.shelf.view.assortment.availability(&item.availability_id)?;
        let fits = found.offer.id == OfferId::new(&item.product_id, &item.sku_id)
            && found.country.eq_ignore_ascii_case(&self.place.country)
            && found.segment.eq_ignore_ascii_case(&self.place.segment);
        fits.then_some(found.offer)
    }

    fn eligibilities(&self, wanted: &Wanted<'_>) -> Vec<wire::PromotionEligibility> {
        let named = wanted.promotion.unwrap_or("");
        let Some(offer) = wanted.offer else {
            return vec![self.no(named, vec![self.error(Kind::InvalidCatalogItemId)])];
        };
        let assortment = &self.shelf.view.assortment;
        let today = self.shelf.view.now.date();
        if let Some(id) = wanted.promotion {
            return vec![match assortment.promotion(id, &self.place.country) {
                Some(promotion) => self.decide(promotion, offer, wanted),
                None => self.no(id, vec![self.error(Kind::InvalidPromotion)]),
            }];
        }
        let all = assortment.promotions.iter().filter(|p| p.covers(offer, &self.place, today));
        let found: Vec<_> = all.map(|promotion| self.decide(promotion, offer, wanted)).collect();
        if found.is_empty() {
            return vec![self.no("", vec![self.error(Kind::NoPromotionsAvailable)])];
        }
        found
    }

    fn decide(&self, promotion: &Promotion, offer: &Offer, wanted: &Wanted<'_>) -> wire::PromotionEligibility {
        let purchase = Purchase {
            offer,
            term: wanted.term,
            billing: wanted.billing,
            place: &self.place,
            day: self.shelf.view.now.date(),
            seats: i64::from(wanted.seats),
        };
        let mut reasons = promotion.reasons(&purchase, &self.owned.holdings(), &self.shelf.view.assortment);
        if self.capped && !reasons.contains(&Reason::Redeemed) {
            reasons.push(Reason::Redeemed);
        }
        let errors: Vec<_> = reasons.into_iter().map(|reason| self.because(promotion, reason)).collect();
        match errors.is_empty() {
            true => wire::PromotionEligibility {
                promotion_id: Some(promotion.id.clone()),
                is_eligible: Some(true),
                errors: None,
            },
            false => self.no(&promotion.id, errors),
        }
    }

    fn no(&self, promotion: &str, errors: Vec<wire::PromotionEligibilityError>) -> wire::PromotionEligibility {
        wire::PromotionEligibility {
            promotion_id: Some(promotion.to_owned()).filter(|id| !id.is_empty()),
            is_eligible: Some(false),
            errors: Some(errors),
        }
    }

    fn error(&self, kind: Kind) -> wire::PromotionEligibilityError {
        wire::PromotionEligibilityError {
            kind: Some(kind),
            description: Some(self.shelf.text(&format!("promotion-error-{kind}"))),
            ..wire::PromotionEligibilityError::default()
        }
    }

    fn because(&self, promotion: &Promotion, reason: Reason) -> wire::PromotionEligibilityError {
        let mut error = self.error(match reason {
            Reason::Invalid => Kind::InvalidPromotion,
            Reason::Term => Kind::Term,
            Reason::Seats => Kind::SeatCount,
            Reason::Redeemed => Kind::RedemptionLimit,
            Reason::PurchasedBefore => Kind::OfferPurchasedPreviously,
            Reason::NothingNeeded => Kind::PrerequisiteProductOwnership,
        });
        match reason {
            Reason::Term => error.eligible_terms = Some(vec![term_kind(promotion)]),
            Reason::Seats => {
                let most = promotion.max_seats.map(convert::count);
                error.minimum_required_seats = Sent::Value(convert::count(promotion.min_seats.unwrap_or(1)));
                error.maximum_required_seats = Sent::or_null(most);
                error.available_seats = Sent::or_null(most);
            }
            Reason::Redeemed => {
                let most = promotion.max_redemptions.unwrap_or(0);
                let left = match self.capped {
                    true => 0,
                    false => most - promotion.redeemed(self.owned.holdings().subscriptions),
                };
                error.max_promotion_redemption_count = Some(convert::count(most));
                error.remaining_promotion_redemption_count = Some(convert::count(left));
            }
            Reason::Invalid | Reason::PurchasedBefore | Reason::NothingNeeded => {}
        }
        error
    }
}
