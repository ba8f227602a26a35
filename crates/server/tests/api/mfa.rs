//! How far second factors are used, over HTTP.

use crate::support::{CUSTOMER, Caller, PARTNER, World, people};
use nahtlos_engine::call::Actor;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const REQUESTS: &str = "/v1/partnerRequests";
const ADOPTION: &str = "/v1/applicationmfaadoptionstatus";
const GAPS: &str = "/v1/nonMfaCompliantPartnerPrincipals";

/// A user of the first partner, through an application, with a second factor or without.
fn user(world: &World, application: &str, mfa: bool) -> Caller {
    let actor = Actor {
        tenant_id: PARTNER.to_owned(),
        directory_id: PARTNER.to_owned(),
        user: Some(people::acting("ulf@erster.example")),
        application: application.to_owned(),
        roles: vec![Role::AdminAgent, Role::GlobalAdmin],
        mfa,
    };
    Caller::new(&world.base, &world.running().center.token(&actor, false).unwrap())
}

fn counts(list: &Value) -> Vec<(String, String, i64, i64)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let number = |v: &Value| v.as_i64().unwrap();
    list.as_array()
        .unwrap()
        .iter()
        .map(|d| {
            (
                text(&d["loginDate"]),
                text(&d["applicationId"]),
                number(&d["totalRequestCount"]),
                number(&d["mfaCompliantRequestCount"]),
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_of_a_user_is_counted_and_told_without_its_values() {
    let world = World::start().await;
    let (with, without) = (user(&world, "panel", true), user(&world, "script", false));
    for _ in 0..3 {
        with.get(&format!("/v1/customers/{CUSTOMER}/subscriptions?order_id=secret&mpn_id=7"))
            .await
            .expect(200);
    }
    without
        .with("ms-correlationid", "c0ffee")
        .get("/v1/customers/nobody")
        .await
        .refused(404, "60003");
    without
        .put("/v1/profiles/support", &json!({ "email": "no mail" }))
        .await
        .refused(400, "3000");
    // Applications alone, Graph and unknown paths are no requests of a user.
    world.app().get(&format!("/v1/customers/{CUSTOMER}")).await.expect(200);
    world.customer_graph().get("/v1.0/organization").await.expect(200);
    with.get("/v1/nothing").await.refused(404, "1000");
    let list = with.get(REQUESTS).await.expect(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 5, "{list}");
    let (newest, read) = (&items[0], &items[4]);
    assert_eq!(
        (&newest["operationName"], &newest["mfaCompliant"]),
        (&json!("Put /v{version}/profiles/support"), &json!(false))
    );
    assert_eq!(items[1]["correlationId"], "c0ffee");
    assert_eq!(
        read["operationName"],
        "Get /v{version}/customers/{customer_id}/subscriptions?order_id={order_id_value}&mpn_id={mpn_id_value}"
    );
    assert_eq!(
        (&read["tenantId"], &read["upn"], &read["applicationId"]),
        (&json!(PARTNER), &json!("ulf@erster.example"), &json!("panel"))
    );
    assert_eq!((&read["ipAddress"], &read["correlationId"]), (&json!("127.0.0.1"), &json!("")));
    let at = read["requestDateTime"].as_str().unwrap();
    assert!(at.starts_with("2026-12-07T10:0") && !at.ends_with('Z'), "{at}");
    assert!(!list.to_string().contains("secret") && !list.to_string().contains(CUSTOMER));
    let day = "2026-12-07".to_owned();
    let found = counts(&with.get(ADOPTION).await.expect(200));
    assert_eq!(
        found,
        [(day.clone(), "panel".to_owned(), 4, 4), (day.clone(), "script".to_owned(), 2, 0)]
    );
    world.turn_to("2026-12-08T09:00:00Z").await;
    without.get(REQUESTS).await.expect(200);
    let found = counts(&with.get(ADOPTION).await.expect(200));
    assert_eq!(found[0], ("2026-12-08".to_owned(), "script".to_owned(), 1, 0));
    assert_eq!(
        found[1..],
        [(day.clone(), "panel".to_owned(), 5, 5), (day, "script".to_owned(), 2, 0)]
    );
    let one = with
        .get(&format!("{ADOPTION}?startDate=2026-12-08&endDate=2026-12-08"))
        .await
        .expect(200);
    assert_eq!(one.as_array().unwrap().len(), 2, "{one}");
    for query in ["startDate=x", "startDate=2026-12-09&endDate=2026-12-08", "startDate=2026-01-01"] {
        with.get(&format!("{ADOPTION}?{query}")).await.refused(400, "800002");
    }
    // Months later nobody is told of it any more.
    world.turn_to("2027-03-20T10:00:00Z").await;
    let late = counts(&with.get(&format!("{ADOPTION}?startDate=2026-12-20")).await.expect(200));
    assert_eq!(late, []);
    assert_eq!(world.rival().get(REQUESTS).await.expect(200)["items"], json!([]));
    world.app().get(REQUESTS).await.refused(403, "900329");
    let seller = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sven@erster.example"), false);
    seller.get(REQUESTS).await.refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_refused_for_want_of_a_second_factor_are_found() {
    let world = World::with(|config| config.mfa_required = true).await;
    user(&world, "script", false).get("/v1/customers").await.refused(403, "900309");
    let list = user(&world, "panel", true).get(REQUESTS).await.expect(200);
    assert_eq!(
        (&list["items"][0]["operationName"], &list["items"][0]["mfaCompliant"]),
        (&json!("Get /v{version}/customers"), &json!(false))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_to_a_page_without_a_second_factor_is_told_for_some_days() {
    let world = World::start().await;
    let engine = &world.running().center.engine;
    engine.record_gap(PARTNER, "u1", "ulf@erster.example").await.unwrap();
    let admin = world.admin();
    let list = admin.get(GAPS).await.expect(200);
    let gap = &list["items"][0];
    assert_eq!(
        (&gap["objectId"], &gap["tenantId"], &gap["upn"]),
        (&json!("u1"), &json!(PARTNER), &json!("ulf@erster.example"))
    );
    assert!(
        gap["lastNonMfaCompliantRequestDateTime"]
            .as_str()
            .unwrap()
            .starts_with("2026-12-07T10:0"),
        "{gap}"
    );
    assert_eq!(world.rival().get(GAPS).await.expect(200)["items"], json!([]));
    let now = engine.now();
    world.turn_to(&now.plus_days(29).to_string()).await;
    assert_eq!(admin.get(GAPS).await.expect(200)["totalCount"], 1);
    world.turn_to(&now.plus_days(31).to_string()).await;
    assert_eq!(admin.get(GAPS).await.expect(200)["totalCount"], 0);
}
