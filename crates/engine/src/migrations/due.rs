//! What time does to migrations and schedules: the bundle becomes new commerce, or stays what it is and is free again.

use super::{
    create::{Asked, begin},
    facts::{Facts, Moment},
    save,
};
use crate::{act::Act, halt::Halt, orders::shop::Shop, subscriptions};
use nahtlos_model::{
    instants::Instant,
    migrations::{
        Migration, MigrationStatus, carry,
        schedules::{Schedule, ScheduleStatus},
    },
    refusals::{Code, Refusal},
    subscriptions::{Status, Subscription},
};
use nahtlos_store::{due::Due, migrations};

pub(crate) use super::save::{DUE, DUE_SCHEDULE};

/// A refusal that is an outcome here, and not the end of the transaction.
pub(super) fn outcome<T>(done: Result<T, Halt>) -> Result<Result<T, Refusal>, Halt> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(Halt::Refused(refusal)) => Ok(Err(refusal)),
        Err(fault) => Err(fault),
    }
}

/// A migration's time has come.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = migrations::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.status != MigrationStatus::Processing {
        return Ok(());
    }
    let facts = Facts::load(act.tx, &before.customer_id, &before.partner_id).await?;
    let shop = Shop::of(act, &before.customer_id, before.partner_id.clone(), work.at, true).await;
    let decided = match outcome(shop)? {
        Err(refusal) => Err(refusal),
        Ok(mut shop) => held(&facts, &before)
            .and_then(|()| save::decide(act, &mut shop, &facts.subscriptions, &before.parts, before.started))
            .map(|bundle| (shop, bundle)),
    };
    let after = match decided {
        Err(refusal) => {
            release(act, &facts, &before).await?;
            before.fail(&refusal, work.at)
        }
        Ok((shop, bundle)) => {
            let order = bundle.order_id.clone();
            let made = save::carry_out(act, &shop, &before, bundle, work.at).await?;
            before.complete(&order, &made, work.at)
        }
    };
    save::end(act, &before, &after, work.at).await
}

fn is_held(s: &Subscription, by: &Migration) -> bool {
    s.in_motion.as_ref() == Some(&by.id)
}

/// Every part is active still, and held by nobody else.
fn held(facts: &Facts, m: &Migration) -> Result<(), Refusal> {
    for part in &m.parts {
        let source = facts.source(&part.subscription_id)?;
        if source.status != Status::Active || !is_held(source, m) {
            return Err(Refusal::new(Code::MigrationNotActive).with("subscription", &source.id));
        }
    }
    Ok(())
}

async fn release(act: &mut Act<'_>, facts: &Facts, m: &Migration) -> Result<(), Halt> {
    for source in facts.subscriptions.iter().filter(|s| is_held(s, m)) {
        let free = carry::hold(source, None);
        subscriptions::save::save(act, Some(source), &free, Vec::new(), "update_subscription").await?;
    }
    Ok(())
}

/// A schedule's time has come: it becomes a migration that was asked for at that time.
pub(crate) async fn fall_due_schedule(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = migrations::schedule(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.status != ScheduleStatus::Created || before.next_due() != Some(work.at) {
        return Ok(());
    }
    match outcome(run(act, &before, work.at).await)? {
        Ok(made) => {
            let after = before.run(Ok(made.id), work.at);
            save::schedule(act, Some(&before), &after, "complete_new_commerce_migration_schedule").await
        }
        Err(refusal) => fail_schedule(act, &before, &refusal, work.at).await,
    }
}

async fn run(act: &mut Act<'_>, schedule: &Schedule, at: Instant) -> Result<Migration, Halt> {
    let (customer, partner) = (&schedule.customer_id, &schedule.partner_id);
    let facts = Facts::load(act.tx, customer, partner).await?;
    let (numbers, assortment) = (act.program().on(at.date()), act.assortment.clone());
    let moment = Moment::at(at, &numbers, &assortment);
    let asked = Asked {
        customer,
        partner,
        parts: facts.accept(&schedule.bid, &moment)?.parts(),
        reference: schedule.bid.reference.clone(),
        schedule: Some(&schedule.id),
        at,
    };
    begin(act, &facts, asked).await
}

/// A schedule whose migration was refused.
pub(super) async fn fail_schedule(act: &mut Act<'_>, before: &Schedule, why: &Refusal, at: Instant) -> Result<(), Halt> {
    let after = before.run(Err(why), at);
    save::schedule(act, Some(before), &after, "fail_new_commerce_migration_schedule").await
}
