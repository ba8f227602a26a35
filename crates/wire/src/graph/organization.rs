//! The tenant itself.
//!
//! Used by `organization`, which is always a list of one.

use super::licenses::{AssignedPlan, ProvisionedPlan};
use nahtlos_model::instants::Instant;

shape! {
    pub struct Organization {
        #[serde(rename = "@odata.context")]
        context: String,
        id: String,
        display_name: String,
        country_letter_code: String,
        verified_domains: Vec<VerifiedDomain>,
        assigned_plans: Vec<AssignedPlan>,
        provisioned_plans: Vec<ProvisionedPlan>,
        tenant_type: String,
        business_phones: Vec<String>,
        technical_notification_mails: Vec<String>,
        marketing_notification_emails: Vec<String>,
        security_compliance_notification_mails: Vec<String>,
        security_compliance_notification_phones: Vec<String>,
        created_date_time: Instant,
    } null {
        preferred_language: String,
        city: String,
        state: String,
        street: String,
        postal_code: String,
        country: String,
        deleted_date_time: Instant,
        on_premises_sync_enabled: bool,
        on_premises_last_sync_date_time: Instant,
        partner_tenant_type: String,
    }

    pub struct VerifiedDomain {
        name: String,
        is_default: bool,
        is_initial: bool,
        #[serde(rename = "type")]
        kind: String,
        capabilities: String,
    }
}
