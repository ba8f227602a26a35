//! Lists records of activity, newest first, within the reference's limits of days; the trail itself has none.

use super::{
    dates::{self, Asked},
    filter,
    record::shown,
};
use crate::api::{
    answer::Answer,
    ask::{Ask, Query},
    problem::Problem,
    users::seek::Seek,
};
use nahtlos_engine::{
    activity::{Place, Wanted},
    call::Need,
};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::Link;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Longest filter: it travels inside of continuation tokens.
const LONGEST: usize = 1500;

/// What a list is, and how far it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct List {
    wanted: Wanted,
    place: Place,
    /// The query in its normal form.
    query: String,
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadAudit)).await?;
    let ask = canonical(ask);
    let seek = Seek::of(&ask, || first(&ask))?;
    let found = reading.activity(&seek.at.wanted, &seek.at.place, seek.limit()).await?;
    let own = Link::get(format!("{}?{}", ask.path, seek.at.query));
    let view = ask.view();
    let page = seek.page(
        &ask,
        &found,
        |one| shown(&view, one),
        |list, last| List {
            place: last.place(),
            ..list
        },
    );
    Ok(Answer::ok(&page.with_link("self", own)))
}

/// Both addresses are one list: a page of it leads on at the shorter one, wherever it began.
fn canonical(mut ask: Ask) -> Ask {
    ask.route = &super::ROUTES[0];
    ask.path = "/auditrecords".to_owned();
    if let (None, Some(size)) = (ask.query.get("size"), member(&ask, "size")) {
        ask.query = Query::parse(&format!("{}&size={size}", ask.query.raw));
    }
    let token = ask.query.get("seek").and_then(|token| token.parse().ok());
    if let Some(token) = token.filter(|_| ask.header("ms-continuationtoken").is_none()) {
        Arc::make_mut(&mut ask.headers).insert("ms-continuationtoken", token);
    }
    ask
}

/// A member of the query, by its name or as the audit service's specification names it.
fn member<'a>(ask: &'a Ask, name: &str) -> Option<&'a str> {
    ask.query.get(name).or_else(|| ask.query.get(&format!("auditRequest.{name}")))
}

fn first(ask: &Ask) -> Result<List, Refusal> {
    if member(ask, "size").is_some_and(|size| size.parse::<i64>().is_ok_and(|n| n < 1)) {
        return Err(wrong("size", "must be 1 or more"));
    }
    let (now, numbers) = (ask.center.engine.now(), ask.center.engine.numbers());
    let asked = Asked {
        start: member(ask, "startDate").map(|text| dates::read(text, "startDate")).transpose()?,
        end: member(ask, "endDate").map(|text| dates::read(text, "endDate")).transpose()?,
    };
    let span = asked.span(now, numbers.audit_days, numbers.audit_window_days)?;
    let mut wanted = Wanted {
        from: span.from,
        to: span.to,
        ..Wanted::default()
    };
    let filter = filter::sent(ask)?;
    if let Some(filter) = &filter {
        filter::apply(filter, &mut wanted)?;
    }
    let size = member(ask, "size")
        .and_then(|s| s.parse().ok())
        .unwrap_or(numbers.audit_page)
        .min(numbers.audit_page);
    let mut query = format!("startDate={}", dates::written(asked.start.map_or(span.from, |d| d.at)));
    if let Some(end) = asked.end {
        query.push_str(&format!("&endDate={}", dates::written(end.at)));
    }
    query.push_str(&format!("&size={size}"));
    if let Some(filter) = filter {
        let text = serde_json::to_string(&filter).unwrap_or_default();
        if text.len() > LONGEST {
            return Err(wrong("filter", &format!("is longer than {LONGEST} bytes")));
        }
        query.push_str(&format!("&filter={}", utf8_percent_encode(&text, NON_ALPHANUMERIC)));
    }
    Ok(List {
        wanted,
        place: Place::default(),
        query,
    })
}

/// A refused query.
pub(super) fn wrong(field: &str, reason: &str) -> Refusal {
    Refusal::new(Code::InvalidInput)
        .with("reason", format!("{field} {reason}"))
        .at(field)
}
