//! Users whose licences were changed, and tasks of people.

use super::{
    Sources,
    story::task_sentence,
    views::{Block, Cell, Table, day, number, over, text},
};
use crate::sentence::Worded;
use nahtlos_model::moves::{
    deeds::{Deed, Outcome},
    evidence::{
        tables::{AttemptRecord, StepRecord},
        told::Came,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Names shown of a change.
const NAMES: usize = 60;

/// For whom a swap was made, as far as its answer says.
fn made(attempt: &AttemptRecord) -> Option<BTreeSet<&str>> {
    let Deed::Swap { users, .. } = &attempt.deed else { return None };
    let mut all: BTreeSet<&str> = users.iter().map(String::as_str).collect();
    match &attempt.outcome {
        Some(Came::Outcome(Outcome::Done { .. })) => {}
        Some(Came::Outcome(Outcome::Users { failed })) => all.retain(|user| failed.iter().all(|one| one.user != *user)),
        _ => all.clear(),
    }
    Some(all)
}

/// Users whose licences were changed.
pub(super) fn changed_users(s: &Sources) -> usize {
    let attempts = s.steps.iter().flat_map(|step| &step.attempts);
    attempts.filter_map(made).flatten().collect::<BTreeSet<_>>().len()
}

pub(super) fn users(s: &Sources) -> Vec<Block> {
    let mut rows = Vec::new();
    for step in &s.steps {
        rows.extend(of_step(s, step));
    }
    if rows.is_empty() {
        return vec![Block::None(s.say("evidence-users-nothing"))];
    }
    vec![Block::Table(Table {
        label: s.say("evidence-users-heading"),
        head: vec![
            day(s.say("evidence-col-when")),
            text(s.say("evidence-col-change")),
            number(s.say("evidence-col-batches")),
            number(s.say("col-users")),
            text(s.say("evidence-col-who")),
        ],
        rows,
        ..Table::default()
    })]
}

/// Changes of a step, batches of one change together.
fn of_step(s: &Sources, step: &StepRecord) -> Vec<Vec<Cell>> {
    let mut changes: BTreeMap<String, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for attempt in &step.attempts {
        let (Deed::Swap { remove, add, .. }, Some(users)) = (&attempt.deed, made(attempt)) else {
            continue;
        };
        let (taken, given) = (s.reader.skus(remove), s.reader.skus(add.iter().map(|add| &add.sku_id)));
        let name = match (taken.is_empty(), given.is_empty()) {
            (true, _) => format!("+ {given}"),
            (_, true) => format!("− {taken}"),
            _ => format!("{taken} → {given}"),
        };
        let change = changes.entry(name).or_default();
        change.0 += 1;
        change.1.extend(users);
    }
    let when = step.done.or(step.begun).map(|at| s.time(at)).unwrap_or_default();
    let row = |(name, (batches, users)): (String, (usize, BTreeSet<&str>))| {
        let names: Vec<String> = users.iter().map(|id| s.reader.user(id)).collect();
        vec![
            day(when.clone()),
            text(name),
            number(s.reader.count(i64::try_from(batches).unwrap_or(i64::MAX))),
            number(s.reader.count(i64::try_from(users.len()).unwrap_or(i64::MAX))),
            text(s.reader.list_of(names, NAMES)),
        ]
    };
    changes.into_iter().map(row).collect()
}

pub(super) fn tasks(s: &Sources) -> Vec<Block> {
    let tasks = &s.of.of.tasks;
    if tasks.is_empty() {
        return vec![Block::None(s.say("evidence-tasks-nothing"))];
    }
    let row = |task: &nahtlos_model::moves::tasks::Task| {
        let answer = match (&task.done, task.closed) {
            (Some(done), _) => over(
                s.fill(
                    "evidence-task-done",
                    crate::texts::Args::new().text("by", &done.by).text("time", s.time(done.at)),
                ),
                [
                    done.note.clone(),
                    if done.attachment.is_empty() {
                        String::new()
                    } else {
                        format!("SHA-256 {}", done.attachment)
                    },
                ]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            ),
            (None, Some(closed)) => over(s.say("evidence-task-closed"), s.time(closed)),
            (None, None) => text(s.say("evidence-task-open")),
        };
        vec![
            text(&task.id),
            text(task_sentence(s, task)),
            text(s.say(&format!("evidence-{}", task.party.key()))),
            day(s.time(task.asked)),
            day(task.deadline.map(|day| s.reader.date(day)).unwrap_or_default()),
            answer,
        ]
    };
    vec![Block::Table(Table {
        label: s.say("evidence-tasks-heading"),
        head: vec![
            text(s.say("evidence-col-task")),
            text(s.say("evidence-col-what")),
            text(s.say("evidence-col-party")),
            day(s.say("evidence-col-asked")),
            day(s.say("col-deadline")),
            text(s.say("evidence-col-answer")),
        ],
        rows: tasks.iter().map(row).collect(),
        ..Table::default()
    })]
}
