//! Lists as streams: pages are fetched as they are needed, in all three styles that the APIs have.
//!
//! Used by the nouns' `list` methods. A stream ends with the first error. A service that leads in circles is noticed, not followed.

use crate::{
    Client, Error,
    request::{Audience, Call},
};
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use nahtlos_wire::{Collection, Link, graph::GraphCollection, headers};
use serde::de::DeserializeOwned;
use std::{future::Future, pin::Pin};

/// A list that is fetched page by page while it is read.
pub type Items<T> = BoxStream<'static, Result<T, Error>>;

/// Everything a list has, for lists known to be short.
pub async fn collect<T>(items: impl Stream<Item = Result<T, Error>>) -> Result<Vec<T>, Error> {
    items.try_collect().await
}

/// What a page leads to.
type Page<T> = (Vec<T>, Option<Call>);
type Fetch<T> = fn(Call) -> Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// Pages from a first call on, each with what leads to the next one.
fn pages<T: Send + 'static>(first: Call, fetch: Fetch<T>) -> Items<T> {
    let step = move |(call, last): (Option<Call>, Option<String>)| async move {
        let Some(call) = call else { return Ok(None) };
        let (items, next) = fetch(call).await?;
        let place = next.as_ref().map(|call| format!("{} {:?}", call.address, call.headers));
        if place.is_some() && place == last {
            return Err(Error::Reply {
                what: "the next page is the same as this one".to_owned(),
                request_id: String::new(),
            });
        }
        Ok(Some((stream::iter(items.into_iter().map(Ok)), (next, place))))
    };
    stream::try_unfold((Some(first), None), step).try_flatten().boxed()
}

/// A list of the Partner Center API whose pages lead on by link, or by token alone.
pub(crate) fn seek<T: DeserializeOwned + Send + 'static>(first: Call) -> Items<T> {
    pages(first, |call| {
        Box::pin(async move {
            let (client, path) = (call.client.clone(), call.address.clone());
            let reply = call.reply().await?;
            let page: Collection<T> = reply.read()?;
            let token = page
                .continuation_token
                .clone()
                .or(reply.continuation)
                .filter(|token| !token.is_empty());
            let next = match (page.links.get("next"), token) {
                (Some(link), _) => Some(follow(&client, link)),
                (None, Some(token)) => {
                    let bare = path.split('?').next().unwrap_or(&path);
                    let call = Call::to(&client, Audience::partner(), bare).query("seekOperation", "Next");
                    Some(call.header(headers::CONTINUATION_TOKEN, token))
                }
                (None, None) => None,
            };
            Ok((page.items, next))
        })
    })
}

/// A bare list of the Partner Center API: a token in the header asks for the next page with the same call.
pub(crate) fn bare<T: DeserializeOwned + Send + 'static>(first: Call) -> Items<T> {
    pages(first, |call| {
        Box::pin(async move {
            let (client, address) = (call.client.clone(), call.address.clone());
            let reply = call.reply().await?;
            let items: Vec<T> = reply.read()?;
            let token = reply.continuation.filter(|token| !token.is_empty());
            let next = token.map(|token| Call::to(&client, Audience::partner(), &address).header(headers::CONTINUATION_TOKEN, token));
            Ok((items, next))
        })
    })
}

/// A link of the Partner Center API: relative, and without the version that the path has.
fn follow(client: &Client, link: &Link) -> Call {
    let base = &client.core.partner;
    let uri = link.uri.as_str();
    let address = match uri.starts_with('/') {
        true if uri.starts_with("/v1/") || uri.starts_with("/moves/") => format!("{base}{uri}"),
        true => format!("{base}/v1{uri}"),
        false => uri.to_owned(),
    };
    let call = Call::to(client, Audience::partner(), &address);
    link.headers
        .iter()
        .fold(call, |call, header| call.header(&header.key, &header.value))
}

/// A list that takes an offset: a full page is followed by the next, until one is short or a service that knows no offset repeats itself.
pub(crate) fn offset<T>(client: Client, path: Vec<String>, size: usize) -> Items<T>
where
    T: DeserializeOwned + PartialEq + Clone + Send + Sync + 'static,
{
    let step = move |(at, last): (Option<usize>, Option<T>)| {
        let (client, path) = (client.clone(), path.clone());
        async move {
            let Some(at) = at else { return Ok(None) };
            let segments: Vec<&str> = path.iter().map(String::as_str).collect();
            let call = client
                .get(&segments)
                .query("size", size.to_string())
                .query("offset", at.to_string());
            let page: Collection<T> = call.read().await?;
            let first = page.items.first().cloned();
            if first.is_some() && first == last {
                return Ok(None);
            }
            // More than was asked for is all there is.
            let next = (page.items.len() == size).then(|| at + size);
            Ok::<_, Error>(Some((stream::iter(page.items.into_iter().map(Ok)), (next, first))))
        }
    };
    stream::try_unfold((Some(0), None), step).try_flatten().boxed()
}

/// A list of Graph, whose pages lead on by an absolute address that is called unchanged.
pub(crate) fn graph<T: DeserializeOwned + Send + 'static>(first: Call) -> Items<T> {
    pages(first, |call| {
        Box::pin(async move {
            let (client, audience, kept) = (call.client.clone(), call.audience.clone(), call.headers.clone());
            let page: GraphCollection<T> = call.read().await?;
            let next = page.next_link.map(|address| Call {
                headers: kept,
                ..Call::to(&client, audience, &address)
            });
            Ok((page.value, next))
        })
    })
}

/// Calls that answer a whole collection at once.
impl Call {
    /// Sends it and gives the collection's items.
    pub(crate) async fn items<T: DeserializeOwned>(self) -> Result<Vec<T>, Error> {
        self.read::<Collection<T>>().await.map(|page| page.items)
    }
}
