//! Users of a customer through the Partner Center API, and their roles.
//!
//! Used through `Client::users`. These calls need a token for a user, not an application's own.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    Sent,
    enums::{SortDirection, UserState},
    filters::{Filter, FilterOperator},
    users::{CustomerUser, DirectoryRole, PasswordProfile, UserMember, UserPatch},
};

noun! {
    /// Users of a customer and their roles.
    Users
}

/// Which users, in which order.
#[derive(Debug, Clone, Default)]
pub struct UserQuery {
    /// Condition on the users.
    pub filter: Option<Filter>,
    /// Field and direction of the order.
    pub sort: Option<(String, SortDirection)>,
}

impl Users {
    /// The users of a customer, without deleted ones.
    pub fn list(&self, customer: &str, query: &UserQuery) -> Items<CustomerUser> {
        let filter = query
            .filter
            .as_ref()
            .map(|filter| serde_json::to_string(filter).unwrap_or_default());
        let (field, direction) = query.sort.as_ref().map(|(field, direction)| (field, direction.as_str())).unzip();
        let call = self.client.get(&["customers", customer, "users"]).query("size", "500");
        let call = call
            .maybe("filter", filter)
            .maybe("sortField", field)
            .maybe("sortDirection", direction);
        paging::seek(call)
    }

    /// The deleted users that can still be restored.
    pub fn list_deleted(&self, customer: &str) -> Items<CustomerUser> {
        let query = UserQuery {
            filter: Some(Filter::field("UserState", FilterOperator::Equals, "Inactive")),
            sort: None,
        };
        self.list(customer, &query)
    }

    /// One user.
    pub async fn get(&self, customer: &str, user: &str) -> Result<CustomerUser, Error> {
        self.client.get(&["customers", customer, "users", user]).read().await
    }

    /// Makes a user.
    pub async fn create(&self, customer: &str, user: &CustomerUser) -> Result<CustomerUser, Error> {
        self.client.post(&["customers", customer, "users"]).json(user).read().await
    }

    /// Changes what the patch names.
    pub async fn update(&self, customer: &str, user: &str, patch: &UserPatch) -> Result<CustomerUser, Error> {
        self.client.patch(&["customers", customer, "users", user]).json(patch).read().await
    }

    /// Restores a deleted user.
    pub async fn restore(&self, customer: &str, user: &str) -> Result<CustomerUser, Error> {
        let patch = UserPatch {
            state: Sent::Value(UserState::Active),
            ..UserPatch::default()
        };
        self.update(customer, user, &patch).await
    }

    /// Sets a new password.
    pub async fn reset_password(&self, customer: &str, user: &str, password: PasswordProfile) -> Result<CustomerUser, Error> {
        let patch = UserPatch {
            password_profile: Sent::Value(password),
            ..UserPatch::default()
        };
        let call = self.client.patch(&["customers", customer, "users", user, "resetpassword"]);
        call.json(&patch).read().await
    }

    /// Deletes a user, who can be restored for thirty days.
    pub async fn delete(&self, customer: &str, user: &str) -> Result<(), Error> {
        self.client.delete(&["customers", customer, "users", user]).done().await
    }

    /// The roles of a user.
    pub async fn roles_of(&self, customer: &str, user: &str) -> Result<Vec<DirectoryRole>, Error> {
        let call = self.client.get(&["customers", customer, "users", user, "directoryroles"]);
        call.items().await
    }

    /// The roles that a customer has.
    pub async fn roles(&self, customer: &str) -> Result<Vec<DirectoryRole>, Error> {
        self.client.get(&["customers", customer, "directoryroles"]).items().await
    }

    /// Who has a role.
    pub fn role_members(&self, customer: &str, role: &str) -> Items<UserMember> {
        paging::seek(self.client.get(&["customers", customer, "directoryroles", role, "usermembers"]))
    }

    /// Gives a user a role.
    pub async fn add_to_role(&self, customer: &str, role: &str, member: &UserMember) -> Result<UserMember, Error> {
        let call = self.client.post(&["customers", customer, "directoryroles", role, "usermembers"]);
        call.json(member).read().await
    }

    /// Takes a role from a user.
    pub async fn remove_from_role(&self, customer: &str, role: &str, user: &str) -> Result<(), Error> {
        let call = self
            .client
            .delete(&["customers", customer, "directoryroles", role, "usermembers", user]);
        call.done().await
    }
}
