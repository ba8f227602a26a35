//! What happened, day by day, in the order in which it did: who decided what, which steps were done, who was asked; and apart from it what
//! went otherwise than planned.

use super::{
    Sources, clock,
    views::{Block, Day, Happened},
};
use crate::{
    numbers,
    sentence::{Worded, short_id},
    steps::Lookup,
    texts::Args,
};
use nahtlos_model::{
    instants::Instant,
    moves::{
        Halted,
        deeds::Outcome,
        evidence::{
            Acceptance,
            tables::taken,
            told::{Came, Told},
        },
        journal::Entry,
        tasks::Task,
    },
    notice::Notice,
};

/// Most days that are shown.
const DAYS: usize = 400;

/// Everything that happened, in order.
pub(super) fn story(s: &Sources) -> Vec<Block> {
    // Before what was seen of them at the same time.
    let yes = s.of.acceptances.iter();
    let mut all: Vec<(Instant, Happened)> = yes
        .map(|one| (one.at, happened(one.at, accepted(s, one), String::new(), "")))
        .collect();
    let mut plan = None;
    for (entry, told) in s.of.journal() {
        if let Some(taken) = taken(told) {
            plan = s.of.plan(&taken.digest);
        }
        let lookup = plan.and_then(|made| made.case.as_ref().map(|case| (Lookup::new(case, &made.plan), &made.plan)));
        let said = match told {
            Told::Done(_) | Told::Skipped => lookup.and_then(|(lookup, plan)| {
                let step = plan.steps.iter().find(|step| step.id == entry.step)?;
                let key = match told {
                    Told::Done(_) => format!("evidence-done-{}", step.kind),
                    _ => "evidence-skipped".to_owned(),
                };
                let args = lookup.args(&s.reader, step).text("step", lookup.title(&s.reader, step));
                Some((s.fill(&key, args), String::new(), "ok"))
            }),
            other => said(s, other),
        };
        if let Some((what, below, class)) = said {
            all.push((entry.at, happened(entry.at, what, below, class)));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    let days = Block::Days(days(s, all));
    match s.is_elsewhere() {
        true => vec![Block::Text(s.say("evidence-story-elsewhere")), days],
        false => vec![days],
    }
}

fn happened(at: Instant, what: String, below: String, class: &'static str) -> Happened {
    Happened {
        time: clock(at),
        what,
        below,
        class,
    }
}

fn days(s: &Sources, all: Vec<(Instant, Happened)>) -> Vec<Day> {
    let lang = s.reader.texts.lang();
    let mut days: Vec<Day> = Vec::new();
    for (at, one) in all {
        let iso = at.date().to_string();
        let full = days.len() >= DAYS;
        match days.last_mut().filter(|day| day.iso == iso) {
            Some(day) => day.lines.push(one),
            None if !full => days.push(Day {
                iso,
                weekday: numbers::weekday(lang, at.date()).to_owned(),
                day: s.reader.date(at.date()),
                lines: vec![one],
            }),
            None => {}
        }
    }
    days
}

/// What people did, and how it ended.
fn said(s: &Sources, told: &Told) -> Option<(String, String, &'static str)> {
    let by = |by: &str| Args::new().text("by", by);
    let plain = |text: String| Some((text, String::new(), ""));
    match told {
        Told::Begun(begun) => plain(s.fill("evidence-story-begun", by(&begun.by))),
        Told::Planned(planned) => {
            let args = by(&planned.by)
                .count("version", planned.plan.version)
                .text("total", s.money(planned.plan.total.minor));
            plain(s.fill("evidence-story-planned", args))
        }
        Told::Offered(who) => plain(s.fill("evidence-story-offered", by(&who.by))),
        Told::Withdrawn(who) => plain(s.fill("evidence-story-withdrawn", by(&who.by))),
        Told::Approved(yes) => {
            let args = by(&yes.approval.by)
                .count("version", yes.plan.version)
                .text("total", s.money(yes.plan.total.minor));
            let limits = Args::new()
                .text("more", s.money(yes.approval.limits.more_minor))
                .count("days", yes.approval.limits.later_days)
                .count("users", yes.approval.limits.users);
            let below = s.fill("evidence-story-limits", limits);
            Some((s.fill("evidence-story-approved", args), below, "ok"))
        }
        Told::Adopted(adopted) => {
            let args = Args::new()
                .count("version", adopted.plan.version)
                .text("total", s.money(adopted.plan.total.minor));
            Some((s.fill("evidence-story-adopted", args), String::new(), "ok"))
        }
        Told::NotPlanned(not) => Some((s.say("evidence-story-not-planned"), not.why.clone(), "bad")),
        Told::Asked(task) => Some((s.fill("evidence-story-asked", asked(s, task)), task_sentence(s, task), "")),
        Told::Confirmed(task) => {
            let done = task.done.as_ref();
            let args = by(done.map_or("", |done| &done.by));
            let note = done.map(|done| done.note.clone()).unwrap_or_default();
            Some((s.fill("evidence-story-confirmed", args.text("task", &task.id)), note, ""))
        }
        Told::Halted(why) | Told::Refuted(why) => Some((s.say("evidence-story-halted"), halt(s, why), "bad")),
        Told::Resumed(who) => plain(s.fill("evidence-story-resumed", by(&who.by))),
        Told::Completed => Some((s.say("evidence-story-completed"), String::new(), "ok")),
        Told::Abandoned(who) => Some((s.fill("evidence-story-abandoned", by(&who.by)), who.note.clone(), "bad")),
        _ => None,
    }
}

fn asked(s: &Sources, task: &Task) -> Args {
    let deadline = task.deadline.map(|day| s.reader.date(day));
    let args = Args::new()
        .text("task", &task.id)
        .text("party", s.say(&format!("evidence-{}", task.party.key())));
    match deadline {
        Some(day) => args.text("has-deadline", "yes").text("deadline", day),
        None => args,
    }
}

/// A task as a sentence.
pub(super) fn task_sentence(s: &Sources, task: &Task) -> String {
    s.reader.notice(&Notice {
        code: task.kind,
        values: task.values.clone(),
        subjects: Vec::new(),
    })
}

fn accepted(s: &Sources, one: &Acceptance) -> String {
    let args = if one.by.is_empty() {
        Args::new()
    } else {
        Args::new().text("has-by", "yes").text("by", &one.by)
    };
    let args = match one.until {
        Some(until) => args.text("has-until", "yes").text("until", s.reader.date(until.date())),
        None => args,
    };
    s.fill(&format!("evidence-accepted-{}", one.kind), args)
}

/// Why it stands still, as a sentence.
fn halt(s: &Sources, why: &Halted) -> String {
    let step = |id: &str| {
        let known = s.steps.iter().rev().find(|step| step.id == id);
        known.map_or_else(|| id.to_owned(), |step| format!("{id} ({})", s.reader.word(step.kind)))
    };
    match why {
        Halted::Person { by, note } => {
            let args = Args::new().text("by", by);
            let args = if note.is_empty() {
                args
            } else {
                args.text("has-note", "yes").text("note", note)
            };
            s.fill("halt-person", args)
        }
        Halted::Refuted { step: at, counter } => s.fill(
            "halt-refuted",
            Args::new().text("step", step(at)).text("why", s.reader.notice(counter)),
        ),
        Halted::Refused {
            step: at, code, message, ..
        } => s.fill(
            "halt-refused",
            Args::new().text("step", step(at)).text("code", code).text("message", message),
        ),
        Halted::Drift { step: at, what, subject } => {
            let why = s.fill(&what.key(), Args::new().text("subject", s.reader.subject(subject)));
            s.fill("halt-drift", Args::new().text("step", step(at)).text("why", why))
        }
    }
}

/// Halts, refusals, answers that never came, users for whom a change was not made, plans made anew.
pub(super) fn otherwise(s: &Sources) -> Vec<Block> {
    let mut all: Vec<(Instant, Happened)> = Vec::new();
    for (entry, told) in s.of.journal() {
        if let Some((what, below)) = unplanned(s, entry, told) {
            all.push((entry.at, happened(entry.at, what, below, "bad")));
        }
    }
    match all.is_empty() {
        true => vec![Block::None(s.say("evidence-otherwise-nothing"))],
        false => vec![Block::Days(days(s, all))],
    }
}

fn unplanned(s: &Sources, entry: &Entry, told: &Told) -> Option<(String, String)> {
    let step = || {
        let known = s.steps.iter().find(|step| step.id == entry.step);
        Args::new().text("step", known.map_or_else(|| entry.step.clone(), |step| s.reader.word(step.kind)))
    };
    match told {
        Told::Halted(why) | Told::Refuted(why) => Some((s.say("evidence-story-halted"), halt(s, why))),
        Told::Withdrawn(who) => Some((s.fill("evidence-story-withdrawn", Args::new().text("by", &who.by)), String::new())),
        Told::Adopted(_) | Told::NotPlanned(_) => said(s, told).map(|(what, below, _)| (what, below)),
        Told::Answered(answered) => match &answered.outcome {
            Came::Word(_) => Some((s.fill("evidence-answer-interrupted", step()), String::new())),
            Came::Outcome(Outcome::Unknown { why }) => Some((s.fill("evidence-answer-unknown", step()), why.clone())),
            Came::Outcome(Outcome::Unsent { why }) => Some((s.fill("evidence-answer-unsent", step()), why.clone())),
            Came::Outcome(Outcome::Later { why, .. }) => Some((s.fill("evidence-answer-later", step()), why.clone())),
            Came::Outcome(Outcome::Refused { code, message, .. }) => {
                Some((s.fill("evidence-answer-refused", step()), format!("{message} ({code})")))
            }
            Came::Outcome(Outcome::Users { failed }) if !failed.is_empty() => {
                let names = failed.iter().map(|one| s.reader.user(&one.user)).collect();
                let args = step().count("users", failed.len()).text("names", s.reader.list(names));
                Some((s.fill("evidence-answer-users", args), failed[0].message.clone()))
            }
            Came::Outcome(_) => None,
        },
        _ => None,
    }
}

/// An id in short, for tables.
pub(super) fn short(id: &str) -> String {
    short_id(id).to_owned()
}
