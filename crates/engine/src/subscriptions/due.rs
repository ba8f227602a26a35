//! What time does to a subscription: one step, saved like any change.

use super::save::{save, save_moving};
use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    instants::Instant,
    orders::OrderStatus,
    subscriptions::{Decided, Status, Subscription, due::Times},
    transitions::conflicts,
};
use nahtlos_store::{due::Due, orders, subscriptions};

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = subscriptions::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    // While it is being handed over its time stands still: whoever has it afterwards makes up for it.
    if before.next_due() != Some(work.at) || before.stands_still(work.at) {
        return Ok(());
    }
    let times = Times {
        program: act.program(),
        assortment: &act.assortment.clone(),
    };
    let decided = match renews_in_vain(act, &before, work.at).await? {
        true => Subscription {
            auto_renew: false,
            ..before.clone()
        }
        .fall_due(work.at, &times),
        false => before.fall_due(work.at, &times),
    };
    let operation = match (before.status, decided.after.status) {
        (Status::Pending, Status::Active) => "provision_subscription",
        (Status::Active, Status::Active) if before.start != decided.after.start => "renew_subscription",
        (Status::Active, Status::Active) => "bill_subscription",
        _ => "expire_subscription",
    };
    save_due(act, &before, decided.clone(), operation).await?;
    match (before.status, decided.after.status) {
        (Status::Pending, Status::Active) => complete_order(act, &decided.after, work.at).await,
        _ => Ok(()),
    }
}

/// A renewal into another licence takes its holders along where nothing else changes and it is clear whose they are; where seats change
/// with it, they are moved by hand (Partner Center, changes scheduled for renewal).
async fn save_due(act: &mut Act<'_>, before: &Subscription, decided: Decided, operation: &'static str) -> Result<(), Halt> {
    let after = &decided.after;
    let other = before.licence != after.licence && before.quantity == after.quantity;
    if other
        && !conflicts(
            before,
            after.licence,
            &subscriptions::list(act.tx, &before.customer_id).await?,
            &act.assortment,
        )
    {
        save_moving(act, before, after, decided.charges, operation).await?;
        return Ok(());
    }
    save(act, Some(before), after, decided.charges, operation).await
}

/// Whether a legacy add-on would renew although its base does not go on. The two end at one instant and fall due side by side, so the
/// base may have been decided on or not.
async fn renews_in_vain(act: &mut Act<'_>, s: &Subscription, at: Instant) -> Result<bool, Halt> {
    let ends = |s: &Subscription| s.end.is_some_and(|end| Instant::start_of(end) <= at);
    let Some(parent) = s.parent_id.as_ref().filter(|_| s.auto_renew && ends(s)) else {
        return Ok(false);
    };
    let parent = subscriptions::find(act.tx, &s.customer_id, parent).await?;
    Ok(!parent.is_some_and(|p| p.status == Status::Active && (p.auto_renew || !ends(&p))))
}

/// An order is fulfilled with the last of its subscriptions. Lines bought together fall due at one instant, side by side, so it is
/// their times that count and not their states.
async fn complete_order(act: &mut Act<'_>, provisioned: &Subscription, at: Instant) -> Result<(), Halt> {
    let (Some(order), Some(partner)) = (&provisioned.order_id, &provisioned.partner_id) else {
        return Ok(());
    };
    let customer = &provisioned.customer_id;
    let Some(before) = orders::find(act.tx, customer, partner, order).await? else {
        return Ok(());
    };
    let all = subscriptions::by_order(act.tx, customer, order).await?;
    if before.status != OrderStatus::Pending || all.iter().any(|s| s.provisioned > at) {
        return Ok(());
    }
    let mut after = before.clone();
    after.status = OrderStatus::Completed;
    after.version += 1;
    orders::update(act.tx, &before, &after).await?;
    act.changed(Changed {
        scope: customer,
        partner,
        resource: "order",
        id: order,
        operation: "update_order",
        before: Some(&before),
        after: Some(&after),
    })
}
