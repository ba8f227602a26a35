//! Promotions of new-commerce products, and whether a customer may have one.
//!
//! Used by the promotion operations. Discounts are decimal fractions as texts, as the reference writes them.

use crate::{
    Attributes,
    catalogue::PricingPolicy,
    enums::{BillingCycleType, PromotionEligibilityErrorType, capitalised},
    tolerant,
};
use nahtlos_model::instants::Instant;

shape! {
    pub struct ProductPromotion {
        id: String,
        name: String,
        description: String,
        start_date: Instant,
        end_date: Instant,
        properties: PromotionProperties,
        required_products: Vec<RequiredProduct>,
        promotion_constraints: PromotionConstraints,
    }

    pub struct PromotionProperties {
        is_auto_applicable: bool,
    }

    pub struct RequiredProduct {
        product_id: String,
        sku_id: String,
        term: TermKind,
        pricing_policies: Vec<PricingPolicy>,
    }

    pub struct TermKind {
        duration: String,
        #[serde(serialize_with = "capitalised")]
        billing_cycle: BillingCycleType,
    }

    pub struct PromotionConstraints {
        seat_constraints: Vec<SeatConstraint>,
        asset_ownership_limits: Vec<AssetLimit>,
        eligibility_constraints: Vec<EligibilityConstraint>,
        product_ownership_constraints: Vec<Vec<ProductOwnership>>,
    }

    pub struct SeatConstraint {
        min_seats: u32,
        max_seats: u32,
        #[serde(rename = "type")]
        kind: String,
    }

    pub struct AssetLimit {
        min_assets: u32,
        max_assets: u32,
        #[serde(rename = "type")]
        kind: String,
    }

    pub struct EligibilityConstraint {
        is_applicable: bool,
        #[serde(rename = "type")]
        kind: String,
    }

    pub struct ProductOwnership {
        big_id: String,
        min_seats: u32,
        max_seats: u32,
    }

    pub struct PromotionEligibilitiesRequest {
        items: Vec<PromotionEligibilitiesRequestItem>,
    }

    pub struct PromotionEligibilitiesRequestItem {
        #[serde(deserialize_with = "tolerant::number_or_text")]
        id: u32,
        catalog_item_id: String,
        quantity: u32,
        term_duration: String,
        billing_cycle: BillingCycleType,
        promotion_id: String,
    }

    pub struct PromotionEligibilities {
        #[serde(deserialize_with = "tolerant::number_or_text")]
        id: u32,
        catalog_item_id: String,
        quantity: u32,
        billing_cycle: BillingCycleType,
        term_duration: String,
        eligibilities: Vec<PromotionEligibility>,
        attributes: Attributes,
    }

    pub struct PromotionEligibility {
        promotion_id: String,
        is_eligible: bool,
        errors: Vec<PromotionEligibilityError>,
    }

    pub struct PromotionEligibilityError {
        #[serde(rename = "type")]
        kind: PromotionEligibilityErrorType,
        description: String,
        max_promotion_redemption_count: u32,
        remaining_promotion_redemption_count: u32,
        eligible_terms: Vec<TermKind>,
    } sent {
        minimum_required_seats: u32,
        maximum_required_seats: u32,
        available_seats: u32,
    }
}
