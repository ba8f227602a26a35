//! Sends what partners asked to be told: takes deliveries lane by lane, posts them signed, reports what came of it.
//!
//! Run by the worker beside due work, so that a receiver that does not answer holds nothing up but its own lane. No transaction is open
//! while anything goes out.

mod post;
mod reach;
mod sign;

pub(crate) use sign::{AUTHORITY, Signer, check};

use crate::{
    center::Center,
    faults::{Delivery as How, Meeting},
};
use nahtlos_engine::webhooks::{Lane, Outgoing};
use nahtlos_model::webhooks::{Attempt, DeliveryStatus};
use post::Poster;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OnceCell, watch},
    task::JoinSet,
};

/// Pause between two looks for lanes.
const PAUSE: Duration = Duration::from_millis(250);
/// Lanes worked on at once.
const MOST: usize = 64;

/// What sending needs.
struct Sender {
    center: Arc<Center>,
    poster: Poster,
    signer: OnceCell<Signer>,
}

/// Sends what waits, until told to stop; what is under way then is finished.
pub(crate) async fn run(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    let poster = match Poster::of(&center.config) {
        Ok(poster) => poster,
        Err(problem) => {
            tracing::error!(problem, "no webhook goes out");
            return;
        }
    };
    let sender = Arc::new(Sender {
        center,
        poster,
        signer: OnceCell::new(),
    });
    let mut lanes = JoinSet::new();
    while !*stop.borrow() {
        while lanes.try_join_next().is_some() {}
        let free = MOST.saturating_sub(lanes.len());
        match sender.center.engine.claim_lanes(free as i64).await {
            Ok(claimed) => {
                for lane in claimed {
                    lanes.spawn(Arc::clone(&sender).work(lane, stop.clone()));
                }
            }
            Err(error) => tracing::error!(%error, "webhooks cannot be looked for; it is tried again"),
        }
        let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
    }
    while lanes.join_next().await.is_some() {}
}

impl Sender {
    /// Works on a lane until it rests.
    async fn work(self: Arc<Self>, lane: Lane, stop: watch::Receiver<bool>) {
        let engine = &self.center.engine;
        while !*stop.borrow() {
            let done = match engine.next_delivery(&lane).await {
                Ok(None) => return,
                Ok(Some(outgoing)) => self.deliver(outgoing).await,
                Err(error) => Err(error.to_string()),
            };
            if let Err(error) = done {
                // The lane is free again when its claim has ended.
                tracing::error!(error, partner = lane.partner, "a webhook's lane stands still; it is tried again");
                return;
            }
        }
        if let Err(error) = engine.release_lane(&lane).await {
            tracing::error!(%error, "a webhook's lane could not be given back");
        }
    }

    /// How a sandbox was told to send a delivery, asked before its first attempt.
    fn ordered(&self, outgoing: &Outgoing) -> How {
        let delivery = &outgoing.delivery;
        let faults = self.center.faults.as_ref().filter(|_| delivery.attempts.is_empty());
        let Some(faults) = faults.filter(|faults| faults.any()) else {
            return How::default();
        };
        faults.delivery(&Meeting {
            route: None,
            operation: &delivery.event,
            tenant: &delivery.partner_id,
            other: "",
            customer: "",
            path: &delivery.id,
            request_id: &delivery.correlation,
            now: Some(self.center.engine.now()),
        })
    }

    async fn deliver(&self, outgoing: Outgoing) -> Result<(), String> {
        let signer = self.signer.get_or_try_init(|| Signer::of(&self.center)).await?;
        let engine = &self.center.engine;
        let at = engine.attempt_time();
        let ordered = self.ordered(&outgoing);
        let attempt = match ordered.late {
            // As if it had failed: it waits its pause, and those behind it go out.
            true => Attempt {
                at,
                status: 0,
                message: "held back on order of the sandbox".to_owned(),
            },
            false => self.poster.post(&outgoing, signer, at).await,
        };
        if ordered.twice {
            // What the receiver says to the second one changes nothing.
            let _ = self.poster.post(&outgoing, signer, at).await;
        }
        let longest = i64::try_from(self.center.config.webhook_longest_pause).unwrap_or(i64::MAX);
        let after = engine.attempted(&outgoing, attempt, longest.saturating_mul(1000)).await;
        let after = after.map_err(|error| error.to_string())?;
        if after.status != DeliveryStatus::Accepted {
            tracing::warn!(
                delivery = after.id,
                partner = after.partner_id,
                attempt = after.failures,
                status = %after.status,
                "a webhook was not taken"
            );
        }
        Ok(())
    }
}
