//! The work on an accepted transfer, and what time does to one: group by group it goes over or fails, and what was held is freed.

use super::{
    mishaps::{About, Mishap},
    moving::{self, Group},
    save::{DUE, free, save},
};
use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    customers::Relationship,
    orders::Order,
    transfers::{Failure, Fate, Line, Status, Transfer},
};
use nahtlos_store::{
    agreements, customers,
    due::{self, Due},
    transfers,
};
use std::collections::BTreeMap;

/// What falls due of a transfer: its work, or its end without an answer.
pub(crate) async fn fall_due(act: &mut Act<'_>, due: &Due) -> Result<(), Halt> {
    let Some(before) = transfers::find(act.tx, &due.scope, &due.subject).await? else {
        return Ok(());
    };
    match before.status {
        Status::InProgress => {
            let given_up = before.give_up_at(&act.numbers()).is_some_and(|at| at <= act.now);
            if given_up {
                return end(act, &before, &before, &BTreeMap::new()).await.map(|_| ());
            }
            match waits(act, &before) {
                Some(ms) => Ok(due::set(act.tx, &before.customer_id, DUE, &before.id, Some(act.now.plus_ms(ms.max(1)))).await?),
                None => work(act, &before, &before).await.map(|_| ()),
            }
        }
        Status::Active | Status::Created if before.next_due() == Some(due.at) => {
            let after = before.expire(due.at);
            free(act, &after).await?;
            save(act, Some(&before), &after, "update_transfer").await
        }
        _ => Ok(()),
    }
}

fn mishap(act: &Act<'_>, t: &Transfer, line: &Line) -> Option<Mishap> {
    let about = About {
        customer_id: &t.customer_id,
        transfer_id: &t.id,
        source_id: &t.source_id,
        target_id: &t.target_id,
        line: line.number,
        subscription_id: &line.subscription_id,
    };
    act.inner.mishaps.read().iter().find_map(|port| port.of_line(about))
}

fn waits(act: &Act<'_>, t: &Transfer) -> Option<i64> {
    let asked = t.lines.iter().filter_map(|line| mishap(act, t, line));
    asked.filter_map(|m| if let Mishap::Wait(ms) = m { Some(ms) } else { None }).max()
}

/// Works on every group of an accepted transfer; the transfer as it ended, and the orders at the target. One group never touches another.
pub(super) async fn work(act: &mut Act<'_>, before: &Transfer, accepted: &Transfer) -> Result<(Transfer, Vec<Order>), Halt> {
    let refused = target_fails(act, accepted).await?;
    let (mut fates, mut orders) = (BTreeMap::new(), Vec::new());
    for line in &accepted.lines {
        let fate = match (&refused, mishap(act, accepted, line)) {
            (Some(failure), _) => Fate::Failed(failure.clone()),
            (None, Some(Mishap::Refuse(failure))) => Fate::Failed(failure),
            (None, _) => {
                let group = Group { transfer: accepted, line };
                match moving::move_group(act, group).await? {
                    Ok((order, subscriptions)) => {
                        let order_id = order.id.clone();
                        orders.push(order);
                        Fate::Moved { order_id, subscriptions }
                    }
                    Err(failure) => Fate::Failed(failure),
                }
            }
        };
        fates.insert(line.group.unwrap_or(line.number), fate);
    }
    let ended = end(act, before, accepted, &fates).await?;
    Ok((ended, orders))
}

async fn end(act: &mut Act<'_>, before: &Transfer, accepted: &Transfer, fates: &BTreeMap<i64, Fate>) -> Result<Transfer, Halt> {
    let after = accepted.settle(fates, act.now);
    free(act, &after).await?;
    let operation = if after.status == Status::Failed {
        "fail_transfer"
    } else {
        "complete_transfer"
    };
    save(act, Some(before), &after, operation).await?;
    Ok(after)
}

/// Why the target may not sell to the customer (any more).
async fn target_fails(act: &mut Act<'_>, t: &Transfer) -> Result<Option<Failure>, Halt> {
    let relationship = customers::relationship(act.tx, &t.customer_id, &t.target_id).await?;
    let failed = |text: &str| {
        Some(Failure {
            code: 900_103,
            text: text.to_owned(),
        })
    };
    if !relationship.as_ref().is_some_and(Relationship::is_active) {
        return Ok(failed("The target partner has no relationship with the customer."));
    }
    if agreements::list(act.tx, &t.customer_id).await?.is_empty() {
        return Ok(failed("The customer has not accepted the customer agreement."));
    }
    Ok(None)
}
