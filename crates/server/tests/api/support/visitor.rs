//! Somebody at the dashboard with a browser: cookies, links, forms as they stand on the page. Redirects are followed.

use super::World;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use std::collections::BTreeMap;

/// A browser with somebody in front of it.
pub(crate) struct Visitor {
    http: reqwest::Client,
    base: String,
    language: &'static str,
    cookies: BTreeMap<String, String>,
    /// Where the browser is, with its query.
    pub(crate) address: String,
    pub(crate) status: u16,
    pub(crate) html: String,
}

/// A text as a page has it, as people read it.
fn read(text: &str) -> String {
    let signs = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    signs
        .into_iter()
        .fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain))
}

/// The value of an attribute of a tag that a text begins in.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(read(rest.split('"').next()?))
}

impl Visitor {
    /// Signed in, in English.
    pub(crate) async fn sign_in(world: &World, name: &str, password: &str) -> Self {
        Self::speaking(world, "en-GB,en;q=0.9", name, password).await
    }

    /// Signed in, in a language.
    pub(crate) async fn speaking(world: &World, language: &'static str, name: &str, password: &str) -> Self {
        let mut visitor = Self {
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            base: world.base.clone(),
            language,
            cookies: BTreeMap::new(),
            address: String::new(),
            status: 0,
            html: String::new(),
        };
        visitor.open("/sign-in").await;
        visitor.submit("/sign-in", &[("name", name), ("password", password)]).await;
        assert_eq!((visitor.status, visitor.address.as_str()), (200, "/"), "{}", visitor.html);
        visitor
    }

    /// Opens an address.
    pub(crate) async fn open(&mut self, address: &str) -> &mut Self {
        let mut next = Some(address.to_owned());
        while let Some(address) = next {
            let request = self.http.get(format!("{}{address}", self.base));
            self.address = address;
            next = self.send(request).await;
        }
        self
    }

    /// Fills in a form, by its address or its `#id`, with what stands hidden in it, and sends it. A name may be given several times.
    pub(crate) async fn submit(&mut self, form: &str, fields: &[(&str, &str)]) -> &mut Self {
        let form = self.form(form);
        let action = attribute(&form, "action").unwrap();
        let inputs = form.split("<input type=\"hidden\"").skip(1);
        let hidden = inputs.map(|input| (attribute(input, "name").unwrap(), attribute(input, "value").unwrap()));
        let mut all: Vec<(String, String)> = hidden.collect();
        all.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> = all.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = self.http.post(format!("{}{action}", self.base)).body(pairs.join("&"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.address = action;
        if let Some(next) = self.send(request).await {
            self.open(&next).await;
        }
        self
    }

    /// The first form with an `#id`, or that is sent to an address.
    fn form(&self, wanted: &str) -> String {
        let (name, value) = match wanted.strip_prefix('#') {
            Some(id) => (" id", id),
            None => ("action", wanted),
        };
        let mut forms = self.html.split("<form").skip(1);
        let form = forms.find(|form| attribute(form, name).as_deref() == Some(value));
        let form = form.unwrap_or_else(|| panic!("no form is {wanted}: {}", self.html));
        form.split("</form>").next().unwrap().to_owned()
    }

    /// The address of the first link whose address contains all of these.
    #[track_caller]
    pub(crate) fn link(&self, parts: &[&str]) -> String {
        let mut links = self.html.split("<a ").skip(1).filter_map(|link| attribute(link, "href"));
        let link = links.find(|link| parts.iter().all(|part| link.contains(part)));
        link.unwrap_or_else(|| panic!("no link with {parts:?}: {}", self.html))
    }

    /// What people read on the page, without its tags.
    pub(crate) fn text(&self) -> String {
        let body = self.html.split_once("<body").map_or(self.html.as_str(), |(_, body)| body);
        let parts = body.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
        read(&parts.collect::<Vec<_>>().join(" "))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The page came with a status and says all of these.
    #[track_caller]
    pub(crate) fn sees(&self, status: u16, words: &[&str]) {
        let text = self.text();
        assert_eq!(self.status, status, "{}: {text}", self.address);
        for word in words {
            assert!(text.contains(word), "{}: no {word:?} in {text}", self.address);
        }
    }

    /// What the page says is wrong with a field, by the field's id.
    #[track_caller]
    pub(crate) fn wrong(&self, id: &str) -> String {
        let found = self.html.split_once(&format!("id=\"{id}-error\""));
        let (_, rest) = found.unwrap_or_else(|| panic!("nothing is wrong with {id}: {}", self.text()));
        let error = rest.split_once('>').unwrap().1.split("</p>").next().unwrap();
        let parts = error.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        read(&parts.collect::<String>()).trim().to_owned()
    }

    /// Sends a request; where it leads.
    async fn send(&mut self, request: reqwest::RequestBuilder) -> Option<String> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header("accept-language", self.language).header("accept", "text/html");
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        let reply = request.send().await.unwrap();
        for set in reply.headers().get_all(SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            match set.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        self.status = reply.status().as_u16();
        let location = reply.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        self.html = reply.text().await.unwrap();
        location
    }
}
