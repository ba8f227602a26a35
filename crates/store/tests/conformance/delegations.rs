//! Granular delegated administration, both sides, on both engines.

use crate::{failure, reader, stale, unique};
use nahtlos_model::{
    delegations::{
        Customer, Delegation, Draft, Origin, Step,
        assignments::Assignment,
        requests::{Operation, OperationStatus, OperationType, Request, RequestAction},
    },
    instants::Instant,
    program::Program,
};
use nahtlos_store::{
    Store,
    delegated::{self, Access},
    delegations,
};
use nahtlos_testbed::transact;

crate::scenarios!(
    relationships_come_back_by_id_customer_and_name,
    only_the_version_decided_on_is_replaced,
    what_belongs_to_one_comes_and_goes_with_it,
    a_group_is_live_once_in_a_relationship,
    rights_hold_until_their_instant
);

const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

fn drafted(partner: &str, guid: &str, name: &str) -> Delegation {
    let draft = Draft {
        display_name: Some(name.to_owned()),
        duration: Some("P30D".to_owned()),
        roles: Some(vec![READER.to_owned()]),
        ..Draft::default()
    };
    let origin = Origin {
        guid: guid.to_owned(),
        partner_id: partner.to_owned(),
    };
    let numbers = Program::bundled().on(Instant(0).date());
    Delegation::create(&draft, origin, &numbers, Instant(0)).expect("the draft is good")
}

fn active(partner: &str, guid: &str, name: &str, customer: &str) -> Delegation {
    let customer = Customer {
        tenant_id: customer.to_owned(),
        display_name: "Kunde".to_owned(),
    };
    let asked = drafted(partner, guid, name).lock(Instant(1)).expect("it is a draft");
    let mut one = asked
        .approve(&customer, Instant(2))
        .expect("it is asked")
        .expect("for the first time");
    for _ in 0..2 {
        let Step::To(after) = one.fall_due() else { panic!("it goes on") };
        one = after;
    }
    one
}

async fn insert(store: &Store, one: &Delegation) {
    let one = one.clone();
    transact!(store, [one], |tx| { delegations::insert(tx, one).await })
        .await
        .expect("it is inserted");
}

fn ids(all: &[Delegation]) -> Vec<&str> {
    all.iter().map(|d| d.id.as_str()).collect()
}

async fn relationships_come_back_by_id_customer_and_name(store: Store) {
    for one in [
        drafted("p", "1", "Eins"),
        active("p", "2", "Zwei", "c"),
        active("p", "3", "Drei", "d"),
        active("p", "4", "Vier", "c"),
        drafted("q", "1", "Eins"),
    ] {
        insert(&store, &one).await;
    }
    let mut tx = reader(&store).await;
    assert_eq!(ids(&delegations::page(&mut tx, "p", "", 2).await.unwrap()), ["1-p", "2-p"]);
    assert_eq!(ids(&delegations::page(&mut tx, "p", "2-p", 9).await.unwrap()), ["3-p", "4-p"]);
    assert_eq!(ids(&delegations::page_of(&mut tx, "p", "c", "2-p", 9).await.unwrap()), ["4-p"]);
    assert_eq!(delegations::customers(&mut tx, "p", "", 9).await.unwrap(), ["c", "d"]);
    assert_eq!(delegations::customers(&mut tx, "p", "c", 9).await.unwrap(), ["d"]);
    assert_eq!(delegations::named(&mut tx, "p", "zwei").await.unwrap().as_deref(), Some("2-p"));
    assert_eq!(delegations::named(&mut tx, "q", "zwei").await.unwrap(), None);
    assert_eq!(
        delegations::find(&mut tx, "q", "1-q").await.unwrap(),
        Some(drafted("q", "1", "Eins"))
    );
    assert_eq!(delegations::find(&mut tx, "q", "1-p").await.unwrap(), None);
    drop(tx);
    let again = drafted("p", "5", "EINS");
    let taken = transact!(store, [again], |tx| { delegations::insert(tx, again).await });
    assert_eq!(taken.await.map_err(failure), unique("delegations"), "a name, whatever its letters");
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = drafted("p", "1", "Eins");
    insert(&store, &before).await;
    let after = before.lock(Instant(5)).expect("it is a draft");
    transact!(store, [before, after], |tx| {
        assert!(delegations::hold(tx, "p", "1-p").await?);
        assert!(!delegations::hold(tx, "p", "2-p").await?);
        delegations::update(tx, before, after).await
    })
    .await
    .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { delegations::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    assert_eq!(delegations::find(&mut reader(&store).await, "p", "1-p").await.unwrap(), Some(after));
}

fn operation(delegation: &str, id: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        delegation_id: delegation.to_owned(),
        kind: OperationType::RelationshipUpdate,
        assignment_id: None,
        group_id: None,
        roles: vec![READER.to_owned()],
        status: OperationStatus::NotStarted,
        created: Instant(0),
        changed: Instant(0),
        version: 1,
    }
}

