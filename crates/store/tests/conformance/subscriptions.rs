//! Subscriptions come back, change and are counted, on both engines.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::subscriptions::{EndAction, Status, Subscription, coming::Coming};
use nahtlos_store::{
    Store,
    customers::{self, Listed},
    settings,
    subscriptions::{self, After, Many},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    come_back_in_order_to_whom_they_belong,
    uses_are_counted,
    only_the_version_decided_on_is_replaced,
    an_id_is_taken_once_per_customer,
    many_at_once_are_all_there_or_none,
    all_of_a_customer_go,
    one_comes_with_what_the_asker_is_to_the_customer,
    what_comes_is_listed_by_day,
);

async fn insert(store: &Store, all: &[Subscription]) {
    let all = all.to_vec();
    let done = transact!(store, [all], |tx| {
        for s in all {
            subscriptions::insert(tx, s).await?;
        }
        Ok(())
    });
    done.await.expect("they are inserted");
}

fn ids(all: &[Subscription]) -> Vec<&str> {
    all.iter().map(|s| s.id.as_str()).collect()
}

async fn come_back_in_order_to_whom_they_belong(store: Store) {
    let mut elsewhere = subscription("c1", "b");
    (elsewhere.partner_id, elsewhere.order_id) = (None, None);
    let mut child = subscription("c1", "c");
    (child.parent_id, child.order_id) = (Some("a".into()), Some("another".into()));
    let all = [
        subscription("c1", "d"),
        elsewhere.clone(),
        subscription("c1", "a"),
        child.clone(),
        subscription("c2", "a"),
    ];
    insert(&store, &all).await;
    let mut tx = reader(&store).await;
    assert_eq!(subscriptions::find(&mut tx, "c1", "b").await.unwrap(), Some(elsewhere));
    assert_eq!(subscriptions::find(&mut tx, "c2", "b").await.unwrap(), None);
    assert_eq!(subscriptions::find(&mut tx, "c1", "B").await.unwrap(), None);
    let listed = subscriptions::list(&mut tx, "c1").await.unwrap();
    assert_eq!(ids(&listed), ["a", "b", "c", "d"]);
    assert_eq!(listed[3], all[0]);
    let page = subscriptions::page(&mut tx, "c1", "partner", 2, 0).await.unwrap();
    assert_eq!(ids(&page), ["a", "c"]);
    let page = subscriptions::page(&mut tx, "c1", "partner", 2, 2).await.unwrap();
    assert_eq!(ids(&page), ["d"]);
    assert!(subscriptions::page(&mut tx, "c1", "stranger", 2, 0).await.unwrap().is_empty());
    let of_order = subscriptions::by_order(&mut tx, "c1", "order").await.unwrap();
    assert_eq!(ids(&of_order), ["a", "d"]);
    let children = subscriptions::children(&mut tx, "c1", "a").await.unwrap();
    assert_eq!(children, [child]);
}

