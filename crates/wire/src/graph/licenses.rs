//! Licences as users and groups hold them, and the request that gives and takes them.
//!
//! Used by `assignLicense` and by users' and groups' licence fields. The lists of the request are required, though they may be empty.

use crate::{Open, Sent};
use nahtlos_model::instants::Instant;

spelled! {
    pub enum AssignmentState { Active = "Active", ActiveWithError = "ActiveWithError", Disabled = "Disabled", Error = "Error" }

    pub enum AssignmentError {
        None = "None", CountViolation = "CountViolation", MutuallyExclusiveViolation = "MutuallyExclusiveViolation",
        DependencyViolation = "DependencyViolation",
        ProhibitedInUsageLocationViolation = "ProhibitedInUsageLocationViolation", UniquenessViolation = "UniquenessViolation",
        Other = "Other",
    }

    pub enum PlanProvisioning {
        Success = "Success", Disabled = "Disabled", PendingInput = "PendingInput", PendingActivation = "PendingActivation",
        PendingProvisioning = "PendingProvisioning", Error = "Error",
    }

    pub enum CapabilityStatus {
        Enabled = "Enabled", Warning = "Warning", Suspended = "Suspended", Deleted = "Deleted", LockedOut = "LockedOut",
    }

    pub enum AppliesTo { User = "User", Company = "Company" }
}

shape! {
    pub struct AssignedLicense {
        sku_id: String,
        disabled_plans: Vec<String>,
    }

    pub struct AssignedPlan {
        assigned_date_time: Instant,
        capability_status: String,
        service: String,
        service_plan_id: String,
    }

    pub struct ProvisionedPlan {
        capability_status: String,
        provisioning_status: String,
        service: String,
    }

    /// One entry per source of a licence; `assignedByGroup` null is direct.
    pub struct LicenseAssignmentState {
        sku_id: String,
        disabled_plans: Vec<String>,
        state: Open<AssignmentState>,
        error: Open<AssignmentError>,
        last_updated_date_time: Instant,
    } null {
        assigned_by_group: String,
    }

    pub struct LicenseDetails {
        id: String,
        sku_id: String,
        sku_part_number: String,
        service_plans: Vec<ServicePlanInfo>,
    }

    pub struct ServicePlanInfo {
        service_plan_id: String,
        service_plan_name: String,
        provisioning_status: Open<PlanProvisioning>,
        applies_to: Open<AppliesTo>,
    }

    /// Both must be sent.
    pub struct AssignLicenseRequest {
    } sent {
        add_licenses: Vec<AssignedLicense>,
        remove_licenses: Vec<String>,
    }
}

impl AssignLicenseRequest {
    /// A complete request.
    pub fn new(add: Vec<AssignedLicense>, remove: Vec<String>) -> Self {
        Self {
            add_licenses: Sent::Value(add),
            remove_licenses: Sent::Value(remove),
        }
    }
}
