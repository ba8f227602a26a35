//! Going from one offer to another: what a subscription can become, why it cannot, and what becomes of it.
//!
//! [`eligible`] answers the question and [`decide`] does it, both from the same reasons; [`legacy`] has the older generation's upgrades
//! and conversions of trials. All pure. Whose licences move is the engine's to do; here is only whether it is clear whose.

pub mod decide;
pub mod eligible;
pub mod legacy;
pub mod record;
pub mod refuse;

use crate::{
    assortment::Assortment,
    estate::word_enum,
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    licenses::of_company,
    program::Numbers,
    subscriptions::{Status, Subscription},
};

word_enum!(
    /// Whether users' licences are to be moved too.
    Kind {
        /// The subscription only.
        Only = "transition_only",
        /// Licences too.
        WithLicenses = "transition_with_license_transfer",
    }
);

/// Why a subscription cannot become something: the numbers of the reference's error codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Anything else: more or fewer seats than the target has.
    Other = 0,
    /// Licences are to be moved and the partner has no delegated administration.
    PermissionsDisabled = 1,
    /// It is not active.
    SourceNotActive = 2,
    /// Licences are to be moved and another subscription serves the same plans.
    ConflictingServices = 3,
    /// Another operation on it is not done.
    ConcurrencyConflicts = 4,
    /// Licences are to be moved and an application acts alone.
    UserContextRequired = 5,
    /// It has active add-ons.
    AddOnsPresent = 6,
    /// Nothing can be made of it.
    NoPath = 7,
    /// It cannot become this offer.
    TargetNotFound = 8,
    /// It is being provisioned.
    NotProvisioned = 9,
    /// The target is not sold with its billing cycle.
    CycleUnsupported = 10,
    /// A user's licence could not be moved.
    UserLicense = 12,
}

impl Reason {
    /// The number on the wire.
    pub fn number(self) -> i32 {
        self as i32
    }
}

/// Why a subscription cannot take in another's seats: the numbers of the reference's error codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetReason {
    /// It is not active.
    NotActive = 1,
    /// It can still be cancelled.
    InWindow = 2,
    /// Its term is shorter than the source's.
    ShorterTerm = 3,
    /// It ends before the source.
    EarlierEnd = 4,
}

impl TargetReason {
    /// The number on the wire.
    pub fn number(self) -> i32 {
        self as i32
    }
}

/// What a decision needs to know besides the subscription.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Now.
    pub now: Instant,
    /// The programme's numbers today.
    pub numbers: &'a Numbers,
    /// What is sold.
    pub assortment: &'a Assortment,
    /// Every other subscription of the tenant, of any seller and state.
    pub others: &'a [Subscription],
    /// Limits of the sandbox apply.
    pub sandbox: bool,
}

/// Plans of a licence that users have.
fn user_plans(licence: SkuId, assortment: &Assortment) -> impl Iterator<Item = &ServicePlanId> {
    let plans = assortment.licences.get(&licence).map_or(&[][..], |p| &p.plans);
    plans
        .iter()
        .filter(|plan| !assortment.plans.get(*plan).is_some_and(|name| of_company(&name.name)))
}

/// Whether it is unclear whose licences would move: another subscription of the tenant, from any seller, serves one of the plans that
/// users have through this one. The seller's own subscriptions of the licence it becomes are no doubt: that is where users go.
pub fn conflicts(source: &Subscription, to: SkuId, all: &[Subscription], assortment: &Assortment) -> bool {
    let plans: Vec<&ServicePlanId> = user_plans(source.licence, assortment).collect();
    let beside = |s: &&Subscription| {
        let goal = s.licence == to && s.partner_id == source.partner_id && s.licence != source.licence;
        s.id != source.id && s.status != Status::Deleted && !goal
    };
    all.iter()
        .filter(beside)
        .any(|s| s.licence == source.licence || user_plans(s.licence, assortment).any(|plan| plans.contains(&plan)))
}
