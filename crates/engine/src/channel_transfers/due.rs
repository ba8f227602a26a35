//! A channel transfer whose day has come: it buys, tries again, or looks whether what it replaces has ended.

use super::{buy, save};
use crate::{act::Act, halt::Halt};
use nahtlos_model::channel_transfers::LineStatus;
use nahtlos_store::{channel_transfers, due::Due};

/// The kind of a channel transfer's due work.
pub(crate) const DUE: &str = "channelTransfer";

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = channel_transfers::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if !before.is_open() {
        return Ok(());
    }
    let after = buy::step(act, before.clone()).await?;
    let failed = after.lines.iter().any(|l| l.status == LineStatus::Failed);
    let operation = if failed {
        "fail_channel_transfer"
    } else {
        "update_channel_transfer"
    };
    let due = after.next_due(act.now.date());
    save(act, Some(&before), &after, due, operation).await
}
