//! Channel transfers: scheduled, changed, begun, bought on their day, watched until what they replace has ended.

mod buy;
pub(crate) mod due;
mod read;
mod schedule;

pub use read::Source;
pub use schedule::{CancelChannelTransfer, ChangeChannelTransfer, Planned, ScheduleChannelTransfer, StartChannelTransfer};

use crate::{
    act::{Act, Changed},
    halt::Halt,
    subscriptions::save as subscription,
};
use nahtlos_model::{
    channel_transfers::{ChannelTransfer, LineStatus},
    instants::Instant,
    refusals::{Code, Refusal},
    subscriptions::{Lock, LockKind},
};
use nahtlos_store::{channel_transfers, due as work, subscriptions};

/// One of the caller's.
async fn load(act: &mut Act<'_>, customer: &str, id: &str) -> Result<ChannelTransfer, Halt> {
    let id = id.to_ascii_lowercase();
    let found = channel_transfers::find(act.tx, customer, &id).await?;
    let own = found.filter(|t| t.partner_id == act.call.actor.tenant_id);
    own.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id).into())
}

/// Saves one with its next due work, its hold on its sources, and its trail; `before` is `None` for a new one.
async fn save(
    act: &mut Act<'_>,
    before: Option<&ChannelTransfer>,
    after: &ChannelTransfer,
    due: Option<Instant>,
    operation: &'static str,
) -> Result<(), Halt> {
    match before {
        None => channel_transfers::insert(act.tx, after).await?,
        Some(before) => channel_transfers::update(act.tx, before, after).await?,
    }
    work::set(act.tx, &after.customer_id, due::DUE, &after.id, due).await?;
    hold(act, before, after).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "channel_transfer",
        id: &after.id,
        operation,
        before,
        after: Some(after),
    })
}

/// A source is held while its line may still be bought or watched, and free afterwards.
async fn hold(act: &mut Act<'_>, before: Option<&ChannelTransfer>, after: &ChannelTransfer) -> Result<(), Halt> {
    let held = |t: &ChannelTransfer| -> Vec<String> {
        let lines = t
            .lines
            .iter()
            .filter(|l| t.is_open() && !l.is_done() && l.status != LineStatus::Replaced);
        lines.map(|l| l.source_id.clone()).collect()
    };
    let (was, is) = (before.map(held).unwrap_or_default(), held(after));
    for id in was
        .iter()
        .filter(|id| !is.contains(id))
        .chain(is.iter().filter(|id| !was.contains(id)))
    {
        let Some(s) = subscriptions::find(act.tx, &after.customer_id, id).await? else {
            continue;
        };
        let next = match is.contains(id) {
            true => Some(s.locked(Lock {
                kind: LockKind::ChannelTransfer,
                holder: after.id.clone(),
                since: act.now,
            })),
            false => s.released(&after.id),
        };
        if let Some(next) = next {
            subscription::save(act, Some(&s), &next, Vec::new(), "update_subscription").await?;
        }
    }
    Ok(())
}
