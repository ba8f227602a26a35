//! The mission, told from end to end: a customer of other channels is invited, accepts, gets the seats anew from the partner, and the
//! old subscription ends as the clock turns, without one user losing a licence.

use crate::support::{Caller, PARTNER, World, people};
use nahtlos_engine::estates::LoadEstate;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

/// A customer whom no partner has yet: five seats of E3 from the web shop until 2027-06-01, two of them assigned.
const NEWCOMER: &str = "d0000000-0000-4000-8000-00000000000d";

async fn newcomer(world: &World) {
    let estate = people::estate(NEWCOMER, "Neuling");
    let load = LoadEstate {
        estate,
        partner_id: None,
        admin_password: None,
    };
    world.running().center.engine.load_estate(load).await.unwrap();
}

fn their_admin(world: &World, graph: bool) -> Caller {
    world.caller(NEWCOMER, NEWCOMER, &[Role::GlobalAdmin], Some("kim@neuling.example"), graph)
}

/// The partner asks, the customer's administrator accepts.
async fn take_over(world: &World) {
    newcomer(world).await;
    let admin = world.admin();
    admin.get(&format!("/v1/customers/{NEWCOMER}")).await.refused(404, "60003");
    let asked = json!({ "customerName": "Neuling AG", "customerDomain": "neuling.example", "delegatedAdmin": true, "language": "de" });
    let invitation = admin.post("/moves/v1/invitations", &asked).await.expect(201);
    assert_eq!(invitation["status"], "drafted");
    let path = format!("/moves/v1/invitations/{}", invitation["id"].as_str().unwrap());
    admin.post(&format!("{path}/send"), &json!({ "by": "link" })).await.expect(200);
    let token = invitation["link"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let by_link = format!("/moves/v1/invitations/by-link/{token}");
    let seen = their_admin(world, false).get(&by_link).await.expect(200);
    assert_eq!(seen["partner"]["id"], PARTNER);
    let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": "kim@neuling.example" });
    let accepted = json!({ "agreementAccepted": true, "primaryContact": contact });
    let foreign = world.customer_admin().post(&format!("{by_link}/accept"), &accepted).await;
    assert!(foreign.status >= 400, "an administrator of another tenant cannot accept");
    their_admin(world, false)
        .post(&format!("{by_link}/accept"), &accepted)
        .await
        .expect(200);
    let after = admin.get(&path).await.expect(200);
    assert_eq!((&after["status"], &after["customerId"]), (&json!("accepted"), &json!(NEWCOMER)));
    admin.get(&format!("/v1/customers/{NEWCOMER}")).await.expect(200);
}

async fn buy(world: &World, offer: &str, seats: i64) -> String {
    let admin = world.admin();
    let line = json!({ "id": 0, "catalogItemId": world.item(offer), "quantity": seats, "billingCycle": "annual", "termDuration": "P1Y" });
    let cart = admin
        .post(&format!("/v1/customers/{NEWCOMER}/carts"), &json!({ "lineItems": [line] }))
        .await
        .expect(201);
    assert!(cart["lineItems"][0]["error"].is_null(), "{cart}");
    let checkout = format!("/v1/customers/{NEWCOMER}/carts/{}/checkout", cart["id"].as_str().unwrap());
    let done = admin.post(&checkout, &Value::Null).await.expect(201);
    done["orders"][0]["lineItems"][0]["subscriptionId"]
        .as_str()
        .unwrap_or_else(|| panic!("{done}"))
        .to_owned()
}

/// Who holds what, with plans switched off, as Graph says.
async fn licences(world: &World) -> Value {
    let users = their_admin(world, true)
        .get("/v1.0/users?$select=id,assignedLicenses&$top=50")
        .await
        .expect(200);
    users["value"].clone()
}

async fn pool(world: &World, sku: &str) -> Value {
    let skus = their_admin(world, true).get("/v1.0/subscribedSkus").await.expect(200);
    let found = skus["value"].as_array().unwrap().iter().find(|s| s["skuId"] == sku).cloned();
    found.unwrap_or(Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_licence_bought_anew_changes_nobodys_licences() {
    let world = World::start().await;
    take_over(&world).await;
    let before = licences(&world).await;
    world.turn_to("2027-05-25T09:00:00Z").await;
    let bought = buy(&world, "CFQ7TTC0LFLX:0001", 5).await;
    assert_eq!(
        pool(&world, people::E3).await["prepaidUnits"]["enabled"],
        10,
        "old and new seats are one pool"
    );
    for day in [
        "2027-05-31T23:59:59Z",
        "2027-06-01T00:00:00Z",
        "2027-07-01T00:00:00Z",
        "2027-10-01T00:00:00Z",
    ] {
        world.turn_to(day).await;
        assert_eq!(licences(&world).await, before, "{day}");
        let pool = pool(&world, people::E3).await;
        assert_eq!(
            (&pool["capabilityStatus"], &pool["consumedUnits"]),
            (&json!("Enabled"), &json!(2)),
            "{day}"
        );
        assert!(pool["prepaidUnits"]["enabled"].as_i64() >= Some(5), "{day}: {pool}");
    }
    let graph = their_admin(&world, true).get("/v1.0/directory/subscriptions").await.expect(200);
    let states: Vec<&str> = graph["value"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|s| s["status"].as_str())
        .collect();
    assert!(states.contains(&"Enabled"), "{graph}");
    let ours = world
        .admin()
        .get(&format!("/v1/customers/{NEWCOMER}/subscriptions/{bought}"))
        .await
        .expect(200);
    assert_eq!(ours["status"], "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_licence_takes_over_user_by_user_before_the_old_one_ends() {
    const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
    let world = World::start().await;
    take_over(&world).await;
    world.turn_to("2027-05-25T09:00:00Z").await;
    buy(&world, "CFQ7TTC0LFLZ:0002", 2).await;
    let partner = world.caller(PARTNER, NEWCOMER, &[Role::AdminAgent], Some("anna@erster.example"), true);
    let users = licences(&world).await;
    let holders: Vec<&str> = users
        .as_array()
        .unwrap()
        .iter()
        .filter(|u| !u["assignedLicenses"].as_array().unwrap().is_empty())
        .filter_map(|u| u["id"].as_str())
        .collect();
    assert_eq!(holders.len(), 2);
    for user in &holders {
        let swap = json!({ "addLicenses": [{ "skuId": E5, "disabledPlans": [] }], "removeLicenses": [people::E3] });
        partner.post(&format!("/v1.0/users/{user}/assignLicense"), &swap).await.expect(200);
    }
    world.turn_to("2027-06-01T00:00:00Z").await;
    world.turn_to("2027-12-01T00:00:00Z").await;
    for user in licences(&world)
        .await
        .as_array()
        .unwrap()
        .iter()
        .filter(|u| holders.contains(&u["id"].as_str().unwrap()))
    {
        assert_eq!(user["assignedLicenses"][0]["skuId"], E5);
    }
    assert_eq!(pool(&world, E5).await["consumedUnits"], 2);
    assert_eq!(pool(&world, people::E3).await["consumedUnits"].as_i64().unwrap_or(0), 0);
    let audit = world.running().center.engine.verify_audit(NEWCOMER).await.unwrap();
    assert!(audit.is_ok(), "{audit:?}");
}
