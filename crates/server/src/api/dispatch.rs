//! From HTTP to a handler and back: path matching without regard to case, limits, caller, answer, headers.

pub(crate) use super::struck::LostReply;
use super::{
    answer::Answer,
    ask::{Ask, Query},
    context::{self, Ids},
    graph,
    problem::{Of, Problem},
    routes::{Flavour, ROUTES, Route},
    spending::{learn_size, spend, telling},
    struck::Struck,
};
use crate::{center::Center, faults::Met, identity::Spent, request_log::Seen};
use bytes::Bytes;
use futures_util::StreamExt as _;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use nahtlos_engine::call::Actor;
use nahtlos_model::refusals::{Code, Refusal};
use percent_encoding::percent_decode_str;
use std::{
    borrow::Cow,
    collections::HashMap,
    net::IpAddr,
    panic::AssertUnwindSafe,
    sync::{Arc, LazyLock},
};

/// Routes by lower-case path, then by method.
static TREE: LazyLock<matchit::Router<Vec<&'static Route>>> = LazyLock::new(|| {
    let mut by_path: HashMap<String, Vec<&'static Route>> = HashMap::new();
    for route in ROUTES.iter() {
        let methods = by_path.entry(plain(route.path)).or_default();
        assert!(methods.iter().all(|r| r.method != route.method), "{route:?} is listed twice");
        methods.push(route);
    }
    let mut tree = matchit::Router::new();
    for (path, methods) in by_path {
        tree.insert(path.clone(), methods).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    tree
});

