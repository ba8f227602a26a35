//! An identity provider by which people sign in to the dashboard (OpenID Connect Core 1.0, code flow with PKCE): asked for its endpoints and
//! keys, and told what it gave in exchange for a code. Whatever it says is believed only with its signature, for us, now, and for this browser.

use crate::config::Config;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Milliseconds for which endpoints and keys are kept.
const KEPT_MS: i64 = 3_600_000;
/// Milliseconds after which keys are asked for again for a signature of an unknown one.
const AGAIN_MS: i64 = 60_000;
/// Largest reply.
const LARGEST: usize = 1 << 20;
/// Seconds that clocks may differ by.
const LEEWAY: u64 = 120;
/// Signatures that are taken: none with a shared secret, and never none at all.
const TAKEN: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// Why nobody was told to us; the text is for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It does not answer, or not as the standard has it.
    Away(String),
    /// It takes no such code.
    Refused(String),
    /// What it gave does not hold.
    Untrue(String),
}

/// Who it says has signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// Its id of them, for ever the same.
    pub(crate) subject: String,
    /// Their user name.
    pub(crate) name: String,
    /// They gave more than one factor there.
    pub(crate) mfa: bool,
}

/// A visit to the provider and back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trip<'a> {
    /// Where it sends the browser back to.
    pub(crate) redirect: &'a str,
    /// What must stand in what it signs.
    pub(crate) nonce: &'a str,
    /// What the code is bound to.
    pub(crate) verifier: &'a str,
    /// Now, in milliseconds.
    pub(crate) now_ms: i64,
}

/// The provider.
pub(crate) struct Provider {
    issuer: String,
    client: String,
    secret: Option<String>,
    /// What the button calls it.
    pub(crate) name: String,
    claim: String,
    /// Domains of the people for whom it speaks.
    domains: Vec<String>,
    http: reqwest::Client,
    known: Mutex<Option<Arc<Known>>>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// What is known of it.
struct Known {
    at_ms: i64,
    endpoints: Endpoints,
    keys: JwkSet,
}

#[derive(Deserialize)]
struct Endpoints {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    id_token: String,
}

impl Provider {
    /// Of the settings; `None`: they name none.
    ///
    /// # Errors
    /// Says which setting is missing or wrong, and what it must be.
    pub(crate) fn of(config: &Config) -> Result<Option<Self>, String> {
        let Some(issuer) = &config.sign_in_issuer else {
            return Ok(None);
        };
        let address = reqwest::Url::parse(issuer).map_err(|error| format!("sign-in-issuer {issuer:?} is no address: {error}"))?;
        let host = address.host_str().unwrap_or_default().to_owned();
        let here = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
        if address.scheme() != "https" && !here {
            return Err(format!("sign-in-issuer {issuer:?} must begin with https://"));
        }
        if config.sign_in_client.is_empty() {
            return Err("sign-in-issuer needs sign-in-client: the id under which this center is registered there".to_owned());
        }
        if config.sign_in_domains.is_empty() {
            return Err("sign-in-issuer needs sign-in-domains: the domains of the users for whom it speaks".to_owned());
        }
        let mut http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none());
        if let Some(path) = &config.sign_in_ca {
            let told = |error: &dyn std::fmt::Display| format!("sign-in-ca {}: {error}", path.display());
            let pem = std::fs::read(path).map_err(|error| told(&error))?;
            for certificate in reqwest::Certificate::from_pem_bundle(&pem).map_err(|error| told(&error))? {
                http = http.add_root_certificate(certificate);
            }
        }
        Ok(Some(Self {
            issuer: issuer.clone(),
            client: config.sign_in_client.clone(),
            secret: config.sign_in_secret.as_ref().map(|secret| secret.0.clone()),
            name: config.sign_in_name.clone().unwrap_or(host),
            claim: config.sign_in_claim.clone(),
            domains: config
                .sign_in_domains
                .iter()
                .map(|domain| domain.trim().to_ascii_lowercase())
                .collect(),
            http: http.build().map_err(|error| error.to_string())?,
            known: Mutex::default(),
        }))
    }

    /// The address at which somebody signs in there.
    pub(crate) async fn address(&self, trip: Trip<'_>, state: &str, challenge: &str) -> Result<String, Failed> {
        let known = self.known(trip.now_ms, KEPT_MS).await?;
        let query = [
            ("client_id", self.client.as_str()),
            ("response_type", "code"),
            ("redirect_uri", trip.redirect),
            ("scope", "openid profile email"),
            ("state", state),
            ("nonce", trip.nonce),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ];
        let address = reqwest::Url::parse_with_params(&known.endpoints.authorization_endpoint, query);
        address.map(String::from).map_err(|error| away("authorization_endpoint", &error))
    }

