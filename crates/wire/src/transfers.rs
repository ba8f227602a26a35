//! Transfers between partners, what can be transferred, and our own views of them: a partner's list and previews.
//!
//! Used by the transfer operations. The reference's documents and its wire differ in `transferType`, which is read as a number, as
//! digits in a text and as a name, and written as the number it is; `partnertenantid` is all lower case.

use crate::{Attributes, Links, orders::Order, tolerant};
use jiff::civil::Date;
use nahtlos_model::instants::Instant;
use serde::{Deserializer, de::Error as _};

/// Where a partner's transfers over all customers are.
pub const PATH: &str = "/moves/v1/transfers";

/// Where a transfer is, for our own operations below it.
pub fn path(customer_id: &str, id: &str) -> String {
    format!("/moves/v1/customers/{customer_id}/transfers/{id}")
}

shape! {
    pub struct TransferEntity {
        id: String,
        alternate_id: String,
        status: String,
        created_time: Instant,
        last_modified_time: Instant,
        completed_time: Instant,
        expiration_time: Instant,
        last_modified_user: String,
        customer_name: String,
        customer_tenant_id: String,
        customer_email_id: String,
        #[serde(rename = "partnertenantid")]
        partner_tenant_id: String,
        source_partner_name: String,
        source_partner_tenant_id: String,
        source_partner_email_id: String,
        target_partner_name: String,
        target_partner_tenant_id: String,
        target_partner_email_id: String,
        target_partner_project_id: String,
        target_product_types: Vec<String>,
        partner_on_record: String,
        participants: Vec<TransferParticipant>,
        ignore_eligibility_check: bool,
        #[serde(deserialize_with = "transfer_type")]
        transfer_type: i64,
        transfer_direction: u32,
        line_items: Vec<TransferLineItem>,
        links: Links,
        attributes: Attributes,
    }

    pub struct TransferParticipant {
        key: String,
        value: String,
    }

    pub struct TransferLineItem {
        #[serde(deserialize_with = "tolerant::number_or_text")]
        id: u32,
        subscription_id: String,
        entitlement_id: String,
        source_subscription_id: String,
        target_subscription_id: String,
        offer_id: String,
        order_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        quantity: u32,
        billing_cycle: String,
        friendly_name: String,
        partner_id_on_record: String,
        product_type: String,
        transfer_group_id: String,
        addon_items: Vec<TransferLineItem>,
        status: String,
        transfer_error: String,
    }

    pub struct TransferSubmitResult {
        orders: Vec<Order>,
        transfer_errors: Vec<TransferError>,
        attributes: Attributes,
    }

    pub struct TransferError {
        transfer_group_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        code: u32,
        description: String,
        line_items: Vec<TransferLineItem>,
        attributes: Attributes,
    }

    pub struct TransferEligibility {
        id: String,
        is_eligible: bool,
        reason: String,
    }

    /// Our own: a transfer in a partner's list over all customers.
    pub struct PartnerTransfer {
        id: String,
        customer_id: String,
        customer_name: String,
        /// `incoming`, `outgoing`.
        direction: String,
        /// `legacy`, `newCommerce`.
        generation: String,
        status: String,
        open: bool,
        counterpart: TransferCounterpart,
        created_time: Instant,
        expiration_time: Instant,
        days_left: i64,
        completed_time: Instant,
        lines: u32,
        links: Links,
        attributes: Attributes,
    }

    pub struct TransferCounterpart {
        tenant_id: String,
        name: String,
    }

    /// Our own: why a transfer is declined.
    pub struct TransferDecline {
        reason: String,
    }

    /// Our own: what a hand-over today would do.
    pub struct TransferPreview {
        transfer_id: String,
        on: Date,
        direction: String,
        currency: String,
        lines: Vec<TransferPreviewLine>,
        total: String,
        warnings: Vec<Notice>,
    }

    pub struct TransferPreviewLine {
        subscription_id: String,
        friendly_name: String,
        quantity: i64,
        held: i64,
        is_eligible: bool,
        reason: Notice,
        term_end: Date,
        auto_renew: bool,
        end_action: String,
        from: Date,
        until: Date,
        amount: String,
        commitment: String,
    }

    /// Our own: a code with its values.
    pub struct Notice {
        code: String,
        values: serde_json::Map<String, serde_json::Value>,
    }
}

/// The type of a transfer: a number, digits in a text, or a name in any letter case; null is none.
fn transfer_type<'de, D: Deserializer<'de>>(d: D) -> Result<Option<i64>, D::Error> {
    struct Visit;
    impl serde::de::Visitor<'_> for Visit {
        type Value = Option<i64>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a number, 3 or 5, or NewCommerce")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Option<i64>, E> {
            match text.trim() {
                "" => Ok(None),
                name if name.eq_ignore_ascii_case("NewCommerce") => Ok(Some(5)),
                name if name.eq_ignore_ascii_case("ModernAzure") => Ok(Some(3)),
                digits => digits
                    .parse()
                    .map(Some)
                    .map_err(|_| E::custom(format!("{text:?} is no transfer type; send 5, or 3"))),
            }
        }

        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Option<i64>, E> {
            Ok(Some(number))
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Option<i64>, E> {
            i64::try_from(number)
                .map(Some)
                .map_err(|_| E::custom("is no transfer type; send 5, or 3"))
        }

        fn visit_unit<E>(self) -> Result<Option<i64>, E> {
            Ok(None)
        }
    }
    d.deserialize_any(Visit).map_err(D::Error::custom)
}

/// A list of participants' keys for the MPN id that some clients send instead of `partnerOnRecord`.
pub const TRANSACTION_RESELLER: &str = "TransactionReseller";
