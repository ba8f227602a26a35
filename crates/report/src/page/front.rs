//! The head of the report: what this is, whether it is all right, what comes next, the figures that matter.

use super::Sources;
use crate::{numbers, texts::Args};
use nahtlos_model::{
    dates::Date,
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
    pub(crate) next: Vec<String>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) warnings: String,
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
            let minimum = s.reader.minimum(s.plan.cost.method, &certificate.minimum);
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

/// The first steps, and the first deadline if it is another.
fn next(s: &Sources) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(step) = s.plan.steps.first() {
        let args = Args::new()
            .text("day", s.reader.date(step.due))
            .text("what", s.lookup.what(&s.reader, step));
        lines.push(s.fill("front-next", args));
    }
    let first = s
        .plan
        .originals
        .iter()
        .filter_map(|o| Some((o.deadline?, o)))
        .min_by_key(|(day, o)| (*day, &o.subscription_id));
    if let Some((day, original)) = first {
        let same = s.plan.originals.iter().filter(|o| o.deadline == Some(day)).count();
        let args = Args::new()
            .text("day", s.reader.date(day))
            .text("what", s.reader.word(original.action))
            .text("subject", s.reader.subject(&original.subscription_id))
            .count("more", same - 1);
        lines.push(s.fill("front-deadline", args));
    }
    lines
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
            s.fill("figure-total-note", horizon),
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
        figure("figure-changes", s.reader.count(changed), s.say("figure-changes-note"), "#users"),
    ]
}
