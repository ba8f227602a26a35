//! Subscriptions that a tenant has, from whatever seller.
//!
//! Used by `directory/subscriptions`. A missing `ownerTenantId` does not mean that no partner owns it.

use super::licenses::{CapabilityStatus, ServicePlanInfo};
use crate::Open;
use nahtlos_model::instants::Instant;

shape! {
    pub struct CompanySubscription {
        #[serde(rename = "@odata.context")]
        context: String,
        id: String,
        created_date_time: Instant,
        is_trial: bool,
        service_status: Vec<ServicePlanInfo>,
        sku_id: String,
        sku_part_number: String,
        status: Open<CapabilityStatus>,
        total_licenses: i64,
    } null {
        commerce_subscription_id: String,
        next_lifecycle_date_time: Instant,
        owner_id: String,
        owner_tenant_id: String,
        owner_type: String,
    }
}
