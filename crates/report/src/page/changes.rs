//! Licence changes: a line per day that can be opened, with who changes from what to what, and why on that day.

use super::{
    Sources,
    people::{Names, plans},
    why::Why,
};
use crate::texts::Args;
use nahtlos_model::{
    dates::Date,
    plan::{AddLicense, LicenseChange},
};

/// Most changes listed.
const LISTED: usize = 300;
/// Most changes that need no folding.
const OPEN: usize = 12;

/// Licence changes by day.
pub(crate) struct Changes {
    pub(crate) days: Vec<ChangeDay>,
    pub(crate) open: bool,
    pub(crate) more: String,
}

/// The changes of a day.
pub(crate) struct ChangeDay {
    /// The day as it stands in the address of its heading.
    pub(crate) iso: String,
    pub(crate) day: String,
    pub(crate) note: String,
    pub(crate) rows: Vec<ChangeRow>,
}

/// A change of some users.
pub(crate) struct ChangeRow {
    pub(crate) taken: String,
    pub(crate) given: Vec<(String, String)>,
    pub(crate) users: String,
    pub(crate) names: String,
    pub(crate) names_label: String,
    pub(crate) group: String,
    pub(crate) why: Why,
}

impl Changes {
    pub(crate) fn build(s: &Sources) -> Self {
        let mut names = Names::default();
        let mut days: Vec<ChangeDay> = Vec::new();
        let all = &s.plan.license_changes;
        let listed = all.iter().enumerate().take(LISTED);
        let placed: Vec<(usize, &LicenseChange)> = listed.collect();
        for of_day in placed.chunk_by(|a, b| a.1.date == b.1.date) {
            let date = of_day[0].1.date;
            days.push(ChangeDay {
                iso: date.to_string(),
                day: s.reader.date(date),
                note: note(s, date),
                rows: of_day.iter().map(|(at, change)| row(s, *at, change, &mut names)).collect(),
            });
        }
        let left = all.len().saturating_sub(LISTED);
        Self {
            days,
            open: all.len() <= OPEN,
            more: if left > 0 {
                s.reader.texts.say_count("rows-more", left)
            } else {
                String::new()
            },
        }
    }

    /// Whether the page lists the changes of a day.
    pub(crate) fn lists(s: &Sources, day: Date) -> bool {
        s.plan.license_changes.iter().take(LISTED).any(|change| change.date == day)
    }
}

/// How many change on a day, and in how many ways.
fn note(s: &Sources, day: Date) -> String {
    let own = s.plan.license_changes.iter().filter(|change| change.date == day);
    let (ways, users) = own.fold((0usize, 0usize), |sum, c| (sum.0 + 1, sum.1 + c.user_ids.len()));
    s.fill("changes-of-day", Args::new().count("users", users).count("ways", ways))
}

fn row(s: &Sources, at: usize, change: &LicenseChange, names: &mut Names) -> ChangeRow {
    let ids: Vec<&str> = change.user_ids.iter().map(String::as_str).collect();
    let (names, names_label) = names.list(s, &ids);
    let given = |add: &AddLicense| {
        let off = if add.disabled_plans.is_empty() {
            String::new()
        } else {
            s.fill("change-off", Args::new().text("plans", plans(s, &add.disabled_plans, &[])))
        };
        (s.reader.sku(add.sku_id), off)
    };
    ChangeRow {
        taken: if change.remove_licenses.is_empty() {
            "–".to_owned()
        } else {
            s.reader.skus(&change.remove_licenses)
        },
        given: change.add_licenses.iter().map(given).collect(),
        users: s.reader.count(change.user_ids.len()),
        names,
        names_label,
        group: change.group_id.as_ref().map_or_else(String::new, |id| {
            s.fill("change-group", Args::new().text("group", s.reader.subject(id)))
        }),
        why: s.whys.change(&s.reader, at),
    }
}
