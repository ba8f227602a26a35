//! Queries of Graph: what a caller selects, filters, sorts and expands, and pages of answers.
//!
//! Used by every reading operation of Graph. An option that is not known or not supported is refused by name; none is passed over in
//! silence but `$count` without its header, as the reference does.

pub(crate) mod expr;
pub(crate) mod kind;
mod lex;
mod page;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use page::{collection, context, counted, entity, number};

use super::said;
use crate::api::{ask::Ask, problem::Problem};
use expr::Expr;
use kind::{Kind, Property, Schema, Shown};
use percent_encoding::percent_decode_str;

/// Things in a page where the caller names no size.
const PAGE: usize = 100;
/// Most things in a page.
const PAGE_MOST: usize = 999;
/// Longest filter.
const FILTER_MOST: usize = 8_000;
/// Options that are known; everything else that begins with a dollar sign is refused.
const KNOWN: [&str; 10] = [
    "select",
    "top",
    "filter",
    "orderby",
    "count",
    "search",
    "skip",
    "skiptoken",
    "expand",
    "format",
];

/// The query of lists, for their routes.
pub(crate) const LIST: &str = "$select $top:integer $filter $orderby $count:boolean $search $skip:integer $skiptoken $expand $format";
/// The query of one resource.
pub(crate) const ONE: &str = "$select $expand $format";
/// The query of numbers.
pub(crate) const NUMBER: &str = "$filter $search $skip:integer";
/// The headers of lists.
pub(crate) const HEADERS: &str = "ConsistencyLevel Prefer";

/// What a list of a kind takes beside `$select`, `$filter` and `$top`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Takes {
    /// Properties it can be sorted by.
    pub order: &'static [&'static str],
    /// What can be expanded.
    pub expand: &'static [&'static str],
}

/// What can be expanded of resources for which `$expand` is known though they have nothing inside.
pub(crate) const NOTHING_INSIDE: &[&str] = &["*"];

/// A property to be expanded, with what is selected of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expand {
    pub name: &'static str,
    pub select: Option<String>,
}

/// The options of a request for a kind of resource.
#[derive(Debug, Clone)]
pub(crate) struct Options<T: 'static> {
    /// What is shown, in the order asked for.
    pub properties: Vec<&'static Property<T>>,
    /// The caller selected it.
    selected: bool,
    pub top: usize,
    pub filter: Option<Expr>,
    /// Property, and whether downwards.
    pub order: Option<(&'static str, bool)>,
    /// The number of all is wanted.
    pub count: bool,
    pub expand: Option<Expand>,
    /// Where the page begins: what the last one ended with.
    pub after: Option<Vec<String>>,
    /// The page size came from the header `Prefer`.
    pub preferred: bool,
}

/// An option's value, named with or without its dollar sign.
fn option<'a>(ask: &'a Ask, name: &str) -> Option<&'a str> {
    ask.query.get(&format!("${name}")).or_else(|| ask.query.get(name))
}

/// Whether the header that advanced queries need is there.
pub(crate) fn eventual(ask: &Ask) -> bool {
    ask.header("consistencylevel").is_some_and(|v| v.eq_ignore_ascii_case("eventual"))
}

impl<T> Options<T> {
    /// Options of a list.
    pub(crate) fn list(ask: &Ask, kind: &'static Kind<T>, takes: Takes) -> Result<Self, Problem> {
        let mut options = Self::one(ask, kind, takes.expand)?;
        if options.selected
            && let Some(single) = options.properties.iter().find(|p| p.shown == Shown::Single)
        {
            return Err(said::not_listed(single.name));
        }
        refuse_search(ask)?;
        let counted = option(ask, "count").is_some_and(|v| v.eq_ignore_ascii_case("true"));
        let advanced = counted && eventual(ask);
        options.count = advanced;
        (options.top, options.preferred) = top(ask)?;
        options.filter = option(ask, "filter").map(|text| filter(text, kind)).transpose()?;
        if let Some(what) = options.filter.as_ref().and_then(Expr::advanced).filter(|_| !advanced) {
            return Err(said::needs_advanced(what));
        }
        options.order = option(ask, "orderby").map(|text| order(text, kind, takes.order)).transpose()?;
        if options.order.is_some() && options.filter.is_some() && !advanced {
            return Err(said::needs_advanced("'$filter' together with '$orderby'"));
        }
        options.after = option(ask, "skiptoken").map(|token| page::read_token(ask, token)).transpose()?;
        Ok(options)
    }

