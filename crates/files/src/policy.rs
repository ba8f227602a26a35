//! `policy.toml`: what is wanted of a plan. Called by `case` and `assemble`. Every key has a
//! default; an unknown key, a value of the wrong kind or a contradiction is refused with its place.

use crate::{
    case::Read,
    cell::parse_date,
    json,
    nearest::nearest,
    problem::{Problem, Problems, quoted},
};
use nahtlos_model::{catalogue::Term, dates::Date, policy::Policy};
use std::{collections::BTreeMap, str::FromStr};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

const KEYS: &[&str] = &[
    "mode",
    "leadDays",
    "horizon",
    "residual",
    "price",
    "coTerm",
    "leaveBy",
    "terms",
    "maxBundle",
    "neverBuy",
    "acceptLoss",
];
const DATE: &str = "Write a day, for example \"2027-01-31\".";
/// Leads beyond ten years are slips.
const MAX_LEAD: i64 = 3650;

/// A policy and where its values stand, for checks against other files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyFile {
    /// The file's name.
    pub file: String,
    /// The policy, defaults filled in but for `horizon`.
    pub policy: Policy,
    /// Line and column of each value, by key; of a list's items as `neverBuy[0]`.
    pub places: BTreeMap<String, (u64, u64)>,
}

impl PolicyFile {
    /// An error about a value.
    pub fn error(&self, key: &str, code: &'static str, message: String, mend: &str) -> Problem {
        let problem = Problem::error(&self.file, code, message, mend);
        match self.places.get(key) {
            Some((line, column)) => problem.at(*line, *column),
            None => problem,
        }
    }
}

/// Reads a policy.
pub fn read_policy(file: &str, bytes: &[u8]) -> Result<Read<PolicyFile>, Vec<Problem>> {
    let text = json::text(file, bytes).map_err(|problem| vec![problem])?;
    let table = DeTable::parse(text).map_err(|error| {
        let (line, column) = json::place(text, error.span().map_or(0, |span| span.start));
        let message = format!("This is not TOML: {}.", error.message().lines().collect::<Vec<_>>().join(", "));
        vec![
            Problem::error(
                file,
                "notToml",
                message,
                "Write each line as key = value, texts and days in quotation marks.",
            )
            .at(line, column),
        ]
    })?;
    let mut reading = Reading {
        text,
        read: PolicyFile {
            file: file.to_owned(),
            ..PolicyFile::default()
        },
        problems: Problems::new(),
    };
    // In the order of the file, so that problems come by line.
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        reading.entry(key, value);
    }
    reading.contradictions();
    let (read, problems) = (reading.read, reading.problems);
    match problems.errors() {
        0 => Ok(Read {
            value: read,
            warnings: problems.into_list(file),
        }),
        _ => Err(problems.into_list(file)),
    }
}

