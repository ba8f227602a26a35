//! Graph: users, groups, licences, company subscriptions, domains, delegated admin relationships, batches.
//!
//! Used through `Client::graph` and `Client::graph_of`. Graph knows no request id: what changes something is sent again only if it surely was
//! not done.

mod applications;
mod directory;
mod domains;
mod groups;
mod relationships;
mod users;

pub use applications::Applications;
pub use directory::Directory;
pub use domains::Domains;
pub use groups::Groups;
pub use relationships::DelegatedAdmin;
pub use users::GraphUsers;

use crate::{
    Client, Error, Items, paging,
    request::{Audience, Call},
};
use nahtlos_wire::graph::batch::{BatchRequest, BatchRequestItem, BatchResponse, BatchResponseItem, MOST};
use nahtlos_wire::headers;
use reqwest::Method;
use serde::de::DeserializeOwned;

/// Graph for one tenant.
#[derive(Clone, Debug)]
pub struct Graph {
    client: Client,
    tenant: Option<String>,
}

/// Which objects of a list, and what of them.
#[derive(Debug, Clone, Default)]
pub struct Query {
    select: Vec<String>,
    filter: Option<String>,
    order_by: Option<String>,
    expand: Option<String>,
    top: Option<u32>,
    advanced: bool,
}

impl Query {
    /// Everything, with the default properties.
    pub fn all() -> Self {
        Self::default()
    }

    /// With these properties only.
    #[must_use]
    pub fn select(mut self, properties: &[&str]) -> Self {
        self.select.extend(properties.iter().map(|&name| name.to_owned()));
        self
    }

    /// Those that a condition lets through. Texts inside are quoted with [`quoted`].
    #[must_use]
    pub fn filter(mut self, filter: &str) -> Self {
        self.filter = Some(filter.to_owned());
        self
    }

    /// In an order.
    #[must_use]
    pub fn order_by(mut self, order: &str) -> Self {
        self.order_by = Some(order.to_owned());
        self
    }

    /// With related objects inside.
    #[must_use]
    pub fn expand(mut self, relation: &str) -> Self {
        self.expand = Some(relation.to_owned());
        self
    }

    /// That many in a page, at most 999.
    #[must_use]
    pub fn top(mut self, top: u32) -> Self {
        self.top = Some(top);
        self
    }

    /// As an advanced query: counted, and eventually consistent.
    #[must_use]
    pub fn advanced(mut self) -> Self {
        self.advanced = true;
        self
    }

    fn add(&self, call: Call) -> Call {
        let select = (!self.select.is_empty()).then(|| self.select.join(","));
        let call = call.maybe("$select", select).maybe("$filter", self.filter.as_ref());
        let call = call
            .maybe("$orderby", self.order_by.as_ref())
            .maybe("$expand", self.expand.as_ref());
        let call = call.maybe("$top", self.top.map(|top| top.to_string()));
        match self.advanced {
            true => call.query("$count", "true").header(headers::GRAPH_CONSISTENCY, "eventual"),
            false => call,
        }
    }
}

/// A text as a filter has it: in single quotes, its own doubled.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl Graph {
    pub(crate) fn new(client: Client, tenant: Option<String>) -> Self {
        Self { client, tenant }
    }

    /// Users and their licences.
    pub fn users(&self) -> GraphUsers {
        GraphUsers::new(self.clone())
    }

    /// Groups, their members and licences.
    pub fn groups(&self) -> Groups {
        Groups::new(self.clone())
    }

    /// The tenant, its SKUs, subscriptions, deleted users and contracts.
    pub fn directory(&self) -> Directory {
        Directory::new(self.clone())
    }

    /// Domains.
    pub fn domains(&self) -> Domains {
        Domains::new(self.clone())
    }

    /// Service principals and their roles.
    pub fn applications(&self) -> Applications {
        Applications::new(self.clone())
    }

    /// Delegated admin relationships.
    pub fn delegated_admin(&self) -> DelegatedAdmin {
        DelegatedAdmin::new(self.clone())
    }

    /// Several requests at once, at most 20; answers in any order, told apart by their ids.
    pub async fn batch(&self, requests: Vec<BatchRequestItem>) -> Result<Vec<BatchResponseItem>, Error> {
        if requests.len() > MOST {
            return Err(Error::Request(format!(
                "{} requests in a batch; at most {MOST} may be",
                requests.len()
            )));
        }
        let body = BatchRequest { requests: Some(requests) };
        let answer: BatchResponse = self.call(Method::POST, &["$batch"]).json(&body).read().await?;
        Ok(answer.responses.unwrap_or_default())
    }

    /// Where an object is, as references name it.
    pub(crate) fn reference(&self, kind: &str, id: &str) -> nahtlos_wire::graph::Reference {
        let address = Call::new(&self.client, self.audience(), Method::GET, "/v1.0", &[kind, id]).address;
        nahtlos_wire::graph::Reference { id: Some(address) }
    }

    fn audience(&self) -> Audience {
        Audience::graph(self.tenant.clone())
    }

    fn call(&self, method: Method, segments: &[&str]) -> Call {
        Call::new(&self.client, self.audience(), method, "/v1.0", segments)
    }

    fn get(&self, segments: &[&str]) -> Call {
        self.call(Method::GET, segments)
    }

    fn list<T: DeserializeOwned + Send + 'static>(&self, segments: &[&str], query: &Query) -> Items<T> {
        paging::graph(query.add(self.get(segments)))
    }
}

/// Declares a noun of Graph: a handle on one tenant.
macro_rules! graph_noun {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            graph: crate::graph::Graph,
        }

        impl $name {
            pub(crate) fn new(graph: crate::graph::Graph) -> Self {
                Self { graph }
            }
        }
    };
}
use graph_noun;
