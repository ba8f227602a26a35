//! Ends to which a new subscription's first term may be aligned: ends of other subscriptions, and months' ends.

use crate::api::{answer::Answer, ask::Ask, convert, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    catalogue::Term,
    dates::{Date, plus_months},
    instants::Instant,
    permissions::Action,
    refusals::Refusal,
    subscriptions::{
        Status,
        purchase::{EndRules, check_custom_end},
    },
};
use nahtlos_wire::{Collection, Link, enums::CustomTermEndDateType, subscriptions::AllowedCustomTermEndDate};
use std::collections::BTreeMap;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let term = convert::term(ask.query.must("term_duration")?, "term_duration")?;
    let term = term.ok_or_else(|| Refusal::property("term_duration", "must be given"))?;
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let start = match ask.query.get("term_start_date") {
        Some(text) => text.parse::<Instant>().map_err(|e| Refusal::property("term_start_date", e))?.date(),
        None => reading.now.date(),
    };
    let all = reading.subscriptions(1000, 0).await?;
    let target = ask.query.get("target_coterm_subscription_id");
    let mut ends: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for s in all.iter().filter(|s| s.status == Status::Active && !s.trial && s.is_new_commerce()) {
        if let Some(end) = s.end.filter(|_| target.is_none_or(|t| t.eq_ignore_ascii_case(&s.id))) {
            ends.entry(end).or_default().push(s.id.clone());
        }
    }
    let others: Vec<Date> = ends.keys().copied().collect();
    let numbers = reading.numbers();
    let rules = EndRules {
        start,
        term,
        ends: &others,
        numbers: &numbers,
    };
    let mut found: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    if target.is_none() {
        found.extend(month_ends(start, term).map(|end| (end, Vec::new())));
    }
    found.extend(ends);
    found.retain(|end, _| check_custom_end(*end, &rules).is_ok());
    let items = found.into_iter().map(|(end, ids)| shown(end, ids)).collect();
    Ok(Answer::ok(
        &Collection::of(items).with_link("self", Link::get(format!("{}?{}", ask.path, ask.query.raw))),
    ))
}

fn month_ends(start: Date, term: Term) -> impl Iterator<Item = Date> {
    let first = start.first_of_month();
    (1..=term.months() + 1).map(move |months| plus_months(first, months))
}

fn shown(end: Date, ids: Vec<String>) -> AllowedCustomTermEndDate {
    let kind = if ids.is_empty() {
        CustomTermEndDateType::CalendarMonthAligned
    } else {
        CustomTermEndDateType::SubscriptionAligned
    };
    AllowedCustomTermEndDate {
        allowed_custom_term_end_date_type: Some(kind),
        allowed_custom_term_end_date: Some(Instant::start_of(convert::day_before(end))),
        coterm_subscription_ids: (!ids.is_empty()).then_some(ids),
    }
}
