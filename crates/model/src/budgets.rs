//! The reference's request budgets: how much may be asked in how long, counted for whom. Data with dates and sources in
//! `rules/budgets.toml`.
//!
//! The server counts; nothing here knows time or callers.

use crate::{dates::Date, estate::word_enum, rules::Certainty};
use serde::Deserialize;
use std::sync::LazyLock;

word_enum!(
    /// Whose calls are counted together.
    Per {
        /// A partner's, whatever application sends them.
        Partner = "partner",
        /// A partner's, about one customer.
        PartnerAndCustomer = "partnerAndCustomer",
        /// An application's, in every tenant.
        Application = "application",
        /// An application's in one tenant.
        ApplicationAndTenant = "applicationAndTenant",
        /// All applications' in one tenant.
        Tenant = "tenant",
    }
);

word_enum!(
    /// What is counted.
    Unit {
        /// Requests.
        Requests = "requests",
        /// What requests cost at Graph.
        ResourceUnits = "resourceUnits",
        /// Changes.
        Writes = "writes",
    }
);

/// A budget with its days of validity and its source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Budget {
    /// Which; one of [`NAMES`].
    pub name: String,
    /// How much, in its unit.
    pub limit: u64,
    /// In so many seconds.
    pub seconds: u64,
    /// Whose calls.
    pub per: Per,
    /// What is counted.
    pub unit: Unit,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

/// What a read of a path costs at Graph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Path with `{names}`.
    pub path: String,
    /// Resource units.
    pub units: u64,
}

/// Every budget that a pack may give.
pub const NAMES: [&str; 12] = [
    "subscription",
    "partnerCenterOther",
    "migrationCreate",
    "migrationValidate",
    "graphRequests",
    "graphUnitsSmall",
    "graphUnitsMedium",
    "graphUnitsLarge",
    "graphWrites",
    "graphUnitsOfApplication",
    "graphWritesOfApplication",
    "graphWritesOfTenant",
];

/// A pack of budgets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    /// In file order; of several that hold on a day, the last counts.
    pub budgets: Vec<Budget>,
    /// Reads that cost more than one unit.
    pub costs: Vec<Cost>,
}

static BUNDLED: LazyLock<Budgets> =
    LazyLock::new(|| Budgets::parse(include_str!("../rules/budgets.toml")).expect("the bundled pack parses: a test sees to it"));

impl Budgets {
    /// The budgets that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Parses a pack; the error names the line, or the name nobody knows.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let wrong = |budget: &&Budget| !NAMES.contains(&budget.name.as_str()) || budget.limit == 0 || budget.seconds == 0;
        match read.budgets.iter().find(wrong) {
            Some(wrong) => Err(format!(
                "{:?} is no budget, or one of nothing; known: {}",
                wrong.name,
                NAMES.join(", ")
            )),
            None => Ok(read),
        }
    }

    /// The budget of a name on a day.
    pub fn on(&self, name: &str, day: Date) -> Option<&Budget> {
        let holds = |b: &&Budget| b.name == name && b.valid_from.is_none_or(|f| f <= day) && b.valid_until.is_none_or(|u| day <= u);
        self.budgets.iter().rev().find(holds)
    }

    /// What a read costs at Graph: `path` with `{names}` of any kind; `select` and `expand` as the query has them, `top` its number.
    pub fn read_units(&self, path: &str, select: bool, expand: bool, top: Option<u64>) -> u64 {
        let alike = |a: &str, b: &str| {
            let parts = |path: &str| {
                path.split('/')
                    .map(|p| if p.starts_with('{') { "{}".to_owned() } else { p.to_lowercase() })
                    .collect::<Vec<_>>()
            };
            parts(a) == parts(b)
        };
        let base = self.costs.iter().find(|cost| alike(&cost.path, path)).map_or(1, |cost| cost.units);
        let off = u64::from(select) + u64::from(top.is_some_and(|top| top < 20));
        (base + u64::from(expand)).saturating_sub(off).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_budget_exists_on_every_day_and_has_a_source() {
        let all = Budgets::bundled();
        for name in NAMES {
            for day in [Date::MIN, Date::MAX] {
                assert!(all.on(name, day).is_some_and(|budget| !budget.source.is_empty()), "{name}");
            }
        }
        assert_eq!(all.on("subscription", Date::MAX).map(|b| (b.limit, b.seconds)), Some((500, 60)));
    }

    #[test]
    fn reads_cost_what_the_table_says() {
        let units = |path, select, expand, top| Budgets::bundled().read_units(path, select, expand, top);
        assert_eq!(units("/v1.0/users", false, false, None), 2);
        assert_eq!(units("/v1.0/users", true, false, None), 1);
        assert_eq!(units("/v1.0/users", true, false, Some(5)), 1, "never below one");
        assert_eq!(units("/v1.0/users", false, true, Some(20)), 3);
        assert_eq!(units("/v1.0/subscribedSkus", false, false, None), 3);
        assert_eq!(units("/v1.0/Groups/{group}/members", false, false, None), 3);
        assert_eq!(units("/v1.0/users/{id}", false, false, None), 1);
    }

    #[test]
    fn an_unknown_budget_is_refused_by_name() {
        let text = "costs = []\n[[budgets]]\nname = \"cart\"\nlimit = 1\nseconds = 1\nper = \"partner\"\nunit = \"writes\"\ncertainty = \"assumed\"\nsource = \"x\"\n";
        assert!(Budgets::parse(text).unwrap_err().contains("cart"));
    }
}
