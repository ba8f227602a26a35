//! Registrations, tests and deliveries as the wire shows them.

use nahtlos_model::{
    audit::record::seven_decimals,
    refusals::Refusal,
    webhooks::{Attempt, Delivery, DeliveryStatus, Registration, Wanted},
};
use nahtlos_wire::webhooks as wire;

/// What a request asks for. What it leaves out is empty: a registration is replaced whole. Events must be said, if only that there are
/// none: a name that was misspelled would silence the receiver.
pub(super) fn wanted(sent: wire::WebhookRegistration) -> Result<Wanted, Refusal> {
    let Some(events) = sent.webhook_events else {
        return Err(Refusal::property(
            "webhookEvents",
            "it must be given: names of events, or [] for none",
        ));
    };
    Ok(Wanted {
        url: sent.webhook_url.map(|url| url.trim().to_owned()).unwrap_or_default(),
        events,
        own_header: sent.signature_token_to_ms_signature_header.unwrap_or(false),
        properties: sent.properties.unwrap_or_default(),
    })
}

pub(super) fn registration(one: &Registration) -> wire::WebhookRegistration {
    wire::WebhookRegistration {
        subscriber_id: Some(one.subscriber_id.clone()),
        webhook_url: Some(one.url.clone()),
        webhook_events: Some(one.events.clone()),
        signature_token_to_ms_signature_header: Some(one.own_header),
        properties: Some(one.properties.clone()),
        last_modified_timestamp: Some(one.modified),
    }
}

pub(super) fn validation(test: &Delivery) -> wire::WebhookValidationEvent {
    let status = match test.status {
        DeliveryStatus::Waiting => "submitted",
        DeliveryStatus::Accepted => "completed",
        DeliveryStatus::Undelivered | DeliveryStatus::Dropped => "failed",
    };
    wire::WebhookValidationEvent {
        correlation_id: Some(test.id.clone()),
        partner_id: Some(test.partner_id.clone()),
        status: Some(status.to_owned()),
        callback_url: Some(test.url.clone()),
        results: Some(test.attempts.iter().map(response).collect()),
    }
}

pub(super) fn delivery(one: &Delivery) -> wire::UndeliveredWebhook {
    wire::UndeliveredWebhook {
        id: Some(one.id.clone()),
        event_name: Some(one.event.clone()),
        status: Some(one.status.to_string()),
        callback_url: Some(one.url.clone()),
        body: serde_json::from_str(&one.payload).ok(),
        attempts: Some(one.attempts.iter().map(response).collect()),
        correlation_id: Some(one.correlation.clone()),
        changed_date_time: Some(one.at),
    }
}

fn response(attempt: &Attempt) -> wire::WebhookResponse {
    wire::WebhookResponse {
        response_code: Some(code(attempt.status)),
        response_message: Some(attempt.message.clone()),
        system_error: Some(attempt.status == 0),
        date_time_utc: Some(seven_decimals(attempt.at, 0)),
    }
}

/// A status by its name, as the reference writes it; nothing where no answer came.
fn code(status: u16) -> String {
    if status == 0 {
        return String::new();
    }
    let reason = http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason());
    match reason {
        Some(reason) => reason.chars().filter(char::is_ascii_alphanumeric).collect(),
        None => status.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_has_the_references_name() {
        let all = [
            (200, "OK"),
            (204, "NoContent"),
            (400, "BadRequest"),
            (500, "InternalServerError"),
            (0, ""),
            (599, "599"),
        ];
        for (status, name) in all {
            assert_eq!(code(status), name);
        }
    }
}
