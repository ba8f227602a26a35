//! Saves what was decided of a subscription: its row, the ledger, the tenant's seats, the next due work, the trail.
//!
//! Used by every use case that touches a subscription, so that none can forget one of them.

use crate::{
    act::{Act, Changed},
    halt::Halt,
    licenses::transfer::{Holders, NotMoved, transfer},
};
use nahtlos_model::{
    charges::Charge,
    customers::Pool,
    licenses::Replacement,
    subscriptions::{Status, Subscription, seat_moves},
};
use nahtlos_store::{charges, directory, due, licenses, subscriptions};

/// The kind of a subscription's due work.
pub(crate) const DUE: &str = "subscription";

/// Saves a change; `before` is `None` for a new one. Holders of a licence whose last seats go lose it.
pub(crate) async fn save(
    act: &mut Act<'_>,
    before: Option<&Subscription>,
    after: &Subscription,
    lines: Vec<Charge>,
    operation: &'static str,
) -> Result<(), Halt> {
    write(act, before, after, lines).await?;
    leave(act, before, after, operation).await
}

/// Saves a change to another licence, and moves the holders of the one to the other between the coming of seats and the going of
/// seats. Answers with those who could not be moved.
pub(crate) async fn save_moving(
    act: &mut Act<'_>,
    before: &Subscription,
    after: &Subscription,
    lines: Vec<Charge>,
    operation: &'static str,
) -> Result<Vec<NotMoved>, Halt> {
    write(act, Some(before), after, lines).await?;
    let what = Replacement {
        from: before.licence,
        to: after.licence,
    };
    let failed = transfer(act, &after.customer_id, what, Holders::All).await?;
    leave(act, Some(before), after, operation).await?;
    Ok(failed)
}

/// Row, ledger, seats, due work.
async fn write(act: &mut Act<'_>, before: Option<&Subscription>, after: &Subscription, lines: Vec<Charge>) -> Result<(), Halt> {
    match before {
        None => subscriptions::insert(act.tx, after).await?,
        Some(before) => subscriptions::update(act.tx, before, after).await?,
    }
    let partner = after.partner_id.clone().unwrap_or_default();
    for charge in lines {
        let line = charges::Line {
            id: act.ordered_id(),
            subscription_id: after.id.clone(),
            order_id: after.order_id.clone().unwrap_or_default(),
            at: act.now,
            charge,
        };
        charges::insert(act.tx, &after.customer_id, &partner, &line).await?;
    }
    for (sku, state, seats) in seat_moves(before, Some(after)) {
        licenses::add_seats(act.tx, &after.customer_id, sku, state, seats).await?;
    }
    if before.is_none_or(|b| b.next_due() != after.next_due()) {
        due::set(act.tx, &after.customer_id, DUE, &after.id, after.next_due()).await?;
    }
    Ok(())
}

/// What a licence without seats leaves behind, and the trail.
async fn leave(act: &mut Act<'_>, before: Option<&Subscription>, after: &Subscription, operation: &'static str) -> Result<(), Halt> {
    let partner = after.partner_id.clone().unwrap_or_default();
    let gone = |b: &&Subscription| b.licence != after.licence || after.status == Status::Deleted && b.status != Status::Deleted;
    if let Some(gone) = before.filter(gone) {
        release_if_gone(act, gone).await?;
    }
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &partner,
        resource: "subscription",
        id: &after.id,
        operation,
        before,
        after: Some(after),
    })
}

/// When the last seats of a licence are gone, nobody holds it any more.
async fn release_if_gone(act: &mut Act<'_>, gone: &Subscription) -> Result<(), Halt> {
    let tenant = gone.customer_id.clone();
    let left = licenses::pools(act.tx, &tenant)
        .await?
        .get(&gone.licence)
        .copied()
        .unwrap_or_default();
    if (Pool { consumed: 0, ..left }) != Pool::default() {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let page = licenses::holders(act.tx, &tenant, gone.licence, &after, 500).await?;
        let Some(last) = page.last().cloned() else { break };
        for id in page {
            licenses::give_back(act.tx, &tenant, gone.licence, &id).await?;
            if let Some(user) = directory::user(act.tx, &tenant, &id).await? {
                let mut without = user.clone();
                without.licences.retain(|h| h.sku != gone.licence);
                without.version += 1;
                directory::update_user(act.tx, &user, &without).await?;
            }
        }
        after = last;
    }
    Ok(licenses::forget(act.tx, &tenant, gone.licence).await?)
}
