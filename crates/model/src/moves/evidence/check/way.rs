//! The way that was gone: nothing was believed that was not seen, nothing final was done unproved, nothing was done twice; everybody was
//! covered at every checkpoint; and people said what it is said that they said.

use crate::{
    instants::Instant,
    moves::{
        deeds::{Deed, Outcome, WantedEnd},
        evidence::{
            Evidence,
            fault::{Fault, FaultCode, Point},
            tables::taken,
            told::{Attempted, Came, Done, Told},
        },
        journal::Entry,
        tasks::TaskKind,
    },
    notice::Value,
    plan::StepKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a step on the way.
#[derive(Default)]
struct On {
    /// Nothing that was seen before this counts.
    since: Option<Instant>,
    /// The present was proved since, or since the last answer.
    proved: bool,
    /// The present was proved since it began.
    ever_proved: bool,
    /// A person confirmed a task of it.
    confirmed: bool,
}

/// Steps, in the order in which they went.
pub(super) fn steps(of: &Evidence) -> Result<u64, Fault> {
    let mut kinds: BTreeMap<&str, StepKind> = BTreeMap::new();
    let mut on: BTreeMap<&str, On> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open: BTreeMap<i64, &Attempted> = BTreeMap::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let (mut count, mut parted) = (0, false);
    for (entry, told) in of.journal() {
        let about = |code| Fault::new(Point::Steps, code).count("entry", entry.number);
        if let Some(taken) = taken(told) {
            let made = of.plan(&taken.digest);
            kinds = made.map_or_else(BTreeMap::new, |made| {
                made.plan.steps.iter().map(|s| (s.id.as_str(), s.kind)).collect()
            });
            on.clear();
            continue;
        }
        let step = on.entry(&entry.step).or_default();
        match told {
            Told::Seen(sight) => seen.extend([sight.seen.as_str()]),
            Told::Began => *step = begun(entry),
            Told::Resumed(_) => on.values_mut().for_each(|step| step.proved = false),
            Told::Proved(proved) => {
                let known = proved.seen.as_deref().is_none_or(|digest| seen.contains(digest));
                if !known {
                    return Err(Fault::new(Point::Steps, FaultCode::ProofUnseen).count("entry", entry.number));
                }
                (step.proved, step.ever_proved) = (true, true);
            }
            Told::Attempted(attempted) => {
                if !may(&attempted.deed, kinds.get(entry.step.as_str()).copied(), step) {
                    return Err(about(FaultCode::Unproved).text("step", entry.step.clone()));
                }
                open.insert(attempted.number, attempted);
            }
            Told::Answered(answered) => {
                let attempted = open.remove(&answered.number).ok_or_else(|| about(FaultCode::StrayAnswer))?;
                let happened = matches!(answered.outcome, Came::Outcome(Outcome::Done { .. }));
                let twice = once(attempted).filter(|_| happened).find(|name| !done.insert(*name));
                if let Some(key) = twice {
                    return Err(about(FaultCode::DoneTwice).text("key", key));
                }
                (step.since, step.proved) = (Some(entry.at), false);
            }
            Told::Confirmed(task) => {
                step.confirmed = true;
                // What people said goes with the step that asks the same in a later plan.
                parted |= task.kind == TaskKind::EndOldRelationship;
            }
            Told::Done(what) => {
                let parts = kinds.get(entry.step.as_str()) == Some(&StepKind::EndOldRelationship);
                let said = parts && parted;
                if !(said || was_seen(what, step, &seen)) {
                    return Err(about(FaultCode::StepUnseen).text("step", entry.step.clone()));
                }
                count += 1;
            }
            _ => {}
        }
    }
    Ok(count)
}

/// Names of what may be done once and no more: the attempt's key, and the mark of everything that is ordered.
fn once(attempted: &Attempted) -> impl Iterator<Item = &str> {
    let lines = match &attempted.deed {
        Deed::Order { lines } => lines.as_slice(),
        _ => &[],
    };
    [attempted.key.as_str()]
        .into_iter()
        .chain(lines.iter().map(|line| line.mark.as_str()))
}

fn begun(entry: &Entry) -> On {
    On {
        since: Some(entry.at),
        ..On::default()
    }
}

/// Whether what it rests on was seen, and not before it began or was answered last; or a person's word is all there can be.
fn was_seen(what: &Done, step: &On, seen: &BTreeSet<&str>) -> bool {
    match &what.seen {
        Some(rests) => seen.contains(rests.digest.as_str()) && step.since.is_some_and(|since| rests.at >= since),
        None => step.confirmed,
    }
}

/// Whether a deed may be done: what is final only on a present that was proved.
fn may(deed: &Deed, kind: Option<StepKind>, step: &On) -> bool {
    match deed {
        Deed::Order { .. } | Deed::Cancel { .. } | Deed::Suspend { .. } | Deed::RequestTransfer { .. } | Deed::AcceptTransfer { .. } => {
            step.proved
        }
        Deed::SetEnd {
            end: WantedEnd::Stop { .. },
            ..
        } => !matches!(kind, Some(StepKind::TurnOffAutoRenew | StepKind::CancelAtTermEnd)) || step.proved,
        // One proof before the first batch; it is carried on batch by batch.
        Deed::Swap { .. } => step.ever_proved,
        _ => true,
    }
}

/// Every checkpoint.
pub(super) fn cover(of: &Evidence) -> Result<u64, Fault> {
    let mut count = 0;
    for (entry, told) in of.journal() {
        let Told::Proved(proved) = told else { continue };
        let tight = proved.tightest.iter().map(|tight| (tight.sku, tight.held, tight.seats));
        if let Some((sku, held, seats)) = tight.into_iter().find(|(_, held, seats)| held > seats) {
            return Err(Fault::new(Point::Cover, FaultCode::SeatsShort)
                .count("entry", entry.number)
                .with("sku", Value::Sku(sku))
                .count("held", held)
                .count("seats", seats));
        }
        count += 1;
    }
    Ok(count)
}

/// Tasks: asked and confirmed as the journal has it.
pub(super) fn tasks(of: &Evidence) -> Result<u64, Fault> {
    for task in &of.of.tasks {
        let mut asked = false;
        let mut confirmed = false;
        for told in &of.told {
            match told {
                Told::Asked(one) if one.id == task.id => {
                    asked = one.kind == task.kind && one.values == task.values && one.asked == task.asked;
                }
                Told::Confirmed(one) if one.id == task.id => confirmed = one.done == task.done,
                _ => {}
            }
        }
        if !asked || confirmed != task.done.is_some() {
            return Err(Fault::new(Point::Tasks, FaultCode::TaskOther).text("task", task.id.clone()));
        }
    }
    let confirmations = of.told.iter().filter(|told| matches!(told, Told::Confirmed(_))).count();
    let done = of.of.tasks.iter().filter(|task| task.done.is_some()).count();
    match confirmations == done {
        true => Ok(of.of.tasks.len() as u64),
        false => Err(Fault::new(Point::Tasks, FaultCode::TaskOther).text("task", "")),
    }
}
