//! Delegated admin relationships (GDAP), their requests and access assignments.
//!
//! Used through `Graph::delegated_admin`. Changes and deletions need the etag of what was read.

use super::{Query, graph_noun};
use crate::{Error, Items, request::Call};
use nahtlos_wire::graph::relationships::{
    AccessAssignment, AssignmentWrite, DelegatedAdminCustomer, DelegatedAdminRelationship, RelationshipOperation, RelationshipRequest,
    RelationshipWrite, RequestAction, ServiceManagementDetail,
};
use reqwest::Method;

graph_noun! {
    /// Delegated admin relationships.
    DelegatedAdmin
}

impl DelegatedAdmin {
    fn call(&self, method: Method, rest: &[&str]) -> Call {
        let path = [&["tenantRelationships", "delegatedAdminRelationships"], rest].concat();
        self.graph.call(method, &path)
    }

    fn list_of<T: serde::de::DeserializeOwned + Send + 'static>(&self, rest: &[&str], query: &Query) -> Items<T> {
        let path = [&["tenantRelationships", "delegatedAdminRelationships"], rest].concat();
        self.graph.list(&path, query)
    }

    /// All relationships.
    pub fn list(&self, query: &Query) -> Items<DelegatedAdminRelationship> {
        self.list_of(&[], query)
    }

    /// One relationship.
    pub async fn get(&self, id: &str) -> Result<DelegatedAdminRelationship, Error> {
        self.call(Method::GET, &[id]).read().await
    }

    /// Drafts a relationship.
    pub async fn create(&self, relationship: &RelationshipWrite) -> Result<DelegatedAdminRelationship, Error> {
        self.call(Method::POST, &[]).json(relationship).read().await
    }

    /// Changes what the body names, if the relationship still has this etag.
    pub async fn update(&self, id: &str, etag: &str, change: &RelationshipWrite) -> Result<DelegatedAdminRelationship, Error> {
        self.call(Method::PATCH, &[id]).if_match(Some(etag)).json(change).read().await
    }

    /// Deletes a draft, if it still has this etag.
    pub async fn delete(&self, id: &str, etag: &str) -> Result<(), Error> {
        self.call(Method::DELETE, &[id]).if_match(Some(etag)).done().await
    }

    /// Asks for something to be done with a relationship: sent for approval, ended.
    pub async fn request(&self, id: &str, action: RequestAction) -> Result<RelationshipRequest, Error> {
        let body = RelationshipRequest {
            action: Some(action),
            ..RelationshipRequest::default()
        };
        self.call(Method::POST, &[id, "requests"]).json(&body).read().await
    }

    /// What was asked.
    pub fn requests(&self, id: &str) -> Items<RelationshipRequest> {
        self.list_of(&[id, "requests"], &Query::all())
    }

    /// How far one request is.
    pub async fn get_request(&self, id: &str, request: &str) -> Result<RelationshipRequest, Error> {
        self.call(Method::GET, &[id, "requests", request]).read().await
    }

    /// Gives a group of the partner roles of the relationship.
    pub async fn assign(&self, id: &str, assignment: &AssignmentWrite) -> Result<AccessAssignment, Error> {
        self.call(Method::POST, &[id, "accessAssignments"]).json(assignment).read().await
    }

    /// Who has which roles.
    pub fn assignments(&self, id: &str) -> Items<AccessAssignment> {
        self.list_of(&[id, "accessAssignments"], &Query::all())
    }

    /// One assignment.
    pub async fn get_assignment(&self, id: &str, assignment: &str) -> Result<AccessAssignment, Error> {
        self.call(Method::GET, &[id, "accessAssignments", assignment]).read().await
    }

    /// Changes an assignment's roles, if it still has this etag; done later.
    pub async fn update_assignment(&self, id: &str, assignment: &str, etag: &str, change: &AssignmentWrite) -> Result<(), Error> {
        let call = self.call(Method::PATCH, &[id, "accessAssignments", assignment]);
        call.if_match(Some(etag)).json(change).done().await
    }

    /// Removes an assignment, if it still has this etag; done later.
    pub async fn delete_assignment(&self, id: &str, assignment: &str, etag: &str) -> Result<(), Error> {
        let call = self.call(Method::DELETE, &[id, "accessAssignments", assignment]);
        call.if_match(Some(etag)).done().await
    }

    /// Changes that take a while, and how far they are.
    pub fn operations(&self, id: &str) -> Items<RelationshipOperation> {
        self.list_of(&[id, "operations"], &Query::all())
    }

    /// How far one change is.
    pub async fn get_operation(&self, id: &str, operation: &str) -> Result<RelationshipOperation, Error> {
        self.call(Method::GET, &[id, "operations", operation]).read().await
    }

    /// One customer with an active relationship.
    pub async fn get_customer(&self, tenant: &str) -> Result<DelegatedAdminCustomer, Error> {
        let call = self
            .graph
            .call(Method::GET, &["tenantRelationships", "delegatedAdminCustomers", tenant]);
        call.read().await
    }

    /// Where a customer's services are administered.
    pub fn services(&self, tenant: &str) -> Items<ServiceManagementDetail> {
        let path = ["tenantRelationships", "delegatedAdminCustomers", tenant, "serviceManagementDetails"];
        self.graph.list(&path, &Query::all())
    }

    /// Customers with a relationship.
    pub fn customers(&self, query: &Query) -> Items<DelegatedAdminCustomer> {
        self.graph.list(&["tenantRelationships", "delegatedAdminCustomers"], query)
    }
}
