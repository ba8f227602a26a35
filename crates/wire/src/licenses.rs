//! Licences of users and the pools they come from.
//!
//! Used by the licence operations of the Partner Center API; Graph's are in `graph::licenses` and `graph::skus`.

use crate::{Attributes, Open, enums::LicenseGroupId};

shape! {
    pub struct License {
        service_plans: Vec<ServicePlan>,
        product_sku: ProductSku,
        attributes: Attributes,
    }

    pub struct ServicePlan {
        id: String,
        display_name: String,
        service_name: String,
        capability_status: String,
        target_type: String,
    }

    pub struct ProductSku {
        id: String,
        name: String,
        sku_part_number: String,
        target_type: String,
        license_group_id: Open<LicenseGroupId>,
    }

    /// Asks for licences to be given and taken; the reply says so again, with warnings.
    pub struct LicenseUpdate {
        licenses_to_assign: Vec<LicenseAssignment>,
        licenses_to_remove: Vec<String>,
        license_warnings: Vec<LicenseWarning>,
        attributes: Attributes,
    }

    pub struct LicenseAssignment {
        sku_id: String,
        excluded_plans: Vec<String>,
        license_group_id: LicenseGroupId,
    }

    pub struct LicenseWarning {
        code: String,
        message: String,
        service_plans: Vec<String>,
    }

    pub struct SubscribedSku {
        available_units: i64,
        active_units: i64,
        consumed_units: i64,
        suspended_units: i64,
        total_units: i64,
        warning_units: i64,
        product_sku: ProductSku,
        service_plans: Vec<ServicePlan>,
        capability_status: String,
        attributes: Attributes,
    }
}
