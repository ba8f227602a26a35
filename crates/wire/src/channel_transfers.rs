//! Our own: channel transfers, from volume licensing into the partner programme.
//!
//! Used by `/moves/v1/customers/{id}/channelSubscriptions`, `…/channelTransfers` and `/moves/v1/channelTransfers`. Amounts are decimal
//! texts in the transfer's currency.

use crate::{Attributes, Links, transfers::Notice};
use jiff::civil::Date;
use nahtlos_model::instants::Instant;

/// Where a partner's channel transfers over all customers are.
pub const PATH: &str = "/moves/v1/channelTransfers";

/// Where a customer's channel transfers are.
pub fn path(customer_id: &str) -> String {
    format!("/moves/v1/customers/{customer_id}/channelTransfers")
}

spelled! {
    pub enum ChannelTransferStatus {
        Scheduled = "scheduled", Running = "running", Complete = "complete", PartiallyComplete = "partiallyComplete",
        Failed = "failed", Cancelled = "cancelled", Lapsed = "lapsed",
    }

    pub enum ChannelLineStatus {
        Planned = "planned", Bought = "bought", Live = "live", Replaced = "replaced", Failed = "failed",
    }
}

shape! {
    pub struct ChannelSubscription {
        id: String,
        channel: String,
        sku_id: String,
        name: String,
        quantity: i64,
        held: i64,
        start: Date,
        end: Date,
        auto_renew: bool,
        is_eligible: bool,
        reason: Notice,
        offers: Vec<ChannelOffer>,
        locked_by: String,
    }

    pub struct ChannelOffer {
        catalog_item_id: String,
        term_duration: String,
        billing_cycle: String,
        purchasable: bool,
    }

    pub struct ChannelTransfer {
        id: String,
        customer_id: String,
        status: ChannelTransferStatus,
        lead_days: i64,
        partner_on_record: String,
        auto_renew: bool,
        lines: Vec<ChannelTransferLine>,
        currency: String,
        /// What the first billing periods cost.
        total: String,
        warnings: Vec<Notice>,
        created_time: Instant,
        version: i64,
        links: Links,
        attributes: Attributes,
    }

    pub struct ChannelTransferLine {
        source_id: String,
        quantity: i64,
        catalog_item_id: String,
        term_duration: String,
        billing_cycle: String,
        start_date: Date,
        /// The last day of the first term.
        custom_term_end_date: Date,
        unit_price: String,
        price_from: Date,
        overlap_days: i64,
        overlap_cost: String,
        status: ChannelLineStatus,
        order_id: String,
        subscription_id: String,
        retry_until: Date,
        reason: Notice,
    }
}
