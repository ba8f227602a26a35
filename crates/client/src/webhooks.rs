//! Webhooks: the registration, its test, and our own view of what was delivered.
//!
//! Used through `Client::webhooks`. Checking a delivery's signature is the receiver's matter, not a call.

use crate::{Error, Items, noun, paging};
use nahtlos_model::instants::Instant;
use nahtlos_wire::webhooks::{
    PATH, UndeliveredWebhook, WebhookRegistration, WebhookReplay, WebhookReplayed, WebhookValidation, WebhookValidationEvent,
};
use reqwest::Method;

/// Where registrations are, outside of the usual path.
const HOME: &str = "/webhooks/v1/registration";
/// Where an application's own registration is, beside its tenant's.
const INTERNAL: &str = "/webhooks/v1/internalApp/registration";

noun! {
    /// Webhooks: the registration, its test, and what was delivered. An application alone may ask, too.
    ///
    /// A wrong address or event is 400, by its name. Source: `docs/wire/webhooks.md`.
    Webhooks
}

impl Webhooks {
    /// Names of the events that can be had.
    pub async fn events(&self) -> Result<Vec<String>, Error> {
        self.client.own(Method::GET, HOME, &["events"]).read().await
    }

    /// The tenant's registration; not found (`webhookUnknown`) if there is none.
    pub async fn registration(&self) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::GET, HOME, &[]).read().await
    }

    /// Registers; there is one registration per tenant, and a second one is 409 (`webhookExists`).
    pub async fn register(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::POST, HOME, &[]).json(wanted).read().await
    }

    /// Replaces the registration whole, whoever made it.
    pub async fn update(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::PUT, HOME, &[]).json(wanted).read().await
    }

    /// Asks for a test; its correlation id. 400 (`testEventNotRegistered`) unless `test-created` is registered for; twice a minute at most.
    pub async fn test(&self) -> Result<WebhookValidation, Error> {
        self.client.own(Method::POST, HOME, &["validationEvents"]).read().await
    }

    /// What came of a test: `submitted`, `completed` or `failed`, with the attempts, oldest first. Kept for seven days.
    pub async fn test_result(&self, correlation_id: &str) -> Result<WebhookValidationEvent, Error> {
        self.client
            .own(Method::GET, HOME, &["validationEvents", correlation_id])
            .read()
            .await
    }

    /// The calling application's own registration, beside its tenant's.
    pub async fn internal_registration(&self) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::GET, INTERNAL, &[]).read().await
    }

    /// Registers for the calling application.
    pub async fn register_internal(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::POST, INTERNAL, &[]).json(wanted).read().await
    }

    /// Replaces the calling application's registration.
    pub async fn update_internal(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::PUT, INTERNAL, &[]).json(wanted).read().await
    }

    /// Our own: deliveries in a state (`waiting`, `accepted`, `undelivered`, `dropped`), newest first.
    pub fn deliveries(&self, status: &str) -> Items<UndeliveredWebhook> {
        let call = self.client.own(Method::GET, PATH, &["deliveries"]);
        paging::seek(call.query("status", status).query("size", "200"))
    }

    /// Our own: deliveries that were given up, newest first.
    pub fn undelivered(&self) -> Items<UndeliveredWebhook> {
        paging::seek(self.client.own(Method::GET, PATH, &["undelivered"]).query("size", "200"))
    }

    /// Our own: sends one again that was given up; not found if it was not.
    pub async fn replay(&self, delivery: &str) -> Result<UndeliveredWebhook, Error> {
        self.client
            .own(Method::POST, PATH, &["undelivered", delivery, "replay"])
            .read()
            .await
    }

    /// Our own: sends again what was accepted from a time on and before another, of these events or, if none are named, of all; how many.
    /// A thousand at most, of the last thirty days.
    pub async fn replay_between(&self, from: Instant, to: Instant, events: &[String]) -> Result<WebhookReplayed, Error> {
        let span = WebhookReplay {
            from: Some(from),
            to: Some(to),
            event_names: (!events.is_empty()).then(|| events.to_vec()),
        };
        self.client.own(Method::POST, PATH, &["replay"]).json(&span).read().await
    }
}
