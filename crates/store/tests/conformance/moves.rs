//! Moves, their documents and journals, on both engines.

use crate::{reader, stale, unique};
use nahtlos_model::{
    instants::Instant,
    moves::{Beginning, Customer, LOCAL, Move, Settings, journal::Entry, state::State},
};
use nahtlos_store::{
    Store,
    moves::{self, ANY, Document},
    outbox::Claim,
};
use nahtlos_testbed::transact;

crate::scenarios!(
    a_partner_has_one_open_move_of_a_customer,
    moves_are_listed_by_state,
    one_carries_a_move_at_a_time,
    what_wakes_a_move_is_not_slept_over,
    documents_and_journals_are_kept,
    a_catalogue_is_kept_once
);

pub(crate) fn moved(partner: &str, id: &str, customer: &str) -> Move {
    let begun = Move::begun(Beginning {
        id: id.to_owned(),
        partner_id: partner.to_owned(),
        account: LOCAL.to_owned(),
        customer: Customer {
            tenant_id: customer.to_owned(),
            name: "Kunde".to_owned(),
            domain: "kunde.example".to_owned(),
            country: "DE".to_owned(),
            email: None,
        },
        base: "http://localhost".to_owned(),
        settings: Settings::default(),
        at: Instant(1),
    });
    Move {
        state: State::Waiting,
        next: Some(Instant(50)),
        ..begun
    }
}

async fn insert(store: &Store, one: &Move) {
    let one = one.clone();
    transact!(store, [one], |tx| { moves::insert(tx, one).await }).await.unwrap();
}

