//! For whoever checks: each point that was looked at, every step with its attempts, and the digests by which everything is found again.

use super::{
    Sources,
    views::{Block, Cell, PointView, Table, day, number, over, text},
};
use crate::texts::Args;
use nahtlos_model::moves::evidence::{
    fault::Point,
    tables::{AttemptRecord, StepRecord},
    told::Came,
};

/// Attempts shown.
const ATTEMPTS: usize = 300;

/// Each point with what was found. Form, list and signature are looked at by whoever opens the file: a report inside cannot.
pub(super) fn points(s: &Sources) -> Vec<Block> {
    let later = [Point::Form, Point::Members, Point::Signature, Point::Tables];
    let view = |point: &Point| {
        let checked = s.looked.checked.iter().find(|(one, _)| one == point);
        let (state, found) = match (checked, s.looked.fault.filter(|fault| fault.point == *point)) {
            (Some((_, count)), _) => {
                let count = i64::try_from(*count).unwrap_or(i64::MAX);
                ("ok", s.fill("evidence-point-found", Args::new().count("count", count)))
            }
            (None, Some(fault)) => ("bad", s.reader.notice(&fault.what)),
            (None, None) if later.contains(point) => ("later", s.say("evidence-point-later")),
            (None, None) => ("later", s.say("evidence-point-not-reached")),
        };
        PointView {
            state,
            name: s.say(&format!("evidence-point-{point}")),
            about: match point {
                Point::Money if s.is_elsewhere() => s.say("evidence-about-money-elsewhere"),
                _ => s.say(&format!("evidence-about-{point}")),
            },
            found,
        }
    };
    vec![
        Block::Points(Point::ALL.iter().map(view).collect()),
        Block::Text(s.fill("evidence-how", Args::new().text("key", s.looked.key))),
    ]
}

pub(super) fn steps(s: &Sources) -> Vec<Block> {
    if s.steps.is_empty() {
        return vec![Block::None(s.say("evidence-steps-nothing"))];
    }
    let row = |step: &StepRecord| {
        let when = |at: Option<nahtlos_model::instants::Instant>| at.map(|at| s.time(at)).unwrap_or_else(|| "–".to_owned());
        vec![
            text(&step.id),
            text(s.reader.word(step.kind)),
            day(s.reader.date(step.due)),
            day(when(step.begun)),
            day(when(step.done)),
            text(s.reader.word(step.status)),
            number(s.reader.count(i64::try_from(step.proofs.len()).unwrap_or(i64::MAX))),
            number(s.reader.count(i64::try_from(step.attempts.len()).unwrap_or(i64::MAX))),
        ]
    };
    let table = Table {
        label: s.say("evidence-steps-heading"),
        head: vec![
            text(s.say("evidence-col-step")),
            text(s.say("evidence-col-what")),
            day(s.say("evidence-col-due")),
            day(s.say("evidence-col-begun")),
            day(s.say("evidence-col-done")),
            text(s.say("evidence-col-status")),
            number(s.say("evidence-col-proofs")),
            number(s.say("evidence-col-attempts")),
        ],
        rows: s.steps.iter().map(row).collect(),
        ..Table::default()
    };
    let all: Vec<(&StepRecord, &AttemptRecord)> = s
        .steps
        .iter()
        .flat_map(|step| step.attempts.iter().map(move |one| (step, one)))
        .collect();
    let left = all.len().saturating_sub(ATTEMPTS);
    let attempts = Table {
        label: s.say("evidence-attempts"),
        head: vec![
            number(s.say("evidence-col-number")),
            text(s.say("evidence-col-step")),
            text(s.say("evidence-col-deed")),
            day(s.say("evidence-col-when")),
            text(s.say("evidence-col-outcome")),
            text(s.say("evidence-col-key")),
        ],
        rows: all.iter().take(ATTEMPTS).map(|(step, one)| attempt(s, step, one)).collect(),
        more: if left > 0 {
            s.reader.texts.say_count("rows-more", left)
        } else {
            String::new()
        },
        ..Table::default()
    };
    vec![
        Block::Table(table),
        Block::Folded(s.reader.texts.say_count("evidence-attempts-count", all.len()), attempts),
    ]
}

fn attempt(s: &Sources, step: &StepRecord, one: &AttemptRecord) -> Vec<Cell> {
    let outcome = match &one.outcome {
        None => s.say("evidence-outcome-open"),
        Some(Came::Word(_)) => s.say("evidence-outcome-interrupted"),
        Some(Came::Outcome(outcome)) => s.say(&format!("evidence-outcome-{}", word(outcome))),
    };
    vec![
        number(s.reader.count(one.number)),
        text(&step.id),
        text(s.say(&format!("evidence-deed-{}", one.deed.kind()))),
        day(s.time(one.at)),
        over(outcome, one.answered.map(|at| s.time(at)).unwrap_or_default()),
        Cell {
            class: "mono",
            ..text(&one.key)
        },
    ]
}

fn word(outcome: &nahtlos_model::moves::deeds::Outcome) -> &'static str {
    use nahtlos_model::moves::deeds::Outcome;
    match outcome {
        Outcome::Done { .. } => "done",
        Outcome::Users { failed } if failed.is_empty() => "done",
        Outcome::Users { .. } => "users",
        Outcome::Refused { .. } => "refused",
        Outcome::Later { .. } => "later",
        Outcome::Unsent { .. } => "unsent",
        Outcome::Unknown { .. } => "unknown",
    }
}

pub(super) fn record(s: &Sources) -> Vec<Block> {
    let of = &s.of.of;
    let mut facts = vec![
        (s.say("evidence-record-move"), of.id.clone()),
        (s.say("evidence-record-partner"), of.partner_id.clone()),
        (s.say("evidence-record-customer"), of.customer.tenant_id.clone()),
        (s.say("evidence-record-account"), of.account.clone()),
        (s.say("evidence-record-entries"), s.reader.count(of.entries)),
        (s.say("evidence-record-head"), of.head.clone()),
    ];
    for (number, digest) in &s.of.estates {
        facts.push((
            s.fill("evidence-record-estate", Args::new().count("number", *number)),
            digest.clone(),
        ));
    }
    for made in &s.of.plans {
        facts.push((
            s.fill("evidence-record-plan", Args::new().count("number", made.number)),
            made.sha256.clone(),
        ));
    }
    facts.push((s.say("evidence-record-key"), s.looked.key.to_owned()));
    vec![Block::Facts(facts)]
}
