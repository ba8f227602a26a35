//! Invitations and their links, on both engines.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::{
    instants::Instant,
    invitations::{Invitation, InvitationStatus},
};
use nahtlos_store::{Store, invitations};
use nahtlos_testbed::transact;

crate::scenarios!(
    come_back_newest_first_and_by_link,
    only_the_version_decided_on_is_replaced,
    id_and_link_are_taken_once
);

async fn insert(store: &Store, one: &Invitation) {
    let (one, link) = (one.clone(), format!("hash-{}-{}", one.partner_id, one.id));
    let done = transact!(store, [one, link], |tx| { invitations::insert(tx, one, link).await });
    done.await.expect("it is inserted");
}

async fn come_back_newest_first_and_by_link(store: Store) {
    for id in ["3", "1", "5", "2", "4"] {
        insert(&store, &invitation("p", id)).await;
    }
    insert(&store, &invitation("q", "3")).await;
    let mut tx = reader(&store).await;
    let (mut found, mut before) = (Vec::new(), "~".to_owned());
    loop {
        let page = invitations::page(&mut tx, "p", &before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before.clone_from(&last.id);
        found.extend(page);
    }
    let drafted = invitations::page_in(&mut tx, "p", "drafted", "5", 2).await.unwrap();
    assert_eq!(drafted, [invitation("p", "4"), invitation("p", "3")]);
    assert_eq!(invitations::page_in(&mut tx, "p", "sent", "~", 9).await.unwrap(), []);
    let expected: Vec<Invitation> = ["5", "4", "3", "2", "1"].iter().map(|id| invitation("p", id)).collect();
    assert_eq!(found, expected);
    assert_eq!(invitations::find(&mut tx, "q", "3").await.unwrap(), Some(invitation("q", "3")));
    assert_eq!(invitations::find(&mut tx, "q", "1").await.unwrap(), None);
    assert_eq!(
        invitations::by_link(&mut tx, "hash-q-3").await.unwrap(),
        Some(("q".into(), "3".into()))
    );
    assert_eq!(invitations::by_link(&mut tx, "hash").await.unwrap(), None);
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = invitation("p", "1");
    insert(&store, &before).await;
    let after = before.send(Instant(7), false).expect("it is open");
    assert_eq!(after.status, InvitationStatus::Sent);
    transact!(store, [before, after], |tx| { invitations::update(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { invitations::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    assert_eq!(invitations::find(&mut reader(&store).await, "p", "1").await.unwrap(), Some(after));
}

async fn id_and_link_are_taken_once(store: Store) {
    insert(&store, &invitation("p", "1")).await;
    let again = transact!(store, [], |tx| {
        invitations::insert(tx, &invitation("p", "1"), "another link").await
    });
    assert_eq!(again.await.map_err(failure), unique("invitations"));
    let again = transact!(store, [], |tx| { invitations::insert(tx, &invitation("p", "2"), "hash-p-1").await });
    assert_eq!(again.await.map_err(failure), unique("invitation_links"));
    assert_eq!(invitations::find(&mut reader(&store).await, "p", "2").await.unwrap(), None);
}
