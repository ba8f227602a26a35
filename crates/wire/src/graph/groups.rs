//! Graph's groups, and what creates or changes one.
//!
//! Used by group operations of Graph. Members are references, never embedded users.

use super::{licenses::AssignedLicense, users::User};
use crate::Open;
use nahtlos_model::instants::Instant;
use serde_json::Value;

spelled! {
    pub enum LicenseProcessing {
        QueuedForProcessing = "QueuedForProcessing", ProcessingInProgress = "ProcessingInProgress",
        ProcessingComplete = "ProcessingComplete",
    }
}

shape! {
    pub struct Group {
        #[serde(rename = "@odata.context")]
        context: String,
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
        display_name: String,
        mail_nickname: String,
        mail_enabled: bool,
        security_enabled: bool,
        group_types: Vec<String>,
        assigned_licenses: Vec<AssignedLicense>,
        license_processing_state: LicenseProcessingState,
        has_members_with_license_errors: bool,
        created_date_time: Instant,
        renewed_date_time: Instant,
        proxy_addresses: Vec<String>,
        creation_options: Vec<String>,
        resource_behavior_options: Vec<String>,
        resource_provisioning_options: Vec<String>,
        security_identifier: String,
        on_premises_provisioning_errors: Vec<Value>,
        /// Only where they are expanded.
        members: Vec<User>,
    } null {
        description: String,
        mail: String,
        visibility: String,
        classification: String,
        deleted_date_time: Instant,
        expiration_date_time: Instant,
        is_assignable_to_role: bool,
        membership_rule: String,
        membership_rule_processing_state: String,
        on_premises_domain_name: String,
        on_premises_last_sync_date_time: Instant,
        on_premises_net_bios_name: String,
        on_premises_sam_account_name: String,
        on_premises_security_identifier: String,
        on_premises_sync_enabled: bool,
        preferred_data_location: String,
        preferred_language: String,
        theme: String,
    }

    pub struct LicenseProcessingState {
        state: Open<LicenseProcessing>,
    }

    /// Creates a group, or changes what it names.
    pub struct GroupWrite {
    } sent {
        display_name: String,
        mail_nickname: String,
        mail_enabled: bool,
        security_enabled: bool,
        group_types: Vec<String>,
        description: String,
        visibility: String,
        is_assignable_to_role: bool,
        #[serde(rename = "owners@odata.bind")]
        owners: Vec<String>,
        #[serde(rename = "members@odata.bind")]
        members: Vec<String>,
    }

    /// A member whose licence could not be given.
    pub struct LicenseError {
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
        license_assignment_states: Vec<super::licenses::LicenseAssignmentState>,
    }
}
