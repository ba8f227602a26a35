//! The head of the report: how it ended, whether everything holds, and the figures that matter.

use super::{Sources, views::Figure};
use crate::texts::Args;
use nahtlos_model::moves::{
    evidence::{money::money, told::Told},
    state::State,
};

pub(super) fn meta(s: &Sources) -> String {
    let of = &s.of.of;
    let args = Args::new()
        .text("domain", &of.customer.domain)
        .text("from", s.reader.date(of.created.date()))
        .text("to", s.reader.date(s.of.last().date()))
        .text("id", &of.id);
    s.fill("evidence-meta", args)
}

/// `ok`: done, and everything holds; `gap`: not done; `bad`: something does not hold, or it stands still.
pub(super) fn state(s: &Sources) -> &'static str {
    match (s.looked.fault, s.of.of.state) {
        (Some(_), _) | (None, State::Halted) => "bad",
        (None, State::Completed) => "ok",
        _ => "gap",
    }
}

pub(super) fn verdict(s: &Sources) -> String {
    let args = Args::new().text("state", s.reader.word(s.of.of.state));
    match (s.looked.fault, s.of.of.state) {
        (Some(_), _) => s.say("evidence-verdict-fault"),
        (None, State::Completed) => s.say("evidence-verdict-completed"),
        (None, State::Abandoned) => s.say("evidence-verdict-abandoned"),
        _ => s.fill("evidence-verdict-unfinished", args),
    }
}

pub(super) fn detail(s: &Sources) -> String {
    match s.looked.fault {
        Some(fault) => s.reader.notice(&fault.what),
        None => s.say("evidence-holds"),
    }
}

/// Who asked, who accepted, who said yes; and how many were covered until when.
pub(super) fn said(s: &Sources) -> Vec<String> {
    let mut all = Vec::new();
    for (entry, told) in s.of.journal() {
        let day = || Args::new().text("day", s.reader.date(entry.at.date()));
        match told {
            Told::Begun(begun) => all.push(s.fill("evidence-said-begun", day().text("by", &begun.by))),
            Told::Approved(yes) => {
                let args = day().text("by", &yes.approval.by).text("total", s.money(yes.plan.total.minor));
                all.push(s.fill("evidence-said-approved", args));
            }
            _ => {}
        }
    }
    if let Some(last) = s.cover.iter().rev().find(|point| point.users.is_some()) {
        let args = Args::new()
            .count("users", i64::try_from(last.users.unwrap_or(0)).unwrap_or(i64::MAX))
            .text("day", s.reader.date(last.at.date()));
        all.push(s.fill("evidence-said-covered", args));
    }
    all
}

pub(super) fn figures(s: &Sources) -> Vec<Figure> {
    let last = s.cover.iter().rev().find_map(|point| point.users);
    let changed = super::people::changed_users(s);
    let money = money(s.of);
    let figure = |key: &str, value: String, note: String, href| Figure {
        label: s.say(key),
        value,
        note,
        href,
    };
    let dash = || "–".to_owned();
    let mut figures = vec![
        figure(
            "evidence-figure-covered",
            last.map_or_else(dash, |users| s.reader.count(i64::try_from(users).unwrap_or(i64::MAX))),
            s.reader.texts.say_count("evidence-figure-checkpoints", s.cover.len()),
            "#time",
        ),
        figure(
            "evidence-figure-changed",
            s.reader.count(i64::try_from(changed).unwrap_or(i64::MAX)),
            s.say("evidence-figure-changed-note"),
            "#users",
        ),
    ];
    if s.is_elsewhere() {
        let planned = money.as_ref().map_or_else(dash, |money| s.money(money.planned_minor));
        figures.extend([
            figure("evidence-money-planned", planned, String::new(), "#money"),
            figure("evidence-figure-charged", dash(), s.say("evidence-figure-elsewhere"), "#money"),
        ]);
        return figures;
    }
    figures.extend([
        figure(
            "evidence-figure-planned",
            money.as_ref().map_or_else(dash, |money| s.money(money.expected_minor)),
            money.as_ref().map_or_else(String::new, |money| {
                s.fill(
                    "evidence-figure-planned-note",
                    Args::new().text("planned", s.money(money.planned_minor)),
                )
            }),
            "#money",
        ),
        figure(
            "evidence-figure-charged",
            money.as_ref().map_or_else(dash, |money| s.money(money.charged_minor)),
            money.as_ref().map_or_else(String::new, |money| {
                s.fill(
                    "evidence-figure-difference",
                    Args::new().text("difference", s.money(money.difference_minor)),
                )
            }),
            "#money",
        ),
    ]);
    figures
}
