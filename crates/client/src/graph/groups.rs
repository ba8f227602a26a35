//! Graph's groups: their members and licences.
//!
//! Used through `Graph::groups`. A group's licences reach its members later; ask each user what came of it.

use super::{Query, graph_noun};
use crate::{Error, Items};
use nahtlos_wire::graph::{
    collection::DirectoryObject,
    groups::{Group, GroupWrite},
    licenses::AssignLicenseRequest,
    users::User,
};
use reqwest::Method;

graph_noun! {
    /// Groups, their members and licences.
    Groups
}

impl Groups {
    /// Groups of the tenant.
    pub fn list(&self, query: &Query) -> Items<Group> {
        self.graph.list(&["groups"], query)
    }

    /// One group.
    pub async fn get(&self, group: &str, query: &Query) -> Result<Group, Error> {
        query.add(self.graph.get(&["groups", group])).read().await
    }

    /// Makes a group.
    pub async fn create(&self, group: &GroupWrite) -> Result<Group, Error> {
        self.graph.call(Method::POST, &["groups"]).json(group).read().await
    }

    /// Changes what the body names.
    pub async fn update(&self, group: &str, change: &GroupWrite) -> Result<(), Error> {
        self.graph.call(Method::PATCH, &["groups", group]).json(change).done().await
    }

    /// Deletes a group that holds no licences any more.
    pub async fn delete(&self, group: &str) -> Result<(), Error> {
        self.graph.call(Method::DELETE, &["groups", group]).done().await
    }

    /// Direct members of any kind.
    pub fn members(&self, group: &str, query: &Query) -> Items<DirectoryObject> {
        self.graph.list(&["groups", group, "members"], query)
    }

    /// Direct members that are users.
    pub fn user_members(&self, group: &str, query: &Query) -> Items<User> {
        self.graph.list(&["groups", group, "members", "microsoft.graph.user"], query)
    }

    /// Adds a member.
    pub async fn add_member(&self, group: &str, member: &str) -> Result<(), Error> {
        let call = self.graph.call(Method::POST, &["groups", group, "members", "$ref"]);
        call.json(&self.graph.reference("directoryObjects", member)).done().await
    }

    /// Removes a member from the group; the member itself stays.
    pub async fn remove_member(&self, group: &str, member: &str) -> Result<(), Error> {
        self.graph
            .call(Method::DELETE, &["groups", group, "members", member, "$ref"])
            .done()
            .await
    }

    /// Members that could not be given one of the group's licences.
    pub fn members_with_license_errors(&self, group: &str, query: &Query) -> Items<User> {
        self.graph.list(&["groups", group, "membersWithLicenseErrors"], query)
    }

    /// Gives licences to the group and takes them; members follow later.
    pub async fn assign_license(&self, group: &str, request: &AssignLicenseRequest) -> Result<Group, Error> {
        let call = self.graph.call(Method::POST, &["groups", group, "assignLicense"]);
        call.json(request).read().await
    }
}
