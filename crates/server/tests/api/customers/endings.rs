//! How customers are lost and deleted, how many there may be, and whose they are.

use super::{SANDBOX, add_partner, agent, create, new_customer, path};
use crate::support::{CUSTOMER, Caller, RIVAL, World};
use nahtlos_model::{partners::PartnerKind, permissions::Role};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_relationship_ends_once_nothing_is_used_and_delegation_alone_ends_at_any_time() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 3, "P1M", "monthly").await;
    let (admin, at) = (world.admin(), format!("/v1/Customers/{CUSTOMER}/"));
    world
        .app()
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(403, "900329");
    admin
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(400, "800062");
    admin
        .patch(&at, &json!({ "relationshipToPartner": "advisor" }))
        .await
        .refused(400, "3000");
    admin
        .patch(&at, &json!({ "allowDelegatedAccess": true }))
        .await
        .refused(400, "3000");
    admin
        .patch(&at, &json!({ "Id": null, "RelationshipToPartner": "unknown" }))
        .await
        .refused(400, "800002");
    let less = admin
        .patch(&at, &json!({ "RelationshipToPartner": "unknown", "AllowDelegatedAccess": false }))
        .await
        .expect(200);
    assert_eq!(
        less,
        json!({ "allowDelegatedAccess": false, "attributes": { "objectType": "Customer" } })
    );
    assert_eq!(admin.get(&at).await.expect(200)["allowDelegatedAccess"], false);
    admin.get(&format!("/v1/customers/{CUSTOMER}/users")).await.refused(403, "900150");
    let subscription = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", bought["id"].as_str().unwrap());
    admin.patch(&subscription, &json!({ "status": "deleted" })).await.expect(200);
    world
        .rival()
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(404, "60003");
    let gone = admin
        .patch(&at, &json!({ "RelationshipToPartner": "none", "AllowDelegatedAccess": null }))
        .await
        .expect(200);
    assert_eq!(
        gone,
        json!({ "relationshipToPartner": "none", "attributes": { "objectType": "Customer" } })
    );
    admin.get(&at).await.refused(404, "60003");
    assert_eq!(admin.get("/v1/customers").await.expect(200)["totalCount"], 0);
    let own = world.customer_admin().patch(&at, &json!({ "relationshipToPartner": "none" })).await;
    own.refused(403, "20002");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_ended_what_allowed_it_gets_its_answer_again() {
    let world = World::start().await;
    let (admin, at) = (world.admin(), format!("/v1/customers/{CUSTOMER}"));
    let none = json!({ "relationshipToPartner": "none" });
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-00000000000a");
    let gone = keyed.patch(&at, &none).await.expect(200);
    admin.get(&at).await.refused(404, "60003");
    assert_eq!(keyed.patch(&at, &none).await.expect(200), gone, "the same request again");
    // What is no repetition meets what is there now: another key, none, other content, and somebody else with the same key.
    let other = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-00000000000b");
    other.patch(&at, &none).await.refused(404, "60003");
    admin.patch(&at, &none).await.refused(404, "60003");
    let changed = json!({ "relationshipToPartner": "none", "allowDelegatedAccess": false });
    keyed.patch(&at, &changed).await.refused(409, "idempotencyConflict");
    let rival = world.rival().with("ms-requestid", "5a7b0000-0000-4000-8000-00000000000a");
    rival.patch(&at, &none).await.refused(404, "60003");

    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let made = create(&agent, "geht", "Geht GmbH").await;
    let keyed = agent.with("idempotency-key", "geht");
    keyed.delete(&path(&made, "")).await.expect(204);
    keyed.delete(&path(&made, "")).await.expect(204);
    agent.delete(&path(&made, "")).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_customer_is_deleted_with_everything_and_others_are_not() {
    let world = World::start().await;
    let made = create(&world.admin(), "bleibt", "Bleibt GmbH").await;
    world.admin().delete(&path(&made, "")).await.refused(400, "900127");
    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let made = create(&agent, "geht", "Geht GmbH").await;
    let agreement = json!({ "primaryContact": { "firstName": "A", "lastName": "B", "email": "a@b.example" }, "templateId": nahtlos_engine::agreements::TEMPLATE,
        "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement" });
    agent.post(&path(&made, "/agreements"), &agreement).await.expect(201);
    let line = json!({ "id": 0, "catalogItemId": world.item("CFQ7TTC0LFLX:0001"), "quantity": 2, "billingCycle": "monthly", "termDuration": "P1M" });
    let cart = agent
        .post(&path(&made, "/carts"), &json!({ "lineItems": [line] }))
        .await
        .expect(201);
    let done = agent
        .post(
            &path(&made, &format!("/carts/{}/checkout", cart["id"].as_str().unwrap())),
            &Value::Null,
        )
        .await
        .expect(201);
    agent.delete(&path(&made, "")).await.refused(400, "800063");
    world.rival().delete(&path(&made, "")).await.refused(404, "60003");
    let id = done["orders"][0]["lineItems"][0]["subscriptionId"].as_str().unwrap().to_owned();
    agent
        .patch(&path(&made, &format!("/subscriptions/{id}")), &json!({ "status": "deleted" }))
        .await
        .expect(200);
    agent.delete(&path(&made, "")).await.expect(204);
    for rest in ["", "/users", "/orders", "/subscriptions", "/agreements"] {
        agent.get(&path(&made, rest)).await.refused(404, "60003");
    }
    assert_eq!(agent.get("/v1/customers").await.expect(200)["totalCount"], 0);
    create(&agent, "geht", "Geht wieder GmbH").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_has_room_for_75_customers() {
    let world = World::start().await;
    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let all = (0..75).map(|n| {
        let agent = agent.clone();
        async move { create(&agent, &format!("voll{n}"), &format!("Voll {n}")).await }
    });
    futures_util::future::join_all(all).await;
    agent
        .post("/v1/customers", &new_customer("voll75", "Voll 75"))
        .await
        .refused(400, "800018");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_creates_customers_for_its_resellers() {
    const PROVIDER: &str = "aa000000-0000-4000-8000-00000000000a";
    const RESELLER: &str = "bb000000-0000-4000-8000-00000000000b";
    let world = World::start().await;
    add_partner(&world, PROVIDER, PartnerKind::IndirectProvider, false, "DE").await;
    add_partner(&world, RESELLER, PartnerKind::IndirectReseller, false, "AT").await;
    let (provider, reseller) = (agent(&world, PROVIDER), agent(&world, RESELLER));
    let mut body = new_customer("mittelbar", "Mittelbar GmbH");
    body["AssociatedPartnerId"] = json!(RESELLER);
    provider.post("/v1/customers", &body).await.refused(400, "3000");
    link(&world, PROVIDER, RESELLER).await;
    world.admin().post("/v1/customers", &body).await.refused(400, "3000");
    let app = world.caller(PROVIDER, PROVIDER, &[Role::AdminAgent], None, false);
    app.post("/v1/customers", &body).await.refused(403, "900329");
    let made = provider.post("/v1/customers", &body).await.expect(201);
    assert_eq!(
        (&made["relationshipToPartner"], &made["associatedPartnerId"]),
        (&json!("reseller"), &json!(RESELLER))
    );
    assert_eq!(made["allowDelegatedAccess"], true);
    create(&provider, "unmittelbar", "Unmittelbar GmbH").await;
    assert_eq!(provider.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], RESELLER);
    assert_eq!(reseller.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], Value::Null);
    let by = async |caller: &Caller, field: &str, value: &str| {
        let filter = json!({ "Field": field, "Operator": "equals", "Value": value }).to_string();
        let filter = percent_encoding::utf8_percent_encode(&filter, percent_encoding::NON_ALPHANUMERIC).to_string();
        caller.get(&format!("/v1/customers?filter={filter}")).await.expect(200)["totalCount"].clone()
    };
    assert_eq!(by(&provider, "IndirectReseller", RESELLER).await, 1);
    assert_eq!(by(&reseller, "IndirectCloudSolutionProvider", PROVIDER).await, 1);
    assert_eq!(by(&provider, "IndirectReseller", RIVAL).await, 0);
    reseller
        .patch(&path(&made, ""), &json!({ "relationshipToPartner": "none" }))
        .await
        .expect(200);
    assert_eq!(provider.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], Value::Null);
    assert_eq!(by(&provider, "IndirectReseller", RESELLER).await, 0);
}

async fn link(world: &World, provider: &str, reseller: &str) {
    let command = nahtlos_engine::relationships::LinkPartners {
        provider_id: provider.to_owned(),
        reseller_id: reseller.to_owned(),
    };
    world.running().center.engine.link_partners(command).await.unwrap();
}
