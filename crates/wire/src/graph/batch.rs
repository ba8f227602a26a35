//! Several requests in one call.
//!
//! Used by `$batch`. At most 20; which ones may run is the server's matter.

use serde_json::Value;
use std::collections::BTreeMap;

/// The most requests in one batch.
pub const MOST: usize = 20;

/// Headers of one request or answer.
pub type Headers = BTreeMap<String, String>;

shape! {
    pub struct BatchRequest {
        requests: Vec<BatchRequestItem>,
    }

    pub struct BatchRequestItem {
        id: String,
        method: String,
        url: String,
        headers: Headers,
        body: Value,
        depends_on: Vec<String>,
    }

    pub struct BatchResponse {
        responses: Vec<BatchResponseItem>,
    }

    pub struct BatchResponseItem {
        id: String,
        status: u16,
        headers: Headers,
        body: Value,
    }
}
