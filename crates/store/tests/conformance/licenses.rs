//! Seat pools and holders.

use crate::{
    reader,
    samples::{sku, user},
};
use nahtlos_model::{customers::Pool, licenses::Pools, subscriptions::SeatState};
use nahtlos_store::{Store, directory, licenses};
use nahtlos_testbed::transact;

crate::scenarios!(
    seats_are_added_and_taken_away_by_state,
    a_seat_is_taken_while_one_is_left,
    holders_are_paged,
    holders_come_as_users,
    many_pools_and_holders_come_at_once,
    takers_side_by_side_get_what_is_usable_and_no_more,
    takers_and_givers_side_by_side_keep_count,
    all_of_a_tenant_go,
);

fn pool(enabled: i64, warning: i64, suspended: i64, consumed: i64) -> Pool {
    Pool {
        enabled,
        warning,
        suspended,
        consumed,
    }
}

async fn pools(store: &Store, tenant: &str) -> Pools {
    licenses::pools(&mut reader(store).await, tenant).await.expect("they read")
}

async fn add(store: &Store, n: u32, state: SeatState, seats: i64) {
    let done = transact!(store, [n, state, seats], |tx| {
        licenses::add_seats(tx, "t", sku(*n), *state, *seats).await
    });
    done.await.expect("they are added");
}

async fn seats_are_added_and_taken_away_by_state(store: Store) {
    for (n, state, seats) in [
        (2, SeatState::Enabled, 10),
        (1, SeatState::Warning, 4),
        (2, SeatState::Suspended, 3),
        (2, SeatState::Enabled, 5),
        (2, SeatState::Enabled, -7),
        (3, SeatState::None, 9),
    ] {
        add(&store, n, state, seats).await;
    }
    let expected = Pools::from([(sku(1), pool(0, 4, 0, 0)), (sku(2), pool(8, 0, 3, 0)), (sku(3), pool(0, 0, 0, 0))]);
    assert_eq!(pools(&store, "t").await, expected);
    assert!(pools(&store, "t2").await.is_empty());
    transact!(store, [], |tx| { licenses::forget(tx, "t", sku(2)).await })
        .await
        .unwrap();
    assert!(!pools(&store, "t").await.contains_key(&sku(2)));
}

