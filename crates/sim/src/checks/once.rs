//! Each outside write at most once: what is about to be done must neither be done nor on its way already.

use super::real::Real;
use crate::{core::Core, world::MOVER};
use nahtlos_engine::Halt;
use nahtlos_model::{
    directory::{LicenseFault, User},
    moves::{
        Move,
        deeds::{Deed, WantedEnd},
    },
    plan::AddLicense,
    subscriptions::{Status, Subscription},
};
use std::collections::BTreeSet;

/// Looks at a deed that is about to be done; `key` names it among those on their way.
pub(crate) async fn before(core: &Core, tenant: usize, of: &Move, (key, deed): (&str, &Deed), real: &Real) -> Result<(), Halt> {
    let twice = match deed {
        _ if is_pending(core, tenant, key, deed) => Some("it was accepted under another key, and is on its way".to_owned()),
        Deed::Order { lines } => lines.iter().find_map(|line| {
            let there = real
                .subscriptions
                .iter()
                .find(|s| s.friendly_name.ends_with(&line.mark) && s.status != Status::Deleted);
            there.map(|s| format!("{} was ordered already as {}", line.purchase, s.id))
        }),
        Deed::SetEnd { subscription, end } => real
            .subscription(subscription)
            .filter(|s| is_set(s, end))
            .map(|s| format!("the end of {} is set so already", s.id)),
        Deed::Cancel { subscription } => real
            .subscription(subscription)
            .filter(|s| matches!(s.status, Status::Deleted | Status::Disabled))
            .map(|s| format!("{} is cancelled already", s.id)),
        Deed::Suspend { subscription } => real
            .subscription(subscription)
            .filter(|s| s.status == Status::Suspended)
            .map(|s| format!("{} is suspended already", s.id)),
        Deed::Swap {
            users,
            group: None,
            remove,
            add,
        } => {
            let user = |id: &&String| real.users.iter().find(|user| user.id.eq_ignore_ascii_case(id));
            let made = users.iter().find(|id| user(id).is_some_and(|user| is_made(user, remove, add)));
            made.map(|id| format!("the licences of {id} are changed already"))
        }
        _ => relation(core, tenant, of, deed).await?,
    };
    if let Some(why) = twice {
        core.found("once", format!("c{tenant}: {} is done a second time: {why}", deed.kind()));
    }
    Ok(())
}

/// Whether the same was accepted before under another key; the service knows a key again.
fn is_pending(core: &Core, tenant: usize, key: &str, deed: &Deed) -> bool {
    core.know(tenant, |known| known.pending.get(&name(deed)).is_some_and(|before| before != key))
}

/// What a deed is, whatever its key.
pub(crate) fn name(deed: &Deed) -> String {
    serde_json::to_string(deed).unwrap_or_default()
}

fn is_set(s: &Subscription, end: &WantedEnd) -> bool {
    match end {
        WantedEnd::Renew => s.auto_renew && s.scheduled.is_none(),
        WantedEnd::Change {
            offer,
            term,
            billing,
            seats,
            until,
        } => s.scheduled.as_ref().is_some_and(|next| {
            let same = next.offer.eq_ignore_ascii_case(&offer.0) && next.term == *term && next.cycle == *billing;
            same && next.quantity == i64::from(*seats) && next.custom_end == *until && s.auto_renew
        }),
        WantedEnd::Stop { action } => !s.auto_renew && s.end_action == *action,
    }
}

fn is_made(user: &User, remove: &[nahtlos_model::ids::SkuId], add: &[AddLicense]) -> bool {
    let held: Vec<_> = user
        .licences
        .iter()
        .filter(|held| held.fault == LicenseFault::None && held.group.is_none())
        .collect();
    let same = |a: &[nahtlos_model::ids::ServicePlanId], b: &[nahtlos_model::ids::ServicePlanId]| {
        a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
    };
    let gone = remove.iter().all(|sku| user.licences.iter().all(|held| held.sku != *sku));
    let given = add.iter().all(|add| {
        held.iter()
            .any(|held| held.sku == add.sku_id && same(&held.disabled, &add.disabled_plans))
    });
    gone && given
}

/// Requests and rights.
async fn relation(core: &Core, tenant: usize, of: &Move, deed: &Deed) -> Result<Option<String>, Halt> {
    let customer = &core.tenants[tenant];
    let mut tx = core.store.reader().await?;
    Ok(match deed {
        Deed::Invite { .. } => {
            let all = nahtlos_store::invitations::page(&mut tx, MOVER, "~", 100).await?;
            let open = all
                .iter()
                .find(|one| one.customer_domain.as_ref() == Some(&customer.domain) && one.sent.is_some() && one.is_open());
            open.map(|one| format!("the invitation {} is open", one.id))
        }
        Deed::RequestRights { .. } => {
            let all = nahtlos_store::delegations::page_of(&mut tx, MOVER, &customer.id, "", 100).await?;
            let short = &of.id[of.id.len().saturating_sub(8)..];
            let open = |one: &&nahtlos_model::delegations::Delegation| {
                use nahtlos_model::delegations::DelegationStatus::{Activating, Active, ApprovalPending, Approved};
                one.display_name.ends_with(short) && matches!(one.status, ApprovalPending | Approved | Activating | Active)
            };
            all.iter().find(open).map(|one| format!("the request {} is there", one.id))
        }
        Deed::AssignRights { relationship, .. } => {
            let all = nahtlos_store::delegations::assignments(&mut tx, MOVER, relationship).await?;
            all.iter()
                .find(|one| one.is_live())
                .map(|one| format!("the assignment {} is there", one.id))
        }
        Deed::ConfirmAgreement { .. } => {
            let all = nahtlos_store::agreements::list(&mut tx, &customer.id).await?;
            all.first().map(|one| format!("the agreement {} is there", one.id))
        }
        Deed::RequestTransfer { owner, .. } => {
            let open = nahtlos_store::transfers::open(&mut tx, &customer.id, owner, MOVER).await?;
            open.map(|one| format!("the transfer {} is open", one.id))
        }
        _ => None,
    })
}
