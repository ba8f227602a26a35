//! What a customer holds today in every channel: `estate.json`, schema `nahtlos.estate/1`.
//! Written by the import of `files`, read by the planner and its proof.

use crate::{
    dates::Date,
    ids::{ServicePlanId, SkuId},
    money::Currency,
};
use serde::{Deserialize, Serialize};

/// The schema name of the document.
pub const ESTATE_SCHEMA: &str = "nahtlos.estate/1";

/// A customer's subscriptions and users on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Estate {
    /// Always [`ESTATE_SCHEMA`].
    pub schema: String,
    /// Whose estate it is.
    pub customer: Customer,
    /// The day the estate describes; nothing is planned before it.
    pub as_of: Date,
    /// Everything bought, whatever the channel.
    pub subscriptions: Vec<Subscription>,
    /// Groups that carry licences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Everybody, with the licences they hold.
    pub users: Vec<User>,
}

/// The customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Customer {
    /// Tenant id.
    pub id: String,
    /// Company name.
    pub name: String,
    /// Default domain.
    pub domain: String,
    /// ISO 3166 two-letter country: the market of the price list.
    pub country: String,
    /// Currency of the price list.
    pub currency: Currency,
    /// Segment of the price list.
    #[serde(default = "commercial")]
    pub segment: String,
}

fn commercial() -> String {
    "Commercial".to_owned()
}

macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in documents.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text { $($word => Ok(Self::$variant),)+ _ => Err(format!("{text:?} is none of: {}", [$($word),+].join(", "))) }
            }
        }
    };
}
pub(crate) use word_enum;

word_enum!(
    /// Where a subscription was bought.
    Channel {
        /// From the vendor's own web shop or sales.
        WebDirect = "webDirect",
        /// Through volume licensing.
        VolumeLicense = "volumeLicense",
        /// From another reseller.
        OtherPartner = "otherPartner",
        /// From the reseller who plans the move.
        ThisPartner = "thisPartner",
    }
);
word_enum!(
    /// What the move does with a subscription.
    Treatment {
        /// Bought anew from this partner; ends late.
        Replace = "replace",
        /// Its billing moves to this partner; the subscription goes on.
        Transfer = "transfer",
        /// Stays where it is.
        Keep = "keep",
        /// This partner's, and the plan's to say what becomes of it: counted on to its end; there it is renewed, changed or cancelled.
        CarryOn = "carryOn",
    }
);
word_enum!(
    /// Generation of the vendor's commerce platform.
    Generation {
        /// Before new commerce.
        Legacy = "legacy",
        /// New commerce.
        NewCommerce = "newCommerce",
    }
);
word_enum!(
    /// What was paid for it.
    SubscriptionKind {
        /// Bought.
        Paid = "paid",
        /// A trial, which ends by itself.
        Trial = "trial",
        /// Free of charge, including self-service free.
        Free = "free",
    }
);
word_enum!(
    /// Status in the tenant; only `active` supplies seats.
    SubscriptionStatus {
        /// Enabled.
        Active = "active",
        /// Past its end, in the vendor's grace (Graph: Warning).
        Warning = "warning",
        /// The term has ended.
        Expired = "expired",
        /// Suspended.
        Suspended = "suspended",
        /// Disabled: administrators only.
        Disabled = "disabled",
        /// Locked out.
        LockedOut = "lockedOut",
        /// Deleted.
        Deleted = "deleted",
        /// Provisioning has not finished.
        Pending = "pending",
    }
);

/// Something bought: seats of one SKU until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subscription {
    /// Unique within the estate.
    pub id: String,
    /// Where it was bought.
    pub channel: Channel,
    /// Who sells it, when known (a partner's name or tenant id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What the move does with it; see [`Subscription::treatment`] for the default.
    #[serde(default, rename = "treatment", skip_serializing_if = "Option::is_none")]
    pub wanted_treatment: Option<Treatment>,
    /// The SKU its seats belong to.
    pub sku_id: SkuId,
    /// Seats.
    pub quantity: u32,
    /// First day with the subscription; unknown counts as before `asOf`.
    #[serde(default)]
    pub start: Option<Date>,
    /// First day without the subscription; null: without end.
    #[serde(default)]
    pub end: Option<Date>,
    /// Whether it renews at its end; null: unknown.
    #[serde(default)]
    pub auto_renew: Option<bool>,
    /// Term, as an ISO 8601 period (P1M, P1Y, P3Y).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_duration: Option<String>,
    /// Billing cycle, as the channel calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_cycle: Option<String>,
    /// Platform generation.
    #[serde(default = "new_commerce")]
    pub generation: Generation,
    /// Paid, trial or free.
    #[serde(default = "paid")]
    pub kind: SubscriptionKind,
    /// Status in the tenant.
    pub status: SubscriptionStatus,
}

fn new_commerce() -> Generation {
    Generation::NewCommerce
}

fn paid() -> SubscriptionKind {
    SubscriptionKind::Paid
}

impl Subscription {
    /// What the move does with it: as wanted, else `keep` for this partner's, trials and free ones, else `replace`.
    pub fn treatment(&self) -> Treatment {
        self.wanted_treatment.unwrap_or(match (self.channel, self.kind) {
            (Channel::ThisPartner, _) | (_, SubscriptionKind::Trial | SubscriptionKind::Free) => Treatment::Keep,
            _ => Treatment::Replace,
        })
    }

    /// Whether the plan may have it renewed or changed at its end: this partner's by then, paid for, and not going on anyway.
    pub fn may_be_renewed(&self) -> bool {
        let ours = match self.treatment() {
            Treatment::CarryOn => self.channel == Channel::ThisPartner,
            Treatment::Keep => self.channel == Channel::ThisPartner && self.auto_renew != Some(true),
            Treatment::Transfer => self.channel == Channel::OtherPartner,
            Treatment::Replace => false,
        };
        ours && self.is_active() && self.kind == SubscriptionKind::Paid && self.generation == Generation::NewCommerce
    }

    /// Whether it supplies seats at all.
    pub fn is_active(&self) -> bool {
        self.status == SubscriptionStatus::Active
    }
}

/// A group that carries licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    /// Unique within the estate.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Licences the group assigns to its members.
    pub licenses: Vec<GroupLicense>,
}

/// A licence that a group assigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupLicense {
    /// The SKU.
    pub sku_id: SkuId,
    /// Plans switched off in it.
    #[serde(default)]
    pub disabled_plans: Vec<ServicePlanId>,
}

/// A user, or `count` identical users (`id#1`, `id#2`, … in a plan).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// Unique within the estate.
    pub id: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Country of use; the vendor assigns no licence without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_location: Option<String>,
    /// How many identical users this stands for.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// Licences held.
    pub licenses: Vec<License>,
    /// Service plans that stay off where they need not be on, beside those that are off in the licences held: what had them off was left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays_off: Vec<ServicePlanId>,
}

fn one() -> u32 {
    1
}

fn is_one(count: &u32) -> bool {
    *count == 1
}

/// A licence a user holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct License {
    /// The SKU.
    pub sku_id: SkuId,
    /// Plans switched off for the user.
    #[serde(default)]
    pub disabled_plans: Vec<ServicePlanId>,
    /// The group it comes through, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via_group: Option<String>,
}
