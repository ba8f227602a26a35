//! SKUs that a tenant has, with their seats by state.
//!
//! Used by `subscribedSkus`. Seats are counted by the server; nothing here adds up.

use super::licenses::{AppliesTo, CapabilityStatus, ServicePlanInfo};
use crate::Open;

shape! {
    pub struct SubscribedSku {
        #[serde(rename = "@odata.context")]
        context: String,
        id: String,
        account_id: String,
        account_name: String,
        applies_to: Open<AppliesTo>,
        capability_status: Open<CapabilityStatus>,
        consumed_units: i64,
        prepaid_units: PrepaidUnits,
        sku_id: String,
        sku_part_number: String,
        service_plans: Vec<ServicePlanInfo>,
        subscription_ids: Vec<String>,
    }

    pub struct PrepaidUnits {
        enabled: i64,
        suspended: i64,
        warning: i64,
        locked_out: i64,
    }
}
