//! The plan document, schema `nahtlos.plan/1`: what is bought when, what ends how, who changes
//! what, what it costs and why nothing cheaper exists.

use crate::{
    case::Input,
    catalogue::{BillingPlan, Equivalent, Term},
    dates::Date,
    estate::{Customer, word_enum},
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Amount, Currency, Exact, Price},
    notice::{Notice, Reason, RefusalCode, Warning},
    policy::Policy,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema name of the document.
pub const PLAN_SCHEMA: &str = "nahtlos.plan/1";

/// A move, planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// Always [`PLAN_SCHEMA`].
    pub schema: String,
    /// Whose move.
    pub customer: Customer,
    /// The day the estate describes.
    pub as_of: Date,
    /// First day that is not planned for.
    pub horizon: Date,
    /// The policy with every default filled in.
    pub policy: Policy,
    /// Files the plan was made from.
    pub inputs: Vec<Input>,
    /// Terms to buy, by start, SKU, term.
    pub purchases: Vec<Purchase>,
    /// What happens to each original, in the estate's order.
    pub originals: Vec<OriginalEnd>,
    /// Licence changes, by date.
    pub license_changes: Vec<LicenseChange>,
    /// The calendar, by due day, in an order that honours `after`.
    pub steps: Vec<Step>,
    /// What it costs and why nothing costs less.
    pub cost: Cost,
    /// Per pool and interval: licences held, seats, slack.
    pub coverage: Vec<Coverage>,
    /// Users whose licences or service plans change.
    pub impact: Vec<Impact>,
    /// Plan equivalents the plan rests on.
    pub equivalences_used: Vec<Equivalent>,
    /// What to know before saying yes.
    pub warnings: Vec<Notice<Warning>>,
}

impl Plan {
    /// Seats that it buys; what renews another purchase or subscription brings none.
    pub fn new_seats(&self) -> i64 {
        let new = self.purchases.iter().filter(|purchase| purchase.renews.is_none());
        new.map(|purchase| i64::from(purchase.seats)).sum()
    }
}

/// Seats of one offer for one term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Purchase {
    /// `p1`, `p2`, …
    pub id: String,
    /// `ProductId:SkuId`.
    pub offer_id: OfferId,
    /// The licence SKU it provisions.
    pub sku_id: SkuId,
    /// Term.
    pub term_duration: Term,
    /// Billing plan.
    pub billing_plan: BillingPlan,
    /// Seats.
    pub seats: u32,
    /// First day with the seats.
    pub start: Date,
    /// First day without them.
    pub end: Date,
    /// Price per seat and billing period.
    pub unit_price: Price,
    /// What the whole term costs for all seats.
    pub charge: Amount,
    /// What of it counts within the horizon.
    pub charge_in_horizon: Amount,
    /// What of the same SKU ends where this one begins and is renewed by it: a purchase, or a subscription of the estate that is this partner's by then.
    /// Nothing is renewed twice.
    pub renews: Option<String>,
    /// Why it is bought on this day.
    pub why: Vec<Notice<Reason>>,
}

word_enum!(
    /// How an original ends.
    EndAction {
        /// Nothing to do: it ends by itself.
        LetExpire = "letExpire",
        /// Switch its renewal off.
        TurnOffAutoRenew = "turnOffAutoRenew",
        /// Choose "cancel at term end".
        CancelAtTermEnd = "cancelAtTermEnd",
        /// Cancel it on the day.
        CancelNow = "cancelNow",
        /// Suspend a legacy subscription.
        SuspendLegacy = "suspendLegacy",
        /// Transfer it to this partner.
        Transfer = "transfer",
        /// Leave it alone.
        Keep = "keep",
    }
);

/// What happens to an original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OriginalEnd {
    /// The subscription.
    pub subscription_id: String,
    /// What to do.
    pub action: EndAction,
    /// Last day to do it; absent when there is nothing to do.
    pub deadline: Option<Date>,
    /// First day on which the plan no longer counts on its seats; absent: beyond the horizon.
    pub planned_end: Option<Date>,
    /// Why.
    pub why: Vec<Notice<Reason>>,
}

/// A change of licences, the same for all its users, in one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LicenseChange {
    /// The day.
    pub date: Date,
    /// SKUs taken away.
    pub remove_licenses: Vec<SkuId>,
    /// SKUs given, or held already with other plans switched off.
    pub add_licenses: Vec<AddLicense>,
    /// Who: the estate's user ids, `id#n` for the n-th of `count` identical users.
    pub user_ids: Vec<String>,
    /// The group whose assignment changes, when the change is a whole group's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

/// A licence to add.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddLicense {
    /// The SKU.
    pub sku_id: SkuId,
    /// Plans switched off in it.
    pub disabled_plans: Vec<ServicePlanId>,
}

