//! Carts and what their checkout answers.
//!
//! Used by the cart operations. A line's error comes inside a 201; whoever reads a cart must look at it.

use crate::{
    Attributes, Decimal, Links, Open,
    catalogue::Variables,
    enums::{BillingCycleType, CartErrorCode, CartStatus, ParticipantType},
    orders::Order,
    tolerant,
};
use nahtlos_model::instants::Instant;

shape! {
    pub struct Cart {
        id: String,
        #[serde(alias = "creationTimeStamp")]
        creation_timestamp: Instant,
        #[serde(alias = "lastModifiedTimeStamp")]
        last_modified_timestamp: Instant,
        #[serde(alias = "expirationTimeStamp")]
        expiration_timestamp: Instant,
        last_modified_user: String,
        status: CartStatus,
        line_items: Vec<CartLineItem>,
        partner_on_record_attestation_accepted: bool,
        links: Links,
        attributes: Attributes,
    }

    pub struct CartLineItem {
        #[serde(deserialize_with = "tolerant::number_or_text")]
        id: u32,
        /// One page calls it `catalogId`.
        #[serde(alias = "catalogId")]
        catalog_item_id: String,
        friendly_name: String,
        quantity: u32,
        currency_code: String,
        billing_cycle: BillingCycleType,
        term_duration: String,
        participants: Vec<Participant>,
        #[serde(deserialize_with = "tolerant::variables")]
        provisioning_context: Variables,
        order_group: String,
        addon_items: Vec<CartLineItem>,
        #[serde(deserialize_with = "tolerant::one_or_list")]
        renews_to: RenewsTo,
        promotion_id: String,
        #[serde(deserialize_with = "tolerant::date")]
        custom_term_end_date: Instant,
        attestation_accepted: bool,
        error: CartError,
        pricing: Pricing,
        purchase_system: String,
    }

    /// Who takes part in a sale: `value` is an MPN id.
    pub struct Participant {
        key: ParticipantType,
        value: String,
    }

    pub struct RenewsTo {
        term_duration: String,
    }

    pub struct CartError {
        error_code: Open<CartErrorCode>,
        error_description: String,
        additional_information: serde_json::Map<String, serde_json::Value>,
    }

    pub struct Pricing {
        list_price: Decimal,
        discounted_price: Decimal,
        prorated_price: Decimal,
        price: Decimal,
        extended_price: Decimal,
    }

    pub struct CartCheckoutResult {
        orders: Vec<Order>,
        order_errors: Vec<OrderError>,
        attributes: Attributes,
    }

    pub struct OrderError {
        order_group_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        code: u32,
        description: String,
        attributes: Attributes,
    }
}
