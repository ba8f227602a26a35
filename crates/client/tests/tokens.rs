//! Tokens: kept, renewed in time, replaced when refused, asked for once at a time.

mod support;

use nahtlos_client::{Credentials, Error, graph::Query};
use std::{sync::Mutex, time::Duration};
use support::{Answer, Call, Center, TOKEN};

fn token(text: &str, seconds: &str, refresh: &str) -> Answer {
    Answer::json(format!(
        r#"{{"token_type":"Bearer","expires_in":{seconds},"access_token":"{text}","refresh_token":"{refresh}"}}"#
    ))
}

/// Gives tokens `t1`, `t2` and so on, of a life in seconds; everything else is an empty object.
fn counting(seconds: &'static str) -> impl Fn(&Call) -> Answer + Send + Sync {
    let count = Mutex::new(0);
    move |call| {
        if !call.is_token() {
            return Answer::json("{}");
        }
        let mut count = count.lock().unwrap();
        *count += 1;
        token(&format!("t{count}"), seconds, &format!("r{count}"))
    }
}

#[tokio::test]
async fn a_token_is_asked_for_once_however_many_need_it() {
    let center = Center::start_with_tokens(counting("3600")).await;
    let client = center.client();
    let customers = client.customers();
    let (a, b, c) = tokio::join!(customers.get("a"), customers.get("b"), customers.get("c"));
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    client.clone().customers().get("d").await.unwrap();
    assert!(center.calls().iter().all(|call| call.header("Authorization") == "Bearer t1"));
    let asked = center.token_calls();
    assert_eq!((asked.len(), asked[0].path.as_str()), (1, "/partner/oauth2/v2.0/token"));
    assert!(asked[0].body.contains("grant_type=client_credentials") && asked[0].body.contains("client_secret=secret"));
    assert!(asked[0].body.contains("scope=http%3A%2F%2F127.0.0.1"), "{}", asked[0].body);
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    let center = Center::start_with_tokens(counting("\"1\"")).await;
    let client = center.client();
    client.customers().get("a").await.unwrap();
    client.customers().get("a").await.unwrap();
    assert_eq!(center.token_calls().len(), 1);
    tokio::time::sleep(Duration::from_millis(950)).await;
    client.customers().get("b").await.unwrap();
    assert_eq!(center.calls()[2].header("Authorization"), "Bearer t2");
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let center = Center::start_with_tokens(|call| match (call.is_token(), call.header("Authorization")) {
        (true, _) => Answer::json(TOKEN),
        _ => Answer::status(401, r#"{"code":"800001","description":"token refused"}"#),
    })
    .await;
    let error = center.client().customers().get("a").await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(401), "800001"));
    assert_eq!((center.calls().len(), center.token_calls().len()), (2, 2));
}

#[tokio::test]
async fn refresh_tokens_are_replaced_by_newer_ones() {
    let center = Center::start_with_tokens(counting("1")).await;
    let credentials = Credentials::RefreshToken {
        client_id: "app".to_owned(),
        client_secret: None,
        refresh_token: "r0".to_owned(),
    };
    let client = center.builder_with(credentials).build().unwrap();
    client.customers().get("a").await.unwrap();
    tokio::time::sleep(Duration::from_millis(950)).await;
    client.customers().get("a").await.unwrap();
    let asked = center.token_calls();
    assert!(asked[0].body.contains("grant_type=refresh_token") && asked[0].body.contains("refresh_token=r0"));
    assert!(asked[1].body.contains("refresh_token=r1"));
    assert_eq!(client.refresh_token().await.as_deref(), Some("r2"));
}

#[tokio::test]
async fn a_code_is_used_once_then_its_refresh_token_also_for_other_tenants() {
    let center = Center::start_with_tokens(counting("3600")).await;
    let credentials = Credentials::Code {
        client_id: "app".to_owned(),
        client_secret: Some("secret".to_owned()),
        code: "code".to_owned(),
        redirect_uri: "http://localhost/back".to_owned(),
        code_verifier: Some("proof".to_owned()),
    };
    let client = center.builder_with(credentials).build().unwrap();
    let query = Query::all();
    let (customers, users, others) = (client.customers(), client.graph().users(), client.graph_of("customer").users());
    let (a, b, c) = tokio::join!(customers.get("a"), users.get("u", &query), others.get("u", &query));
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    let asked = center.token_calls();
    assert_eq!(asked.len(), 3);
    let codes = asked.iter().filter(|call| call.body.contains("grant_type=authorization_code"));
    assert_eq!(codes.count(), 1);
    assert!(asked[0].body.contains("code_verifier=proof"));
    assert!(asked.iter().any(|call| call.path == "/customer/oauth2/v2.0/token"));
}

#[tokio::test]
async fn a_refusal_of_the_token_endpoint_comes_through() {
    let body = r#"{"error":"invalid_client","error_description":"the secret is wrong","error_codes":[7000215]}"#;
    let center = Center::start_with_tokens(move |_| Answer::status(401, body)).await;
    let error = center.client().sign_in().await.unwrap_err();
    assert!(
        matches!(&error, Error::Token { status: 401, error, .. } if error == "invalid_client"),
        "{error}"
    );
    assert!(center.calls().is_empty());
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn a_throttled_token_endpoint_is_asked_again() {
    let count = Mutex::new(0);
    let center = Center::start_with_tokens(move |_| {
        let mut count = count.lock().unwrap();
        *count += 1;
        match *count {
            1 => Answer::status(429, "").with("Retry-After", "0"),
            2 => Answer::status(503, ""),
            _ => Answer::json(TOKEN),
        }
    })
    .await;
    center.client().sign_in().await.unwrap();
    assert_eq!(center.token_calls().len(), 3);
}
