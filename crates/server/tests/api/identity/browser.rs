//! A browser as far as signing in needs one: cookies, forms, and redirects that are looked at and not followed.

use crate::support::World;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use sha2::{Digest as _, Sha256};

/// The verifier of every sign-in here.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// Where codes go.
pub(crate) const BACK: &str = "http://localhost:4711";

/// A browser at a page.
pub(crate) struct Browser {
    http: reqwest::Client,
    base: String,
    language: &'static str,
    cookie: String,
    address: String,
    pub(crate) page: Page,
}

/// What is on the screen.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) html: String,
    /// Where the browser is sent.
    pub(crate) location: Option<String>,
    pub(crate) policy: String,
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    fields.iter().map(one).collect::<Vec<_>>().join("&")
}

/// The challenge of the verifier.
pub(crate) fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER.as_bytes()))
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self {
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            base: world.base.clone(),
            language: "en-GB,en;q=0.9",
            cookie: String::new(),
            address: String::new(),
            page: Page::default(),
        }
    }

    pub(crate) fn german(world: &World) -> Self {
        Self {
            language: "de-DE,de;q=0.9",
            ..Self::new(world)
        }
    }

    /// Opens the sign-in page as an application would send one there, with PKCE.
    pub(crate) async fn open(&mut self, tenant: &str, client: &str, scope: &str, more: &[(&str, &str)]) -> &Page {
        let challenge = challenge();
        let mut fields = vec![
            ("client_id", client),
            ("response_type", "code"),
            ("redirect_uri", BACK),
            ("scope", scope),
            ("state", "a b&c"),
            ("nonce", "n-1"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in more {
            fields.retain(|(known, _)| known != name);
            if !value.is_empty() {
                fields.push((name, value));
            }
        }
        self.go(&format!("/{tenant}/oauth2/v2.0/authorize?{}", encoded(&fields))).await
    }

    /// Opens an address.
    pub(crate) async fn go(&mut self, path: &str) -> &Page {
        self.address = format!("{}{path}", self.base);
        let request = self.http.get(&self.address);
        self.send(request).await
    }

    /// Fills the form in and sends it.
    pub(crate) async fn submit(&mut self, fields: &[(&str, &str)]) -> &Page {
        let hidden = self.hidden();
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        for field in fields {
            all.retain(|(name, _)| *name != field.0);
            all.push(*field);
        }
        let request = self
            .http
            .post(&self.address)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(encoded(&all))).await
    }

    /// Signs in; the code.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> String {
        self.submit(&[("name", name), ("password", password)]).await;
        self.code()
    }

    /// The code that the browser is sent away with.
    pub(crate) fn code(&self) -> String {
        assert_eq!(self.page.status, 302, "{}", self.page.html);
        let location = self.page.location.as_deref().unwrap();
        assert!(location.starts_with(&format!("{BACK}?")), "{location}");
        assert_eq!(self.told("state"), "a b&c");
        self.told("code")
    }

    /// A field of the address that the browser is sent to.
    pub(crate) fn told(&self, name: &str) -> String {
        let location = self
            .page
            .location
            .as_deref()
            .unwrap_or_else(|| panic!("no redirect: {}", self.page.html));
        let (_, query) = location.split_once(['?', '#']).unwrap();
        let found = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name);
        let (_, value) = found.unwrap_or_else(|| panic!("no {name} in {location}"));
        percent_decode_str(value).decode_utf8().unwrap().into_owned()
    }

    /// Loses its cookies.
    pub(crate) fn forget(&mut self) {
        self.cookie.clear();
    }

    fn hidden(&self) -> Vec<(String, String)> {
        let inputs = self.page.html.split("<input type=\"hidden\" ").skip(1);
        let value = |input: &str, name: &str| {
            let rest = input.split_once(&format!("{name}=\"")).unwrap().1;
            rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
        };
        inputs.map(|input| (value(input, "name"), value(input, "value"))).collect()
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> &Page {
        let mut request = request.header("accept-language", self.language);
        if !self.cookie.is_empty() {
            request = request.header(COOKIE, &self.cookie);
        }
        let reply = request.send().await.unwrap();
        let header = |name: &str| reply.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
        if let Some(set) = header(SET_COOKIE.as_str()) {
            assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
            self.cookie = set.split(';').next().unwrap().to_owned();
        }
        let (location, policy) = (header(LOCATION.as_str()), header("content-security-policy").unwrap_or_default());
        self.page = Page {
            status: reply.status().as_u16(),
            location,
            policy,
            html: reply.text().await.unwrap(),
        };
        &self.page
    }
}
