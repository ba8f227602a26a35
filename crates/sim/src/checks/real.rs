//! A tenant as it is in the database, whoever may see what of it.

use crate::core::Core;
use nahtlos_engine::Halt;
use nahtlos_model::{
    directory::User,
    ids::SkuId,
    subscriptions::{Status, Subscription},
};
use std::collections::{BTreeMap, BTreeSet};

/// A tenant.
#[derive(Debug, Clone)]
pub(crate) struct Real {
    pub(crate) users: Vec<User>,
    /// Those who need something: no plan has seats for others.
    needy: BTreeSet<String>,
    pub(crate) subscriptions: Vec<Subscription>,
}

/// Seats and holders of a licence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pool {
    /// Seats of subscriptions that run; those in grace are none.
    pub(crate) enabled: i64,
    /// Users who need something, and hold it.
    pub(crate) held: i64,
}

impl Real {
    pub(crate) async fn of(core: &Core, tenant: usize) -> Result<Self, Halt> {
        let mut tx = core.store.reader().await?;
        let id = &core.tenants[tenant].id;
        let needy = core.know(tenant, |known| {
            let needs = known.wish.needs.iter().filter(|(_, need)| !need.is_empty());
            needs.map(|(id, _)| id.clone()).collect()
        });
        Ok(Self {
            needy,
            users: nahtlos_store::directory::users(&mut tx, id, false, "", 10_000).await?,
            subscriptions: nahtlos_store::subscriptions::list(&mut tx, id).await?,
        })
    }

    pub(crate) fn pools(&self) -> BTreeMap<SkuId, Pool> {
        self.pools_without(&[])
    }

    /// As if some subscriptions were not there.
    pub(crate) fn pools_without(&self, gone: &[&str]) -> BTreeMap<SkuId, Pool> {
        let mut all: BTreeMap<SkuId, Pool> = BTreeMap::new();
        for s in self
            .subscriptions
            .iter()
            .filter(|s| s.status == Status::Active && !gone.contains(&s.id.as_str()))
        {
            all.entry(s.licence).or_default().enabled += s.quantity;
        }
        for user in self.users.iter().filter(|user| self.needy.contains(&user.id)) {
            for sku in user.seats() {
                all.entry(sku).or_default().held += 1;
            }
        }
        all
    }

    pub(crate) fn subscription(&self, id: &str) -> Option<&Subscription> {
        self.subscriptions.iter().find(|s| s.id.eq_ignore_ascii_case(id))
    }
}
