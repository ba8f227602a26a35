//! The catalogue's rows and versions.

use crate::{failure, reader, samples::HARD_TEXT, unique};
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Store,
    catalogue::{self, CatalogueRow, Version},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    versions_count_up_and_are_taken_once,
    rows_hold_until_they_end,
    what_was_present_is_found_again,
    thousands_of_rows_come_at_once
);

fn version(n: i64, kind: &str) -> Version {
    Version {
        version: n,
        at: Instant(n * 1000),
        kind: kind.into(),
        digest: format!("digest-{n}"),
        summary: format!("{{\"text\":\"{n}\"}}"),
    }
}

fn row(kind: &str, key: &str, digest: &str) -> CatalogueRow {
    CatalogueRow {
        kind: kind.into(),
        key: key.into(),
        digest: digest.into(),
        body: HARD_TEXT.into(),
    }
}

async fn versions_count_up_and_are_taken_once(store: Store) {
    assert_eq!(catalogue::version(&mut reader(&store).await).await.unwrap(), 0);
    transact!(store, [], |tx| {
        catalogue::add_version(tx, &version(1, "prices")).await?;
        catalogue::add_version(tx, &version(2, "offers")).await?;
        catalogue::add_version(tx, &version(3, "prices")).await
    })
    .await
    .expect("they are added");
    let again = transact!(store, [], |tx| { catalogue::add_version(tx, &version(3, "offers")).await });
    assert_eq!(again.await.map_err(failure), unique("catalogue_versions"));
    let mut tx = reader(&store).await;
    assert_eq!(catalogue::version(&mut tx).await.unwrap(), 3);
    let newest = catalogue::versions(&mut tx, 2).await.unwrap();
    assert_eq!(newest, [version(3, "prices"), version(2, "offers")]);
    assert_eq!(
        catalogue::last_digest(&mut tx, "prices").await.unwrap().as_deref(),
        Some("digest-3")
    );
    assert_eq!(
        catalogue::last_digest(&mut tx, "offers").await.unwrap().as_deref(),
        Some("digest-2")
    );
    assert_eq!(catalogue::last_digest(&mut tx, "nothing").await.unwrap(), None);
    assert_eq!(
        catalogue::latest(&mut tx).await.unwrap(),
        [version(2, "offers"), version(3, "prices")]
    );
}

async fn rows_hold_until_they_end(store: Store) {
    let first = [row("price", "b", "1"), row("price", "a", "1"), row("price", "c", "1")];
    let (offer, changed) = ([row("offer", "a", "1")], [row("price", "a", "2"), row("price", "d", "2")]);
    let ended = ["a".to_owned(), "b".to_owned(), "never was".to_owned()];
    transact!(store, [first, offer], |tx| {
        catalogue::apply(tx, 1, "price", &[], first).await?;
        catalogue::apply(tx, 1, "offer", &[], offer).await
    })
    .await
    .expect("they are applied");
    transact!(store, [ended, changed], |tx| {
        catalogue::apply(tx, 2, "price", ended, changed).await
    })
    .await
    .expect("they are applied");
    let mut tx = reader(&store).await;
    let present = catalogue::present(&mut tx).await.unwrap();
    assert_eq!(
        present,
        [offer[0].clone(), changed[0].clone(), first[2].clone(), changed[1].clone()]
    );
    let body = catalogue::present_body(&mut tx, "price", "d").await.unwrap();
    assert_eq!(body.as_deref(), Some(HARD_TEXT));
    assert_eq!(catalogue::present_body(&mut tx, "price", "b").await.unwrap(), None, "it has ended");
    let pair = |key: &str, digest: &str| (key.to_owned(), digest.to_owned());
    let keys = catalogue::present_keys(&mut tx, "price").await.unwrap();
    assert_eq!(keys, [pair("a", "2"), pair("c", "1"), pair("d", "2")]);
    assert!(catalogue::present_keys(&mut tx, "nothing").await.unwrap().is_empty());
    let again = transact!(store, [changed], |tx| {
        catalogue::apply(tx, 2, "price", &[], &changed[..1]).await
    });
    assert_eq!(again.await.map_err(failure), unique("catalogue_rows"));
}

async fn what_was_present_is_found_again(store: Store) {
    let body = |text: &str| CatalogueRow {
        body: text.into(),
        ..row("price", "a", text)
    };
    let (first, second) = ([body("1")], [body("2")]);
    let ended = ["a".to_owned()];
    transact!(store, [first, second, ended], |tx| {
        catalogue::add_version(tx, &version(1, "prices")).await?;
        catalogue::apply(tx, 1, "price", &[], first).await?;
        catalogue::add_version(tx, &version(2, "prices")).await?;
        catalogue::apply(tx, 2, "price", ended, second).await
    })
    .await
    .expect("they are applied");
    let mut tx = reader(&store).await;
    for (at, expected) in [(1000, 0), (1001, 1), (2000, 1), (2001, 2), (9000, 2)] {
        assert_eq!(catalogue::version_before(&mut tx, Instant(at)).await.unwrap(), expected, "{at}");
    }
    for ((from, until), expected) in [
        ((0, 0), vec![]),
        ((0, 1), vec!["1"]),
        ((1, 1), vec!["1"]),
        ((1, 2), vec!["1", "2"]),
        ((2, 2), vec!["2"]),
    ] {
        assert_eq!(
            catalogue::bodies(&mut tx, "price", from, until).await.unwrap(),
            expected,
            "{from} to {until}"
        );
    }
    assert!(catalogue::bodies(&mut tx, "offer", 0, 2).await.unwrap().is_empty());
}

async fn thousands_of_rows_come_at_once(store: Store) {
    let rows: Vec<CatalogueRow> = (0..3001).map(|n| row("price", &format!("{n:05}"), "1")).collect();
    transact!(store, [rows], |tx| { catalogue::apply(tx, 1, "price", &[], rows).await })
        .await
        .expect("they are applied");
    assert_eq!(catalogue::present(&mut reader(&store).await).await.unwrap(), rows);
}
