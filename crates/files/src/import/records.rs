//! From one object of a Graph export to one record: which licences a user really holds, which
//! group gives them, which plans are off. Called by `graph` for each object. What is missing in an
//! object that cannot be done without is refused with its place.

use super::{
    gathered::{Failed, Gathered, GroupRow, Kind, Person, Place, Seats, SkuRow, SubscriptionRow},
    item::{AssignmentState, Item, Key},
    values::When,
};
use crate::problem::{Problem, quoted};
use nahtlos_model::{
    estate::{License, SubscriptionStatus},
    ids::{ServicePlanId, SkuId},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Takes one object of a known kind.
pub(crate) fn take(into: &mut Gathered, kind: Kind, item: Item, place: Place) -> Result<(), Problem> {
    match kind {
        Kind::Users => user(into, item, place),
        Kind::Groups => group(into, item, place),
        Kind::Skus => sku(into, item, place),
        Kind::Subscriptions => subscription(into, item, place),
    }
}

/// A property that must be there.
fn need<T>(value: Option<T>, name: &str, kind: Kind, place: &Place) -> Result<T, Problem> {
    value.ok_or_else(|| {
        let message = format!("This object of {} has no {}.", kind.as_str(), quoted(name));
        let mend = match kind {
            Kind::Users => {
                "Export users with $select=id,userPrincipalName,usageLocation,accountEnabled,userType,assignedLicenses,licenseAssignmentStates."
            }
            Kind::Groups => "Export groups with $select=id,displayName,assignedLicenses,licenseProcessingState.",
            Kind::Skus | Kind::Subscriptions => "Export it again without $select.",
        };
        Problem::error(&*place.file, "missingProperty", message, mend).at(place.line, 1).found(name)
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn user(into: &mut Gathered, mut item: Item, place: Place) -> Result<(), Problem> {
    let id = need(filled(item.id.take()), "id", Kind::Users, &place)?;
    if !item.has(&Key::AssignedLicenses) && !item.has(&Key::LicenseAssignmentStates) {
        need(None::<()>, "assignedLicenses", Kind::Users, &place)?;
    }
    let upn = filled(item.user_principal_name).unwrap_or_else(|| id.clone());
    let guest = item.user_type.is_some_and(|t| t.eq_ignore_ascii_case("guest")) || upn.contains("#EXT#");
    let mut person = Person {
        id,
        upn,
        location: filled(item.usage_location),
        blocked: item.account_enabled == Some(false),
        guest,
        licenses: Vec::new(),
        also_direct: Vec::new(),
        several_groups: Vec::new(),
        failed: Vec::new(),
        mismatched: Vec::new(),
        has_states: item.states.is_some(),
        place,
    };
    let assigned: BTreeMap<SkuId, BTreeSet<ServicePlanId>> = item
        .assigned_licenses
        .unwrap_or_default()
        .into_iter()
        .map(|a| (a.sku_id.0, a.disabled_plans.unwrap_or_default().into_iter().map(|p| p.0).collect()))
        .collect();
    let was_assigned = item.keys.contains(&Key::AssignedLicenses);
    match item.states {
        Some(states) => by_states(into, &mut person, states, &assigned, was_assigned),
        None => person.licenses = assigned.into_iter().map(|(sku, off)| license(sku, off, None)).collect(),
    }
    into.add_person(person)
}

fn license(sku_id: SkuId, off: BTreeSet<ServicePlanId>, via: Option<&Rc<str>>) -> License {
    License {
        sku_id,
        disabled_plans: off.into_iter().collect(),
        via_group: via.map(|g| g.to_string()),
    }
}

/// How a user came to hold one SKU.
#[derive(Default)]
struct Held {
    off: Option<BTreeSet<ServicePlanId>>,
    direct: bool,
    groups: BTreeSet<Rc<str>>,
}

/// Licences by their assignment states: active ones count, and a plan is off only where all of them switch it off.
fn by_states(
    into: &mut Gathered,
    person: &mut Person,
    states: Vec<AssignmentState>,
    assigned: &BTreeMap<SkuId, BTreeSet<ServicePlanId>>,
    was_assigned: bool,
) {
    let mut held: BTreeMap<SkuId, Held> = BTreeMap::new();
    for state in states {
        let sku = state.sku_id.0;
        let group = filled(state.assigned_by_group).map(|g| into.intern(&g));
        let word = state.state.unwrap_or_else(|| "Active".to_owned());
        if !word.eq_ignore_ascii_case("active") {
            let error = state.error.unwrap_or_default();
            person.failed.push(Failed {
                sku,
                group: group.clone(),
                state: word.clone(),
                error,
            });
        }
        if !word.to_ascii_lowercase().starts_with("active") {
            continue;
        }
        // Without `disabledPlans` in the state, what is assigned tells.
        let off: BTreeSet<ServicePlanId> = match state.disabled_plans {
            Some(plans) => plans.into_iter().map(|p| p.0).collect(),
            None => assigned.get(&sku).cloned().unwrap_or_default(),
        };
        let entry = held.entry(sku).or_default();
        entry.off = Some(match entry.off.take() {
            Some(before) => before.intersection(&off).copied().collect(),
            None => off.clone(),
        });
        match group {
            Some(group) => {
                let known = into.group_states.entry((Rc::clone(&group), sku)).or_insert_with(|| off.clone());
                if *known != off {
                    *known = known.intersection(&off).copied().collect();
                }
                entry.groups.insert(group);
            }
            None => entry.direct = true,
        }
    }
    // Assigned without any state: Graph has not caught up, yet the licence is there.
    for (sku, off) in assigned
        .iter()
        .filter(|(sku, _)| !held.contains_key(sku))
        .map(|(s, o)| (*s, o.clone()))
        .collect::<Vec<_>>()
    {
        person.mismatched.push(sku);
        if !person.failed.iter().any(|f| f.sku == sku) {
            held.insert(
                sku,
                Held {
                    off: Some(off),
                    direct: true,
                    groups: BTreeSet::new(),
                },
            );
        }
    }
    conclude(person, held, assigned, was_assigned);
}

/// What the states come to: the licences, and what is odd about them.
fn conclude(person: &mut Person, held: BTreeMap<SkuId, Held>, assigned: &BTreeMap<SkuId, BTreeSet<ServicePlanId>>, was_assigned: bool) {
    for (sku, how) in held {
        if was_assigned && !assigned.contains_key(&sku) {
            person.mismatched.push(sku);
        }
        if how.direct && !how.groups.is_empty() {
            person.also_direct.push(sku);
        }
        if how.groups.len() > 1 {
            person.several_groups.push(sku);
        }
        person.licenses.push(license(sku, how.off.unwrap_or_default(), how.groups.first()));
    }
    person.failed.sort();
    person.failed.dedup();
    person.mismatched.sort();
    person.mismatched.dedup();
}

fn group(into: &mut Gathered, item: Item, place: Place) -> Result<(), Problem> {
    let id = need(filled(item.id), "id", Kind::Groups, &place)?;
    let licenses = need(item.assigned_licenses, "assignedLicenses", Kind::Groups, &place)?;
    let licenses: BTreeMap<_, _> = licenses
        .into_iter()
        .map(|a| (a.sku_id.0, a.disabled_plans.unwrap_or_default().into_iter().map(|p| p.0).collect()))
        .collect();
    let name = filled(item.display_name).unwrap_or_else(|| id.clone());
    into.add_group(GroupRow { id, name, licenses, place })
}

fn sku(into: &mut Gathered, item: Item, place: Place) -> Result<(), Problem> {
    let sku = need(item.sku, "skuId", Kind::Skus, &place)?.0;
    if let Some(tenant) = filled(item.account_id) {
        into.tenants
            .entry(tenant.to_ascii_lowercase())
            .or_insert_with(|| item.account_name.unwrap_or_default());
    }
    let units = |n: Option<super::values::Units>| n.map_or(0, |n| n.0);
    into.skus.push(SkuRow {
        sku,
        string_id: item.sku_part_number.unwrap_or_default(),
        status: item.capability_status.map(|s| s.0),
        consumed: item.consumed.map(|n| n.0),
        seats: item.prepaid.map(|p| Seats {
            enabled: units(p.enabled),
            warning: units(p.warning),
            suspended: units(p.suspended),
            locked_out: units(p.locked_out),
        }),
        company: item.applies_to.is_some_and(|to| to.eq_ignore_ascii_case("company")),
        subscription_ids: item.subscription_ids.unwrap_or_default(),
        renewal: When::Unknown,
        coarse: false,
        place,
    });
    Ok(())
}

fn subscription(into: &mut Gathered, item: Item, place: Place) -> Result<(), Problem> {
    let kind = Kind::Subscriptions;
    let id = need(filled(item.id), "id", kind, &place)?;
    let sku = need(item.sku, "skuId", kind, &place)?.0;
    let status = need(item.status, "status", kind, &place)?.0;
    let seats = need(item.total_licenses, "totalLicenses", kind, &place)?.0;
    let (start, end) = (
        item.created.map_or(When::Unknown, |m| m.0),
        item.next_lifecycle.map_or(When::Unknown, |m| m.0),
    );
    let plans = item.service_status.unwrap_or_default();
    let is_company = |to: &Option<String>| to.as_deref().is_some_and(|to| to.eq_ignore_ascii_case("company"));
    let row = SubscriptionRow {
        commerce_id: filled(item.commerce_id),
        sku,
        string_id: item.sku_part_number.unwrap_or_default(),
        seats: Some(seats),
        start,
        end,
        status,
        trial: item.is_trial == Some(true),
        owner_tenant: filled(item.owner_tenant),
        owner_type: filled(item.owner_type),
        company: !plans.is_empty() && plans.iter().all(|p| is_company(&p.applies_to)),
        place,
        id,
    };
    if let (When::On(start), When::On(end)) = (row.start, row.end)
        && end <= start
        && row.status == SubscriptionStatus::Active
    {
        let message = format!(
            "The subscription {} ends on {end}, which is not after its start on {start}.",
            quoted(&row.id)
        );
        let mend = "Export it again; if Graph says so, leave it out and describe it in the answers file.";
        return Err(Problem::error(&*row.place.file, "endBeforeStart", message, mend)
            .at(row.place.line, 1)
            .found(&row.id));
    }
    into.subscriptions.push(row);
    Ok(())
}
