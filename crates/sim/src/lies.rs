//! The breakages that stand on the wire: what a broken mover would send, believe or see. Without one, everything passes as it is.

use crate::{agenda::Event, breaks::Break, core::Core, world::MOVER};
use nahtlos_engine::{
    Halt,
    moves::{local::Local, target::Target},
};
use nahtlos_model::{
    moves::{
        Move,
        deeds::{Deed, Outcome},
        sight::{PersonSeen, Sight},
    },
    subscriptions::Status,
};
use nahtlos_store::{Store, StoreError, Transaction, Tx};
use parking_lot::Mutex;
use std::{
    collections::BTreeMap,
    sync::Arc,
};

/// What broken movers remember.
#[derive(Debug, Default)]
pub(crate) struct Lies {
    /// Who held what when it was first seen.
    people: Mutex<BTreeMap<String, Vec<PersonSeen>>>,
    /// Deeds that were believed to be done.
    believed: Mutex<Vec<Deed>>,
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
        let Some(subscriptions) = sight.subscriptions.as_mut() else { return };
        if core.is_broken(Break::ForgetsWatch) {
            let today = core.now().date();
            subscriptions.value.retain(|s| s.own || s.start.is_none_or(|start| start < today) || s.status != Status::Active);
        }
        if core.is_broken(Break::CountsPending) {
            for s in subscriptions.value.iter_mut().filter(|s| s.status == Status::Pending) {
                s.status = Status::Active;
            }
            if let Some(pools) = sight.pools.as_mut() {
                pools.value.clear();
            }
        }
    }

    /// What is sent.
    pub(crate) fn deed(&self, core: &Core, tenant: usize, deed: &Deed) -> Deed {
        let mut deed = deed.clone();
        match &mut deed {
            Deed::Order { lines } if core.is_broken(Break::OneSeatFewer) => {
                for line in lines.iter_mut().filter(|line| line.seats > 1) {
                    line.seats -= 1;
                }
            }
            Deed::Swap { add, .. } if core.is_broken(Break::IgnoresDisabled) => add.iter_mut().for_each(|add| add.disabled_plans.clear()),
            Deed::Swap { add, .. } if core.is_broken(Break::RemovesFirst) => {
                let _ = tenant;
                add.clear();
            }
            _ => {}
        }
        deed
    }

    /// What is done besides.
    pub(crate) async fn after(&self, core: &Core, local: &Local, of: &Move, tenant: usize, deed: &Deed) -> Result<(), Halt> {
        if core.is_broken(Break::EndsEarly) && matches!(deed, Deed::Order { .. }) {
            let estate = &core.tenants[tenant].estate;
            for original in &estate.subscriptions {
                let subscription = of.in_tenant(&original.id).to_ascii_lowercase();
                let cancel = Deed::Cancel {
                    subscription: subscription.clone(),
                };
                let what = crate::world::shops::Elsewhere::Cancel { subscription };
                local.act(of, "early", &cancel).await;
                crate::world::shops::happen(&core.store, &of.customer.tenant_id, what, core.now()).await?;
            }
        }
        Ok(())
    }

    /// What is made of an answer that never came.
    pub(crate) fn unanswered(&self, core: &Core, _of: &Move, deed: &Deed, outcome: Outcome) -> Outcome {
        if core.is_broken(Break::Believes) {
            self.believed.lock().push(deed.clone());
        }
        outcome
    }

    /// Whoever holds a move holds it no longer.
    pub(crate) async fn forget_leases(&self, core: &Core) -> Result<(), Halt> {
        for (node, tenant) in crate::course::NODES.iter().flat_map(|node| (0..core.tenants.len()).map(move |tenant| (node, tenant))) {
            let id = core.know(tenant, |known| known.move_id.clone());
            free(&core.store, &id, node).await?;
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Free {
    id: String,
    node: String,
}

impl Transaction for Free {
    type Out = ();
    type Err = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        nahtlos_store::moves::free(tx, MOVER, &self.id, &self.node).await
    }
}

async fn free(store: &Store, id: &str, node: &str) -> Result<(), StoreError> {
    let (id, node) = (id.to_owned(), node.to_owned());
    store.transact(Arc::new(Free { id, node })).await
}

/// Unused outside of breakages: the agenda is for what comes later.
pub(crate) fn later(core: &Core, event: Event) {
    core.put(60_000, event);
}
