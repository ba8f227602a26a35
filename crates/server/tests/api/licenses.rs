//! Licences of users and seats of a customer, as a partner sees and assigns them.

use crate::support::{CUSTOMER, FOREIGN, World};
use serde_json::{Value, json};

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
const KIM: &str = "c0000000-0000-4000-8000-000000000001";
const MAX: &str = "c0000000-0000-4000-8000-000000000003";
const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

fn licenses(user: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/users/{user}/licenses")
}

fn updates(user: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/users/{user}/licenseupdates")
}

fn skus() -> String {
    format!("/v1/customers/{CUSTOMER}/subscribedskus")
}

async fn pool(world: &World, sku: &str) -> Value {
    let all = world.admin().get(&skus()).await.expect(200);
    let all = all["items"].as_array().unwrap();
    all.iter().find(|s| s["productSku"]["id"] == sku).cloned().unwrap_or(Value::Null)
}

async fn new_user(world: &World, name: &str, place: Option<&str>) -> String {
    let user = json!({
        "userPrincipalName": format!("{name}@kunde.example"), "displayName": name, "usageLocation": place,
        "passwordProfile": { "password": "Frühling-2026!" },
    });
    let made = world
        .admin()
        .post(&format!("/v1/customers/{CUSTOMER}/users"), &user)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_and_licences_are_shown_with_their_plans() {
    let world = World::start().await;
    let sku = pool(&world, E3).await;
    for (units, count) in [
        ("availableUnits", 3),
        ("activeUnits", 5),
        ("consumedUnits", 2),
        ("suspendedUnits", 0),
        ("totalUnits", 5),
        ("warningUnits", 0),
    ] {
        assert_eq!(sku[units], count, "{units}");
    }
    assert_eq!(
        (&sku["capabilityStatus"], &sku["attributes"]["objectType"]),
        (&json!("Enabled"), &json!("SubscribedSku"))
    );
    assert_eq!(
        (&sku["productSku"]["targetType"], &sku["productSku"]["licenseGroupId"]),
        (&json!("User"), &json!("group1"))
    );
    let plan = &sku["servicePlans"][0];
    assert!(plan["displayName"].is_string() && plan["serviceName"].is_string(), "{sku}");
    assert_eq!(
        (&plan["capabilityStatus"], &plan["targetType"]),
        (&json!("Enabled"), &json!("User"))
    );

    let held = world.admin().get(&licenses(KIM)).await.expect(200);
    assert_eq!(
        (&held["totalCount"], &held["items"][0]["productSku"]["id"]),
        (&json!(1), &json!(E3))
    );
    assert_eq!(
        (
            &held["items"][0]["attributes"]["objectType"],
            &held["items"][0]["servicePlans"][0]["capabilityStatus"]
        ),
        (&json!("License"), &json!("Assigned"))
    );
    assert_eq!(world.admin().get(&licenses(MAX)).await.expect(200)["items"], json!([]));

    for (groups, count) in [
        ("licenseGroupIds=Group1", 1),
        ("licenseGroupIds=group2", 0),
        ("licenseGroupIds=Group1&licenseGroupIds=Group2", 1),
    ] {
        assert_eq!(
            world.admin().get(&format!("{}?{groups}", skus())).await.expect(200)["totalCount"],
            count,
            "{groups}"
        );
        assert_eq!(
            world.admin().get(&format!("{}?{groups}", licenses(KIM))).await.expect(200)["totalCount"],
            count,
            "{groups}"
        );
    }
    world
        .admin()
        .get(&format!("{}?licenseGroupIds=group9", skus()))
        .await
        .refused(400, "900126");
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_are_assigned_changed_and_removed() {
    let world = World::start().await;
    let admin = world.admin();
    let sku = pool(&world, E3).await;
    let off = sku["servicePlans"][1]["id"].as_str().unwrap();
    // As the reference's own library writes it.
    let body = json!({
        "LicensesToAssign": [{ "ExcludedPlans": [off], "SkuId": E3 }], "LicensesToRemove": null, "LicenseWarnings": null,
        "Attributes": { "ObjectType": "LicenseUpdate" },
    });
    let done = admin.post(&updates(MAX), &body).await.expect(201);
    let expected = json!({
        "licensesToAssign": [{ "skuId": E3, "excludedPlans": [off] }], "licenseWarnings": [],
        "attributes": { "objectType": "LicenseUpdate" },
    });
    assert_eq!(done, expected);
    assert_eq!(
        (&pool(&world, E3).await["consumedUnits"], &pool(&world, E3).await["availableUnits"]),
        (&json!(3), &json!(2))
    );
    let held = admin.get(&licenses(MAX)).await.expect(200);
    let status = |held: &Value| {
        let plans = held["items"][0]["servicePlans"].as_array().unwrap().clone();
        plans.iter().find(|p| p["id"] == off).unwrap()["capabilityStatus"].clone()
    };
    assert_eq!(status(&held), "Disabled");
    admin
        .post(
            &updates(MAX),
            &json!({ "licensesToAssign": [{ "skuId": E3.to_uppercase(), "excludedPlans": null }] }),
        )
        .await
        .expect(201);
    assert_eq!(status(&admin.get(&licenses(MAX)).await.expect(200)), "Assigned");
    assert_eq!(pool(&world, E3).await["consumedUnits"], 3);
    let done = admin.post(&updates(MAX), &json!({ "licensesToRemove": [E3] })).await.expect(201);
    assert_eq!(done["licensesToRemove"], json!([E3]));
    assert!(done.get("licensesToAssign").is_none());
    assert_eq!(pool(&world, E3).await["consumedUnits"], 2);
    admin
        .post(&updates(MAX), &json!({ "licensesToRemove": [E3] }))
        .await
        .refused(400, "licenseNotHeld");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_assigned_changes_nothing() {
    let world = World::start().await;
    let admin = world.admin();
    let assign = |sku: &str| json!({ "licensesToAssign": [{ "skuId": sku }] });
    for (body, code) in [
        (json!({}), "3000"),
        (json!({ "licensesToAssign": [{}] }), "3000"),
        (json!({ "licensesToAssign": [{ "skuId": "E3" }] }), "3000"),
        (json!({ "licensesToAssign": [{ "skuId": E3, "licenseGroupId": "group2" }] }), "3000"),
        (
            json!({ "licensesToAssign": [{ "skuId": E3, "excludedPlans": [NOBODY] }] }),
            "servicePlanNotInSku",
        ),
        (json!({ "licensesToAssign": [{ "skuId": E3 }], "licensesToRemove": [E5] }), "60000"),
        (json!({ "licensesToAssign": "E3" }), "800002"),
        (assign(E5), "60000"),
    ] {
        admin.post(&updates(MAX), &body).await.refused(400, code);
    }
    let nowhere = new_user(&world, "ohne", None).await;
    admin.post(&updates(&nowhere), &assign(E3)).await.refused(400, "60013");
    admin
        .patch(
            &format!("/v1/customers/{CUSTOMER}/users/{nowhere}"),
            &json!({ "usageLocation": "DE" }),
        )
        .await
        .expect(200);
    admin.post(&updates(&nowhere), &assign(E3)).await.expect(201);
    admin.post(&updates(MAX), &assign(E3)).await.expect(201);
    let last = new_user(&world, "fünf".replace('ü', "ue").as_str(), Some("DE")).await;
    admin.post(&updates(&last), &assign(E3)).await.expect(201);
    let sixth = new_user(&world, "sechs", Some("DE")).await;
    let refused = admin.post(&updates(&sixth), &assign(E3)).await.refused(400, "60012");
    let data = refused["data"][0].as_str().unwrap();
    assert!(
        data.starts_with("LicenseQuotaExceededException : ") && data.contains(E3) && data.contains(CUSTOMER),
        "{data}"
    );
    // A seat that is given back in the same request is free in it; a deleted user's seat is free at once.
    admin.delete(&format!("/v1/customers/{CUSTOMER}/users/{last}")).await.expect(204);
    admin.post(&updates(&sixth), &assign(E3)).await.expect(201);
    admin
        .post(
            &updates(&sixth),
            &json!({ "licensesToAssign": [{ "skuId": E3 }], "licensesToRemove": [E3] }),
        )
        .await;
    assert_eq!(pool(&world, E3).await["consumedUnits"], 5);
    // Restored without a seat: the user is back, the licence is not.
    let back = admin
        .patch(&format!("/v1/customers/{CUSTOMER}/users/{last}"), &json!({ "state": "active" }))
        .await
        .expect(200);
    assert_eq!(back["state"], "active");
    assert_eq!(admin.get(&licenses(&last)).await.expect(200)["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_applications_see_no_licences() {
    let world = World::start().await;
    let body = json!({ "licensesToAssign": [{ "skuId": E3 }] });
    world
        .admin()
        .get(&format!("/v1/customers/{FOREIGN}/subscribedskus"))
        .await
        .refused(404, "60003");
    world.admin().get(&licenses(NOBODY)).await.refused(404, "60002");
    world.admin().post(&updates(NOBODY), &body).await.refused(404, "60002");
    let foreign = "f0000000-0000-4000-8000-000000000003";
    world.admin().get(&licenses(foreign)).await.refused(404, "60002");
    world.admin().post(&updates(foreign), &body).await.refused(404, "60002");
    world.rival().post(&updates(MAX), &body).await.refused(404, "60003");
    world.app().get(&skus()).await.refused(400, "900316");
    world.app().post(&updates(MAX), &body).await.refused(400, "900316");
    assert_eq!(pool(&world, E3).await["consumedUnits"], 2);
}
