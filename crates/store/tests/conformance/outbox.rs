//! The outbox: claims with leases.

use crate::{failure, reader, unique};
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Store,
    outbox::{self, Claim, Message},
};
use nahtlos_testbed::transact;
use std::collections::BTreeSet;

crate::scenarios!(
    messages_are_claimed_oldest_first_by_kind,
    a_lease_holds_until_it_ends,
    only_the_owner_says_done_or_again,
    claimers_side_by_side_never_get_the_same,
    a_pause_is_the_real_clocks_and_what_is_set_aside_stays,
);

fn message(bucket: i64, id: &str, at: i64, kind: &str) -> Message {
    Message {
        bucket,
        id: id.into(),
        at: Instant(at),
        kind: kind.into(),
        scope: "c".into(),
        attempts: 0,
        body: format!("{{\"id\":\"{id}\"}}"),
    }
}

async fn insert(store: &Store, all: Vec<Message>) {
    let done = transact!(store, [all], |tx| {
        for one in all {
            outbox::insert(tx, one).await?;
        }
        Ok(())
    });
    done.await.expect("they are inserted");
}

/// Claims at a moment, for ten milliseconds of the real clock.
async fn claim(store: &Store, owner: &str, bucket: i64, (now, real_ms): (i64, i64), limit: i64) -> Vec<String> {
    let owner = owner.to_owned();
    let done = transact!(store, [owner, bucket, now, real_ms, limit], |tx| {
        let claim = Claim {
            owner,
            until_ms: real_ms + 10,
            real_ms: *real_ms,
            now: Instant(*now),
        };
        outbox::claim(tx, *bucket, claim, "event", *limit).await
    });
    done.await.expect("it is claimed").into_iter().map(|message| message.id).collect()
}

async fn messages_are_claimed_oldest_first_by_kind(store: Store) {
    let all = [
        message(1, "d", 30, "event"),
        message(1, "b", 20, "event"),
        message(1, "a", 40, "event"),
        message(1, "c", 20, "event"),
    ];
    insert(
        &store,
        [&all[..], &[message(1, "m", 1, "mail"), message(2, "x", 50, "event")]].concat(),
    )
    .await;
    let mut tx = reader(&store).await;
    for (kind, now, expected) in [
        ("event", 19, vec![]),
        ("event", 20, vec![1]),
        ("event", 50, vec![1, 2]),
        ("mail", 50, vec![1]),
        ("post", 50, vec![]),
    ] {
        assert_eq!(
            outbox::buckets(&mut tx, kind, Instant(now), 0).await.unwrap(),
            expected,
            "{kind} {now}"
        );
    }
    let whole = transact!(store, [], |tx| {
        let claim = Claim {
            owner: "w",
            until_ms: 5,
            real_ms: 0,
            now: Instant(29),
        };
        outbox::claim(tx, 1, claim, "event", 9).await
    });
    assert_eq!(whole.await.unwrap(), [all[1].clone(), all[3].clone()]);
    assert_eq!(claim(&store, "w", 1, (99, 5), 3).await, ["b", "c", "d"]);
    assert_eq!(claim(&store, "w", 2, (49, 5), 3).await, Vec::<String>::new());
    assert_eq!(outbox::count(&mut tx).await.unwrap(), 6);
    let again = all[0].clone();
    let again = transact!(store, [again], |tx| { outbox::insert(tx, again).await });
    assert_eq!(again.await.map_err(failure), unique("outbox"));
}

async fn a_lease_holds_until_it_ends(store: Store) {
    insert(&store, vec![message(1, "a", 1, "event")]).await;
    assert_eq!(claim(&store, "w1", 1, (1, 100), 9).await, ["a"]);
    for real_ms in [100, 109] {
        assert!(claim(&store, "w2", 1, (1, real_ms), 9).await.is_empty());
        assert!(
            outbox::buckets(&mut reader(&store).await, "event", Instant(1), real_ms)
                .await
                .unwrap()
                .is_empty()
        );
    }
    assert_eq!(
        outbox::buckets(&mut reader(&store).await, "event", Instant(1), 110).await.unwrap(),
        [1]
    );
    assert_eq!(claim(&store, "w2", 1, (1, 110), 9).await, ["a"]);
}

