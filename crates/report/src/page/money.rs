//! What it costs: the statement with its bound, and the cost month by month.

use super::Sources;
use crate::{numbers, texts::Args};
use nahtlos_model::money::Amount;
use nahtlos_planner::verify::Verdict;

/// The statement of cost.
pub(crate) struct Statement {
    pub(crate) caption: String,
    pub(crate) lines: Vec<StatementLine>,
    pub(crate) prose: Vec<String>,
}

/// A line of the statement.
pub(crate) struct StatementLine {
    /// `item`, `sum` (ruled) or `after`.
    pub(crate) class: &'static str,
    pub(crate) label: String,
    pub(crate) amount: String,
}

impl Statement {
    pub(crate) fn build(s: &Sources) -> Self {
        let cost = &s.plan.cost;
        let lang = s.reader.texts.lang();
        let bare = |amount: Amount| numbers::amount(lang, amount);
        let need = Amount {
            minor: cost.total.minor - cost.overlap.minor,
            digits: cost.total.digits,
        };
        let line = |class, key: &str, amount| StatementLine {
            class,
            label: s.say(key),
            amount,
        };
        let exact = |value| numbers::exact(lang, s.reader.currency, value);
        let gap = cost.cost_exact.checked_sub(cost.lower_bound_exact);
        Self {
            caption: s.fill("statement-caption", Args::new().text("currency", cost.currency.code())),
            lines: vec![
                line("item", "statement-need", bare(need)),
                line("item", "statement-overlap", bare(cost.overlap)),
                line("sum", "statement-total", bare(cost.total)),
                line("after", "statement-beyond", bare(cost.committed_beyond_horizon)),
            ],
            prose: vec![
                s.fill(
                    "statement-exact",
                    Args::new()
                        .text("cost", exact(cost.cost_exact))
                        .text("bound", exact(cost.lower_bound_exact))
                        .text("gap", gap.map_or_else(String::new, exact)),
                ),
                match s.verdict {
                    Verdict::Proved(certificate) => s.reader.minimum(s.plan.cost.method, &certificate.minimum),
                    Verdict::Refuted(_) => s.say("statement-refuted"),
                },
                s.say(if cost.secondary_proved {
                    "statement-secondary-proved"
                } else {
                    "statement-secondary-open"
                }),
            ],
        }
    }
}

/// Cost month by month.
pub(crate) struct Months {
    pub(crate) rows: Vec<MonthRow>,
    pub(crate) counted: String,
    pub(crate) billed: String,
}

/// A month.
pub(crate) struct MonthRow {
    pub(crate) month: String,
    pub(crate) counted: String,
    pub(crate) billed: String,
    /// Widths of the bars in tenths of a percent of the largest month.
    pub(crate) counted_width: i64,
    pub(crate) billed_width: i64,
}

impl Months {
    pub(crate) fn build(s: &Sources) -> Self {
        let lang = s.reader.texts.lang();
        let months = &s.plan.cost.by_month;
        let largest = months
            .iter()
            .flat_map(|m| [m.counted.minor, m.billed.minor])
            .max()
            .unwrap_or(0)
            .max(1);
        let digits = s.plan.cost.total.digits;
        let sum = |minor: i64| numbers::amount(lang, Amount { minor, digits });
        let width = |amount: Amount| i64::try_from(i128::from(amount.minor.max(0)) * 1000 / i128::from(largest)).unwrap_or(1000);
        Self {
            rows: months
                .iter()
                .map(|m| MonthRow {
                    month: numbers::month_of(lang, &m.month),
                    counted: numbers::amount(lang, m.counted),
                    billed: numbers::amount(lang, m.billed),
                    counted_width: width(m.counted),
                    billed_width: width(m.billed),
                })
                .collect(),
            counted: sum(months.iter().map(|m| m.counted.minor).sum()),
            billed: sum(months.iter().map(|m| m.billed.minor).sum()),
        }
    }
}
