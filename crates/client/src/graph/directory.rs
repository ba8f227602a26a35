//! The tenant: its SKUs, subscriptions, deleted users, organisation and contracts.
//!
//! Used through `Graph::directory`.

use super::{Query, graph_noun};
use crate::{Error, Items, collect};
use nahtlos_wire::graph::{
    contracts::Contract, organization::Organization, skus::SubscribedSku, subscriptions::CompanySubscription, users::User,
};
use reqwest::Method;

graph_noun! {
    /// The tenant, its SKUs, subscriptions, deleted users and contracts.
    Directory
}

impl Directory {
    /// The tenant's SKUs with their seats.
    pub async fn subscribed_skus(&self) -> Result<Vec<SubscribedSku>, Error> {
        collect(self.graph.list(&["subscribedSkus"], &Query::all())).await
    }

    /// One SKU, by tenant id, underscore, SKU id.
    pub async fn subscribed_sku(&self, id: &str) -> Result<SubscribedSku, Error> {
        self.graph.get(&["subscribedSkus", id]).read().await
    }

    /// The tenant's subscriptions, from whatever seller.
    pub fn subscriptions(&self, query: &Query) -> Items<CompanySubscription> {
        self.graph.list(&["directory", "subscriptions"], query)
    }

    /// One subscription.
    pub async fn subscription(&self, id: &str) -> Result<CompanySubscription, Error> {
        self.graph.get(&["directory", "subscriptions", id]).read().await
    }

    /// Users that can still be restored.
    pub fn deleted_users(&self, query: &Query) -> Items<User> {
        self.graph.list(&["directory", "deletedItems", "microsoft.graph.user"], query)
    }

    /// Restores a deleted user.
    pub async fn restore(&self, id: &str) -> Result<User, Error> {
        let call = self.graph.call(Method::POST, &["directory", "deletedItems", id, "restore"]);
        call.read().await
    }

    /// The organisation; a list with one.
    pub async fn organization(&self) -> Result<Vec<Organization>, Error> {
        collect(self.graph.list(&["organization"], &Query::all())).await
    }

    /// The customers of a partner's tenant.
    pub fn contracts(&self, query: &Query) -> Items<Contract> {
        self.graph.list(&["contracts"], query)
    }
}
