//! What can go wrong with a call, and what the caller may conclude from it.
//!
//! Returned by every method. It must never hold a token or a secret.

use std::{fmt, time::Duration};

/// The reference's code for what is not ready to be changed.
const NOT_READY: &str = "800082";
/// The reference's code for a version that is not the present one.
const STALE: &str = "2055";

/// A call that did not succeed.
#[derive(Debug)]
pub enum Error {
    /// The service answered with an error.
    Api(Box<ApiError>),
    /// The token endpoint refused.
    Token {
        /// HTTP status.
        status: u16,
        /// Its code, for example `invalid_client`.
        error: String,
        /// Its words.
        description: String,
    },
    /// No answer: no connection, or it broke, or it took too long.
    Unreachable {
        /// What happened.
        what: String,
        /// True if the request may have reached the service.
        sent: bool,
        /// The request's `MS-RequestId`, under which it may be sent again.
        request_id: String,
    },
    /// An answer that is not what it should be.
    Reply {
        /// What is wrong with it.
        what: String,
        /// The request's id.
        request_id: String,
    },
    /// A request that cannot be made, for example with an empty id.
    Request(String),
    /// Settings that cannot work.
    Setup(String),
}

/// An error as the service answered it.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// HTTP status.
    pub status: u16,
    /// The service's code: digits from the Partner Center API, a word from Graph, empty where there was none.
    pub code: String,
    /// The service's words.
    pub description: String,
    /// Further details, as texts.
    pub data: Vec<String>,
    /// The request's id: `MS-RequestId`, or Graph's `request-id`.
    pub request_id: String,
    /// The call's id in the service's traces.
    pub correlation_id: String,
    /// How long the service asks to wait.
    pub retry_after: Option<Duration>,
}

impl Error {
    /// The service's answer, if it is one.
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Token { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The service's code; empty if there is none.
    pub fn code(&self) -> &str {
        match self {
            Self::Api(error) => &error.code,
            Self::Token { error, .. } => error,
            _ => "",
        }
    }

    /// The request's id; empty if none was sent.
    pub fn request_id(&self) -> &str {
        match self {
            Self::Api(error) => &error.request_id,
            Self::Unreachable { request_id, .. } | Self::Reply { request_id, .. } => request_id,
            _ => "",
        }
    }

    /// True if the service says that the thing does not exist.
    pub fn is_not_found(&self) -> bool {
        self.api().is_some_and(|error| error.status == 404)
    }

    /// True if the thing is being worked on and cannot be changed yet: surely nothing was done, and later it may be.
    pub fn is_not_ready(&self) -> bool {
        self.api().is_some_and(|error| error.status == 409 && error.code == NOT_READY)
    }

    /// True if the thing was changed after it was read: read it again and decide anew. Surely nothing was done.
    pub fn is_stale(&self) -> bool {
        self.api().is_some_and(|error| error.status == 412 || error.code == STALE)
    }

    /// True if the call may or may not have been done: look before doing anything again, or send it again under the same key.
    pub fn outcome_unknown(&self) -> bool {
        match self {
            Self::Api(error) => matches!(error.status, 408 | 500 | 502 | 503 | 504),
            Self::Unreachable { sent, .. } => *sent,
            Self::Reply { .. } => true,
            Self::Token { .. } | Self::Request(_) | Self::Setup(_) => false,
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Token {
                status,
                error,
                description,
            } => write!(f, "no token ({status} {error}): {description}"),
            Self::Unreachable { what, .. } => write!(f, "no answer: {what}"),
            Self::Reply { what, request_id } => write!(f, "the answer cannot be used ({request_id}): {what}"),
            Self::Request(what) => write!(f, "the request cannot be made: {what}"),
            Self::Setup(what) => write!(f, "the client cannot be set up: {what}"),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.code.is_empty() { "" } else { " " };
        write!(
            f,
            "refused ({}{space}{}, request {}): {}",
            self.status, self.code, self.request_id, self.description
        )
    }
}

impl std::error::Error for Error {}
impl std::error::Error for ApiError {}
