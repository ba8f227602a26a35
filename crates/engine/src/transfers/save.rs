//! Saves a transfer with its next due work and its trail for both partners, and holds or frees its subscriptions.

use crate::{
    act::{Act, Changed},
    halt::Halt,
    notices::{Recipient, Subject, To, of_partner, post},
    subscriptions::save as subscription,
};
use nahtlos_model::{
    customers::profile::is_email,
    subscriptions::{Lock, LockKind, Subscription},
    transfers::{Side, Transfer, notices::Notice},
};
use nahtlos_store::{customers, due, subscriptions, transfers};

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
    match after.notice_since(before).filter(|_| act.inner.notices) {
        Some(notice) => tell(act, after, notice).await,
        None => Ok(()),
    }
}

/// Tells both partners' admin agents and whom the target named at the customer.
async fn tell(act: &mut Act<'_>, t: &Transfer, notice: Notice) -> Result<(), Halt> {
    let subject = Subject::Transfer {
        customer_id: t.customer_id.clone(),
        id: t.id.clone(),
        notice,
    };
    let scope = t.customer_id.as_str();
    let named = t.said.customer_email.as_deref().map(str::trim).filter(|text| is_email(text));
    if let Some((address, customer)) = named.zip(customers::find(act.tx, scope).await?) {
        let person = Recipient {
            address: address.to_owned(),
            name: t.said.customer_name.clone().unwrap_or(customer.company.name),
            language: customer.language,
        };
        post(act, scope, &subject, To::Customer, vec![person]).await?;
    }
    if notice.tells_source() {
        let people = of_partner(act, &t.source_id).await?;
        post(act, scope, &subject, To::Partner, people).await?;
    }
    if notice.tells_target() {
        let people = of_partner(act, &t.target_id).await?;
        post(act, scope, &subject, To::Target, people).await?;
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
