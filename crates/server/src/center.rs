//! What every request shares: the engine, the identity, the texts, the settings.

use crate::{
    calls::Calls,
    config::Config,
    faults::Faults,
    identity::{Budgets, Identity},
    remote::Accounts,
    request_log::RequestLog,
    texts::Texts,
};
use nahtlos_engine::Engine;
use std::sync::Arc;

/// The center.
#[derive(Debug)]
pub struct Center {
    /// The use cases.
    pub engine: Engine,
    /// Settings.
    pub config: Config,
    pub(crate) identity: Identity,
    /// How often each operation was called.
    pub(crate) calls: Calls,
    /// Faults on order; outside of a sandbox there are none.
    pub(crate) faults: Option<Arc<Faults>>,
    /// The reference's budgets, where they are kept.
    pub(crate) budgets: Option<Budgets>,
    /// Accounts at other services, opened.
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) texts: Texts,
    pub(crate) meters: crate::watch::Meters,
    /// Requests of partners' users that wait to be written down.
    pub(crate) requests: RequestLog,
    /// Held while a seed is planted: one after the other.
    pub(crate) planting: tokio::sync::Mutex<()>,
    /// Catalogue files that were compared on a page and wait for a yes.
    pub(crate) waiting_files: crate::pages::Kept<crate::pages::Waiting>,
    /// Exports that were read and wait for what their person says about them.
    pub(crate) exports: crate::pages::Kept<crate::pages::Exports>,
    /// Works that pages began and that go on by themselves.
    pub(crate) works: crate::pages::Works,
    /// Name of this process in replies.
    pub(crate) node: String,
}

impl Center {
    /// An access token for a caller and an audience: for the command line on the same machine, and for tests.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn token(&self, actor: &nahtlos_engine::call::Actor, graph: bool) -> Result<String, String> {
        let audience = if graph {
            crate::identity::GRAPH_AUDIENCE
        } else {
            crate::identity::PARTNER_AUDIENCE
        };
        self.token_for(actor, audience)
    }

    /// An access token for a caller and an audience by its address, such as that of the price files.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn token_for(&self, actor: &nahtlos_engine::call::Actor, audience: &str) -> Result<String, String> {
        let issue = crate::identity::Issue {
            audience: audience.to_owned(),
            issuer: format!("https://sts.nahtlos/{}/", actor.directory_id),
            actor: actor.clone(),
            scopes: String::new(),
            version: "1.0",
            seconds: 3600,
        };
        self.identity.keys.issue(&issue).map(|(token, _)| token)
    }
}
