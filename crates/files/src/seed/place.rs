//! A TOML text whose values can be found by their path, so that every problem says where it is.

use crate::{
    json::{self, Step},
    nearest::nearest,
    problem::{Problem, quoted},
};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A text with the tree of its values.
pub(super) struct Placed<'t> {
    file: &'t str,
    text: &'t str,
    tree: Spanned<DeTable<'t>>,
}

impl<'t> Placed<'t> {
    /// Reads the tree.
    pub(super) fn open(file: &'t str, text: &'t str) -> Result<Self, Problem> {
        match DeTable::parse(text) {
            Ok(tree) => Ok(Self { file, text, tree }),
            Err(error) => {
                let (line, column) = json::place(text, error.span().map_or(0, |span| span.start));
                let message = format!("This is not TOML: {}.", error.message().lines().collect::<Vec<_>>().join(", "));
                let mend = "Write each line as key = value, texts and days in quotation marks.";
                Err(Problem::error(file, "notToml", message, mend).at(line, column))
            }
        }
    }

    /// The text as a shape.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let reader = match toml::Deserializer::parse(self.text) {
            Ok(reader) => reader,
            Err(error) => {
                return Err(Problem::error(
                    self.file,
                    "notToml",
                    error.message().to_owned(),
                    "Write it as TOML.",
                ));
            }
        };
        serde_path_to_error::deserialize(reader).map_err(|error| {
            let steps: Vec<Step> = error.path().iter().filter_map(step).collect();
            let inner = error.into_inner();
            self.misread(&steps, inner.message(), inner.span())
        })
    }

    fn misread(&self, steps: &[Step], message: &str, span: Option<Range<usize>>) -> Problem {
        let at = match steps {
            [] => "the file".to_owned(),
            steps => Step::join(steps),
        };
        let message = message.trim().replace('\n', "; ");
        if let Some(rest) = message.strip_prefix("unknown field `") {
            let (key, rest) = rest.split_once('`').unwrap_or((rest, ""));
            let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
            let mend = match nearest(key, known.iter().copied()) {
                Some(near) => format!("The nearest key is {near:?}; rename or remove {}.", quoted(key)),
                None => format!("Remove it; known keys are {}.", known.join(", ")),
            };
            let problem = Problem::error(
                self.file,
                "unknownKey",
                format!("The key {} is unknown, at {at}.", quoted(key)),
                mend,
            );
            return self.put(problem, span.unwrap_or_else(|| self.span(steps))).found(key);
        }
        if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            let problem = Problem::error(
                self.file,
                "missingKey",
                format!("The key {key:?} is missing in {at}."),
                format!("Add {key:?}."),
            );
            return self.put(problem, self.span(steps));
        }
        let problem = Problem::error(self.file, "badValue", format!("{at}: {message}."), "Correct the value.");
        self.put(problem, self.span(steps))
    }

    fn put(&self, problem: Problem, span: Range<usize>) -> Problem {
        let (line, column) = json::place(self.text, span.start);
        problem.at(line, column)
    }

    /// An error about a value.
    pub(super) fn error(&self, steps: &[Step], code: &'static str, message: String, mend: &str) -> Problem {
        let span = self.span(steps);
        let found = self.text.get(span.clone()).unwrap_or_default().to_owned();
        let problem = self.put(Problem::error(self.file, code, message, mend), span);
        // A whole table would say too much.
        if found.contains('\n') { problem } else { problem.found(&found) }
    }

    /// Where a value stands, or the nearest table around it.
    fn span(&self, steps: &[Step]) -> Range<usize> {
        let mut span = self.tree.span();
        let mut table = Some(self.tree.get_ref());
        let mut array = None;
        for step in steps {
            let found: Option<&Spanned<DeValue<'_>>> = match (step, table, array) {
                (Step::Key(name), Some(inside), _) => {
                    let mut entries = inside.iter();
                    entries.find(|(key, _)| key.get_ref().as_ref() == name).map(|(_, value)| value)
                }
                (Step::Index(index), _, Some(inside)) => {
                    let inside: &toml::de::DeArray<'_> = inside;
                    inside.get(*index)
                }
                _ => None,
            };
            let Some(found) = found else { break };
            span = found.span();
            (table, array) = match found.get_ref() {
                DeValue::Table(inside) => (Some(inside), None),
                DeValue::Array(inside) => (None, Some(inside)),
                _ => (None, None),
            };
        }
        span
    }
}

fn step(segment: &Segment) -> Option<Step> {
    match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}
