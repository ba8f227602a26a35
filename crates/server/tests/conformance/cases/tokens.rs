//! Tokens of both endpoints.

use crate::case::{Case, Who, case};

pub(crate) const CASES: &[Case] = &[
    case(
        "auth",
        "get token (v1 endpoint)",
        "POST /<partner>/oauth2/token",
        "form:grant_type=client_credentials&client_id=<app>&client_secret=<appsecret>&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com",
        200,
        "TokenV1",
    )
    .by(Who::Nobody)
    .wrong(
        "POST /<partner>/oauth2/token",
        "form:grant_type=client_credentials&client_id=<app>&client_secret=guessed&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com",
        401,
        "invalid_client",
    ),
    case(
        "auth",
        "get token (v2 endpoint)",
        "POST /<partner>/oauth2/v2.0/token",
        "form:grant_type=client_credentials&client_id=<app>&client_secret=<appsecret>&scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default",
        200,
        "TokenV2",
    )
    .by(Who::Nobody)
    .wrong("POST /<partner>/oauth2/v2.0/token", "form:grant_type=wishes&client_id=<app>", 400, "unsupported_grant_type"),
];
