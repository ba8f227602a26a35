//! What watches over seats that end: an end that was set early is taken back when seats are late, and who does nothing more says so before seats
//! end, not after.

use super::{
    Drift, Halted, Move, Status, StepRun,
    deeds::{Deed, WantedEnd},
    fate::fate,
    next::{Ground, Next, Now},
    sight::{Look, Sight},
    wanted::ends_so,
};
use crate::{
    dates::Date,
    estate::{Channel, Treatment},
    instants::Instant,
    notice::Value,
    plan::{EndAction, Plan, Purchase, Step, StepKind},
};

/// Milliseconds before seats end in which their replacement must be there.
const LAST_MS: i64 = 2 * 3_600_000;

/// The last hours before seats end whose replacement is not there.
pub(super) enum LastHours {
    /// They come.
    Ahead(Instant),
    /// They are here: a person has to know while something can be done.
    Here(Halted),
}

/// Seats that end although what replaces them was not seen or not assigned: said before they end, not after. Nothing else is to be done now.
pub(super) fn last_hours(of: &Move, ground: &Ground<'_>, now: Now) -> Option<LastHours> {
    let plan = ground.plan;
    let originals = plan.originals.iter().filter_map(|end| {
        let leaves = !matches!(end.action, EndAction::Keep | EndAction::Transfer);
        let planned = end.planned_end.filter(|_| leaves)?;
        let original = ground.estate.subscriptions.iter().find(|s| s.id == end.subscription_id)?;
        Some((original.end?, planned, end.subscription_id.as_str()))
    });
    // What was bought for a while ends, too.
    let stops = |purchase: &&Purchase| of.bought.contains_key(&purchase.id) && matches!(fate(plan, purchase), WantedEnd::Stop { .. });
    let bought = plan.purchases.iter().filter(stops).map(|p| (p.end, p.end, p.id.as_str()));
    let mut ahead = None::<Instant>;
    for (day, planned, id) in originals.chain(bought) {
        let ends = Instant::start_of(day);
        let last = ends.plus_ms(-LAST_MS);
        if ends <= now.at || is_replaced(of, ground, (planned, day)) || is_asked(of, ground, planned) {
            continue;
        }
        if last <= now.at {
            return Some(LastHours::Here(Halted::Drift {
                step: String::new(),
                what: Drift::SeatsLate,
                subject: id.to_owned(),
            }));
        }
        ahead = Some(ahead.map_or(last, |ahead| ahead.min(last)));
    }
    ahead.map(LastHours::Ahead)
}

/// Whether the seats of a day are seen, and its licences changed, the day before. A renewal shows on its day only, and what waits for it, too.
fn is_done_before(ground: &Ground<'_>, day: Date) -> bool {
    let mut of_day = ground.plan.steps.iter().filter(|step| step.due == day);
    ground.plan.is_without_overlap(ground.estate, day) && of_day.any(|step| comes_before(ground, step))
}

/// Whether a step of a day on which nothing lies between is one of the day before: it waits for no renewal.
fn comes_before(ground: &Ground<'_>, step: &Step) -> bool {
    let waits = |id: &String| {
        ground
            .plan
            .steps
            .iter()
            .any(|other| other.id == *id && awaits_renewal(ground.plan, other))
    };
    match step.kind {
        StepKind::AwaitSeats => !awaits_renewal(ground.plan, step),
        StepKind::SwapLicenses => !step.after.iter().any(waits),
        _ => false,
    }
}

fn awaits_renewal(plan: &Plan, step: &Step) -> bool {
    let named = match step.details.get("purchase") {
        Some(Value::Text(ids)) if step.kind == StepKind::AwaitSeats => ids.as_str(),
        _ => "",
    };
    let renews = |id: &str| plan.purchases.iter().any(|p| p.id == id && p.renews.is_some());
    named.split(", ").any(renews)
}

