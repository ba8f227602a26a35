//! Graph's users and their licences, as a customer's administrator and programs work with them.

use crate::support::{CUSTOMER, Caller, FOREIGN, Reply, World};
use nahtlos_engine::estates::LoadEstate;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

/// Microsoft 365 E3, five seats.
pub(crate) const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// Office 365 E1, three seats; excludes E3.
pub(crate) const E1: &str = "18181a46-0d4e-45cd-891e-60aabd171b4e";
/// Audio conferencing, two seats; needs a plan of E3 or E1.
pub(crate) const AUDIO: &str = "0c266dff-15dd-4b49-8397-2bb16070ed52";
/// A licence that the tenant does not have.
pub(crate) const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
/// The tenant with these licences.
pub(crate) const SCHOOL: &str = "5c400000-0000-4000-8000-0000000000ff";
pub(crate) const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

/// A tenant with several licences and five users, of whom the first has E3.
pub(crate) async fn school(world: &World) -> Caller {
    let subscription = |n: u32, sku: &str, seats: u32| {
        json!({
            "id": format!("5c400000-aaaa-4000-8000-{n:012}"), "channel": "webDirect", "skuId": sku, "quantity": seats,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        })
    };
    let user = |n: u32, name: &str| {
        let licences = if n == 1 {
            json!([{ "skuId": E3, "disabledPlans": [] }])
        } else {
            json!([])
        };
        json!({ "id": format!("5c400000-0000-4000-8000-{n:012}"), "userPrincipalName": format!("{name}@schule.example"), "usageLocation": "DE", "licenses": licences })
    };
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": SCHOOL, "name": "Schule", "domain": "schule.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01",
        "subscriptions": [subscription(1, E3, 5), subscription(2, E1, 3), subscription(3, AUDIO, 2)],
        "users": [user(1, "ada"), user(2, "bo"), user(3, "cem"), user(4, "dana"), user(5, "eva")],
    });
    let command = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: Some(crate::support::PARTNER.to_owned()),
        admin_password: None,
    };
    world.running().center.engine.load_estate(command).await.unwrap();
    world.caller(SCHOOL, SCHOOL, &[Role::GlobalAdmin], Some("admin@schule.example"), true)
}

/// Expects an error of Graph.
#[track_caller]
pub(crate) fn refused(reply: Reply, status: u16, code: &str, part: &str) {
    let body = reply.expect(status);
    let error = &body["error"];
    assert_eq!(error["code"], code, "{body}");
    assert!(error["message"].as_str().unwrap().contains(part), "{part}: {body}");
    for id in ["date", "request-id", "client-request-id"] {
        assert!(error["innerError"][id].is_string(), "{id}: {body}");
    }
}

/// Users of a list, by the part of the sign-in name before the `@`.
pub(crate) fn names(list: &Value) -> Vec<&str> {
    let of = |user: &Value| user["userPrincipalName"].as_str().map(|n| n.split('@').next().unwrap_or(n).len());
    let users = list["value"].as_array().unwrap_or_else(|| panic!("no list: {list}"));
    users
        .iter()
        .map(|user| &user["userPrincipalName"].as_str().unwrap()[..of(user).unwrap()])
        .collect()
}

