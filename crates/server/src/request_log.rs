//! Gathers the requests that partners' users make, so that a request waits for no writing; the worker writes them every second.
//!
//! Counts are exact as long as the process lives; of the requests themselves only the newest are kept between two writings.

use crate::{
    api::routes::{Flavour, Route},
    center::Center,
};
use nahtlos_engine::{call::Actor, request_log::Gathered};
use nahtlos_model::request_log::{LoggedRequest, operation};
use parking_lot::Mutex;
use std::{collections::VecDeque, net::IpAddr, sync::Arc, time::Duration};
use tokio::sync::watch;

/// Requests kept between two writings.
const WAITING: usize = 1_000;
/// Pause between two writings.
const PAUSE: Duration = Duration::from_secs(1);

/// What waits to be written.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    waiting: Mutex<(VecDeque<LoggedRequest>, Gathered)>,
    /// Only one writes at a time, so that whoever reads afterwards finds everything.
    writing: tokio::sync::Mutex<()>,
}

/// What is to know of a request beside its caller.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub route: &'static Route,
    pub request_id: &'a str,
    /// As it was sent; empty: none.
    pub correlation_id: &'a str,
    pub query: &'a str,
    pub address: IpAddr,
}

impl RequestLog {
    /// Notes a request of a user at the Partner Center API, whatever came of it.
    pub(crate) fn note(&self, center: &Center, actor: &Actor, seen: Seen<'_>) {
        let Some(user) = actor.user.as_ref().filter(|_| seen.route.flavour == Flavour::PartnerCenter) else {
            return;
        };
        let at = center.engine.now();
        let names = seen.query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
        let request = LoggedRequest {
            request_id: seen.request_id.to_owned(),
            correlation_id: seen.correlation_id.to_owned(),
            operation: operation(seen.route.method, seen.route.path, names),
            partner_id: actor.tenant_id.clone(),
            at,
            address: seen.address.to_string(),
            user_id: user.id.clone(),
            sign_in: user.user_principal_name.clone(),
            application: actor.application.clone(),
            compliant: actor.mfa,
        };
        let mut waiting = self.waiting.lock();
        let key = (request.partner_id.clone(), at.date(), request.application.clone());
        let (total, compliant) = waiting.1.counts.entry(key).or_default();
        *total += 1;
        *compliant += i64::from(request.compliant);
        if waiting.0.len() >= WAITING {
            waiting.0.pop_front();
        }
        waiting.0.push_back(request);
    }

    /// Writes what waits. What could not be written is gone: it is a log.
    pub(crate) async fn write(&self, center: &Center) {
        let _alone = self.writing.lock().await;
        let (requests, mut gathered) = std::mem::take(&mut *self.waiting.lock());
        gathered.requests = requests.into();
        if let Err(error) = center.engine.record_requests(gathered).await {
            tracing::error!(%error, "requests could not be written down");
        }
    }
}

/// Writes every second until told to stop, and then what is left.
pub(crate) async fn run(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
        center.requests.write(&center).await;
    }
}