async fn a_seat_is_taken_while_one_is_left(store: Store) {
    add(&store, 1, SeatState::Enabled, 1).await;
    add(&store, 1, SeatState::Warning, 1).await;
    add(&store, 1, SeatState::Suspended, 50).await;
    let taken = transact!(store, [], |tx| {
        let mut taken = Vec::new();
        for user in ["u1", "u2", "u3"] {
            taken.push(licenses::take(tx, "t", sku(1), user).await?);
        }
        taken.push(licenses::take(tx, "t", sku(2), "u1").await?);
        Ok(taken)
    });
    assert_eq!(taken.await.unwrap(), [true, true, false, false]);
    assert_eq!(pools(&store, "t").await[&sku(1)], pool(1, 1, 50, 2));
    let taken = transact!(store, [], |tx| {
        licenses::give_back(tx, "t", sku(1), "u1").await?;
        licenses::take(tx, "t", sku(1), "u3").await
    });
    assert!(taken.await.unwrap());
    let mut tx = reader(&store).await;
    assert_eq!(licenses::holders(&mut tx, "t", sku(1), "", 9).await.unwrap(), ["u2", "u3"]);
    // Who holds one has it, and takes no second seat, not even the last.
    add(&store, 1, SeatState::Enabled, 1).await;
    let taken = transact!(store, [], |tx| {
        let again = licenses::take(tx, "t", sku(1), "u2").await?;
        Ok((
            again,
            licenses::take(tx, "t", sku(1), "u4").await?,
            licenses::take(tx, "t", sku(1), "u2").await?,
        ))
    });
    assert_eq!(taken.await.unwrap(), (true, true, true));
    assert_eq!(pools(&store, "t").await[&sku(1)], pool(2, 1, 50, 3));
    transact!(store, [], |tx| {
        licenses::give_back(tx, "t", sku(1), "u4").await?;
        licenses::add_seats(tx, "t", sku(1), SeatState::Enabled, -1).await
    })
    .await
    .unwrap();
    transact!(store, [], |tx| {
        for user in ["u2", "u3", "u3"] {
            licenses::give_back(tx, "t", sku(1), user).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(pools(&store, "t").await[&sku(1)], pool(1, 1, 50, 0));
}

async fn holders_are_paged(store: Store) {
    add(&store, 1, SeatState::Enabled, 20).await;
    transact!(store, [], |tx| {
        for n in [4, 2, 5, 1, 3] {
            licenses::take(tx, "t", sku(1), &format!("u{n}")).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(licenses::holders(&mut tx, "t", sku(1), "", 3).await.unwrap(), ["u1", "u2", "u3"]);
    assert_eq!(licenses::holders(&mut tx, "t", sku(1), "u3", 3).await.unwrap(), ["u4", "u5"]);
    assert!(licenses::holders(&mut tx, "t2", sku(1), "", 3).await.unwrap().is_empty());
}

async fn holders_come_as_users(store: Store) {
    add(&store, 1, SeatState::Enabled, 20).await;
    let all: Vec<_> = (1..=4)
        .map(|n| user("t", &format!("u{n}"), &format!("u{n}@contoso.example")))
        .collect();
    let many = directory::Many::of(all.clone()).unwrap();
    transact!(store, [all, many], |tx| {
        directory::insert_users(tx, many).await?;
        for user in &all[..3] {
            licenses::take(tx, "t", sku(1), &user.id).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(licenses::holder_users(&mut tx, "t", sku(1), "u1", 9).await.unwrap(), all[1..3]);
    assert_eq!(licenses::holder_users(&mut tx, "t", sku(1), "", 1).await.unwrap(), all[..1]);
    assert_eq!(licenses::count_holders(&mut tx, "t", sku(1)).await.unwrap(), 3);
    assert_eq!(licenses::count_holders(&mut tx, "t2", sku(1)).await.unwrap(), 0);
}

async fn many_pools_and_holders_come_at_once(store: Store) {
    let all: Vec<_> = (0..1200).map(|n| ("t".to_owned(), sku(n), pool(10, 1, 2, 3))).collect();
    let holders: Vec<_> = (0..3000).map(|n| ("t".to_owned(), sku(n % 3), format!("{n:05}"))).collect();
    transact!(store, [all, holders], |tx| {
        licenses::load(tx, all, holders).await?;
        // Pools add up, holders are the same again.
        licenses::load(tx, &all[..1], &holders[..3]).await
    })
    .await
    .expect("they are loaded");
    let found = pools(&store, "t").await;
    assert_eq!(
        (found.len(), found[&sku(0)], found[&sku(1199)]),
        (1200, pool(20, 2, 4, 6), pool(10, 1, 2, 3))
    );
    let held = licenses::holders(&mut reader(&store).await, "t", sku(2), "", 5000).await.unwrap();
    assert_eq!((held.len(), held[0].as_str(), held[999].as_str()), (1000, "00002", "02999"));
}

async fn takers_side_by_side_get_what_is_usable_and_no_more(store: Store) {
    add(&store, 1, SeatState::Enabled, 30).await;
    add(&store, 1, SeatState::Warning, 10).await;
    let takers: Vec<_> = (0..64)
        .map(|n| {
            let (store, user) = (store.clone(), format!("u{n:02}"));
            tokio::spawn(async move { transact!(store, [user], |tx| { licenses::take(tx, "t", sku(1), user).await }).await })
        })
        .collect();
    let mut served = 0;
    for taker in takers {
        served += i64::from(taker.await.unwrap().expect("it gets an answer"));
    }
    assert_eq!(served, 40);
    assert_eq!(pools(&store, "t").await[&sku(1)], pool(30, 10, 0, 40));
    assert_eq!(
        licenses::holders(&mut reader(&store).await, "t", sku(1), "", 99)
            .await
            .unwrap()
            .len(),
        40
    );
}

async fn takers_and_givers_side_by_side_keep_count(store: Store) {
    for n in [1, 2] {
        add(&store, n, SeatState::Enabled, 5).await;
    }
    // Two licences in two orders: PostgreSQL sees deadlocks here and the transaction runs again.
    let all: Vec<_> = (0..24)
        .map(|n| {
            let (store, user, skus) = (store.clone(), format!("u{n:02}"), [sku(1 + n % 2), sku(2 - n % 2)]);
            tokio::spawn(async move {
                for round in 0..6 {
                    let give = round % 2 == 1;
                    let done = transact!(store, [user, skus, give], |tx| {
                        let mut taken = 0;
                        for sku in skus {
                            if *give {
                                licenses::give_back(tx, "t", *sku, user).await?;
                            } else if licenses::take(tx, "t", *sku, user).await? {
                                taken += 1;
                            }
                        }
                        // All or nothing: who gets one only gives it back at once.
                        if taken == 1 {
                            return Err(nahtlos_store::StoreError::other("only one"));
                        }
                        Ok(taken)
                    });
                    match done.await {
                        Ok(2) => {}
                        Ok(_) | Err(_) => break,
                    }
                }
            })
        })
        .collect();
    for one in all {
        one.await.unwrap();
    }
    let found = pools(&store, "t").await;
    let mut tx = reader(&store).await;
    for n in [1, 2] {
        let held = licenses::holders(&mut tx, "t", sku(n), "", 99).await.unwrap();
        let pool = found[&sku(n)];
        assert_eq!(pool.consumed, held.len() as i64);
        assert!((0..=5).contains(&pool.consumed));
    }
}

async fn all_of_a_tenant_go(store: Store) {
    let (all, holders): (Vec<_>, Vec<_>) = ["t1", "t2"]
        .iter()
        .map(|t| {
            (
                ((*t).to_owned(), sku(1), pool(1, 0, 0, 1)),
                ((*t).to_owned(), sku(1), "u".to_owned()),
            )
        })
        .unzip();
    transact!(store, [all, holders], |tx| {
        licenses::load(tx, all, holders).await?;
        licenses::delete_all(tx, "t1").await
    })
    .await
    .unwrap();
    for (tenant, left) in [("t1", 0), ("t2", 1)] {
        assert_eq!(pools(&store, tenant).await.len(), left);
        assert_eq!(
            licenses::holders(&mut reader(&store).await, tenant, sku(1), "", 9)
                .await
                .unwrap()
                .len(),
            left
        );
    }
}
