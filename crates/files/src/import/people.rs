//! Users and groups of the estate, from directory objects first and from the users export for
//! whoever the directory objects lack. Called once by the import. A licence that comes through a
//! group stays the group's; nothing is taken from a user because an export is poorer than another.

use super::{
    finding::{Finding, FindingCode},
    gathered::{Gathered, Kind, NamedPerson, Person, Place},
    ledger::Ledger,
    names::{Meaning, Names},
};
use crate::problem::{Problem, quoted};
use nahtlos_model::{
    estate::{Group, GroupLicense, License, User},
    ids::SkuId,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Users and groups, with what there is to say about them.
pub(crate) fn build(gathered: &mut Gathered, names: &Names<'_>, ledger: &mut Ledger) -> Result<(Vec<User>, Vec<Group>), Problem> {
    let people = std::mem::take(&mut gathered.people);
    let named = std::mem::take(&mut gathered.named_people);
    if !gathered.given.contains(&Kind::Users) {
        ledger.find(Finding::new(FindingCode::UsersMissing));
    }
    notes_on_people(&people, ledger);
    notes_on_groups(&people, gathered, ledger);
    let mut sheet = Sheet::default();
    let mut by_upn: HashMap<String, usize> = HashMap::with_capacity(people.len());
    for (i, person) in people.iter().enumerate() {
        if let Some(first) = by_upn.insert(person.upn.to_lowercase(), i) {
            return Err(same_name(&person.upn, &people[first].place, &person.place));
        }
    }
    let mut named_upns: HashMap<String, Place> = HashMap::new();
    let mut extra = Vec::new();
    for person in named {
        if person.deleted {
            sheet.deleted.push(person.upn);
            continue;
        }
        let known = gathered
            .person_by_id
            .get(&person.id)
            .or_else(|| by_upn.get(&person.upn.to_lowercase()));
        match known {
            Some(known) => sheet.compare(&people[*known], &person, names),
            None => {
                if let Some(first) = named_upns.insert(person.upn.to_lowercase(), person.place.clone()) {
                    return Err(same_name(&person.upn, &first, &person.place));
                }
                extra.push(sheet.user(person, names, ledger, !people.is_empty()));
            }
        }
    }
    let groups = groups(gathered, &people, ledger);
    let mut users: Vec<User> = people.into_iter().map(user).collect();
    users.extend(extra);
    sheet.report(ledger);
    ledger.find_of(FindingCode::UsersRepeated, "users", gathered.repeated.iter().cloned().collect());
    let lost = users.iter().filter(|u| !u.licenses.is_empty() && u.usage_location.is_none());
    ledger.find_of(FindingCode::NoUsageLocation, "users", lost.map(|u| u.id.clone()).collect());
    Ok((users, groups))
}

/// Two users with one sign-in name, which a tenant never has.
fn same_name(upn: &str, first: &Place, second: &Place) -> Problem {
    let message = format!("The user {} is also in {first}, with another id.", quoted(upn));
    let mend = "Give exports of one tenant and one day; take one of the two out.";
    Problem::error(&*second.file, "userTwice", message, mend)
        .at(second.line, 1)
        .found(upn)
}

fn user(person: Person) -> User {
    User {
        id: person.id,
        user_principal_name: person.upn,
        usage_location: person.location,
        count: 1,
        licenses: person.licenses,
        stays_off: Vec::new(),
    }
}

/// Guests, blocked users, failed and odd assignments.
fn notes_on_people(people: &[Person], ledger: &mut Ledger) {
    let ids = |keep: &dyn Fn(&Person) -> bool| -> Vec<String> {
        people
            .iter()
            .filter(|p| !p.licenses.is_empty() && keep(p))
            .map(|p| p.id.clone())
            .collect()
    };
    ledger.find_of(FindingCode::Guests, "users", ids(&|p| p.guest));
    ledger.find_of(FindingCode::BlockedUsers, "users", ids(&|p| p.blocked));
    ledger.find_of(FindingCode::AssignmentUnknown, "users", ids(&|p| !p.has_states));
    let mut failed: BTreeMap<_, Vec<String>> = BTreeMap::new();
    let mut mismatched: BTreeMap<SkuId, Vec<String>> = BTreeMap::new();
    let mut several: BTreeMap<SkuId, Vec<String>> = BTreeMap::new();
    for person in people {
        for f in &person.failed {
            failed.entry(f.clone()).or_default().push(person.id.clone());
        }
        for sku in &person.mismatched {
            mismatched.entry(*sku).or_default().push(person.id.clone());
        }
        for sku in &person.several_groups {
            several.entry(*sku).or_default().push(person.id.clone());
        }
    }
    for (f, users) in failed {
        let mut finding = Finding::of(FindingCode::AssignmentFailed, "users", users)
            .sku(f.sku)
            .text("state", f.state)
            .text("error", f.error);
        if let Some(group) = f.group {
            finding = finding.text("group", &*group);
        }
        ledger.find(finding);
    }
    for (sku, users) in mismatched {
        ledger.find(Finding::of(FindingCode::StatesDiffer, "users", users).sku(sku));
    }
    for (sku, users) in several {
        ledger.find(Finding::of(FindingCode::SeveralGroups, "users", users).sku(sku));
    }
}

/// Members who hold a group's licence directly as well, group by group.
fn notes_on_groups(people: &[Person], gathered: &Gathered, ledger: &mut Ledger) {
    let mut both: BTreeMap<(String, SkuId), Vec<String>> = BTreeMap::new();
    for person in people {
        for license in person.licenses.iter().filter(|l| person.also_direct.contains(&l.sku_id)) {
            if let Some(group) = &license.via_group {
                both.entry((group.clone(), license.sku_id)).or_default().push(person.id.clone());
            }
        }
    }
    for ((group, sku), members) in both {
        let name = gathered.groups.get(&group).map_or(group.as_str(), |g| g.name.as_str());
        ledger.find(
            Finding::of(FindingCode::AlsoDirect, "members", members)
                .sku(sku)
                .text("group", name),
        );
    }
}

/// Groups that carry licences: as exported, else as their members' assignments show.
fn groups(gathered: &Gathered, people: &[Person], ledger: &mut Ledger) -> Vec<Group> {
    let mut members: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut skus: BTreeMap<&str, BTreeSet<SkuId>> = BTreeMap::new();
    for (i, person) in people.iter().enumerate() {
        for license in &person.licenses {
            if let Some(group) = license.via_group.as_deref() {
                members.entry(group).or_default().insert(i);
                skus.entry(group).or_default().insert(license.sku_id);
            }
        }
    }
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for row in gathered
        .groups
        .values()
        .filter(|g| !g.licenses.is_empty() || members.contains_key(g.id.as_str()))
    {
        let licenses = row.licenses.iter().map(|(sku, off)| GroupLicense {
            sku_id: *sku,
            disabled_plans: off.iter().copied().collect(),
        });
        groups.insert(
            &row.id,
            Group {
                id: row.id.clone(),
                name: row.name.clone(),
                licenses: licenses.collect(),
            },
        );
    }
    for (id, held) in skus {
        let known = groups
            .get(id)
            .is_some_and(|g| held.iter().all(|sku| g.licenses.iter().any(|l| l.sku_id == *sku)));
        if known {
            continue;
        }
        let group = groups.entry(id).or_insert_with(|| Group {
            id: id.to_owned(),
            name: id.to_owned(),
            licenses: Vec::new(),
        });
        let mut made = Vec::new();
        for ((_, sku), off) in gathered
            .group_states
            .iter()
            .filter(|((g, sku), _)| **g == *id && held.contains(sku))
        {
            if !group.licenses.iter().any(|l| l.sku_id == *sku) {
                group.licenses.push(GroupLicense {
                    sku_id: *sku,
                    disabled_plans: off.iter().copied().collect(),
                });
                made.push(*sku);
            }
        }
        let finding = Finding::new(FindingCode::GroupFromMembers).text("group", &group.name).about([id]);
        let finding = finding.with("skus", nahtlos_model::notice::Value::Skus(made));
        ledger.find(finding.count("members", members.get(id).map_or(0, BTreeSet::len)));
    }
    groups.into_values().collect()
}

/// What the users export adds or contradicts.
#[derive(Default)]
struct Sheet {
    deleted: Vec<String>,
    blocked: Vec<String>,
    guests: Vec<String>,
    flat: Vec<String>,
    only_here: Vec<String>,
    licenses_differ: Vec<String>,
    location_differs: Vec<String>,
}

impl Sheet {
    fn skus(person: &NamedPerson, names: &Names<'_>) -> (BTreeSet<SkuId>, Vec<(String, Vec<SkuId>)>) {
        let (mut skus, mut open) = (BTreeSet::new(), Vec::new());
        for name in names.split(&person.licenses) {
            match names.meaning(name) {
                Meaning::Sku(sku) => {
                    skus.insert(sku);
                }
                Meaning::Nothing => {}
                Meaning::Open(candidates) => open.push((name.to_owned(), candidates)),
            }
        }
        (skus, open)
    }

    /// The directory counts; what the export says otherwise is noted.
    fn compare(&mut self, known: &Person, person: &NamedPerson, names: &Names<'_>) {
        let (skus, open) = Self::skus(person, names);
        let held: BTreeSet<SkuId> = known.licenses.iter().map(|l| l.sku_id).collect();
        let differs = if open.is_empty() { skus != held } else { !skus.is_subset(&held) };
        if differs {
            self.licenses_differ.push(known.id.clone());
        }
        if person.location != known.location {
            self.location_differs.push(known.id.clone());
        }
    }

    fn user(&mut self, person: NamedPerson, names: &Names<'_>, ledger: &mut Ledger, directory_given: bool) -> User {
        let (skus, open) = Self::skus(&person, names);
        for (name, candidates) in open {
            let entry = ledger.names.entry(name).or_default();
            entry.candidates = candidates;
            entry.users.push(person.id.clone());
        }
        if !skus.is_empty() {
            self.flat.push(person.id.clone());
            if person.blocked {
                self.blocked.push(person.id.clone());
            }
            if person.upn.contains("#EXT#") {
                self.guests.push(person.id.clone());
            }
        }
        if directory_given {
            self.only_here.push(person.id.clone());
        }
        let licenses = skus
            .into_iter()
            .map(|sku_id| License {
                sku_id,
                disabled_plans: Vec::new(),
                via_group: None,
            })
            .collect();
        User {
            id: person.id,
            user_principal_name: person.upn,
            usage_location: person.location,
            count: 1,
            licenses,
            stays_off: Vec::new(),
        }
    }

    fn report(self, ledger: &mut Ledger) {
        ledger.find_of(FindingCode::DeletedUsers, "users", self.deleted);
        ledger.find_of(FindingCode::BlockedUsers, "users", self.blocked);
        ledger.find_of(FindingCode::Guests, "users", self.guests);
        ledger.find_of(FindingCode::AssignmentUnknown, "users", self.flat);
        for (what, users) in [
            ("licenses", self.licenses_differ),
            ("usageLocation", self.location_differs),
            ("onlyInUsersExport", self.only_here),
        ] {
            if !users.is_empty() {
                ledger.find(Finding::of(FindingCode::UsersDiffer, "users", users).text("what", what));
            }
        }
    }
}
