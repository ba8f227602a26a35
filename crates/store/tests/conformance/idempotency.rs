//! Replies that are kept.

use crate::{failure, reader, stale};
use nahtlos_store::{
    Store,
    idempotency::{self, Kept},
    settings,
};
use nahtlos_testbed::transact;

crate::scenarios!(a_reply_is_kept_until_it_expires, of_many_with_one_key_one_does_the_work);

fn kept(digest: &str) -> Kept {
    Kept {
        digest: digest.into(),
        status: 201,
        location: "/orders/1".into(),
        body: vec![123, 0, 255, 125],
    }
}

async fn a_reply_is_kept_until_it_expires(store: Store) {
    assert_eq!(idempotency::find(&mut reader(&store).await, "c", "k", 0).await.unwrap(), None);
    transact!(store, [], |tx| { idempotency::keep(tx, "c", "k", 10, 100, &kept("one")).await })
        .await
        .expect("it is kept");
    for (scope, key, now, there) in [
        ("c", "k", 10, true),
        ("c", "k", 99, true),
        ("c", "k", 100, false),
        ("c2", "k", 10, false),
        ("c", "K", 10, false),
    ] {
        let found = idempotency::find(&mut reader(&store).await, scope, key, now).await.unwrap();
        assert_eq!(found, there.then(|| kept("one")), "{scope} {key} {now}");
    }
    let quicker = transact!(store, [], |tx| { idempotency::keep(tx, "c", "k", 99, 500, &kept("two")).await });
    assert_eq!(quicker.await.map_err(failure), stale());
    transact!(store, [], |tx| { idempotency::keep(tx, "c", "k", 100, 500, &kept("three")).await })
        .await
        .expect("its place is free");
    assert_eq!(
        idempotency::find(&mut reader(&store).await, "c", "k", 100).await.unwrap(),
        Some(kept("three"))
    );
    for (now, there) in [(499, true), (500, false)] {
        transact!(store, [now], |tx| { idempotency::expire(tx, *now).await }).await.unwrap();
        assert_eq!(
            idempotency::find(&mut reader(&store).await, "c", "k", 0).await.unwrap().is_some(),
            there
        );
    }
}

/// The door in small: the reply that was kept, else the work and its reply in one transaction.
async fn once(store: Store, n: u32) -> (String, bool) {
    let done = transact!(store, [n], |tx| {
        if let Some(kept) = idempotency::find(tx, "c", "k", 10).await? {
            return Ok((kept.digest, false));
        }
        let before: u32 = settings::get(tx, "worked").await?.map_or(0, |text| text.parse().expect("a number"));
        settings::set(tx, "worked", &(before + 1).to_string()).await?;
        idempotency::keep(tx, "c", "k", 10, 100, &kept(&n.to_string())).await?;
        Ok((n.to_string(), true))
    });
    done.await.expect("it works or is replayed")
}

async fn of_many_with_one_key_one_does_the_work(store: Store) {
    let all: Vec<_> = (0..32).map(|n| tokio::spawn(once(store.clone(), n))).collect();
    let mut answers = Vec::new();
    for one in all {
        answers.push(one.await.unwrap());
    }
    assert_eq!(answers.iter().filter(|(_, worked)| *worked).count(), 1);
    assert!(answers.iter().all(|(digest, _)| *digest == answers[0].0), "{answers:?}");
    assert_eq!(
        settings::get(&mut reader(&store).await, "worked").await.unwrap().as_deref(),
        Some("1")
    );
}
