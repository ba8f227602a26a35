//! Departures, channel transfers and the partners' look-up of them, on both engines.

use crate::{failure, reader, stale, unique};
use nahtlos_model::{
    channel_transfers::{self as model, ChannelTransfer, Line, LineStatus},
    dates::Date,
    departures::{Departure, Status},
    ids::OfferId,
    instants::Instant,
    money::{Currency, Price},
};
use nahtlos_store::{Store, carts, channel_transfers, departures};
use nahtlos_testbed::transact;

crate::scenarios!(
    one_departure_of_a_customer_is_open_with_a_partner,
    channel_transfers_are_found_by_customer_and_by_partner,
    both_go_with_their_customer,
    carts_of_a_partner_go_with_the_relationship
);

fn departure(customer: &str, id: &str, partner: &str) -> Departure {
    Departure {
        id: id.to_owned(),
        customer_id: customer.to_owned(),
        partner_id: partner.to_owned(),
        status: Status::Open,
        reason: None,
        leave_by: None,
        lines: Vec::new(),
        created: Instant(1),
        closed: None,
        version: 1,
    }
}

fn channel(customer: &str, id: &str, start: Date) -> ChannelTransfer {
    let line = Line {
        source_id: "s".to_owned(),
        source_end: None,
        quantity: 1,
        offer: OfferId::new("p", "s"),
        item: "p:s:a".to_owned(),
        term: nahtlos_model::catalogue::Term::P1Y,
        cycle: nahtlos_model::catalogue::BillingPlan::Monthly,
        start,
        own_start: true,
        custom_end: None,
        unit_price: Price::default(),
        currency: Currency::new("EUR").expect("it is one"),
        price_from: start,
        no_longer_sold: false,
        status: LineStatus::Planned,
        order_id: None,
        subscription_id: None,
        problem: None,
        again: None,
    };
    ChannelTransfer {
        id: id.to_owned(),
        customer_id: customer.to_owned(),
        partner_id: "p".to_owned(),
        status: model::Status::Scheduled,
        lead_days: 7,
        mpn_id: None,
        auto_renew: true,
        lines: vec![line],
        created: Instant(1),
        version: 1,
    }
}

fn day(n: i8) -> Date {
    Date::constant(2027, 1, n)
}

async fn insert(store: &Store, one: &Departure) -> Result<(), nahtlos_store::StoreError> {
    let one = one.clone();
    transact!(store, [one], |tx| { departures::insert(tx, one).await }).await
}

async fn schedule(store: &Store, one: &ChannelTransfer) {
    let one = one.clone();
    let done = transact!(store, [one], |tx| { channel_transfers::insert(tx, one).await });
    done.await.expect("it is inserted");
}

async fn one_departure_of_a_customer_is_open_with_a_partner(store: Store) {
    let before = departure("c", "1", "p");
    insert(&store, &before).await.unwrap();
    assert_eq!(
        insert(&store, &departure("c", "2", "p")).await.map_err(failure),
        unique("departures")
    );
    insert(&store, &departure("c", "2", "q")).await.unwrap();
    insert(&store, &departure("d", "1", "p")).await.unwrap();
    let after = before.withdraw(Instant(7)).unwrap();
    transact!(store, [before, after], |tx| { departures::update(tx, before, after).await })
        .await
        .unwrap();
    let again = transact!(store, [before, after], |tx| { departures::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    insert(&store, &departure("c", "3", "p")).await.unwrap();
    let mut tx = reader(&store).await;
    let all = departures::list(&mut tx, "c", "p").await.unwrap();
    assert_eq!(all, [departure("c", "3", "p"), after.clone()]);
    assert_eq!(departures::find(&mut tx, "c", "p", "1").await.unwrap(), Some(after.clone()));
    assert_eq!(departures::find(&mut tx, "c", "q", "1").await.unwrap(), None);
    assert_eq!(departures::by_id(&mut tx, "c", "1").await.unwrap(), Some(after));
}

async fn channel_transfers_are_found_by_customer_and_by_partner(store: Store) {
    for (customer, id, start) in [("c", "1", day(9)), ("d", "2", day(3)), ("c", "3", day(5))] {
        schedule(&store, &channel(customer, id, start)).await;
    }
    let before = channel("c", "3", day(5));
    let after = before.cancel().unwrap();
    transact!(store, [before, after], |tx| { channel_transfers::update(tx, before, after).await })
        .await
        .unwrap();
    let again = transact!(store, [before, after], |tx| { channel_transfers::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(channel_transfers::find(&mut tx, "c", "3").await.unwrap(), Some(after));
    assert_eq!(channel_transfers::find(&mut tx, "d", "3").await.unwrap(), None);
    let ids: Vec<String> = channel_transfers::list(&mut tx, "c")
        .await
        .unwrap()
        .into_iter()
        .map(|t| t.id)
        .collect();
    assert_eq!(ids, ["3", "1"]);
    let start = Instant::start_of(day(3)).0;
    for (after, status, expected) in [
        ((i64::MIN, ""), "", vec!["2", "3", "1"]),
        ((start, "2"), "", vec!["3", "1"]),
        ((i64::MIN, ""), "cancelled", vec!["3"]),
        ((i64::MIN, ""), "running", vec![]),
    ] {
        let found = channel_transfers::page(&mut tx, "p", after, status, 9).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, expected, "{after:?} {status}");
    }
}

async fn both_go_with_their_customer(store: Store) {
    for (customer, id) in [("c", "1"), ("d", "2")] {
        insert(&store, &departure(customer, id, "p")).await.unwrap();
        schedule(&store, &channel(customer, id, day(9))).await;
    }
    transact!(store, [], |tx| {
        departures::delete_all(tx, "c").await?;
        channel_transfers::delete_all(tx, "c").await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(departures::list(&mut tx, "c", "p").await.unwrap(), []);
    assert_eq!(departures::list(&mut tx, "d", "p").await.unwrap().len(), 1);
    let left = channel_transfers::page(&mut tx, "p", (i64::MIN, ""), "", 9).await.unwrap();
    assert_eq!(left, [("d".to_owned(), "2".to_owned())]);
}

async fn carts_of_a_partner_go_with_the_relationship(store: Store) {
    let cart = crate::samples::cart("c", "k");
    let partner = cart.partner_id.clone();
    transact!(store, [cart, partner], |tx| {
        carts::insert(tx, cart).await?;
        carts::insert(tx, &crate::samples::cart("d", "k")).await?;
        carts::delete_of(tx, "c", "another").await?;
        carts::delete_of(tx, "d", partner).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert!(carts::find(&mut tx, "c", &partner, "k").await.unwrap().is_some());
    assert!(carts::find(&mut tx, "d", &partner, "k").await.unwrap().is_none());
}
