//! What a campaign says at its end: a row per case, the sums, the refusals; as CSV and for the terminal.

use crate::{end::Failure, screen::Screen, table::write_table};
use nahtlos_model::{
    case::Case,
    money::{Amount, Currency},
    plan::{Method, Plan},
};
use nahtlos_planner::verify::{Minimum, Verdict};
use nahtlos_report::{numbers, texts::Args as Values};
use std::{collections::BTreeMap, path::Path};

/// How many refusals the terminal shows.
const SHOWN: usize = 10;

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Planned and proved now.
    Planned,
    /// Planned before, from the same files; proved now.
    Kept,
    /// No plan exists.
    Refused,
    /// Its files are wrong.
    BadInput,
    /// The program made a mistake.
    Bug,
}

impl Outcome {
    const ALL: [Self; 5] = [Self::Planned, Self::Kept, Self::Refused, Self::BadInput, Self::Bug];

    /// The word in the CSV; the locale key is `cli-campaign-` + word.
    fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Kept => "kept",
            Self::Refused => "refused",
            Self::BadInput => "badInput",
            Self::Bug => "bug",
        }
    }

    fn has_plan(self) -> bool {
        matches!(self, Self::Planned | Self::Kept)
    }
}

/// One case in the summary.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) case: String,
    customer: String,
    pub(super) outcome: Outcome,
    users: u64,
    subscriptions: usize,
    money: Option<(Currency, Amount)>,
    /// Columns of a plan: costExact, lowerBoundExact, method, minimum, purchases, licenceChanges, tightestDay, slack, warnings.
    plan: [String; 9],
    code: String,
    pub(super) message: String,
}

impl Row {
    /// A case without a plan, and why.
    pub(super) fn without_plan(folder: &Path, outcome: Outcome, code: &str, message: String) -> Self {
        let case = folder
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let (code, customer) = (code.to_owned(), String::new());
        Self {
            case,
            customer,
            outcome,
            users: 0,
            subscriptions: 0,
            money: None,
            plan: Default::default(),
            code,
            message,
        }
    }

    /// A case with a proved plan.
    pub(super) fn planned(folder: &Path, outcome: Outcome, case: &Case, plan: &Plan, verdict: &Verdict) -> Self {
        let mut row = Self::without_plan(folder, outcome, "", String::new());
        row.describe(case);
        row.money = Some((plan.cost.currency, plan.cost.total));
        let (minimum, tightest) = match verdict {
            Verdict::Proved(certificate) => (minimum(certificate.minimum), certificate.tightest),
            Verdict::Refuted(_) => ("", None),
        };
        row.plan = [
            plan.cost.cost_exact.to_string(),
            plan.cost.lower_bound_exact.to_string(),
            plan.cost.method.to_string(),
            minimum.to_owned(),
            plan.purchases.len().to_string(),
            plan.license_changes.len().to_string(),
            tightest.map_or_else(String::new, |t| t.day.to_string()),
            tightest.map_or_else(String::new, |t| t.slack.to_string()),
            plan.warnings.len().to_string(),
        ];
        if plan.cost.method == Method::Gap {
            row.code = "gap".to_owned();
        }
        row
    }

    /// Who it is and how big.
    pub(super) fn describe(&mut self, case: &Case) {
        self.customer.clone_from(&case.estate.customer.name);
        self.users = case.estate.users.iter().map(|user| u64::from(user.count)).sum();
        self.subscriptions = case.estate.subscriptions.len();
    }
}

fn minimum(minimum: Minimum) -> &'static str {
    match minimum {
        Minimum::Rechecked { .. } => "rechecked",
        Minimum::NotRechecked => "notRechecked",
        Minimum::Gap { .. } => "gap",
    }
}

/// All cases of a campaign.
pub(super) struct Summary {
    rows: Vec<Row>,
}

const HEADER: [&str; 17] = [
    "case",
    "customer",
    "outcome",
    "users",
    "subscriptions",
    "currency",
    "total",
    "costExact",
    "lowerBoundExact",
    "method",
    "minimum",
    "purchases",
    "licenceChanges",
    "tightestDay",
    "slack",
    "warnings",
    "code",
];

impl Summary {
    /// Of these rows, in their order.
    pub(super) fn new(rows: Vec<Row>) -> Self {
        Self { rows }
    }

    /// Whether every case has a proved plan.
    pub(super) fn all_planned(&self) -> bool {
        self.rows.iter().all(|row| row.outcome.has_plan())
    }

    /// Writes `summary.csv` and `refusals.csv`.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let all = self.rows.iter().map(|row| {
            let (currency, total) = row.money.map_or_else(Default::default, |(c, t)| (c.to_string(), t.to_string()));
            let who = [row.case.clone(), row.customer.clone(), row.outcome.as_str().to_owned()];
            let size = [row.users.to_string(), row.subscriptions.to_string(), currency, total];
            who.into_iter()
                .chain(size)
                .chain(row.plan.iter().cloned())
                .chain([row.code.clone()])
                .collect()
        });
        write_table(&folder.join("summary.csv"), &HEADER, all)?;
        let refused = self.refused().map(|row| {
            vec![
                row.case.clone(),
                row.customer.clone(),
                row.outcome.as_str().to_owned(),
                row.code.clone(),
                row.message.clone(),
            ]
        });
        write_table(
            &folder.join("refusals.csv"),
            &["case", "customer", "outcome", "code", "message"],
            refused,
        )
    }

    fn refused(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.outcome.has_plan())
    }

    /// Shows counts, sums and the first refusals.
    pub(super) fn show(&self, screen: &Screen) {
        let lang = screen.lang();
        screen.heading(&screen.text("cli-campaign-title", Values::new().count("count", self.rows.len())));
        for outcome in Outcome::ALL {
            let count = self.rows.iter().filter(|row| row.outcome == outcome).count();
            if count > 0 || outcome == Outcome::Planned {
                let label = screen.text(&format!("cli-campaign-{}", outcome.as_str()), Values::new());
                screen.line(&format!("  {label:<34}{:>14}", numbers::count(lang, count as i64)));
            }
        }
        let gaps = self.rows.iter().filter(|row| row.code == "gap").count();
        if gaps > 0 {
            screen.warn(&screen.text("cli-campaign-gaps", Values::new().count("count", gaps)));
        }
        for (currency, total) in self.totals() {
            let label = screen.text("cli-campaign-total", Values::new());
            screen.line(&format!("  {label:<34}{:>14}", numbers::money(lang, currency, total)));
        }
        let refused: Vec<&Row> = self.refused().collect();
        for row in refused.iter().take(SHOWN) {
            screen.line(&format!("  {} {}: {}", screen.paint("31", "✗"), row.case, row.message));
        }
        if refused.len() > SHOWN {
            screen.say("cli-campaign-more", Values::new().count("count", refused.len() - SHOWN));
        }
    }

    fn totals(&self) -> BTreeMap<Currency, Amount> {
        let mut totals = BTreeMap::new();
        for (currency, amount) in self.rows.iter().filter_map(|row| row.money) {
            let sum: &mut Amount = totals.entry(currency).or_insert_with(|| Amount::zero(currency));
            sum.minor = sum.minor.saturating_add(amount.minor);
        }
        totals
    }
}
