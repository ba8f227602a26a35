//! Steps of the calendar as sentences: what is to be done, on what, why, and by when.
//! Called by the page and the terminal. It never reorders steps and never adds one.

use crate::{
    sentence::{Reader, short_id},
    texts::Args,
};
use nahtlos_model::{
    case::Case,
    dates::Date,
    notice::Value,
    plan::{LicenseChange, OriginalEnd, Plan, Purchase, Step, StepKind},
};
use std::collections::{BTreeMap, HashMap};

/// Finds what a step works on.
pub struct Lookup<'a> {
    /// The plan.
    pub plan: &'a Plan,
    purchases: HashMap<&'a str, &'a Purchase>,
    originals: HashMap<&'a str, &'a OriginalEnd>,
    case: &'a Case,
}

/// A line of the calendar: one step, or several of one kind on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its steps' ids.
    pub ids: Vec<String>,
    /// What it does.
    pub kind: StepKind,
    /// What it does, in two or three words: a person's task is called by what they do.
    pub title: String,
    /// When it is due.
    pub due: Date,
    /// What to do, as a sentence.
    pub what: String,
    /// Why, as a sentence; may be empty.
    pub why: String,
    /// The last day, if there is one.
    pub deadline: Option<Date>,
    /// The purchases it works on, by id, when it is a routine check.
    pub purchases: Vec<String>,
}

impl Entry {
    /// Whether it is a check that follows other steps and needs few words.
    pub fn is_routine(&self) -> bool {
        matches!(self.kind, StepKind::AwaitSeats | StepKind::VerifyCover)
    }
}

impl<'a> Lookup<'a> {
    /// Of a plan.
    pub fn new(case: &'a Case, plan: &'a Plan) -> Self {
        Self {
            plan,
            case,
            purchases: plan.purchases.iter().map(|p| (p.id.as_str(), p)).collect(),
            originals: plan.originals.iter().map(|o| (o.subscription_id.as_str(), o)).collect(),
        }
    }

    /// The purchase that a step works on.
    pub fn purchase(&self, step: &Step) -> Option<&'a Purchase> {
        text(step, "purchase").and_then(|id| self.purchases.get(id).copied())
    }

    /// The original that a step works on.
    pub fn original(&self, step: &Step) -> Option<&'a OriginalEnd> {
        text(step, "subscription").and_then(|id| self.originals.get(id).copied())
    }

    /// The licence changes that a step makes: `changes` holds their indices; without it, all of its day.
    pub fn changes(&self, step: &Step) -> Vec<&'a LicenseChange> {
        let indices: Vec<usize> = match step.details.get("changes") {
            None if step.kind == StepKind::SwapLicenses => (0..self.plan.license_changes.len())
                .filter(|n| self.plan.license_changes[*n].date == step.due)
                .collect(),
            Some(Value::Count(n)) => usize::try_from(*n).into_iter().collect(),
            Some(Value::Text(list)) => list.split([',', ' ']).filter_map(|n| n.trim().parse().ok()).collect(),
            _ => Vec::new(),
        };
        indices.into_iter().filter_map(|n| self.plan.license_changes.get(n)).collect()
    }

    /// The last day for a step: as it says, else as its original says.
    pub fn deadline(&self, step: &Step) -> Option<Date> {
        match step.details.get("deadline") {
            Some(Value::Date(day)) => Some(*day),
            _ if acts_on_original(step.kind) => self.original(step).and_then(|o| o.deadline),
            _ => None,
        }
    }

    /// What a step does, in two or three words.
    pub fn title(&self, reader: &Reader, step: &Step) -> String {
        match step.details.get("action") {
            Some(action) if step.kind == StepKind::PersonTask => reader.value("action", action),
            _ => reader.word(step.kind),
        }
    }

    /// What a step does, as a sentence.
    pub fn what(&self, reader: &Reader, step: &Step) -> String {
        for name in ["purchase", "subscription"] {
            let several = ids(step, name);
            if several.len() > 1 && !matches!(step.kind, StepKind::AwaitSeats | StepKind::VerifyCover) {
                return several
                    .iter()
                    .map(|id| self.what(reader, &about(step, name, id)))
                    .collect::<Vec<_>>()
                    .join(" ");
            }
        }
        reader.texts.fill(&format!("do-{}", step.kind), self.args(reader, step))
    }

    /// Why a step is there, as a sentence; empty where its sentence says it already.
    pub fn why(&self, reader: &Reader, step: &Step) -> String {
        let notices = match step.kind {
            StepKind::Purchase | StepKind::ScheduleChange => self.purchase(step).map(|p| &p.why),
            kind if acts_on_original(kind) => self.original(step).map(|o| &o.why),
            _ => None,
        };
        notices.map_or_else(String::new, |why| sentences(reader, why))
    }

    /// The values of a step's sentences.
    pub(crate) fn args(&self, reader: &Reader, step: &Step) -> Args {
        let mut args = Args::new();
        for (name, value) in &step.details {
            args = args.text(&format!("has-{name}"), "yes");
            args = match value {
                Value::Count(n) => args.count(name, *n),
                other => args.text(name, reader.value(name, other)),
            };
        }
        if let Some(purchase) = self.purchase(step) {
            args = args
                .text("has-purchase", "yes")
                .text("purchase", &purchase.id)
                .text("has-sku", "yes")
                .text("sku", reader.sku(purchase.sku_id))
                .count("seats", purchase.seats)
                .text("term", reader.word(purchase.term_duration))
                .text("billing", reader.word(purchase.billing_plan));
        }
        if let Some(id) = text(step, "subscription")
            && let Some(subscription) = self.case.estate.subscriptions.iter().find(|s| s.id == id)
        {
            args = args
                .text("subscription", short_id(id))
                .text("channel", reader.word(subscription.channel))
                .text("has-sku", "yes")
                .text("sku", reader.sku(subscription.sku_id))
                .count("seats", subscription.quantity);
        }
        let changes = self.changes(step);
        if !changes.is_empty() {
            let users: usize = changes.iter().map(|c| c.user_ids.len()).sum();
            args = args
                .text("has-users", "yes")
                .count("users", users)
                .text("swaps", swaps(reader, &changes));
        }
        args
    }

    /// The calendar: the plan's steps in their order, routine checks of one kind and day joined.
    pub fn entries(&self, reader: &Reader) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut open: BTreeMap<(Date, StepKind), usize> = BTreeMap::new();
        for step in &self.plan.steps {
            let routine = matches!(step.kind, StepKind::AwaitSeats | StepKind::VerifyCover);
            if routine && let Some(at) = open.get(&(step.due, step.kind)) {
                let entry = &mut entries[*at];
                entry.ids.push(step.id.clone());
                entry.purchases.extend(ids(step, "purchase"));
                entry.what = joined(reader, entry);
                continue;
            }
            if routine {
                open.insert((step.due, step.kind), entries.len());
            }
            entries.push(Entry {
                ids: vec![step.id.clone()],
                kind: step.kind,
                title: self.title(reader, step),
                due: step.due,
                what: self.what(reader, step),
                why: self.why(reader, step),
                deadline: self.deadline(step),
                purchases: if routine { ids(step, "purchase") } else { Vec::new() },
            });
        }
        entries
    }
}