pub(crate) fn change(add: &[&str], remove: &[&str]) -> Value {
    let add: Vec<Value> = add.iter().map(|sku| json!({ "skuId": sku, "disabledPlans": [] })).collect();
    json!({ "addLicenses": add, "removeLicenses": remove })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_made_changed_deleted_and_restored() {
    let world = World::start().await;
    let graph = world.customer_graph();
    let body = json!({
        "@odata.type": "#microsoft.graph.user", "accountEnabled": true, "displayName": "Nia Neu", "mailNickname": "nia",
        "userPrincipalName": "nia@kunde.example", "passwordProfile": { "password": "Sommer-2026!x", "forceChangePasswordNextSignIn": false },
        "jobTitle": "Einkauf", "businessPhones": ["+49 30 1"], "otherMails": ["nia@privat.example"], "usageLocation": "DE",
    });
    let made = graph.post("/v1.0/users", &body).await;
    assert!(made.header("content-type").starts_with("application/json"));
    assert!(made.header("location").ends_with(made.json()["id"].as_str().unwrap()));
    assert!(!made.header("request-id").is_empty());
    let made = made.expect(201);
    let id = made["id"].as_str().unwrap();
    assert_eq!(made["@odata.context"], format!("{}/v1.0/$metadata#users/$entity", world.base));
    let mut properties: Vec<&String> = made.as_object().unwrap().keys().filter(|k| !k.starts_with('@')).collect();
    properties.sort_unstable();
    let expected = [
        "businessPhones",
        "displayName",
        "givenName",
        "id",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
    ];
    assert_eq!(properties, expected);
    assert_eq!(
        (&made["jobTitle"], &made["businessPhones"]),
        (&json!("Einkauf"), &json!(["+49 30 1"]))
    );

    refused(
        graph.post("/v1.0/users", &body).await,
        400,
        "Request_BadRequest",
        "userPrincipalName already exists",
    );
    let path = format!("/v1.0/users/{id}");
    let patch = json!({ "jobTitle": null, "city": "Köln", "accountEnabled": false, "givenName": "Nia" });
    assert_eq!(graph.patch(&path, &patch).await.status, 204);
    let select = "?$select=id,jobTitle,city,accountEnabled,givenName,otherMails,userType,usageLocation,assignedLicenses";
    let shown = graph.get(&format!("/v1.0/users/NIA@kunde.example{select}")).await.expect(200);
    let wanted = json!({
        "@odata.context": format!(
            "{}/v1.0/$metadata#users(id,jobTitle,city,accountEnabled,givenName,otherMails,userType,usageLocation,assignedLicenses)/$entity",
            world.base
        ),
        "id": id, "jobTitle": null, "city": "Köln", "accountEnabled": false, "givenName": "Nia", "otherMails": ["nia@privat.example"],
        "userType": "Member", "usageLocation": "DE", "assignedLicenses": [],
    });
    assert_eq!(shown, wanted);
    let whole = graph
        .with("prefer", "return=representation")
        .patch(&path, &json!({ "surname": "Neu" }))
        .await;
    assert_eq!(whole.header("preference-applied"), "return=representation");
    assert_eq!(whole.expect(200)["surname"], "Neu");

    assert_eq!(graph.delete(&path).await.status, 204);
    refused(
        graph.get(&path).await,
        404,
        "Request_ResourceNotFound",
        &format!("Resource '{id}' does not exist"),
    );
    let gone = graph.get("/v1.0/directory/deletedItems/microsoft.graph.user").await.expect(200);
    assert_eq!(
        (gone["value"][0]["id"].as_str(), gone["value"][0]["deletedDateTime"].is_string()),
        (Some(id), true)
    );
    let back = graph
        .post(&format!("/v1.0/directory/deletedItems/{id}/restore"), &Value::Null)
        .await
        .expect(200);
    assert_eq!(back["@odata.type"], "#microsoft.graph.user");
    assert_eq!(
        back["@odata.context"],
        format!("{}/v1.0/$metadata#directoryObjects/$entity", world.base)
    );
    assert_eq!(graph.get(&path).await.status, 200);
    graph.delete(&path).await.expect(204);
    let item = format!("/v1.0/directory/deletedItems/{id}");
    assert_eq!(graph.get(&item).await.expect(200)["@odata.type"], "#microsoft.graph.user");
    graph.delete(&item).await.expect(204);
    refused(graph.get(&item).await, 404, "Request_ResourceNotFound", id);
    refused(graph.delete(&item).await, 404, "Request_ResourceNotFound", id);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_looked_at_property_by_property() {
    let world = World::start().await;
    let graph = world.customer_graph();
    let good = json!({
        "accountEnabled": true, "displayName": "Nia", "mailNickname": "nia", "userPrincipalName": "nia@kunde.example",
        "passwordProfile": { "password": "Sommer-2026!x" },
    });
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(name)),
            value => body[name] = value,
        }
        body
    };
    for (name, value, part) in [
        ("shoeSize", json!(42), "'shoeSize'"),
        ("assignedLicenses", json!([]), "'assignedLicenses' of resource 'User' is read-only"),
        (
            "usageLocation",
            json!("Deutschland"),
            "Invalid value specified for property 'usageLocation'",
        ),
        ("displayName", Value::Null, "A value is required for property 'displayName'"),
        ("mailNickname", Value::Null, "A value is required for property 'mailNickname'"),
        ("accountEnabled", Value::Null, "A value is required for property 'accountEnabled'"),
        ("passwordProfile", Value::Null, "A value is required for property 'passwordProfile'"),
        ("passwordProfile", json!({ "password": "short" }), "password complexity"),
        (
            "userPrincipalName",
            json!("nia@fremd.example"),
            "domain portion of the userPrincipalName",
        ),
        ("userPrincipalName", json!("nia"), "userPrincipalName"),
        ("businessPhones", json!(["1", "2"]), "'businessPhones'"),
        ("accountEnabled", json!("yes"), "'accountEnabled'"),
        ("userType", json!("Robot"), "'userType'"),
        ("employeeHireDate", json!("gestern"), "'employeeHireDate'"),
        ("jobTitle", json!({ "de": "x" }), "'jobTitle'"),
    ] {
        refused(graph.post("/v1.0/users", &with(name, value)).await, 400, "Request_BadRequest", part);
    }
    refused(graph.post("/v1.0/users", &json!([])).await, 400, "Request_BadRequest", "object");
    let bad = graph.send("POST", "/v1.0/users", "application/json", b"{\"a\":".to_vec()).await;
    assert_eq!(bad.status, 400);
    let minimal = graph.with("prefer", "return=minimal").post("/v1.0/users", &good).await;
    assert_eq!((minimal.status, minimal.header("preference-applied")), (204, "return=minimal"));
    assert!(minimal.header("location").contains("/v1.0/users/"));
    refused(
        graph.patch(&format!("/v1.0/users/{NOBODY}"), &json!({ "city": "x" })).await,
        404,
        "Request_ResourceNotFound",
        NOBODY,
    );
    refused(
        graph.patch("/v1.0/users/nia@kunde.example", &json!({ "id": NOBODY })).await,
        400,
        "Request_BadRequest",
        "read-only",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_are_named_and_taken_away() {
    let world = World::start().await;
    let graph = school(&world).await;
    let bo = "/v1.0/users/bo@schule.example";
    refused(
        graph.get(&format!("{bo}/manager")).await,
        404,
        "Request_ResourceNotFound",
        "Resource 'manager' does not exist",
    );
    let ada = json!({ "@odata.id": format!("{}/v1.0/users/5c400000-0000-4000-8000-000000000001", world.base) });
    graph.put(&format!("{bo}/manager/$ref"), &ada).await.expect(204);
    let manager = graph.get(&format!("{bo}/manager")).await.expect(200);
    assert_eq!(
        (&manager["@odata.type"], &manager["userPrincipalName"]),
        (&json!("#microsoft.graph.user"), &json!("ada@schule.example"))
    );
    let reference = graph.get(&format!("{bo}/manager/$ref")).await.expect(200);
    graph
        .put(
            "/v1.0/users/cem@schule.example/manager/$ref",
            &json!({ "@odata.id": reference["@odata.id"] }),
        )
        .await
        .expect(204);
    let shown = graph
        .get(&format!("{bo}?$select=id&$expand=manager($select=displayName)"))
        .await
        .expect(200);
    assert_eq!(
        shown["manager"],
        json!({ "@odata.type": "#microsoft.graph.user", "displayName": "ada" })
    );
    let foreign = json!({ "@odata.id": format!("{}/v1.0/users/c0000000-0000-4000-8000-000000000001", world.base) });
    refused(
        graph.put(&format!("{bo}/manager/$ref"), &foreign).await,
        404,
        "Request_ResourceNotFound",
        "c0000000",
    );
    refused(
        graph.put(&format!("{bo}/manager/$ref"), &json!({ "@odata.id": "x" })).await,
        400,
        "Request_BadRequest",
        "Invalid object identifier",
    );
    refused(
        graph.put(&format!("{bo}/manager/$ref"), &json!({})).await,
        400,
        "Request_BadRequest",
        "@odata.id",
    );
    graph.delete(&format!("{bo}/manager/$ref")).await.expect(204);
    refused(
        graph.delete(&format!("{bo}/manager/$ref")).await,
        404,
        "Request_ResourceNotFound",
        "manager",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reaches_another_tenant_or_more_than_the_role_allows() {
    let world = World::start().await;
    let graph = school(&world).await;
    let kim = "/v1.0/users/c0000000-0000-4000-8000-000000000001";
    for reply in [
        graph.get(kim).await,
        graph.patch(kim, &json!({ "city": "x" })).await,
        graph.delete(kim).await,
        graph.post(&format!("{kim}/assignLicense"), &change(&[E3], &[])).await,
        graph.get(&format!("{kim}/licenseDetails")).await,
        graph.get("/v1.0/users/kim@kunde.example").await,
    ] {
        refused(reply, 404, "Request_ResourceNotFound", "does not exist");
    }
    let stranger = world.caller(
        crate::support::PARTNER,
        FOREIGN,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("anna@erster.example"),
        true,
    );
    refused(stranger.get("/v1.0/users").await, 404, "Request_ResourceNotFound", FOREIGN);
    let reader = world.caller(SCHOOL, SCHOOL, &[Role::GlobalReader], Some("leo@schule.example"), true);
    assert_eq!(reader.get("/v1.0/users").await.status, 200);
    let patched = reader.patch("/v1.0/users/bo@schule.example", &json!({ "city": "x" })).await;
    refused(
        patched,
        403,
        "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.",
    );
    refused(
        world.customer_graph().token("").get("/v1.0/users").await,
        401,
        "InvalidAuthenticationToken",
        "Access token is empty.",
    );
    refused(
        world.customer_graph().token("x.y.z").get("/v1.0/users").await,
        401,
        "InvalidAuthenticationToken",
        "Access token",
    );
    refused(
        world.customer_admin().get("/v1.0/users").await,
        401,
        "InvalidAuthenticationToken",
        "audience",
    );
    let partner = world.partner_graph().get("/v1.0/users").await.expect(200);
    assert!(
        partner["value"]
            .as_array()
            .unwrap()
            .iter()
            .any(|u| u["userPrincipalName"] == "kim@kunde.example"),
        "{CUSTOMER}: {partner}"
    );
}
