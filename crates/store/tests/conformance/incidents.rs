//! Incidents, and who holds what of a partner's customers, on both engines.

use crate::{
    failure, reader,
    samples::{HARD_TEXT, sku},
    stale, unique,
};
use nahtlos_model::{
    customers::Pool,
    incidents::{Incident, IncidentSeverity},
    instants::Instant,
};
use nahtlos_store::{Store, customers, incidents, licenses};
use nahtlos_testbed::transact;

crate::scenarios!(come_back_by_workload_newest_first, only_customers_with_usable_seats_hold_something);

fn incident(id: &str, workload: &str, at: i64) -> Incident {
    Incident {
        id: id.into(),
        workload: workload.into(),
        is_message: false,
        status: IncidentSeverity::Warning,
        area: HARD_TEXT.into(),
        start: Instant(at),
        end: None,
        resolved: false,
        messages: Vec::new(),
        version: 1,
    }
}

async fn come_back_by_workload_newest_first(store: Store) {
    transact!(store, [], |tx| {
        for (id, workload, at) in [("1", "Yammer", 5), ("2", "Exchange", 1), ("3", "Exchange", 9)] {
            incidents::insert(tx, &incident(id, workload, at)).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let again = transact!(store, [], |tx| { incidents::insert(tx, &incident("1", "Intune", 5)).await });
    assert_eq!(again.await.map_err(failure), unique("incidents"));
    let before = incident("2", "Exchange", 1);
    let after = Incident {
        resolved: true,
        version: 2,
        ..before.clone()
    };
    let write = || transact!(store, [before, after], |tx| { incidents::update(tx, before, after).await });
    write().await.unwrap();
    assert_eq!(write().await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(incidents::find(&mut tx, "2").await.unwrap().as_ref(), Some(&after));
    assert_eq!(
        incidents::list(&mut tx).await.unwrap(),
        [incident("3", "Exchange", 9), after, incident("1", "Yammer", 5)]
    );
}

async fn only_customers_with_usable_seats_hold_something(store: Store) {
    let pool = |enabled: i64, warning: i64, suspended: i64| Pool {
        enabled,
        warning,
        suspended,
        consumed: 0,
    };
    let pools = vec![
        ("c".to_owned(), sku(1), pool(1, 0, 0)),
        ("c".to_owned(), sku(2), pool(0, 0, 5)),
        ("d".to_owned(), sku(3), pool(0, 2, 0)),
        ("e".to_owned(), sku(1), pool(9, 0, 0)),
    ];
    transact!(store, [pools], |tx| {
        for (partner, customer) in [("p", "d"), ("p", "c"), ("q", "e")] {
            let listed = customers::Listed {
                customer_id: customer.into(),
                company: customer.into(),
                domain: customer.into(),
                reseller_id: String::new(),
            };
            customers::enlist(tx, partner, &listed).await?;
        }
        licenses::load(tx, pools, &[]).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    let held = |customer: &str, n: u32| (customer.to_owned(), sku(n).to_string());
    assert_eq!(incidents::holders(&mut tx, "p").await.unwrap(), [held("c", 1), held("d", 3)]);
    assert_eq!(incidents::holders(&mut tx, "nobody").await.unwrap(), []);
}
