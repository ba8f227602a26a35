//! Saves a transfer with its next due work and its trail for both partners, and holds or frees its subscriptions.

use crate::{
    act::{Act, Changed},
    halt::Halt,
    subscriptions::save as subscription,
};
use nahtlos_model::{
    subscriptions::{Lock, LockKind, Subscription},
    transfers::{Side, Transfer},
};
use nahtlos_store::{due, subscriptions, transfers};

/// The kind of a transfer's due work.
pub(crate) const DUE: &str = "transfer";

/// Saves a change; `before` is `None` for a new one.
pub(crate) async fn save(act: &mut Act<'_>, before: Option<&Transfer>, after: &Transfer, operation: &'static str) -> Result<(), Halt> {
    match before {
        None => transfers::insert(act.tx, after).await?,
        Some(before) => transfers::update(act.tx, before, after).await?,
    }
    due::set(act.tx, &after.customer_id, DUE, &after.id, after.next_due()).await?;
    for (partner, side) in [(&after.source_id, Side::Source), (&after.target_id, Side::Target)] {
        act.changed(Changed {
            scope: &after.customer_id,
            partner,
            resource: "transfer",
            id: &after.id,
            operation,
            before: before.map(|t| t.seen_by(side)).as_ref(),
            after: Some(&after.seen_by(side)),
        })?;
    }
    Ok(())
}

/// Holds a subscription for a transfer.
pub(super) async fn hold(act: &mut Act<'_>, s: &Subscription, kind: LockKind, holder: &str) -> Result<Subscription, Halt> {
    let lock = Lock {
        kind,
        holder: holder.to_owned(),
        since: act.now,
    };
    let held = s.locked(lock);
    subscription::save(act, Some(s), &held, Vec::new(), "update_subscription").await?;
    Ok(held)
}

/// Frees every subscription that a transfer still holds, and lets its time go on.
pub(super) async fn free(act: &mut Act<'_>, t: &Transfer) -> Result<(), Halt> {
    for id in t.lines.iter().flat_map(|line| line.subscriptions()) {
        let Some(s) = subscriptions::find(act.tx, &t.customer_id, id).await? else {
            continue;
        };
        let Some(free) = s.released(&t.id) else { continue };
        subscription::save(act, Some(&s), &free, Vec::new(), "update_subscription").await?;
        due::set(act.tx, &free.customer_id, subscription::DUE, &free.id, free.next_due()).await?;
    }
    Ok(())
}
