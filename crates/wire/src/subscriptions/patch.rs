//! What a PATCH of a subscription says, field by field: nothing, null or a value.
//!
//! Used by the PATCH operation, which gives "left out" a meaning (auto-renew goes off, scheduled changes go away). What each means is decided
//! elsewhere; here nothing may be filled in.

use super::{NextChargeInstructions, ScheduledNextTermInstructions};
use crate::{
    Attributes,
    enums::{BillingCycleType, EndOfTermAction, SubscriptionStatus},
    tolerant,
};
use nahtlos_model::instants::Instant;

shape! {
    /// The body of a PATCH; full subscriptions read as one too, their other fields ignored.
    pub struct SubscriptionPatch {
        attributes: Attributes,
    } sent {
        id: String,
        offer_id: String,
        order_id: String,
        parent_subscription_id: String,
        auto_renew_enabled: bool,
        scheduled_next_term_instructions: ScheduledNextTermInstructions,
        next_charge_instructions: NextChargeInstructions,
        quantity: u32,
        status: SubscriptionStatus,
        friendly_name: String,
        billing_cycle: BillingCycleType,
        term_duration: String,
        renewal_term_duration: String,
        partner_id: String,
        promotion_id: String,
        #[serde(deserialize_with = "tolerant::sent_date")]
        custom_term_end_date: Instant,
        end_of_term_action: EndOfTermAction,
    }
}
