//! Licence changes, replayed: who is named, in which order each changes, what each holds after each day.
//! Users with the same licences and the same changes form one class, replayed once. Cover is judged in `cover`.

use super::{
    bits::Bits,
    counter::{Check, count, counter, day, ensure, text},
    kinds::{Alike, Holding, Kind},
    world::{Sku, World},
};
use nahtlos_model::{
    dates::{DayNumber, day_number},
    estate::User,
    ids::SkuId,
    notice::{CounterCode, Value},
    plan::{LicenseChange, Plan},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One user of the estate: the entry's number, and which of its `count` (0 when it stands for one).
pub(crate) type Person = (u32, u32);

/// Finds users by the ids that a plan uses.
pub(crate) struct Roster<'a> {
    users: &'a [User],
    by_id: HashMap<&'a str, u32>,
}

impl<'a> Roster<'a> {
    /// Lists the estate's users.
    pub(crate) fn of(users: &'a [User]) -> Self {
        Self {
            users,
            by_id: users.iter().enumerate().map(|(i, user)| (user.id.as_str(), i as u32)).collect(),
        }
    }

    /// `id`, or `id#n` for the n-th of `count` identical users.
    pub(crate) fn find(&self, name: &str) -> Option<Person> {
        if let Some(&user) = self.by_id.get(name).filter(|&&user| self.users[user as usize].count == 1) {
            return Some((user, 0));
        }
        let (id, n) = name.rsplit_once('#')?;
        let user = *self.by_id.get(id)?;
        let number: u32 = n
            .parse()
            .ok()
            .filter(|_| n.as_bytes().first().is_some_and(|b| (b'1'..=b'9').contains(b)))?;
        let several = self.users[user as usize].count > 1;
        (several && number <= self.users[user as usize].count).then_some((user, number))
    }
}

/// A person's id in a plan.
pub(crate) fn name_of(users: &[User], person: Person) -> String {
    let id = &users[person.0 as usize].id;
    if person.1 == 0 { id.clone() } else { format!("{id}#{}", person.1) }
}

/// What is held from a day on.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// First day.
    pub(crate) from: DayNumber,
    /// SKU by SKU, what is on.
    pub(crate) holding: Holding,
    /// The groups through which something is held.
    groups: Vec<String>,
}

/// Users of one kind with the same changes.
#[derive(Debug)]
pub(crate) struct Class {
    /// Number of their kind.
    pub(crate) kind: usize,
    /// Their changes, in order of day.
    pub(crate) changes: Vec<u32>,
    /// How many they are.
    pub(crate) count: u64,
    /// One of them, by id.
    pub(crate) example: String,
    /// What they hold, from `asOf` on.
    pub(crate) states: Vec<State>,
}

/// Everybody's way through the move.
pub(crate) struct Replay {
    /// Classes, those without changes first, by kind.
    pub(crate) classes: Vec<Class>,
    /// The class of each person named in some change, ascending by person.
    pub(crate) named: Vec<(Person, u32)>,
}

/// Replays all changes; refutes any that cannot be made.
pub(crate) fn replay(world: &World, alike: &Alike, kinds: &[Kind], plan: &Plan, roster: &Roster) -> Check<Replay> {
    for (index, change) in plan.license_changes.iter().enumerate() {
        entry(world, index, change)?;
    }
    let mut events: Vec<(Person, DayNumber, u32)> = Vec::new();
    for (index, change) in plan.license_changes.iter().enumerate() {
        for name in &change.user_ids {
            let person = roster.find(name).ok_or_else(|| {
                about(CounterCode::UnknownUser, index, change)
                    .with("user", text(name))
                    .about([name])
            })?;
            events.push((person, day_number(change.date), index as u32));
        }
    }
    events.sort_unstable();
    let users = &world.case.estate.users;
    let mut unchanged: Vec<u64> = kinds.iter().map(|k| k.count).collect();
    let mut by_way: HashMap<(usize, Vec<u32>), u32> = HashMap::new();
    let mut classes: Vec<Class> = Vec::new();
    let mut named = Vec::new();
    for way in events.chunk_by(|a, b| a.0 == b.0) {
        let kind = alike.kind_of[way[0].0.0 as usize] as usize;
        let changes: Vec<u32> = way.iter().map(|event| event.2).collect();
        unchanged[kind] -= 1;
        let class = match by_way.get(&(kind, changes.clone())) {
            Some(&class) => class,
            None => {
                let example = name_of(users, way[0].0);
                classes.push(follow(world, kind, &kinds[kind], &changes, plan, example)?);
                by_way.insert((kind, changes), classes.len() as u32 - 1);
                classes.len() as u32 - 1
            }
        };
        classes[class as usize].count += 1;
        named.push((way[0].0, class));
    }
    for (kind, &count) in unchanged.iter().enumerate().filter(|(_, n)| **n > 0) {
        let user = kinds[kind].first;
        let example = unnamed(user, &named, users);
        let mut class = follow(world, kind, &kinds[kind], &[], plan, example)?;
        class.count = count;
        classes.push(class);
    }
    whole_groups(plan, kinds, &classes)?;
    Ok(Replay { classes, named })
}

