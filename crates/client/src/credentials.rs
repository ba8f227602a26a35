//! Who the client is. Secrets are kept in memory only and never printed.
//!
//! Made by the caller of the builder, used by `tokens`.

use std::fmt;

/// What a token is asked for with.
#[derive(Clone)]
pub enum Credentials {
    /// An application on its own.
    Application {
        /// The application's id.
        client_id: String,
        /// Its secret.
        client_secret: String,
    },
    /// An application for a user who signed in earlier.
    RefreshToken {
        /// The application's id.
        client_id: String,
        /// Its secret, unless it is a public one.
        client_secret: Option<String>,
        /// What the earlier sign-in gave; a newer one replaces it (`Client::refresh_token`).
        refresh_token: String,
    },
    /// An application for a user who has just signed in; the code is used once, then its refresh token.
    Code {
        /// The application's id.
        client_id: String,
        /// Its secret, unless it is a public one.
        client_secret: Option<String>,
        /// What the sign-in page sent.
        code: String,
        /// The address that the sign-in page sent it to.
        redirect_uri: String,
        /// The proof that belongs to the challenge (PKCE), if there was one.
        code_verifier: Option<String>,
    },
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, client_id) = match self {
            Self::Application { client_id, .. } => ("Application", client_id),
            Self::RefreshToken { client_id, .. } => ("RefreshToken", client_id),
            Self::Code { client_id, .. } => ("Code", client_id),
        };
        f.debug_struct(kind).field("client_id", client_id).finish_non_exhaustive()
    }
}