async fn what_belongs_to_one_comes_and_goes_with_it(store: Store) {
    for guid in ["1", "2"] {
        let one = active("p", guid, guid, "c");
        insert(&store, &one).await;
        let assignment = Assignment::create(&one, "g", &[READER.to_owned()], "a".to_owned(), Instant(3)).expect("it is active");
        let request = Request::new("r".to_owned(), &one.id, RequestAction::Terminate, Instant(3));
        let operation = operation(&one.id, "o");
        transact!(store, [assignment, request, operation], |tx| {
            delegations::insert_assignment(tx, assignment).await?;
            delegations::insert_request(tx, "p", request).await?;
            delegations::insert_operation(tx, "p", operation).await
        })
        .await
        .expect("all are inserted");
        let (later, done, running) = (assignment.fall_due(Some(&one), true), request.fall_due(), operation.fall_due(true));
        transact!(store, [assignment, request, operation, later, done, running], |tx| {
            delegations::update_assignment(tx, assignment, later).await?;
            delegations::update_request(tx, "p", request, done).await?;
            delegations::update_operation(tx, "p", operation, running).await
        })
        .await
        .expect("all are replaced");
        let mut tx = reader(&store).await;
        assert_eq!(
            delegations::assignment(&mut tx, "p", &one.id, "a").await.unwrap().as_ref(),
            Some(&later)
        );
        assert_eq!(
            delegations::request(&mut tx, "p", &one.id, "r").await.unwrap().as_ref(),
            Some(&done)
        );
        assert_eq!(
            delegations::operation(&mut tx, "p", &one.id, "o").await.unwrap().as_ref(),
            Some(&running)
        );
        drop(tx);
        let stale_one = transact!(store, [assignment, later], |tx| {
            delegations::update_assignment(tx, assignment, later).await
        });
        assert_eq!(stale_one.await.map_err(failure), stale());
    }
    let mut tx = reader(&store).await;
    assert_eq!(delegations::assignments_of_group(&mut tx, "p", "g").await.unwrap().len(), 2);
    drop(tx);
    transact!(store, [], |tx| { delegations::delete(tx, "p", "1-p").await })
        .await
        .expect("it is deleted");
    let mut tx = reader(&store).await;
    for (id, left) in [("1-p", 0), ("2-p", 1)] {
        let counts = [
            delegations::assignments(&mut tx, "p", id).await.unwrap().len(),
            delegations::requests(&mut tx, "p", id).await.unwrap().len(),
            delegations::operations(&mut tx, "p", id).await.unwrap().len(),
            usize::from(delegations::find(&mut tx, "p", id).await.unwrap().is_some()),
        ];
        assert_eq!(counts, [left; 4], "{id}");
    }
}

async fn a_group_is_live_once_in_a_relationship(store: Store) {
    let one = active("p", "1", "Eins", "c");
    insert(&store, &one).await;
    let make = |id: &str| Assignment::create(&one, "g", &[READER.to_owned()], id.to_owned(), Instant(3)).expect("it is active");
    let (first, second) = (make("a"), make("b"));
    transact!(store, [first], |tx| { delegations::insert_assignment(tx, first).await })
        .await
        .unwrap();
    let twice = transact!(store, [second], |tx| { delegations::insert_assignment(tx, second).await });
    assert_eq!(twice.await.map_err(failure), unique("delegation_assignments"));
    let ending = first.remove(None, Instant(4)).expect("it is live");
    let gone = ending.fall_due(Some(&one), true);
    transact!(store, [first, ending, gone, second], |tx| {
        delegations::update_assignment(tx, first, ending).await?;
        delegations::update_assignment(tx, ending, gone).await?;
        delegations::insert_assignment(tx, second).await
    })
    .await
    .expect("the group is free again");
}

async fn rights_hold_until_their_instant(store: Store) {
    let access = |assignment: &str, delegation: &str, until: i64| Access {
        assignment_id: assignment.to_owned(),
        delegation_id: delegation.to_owned(),
        group_id: format!("g-{assignment}"),
        until: Instant(until),
        roles: vec!["x".to_owned(), "y".to_owned()],
    };
    let all = [access("a", "1", 100), access("b", "1", 200), access("c", "2", 300)];
    transact!(store, [all], |tx| {
        for one in all {
            delegated::give(tx, "c", "p", one).await?;
        }
        delegated::give(tx, "c", "q", &all[0]).await?;
        delegated::show(tx, "c", "p", "1", Instant(200), &["x".to_owned()]).await?;
        delegated::show(tx, "c", "p", "2", Instant(0), &[]).await?;
        delegated::show(tx, "d", "p", "3", Instant(0), &[]).await
    })
    .await
    .expect("all are written");
    let mut tx = reader(&store).await;
    let groups = |found: Vec<(String, Vec<String>)>| -> Vec<String> { found.into_iter().map(|(group, _)| group).collect() };
    assert_eq!(
        groups(delegated::access(&mut tx, "c", "p", Instant(99)).await.unwrap()),
        ["g-a", "g-b", "g-c"]
    );
    assert_eq!(
        groups(delegated::access(&mut tx, "c", "p", Instant(100)).await.unwrap()),
        ["g-b", "g-c"]
    );
    assert_eq!(delegated::access(&mut tx, "c", "p", Instant(0)).await.unwrap()[0].1, ["x", "y"]);
    assert_eq!(delegated::reaches(&mut tx, "c", "p", Instant(199)).await.unwrap(), [["x"]]);
    assert_eq!(
        delegated::reaches(&mut tx, "c", "p", Instant(200)).await.unwrap(),
        Vec::<Vec<String>>::new()
    );
    assert_eq!(
        delegated::shown(&mut tx, "c").await.unwrap(),
        [("p".into(), "1".into()), ("p".into(), "2".into())]
    );
    drop(tx);
    transact!(store, [], |tx| {
        delegated::take(tx, "c", "p", "c").await?;
        delegated::take_all(tx, "c", "p", "1").await?;
        delegated::hide(tx, "c", "p", "1").await
    })
    .await
    .expect("all are taken");
    let mut tx = reader(&store).await;
    assert_eq!(delegated::rows(&mut tx, "c", "p").await.unwrap(), []);
    assert_eq!(delegated::rows(&mut tx, "c", "q").await.unwrap(), [access("a", "1", 100)]);
    assert_eq!(delegated::shown(&mut tx, "c").await.unwrap().len(), 1);
}
