//! What a tenant sets on the dashboard: applications with secrets that are shown once, webhooks with their deliveries.

use crate::{
    identity::setting::{YARD, alone, start, with},
    pages_orders::{admin, agree},
    support::{World, visitor::Visitor},
    webhooks::receiver::Receiver,
};
use nahtlos_engine::setup::sandbox::{PARTNER, PASSWORD};
use serde_json::{Value, json};

/// A token for an application by its secret: its status.
async fn token(world: &World, app: &str, secret: &str) -> u16 {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", app),
        ("client_secret", secret),
        ("resource", crate::identity::setting::GRAPH),
    ];
    let path = format!("/{}/oauth2/token", PARTNER.tenant_id);
    admin(world).token("").form(&path, &fields).await.status
}

/// The secret that is shown to be copied.
fn shown(visitor: &Visitor) -> String {
    let (_, rest) = visitor
        .html
        .split_once("id=\"secret\"")
        .unwrap_or_else(|| panic!("no secret: {}", visitor.html));
    let (_, rest) = rest.split_once("value=\"").expect("a value");
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_registered_and_its_secret_replaced() {
    let world = start().await;
    assert_eq!(alone(&world, PARTNER.tenant_id, crate::identity::setting::GRAPH).await.status, 200);
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open("/settings").await;
    let to = visitor.link(&["/settings/applications"]);
    visitor.open(&to).await.sees(200, &["Applications", "Register an application"]);
    // What is wrong is said, and what was written stays.
    visitor.submit("#register", &[("name", ""), ("roles", "adminAgent")]).await;
    assert_eq!(visitor.status, 400);
    assert!(visitor.html.contains("value=\"adminAgent\" checked"), "{}", visitor.html);
    visitor
        .submit("#register", &[("name", "Abgleich"), ("roles", "adminAgent"), ("redirects", "")])
        .await;
    visitor.sees(200, &["Abgleich", "Add a secret"]);
    let here = {
        let all = admin(&world).get("/moves/v1/applications").await.expect(200);
        let made = all["items"].as_array().unwrap().iter().find(|one| one["displayName"] == "Abgleich");
        made.expect("it is registered")["appId"].as_str().unwrap().to_owned()
    };
    let page = format!("/settings/applications/{here}");
    visitor.open(&page).await.submit(&format!("{page}/secrets"), &[]).await;
    let first = shown(&visitor);
    assert_eq!(token(&world, &here, &first).await, 200);
    // Roles that the page does not offer are not taken away by it.
    let own = format!("/moves/v1/applications/{here}");
    let roles = json!({ "roles": ["adminAgent", "billingAdmin"] });
    admin(&world).patch(&own, &roles).await.expect(200);
    visitor
        .open(&page)
        .await
        .submit("#change", &[("name", "Abgleich"), ("roles", "salesAgent"), ("redirects", "")])
        .await;
    visitor.sees(200, &["The change was made"]);
    let of = admin(&world).get(&own).await.expect(200);
    assert_eq!(of["roles"], json!(["salesAgent", "billingAdmin"]), "{of}");
    // It is shown once.
    visitor.open(&page).await;
    assert!(!visitor.html.contains(&first));
    visitor.submit(&format!("{page}/secrets"), &[]).await;
    let second = shown(&visitor);
    let of = admin(&world).get(&format!("/moves/v1/applications/{here}")).await.expect(200);
    for secret in of["secrets"].as_array().unwrap() {
        let id = secret["id"].as_str().unwrap();
        visitor.open(&page).await.submit("#remove", &[("secret", id)]).await;
        if token(&world, &here, &first).await != 200 {
            break;
        }
    }
    assert_eq!(
        (token(&world, &here, &first).await, token(&world, &here, &second).await),
        (401, 200)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_registered_tested_and_sent_again() {
    let world = with(|config| config.webhook_longest_pause = 0).await;
    agree(&world).await;
    let receiver = Receiver::start(&[500]).await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open("/settings").await;
    let to = visitor.link(&["/settings/webhooks"]);
    visitor.open(&to).await.sees(200, &["Webhooks", "Nothing was delivered yet"]);
    visitor
        .submit("#webhook", &[("url", "gopher://x"), ("events", "subscription-updated")])
        .await;
    assert_eq!(visitor.status, 400);
    visitor
        .open(&to)
        .await
        .submit("#webhook", &[("url", &receiver.url), ("events", "subscription-updated")])
        .await;
    visitor.sees(200, &["The change was made", "Send a test"]);
    let registered = admin(&world).get("/webhooks/v1/registration").await.expect(200);
    assert!(
        registered.to_string().to_ascii_lowercase().contains("subscription-updated"),
        "{registered}"
    );

    // What the page does not show is not switched off by it.
    let mut signed = registered.clone();
    signed["signatureTokenToMsSignatureHeader"] = json!(true);
    admin(&world).put("/webhooks/v1/registration", &signed).await.expect(200);
    visitor
        .open(&to)
        .await
        .submit("#webhook", &[("url", &receiver.url), ("events", "subscription-updated")])
        .await;
    let registered = admin(&world).get("/webhooks/v1/registration").await.expect(200);
    assert_eq!(registered["signatureTokenToMsSignatureHeader"], true, "{registered}");

    // A change that nobody takes is given up, and sent again when it is asked for.
    let line = json!({ "id": 0, "catalogItemId": world.item("CFQ7TTC0LH16:0001"), "quantity": 2, "billingCycle": "monthly", "termDuration": "P1Y" });
    let carts = format!("/v1/customers/{YARD}/carts");
    let cart = admin(&world).post(&carts, &json!({ "lineItems": [line] })).await.expect(201);
    let path = format!("{carts}/{}/checkout", cart["id"].as_str().unwrap());
    let done = admin(&world).post(&path, &Value::Null).await.expect(201);
    let id = done["orders"][0]["lineItems"][0]["subscriptionId"].as_str().unwrap();
    let change = json!({ "quantity": 3, "autoRenewEnabled": true });
    admin(&world)
        .patch(&format!("/v1/customers/{YARD}/subscriptions/{id}"), &change)
        .await
        .expect(200);
    for _ in 0..400 {
        let lost = admin(&world).get("/moves/v1/webhooks/undelivered").await.expect(200);
        if !lost["items"].as_array().unwrap().is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    visitor.open(&to).await.sees(200, &["Given up", "InternalServerError"]);
    receiver.answer(202);
    let lost = admin(&world).get("/moves/v1/webhooks/undelivered").await.expect(200);
    let deliveries: Vec<(&str, &str)> = lost["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ("deliveries", one["id"].as_str().unwrap()))
        .collect();
    visitor.submit("#replay", &deliveries).await.sees(200, &["It is sent again"]);
    receiver.wait_for(1).await;
    for _ in 0..400 {
        visitor.open(&to).await;
        if visitor.html.contains(">Accepted ") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    visitor.sees(200, &["Delivered", "Accepted"]);
    assert!(!visitor.html.contains("id=\"replay\""), "nothing is left to be sent again");
}
