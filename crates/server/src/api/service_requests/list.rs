//! Lists of requests, newest first, paged by offset; and one alone.

use super::{reads, request_id, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::service_requests::Part;
use nahtlos_model::{
    refusals::{Code, Refusal},
    service_requests::{RequestStatus, ServiceRequest},
};
use nahtlos_wire::{
    Collection, Link,
    filters::{Filter, FilterOperator},
    service_requests as wire,
};
use std::borrow::Cow;

/// Requests of a page when nobody says how many (own choice).
const USUAL: i64 = 100;
/// Most requests of a page. Source: the Java SDK checks it.
const MOST: i64 = 1000;

pub(crate) async fn own(ask: Ask) -> Result<Answer, Problem> {
    listed(ask, None).await
}

pub(crate) async fn of_customer(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.id(0);
    listed(ask, Some(customer)).await
}

async fn listed(ask: Ask, customer: Option<String>) -> Result<Answer, Problem> {
    let mut reading = ask.read(reads(customer.as_deref())).await?;
    if customer.is_some() {
        reading.customer().await?;
    }
    let page = Page::of(&ask)?;
    let found = reading.service_requests(&page.part).await?;
    Ok(Answer::ok(&page.collection(&ask, &found, view::short)))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let talk = ask.read(reads(None)).await?.service_request(&request_id(&ask, 0)).await?;
    Ok(Answer::ok(&view::whole(&ask.view(), &talk)))
}

pub(crate) async fn get_of_customer(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(reads(Some(&ask.id(0)))).await?;
    let talk = reading.service_request(&request_id(&ask, 1)).await?;
    Ok(Answer::ok(&view::whole(&ask.view(), &talk)))
}

/// Which part of a list is asked for. One more is read than is shown, to know whether there are more.
pub(super) struct Page {
    pub part: Part,
    size: i64,
}

fn wrong(field: &str, reason: impl std::fmt::Display) -> Refusal {
    Refusal::new(Code::InvalidInput)
        .with("reason", format!("{field}: {reason}"))
        .at(field)
}

impl Page {
    pub(super) fn of(ask: &Ask) -> Result<Self, Refusal> {
        let number = |name: &str| ask.query.number(name).map_err(|_| wrong(name, "it is no whole number from 0 on"));
        let size = number("size")?.filter(|size| *size > 0).unwrap_or(USUAL).min(MOST);
        let part = Part {
            states: states(ask)?,
            offset: number("offset")?.unwrap_or(0),
            size: size + 1,
        };
        Ok(Self { part, size })
    }

    /// The page with links to itself and its neighbours.
    pub(super) fn collection<T>(&self, ask: &Ask, found: &[ServiceRequest], shown: impl Fn(&ServiceRequest) -> T) -> Collection<T> {
        let items: Vec<T> = found.iter().take(self.size as usize).map(shown).collect();
        let own = match ask.query.raw.as_str() {
            "" => ask.path.clone(),
            raw => format!("{}?{raw}", ask.path),
        };
        let mut page = Collection::of(items).with_link("self", Link::get(own));
        if found.len() as i64 > self.size {
            page = page.with_link("next", self.link(ask, self.part.offset + self.size));
        }
        if self.part.offset > 0 {
            page = page.with_link("previous", self.link(ask, (self.part.offset - self.size).max(0)));
        }
        page
    }

    fn link(&self, ask: &Ask, offset: i64) -> Link {
        let other = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default();
            !["size", "offset"].iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        let kept = ask.query.raw.split('&').filter(|pair| !pair.is_empty()).filter(other);
        let own = [format!("size={}", self.size), format!("offset={offset}")];
        let query: Vec<Cow<'_, str>> = kept.map(Cow::Borrowed).chain(own.into_iter().map(Cow::Owned)).collect();
        Link::get(format!("{}?{}", ask.path, query.join("&")))
    }
}

/// The states asked for, by `filter`, by `status`, or by `Field` and `Value`; all that are said hold together.
fn states(ask: &Ask) -> Result<Vec<RequestStatus>, Refusal> {
    let mut all = RequestStatus::ALL.to_vec();
    let mut only = |states: Vec<RequestStatus>| all.retain(|state| states.contains(state));
    if let Some(text) = ask.query.get("filter") {
        // One client encodes twice.
        let text = match text.get(..3) {
            Some(start) if start.eq_ignore_ascii_case("%7B") => percent_encoding::percent_decode_str(text).decode_utf8_lossy(),
            _ => Cow::Borrowed(text),
        };
        let filter =
            Filter::parse(&text).map_err(|problem| Refusal::new(Code::InvalidInput).with("reason", problem.message).at("filter"))?;
        only(read(&filter)?);
    }
    if let Some(text) = ask.query.get("status") {
        only(named("status", text)?);
    }
    if let Some(field) = ask.query.get("field") {
        let value = ask.query.get("value").unwrap_or_default();
        only(read(&Filter::field(field, FilterOperator::Equals, value))?);
    }
    Ok(all)
}

fn named(field: &str, text: &str) -> Result<Vec<RequestStatus>, Refusal> {
    let word: wire::ServiceRequestStatus = text.trim().parse().map_err(|unknown| wrong(field, unknown))?;
    Ok(view::state(word).into_iter().collect())
}

fn read(filter: &Filter) -> Result<Vec<RequestStatus>, Refusal> {
    match filter {
        Filter::Joined { operator, left, right } => {
            let (left, right) = (read(left)?, read(right)?);
            let and = *operator == FilterOperator::And;
            let kept = |state: &&RequestStatus| match and {
                true => left.contains(state) && right.contains(state),
                false => left.contains(state) || right.contains(state),
            };
            Ok(RequestStatus::ALL.iter().filter(kept).copied().collect())
        }
        Filter::Field { field, value, operator } => {
            if !field.eq_ignore_ascii_case("Status") {
                return Err(wrong("filter", format!("requests are filtered by Status, not by {field:?}")));
            }
            let states = named("filter", value)?;
            match operator {
                FilterOperator::Equals => Ok(states),
                FilterOperator::NotEquals => Ok(RequestStatus::ALL.iter().filter(|state| !states.contains(state)).copied().collect()),
                other => Err(wrong(
                    "filter",
                    format!("Status is compared with equals and not_equals, not with {other}"),
                )),
            }
        }
    }
}
