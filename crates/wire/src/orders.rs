//! Orders, how far each line is provisioned, activation links and attachments.
//!
//! Used by the order operations and by the checkout's answer. A PATCH of an order is an `Order` with few fields.

use crate::{
    Attributes, Decimal, Link, Links,
    carts::{Pricing, RenewsTo},
    catalogue::Variables,
    enums::{AttachmentType, BillingCycleType, LineProvisioningStatus, LineTransactionType, OrderStatus, OrderTransactionType},
    tolerant,
};
use nahtlos_model::instants::Instant;
use serde_json::{Map, Value};

shape! {
    pub struct Order {
        id: String,
        alternate_id: String,
        reference_customer_id: String,
        billing_cycle: BillingCycleType,
        currency_code: String,
        currency_symbol: String,
        line_items: Vec<OrderLineItem>,
        creation_date: Instant,
        status: OrderStatus,
        transaction_type: OrderTransactionType,
        total_price: Decimal,
        partner_on_record_attestation_accepted: bool,
        client: Map<String, Value>,
        links: Links,
        attributes: Attributes,
    }

    pub struct OrderLineItem {
        line_item_number: u32,
        offer_id: String,
        subscription_id: String,
        parent_subscription_id: String,
        friendly_name: String,
        quantity: u32,
        term_duration: String,
        transaction_type: LineTransactionType,
        partner_id_on_record: String,
        additional_partner_ids_on_record: Vec<String>,
        #[serde(deserialize_with = "tolerant::variables")]
        provisioning_context: Variables,
        promotion_id: String,
        #[serde(deserialize_with = "tolerant::date")]
        custom_term_end_date: Instant,
        #[serde(deserialize_with = "tolerant::one_or_list")]
        renews_to: RenewsTo,
        pricing: Pricing,
        attestation_accepted: bool,
        links: Links,
        attributes: Attributes,
    }

    pub struct OrderLineItemProvisioningStatus {
        line_item_number: u32,
        order_line_item_id: u32,
        status: LineProvisioningStatus,
        quantity_provisioning_information: Vec<QuantityProvisioning>,
    }

    pub struct QuantityProvisioning {
        quantity: u32,
        status: LineProvisioningStatus,
    }

    pub struct OrderLineItemActivationLink {
        line_item_number: u32,
        link: Link,
    }

    pub struct OrderAttachment {
        attachment_id: String,
        file_name: String,
        #[serde(rename = "sizeInKB", alias = "sizeInKb")]
        size_in_kb: u64,
        attachment_type: AttachmentType,
    }

    pub struct OrderAttachmentMetadata {
        customer_price: String,
        currency: String,
        fx_rate: String,
        is_part_of_tender: bool,
        tender_link: String,
    }
}
