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
    changes: Vec<(Date, Vec<SkuId>, Vec<AddLicense>)>,
    gained: Vec<ServicePlanId>,
    lost: Vec<ServicePlanId>,
    equivalences: Vec<Equivalent>,
}

pub(super) fn changes(problem: &Problem, ways: &[Way]) -> Changes {
    let users = &problem.case.estate.users;
    let mut courses: HashMap<(&[License], usize, &[(i32, usize)]), Course> = HashMap::new();
    let mut grouped: BTreeMap<(Date, Vec<SkuId>, Vec<AddLicense>), Vec<(u32, u32)>> = BTreeMap::new();
    let mut result = Changes::default();
    let mut impact: Vec<((u32, u32), Impact)> = Vec::new();
    for way in ways.iter().filter(|way| way.stays.len() > 1) {
        for (index, number) in people(problem, way) {
            let user = &users[index as usize];
            let course = courses
                .entry((&user.licenses, way.kind, &way.stays))
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
    result.changes = grouped
        .into_iter()
        .map(|((date, remove_licenses, add_licenses), mut people)| {
            people.sort_unstable();
            let user_ids: Vec<String> = people.into_iter().map(|(index, number)| name_of(&users[index as usize], number)).collect();
            LicenseChange { date, remove_licenses, add_licenses, user_ids, group_id: None }
        })
        .collect();
    result.equivalences = result.relying.keys().copied().collect();
    result
}

/// The users of a way: place in the estate and number among `count` (0 when it stands for one).
pub(super) fn people(problem: &Problem, way: &Way) -> Vec<(u32, u32)> {
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
    if number == 0 { user.id.clone() } else { format!("{}#{number}", user.id) }
}

/// What a user holds today; a plan is off in a SKU when every licence of it has it off.
fn held(user: &User) -> Holding {
    let mut holding = Holding::new();
    for license in &user.licenses {
        let off: BTreeSet<ServicePlanId> = license.disabled_plans.iter().copied().collect();
        holding.entry(license.sku_id).and_modify(|before| before.retain(|plan| off.contains(plan))).or_insert(off);
    }
    holding
}

fn course(problem: &Problem, user: &User, way: &Way) -> Course {
    let kind = &problem.kinds[way.kind];
    let today = held(user);
    let on_today = enabled(problem, &today);
    let off_before: BTreeSet<ServicePlanId> = today.values().flatten().copied().filter(|plan| !on_today.contains(plan)).collect();
    let mut course = Course { changes: Vec::new(), gained: Vec::new(), lost: Vec::new(), equivalences: Vec::new() };
    let (mut gained, mut lost, mut relied) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut now = today.clone();
    for &(day, set) in &way.stays[1..] {
        let skus: Vec<SkuId> = problem.sets[way.kind][set].iter().map(|&p| problem.pools[p].sku).collect();
        let next = if skus == kind.held { today.clone() } else { holding(problem, &kind.need, &skus, &off_before) };
        let remove: Vec<SkuId> = now.keys().copied().filter(|sku| !next.contains_key(sku)).collect();
        let add: Vec<AddLicense> = next
            .iter()
            .filter(|(sku, off)| now.get(sku) != Some(off))
            .map(|(&sku_id, off)| AddLicense { sku_id, disabled_plans: off.iter().copied().collect() })
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
    off.into_iter().flatten().map(|(sku, off)| (sku, off.into_iter().collect())).collect()
}

fn enabled(problem: &Problem, holding: &Holding) -> BTreeSet<ServicePlanId> {
    let plans = |sku: &SkuId| problem.case.catalogue.products.get(sku).map_or(&[][..], |p| &p.plans);
    holding.iter().flat_map(|(sku, off)| plans(sku).iter().copied().filter(|plan| !off.contains(plan))).collect()
}
