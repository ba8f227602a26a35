//! Loads many customers at once: their rows in statements of many rows, one transaction per call, one audit entry per customer.
//!
//! For installations that take over another system's data, and for benchmarks. What it loads is taken as true: nothing is decided.

use crate::{Engine, halt::Halt, inner::Inner};
use nahtlos_model::{
    audit::Entry,
    customers::{Customer, Pool, Relationship},
    directory::User,
    ids::SkuId,
    subscriptions::{SeatState, Subscription},
};
use nahtlos_store::{
    StoreError, Transaction, Tx, audit, customers, directory,
    due::{self, Due},
    licenses, subscriptions,
};
use std::{collections::BTreeMap, sync::Arc};

/// Customers with what they have.
#[derive(Debug, Clone, Default)]
pub struct Bulk {
    /// Customers, each with its relationship to one partner.
    pub customers: Vec<(Customer, Relationship)>,
    /// Their subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Their users with licences.
    pub users: Vec<User>,
}

/// A load whose rows are made: the writer is everybody's, and only writes.
struct Load {
    inner: Arc<Inner>,
    customers: Vec<(Customer, Relationship)>,
    subscriptions: subscriptions::Many,
    users: directory::Many,
    pools: Vec<(String, SkuId, Pool)>,
    holders: Vec<Held>,
    due: Vec<Due>,
}

impl Load {
    fn of(inner: &Arc<Inner>, bulk: Bulk) -> Result<Self, StoreError> {
        let (pools, holders) = pools(&bulk);
        let mut due: Vec<Due> = bulk.subscriptions.iter().filter_map(due_of).collect();
        // As they are taken one day: what is next to each other is written next to each other.
        due.sort_by(|a, b| (a.at, a.bucket, &a.id).cmp(&(b.at, b.bucket, &b.id)));
        Ok(Self {
            inner: Arc::clone(inner),
            customers: bulk.customers,
            subscriptions: subscriptions::Many::of(bulk.subscriptions)?,
            users: directory::Many::of(bulk.users)?,
            pools,
            holders,
            due,
        })
    }
}

impl Transaction for Load {
    type Out = ();
    type Err = Halt;
    const LARGE: bool = true;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        customers::insert_many(tx, &self.customers).await?;
        subscriptions::insert_many(tx, &self.subscriptions).await?;
        directory::insert_users(tx, &self.users).await?;
        licenses::load(tx, &self.pools, &self.holders).await?;
        due::insert_many(tx, &self.due).await?;
        let now = self.inner.clock.now();
        for (customer, relationship) in &self.customers {
            let entry = Entry {
                partner_id: relationship.partner_id.clone(),
                actor_tenant: relationship.partner_id.clone(),
                user: String::new(),
                application: "setup".to_owned(),
                resource: "customer".to_owned(),
                resource_id: customer.id.clone(),
                operation: "load_customer".to_owned(),
                before: String::new(),
                after: serde_json::to_string(customer).map_err(StoreError::from)?,
                correlation: String::new(),
                request: String::new(),
                user_name: String::new(),
                status: String::new(),
            };
            audit::append(tx, &customer.id, now, &[entry]).await?;
        }
        Ok(())
    }
}

fn due_of(s: &Subscription) -> Option<Due> {
    let kind = crate::subscriptions::save::DUE;
    Some(Due {
        bucket: due::bucket_of(&s.customer_id),
        id: format!("{kind}:{}", s.id),
        at: s.next_due()?,
        kind: kind.to_owned(),
        scope: s.customer_id.clone(),
        subject: s.id.clone(),
    })
}

type Held = (String, SkuId, String);

fn pools(bulk: &Bulk) -> (Vec<(String, SkuId, Pool)>, Vec<Held>) {
    let mut pools: BTreeMap<(&str, SkuId), Pool> = BTreeMap::new();
    for s in &bulk.subscriptions {
        let pool = pools.entry((&s.customer_id, s.licence)).or_default();
        match s.seat_state() {
            SeatState::Enabled => pool.enabled += s.quantity,
            SeatState::Warning => pool.warning += s.quantity,
            SeatState::Suspended => pool.suspended += s.quantity,
            SeatState::None => {}
        }
    }
    let mut holders = Vec::new();
    for user in &bulk.users {
        for sku in user.seats() {
            pools.entry((&user.tenant_id, sku)).or_default().consumed += 1;
            holders.push((user.tenant_id.clone(), sku, user.id.clone()));
        }
    }
    (
        pools
            .into_iter()
            .map(|((tenant, sku), pool)| (tenant.to_owned(), sku, pool))
            .collect(),
        holders,
    )
}

impl Engine {
    /// Loads customers in one transaction.
    ///
    /// # Errors
    /// Faults of the database; nothing is loaded then.
    pub async fn load_bulk(&self, bulk: Bulk) -> Result<(), Halt> {
        let load = Load::of(&self.inner, bulk)?;
        self.inner.store.transact(Arc::new(load)).await
    }
}
