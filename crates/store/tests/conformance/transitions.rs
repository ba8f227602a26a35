//! Transitions come back newest first, by both of their subscriptions, on both engines.

use crate::{failure, reader, samples::*, unique};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    instants::Instant,
    transitions::{
        Kind,
        record::{Event, Step, StepStatus, Transition},
    },
};
use nahtlos_store::{Store, transitions};
use nahtlos_testbed::transact;

crate::scenarios!(come_back_newest_first_by_either_subscription, go_with_their_customer);

fn one(customer: &str, id: &str, from: &str, to: Option<&str>, at: i64) -> Transition {
    Transition {
        id: id.into(),
        customer_id: customer.into(),
        partner_id: "partner".into(),
        from_item: "CFQ7TTC0LH18:0001:CFQ712345678".into(),
        from_subscription: from.into(),
        to_item: "CFQ7TTC0LDPB:0001:CFQ712345678".into(),
        to_subscription: to.map(Into::into),
        quantity: 5,
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        kind: Kind::WithLicenses,
        promotion: None,
        at: Instant(at),
        events: vec![Event {
            step: Step::LicenseReassignment,
            status: StepStatus::Failed,
            at: Instant(at),
            users: vec![HARD_TEXT.into()],
        }],
    }
}

async fn insert(store: &Store, transition: &Transition) {
    let transition = transition.clone();
    transact!(store, [transition], |tx| { transitions::insert(tx, transition).await })
        .await
        .expect("it is inserted");
}

async fn come_back_newest_first_by_either_subscription(store: Store) {
    let (first, second, third) = (
        one("c", "t1", "s1", Some("s2"), 100),
        one("c", "t2", "s2", None, 200),
        one("c", "t3", "s2", None, 200),
    );
    for each in [&second, &first, &third, &one("c2", "t1", "s2", None, 300)] {
        insert(&store, each).await;
    }
    let again = first.clone();
    let again = transact!(store, [again], |tx| { transitions::insert(tx, again).await });
    assert_eq!(again.await.map_err(failure), unique("transitions"));
    let mut tx = reader(&store).await;
    let all = vec![third.clone(), second, first.clone()];
    assert_eq!(transitions::of(&mut tx, "c", "partner", "s2", 10).await.unwrap(), all);
    assert_eq!(transitions::of(&mut tx, "c", "partner", "s2", 1).await.unwrap(), vec![third]);
    assert_eq!(transitions::of(&mut tx, "c", "partner", "s1", 10).await.unwrap(), vec![first]);
    assert_eq!(transitions::of(&mut tx, "c", "another", "s2", 10).await.unwrap(), vec![]);
}

async fn go_with_their_customer(store: Store) {
    insert(&store, &one("c", "t1", "s1", None, 100)).await;
    let kept = one("c2", "t1", "s1", None, 100);
    insert(&store, &kept).await;
    transact!(store, [], |tx| { transitions::delete_all(tx, "c").await }).await.unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(transitions::of(&mut tx, "c", "partner", "s1", 10).await.unwrap(), vec![]);
    assert_eq!(transitions::of(&mut tx, "c2", "partner", "s1", 10).await.unwrap(), vec![kept]);
}
