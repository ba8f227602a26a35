//! Licence changes of the plan, and what they mean for the users. Called by `document`.

use crate::{placing::Way, problem::Problem};
use nahtlos_model::{
    catalogue::Equivalent,
    dates::Date,
    estate::{License, User},
    ids::{ServicePlanId, SkuId},
    plan::{AddLicense, Impact, LicenseChange},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Licences held with the plans switched off in each.
type Holding = BTreeMap<SkuId, BTreeSet<ServicePlanId>>;

/// A user: place in the estate, and number among `count` (0 when it stands for one).
pub(super) type Person = (u32, u32);

/// What is done on a day: the same for everybody it is done for.
type Swap = (Date, Vec<SkuId>, Vec<AddLicense>);

/// Users alike in licences, what stays off, kind and way.
type Alike<'a> = (&'a [License], &'a [ServicePlanId], usize, &'a [(i32, usize)]);

/// Users of one swap: those of a whole group, and the rest.
type Parts = Vec<(Option<String>, Vec<Person>)>;

/// What the changes come to.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) changes: Vec<LicenseChange>,
    pub(super) impact: Vec<Impact>,
    pub(super) equivalences: Vec<Equivalent>,
    /// Users relying on each equivalent.
    pub(super) relying: BTreeMap<Equivalent, i64>,
}

/// One user's way, worked out once for all with the same licences.
struct Course {
    /// Day, removed, added.
    changes: Vec<Swap>,
    gained: Vec<ServicePlanId>,
    lost: Vec<ServicePlanId>,
    equivalences: Vec<Equivalent>,
}

pub(super) fn changes(problem: &Problem, ways: &[Way]) -> Changes {
    let users = &problem.case.estate.users;
    let mut courses: HashMap<Alike, Course> = HashMap::new();
    let mut grouped: BTreeMap<Swap, Vec<Person>> = BTreeMap::new();
    let mut result = Changes::default();
    let mut impact: Vec<(Person, Impact)> = Vec::new();
    for way in ways.iter().filter(|way| way.stays.len() > 1) {
        for (index, number) in people(problem, way) {
            let user = &users[index as usize];
            let course = courses
                .entry((&user.licenses, &user.stays_off, way.kind, &way.stays))
                .or_insert_with(|| course(problem, user, way));
            for change in &course.changes {
                grouped.entry(change.clone()).or_default().push((index, number));
            }
            if !course.changes.is_empty() {
                let row = Impact {
                    user_id: name_of(user, number),
                    plans_gained: course.gained.clone(),
                    plans_lost: course.lost.clone(),
                    license_changes: course.changes.len() as u32,
                };
                impact.push(((index, number), row));
            }
            for equivalent in &course.equivalences {
                *result.relying.entry(*equivalent).or_insert(0) += 1;
            }
        }
    }
    impact.sort_unstable_by_key(|(person, _)| *person);
    result.impact = impact.into_iter().map(|(_, row)| row).collect();
    let members = members(problem, &kind_of(problem));
    for ((date, remove_licenses, add_licenses), mut people) in grouped {
        people.sort_unstable();
        for (group_id, people) in by_group(users, &members, &remove_licenses, people) {
            let user_ids: Vec<String> = people
                .into_iter()
                .map(|(index, number)| name_of(&users[index as usize], number))
                .collect();
            let (remove_licenses, add_licenses) = (remove_licenses.clone(), add_licenses.clone());
            result.changes.push(LicenseChange {
                date,
                remove_licenses,
                add_licenses,
                user_ids,
                group_id,
            });
        }
    }
    result.equivalences = result.relying.keys().copied().collect();
    result
}

/// Whether each user of the estate is planned for.
fn kind_of(problem: &Problem) -> Vec<bool> {
    let mut planned = vec![false; problem.case.estate.users.len()];
    for (index, _) in problem.kinds.iter().flat_map(|kind| &kind.members) {
        planned[*index as usize] = true;
    }
    planned
}

/// Planned users with something through each group.
fn members<'a>(problem: &Problem<'a>, planned: &[bool]) -> BTreeMap<&'a str, BTreeSet<u32>> {
    let mut members: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (index, user) in problem.case.estate.users.iter().enumerate().filter(|(index, _)| planned[*index]) {
        for group in user.licenses.iter().filter_map(|license| license.via_group.as_deref()) {
            members.entry(group).or_default().insert(index as u32);
        }
    }
    members
}

