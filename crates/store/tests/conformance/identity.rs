//! Applications, consents, grants, signing keys.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::partners::Application;
use nahtlos_store::{
    Store,
    identity::{self, SigningKey},
};
use nahtlos_testbed::transact;
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

crate::scenarios!(
    applications_are_saved_and_listed,
    consents_are_given_and_taken_back,
    grants_end_by_time_and_count_once,
    keys_come_newest_first,
    app_roles_are_given_once
);

async fn applications_are_saved_and_listed(store: Store) {
    let changed = Application {
        version: 2,
        public: true,
        ..application("b", "t")
    };
    transact!(store, [changed], |tx| {
        for (id, tenant) in [("b", "t"), ("a", "t"), ("c", "t2")] {
            identity::save_application(tx, &application(id, tenant)).await?;
        }
        identity::save_application(tx, changed).await
    })
    .await
    .expect("they are saved");
    let mut tx = reader(&store).await;
    assert_eq!(identity::application(&mut tx, "b").await.unwrap().as_ref(), Some(&changed));
    assert_eq!(identity::application(&mut tx, "x").await.unwrap(), None);
    assert_eq!(
        identity::applications(&mut tx, "t").await.unwrap(),
        [application("a", "t"), changed.clone()]
    );
    let newer = Application {
        version: 3,
        ..changed.clone()
    };
    let update = async |before: &Application, after: &Application| {
        let (before, after) = (before.clone(), after.clone());
        transact!(store, [before, after], |tx| {
            identity::update_application(tx, before, after).await
        })
        .await
        .map_err(failure)
    };
    assert_eq!(update(&changed, &newer).await, Ok(()));
    assert_eq!(update(&changed, &newer).await, stale());
    assert_eq!(identity::application(&mut tx, "b").await.unwrap(), Some(newer));
}

async fn app_roles_are_given_once(store: Store) {
    let given = transact!(store, [], |tx| {
        Ok((
            identity::assign_app_role(tx, "t", "p", "one", &"first").await?,
            identity::assign_app_role(tx, "t", "p", "one", &"again").await?,
            identity::assign_app_role(tx, "t2", "p", "one", &"other").await?,
        ))
    });
    assert_eq!(given.await.unwrap(), (true, false, true));
    let mut tx = reader(&store).await;
    assert_eq!(identity::app_roles::<String>(&mut tx, "t", "p").await.unwrap(), ["first"]);
    assert_eq!(
        identity::app_roles::<String>(&mut tx, "t", "x").await.unwrap(),
        Vec::<String>::new()
    );
}

async fn consents_are_given_and_taken_back(store: Store) {
    let (first, second) = (vec!["read".to_owned()], vec!["read".to_owned(), HARD_TEXT.to_owned()]);
    transact!(store, [first, second], |tx| {
        identity::add_consent(tx, "c", "app", first).await?;
        identity::add_consent(tx, "c", "app", second).await?;
        identity::add_consent(tx, "c2", "app", first).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(identity::consents(&mut tx, "c").await.unwrap(), ["app"]);
    assert_eq!(identity::consents(&mut tx, "x").await.unwrap(), Vec::<String>::new());
    assert_eq!(identity::consent::<Vec<String>>(&mut tx, "c", "app").await.unwrap(), Some(second));
    assert_eq!(identity::consent::<Vec<String>>(&mut tx, "c", "x").await.unwrap(), None);
    let wrong = identity::consent::<u32>(&mut tx, "c", "app").await.map_err(failure);
    assert_eq!(wrong, Err((nahtlos_store::Kind::Other, None)));
    let dropped = transact!(store, [], |tx| {
        Ok((
            identity::drop_consent(tx, "c", "app").await?,
            identity::drop_consent(tx, "c", "app").await?,
        ))
    });
    assert_eq!(dropped.await.unwrap(), (true, false));
    assert_eq!(identity::consent::<Vec<String>>(&mut tx, "c", "app").await.unwrap(), None);
    assert_eq!(identity::consent::<Vec<String>>(&mut tx, "c2", "app").await.unwrap(), Some(first));
}

async fn grants_end_by_time_and_count_once(store: Store) {
    transact!(store, [], |tx| {
        identity::grant(tx, "h1", "code", 100, &"one").await?;
        identity::grant(tx, "h2", "refresh", 200, &"two").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    for (hash, kind, now, there) in [
        ("h1", "code", 99, true),
        ("h1", "code", 100, false),
        ("h1", "refresh", 99, false),
        ("h2", "refresh", 199, true),
        ("x", "code", 0, false),
    ] {
        let found = identity::granted::<String>(&mut tx, hash, kind, now).await.unwrap();
        assert_eq!(found.is_some(), there, "{hash} {kind} {now}");
    }
    let again = transact!(store, [], |tx| { identity::grant(tx, "h1", "code", 100, &"one").await });
    assert_eq!(again.await.map_err(failure), unique("grants"));
    let counted = Arc::new(AtomicU32::new(0));
    let takers: Vec<_> = (0..16)
        .map(|_| {
            let (store, counted) = (store.clone(), Arc::clone(&counted));
            tokio::spawn(async move {
                let was_there = transact!(store, [], |tx| { identity::revoke(tx, "h1").await });
                counted.fetch_add(u32::from(was_there.await.unwrap()), Ordering::Relaxed);
            })
        })
        .collect();
    for taker in takers {
        taker.await.unwrap();
    }
    assert_eq!(counted.load(Ordering::Relaxed), 1);
    for (now, there) in [(199, true), (200, false)] {
        transact!(store, [now], |tx| { identity::expire(tx, *now).await }).await.unwrap();
        assert_eq!(
            identity::granted::<String>(&mut tx, "h2", "refresh", 0).await.unwrap().is_some(),
            there
        );
    }
}

async fn keys_come_newest_first(store: Store) {
    let key = |id: &str, created_ms| SigningKey {
        id: id.into(),
        created_ms,
        secret: vec![0, 255, 39, 0],
    };
    let keys = [key("b", 1), key("a", 1), key("c", 2)];
    transact!(store, [keys], |tx| {
        for key in keys {
            identity::add_key(tx, key).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(
        identity::keys(&mut reader(&store).await).await.unwrap(),
        [key("c", 2), key("a", 1), key("b", 1)]
    );
    let again = keys[0].clone();
    let again = transact!(store, [again], |tx| { identity::add_key(tx, again).await });
    assert_eq!(again.await.map_err(failure), unique("signing_keys"));
}