/// A template in lower case with its parameters numbered, so that two spellings of one path are one.
pub(crate) fn plain(template: &str) -> String {
    let mut place = 0;
    let segments = template.split('/').map(|segment| {
        if segment.starts_with('{') {
            place += 1;
            format!("{{p{place}}}")
        } else {
            segment.to_ascii_lowercase()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A path's segments, decoded; doubled and trailing slashes count for nothing.
fn segments(path: &str) -> Vec<Cow<'_, str>> {
    let parts = path.split('/').filter(|s| !s.is_empty());
    let decoded = parts.map(|s| match percent_decode_str(s).decode_utf8_lossy() {
        Cow::Borrowed(part) => Cow::Borrowed(part.trim()),
        Cow::Owned(part) => Cow::Owned(part.trim().to_owned()),
    });
    match flavour_of(path) {
        Flavour::Graph | Flavour::Sales => decoded.flat_map(keyed).collect(),
        _ => decoded.collect(),
    }
}

/// Graph's other way to name one of a set: `servicePrincipals(appId='…')` is `servicePrincipals/appId='…'`, `users('…')` is `users/…`.
fn keyed(part: Cow<'_, str>) -> Vec<Cow<'_, str>> {
    // SDKs shorten the namespace of a type.
    if part.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("graph.")) {
        return vec![format!("microsoft.{part}").into()];
    }
    let Some((set, rest)) = part.split_once('(') else {
        return vec![part];
    };
    let Some(key) = rest.strip_suffix(')').filter(|key| !key.is_empty() && !set.is_empty()) else {
        return vec![part];
    };
    let bare = key.strip_prefix('\'').and_then(|k| k.strip_suffix('\''));
    let key = bare.map_or_else(|| key.to_owned(), |text| text.replace("''", "'"));
    vec![set.to_owned().into(), key.into()]
}

/// A route with the values of its parameters.
#[derive(Debug)]
pub(crate) struct Found {
    pub route: &'static Route,
    pub params: Vec<String>,
}

/// What a path and method lead to: `Err(true)` if the path exists with other methods.
pub(crate) fn find(method: &str, path: &str) -> Result<Found, bool> {
    let parts = segments(path);
    let mut lower = String::with_capacity(path.len() + 1);
    for part in &parts {
        lower.push('/');
        if part.is_ascii() && !part.contains('/') {
            let begin = lower.len();
            lower.push_str(part);
            lower[begin..].make_ascii_lowercase();
            continue;
        }
        // A slash inside of a part would be taken for a border: it stands for itself here.
        let letters = part.chars().map(|c| if c == '/' { '\u{1}' } else { c });
        lower.extend(letters.flat_map(char::to_lowercase));
    }
    if parts.is_empty() {
        lower.push('/');
    }
    let Ok(matched) = TREE.at(&lower) else { return Err(false) };
    let route = *matched.value.iter().find(|route| route.method == method).ok_or(true)?;
    let template = route.path.split('/').filter(|s| !s.is_empty());
    let params = template
        .zip(parts)
        .filter(|(t, _)| t.starts_with('{'))
        .map(|(_, part)| part.into_owned())
        .collect();
    Ok(Found { route, params })
}

fn begins(path: &str, with: &str) -> bool {
    path.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn flavour_of(path: &str) -> Flavour {
    let has = |part: &[u8]| path.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    match () {
        () if begins(path, "/v1.0/sales") => Flavour::Sales,
        () if begins(path, "/v1.0") || begins(path, "/beta") => Flavour::Graph,
        () if has(b"/oauth2/") => Flavour::Token,
        () if begins(path, "/moves/") || begins(path, "/sandbox/") => Flavour::Own,
        () => Flavour::PartnerCenter,
    }
}

/// The path in the released version: what the trial version has in common with it is the same here.
fn released(path: &str) -> Cow<'_, str> {
    if begins(path, "/beta/") {
        format!("/v1.0/{}", &path[6..]).into()
    } else {
        path.into()
    }
}

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
    center.calls.count(found.route);
    let actor = context::actor(center, found.route, &coming.headers)?;
    center.identity.limit(&actor, found.route.class)?;
    let spent = spend(center, &found, &actor, coming.query)?;
    Ok(Admitted {
        route: found.route,
        params: found.params,
        actor,
        spent,
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
    let all = ["/v1.0/", "/v1/", "/moves/v1/", "/sandbox/v1/"];
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

/// An answer as HTTP, with the headers that the reference sends.
fn written(center: &Center, flavour: Flavour, ids: &Ids, answer: Answer) -> Response<Full<Bytes>> {
    let response_is_empty = answer.body.is_empty() && matches!(answer.status, 202 | 204);
    let mut response = Response::new(Full::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    if !response_is_empty {
        let media = match (answer.media.is_empty(), flavour) {
            (false, _) => answer.media.as_str(),
            (true, Flavour::Graph) => graph::JSON,
            (true, _) => "application/json; charset=utf-8",
        };
        put(header::CONTENT_TYPE, media);
    }
    match flavour {
        Flavour::Graph => {
            put(names::REQUEST_ID, &ids.request);
            let client = Some(&ids.client_request).filter(|id| !id.is_empty());
            put(names::CLIENT_REQUEST_ID, client.unwrap_or(&ids.request));
        }
        Flavour::Sales => {
            put(names::REQUEST_ID, &ids.request);
            put(header::CACHE_CONTROL, "private");
        }
        Flavour::Token => {
            put(header::CACHE_CONTROL, "no-store");
            put(header::PRAGMA, "no-cache");
        }
        Flavour::PartnerCenter | Flavour::Own => {
            put(names::MS_REQUEST_ID, &ids.request);
            put(names::MS_CORRELATION_ID, &ids.correlation);
            let vector: String = ids.correlation.chars().filter(|c| *c != '-').take(16).collect();
            put(names::MS_CV, &vector);
            put(names::MS_SERVER_ID, &center.node);
            put(names::X_LOCALE, &ids.locale);
        }
    }
    if let Some(location) = &answer.location {
        put(header::LOCATION, location);
    }
    for (name, value) in &answer.headers {
        put(HeaderName::from_static(name), value);
    }
    response
}

/// Headers of the reference.
mod names {
    use http::HeaderName;

    pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
    pub(super) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
    pub(super) const MS_REQUEST_ID: HeaderName = HeaderName::from_static("ms-requestid");
    pub(super) const MS_CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");
    pub(super) const MS_CV: HeaderName = HeaderName::from_static("ms-cv");
    pub(super) const MS_SERVER_ID: HeaderName = HeaderName::from_static("ms-serverid");
    pub(super) const X_LOCALE: HeaderName = HeaderName::from_static("x-locale");
}
