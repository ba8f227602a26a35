//! Subscriptions of both generations, their renewal instructions, statuses and support contact.
//!
//! Used by the subscription operations. What a PATCH may say is in [`SubscriptionPatch`], because there "left out" and "null" differ.

mod patch;

pub use patch::SubscriptionPatch;

use crate::{
    Attributes, Links,
    catalogue::ItemType,
    enums::{
        BillingCycleType, BillingType, ContractType, CustomTermEndDateType, EndOfTermAction, ProvisioningStatus, RegistrationStatus,
        SubscriptionStatus, capitalised,
    },
    tolerant,
};
use nahtlos_model::instants::Instant;

shape! {
    pub struct Subscription {
        id: String,
        offer_id: String,
        entitlement_id: String,
        offer_name: String,
        friendly_name: String,
        product_type: ItemType,
        quantity: u32,
        unit_type: String,
        parent_subscription_id: String,
        consumption_type: String,
        creation_date: Instant,
        effective_start_date: Instant,
        commitment_end_date: Instant,
        commitment_end_date_time: Instant,
        billing_cycle_end_date: Instant,
        billing_cycle_end_date_time: Instant,
        status: SubscriptionStatus,
        auto_renew_enabled: bool,
        billing_type: BillingType,
        billing_cycle: BillingCycleType,
        term_duration: String,
        renewal_term_duration: String,
        has_purchasable_addons: bool,
        is_trial: bool,
        is_microsoft_product: bool,
        attention_needed: bool,
        action_taken: bool,
        publisher_name: String,
        actions: Vec<String>,
        partner_id: String,
        suspension_reasons: Vec<String>,
        contract_type: ContractType,
        refund_options: Vec<RefundOption>,
        refundable_quantity: RefundableQuantity,
        promotion_id: String,
        migrated_from_subscription_id: String,
        scheduled_next_term_instructions: ScheduledNextTermInstructions,
        next_charge_instructions: NextChargeInstructions,
        custom_term_end_date: Instant,
        /// Our own: the channel transfer that bought it.
        channel_transfer_id: String,
        order_id: String,
        product_order_id: String,
        /// Our own: what happens at term end when renewal is off.
        end_of_term_action: EndOfTermAction,
        links: Links,
        attributes: Attributes,
    } sent {
        /// Null is never; the term's end is any time.
        cancellation_allowed_until_date: Instant,
    }

    pub struct RefundOption {
        #[serde(rename = "type")]
        kind: String,
        #[serde(alias = "expiresAfter")]
        expires_at: Instant,
    }

    pub struct RefundableQuantity {
        total_quantity: u32,
        details: Vec<RefundableTranche>,
    }

    pub struct RefundableTranche {
        quantity: u32,
        allowed_until_date_time: Instant,
    }

    pub struct ScheduledNextTermInstructions {
        product: ProductTerm,
        quantity: u32,
        #[serde(deserialize_with = "tolerant::date")]
        custom_term_end_date: Instant,
    }

    pub struct NextChargeInstructions {
        product: ProductTerm,
        quantity: u32,
    }

    pub struct ProductTerm {
        product_id: String,
        sku_id: String,
        availability_id: String,
        #[serde(serialize_with = "capitalised")]
        billing_cycle: BillingCycleType,
        term_duration: String,
        promotion_id: String,
    }

    pub struct SubscriptionProvisioningStatus {
        sku_id: String,
        status: ProvisioningStatus,
        quantity: u32,
        end_date: Instant,
        attributes: Attributes,
    }

    pub struct SubscriptionRegistrationStatus {
        subscription_id: String,
        status: RegistrationStatus,
        attributes: Attributes,
    }

    pub struct SubscriptionActivationResult {
        subscription_id: String,
        status: String,
    }

    pub struct SupportContact {
        support_tenant_id: String,
        support_mpn_id: String,
        name: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct AllowedCustomTermEndDate {
        allowed_custom_term_end_date_type: CustomTermEndDateType,
        allowed_custom_term_end_date: Instant,
        coterm_subscription_ids: Vec<String>,
    }

    pub struct Overage {
        azure_entitlement_id: String,
        partner_id: String,
        #[serde(rename = "type")]
        kind: String,
        overage_enabled: bool,
        links: Links,
        attributes: Attributes,
    }
}
