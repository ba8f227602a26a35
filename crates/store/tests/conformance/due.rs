//! Due work: set, claimed with leases, cleared.

use crate::{failure, reader, unique};
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Store,
    due::{self, BUCKETS, Due, bucket_of},
    outbox::Claim,
};
use nahtlos_testbed::transact;
use std::collections::BTreeSet;

crate::scenarios!(
    a_subject_is_due_when_it_was_set_last,
    the_earliest_is_ready_first,
    a_lease_holds_until_it_ends_or_work_is_set_anew,
    many_at_once_are_all_there_or_none,
    whose_a_subject_is_can_be_asked,
    claimers_side_by_side_never_get_the_same,
    work_put_off_meanwhile_is_not_claimed,
    one_process_has_a_bucket_at_a_time,
    of_two_that_take_a_piece_one_has_it,
);

/// On every node and every day the same, because leases of two nodes meet in the same bucket.
#[test]
fn buckets_never_change() {
    assert_eq!(
        (bucket_of(""), bucket_of("a"), bucket_of("customer"), bucket_of("Ω")),
        (37, 12, 57, 40)
    );
    let used: BTreeSet<i64> = (0..2000).map(|n| bucket_of(&format!("customer-{n}"))).collect();
    assert_eq!(used, (0..BUCKETS as i64).collect());
}

async fn set(store: &Store, scope: &str, subject: &str, at: Option<i64>) {
    let (scope, subject) = (scope.to_owned(), subject.to_owned());
    let done = transact!(store, [scope, subject, at], |tx| {
        due::set(tx, scope, "renew", subject, at.map(Instant)).await
    });
    done.await.expect("it is set");
}

/// Claims at a moment, for ten milliseconds of the real clock.
async fn claim(store: &Store, owner: &str, bucket: i64, (now, real_ms): (i64, i64), limit: i64) -> Vec<Due> {
    let owner = owner.to_owned();
    let done = transact!(store, [owner, bucket, now, real_ms, limit], |tx| {
        let claim = Claim {
            owner,
            until_ms: real_ms + 10,
            real_ms: *real_ms,
            now: Instant(*now),
        };
        due::claim(tx, *bucket, claim, *limit).await
    });
    done.await.expect("it is claimed")
}

fn subjects(found: &[Due]) -> Vec<&str> {
    found.iter().map(|due| due.subject.as_str()).collect()
}

async fn a_subject_is_due_when_it_was_set_last(store: Store) {
    let (mut tx, c) = (reader(&store).await, "customer");
    assert_eq!(due::get(&mut tx, c, "renew", "s").await.unwrap(), None);
    for at in [Some(50), Some(20), None, None, Some(30)] {
        set(&store, c, "s", at).await;
        assert_eq!(due::get(&mut tx, c, "renew", "s").await.unwrap(), at.map(Instant));
    }
    assert_eq!(due::get(&mut tx, c, "charge", "s").await.unwrap(), None);
    let found = claim(&store, "w", bucket_of(c), (30, 0), 9).await;
    let expected = Due {
        bucket: bucket_of(c),
        id: found[0].id.clone(),
        at: Instant(30),
        kind: "renew".into(),
        scope: c.into(),
        subject: "s".into(),
    };
    assert_eq!(found, [expected]);
}

async fn the_earliest_is_ready_first(store: Store) {
    let mut tx = reader(&store).await;
    assert_eq!(due::next(&mut tx).await.unwrap(), None);
    assert_eq!(due::ready(&mut tx, Instant(99), 0).await.unwrap(), None);
    for (scope, subject, at) in [
        ("a", "late", 60),
        ("b", "later", 70),
        ("a", "z", 40),
        ("a", "y", 50),
        ("a", "x", 50),
    ] {
        set(&store, scope, subject, Some(at)).await;
    }
    let (a, b) = (bucket_of("a"), bucket_of("b"));
    assert_ne!(a, b);
    assert_eq!(due::next(&mut tx).await.unwrap(), Some(Instant(40)));
    for (now, ready, count) in [(39, None, 0), (40, Some(a), 1), (59, Some(a), 3), (70, Some(a), 5)] {
        assert_eq!(due::ready(&mut tx, Instant(now), 0).await.unwrap(), ready);
        assert_eq!(due::count(&mut tx, Instant(now)).await.unwrap(), count);
    }
    assert_eq!(subjects(&claim(&store, "w", a, (99, 0), 3).await), ["z", "x", "y"]);
    assert_eq!(subjects(&claim(&store, "w", a, (99, 0), 3).await), ["late"]);
    assert_eq!(due::ready(&mut tx, Instant(99), 0).await.unwrap(), Some(b));
    assert_eq!(due::next(&mut tx).await.unwrap(), Some(Instant(40)), "claimed work is still due");
}

