//! What a purchase by a customer has to know, loaded once, and the decision on lines of carts and orders.
//!
//! Lines are decided one after the other, each knowing those before it, so that seats and limits hold for all of them together;
//! nothing is saved here.

use crate::{
    act::Act,
    halt::Halt,
    subscriptions::change::{check_mpn, ends},
};
use nahtlos_model::{
    assortment::{LegacyOffer, Offer, Place, Promotion},
    catalogue::{BillingPlan, Term},
    customers::Customer,
    dates::Date,
    estate::Generation,
    ids::{OfferId, SkuId},
    instants::Instant,
    money::Price,
    partners::{Partner, PartnerKind},
    program::Numbers,
    promotions::{Holdings, Purchase, choose},
    refusals::{Code, Refusal},
    subscriptions::{
        Decided, Subscription,
        purchase::{Market, Wanted, buy, buy_legacy},
        seats_in_use,
    },
};
use nahtlos_store::{agreements, customers, licenses, subscriptions};
use std::collections::BTreeMap;

/// Further partners on record that a line may name.
const MORE_MPN_IDS: usize = 5;
/// Lines of a cart or an order.
const MOST_LINES: usize = 200;

/// A line as asked for, of a cart or an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Catalogue item (`product:sku:availability`) or legacy offer.
    pub item: String,
    /// Seats.
    pub quantity: i64,
    /// Billing plan; `None`: the only one there is.
    pub cycle: Option<BillingPlan>,
    /// Term.
    pub term: Option<Term>,
    /// Name.
    pub friendly_name: Option<String>,
    /// Reseller on record.
    pub mpn_id: Option<String>,
    /// Base subscription of a legacy add-on.
    pub parent_id: Option<String>,
    /// Term it renews into.
    pub renewal_term: Option<Term>,
    /// Promotion.
    pub promotion: Option<String>,
    /// Aligned end, last day.
    pub custom_end: Option<Date>,
    /// Further MPN ids.
    pub more_mpn_ids: Vec<String>,
    /// Attested.
    pub attested: bool,
    /// Data for provisioning, as sent.
    pub provisioning: BTreeMap<String, String>,
}

/// A line that was decided.
#[derive(Debug, Clone)]
pub(crate) struct Bought {
    pub decided: Decided,
    /// List price per billing period.
    pub list_price: Price,
}

/// The facts of a purchase.
#[derive(Debug)]
pub(crate) struct Shop {
    pub customer: Customer,
    pub partner: Partner,
    pub place: Place,
    held: Vec<SkuId>,
    subscriptions: Vec<Subscription>,
}

