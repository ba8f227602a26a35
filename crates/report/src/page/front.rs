//! The head of the report: what this is, whether it is all right, what comes next, the figures that matter.

use super::Sources;
use crate::{numbers, steps::Entry, texts::Args};
use nahtlos_model::{
    dates::Date,
    ids::ServicePlanId,
    notice::Value,
    plan::{EndAction, Method},
};
use nahtlos_planner::verify::{CounterExample, Minimum, Verdict};

/// Everything above the first section.
pub(crate) struct Front {
    pub(crate) customer: String,
    pub(crate) page_title: String,
    pub(crate) meta: String,
    /// `ok`, `gap` or `bad`.
    pub(crate) state: &'static str,
    pub(crate) verdict: String,
    pub(crate) verdict_detail: String,
    pub(crate) summary: String,
    pub(crate) next: Vec<Next>,
    pub(crate) figures: Vec<Figure>,
    /// Who loses what the policy gives up; empty when nobody does.
    pub(crate) losses: String,
    pub(crate) warnings: String,
}

/// Something to do next.
pub(crate) struct Next {
    /// On or by which day.
    pub(crate) when: String,
    pub(crate) late: bool,
    pub(crate) title: String,
    pub(crate) what: String,
}

/// A figure that matters, with what it means.
pub(crate) struct Figure {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) note: String,
    pub(crate) href: &'static str,
}

impl Front {
    pub(crate) fn build(s: &Sources, pools: usize) -> Self {
        let (state, verdict, verdict_detail) = verdict(s);
        let customer = &s.plan.customer;
        let meta = Args::new()
            .text("domain", &customer.domain)
            .text("from", s.reader.date(s.plan.as_of))
            .text("to", s.reader.date(s.plan.horizon));
        Self {
            customer: customer.name.clone(),
            page_title: s.fill("page-title", Args::new().text("customer", &customer.name)),
            meta: s.fill("page-meta", meta),
            state,
            verdict,
            verdict_detail,
            summary: summary(s, pools),
            next: next(s),
            figures: figures(s),
            losses: losses(s),
            warnings: if s.plan.warnings.is_empty() {
                String::new()
            } else {
                s.reader.texts.say_count("front-warnings", s.plan.warnings.len())
            },
        }
    }
}

/// The state and its sentences: refuted before gap before proved.
fn verdict(s: &Sources) -> (&'static str, String, String) {
    match s.verdict {
        Verdict::Refuted(counter) => ("bad", s.say("verdict-refuted"), s.reader.notice(counter)),
        Verdict::Proved(certificate) => {
            let minimum = match certificate.minimum {
                Minimum::Rechecked { .. } => s.say("verdict-rechecked"),
                _ => s.reader.minimum(s.plan.cost.method, &certificate.minimum),
            };
            let gap = s.plan.cost.method == Method::Gap || matches!(certificate.minimum, Minimum::Gap { .. });
            if gap {
                ("gap", s.say("verdict-gap"), minimum)
            } else {
                ("ok", s.say("verdict-proved"), minimum)
            }
        }
    }
}

impl Sources<'_> {
    /// The days on which a counter-example's harm begins.
    pub(crate) fn broken_from(counter: &CounterExample) -> Option<Date> {
        ["day", "date", "start", "deadline"]
            .iter()
            .find_map(|name| match counter.values.get(*name) {
                Some(Value::Date(day)) => Some(*day),
                _ => None,
            })
    }
}

fn summary(s: &Sources, pools: usize) -> String {
    let ended = s
        .plan
        .originals
        .iter()
        .filter(|o| !matches!(o.action, EndAction::Keep | EndAction::Transfer))
        .count();
    let channels: std::collections::BTreeSet<_> = s.case.estate.subscriptions.iter().map(|x| x.channel).collect();
    let users: u64 = s.case.estate.users.iter().map(|u| u64::from(u.count)).sum();
    let changed = s.plan.impact.iter().filter(|i| i.license_changes > 0).count();
    let parts = [
        s.fill("front-users", Args::new().count("users", users).count("pools", pools)),
        s.fill(
            "front-originals",
            Args::new().count("originals", ended).count("channels", channels.len()),
        ),
        s.fill("front-purchases", Args::new().count("purchases", s.plan.purchases.len())),
        s.fill("front-changes", Args::new().count("changed", changed)),
    ];
    parts.join(" ")
}

/// Most things named as what to do next.
const NEXT: usize = 3;

