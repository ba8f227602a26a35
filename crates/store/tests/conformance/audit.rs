//! The audit chain and its seals.

use crate::{failure, reader, samples::HARD_TEXT, unique};
use nahtlos_model::{
    audit::{Entry, GENESIS, Hash, Link, Seal, verify},
    instants::Instant,
};
use nahtlos_store::{Store, audit};
use nahtlos_testbed::transact;

crate::scenarios!(
    links_come_back_chained,
    writers_side_by_side_make_one_chain_without_gaps,
    what_fails_leaves_no_gap,
    heads_are_paged,
    seals_count_up,
);

pub(crate) fn entry(text: &str) -> Entry {
    Entry {
        partner_id: "p".into(),
        actor_tenant: "p".into(),
        user: text.into(),
        application: String::new(),
        resource: "subscription".into(),
        resource_id: "s".into(),
        operation: "update_subscription".into(),
        before: HARD_TEXT.into(),
        after: String::new(),
        correlation: "c".into(),
        request: "r".into(),
        user_name: "ada@p.example".into(),
        status: String::new(),
    }
}

/// The whole chain of a scope, page by page.
pub(crate) async fn chain(store: &Store, scope: &str) -> Vec<(Link, Hash)> {
    let mut tx = reader(store).await;
    let mut all: Vec<(Link, Hash)> = Vec::new();
    loop {
        let after = all.last().map_or(0, |(link, _)| link.seq);
        let page = audit::page(&mut tx, scope, after, 50).await.expect("it reads");
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// Verifies a chain against its head; how many links it has.
pub(crate) async fn verified(store: &Store, scope: &str) -> usize {
    let links = chain(store, scope).await;
    let hash = verify(links.iter().map(|(link, hash)| (link, hash))).expect("the chain is whole");
    let heads = audit::heads(&mut reader(store).await, "", 1000).await.expect("they read");
    let head = heads.into_iter().find(|(of, _, _)| of == scope);
    let expected = (!links.is_empty()).then(|| (scope.to_owned(), links.len() as i64, hash));
    assert_eq!(head, expected);
    links.len()
}

async fn append(store: &Store, scope: &str, at: i64, entries: Vec<Entry>) -> i64 {
    let scope = scope.to_owned();
    let done = transact!(store, [scope, at, entries], |tx| {
        audit::append(tx, scope, Instant(*at), entries).await
    });
    done.await.expect("it is appended")
}

async fn links_come_back_chained(store: Store) {
    assert_eq!(append(&store, "c", 1, Vec::new()).await, 0);
    assert_eq!(verified(&store, "c").await, 0);
    assert_eq!(append(&store, "c", 7, vec![entry("one"), entry("two")]).await, 1);
    assert_eq!(append(&store, "d", 8, vec![entry("elsewhere")]).await, 1);
    // More than one pipeline's worth, and twice in one transaction.
    let many: Vec<Entry> = (0..100).map(|n| entry(&n.to_string())).collect();
    let firsts = transact!(store, [many], |tx| {
        let first = audit::append(tx, "c", Instant(9), many).await?;
        Ok((first, audit::append(tx, "c", Instant(10), &[entry("last")]).await?))
    });
    assert_eq!(firsts.await.expect("it is appended"), (3, 103));
    assert_eq!((verified(&store, "c").await, verified(&store, "d").await), (103, 1));
    let links = chain(&store, "c").await;
    let (first, last) = (&links[0].0, &links[102].0);
    assert_eq!((first.seq, first.at, &first.entry), (1, Instant(7), &entry("one")));
    assert_eq!((last.seq, last.at, &last.entry), (103, Instant(10), &entry("last")));
    let page = audit::page(&mut reader(&store).await, "c", 2, 3).await.unwrap();
    assert_eq!(page.iter().map(|(link, _)| link.seq).collect::<Vec<_>>(), [3, 4, 5]);
}

async fn writers_side_by_side_make_one_chain_without_gaps(store: Store) {
    let writers: Vec<_> = (0..32)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0..5 {
                    append(
                        &store,
                        "c",
                        round,
                        (0..=n % 3).map(|k| entry(&format!("{n} {round} {k}"))).collect(),
                    )
                    .await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let expected: usize = (0..32).map(|n| 5 * (1 + n % 3)).sum();
    assert_eq!(verified(&store, "c").await, expected);
}

async fn what_fails_leaves_no_gap(store: Store) {
    let writers: Vec<_> = (0..40)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let done = transact!(store, [n], |tx| {
                    audit::append(tx, "c", Instant(1), &[entry(&n.to_string())]).await?;
                    if n % 2 == 1 {
                        return Err(nahtlos_store::StoreError::other("refused"));
                    }
                    Ok(())
                });
                assert_eq!(done.await.is_ok(), n % 2 == 0);
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(verified(&store, "c").await, 20);
}

async fn heads_are_paged(store: Store) {
    for scope in ["b", "d", "a", "c"] {
        append(&store, scope, 1, vec![entry(scope), entry(scope)]).await;
    }
    let mut tx = reader(&store).await;
    let names = |heads: Vec<(String, i64, Hash)>| heads.into_iter().map(|(scope, seq, _)| (scope, seq)).collect::<Vec<_>>();
    let page = names(audit::heads(&mut tx, "", 3).await.unwrap());
    assert_eq!(page, [("a".to_owned(), 2), ("b".to_owned(), 2), ("c".to_owned(), 2)]);
    assert_eq!(names(audit::heads(&mut tx, "c", 3).await.unwrap()), [("d".to_owned(), 2)]);
}

async fn seals_count_up(store: Store) {
    let seal = |seq: i64, scope: &str, scope_seq: i64| Seal {
        seq,
        scope: scope.into(),
        scope_seq,
        scope_hash: [7; 32],
        at: Instant(seq),
    };
    let mut tx = reader(&store).await;
    assert_eq!(audit::last_seal(&mut tx, "p").await.unwrap(), (0, GENESIS));
    assert_eq!(audit::sealed(&mut tx, "p", "c").await.unwrap(), 0);
    let seals = [seal(1, "c", 5), seal(2, "d", 3), seal(3, "c", 9)];
    transact!(store, [seals], |tx| {
        for seal in seals {
            audit::seal(tx, "p", seal, &[seal.seq as u8; 32]).await?;
        }
        audit::seal(tx, "q", &seals[0], &[1; 32]).await
    })
    .await
    .expect("they are sealed");
    assert_eq!(audit::last_seal(&mut tx, "p").await.unwrap(), (3, [3; 32]));
    assert_eq!(audit::last_seal(&mut tx, "q").await.unwrap(), (1, [1; 32]));
    assert_eq!(audit::sealed(&mut tx, "p", "c").await.unwrap(), 9);
    assert_eq!(audit::sealed(&mut tx, "q", "d").await.unwrap(), 0);
    let found = audit::seals(&mut tx, "p", 1, 5).await.unwrap();
    assert_eq!(found, [(seals[1].clone(), [2; 32]), (seals[2].clone(), [3; 32])]);
    let again = seals[2].clone();
    let again = transact!(store, [again], |tx| { audit::seal(tx, "p", again, &[3; 32]).await });
    assert_eq!(again.await.map_err(failure), unique("audit_seals"));
}
