//! Licences of users through Graph: assigned all or nothing, and refused in words that programs know.

use crate::{
    graph_users::{AUDIO, E1, E3, E5, NOBODY, change, refused, school},
    support::{PARTNER, World},
};
use nahtlos_engine::estates::LoadEstate;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

/// A plan of E3.
const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";

#[tokio::test(flavor = "multi_thread")]
async fn licences_are_assigned_all_or_nothing() {
    let world = World::start().await;
    let graph = school(&world).await;
    let bo = "/v1.0/users/bo@schule.example";
    let assign = format!("{bo}/assignLicense");
    let done = graph.post(&assign, &change(&[E3, AUDIO], &[])).await.expect(200);
    assert_eq!(done["@odata.context"], format!("{}/v1.0/$metadata#users/$entity", world.base));
    assert_eq!(
        (done["userPrincipalName"].as_str(), done.get("assignedLicenses")),
        (Some("bo@schule.example"), None)
    );
    // Plans are switched off by adding anew.
    let off = json!({ "addLicenses": [{ "@odata.type": "#microsoft.graph.assignedLicense", "skuId": E3, "disabledPlans": [TEAMS] }], "removeLicenses": [] });
    graph.post(&assign, &off).await.expect(200);
    let held = graph
        .get(&format!("{bo}?$select=assignedLicenses,licenseAssignmentStates,assignedPlans"))
        .await
        .expect(200);
    assert_eq!(
        held["assignedLicenses"],
        json!([{ "skuId": E3, "disabledPlans": [TEAMS] }, { "skuId": AUDIO, "disabledPlans": [] }])
    );
    let state = &held["licenseAssignmentStates"][0];
    assert_eq!(
        (&state["state"], &state["error"], &state["assignedByGroup"]),
        (&json!("Active"), &json!("None"), &Value::Null)
    );
    let plan = held["assignedPlans"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["servicePlanId"] == TEAMS)
        .unwrap();
    assert_eq!(plan["capabilityStatus"], "Deleted");
    let details = graph.get(&format!("{bo}/licenseDetails")).await.expect(200);
    let e3 = details["value"].as_array().unwrap().iter().find(|d| d["skuId"] == E3).unwrap();
    assert_eq!(e3["skuPartNumber"], "SPE_E3");
    let status = |id: &str| {
        e3["servicePlans"]
            .as_array()
            .unwrap()
            .iter()
            .find(|p| p["servicePlanId"] == id)
            .unwrap()["provisioningStatus"]
            .clone()
    };
    assert_eq!(
        (status(TEAMS), status("efb87545-963c-4e0d-99df-69c6916d9eb0")),
        (json!("Disabled"), json!("Success"))
    );
    let one = graph
        .get(&format!("{bo}/licenseDetails/{}?$select=skuId", e3["id"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(one["skuId"], E3);
    // E3 goes and E1 comes in one step; the seat of E3 is free.
    graph.post(&assign, &change(&[E1], &[E3])).await.expect(200);
    let consumed =
        |skus: &Value, sku: &str| skus["value"].as_array().unwrap().iter().find(|s| s["skuId"] == sku).unwrap()["consumedUnits"].clone();
    let skus = graph.get("/v1.0/subscribedSkus").await.expect(200);
    assert_eq!(
        (consumed(&skus, E3), consumed(&skus, E1), consumed(&skus, AUDIO)),
        (json!(1), json!(1), json!(1))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_a_licence_away_is_said_in_the_words_that_programs_know() {
    let world = World::start().await;
    let graph = school(&world).await;
    let (ada, bo) = (
        "/v1.0/users/ada@schule.example/assignLicense",
        "/v1.0/users/bo@schule.example/assignLicense",
    );
    for (path, body, part) in [
        (
            bo,
            change(&[E5], &[]),
            format!("License {E5} does not correspond to a valid company License."),
        ),
        (
            ada,
            change(&[], &[E5]),
            format!("License {E5} does not correspond to a valid company License."),
        ),
        (bo, change(&[], &[E3]), "User does not have a corresponding license.".to_owned()),
        (
            ada,
            change(&[E1], &[]),
            "License assignment failed because service plans ".to_owned(),
        ),
        (
            bo,
            change(&[AUDIO], &[]),
            "License assignment failed because service plan MCOMEETADV depends on the service plan(s) MCOSTANDARD".to_owned(),
        ),
        (bo, change(&[], &[]), "No license changes provided".to_owned()),
        (
            bo,
            json!({ "addLicenses": [] }),
            "The missing parameters are: removeLicenses.".to_owned(),
        ),
        (
            bo,
            change(&["E3"], &[]),
            "Cannot convert the literal 'E3' to the expected type 'Edm.Guid'.".to_owned(),
        ),
        (bo, change(&[E3, E3], &[]), "twice".to_owned()),
        (ada, change(&[E3], &[E3]), "twice".to_owned()),
        (
            bo,
            json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [NOBODY] }], "removeLicenses": [] }),
            "One or more disabled plans are not part".to_owned(),
        ),
    ] {
        refused(graph.post(path, &body).await, 400, "Request_BadRequest", &part);
    }
    let path = format!("/v1.0/users/{NOBODY}/assignLicense");
    refused(
        graph.post(&path, &change(&[E3], &[])).await,
        404,
        "Request_ResourceNotFound",
        &format!("Resource '{NOBODY}' does not exist or one of its queried reference-property objects are not present."),
    );
    for name in ["bo", "cem"] {
        let path = format!("/v1.0/users/{name}@schule.example/assignLicense");
        graph.post(&path, &change(&[E3, AUDIO], &[])).await.expect(200);
    }
    let dana = "/v1.0/users/dana@schule.example";
    let none_left = graph.post(&format!("{dana}/assignLicense"), &change(&[E3, AUDIO], &[])).await;
    refused(
        none_left,
        400,
        "Request_BadRequest",
        &format!("Subscription with SKU {AUDIO} does not have any available licenses."),
    );
    let held = graph.get(&format!("{dana}?$select=assignedLicenses")).await.expect(200);
    assert_eq!(held["assignedLicenses"], json!([]), "nothing of a refused change stays");
    // What another licence needs does not go alone.
    refused(
        graph.post(bo, &change(&[], &[E3])).await,
        400,
        "Request_BadRequest",
        "depends on the service plan(s)",
    );
    graph.patch(dana, &json!({ "usageLocation": null })).await.expect(204);
    let nowhere = graph.post(&format!("{dana}/assignLicense"), &change(&[E3], &[])).await;
    refused(
        nowhere,
        400,
        "Request_BadRequest",
        "License assignment cannot be done for user with invalid usage location.",
    );
}

/// Licences of the sandbox, to which an import adds one: a file of licences is the whole of them.
const PRODUCTS: &str = include_str!("../../sandbox/products.csv");
/// A licence with nothing but the plan that stands for the tenant.
const TENANT_WIDE: &str = "7e4a0000-0000-4000-8000-000000000001";
/// A licence with that plan and one for users.
const MIXED: &str = "7e4a0000-0000-4000-8000-000000000002";
const OFFICE: &str = "43de0ff5-c92c-492b-9116-175376d08c38";
const FOUNDATION: &str = "113feb6c-3fe4-4440-bddc-54d774bf0318";

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_for_the_tenant_applies_to_the_company() {
    let world = World::start().await;
    let mut file = PRODUCTS.trim_end().to_owned();
    for (sku, plan, id) in [
        (TENANT_WIDE, "EXCHANGE_S_FOUNDATION", FOUNDATION),
        (MIXED, "EXCHANGE_S_FOUNDATION", FOUNDATION),
        (MIXED, "OFFICESUBSCRIPTION", OFFICE),
    ] {
        file.push_str(&format!("\nLicence {sku},LICENCE_{},{sku},{plan},{id},{plan}", &sku[35..]));
    }
    let program = world.caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@erster.example"), false);
    let imported = program
        .send("POST", "/moves/v1/catalogue/imports", "text/csv", file.into_bytes())
        .await
        .expect(201);
    assert_eq!((&imported["added"], &imported["removed"]), (&json!(2), &json!(0)), "{imported}");
    const TENANT: &str = "7e4a0000-0000-4000-8000-0000000000ff";
    let subscription = |n: u32, sku: &str| {
        json!({
            "id": format!("7e4a0000-aaaa-4000-8000-{n:012}"), "channel": "webDirect", "skuId": sku, "quantity": 3, "start": "2026-06-01",
            "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        })
    };
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": TENANT, "name": "Werft", "domain": "werft.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01", "subscriptions": [subscription(1, TENANT_WIDE), subscription(2, MIXED)], "users": [],
    });
    let command = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: None,
        admin_password: None,
    };
    world.running().center.engine.load_estate(command).await.unwrap();
    let graph = world.caller(TENANT, TENANT, &[Role::GlobalAdmin], Some("admin@werft.example"), true);
    let list = |path: &'static str| async { graph.get(path).await.expect(200)["value"].as_array().unwrap().clone() };
    let (skus, subscriptions) = (list("/v1.0/subscribedSkus").await, list("/v1.0/directory/subscriptions").await);
    for (sku, to, plans) in [
        (TENANT_WIDE, "Company", &[("EXCHANGE_S_FOUNDATION", "Company")][..]),
        (
            MIXED,
            "User",
            &[("EXCHANGE_S_FOUNDATION", "Company"), ("OFFICESUBSCRIPTION", "User")],
        ),
    ] {
        let of = |all: &[Value]| all.iter().find(|one| one["skuId"] == sku).unwrap().clone();
        let (found, subscription) = (of(&skus), of(&subscriptions));
        assert_eq!(found["appliesTo"], to, "{found}");
        for shown in [&found["servicePlans"], &subscription["serviceStatus"]] {
            let pair = |plan: &Value| (plan["servicePlanName"].clone(), plan["appliesTo"].clone());
            let mut shown: Vec<(Value, Value)> = shown.as_array().unwrap().iter().map(pair).collect();
            shown.sort_by_key(|(name, _)| name.to_string());
            let expected: Vec<(Value, Value)> = plans.iter().map(|(name, to)| (json!(name), json!(to))).collect();
            assert_eq!(shown, expected, "{sku}");
        }
    }
}
