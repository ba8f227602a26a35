//! Faults of the way: throttling, delays, lost replies.

use super::{FAULTS, Stage, orders};
use crate::support::CUSTOMER;
use nahtlos_client::graph::Query;
use nahtlos_wire::{
    faults::{Fault, FaultKind},
    graph::users::UserWrite,
};
use serde_json::json;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn throttling_is_waited_out_for_as_long_as_it_says() {
    let stage = Stage::start().await;
    let order = json!({ "kind": "throttle", "operation": "get customer by ID", "times": 2, "retryAfterSeconds": 1 });
    let by_path = json!({ "kind": "throttle", "operation": "GET /v1/customers/{customer_id}", "times": 2, "retryAfterSeconds": 1 });
    let refused = stage.naive().post(FAULTS, &order).await;
    let taken = if refused.status == 201 {
        refused
    } else {
        stage.naive().post(FAULTS, &by_path).await
    };
    let fault: Fault = serde_json::from_value(taken.expect(201)).unwrap();
    // The naive one is out at once.
    let naive = stage.naive().get(&format!("/v1/customers/{CUSTOMER}")).await;
    assert_eq!((naive.status, naive.header("retry-after")), (429, "1"));
    assert_eq!(naive.json()["statusCode"], 429, "{}", naive.json());
    // The client waits, and has what it wanted.
    let client = stage.client();
    client.sign_in().await.unwrap();
    let customer = client.customers().get(CUSTOMER).await.unwrap();
    assert_eq!(customer.id.as_deref(), Some(CUSTOMER));
    assert_eq!(stage.met(&fault).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_too_late_is_asked_for_again_and_nothing_is_done_twice() {
    let stage = Stage::start().await;
    let delay = || Fault {
        kind: Some(FaultKind::Delay),
        operation: Some("create order".to_owned()),
        nth: Some(1),
        delay_milliseconds: Some(3_000),
        ..Fault::default()
    };
    stage.client().faults().order(&delay()).await.unwrap();
    // The naive one gives up, tries anew, and has bought twice.
    let impatient = Duration::from_millis(1_500);
    let sent = tokio::time::timeout(impatient, stage.naive().post(&orders(), &stage.order(3))).await;
    assert!(sent.is_err(), "the answer came in time");
    stage.naive().post(&orders(), &stage.order(3)).await.expect(201);
    assert_eq!(stage.subscriptions().await.len(), 2, "naive: bought twice");
    // The client gives up as early, and sends the same request again.
    let fault = stage.client().faults().order(&delay()).await.unwrap();
    let client = stage.builder().timeout(impatient).build().unwrap();
    let wanted = serde_json::from_value(stage.order(3)).unwrap();
    client.orders().create(CUSTOMER, &wanted).await.unwrap();
    assert_eq!((stage.met(&fault).await, stage.subscriptions().await.len()), (1, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_is_lost_costs_the_client_nothing_and_the_naive_one_a_second_purchase() {
    let stage = Stage::start().await;
    stage.next(FaultKind::LostReply).await;
    let lost = stage.naive().attempt("POST", &orders(), &stage.order(2)).await;
    assert!(lost.is_err(), "an answer came: {lost:?}");
    assert_eq!(stage.subscriptions().await.len(), 1, "it was done all the same");
    stage.naive().post(&orders(), &stage.order(2)).await.expect(201);
    assert_eq!(stage.subscriptions().await.len(), 2, "naive: bought twice");
    let fault = stage.next(FaultKind::LostReply).await;
    let wanted = serde_json::from_value(stage.order(2)).unwrap();
    let made = stage.client().orders().create(CUSTOMER, &wanted).await.unwrap();
    assert_eq!((stage.met(&fault).await, stage.subscriptions().await.len()), (1, 3));
    let kept = stage
        .client()
        .orders()
        .get(CUSTOMER, made.id.as_deref().unwrap(), false)
        .await
        .unwrap();
    assert_eq!(kept.line_items.map(|lines| lines.len()), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn at_graph_a_lost_reply_is_said_to_be_unknown_and_a_look_tells() {
    let stage = Stage::start().await;
    let client = stage.client();
    let user: UserWrite = serde_json::from_value(json!({
        "accountEnabled": true, "displayName": "Nora", "mailNickname": "nora", "userPrincipalName": "nora@erster.example",
        "usageLocation": "DE", "passwordProfile": { "password": "Sehr-Geheim-1" },
    }))
    .unwrap();
    let lost = Fault {
        kind: Some(FaultKind::LostReply),
        operation: Some("POST /v1.0/users".to_owned()),
        nth: Some(1),
        ..Fault::default()
    };
    client.faults().order(&lost).await.unwrap();
    let error = client.graph().users().create(&user).await.unwrap_err();
    assert!(error.outcome_unknown(), "{error}");
    // A naive one does it again and takes the second answer for the truth: it was not made.
    let again = client.graph().users().create(&user).await.unwrap_err();
    assert!(
        !again.outcome_unknown() && again.status().is_some_and(|status| status < 500),
        "{again}"
    );
    // A look knows better.
    let found = client.graph().users().get("nora@erster.example", &Query::all()).await.unwrap();
    assert_eq!(found.display_name.as_deref(), Some("Nora"));
}
