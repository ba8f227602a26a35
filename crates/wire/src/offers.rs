//! Legacy offers and their categories.
//!
//! Used by the legacy catalogue operations. New commerce is in `catalogue`.

use crate::{
    Attributes, Links,
    catalogue::AttestationProperties,
    enums::{BillingCycleType, BillingType},
};

shape! {
    pub struct Offer {
        id: String,
        name: String,
        description: String,
        minimum_quantity: u32,
        maximum_quantity: u32,
        rank: i64,
        uri: String,
        locale: String,
        country: String,
        category: OfferCategory,
        prerequisite_offers: Vec<String>,
        is_add_on: bool,
        has_add_ons: bool,
        is_available_for_purchase: bool,
        billing: BillingType,
        supported_billing_cycles: Vec<BillingCycleType>,
        is_auto_renewable: bool,
        is_trial: bool,
        upgrade_target_offers: Vec<String>,
        conversion_target_offers: Vec<String>,
        product: OfferProduct,
        unit_type: String,
        sales_group_id: String,
        limit: u32,
        limit_unit_of_measure: String,
        resellee_qualifications: Vec<String>,
        reseller_qualifications: Vec<String>,
        attestation_properties: AttestationProperties,
        links: Links,
        attributes: Attributes,
    }

    pub struct OfferCategory {
        id: String,
        name: String,
        rank: i64,
        locale: String,
        country: String,
        attributes: Attributes,
    }

    pub struct OfferProduct {
        id: String,
        name: String,
        unit: String,
    }
}
