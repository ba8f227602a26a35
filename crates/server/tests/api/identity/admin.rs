//! Applications of a tenant, by its administrators.

use super::setting::{PARTNER_API, holder, nobody, start};
use crate::support::{CUSTOMER, Caller, PARTNER, Reply, World};
use nahtlos_engine::setup::sandbox;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const PATH: &str = "/moves/v1/applications";

async fn token(world: &World, tenant: &str, id: &str, secret: &str) -> Reply {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", id),
        ("client_secret", secret),
        ("resource", PARTNER_API),
    ];
    nobody(world).form(&format!("/{tenant}/oauth2/token"), &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_registered_used_and_its_secret_replaced() {
    let world = World::start().await;
    let admin = world.admin();
    let request = json!({ "displayName": "Abgleich", "redirectUris": ["https://app.example/back"], "roles": ["adminAgent"] });
    let made = admin.post(PATH, &request).await.expect(201);
    let id = made["appId"].as_str().unwrap();
    let (first, secret) = (
        made["secrets"][0]["id"].as_str().unwrap(),
        made["secrets"][0]["secret"].as_str().unwrap(),
    );
    let answer = token(&world, PARTNER, id, secret).await.expect(200);
    holder(&world, &answer).get(&format!("/v1/customers/{CUSTOMER}")).await.expect(200);
    let shown = admin.get(&format!("{PATH}/{id}")).await.expect(200);
    assert_eq!(
        (&shown["secrets"], &shown["roles"]),
        (&json!([{ "id": first }]), &json!(["adminAgent"])),
        "a secret is shown once"
    );
    let second = admin.post(&format!("{PATH}/{id}/secrets"), &Value::Null).await.expect(201);
    token(&world, PARTNER, id, second["secret"].as_str().unwrap()).await.expect(200);
    admin.delete(&format!("{PATH}/{id}/secrets/{first}")).await.expect(204);
    token(&world, PARTNER, id, secret).await.expect(401);
    token(&world, PARTNER, id, second["secret"].as_str().unwrap()).await.expect(200);
    admin.delete(&format!("{PATH}/{id}/secrets/{first}")).await.refused(404, "1000");
    let renamed = admin
        .patch(&format!("{PATH}/{id}"), &json!({ "displayName": "Abgleich 2" }))
        .await
        .expect(200);
    assert_eq!(
        (&renamed["displayName"], &renamed["redirectUris"]),
        (&json!("Abgleich 2"), &json!(["https://app.example/back"]))
    );
    let all = admin.get(PATH).await.expect(200);
    assert_eq!(
        (&all["totalCount"], &all["items"][0]["displayName"]),
        (&json!(1), &json!("Abgleich 2"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_weak_roles_see_and_change_none() {
    let world = World::start().await;
    let made = world.admin().post(PATH, &json!({ "displayName": "Eine" })).await.expect(201);
    let (id, secret) = (made["appId"].as_str().unwrap(), made["secrets"][0]["id"].as_str().unwrap());
    let rival = world.rival();
    assert_eq!(rival.get(PATH).await.expect(200)["totalCount"], 0);
    rival.get(&format!("{PATH}/{id}")).await.refused(404, "1000");
    rival
        .patch(&format!("{PATH}/{id}"), &json!({ "displayName": "Meine" }))
        .await
        .refused(404, "1000");
    rival.post(&format!("{PATH}/{id}/secrets"), &Value::Null).await.refused(404, "1000");
    rival.delete(&format!("{PATH}/{id}/secrets/{secret}")).await.refused(404, "1000");
    let seller = world.caller(
        PARTNER,
        PARTNER,
        &[Role::SalesAgent, Role::AdminAgent],
        Some("sven@erster.example"),
        false,
    );
    for reply in [
        seller.get(PATH).await,
        seller.post(PATH, &json!({ "displayName": "Eine" })).await,
        seller.post(&format!("{PATH}/{id}/secrets"), &Value::Null).await,
    ] {
        reply.refused(403, "900150");
    }
    Caller::new(&world.base, "").get(PATH).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_an_application_more_than_they_may() {
    let world = World::start().await;
    let (admin, customer) = (world.admin(), world.customer_admin());
    for (caller, body, field) in [
        (&admin, json!({ "displayName": "x", "roles": ["programAdmin"] }), "roles"),
        (&customer, json!({ "displayName": "x", "roles": ["adminAgent"] }), "roles"),
        (
            &admin,
            json!({ "displayName": "x", "isPublic": true, "roles": ["salesAgent"] }),
            "roles",
        ),
        (&admin, json!({ "displayName": "x", "roles": ["king"] }), "roles"),
        (&admin, json!({ "displayName": " " }), "displayName"),
        (
            &admin,
            json!({ "displayName": "x", "redirectUris": ["http://far.example/"] }),
            "redirectUris",
        ),
        (
            &admin,
            json!({ "displayName": "x", "redirectUris": ["https://a.example/#x"] }),
            "redirectUris",
        ),
        (
            &admin,
            json!({ "displayName": "x", "redirectUris": ["javascript:alert(1)"] }),
            "redirectUris",
        ),
    ] {
        let refused = caller.post(PATH, &body).await.expect(400);
        assert_eq!(refused["data"], json!([field]), "{body}: {refused}");
    }
    customer
        .post(PATH, &json!({ "displayName": "x", "roles": ["userAdmin"] }))
        .await
        .expect(201);
    let public = admin.post(PATH, &json!({ "displayName": "x", "isPublic": true })).await.expect(201);
    assert_eq!(public["secrets"], json!([]));
    let path = format!("{PATH}/{}/secrets", public["appId"].as_str().unwrap());
    admin.post(&path, &Value::Null).await.refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_gives_its_own_role() {
    let world = start().await;
    let program = sandbox::PROGRAM;
    let answer = token(&world, program.tenant_id, program.client_id, sandbox::SECRET)
        .await
        .expect(200);
    let runs = holder(&world, &answer);
    runs.post(PATH, &json!({ "displayName": "x", "roles": ["ProgramAdmin"] }))
        .await
        .expect(201);
    assert_eq!(runs.get(PATH).await.expect(200)["totalCount"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_registers_once_and_shows_no_secret_again() {
    let world = World::start().await;
    let admin = world.admin().with("idempotency-key", "eins");
    let first = admin.post(PATH, &json!({ "displayName": "Eine" })).await.expect(201);
    let again = admin.post(PATH, &json!({ "displayName": "Eine" })).await.expect(201);
    assert_eq!(
        (&again["appId"], &again["secrets"][0]["id"]),
        (&first["appId"], &first["secrets"][0]["id"])
    );
    assert!(first["secrets"][0]["secret"].is_string() && again["secrets"][0]["secret"].is_null());
    let path = format!("{PATH}/{}/secrets", first["appId"].as_str().unwrap());
    let first = admin.post(&path, &Value::Null).await.expect(201);
    let again = admin.post(&path, &Value::Null).await.expect(201);
    assert!(first["id"] == again["id"] && first["secret"].is_string() && again["secret"].is_null());
    assert_eq!(admin.get(PATH).await.expect(200)["totalCount"], 1);
}