/// Some user of the first user's kind for messages: the first entry itself, whichever of its count is not named.
fn unnamed(first: &User, named: &[(Person, u32)], users: &[User]) -> String {
    if first.count <= 1 {
        return first.id.clone();
    }
    let index = users.iter().position(|u| std::ptr::eq(u, first)).unwrap_or(0) as u32;
    let free = (1..=first.count).find(|&n| named.binary_search_by_key(&(index, n), |(p, _)| *p).is_err());
    name_of(users, (index, free.unwrap_or(1)))
}

/// A counter-example about an entry of `licenseChanges`.
pub(crate) fn about(code: CounterCode, index: usize, change: &LicenseChange) -> super::CounterExample {
    counter(code).with("change", count(index)).with("date", Value::Date(change.date))
}

/// An entry by itself: its day, its SKUs, its plans.
fn entry(world: &World, index: usize, change: &LicenseChange) -> Check {
    let date = day_number(change.date);
    ensure((world.time.as_of..world.time.horizon).contains(&date), || {
        about(CounterCode::ChangeOutside, index, change)
            .with("asOf", day(world.time.as_of))
            .with("horizon", day(world.time.horizon))
    })?;
    let nothing = change.remove_licenses.is_empty() && change.add_licenses.is_empty();
    ensure(!nothing && !change.user_ids.is_empty(), || {
        about(CounterCode::EmptyChange, index, change)
    })?;
    let mut seen: HashSet<SkuId> = HashSet::new();
    for &sku in change.remove_licenses.iter().chain(change.add_licenses.iter().map(|a| &a.sku_id)) {
        ensure(seen.insert(sku), || {
            about(CounterCode::AddsTwice, index, change).with("sku", Value::Sku(sku))
        })?;
    }
    for added in &change.add_licenses {
        let sku = Value::Sku(added.sku_id);
        let product = world.case.catalogue.products.get(&added.sku_id);
        let product = product.ok_or_else(|| counter(CounterCode::UnknownSku).with("sku", sku.clone()).with("user", text("-")))?;
        if let Some(plan) = added.disabled_plans.iter().find(|plan| !product.plans.contains(plan)) {
            return Err(about(CounterCode::PlanNotInSku, index, change)
                .with("sku", sku)
                .with("plan", Value::Plan(*plan)));
        }
    }
    if let Some(group) = &change.group_id {
        ensure(world.case.estate.groups.iter().any(|g| g.id == *group), || {
            about(CounterCode::UnknownGroup, index, change)
                .with("group", text(group))
                .about([group])
        })?;
    }
    Ok(())
}

/// A licence as it is held: the SKU, the group it comes through, what is on.
struct Held {
    sku: Sku,
    via: Option<String>,
    on: Bits,
}

/// One class's way through its changes.
fn follow(world: &World, kind: usize, of: &Kind, changes: &[u32], plan: &Plan, example: String) -> Check<Class> {
    let mut held: Vec<Held> = Vec::new();
    for license in &of.first.licenses {
        if let Some(sku) = world.sku(license.sku_id) {
            held.push(Held {
                sku,
                via: license.via_group.clone(),
                on: world.enabled(sku, &license.disabled_plans),
            });
        }
    }
    let mut states = vec![state(world.time.as_of, &held)];
    let entries: Vec<&LicenseChange> = changes.iter().map(|&c| &plan.license_changes[c as usize]).collect();
    for same_day in entries.chunk_by(|a, b| a.date == b.date) {
        let date = day_number(same_day[0].date);
        let person = |code| counter(code).with("user", text(&example)).with("day", day(date)).about([&example]);
        let direct = same_day.iter().filter(|c| c.group_id.is_none()).count();
        let groups: HashSet<_> = same_day.iter().filter_map(|c| c.group_id.as_deref()).collect();
        ensure(direct <= 1 && groups.len() + direct == same_day.len(), || {
            person(CounterCode::DuplicateChange)
        })?;
        ensure(direct == 0 || !of.need.is_empty(), || person(CounterCode::NotPlannedFor))?;
        for change in same_day {
            take(world, change, &mut held).map_err(|(code, sku)| person(code).with("sku", Value::Sku(sku)))?;
        }
        for change in same_day {
            give(world, change, &mut held).map_err(|(code, sku)| person(code).with("sku", Value::Sku(sku)))?;
        }
        let next = state(date, &held);
        match states.last_mut().filter(|last| last.from == date) {
            Some(last) => *last = next,
            None => states.push(next),
        }
    }
    Ok(Class {
        kind,
        changes: changes.to_vec(),
        count: 0,
        example,
        states,
    })
}

