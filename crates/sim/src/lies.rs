//! The breakages that stand on the wire: what a broken mover would send, believe or see. Without one, everything passes as it is.

use crate::{
    agenda::Event,
    breaks::Break,
    core::Core,
    world::shops::{Elsewhere, happen},
};
use nahtlos_engine::Halt;
use nahtlos_model::{
    moves::{
        Move,
        deeds::Deed,
        sight::{PersonSeen, Sight},
    },
    plan::AddLicense,
    subscriptions::Status,
};
use nahtlos_store::{StoreError, Transaction, Tx};
use parking_lot::Mutex;
use std::{collections::BTreeMap, sync::Arc};

/// What broken movers remember.
#[derive(Debug, Default)]
pub(crate) struct Lies {
    /// Who held what when it was first seen.
    people: Mutex<BTreeMap<String, Vec<PersonSeen>>>,
    /// Licences that are given later.
    later: Mutex<Vec<Vec<AddLicense>>>,
}

impl Lies {
    /// What is seen.
    pub(crate) fn look(&self, core: &Core, of: &Move, sight: &mut Sight) {
        if core.is_broken(Break::StaleSight)
            && let Some(seen) = sight.people.as_mut().and_then(|seen| seen.value.as_mut())
        {
            let mut first = self.people.lock();
            let first = first.entry(of.id.clone()).or_insert_with(|| seen.clone());
            // Only who was changed by hand is seen as they were; the move's own changes are seen.
            let ours = core.know(core.number(&of.customer.tenant_id), |known| known.wish.drifted);
            if ours {
                seen.clone_from(first);
            } else {
                first.clone_from(seen);
            }
        }
        let Some(subscriptions) = sight.subscriptions.as_mut() else {
            return;
        };
        if core.is_broken(Break::ForgetsWatch) {
            let today = core.now().date();
            subscriptions
                .value
                .retain(|s| s.own || s.start.is_none_or(|start| start < today) || s.status != Status::Active);
        }
    }

    /// What is sent.
    pub(crate) fn deed(&self, core: &Core, deed: &Deed) -> Deed {
        let mut deed = deed.clone();
        match &mut deed {
            Deed::Order { lines } if core.is_broken(Break::OneSeatFewer) => {
                for line in lines.iter_mut().filter(|line| line.seats > 1) {
                    line.seats -= 1;
                }
            }
            Deed::Swap { add, .. } if core.is_broken(Break::IgnoresDisabled) => add.iter_mut().for_each(|add| add.disabled_plans.clear()),
            Deed::Swap { add, .. } if core.is_broken(Break::RemovesFirst) && !add.is_empty() => {
                self.later.lock().push(std::mem::take(add));
            }
            _ => {}
        }
        deed
    }

    /// What is done besides.
    pub(crate) async fn after(&self, core: &Core, (of, tenant, key): (&Move, usize, &str), deed: &Deed) -> Result<(), Halt> {
        if core.is_broken(Break::EndsEarly) && matches!(deed, Deed::Order { .. }) {
            for original in &core.tenants[tenant].estate.subscriptions {
                let subscription = of.in_tenant(&original.id).to_ascii_lowercase();
                let what = Elsewhere::Cancel { subscription };
                happen(&core.store, &of.customer.tenant_id, what, core.now()).await?;
            }
        }
        if core.is_broken(Break::RemovesFirst)
            && let Deed::Swap { users, group, .. } = deed
            && let Some(add) = self.later.lock().pop()
        {
            let later = Deed::Swap {
                users: users.clone(),
                group: group.clone(),
                remove: Vec::new(),
                add,
            };
            let of = Box::new(of.clone());
            let key = key.to_owned();
            core.put(
                60_000,
                Event::Deferred {
                    tenant,
                    of,
                    key,
                    deed: later,
                },
            );
        }
        if core.is_broken(Break::ForgetsEntry) && matches!(deed, Deed::Order { .. }) {
            forget_entry(core, tenant).await?;
        }
        Ok(())
    }
}

/// A process that has lost the last entry writes the move as if it had never been.
async fn forget_entry(core: &Core, tenant: usize) -> Result<(), Halt> {
    let Some(before) = core.of(tenant).await? else { return Ok(()) };
    let mut after = before.clone();
    (after.entries, after.version) = (before.entries - 1, before.version + 1);
    core.store.transact(Arc::new(Forget { before, after })).await?;
    Ok(())
}

#[derive(Debug)]
struct Forget {
    before: Move,
    after: Move,
}

impl Transaction for Forget {
    type Out = ();
    type Err = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        nahtlos_store::moves::update(tx, self.before.version, &self.after, nahtlos_store::moves::ANY).await
    }
}
