//! What is around Graph's resources: pages, errors, references to objects.
//!
//! Used by every operation of Graph. A next link is absolute and is called unchanged.

use serde::{Deserialize, Serialize};

/// A page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphCollection<T> {
    #[serde(rename = "@odata.context", default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    #[serde(rename = "@odata.count", default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    #[serde(rename = "@odata.nextLink", default, skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    pub value: Vec<T>,
}

impl<T> GraphCollection<T> {
    /// A page that is the whole.
    pub fn of(value: Vec<T>) -> Self {
        Self {
            context: None,
            count: None,
            next_link: None,
            value,
        }
    }
}

/// The error body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GraphError {
    pub error: Problem,
}

shape! {
    pub struct Problem {
        code: String,
        message: String,
        /// The property that is wrong.
        target: String,
        details: Vec<ErrorDetail>,
        inner_error: InnerError,
    }

    pub struct ErrorDetail {
        code: String,
        target: String,
        message: String,
    }

    /// `date` has no zone.
    pub struct InnerError {
        date: String,
        #[serde(rename = "request-id")]
        request_id: String,
        #[serde(rename = "client-request-id")]
        client_request_id: String,
    }

    /// Names another object, for members and managers.
    pub struct Reference {
        #[serde(rename = "@odata.id")]
        id: String,
    }

    /// An object of some type, as mixed lists have them.
    pub struct DirectoryObject {
        #[serde(rename = "@odata.type")]
        kind: String,
        id: String,
    } null {
        deleted_date_time: nahtlos_model::instants::Instant,
    }
}
