//! Codes with values: reasons, warnings and refusals. Sentences are made from them in the reader's
//! language by `report`; every code has a text in every locale under `locales/`.

use crate::{
    dates::Date,
    estate::word_enum,
    ids::{ServicePlanId, SkuId},
    money::Amount,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value inside a notice, with what it is, so that each reader can write it in their own way.
/// In JSON: `{"date": "2027-03-12"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Value {
    /// A plain text: a user's sign-in name, an id.
    Text(String),
    /// A number of things.
    Count(i64),
    /// A day.
    Date(Date),
    /// An amount in the plan's currency.
    Money(Amount),
    /// A SKU, shown by name.
    Sku(SkuId),
    /// A service plan, shown by name.
    Plan(ServicePlanId),
    /// Several SKUs, shown by name.
    Skus(Vec<SkuId>),
    /// Several service plans, shown by name.
    Plans(Vec<ServicePlanId>),
}

/// A code with its values and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice<C> {
    /// What it says.
    pub code: C,
    /// Named values of its sentence.
    #[serde(default = "BTreeMap::new", skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
    /// Ids of what it is about: subscriptions, purchases, users, groups.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
}

impl<C> Notice<C> {
    /// A bare code.
    pub fn new(code: C) -> Self {
        Self {
            code,
            values: BTreeMap::new(),
            subjects: Vec::new(),
        }
    }

    /// With a named value.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    /// With what it is about.
    #[must_use]
    pub fn about<S: Into<String>>(mut self, subjects: impl IntoIterator<Item = S>) -> Self {
        self.subjects.extend(subjects.into_iter().map(Into::into));
        self
    }
}

word_enum!(
    /// Why a purchase, an end or a step is as it is. Locale key: `reason-` + word.
    Reason {
        /// `seats` seats are needed from `day` because originals end. Values: day, seats, sku.
        SeatsFallDue = "seatsFallDue",
        /// Bought before it is needed because the price rises after `lastDay`. Values: needed, lastDay, saving?.
        BeforePriceRise = "beforePriceRise",
        /// Continues a purchase that ends on `day`. Values: day, seats.
        Renewal = "renewal",
        /// Seats were missing on the day of the estate already. Values: day, seats.
        ShortOnFirstDay = "shortOnFirstDay",
        /// Users change to this SKU on `day`. Values: day, seats, from (skus).
        UsersChange = "usersChange",
        /// Ends together with the other terms on `day`. Values: day.
        CoTerm = "coTerm",
        /// Ends by itself: renewal is off. Values: end.
        EndsByItself = "endsByItself",
        /// Renews unless somebody switches it off. Values: end.
        RenewsOtherwise = "renewsOtherwise",
        /// Unknown whether it renews; treated as renewing. Values: end.
        RenewalUnknown = "renewalUnknown",
        /// Goes on as a paid extended term unless cancelled at term end. Values: end.
        ExtendsOtherwise = "extendsOtherwise",
        /// Left before its end because of `leaveBy`. Values: end?, leaveBy.
        LeftEarly = "leftEarly",
        /// Legacy subscriptions stop being billed when suspended. Values: day.
        SuspendStopsBilling = "suspendStopsBilling",
        /// Its billing moves to this partner. Values: end?.
        BillingMoves = "billingMoves",
        /// Stays where it is. Values: end?.
        StaysWhereItIs = "staysWhereItIs",
        /// Has no end and no day to leave by: it stays. Values: none.
        WithoutEnd = "withoutEnd",
        /// Supplies nothing (not active). Values: status.
        SuppliesNothing = "suppliesNothing",
    }
);
word_enum!(
    /// What a plan warns of. Locale key: `warning-` + word.
    Warning {
        /// Unknown whether a subscription renews; deadlines treat it as renewing. Values: end.
        RenewalUnknown = "renewalUnknown",
        /// A replaced subscription has no end and there is no `leaveBy`; it stays to the horizon.
        EndlessOriginal = "endlessOriginal",
        /// A subscription is not active and supplies nothing. Values: status, seats.
        OriginalInactive = "originalInactive",
        /// A kept trial or free subscription supplies seats until it ends. Values: kind, seats, end?.
        TrialOrFree = "trialOrFree",
        /// More licences than seats on the day of the estate; mended by purchases. Values: sku, held, seats.
        OverAssigned = "overAssigned",
        /// Users change from one SKU to another on the very day the seats start and end. Values: day.
        ZeroOverlap = "zeroOverlap",
        /// Several price rows apply; the lowest counts. Values: offer, day, lowest, others.
        SeveralPrices = "severalPrices",
        /// Price rows with a tier above 1 are ignored. Values: offer, rows.
        TierIgnored = "tierIgnored",
        /// A purchase is below the offer's fewest seats. Values: offer, seats, minimum.
        BelowMinimum = "belowMinimum",
        /// An offer has prerequisites that the plan does not check. Values: offer, prerequisites.
        Prerequisites = "prerequisites",
        /// Some members of a group change while others do not. Values: group, day, members, changing, extra.
        GroupSplit = "groupSplit",
        /// A deadline is on or before the day of the estate. Values: deadline, action.
        DeadlinePassed = "deadlinePassed",
        /// A plan equivalent is relied on. Values: plan, satisfiedBy, users.
        EquivalenceUsed = "equivalenceUsed",
        /// A user has no usage location, so no licence can be assigned anew. Values: users.
        NoUsageLocation = "noUsageLocation",
        /// A held SKU can no longer be bought. Values: sku, users.
        NoLongerSold = "noLongerSold",
        /// Best proven bound is below the cost: not proved least. Values: gap, cost, bound.
        Gap = "gap",
        /// Cancelling at term end stops the service at once, without grace. Values: end.
        EndsAtOnce = "endsAtOnce",
        /// The vendor's own pages contradict each other on a rule. Values: rule, channel.
        RuleUncertain = "ruleUncertain",
        /// Another partner's subscription can be ended only by that partner. Values: owner, deadline.
        OnlyOtherPartner = "onlyOtherPartner",
        /// A transfer must be accepted by the other partner and expires. Values: days.
        TransferMayBeRefused = "transferMayBeRefused",
        /// Seats of a bought SKU reach the most that one customer may have. Values: sku, limit, day.
        AtSeatLimit = "atSeatLimit",
    }
);
word_enum!(
    /// Why there is no plan. Locale key: `refusal-` + word.
    RefusalCode {
        /// Users whom no licence set that may be bought covers. Values: users, plans (nobody sells), skus held.
        NothingCovers = "nothingCovers",
        /// The only sets run out of seats. Values: sku, day, short.
        NoSeatsLeft = "noSeatsLeft",
        /// A seat limit binds. Values: sku, limit, needed, over, day.
        SeatLimit = "seatLimit",
        /// No price row for the customer's market, currency and segment. Values: market, currency, segment.
        NoPrices = "noPrices",
        /// A transfer of a subscription that cannot be transferred. Values: channel.
        TransferNotPossible = "transferNotPossible",
        /// The horizon is not after `asOf`. Values: asOf, horizon.
        HorizonTooEarly = "horizonTooEarly",
        /// A SKU that the products file lacks. Values: sku.
        UnknownSku = "unknownSku",
        /// Figures beyond what exact arithmetic holds. Values: none.
        TooLarge = "tooLarge",
    }
);
