//! Whether every user is covered at every instant by a set they may hold, with nothing excluded on together and nothing
//! switched on without need (move-model §5 a, d). Seats are `pools`' business.

use super::{
    CounterExample,
    bits::Bits,
    changes::{Class, Replay, State},
    counter::{Check, count, counter, day, text},
    kinds::{Holding, Kind},
    sets::{SetFault, admitted, can_cover},
    world::{Sku, World},
};
use nahtlos_model::{
    dates::DayNumber,
    notice::{CounterCode, Value},
};
use std::collections::BTreeMap;

/// Judges every class in every state.
/// The earliest counter-example wins.
pub(crate) fn check(world: &World, kinds: &[Kind], replay: &Replay) -> Check {
    let mut first: Option<(DayNumber, CounterExample)> = None;
    for class in &replay.classes {
        let kind = &kinds[class.kind];
        if kind.need.is_empty() {
            continue;
        }
        // The first state is what was held on `asOf`, unless a change of that day replaced it.
        for (i, state) in class.states.iter().enumerate() {
            if state.holding == kind.holding || first.as_ref().is_some_and(|(day, _)| *day <= state.from) {
                continue;
            }
            let until = class.states.get(i + 1).map_or(world.time.horizon, |next| next.from);
            if let Err(refutation) = judge(world, kind, class, state, until) {
                first = Some((state.from, refutation));
            }
        }
    }
    first.map_or(Ok(()), |(_, refutation)| Err(refutation))
}

fn judge(world: &World, kind: &Kind, class: &Class, state: &State, until: DayNumber) -> Check {
    let on = union(world, &state.holding);
    let set: Vec<Sku> = state.holding.iter().map(|(sku, _)| *sku).collect();
    let ids = |skus: &[Sku]| Value::Skus(skus.iter().map(|&s| world.skus[s]).collect());
    let about = |code| {
        counter(code)
            .with("user", text(&class.example))
            .with("users", count(class.count))
            .with("day", day(state.from))
            .with("held", ids(&set))
            .about([&class.example])
    };
    let lost = world.uncovered(&kind.need, &on);
    if !lost.is_empty() {
        let plans = Value::Plans(world.plan_ids(&lost));
        return Err(about(CounterCode::UserUncovered)
            .with("until", day(until))
            .with("plans", plans)
            .with("before", ids(&kind.held())));
    }
    if let Some((group, (plan, sku), (other, other_sku))) = conflict(world, &state.holding) {
        return Err(about(CounterCode::ExclusionConflict)
            .with("group", text(world.groups[group].0))
            .with("plan", Value::Plan(world.plans[plan]))
            .with("sku", Value::Sku(world.skus[sku]))
            .with("otherPlan", Value::Plan(world.plans[other]))
            .with("otherSku", Value::Sku(world.skus[other_sku])));
    }
    admitted(world, &kind.need, &kind.held(), &set).map_err(|fault| {
        let of = |code, sku: Sku| about(code).with("sku", Value::Sku(world.skus[sku]));
        match fault {
            SetFault::TooLarge(most) => about(CounterCode::SetTooLarge).with("most", count(most)),
            SetFault::NotSold(sku) => of(CounterCode::SetNotSold, sku),
            SetFault::DropsSold(sku) => of(CounterCode::SetDropsSold, sku),
            SetFault::Superfluous(sku) => of(CounterCode::SetSuperfluous, sku),
        }
    })?;
    match switched_on(world, kind, &set, &on) {
        None => Ok(()),
        Some(plan) => {
            let sku = state.holding.iter().find(|(_, on)| on.has(plan)).map_or(set[0], |(sku, _)| *sku);
            Err(about(CounterCode::SwitchedOn)
                .with("plan", Value::Plan(world.plans[plan]))
                .with("sku", Value::Sku(world.skus[sku])))
        }
    }
}

/// Everything on in some licence.
pub(crate) fn union(world: &World, holding: &Holding) -> Bits {
    let mut on = world.no_plans();
    holding.iter().for_each(|(_, enabled)| on.add(enabled));
    on
}

type Place = (usize, Sku);

/// Two different plans of one exclusion group, on through two SKUs.
fn conflict(world: &World, holding: &Holding) -> Option<(usize, Place, Place)> {
    for (g, (_, group)) in world.groups.iter().enumerate() {
        let places: Vec<Place> = holding
            .iter()
            .flat_map(|(sku, on)| on.and(group).iter().map(|p| (p, *sku)).collect::<Vec<_>>())
            .collect();
        for (i, &a) in places.iter().enumerate() {
            if let Some(&b) = places[i + 1..].iter().find(|b| b.0 != a.0 && b.1 != a.1) {
                return Some((g, a, b));
            }
        }
    }
    None
}

/// A plan that was off, is on, and need not be: the need could be covered with it, and all else that was off and is off, left off.
fn switched_on(world: &World, kind: &Kind, set: &[Sku], on: &Bits) -> Option<usize> {
    let revived = kind.off.and(on);
    revived.iter().find(|&plan| {
        let mut without = on.clone();
        without.remove(plan);
        let mut never = kind.off.minus(on);
        never.insert(plan);
        world.uncovered(&kind.need, &without).is_empty() || can_cover(world, set, &kind.need, &never)
    })
}

/// The equivalents relied on: a needed plan that is off, and one that is on and satisfies it.
pub(crate) fn reliance(world: &World, kinds: &[Kind], replay: &Replay) -> Vec<(String, usize, Bits)> {
    let mut relied: BTreeMap<(usize, Bits), String> = BTreeMap::new();
    for class in replay.classes.iter().filter(|c| !c.changes.is_empty()) {
        for state in &class.states {
            let on = union(world, &state.holding);
            for plan in kinds[class.kind].need.minus(&on).iter() {
                let ways = world.satisfied_by[plan].and(&on);
                relied.entry((plan, ways)).or_insert_with(|| class.example.clone());
            }
        }
    }
    relied.into_iter().map(|((plan, ways), user)| (user, plan, ways)).collect()
}
