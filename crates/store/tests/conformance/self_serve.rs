//! Self-serve policies, on both engines.

use crate::{failure, reader, stale, unique};
use nahtlos_model::self_serve::{Permission, Policy, PolicyAction, PolicyResource};
use nahtlos_store::{Store, self_serve};
use nahtlos_testbed::transact;

crate::scenarios!(
    there_is_one_per_pair,
    only_the_version_decided_on_is_replaced,
    they_go_with_their_customer
);

fn policy(customer: &str, partner: &str, version: i64) -> Policy {
    Policy {
        customer_id: customer.into(),
        partner_id: partner.into(),
        permissions: vec![Permission {
            resource: PolicyResource::AzureSavingsPlan,
            action: PolicyAction::Purchase,
        }],
        etag: format!("e{version}"),
        version,
    }
}

async fn furnish(store: &Store) {
    transact!(store, [], |tx| {
        for (customer, partner) in [("d", "p"), ("c", "p"), ("c", "q")] {
            self_serve::insert(tx, &policy(customer, partner, 1)).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

async fn there_is_one_per_pair(store: Store) {
    furnish(&store).await;
    let again = transact!(store, [], |tx| { self_serve::insert(tx, &policy("c", "p", 1)).await });
    assert_eq!(again.await.map_err(failure), unique("self_serve_policies"));
    let mut tx = reader(&store).await;
    assert_eq!(
        self_serve::list(&mut tx, "p").await.unwrap(),
        [policy("c", "p", 1), policy("d", "p", 1)]
    );
    assert_eq!(self_serve::find(&mut tx, "c", "q").await.unwrap(), Some(policy("c", "q", 1)));
    assert_eq!(self_serve::find(&mut tx, "d", "q").await.unwrap(), None);
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    furnish(&store).await;
    let write = || {
        transact!(store, [], |tx| {
            self_serve::update(tx, &policy("c", "p", 1), &policy("c", "p", 2)).await
        })
    };
    write().await.unwrap();
    assert_eq!(write().await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(self_serve::find(&mut tx, "c", "p").await.unwrap(), Some(policy("c", "p", 2)));
    assert_eq!(self_serve::find(&mut tx, "c", "q").await.unwrap(), Some(policy("c", "q", 1)));
}

async fn they_go_with_their_customer(store: Store) {
    furnish(&store).await;
    transact!(store, [], |tx| { self_serve::delete(tx, "c", "q").await }).await.unwrap();
    assert_eq!(self_serve::list(&mut reader(&store).await, "q").await.unwrap(), []);
    transact!(store, [], |tx| { self_serve::delete_all(tx, "c").await }).await.unwrap();
    assert_eq!(
        self_serve::list(&mut reader(&store).await, "p").await.unwrap(),
        [policy("d", "p", 1)]
    );
}