fn joined(reader: &Reader, entry: &Entry) -> String {
    let purchases = reader.list_of(entry.purchases.clone(), 12);
    let args = Args::new().count("count", entry.ids.len()).text("purchases", purchases);
    reader.texts.fill(&format!("do-all-{}", entry.kind), args)
}

/// The step as it concerns one of several things it works on.
fn about(step: &Step, name: &str, id: &str) -> Step {
    let mut one = step.clone();
    one.details.insert(name.to_owned(), Value::Text(id.to_owned()));
    one.details.remove("seats");
    one
}

/// Ids in a detail: one, or several separated by commas or spaces.
fn ids(step: &Step, name: &str) -> Vec<String> {
    text(step, name).map_or_else(Vec::new, |list| {
        list.split([',', ' ']).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    })
}

/// Reasons as one run of sentences.
pub fn sentences<C: crate::sentence::Worded>(reader: &Reader, notices: &[nahtlos_model::notice::Notice<C>]) -> String {
    notices.iter().map(|n| reader.notice(n)).collect::<Vec<_>>().join(" ")
}

/// Changes in short: `A → B`, each once.
fn swaps(reader: &Reader, changes: &[&LicenseChange]) -> String {
    let mut texts: Vec<String> = changes.iter().map(|c| swap(reader, c)).collect();
    texts.dedup();
    reader.list_of(texts, 3)
}

/// A change in short: what is taken away, an arrow, what is given.
pub fn swap(reader: &Reader, change: &LicenseChange) -> String {
    let given = reader.skus(change.add_licenses.iter().map(|a| &a.sku_id));
    let taken = reader.skus(&change.remove_licenses);
    match (taken.is_empty(), given.is_empty()) {
        (true, _) => format!("+ {given}"),
        (_, true) => format!("− {taken}"),
        _ => format!("{taken} → {given}"),
    }
}

fn text<'s>(step: &'s Step, name: &str) -> Option<&'s str> {
    match step.details.get(name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn acts_on_original(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::TurnOffAutoRenew
            | StepKind::CancelAtTermEnd
            | StepKind::CancelNow
            | StepKind::SuspendLegacy
            | StepKind::Transfer
            | StepKind::PersonTask
    )
}
