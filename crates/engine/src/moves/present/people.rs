//! Everybody: who they were when the plan was made, who is seen now, and what is otherwise than the plan goes out from.

use super::Basis;
use nahtlos_model::{
    catalogue::Catalogue,
    dates::Date,
    estate::{Estate, License},
    ids::{ServicePlanId, SkuId},
    moves::{
        Drift, Move,
        sight::{PersonSeen, Sight},
    },
    plan::{LicenseChange, Plan},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Somebody of the estate.
#[derive(Debug)]
pub(in crate::moves) struct Origin {
    pub(in crate::moves) id: String,
    /// Place of their row among the estate's users.
    pub(in crate::moves) user: usize,
    /// Id and sign-in name, in lower case, by which they are found in the tenant.
    names: [String; 2],
    pub(in crate::moves) need: Vec<ServicePlanId>,
    pub(in crate::moves) began: Vec<License>,
}

pub(super) fn origins(catalogue: &Catalogue, plan: &Plan, estate: &Estate) -> Vec<Origin> {
    let mut people = Vec::new();
    for (at, user) in estate.users.iter().enumerate() {
        let need = need(catalogue, &plan.policy.accept_loss, &user.licenses);
        for n in 1..=user.count {
            let id = match user.count {
                1 => user.id.clone(),
                _ => format!("{}#{n}", user.id),
            };
            people.push(Origin {
                names: [id.to_ascii_lowercase(), user.user_principal_name.to_ascii_lowercase()],
                id,
                user: at,
                need: need.clone(),
                began: user.licenses.clone(),
            });
        }
    }
    people
}

/// What somebody must keep: everything on in some licence that they hold, but for what may be lost.
pub(in crate::moves) fn need(catalogue: &Catalogue, accept_loss: &[ServicePlanId], licenses: &[License]) -> Vec<ServicePlanId> {
    let all: BTreeSet<ServicePlanId> = licenses.iter().flat_map(|license| on(catalogue, license)).collect();
    all.into_iter().filter(|service| !accept_loss.contains(service)).collect()
}

/// What is on in a licence.
pub(in crate::moves) fn on<'a>(catalogue: &'a Catalogue, license: &'a License) -> impl Iterator<Item = ServicePlanId> + 'a {
    let inside = catalogue
        .products
        .get(&license.sku_id)
        .map_or(&[][..], |product| &product.plans[..]);
    inside.iter().copied().filter(|plan| !license.disabled_plans.contains(plan))
}

/// Everybody who is seen, by id and by sign-in name.
pub(in crate::moves) struct Seen<'a> {
    all: Option<&'a Vec<PersonSeen>>,
    by_name: HashMap<String, &'a PersonSeen>,
}

impl<'a> Seen<'a> {
    pub(in crate::moves) fn new(sight: &'a Sight) -> Self {
        let all = sight.people.as_ref().and_then(|seen| seen.value.as_ref());
        let names = |person: &'a PersonSeen| [(person.id.to_ascii_lowercase(), person), (person.name.to_ascii_lowercase(), person)];
        Self {
            all,
            by_name: all.into_iter().flatten().flat_map(names).collect(),
        }
    }

    /// Nobody may be seen.
    pub(in crate::moves) fn blind(&self) -> bool {
        self.all.is_none()
    }

    pub(in crate::moves) fn find(&self, origin: &Origin) -> Option<&'a PersonSeen> {
        origin.names.iter().find_map(|name| self.by_name.get(name)).copied()
    }

    /// Those who are not of the estate.
    pub(in crate::moves) fn others(&self, people: &[Origin]) -> Vec<&'a PersonSeen> {
        let known: HashSet<&str> = people
            .iter()
            .filter_map(|origin| self.find(origin))
            .map(|p| p.id.as_str())
            .collect();
        let all = self.all.into_iter().flatten();
        all.filter(|person| !known.contains(person.id.as_str())).collect()
    }
}

impl Basis {
    pub(in crate::moves) fn people(&self) -> &[Origin] {
        &self.people
    }

    /// Licences that the plan is about.
    pub(in crate::moves) fn of_the_plan(&self, licenses: &[License]) -> Vec<License> {
        licenses
            .iter()
            .filter(|license| self.skus.contains(&license.sku_id))
            .cloned()
            .collect()
    }

    /// What somebody holds after some of the plan's changes, in its order.
    pub(in crate::moves) fn expected(&self, place: usize, changes: &BTreeSet<usize>) -> Vec<License> {
        let origin = &self.people[place];
        let mut held = origin.began.clone();
        for at in self.mine[place].iter().filter(|at| changes.contains(at)) {
            held = changed(held, &self.plan.license_changes[*at]);
        }
        held
    }

    /// What is otherwise with people than the plan goes out from, where they may be seen: the first thing.
    pub(in crate::moves) fn drifted(&self, of: &Move, sight: &Sight, day: Date) -> Option<(Drift, String)> {
        let seen = Seen::new(sight);
        if seen.blind() {
            return None;
        }
        let done = self.changes(of, &|_, over| over);
        let today = self.changes(of, &|step, over| over || step.due <= day);
        let given = self.plan.license_changes.iter().flat_map(|change| &change.add_licenses);
        let given: BTreeSet<SkuId> = given.map(|add| add.sku_id).chain(of.given.iter().copied()).collect();
        let ours = |license: &License| given.contains(&license.sku_id);
        for (place, origin) in self.people.iter().enumerate() {
            let Some(person) = seen.find(origin) else {
                match origin.need.is_empty() {
                    true => continue,
                    false => return Some((Drift::UserGone, origin.id.clone())),
                }
            };
            let held = self.of_the_plan(&person.licenses);
            let as_planned = |changes| set(&self.of_the_plan(&self.expected(place, changes)), &ours) == set(&held, &ours);
            if !as_planned(&done) && !as_planned(&today) {
                return Some((Drift::LicensesChanged, origin.id.clone()));
            }
        }
        let joined = seen.others(&self.people);
        let joined = joined.into_iter().find(|person| !self.of_the_plan(&person.licenses).is_empty());
        joined.map(|person| (Drift::UserJoined, person.id.clone()))
    }
}

/// What is held after a change. A change of one's own takes and replaces a SKU wholly, a group's only what the group gives.
fn changed(mut held: Vec<License>, change: &LicenseChange) -> Vec<License> {
    let through = |license: &License| change.group_id.is_none() || license.via_group == change.group_id;
    let goes = |license: &License, sku: SkuId| license.sku_id == sku && through(license);
    for sku in &change.remove_licenses {
        held.retain(|license| !goes(license, *sku));
    }
    for add in &change.add_licenses {
        held.retain(|license| !goes(license, add.sku_id));
        held.push(License {
            sku_id: add.sku_id,
            disabled_plans: add.disabled_plans.clone(),
            via_group: change.group_id.clone(),
        });
    }
    held
}

/// Licences without their order. Of what the move gives, a plan from the present counts as off what its holder does not need.
fn set<'a>(licenses: &'a [License], ours: &impl Fn(&License) -> bool) -> BTreeSet<(SkuId, Option<&'a str>, BTreeSet<ServicePlanId>)> {
    let one = |license: &License| match ours(license) {
        true => BTreeSet::new(),
        false => license.disabled_plans.iter().copied().collect(),
    };
    licenses.iter().map(|l| (l.sku_id, l.via_group.as_deref(), one(l))).collect()
}
