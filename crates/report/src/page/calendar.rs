//! The calendar: steps by month and day, with what, why and the last day. Steps of one kind on one day stand under one
//! heading, however many they are.

use super::{Sources, changes::Changes};
use crate::{numbers, steps::Entry, texts::Args};
use nahtlos_model::plan::StepKind;
use nahtlos_planner::verify::Verdict;

/// Months shown open when there are many.
const OPEN: usize = 6;
/// Most days for which no month is folded.
const FEW_DAYS: usize = 40;
/// Steps of one kind and day shown before the rest is folded.
const SHOWN: usize = 6;

/// All months with something to do.
pub(crate) struct Calendar {
    pub(crate) note: String,
    pub(crate) months: Vec<CalendarMonth>,
}

/// A month.
pub(crate) struct CalendarMonth {
    pub(crate) name: String,
    pub(crate) note: String,
    pub(crate) deadlines: String,
    pub(crate) open: bool,
    pub(crate) days: Vec<CalendarDay>,
}

/// A day.
pub(crate) struct CalendarDay {
    pub(crate) iso: String,
    pub(crate) weekday: String,
    pub(crate) day: String,
    pub(crate) items: Vec<Item>,
}

/// Steps of one kind.
#[derive(Default)]
pub(crate) struct Item {
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) folded: Vec<Line>,
    pub(crate) folded_label: String,
    /// Checks that follow what stands before, in short.
    pub(crate) routine: Vec<String>,
    /// The day whose licence changes the page lists.
    pub(crate) changes: String,
}

/// A step.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) deadline: String,
}

impl Calendar {
    pub(crate) fn build(s: &Sources) -> Self {
        let lang = s.reader.texts.lang();
        let mut months: Vec<CalendarMonth> = s
            .entries
            .chunk_by(|a, b| (a.due.year(), a.due.month()) == (b.due.year(), b.due.month()))
            .map(|of_month| CalendarMonth {
                name: numbers::month(lang, of_month[0].due.year(), of_month[0].due.month()),
                note: s
                    .reader
                    .texts
                    .say_count("calendar-steps", of_month.iter().filter(|e| !e.is_routine()).count()),
                deadlines: deadlines(s, of_month),
                open: true,
                days: of_month.chunk_by(|a, b| a.due == b.due).map(|of_day| day(s, of_day)).collect(),
            })
            .collect();
        let days: usize = months.iter().map(|m| m.days.len()).sum();
        for (at, month) in months.iter_mut().enumerate() {
            month.open = days <= FEW_DAYS || at < OPEN;
        }
        let note = match s.verdict {
            Verdict::Proved(_) => "steps-note",
            Verdict::Refuted(_) => "steps-refuted",
        };
        Self { note: s.say(note), months }
    }
}

fn deadlines(s: &Sources, entries: &[Entry]) -> String {
    match entries.iter().filter(|e| e.deadline.is_some()).count() {
        0 => String::new(),
        count => s.reader.texts.say_count("calendar-deadlines", count),
    }
}

fn day(s: &Sources, entries: &[Entry]) -> CalendarDay {
    let due = entries[0].due;
    let mut items: Vec<Item> = Vec::new();
    for entry in entries {
        if entry.is_routine() {
            let brief = routine(s, entry);
            match items.last_mut() {
                Some(item) => item.routine.push(brief),
                None => items.push(Item {
                    routine: vec![brief],
                    ..Item::default()
                }),
            }
            continue;
        }
        let line = Line {
            what: entry.what.clone(),
            why: entry.why.clone(),
            deadline: by(s, entry),
        };
        match items.last_mut() {
            Some(item) if item.title == entry.title && item.routine.is_empty() => item.lines.push(line),
            _ => items.push(Item {
                title: entry.title.clone(),
                lines: vec![line],
                changes: if entry.kind == StepKind::SwapLicenses && Changes::lists(s, due) {
                    due.to_string()
                } else {
                    String::new()
                },
                ..Item::default()
            }),
        }
    }
    for item in &mut items {
        if item.lines.len() > SHOWN + 2 {
            item.folded = item.lines.split_off(SHOWN);
            item.folded_label = s.reader.texts.say_count("calendar-folded", item.folded.len());
        }
    }
    CalendarDay {
        iso: due.to_string(),
        weekday: numbers::weekday(s.reader.texts.lang(), due).to_owned(),
        day: s.reader.date(due),
        items,
    }
}

/// By when; a day that has passed when the plan begins says so.
pub(crate) fn by(s: &Sources, entry: &Entry) -> String {
    entry.deadline.map_or_else(String::new, |day| {
        let key = if day < s.plan.as_of { "calendar-late" } else { "calendar-by" };
        s.fill(key, Args::new().text("day", s.reader.date(day)))
    })
}

/// A check in few words.
fn routine(s: &Sources, entry: &Entry) -> String {
    let purchases = s.reader.list_of(entry.purchases.clone(), 12);
    if purchases.is_empty() {
        entry.title.clone()
    } else {
        format!("{} ({purchases})", entry.title)
    }
}
