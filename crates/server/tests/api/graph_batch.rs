//! Batches of Graph: what their parts do, and what is no batch at all.

use crate::{
    graph_users::{E3, refused, school},
    support::World,
};
use serde_json::{Value, json};

fn answers(batch: &Value) -> Vec<(String, u64)> {
    let one = |r: &Value| (r["id"].as_str().unwrap().to_owned(), r["status"].as_u64().unwrap());
    batch["responses"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_does_what_its_parts_would_do_alone() {
    let world = World::start().await;
    let graph = school(&world).await;
    let json_media = json!({ "Content-Type": "application/json" });
    let assign = json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": [] });
    let batch = json!({ "requests": [
        { "id": "read", "method": "GET", "url": "/users/bo@schule.example?$select=id,assignedLicenses", "dependsOn": ["assign"] },
        { "id": "assign", "method": "POST", "url": "users/bo@schule.example/assignLicense", "headers": json_media, "body": assign },
        { "id": "patch", "method": "PATCH", "url": "/users/bo@schule.example", "headers": json_media, "body": { "city": "Kiel" } },
        { "id": "count", "method": "GET", "url": "/users/$count", "headers": { "ConsistencyLevel": "eventual" } },
        { "id": "plain", "method": "GET", "url": "/users/$count" },
        { "id": "lost", "method": "GET", "url": "/users/nobody@schule.example" },
        { "id": "after", "method": "GET", "url": "/users", "dependsOn": ["LOST"] },
        { "id": "nested", "method": "POST", "url": "/%24batch", "headers": json_media, "body": { "requests": [] } },
        { "id": "away", "method": "GET", "url": "https://elsewhere.example/users" },
        { "id": "whole", "method": "GET", "url": format!("{}/v1.0/users/bo@schule.example", world.base) },
        { "id": "other", "method": "GET", "url": format!("{}/v1/customers", world.base) },
        { "id": "up", "method": "GET", "url": "/../v1/customers" },
        { "id": "foreign", "method": "GET", "url": "/users/c0000000-0000-4000-8000-000000000001", "headers": { "Authorization": "Bearer x" } },
        { "id": "bare", "method": "PATCH", "url": "/users/bo@schule.example", "body": { "city": "Bonn" } },
    ] });
    let done = graph.post("/v1.0/$batch", &batch).await.expect(200);
    let expected = [
        ("assign", 200),
        ("read", 200),
        ("patch", 204),
        ("count", 200),
        ("plain", 400),
        ("lost", 404),
        ("after", 424),
        ("nested", 400),
        ("away", 400),
        ("whole", 200),
        ("other", 400),
        ("up", 400),
        ("foreign", 404),
        ("bare", 400),
    ];
    let mut found = answers(&done);
    found.sort_unstable();
    let mut expected: Vec<(String, u64)> = expected.iter().map(|(id, status)| ((*id).to_owned(), *status)).collect();
    expected.sort_unstable();
    assert_eq!(found, expected, "{done}");
    let part = |id: &str| done["responses"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap();
    assert_eq!(part("read")["body"]["assignedLicenses"][0]["skuId"], E3);
    assert!(
        part("read")["headers"]["Content-Type"]
            .as_str()
            .unwrap()
            .starts_with("application/json")
    );
    assert!(part("patch").get("body").is_none());
    assert_eq!(part("count")["body"], "NQ==");
    assert_eq!(part("after")["body"]["error"]["code"], "FailedDependency");
    assert_eq!(part("lost")["body"]["error"]["code"], "Request_ResourceNotFound");
    assert_eq!(
        graph.get("/v1.0/users/bo@schule.example?$select=city").await.expect(200)["city"],
        "Kiel"
    );

    let one = |id: &str, after: &[&str]| json!({ "id": id, "method": "GET", "url": "/users", "dependsOn": after });
    for (body, part) in [
        (json!({}), "requests"),
        (json!({ "requests": [] }), "no requests"),
        (json!({ "requests": vec![one("1", &[]); 21] }), "at most 20"),
        (json!({ "requests": [one("a", &[]), one("A", &[])] }), "twice"),
        (json!({ "requests": [one("a", &["b"])] }), "'b'"),
        (json!({ "requests": [one("a", &["b"]), one("b", &["a"])] }), "circle"),
        (json!({ "requests": [{ "id": "a", "url": "/users" }] }), "'method'"),
        (json!({ "requests": [{ "id": "a", "method": "GET" }] }), "'url'"),
        (json!({ "requests": [7] }), "object"),
    ] {
        refused(graph.post("/v1.0/$batch", &body).await, 400, "BadRequest", part);
    }
    refused(
        graph.token("").post("/v1.0/$batch", &batch).await,
        401,
        "InvalidAuthenticationToken",
        "empty",
    );
}
