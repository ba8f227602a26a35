//! What is around the resources: collections with their paging, links, attributes, and the error body.
//!
//! Every operation of the Partner Center API uses these. Links are relative and without `/v1`; nothing here builds addresses.

use crate::tolerant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeMap};

/// A page of resources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Collection<T> {
    #[serde(default)]
    pub total_count: u64,
    #[serde(default = "Vec::new", deserialize_with = "list_or_null")]
    pub items: Vec<T>,
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
    #[serde(default = "Attributes::collection")]
    pub attributes: Attributes,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continuation_token: Option<String>,
}

impl<T> Collection<T> {
    /// A page that is the whole: `totalCount` counts the page, as the reference does.
    pub fn of(items: Vec<T>) -> Self {
        Self {
            total_count: items.len() as u64,
            items,
            links: Links::default(),
            attributes: Attributes::collection(),
            continuation_token: None,
        }
    }

    /// With a link under a name such as `self` or `next`.
    #[must_use]
    pub fn with_link(mut self, name: &'static str, link: Link) -> Self {
        self.links = self.links.with(name, link);
        self
    }
}

fn list_or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Vec<T>, D::Error> {
    Option::deserialize(d).map(Option::unwrap_or_default)
}

/// A header that a link asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub key: String,
    pub value: String,
}

/// Where to go next, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    pub uri: String,
    pub method: Cow<'static, str>,
    #[serde(deserialize_with = "list_or_null")]
    pub headers: Vec<Header>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

impl Link {
    /// A link to be fetched with GET and no headers.
    pub fn get(uri: impl Into<String>) -> Self {
        Self {
            uri: uri.into(),
            method: Cow::Borrowed("GET"),
            ..Self::default()
        }
    }

    /// With a header to send.
    #[must_use]
    pub fn with_header(mut self, key: &str, value: impl Into<String>) -> Self {
        let (key, value) = (key.to_owned(), value.into());
        self.headers.push(Header { key, value });
        self
    }

    /// The value of a header to send, its name in any letter case.
    pub fn header(&self, key: &str) -> Option<&str> {
        let found = self.headers.iter().find(|header| header.key.eq_ignore_ascii_case(key));
        found.map(|header| header.value.as_str())
    }
}

/// Links by name, in the names' order. Names with null are left out on reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(Vec<(Cow<'static, str>, Link)>);

impl Links {
    /// One link named `self`, fetched with GET.
    pub fn to_self(uri: impl Into<String>) -> Self {
        Self::default().with("self", Link::get(uri))
    }

    /// With a further link.
    #[must_use]
    pub fn with(mut self, name: &'static str, link: Link) -> Self {
        match self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name)) {
            Ok(at) => self.0[at].1 = link,
            Err(at) => self.0.insert(at, (Cow::Borrowed(name), link)),
        }
        self
    }

    /// The link of a name.
    pub fn get(&self, name: &str) -> Option<&Link> {
        let at = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name)).ok()?;
        Some(&self.0[at].1)
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.0.iter().map(|(name, link)| (name, link)))
    }
}

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let all: Option<BTreeMap<String, Option<Link>>> = Option::deserialize(d)?;
        let given = all.unwrap_or_default().into_iter();
        Ok(Self(given.filter_map(|(name, link)| Some((name.into(), link?))).collect()))
    }
}

/// The type of a resource, and its version for `If-Match`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Attributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_type: Option<Cow<'static, str>>,
}

impl Attributes {
    /// Attributes of a resource without a version.
    pub fn of(object_type: &'static str) -> Self {
        Self {
            etag: None,
            object_type: Some(Cow::Borrowed(object_type)),
        }
    }

    /// Attributes of a collection.
    pub fn collection() -> Self {
        Self::of("Collection")
    }

    /// With a version.
    #[must_use]
    pub fn with_etag(mut self, etag: impl Into<String>) -> Self {
        self.etag = Some(etag.into());
        self
    }
}

/// The error body. Some services send the code as a number; it is read as its digits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiFault {
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub code: String,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub description: String,
    #[serde(deserialize_with = "list_or_null")]
    pub data: Vec<Value>,
    #[serde(deserialize_with = "tolerant::text_or_number")]
    pub source: String,
}

shape! {
    /// The gateway's body for 429.
    pub struct GatewayFault { status_code: u16, message: String }

    /// The error body of the newer services (validation status).
    pub struct ApiFaultExtended {
        #[serde(deserialize_with = "tolerant::number_or_text")]
        code: i64,
        message: String,
        description: String,
        error_name: String,
        is_retryable: bool,
        error_message_extended: String,
    }
}
