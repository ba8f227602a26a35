//! What is sent again, under which ids, how often, and what is not.

mod support;

use nahtlos_client::{Error, Uuid, graph::Query};
use nahtlos_wire::{
    carts::Cart,
    graph::{licenses::AssignLicenseRequest, users::UserWrite},
};
use std::time::Duration;
use support::{Answer, Center};

fn throttled(wait: &str) -> Answer {
    Answer::status(429, r#"{"statusCode":429,"message":"Rate limit is exceeded."}"#).with("Retry-After", wait)
}

#[tokio::test]
async fn a_throttled_call_goes_out_again_under_the_same_request_id() {
    let center = Center::start(|n, _| if n < 3 { throttled("0") } else { Answer::json(r#"{"id":"c"}"#) }).await;
    let cart = center.client().carts().create("customer", &Cart::default()).await.unwrap();
    assert_eq!(cart.id.as_deref(), Some("c"));
    let calls = center.calls();
    assert_eq!(calls.len(), 3);
    assert!(
        calls
            .iter()
            .all(|call| call.header("MS-RequestId") == calls[0].header("MS-RequestId"))
    );
    assert!(calls[0].header("MS-RequestId").parse::<Uuid>().is_ok());
    assert_ne!(calls[0].header("MS-CorrelationId"), calls[1].header("MS-CorrelationId"));
    assert!(calls[0].header("User-Agent").starts_with("nahtlos/"));
    assert_eq!(calls[0].header("Authorization"), "Bearer token");
}

#[tokio::test]
async fn attempts_are_bounded_and_the_service_s_words_come_through() {
    let center = Center::start(|_, _| throttled("0")).await;
    let error = center.client().customers().get("c").await.unwrap_err();
    assert_eq!((error.status(), center.calls().len()), (Some(429), 3));
    assert_eq!(error.api().unwrap().description, "Rate limit is exceeded.");
}

#[tokio::test]
async fn too_long_a_wait_ends_the_call_at_once() {
    let center = Center::start(|_, _| throttled("3600")).await;
    let error = center.client().customers().get("c").await.unwrap_err();
    assert_eq!(center.calls().len(), 1);
    assert_eq!(error.api().unwrap().retry_after, Some(Duration::from_secs(3600)));
}

#[tokio::test]
async fn what_may_have_been_done_is_repeated_only_where_that_is_the_same_as_once() {
    let body = r#"{"code":"900192","description":"temporary failure"}"#;
    let unavailable = move |n: usize, _: &support::Call| if n < 2 { Answer::status(503, body) } else { Answer::json("{}") };
    // The Partner Center API recognises the request id.
    let center = Center::start(unavailable).await;
    center.client().carts().checkout("c", "cart").await.unwrap();
    assert_eq!(center.calls().len(), 2);
    // Graph does not; looking is safe, doing is not.
    let center = Center::start(unavailable).await;
    center.client().graph().users().get("u", &Query::all()).await.unwrap();
    assert_eq!(center.calls().len(), 2);
    let center = Center::start(unavailable).await;
    let error = center.client().graph().users().create(&UserWrite::default()).await.unwrap_err();
    assert_eq!(center.calls().len(), 1);
    assert!(error.outcome_unknown());
    // Throttled is surely not done, on Graph too.
    let center = Center::start(|n, _| if n < 2 { throttled("0") } else { Answer::json("{}") }).await;
    let request = AssignLicenseRequest::new(Vec::new(), Vec::new());
    center.client().graph().users().assign_license("u", &request).await.unwrap();
    assert_eq!(center.calls().len(), 2);
}

#[tokio::test]
async fn an_answer_that_breaks_off_leaves_the_outcome_unknown() {
    let broken = |n: usize, _: &support::Call| if n < 2 { Answer::broken() } else { Answer::json("{}") };
    let center = Center::start(broken).await;
    center.client().carts().checkout("c", "cart").await.unwrap();
    let calls = center.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].header("MS-RequestId"), calls[1].header("MS-RequestId"));
    let center = Center::start(broken).await;
    let error = center.client().graph().users().create(&UserWrite::default()).await.unwrap_err();
    assert!(
        error.outcome_unknown() && matches!(error, Error::Unreachable { sent: true, .. }),
        "{error}"
    );
    assert_eq!(center.calls().len(), 1);
}

#[tokio::test]
async fn nobody_there_is_a_known_outcome() {
    let center = Center::start(|_, _| Answer::json("{}")).await;
    let client = center.builder().build().unwrap();
    client.sign_in().await.unwrap();
    let nobody = nahtlos_client::Client::builder(
        "http://127.0.0.1:9",
        "t",
        nahtlos_client::Credentials::Application {
            client_id: String::new(),
            client_secret: String::new(),
        },
    );
    let client = nobody
        .login(&center.base)
        .retry(nahtlos_client::RetryPolicy::none())
        .build()
        .unwrap();
    let error = client.carts().checkout("c", "cart").await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { sent: false, .. }), "{error}");
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn refusals_are_not_repeated_and_keep_their_code() {
    let body = "\u{feff}{\"code\":800002,\"description\":\"input invalid\",\"data\":[\"quantity\"],\"source\":\"PartnerFD\"}";
    let center = Center::start(move |_, _| {
        let answer = Answer::status(400, body).with("MS-RequestId", "their-id");
        answer.with("MS-CorrelationId", "trace")
    })
    .await;
    let error = center.client().carts().create("c", &Cart::default()).await.unwrap_err();
    assert_eq!((error.code(), error.request_id(), center.calls().len()), ("800002", "their-id", 1));
    let api = error.api().unwrap();
    assert_eq!((api.correlation_id.as_str(), api.data.len()), ("trace", 1));
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn graph_errors_read_too() {
    let body = r#"{"error":{"code":"Request_ResourceNotFound","message":"Resource 'u' does not exist"}}"#;
    let center = Center::start(move |_, _| Answer::status(404, body).with("request-id", "g")).await;
    let error = center.client().graph().users().get("u", &Query::all()).await.unwrap_err();
    assert_eq!((error.code(), error.request_id()), ("Request_ResourceNotFound", "g"));
    assert!(error.is_not_found());
}

#[tokio::test]
async fn a_key_is_the_request_id_of_changes_alone() {
    let center = Center::start(|_, _| Answer::json("{}")).await;
    let key: Uuid = "00000000-0000-4000-8000-000000000001".parse().unwrap();
    let client = center.client().keyed(key).in_language("de-DE");
    client.carts().get("c", "cart").await.unwrap();
    client.carts().checkout("c", "cart").await.unwrap();
    let calls = center.calls();
    assert_ne!(calls[0].header("MS-RequestId"), key.to_string());
    assert_eq!(calls[1].header("MS-RequestId"), key.to_string());
    assert_eq!(calls[1].header("X-Locale"), "de-DE");
}

#[tokio::test]
async fn ids_that_lead_elsewhere_are_not_sent() {
    let center = Center::start(|_, _| Answer::json("{}")).await;
    let client = center.client();
    for bad in ["", ".", "..", "a\nb"] {
        let error = client.customers().get(bad).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error}");
    }
    client.customers().get("../../secret?x#y").await.unwrap();
    let calls = center.calls();
    assert_eq!((calls.len(), calls[0].path.as_str()), (1, "/v1/customers/..%2F..%2Fsecret%3Fx%23y"));
}

#[tokio::test]
async fn answers_are_bounded_and_must_be_what_was_asked_for() {
    let center = Center::start(|n, _| Answer::json(if n == 1 { "x".repeat(2000) } else { "[]".to_owned() })).await;
    let client = center.builder().most_bytes(1000).build().unwrap();
    for said in ["more than 1000 bytes", "an object in { }"] {
        let error = client.customers().get("c").await.unwrap_err();
        assert!(matches!(error, Error::Reply { .. }) && error.to_string().contains(said), "{error}");
    }
}
