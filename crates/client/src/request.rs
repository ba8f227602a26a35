//! Making a call: audience, method, path, query, headers, body.
//!
//! Used by every noun. Ids go into paths percent-encoded; an id that would lead to another path is refused before anything is sent.

use crate::{Client, Error, builder::Core};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':')
    .remove(b'@')
    .remove(b'$');
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// An API with an address and an audience of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Api {
    Partner,
    Graph,
    Sales,
}

/// For which API, and in which tenant, a token must be good.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Audience {
    /// A customer's tenant; the partner's own if none.
    tenant: Option<String>,
    api: Api,
}

impl Audience {
    pub(crate) fn partner() -> Self {
        Self {
            tenant: None,
            api: Api::Partner,
        }
    }

    pub(crate) fn graph(tenant: Option<String>) -> Self {
        Self { tenant, api: Api::Graph }
    }

    /// Price files.
    pub(crate) fn sales() -> Self {
        Self {
            tenant: None,
            api: Api::Sales,
        }
    }

    /// Whether it takes the Partner Center API's headers, and knows a request again by its `MS-RequestId`.
    pub(crate) fn is_partner(&self) -> bool {
        self.api == Api::Partner
    }

    /// What an answer is wanted as.
    pub(crate) fn accepts(&self) -> &'static str {
        match self.api {
            Api::Partner | Api::Graph => "application/json",
            Api::Sales => "*/*",
        }
    }

    pub(crate) fn scope<'c>(&self, core: &'c Core) -> &'c str {
        match self.api {
            Api::Partner => &core.partner_scope,
            Api::Graph => &core.graph_scope,
            Api::Sales => &core.sales_scope,
        }
    }

    pub(crate) fn token_address(&self, core: &Core) -> String {
        let tenant = self.tenant.as_deref().unwrap_or(&core.tenant);
        format!("{}/{}/oauth2/v2.0/token", core.login, utf8_percent_encode(tenant, SEGMENT))
    }

    /// The address without the path's version.
    pub(crate) fn base<'c>(&self, core: &'c Core) -> &'c str {
        match self.api {
            Api::Partner => &core.partner,
            Api::Graph => &core.graph,
            Api::Sales => &core.sales,
        }
    }
}

/// What is sent besides the headers.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
}

/// A call that is being put together.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) client: Client,
    pub(crate) audience: Audience,
    pub(crate) method: Method,
    pub(crate) address: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Body>,
    /// Why it cannot be sent.
    pub(crate) refused: Option<Error>,
    pub(crate) asks: bool,
}

impl Call {
    /// A call of a path made of a prefix and encoded segments.
    pub(crate) fn new(client: &Client, audience: Audience, method: Method, prefix: &str, segments: &[&str]) -> Self {
        let mut address = format!("{}{prefix}", audience.base(&client.core));
        let mut refused = None;
        for segment in segments {
            if matches!(*segment, "" | "." | "..") || segment.chars().any(char::is_control) {
                refused = Some(Error::Request(format!("{segment:?} is no id")));
            }
            address.push('/');
            address.extend(utf8_percent_encode(segment, SEGMENT));
        }
        Self {
            client: client.clone(),
            audience,
            method,
            address,
            headers: Vec::new(),
            body: None,
            refused,
            asks: false,
        }
    }

    /// A call of an address that the service gave; refused if it leads elsewhere, since it will carry a token.
    pub(crate) fn to(client: &Client, audience: Audience, address: &str) -> Self {
        let mut call = Self::new(client, audience, Method::GET, "", &[]);
        let base = call.address.clone();
        let below = address.strip_prefix(base.as_str()).is_some_and(|rest| rest.starts_with('/'));
        if !below {
            call.refused = Some(Error::Request(format!("the next page is at {address}, not below {base}")));
        }
        call.asks = address.contains('?');
        address.clone_into(&mut call.address);
        call
    }

    /// With a function's arguments in brackets behind the path, then the last segment, as OData writes them: `(Market='DE')/$value`.
    pub(crate) fn keyed(mut self, arguments: &[(&str, &str)], last: &str) -> Self {
        let mut written = Vec::new();
        for (name, value) in arguments {
            if value.chars().any(|c| c.is_control() || c == '\'') {
                self.refused = Some(Error::Request(format!("{value:?} is no {name}")));
            }
            written.push(format!("{name}='{}'", utf8_percent_encode(value, SEGMENT)));
        }
        self.address.push_str(&format!("({})/{last}", written.join(",")));
        self
    }

    /// With a query parameter.
    pub(crate) fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.address.push(if self.asks { '&' } else { '?' });
        self.asks = true;
        self.address.push_str(name);
        self.address.push('=');
        self.address.extend(utf8_percent_encode(value.as_ref(), QUERY));
        self
    }

    /// With a query parameter, if there is a value.
    pub(crate) fn maybe(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// With a header.
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With the version that the thing must still have.
    pub(crate) fn if_match(self, etag: Option<&str>) -> Self {
        match etag {
            Some(etag) if etag.starts_with('"') || etag.starts_with("W/") || etag == "*" => self.header("If-Match", etag),
            Some(etag) => self.header("If-Match", format!("\"{etag}\"")),
            None => self,
        }
    }

    /// With a JSON body.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.raw("application/json", bytes),
            Err(error) => {
                self.refused = Some(Error::Request(error.to_string()));
                self
            }
        }
    }

    /// With a body of another kind.
    pub(crate) fn raw(mut self, content_type: &str, bytes: Vec<u8>) -> Self {
        self.body = Some(Body {
            content_type: content_type.to_owned(),
            bytes,
        });
        self
    }
}

/// Methods of the Partner Center API and of our own.
impl Client {
    pub(crate) fn call(&self, method: Method, segments: &[&str]) -> Call {
        Call::new(self, Audience::partner(), method, "/v1", segments)
    }

    pub(crate) fn get(&self, segments: &[&str]) -> Call {
        self.call(Method::GET, segments)
    }

    pub(crate) fn post(&self, segments: &[&str]) -> Call {
        self.call(Method::POST, segments)
    }

    pub(crate) fn put(&self, segments: &[&str]) -> Call {
        self.call(Method::PUT, segments)
    }

    pub(crate) fn patch(&self, segments: &[&str]) -> Call {
        self.call(Method::PATCH, segments)
    }

    pub(crate) fn delete(&self, segments: &[&str]) -> Call {
        self.call(Method::DELETE, segments)
    }

    /// A call of our own API: `path` is a whole path.
    pub(crate) fn own(&self, method: Method, path: &str, segments: &[&str]) -> Call {
        Call::new(self, Audience::partner(), method, path, segments)
    }
}
