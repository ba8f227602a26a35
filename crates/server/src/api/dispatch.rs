//! From HTTP to a handler and back: limits, caller, answer. Paths are found in `find`, answers written in `written`.

pub(crate) use super::struck::LostReply;
use super::{
    answer::Answer,
    ask::{Ask, Query},
    context::{self, Ids},
    find::{Found, begins, find, flavour_of, released},
    graph,
    problem::{Of, Problem},
    routes::{Access, Flavour, Route},
    spending::{learn_size, spend, telling},
    struck::Struck,
    written::{names, written},
};
use crate::{center::Center, faults::Met, identity::Spent, pages, request_log::Seen};
use bytes::Bytes;
use futures_util::StreamExt as _;
use http::{HeaderMap, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use nahtlos_engine::call::Actor;
use nahtlos_model::refusals::{Code, Refusal};
use std::{net::IpAddr, panic::AssertUnwindSafe, sync::Arc};

/// A request on its way to a handler: one that came by itself, or a part of a batch.
#[derive(Debug)]
pub(crate) struct Coming<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: Arc<HeaderMap>,
    pub ids: &'a Ids,
    /// Scheme and host by which the caller reached us.
    pub base: String,
}

/// Handles a request: nothing that goes wrong inside goes out unanswered.
///
/// # Errors
/// Where a sandbox was told to lose the reply.
pub(crate) async fn handle(center: Arc<Center>, peer: IpAddr, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, LostReply> {
    let (parts, body) = request.into_parts();
    let ids = Ids::of(&parts.headers);
    let path = released(parts.uri.path());
    let coming_head = parts.method == http::Method::HEAD;
    let found = find(parts.method.as_str(), &path);
    let route = found.as_ref().ok().map(|found| found.route);
    if let Err(error) = center.engine.follow().await {
        // Without the database the request will say so itself.
        tracing::debug!(%error, "the clock could not be followed");
    }
    let flavour = found.as_ref().map_or_else(|_| flavour_of(&path), |f| f.route.flavour);
    if matches!(found, Err(false))
        && let Some(page) = pages::find(&parts.method, parts.uri.path(), &parts.headers)
    {
        let limit = page.body_bytes(&center);
        let came = pages::Came {
            base: base(&center, &parts.headers, &parts.uri),
            method: parts.method,
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or(""),
            headers: parts.headers,
            body: read(body, limit).await,
        };
        return Ok(pages::answer(center, page, came).await);
    }
    let coming = Coming {
        method: parts.method.as_str(),
        path: &path,
        query: parts.uri.query().unwrap_or(""),
        base: base(&center, &parts.headers, &parts.uri),
        headers: Arc::new(parts.headers),
        ids: &ids,
    };
    // Nothing is kept of what a stranger sends.
    let admitted = admit(&center, found, &coming);
    let noted = route.and_then(|route| Some((route, user(&center, route, &admitted, &coming.headers)?)));
    let (query, sent) = (coming.query, Arc::clone(&coming.headers));
    let limit = admitted.as_ref().map_or(0, |a| a.route.class.body_bytes(&center.config));
    let struck = admitted.as_ref().ok().filter(|_| center.faults.is_some()).map(Struck::of);
    let answer = match (admitted, read(body, limit).await) {
        (Ok(admitted), Some(body)) => serve(&center, admitted, coming, body).await,
        (Ok(_), None) => {
            let reason = format!("the body is larger than {limit} bytes, or was cut off");
            Err(Problem::from(Refusal::new(Code::InvalidInput).with("reason", reason)))
        }
        (Err(problem), _) => Err(problem),
    };
    if let Some((route, actor)) = noted {
        let seen = Seen {
            route,
            request_id: &ids.request,
            correlation_id: sent
                .get(names::MS_CORRELATION_ID)
                .and_then(|id| id.to_str().ok())
                .unwrap_or_default(),
            query,
            address: peer,
        };
        center.requests.note(&center, &actor, seen);
    }
    if let (Ok(answer), Some(struck)) = (&answer, struck)
        && answer.status < 300
        && struck.loses(&center, &path, &ids.request)
    {
        return Err(LostReply);
    }
    let answer = answer.unwrap_or_else(|problem| {
        let of = Of {
            flavour,
            locale: &ids.locale,
            request_id: &ids.request,
            client_request_id: &ids.client_request,
            now: center.engine.now(),
            granular: super::graph::delegations::said::owns(&path),
            operation: route.map_or("unknown", |route| route.name),
        };
        problem.write(&center.texts, of)
    });
    let answer = match coming_head {
        // Whatever it would say: HEAD has no body.
        true => Answer {
            body: Vec::new(),
            ..answer
        },
        false => answer,
    };
    let mut response = written(&center, flavour, &ids, answer);
    if let Some(route) = route {
        // For who counts.
        response.extensions_mut().insert(route);
    }
    Ok(response)
}

/// The user who asks: one who came in, or who was turned away for want of a second factor.
fn user(center: &Center, route: &Route, admitted: &Result<Admitted, Problem>, headers: &HeaderMap) -> Option<Arc<Actor>> {
    let actor = match admitted {
        Ok(admitted) => Arc::clone(&admitted.actor),
        Err(Problem::Refused(refusal)) if refusal.code == Code::MfaRequired => context::of_token(center, route, headers).ok()?,
        Err(_) => return None,
    };
    actor.user.is_some().then_some(actor)
}

/// A caller who may come in, and where to.
#[derive(Debug)]
pub(crate) struct Admitted {
    pub route: &'static Route,
    pub params: Vec<String>,
    pub actor: Arc<Actor>,
    /// What it tells of its budget.
    spent: Spent,
}

/// Lets a caller in at the route that was found, by what the headers say. Also used for the parts of a batch.
pub(crate) fn admit(center: &Center, found: Result<Found, bool>, coming: &Coming<'_>) -> Result<Admitted, Problem> {
    let (method, path) = (coming.method, coming.path);
    let found = found.map_err(|other_method| match other_method {
        true if flavour_of(path) == Flavour::Graph => graph::said::no_method(),
        false if flavour_of(path) == Flavour::Graph => graph::said::no_segment(path),
        true => Problem::from(Refusal::new(Code::Unsupported).with("method", method).with("path", path)),
        false => Problem::from(Refusal::new(Code::NotFound).with("id", path)),
    })?;
    let actor = context::actor(center, found.route, &coming.headers);
    center.calls.count(found.route);
    admit_as(center, found, actor?, coming)
}

/// Lets a caller in who is known already.
fn admit_as(center: &Center, found: Found, actor: Arc<Actor>, coming: &Coming<'_>) -> Result<Admitted, Problem> {
    storable(&found, coming)?;
    center.identity.limit(&actor, found.route.class)?;
    let spent = spend(center, &found, &actor, coming.query)?;
    Ok(Admitted {
        route: found.route,
        params: found.params,
        actor,
        spent,
    })
}

/// That an address holds no U+0000, which PostgreSQL keeps in no text: nothing is called so, and no question is answered by it. Pages
/// answer for themselves, as pages.
fn storable(found: &Found, coming: &Coming<'_>) -> Result<(), Refusal> {
    let route = found.route;
    if route.access == Access::Public && route.flavour == Flavour::Own {
        return Ok(());
    }
    let wrong = |what: &str| {
        let reason = format!("the {what} holds the character U+0000 (%00); send it without");
        Err(Refusal::new(Code::InvalidInput).with("reason", reason))
    };
    if found.params.iter().any(|param| param.contains('\0')) {
        return match route.flavour {
            Flavour::Token => wrong("address"),
            _ => Err(Refusal::new(Code::NotFound).with("id", coming.path)),
        };
    }
    // What a route does not ask for is never read.
    let reads = !route.is_told() || !route.told.query.is_empty();
    match reads && coming.query.contains("%00") {
        true => wrong("query"),
        false => Ok(()),
    }
}

/// A question or command of this process itself, on behalf of a person who is signed in.
#[derive(Debug)]
pub(crate) struct Inside<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: HeaderMap,
    pub actor: Arc<Actor>,
    pub base: &'a str,
    pub locale: &'a str,
    pub body: Bytes,
}

