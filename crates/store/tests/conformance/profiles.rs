//! Partners' profiles, on both engines.

use crate::{failure, reader, samples::HARD_TEXT, stale};
use nahtlos_model::profiles::{Kept, ProfileKind, Support};
use nahtlos_store::{Store, profiles};
use nahtlos_testbed::transact;

crate::scenarios!(are_kept_by_partner_and_kind, only_the_version_decided_on_is_replaced);

fn support(version: i64, telephone: &str) -> Kept<Support> {
    Kept {
        value: Support {
            email: "hilfe@partner.example".into(),
            telephone: telephone.into(),
            website: HARD_TEXT.into(),
        },
        version,
    }
}

async fn find(store: &Store, partner: &str, kind: ProfileKind) -> Option<Kept<Support>> {
    profiles::find(&mut reader(store).await, partner, kind).await.unwrap()
}

async fn are_kept_by_partner_and_kind(store: Store) {
    assert_eq!(find(&store, "p", ProfileKind::Support).await, None);
    transact!(store, [], |tx| {
        profiles::save(tx, "p", ProfileKind::Support, 0, &support(1, "1")).await?;
        profiles::save(tx, "p", ProfileKind::Billing, 0, &support(1, "2")).await?;
        profiles::save(tx, "q", ProfileKind::Support, 0, &support(1, "3")).await
    })
    .await
    .unwrap();
    for (partner, kind, telephone) in [
        ("p", ProfileKind::Support, "1"),
        ("p", ProfileKind::Billing, "2"),
        ("q", ProfileKind::Support, "3"),
    ] {
        assert_eq!(find(&store, partner, kind).await, Some(support(1, telephone)));
    }
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let write = |before: i64, after: Kept<Support>| {
        let store = store.clone();
        async move {
            let done = transact!(store, [after, before], |tx| {
                profiles::save(tx, "p", ProfileKind::Support, *before, after).await
            });
            done.await.map_err(failure)
        }
    };
    write(0, support(1, "1")).await.unwrap();
    assert_eq!(write(0, support(1, "2")).await, stale(), "somebody else wrote the first one");
    write(1, support(2, "3")).await.unwrap();
    assert_eq!(write(1, support(2, "4")).await, stale());
    assert_eq!(find(&store, "p", ProfileKind::Support).await, Some(support(2, "3")));
}
