//! Service requests and their notes, on both engines.

use crate::{failure, reader, samples::HARD_TEXT, stale, unique};
use nahtlos_model::{
    instants::Instant,
    service_requests::{Note, Organization, Person, RequestStatus, ServiceRequest, Severity},
};
use nahtlos_store::{
    Store,
    service_requests::{self, Part},
};
use nahtlos_testbed::transact;

crate::scenarios!(
    pages_are_the_whole_list_newest_first,
    only_the_version_decided_on_is_replaced,
    notes_keep_their_order
);

fn request(partner: &str, id: &str, customer: Option<&str>, created: i64, status: RequestStatus) -> ServiceRequest {
    ServiceRequest {
        id: id.into(),
        partner_id: partner.into(),
        customer_id: customer.map(str::to_owned),
        title: HARD_TEXT.into(),
        description: "a\nb".into(),
        severity: Severity::Critical,
        topic: 1,
        status,
        organization: Organization {
            id: partner.into(),
            name: "P".into(),
            phone: String::new(),
        },
        primary_contact: Person::default(),
        updated_by: Person::default(),
        country: "DE".into(),
        locale: "de-DE".into(),
        created: Instant(created),
        modified: Instant(created),
        closed: None,
        silent_since: None,
        notes: 0,
        version: 1,
    }
}

fn all() -> Vec<ServiceRequest> {
    vec![
        request("p", "1", None, 10, RequestStatus::Open),
        request("p", "2", Some("c"), 20, RequestStatus::Closed),
        request("p", "3", Some("d"), 20, RequestStatus::AttentionNeeded),
        request("p", "4", Some("c"), 40, RequestStatus::Open),
        request("q", "1", None, 30, RequestStatus::Open),
    ]
}

async fn furnish(store: &Store) {
    let requests = all();
    transact!(store, [requests], |tx| {
        for one in requests {
            service_requests::insert(tx, one).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

fn part(states: &[RequestStatus], offset: i64, size: i64) -> Part {
    Part {
        states: states.to_vec(),
        offset,
        size,
    }
}

fn ids(found: &[ServiceRequest]) -> Vec<String> {
    found.iter().map(|r| format!("{}{}", r.partner_id, r.id)).collect()
}

async fn pages_are_the_whole_list_newest_first(store: Store) {
    furnish(&store).await;
    let again = transact!(store, [], |tx| {
        service_requests::insert(tx, &request("p", "1", None, 9, RequestStatus::Open)).await
    });
    assert_eq!(again.await.map_err(failure), unique("service_requests"));
    let mut tx = reader(&store).await;
    let every = RequestStatus::ALL;
    let mut found = Vec::new();
    for offset in 0..5 {
        found.extend(service_requests::page(&mut tx, "p", None, &part(every, offset, 1)).await.unwrap());
    }
    assert_eq!(ids(&found), ["p4", "p3", "p2", "p1"]);
    assert_eq!(found[3], all()[0]);
    let of = service_requests::page(&mut tx, "p", Some("c"), &part(every, 0, 9)).await.unwrap();
    assert_eq!(ids(&of), ["p4", "p2"]);
    let open = service_requests::page(&mut tx, "p", None, &part(&[RequestStatus::Open], 0, 9))
        .await
        .unwrap();
    assert_eq!(ids(&open), ["p4", "p1"]);
    assert_eq!(service_requests::page(&mut tx, "p", None, &part(&[], 0, 9)).await.unwrap(), []);
    let everybody = service_requests::every(&mut tx, &part(every, 1, 3)).await.unwrap();
    assert_eq!(ids(&everybody), ["q1", "p3", "p2"]);
    assert_eq!(service_requests::find(&mut tx, "q", "2").await.unwrap(), None);
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    furnish(&store).await;
    let (before, mut after) = (all()[0].clone(), all()[0].clone());
    (after.status, after.version) = (RequestStatus::Closed, 2);
    let write = || transact!(store, [before, after], |tx| { service_requests::update(tx, before, after).await });
    write().await.unwrap();
    assert_eq!(write().await.map_err(failure), stale());
    let mut tx = reader(&store).await;
    assert_eq!(service_requests::find(&mut tx, "p", "1").await.unwrap(), Some(after));
    let closed = service_requests::page(&mut tx, "p", None, &part(&[RequestStatus::Closed], 0, 9))
        .await
        .unwrap();
    assert_eq!(ids(&closed), ["p2", "p1"]);
}

async fn notes_keep_their_order(store: Store) {
    fn note(n: i64) -> Note {
        Note {
            by: "Ada".into(),
            at: Instant(n),
            text: format!("{HARD_TEXT} {n}"),
        }
    }
    transact!(store, [], |tx| {
        for n in [3, 1, 2] {
            service_requests::add_note(tx, "p", "1", &format!("{n}"), &note(n)).await?;
        }
        service_requests::add_note(tx, "p", "2", "1", &note(9)).await?;
        service_requests::add_note(tx, "q", "1", "1", &note(8)).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(
        service_requests::notes(&mut tx, "p", "1").await.unwrap(),
        [note(1), note(2), note(3)]
    );
}