impl Shop {
    /// Loads the facts, and refuses what no purchase may pass: another region, no agreement.
    pub(crate) async fn open(act: &mut Act<'_>, customer: &str, buying: bool) -> Result<Self, Halt> {
        let partner_id = act.call.actor.tenant_id.clone();
        let found = customers::find(act.tx, customer).await?;
        let customer = found.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", customer))?;
        let partner = customers::partner(act.tx, &partner_id).await?;
        let partner = partner.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &partner_id))?;
        if !act.assortment.same_region(&partner.country, customer.country()) {
            let refusal = Refusal::new(Code::OtherRegion).with("country", customer.country());
            return Err(refusal.with("partner", &partner.country).into());
        }
        if buying && agreements::list(act.tx, &customer.id).await?.is_empty() {
            return Err(Refusal::new(Code::AgreementMissing).with("customer", &customer.company.name).into());
        }
        let pools = licenses::pools(act.tx, &customer.id).await?;
        let held = pools.iter().filter(|(_, pool)| pool.usable() > 0).map(|(sku, _)| *sku).collect();
        let subscriptions = subscriptions::list(act.tx, &customer.id).await?;
        let place = Place {
            country: customer.country().to_ascii_uppercase(),
            currency: customer.currency,
            segment: customer.segment().to_owned(),
        };
        Ok(Self {
            customer,
            partner,
            place,
            held,
            subscriptions,
        })
    }

    /// How much the facts hold, to go back to when an order is refused in the middle.
    pub(crate) fn mark(&self) -> (usize, usize) {
        (self.held.len(), self.subscriptions.len())
    }

    /// Forgets what was taken in since a mark.
    pub(crate) fn rewind(&mut self, mark: (usize, usize)) {
        self.held.truncate(mark.0);
        self.subscriptions.truncate(mark.1);
    }

    /// Decides on a line and takes it into the facts, so that the next one knows it.
    pub(crate) async fn decide(&mut self, act: &mut Act<'_>, order_id: &str, line: &Line) -> Result<Result<Bought, Refusal>, Halt> {
        if line.more_mpn_ids.len() > MORE_MPN_IDS {
            let reason = format!("names more than {MORE_MPN_IDS} partners");
            return Ok(Err(Refusal::property("additionalPartnerIdsOnRecord", reason)));
        }
        for mpn in line.mpn_id.iter().chain(&line.more_mpn_ids).filter(|mpn| !mpn.is_empty()) {
            match check_mpn(act, mpn).await {
                Err(Halt::Refused(refusal)) => return Ok(Err(refusal)),
                Err(fault) => return Err(fault),
                Ok(()) => {}
            }
        }
        let decided = self.decide_line(act, order_id, line);
        if let Ok(bought) = &decided {
            let made = &bought.decided.after;
            self.held.push(made.licence);
            self.subscriptions.push(made.clone());
        }
        Ok(decided)
    }

    fn decide_line(&self, act: &Act<'_>, order_id: &str, line: &Line) -> Result<Bought, Refusal> {
        self.check_counts(&act.numbers())?;
        match parse_item(&line.item)? {
            Item::Offer { availability, offer } => {
                let offer = self.offer(act, &offer, &availability)?;
                self.decide_offer(act, order_id, line, offer)
            }
            Item::Legacy(id) => {
                let assortment = act.assortment.clone();
                let offer = assortment.legacy.get(&id);
                let offer = offer.ok_or_else(|| Refusal::new(Code::OfferInvalid).with("id", &id).at("offerId"))?;
                self.decide_legacy(act, order_id, line, offer)
            }
        }
    }

    /// A tenant, and a sandbox partner's customer, has so many subscriptions at most.
    fn check_counts(&self, numbers: &Numbers) -> Result<(), Refusal> {
        let active = self.subscriptions.iter().filter(|s| s.is_in_use()).count() as i64;
        if active >= numbers.active_subscriptions_per_tenant {
            return Err(Refusal::new(Code::TenantSubscriptionLimit).with("limit", numbers.active_subscriptions_per_tenant));
        }
        let own = |s: &&Subscription| s.is_in_use() && s.partner_id.as_ref() == Some(&self.partner.id);
        if self.partner.sandbox && self.subscriptions.iter().filter(own).count() as i64 >= numbers.sandbox_subscriptions {
            return Err(Refusal::new(Code::SandboxLimit).with("limit", numbers.sandbox_subscriptions));
        }
        Ok(())
    }

    /// What a purchase of an offer has to know. A trial counts for ever, anything else while it is in use.
    fn with_market<T>(&self, act: &Act<'_>, offer: &str, licence: SkuId, trial: bool, decide: impl FnOnce(&Market<'_>) -> T) -> T {
        let bought = |s: &&Subscription| (trial || s.is_in_use()) && s.partner_id.is_some() && s.offer == offer;
        decide(&Market {
            now: act.now,
            provisioned: act.now.plus_ms(act.provisioning_ms()),
            numbers: &act.numbers(),
            assortment: &act.assortment,
            held: &self.held,
            seats_active: seats_in_use(&self.subscriptions, licence),
            subscriptions_of_offer: self.subscriptions.iter().filter(bought).count() as i64,
            ends: &ends(&self.subscriptions, ""),
            sandbox: self.partner.sandbox,
        })
    }

    fn decide_offer(&self, act: &Act<'_>, order_id: &str, line: &Line, offer: &Offer) -> Result<Bought, Refusal> {
        let cycle = line.cycle.map_or_else(|| only_cycle(offer, &self.place, line.term, act.now), Ok)?;
        let promotion = self.promotion(act, offer, line, cycle)?;
        let wanted = self.wanted(act, order_id, line, cycle, promotion);
        let decided = self.with_market(act, &offer.id.0, offer.licence, offer.trial, |market| buy(offer, wanted, market))?;
        let after = &decided.after;
        let row = offer.row(&self.place, after.term, after.cycle, act.now.date());
        let list_price = row.and_then(|r| r.erp_price).unwrap_or(after.unit_price);
        Ok(Bought { decided, list_price })
    }

    fn decide_legacy(&self, act: &Act<'_>, order_id: &str, line: &Line, offer: &LegacyOffer) -> Result<Bought, Refusal> {
        let cycle = line.cycle.or(offer.cycles.first().copied()).unwrap_or(BillingPlan::Monthly);
        let parent = line.parent_id.as_ref().map(|p| p.to_ascii_lowercase());
        let parent = parent.as_ref().and_then(|p| self.subscriptions.iter().find(|s| s.id == *p));
        if let Some(id) = line.parent_id.as_deref().filter(|_| parent.is_none()) {
            return Err(Refusal::new(Code::SubscriptionUnknown).with("id", id).at("parentSubscriptionId"));
        }
        let wanted = self.wanted(act, order_id, line, cycle, None);
        let decided = self.with_market(act, &offer.id, offer.licence, offer.trial, |market| {
            buy_legacy(offer, wanted, parent, market)
        })?;
        let row = offer
            .prices
            .iter()
            .find(|p| p.country == self.place.country && p.currency == self.place.currency);
        let list_price = row.map_or(decided.after.unit_price, |p| Price {
            micros: p.monthly_list.micros.saturating_mul(i64::from(decided.after.cycle.months())),
        });
        Ok(Bought { decided, list_price })
    }

    fn offer<'a>(&self, act: &'a Act<'_>, offer: &OfferId, availability: &str) -> Result<&'a Offer, Refusal> {
        let at = |refusal: Refusal| refusal.at("catalogItemId");
        let product = offer.0.split(':').next().unwrap_or("");
        let Some(found) = act.assortment.offers.get(offer) else {
            let known = act.assortment.offers.keys().any(|id| id.0.split(':').next() == Some(product));
            let code = if known { Code::SkuUnknown } else { Code::ProductUnknown };
            return Err(at(Refusal::new(code).with("id", &offer.0)));
        };
        let place = act.assortment.availability(availability).filter(|a| a.offer.id == *offer);
        let place = place.ok_or_else(|| at(Refusal::new(Code::AvailabilityUnknown).with("id", availability)))?;
        if !place.country.eq_ignore_ascii_case(&self.place.country) {
            return Err(at(Refusal::new(Code::OfferNotInCountry).with("country", &self.place.country)));
        }
        if !place.segment.eq_ignore_ascii_case(&self.place.segment) {
            return Err(at(Refusal::new(Code::QualificationMissing).with("segment", place.segment)));
        }
        Ok(found)
    }

    fn promotion<'a>(&self, act: &'a Act<'_>, offer: &Offer, line: &Line, billing: BillingPlan) -> Result<Option<&'a Promotion>, Refusal> {
        let day = act.now.date();
        let purchase = Purchase {
            offer,
            term: line
                .term
                .or_else(|| only(offer.rows(&self.place, day).filter(|r| r.billing == billing).map(|r| r.term))),
            billing,
            place: &self.place,
            day,
            seats: line.quantity,
        };
        let holdings = Holdings {
            subscriptions: &self.subscriptions,
            licences: &self.held,
        };
        let asked = line.promotion.as_deref();
        if act.promotions_are_capped() {
            return match asked.filter(|id| !id.is_empty()) {
                Some(id) => Err(Refusal::new(Code::PromotionInvalid).with("id", id).at("promotionId")),
                None => Ok(None),
            };
        }
        choose(asked, &purchase, &holdings, &act.assortment)
    }

    fn wanted<'a>(&self, act: &Act<'_>, order_id: &str, line: &Line, cycle: BillingPlan, promotion: Option<&'a Promotion>) -> Wanted<'a> {
        Wanted {
            id: act.guid(),
            customer_id: self.customer.id.clone(),
            partner_id: self.partner.id.clone(),
            order_id: order_id.to_owned(),
            quantity: line.quantity,
            term: line.term,
            cycle,
            renewal_term: line.renewal_term,
            custom_end: line
                .custom_end
                .map(|last| nahtlos_model::dates::date_of(nahtlos_model::dates::day_number(last) + 1)),
            promotion,
            friendly_name: line.friendly_name.clone().filter(|name| !name.trim().is_empty()),
            mpn_id: line.mpn_id.clone().filter(|mpn| !mpn.is_empty()),
            parent_id: line.parent_id.as_ref().map(|p| p.to_ascii_lowercase()),
            place: self.place.clone(),
            end: None,
            price_day: None,
        }
    }

    /// An indirect provider attests who the reseller on record is.
    pub(crate) fn check_attestation(&self, lines: &[Line], attested: bool) -> Result<(), Refusal> {
        let provider = self.partner.kind == PartnerKind::IndirectProvider;
        match provider && !attested && lines.iter().any(|l| l.mpn_id.as_ref().is_some_and(|m| !m.is_empty())) {
            true => Err(Refusal::new(Code::RecordAttestationMissing).at("partnerOnRecordAttestationAccepted")),
            false => Ok(()),
        }
    }
}

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

