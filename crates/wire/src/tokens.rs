//! Tokens: what a form asks for and what both versions of the endpoint answer.
//!
//! Used by the token endpoint and by the client. Secrets pass through here; they must never be shown, so nothing here prints them.

use crate::tolerant;
use serde::{Deserialize, Serialize};
use std::fmt;

spelled! {
    pub enum GrantType {
        ClientCredentials = "client_credentials", RefreshToken = "refresh_token", AuthorizationCode = "authorization_code",
        Password = "password",
    }
}

/// The form of a token request. `resource` is version 1's audience, `scope` version 2's.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    pub grant_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_verifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TokenRequest");
        shown.field("grant_type", &self.grant_type).field("client_id", &self.client_id);
        shown.field("resource", &self.resource).field("scope", &self.scope);
        shown.finish_non_exhaustive()
    }
}

/// Version 1's answer: every value is a text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenV1 {
    pub token_type: String,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub expires_in: String,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub ext_expires_in: String,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub expires_on: String,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub not_before: String,
    pub resource: String,
    pub access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}

/// Version 2's answer; reads version 1's too, whose seconds are texts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenV2 {
    pub token_type: String,
    #[serde(deserialize_with = "seconds")]
    pub expires_in: u64,
    #[serde(deserialize_with = "seconds")]
    pub ext_expires_in: u64,
    pub access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}

fn seconds<'de, D: serde::Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
    tolerant::number_or_text(d).map(Option::unwrap_or_default)
}

macro_rules! secret {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                shown.field("token_type", &self.token_type).field("expires_in", &self.expires_in).finish_non_exhaustive()
            }
        }
    )+};
}

secret!(TokenV1 TokenV2);

/// The token endpoint's error body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenError {
    pub error: String,
    pub error_description: String,
    pub error_codes: Vec<i64>,
    pub timestamp: String,
    pub trace_id: String,
    pub correlation_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_uri: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_read_as_the_second() {
        for text in [
            r#"{"token_type":"Bearer","expires_in":"3600","access_token":"x"}"#,
            r#"{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"x"}"#,
        ] {
            assert_eq!(serde_json::from_str::<TokenV2>(text).unwrap().expires_in, 3600);
        }
    }

    #[test]
    fn secrets_do_not_print() {
        let token = TokenV2 {
            access_token: "hidden".to_owned(),
            refresh_token: Some("hidden".to_owned()),
            ..TokenV2::default()
        };
        let request = TokenRequest {
            client_secret: Some("hidden".to_owned()),
            ..TokenRequest::default()
        };
        assert!(!format!("{token:?} {request:?}").contains("hidden"));
    }
}
