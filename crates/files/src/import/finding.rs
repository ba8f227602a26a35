//! What an import found missing, contradictory or had to assume, as codes with values. Sentences
//! are in `locales/*/import.ftl` under `finding-` + code. Made by the other modules of the import,
//! shown by the command line. Nothing here decides anything.

use nahtlos_model::{
    ids::SkuId,
    notice::{Notice, Value},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of finding it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingKind {
    /// The exports lack it.
    Missing,
    /// Two facts do not go together.
    Contradictory,
    /// Taken to be so; say otherwise if it is not.
    Assumed,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $kind:ident $variant:ident = $word:literal),+ $(,)?) => {
        /// What was found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FindingCode { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl FindingCode {
            /// Every code, in the order in which findings are listed.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in documents; the locale key is `finding-` + word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What sort of finding it is.
            pub fn kind(self) -> FindingKind {
                match self { $(Self::$variant => FindingKind::$kind),+ }
            }
        }
    };
}

codes! {
    /// A page says that another one follows, and none does. Values: what, pages, file.
    Missing PageMissing = "pageMissing",
    /// No list of users was given.
    Missing UsersMissing = "usersMissing",
    /// No list of subscriptions was given; what seats belong to is asked.
    Missing SubscriptionsMissing = "subscriptionsMissing",
    /// Seats that no subscription accounts for. Values: sku, seats?. Subject: the id used for them.
    Missing SeatsWithoutSubscription = "seatsWithoutSubscription",
    /// A subscription is not in the estate because a question about it is open. Values: sku, seats?.
    Missing SubscriptionLeftOut = "subscriptionLeftOut",
    /// Licences are not in the estate because nobody knows which SKU their name means. Values: name, users.
    Missing LicenseLeftOut = "licenseLeftOut",
    /// A subscription is not active and supplies nothing. Values: sku, status, seats.
    Missing SubscriptionInactive = "subscriptionInactive",
    /// A subscription without seats is left out. Values: sku, status.
    Missing NoSeats = "noSeats",
    /// An assignment did not succeed and gives no licence (or, when it is active with an error, may soon not). Values: sku, state, error, group?, users.
    Missing AssignmentFailed = "assignmentFailed",
    /// The users do not say which licences come through a group and which plans are off; all count as direct. Values: users.
    Missing AssignmentUnknown = "assignmentUnknown",
    /// Users who hold licences have no usage location. Values: users.
    Missing NoUsageLocation = "noUsageLocation",
    /// The products file lacks a SKU. Values: sku, name, seats, users.
    Missing UnknownSku = "unknownSku",
    /// Unknown whether these subscriptions renew. Values: subscriptions.
    Missing RenewalUnknown = "renewalUnknown",
    /// Unknown term of these subscriptions. Values: subscriptions.
    Missing TermUnknown = "termUnknown",
    /// More licences than seats. Values: sku, held, seats.
    Contradictory OverAssigned = "overAssigned",
    /// The vendor counts other licences than the users hold. Values: sku, consumed, held.
    Contradictory ConsumedDiffers = "consumedDiffers",
    /// The vendor's seats are not the sum of the subscriptions. Values: sku, status, seats, subscriptions.
    Contradictory PrepaidDiffers = "prepaidDiffers",
    /// Two lists of SKUs give different numbers; the first counts. Values: sku, what, first, second.
    Contradictory CountsDiffer = "countsDiffer",
    /// A subscription is given twice with different data. Values: places.
    Contradictory SubscriptionTwice = "subscriptionTwice",
    /// A subscription is active although its end has passed. Values: sku, end.
    Contradictory EndedButActive = "endedButActive",
    /// A user's licences and their assignment states do not go together. Values: sku, users.
    Contradictory StatesDiffer = "statesDiffer",
    /// The users export and the directory disagree; the directory counts. Values: what, users.
    Contradictory UsersDiffer = "usersDiffer",
    /// An answer says other than an export; the answer counts. Values: key, given, answered.
    Contradictory AnswerDiffers = "answerDiffers",
    /// Exports of several tenants. Values: tenants.
    Contradictory SeveralTenants = "severalTenants",
    /// A trial, kept until it ends. Values: sku, seats, end?.
    Assumed Trial = "trial",
    /// A free or self-service subscription, kept. Values: sku, seats.
    Assumed Free = "free",
    /// Bought by a user of the customer's own tenant, so from the vendor. Values: sku.
    Assumed BoughtByUser = "boughtByUser",
    /// The date far in the future means no end. Values: sku.
    Assumed Endless = "endless",
    /// The renewal date counts as the end of the term. Values: sku, end.
    Assumed EndIsRenewalDate = "endIsRenewalDate",
    /// Taken to be new commerce. Values: subscriptions.
    Assumed NewCommerce = "newCommerce",
    /// A company-wide SKU, which no user holds, is left out. Values: sku, seats?.
    Assumed CompanySku = "companySku",
    /// A group was not exported; its licences are made from its members'. Values: group, skus, members.
    Assumed GroupFromMembers = "groupFromMembers",
    /// Members of a group hold its licence directly as well: one licence, counted as the group's. Values: group, sku, members.
    Assumed AlsoDirect = "alsoDirect",
    /// Users hold a licence through several groups: one licence, counted as the first group's. Values: sku, users.
    Assumed SeveralGroups = "severalGroups",
    /// Guests who hold licences are planned for like everybody. Values: users.
    Assumed Guests = "guests",
    /// Users whose sign-in is blocked keep their licences. Values: users.
    Assumed BlockedUsers = "blockedUsers",
    /// Deleted users are left out. Values: users.
    Assumed DeletedUsers = "deletedUsers",
    /// Users given more than once with the same data count once. Values: users.
    Assumed UsersRepeated = "usersRepeated",
    /// Seats that no user consumes. Values: sku, seats, held, unused.
    Assumed UnusedSeats = "unusedSeats",
    /// Something about the customer was taken from the exports. Values: what, value.
    Assumed CustomerFromExport = "customerFromExport",
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A finding: code, values, and the ids of what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What sort of finding it is.
    pub kind: FindingKind,
    /// Code, values, subjects.
    #[serde(flatten)]
    pub notice: Notice<FindingCode>,
}

impl Finding {
    /// A bare finding.
    pub(crate) fn new(code: FindingCode) -> Self {
        Self {
            kind: code.kind(),
            notice: Notice::new(code),
        }
    }

    /// A finding about users or subscriptions; their number becomes the value `what`.
    pub(crate) fn of(code: FindingCode, what: &str, subjects: Vec<String>) -> Self {
        let count = subjects.len();
        Self::new(code).count(what, count).about(subjects)
    }

    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.notice.values.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn sku(self, sku: SkuId) -> Self {
        self.with("sku", Value::Sku(sku))
    }

    pub(crate) fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.with(name, Value::Text(text.into()))
    }

    pub(crate) fn count(self, name: &str, n: impl TryInto<i64>) -> Self {
        self.with(name, Value::Count(n.try_into().unwrap_or(i64::MAX)))
    }

    pub(crate) fn about<S: Into<String>>(mut self, subjects: impl IntoIterator<Item = S>) -> Self {
        self.notice.subjects.extend(subjects.into_iter().map(Into::into));
        self
    }

    /// What it says.
    pub fn code(&self) -> FindingCode {
        self.notice.code
    }
}
