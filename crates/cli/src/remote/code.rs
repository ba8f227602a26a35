//! Asking for a person's code: the address of the sign-in page, and the credentials that the code makes, proved by PKCE.
//!
//! Used by `sign-in`, whose person has a browser, and by the demo, whose people are made up. A password is never seen here.

use crate::end::Failure;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_client::Credentials;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// The public application that comes with every center.
pub(crate) const OURS: &str = "6e616874-6c6f-4073-8000-000000000001";

const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One sign-in that is asked for.
pub(crate) struct CodeRequest {
    /// The application.
    pub(crate) client_id: String,
    /// Where the code is to come.
    pub(crate) redirect_uri: String,
    /// What comes back with the code, so that nobody else's is taken.
    pub(crate) state: String,
    verifier: String,
}

impl CodeRequest {
    /// A request with a state and a proof of its own.
    pub(crate) fn new(client_id: &str, redirect_uri: &str) -> Result<Self, Failure> {
        Ok(Self {
            client_id: client_id.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            state: random()?,
            verifier: random()?,
        })
    }

    /// The address of the sign-in page. `login` is where tokens come from, `center` what they are for.
    pub(crate) fn page(&self, login: &str, tenant: &str, center: &str) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.as_bytes()));
        format!(
            "{login}/{}/oauth2/v2.0/authorize?client_id={}&response_type=code&redirect_uri={}&scope={}&state={}&code_challenge={challenge}&code_challenge_method=S256",
            encoded(tenant),
            encoded(&self.client_id),
            encoded(&self.redirect_uri),
            encoded(&scope(center)),
            self.state,
        )
    }

    /// What a token is asked for with, once the code is there.
    pub(crate) fn redeem(self, code: String) -> Credentials {
        Credentials::Code {
            client_id: self.client_id,
            client_secret: None,
            code,
            redirect_uri: self.redirect_uri,
            code_verifier: Some(self.verifier),
        }
    }
}

/// What a person's token is asked for: everything at an address, and a refresh token.
pub(crate) fn scope(base: &str) -> String {
    format!("{}/.default offline_access", base.trim_end_matches('/'))
}

/// A text as a query or a form carries it.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A value of a query, decoded.
pub(crate) fn value_of(query: &str, name: &str) -> Option<String> {
    let pair = query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?;
    let text = pair.1.replace('+', " ");
    percent_decode_str(&text).decode_utf8().ok().map(|text| text.into_owned())
}

/// 32 random bytes in letters that addresses may hold.
fn random() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Bug(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_query_are_decoded() {
        let query = "code=a%2Fb&state=x-_y&error_description=not+now%21";
        assert_eq!(value_of(query, "code").as_deref(), Some("a/b"));
        assert_eq!(value_of(query, "error_description").as_deref(), Some("not now!"));
        assert_eq!(value_of(query, "error"), None);
    }
}
