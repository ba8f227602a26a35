//! What time does to a subscription: one step, saved like any change.

use super::save::save;
use crate::{act::Act, halt::Halt};
use nahtlos_model::subscriptions::{Status, due::Times};
use nahtlos_store::{due::Due, subscriptions};

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &Due) -> Result<(), Halt> {
    let Some(before) = subscriptions::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due() != Some(work.at) {
        return Ok(());
    }
    let times = Times {
        program: act.program(),
        assortment: &act.assortment.clone(),
    };
    let decided = before.fall_due(work.at, &times);
    let operation = match (before.status, decided.after.status) {
        (Status::Pending, Status::Active) => "provision_subscription",
        (Status::Active, Status::Active) if before.start != decided.after.start => "renew_subscription",
        (Status::Active, Status::Active) => "bill_subscription",
        _ => "expire_subscription",
    };
    save(act, Some(&before), &decided.after, decided.charges, operation).await
}
