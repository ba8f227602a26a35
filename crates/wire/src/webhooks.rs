//! Webhooks: the registration, the result of a validation event, and our own list of what was delivered.
//!
//! Requests come in any letter case; answers are in camelCase, delivered bodies in PascalCase (docs/wire/webhooks.md, section 1).

use crate::tolerant;
use nahtlos_model::instants::Instant;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where our own operations on deliveries are.
pub const PATH: &str = "/moves/v1/webhooks";

shape! {
    pub struct WebhookRegistration {
        subscriber_id: String,
        webhook_url: String,
        webhook_events: Vec<String>,
        signature_token_to_ms_signature_header: bool,
        #[serde(deserialize_with = "tolerant::variables")]
        properties: BTreeMap<String, String>,
        last_modified_timestamp: Instant,
    }

    pub struct WebhookValidation { correlation_id: String }

    /// What came of one attempt. The time has no zone and seven decimals.
    pub struct WebhookResponse {
        response_code: String,
        response_message: String,
        system_error: bool,
        date_time_utc: String,
    }

    pub struct WebhookValidationEvent {
        correlation_id: String,
        partner_id: String,
        status: String,
        callback_url: String,
        results: Vec<WebhookResponse>,
    }

    /// Our own: a delivery.
    pub struct UndeliveredWebhook {
        id: String,
        event_name: String,
        status: String,
        callback_url: String,
        body: Value,
        attempts: Vec<WebhookResponse>,
        correlation_id: String,
        changed_date_time: Instant,
    }

    /// Our own: what is to be sent again.
    pub struct WebhookReplay {
        from: Instant,
        to: Instant,
        event_names: Vec<String>,
    }

    /// Our own: how many are sent again.
    pub struct WebhookReplayed { replayed: i64 }
}