    /// Options of a list where every query is an ordinary one, with pages of one size and no larger ones. `$expand` is passed over where
    /// the list takes it and has nothing to expand ([`NOTHING_INSIDE`]).
    pub(crate) fn plain(ask: &Ask, kind: &'static Kind<T>, takes: Takes, most: usize) -> Result<Self, Problem> {
        refuse_unknown(ask)?;
        let select = option(ask, "select");
        let mut options = Self {
            properties: selection(select, kind)?,
            selected: select.is_some(),
            ..Self::of_filter(None)
        };
        for name in ["skip", "search", "expand"] {
            if option(ask, name).is_some() && !(name == "expand" && takes.expand == NOTHING_INSIDE) {
                return Err(said::query(format!("'${name}' is not supported for this resource.")));
            }
        }
        options.count = option(ask, "count").is_some_and(|v| v.eq_ignore_ascii_case("true"));
        options.top = most;
        if let Some(text) = option(ask, "top") {
            let size = text.trim().parse().ok().filter(|n| (1..=most).contains(n));
            let shown: String = text.chars().take(20).collect();
            let wrong = || {
                said::query(format!(
                    "Invalid page size specified: '{shown}'. Must be between 1 and {most} inclusive."
                ))
            };
            options.top = size.ok_or_else(wrong)?;
        }
        options.filter = option(ask, "filter").map(|text| filter(text, kind)).transpose()?;
        options.order = option(ask, "orderby").map(|text| order(text, kind, takes.order)).transpose()?;
        options.after = option(ask, "skiptoken").map(|token| page::read_token(ask, token)).transpose()?;
        Ok(options)
    }

    /// Options of one resource, or of a list that takes nothing but `$select`.
    pub(crate) fn one(ask: &Ask, kind: &'static Kind<T>, expand: &'static [&'static str]) -> Result<Self, Problem> {
        refuse_unknown(ask)?;
        let select = option(ask, "select");
        Ok(Self {
            properties: selection(select, kind)?,
            selected: select.is_some(),
            expand: option(ask, "expand").map(|text| expansion(text, kind, expand)).transpose()?,
            ..Self::of_filter(None)
        })
    }

    /// Options that are nothing but a filter.
    pub(crate) fn of_filter(filter: Option<Expr>) -> Self {
        Self {
            properties: Vec::new(),
            selected: false,
            top: usize::MAX,
            filter,
            order: None,
            count: false,
            expand: None,
            after: None,
            preferred: false,
        }
    }

    /// Options of a list that is never paged and cannot be filtered.
    pub(crate) fn whole(ask: &Ask, kind: &'static Kind<T>) -> Result<Self, Problem> {
        for name in ["filter", "orderby", "top", "skiptoken", "skip", "search"] {
            if option(ask, name).is_some() {
                return Err(said::query(format!("'${name}' is not supported for this resource.")));
            }
        }
        Self::one(ask, kind, &[])
    }

    /// Whether the caller selected what is shown.
    pub(crate) fn is_selected(&self) -> bool {
        self.selected
    }

    /// `@odata.context` of the answer: a set's, or an entity's of it.
    pub(crate) fn context(&self, ask: &Ask, set: &str, entity: bool) -> String {
        let mut names: Vec<String> = match self.selected {
            true => self.properties.iter().map(|p| p.name.to_owned()).collect(),
            false => Vec::new(),
        };
        names.extend(self.expand.iter().map(|e| format!("{}()", e.name)));
        let names = match names.is_empty() {
            true => String::new(),
            false => format!("({})", names.join(",")),
        };
        page::context(ask, &format!("{set}{names}{}", if entity { "/$entity" } else { "" }))
    }
}

/// The properties of a selection; without one, those that are shown by default.
pub(crate) fn selection<T>(select: Option<&str>, kind: &'static Kind<T>) -> Result<Vec<&'static Property<T>>, Problem> {
    let Some(select) = select else { return Ok(kind.defaults()) };
    let mut properties: Vec<&'static Property<T>> = Vec::new();
    for name in select.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        let found: Vec<&'static Property<T>> = match name {
            "*" => kind
                .properties
                .iter()
                .filter(|p| !matches!(p.shown, Shown::Single | Shown::Never))
                .collect(),
            _ => {
                let found = kind.property(name).filter(|p| p.shown != Shown::Never);
                vec![found.ok_or_else(|| said::no_property(name, kind.name))?]
            }
        };
        for property in found {
            if !properties.iter().any(|p| p.name == property.name) {
                properties.push(property);
            }
        }
    }
    Ok(properties)
}