/// The one value there is; `None` where there are none or several.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// The cycle of a line that names none: the only one there is, else monthly, as the reference has it.
fn only_cycle(offer: &Offer, place: &Place, term: Option<Term>, now: Instant) -> Result<BillingPlan, Refusal> {
    let rows = offer.rows(place, now.date()).filter(|r| term.is_none_or(|t| t == r.term));
    let cycles: Vec<BillingPlan> = rows.map(|r| r.billing).collect();
    let monthly = cycles.contains(&BillingPlan::Monthly).then_some(BillingPlan::Monthly);
    only(cycles.into_iter()).or(monthly).ok_or_else(|| {
        let reason = "name one of the cycles that the offer is sold with";
        Refusal::property("billingCycle", reason)
    })
}

/// Whether an item needs another product: it is ordered after those it may need.
pub(crate) fn needs_base(act: &Act<'_>, item: &str) -> bool {
    match parse_item(item) {
        Ok(Item::Offer { offer, .. }) => act.assortment.offers.get(&offer).is_some_and(Offer::is_addon),
        Ok(Item::Legacy(_)) | Err(_) => false,
    }
}

/// Carts and orders have at least one line and not too many.
pub(crate) fn check_count(lines: usize) -> Result<(), Refusal> {
    match lines {
        0 => Err(Refusal::property("lineItems", "at least one line is needed")),
        1..=MOST_LINES => Ok(()),
        _ => Err(Refusal::property("lineItems", format!("at most {MOST_LINES} lines are allowed"))),
    }
}
