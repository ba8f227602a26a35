//! Names of the HTTP headers that the APIs use beside the standard ones.
//!
//! Used by server and client, so that both spell them alike. Names only.

/// Idempotency: the same value on a retry, a new one afterwards. A GUID.
pub const REQUEST_ID: &str = "MS-RequestId";
/// Tracing: new on every call. A GUID.
pub const CORRELATION_ID: &str = "MS-CorrelationId";
/// Which version the client speaks; `v1`.
pub const CONTRACT_VERSION: &str = "MS-Contract-Version";
/// Free name of the calling application.
pub const APPLICATION: &str = "MS-PartnerCenter-Application";
/// Name of the calling SDK.
pub const CLIENT: &str = "MS-PartnerCenter-Client";
/// Version of the calling SDK.
pub const SDK_VERSION: &str = "MS-SdkVersion";
/// Token of the next page of a seek collection.
pub const CONTINUATION_TOKEN: &str = "MS-ContinuationToken";
/// Language of texts, for example `de-DE`.
pub const LOCALE: &str = "X-Locale";
/// Asks that the reply says whether the token was made with several factors.
pub const VALIDATE_MFA: &str = "ValidateMfa";
/// Answer to [`VALIDATE_MFA`].
pub const IS_MFA_COMPLIANT: &str = "isMfaCompliant";
/// Correlation vector of a reply.
pub const CORRELATION_VECTOR: &str = "MS-CV";
/// Which server replied.
pub const SERVER_ID: &str = "MS-ServerId";
/// Graph: id of the request, chosen by the server.
pub const GRAPH_REQUEST_ID: &str = "request-id";
/// Graph: id of the request, chosen by the client.
pub const GRAPH_CLIENT_REQUEST_ID: &str = "client-request-id";
/// Graph: asks for advanced queries; `eventual`.
pub const GRAPH_CONSISTENCY: &str = "ConsistencyLevel";
