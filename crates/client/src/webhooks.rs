//! Webhooks: the registration, its test, and our own view of what was delivered.
//!
//! Used through `Client::webhooks`. Checking a delivery's signature is the receiver's matter, not a call.

use crate::{Error, noun};
use nahtlos_model::instants::Instant;
use nahtlos_wire::webhooks::{
    PATH, UndeliveredWebhook, WebhookRegistration, WebhookReplay, WebhookReplayed, WebhookValidation, WebhookValidationEvent,
};
use reqwest::Method;

/// Where registrations are, outside of the usual path.
const HOME: &str = "/webhooks/v1/registration";

noun! {
    /// Webhooks: the registration, its test, and what was delivered.
    Webhooks
}

impl Webhooks {
    /// Names of the events that can be had.
    pub async fn events(&self) -> Result<Vec<String>, Error> {
        self.client.own(Method::GET, HOME, &["events"]).read().await
    }

    /// The tenant's registration.
    pub async fn registration(&self) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::GET, HOME, &[]).read().await
    }

    /// Registers; there is one registration per tenant.
    pub async fn register(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::POST, HOME, &[]).json(wanted).read().await
    }

    /// Replaces the registration whole, whoever made it.
    pub async fn update(&self, wanted: &WebhookRegistration) -> Result<WebhookRegistration, Error> {
        self.client.own(Method::PUT, HOME, &[]).json(wanted).read().await
    }

    /// Asks for a test; its correlation id.
    pub async fn test(&self) -> Result<WebhookValidation, Error> {
        self.client.own(Method::POST, HOME, &["validationEvents"]).read().await
    }

    /// What came of a test.
    pub async fn test_result(&self, correlation_id: &str) -> Result<WebhookValidationEvent, Error> {
        self.client
            .own(Method::GET, HOME, &["validationEvents", correlation_id])
            .read()
            .await
    }

    /// Our own: the newest deliveries that were given up.
    pub async fn undelivered(&self) -> Result<Vec<UndeliveredWebhook>, Error> {
        self.client
            .own(Method::GET, PATH, &["undelivered"])
            .query("size", "200")
            .items()
            .await
    }

    /// Our own: sends one again that was given up.
    pub async fn replay(&self, delivery: &str) -> Result<UndeliveredWebhook, Error> {
        self.client
            .own(Method::POST, PATH, &["undelivered", delivery, "replay"])
            .read()
            .await
    }

    /// Our own: sends again what was accepted in a time; how many.
    pub async fn replay_between(&self, from: Instant, to: Instant) -> Result<WebhookReplayed, Error> {
        let span = WebhookReplay {
            from: Some(from),
            to: Some(to),
            event_names: None,
        };
        self.client.own(Method::POST, PATH, &["replay"]).json(&span).read().await
    }
}