    /// Who has signed in there, for a code.
    pub(crate) async fn told(&self, trip: Trip<'_>, code: &str) -> Result<Told, Failed> {
        let known = self.known(trip.now_ms, KEPT_MS).await?;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", trip.redirect),
            ("code_verifier", trip.verifier),
            ("client_id", &self.client),
        ];
        let mut request = self.http.post(&known.endpoints.token_endpoint);
        let methods = &known.endpoints.token_endpoint_auth_methods_supported;
        match &self.secret {
            // Where nothing is said, it is this one.
            Some(secret) if methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic") => {
                request = request.basic_auth(encoded(&self.client), Some(encoded(secret)));
            }
            Some(secret) => form.push(("client_secret", secret)),
            None => {}
        }
        let (status, body) = read("token_endpoint", request.form(&form)).await?;
        if !(200..300).contains(&status) {
            return Err(Failed::Refused(format!("{status}: {}", harmless(&body))));
        }
        let given: Given = json("token_endpoint", &body)?;
        let keys = match key_of(&given.id_token, &known.keys) {
            Some(_) => known,
            // It may have begun to sign with a newer key.
            None => self.known(trip.now_ms, AGAIN_MS).await?,
        };
        self.believed(&given.id_token, &keys.keys, trip)
    }

    /// What a token says, if it holds.
    fn believed(&self, token: &str, keys: &JwkSet, trip: Trip<'_>) -> Result<Told, Failed> {
        let untrue = |why: &str| Failed::Untrue(why.to_owned());
        let header = jsonwebtoken::decode_header(token).map_err(|error| untrue(&error.to_string()))?;
        if !TAKEN.contains(&header.alg) {
            return Err(untrue("it is signed in a way that is not taken"));
        }
        let key = key_of(token, keys).ok_or_else(|| untrue("it is signed with a key that the provider does not name"))?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.client]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.leeway = LEEWAY;
        validation.validate_nbf = true;
        let claims = jsonwebtoken::decode::<Map<String, Value>>(token, &key, &validation)
            .map_err(|error| untrue(&error.to_string()))?
            .claims;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("nonce") != trip.nonce {
            return Err(untrue("it was made for another sign-in"));
        }
        let several = claims.get("aud").and_then(Value::as_array).is_some_and(|all| all.len() > 1);
        if (several || claims.contains_key("azp")) && text("azp") != self.client {
            return Err(untrue("it was made for another application"));
        }
        let name = text(&self.claim).trim().to_lowercase();
        let domain = name.rsplit_once('@').map(|(_, domain)| domain).unwrap_or_default();
        if self.claim == "email" && claims.get("email_verified") == Some(&Value::Bool(false)) {
            return Err(untrue("its mail address is not verified"));
        }
        if text("sub").is_empty() || !self.domains.iter().any(|known| known == domain) {
            return Err(untrue(&format!("it speaks for nobody whose {} ends in {domain:?}", self.claim)));
        }
        let factors = claims.get("amr").and_then(Value::as_array);
        Ok(Told {
            subject: text("sub").to_owned(),
            mfa: factors.is_some_and(|all| all.iter().any(|one| one == "mfa")),
            name,
        })
    }

    /// Its endpoints and keys, not older than so many milliseconds.
    async fn known(&self, now_ms: i64, kept_ms: i64) -> Result<Arc<Known>, Failed> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| (0..kept_ms).contains(&(now_ms - known.at_ms))) {
            return Ok(Arc::clone(known));
        }
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let (status, body) = read("openid-configuration", self.http.get(&address)).await?;
        if status != 200 {
            return Err(away(&address, &status));
        }
        let endpoints: Endpoints = json(&address, &body)?;
        if endpoints.issuer != self.issuer {
            let said = harmless(endpoints.issuer.as_bytes());
            return Err(away(
                &address,
                &format!("it is of the issuer {said:?}, and sign-in-issuer is {:?}", self.issuer),
            ));
        }
        let (status, body) = read("jwks_uri", self.http.get(&endpoints.jwks_uri)).await?;
        if status != 200 {
            return Err(away(&endpoints.jwks_uri, &status));
        }
        // Keys of kinds that are not known here do not keep the others from being read.
        let mut all: Map<String, Value> = json("jwks_uri", &body)?;
        let keys = all.remove("keys").and_then(|keys| keys.as_array().cloned()).unwrap_or_default();
        let keys = JwkSet {
            keys: keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect(),
        };
        let fresh = Arc::new(Known {
            at_ms: now_ms,
            endpoints,
            keys,
        });
        *known = Some(Arc::clone(&fresh));
        Ok(fresh)
    }
}

/// The key that a token names, or the only one there is.
fn key_of(token: &str, keys: &JwkSet) -> Option<DecodingKey> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    let found = match &header.kid {
        Some(kid) => keys.find(kid)?,
        None if keys.keys.len() == 1 => keys.keys.first()?,
        None => return None,
    };
    DecodingKey::from_jwk(found).ok()
}

/// An id or secret as it stands in a basic authorization (RFC 6749, section 2.3.1).
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn away(what: &str, why: &dyn std::fmt::Display) -> Failed {
    Failed::Away(format!("{what}: {why}"))
}

/// What somebody else wrote, for a line of the log.
fn harmless(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .chars()
        .filter(|c| !c.is_control())
        .take(300)
        .collect()
}

fn json<T: DeserializeOwned>(what: &str, body: &[u8]) -> Result<T, Failed> {
    serde_json::from_slice(body).map_err(|error| away(what, &error))
}

/// Sends a request; its status, and its body as far as one is allowed to be.
async fn read(what: &str, request: reqwest::RequestBuilder) -> Result<(u16, Vec<u8>), Failed> {
    let mut reply = request
        .header("accept", "application/json")
        .send()
        .await
        .map_err(|error| away(what, &error.without_url()))?;
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(|error| away(what, &error.without_url()))? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST {
            return Err(away(what, &"the reply is too large"));
        }
    }
    Ok((reply.status().as_u16(), body))
}
