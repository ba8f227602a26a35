//! From a path and a method to a route: letter case, doubled slashes, Graph's keys and the trial version's paths make no difference.
//! Asked for every request and every part of a batch; decides nothing about who may come in.

use super::routes::{Flavour, ROUTES, Route};
use percent_encoding::percent_decode_str;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

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

pub(crate) fn begins(path: &str, with: &str) -> bool {
    path.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

pub(crate) fn flavour_of(path: &str) -> Flavour {
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
pub(crate) fn released(path: &str) -> Cow<'_, str> {
    if begins(path, "/beta/") {
        format!("/v1.0/{}", &path[6..]).into()
    } else {
        path.into()
    }
}