word_enum!(
    /// What a step does.
    StepKind {
        /// Ask the customer for a reseller relationship.
        RequestRelationship = "requestRelationship",
        /// Wait until they accept.
        AwaitAcceptance = "awaitAcceptance",
        /// See that the customer agreement is confirmed.
        ConfirmAgreement = "confirmAgreement",
        /// Ask for delegated admin rights, needed to change licences.
        RequestDelegatedAdmin = "requestDelegatedAdmin",
        /// Order seats.
        Purchase = "purchase",
        /// Schedule what happens at a purchase's renewal.
        ScheduleChange = "scheduleChange",
        /// Wait until the seats are seen in the tenant.
        AwaitSeats = "awaitSeats",
        /// Change licences.
        SwapLicenses = "swapLicenses",
        /// See that every user is covered.
        VerifyCover = "verifyCover",
        /// Switch an original's renewal off.
        TurnOffAutoRenew = "turnOffAutoRenew",
        /// Choose "cancel at term end".
        CancelAtTermEnd = "cancelAtTermEnd",
        /// Cancel an original on the day.
        CancelNow = "cancelNow",
        /// Suspend a legacy original.
        SuspendLegacy = "suspendLegacy",
        /// Transfer an original.
        Transfer = "transfer",
        /// Something only a person can do.
        PersonTask = "personTask",
        /// Watch an original end.
        WatchEnd = "watchEnd",
        /// Prove cover once more after the last end.
        FinalProof = "finalProof",
        /// End the old partner's relationship and rights.
        EndOldRelationship = "endOldRelationship",
    }
);

/// A step of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// `s1`, `s2`, …
    pub id: String,
    /// What it does.
    pub kind: StepKind,
    /// The day it is due.
    pub due: Date,
    /// Steps that must be done before.
    pub after: Vec<String>,
    /// What it works on: `purchase`, `subscription`, `seats`, `sku`, `changes` (indices), `action`, `deadline`, `owner`.
    pub details: BTreeMap<String, crate::notice::Value>,
}

word_enum!(
    /// How the minimum was proved.
    Method {
        /// Every pool by itself: shortest paths over term ends.
        CohortPaths = "cohortPaths",
        /// Pools by themselves under seat limits or changing demand: minimum-cost flow.
        Flow = "flow",
        /// Pools tied together: linear bound, branching where it is not integral.
        BranchAndBound = "branchAndBound",
        /// Not proved: the bound lies below the cost.
        Gap = "gap",
    }
);

/// What the plan costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cost {
    /// Currency of every amount.
    pub currency: Currency,
    /// Sum of the purchases' `chargeInHorizon`.
    pub total: Amount,
    /// The exact cost within the horizon, unrounded.
    pub cost_exact: Exact,
    /// A proved lower bound on every plan's exact cost.
    pub lower_bound_exact: Exact,
    /// What the lead and early starts cost beyond the bare need.
    pub overlap: Amount,
    /// What is owed after the horizon.
    pub committed_beyond_horizon: Amount,
    /// Month by month.
    pub by_month: Vec<MonthCost>,
    /// How the minimum was proved.
    pub method: Method,
    /// Whether the secondary objectives (fewest changes, then fewest purchases, then the earliest end) are proved too.
    pub secondary_proved: bool,
    /// Search work allowed and used.
    pub effort: Effort,
    /// The dual certificate, where one exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rents: Option<Vec<Rent>>,
}

/// Search work, in units of simplex pivots and branch nodes; never time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Effort {
    /// Allowed.
    pub budget: u64,
    /// Used.
    pub used: u64,
}

/// A month's money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MonthCost {
    /// `2027-01`.
    pub month: String,
    /// The month's share of the total; the shares add up to it.
    pub counted: Amount,
    /// What is billed in the month under the purchases' billing plans.
    pub billed: Amount,
}

/// A rent: what a seat of a SKU is worth per day, evenly from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rent {
    /// The SKU.
    pub sku_id: SkuId,
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// Worth of one seat over the whole of `from..to`, spread evenly over its days.
    pub per_seat: Exact,
    /// True: the price of the seat limit (what one more seat under it would save), not of a seat.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub limit: bool,
}

/// Licences and seats of a pool over an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Coverage {
    /// The pool.
    pub sku_id: SkuId,
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// Licences held.
    pub held: u32,
    /// Seats of originals and purchases.
    pub seats: u32,
    /// Seats without a licence.
    pub slack: u32,
}

/// What the move means for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Impact {
    /// The user, `id#n` for the n-th of `count`.
    pub user_id: String,
    /// Plans they gain at some time.
    pub plans_gained: Vec<ServicePlanId>,
    /// Plans they lose at some time (accepted, or satisfied by another).
    pub plans_lost: Vec<ServicePlanId>,
    /// How often their licences change.
    pub license_changes: u32,
}

/// No plan, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Refusal {
    /// The reasons, most telling first.
    pub reasons: Vec<Notice<RefusalCode>>,
    /// Users whom nothing covers, with what comes nearest.
    pub uncovered: Vec<Uncovered>,
}

/// Users of one kind whom nothing covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Uncovered {
    /// Who.
    pub user_ids: Vec<String>,
    /// What they hold.
    pub held: Vec<SkuId>,
    /// Needed plans that no SKU on sale contains or satisfies.
    pub plans_nobody_sells: Vec<ServicePlanId>,
    /// The sets that come nearest, best first.
    pub nearest: Vec<NearestSet>,
}

/// A set that may be bought and what a user would lose with it. `acceptLoss` with `loses` allows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NearestSet {
    /// The SKUs.
    pub skus: Vec<SkuId>,
    /// The plans a user would lose.
    pub loses: Vec<ServicePlanId>,
}
