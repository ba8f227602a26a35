//! Orders and their files.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::{
    instants::Instant,
    orders::{AttachmentKind, Order, OrderStatus},
};
use nahtlos_store::{
    Store,
    orders::{self, Attachment},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    come_back_oldest_first,
    only_the_version_decided_on_is_replaced,
    files_come_back_byte_by_byte,
    ids_are_taken_once,
    all_of_a_customer_go
);

async fn insert(store: &Store, all: &[Order]) {
    let all = all.to_vec();
    let done = transact!(store, [all], |tx| {
        for order in all {
            orders::insert(tx, order).await?;
        }
        Ok(())
    });
    done.await.expect("they are inserted");
}

fn file(id: &str, content: &[u8]) -> Attachment {
    Attachment {
        id: id.into(),
        name: HARD_TEXT.into(),
        kind: AttachmentKind::Tender,
        media_type: "application/pdf".into(),
        size: content.len() as i64,
        content: content.to_vec(),
    }
}

async fn come_back_oldest_first(store: Store) {
    let at = |id: &str, ms| Order {
        created: Instant(ms),
        ..order("c", id)
    };
    let mut elsewhere = at("a", 1);
    elsewhere.partner_id = "another".into();
    let all = [at("b", 3), elsewhere.clone(), at("z", 2), at("c", 2), order("c2", "b")];
    insert(&store, &all).await;
    let mut tx = reader(&store).await;
    let listed = orders::list(&mut tx, "c", "partner").await.unwrap();
    assert_eq!(listed, [all[3].clone(), all[2].clone(), all[0].clone()]);
    assert_eq!(orders::list(&mut tx, "c", "another").await.unwrap(), [elsewhere]);
    assert_eq!(orders::find(&mut tx, "c", "partner", "b").await.unwrap().as_ref(), Some(&all[0]));
    assert_eq!(orders::find(&mut tx, "c", "another", "b").await.unwrap(), None);
    assert_eq!(orders::find(&mut tx, "c2", "partner", "c").await.unwrap(), None);
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = order("c", "o");
    insert(&store, &[before.clone(), order("c", "p")]).await;
    let after = Order {
        version: 2,
        status: OrderStatus::Cancelled,
        ..before.clone()
    };
    transact!(store, [before, after], |tx| { orders::update(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { orders::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(orders::find(&mut tx, "c", "partner", "o").await.unwrap(), Some(after));
    assert_eq!(orders::find(&mut tx, "c", "partner", "p").await.unwrap(), Some(order("c", "p")));
}

async fn files_come_back_byte_by_byte(store: Store) {
    let every_byte: Vec<u8> = (0..=255).collect();
    let large: Vec<u8> = (0..1_500_000_u32).map(|n| (n % 251) as u8).collect();
    let files = [file("b", &every_byte), file("a", &[]), file("c", &large)];
    transact!(store, [files], |tx| {
        for one in files {
            orders::attach(tx, "c", "o", one).await?;
        }
        orders::attach(tx, "c", "p", &files[0]).await
    })
    .await
    .expect("they are attached");
    let mut tx = reader(&store).await;
    let listed = orders::attachments(&mut tx, "c", "o").await.unwrap();
    let expected: Vec<Attachment> = [&files[1], &files[0], &files[2]]
        .iter()
        .map(|f| Attachment {
            content: Vec::new(),
            ..(*f).clone()
        })
        .collect();
    assert_eq!(listed, expected);
    for one in &files {
        assert_eq!(orders::attachment(&mut tx, "c", "o", &one.id).await.unwrap().as_ref(), Some(one));
    }
    assert_eq!(orders::attachment(&mut tx, "c", "p", "a").await.unwrap(), None);
}

async fn ids_are_taken_once(store: Store) {
    let (one, attached) = (order("c", "o"), file("f", b"x"));
    transact!(store, [one, attached], |tx| {
        orders::insert(tx, one).await?;
        orders::attach(tx, "c", "o", attached).await
    })
    .await
    .unwrap();
    let again = transact!(store, [one], |tx| { orders::insert(tx, one).await });
    assert_eq!(again.await.map_err(failure), unique("orders"));
    let again = transact!(store, [attached], |tx| { orders::attach(tx, "c", "o", attached).await });
    assert_eq!(again.await.map_err(failure), unique("order_attachments"));
}

async fn all_of_a_customer_go(store: Store) {
    insert(&store, &[order("c1", "o"), order("c2", "o")]).await;
    let attached = file("f", b"x");
    transact!(store, [attached], |tx| {
        orders::attach(tx, "c1", "o", attached).await?;
        orders::attach(tx, "c2", "o", attached).await?;
        orders::delete_all(tx, "c1").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    for (customer, left) in [("c1", 0), ("c2", 1)] {
        assert_eq!(orders::list(&mut tx, customer, "partner").await.unwrap().len(), left);
        assert_eq!(orders::attachments(&mut tx, customer, "o").await.unwrap().len(), left);
    }
}
