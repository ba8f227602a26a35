//! What is removed with a sandbox customer: everything of that customer, and nothing of another.

use crate::{reader, samples::*};
use nahtlos_model::instants::Instant;
use nahtlos_store::{Store, agreements, carts, customers, due, identity, settings};
use nahtlos_testbed::transact;

crate::scenarios!(one_customer_goes_and_the_other_stays, settings_are_counted_and_forgotten);

async fn one_customer_goes_and_the_other_stays(store: Store) {
    transact!(store, [], |tx| {
        for customer in ["c", "d"] {
            agreements::insert(tx, &agreement(customer, "a")).await?;
            carts::insert(tx, &cart(customer, "k")).await?;
            customers::relate(tx, &relationship(customer, "p")).await?;
            customers::relate(tx, &relationship(customer, "q")).await?;
            identity::add_consent(tx, customer, "app", &"scope").await?;
            due::set(tx, customer, "user", &format!("{customer}-1"), Some(Instant(1))).await?;
            due::set(tx, customer, "subscription", &format!("{customer}-2"), Some(Instant(2))).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    transact!(store, [], |tx| {
        agreements::delete_all(tx, "c").await?;
        carts::delete_all(tx, "c").await?;
        customers::unrelate(tx, "c").await?;
        identity::drop_consents(tx, "c").await?;
        due::forget(tx, "c").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    for (customer, there) in [("c", false), ("d", true)] {
        let left = (
            agreements::list(&mut tx, customer).await.unwrap().len(),
            usize::from(carts::find(&mut tx, customer, "partner", "k").await.unwrap().is_some()),
            customers::relationships(&mut tx, customer).await.unwrap().len(),
            usize::from(identity::consent::<String>(&mut tx, customer, "app").await.unwrap().is_some()),
        );
        assert_eq!(left, if there { (1, 1, 2, 1) } else { (0, 0, 0, 0) }, "{customer}");
        for (kind, subject) in [("user", format!("{customer}-1")), ("subscription", format!("{customer}-2"))] {
            assert_eq!(
                due::get(&mut tx, customer, kind, &subject).await.unwrap().is_some(),
                there,
                "{subject}"
            );
        }
    }
}

async fn settings_are_counted_and_forgotten(store: Store) {
    transact!(store, [], |tx| {
        for key in ["a/1", "a/2", "a/Ω", "b/1", "a"] {
            settings::set(tx, key, "").await?;
        }
        settings::forget(tx, "a/2").await?;
        settings::forget(tx, "never was").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    let counts = [
        settings::count(&mut tx, "a/").await.unwrap(),
        settings::count(&mut tx, "c/").await.unwrap(),
    ];
    assert_eq!(counts, [2, 0]);
}
