//! Subscriptions of both generations: what one is, and what its states mean for seats.
//!
//! [`purchase`] makes one, [`change`] decides on a PATCH, [`due`] says what happens as time passes, [`windows`] what can still
//! be taken back, [`stated`] prices what was never ordered. All pure: the instant, the numbers and the assortment are arguments.

pub mod change;
pub mod coming;
pub mod due;
mod lock;
pub mod purchase;
pub mod stated;
pub mod windows;

use crate::{
    assortment::{Assortment, Place},
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind, Period, Rate},
    dates::Date,
    estate::{Channel, Generation, word_enum},
    ids::{OfferId, SkuId},
    instants::Instant,
    money::Price,
    refusals::{Code, Refusal},
};
pub use lock::{Lock, LockKind};
use serde::{Deserialize, Serialize};

word_enum!(
    /// The state of a subscription; what leads where is in `docs/states/subscriptions.md`.
    Status {
        /// Being provisioned.
        Pending = "pending",
        /// In use.
        Active = "active",
        /// Suspended by the partner: no service.
        Suspended = "suspended",
        /// Its term has ended; users still work.
        Expired = "expired",
        /// Administrators only.
        Disabled = "disabled",
        /// Gone.
        Deleted = "deleted",
    }
);
word_enum!(
    /// What happens at the end of a term whose renewal is off. A name of our own: the reference's field is not public.
    EndAction {
        /// It goes on as a paid monthly extended term (where the rules say so).
        Extend = "extend",
        /// Access ends with the term.
        Cancel = "cancel",
    }
);
word_enum!(
    /// Where the seats of a subscription count in the tenant's pool.
    SeatState {
        /// Usable.
        Enabled = "enabled",
        /// Past the term, still usable.
        Warning = "warning",
        /// Not usable.
        Suspended = "suspended",
        /// Not there.
        None = "none",
    }
);

/// Why a legacy subscription is suspended that was migrated to new commerce.
pub const MIGRATED: &str = "Migrated";

/// Seats that can still be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tranche {
    /// Seats.
    pub quantity: i64,
    /// The last instant at which they can be.
    pub until: Instant,
}

/// What is to change at renewal; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextTerm {
    /// Offer (`ProductId:SkuId`), when another is wanted.
    pub offer: String,
    /// Term.
    pub term: Term,
    /// Billing plan.
    pub cycle: BillingPlan,
    /// Seats.
    pub quantity: i64,
    /// First day after the next term, when aligned.
    pub custom_end: Option<Date>,
    /// Promotion.
    pub promotion: Option<String>,
}

/// A subscription. Dates are UTC days, ends exclusive; the wire writes them as each generation does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// GUID.
    pub id: String,
    /// The customer's tenant.
    pub customer_id: String,
    /// The partner who sells it; `None`: bought in another channel.
    pub partner_id: Option<String>,
    /// Where it was bought.
    pub channel: Channel,
    /// Who sells it, where that is no partner of this center.
    pub owner: Option<String>,
    /// Platform generation.
    pub generation: Generation,
    /// The order it came from.
    pub order_id: Option<String>,
    /// `ProductId:SkuId`, or the legacy offer's id.
    pub offer: String,
    /// Catalogue item or offer id, as clients bought it.
    pub offer_id: String,
    /// The licence its seats belong to.
    pub licence: SkuId,
    /// Offer's name.
    pub offer_name: String,
    /// Name given by the partner.
    pub friendly_name: String,
    /// Seats.
    pub quantity: i64,
    /// Legacy add-on: its base subscription.
    pub parent_id: Option<String>,
    /// Add-ons exist for it (legacy).
    pub has_addons: bool,
    /// When it was bought.
    pub created: Instant,
    /// When it is or was provisioned.
    pub provisioned: Instant,
    /// State.
    pub status: Status,
    /// When the present stage ends, for stages that end by themselves.
    pub stage_ends: Option<Instant>,
    /// First day of the present term.
    pub start: Date,
    /// First day after the present term; `None`: without end (other channels).
    pub end: Option<Date>,
    /// Renews at its end.
    pub auto_renew: bool,
    /// What happens at the end when it does not.
    pub end_action: EndAction,
    /// In the extended term.
    pub extended: bool,
    /// Term.
    pub term: Term,
    /// Term it renews into.
    pub renewal_term: Term,
    /// Billing plan.
    pub cycle: BillingPlan,
    /// The billing period already charged.
    pub period: Option<Period>,
    /// Price of a seat per billing period, fixed for the term.
    pub unit_price: Price,
    /// Discount in percent, for the term.
    pub discount_percent: i64,
    /// Where and for whom it was bought.
    pub place: Place,
    /// Trial.
    pub trial: bool,
    /// Promotion applied.
    pub promotion: Option<String>,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
    /// The last instant at which the whole can be cancelled; `None`: never.
    pub cancel_until: Option<Instant>,
    /// Seats that can still be taken back, oldest first.
    pub tranches: Vec<Tranche>,
    /// Changes at renewal.
    pub scheduled: Option<NextTerm>,
    /// Billing plan from the next charge on.
    pub next_cycle: Option<BillingPlan>,
    /// Its end was aligned.
    pub custom_end: bool,
    /// Legacy subscription it was migrated from.
    pub migrated_from: Option<String>,
    /// The migration that holds it: until that is over, it cannot be changed.
    #[serde(default)]
    pub in_motion: Option<String>,
    /// Why it is suspended.
    pub suspension_reasons: Vec<String>,
    /// Support contact: tenant, MPN id, name.
    pub support: Option<SupportContact>,
    /// What holds it: while it does, nobody changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<Lock>,
    /// The subscription of the partner who sold it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_from: Option<String>,
    /// The subscription as which another partner goes on with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred_to: Option<String>,
    /// The channel transfer that bought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_transfer: Option<String>,
    /// Counted up with every change.
    pub version: i64,
}

