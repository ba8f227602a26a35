//! What happened, line by line, with its times: the same bytes whenever the seed is the same.

use nahtlos_model::instants::Instant;

/// Something that must never be, and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The checker.
    pub check: &'static str,
    /// What it saw.
    pub what: String,
    /// When.
    pub at: Instant,
}

/// The events of a seed.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// Lines, oldest first.
    pub lines: Vec<String>,
}

impl Story {
    pub(crate) fn tell(&mut self, at: Instant, who: &str, what: &str) {
        self.lines.push(format!("{at} {who:<8} {what}"));
    }

    /// The last lines.
    pub fn last(&self, most: usize) -> &[String] {
        &self.lines[self.lines.len().saturating_sub(most)..]
    }
}