async fn a_lease_holds_until_it_ends_or_work_is_set_anew(store: Store) {
    let bucket = bucket_of("c");
    set(&store, "c", "s", Some(1)).await;
    assert_eq!(claim(&store, "w1", bucket, (1, 100), 9).await.len(), 1);
    assert!(claim(&store, "w2", bucket, (1, 109), 9).await.is_empty());
    assert_eq!(due::ready(&mut reader(&store).await, Instant(1), 109).await.unwrap(), None);
    assert_eq!(due::ready(&mut reader(&store).await, Instant(1), 110).await.unwrap(), Some(bucket));
    assert_eq!(claim(&store, "w2", bucket, (1, 110), 9).await.len(), 1);
    // Whoever did the work sets the next time, and with that the lease is over.
    set(&store, "c", "s", Some(2)).await;
    assert!(claim(&store, "w3", bucket, (1, 111), 9).await.is_empty());
    assert_eq!(claim(&store, "w3", bucket, (2, 111), 9).await.len(), 1);
}

fn work(n: usize) -> Due {
    Due {
        bucket: 5,
        id: format!("renew:{n:04}"),
        at: Instant(1),
        kind: "renew".into(),
        scope: "c".into(),
        subject: format!("{n:04}"),
    }
}

async fn many_at_once_are_all_there_or_none(store: Store) {
    let all: Vec<Due> = (0..1100).map(work).collect();
    let twice = [&all[..], &all[..1]].concat();
    let refused = transact!(store, [twice], |tx| { due::insert_many(tx, twice).await });
    assert_eq!(refused.await.map_err(failure), unique("due"));
    assert_eq!(due::count(&mut reader(&store).await, Instant(9)).await.unwrap(), 0);
    transact!(store, [all], |tx| { due::insert_many(tx, all).await })
        .await
        .expect("they are inserted");
    assert_eq!(claim(&store, "w", 5, (1, 0), 5000).await, all);
}

async fn whose_a_subject_is_can_be_asked(store: Store) {
    // One per bucket, so that none of them is passed over.
    let scopes: Vec<String> = (0..due::BUCKETS as i64)
        .map(|bucket| {
            (0..)
                .map(|n| format!("c{n}"))
                .find(|scope| bucket_of(scope) == bucket)
                .expect("one of them")
        })
        .collect();
    let set = transact!(store, [scopes], |tx| {
        for scope in scopes {
            due::set(tx, scope, "renew", &format!("of {scope}"), Some(Instant(1))).await?;
            due::set(tx, scope, "other", "shared", Some(Instant(1))).await?;
        }
        due::set(tx, &scopes[0], "renew", "shared", Some(Instant(1))).await?;
        due::set(tx, &scopes[1], "renew", "gone", Some(Instant(1))).await?;
        due::set(tx, &scopes[1], "renew", "gone", None).await
    });
    set.await.expect("they are set");
    let mut tx = reader(&store).await;
    for scope in &scopes {
        assert_eq!(
            due::scopes(&mut tx, "renew", &format!("of {scope}")).await.unwrap(),
            std::slice::from_ref(scope)
        );
    }
    assert_eq!(
        due::scopes(&mut tx, "renew", "shared").await.unwrap(),
        std::slice::from_ref(&scopes[0])
    );
    assert_eq!(due::scopes(&mut tx, "other", "shared").await.unwrap().len(), scopes.len());
    assert_eq!(due::scopes(&mut tx, "renew", "gone").await.unwrap(), [] as [&str; 0]);
}

