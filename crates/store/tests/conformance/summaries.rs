//! What is asked of all moves and requests of a partner at once: kept beside the rows, and made from them in a database from before.

use crate::{lifecycle::beside, moves::moved, reader, samples::invitation};
use nahtlos_model::{
    instants::Instant,
    invitations::{Invitation, InvitationStatus},
    money::{Amount, Currency},
    moves::{
        Move, PlanRef, Status, StepRun, Why,
        state::State,
        tasks::{Confirmation, Party, Task, TaskKind},
    },
};
use nahtlos_store::{
    Store, invitations,
    moves::{self, ANY, Summary},
};
use nahtlos_testbed::{Engines, Place, transact};
use std::collections::BTreeMap;

fn planned(id: &str, state: State, plan: Option<(&str, i64, Option<i64>)>) -> Move {
    let plan = plan.map(|(currency, minor, seats)| {
        let currency = Currency::new(currency).expect("a code");
        PlanRef {
            version: 1,
            digest: "d".to_owned(),
            total: Amount {
                minor,
                digits: currency.minor_digits(),
            },
            currency,
            seats,
            why: Why::First,
            at: Instant(1),
        }
    });
    Move {
        state,
        plan,
        ..moved("p", id, &format!("c{id}"))
    }
}

fn task(step: &str, done: bool, closed: bool) -> Task {
    Task {
        id: "t1".to_owned(),
        step: step.to_owned(),
        kind: TaskKind::ALL[0],
        party: Party::Partner,
        values: BTreeMap::new(),
        deadline: None,
        asked: Instant(1),
        done: done.then(|| Confirmation {
            by: "Mara".to_owned(),
            at: Instant(2),
            note: String::new(),
            attachment: String::new(),
        }),
        closed: closed.then_some(Instant(3)),
    }
}

fn asking(id: &str, state: State, task: Task) -> Move {
    Move {
        tasks: vec![task],
        ..planned(id, state, Some(("EUR", 100, Some(1))))
    }
}

/// Moves of every kind; those that need somebody are 2, 4, 5 and 6.
fn all_moves() -> Vec<Move> {
    vec![
        planned("1", State::Drafted, None),
        planned("2", State::Planned, Some(("EUR", 123_456, Some(12)))),
        planned("3", State::Completed, Some(("EUR", 50_001, Some(7)))),
        planned("4", State::Halted, Some(("JPY", 90_000, None))),
        planned("5", State::NeedsPerson, Some(("EUR", -5, Some(0)))),
        asking("6", State::Waiting, task("s1", false, false)),
        asking("7", State::Running, task("s1", true, false)),
        asking("8", State::Running, task("s1", false, true)),
        asking("9", State::Completed, task("s1", false, false)),
        planned("a", State::Completed, Some(("EUR", 49_999, Some(3)))),
        planned("b", State::Completed, Some(("USD", 1, Some(1)))),
    ]
}

fn all_invitations() -> Vec<Invitation> {
    let one = |id: &str, status, day: i64| Invitation {
        status,
        expires: Instant(0).plus_days(day),
        customer_domain: Some(format!("Werft-{id}.example")),
        customer_email: Some("Ada@Werft.example".to_owned()),
        ..invitation("p", id)
    };
    vec![
        one("1", InvitationStatus::Sent, 30),
        one("2", InvitationStatus::Opened, 3),
        one("3", InvitationStatus::Accepted, 1),
        one("4", InvitationStatus::Drafted, 20),
        one("5", InvitationStatus::Expired, 2),
        one("6", InvitationStatus::Sent, 20),
    ]
}

async fn fill(store: &Store) {
    for one in all_moves() {
        transact!(store, [one], |tx| { moves::insert(tx, one).await })
            .await
            .expect("a move");
    }
    for one in all_invitations() {
        let link = format!("hash-{}", one.id);
        transact!(store, [one, link], |tx| { invitations::insert(tx, one, link).await })
            .await
            .expect("an invitation");
    }
}

fn count(state: State, currency: &str, (count, seats, total): (i64, i64, i64)) -> Summary {
    Summary {
        state: state.as_str().to_owned(),
        currency: currency.to_owned(),
        count,
        seats,
        total,
    }
}

