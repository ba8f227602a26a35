//! Delegated admin relationships (GDAP): the relationship, its requests, its access assignments, and the customers that have one.
//!
//! Used by `tenantRelationships`. PATCH and DELETE need the `@odata.etag`.

use crate::Open;
use nahtlos_model::instants::Instant;

spelled! {
    pub enum RelationshipStatus {
        Created = "created", ApprovalPending = "approvalPending", Approved = "approved", Activating = "activating", Active = "active",
        Expiring = "expiring", Expired = "expired", TerminationRequested = "terminationRequested", Terminating = "terminating",
        Terminated = "terminated",
    }

    pub enum AssignmentStatus { Pending = "pending", Active = "active", Deleting = "deleting", Deleted = "deleted", Error = "error" }

    pub enum RequestAction { LockForApproval = "lockForApproval", Approve = "approve", Reject = "reject", Terminate = "terminate" }

    pub enum RequestStatus { Created = "created", Pending = "pending", Succeeded = "succeeded", Failed = "failed" }

    pub enum ContainerType { SecurityGroup = "securityGroup" }
}

shape! {
    pub struct DelegatedAdminRelationship {
        #[serde(rename = "@odata.context")]
        context: String,
        #[serde(rename = "@odata.etag")]
        etag: String,
        id: String,
        display_name: String,
        duration: String,
        auto_extend_duration: String,
        access_details: AccessDetails,
        status: Open<RelationshipStatus>,
        created_date_time: Instant,
        last_modified_date_time: Instant,
    } null {
        customer: RelationshipCustomer,
        activated_date_time: Instant,
        end_date_time: Instant,
    }

    /// Creates a relationship, or changes what it names.
    pub struct RelationshipWrite {
    } sent {
        display_name: String,
        duration: String,
        auto_extend_duration: String,
        customer: RelationshipCustomer,
        access_details: AccessDetails,
    }

    pub struct RelationshipCustomer {
        tenant_id: String,
        display_name: String,
    }

    pub struct AccessDetails {
        unified_roles: Vec<UnifiedRole>,
    }

    pub struct UnifiedRole {
        role_definition_id: String,
    }

    pub struct RelationshipRequest {
        id: String,
        action: RequestAction,
        status: Open<RequestStatus>,
        created_date_time: Instant,
        last_modified_date_time: Instant,
    }

    pub struct AccessAssignment {
        #[serde(rename = "@odata.etag")]
        etag: String,
        id: String,
        status: Open<AssignmentStatus>,
        access_container: AccessContainer,
        access_details: AccessDetails,
        created_date_time: Instant,
        last_modified_date_time: Instant,
    }

    /// Creates an assignment, or changes its roles.
    pub struct AssignmentWrite {
    } sent {
        access_container: AccessContainer,
        access_details: AccessDetails,
    }

    pub struct AccessContainer {
        access_container_id: String,
        access_container_type: ContainerType,
    }

    pub struct DelegatedAdminCustomer {
        id: String,
        tenant_id: String,
        display_name: String,
    }
}