/// What is late already, the first step, and the nearest deadlines; of a plan that is not proved nothing may be done.
fn next(s: &Sources) -> Vec<Next> {
    if matches!(s.verdict, Verdict::Refuted(_)) {
        return vec![Next {
            when: String::new(),
            late: true,
            title: s.say("front-refuted"),
            what: s.say("front-refuted-what"),
        }];
    }
    let as_of = s.plan.as_of;
    let mut named: Vec<&Entry> = Vec::new();
    let mut lines = Vec::new();
    let late: Vec<&Entry> = s.entries.iter().filter(|e| e.deadline.is_some_and(|day| day < as_of)).collect();
    if let Some(first) = late.iter().min_by_key(|e| e.deadline) {
        let when = s.fill(
            "front-late",
            Args::new().text("day", first.deadline.map_or_else(String::new, |day| s.reader.date(day))),
        );
        lines.push(line(s, first, when, true, late.len() - 1));
        named.extend(&late);
    }
    let open = |named: &[&Entry], e: &Entry| !e.is_routine() && !named.iter().any(|n| n.ids == e.ids);
    if let Some(first) = s.entries.iter().find(|e| open(&named, e)) {
        let when = first.deadline.filter(|day| *day > first.due);
        let when = when.map_or_else(|| s.reader.date(first.due), |day| by(s, day));
        lines.push(line(s, first, when, false, 0));
        named.push(first);
    }
    let mut due: Vec<(Date, &Entry)> = s
        .entries
        .iter()
        .filter(|e| open(&named, e))
        .filter_map(|e| Some((e.deadline?, e)))
        .collect();
    due.sort_by_key(|(day, _)| *day);
    for of_day in due.chunk_by(|a, b| a.0 == b.0 && a.1.title == b.1.title) {
        if lines.len() >= NEXT {
            break;
        }
        lines.push(line(s, of_day[0].1, by(s, of_day[0].0), false, of_day.len() - 1));
    }
    lines
}

fn by(s: &Sources, day: Date) -> String {
    s.fill("calendar-by", Args::new().text("day", s.reader.date(day)))
}

/// One thing to do, standing for `more` others.
fn line(s: &Sources, entry: &Entry, when: String, late: bool, more: usize) -> Next {
    let what = match more {
        0 => entry.what.clone(),
        _ => format!("{} {}", entry.what, s.reader.texts.say_count("front-more", more)),
    };
    Next {
        when,
        late,
        title: entry.title.clone(),
        what,
    }
}

/// Who loses something that the policy accepts to lose.
fn losses(s: &Sources) -> String {
    let accepted = &s.plan.policy.accept_loss;
    let loses = |plan: &&ServicePlanId| accepted.contains(plan);
    let losers = s.plan.impact.iter().filter(|i| i.plans_lost.iter().any(|p| loses(&p))).count();
    let mut plans: Vec<ServicePlanId> = s
        .plan
        .impact
        .iter()
        .flat_map(|i| i.plans_lost.iter().filter(loses).copied())
        .collect();
    plans.sort_unstable();
    plans.dedup();
    if losers == 0 {
        return String::new();
    }
    let names = s.reader.list(plans.iter().map(|p| s.reader.plan(*p)).collect());
    s.fill("front-losses", Args::new().count("users", losers).text("plans", names))
}

fn figures(s: &Sources) -> Vec<Figure> {
    let cost = &s.plan.cost;
    let horizon = Args::new().text("horizon", s.reader.date(s.plan.horizon));
    let share = numbers::per_cent(s.reader.texts.lang(), cost.overlap.minor, cost.total.minor);
    let changed = s.plan.impact.iter().filter(|i| i.license_changes > 0).count();
    let figure = |label: &str, value: String, note: String, href| Figure {
        label: s.say(label),
        value,
        note,
        href,
    };
    vec![
        figure(
            "figure-total",
            s.reader.money(cost.total),
            match s.verdict {
                Verdict::Proved(_) => s.fill("figure-total-note", horizon),
                Verdict::Refuted(_) => s.say("figure-claimed"),
            },
            "#cost",
        ),
        figure(
            "figure-overlap",
            s.reader.money(cost.overlap),
            s.fill("figure-overlap-note", Args::new().text("share", share)),
            "#cost",
        ),
        figure(
            "figure-beyond",
            s.reader.money(cost.committed_beyond_horizon),
            s.say("figure-beyond-note"),
            "#months",
        ),
        figure(
            "figure-changes",
            s.reader.count(changed),
            s.fill("figure-changes-note", Args::new().count("changed", changed)),
            "#users",
        ),
    ]
}
