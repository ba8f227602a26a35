//! Values of lists as files and orders have them: plain, the same in every language. And lists that are all here, filtered by a word.

use super::{lists::Table, visit::Visit};
use nahtlos_pages::{Cell, Filter, FilterKind, Value};
use std::cmp::Ordering;

/// A value as files have it: days and amounts as machines write them.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) | Value::Code(text) | Value::Figure(text) => text.clone(),
        Value::Link(link) => link.label.clone(),
        Value::Money(currency, amount) => format!("{amount} {currency}"),
        Value::Number(number) => number.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Moment(instant) => instant.to_string(),
        Value::Badge(badge) => badge.word.clone(),
    }
}

/// Which of two values stands first.
pub(super) fn compared(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Money(_, a), Value::Money(_, b)) => a.cmp(b),
        // Days and instants are written so that their texts stand in their order.
        (a, b) => plain(a).to_lowercase().cmp(&plain(b).to_lowercase()),
    }
}

/// Rows beyond which a list that is all here has a filter of its own.
const FEW: usize = 10;

impl Table {
    /// Of a list that is all here and has no filter of its page's: one by a word that stands anywhere in a row.
    pub(super) fn filtered(&mut self, visit: &Visit) {
        if !self.is_unfiltered() {
            return;
        }
        let name = format!("{}-has", self.id);
        let typed = visit.query.get(&name).unwrap_or_default().trim().to_owned();
        if typed.is_empty() && self.rows.len() <= FEW {
            return;
        }
        let wanted = typed.to_lowercase();
        let has = |cell: &Cell| {
            [plain(&cell.value), cell.below.clone()]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        self.rows.retain(|cells| cells.iter().any(has));
        self.total = self.total.map(|_| i64::try_from(self.rows.len()).unwrap_or(i64::MAX));
        self.filters.push(Filter {
            name,
            label: visit.say("desk-filter-has"),
            kind: FilterKind::Text(typed),
        });
    }
}

/// A line of CSV. What a spreadsheet would take for a formula begins with an apostrophe.
pub(super) fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = cells.map(|text| {
        let text = match text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err()) {
            true => format!("'{text}"),
            false => text,
        };
        match text.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_a_file_is_a_formula() {
        let cells = ["=1+1", "-5", "-x", "a,b", "say \"no\"", "plain"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "'=1+1,-5,'-x,\"a,b\",\"say \"\"no\"\"\",plain\r\n");
    }

    #[test]
    fn numbers_stand_in_their_order_and_words_whatever_their_letter_case() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(compared(&Value::Number(9), &Value::Number(10)), Ordering::Less);
        assert_eq!(compared(&text("beta"), &text("Alpha")), Ordering::Greater);
        assert_eq!(compared(&Value::Nothing, &text("a")), Ordering::Less);
    }
}
