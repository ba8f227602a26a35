//! Lines of a checklist whose day has come. A line that cannot be carried out has failed, with its reason; the others go on.

use super::{arm::arm, open::seen, save};
use crate::{act::Act, halt::Halt};
use nahtlos_model::{departures::LineStatus, orders::LineError};
use nahtlos_store::{departures, due::Due};

/// The kind of a departure's due work.
pub(crate) const DUE: &str = "departure";

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = departures::by_id(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due() != Some(work.at) {
        return Ok(());
    }
    let mut after = before.clone();
    while let Err((at, refusal)) = arm(act, &mut after).await? {
        after.lines[at].status = LineStatus::Failed;
        after.lines[at].problem = Some(LineError::from(&refusal));
    }
    let mut after = seen(after, act).await?;
    after.version += 1;
    save(act, Some(&before), &after, "update_departure").await
}
