//! Before anything is done to an original: may it end already?

use super::real::Real;
use crate::core::Core;
use nahtlos_model::{
    estate::Treatment,
    moves::{
        Move,
        deeds::{Deed, WantedEnd},
    },
    plan::Plan,
};

/// Looks at a deed that is about to be done.
pub(crate) fn before(core: &Core, tenant: usize, of: &Move, plan: Option<&Plan>, deed: &Deed, real: &Real) {
    let (subscription, at_once) = match deed {
        Deed::Cancel { subscription } | Deed::Suspend { subscription } => (subscription, true),
        Deed::SetEnd {
            subscription,
            end: WantedEnd::Stop { .. },
        } => (subscription, false),
        _ => return,
    };
    let estate = &core.tenants[tenant].estate;
    let Some(original) = estate
        .subscriptions
        .iter()
        .find(|s| of.in_tenant(&s.id).eq_ignore_ascii_case(subscription))
    else {
        return;
    };
    // What goes over to the mover does not end.
    if original.treatment() != Treatment::Replace {
        return;
    }
    // What can be undone until the end may be chosen early where the deadline demands it.
    let deadline = plan.and_then(|plan| {
        let end = plan.originals.iter().find(|end| end.subscription_id == original.id);
        end.and_then(|end| end.deadline)
    });
    if !at_once && deadline.is_some_and(|deadline| deadline <= core.now().date()) {
        return;
    }
    let pools = real.pools_without(&[subscription.as_str()]);
    let pool = pools.get(&original.sku_id).copied().unwrap_or_default();
    let taken = core.know(tenant, |known| known.wish.taken.get(&original.sku_id).copied().unwrap_or(0));
    if pool.held - taken > pool.enabled {
        let name = crate::world::catalogue::name(original.sku_id);
        core.found(
            "ends",
            format!(
                "c{tenant}: {subscription} is about to end, and without it {} of {name} are held on {} seats",
                pool.held, pool.enabled
            ),
        );
    }
}
