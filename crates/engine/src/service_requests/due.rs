//! Silence closes a request: the partner was asked and said nothing for some days.

use super::save;
use crate::{act::Act, halt::Halt};
use nahtlos_store::{due, service_requests};

/// The kind of a request's due work; its scope is the partner.
pub(crate) const DUE: &str = "supportSilence";

/// What was answered or changed in between is left alone; late work closes at the time it was due.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = service_requests::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due(act.program()) != Some(work.at) {
        return Ok(());
    }
    save(act, Some(&before), &before.fall_silent(work.at), &[]).await
}
