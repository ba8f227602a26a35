//! Graph's users: their licences, groups and managers.
//!
//! Used through `Graph::users`. A user may be named by id or by sign-in name.

use super::{Query, graph_noun};
use crate::{Error, Items};
use nahtlos_wire::graph::{
    collection::DirectoryObject,
    groups::Group,
    licenses::{AssignLicenseRequest, LicenseDetails},
    users::{User, UserWrite},
};
use reqwest::Method;

graph_noun! {
    /// Users and their licences.
    GraphUsers
}

impl GraphUsers {
    /// Users of the tenant.
    pub fn list(&self, query: &Query) -> Items<User> {
        self.graph.list(&["users"], query)
    }

    /// One user.
    pub async fn get(&self, user: &str, query: &Query) -> Result<User, Error> {
        query.add(self.graph.get(&["users", user])).read().await
    }

    /// Whoever is signed in; an error for an application on its own.
    pub async fn me(&self) -> Result<User, Error> {
        self.graph.get(&["me"]).read().await
    }

    /// Makes a user.
    pub async fn create(&self, user: &UserWrite) -> Result<User, Error> {
        self.graph.call(Method::POST, &["users"]).json(user).read().await
    }

    /// Changes what the body names.
    pub async fn update(&self, user: &str, change: &UserWrite) -> Result<(), Error> {
        self.graph.call(Method::PATCH, &["users", user]).json(change).done().await
    }

    /// Deletes a user, who can be restored for thirty days.
    pub async fn delete(&self, user: &str) -> Result<(), Error> {
        self.graph.call(Method::DELETE, &["users", user]).done().await
    }

    /// Gives and takes licences in one step. Giving a SKU that is held sets its switched-off plans.
    pub async fn assign_license(&self, user: &str, request: &AssignLicenseRequest) -> Result<User, Error> {
        let call = self.graph.call(Method::POST, &["users", user, "assignLicense"]);
        call.json(request).read().await
    }

    /// Works a user's licences through again.
    pub async fn reprocess_license_assignment(&self, user: &str) -> Result<User, Error> {
        let call = self.graph.call(Method::POST, &["users", user, "reprocessLicenseAssignment"]);
        call.read().await
    }

    /// A user's licences with the state of each service plan.
    pub fn license_details(&self, user: &str) -> Items<LicenseDetails> {
        self.graph.list(&["users", user, "licenseDetails"], &Query::all())
    }

    /// What a user is a direct member of.
    pub fn member_of(&self, user: &str) -> Items<DirectoryObject> {
        self.graph.list(&["users", user, "memberOf"], &Query::all())
    }

    /// The groups that a user is a direct member of.
    pub fn groups_of(&self, user: &str) -> Items<Group> {
        self.graph
            .list(&["users", user, "memberOf", "microsoft.graph.group"], &Query::all())
    }

    /// A user's manager; an error that is "not found" if there is none.
    pub async fn manager(&self, user: &str) -> Result<User, Error> {
        self.graph.get(&["users", user, "manager"]).read().await
    }

    /// Names a user's manager.
    pub async fn set_manager(&self, user: &str, manager: &str) -> Result<(), Error> {
        let call = self.graph.call(Method::PUT, &["users", user, "manager", "$ref"]);
        call.json(&self.graph.reference("users", manager)).done().await
    }

    /// Leaves a user without manager.
    pub async fn remove_manager(&self, user: &str) -> Result<(), Error> {
        self.graph.call(Method::DELETE, &["users", user, "manager", "$ref"]).done().await
    }
}
