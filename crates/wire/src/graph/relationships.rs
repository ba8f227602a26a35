//! Delegated admin relationships (GDAP): the relationship, its requests, operations and access assignments, and the customers that have one.
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

    pub enum OperationType {
        AssignmentUpdate = "delegatedAdminAccessAssignmentUpdate", RelationshipUpdate = "delegatedAdminRelationshipUpdate",
    }

    pub enum OperationStatus { NotStarted = "notStarted", Running = "running", Succeeded = "succeeded", Failed = "failed" }

    pub enum ContainerType { SecurityGroup = "securityGroup" }
}

shape! {
    pub struct DelegatedAdminRelationship {
        #[serde(rename = "@odata.context")]
        context: String,
        #[serde(rename = "@odata.type")]
        kind: String,
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
        /// Of what an indirect provider made for its reseller: whether the reseller has to approve it.
        is_partner_consent_pending: bool,
        /// The provider who made it.
        indirect_provider_tenant_id: String,
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
        /// The reseller for whom an indirect provider makes it; on creation alone.
        indirect_reseller_id: String,
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
        #[serde(rename = "@odata.type")]
        kind: String,
        #[serde(rename = "@odata.etag")]
        etag: String,
        id: String,
        action: RequestAction,
        status: Open<RequestStatus>,
        created_date_time: Instant,
        last_modified_date_time: Instant,
    }

    /// Asks something of a relationship.
    pub struct RequestWrite {
        action: RequestAction,
    }

    /// A change that takes a while; `data` is JSON as a text.
    pub struct RelationshipOperation {
        #[serde(rename = "@odata.type")]
        kind: String,
        #[serde(rename = "@odata.etag")]
        etag: String,
        id: String,
        operation_type: Open<OperationType>,
        data: String,
        status: Open<OperationStatus>,
        created_date_time: Instant,
        last_modified_date_time: Instant,
    }

    pub struct AccessAssignment {
        #[serde(rename = "@odata.type")]
        kind: String,
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
        #[serde(rename = "@odata.type")]
        kind: String,
        #[serde(rename = "@odata.etag")]
        etag: String,
        id: String,
        tenant_id: String,
        display_name: String,
    }

    /// Where a service of a customer is administered.
    pub struct ServiceManagementDetail {
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
        service_name: String,
        service_management_url: String,
    }
}
