//! Domains of a tenant and their proof.
//!
//! Used through `Graph::domains`.

use super::{Query, graph_noun};
use crate::{Error, Items};
use nahtlos_wire::{
    Sent,
    graph::domains::{DnsRecord, Domain, DomainWrite},
};
use reqwest::Method;

graph_noun! {
    /// Domains.
    Domains
}

impl Domains {
    /// All domains.
    pub fn list(&self) -> Items<Domain> {
        self.graph.list(&["domains"], &Query::all())
    }

    /// One domain.
    pub async fn get(&self, domain: &str) -> Result<Domain, Error> {
        self.graph.get(&["domains", domain]).read().await
    }

    /// Adds a domain, not yet proved.
    pub async fn create(&self, domain: &str) -> Result<Domain, Error> {
        let body = DomainWrite {
            id: Sent::Value(domain.to_owned()),
            ..DomainWrite::default()
        };
        self.graph.call(Method::POST, &["domains"]).json(&body).read().await
    }

    /// Changes what the body names; some services answer without the domain.
    pub async fn update(&self, domain: &str, change: &DomainWrite) -> Result<(), Error> {
        self.graph.call(Method::PATCH, &["domains", domain]).json(change).done().await
    }

    /// Removes a domain that nothing uses.
    pub async fn delete(&self, domain: &str) -> Result<(), Error> {
        self.graph.call(Method::DELETE, &["domains", domain]).done().await
    }

    /// Has the proof looked up.
    pub async fn verify(&self, domain: &str) -> Result<Domain, Error> {
        self.graph.call(Method::POST, &["domains", domain, "verify"]).read().await
    }

    /// The records that prove it.
    pub fn verification_records(&self, domain: &str) -> Items<DnsRecord> {
        self.graph.list(&["domains", domain, "verificationDnsRecords"], &Query::all())
    }
}