async fn uses_are_counted(store: Store) {
    let with = |id: &str, status, quantity| Subscription {
        status,
        quantity,
        ..subscription("c", id)
    };
    let mut other_sku = with("f", Status::Active, 100);
    other_sku.licence = sku(2);
    let mut other_partner = with("g", Status::Active, 5);
    other_partner.partner_id = Some("another".into());
    let all = [
        with("a", Status::Active, 10),
        with("b", Status::Active, 20),
        with("c", Status::Suspended, 40),
        with("d", Status::Expired, 80),
        with("e", Status::Pending, 160),
        other_sku,
        other_partner,
        with("h", Status::Deleted, 1),
    ];
    insert(&store, &all).await;
    let mut tx = reader(&store).await;
    assert_eq!(subscriptions::in_use(&mut tx, "c", "partner").await.unwrap(), 5);
    assert_eq!(subscriptions::in_use(&mut tx, "nobody", "partner").await.unwrap(), 0);
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = subscription("c", "s");
    insert(&store, std::slice::from_ref(&before)).await;
    let mut after = subscription("c", "s");
    (after.version, after.quantity, after.status) = (2, 25, Status::Suspended);
    (after.partner_id, after.licence, after.offer) = (Some("another".into()), sku(7), "CFQ7TTC0LH18:0002".into());
    let replaced = transact!(store, [before, after], |tx| { subscriptions::update(tx, before, after).await });
    replaced.await.expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { subscriptions::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    // Nor does anything of its transaction stay, whether it comes before or after.
    let around = transact!(store, [before, after], |tx| {
        settings::set(tx, "first", "1").await?;
        subscriptions::update(tx, before, after).await?;
        settings::set(tx, "then", "1").await
    });
    assert_eq!(around.await.map_err(failure), stale());
    for key in ["first", "then"] {
        assert_eq!(settings::get(&mut reader(&store).await, key).await.unwrap(), None);
    }
    let missing = Subscription {
        id: "gone".into(),
        ..after.clone()
    };
    let nothing = transact!(store, [after, missing], |tx| { subscriptions::update(tx, after, missing).await });
    assert_eq!(nothing.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(subscriptions::find(&mut tx, "c", "s").await.unwrap(), Some(after));
    assert_eq!(subscriptions::in_use(&mut tx, "c", "another").await.unwrap(), 1);
}

async fn an_id_is_taken_once_per_customer(store: Store) {
    insert(&store, &[subscription("c1", "s"), subscription("c2", "s")]).await;
    let again = subscription("c1", "s");
    let refused = transact!(store, [again], |tx| { subscriptions::insert(tx, again).await });
    assert_eq!(refused.await.map_err(failure), unique("subscriptions"));
    let many = Many::of(vec![again]).unwrap();
    let refused = transact!(store, [many], |tx| { subscriptions::insert_many(tx, many).await });
    assert_eq!(refused.await.map_err(failure), unique("subscriptions"));
}

async fn many_at_once_are_all_there_or_none(store: Store) {
    // More than two statements' worth, so that the full size comes twice and a rest remains.
    let all: Vec<Subscription> = (0..2345).map(|n| subscription("c", &format!("{n:05}"))).collect();
    let (twice, none) = (Many::of([&all[..1200], &all[..1]].concat()).unwrap(), Many::default());
    let some = Many::of(all.clone()).unwrap();
    let refused = transact!(store, [twice], |tx| { subscriptions::insert_many(tx, twice).await });
    assert_eq!(refused.await.map_err(failure), unique("subscriptions"));
    assert!(subscriptions::list(&mut reader(&store).await, "c").await.unwrap().is_empty());
    transact!(store, [some, none], |tx| {
        subscriptions::insert_many(tx, none).await?;
        subscriptions::insert_many(tx, some).await
    })
    .await
    .expect("they are inserted");
    assert_eq!(subscriptions::list(&mut reader(&store).await, "c").await.unwrap(), all);
}

async fn all_of_a_customer_go(store: Store) {
    insert(&store, &[subscription("c1", "a"), subscription("c1", "b"), subscription("c2", "a")]).await;
    transact!(store, [], |tx| { subscriptions::delete_all(tx, "c1").await })
        .await
        .unwrap();
    let mut tx = reader(&store).await;
    assert!(subscriptions::list(&mut tx, "c1").await.unwrap().is_empty());
    assert_eq!(subscriptions::list(&mut tx, "c2").await.unwrap().len(), 1);
}

async fn one_comes_with_what_the_asker_is_to_the_customer(store: Store) {
    insert(&store, &[subscription("c1", "a"), subscription("c2", "b")]).await;
    let between = relationship("c1", "partner");
    let related = transact!(store, [between], |tx| { customers::relate(tx, between).await });
    related.await.expect("they are related");
    let mut tx = reader(&store).await;
    for (customer, partner, id, expected) in [
        ("c1", "partner", "a", (Some(between.clone()), Some(subscription("c1", "a")))),
        ("c1", "partner", "b", (Some(between.clone()), None)),
        ("c1", "stranger", "a", (None, None)),
        ("c2", "partner", "b", (None, None)),
    ] {
        let found = subscriptions::find_for(&mut tx, customer, partner, id).await.unwrap();
        assert_eq!(found, expected, "{customer} {partner} {id}");
    }
}

async fn what_comes_is_listed_by_day(store: Store) {
    let enlisted = transact!(store, [], |tx| {
        for (partner, id) in [("partner", "c"), ("partner", "d"), ("another", "c")] {
            let one = Listed {
                customer_id: id.into(),
                company: format!("{id} AG"),
                domain: String::new(),
                reseller_id: String::new(),
            };
            customers::enlist(tx, partner, &one).await?;
        }
        Ok(())
    });
    enlisted.await.expect("they are enlisted");
    let ends = |customer: &str, id: &str, end: &str| Subscription {
        auto_renew: false,
        end: Some(day(end)),
        cancel_until: None,
        tranches: Vec::new(),
        ..subscription(customer, id)
    };
    let all = [
        ends("d", "a", "2027-03-02"),
        ends("c", "b", "2027-03-02"),
        ends("c", "a", "2027-03-01"),
        ends("c", "late", "2027-03-03"),
        Subscription {
            partner_id: Some("another".into()),
            ..ends("c", "theirs", "2027-03-01")
        },
        Subscription {
            partner_id: None,
            ..ends("c", "elsewhere", "2027-03-01")
        },
        Subscription {
            status: Status::Expired,
            ..ends("c", "over", "2027-03-01")
        },
        Subscription {
            end_action: EndAction::Extend,
            ..ends("c", "extends", "2027-03-01")
        },
        subscription("c", "renews"),
    ];
    insert(&store, &all).await;
    let found = async |what, last: &str, after: &After, limit| {
        let mut tx = reader(&store).await;
        let all = subscriptions::coming(&mut tx, ("partner", what), day(last), after, limit)
            .await
            .unwrap();
        all.into_iter().map(|(s, name)| format!("{name} {}", s.id)).collect::<Vec<_>>()
    };
    let first = After::default();
    assert_eq!(found(Coming::Ends, "2027-03-02", &first, 9).await, ["c AG a", "c AG b", "d AG a"]);
    assert_eq!(found(Coming::Ends, "2027-03-02", &first, 1).await, ["c AG a"]);
    let after = After {
        day: "2027-03-02".into(),
        customer: "c".into(),
        id: "b".into(),
    };
    assert_eq!(found(Coming::Ends, "2027-03-03", &after, 9).await, ["d AG a", "c AG late"]);
    assert_eq!(found(Coming::Extends, "2027-03-02", &first, 9).await, ["c AG extends"]);
    assert_eq!(found(Coming::Renews, "2028-01-14", &first, 9).await, [] as [&str; 0]);
    assert_eq!(found(Coming::Renews, "2028-01-15", &first, 9).await, ["c AG renews"]);
    // Of the sample, the window closes on 22 January 2027.
    assert_eq!(found(Coming::WindowCloses, "2027-01-21", &first, 9).await, [] as [&str; 0]);
    assert_eq!(found(Coming::WindowCloses, "2027-01-22", &first, 9).await, ["c AG renews"]);

    // What changes stands where it belongs then.
    let before = all[2].clone();
    let mut after = before.clone();
    (after.version, after.auto_renew) = (before.version + 1, true);
    let changed = transact!(store, [before, after], |tx| { subscriptions::update(tx, before, after).await });
    changed.await.expect("it is replaced");
    assert_eq!(found(Coming::Ends, "2027-03-02", &first, 9).await, ["c AG b", "d AG a"]);
    assert_eq!(found(Coming::Renews, "2027-03-02", &first, 9).await, ["c AG a"]);
}
