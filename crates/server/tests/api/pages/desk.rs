//! A browser at the dashboard: it keeps cookies, fills in forms with what is hidden in them, and looks at where it is sent.

use crate::support::World;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use std::collections::BTreeMap;

/// A browser.
#[derive(Clone)]
pub(crate) struct Desk {
    http: reqwest::Client,
    base: String,
    language: &'static str,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// What is on the screen.
#[derive(Debug)]
pub(crate) struct Screen {
    pub(crate) status: u16,
    pub(crate) html: String,
    /// Where the browser is sent; empty: nowhere.
    pub(crate) to: String,
    pub(crate) headers: reqwest::header::HeaderMap,
}

impl Screen {
    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The proof that stands in its forms.
    pub(crate) fn proof(&self) -> &str {
        self.hidden("proof")
    }

    /// A hidden field's value.
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let (_, rest) = self
            .html
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap_or_else(|| panic!("no {name} in {}", self.html));
        rest.split('"').next().unwrap_or_default()
    }

    /// The page shows a text.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        assert!(self.html.contains(text), "{text:?} is not shown ({}): {}", self.status, self.html);
        self
    }

    /// The page does not show a text.
    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Self {
        assert!(!self.html.contains(text), "{text:?} is shown: {}", self.html);
        self
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    fields.iter().map(one).collect::<Vec<_>>().join("&")
}

impl Desk {
    pub(crate) fn new(world: &World) -> Self {
        Self {
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            base: world.base.clone(),
            language: "en-GB,en;q=0.9",
            cookies: BTreeMap::new(),
        }
    }

    /// At the center's name instead of its number: passkeys are for names.
    pub(crate) fn by_name(world: &World) -> Self {
        Self {
            base: world.base.replace("127.0.0.1", "localhost"),
            ..Self::new(world)
        }
    }

    /// Scheme and host of what is looked at.
    pub(crate) fn origin(&self) -> &str {
        &self.base
    }

    /// The same in German.
    pub(crate) fn german(world: &World) -> Self {
        Self {
            language: "de-DE,de;q=0.9",
            ..Self::new(world)
        }
    }

    /// Opens a page.
    pub(crate) async fn go(&mut self, path: &str) -> Screen {
        let request = self.http.get(format!("{}{path}", self.base));
        self.send(request).await
    }

    /// Sends a form with the proof of a page.
    pub(crate) async fn post(&mut self, screen: &Screen, path: &str, fields: &[(&str, &str)]) -> Screen {
        let mut all = vec![("proof", screen.proof())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    /// Sends a form as it is.
    pub(crate) async fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Screen {
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(encoded(fields))).await
    }

    /// Sends a file with the proof of a page.
    pub(crate) async fn upload(&mut self, screen: &Screen, path: &str, field: &str, file: &str) -> Screen {
        self.upload_all(screen, path, &[], (field, &[("list.csv", file)])).await
    }

    /// Sends a form with files under one field's name.
    pub(crate) async fn upload_all(
        &mut self,
        screen: &Screen,
        path: &str,
        fields: &[(&str, &str)],
        (field, files): (&str, &[(&str, &str)]),
    ) -> Screen {
        let part = |name: &str, more: &str, value: &str| {
            format!("--border\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
        };
        let mut body = part("proof", "", screen.proof());
        fields.iter().for_each(|(name, value)| body += &part(name, "", value));
        files
            .iter()
            .for_each(|(name, file)| body += &part(field, &format!("; filename=\"{name}\""), file));
        body += "--border--\r\n";
        let request = self
            .http
            .post(format!("{}{path}", self.base))
            .header("content-type", "multipart/form-data; boundary=border");
        self.send(request.body(body)).await
    }

    /// Signs in with a password; where it leads.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Screen {
        let page = self.go("/sign-in").await;
        self.post(&page, "/sign-in", &[("name", name), ("password", password)]).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Screen {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("accept-language", self.language).header("accept", "text/html");
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        let reply = request.send().await.unwrap();
        for set in reply.headers().get_all(SET_COOKIE) {
            let set = set.to_str().unwrap();
            assert!(
                set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Path=/"),
                "{set}"
            );
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            match set.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let headers = reply.headers().clone();
        Screen {
            status: reply.status().as_u16(),
            to: headers
                .get(LOCATION)
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            headers,
            html: reply.text().await.unwrap(),
        }
    }
}