/// Splits off those who are a whole group that gave them all that is removed: their change is one change of the group's.
fn by_group(users: &[User], members: &BTreeMap<&str, BTreeSet<u32>>, removed: &[SkuId], people: Vec<Person>) -> Parts {
    let giver = |index: u32| {
        let license = |sku: &SkuId| users[index as usize].licenses.iter().find(|l| l.sku_id == *sku);
        let mut groups = removed.iter().map(|sku| license(sku).and_then(|l| l.via_group.as_deref()));
        let first = groups.next().flatten()?;
        groups.all(|group| group == Some(first)).then_some(first)
    };
    let mut of_group: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for &(index, _) in &people {
        if let Some(group) = giver(index) {
            of_group.entry(group).or_default().insert(index);
        }
    }
    of_group.retain(|group, changing| {
        let count = |all: &BTreeSet<u32>| all.iter().map(|&i| u64::from(users[i as usize].count)).sum::<u64>();
        let everybody = people.iter().filter(|(index, _)| changing.contains(index)).count() as u64;
        members.get(group) == Some(changing) && everybody == count(changing)
    });
    let mut parts: BTreeMap<Option<String>, Vec<Person>> = BTreeMap::new();
    for person in people {
        let group = giver(person.0).filter(|group| of_group.contains_key(group));
        parts.entry(group.map(str::to_owned)).or_default().push(person);
    }
    parts.into_iter().collect()
}

/// The users of a way: place in the estate and number among `count` (0 when it stands for one).
pub(super) fn people(problem: &Problem, way: &Way) -> Vec<Person> {
    let mut people = Vec::with_capacity(way.users as usize);
    let mut before = 0u32;
    let end = way.first + way.users;
    for &(index, count) in &problem.kinds[way.kind].members {
        let (from, to) = (way.first.max(before), end.min(before + count));
        people.extend((from..to).map(|n| (index, if count == 1 { 0 } else { n - before + 1 })));
        before += count;
        if before >= end {
            break;
        }
    }
    people
}

fn name_of(user: &User, number: u32) -> String {
    if number == 0 {
        user.id.clone()
    } else {
        format!("{}#{number}", user.id)
    }
}

/// What a user holds today; a plan is off in a SKU when every licence of it has it off.
fn held(user: &User) -> Holding {
    let mut holding = Holding::new();
    for license in &user.licenses {
        let off: BTreeSet<ServicePlanId> = license.disabled_plans.iter().copied().collect();
        holding
            .entry(license.sku_id)
            .and_modify(|before| before.retain(|plan| off.contains(plan)))
            .or_insert(off);
    }
    holding
}

fn course(problem: &Problem, user: &User, way: &Way) -> Course {
    let kind = &problem.kinds[way.kind];
    let today = held(user);
    let on_today = enabled(problem, &today);
    let off = today.values().flatten().chain(&user.stays_off);
    let off_before: BTreeSet<ServicePlanId> = off.copied().filter(|plan| !on_today.contains(plan)).collect();
    let mut course = Course {
        changes: Vec::new(),
        gained: Vec::new(),
        lost: Vec::new(),
        equivalences: Vec::new(),
    };
    let (mut gained, mut lost, mut relied) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut now = today.clone();
    for &(day, set) in &way.stays[1..] {
        let skus: Vec<SkuId> = problem.sets[way.kind][set].iter().map(|&p| problem.pools[p].sku).collect();
        let next = if skus == kind.held {
            today.clone()
        } else {
            holding(problem, &kind.need, &skus, &off_before)
        };
        let remove: Vec<SkuId> = now.keys().copied().filter(|sku| !next.contains_key(sku)).collect();
        let add: Vec<AddLicense> = next
            .iter()
            .filter(|(sku, off)| now.get(sku) != Some(off))
            .map(|(&sku_id, off)| AddLicense {
                sku_id,
                disabled_plans: off.iter().copied().collect(),
            })
            .collect();
        if !remove.is_empty() || !add.is_empty() {
            course.changes.push((problem.time.date(day), remove, add));
        }
        let on = enabled(problem, &next);
        gained.extend(on.difference(&on_today).copied());
        lost.extend(on_today.difference(&on).copied());
        for &plan in kind.need.iter().filter(|plan| !on.contains(plan)) {
            let by = problem.facts.meeting(plan).find(|by| on.contains(by));
            relied.extend(by.map(|satisfied_by| Equivalent { plan, satisfied_by }));
        }
        now = next;
    }
    course.gained = gained.into_iter().collect();
    course.lost = lost.into_iter().collect();
    course.equivalences = relied.into_iter().collect();
    course
}

/// A set with plans switched off as exclusions demand; what was off stays off unless the need rests on it.
fn holding(problem: &Problem, need: &[ServicePlanId], skus: &[SkuId], off_before: &BTreeSet<ServicePlanId>) -> Holding {
    let off = problem.facts.switched_off(need, skus, |_, plan| !off_before.contains(&plan));
    off.into_iter()
        .flatten()
        .map(|(sku, off)| (sku, off.into_iter().collect()))
        .collect()
}

fn enabled(problem: &Problem, holding: &Holding) -> BTreeSet<ServicePlanId> {
    let plans = |sku: &SkuId| problem.case.catalogue.products.get(sku).map_or(&[][..], |p| &p.plans);
    holding
        .iter()
        .flat_map(|(sku, off)| plans(sku).iter().copied().filter(|plan| !off.contains(plan)))
        .collect()
}
