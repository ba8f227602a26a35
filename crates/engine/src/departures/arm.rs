//! Carries out lines of a checklist: each through the subscription's own decision, and only where nobody loses a service by it.

use crate::{
    act::Act,
    halt::Halt,
    subscriptions::{
        change::{check_free_to_suspend, suspend_children},
        save::save,
    },
};
use nahtlos_model::{
    departures::{Departure, LineStatus, seats, ways},
    refusals::Refusal,
    subscriptions::{Status, Subscription, change::Surroundings},
};
use nahtlos_store::{licenses, subscriptions};

/// Carries out what is due of a departure. The inner error names the line that was refused; the lines before it are done.
pub(super) async fn arm(act: &mut Act<'_>, departure: &mut Departure) -> Result<Result<(), (usize, Refusal)>, Halt> {
    let today = act.now.date();
    for at in 0..departure.lines.len() {
        if !departure.lines[at].is_due(today) {
            continue;
        }
        if let Err(refusal) = arm_line(act, departure, at).await? {
            return Ok(Err((at, refusal)));
        }
    }
    Ok(Ok(()))
}

async fn arm_line(act: &mut Act<'_>, departure: &mut Departure, at: usize) -> Result<Result<(), Refusal>, Halt> {
    let (customer, line) = (departure.customer_id.clone(), departure.lines[at].clone());
    let all = subscriptions::list(act.tx, &customer).await?;
    let Some(s) = all.iter().find(|s| s.id == line.subscription_id) else {
        departure.lines[at].status = LineStatus::Gone;
        return Ok(Ok(()));
    };
    let (numbers, now) = (act.numbers(), act.now);
    let held = licenses::pools(act.tx, &customer)
        .await?
        .get(&s.licence)
        .map_or(0, |pool| pool.consumed);
    let checked = ways::check(s, line.way, "way", now)
        .and_then(|()| seats::check(s, &line, &all, &departure.lines, held, now.date(), &numbers).map_err(|r| r.at("way")));
    if let Err(refusal) = checked {
        return Ok(Err(refusal));
    }
    let after = match carry_out(act, s, line.way).await? {
        Ok(after) => after,
        Err(refusal) => return Ok(Err(refusal)),
    };
    departure.lines[at].status = if ways::is_active(&after) {
        LineStatus::Armed
    } else {
        LineStatus::Gone
    };
    departure.lines[at].problem = None;
    Ok(Ok(()))
}

async fn carry_out(
    act: &mut Act<'_>,
    s: &Subscription,
    way: nahtlos_model::departures::Way,
) -> Result<Result<Subscription, Refusal>, Halt> {
    let Some(change) = ways::change(s, way) else {
        return Ok(Ok(s.clone()));
    };
    let (numbers, assortment) = (act.numbers(), act.assortment.clone());
    let around = Surroundings {
        now: act.now,
        numbers: &numbers,
        assortment: &assortment,
        parent_active: true,
        other_seats: 0,
        other_ends: &[],
        sandbox: false,
    };
    let decided = match s.change(&change, &around) {
        Ok(decided) => decided,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let suspends = decided.after.status == Status::Suspended && s.status == Status::Active && !s.is_new_commerce();
    if suspends && let Err(refusal) = check_free_to_suspend(act, s).await? {
        return Ok(Err(refusal));
    }
    save(act, Some(s), &decided.after, decided.charges, "update_subscription").await?;
    if suspends && s.parent_id.is_none() {
        suspend_children(act, &decided.after).await?;
    }
    Ok(Ok(decided.after))
}
