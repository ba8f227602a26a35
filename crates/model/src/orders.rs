//! Orders and carts, as they are kept.

use crate::{
    assortment::Place,
    catalogue::{BillingPlan, Term},
    dates::Date,
    estate::{Generation, word_enum},
    instants::Instant,
    money::{Currency, Price},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

word_enum!(
    /// State of an order (`docs/states/orders.md`).
    OrderStatus {
        /// Being fulfilled.
        Pending = "pending",
        /// Fulfilled.
        Completed = "completed",
        /// Cancelled.
        Cancelled = "cancelled",
    }
);
word_enum!(
    /// State of a cart (`docs/states/carts.md`).
    CartStatus {
        /// Open.
        Active = "Active",
        /// Checked out.
        Ordered = "Ordered",
    }
);
word_enum!(
    /// What a file attached to an order is.
    AttachmentKind {
        /// A purchase order.
        PurchaseOrder = "purchaseOrder",
        /// A document of a public tender.
        Tender = "tender",
    }
);

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Twelve hexadecimal digits (new commerce) or a GUID (legacy).
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// Generation of its lines.
    pub generation: Generation,
    /// Billing cycle.
    pub cycle: BillingPlan,
    /// Currency.
    pub currency: Currency,
    /// Country of the market.
    pub country: String,
    /// Lines.
    pub lines: Vec<OrderLine>,
    /// Created.
    pub created: Instant,
    /// State.
    pub status: OrderStatus,
    /// The provider attests that the reseller on record is right.
    pub record_attested: bool,
    /// Counted up with every change.
    pub version: i64,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderLine {
    /// From 0.
    pub number: i64,
    /// Catalogue item or legacy offer.
    pub offer_id: String,
    /// Its subscription.
    pub subscription_id: String,
    /// Base subscription of an add-on.
    pub parent_id: Option<String>,
    /// Name.
    pub friendly_name: Option<String>,
    /// Seats ordered.
    pub quantity: i64,
    /// Term.
    pub term: Option<Term>,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
    /// Further MPN ids.
    #[serde(default)]
    pub more_mpn_ids: Vec<String>,
    /// Promotion.
    pub promotion: Option<String>,
    /// Aligned end, last day.
    pub custom_end: Option<Date>,
    /// Term it renews into.
    pub renewal_term: Option<Term>,
    /// Attested.
    pub attested: bool,
    /// It came of a transition, not of a purchase.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub converted: bool,
    /// List price per billing period.
    pub list_price: Price,
    /// Partner's price per billing period after discounts.
    pub unit_price: Price,
    /// What the first period costs, in minor units.
    pub charged_minor: i64,
    /// What the whole first term costs, in minor units.
    #[serde(default)]
    pub term_minor: i64,
    /// Data for provisioning, as sent.
    #[serde(default)]
    pub provisioning: BTreeMap<String, String>,
}

/// A cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cart {
    /// GUID.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// Created.
    pub created: Instant,
    /// Changed.
    pub modified: Instant,
    /// Expires.
    pub expires: Instant,
    /// Who changed it.
    pub user: String,
    /// State.
    pub status: CartStatus,
    /// Lines.
    pub lines: Vec<CartLine>,
    /// The provider attests that the reseller on record is right.
    pub record_attested: bool,
    /// Where and for whom.
    pub place: Place,
    /// Counted up with every change.
    pub version: i64,
}

/// A line of a cart, as asked for, with what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CartLine {
    /// From 0.
    pub id: i64,
    /// Catalogue item or legacy offer.
    pub item: String,
    /// Name.
    pub friendly_name: Option<String>,
    /// Seats.
    pub quantity: i64,
    /// Billing cycle.
    pub cycle: BillingPlan,
    /// Term.
    pub term: Option<Term>,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
    /// Further MPN ids.
    #[serde(default)]
    pub more_mpn_ids: Vec<String>,
    /// Data for provisioning, as sent.
    #[serde(default)]
    pub provisioning: BTreeMap<String, String>,
    /// Lines with one group make one order.
    pub group: String,
    /// Legacy add-ons.
    #[serde(default)]
    pub addons: Vec<CartLine>,
    /// Term it renews into.
    pub renewal_term: Option<Term>,
    /// Promotion.
    pub promotion: Option<String>,
    /// Aligned end, last day.
    pub custom_end: Option<Date>,
    /// Attested.
    pub attested: bool,
    /// List price per billing period.
    pub list_price: Option<Price>,
    /// Partner's price per billing period after discounts.
    pub unit_price: Option<Price>,
    /// What the first period costs, in minor units.
    pub charged_minor: Option<i64>,
    /// What the whole first term costs, in minor units.
    #[serde(default)]
    pub term_minor: Option<i64>,
    /// What is wrong: the refusal's wire code and key, with its values.
    pub error: Option<LineError>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineError {
    /// Code on the wire.
    pub code: String,
    /// Key of its sentence.
    pub key: String,
    /// Values of its sentence.
    pub values: BTreeMap<String, String>,
}

impl From<&crate::refusals::Refusal> for LineError {
    fn from(refusal: &crate::refusals::Refusal) -> Self {
        Self {
            code: refusal.code.wire().to_owned(),
            key: refusal.code.key().to_owned(),
            values: refusal
                .values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.to_string()))
                .collect(),
        }
    }
}