/// Who supports a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportContact {
    /// Tenant of the supporting partner.
    pub tenant_id: String,
    /// MPN id.
    pub mpn_id: String,
    /// Name.
    pub name: String,
}

impl Subscription {
    /// Where its seats count.
    pub fn seat_state(&self) -> SeatState {
        match self.status {
            Status::Active => SeatState::Enabled,
            Status::Expired => SeatState::Warning,
            Status::Suspended | Status::Disabled => SeatState::Suspended,
            Status::Pending | Status::Deleted => SeatState::None,
        }
    }

    /// Whether it counts against limits; what was migrated does not, because another has taken its place.
    pub fn is_in_use(&self) -> bool {
        matches!(self.status, Status::Active | Status::Pending | Status::Suspended) && !self.is_migrated()
    }

    /// Whether it is new commerce.
    pub fn is_new_commerce(&self) -> bool {
        self.generation == Generation::NewCommerce
    }

    /// What its lines are charged at.
    pub fn rate(&self) -> Rate {
        Rate {
            unit_price: self.unit_price,
            discount_percent: self.discount_percent,
            currency: self.place.currency,
        }
    }

    /// The billing period in which a day of the present term lies; `None` without end.
    pub fn period_at(&self, day: Date) -> Option<Period> {
        Some(Period::at(self.start, self.end?, self.cycle, day))
    }

    /// What the whole present term costs at its rate, in minor units: the sum of its periods' lines.
    pub fn term_minor(&self) -> i64 {
        let (Some(end), mut day, mut sum) = (self.end, self.start, 0_i64) else {
            return 0;
        };
        while day < end {
            let period = Period::at(self.start, end, self.cycle, day);
            let line = Charge::line(ChargeKind::CycleFee, period, day, self.quantity, self.rate(), 1);
            sum = sum.saturating_add(line.amount_minor);
            day = period.end;
        }
        sum
    }

    /// Offers it can be changed to, in the catalogue's order.
    pub fn conversions<'a>(&self, assortment: &'a Assortment) -> &'a [OfferId] {
        let offer = assortment.offers.get(&OfferId(self.offer.clone()));
        offer.filter(|_| self.is_new_commerce()).map_or(&[], |offer| &offer.conversions)
    }

    /// What a new-commerce trial renews into unless something else is wanted: the first offer it can be changed to, for a year, billed
    /// by month, with as many seats (Partner Center, trials of licence-based products).
    pub fn paid_equivalent(&self, assortment: &Assortment) -> Option<NextTerm> {
        let paid = |id: &&OfferId| assortment.offers.get(id).is_some_and(|offer| !offer.trial);
        let offer = self.conversions(assortment).iter().find(paid).filter(|_| self.trial)?;
        Some(NextTerm {
            offer: offer.0.clone(),
            term: Term::P1Y,
            cycle: BillingPlan::Monthly,
            quantity: self.quantity.max(assortment.offers[offer].min_seats),
            custom_end: None,
            promotion: None,
        })
    }

    /// Refuses what must not happen while a migration or a transfer holds it: changes, add-ons, another way to another offer.
    ///
    /// # Errors
    /// `InMotion`, `PendingOperation`.
    pub fn check_free(&self) -> Result<(), Refusal> {
        match self.in_motion {
            Some(_) => Err(Code::InMotion.into()),
            None => self.check_unlocked(),
        }
    }

    /// Whether it was migrated to new commerce, and is only kept for a while.
    pub fn is_migrated(&self) -> bool {
        self.suspension_reasons.iter().any(|reason| reason == MIGRATED)
    }

    /// Whether this center bills it.
    pub fn is_ours(&self) -> bool {
        self.partner_id.is_some()
    }
}

/// Seats of a licence that count against what a customer may have of it: those of new commerce that this center sells, trials left out.
pub fn seats_in_use(all: &[Subscription], licence: SkuId) -> i64 {
    let counts = |s: &&Subscription| s.is_in_use() && s.is_ours() && s.licence == licence && s.is_new_commerce() && !s.trial;
    all.iter().filter(counts).map(|s| s.quantity).sum()
}

/// What a decision did to a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// As it is afterwards.
    pub after: Subscription,
    /// Lines of the ledger.
    pub charges: Vec<Charge>,
}

/// How seats move in the tenant's pool when a subscription changes: for a licence, by state.
pub fn seat_moves(before: Option<&Subscription>, after: Option<&Subscription>) -> Vec<(SkuId, SeatState, i64)> {
    let mut moves: Vec<(SkuId, SeatState, i64)> = Vec::new();
    let mut add = |of: Option<&Subscription>, sign: i64| {
        let Some(s) = of.filter(|s| s.seat_state() != SeatState::None) else {
            return;
        };
        match moves
            .iter_mut()
            .find(|(sku, state, _)| *sku == s.licence && *state == s.seat_state())
        {
            Some((_, _, n)) => *n += sign * s.quantity,
            None => moves.push((s.licence, s.seat_state(), sign * s.quantity)),
        }
    };
    add(before, -1);
    add(after, 1);
    moves.retain(|(_, _, n)| *n != 0);
    moves
}
