//! The bytes of a delivery. Written once, kept with it, and signed and sent as they are: whoever changes them afterwards breaks the
//! signature of what is still to go out.

use crate::halt::Halt;
use nahtlos_model::audit::record::seven_decimals;
use nahtlos_model::instants::Instant;
use nahtlos_store::StoreError;
use serde::Serialize;

/// A delivery's body: members in this order, all of them always there.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Body<'a> {
    pub(super) event_name: &'a str,
    pub(super) resource_uri: Option<String>,
    pub(super) resource_name: Option<&'a str>,
    pub(super) audit_uri: Option<String>,
    pub(super) resource_change_utc_date: String,
}

impl Body<'_> {
    pub(super) fn text(&self) -> Result<String, Halt> {
        Ok(serde_json::to_string(self).map_err(StoreError::from)?)
    }
}

/// A change's time as deliveries say it: seven decimals and an offset.
pub(super) fn date(at: Instant, number: i64) -> String {
    format!("{}+00:00", seven_decimals(at, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_the_references_to_the_byte() {
        let at: Instant = "2026-01-16T16:19:06.352Z".parse().unwrap();
        let body = Body {
            event_name: "test-created",
            resource_uri: Some("https://c.example/webhooks/v1/registration/validationEvents/x".to_owned()),
            resource_name: Some("test"),
            audit_uri: None,
            resource_change_utc_date: date(at, 276),
        };
        assert_eq!(
            body.text().unwrap(),
            r#"{"EventName":"test-created","ResourceUri":"https://c.example/webhooks/v1/registration/validationEvents/x","ResourceName":"test","AuditUri":null,"ResourceChangeUtcDate":"2026-01-16T16:19:06.3520276+00:00"}"#
        );
    }
}
