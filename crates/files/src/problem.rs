//! What is wrong with a file, and how to mend it: the one shape in which every reader of this crate
//! reports. Made by the readers, shown by the command line and the report.
//!
//! Must never happen here: a problem that grows with the input. Quoted text is cut, and
//! [`Problems`] keeps a bounded list while it goes on counting.

use serde::Serialize;
use std::fmt;

/// Whether a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// Odd, but accepted.
    Warning,
}

/// One problem of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The file, as the reader was given it.
    pub file: String,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column, from 1: in a table the number of the field, elsewhere the character in the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// Stable code, for example `badDate`.
    pub code: &'static str,
    /// The very text that was found, cut to 80 characters; empty where something is missing.
    pub found: String,
    /// What is wrong, a whole sentence.
    pub message: String,
    /// How to mend it, a whole sentence.
    pub mend: String,
    /// Refused or accepted.
    pub severity: Severity,
}

impl Problem {
    /// A problem for which the file is refused.
    pub fn error(file: impl Into<String>, code: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: None,
            column: None,
            code,
            found: String::new(),
            message: message.into(),
            mend: mend.into(),
            severity: Severity::Error,
        }
    }

    /// Something odd that is accepted.
    pub fn warning(file: impl Into<String>, code: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(file, code, message, mend)
        }
    }

    /// With its place.
    #[must_use]
    pub fn at(mut self, line: u64, column: u64) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// With its line, where no column applies.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// With the text that was found.
    #[must_use]
    pub fn found(mut self, text: &str) -> Self {
        self.found = cut(text);
        self
    }

    /// Whether the file is refused for it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: what is wrong. How to mend it.`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.message)?;
        if !self.mend.is_empty() {
            write!(f, " {}", self.mend)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// A text cut to 80 characters, with `…` where something is missing.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A text cut and quoted for a message: control characters escaped, so that it cannot garble a terminal.
pub fn quoted(text: &str) -> String {
    format!("{:?}", cut(text))
}

/// How many problems of each severity a list keeps.
pub const KEPT: usize = 100;

/// A bounded list of problems that counts on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    kept: Vec<Problem>,
    errors: u64,
    warnings: u64,
}

impl Problems {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a problem, and keeps it if fewer than [`KEPT`] of its severity are kept.
    pub fn push(&mut self, problem: Problem) {
        let count = if problem.is_error() { &mut self.errors } else { &mut self.warnings };
        *count += 1;
        if *count <= KEPT as u64 {
            self.kept.push(problem);
        }
    }

    /// Adds what another list found.
    pub fn append(&mut self, other: Self) {
        let (errors, warnings) = (other.errors, other.warnings);
        let (mut kept_errors, mut kept_warnings) = (0, 0);
        for problem in other.kept {
            *(if problem.is_error() { &mut kept_errors } else { &mut kept_warnings }) += 1;
            self.push(problem);
        }
        self.errors += errors - kept_errors;
        self.warnings += warnings - kept_warnings;
    }

    /// Errors found, kept or not.
    pub fn errors(&self) -> u64 {
        self.errors
    }

    /// Warnings found, kept or not.
    pub fn warnings(&self) -> u64 {
        self.warnings
    }

    /// The problems kept, in the order found.
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// The problems kept, errors first; where some were not kept, a last one says how many.
    pub fn into_list(self, file: &str) -> Vec<Problem> {
        let hidden = self.errors + self.warnings - self.kept.len() as u64;
        let mut list = self.kept;
        list.sort_by_key(|problem| problem.severity);
        if hidden > 0 {
            let problem = Problem::warning(
                file,
                "moreProblems",
                format!("{hidden} more problems are not shown."),
                "Mend the ones above first, then read the file again.",
            );
            list.push(problem);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_prints_place_sentence_and_mend() {
        let problem = Problem::error("prices.csv", "badDate", "\"soon\" is not a date.", "Write 2027-01-31.")
            .at(3, 15)
            .found("soon");
        assert_eq!(problem.to_string(), "prices.csv:3:15: \"soon\" is not a date. Write 2027-01-31.");
        assert_eq!(problem.found, "soon");
    }

    #[test]
    fn a_list_stays_bounded_and_counts_on() {
        let mut problems = Problems::new();
        for _ in 0..KEPT + 7 {
            problems.push(Problem::error("f", "x", "Wrong.", "Mend."));
            problems.push(Problem::warning("f", "y", "Odd.", ""));
        }
        let mut all = Problems::new();
        all.push(Problem::error("g", "x", "Wrong.", "Mend."));
        all.append(problems);
        assert_eq!((all.errors(), all.warnings()), (KEPT as u64 + 8, KEPT as u64 + 7));
        let list = all.into_list("f");
        assert_eq!(list.len(), 2 * KEPT + 1);
        assert_eq!(
            list.last().map(ToString::to_string).as_deref(),
            Some("f: 15 more problems are not shown. Mend the ones above first, then read the file again.")
        );
    }
}
