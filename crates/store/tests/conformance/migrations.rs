//! Migrations, their events, schedules, lists and rates, on both engines.

use crate::{failure, reader, stale, unique};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    instants::Instant,
    migrations::{
        Bid, EventName, Migration, MigrationEvent, MigrationStatus, Part, Wish,
        rates::Lately,
        schedules::{Schedule, ScheduleStatus, When},
    },
};
use nahtlos_store::{
    Store,
    migrations::{self, Filter, Kind, Listed},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    come_back_and_are_replaced_by_version,
    events_come_back_by_migration_and_subscription,
    one_schedule_of_a_subscription_is_open,
    lists_are_paged_by_customer_subscription_and_reference,
    a_customer_goes_and_the_other_stays,
    a_rate_is_kept_by_one_of_two,
);

fn part(subscription: &str) -> Part {
    Part {
        subscription_id: subscription.into(),
        item: Some("CFQ7:0001:CFQ8".into()),
        quantity: 3,
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        full_term: false,
        custom_end: None,
        source_end: None,
        new_subscription_id: None,
    }
}

fn migration(customer: &str, id: &str, at: i64, reference: Option<&str>, subscriptions: &[&str]) -> Migration {
    Migration {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "p".into(),
        status: MigrationStatus::Processing,
        started: Instant(at),
        completed: None,
        reference: reference.map(str::to_owned),
        order_id: None,
        parts: subscriptions.iter().map(|s| part(s)).collect(),
        error: None,
        version: 1,
    }
}

fn schedule(customer: &str, id: &str, subscription: &str, addon: &str) -> Schedule {
    let wish = |id: &str| Wish {
        subscription_id: id.into(),
        ..Wish::default()
    };
    Schedule {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "p".into(),
        status: ScheduleStatus::Created,
        when: When::At(Instant(100)),
        bid: Bid {
            base: wish(subscription),
            addons: vec![wish(addon)],
            reference: Some("batch".into()),
        },
        parts: vec![part(subscription), part(addon)],
        migration_id: None,
        error: None,
        created: Instant(1),
        modified: Instant(1),
        version: 1,
    }
}

async fn insert(store: &Store, m: &Migration) {
    let m = m.clone();
    transact!(store, [m], |tx| { migrations::insert(tx, m).await }).await.unwrap();
}

async fn plan(store: &Store, s: &Schedule) -> Result<(), nahtlos_store::StoreError> {
    let s = s.clone();
    transact!(store, [s], |tx| { migrations::plan(tx, s).await }).await
}

