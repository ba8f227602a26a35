//! Lists as streams in all three styles, and services that lead astray.

mod support;

use nahtlos_client::{Error, collect, graph::Query};
use nahtlos_wire::filters::{Filter, FilterOperator};
use support::{Answer, Call, Center};

#[tokio::test]
async fn customers_follow_links_with_their_headers() {
    let center = Center::start(|n, _| {
        let link = r#""links":{"next":{"uri":"/customers?seekOperation=Next","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"TOKEN"}]}}"#;
        match n {
            1 => Answer::json(format!(r#"{{"totalCount":2,"items":[{{"id":"a"}},{{"id":"b"}}],{link}}}"#)),
            _ => Answer::json(r#"{"totalCount":1,"items":[{"id":"c"}],"links":{"self":{"uri":"/customers"}}}"#),
        }
    })
    .await;
    let filter = Filter::field("CompanyName", FilterOperator::StartsWith, "con & co");
    let customers = collect(center.client().customers().list(Some(&filter))).await.unwrap();
    assert_eq!(
        customers.iter().flat_map(|customer| customer.id.as_deref()).collect::<String>(),
        "abc"
    );
    let calls = center.calls();
    assert!(calls[0].query.starts_with("size=500&filter=%7B%22Field%22"), "{}", calls[0].query);
    assert!(calls[0].query.contains("con%20%26%20co"), "{}", calls[0].query);
    assert_eq!(
        (calls[1].path.as_str(), calls[1].query.as_str()),
        ("/v1/customers", "seekOperation=Next")
    );
    assert_eq!(calls[1].header("MS-ContinuationToken"), "TOKEN");
}

#[tokio::test]
async fn users_follow_a_token_alone() {
    let center = Center::start(|n, _| match n {
        1 => Answer::json(r#"{"items":[{"id":"a"}],"continuationToken":"T1"}"#),
        2 => Answer::json(r#"{"items":[{"id":"b"}]}"#).with("MS-ContinuationToken", "T2"),
        _ => Answer::json(r#"{"items":[{"id":"c"}],"continuationToken":""}"#),
    })
    .await;
    let users = collect(center.client().users().list("c", &Default::default())).await.unwrap();
    assert_eq!(users.len(), 3);
    let calls = center.calls();
    assert_eq!(
        (calls[1].query.as_str(), calls[1].header("MS-ContinuationToken")),
        ("seekOperation=Next", "T1")
    );
    assert_eq!(calls[2].header("MS-ContinuationToken"), "T2");
}

fn subscriptions(from: usize, to: usize) -> Answer {
    let items: Vec<String> = (from..to).map(|n| format!(r#"{{"id":"{n}"}}"#)).collect();
    Answer::json(format!(r#"{{"totalCount":{},"items":[{}]}}"#, items.len(), items.join(",")))
}

#[tokio::test]
async fn subscriptions_follow_offsets_until_a_page_is_short() {
    let center = Center::start(|n, _| subscriptions((n - 1) * 500, if n < 3 { n * 500 } else { 1001 })).await;
    let all = collect(center.client().subscriptions().list("c")).await.unwrap();
    assert_eq!(all.len(), 1001);
    let queries: Vec<String> = center.calls().into_iter().map(|call| call.query).collect();
    assert_eq!(queries, ["size=500&offset=0", "size=500&offset=500", "size=500&offset=1000"]);
}

#[tokio::test]
async fn a_service_that_knows_no_offset_gives_everything_once() {
    for count in [0, 499, 500, 501, 700] {
        let center = Center::start(move |_, _| subscriptions(0, count)).await;
        let all = collect(center.client().subscriptions().list("c")).await.unwrap();
        assert_eq!(all.len(), count);
    }
}

fn graph_page(base: &str, call: &Call) -> Answer {
    match call.query.contains("skiptoken") {
        false => Answer::json(format!(
            r#"{{"@odata.nextLink":"{base}/v1.0/users?$select=id&$skiptoken=X%2By","value":[{{"id":"a"}}]}}"#
        )),
        true => Answer::json(r#"{"value":[{"id":"b"}]}"#),
    }
}

#[tokio::test]
async fn graph_users_follow_the_next_link_unchanged() {
    let center = Center::start(|_, call| {
        let base = format!("http://{}", call.header("host"));
        graph_page(&base, call)
    })
    .await;
    let query = Query::all().select(&["id"]).filter("accountEnabled eq true").top(1).advanced();
    let users = collect(center.client().graph().users().list(&query)).await.unwrap();
    assert_eq!(users.len(), 2);
    let calls = center.calls();
    assert!(
        calls[0]
            .query
            .starts_with("$select=id&$filter=accountEnabled%20eq%20true&$top=1&$count=true"),
        "{}",
        calls[0].query
    );
    assert_eq!(calls[1].query, "$select=id&$skiptoken=X%2By");
    assert!(calls.iter().all(|call| call.header("ConsistencyLevel") == "eventual"));
}

#[tokio::test]
async fn a_next_page_elsewhere_gets_no_token() {
    for elsewhere in ["https://elsewhere.example", "http://127.0.0.1:1.elsewhere.example"] {
        let center = Center::start(move |_, call| graph_page(elsewhere, call)).await;
        let error = collect(center.client().graph().users().list(&Query::all())).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error}");
        assert_eq!(center.calls().len(), 1);
    }
    let center = Center::start(|_, _| Answer::json(r#"{"items":[],"links":{"next":{"uri":"https://elsewhere.example/customers"}}}"#)).await;
    let error = collect(center.client().customers().list(None)).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
}

#[tokio::test]
async fn a_service_that_leads_in_circles_is_not_followed() {
    let center = Center::start(|_, _| Answer::json(r#"{"items":[{"id":"a"}],"continuationToken":"same"}"#)).await;
    let error = collect(center.client().customers().list(None)).await.unwrap_err();
    assert!(matches!(error, Error::Reply { .. }), "{error}");
    assert_eq!(center.calls().len(), 2);
}
