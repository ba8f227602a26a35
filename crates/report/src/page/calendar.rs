//! The calendar: steps by month and day, with what, why and the last day.

use super::Sources;
use crate::{numbers, steps::Entry, texts::Args};
use nahtlos_model::dates::Date;

/// Months shown open when there are many.
const OPEN: usize = 6;

/// All months with something to do.
pub(crate) struct Calendar {
    pub(crate) months: Vec<CalendarMonth>,
}

/// A month.
pub(crate) struct CalendarMonth {
    pub(crate) name: String,
    pub(crate) note: String,
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

/// Something to do.
#[derive(Default)]
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) deadline: String,
    pub(crate) urgent: bool,
    /// Checks that follow what stands before, in short.
    pub(crate) routine: Vec<String>,
}

impl Calendar {
    pub(crate) fn build(s: &Sources) -> Self {
        let lang = s.reader.texts.lang();
        let mut months: Vec<((i16, i8), CalendarMonth)> = Vec::new();
        let mut last_day: Option<Date> = None;
        for entry in s.lookup.entries(&s.reader) {
            let key = (entry.due.year(), entry.due.month());
            if months.last().is_none_or(|m| m.0 != key) {
                let name = numbers::month(lang, key.0, key.1);
                months.push((
                    key,
                    CalendarMonth {
                        name,
                        note: String::new(),
                        open: true,
                        days: Vec::new(),
                    },
                ));
                last_day = None;
            }
            let Some((_, month)) = months.last_mut() else { continue };
            if last_day != Some(entry.due) {
                month.days.push(CalendarDay {
                    iso: entry.due.to_string(),
                    weekday: numbers::weekday(lang, entry.due).to_owned(),
                    day: s.reader.date(entry.due),
                    items: Vec::new(),
                });
                last_day = Some(entry.due);
            }
            if entry.is_routine() {
                routine(s, month, &entry);
                continue;
            }
            let item = Item {
                kind: s.reader.word(entry.kind),
                what: entry.what,
                why: entry.why,
                deadline: entry.deadline.map_or_else(String::new, |day| {
                    s.fill("calendar-by", Args::new().text("day", s.reader.date(day)))
                }),
                urgent: entry.deadline.is_some_and(|day| day <= entry.due),
                routine: Vec::new(),
            };
            if let Some(day) = month.days.last_mut() {
                day.items.push(item);
            }
        }
        let mut months: Vec<CalendarMonth> = months.into_iter().map(|m| m.1).collect();
        let days: usize = months.iter().map(|m| m.days.len()).sum();
        for (at, month) in months.iter_mut().enumerate() {
            month.open = days <= 40 || at < OPEN;
            month.note = s
                .reader
                .texts
                .say_count("calendar-steps", month.days.iter().map(|d| d.items.len()).sum());
        }
        Self { months }
    }
}

/// Adds a check to what stands before it on the same day.
fn routine(s: &Sources, month: &mut CalendarMonth, entry: &Entry) {
    let word = s.reader.word(entry.kind);
    let purchases = s.reader.list_of(entry.purchases.clone(), 12);
    let brief = if purchases.is_empty() {
        word
    } else {
        format!("{word} ({purchases})")
    };
    let Some(day) = month.days.last_mut() else { return };
    match day.items.last_mut() {
        Some(item) => item.routine.push(brief),
        None => day.items.push(Item {
            routine: vec![brief],
            ..Item::default()
        }),
    }
}