fn state(from: DayNumber, held: &[Held]) -> State {
    let mut merged: BTreeMap<Sku, Bits> = BTreeMap::new();
    for license in held {
        merged
            .entry(license.sku)
            .and_modify(|on| on.add(&license.on))
            .or_insert_with(|| license.on.clone());
    }
    let mut groups: Vec<String> = held.iter().filter_map(|l| l.via.clone()).collect();
    groups.sort_unstable();
    groups.dedup();
    State {
        from,
        holding: merged.into_iter().collect(),
        groups,
    }
}

type Misfit = (CounterCode, SkuId);

/// Takes away. A change of a person's own takes a SKU wholly, also out of a group; a group's change only what it gives.
fn take(world: &World, change: &LicenseChange, held: &mut Vec<Held>) -> Result<(), Misfit> {
    for &id in &change.remove_licenses {
        let sku = world
            .sku(id)
            .filter(|sku| held.iter().any(|l| l.sku == *sku))
            .ok_or((CounterCode::RemovesNotHeld, id))?;
        let goes = |l: &Held| l.sku == sku && (change.group_id.is_none() || l.via == change.group_id);
        if !held.iter().any(goes) {
            return Err((CounterCode::NotTheGroups, id));
        }
        held.retain(|l| !goes(l));
    }
    Ok(())
}

/// Gives, or sets anew what is switched off. A change of a person's own replaces whatever gave the SKU before.
fn give(world: &World, change: &LicenseChange, held: &mut Vec<Held>) -> Result<(), Misfit> {
    for added in &change.add_licenses {
        let sku = world.sku(added.sku_id).ok_or((CounterCode::SetNotSold, added.sku_id))?;
        let on = world.enabled(sku, &added.disabled_plans);
        let goes = |l: &Held| l.sku == sku && (change.group_id.is_none() || l.via == change.group_id);
        if held.iter().any(|l| goes(l) && l.on == on) {
            return Err((CounterCode::AddsHeld, added.sku_id));
        }
        held.retain(|l| !goes(l));
        held.push(Held {
            sku,
            via: change.group_id.clone(),
            on,
        });
    }
    Ok(())
}

/// A group's change is every member's: all who hold something through the group just before, but for those who need
/// nothing and those who leave it on that day by a change of their own.
fn whole_groups(plan: &Plan, kinds: &[Kind], classes: &[Class]) -> Check {
    for (index, change) in plan.license_changes.iter().enumerate() {
        let Some(group) = &change.group_id else { continue };
        let date = day_number(change.date);
        let through = |state: Option<&State>| state.is_some_and(|s| s.groups.contains(group));
        for class in classes {
            let named = class.changes.contains(&(index as u32));
            let kind = &kinds[class.kind];
            let before = class.states.iter().rev().find(|s| s.from < date);
            let at_first = || kind.first.licenses.iter().any(|l| l.via_group.as_ref() == Some(group));
            let is_member = before.map_or_else(at_first, |state| through(Some(state)));
            let stays = is_member && through(class.states.iter().rev().find(|s| s.from <= date)) && !kind.need.is_empty();
            ensure(is_member || !named, || {
                about(CounterCode::NotInGroup, index, change)
                    .with("group", text(group))
                    .with("user", text(&class.example))
                    .about([&class.example])
            })?;
            ensure(named || !stays, || {
                about(CounterCode::GroupIncomplete, index, change)
                    .with("group", text(group))
                    .with("user", text(&class.example))
                    .with("members", count(class.count))
                    .about([&class.example])
            })?;
        }
    }
    Ok(())
}
