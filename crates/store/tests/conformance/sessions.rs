//! Sessions and second factors.

use crate::{failure, reader, samples::HARD_TEXT, stale, unique};
use nahtlos_store::{
    Store,
    sessions::{self, Owner},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    sessions_end_by_time_and_by_hand,
    factors_are_kept_and_changed_once,
    a_tenants_people_are_forgotten
);

const ADA: Owner<'static> = Owner { tenant: "t", user: "ada" };
const BOB: Owner<'static> = Owner { tenant: "t", user: "bob" };

async fn names(store: &Store, owner: Owner<'_>, now: i64) -> Vec<String> {
    let mut tx = reader(store).await;
    let all = sessions::of_user::<String>(&mut tx, owner, now).await.expect("they are listed");
    all.into_iter().map(|(hash, body)| format!("{hash}={body}")).collect()
}

async fn factor(store: &Store, owner: Owner<'_>, id: &str) -> Option<(i64, String)> {
    sessions::factor(&mut reader(store).await, owner, id).await.expect("it is read")
}

async fn sessions_end_by_time_and_by_hand(store: Store) {
    transact!(store, [], |tx| {
        sessions::begin(tx, "h1", ADA, 100, &"one").await?;
        sessions::begin(tx, "h2", ADA, 200, &HARD_TEXT).await?;
        sessions::begin(tx, "h3", ADA, 300, &"three").await?;
        sessions::begin(tx, "h4", BOB, 300, &"four").await
    })
    .await
    .expect("they begin");
    let again = transact!(store, [], |tx| { sessions::begin(tx, "h1", BOB, 100, &"one").await });
    assert_eq!(again.await.map_err(failure), unique("sessions"));
    for (hash, now, there) in [("h1", 99, true), ("h1", 100, false), ("h2", 199, true), ("x", 0, false)] {
        let found = sessions::find::<String>(&mut reader(&store).await, hash, now)
            .await
            .expect("it is read");
        assert_eq!(found.is_some(), there, "{hash} {now}");
    }
    let hard = format!("h2={HARD_TEXT}");
    assert_eq!(names(&store, ADA, 0).await, ["h3=three", hard.as_str(), "h1=one"]);
    assert_eq!(names(&store, ADA, 100).await, ["h3=three", hard.as_str()]);
    transact!(store, [], |tx| {
        sessions::keep(tx, "h1", 400, &"later").await?;
        // One that was ended meanwhile does not come back.
        sessions::keep(tx, "x", 400, &"later").await
    })
    .await
    .expect("it is kept");
    assert_eq!(names(&store, ADA, 300).await, ["h1=later"]);
    let ended = transact!(store, [], |tx| {
        Ok((
            sessions::end(tx, BOB, "h1").await?,
            sessions::end(tx, ADA, "h1").await?,
            sessions::end(tx, ADA, "h1").await?,
        ))
    });
    assert_eq!(ended.await.expect("it ends"), (false, true, false));
    let others = transact!(store, [], |tx| { sessions::end_others(tx, ADA, "h3").await });
    assert_eq!(others.await.expect("they end"), 1);
    assert_eq!(names(&store, ADA, 0).await, ["h3=three"]);
    for (now, left) in [(299, 2), (300, 0)] {
        transact!(store, [now], |tx| { sessions::expire(tx, *now).await })
            .await
            .expect("they expire");
        assert_eq!(names(&store, ADA, 0).await.len() + names(&store, BOB, 0).await.len(), left);
    }
}

async fn factors_are_kept_and_changed_once(store: Store) {
    transact!(store, [], |tx| {
        sessions::add_factor(tx, ADA, "b", &"second").await?;
        sessions::add_factor(tx, ADA, "a", &"first").await?;
        sessions::add_factor(tx, ADA, "a", &HARD_TEXT).await?;
        sessions::add_factor(tx, BOB, "a", &"other").await
    })
    .await
    .expect("they are added");
    for (owner, id, body) in [(ADA, "a", HARD_TEXT), (ADA, "b", "second"), (BOB, "a", "other")] {
        assert_eq!(factor(&store, owner, id).await, Some((1, body.to_owned())));
    }
    let all = sessions::factors(&mut reader(&store).await, ADA).await.expect("they are listed");
    let texts = [("a", HARD_TEXT), ("b", "second")].map(|(id, body)| (id.to_owned(), serde_json::json!(body).to_string()));
    assert_eq!(all, texts);
    let change = async |version: i64| {
        let done = transact!(store, [version], |tx| {
            sessions::change_factor(tx, ADA, "a", *version, &"changed").await
        });
        done.await.map_err(failure)
    };
    assert_eq!(change(1).await, Ok(()));
    assert_eq!(change(1).await, stale());
    assert_eq!(factor(&store, ADA, "a").await, Some((2, "changed".to_owned())));
    assert_eq!(factor(&store, ADA, "x").await, None);
    let dropped = transact!(store, [], |tx| {
        Ok((
            sessions::drop_factor(tx, ADA, "a").await?,
            sessions::drop_factor(tx, ADA, "a").await?,
        ))
    });
    assert_eq!(dropped.await.expect("it is dropped"), (true, false));
    assert_eq!(factor(&store, BOB, "a").await, Some((1, "other".to_owned())));
}

async fn a_tenants_people_are_forgotten(store: Store) {
    let elsewhere = Owner { tenant: "t2", user: "ada" };
    transact!(store, [elsewhere], |tx| {
        for owner in [&ADA, elsewhere] {
            sessions::begin(tx, owner.tenant, *owner, 100, &"s").await?;
            sessions::add_factor(tx, *owner, "a", &"f").await?;
        }
        Ok(())
    })
    .await
    .expect("they are kept");
    transact!(store, [], |tx| { sessions::drop_of_tenant(tx, "t").await })
        .await
        .expect("they are forgotten");
    for (owner, left) in [(ADA, 0), (elsewhere, 1)] {
        let factors = usize::from(factor(&store, owner, "a").await.is_some());
        assert_eq!((names(&store, owner, 0).await.len(), factors), (left, left));
    }
}
