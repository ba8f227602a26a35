//! Answers of Graph: an entity, a page with its next link, a number.
//!
//! A next link carries the whole query and a token. The token is bound to the tenant, the path and the query; it grants nothing:
//! what may be read is decided anew for every page.

use crate::api::{answer::Answer, ask::Ask, graph::said, problem::Problem};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Longest token that is looked at.
const TOKEN_MOST: usize = 4096;

/// `@odata.context` for what stands behind the hash sign.
pub(crate) fn context(ask: &Ask, what: &str) -> String {
    format!("{}/v1.0/$metadata#{what}", ask.base)
}

/// An answer with one resource.
pub(crate) fn entity(status: u16, context: String, thing: Map<String, Value>) -> Answer {
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), Value::String(context));
    body.extend(thing);
    Answer::json(status, &body)
}

/// An answer with a list: whole, or a page that goes on after `next`.
pub(crate) fn collection(
    ask: &Ask,
    context: String,
    count: Option<i64>,
    next: Option<&[String]>,
    things: Vec<Map<String, Value>>,
) -> Answer {
    let mut body = Map::new();
    body.insert("@odata.context".to_owned(), Value::String(context));
    if let Some(count) = count {
        body.insert("@odata.count".to_owned(), json!(count));
    }
    if let Some(next) = next {
        body.insert("@odata.nextLink".to_owned(), Value::String(next_link(ask, next)));
    }
    body.insert("value".to_owned(), Value::Array(things.into_iter().map(Value::Object).collect()));
    Answer::ok(&body)
}

/// An answer that says how a preferred page size was followed.
pub(crate) fn counted(answer: Answer, preferred: bool, size: usize) -> Answer {
    match preferred {
        true => answer.with("preference-applied", format!("odata.maxpagesize={size}")),
        false => answer,
    }
}

/// An answer with nothing but a number.
pub(crate) fn number(n: i64) -> Answer {
    Answer::bytes("text/plain", n.to_string().into_bytes())
}

fn is_token(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or("");
    let name = percent_decode_str(name).decode_utf8_lossy().to_ascii_lowercase();
    matches!(name.as_str(), "$skiptoken" | "skiptoken")
}

/// The query without its token, as sent.
fn others(ask: &Ask) -> String {
    let others: Vec<&str> = ask.query.raw.split('&').filter(|p| !p.is_empty() && !is_token(p)).collect();
    others.join("&")
}

fn next_link(ask: &Ask, after: &[String]) -> String {
    let others = others(ask);
    let join = if others.is_empty() { "" } else { "&" };
    format!("{}/v1.0{}?{others}{join}$skiptoken={}", ask.base, ask.path, token_of(ask, after))
}

fn bound(ask: &Ask, others: &str) -> String {
    let mut hash = Sha256::new();
    let path = ask.path.trim_end_matches('/').to_lowercase();
    let others = others.replace('+', " ");
    for part in [
        &ask.call.actor.directory_id,
        &path,
        &percent_decode_str(&others).decode_utf8_lossy().into_owned(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..12])
}

/// A token for the page after a place.
fn token_of(ask: &Ask, after: &[String]) -> String {
    let place = serde_json::to_vec(after).expect("texts are JSON");
    format!("{}{}", bound(ask, &others(ask)), URL_SAFE_NO_PAD.encode(place))
}

/// The place in a token of this very list.
pub(crate) fn read_token(ask: &Ask, token: &str) -> Result<Vec<String>, Problem> {
    let bound = bound(ask, &others(ask));
    let place = token.strip_prefix(&bound).filter(|_| token.len() <= TOKEN_MOST);
    let bytes = place.and_then(|place| URL_SAFE_NO_PAD.decode(place).ok());
    let read = bytes.and_then(|bytes| serde_json::from_slice::<Vec<String>>(&bytes).ok());
    read.filter(|place| !place.is_empty()).ok_or_else(said::page_token)
}