async fn only_the_owner_says_done_or_again(store: Store) {
    insert(&store, vec![message(1, "a", 1, "event"), message(1, "b", 1, "event")]).await;
    assert_eq!(claim(&store, "w1", 1, (1, 0), 9).await, ["a", "b"]);
    assert_eq!(claim(&store, "w2", 1, (1, 10), 1).await, ["a"]);
    transact!(store, [], |tx| {
        // The first worker is late: another has it already.
        outbox::done(tx, 1, "a", "w1").await?;
        outbox::again(tx, 1, "a", "w1", Instant(500)).await?;
        outbox::again(tx, 1, "b", "w1", Instant(60)).await
    })
    .await
    .unwrap();
    assert_eq!(outbox::count(&mut reader(&store).await).await.unwrap(), 2);
    assert_eq!(claim(&store, "w3", 1, (59, 20), 9).await, ["a"]);
    let found = transact!(store, [], |tx| {
        let claim = Claim {
            owner: "w4",
            until_ms: 200,
            real_ms: 100,
            now: Instant(60),
        };
        outbox::claim(tx, 1, claim, "event", 9).await
    });
    let attempts: Vec<(String, i64, i64)> = found.await.unwrap().into_iter().map(|m| (m.id, m.at.0, m.attempts)).collect();
    assert_eq!(attempts, [("a".to_owned(), 1, 0), ("b".to_owned(), 60, 1)]);
    transact!(store, [], |tx| { outbox::done(tx, 1, "a", "w4").await }).await.unwrap();
    assert_eq!(outbox::count(&mut reader(&store).await).await.unwrap(), 1);
}

async fn claimers_side_by_side_never_get_the_same(store: Store) {
    let ids: BTreeSet<String> = (0..300).map(|n| format!("{n:03}")).collect();
    insert(&store, ids.iter().map(|id| message(1, id, 1, "event")).collect()).await;
    let claimers: Vec<_> = (0..8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let (mut mine, mut empty) = (Vec::new(), 0);
                // Somebody else's lock may leave a claim empty though there is more.
                while empty < 3 {
                    let found = claim(&store, &format!("w{n}"), 1, (1, 0), 7).await;
                    empty = if found.is_empty() { empty + 1 } else { 0 };
                    mine.extend(found);
                }
                mine
            })
        })
        .collect();
    let mut all = Vec::new();
    for claimer in claimers {
        all.extend(claimer.await.unwrap());
    }
    assert_eq!(all.len(), ids.len(), "each is claimed once");
    assert_eq!(BTreeSet::from_iter(all), ids);
}

async fn a_pause_is_the_real_clocks_and_what_is_set_aside_stays(store: Store) {
    insert(&store, vec![message(1, "a", 1, "event"), message(1, "b", 1, "event")]).await;
    assert_eq!(claim(&store, "w1", 1, (1, 0), 9).await, ["a", "b"]);
    transact!(store, [], |tx| {
        outbox::pause(tx, 1, "a", "another", 0).await?;
        outbox::pause(tx, 1, "a", "w1", 500).await?;
        outbox::set_aside(tx, 1, "b", "w1", "undelivered").await
    })
    .await
    .unwrap();
    assert!(
        claim(&store, "w2", 1, (99_999, 499), 9).await.is_empty(),
        "however late the program's clock is"
    );
    assert_eq!(claim(&store, "w2", 1, (1, 500), 9).await, ["a"]);
    let aside = transact!(store, [], |tx| {
        let claim = Claim {
            owner: "w3",
            until_ms: 600,
            real_ms: 500,
            now: Instant(1),
        };
        outbox::claim(tx, 1, claim, "undelivered", 9).await
    });
    let aside: Vec<(String, i64)> = aside.await.unwrap().into_iter().map(|m| (m.id, m.attempts)).collect();
    assert_eq!(aside, [("b".to_owned(), 1)]);
}
