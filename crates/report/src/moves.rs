//! Sentences about moves that are carried out: tasks of people, and why a move stands still. Called by the command line and the dashboard,
//! which know moves as the wire has them.

use crate::{Args, Reader};
use nahtlos_model::{
    moves::tasks::TaskKind,
    notice::{CounterCode, Notice, Value},
};
use std::collections::BTreeMap;

/// Why a move stands still, in the words of the wire.
#[derive(Debug, Clone, Default)]
pub struct Halted<'a> {
    /// `person`, `refuted`, `refused` or `drift`.
    pub kind: &'a str,
    /// The step with its kind's word; empty: none.
    pub step: String,
    /// Who stopped it; empty: nobody.
    pub by: &'a str,
    /// What they said; empty: nothing.
    pub note: &'a str,
    /// The answer's code, or what is otherwise than planned.
    pub code: &'a str,
    /// The answer's sentence.
    pub message: &'a str,
    /// What is otherwise; empty: nothing is.
    pub subject: &'a str,
    /// Who loses what, when and why.
    pub counter: Option<Notice<CounterCode>>,
}

/// What somebody has to do; a kind that is not known stays as it came.
pub fn task(reader: &Reader, kind: &str, values: BTreeMap<String, Value>) -> String {
    match kind.parse::<TaskKind>() {
        Ok(code) => reader.notice(&Notice {
            code,
            values,
            subjects: Vec::new(),
        }),
        Err(_) => kind.to_owned(),
    }
}

/// Why a move stands still; what is not known stays as it came.
pub fn halted(reader: &Reader, halted: &Halted<'_>) -> String {
    let key = format!("halt-{}", halted.kind);
    if !reader.texts.has(&key) {
        return format!("{} {}", halted.kind, halted.code).trim().to_owned();
    }
    let mut values = Args::new()
        .text("by", halted.by)
        .text("step", halted.step.as_str())
        .text("why", counter(reader, halted))
        .text("message", halted.message)
        .text("code", halted.code);
    if !halted.note.is_empty() {
        values = values.text("has-note", "yes").text("note", halted.note);
    }
    reader.texts.fill(&key, values)
}

/// What does not hold: the counter-example, or what is otherwise than planned.
pub fn counter(reader: &Reader, halted: &Halted<'_>) -> String {
    let drift = format!("drift-{}", halted.code);
    match &halted.counter {
        Some(counter) => reader.notice(counter),
        None if reader.texts.has(&drift) => {
            let subject = reader.subject(halted.subject);
            reader.texts.fill(&drift, Args::new().text("subject", subject))
        }
        None => halted.code.to_owned(),
    }
}