/// Whether the seats and licences are there that must be before seats end: those of the day on which the plan stops counting on them, where
/// that comes before their end or nothing lies between, and those of every day before.
fn is_replaced(of: &Move, ground: &Ground<'_>, (planned, end): (Date, Date)) -> bool {
    let early = planned < end;
    let with_the_day = early || is_done_before(ground, planned);
    let replaces = |step: &&Step| {
        let of_day = step.due == planned && with_the_day && (early || comes_before(ground, step));
        matches!(step.kind, StepKind::AwaitSeats | StepKind::SwapLicenses) && (step.due < planned || of_day)
    };
    let mut steps = ground.plan.steps.iter().filter(replaces);
    steps.all(|step| of.step(&step.id).is_none_or(StepRun::is_over))
}

/// Whether a person is asked for something that brings the seats and licences of a day.
fn is_asked(of: &Move, ground: &Ground<'_>, planned: Date) -> bool {
    let brings = |kind| {
        matches!(
            kind,
            StepKind::RequestRelationship
                | StepKind::AwaitAcceptance
                | StepKind::ConfirmAgreement
                | StepKind::RequestDelegatedAdmin
                | StepKind::Purchase
                | StepKind::ScheduleChange
                | StepKind::AwaitSeats
                | StepKind::SwapLicenses
                | StepKind::VerifyCover
        )
    };
    let mut before = ground.plan.steps.iter().filter(|step| step.due <= planned && brings(step.kind));
    before.any(|step| of.task_of(&step.id).is_some_and(|task| task.is_open()))
}

/// Ends that were set early, because their deadline demanded it, are taken back when cover was not proved by the day on which the plan stops
/// counting on the original; one that only others can take back stops the move.
pub(super) fn guard(of: &Move, ground: &Ground<'_>, sight: &Sight, now: Now) -> Option<Next> {
    ground.plan.steps.iter().find_map(|step| guarded(of, ground, sight, now, step))
}

fn guarded(of: &Move, ground: &Ground<'_>, sight: &Sight, now: Now, step: &Step) -> Option<Next> {
    let run = of.step(&step.id)?;
    let ends = matches!(
        step.kind,
        StepKind::TurnOffAutoRenew | StepKind::CancelAtTermEnd | StepKind::PersonTask
    );
    let Some(Value::Text(id)) = step.details.get("subscription").filter(|_| ends && run.status == Status::Done) else {
        return None;
    };
    let original = ground.estate.subscriptions.iter().find(|s| s.id == *id)?;
    let planned = ground.plan.originals.iter().find(|end| end.subscription_id == *id)?.planned_end?;
    let leaves = matches!(original.treatment(), Treatment::Replace | Treatment::CarryOn);
    // Where nothing lies between, it is taken back while it still can be.
    let late = match original.end == Some(planned) {
        true => now.at >= Instant::start_of(planned).plus_ms(-LAST_MS) && is_done_before(ground, planned),
        false => now.day > planned,
    };
    let verified = |s: &&Step| s.kind == StepKind::VerifyCover && s.due == planned;
    let proof = ground.plan.steps.iter().find(verified).and_then(|s| of.step(&s.id));
    let unproved = original.end == Some(planned) || proof.is_none();
    let covered = proof.is_some_and(StepRun::is_over) || (unproved && is_replaced(of, ground, (planned, original.end.unwrap_or(planned))));
    if !late || covered || !leaves {
        return None;
    }
    let since = ground.fresh_since(now.at).max(run.since.unwrap_or(Instant(i64::MIN)));
    let missing = sight.missing(Look::SEATS, since);
    if missing != Look::default() {
        return Some(Next::Look(missing));
    }
    // It is over, or nobody here sees it: there is nothing to take back, and cover is what the proof says.
    let seen = sight.subscription(of.in_tenant(id)).filter(|seen| seen.supplies())?;
    if original.channel == Channel::ThisPartner && !ends_so(seen, &WantedEnd::Renew) {
        let deed = Deed::SetEnd {
            subscription: seen.id.clone(),
            end: WantedEnd::Renew,
        };
        let again = run.accepted(&deed).map(|accepted| accepted.again(now.at));
        match again {
            None => {
                return Some(Next::Do {
                    step: step.id.clone(),
                    deed,
                });
            }
            Some(Some(time)) => {
                return Some(Next::Rest {
                    until: Some(time),
                    asked: false,
                });
            }
            Some(None) => {}
        }
    }
    Some(Next::Halt(Halted::Drift {
        step: step.id.clone(),
        what: Drift::SeatsLate,
        subject: id.clone(),
    }))
}