async fn claimers_side_by_side_never_get_the_same(store: Store) {
    let all: Vec<Due> = (0..300).map(work).collect();
    transact!(store, [all], |tx| { due::insert_many(tx, all).await })
        .await
        .expect("they are inserted");
    let claimers: Vec<_> = (0..8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let (mut mine, mut empty) = (Vec::new(), 0);
                // Somebody else's lock may leave a claim empty though there is more.
                while empty < 3 {
                    let found = claim(&store, &format!("w{n}"), 5, (1, 0), 7).await;
                    empty = if found.is_empty() { empty + 1 } else { 0 };
                    mine.extend(found.into_iter().map(|due| due.id));
                }
                mine
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for claimer in claimers {
        claimed.extend(claimer.await.unwrap());
    }
    claimed.sort_unstable();
    assert_eq!(
        claimed,
        all.into_iter().map(|due| due.id).collect::<Vec<_>>(),
        "each is claimed once"
    );
}

async fn work_put_off_meanwhile_is_not_claimed(store: Store) {
    let bucket = bucket_of("c");
    for n in 0..40 {
        set(&store, "c", &format!("{n:02}"), Some(1)).await;
    }
    let putting = {
        let store = store.clone();
        tokio::spawn(async move {
            for n in (0..40).rev() {
                set(&store, "c", &format!("{n:02}"), Some(1000)).await;
            }
        })
    };
    for round in 0..20 {
        let found = claim(&store, &format!("w{round}"), bucket, (1, round * 10), 40).await;
        assert!(found.iter().all(|due| due.at == Instant(1)), "{found:?}");
    }
    putting.await.unwrap();
    assert!(claim(&store, "w", bucket, (1, 10_000), 40).await.is_empty());
}

async fn lease(store: &Store, owner: &str, bucket: i64, real_ms: i64) -> bool {
    let owner = owner.to_owned();
    let done = transact!(store, [owner, bucket, real_ms], |tx| {
        let claim = Claim {
            owner,
            until_ms: real_ms + 10,
            real_ms: *real_ms,
            now: Instant(99),
        };
        due::lease(tx, *bucket, claim).await
    });
    done.await.expect("it is asked")
}

async fn release(store: &Store, owner: &str, bucket: i64) {
    let owner = owner.to_owned();
    let done = transact!(store, [owner, bucket], |tx| { due::release(tx, *bucket, owner).await });
    done.await.expect("it is given back");
}

async fn one_process_has_a_bucket_at_a_time(store: Store) {
    let bucket = bucket_of("c");
    set(&store, "c", "s", Some(5)).await;
    assert!(lease(&store, "one", bucket, 100).await);
    assert!(!lease(&store, "two", bucket, 109).await, "it is the other's");
    assert!(!lease(&store, "one", bucket, 109).await, "its own tasks count as others");
    assert_eq!(due::ready(&mut reader(&store).await, Instant(99), 109).await.unwrap(), None);
    release(&store, "two", bucket).await;
    assert!(!lease(&store, "two", bucket, 109).await, "nobody gives back what is another's");
    release(&store, "one", bucket).await;
    assert_eq!(due::ready(&mut reader(&store).await, Instant(99), 100).await.unwrap(), Some(bucket));
    assert!(lease(&store, "two", bucket, 101).await);
    assert!(lease(&store, "one", bucket, 111).await, "its time is over");
    assert!(lease(&store, "three", bucket + 1, 111).await, "another bucket");
}

async fn of_two_that_take_a_piece_one_has_it(store: Store) {
    set(&store, "c", "s", Some(5)).await;
    let piece = claim(&store, "one", bucket_of("c"), (9, 0), 1).await.remove(0);
    let take = async |piece: &Due| {
        let (store, piece) = (store.clone(), piece.clone());
        let done = tokio::spawn(async move { transact!(store, [piece], |tx| { due::take(tx, piece).await }).await });
        done.await.expect("no panic").expect("it is taken or not")
    };
    let (a, b) = tokio::join!(take(&piece), take(&piece));
    assert!(a != b, "{a} {b}");
    set(&store, "c", "s", Some(7)).await;
    assert!(!take(&piece).await, "it is due at another time");
    assert_eq!(
        due::get(&mut reader(&store).await, "c", "renew", "s").await.unwrap(),
        Some(Instant(7))
    );
}
