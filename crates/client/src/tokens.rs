//! Tokens: one per tenant and audience, kept until shortly before they expire, asked for by one caller at a time.
//!
//! Used when sending. Tokens live in memory only and are never printed; a refused refresh token is not tried again by itself.

use crate::{Credentials, Error, builder::Core, request::Audience, retry::retry_after};
use nahtlos_wire::tokens::{TokenError, TokenRequest, TokenV2};
use reqwest::header::RETRY_AFTER;
use std::{collections::HashMap, fmt, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep},
};

/// A token is renewed this long before its end, or when a tenth of a short life is left.
const AHEAD: Duration = Duration::from_secs(300);
/// Life of a token whose answer does not say.
const SHORT: Duration = Duration::from_secs(300);

/// Tokens kept at once: a partner has one for every customer's directory it looked into.
const MOST: usize = 2_000;

#[derive(Clone)]
struct Token {
    text: Arc<str>,
    renew_at: Instant,
}

type Slot = Arc<Mutex<Option<Token>>>;

/// The tokens of one client.
pub(crate) struct Tokens {
    credentials: Credentials,
    slots: Mutex<HashMap<Audience, Slot>>,
    /// The newest refresh token; held while a code is being exchanged, since it works once.
    refresh: Mutex<Option<String>>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.credentials.fmt(f)
    }
}

impl Tokens {
    pub(crate) fn new(credentials: Credentials) -> Self {
        let refresh = match &credentials {
            Credentials::RefreshToken { refresh_token, .. } => Some(refresh_token.clone()),
            Credentials::Application { .. } | Credentials::Code { .. } => None,
        };
        Self {
            credentials,
            slots: Mutex::default(),
            refresh: Mutex::new(refresh),
        }
    }

    pub(crate) async fn refresh_token(&self) -> Option<String> {
        self.refresh.lock().await.clone()
    }

    /// A token that is good for a while yet.
    pub(crate) async fn token(&self, core: &Core, audience: &Audience) -> Result<Arc<str>, Error> {
        let slot = self.slot(audience).await;
        let mut slot = slot.lock().await;
        if let Some(token) = slot.as_ref().filter(|token| Instant::now() < token.renew_at) {
            return Ok(token.text.clone());
        }
        let asked_at = Instant::now();
        let answer = self.ask(core, audience).await?;
        let life = match answer.expires_in {
            0 => SHORT,
            // A day at most: whatever a service says, an old token is asked for anew.
            seconds => Duration::from_secs(seconds.min(86_400)),
        };
        let text: Arc<str> = answer.access_token.into();
        *slot = Some(Token {
            text: text.clone(),
            renew_at: asked_at + life.saturating_sub(AHEAD).max(life / 10 * 9),
        });
        Ok(text)
    }

    /// Forgets a token that the service no longer takes, unless another has already come.
    pub(crate) async fn forget(&self, audience: &Audience, refused: &str) {
        let slot = self.slot(audience).await;
        let mut slot = slot.lock().await;
        if slot.as_ref().is_some_and(|token| &*token.text == refused) {
            *slot = None;
        }
    }

    async fn slot(&self, audience: &Audience) -> Slot {
        let mut slots = self.slots.lock().await;
        if slots.len() >= MOST && !slots.contains_key(audience) {
            // Whoever holds one goes on with it; the others are asked for anew.
            slots.clear();
        }
        slots.entry(audience.clone()).or_default().clone()
    }

    async fn ask(&self, core: &Core, audience: &Audience) -> Result<TokenV2, Error> {
        // Held across the call: a code or a refresh token must not be used by two at once.
        let mut refresh = match &self.credentials {
            Credentials::Application { .. } => None,
            Credentials::RefreshToken { .. } | Credentials::Code { .. } => Some(self.refresh.lock().await),
        };
        let newest = refresh.as_ref().and_then(|token| (**token).clone());
        let form = self.form(core, audience, newest);
        // A code works once, so an unknown outcome is not tried again.
        let once = form.code.is_some();
        let answer = ask_again(core, &audience.token_address(core), &form, once).await?;
        if let (Some(kept), Some(new)) = (refresh.as_mut(), &answer.refresh_token) {
            **kept = Some(new.clone());
        }
        Ok(answer)
    }

    fn form(&self, core: &Core, audience: &Audience, newest: Option<String>) -> TokenRequest {
        let mut form = TokenRequest {
            scope: Some(audience.scope(core).to_owned()),
            ..TokenRequest::default()
        };
        match &self.credentials {
            Credentials::Application { client_id, client_secret } => {
                form.grant_type = "client_credentials".to_owned();
                form.client_id = Some(client_id.clone());
                form.client_secret = Some(client_secret.clone());
            }
            Credentials::RefreshToken {
                client_id, client_secret, ..
            }
            | Credentials::Code {
                client_id, client_secret, ..
            } => {
                form.grant_type = "refresh_token".to_owned();
                form.client_id = Some(client_id.clone());
                form.client_secret.clone_from(client_secret);
                form.refresh_token = newest;
            }
        }
        if let (
            None,
            Credentials::Code {
                code,
                redirect_uri,
                code_verifier,
                ..
            },
        ) = (&form.refresh_token, &self.credentials)
        {
            form.grant_type = "authorization_code".to_owned();
            form.code = Some(code.clone());
            form.redirect_uri = Some(redirect_uri.clone());
            form.code_verifier.clone_from(code_verifier);
        }
        form
    }
}

/// Asks for a token, again where that is safe and promises something.
async fn ask_again(core: &Core, address: &str, form: &TokenRequest, once: bool) -> Result<TokenV2, Error> {
    let mut attempt = 1;
    loop {
        let (error, asked, safe) = match core.http.post(address).form(form).send().await {
            Ok(reply) => {
                let status = reply.status().as_u16();
                let asked = reply.headers().get(RETRY_AFTER).and_then(|value| retry_after(value.to_str().ok()?));
                let body = reply.bytes().await.unwrap_or_default();
                match read(status, &body) {
                    Ok(token) => return Ok(token),
                    Err(error) => (error, asked, status == 429 || (status == 503 && !once)),
                }
            }
            Err(error) => {
                let (connect, what) = (error.is_connect(), error.without_url().to_string());
                let unreachable = Error::Unreachable {
                    what,
                    sent: !connect,
                    request_id: String::new(),
                };
                (unreachable, None, connect || !once)
            }
        };
        match core.retry.wait(attempt, asked).filter(|_| safe) {
            Some(wait) => sleep(wait).await,
            None => return Err(error),
        }
        attempt += 1;
    }
}

fn read(status: u16, body: &[u8]) -> Result<TokenV2, Error> {
    let refused = |error: String, description: String| Error::Token {
        status,
        error,
        description,
    };
    if !(200..300).contains(&status) {
        let said: TokenError = serde_json::from_slice(body).unwrap_or_default();
        return Err(refused(said.error, said.error_description));
    }
    let token: TokenV2 =
        serde_json::from_slice(body).map_err(|error| refused("unreadable".to_owned(), format!("the answer is no token: {error}")))?;
    if token.access_token.is_empty() {
        return Err(refused("unreadable".to_owned(), "the answer has no access_token".to_owned()));
    }
    Ok(token)
}