/// Reads a filter for a kind.
pub(crate) fn filter(text: &str, schema: &dyn Schema) -> Result<Expr, Problem> {
    if text.len() > FILTER_MOST {
        return Err(said::filter(format!("it is longer than {FILTER_MOST} characters")));
    }
    parse::parse(text, schema)
}

/// The filter of a `$count` segment, which needs the advanced header and nothing else.
pub(crate) fn count_filter(ask: &Ask, schema: &dyn Schema) -> Result<Option<Expr>, Problem> {
    if !eventual(ask) {
        return Err(said::bad("$count is not currently supported."));
    }
    refuse_unknown(ask)?;
    refuse_search(ask)?;
    option(ask, "filter").map(|text| filter(text, schema)).transpose()
}

fn refuse_unknown(ask: &Ask) -> Result<(), Problem> {
    for pair in ask.query.raw.split('&') {
        let name = pair.split('=').next().unwrap_or("");
        let name = percent_decode_str(name).decode_utf8_lossy();
        if let Some(option) = name.strip_prefix('$')
            && !KNOWN.contains(&option.to_ascii_lowercase().as_str())
        {
            let shown: String = option.chars().take(60).collect();
            return Err(said::bad(format!("The query parameter '${shown}' is not supported.")));
        }
    }
    Ok(())
}

fn refuse_search(ask: &Ask) -> Result<(), Problem> {
    if option(ask, "skip").is_some() {
        return Err(said::query("'$skip' is not supported by the service."));
    }
    match (option(ask, "search"), eventual(ask)) {
        (None, _) => Ok(()),
        (Some(_), false) => Err(said::query(
            "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
        )),
        (Some(_), true) => Err(said::query(
            "'$search' is not supported here; use $filter with startsWith or endsWith.",
        )),
    }
}

/// The page size, and whether it came from the header `Prefer: odata.maxpagesize`.
fn top(ask: &Ask) -> Result<(usize, bool), Problem> {
    if let Some(text) = option(ask, "top") {
        let size = text.trim().parse().ok().filter(|n| (1..=PAGE_MOST).contains(n));
        let shown: String = text.chars().take(20).collect();
        return size.map(|n| (n, false)).ok_or_else(|| {
            said::query(format!(
                "Invalid page size specified: '{shown}'. Must be between 1 and {PAGE_MOST} inclusive."
            ))
        });
    }
    let preferred = super::prefer::value(ask, "odata.maxpagesize").or_else(|| super::prefer::value(ask, "maxpagesize"));
    let preferred = preferred.and_then(|v| v.parse::<usize>().ok()).filter(|n| *n > 0);
    Ok((preferred.unwrap_or(PAGE).min(PAGE_MOST), preferred.is_some()))
}

fn order(text: &str, schema: &dyn Schema, takes: &'static [&'static str]) -> Result<(&'static str, bool), Problem> {
    let mut words = text.split_whitespace();
    let (name, way, more) = (words.next().unwrap_or(""), words.next().unwrap_or("asc"), words.next());
    let (property, _) = schema.find(name).ok_or_else(|| said::no_property(name, schema.kind_name()))?;
    let takes = takes.iter().find(|t| **t == property);
    let down = match way.to_ascii_lowercase().as_str() {
        "asc" => Some(false),
        "desc" => Some(true),
        _ => None,
    };
    match (takes, down, more) {
        (Some(property), Some(down), None) => Ok((property, down)),
        _ => Err(said::query("Sorting not supported for current query.")),
    }
}

/// `manager`, `manager($select=id,displayName)`, `manager($levels=1)`.
fn expansion(text: &str, schema: &dyn Schema, takes: &'static [&'static str]) -> Result<Expand, Problem> {
    let text = text.trim();
    let (name, inner) = match text.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.strip_suffix(')')),
        None => (text, Some("")),
    };
    if inner.is_none() || name.contains(',') {
        return Err(said::query("$expand takes one property at a time."));
    }
    let found = takes.iter().find(|t| t.eq_ignore_ascii_case(name));
    let name = found.ok_or_else(|| said::no_property(name, schema.kind_name()))?;
    let mut select = None;
    for part in inner.unwrap_or("").split(';').map(str::trim).filter(|p| !p.is_empty()) {
        match part
            .split_once('=')
            .map(|(n, v)| (n.trim().trim_start_matches('$').to_ascii_lowercase(), v.trim()))
        {
            Some((option, value)) if option == "select" => select = Some(value.to_owned()),
            Some((option, "1")) if option == "levels" => {}
            _ => return Err(said::query(format!("'{part}' is not supported in $expand."))),
        }
    }
    Ok(Expand { name, select })
}