/// Answers it as it would be answered over HTTP with a token of that person: same gate, same limits, same words.
pub(crate) async fn inside(center: &Arc<Center>, asked: Inside<'_>) -> Answer {
    let ids = Ids {
        locale: asked.locale.to_owned(),
        ..Ids::of(&asked.headers)
    };
    let path = released(asked.path);
    let flavour = flavour_of(&path);
    let coming = Coming {
        method: asked.method,
        path: &path,
        query: asked.query,
        headers: Arc::new(asked.headers),
        ids: &ids,
        base: asked.base.to_owned(),
    };
    let mut operation = "unknown";
    let answer = match find(asked.method, &path) {
        Err(_) => Err(Problem::from(Refusal::new(Code::NotFound).with("id", &*path))),
        Ok(found) => {
            operation = found.route.name;
            match admit_as(center, found, asked.actor, &coming) {
                Ok(admitted) => serve(center, admitted, coming, asked.body).await,
                Err(problem) => Err(problem),
            }
        }
    };
    answer.unwrap_or_else(|problem| {
        let of = Of {
            flavour,
            locale: &ids.locale,
            request_id: &ids.request,
            client_request_id: &ids.client_request,
            now: center.engine.now(),
            granular: super::graph::delegations::said::owns(&path),
            operation,
        };
        problem.write(&center.texts, of)
    })
}

