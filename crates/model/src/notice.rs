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
        /// `seats` seats are needed from `day` because originals (the subjects) end. Values: day, seats, sku, subjects?.
        SeatsFallDue = "seatsFallDue",
        /// Bought before it is needed because the price rises after `lastDay`. Values: needed, lastDay, saving?, days?.
        BeforePriceRise = "beforePriceRise",
        /// Continues a purchase that ends on `day`. Values: day, seats, purchase?.
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
        /// This partner's, bought before; nothing renews it. Values: end.
        NotRenewed = "notRenewed",
        /// This partner's, bought before; it goes on. Values: end?.
        GoesOn = "goesOn",
        /// Has no end and no day to leave by: it stays. Values: none.
        WithoutEnd = "withoutEnd",
        /// Supplies nothing (not active). Values: status.
        SuppliesNothing = "suppliesNothing",
        /// Seats are needed from a day on. Values: day, seats, sku.
        SeatsNeeded = "seatsNeeded",
        /// No day of the term needs these seats. Values: none.
        NeverNeeded = "neverNeeded",
        /// Bought before it is needed because it cannot be bought after `lastDay`. Values: needed, lastDay, days.
        BeforeSaleEnds = "beforeSaleEnds",
        /// Bought before it is needed because waiting costs more. Values: needed, days, more?.
        BoughtEarly = "boughtEarly",
        /// A day later seats are missing. Values: day, short, sku.
        LaterShort = "laterShort",
        /// A day earlier costs more. Values: day, more.
        EarlierCosts = "earlierCosts",
        /// A day earlier costs the same. Values: day.
        EarlierSame = "earlierSame",
        /// A day earlier it is not sold. Values: day.
        NotSoldEarlier = "notSoldEarlier",
        /// Another term costs more. Values: term, more.
        OtherTerm = "otherTerm",
        /// The plan counts on an original until some days before its end. Values: day, last, days.
        CountedUntil = "countedUntil",
        /// A day earlier seats are missing. Values: day, short, sku.
        EarlierShort = "earlierShort",
        /// Nobody needs the seats on the last day that counts. Values: day.
        SpareAtEnd = "spareAtEnd",
        /// Counting on an original a day longer would save money. Values: saved.
        LongerSaves = "longerSaves",
        /// The last day for an action and the end it precedes. Values: deadline, end, days.
        DeadlineBefore = "deadlineBefore",
        /// After the deadline it renews. Values: deadline, end, term?.
        RenewsIfLate = "renewsIfLate",
        /// After the deadline it goes on as a paid extended term. Values: deadline, end, percent?.
        ExtendsIfLate = "extendsIfLate",
        /// After the deadline it goes on being billed. Values: deadline.
        BilledIfLate = "billedIfLate",
        /// A transfer not accepted by then leaves the subscription where it is. Values: deadline.
        StaysIfLate = "staysIfLate",
        /// Users change licences. Values: users, day, remove? (skus), add? (skus).
        ChangesLicenses = "changesLicenses",
        /// Without a change seats are missing. Values: sku, day, short.
        SeatsRunOut = "seatsRunOut",
        /// A SKU cannot be bought on every day. Values: sku.
        EndOfSale = "endOfSale",
        /// A SKU is no longer needed beside what is held then. Values: sku.
        NoLongerNeeded = "noLongerNeeded",
        /// Seats for a change come from purchases of its day. Values: sku, seats, purchases.
        NewSeats = "newSeats",
        /// Plans are switched off in a SKU. Values: sku, plans.
        SwitchedOff = "switchedOff",
        /// A change is one change of a group's assignment. Values: group, users.
        WholeGroup = "wholeGroup",
        /// A user's licences do not change. Values: none.
        LicensesStay = "licensesStay",
        /// A user needs nothing and is not planned for. Values: none.
        NeedsNothing = "needsNothing",
        /// Plans a user gains. Values: plans.
        GainsPlans = "gainsPlans",
        /// Plans a user loses: accepted, or satisfied by others. Values: plans.
        LosesPlans = "losesPlans",
        /// When a step is due. Values: due, after?.
        StepDue = "stepDue",
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
        /// Another partner's subscription can be ended only by that partner. Values: owner?, deadline?.
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
        /// Only this partner's subscriptions can be carried on. Values: channel.
        CarryOnNotPossible = "carryOnNotPossible",
        /// The horizon is not after `asOf`. Values: asOf, horizon.
        HorizonTooEarly = "horizonTooEarly",
        /// A SKU that the products file lacks. Values: sku.
        UnknownSku = "unknownSku",
        /// Figures beyond what exact arithmetic holds. Values: none.
        TooLarge = "tooLarge",
        /// The search work allowed was used up before any plan was found; there may be one. Values: effort.
        EffortUsedUp = "effortUsedUp",
        /// What if: the estate has no such subscription. Values: none.
        UnknownSubscription = "unknownSubscription",
        /// What if: the day lies outside the planned time. Values: day, asOf, horizon.
        DayOutside = "dayOutside",
    }
);
word_enum!(
    /// Why a plan is not proved. Locale key: `counter-` + word.
    CounterCode {
        /// The document is no plan of this schema. Values: found, expected.
        OtherSchema = "otherSchema",
        /// The plan is another customer's. Values: found, expected.
        OtherCustomer = "otherCustomer",
        /// The plan starts from another day than the estate. Values: found, expected.
        OtherDay = "otherDay",
        /// The plan ends at another day than the case's horizon. Values: found, expected.
        OtherHorizon = "otherHorizon",
        /// The horizon is not after `asOf`. Values: asOf, horizon.
        HorizonTooEarly = "horizonTooEarly",
        /// The plan was made with another policy. Values: key.
        OtherPolicy = "otherPolicy",
        /// The plan was made from other files. Values: file.
        OtherInputs = "otherInputs",
        /// The plan counts in another currency. Values: found, expected.
        OtherCurrency = "otherCurrency",
        /// A held SKU that the products file lacks. Values: sku, user.
        UnknownSku = "unknownSku",
        /// Two purchases bear one id. Values: purchase.
        DuplicatePurchase = "duplicatePurchase",
        /// A purchase of no seats. Values: purchase.
        NoSeats = "noSeats",
        /// The offer is not sold in the customer's country. Values: purchase, offer, country.
        OfferNotSold = "offerNotSold",
        /// The offer provisions another SKU. Values: purchase, offer, found, expected.
        WrongSku = "wrongSku",
        /// The policy says never to buy the SKU. Values: purchase, sku.
        NeverBuy = "neverBuy",
        /// The policy does not allow the term. Values: purchase, term.
        TermNotAllowed = "termNotAllowed",
        /// A purchase starts outside the planned time. Values: purchase, start, asOf, horizon.
        StartOutside = "startOutside",
        /// No price row applies. Values: purchase, offer, term, billing, start, market, currency, segment.
        NoPriceRow = "noPriceRow",
        /// Another price applies on the day. Values: purchase, offer, start, found, expected.
        WrongUnitPrice = "wrongUnitPrice",
        /// The term ends on another day. Values: purchase, start, term, found, expected.
        WrongTermEnd = "wrongTermEnd",
        /// The whole term costs something else. Values: purchase, found, expected.
        WrongCharge = "wrongCharge",
        /// What counts within the horizon is something else. Values: purchase, found, expected.
        WrongChargeInHorizon = "wrongChargeInHorizon",
        /// The total is not the sum of its lines. Values: found, expected.
        WrongTotal = "wrongTotal",
        /// The exact cost is something else. Values: found, expected.
        WrongCostExact = "wrongCostExact",
        /// What is owed after the horizon is something else. Values: found, expected.
        WrongCommitted = "wrongCommitted",
        /// The overlap cannot cost this. Values: found, total.
        WrongOverlap = "wrongOverlap",
        /// The months do not add up to the total, or are no months in order. Values: month, found, expected.
        WrongByMonth = "wrongByMonth",
        /// A purchase renews none or another than it says. Values: purchase, found, expected.
        WrongRenewal = "wrongRenewal",
        /// More seats bought and active together than one customer may have. Values: sku, day, seats, limit, over.
        SeatLimitExceeded = "seatLimitExceeded",
        /// The plan ends a subscription that the estate lacks. Values: subscription.
        UnknownOriginal = "unknownOriginal",
        /// The plan forgets a subscription. Values: subscription, sku, seats.
        OriginalMissing = "originalMissing",
        /// The plan names a subscription twice. Values: subscription.
        OriginalTwice = "originalTwice",
        /// Only another partner's subscription can be transferred. Values: subscription, channel.
        TransferNotPossible = "transferNotPossible",
        /// The action does not fit what is to be done with the subscription. Values: subscription, action, treatment.
        WrongAction = "wrongAction",
        /// The plan counts on a subscription until another day than it may. Values: subscription, sku, seats, found, expected.
        WrongPlannedEnd = "wrongPlannedEnd",
        /// An action without a last day to do it. Values: subscription, action.
        DeadlineMissing = "deadlineMissing",
        /// The last day to act lies after the end. Values: subscription, deadline, end.
        DeadlineTooLate = "deadlineTooLate",
        /// A licence change outside the planned time. Values: change, date, asOf, horizon.
        ChangeOutside = "changeOutside",
        /// A licence change that changes nothing or nobody. Values: change, date.
        EmptyChange = "emptyChange",
        /// A licence change of a user whom the estate lacks. Values: change, date, user.
        UnknownUser = "unknownUser",
        /// A user is changed twice on one day. Values: user, day.
        DuplicateChange = "duplicateChange",
        /// A licence change of a user who needs nothing. Values: user, day.
        NotPlannedFor = "notPlannedFor",
        /// A licence change of a group that the estate lacks. Values: change, group.
        UnknownGroup = "unknownGroup",
        /// A group's change must be all its members'. Values: change, group, date, user, members.
        GroupIncomplete = "groupIncomplete",
        /// A group's change names a user who is no member. Values: change, group, date, user.
        NotInGroup = "notInGroup",
        /// A group's change takes away a licence that the group does not give. Values: change, group, sku.
        NotTheGroups = "notTheGroups",
        /// A licence is taken away that the user does not hold. Values: user, day, sku.
        RemovesNotHeld = "removesNotHeld",
        /// A licence is given that the user holds already, just so. Values: user, day, sku.
        AddsHeld = "addsHeld",
        /// A change names a SKU twice. Values: change, date, sku.
        AddsTwice = "addsTwice",
        /// A plan is switched off in a SKU that does not contain it. Values: change, date, sku, plan.
        PlanNotInSku = "planNotInSku",
        /// Users lose service plans. Values: user, users, day, until, plans, held, before.
        UserUncovered = "userUncovered",
        /// Two plans that exclude each other are enabled through two SKUs. Values: user, users, day, group, plan, sku, otherPlan, otherSku.
        ExclusionConflict = "exclusionConflict",
        /// A user holds more SKUs than the policy allows. Values: user, users, day, held, most.
        SetTooLarge = "setTooLarge",
        /// A user gets a SKU that cannot be bought. Values: user, users, day, sku, held.
        SetNotSold = "setNotSold",
        /// Like for like, a user loses a SKU that can be bought on every day. Values: user, users, day, sku, held.
        SetDropsSold = "setDropsSold",
        /// A user gets a SKU that could be left out. Values: user, users, day, sku, held.
        SetSuperfluous = "setSuperfluous",
        /// A plan that was off for the user is on without need. Values: user, users, day, plan, sku.
        SwitchedOn = "switchedOn",
        /// More licences than seats: nobody can say who loses the plans. Values: sku, day, until, held, seats, short, plans, cause.
        SeatsShort = "seatsShort",
        /// The table of licences and seats is wrong. Values: sku, day, held, seats, foundHeld, foundSeats.
        WrongCoverage = "wrongCoverage",
        /// What the move means for a user is told wrongly. Values: user, gained, lost, changes.
        WrongImpact = "wrongImpact",
        /// A plan equivalent is relied on but not named, or named but not relied on. Values: plan, satisfiedBy, named, user.
        WrongEquivalences = "wrongEquivalences",
        /// Two steps bear one id. Values: step.
        DuplicateStep = "duplicateStep",
        /// A step follows one that does not stand before it. Values: step, after.
        StepOrder = "stepOrder",
        /// No step buys the seats in time. Values: purchase, sku, seats, start.
        PurchaseStepMissing = "purchaseStepMissing",
        /// No step makes a licence change on its day. Values: change, date.
        SwapStepMissing = "swapStepMissing",
        /// No step does what an original needs in time. Values: subscription, action, deadline.
        EndStepMissing = "endStepMissing",
        /// Licences change before the new seats are seen. Values: step, day, purchase, sku, seats.
        SwapBeforeSeats = "swapBeforeSeats",
        /// An original ends before the seats that replace it are seen. Values: step, subscription, day, purchase, sku, seats.
        EndBeforeSeats = "endBeforeSeats",
        /// An original ends before its licences are moved. Values: step, subscription, day, change.
        EndBeforeSwap = "endBeforeSwap",
        /// An original ends while the plan still counts on its seats. Values: step, subscription, day, plannedEnd.
        EndTooEarly = "endTooEarly",
        /// A rent below nothing. Values: sku, from, to, rent.
        RentNegative = "rentNegative",
        /// A rent outside the planned time, or two for one day. Values: sku, from, to.
        RentMisplaced = "rentMisplaced",
        /// A seat limit's price for a SKU without seat limit. Values: sku, from.
        RentWithoutLimit = "rentWithoutLimit",
        /// The rents claim that a purchase is worth more than it costs. Values: sku, term, start, end, rent, cost.
        RentAbovePrice = "rentAbovePrice",
        /// The lower bound is not what the rents prove. Values: found, expected.
        WrongLowerBound = "wrongLowerBound",
        /// The lower bound lies above the cost. Values: bound, cost.
        BoundAboveCost = "boundAboveCost",
        /// The plan claims to be the cheapest, but its bound lies below its cost. Values: bound, cost, method.
        BoundBelowCost = "boundBelowCost",
        /// The plan claims a gap where there is none. Values: bound, cost.
        GapClosed = "gapClosed",
        /// Figures beyond what exact arithmetic holds. Values: what.
        TooLarge = "tooLarge",
    }
);
