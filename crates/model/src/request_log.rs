//! A request that a partner's user made, as the log of second factors keeps it. No value of a path or query is ever in it.

use crate::instants::Instant;
use serde::{Deserialize, Serialize};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedRequest {
    /// `MS-RequestId`.
    pub request_id: String,
    /// `MS-CorrelationId` as it was sent; empty: none.
    pub correlation_id: String,
    /// Method and path template with the names of the query's parameters.
    pub operation: String,
    /// The partner.
    pub partner_id: String,
    /// When.
    pub at: Instant,
    /// Address of the caller.
    pub address: String,
    /// User.
    pub user_id: String,
    /// Sign-in name.
    pub sign_in: String,
    /// Application.
    pub application: String,
    /// The sign-in had a second factor.
    pub compliant: bool,
}

/// Longest name of a query's parameter that is kept.
const NAME: usize = 40;

/// How an operation is called in the log: `Get /v{version}/customers/{customer_id}?size={size_value}`.
pub fn operation<'a>(method: &str, template: &str, parameters: impl IntoIterator<Item = &'a str>) -> String {
    let path = match template.get(..4) {
        Some("/v1/") => format!("/v{{version}}/{}", &template[4..]),
        _ => template.to_owned(),
    };
    let title = method.get(..1).unwrap_or_default().to_ascii_uppercase() + &method.get(1..).unwrap_or_default().to_ascii_lowercase();
    let is_name = |name: &&str| (1..=NAME).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let query: Vec<String> = parameters
        .into_iter()
        .filter(is_name)
        .map(|name| format!("{name}={{{name}_value}}"))
        .collect();
    match query.is_empty() {
        true => format!("{title} {path}"),
        false => format!("{title} {path}?{}", query.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_has_names_and_no_values() {
        assert_eq!(
            operation(
                "GET",
                "/v1/customers/{customer_id}/subscriptions",
                ["order_id", "mpn_id", "a b", ""]
            ),
            "Get /v{version}/customers/{customer_id}/subscriptions?order_id={order_id_value}&mpn_id={mpn_id_value}"
        );
        assert_eq!(operation("PATCH", "/v1/profiles/mpn", []), "Patch /v{version}/profiles/mpn");
    }
}
