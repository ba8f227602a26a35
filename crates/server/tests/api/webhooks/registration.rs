//! The registration and its test, as callers see them.

use super::{
    PATH, authority, hasty,
    receiver::{self, Receiver},
    register,
};
use crate::support::World;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_registers_once_changes_it_whole_and_others_do_not_see_it() {
    let world = World::start().await;
    let (admin, rival) = (world.admin(), world.rival());
    admin.get(PATH).await.refused(404, "webhookUnknown");
    admin
        .put(PATH, &json!({ "webhookUrl": "https://a.example/x", "webhookEvents": [] }))
        .await
        .refused(404, "webhookUnknown");
    let events = admin.get(&format!("{PATH}/events")).await.expect(200);
    let names: Vec<&str> = events.as_array().unwrap().iter().map(|e| e.as_str().unwrap()).collect();
    assert!(
        names.is_sorted() && names.contains(&"test-created") && names.contains(&"subscription-updated"),
        "{names:?}"
    );
    let body = json!({
        "WebhookUrl": "https://a.example/x?CIPPID=1", "WebhookEvents": ["Subscription-Updated", "test-created", "test-created"],
        "SignatureTokenToMsSignatureHeader": true, "Properties": { "team": "blue" },
    });
    let made = admin.post(PATH, &body).await.expect(200);
    assert_eq!(made["webhookEvents"], json!(["subscription-updated", "test-created"]));
    assert_eq!(made["webhookUrl"], "https://a.example/x?CIPPID=1");
    assert_eq!(
        (&made["signatureTokenToMsSignatureHeader"], &made["properties"]["team"]),
        (&json!(true), &json!("blue"))
    );
    assert!(made["subscriberId"].as_str().unwrap().len() == 36 && made["lastModifiedTimestamp"].is_string());
    assert_eq!(admin.get(PATH).await.expect(200), made);
    admin.post(PATH, &body).await.refused(409, "webhookExists");
    let changed = admin
        .put(PATH, &json!({ "webhookUrl": "https://b.example", "webhookEvents": [] }))
        .await
        .expect(200);
    assert_eq!(
        (&changed["subscriberId"], &changed["webhookEvents"]),
        (&made["subscriberId"], &json!([]))
    );
    assert_eq!(
        (&changed["properties"], &changed["signatureTokenToMsSignatureHeader"]),
        (&json!({}), &json!(false))
    );
    rival.get(PATH).await.refused(404, "webhookUnknown");
    // An application's own registration stands beside the tenant's.
    let internal = "/webhooks/v1/internalApp/registration";
    admin.get(internal).await.refused(404, "webhookUnknown");
    admin.post(internal, &body).await.expect(200);
    assert_ne!(admin.get(internal).await.expect(200)["subscriberId"], made["subscriberId"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_registered_is_named() {
    let world = World::start().await;
    let admin = world.admin();
    for (body, field) in [
        (json!({ "webhookEvents": [] }), "webhookUrl"),
        (json!({ "webhookUrl": "https://a.example" }), "webhookEvents"),
        (
            json!({ "webhookUrl": "https://a.example", "webhookEvent": ["test-created"] }),
            "webhookEvents",
        ),
        (json!({ "webhookUrl": "/hook", "webhookEvents": [] }), "webhookUrl"),
        (json!({ "webhookUrl": "ftp://a.example", "webhookEvents": [] }), "webhookUrl"),
        (json!({ "webhookUrl": "https://u:p@a.example", "webhookEvents": [] }), "webhookUrl"),
        (
            json!({ "webhookUrl": format!("https://a.example/{}", "x".repeat(2048)), "webhookEvents": [] }),
            "webhookUrl",
        ),
        (
            json!({ "webhookUrl": "https://a.example", "webhookEvents": ["coffee-ready"] }),
            "webhookEvents[0]",
        ),
        (
            json!({ "webhookUrl": "https://a.example", "webhookEvents": [], "properties": { "a": "x".repeat(257) } }),
            "properties",
        ),
    ] {
        let refused = admin.post(PATH, &body).await.refused(400, "3000");
        assert_eq!(refused["data"], json!([field]), "{body}");
    }
    let reader = world.caller(
        crate::support::PARTNER,
        crate::support::PARTNER,
        &[Role::HelpdeskAgent],
        None,
        false,
    );
    reader.get(&format!("{PATH}/events")).await.expect(200);
    reader
        .post(PATH, &json!({ "webhookUrl": "https://a.example", "webhookEvents": [] }))
        .await
        .refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_addresses_are_for_sandboxes() {
    let world = World::with(|config| config.sandbox = false).await;
    let admin = world.admin();
    let refused = admin
        .post(PATH, &json!({ "webhookUrl": "http://a.example/x", "webhookEvents": [] }))
        .await
        .refused(400, "3000");
    assert!(refused["description"].as_str().unwrap().contains("https"), "{refused}");
    admin
        .post(
            PATH,
            &json!({ "webhookUrl": "https://127.0.0.1:1/x", "webhookEvents": ["test-created"] }),
        )
        .await
        .expect(200);
    let id = admin.post(&format!("{PATH}/validationEvents"), &Value::Null).await.expect(200)["correlationId"].clone();
    let shown = until(&admin, id.as_str().unwrap(), |shown| {
        !shown["results"].as_array().unwrap().is_empty()
    })
    .await;
    let first = &shown["results"][0];
    assert_eq!((&first["systemError"], &first["responseCode"]), (&json!(true), &json!("")));
    assert!(
        first["responseMessage"].as_str().unwrap().contains("no address of the internet"),
        "{shown}"
    );
}

/// Waits until a test's result is so.
async fn until(caller: &crate::support::Caller, id: &str, is: impl Fn(&Value) -> bool) -> Value {
    let mut shown = Value::Null;
    for _ in 0..300 {
        shown = caller.get(&format!("{PATH}/validationEvents/{id}")).await.expect(200);
        if is(&shown) {
            return shown;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain: {shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_arrives_signed_and_shows_every_attempt() {
    let world = hasty().await;
    let admin = world.admin();
    let tests = format!("{PATH}/validationEvents");
    admin.post(&tests, &Value::Null).await.refused(404, "webhookUnknown");
    let receiver = Receiver::start(&[500, 204]).await;
    register(&admin, &receiver, &["subscription-updated"]).await;
    admin.post(&tests, &Value::Null).await.refused(400, "testEventNotRegistered");
    admin
        .put(PATH, &json!({ "webhookUrl": receiver.url, "webhookEvents": ["test-created"] }))
        .await
        .expect(200);
    let id = admin.post(&tests, &Value::Null).await.expect(200)["correlationId"]
        .as_str()
        .unwrap()
        .to_owned();
    let shown = until(&admin, &id, |shown| shown["status"] == "completed").await;
    let codes: Vec<&str> = shown["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["responseCode"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["InternalServerError", "NoContent"]);
    assert_eq!(
        (&shown["results"][0]["responseMessage"], &shown["results"][0]["systemError"]),
        (&json!("heard"), &json!(false))
    );
    let time = shown["results"][0]["dateTimeUtc"].as_str().unwrap();
    assert!(time.len() == 27 && !time.ends_with('Z'), "{time}");
    assert_eq!((&shown["callbackUrl"], &shown["correlationId"]), (&json!(receiver.url), &json!(id)));
    let arrived = receiver.arrived();
    assert_eq!(arrived.len(), 2);
    assert_eq!(arrived[0].bytes, arrived[1].bytes, "every attempt sends the same bytes");
    assert_eq!(arrived[0].path, "/hook?CIPPID=1&Type=PartnerCenter");
    let body = arrived[0].json();
    assert_eq!(body["AuditUri"], Value::Null);
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(members.len(), 5);
    assert!(String::from_utf8_lossy(&arrived[0].bytes).starts_with("{\"EventName\":\"test-created\",\"ResourceUri\":"));
    assert_eq!(body["ResourceUri"], format!("{}{tests}/{id}", world.base));
    assert!(body["ResourceChangeUtcDate"].as_str().unwrap().ends_with("+00:00"));
    let authority = authority(&world).await;
    receiver::check(&arrived[0], &authority).await.unwrap();
    let mut forged = arrived[0].clone();
    forged.bytes.push(b' ');
    assert!(receiver::check(&forged, &authority).await.is_err(), "other bytes are not signed");
    // The second mode: a header of its own, and no Authorization.
    let body = json!({ "webhookUrl": receiver.url, "webhookEvents": ["test-created"], "signatureTokenToMsSignatureHeader": true });
    admin.put(PATH, &body).await.expect(200);
    admin.post(&tests, &Value::Null).await.expect(200);
    let taken = receiver.wait_for(2).await;
    assert!(taken[1].header("authorization").is_none() && taken[1].header("x-ms-signature").is_some());
    receiver::check(&taken[1], &authority).await.unwrap();
    let third = admin.post(&tests, &Value::Null).await;
    assert_eq!((third.status, third.header("retry-after").parse::<u32>().is_ok()), (429, true));
    admin
        .get(&format!("{tests}/00000000-0000-4000-8000-00000000dead"))
        .await
        .refused(404, "1000");
    world.rival().get(&format!("{tests}/{id}")).await.refused(404, "1000");
    world.turn_to("2026-12-15T10:00:01Z").await;
    admin.get(&format!("{tests}/{id}")).await.refused(404, "1000");
}