struct Reading<'t> {
    text: &'t str,
    read: PolicyFile,
    problems: Problems,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reading<'_> {
    fn entry(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        let name = key.get_ref().as_ref();
        if !KEYS.contains(&name) {
            let mend = match nearest(name, KEYS.iter().copied()) {
                Some(near) => format!("The nearest key is {near:?}; rename or remove {}.", quoted(name)),
                None => format!("Remove it; known keys are {}.", KEYS.join(", ")),
            };
            let (line, column) = json::place(self.text, key.span().start);
            let message = format!("The key {} is unknown.", quoted(name));
            self.problems.push(
                Problem::error(&self.read.file, "unknownKey", message, mend)
                    .at(line, column)
                    .found(name),
            );
            return;
        }
        self.note(name.to_owned(), value);
        match name {
            "mode" => self.read.policy.mode = self.word(name, value).unwrap_or(self.read.policy.mode),
            "residual" => self.read.policy.residual = self.word(name, value).unwrap_or(self.read.policy.residual),
            "price" => self.read.policy.price = self.word(name, value).unwrap_or(self.read.policy.price),
            "leadDays" => self.read.policy.lead_days = self.number(name, value, 0, MAX_LEAD).unwrap_or(0),
            "maxBundle" => self.read.policy.max_bundle = self.number(name, value, 1, 100).unwrap_or(1),
            "horizon" => self.read.policy.horizon = self.date(name, value),
            "coTerm" => self.read.policy.co_term = self.date(name, value),
            "leaveBy" => self.read.policy.leave_by = self.date(name, value),
            "terms" => self.read.policy.terms = self.list(name, value, "Write P1M, P1Y or P3Y, each in quotation marks."),
            "neverBuy" => self.read.policy.never_buy = self.list(name, value, "Write SKU ids (GUIDs), each in quotation marks."),
            _ => self.read.policy.accept_loss = self.list(name, value, "Write service plan ids (GUIDs), each in quotation marks."),
        }
    }

    fn note(&mut self, key: String, value: &Value<'_>) {
        self.read.places.insert(key, json::place(self.text, value.span().start));
    }

    fn wrong(&mut self, key: &str, code: &'static str, value: &Value<'_>, what: &str, mend: String) {
        let found = self.text.get(value.span()).unwrap_or_default();
        let problem = self.read.error(
            key,
            code,
            format!(
                "{key} is {}, which is not {what}.",
                crate::problem::cut(found).escape_debug().to_string().replace("\\\"", "\"")
            ),
            &mend,
        );
        self.problems.push(problem.found(found));
    }

    fn word<T: FromStr<Err = String>>(&mut self, key: &str, value: &Value<'_>) -> Option<T> {
        let text = value.get_ref().as_str().unwrap_or_default();
        text.parse()
            .map_err(|error: String| {
                let words = error.rsplit(": ").next().unwrap_or_default().to_owned();
                self.wrong(
                    key,
                    "badWord",
                    value,
                    "one of its words",
                    format!("Write one of: {words}, in quotation marks."),
                );
            })
            .ok()
    }

    fn number(&mut self, key: &str, value: &Value<'_>, least: i64, most: i64) -> Option<u32> {
        let number = match value.get_ref() {
            DeValue::Integer(n) => i64::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|n| (least..=most).contains(n)).and_then(|n| u32::try_from(n).ok());
        if number.is_none() {
            let what = format!("a whole number from {least} to {most}");
            self.wrong(
                key,
                "badNumber",
                value,
                &what,
                format!("Write a whole number from {least} to {most}, without quotation marks."),
            );
        }
        number
    }

    /// A day in quotation marks or bare.
    fn date(&mut self, key: &str, value: &Value<'_>) -> Option<Date> {
        let date = match value.get_ref() {
            DeValue::String(text) => parse_date(text.trim()),
            DeValue::Datetime(when) => parse_date(&when.to_string()),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, "badDate", value, "a date", DATE.to_owned());
        }
        date
    }

    fn list<T: FromStr + PartialEq>(&mut self, key: &str, value: &Value<'_>, mend: &str) -> Vec<T> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(key, "badList", value, "a list", format!("Write a list in brackets. {mend}"));
            return Vec::new();
        };
        let mut list: Vec<T> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let key = format!("{key}[{i}]");
            self.note(key.clone(), item);
            match item.get_ref().as_str().and_then(|text| text.trim().parse().ok()) {
                Some(parsed) if list.contains(&parsed) => {
                    let message = format!("{key} is in the list already.");
                    let problem = self
                        .read
                        .error(&key, "listedTwice", message, "Remove one of them.")
                        .found(item.get_ref().as_str().unwrap_or_default());
                    self.problems.push(problem);
                }
                Some(parsed) => list.push(parsed),
                None => self.wrong(&key, "badItem", item, "accepted here", mend.to_owned()),
            }
        }
        list
    }

    /// What no plan could follow.
    fn contradictions(&mut self) {
        let policy = &self.read.policy;
        let mut found = Vec::new();
        if policy.terms.is_empty() && !self.problems.kept().iter().any(|problem| problem.message.starts_with("terms")) {
            found.push((
                "terms",
                "noTerms",
                "terms is empty, so that nothing could be bought.".to_owned(),
                "List at least one of P1M, P1Y and P3Y, or remove the key for P1M and P1Y.",
            ));
        }
        if let Some(day) = policy.co_term
            && !policy.terms.contains(&Term::P1Y)
            && !policy.terms.is_empty()
        {
            let message = format!("coTerm is {day}, but terms has no P1Y, the only term that can end on a common day.");
            found.push(("coTerm", "coTermWithoutYear", message, "Add \"P1Y\" to terms, or remove coTerm."));
        }
        for (key, code, message, mend) in found {
            let problem = self.read.error(key, code, message, mend);
            self.problems.push(problem);
        }
    }
}