fn claim(owner: &'static str, now: i64, machine: i64) -> Claim<'static> {
    Claim {
        owner,
        until_ms: machine + 100,
        real_ms: machine,
        now: Instant(now),
    }
}

async fn a_partner_has_one_open_move_of_a_customer(store: Store) {
    let one = moved("p", "1", "c");
    insert(&store, &one).await;
    let second = moved("p", "2", "c");
    let twice = transact!(store, [second], |tx| { moves::insert(tx, second).await }).await;
    assert_eq!(twice.map_err(crate::failure), unique("moves"));
    insert(&store, &moved("q", "3", "c")).await;
    let mut over = Move {
        state: State::Completed,
        next: None,
        version: 2,
        ..one.clone()
    };
    transact!(store, [over], |tx| { moves::update(tx, 1, over, ANY).await })
        .await
        .unwrap();
    insert(&store, &second).await;
    over.version = 3;
    let again = transact!(store, [over], |tx| { moves::update(tx, 1, over, ANY).await }).await;
    assert_eq!(again.map_err(crate::failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(moves::open_of(&mut tx, "p", "c").await.unwrap(), Some(second));
    assert_eq!(moves::open_of(&mut tx, "p", "d").await.unwrap(), None);
    let ids: Vec<String> = moves::of_customer(&mut tx, "c")
        .await
        .unwrap()
        .into_iter()
        .map(|of| of.id)
        .collect();
    assert_eq!(ids, ["2", "1", "3"]);
    assert_eq!(moves::find(&mut tx, "q", "1").await.unwrap(), None);
}

async fn moves_are_listed_by_state(store: Store) {
    for n in 1..=3 {
        let mut one = moved("p", &n.to_string(), &format!("c{n}"));
        one.state = if n == 2 { State::Halted } else { State::Waiting };
        insert(&store, &one).await;
    }
    let mut tx = reader(&store).await;
    let ids = |all: Vec<Move>| all.into_iter().map(|of| of.id).collect::<Vec<_>>();
    assert_eq!(ids(moves::page(&mut tx, "p", "~", 10, None).await.unwrap()), ["3", "2", "1"]);
    assert_eq!(ids(moves::page(&mut tx, "p", "3", 1, None).await.unwrap()), ["2"]);
    assert_eq!(ids(moves::page(&mut tx, "p", "~", 10, Some("waiting")).await.unwrap()), ["3", "1"]);
    assert!(moves::page(&mut tx, "q", "~", 10, None).await.unwrap().is_empty());
    assert_eq!(ids(moves::page_of_customer(&mut tx, "p", "~", 10, "c2").await.unwrap()), ["2"]);
    assert!(moves::page_of_customer(&mut tx, "q", "~", 10, "c2").await.unwrap().is_empty());
    assert!(moves::page_of_customer(&mut tx, "p", "2", 10, "c2").await.unwrap().is_empty());
}

async fn one_carries_a_move_at_a_time(store: Store) {
    insert(&store, &moved("p", "1", "c")).await;
    let ready = async |now, machine| {
        let mut tx = reader(&store).await;
        moves::ready(&mut tx, Instant(now), Instant(machine), 10).await.unwrap()
    };
    assert_eq!(moves::next(&mut reader(&store).await).await.unwrap(), Some(Instant(50)));
    assert!(ready(49, 0).await.is_empty());
    assert_eq!(ready(50, 0).await, [("p".to_owned(), "1".to_owned())]);
    let take = async |owner: &'static str, now, machine| {
        transact!(store, [owner, now, machine], |tx| {
            moves::claim(tx, "p", "1", claim(owner, *now, *machine)).await
        })
        .await
        .unwrap()
    };
    assert!(!take("a", 49, 0).await, "it is not its time");
    assert!(take("a", 50, 0).await);
    assert!(!take("b", 50, 99).await, "it is in another's hands");
    assert!(ready(50, 99).await.is_empty());
    let hold = async |owner: &'static str, machine| {
        transact!(store, [owner, machine], |tx| {
            moves::hold(tx, "p", "1", claim(owner, 50, *machine)).await
        })
        .await
        .unwrap()
    };
    assert!(hold("a", 90).await && !hold("b", 90).await);
    assert!(!take("b", 50, 150).await, "it was held longer");
    assert!(take("b", 50, 190).await, "its time is over");
    assert!(!hold("a", 191).await, "it is another's by now");
    transact!(store, [], |tx| { moves::free(tx, "p", "1", "a").await }).await.unwrap();
    assert!(!take("a", 50, 200).await, "only who has it gives it back");
    transact!(store, [], |tx| { moves::free(tx, "p", "1", "b").await }).await.unwrap();
    assert!(take("a", 50, 200).await);
}

async fn what_wakes_a_move_is_not_slept_over(store: Store) {
    insert(&store, &moved("p", "1", "c")).await;
    insert(&store, &moved("q", "2", "other")).await;
    let next = async || moves::next(&mut reader(&store).await).await.unwrap();
    let woken = async || moves::woken(&mut reader(&store).await, "p", "1").await.unwrap();
    let rest = async |version: i64, until: Option<i64>, seen: i64| {
        let of = Move {
            next: until.map(Instant),
            version: version + 1,
            ..moved("p", "1", "c")
        };
        transact!(store, [of, version, seen], |tx| { moves::update(tx, *version, of, *seen).await })
            .await
            .unwrap();
    };
    let wake = async |at: i64| {
        transact!(store, [at], |tx| { moves::wake(tx, "c", LOCAL, Instant(*at)).await })
            .await
            .unwrap()
    };
    let before = woken().await;
    wake(20).await;
    assert_eq!((next().await, woken().await), (Some(Instant(20)), before + 1));
    // Seen before it was woken: the earlier time stays. Seen after: it is over.
    rest(1, Some(90), before).await;
    assert_eq!(next().await, Some(Instant(20)));
    rest(2, Some(90), before + 1).await;
    assert_eq!(next().await, Some(Instant(50)), "that of the other customer");
    rest(3, Some(10), ANY).await;
    wake(15).await;
    assert_eq!(next().await, Some(Instant(10)), "an earlier time stays");
    transact!(store, [], |tx| { moves::wake(tx, "c", "elsewhere", Instant(1)).await })
        .await
        .unwrap();
    assert_eq!(next().await, Some(Instant(10)), "moves of another account sleep on");
    // One that is over is looked at no more.
    let over = Move {
        state: State::Abandoned,
        next: None,
        version: 5,
        ..moved("p", "1", "c")
    };
    let seen = before + 2;
    transact!(store, [over, seen], |tx| { moves::update(tx, 4, over, *seen).await })
        .await
        .unwrap();
    wake(1).await;
    assert_eq!(next().await, Some(Instant(50)));
}

async fn documents_and_journals_are_kept(store: Store) {
    insert(&store, &moved("p", "1", "c")).await;
    let document = Document {
        kind: "plan".to_owned(),
        number: 2,
        at: Instant(7),
        digest: "d".to_owned(),
    };
    let first = Entry::after("", 1, Instant(5), "begun", "", "{}".to_owned());
    let second = Entry::after(&first.hash, 2, Instant(6), "done", "s1", "{\"a\":1}".to_owned());
    transact!(store, [document, first, second], |tx| {
        moves::add_document(tx, "p", "1", document, "text").await?;
        moves::add_entry(tx, "p", "1", first).await?;
        moves::add_entry(tx, "p", "1", second).await
    })
    .await
    .unwrap();
    let again = transact!(store, [document], |tx| {
        moves::add_document(tx, "p", "1", document, "other").await
    })
    .await;
    assert_eq!(again.map_err(crate::failure), unique("move_documents"));
    let mut tx = reader(&store).await;
    let found = moves::document(&mut tx, "p", "1", "plan", 2).await.unwrap();
    assert_eq!(found, Some((document.clone(), "text".to_owned())));
    assert_eq!(moves::document(&mut tx, "p", "1", "plan", 1).await.unwrap(), None);
    assert_eq!(moves::documents(&mut tx, "p", "1").await.unwrap(), [document]);
    assert_eq!(
        moves::entries(&mut tx, "p", "1", 0, 10).await.unwrap(),
        [first.clone(), second.clone()]
    );
    assert_eq!(moves::entries(&mut tx, "p", "1", 1, 10).await.unwrap(), [second]);
    assert_eq!(moves::entries(&mut tx, "p", "1", 0, 1).await.unwrap(), [first]);
}

async fn a_catalogue_is_kept_once(store: Store) {
    for body in ["first", "second"] {
        transact!(store, [body], |tx| { moves::add_catalogue(tx, "d", Instant(3), body).await })
            .await
            .unwrap();
    }
    let mut tx = reader(&store).await;
    assert_eq!(moves::catalogue(&mut tx, "d").await.unwrap().as_deref(), Some("first"));
    assert_eq!(moves::catalogue(&mut tx, "e").await.unwrap(), None);
}
