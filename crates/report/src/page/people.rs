//! Who is affected and how, by kinds of users. A hundred thousand users must give a readable page: the largest kinds are
//! shown, more are folded, kinds beyond a few hundred are counted, names beyond a few dozen too.

use super::Sources;
use crate::{sentence::Reader, texts::Args};
use nahtlos_model::{
    ids::{ServicePlanId, SkuId},
    plan::Impact,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most kinds of users listed.
const KINDS: usize = 200;
/// Kinds shown before the rest is folded.
const SHOWN: usize = 10;
/// Most names listed per row, and on the whole page.
const NAMES: usize = 40;
const NAMES_IN_ALL: usize = 6_000;
/// Most service plans named in a cell.
const PLANS: usize = 5;

/// Users by kind.
pub(crate) struct People {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) folded: Vec<Kind>,
    pub(crate) folded_label: String,
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
    /// How many plans others stand in for.
    pub(crate) stood_in: String,
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
        let mut names = Names::default();
        let shown = kinds.iter().take(KINDS).map(|(key, users)| kind(s, key, users, &mut names));
        let mut shown: Vec<Kind> = shown.collect();
        let folded = if shown.len() > SHOWN + 2 {
            shown.split_off(SHOWN)
        } else {
            Vec::new()
        };
        let in_fold: usize = kinds.iter().take(KINDS).skip(SHOWN).map(|k| k.1.len()).sum();
        Self {
            kinds: shown,
            folded_label: s.fill("people-folded", Args::new().count("kinds", folded.len()).count("users", in_fold)),
            folded,
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

fn kind(s: &Sources, key: &KindKey, users: &[&Impact], names: &mut Names) -> Kind {
    let (held, changes, gained, lost) = key;
    let ids: Vec<&str> = users.iter().map(|u| u.user_id.as_str()).collect();
    let (names, names_label) = names.list(s, &ids);
    let change = |index: &usize| {
        let change = &s.plan.license_changes[*index];
        (s.reader.date(change.date), crate::steps::swap(&s.reader, change))
    };
    let accepted: BTreeSet<&ServicePlanId> = s.plan.policy.accept_loss.iter().collect();
    let (given_up, stood_in): (Vec<ServicePlanId>, Vec<ServicePlanId>) = lost.iter().partition(|plan| accepted.contains(plan));
    Kind {
        users: s.reader.count(users.len()),
        names,
        names_label,
        held: s.reader.skus(held),
        changes: changes.iter().map(change).collect(),
        gained: plans(s, gained, lost),
        lost: plans(s, &given_up, gained),
        stood_in: if stood_in.is_empty() {
            String::new()
        } else {
            s.reader.texts.say_count("people-stood-in", stood_in.len())
        },
    }
}

/// Service plans by name; exactly where `beside` has another of the same name.
pub(crate) fn plans(s: &Sources, plans: &[ServicePlanId], beside: &[ServicePlanId]) -> String {
    if plans.is_empty() {
        return "–".to_owned();
    }
    let names: BTreeSet<String> = beside.iter().map(|p| s.reader.plan(*p)).collect();
    let name = |plan: &ServicePlanId| {
        let name = s.reader.plan(*plan);
        if names.contains(&name) {
            s.reader.plan_exactly(*plan)
        } else {
            name
        }
    };
    s.reader.list_of(plans.iter().map(name).collect(), PLANS)
}

/// Names as far as the page has room for them.
pub(crate) struct Names {
    room: usize,
}

impl Default for Names {
    fn default() -> Self {
        Self { room: NAMES_IN_ALL }
    }
}

impl Names {
    /// Names in a list, and what to call the list.
    pub(crate) fn list(&mut self, s: &Sources, ids: &[&str]) -> (String, String) {
        let shown = ids.len().min(NAMES).min(self.room);
        self.room -= shown;
        let mut names: Vec<String> = ids[..shown].iter().map(|id| s.reader.user(id)).collect();
        if shown < ids.len() {
            names.push(s.reader.texts.say_count("names-more", ids.len() - shown));
        }
        (names.join(", "), s.reader.texts.say_count("names-label", ids.len()))
    }
}
