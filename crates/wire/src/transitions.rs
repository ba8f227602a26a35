//! Going from one offer to another: transitions and their eligibility, legacy upgrades, conversions of trials.
//!
//! Used by the transition and conversion operations. Error codes are integers here, as the reference's clients read them.

use crate::{
    ApiFault, Attributes,
    enums::{BillingCycleType, TransitionType, UpgradeType, capitalised},
    offers::Offer,
    tolerant,
};
use nahtlos_model::instants::Instant;

shape! {
    pub struct TransitionEligibility {
        operation_id: String,
        catalog_item_id: String,
        title: String,
        description: String,
        quantity: u32,
        subscription_eligibilities: Vec<TargetSubscriptionEligibilityDetail>,
        eligibilities: Vec<TransitionEligibilityDetail>,
        attributes: Attributes,
    }

    pub struct TransitionEligibilityDetail {
        is_eligible: bool,
        transition_type: TransitionType,
        errors: Vec<TransitionError>,
    }

    pub struct TargetSubscriptionEligibilityDetail {
        is_eligible: bool,
        subscription_id: String,
        subscription_friendly_name: String,
        subscription_term_duration: String,
        subscription_billing_cycle: BillingCycleType,
        errors: Vec<TargetSubscriptionError>,
    }

    pub struct TransitionError {
        code: i32,
        description: String,
    }

    pub struct TargetSubscriptionError {
        code: i32,
        description: String,
    }

    pub struct Transition {
        operation_id: String,
        from_catalog_item_id: String,
        from_subscription_id: String,
        to_catalog_item_id: String,
        to_subscription_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        quantity: u32,
        term_duration: String,
        #[serde(serialize_with = "capitalised")]
        billing_cycle: BillingCycleType,
        transition_type: TransitionType,
        promotion_id: String,
        events: Vec<TransitionEvent>,
        attributes: Attributes,
    }

    pub struct TransitionEvent {
        name: String,
        status: String,
        timestamp: Instant,
        errors: Vec<TransitionError>,
        attributes: Attributes,
    }

    pub struct Upgrade {
        target_offer: Offer,
        upgrade_type: UpgradeType,
        is_eligible: bool,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        quantity: u32,
        upgrade_errors: Vec<UpgradeError>,
        attributes: Attributes,
    }

    pub struct UpgradeError {
        code: i32,
        description: String,
        additional_details: String,
        attributes: Attributes,
    }

    pub struct UpgradeResult {
        source_subscription_id: String,
        target_subscription_id: String,
        upgrade_type: UpgradeType,
        upgrade_errors: Vec<UpgradeError>,
        license_errors: Vec<UserLicenseError>,
        attributes: Attributes,
    }

    pub struct UserLicenseError {
        user_object_id: String,
        name: String,
        email: String,
        errors: Vec<ApiFault>,
        attributes: Attributes,
    }

    pub struct Conversion {
        offer_id: String,
        target_offer_id: String,
        order_id: String,
        #[serde(deserialize_with = "tolerant::number_or_text")]
        quantity: u32,
        billing_cycle: BillingCycleType,
        attributes: Attributes,
    }

    pub struct ConversionResult {
        subscription_id: String,
        offer_id: String,
        target_offer_id: String,
        error: ConversionError,
        attributes: Attributes,
    }

    pub struct ConversionError {
        code: i32,
        description: String,
    }
}
