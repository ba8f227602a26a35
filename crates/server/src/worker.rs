//! The worker: does what falls due, spreads events, sends mails and webhooks, forgets what has expired. It looks for work; nobody hands it any.

use crate::{center::Center, mail, request_log, webhooks};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Longest pause between two looks.
const PAUSE: Duration = Duration::from_millis(500);
/// Looks between two tidyings.
const TIDY_EVERY: u32 = 240;

/// Runs until told to stop; mails and webhooks go out beside the rest, so that a server that does not answer holds nothing up.
pub(crate) async fn run(center: Arc<Center>, stop: watch::Receiver<bool>) {
    tokio::join!(
        rounds(Arc::clone(&center), stop.clone()),
        follow(Arc::clone(&center), stop.clone()),
        request_log::run(Arc::clone(&center), stop.clone()),
        mail::run(Arc::clone(&center), stop.clone()),
        moves(Arc::clone(&center), stop.clone()),
        webhooks::run(center, stop)
    );
}

async fn work(center: &Center) -> Result<usize, nahtlos_engine::Halt> {
    center.engine.follow().await?;
    center.engine.work(center.engine.now()).await
}

/// Takes over catalogues that other processes imported, however much work there is: never later than a pause.
async fn follow(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = center.engine.refresh_catalogue().await {
            tracing::error!(%error, "the catalogue cannot be read; the one before is used");
        }
        let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
    }
}

/// Carries moves on, beside due work, because a move may wait for an answer from outside.
async fn moves(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let carried = match center.engine.carry_due(center.engine.now()).await {
            Ok(count) => count > 0,
            Err(error) => {
                tracing::error!(%error, "moves cannot be looked for; it is tried again");
                false
            }
        };
        if !carried {
            let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
        }
    }
}

async fn rounds(center: Arc<Center>, mut stop: watch::Receiver<bool>) {
    let mut looks = 0_u32;
    let mut sealed = String::new();
    let mut lacks = true;
    while !*stop.borrow() {
        let worked = match work(&center).await {
            Ok(count) => {
                center.meters.worked(Some(count));
                count > 0
            }
            Err(error) => {
                center.meters.worked(None);
                tracing::error!(%error, "due work failed; it is tried again");
                false
            }
        };
        let sent = match center.engine.spread_events().await {
            Ok(count) => count > 0,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read; it is tried again");
                false
            }
        };
        sealed = match center.engine.seal(&sealed).await {
            Ok(last) => last.unwrap_or_default(),
            Err(error) => {
                tracing::error!(%error, "sealing failed; it is tried again");
                String::new()
            }
        };
        lacks = lacks
            && center.engine.fill_activity().await.unwrap_or_else(|error| {
                tracing::error!(%error, "old entries cannot be listed; it is tried again");
                true
            });
        looks += 1;
        if looks.is_multiple_of(TIDY_EVERY)
            && let Err(error) = center.engine.tidy().await
        {
            tracing::error!(%error, "tidying failed; it is tried again");
        }
        if !worked && !sent && !lacks {
            let _ = tokio::time::timeout(PAUSE, stop.changed()).await;
        }
    }
}