/// Runs the handler.
pub(crate) async fn serve(center: &Arc<Center>, admitted: Admitted, coming: Coming<'_>, body: Bytes) -> Result<Answer, Problem> {
    let met = match &center.faults {
        Some(faults) => Struck::of(&admitted).met(center, faults, &coming).await?,
        None => Met::default(),
    };
    let Admitted {
        route,
        params,
        actor,
        spent,
    } = admitted;
    if spent.units.is_some() {
        learn_size(center, &actor.directory_id).await?;
    }
    let mut call = context::call(route, actor, coming.ids, &coming.headers, coming.path, &body);
    call.faults = met.engine;
    let ask = Ask {
        center: Arc::clone(center),
        route,
        params,
        path: inner_path(coming.path).to_owned(),
        query: Query::of(route, coming.query),
        headers: coming.headers,
        body,
        call,
        base: coming.base,
    };
    let compliant = context::compliance(route, &ask);
    let handler = route.handler;
    let answer = futures_util::FutureExt::catch_unwind(AssertUnwindSafe(async move { handler(ask).await })).await;
    if let Some(delay) = met.delay {
        tokio::time::sleep(delay).await;
    }
    match answer {
        Ok(answer) => match (answer, compliant) {
            (Ok(answer), Some(compliant)) => Ok(answer.with("ismfacompliant", compliant)),
            (answer, _) => answer.map(|answer| telling(answer, spent)),
        },
        Err(panic) => {
            let text = panic
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            Err(Problem::Fault(format!("panic: {}", text.unwrap_or_default())))
        }
    }
}

/// A body that is too large is read on for a while and thrown away, so that its sender gets the answer instead of a broken connection.
const THROWN_AWAY: usize = 64 << 20;

/// Reads a body; `None`: too large, or it broke off.
async fn read(body: Incoming, limit: usize) -> Option<Bytes> {
    if body.is_end_stream() {
        return Some(Bytes::new());
    }
    let mut stream = body.into_data_stream();
    let (mut all, mut first, mut length) = (Vec::new(), None, 0_usize);
    while let Some(part) = stream.next().await {
        let part = part.ok()?;
        length = length.saturating_add(part.len());
        match (&first, length) {
            (_, over) if over > THROWN_AWAY.max(limit) => return None,
            (_, over) if over > limit => {}
            (None, _) => first = Some(part),
            (Some(one), _) => {
                if all.is_empty() {
                    all.extend_from_slice(one);
                }
                all.extend_from_slice(&part);
            }
        }
    }
    let read = if all.is_empty() { first.unwrap_or_default() } else { all.into() };
    (length <= limit).then_some(read)
}

fn inner_path(path: &str) -> &str {
    // Our own paths stay whole: a link without its version is one of the Partner Center API.
    let all = ["/v1.0/", "/v1/"];
    let cut = all.iter().find(|p| begins(path, p)).map_or(0, |p| p.len() - 1);
    &path[cut..]
}

fn base(center: &Center, headers: &HeaderMap, uri: &http::Uri) -> String {
    if let Some(url) = &center.config.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let tls = !center.config.tls_cert.is_empty() || center.config.tls_self_signed;
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
    // HTTP/2 has no Host header: the host is part of the address.
    let host = host
        .or_else(|| uri.authority().map(http::uri::Authority::as_str))
        .unwrap_or("localhost");
    format!("{}://{host}", if tls { "https" } else { "http" })
}
