//! Webhooks over HTTP: registration, tests, deliveries to a receiver that checks what it gets, failures, giving up, sending again.

mod deliveries;
pub(crate) mod receiver;
mod registration;

use crate::support::{Caller, World};
use receiver::Receiver;
use serde_json::{Value, json};

pub(crate) const PATH: &str = "/webhooks/v1/registration";

/// A world whose failed deliveries go out again at once.
pub(crate) async fn hasty() -> World {
    World::with(|config| config.webhook_longest_pause = 0).await
}

/// Registers a receiver for events.
pub(crate) async fn register(caller: &Caller, receiver: &Receiver, events: &[&str]) -> Value {
    let body = json!({ "WebhookUrl": receiver.url, "WebhookEvents": events });
    caller.post(PATH, &body).await.expect(200)
}

/// The certificate of the authority that receivers trust.
pub(crate) async fn authority(world: &World) -> Vec<u8> {
    let reply = world.admin().token("").get("/webhooks/v1/certificates/authority.cer").await;
    assert_eq!(reply.status, 200);
    reply.bytes
}