async fn come_back_and_are_replaced_by_version(store: Store) {
    let before = migration("c", "m", 1, None, &["s"]);
    insert(&store, &before).await;
    let after = before.complete("o", &["n".to_owned()], Instant(9));
    transact!(store, [before, after], |tx| { migrations::update(tx, before, after).await })
        .await
        .unwrap();
    let again = transact!(store, [before, after], |tx| { migrations::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(migrations::find(&mut tx, "c", "m").await.unwrap(), Some(after));
    assert_eq!(migrations::find(&mut tx, "d", "m").await.unwrap(), None);
}

async fn events_come_back_by_migration_and_subscription(store: Store) {
    let event = |id: &str, migration: &str, subscription: &str, name| MigrationEvent {
        id: id.into(),
        migration_id: migration.into(),
        subscription_id: subscription.into(),
        at: Instant(5),
        name,
    };
    let all = [
        event("1", "m", "s", EventName::MigrationStarted),
        event("2", "m", "a", EventName::NewCommerceSubscriptionCreated),
        event("3", "k", "s", EventName::MigrationFailed),
    ];
    let noted = all.clone();
    transact!(store, [noted], |tx| {
        for event in noted {
            migrations::note(tx, "c", "p", event).await?;
        }
        migrations::note(
            tx,
            "c",
            "q",
            &MigrationEvent {
                id: "4".into(),
                ..noted[0].clone()
            },
        )
        .await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(migrations::events(&mut tx, "c", "p", Some("m"), "").await.unwrap(), all[..2]);
    assert_eq!(migrations::events(&mut tx, "c", "p", Some("m"), "a").await.unwrap(), all[1..2]);
    let of_subscription = migrations::events(&mut tx, "c", "p", None, "s").await.unwrap();
    assert_eq!(of_subscription, [all[0].clone(), all[2].clone()]);
    assert_eq!(migrations::events(&mut tx, "d", "p", None, "s").await.unwrap(), []);
}

async fn one_schedule_of_a_subscription_is_open(store: Store) {
    let first = schedule("c", "one", "s", "a");
    plan(&store, &first).await.unwrap();
    let second = plan(&store, &schedule("c", "two", "s", "a")).await;
    assert_eq!(second.map_err(failure), unique("migration_schedules"));
    plan(&store, &schedule("d", "four", "s", "a")).await.unwrap();
    let cancelled = first.cancel(Instant(7)).unwrap();
    transact!(store, [first, cancelled], |tx| { migrations::replan(tx, first, cancelled).await })
        .await
        .unwrap();
    let again = transact!(store, [first, cancelled], |tx| { migrations::replan(tx, first, cancelled).await });
    assert_eq!(again.await.map_err(failure), stale());
    plan(&store, &schedule("c", "three", "s", "a")).await.unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(migrations::schedule(&mut tx, "c", "one").await.unwrap(), Some(cancelled));
    let open = migrations::open_schedule(&mut tx, "c", "s").await.unwrap();
    assert_eq!(open, Some(schedule("c", "three", "s", "a")));
    assert_eq!(migrations::open_schedule(&mut tx, "c", "a").await.unwrap(), None);
    let filter = Filter {
        customer: Some("c"),
        subscription: Some("a"),
        reference: Some("batch"),
    };
    let listed = migrations::page(&mut tx, "p", Kind::Schedule, filter, (Instant(i64::MIN), ""), 9)
        .await
        .unwrap();
    let ids: Vec<&str> = listed.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["one", "three"], "each once, though one was replaced");
}

async fn lists_are_paged_by_customer_subscription_and_reference(store: Store) {
    for (customer, id, at, reference, subscriptions) in [
        ("c", "m2", 20, Some("batch"), &["s", "a"][..]),
        ("c", "m1", 20, None, &["t"]),
        ("c", "m0", 10, Some("batch"), &["s"]),
        ("d", "m3", 5, Some("batch"), &["u"]),
    ] {
        insert(&store, &migration(customer, id, at, reference, subscriptions)).await;
    }
    let mut tx = reader(&store).await;
    let mut ids = async |filter: Filter<'static>, after: (Instant, &str), limit| -> Vec<String> {
        let found = migrations::page(&mut tx, "p", Kind::Migration, filter, after, limit).await.unwrap();
        found.into_iter().map(|one: Listed| one.id).collect()
    };
    let first = (Instant(i64::MIN), "");
    let of = |customer, subscription, reference| Filter {
        customer,
        subscription,
        reference,
    };
    assert_eq!(ids(of(Some("c"), None, None), first, 2).await, ["m0", "m1"]);
    assert_eq!(ids(of(Some("c"), None, None), (Instant(20), "m1"), 2).await, ["m2"]);
    assert_eq!(ids(of(None, None, Some("batch")), first, 9).await, ["m3", "m0", "m2"]);
    assert_eq!(ids(of(Some("c"), None, Some("batch")), first, 9).await, ["m0", "m2"]);
    assert_eq!(ids(of(None, Some("a"), None), first, 9).await, ["m2"]);
    assert_eq!(ids(of(Some("c"), Some("s"), Some("batch")), first, 9).await, ["m0", "m2"]);
    assert_eq!(ids(of(Some("d"), Some("s"), None), first, 9).await, [""; 0]);
    assert_eq!(ids(of(None, None, None), first, 9).await, [""; 0]);
    let other = migrations::page(&mut tx, "q", Kind::Migration, of(Some("c"), None, None), first, 9).await;
    assert_eq!(other.unwrap(), []);
}

async fn a_customer_goes_and_the_other_stays(store: Store) {
    for customer in ["c", "d"] {
        insert(&store, &migration(customer, &format!("m{customer}"), 1, None, &["s"])).await;
        plan(&store, &schedule(customer, &format!("k{customer}"), "s", "a")).await.unwrap();
    }
    transact!(store, [], |tx| {
        migrations::delete_all(tx, "c").await?;
        migrations::delist(tx, "p", "c").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    for (customer, there) in [("c", false), ("d", true)] {
        let filter = Filter {
            customer: Some(customer),
            ..Filter::default()
        };
        let listed = migrations::page(&mut tx, "p", Kind::Schedule, filter, (Instant(i64::MIN), ""), 9)
            .await
            .unwrap();
        let found = migrations::find(&mut tx, customer, &format!("m{customer}")).await.unwrap();
        let open = migrations::open_schedule(&mut tx, customer, "s").await.unwrap();
        assert_eq!(
            (listed.len(), found.is_some(), open.is_some()),
            (usize::from(there), there, there),
            "{customer}"
        );
    }
}

async fn a_rate_is_kept_by_one_of_two(store: Store) {
    let keep = async |version: i64, at: i64| {
        let lately = Lately(vec![Instant(at)]);
        transact!(store, [version, lately], |tx| {
            migrations::keep_lately(tx, "p", *version, lately).await
        })
        .await
    };
    assert_eq!(
        migrations::lately(&mut reader(&store).await, "p").await.unwrap(),
        (0, Lately::default())
    );
    keep(0, 1).await.unwrap();
    assert_eq!(keep(0, 2).await.map_err(failure), stale(), "another was first");
    keep(1, 3).await.unwrap();
    assert_eq!(keep(1, 4).await.map_err(failure), stale());
    let kept = migrations::lately(&mut reader(&store).await, "p").await.unwrap();
    assert_eq!(kept, (2, Lately(vec![Instant(3)])));
}