/// Everything is answered as it should be.
async fn all_is_answered(store: &Store) {
    let mut tx = reader(store).await;
    let ids = |all: Vec<Move>| all.into_iter().map(|of| of.id).collect::<Vec<_>>().join("");
    assert_eq!(ids(moves::page_of_attention(&mut tx, "p", "~", 9).await.unwrap()), "6542");
    assert_eq!(ids(moves::page_of_attention(&mut tx, "p", "5", 1).await.unwrap()), "4");
    assert_eq!(ids(moves::page_of_attention(&mut tx, "q", "~", 9).await.unwrap()), "");
    let expected = [
        count(State::Completed, "EUR", (3, 11, 100_100)),
        count(State::Completed, "USD", (1, 1, 1)),
        count(State::Drafted, "", (1, 0, 0)),
        count(State::Halted, "JPY", (1, 0, 90_000)),
        count(State::NeedsPerson, "EUR", (1, 0, -5)),
        count(State::Planned, "EUR", (1, 12, 123_456)),
        count(State::Running, "EUR", (2, 2, 200)),
        count(State::Waiting, "EUR", (1, 1, 100)),
    ];
    assert_eq!(moves::summary(&mut tx, "p").await.unwrap(), expected);
    assert_eq!(moves::summary(&mut tx, "q").await.unwrap(), []);
    let found = ids(moves::page_sought(&mut tx, "p", "~", 3, "unde.exa").await.unwrap());
    assert_eq!(found, "ba9");
    assert_eq!(ids(moves::page_sought(&mut tx, "p", "4", 9, "kunde kunde").await.unwrap()), "321");
    for none in ["%", "_unde", "!", "wunde"] {
        assert_eq!(ids(moves::page_sought(&mut tx, "p", "~", 9, none).await.unwrap()), "", "{none}");
    }
    assert_eq!(ids(moves::page_sought(&mut tx, "q", "~", 9, "kunde").await.unwrap()), "");
    let ids = |all: Vec<Invitation>| all.into_iter().map(|one| one.id).collect::<Vec<_>>().join("");
    assert_eq!(ids(invitations::page_waiting(&mut tx, "p", ("", ""), 9).await.unwrap()), "2461");
    let fourth = Instant(0).plus_days(20).to_string();
    assert_eq!(ids(invitations::page_waiting(&mut tx, "p", (&fourth, "4"), 1).await.unwrap()), "6");
    let found = ids(invitations::page_sought(&mut tx, "p", "6", 2, "werft-5").await.unwrap());
    assert_eq!(found, "5");
    assert_eq!(
        ids(invitations::page_sought(&mut tx, "p", "~", 2, "ada@werft").await.unwrap()),
        "65"
    );
    assert_eq!(ids(invitations::page_sought(&mut tx, "p", "~", 9, "werft_5").await.unwrap()), "");
    let statuses = invitations::summary(&mut tx, "p").await.unwrap();
    let statuses: Vec<(&str, i64)> = statuses.iter().map(|(status, count)| (status.as_str(), *count)).collect();
    assert_eq!(
        statuses,
        [("accepted", 1), ("drafted", 1), ("expired", 1), ("opened", 1), ("sent", 2)]
    );
}

crate::scenarios!(are_answered_from_what_stands_beside_the_rows, follow_every_change);

async fn are_answered_from_what_stands_beside_the_rows(store: Store) {
    fill(&store).await;
    all_is_answered(&store).await;
}

async fn follow_every_change(store: Store) {
    fill(&store).await;
    let before = all_moves().swap_remove(5);
    let mut after = Move {
        version: before.version + 1,
        ..before.clone()
    };
    // A step that is over asks nobody any more.
    after.steps = vec![StepRun {
        status: Status::Skipped,
        ..StepRun::pending("s1")
    }];
    if let Some(plan) = &mut after.plan {
        (plan.currency, plan.total.minor, plan.seats) = (Currency::new("CHF").expect("a code"), 250, Some(4));
    }
    let version = before.version;
    transact!(store, [after, version], |tx| { moves::update(tx, *version, after, ANY).await })
        .await
        .expect("it is replaced");
    let mut tx = reader(&store).await;
    let asking = moves::page_of_attention(&mut tx, "p", "~", 9).await.unwrap();
    assert_eq!(asking.len(), 3);
    let waiting = moves::summary(&mut tx, "p").await.unwrap().pop();
    assert_eq!(waiting, Some(count(State::Waiting, "CHF", (1, 4, 250))));
    let before = all_invitations().swap_remove(1);
    let after = Invitation {
        status: InvitationStatus::Declined,
        version: before.version + 1,
        ..before.clone()
    };
    transact!(store, [before, after], |tx| { invitations::update(tx, before, after).await })
        .await
        .expect("it is replaced");
    let waiting = invitations::page_waiting(&mut reader(&store).await, "p", ("", ""), 9)
        .await
        .unwrap();
    assert_eq!(waiting.first().map(|one| one.id.as_str()), Some("4"));
}

#[tokio::test(flavor = "multi_thread")]
async fn are_made_in_a_database_from_before() {
    Engines::each_place(async |place: &Place| {
        let store = place.open().await;
        fill(&store).await;
        drop(store);
        let indexes = [
            "moves_by_state",
            "moves_attention",
            "moves_sought",
            "invitations_by_status",
            "invitations_waiting",
            "invitations_sought",
            "users_of_all",
        ];
        for index in indexes {
            beside(place, &format!("DROP INDEX {index}")).await;
        }
        let columns = [
            ("moves", "attention"),
            ("moves", "currency"),
            ("moves", "seats"),
            ("moves", "total"),
            ("moves", "sought"),
            ("invitations", "waits"),
            ("invitations", "expires"),
            ("invitations", "sought"),
        ];
        for (table, column) in columns {
            beside(place, &format!("ALTER TABLE {table} DROP COLUMN {column}")).await;
        }
        beside(place, "DELETE FROM schema_versions WHERE version = 17").await;
        let store = place.open().await;
        all_is_answered(&store).await;
    })
    .await;
}
