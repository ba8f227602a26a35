//! What a handler is asked with: the path's parts, the query, the body, and who asks. And the two ways into the engine.

use super::{answer::Answer, context::View, problem::Problem, routes::Route};
use crate::center::Center;
use bytes::Bytes;
use nahtlos_engine::{
    Halt, Reading, UseCase,
    call::{Call, Need},
};
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::{Limits, body};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A request in the hands of a handler.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub center: Arc<Center>,
    pub route: &'static Route,
    /// Values of the path's `{names}`, decoded, in order; spelled as sent.
    pub params: Vec<String>,
    /// Path as sent, without `/v1` or `/v1.0`; our own (`/moves/v1`, `/sandbox/v1`) whole.
    pub path: String,
    pub query: Query,
    pub headers: Arc<http::HeaderMap>,
    pub body: Bytes,
    pub call: Call,
    /// Scheme and host by which the caller reached us, such as `https://localhost:8443`.
    pub base: String,
}

/// A query string: names match whatever their letter case and underscores.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    /// As sent.
    pub raw: String,
    /// The route's names, for debug builds to see that no other is read.
    told: Option<&'static str>,
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

impl Query {
    /// Reads a query string.
    pub(crate) fn parse(raw: &str) -> Self {
        let decode = |text: &str| {
            let spaced = text.replace('+', " ");
            percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
        };
        let pairs = raw.split('&').filter(|p| !p.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (folded(&decode(name)), decode(value))
        });
        Self {
            pairs: pairs.collect(),
            raw: raw.to_owned(),
            told: None,
        }
    }

    /// Reads the query of a route's request.
    pub(crate) fn of(route: &Route, raw: &str) -> Self {
        Self {
            told: route.told.is_something().then_some(route.told.query),
            ..Self::parse(raw)
        }
    }

    fn see(&self, name: &str) {
        let bare = |told: &str| folded(told.split([':', '!']).next().unwrap_or(told).trim_start_matches('$'));
        debug_assert!(
            self.told
                .is_none_or(|told| told.split_whitespace().any(|told| bare(told) == name.trim_start_matches('$'))),
            "the query parameter {name} is read, but the route does not tell it: add it to `asks` in the route table"
        );
    }

    /// A value that is there and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let name = folded(name);
        self.see(&name);
        self.pairs
            .iter()
            .find(|(n, v)| *n == name && !v.is_empty())
            .map(|(_, v)| v.as_str())
    }

    /// Every value of a name that may be repeated.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let name = folded(name);
        self.see(&name);
        self.pairs
            .iter()
            .filter(|(n, v)| *n == name && !v.is_empty())
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// A value that must be there.
    pub(crate) fn must(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name)
            .ok_or_else(|| Refusal::property(name, "is a query parameter that must be given"))
    }

    /// A whole number from 0 on.
    pub(crate) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let read = |text: &str| text.parse::<i64>().ok().filter(|n| *n >= 0);
        let text = self.get(name);
        text.map(|t| read(t).ok_or_else(|| Refusal::property(name, format!("{t:?} is no whole number from 0 on"))))
            .transpose()
    }

    /// `true` or `false`; absent is false.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| v.eq_ignore_ascii_case("true") || v == "1")
    }
}

impl Ask {
    /// A part of the path, by its place.
    pub(crate) fn param(&self, place: usize) -> &str {
        self.params.get(place).map_or("", String::as_str)
    }

    /// A part of the path that is a GUID; in lower case. Anything else is no id of ours.
    pub(crate) fn id(&self, place: usize) -> String {
        self.param(place).trim().trim_matches(['{', '}']).to_ascii_lowercase()
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .map(str::trim)
            .filter(|v| !v.is_empty())
    }

    /// The body as a shape.
    pub(crate) fn read_body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        debug_assert!(
            self.route.told.lets_read::<T>(),
            "{:?} reads {}, but its route tells otherwise: mend its line in the route table",
            self.route,
            std::any::type_name::<T>()
        );
        let limits = Limits {
            bytes: self.center.config.body_bytes,
            ..Limits::default()
        };
        Ok(body::parse_as(&self.body, &limits)?)
    }

    /// The version of `If-Match`, in any of its spellings; `None`: not demanded.
    pub(crate) fn if_match(&self) -> Option<String> {
        let text = self.header("if-match")?.trim_start_matches("W/").trim_matches('"').to_owned();
        Some(text).filter(|t| t != "*" && !t.is_empty())
    }

    /// What views need: catalogue, time, language.
    pub(crate) fn view(&self) -> View {
        View::of(self)
    }

    /// Opens a reading.
    pub(crate) async fn read(&self, need: Need) -> Result<Reading, Problem> {
        Ok(self.center.engine.read(&self.call, need).await?)
    }

    /// Runs a command; its answer is kept for a request that comes again.
    pub(crate) async fn write<C: UseCase>(
        &self,
        command: C,
        answer: impl Fn(&C::Out) -> Answer + Send + Sync + 'static,
    ) -> Result<Answer, Problem> {
        let render = Arc::new(move |out: &C::Out| answer(out).into());
        Ok(self.center.engine.reply(&self.call, command, render).await?.into())
    }

    /// Runs a command whose result the handler needs itself.
    pub(crate) async fn execute<C: UseCase>(&self, command: C) -> Result<C::Out, Halt> {
        self.center.engine.execute(&self.call, command).await
    }

    /// The refusal for what is not there.
    pub(crate) fn not_found(&self, id: &str) -> Problem {
        Refusal::new(Code::NotFound).with("id", id).into()
    }
}
