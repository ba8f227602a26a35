//! Who is affected and how, by kinds of users, and the licence changes day by day. A hundred thousand
//! users must give a readable page: kinds and changes beyond a few hundred rows are counted, names beyond
//! a few dozen too.

use super::Sources;
use crate::{sentence::Reader, texts::Args};
use nahtlos_model::{
    ids::{ServicePlanId, SkuId},
    plan::{Impact, LicenseChange},
};
use std::collections::{BTreeMap, HashMap};

/// Most kinds of users listed.
const KINDS: usize = 200;
/// Most changes listed.
const CHANGES: usize = 300;
/// Most names listed per row, and on the whole page.
const NAMES: usize = 40;
const NAMES_IN_ALL: usize = 6_000;
/// Most service plans named in a cell.
const PLANS: usize = 5;

/// Users by kind.
pub(crate) struct People {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) unchanged: String,
    pub(crate) more: String,
}

/// Users who hold the same today and change in the same way.
pub(crate) struct Kind {
    pub(crate) users: String,
    pub(crate) names: String,
    pub(crate) names_label: String,
    pub(crate) held: String,
    pub(crate) changes: Vec<(String, String)>,
    pub(crate) gained: String,
    pub(crate) lost: String,
}

/// What makes a kind: SKUs held, indices of changes, plans gained and lost.
type KindKey = (Vec<SkuId>, Vec<usize>, Vec<ServicePlanId>, Vec<ServicePlanId>);

impl People {
    pub(crate) fn build(s: &Sources) -> Self {
        let mut of_user: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, change) in s.plan.license_changes.iter().enumerate() {
            for user in &change.user_ids {
                of_user.entry(user).or_default().push(index);
            }
        }
        let mut kinds: BTreeMap<KindKey, Vec<&Impact>> = BTreeMap::new();
        for impact in &s.plan.impact {
            let changes = of_user.get(impact.user_id.as_str()).cloned().unwrap_or_default();
            let key = (
                held(&s.reader, &impact.user_id),
                changes,
                impact.plans_gained.clone(),
                impact.plans_lost.clone(),
            );
            kinds.entry(key).or_default().push(impact);
        }
        let mut kinds: Vec<(KindKey, Vec<&Impact>)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, users)| std::cmp::Reverse(users.len()));
        let all: u64 = s.case.estate.users.iter().map(|u| u64::from(u.count)).sum();
        let unchanged = all.saturating_sub(s.plan.impact.len() as u64);
        let left = kinds.len().saturating_sub(KINDS);
        let left_users: usize = kinds.iter().skip(KINDS).map(|k| k.1.len()).sum();
        let mut budget = NAMES_IN_ALL;
        Self {
            kinds: kinds
                .iter()
                .take(KINDS)
                .map(|(key, users)| kind(s, key, users, &mut budget))
                .collect(),
            unchanged: s.fill("people-unchanged", Args::new().count("users", unchanged)),
            more: match left {
                0 => String::new(),
                _ => s.fill("people-more", Args::new().count("kinds", left).count("users", left_users)),
            },
        }
    }
}

fn held(reader: &Reader, id: &str) -> Vec<SkuId> {
    let base = id.rsplit_once('#').map_or(id, |(base, _)| base);
    let user = reader.find_user(id).or_else(|| reader.find_user(base));
    let mut skus: Vec<SkuId> = user.map_or_else(Vec::new, |u| u.licenses.iter().map(|l| l.sku_id).collect());
    skus.sort_unstable();
    skus
}

fn kind(s: &Sources, key: &KindKey, users: &[&Impact], budget: &mut usize) -> Kind {
    let (held, changes, gained, lost) = key;
    let ids: Vec<&str> = users.iter().map(|u| u.user_id.as_str()).collect();
    let (names, names_label) = names(s, &ids, budget);
    let change = |index: &usize| {
        let change = &s.plan.license_changes[*index];
        (s.reader.date(change.date), crate::steps::swap(&s.reader, change))
    };
    Kind {
        users: s.reader.count(users.len()),
        names,
        names_label,
        held: s.reader.skus(held),
        changes: changes.iter().map(change).collect(),
        gained: plans(s, gained),
        lost: plans(s, lost),
    }
}

fn plans(s: &Sources, plans: &[ServicePlanId]) -> String {
    if plans.is_empty() {
        return "–".to_owned();
    }
    s.reader.list_of(plans.iter().map(|p| s.reader.plan(*p)).collect(), PLANS)
}

/// Names as far as the page has room for them, and what to call the list.
fn names(s: &Sources, ids: &[&str], budget: &mut usize) -> (String, String) {
    let shown = ids.len().min(NAMES).min(*budget);
    *budget -= shown;
    let mut names: Vec<String> = ids[..shown].iter().map(|id| s.reader.user(id)).collect();
    if shown < ids.len() {
        names.push(s.reader.texts.say_count("names-more", ids.len() - shown));
    }
    (names.join(", "), s.reader.texts.say_count("names-label", ids.len()))
}

/// Licence changes by day.
pub(crate) struct Changes {
    pub(crate) rows: Vec<ChangeRow>,
    pub(crate) more: String,
}

/// A change of some users.
pub(crate) struct ChangeRow {
    pub(crate) date: String,
    pub(crate) taken: String,
    pub(crate) given: Vec<(String, String)>,
    pub(crate) users: String,
    pub(crate) names: String,
    pub(crate) names_label: String,
    pub(crate) group: String,
}

impl Changes {
    pub(crate) fn build(s: &Sources) -> Self {
        let left = s.plan.license_changes.len().saturating_sub(CHANGES);
        let mut budget = NAMES_IN_ALL;
        Self {
            rows: s
                .plan
                .license_changes
                .iter()
                .take(CHANGES)
                .map(|c| change_row(s, c, &mut budget))
                .collect(),
            more: if left > 0 {
                s.reader.texts.say_count("rows-more", left)
            } else {
                String::new()
            },
        }
    }
}

fn change_row(s: &Sources, change: &LicenseChange, budget: &mut usize) -> ChangeRow {
    let ids: Vec<&str> = change.user_ids.iter().map(String::as_str).collect();
    let (names, names_label) = names(s, &ids, budget);
    let given = |add: &nahtlos_model::plan::AddLicense| {
        let off = if add.disabled_plans.is_empty() {
            String::new()
        } else {
            s.fill("change-off", Args::new().text("plans", plans(s, &add.disabled_plans)))
        };
        (s.reader.sku(add.sku_id), off)
    };
    ChangeRow {
        date: s.reader.date(change.date),
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
    }
}
