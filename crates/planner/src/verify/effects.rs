//! What the plan says of its effects: who gains and loses which service plans, and which equivalents it rests on.
//! Compared with what the replay derives.

use super::{
    CounterExample,
    bits::Bits,
    changes::{Replay, Roster, name_of},
    counter::{Check, count, counter, ensure, text},
    cover::{reliance, union},
    kinds::Kind,
    world::World,
};
use nahtlos_model::{
    catalogue::Equivalent,
    ids::ServicePlanId,
    notice::{CounterCode, Value},
    plan::{Impact, Plan},
};
use std::collections::BTreeSet;

struct Effect {
    gained: Vec<ServicePlanId>,
    lost: Vec<ServicePlanId>,
    changes: u32,
}

/// Impact names everybody whose licences change, and nobody else, with what each gains and loses at some time.
pub(crate) fn impact(world: &World, kinds: &[Kind], replay: &Replay, plan: &Plan, roster: &Roster) -> Check {
    let effects: Vec<Effect> = replay
        .classes
        .iter()
        .map(|class| {
            let kind = &kinds[class.kind];
            let (mut gained, mut lost) = (world.no_plans(), world.no_plans());
            for state in &class.states {
                let on: Bits = union(world, &state.holding);
                gained.add(&on.minus(&kind.on));
                lost.add(&kind.on.minus(&on));
            }
            Effect {
                gained: world.plan_ids(&gained),
                lost: world.plan_ids(&lost),
                changes: class.changes.len() as u32,
            }
        })
        .collect();
    let mut told: Vec<((u32, u32), &Impact)> = Vec::with_capacity(plan.impact.len());
    for impact in &plan.impact {
        let person = roster.find(&impact.user_id).ok_or_else(|| wrong(&impact.user_id, None))?;
        told.push((person, impact));
    }
    told.sort_unstable_by_key(|(person, _)| *person);
    let mut told = told.into_iter().peekable();
    for &(person, class) in &replay.named {
        let effect = &effects[class as usize];
        let fits = told.next_if(|(who, _)| *who == person).is_some_and(|(_, impact)| {
            same(&impact.plans_gained, &effect.gained) && same(&impact.plans_lost, &effect.lost) && impact.license_changes == effect.changes
        });
        let unneeded = kinds[replay.classes[class as usize].kind].need.is_empty();
        ensure(
            fits || (unneeded && told.peek().is_none_or(|(who, _)| *who > person)),
            || match told.peek().filter(|(who, _)| *who < person) {
                Some((who, _)) => wrong(&name_of(&world.case.estate.users, *who), None),
                None => wrong(&name_of(&world.case.estate.users, person), Some(effect)),
            },
        )?;
    }
    told.next().map_or(Ok(()), |(_, impact)| Err(wrong(&impact.user_id, None)))
}

fn same(told: &[ServicePlanId], derived: &[ServicePlanId]) -> bool {
    if told == derived {
        return true;
    }
    let mut sorted = told.to_vec();
    sorted.sort_unstable();
    sorted == derived
}

fn wrong(user: &str, effect: Option<&Effect>) -> CounterExample {
    let plans = |of: fn(&Effect) -> &Vec<ServicePlanId>| Value::Plans(effect.map(of).cloned().unwrap_or_default());
    counter(CounterCode::WrongImpact)
        .with("user", text(user))
        .with("gained", plans(|e| &e.gained))
        .with("lost", plans(|e| &e.lost))
        .with("changes", count(effect.map_or(0, |e| e.changes)))
        .about([user])
}

/// Every reliance on an equivalent is named, every named one is the catalogue's and relied on.
pub(crate) fn equivalences(world: &World, kinds: &[Kind], replay: &Replay, plan: &Plan) -> Check {
    let relied = reliance(world, kinds, replay);
    let named: BTreeSet<Equivalent> = plan.equivalences_used.iter().copied().collect();
    let pair = |plan: usize, by: usize| Equivalent {
        plan: world.plans[plan],
        satisfied_by: world.plans[by],
    };
    let about = |code, of: Equivalent, is_named: bool, user: &str| {
        counter(code)
            .with("plan", Value::Plan(of.plan))
            .with("satisfiedBy", Value::Plan(of.satisfied_by))
            .with("named", count(i64::from(is_named)))
            .with("user", text(user))
    };
    let mut possible: BTreeSet<Equivalent> = BTreeSet::new();
    for (user, plan, ways) in &relied {
        let pairs: Vec<Equivalent> = ways.iter().map(|by| pair(*plan, by)).collect();
        if let Some(first) = pairs.first().filter(|_| !pairs.iter().any(|p| named.contains(p))) {
            return Err(about(CounterCode::WrongEquivalences, *first, false, user));
        }
        possible.extend(pairs);
    }
    match named.iter().find(|of| !possible.contains(of)) {
        None => Ok(()),
        Some(&of) => Err(about(CounterCode::WrongEquivalences, of, true, "-")),
    }
}
