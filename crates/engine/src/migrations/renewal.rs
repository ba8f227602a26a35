//! A migration instead of a renewal: at the end of a legacy term, for what is scheduled so. Called by the due work of subscriptions,
//! because a base and its add-ons fall due at one instant, side by side: whichever comes first takes all of them along.

use super::{
    create::Asked,
    due::{fail_schedule, outcome},
    facts::{Facts, Moment},
    save,
};
use crate::{act::Act, halt::Halt, orders::shop::Shop};
use nahtlos_model::{
    instants::Instant,
    migrations::{
        Bid, Migration, Wish,
        schedules::{Schedule, When},
    },
    subscriptions::{Status, Subscription},
};
use nahtlos_store::{migrations, subscriptions};

/// Migrates what ends now, if that is what is scheduled; whether it was. What is refused renews or expires as it would have.
pub(crate) async fn instead(act: &mut Act<'_>, ending: &Subscription, at: Instant) -> Result<bool, Halt> {
    let ends = ending.end.is_some_and(|end| Instant::start_of(end) <= at);
    if ending.is_new_commerce() || !ending.is_ours() || ending.status != Status::Active || !ends {
        return Ok(false);
    }
    let Some(schedule) = of_bundle(act, ending).await? else {
        return Ok(false);
    };
    match outcome(migrate(act, &schedule, at).await)? {
        Ok(made) => {
            let after = schedule.run(Ok(made.id), at);
            save::schedule(act, Some(&schedule), &after, "complete_new_commerce_migration_schedule").await?;
            Ok(true)
        }
        Err(refusal) => {
            fail_schedule(act, &schedule, &refusal, at).await?;
            Ok(false)
        }
    }
}

/// The schedule for the renewal of a subscription, or of one above it that ends on the same day.
async fn of_bundle(act: &mut Act<'_>, ending: &Subscription) -> Result<Option<Schedule>, Halt> {
    let mut at = ending.clone();
    loop {
        let open = migrations::open_schedule(act.tx, &at.customer_id, &at.id).await?;
        if let Some(schedule) = open.filter(|s| s.when == When::Renewal) {
            return Ok(Some(schedule));
        }
        let Some(parent) = at.parent_id.clone() else { return Ok(None) };
        match subscriptions::find(act.tx, &at.customer_id, &parent).await? {
            Some(parent) if parent.end == ending.end && parent.status == Status::Active => at = parent,
            _ => return Ok(None),
        }
    }
}

/// The bid with whole terms: nothing is left of the old one.
pub(super) fn whole(bid: &Bid) -> Bid {
    let full = |wish: &Wish| Wish {
        full_term: true,
        ..wish.clone()
    };
    Bid {
        base: full(&bid.base),
        addons: bid.addons.iter().map(full).collect(),
        reference: bid.reference.clone(),
    }
}

async fn migrate(act: &mut Act<'_>, schedule: &Schedule, at: Instant) -> Result<Migration, Halt> {
    let (customer, partner) = (&schedule.customer_id, &schedule.partner_id);
    let facts = Facts::load(act.tx, customer, partner).await?;
    let (numbers, assortment) = (act.program().on(at.date()), act.assortment.clone());
    let asked = Asked {
        customer,
        partner,
        parts: facts.accept(&whole(&schedule.bid), &Moment::at(at, &numbers, &assortment))?.parts(),
        reference: schedule.bid.reference.clone(),
        schedule: Some(&schedule.id),
        at,
    };
    let mut shop = Shop::of(act, customer, partner.clone(), at, true).await?;
    let bundle = save::decide(act, &mut shop, &facts.subscriptions, &asked.parts, at)?;
    let before = asked.migration(act.guid());
    asked.drop_others(act).await?;
    save::insert(act, &before).await?;
    let order = bundle.order_id.clone();
    let made = save::carry_out(act, &shop, &before, bundle, at).await?;
    let after = before.complete(&order, &made, at);
    save::end(act, &before, &after, at).await?;
    Ok(after)
}
