//! Graph's groups: made, filled, given licences, and what that does to members.

use crate::{
    graph_users::{AUDIO, E1, E3, E5, names, refused, school},
    support::{Caller, World},
};
use serde_json::{Value, json};

const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

async fn make(graph: &Caller, name: &str) -> String {
    let body = json!({ "displayName": name, "mailEnabled": false, "mailNickname": name.to_lowercase(), "securityEnabled": true, "groupTypes": [] });
    let made = graph.post("/v1.0/groups", &body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

fn user(n: u32) -> String {
    format!("5c400000-0000-4000-8000-{n:012}")
}

async fn join(graph: &Caller, base: &str, group: &str, n: u32) {
    let reference = json!({ "@odata.id": format!("{base}/v1.0/directoryObjects/{}", user(n)) });
    graph
        .post(&format!("/v1.0/groups/{group}/members/$ref"), &reference)
        .await
        .expect(204);
}

fn give(skus: &[&str]) -> Value {
    let add: Vec<Value> = skus.iter().map(|sku| json!({ "skuId": sku, "disabledPlans": [] })).collect();
    json!({ "addLicenses": add, "removeLicenses": [] })
}

fn take(skus: &[&str]) -> Value {
    json!({ "addLicenses": [], "removeLicenses": skus })
}

async fn states(graph: &Caller, n: u32) -> Vec<(String, String, String)> {
    let path = format!("/v1.0/users/{}?$select=licenseAssignmentStates", user(n));
    let shown = graph.get(&path).await.expect(200);
    let text = |state: &Value, name: &str| state[name].as_str().unwrap().to_owned();
    let states = shown["licenseAssignmentStates"].as_array().unwrap();
    states
        .iter()
        .map(|s| (text(s, "skuId"), text(s, "state"), text(s, "error")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_made_shown_changed_and_deleted() {
    let world = World::start().await;
    let graph = school(&world).await;
    let body = json!({
        "@odata.type": "#microsoft.graph.group", "displayName": "Lehrer", "mailEnabled": true, "mailNickname": "lehrer",
        "securityEnabled": false, "groupTypes": ["Unified"], "description": "Alle Lehrer", "visibility": "Private",
        "owners@odata.bind": [format!("{}/v1.0/users/{}", world.base, user(1))],
        "members@odata.bind": [format!("{}/v1.0/directoryObjects/{}", world.base, user(2)), format!("{}/v1.0/users/{}", world.base, user(3))],
    });
    let made = graph.post("/v1.0/groups", &body).await;
    assert!(made.header("location").contains("/v1.0/groups/"));
    let made = made.expect(201);
    assert_eq!(made["@odata.context"], format!("{}/v1.0/$metadata#groups/$entity", world.base));
    assert_eq!(
        (&made["mail"], &made["visibility"], &made["groupTypes"]),
        (&json!("lehrer@schule.example"), &json!("Private"), &json!(["Unified"]))
    );
    for name in [
        "id",
        "createdDateTime",
        "securityIdentifier",
        "proxyAddresses",
        "onPremisesProvisioningErrors",
        "theme",
    ] {
        assert!(made.get(name).is_some(), "{name}");
    }
    assert!(made.get("assignedLicenses").is_none());
    let id = made["id"].as_str().unwrap();
    let path = format!("/v1.0/groups/{id}");
    assert_eq!(names(&graph.get(&format!("{path}/members")).await.expect(200)), ["bo", "cem"]);
    assert_eq!(names(&graph.get(&format!("{path}/owners")).await.expect(200)), ["ada"]);
    graph
        .patch(&path, &json!({ "displayName": "Lehrkräfte", "description": null }))
        .await
        .expect(204);
    let more = json!({ "members@odata.bind": [format!("{}/v1.0/directoryObjects/{}", world.base, user(4))] });
    graph.patch(&path, &more).await.expect(204);
    refused(
        graph.patch(&path, &more).await,
        400,
        "Request_BadRequest",
        "One or more added object references already exist for the following modified properties: 'members'.",
    );
    let shown = graph
        .get(&format!(
            "{path}?$select=displayName,description,assignedLicenses,licenseProcessingState&$expand=members($select=id)"
        ))
        .await
        .expect(200);
    assert_eq!(
        (&shown["displayName"], &shown["description"], &shown["licenseProcessingState"]),
        (&json!("Lehrkräfte"), &Value::Null, &Value::Null)
    );
    assert_eq!(shown["members"].as_array().unwrap().len(), 3);
    graph.delete(&path).await.expect(204);
    refused(graph.get(&path).await, 404, "Request_ResourceNotFound", id);
    refused(graph.delete(&path).await, 404, "Request_ResourceNotFound", id);
    assert_eq!(
        graph.get("/v1.0/directory/deletedItems/microsoft.graph.group").await.expect(200)["value"],
        json!([])
    );

    for (name, value, part) in [
        ("displayName", Value::Null, "A value is required for property 'displayName'"),
        ("mailEnabled", Value::Null, "A value is required for property 'mailEnabled'"),
        ("mailNickname", json!("zwei wörter"), "mailNickname"),
        ("groupTypes", json!(["DynamicMembership"]), "groupTypes"),
        ("mailEnabled", json!(false), "mailEnabled"),
        ("colour", json!("red"), "'colour'"),
        ("members@odata.bind", json!(["x"]), "Invalid object identifier"),
        ("members@odata.bind", json!(vec![format!("/{}", user(1)); 21]), "At most 20"),
        ("isAssignableToRole", json!(true), "isAssignableToRole"),
        ("assignedLicenses", json!([]), "read-only"),
    ] {
        let mut bad = body.clone();
        match value {
            Value::Null => drop(bad.as_object_mut().unwrap().remove(name)),
            value => bad[name] = value,
        }
        refused(graph.post("/v1.0/groups", &bad).await, 400, "Request_BadRequest", part);
    }
    refused(
        graph.patch(&format!("/v1.0/groups/{NOBODY}"), &json!({ "displayName": "x" })).await,
        404,
        "Request_ResourceNotFound",
        NOBODY,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_listed_and_filtered() {
    let world = World::start().await;
    let graph = school(&world).await;
    let mut ids = Vec::new();
    for name in ["Rot", "Gelb", "Blau"] {
        ids.push(make(&graph, name).await);
    }
    join(&graph, &world.base, &ids[0], 2).await;
    graph
        .post(&format!("/v1.0/groups/{}/assignLicense", ids[0]), &give(&[E3]))
        .await
        .expect(202);
    let advanced = graph.with("consistencylevel", "eventual");
    for (query, expected) in [
        ("$orderby=displayName", vec!["Blau", "Gelb", "Rot"]),
        ("$orderby=displayName%20desc&$top=1", vec!["Rot"]),
        ("$filter=displayName+eq+'gelb'", vec!["Gelb"]),
        (
            "$filter=startsWith(displayName,'b')+or+mailNickname+eq+'rot'&$orderby=displayName&$count=true",
            vec!["Blau", "Rot"],
        ),
        ("$filter=assignedLicenses/any()", vec!["Rot"]),
        (
            "$filter=assignedLicenses/any(l:l/skuId+eq+05e9a617-0261-4cee-bb44-138d3ef5d965)",
            vec!["Rot"],
        ),
        ("$filter=groupTypes/any(c:c+eq+'Unified')", vec![]),
        ("$filter=hasMembersWithLicenseErrors+eq+true", vec![]),
        (
            "$filter=securityEnabled+eq+true+and+mailEnabled+eq+false&$orderby=displayName&$count=true",
            vec!["Blau", "Gelb", "Rot"],
        ),
    ] {
        let list = advanced.get(&format!("/v1.0/groups?{query}")).await.expect(200);
        let found: Vec<&str> = list["value"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| g["displayName"].as_str().unwrap())
            .collect();
        assert_eq!(found, expected, "{query}");
    }
    let number = advanced.get("/v1.0/groups/$count").await;
    assert_eq!(String::from_utf8(number.bytes).unwrap(), "3");
    let first = graph.get("/v1.0/groups?$top=2").await.expect(200);
    let rest = graph.get(first["@odata.nextLink"].as_str().unwrap()).await.expect(200);
    assert_eq!(
        (first["value"].as_array().unwrap().len(), rest["value"].as_array().unwrap().len()),
        (2, 1)
    );
    refused(
        graph.get("/v1.0/groups?$filter=colour%20eq%20'x'").await,
        400,
        "BadRequest",
        "microsoft.graph.group",
    );
    let of_bo = graph.get("/v1.0/users/bo@schule.example/memberOf").await.expect(200);
    assert_eq!(
        (&of_bo["value"][0]["@odata.type"], &of_bo["value"][0]["displayName"]),
        (&json!("#microsoft.graph.group"), &json!("Rot"))
    );
    let cast = graph
        .get("/v1.0/users/bo@schule.example/memberOf/graph.group?$select=displayName")
        .await
        .expect(200);
    assert_eq!(cast["value"], json!([{ "displayName": "Rot" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn members_come_and_go_with_the_groups_licences() {
    let world = World::start().await;
    let graph = school(&world).await;
    let group = make(&graph, "Klasse").await;
    let path = format!("/v1.0/groups/{group}");
    for n in [2, 3, 4] {
        join(&graph, &world.base, &group, n).await;
    }
    let members = graph.get(&format!("{path}/members?$top=2")).await.expect(200);
    assert_eq!(
        (&members["value"][0]["@odata.type"], names(&members)),
        (&json!("#microsoft.graph.user"), vec!["bo", "cem"])
    );
    let rest = graph.get(members["@odata.nextLink"].as_str().unwrap()).await.expect(200);
    assert_eq!(names(&rest), ["dana"]);
    let cast = graph
        .get(&format!("{path}/members/microsoft.graph.user?$select=userPrincipalName"))
        .await
        .expect(200);
    assert_eq!(cast["value"][0], json!({ "userPrincipalName": "bo@schule.example" }));
    assert_eq!(names(&graph.get(&format!("{path}/transitiveMembers")).await.expect(200)).len(), 3);
    let number = graph
        .with("consistencylevel", "eventual")
        .get(&format!("{path}/members/$count"))
        .await;
    assert_eq!(String::from_utf8(number.bytes).unwrap(), "3");

    let assigned = graph.post(&format!("{path}/assignLicense"), &give(&[E3])).await;
    assert!(
        assigned
            .header("location")
            .ends_with(&format!("directoryObjects/{group}/Microsoft.DirectoryServices.Group"))
    );
    assert!(assigned.header("content-type").starts_with("application/json"));
    assert_eq!(assigned.expect(202)["id"], group.as_str());
    let shown = graph
        .get(&format!(
            "{path}?$select=assignedLicenses,licenseProcessingState,hasMembersWithLicenseErrors"
        ))
        .await
        .expect(200);
    assert_eq!(shown["assignedLicenses"], json!([{ "skuId": E3, "disabledPlans": [] }]));
    assert_eq!(
        (&shown["licenseProcessingState"]["state"], &shown["hasMembersWithLicenseErrors"]),
        (&json!("ProcessingComplete"), &json!(false))
    );
    assert_eq!(states(&graph, 2).await, [(E3.to_owned(), "Active".to_owned(), "None".to_owned())]);

    let inherited = graph.post(&format!("/v1.0/users/{}/assignLicense", user(2)), &take(&[E3])).await;
    refused(
        inherited,
        400,
        "Request_BadRequest",
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
    );
    // Held directly as well, it still takes one seat; the direct one can go.
    graph
        .post(&format!("/v1.0/users/{}/assignLicense", user(2)), &give(&[E3]))
        .await
        .expect(200);
    let skus = graph.get("/v1.0/subscribedSkus").await.expect(200);
    assert_eq!(
        skus["value"].as_array().unwrap().iter().find(|s| s["skuId"] == E3).unwrap()["consumedUnits"],
        4
    );
    assert_eq!(states(&graph, 2).await.len(), 2);
    graph
        .post(&format!("/v1.0/users/{}/assignLicense", user(2)), &take(&[E3]))
        .await
        .expect(200);
    assert_eq!(states(&graph, 2).await.len(), 1);

    let me = json!({ "@odata.id": format!("{}/v1.0/directoryObjects/{}", world.base, user(2)) });
    refused(
        graph.post(&format!("{path}/members/$ref"), &me).await,
        400,
        "Request_BadRequest",
        "'members'",
    );
    refused(
        graph.delete(&format!("{path}/members/{}", user(2))).await,
        400,
        "Request_BadRequest",
        "$ref",
    );
    graph.delete(&format!("{path}/members/{}/$ref", user(2))).await.expect(204);
    refused(
        graph.delete(&format!("{path}/members/{}/$ref", user(2))).await,
        404,
        "Request_ResourceNotFound",
        &user(2),
    );
    assert_eq!(states(&graph, 2).await, []);
    refused(
        graph.delete(&path).await,
        400,
        "Request_BadRequest",
        "The group has an active license assignment and cannot be deleted.",
    );
    graph.post(&format!("{path}/assignLicense"), &take(&[E3])).await.expect(202);
    assert_eq!(states(&graph, 3).await, []);
    graph.delete(&path).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_group_cannot_give_stands_with_each_member() {
    let world = World::start().await;
    let graph = school(&world).await;
    let group = make(&graph, "Klasse").await;
    let path = format!("/v1.0/groups/{group}");
    for (body, part) in [
        (give(&[E5]), "does not correspond to a valid company License."),
        (give(&[AUDIO]), "depends on the service plan(s) MCOSTANDARD"),
        (take(&[E3]), "User does not have a corresponding license."),
        (take(&[E5]), "does not correspond to a valid company License."),
    ] {
        refused(
            graph.post(&format!("{path}/assignLicense"), &body).await,
            400,
            "Request_BadRequest",
            part,
        );
    }
    // Nobody who is not told where they are is left out, and ada has what excludes E1.
    graph
        .patch(&format!("/v1.0/users/{}", user(5)), &json!({ "usageLocation": null }))
        .await
        .expect(204);
    for n in [1, 2, 3, 5] {
        join(&graph, &world.base, &group, n).await;
    }
    graph.post(&format!("{path}/assignLicense"), &give(&[E1, AUDIO])).await.expect(202);
    let works = |sku: &str| (sku.to_owned(), "Active".to_owned(), "None".to_owned());
    let fails = |sku: &str, error: &str| (sku.to_owned(), "Error".to_owned(), error.to_owned());
    assert_eq!(
        states(&graph, 1).await,
        [works(E3), fails(E1, "MutuallyExclusiveViolation"), fails(AUDIO, "Other")]
    );
    assert_eq!(states(&graph, 2).await, [works(E1), works(AUDIO)]);
    assert_eq!(states(&graph, 3).await, [works(E1), works(AUDIO)]);
    assert_eq!(
        states(&graph, 5).await,
        [fails(E1, "Other"), fails(AUDIO, "CountViolation")],
        "two seats of AUDIO"
    );
    let errors = graph
        .get(&format!(
            "{path}/membersWithLicenseErrors?$select=userPrincipalName,licenseAssignmentStates"
        ))
        .await
        .expect(200);
    assert_eq!(names(&errors), ["ada", "eva"]);
    let shown = graph.get(&format!("{path}?$select=hasMembersWithLicenseErrors")).await.expect(200);
    assert_eq!(shown["hasMembersWithLicenseErrors"], true);
    let listed = graph
        .get("/v1.0/groups?$filter=hasMembersWithLicenseErrors%20eq%20true")
        .await
        .expect(200);
    assert_eq!(listed["value"][0]["id"], group.as_str());
    let held = graph
        .get(&format!("/v1.0/users/{}?$select=assignedLicenses", user(5)))
        .await
        .expect(200);
    assert_eq!(held["assignedLicenses"], json!([]));

    let again = format!("/v1.0/users/{}/reprocessLicenseAssignment", user(5));
    refused(
        graph.post(&again, &Value::Null).await,
        400,
        "Request_BadRequest",
        "does not have any available licenses.",
    );
    refused(
        graph
            .post(&format!("/v1.0/users/{}/reprocessLicenseAssignment", user(1)), &Value::Null)
            .await,
        400,
        "Request_BadRequest",
        "mutually exclusive",
    );
    graph.delete(&format!("{path}/members/{}/$ref", user(2))).await.expect(204);
    assert_eq!(graph.post(&again, &Value::Null).await.expect(200)["id"], user(5).as_str());
    assert_eq!(states(&graph, 5).await, [works(E1), works(AUDIO)]);
}
