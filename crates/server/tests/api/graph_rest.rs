//! The rest of Graph: the tenant, its SKUs, subscriptions and domains, and odd spellings.

use crate::{
    graph_users::{E3, SCHOOL, refused, school},
    support::{CUSTOMER, PARTNER, World},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};
use tokio::net::UdpSocket;

#[tokio::test(flavor = "multi_thread")]
async fn the_tenant_shows_what_it_is_and_has() {
    let world = World::start().await;
    let graph = school(&world).await;
    let list = graph.get("/v1.0/organization").await.expect(200);
    let tenant = &list["value"][0];
    assert_eq!((list["value"].as_array().unwrap().len(), tenant["id"].as_str()), (1, Some(SCHOOL)));
    assert_eq!(
        (&tenant["displayName"], &tenant["countryLetterCode"], &tenant["tenantType"]),
        (&json!("Schule"), &json!("DE"), &json!("AAD"))
    );
    assert_eq!(tenant["verifiedDomains"][0]["name"], "schule.example");
    assert!(!tenant["assignedPlans"].as_array().unwrap().is_empty());
    assert_eq!(
        graph.get(&format!("/v1.0/organization/{SCHOOL}?$select=id")).await.expect(200)["id"],
        SCHOOL
    );
    refused(
        graph.get(&format!("/v1.0/organization/{CUSTOMER}")).await,
        404,
        "Request_ResourceNotFound",
        CUSTOMER,
    );
    let partner = world.caller(PARTNER, PARTNER, &[Role::AdminAgent], Some("anna@erster.example"), true);
    assert_eq!(
        partner.get("/v1.0/organization").await.expect(200)["value"][0]["partnerTenantType"],
        "resellerPartnerDelegatedAdmin"
    );

    let skus = graph.get("/v1.0/subscribedSkus").await.expect(200);
    let e3 = skus["value"].as_array().unwrap().iter().find(|s| s["skuId"] == E3).unwrap();
    assert_eq!(e3["id"], format!("{SCHOOL}_{E3}"));
    assert_eq!(
        e3["prepaidUnits"],
        json!({ "enabled": 5, "suspended": 0, "warning": 0, "lockedOut": 0 })
    );
    assert_eq!(
        (&e3["capabilityStatus"], &e3["appliesTo"], &e3["consumedUnits"]),
        (&json!("Enabled"), &json!("User"), &json!(1))
    );
    let status = |name: &str| {
        e3["servicePlans"]
            .as_array()
            .unwrap()
            .iter()
            .find(|p| p["servicePlanName"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(status("EXCHANGE_S_ENTERPRISE")["appliesTo"], "User");
    let one = graph
        .get(&format!("/v1.0/subscribedSkus/{SCHOOL}_{E3}?$select=skuPartNumber"))
        .await
        .expect(200);
    assert_eq!(one["skuPartNumber"], "SPE_E3");
    refused(
        graph.get(&format!("/v1.0/subscribedSkus/{CUSTOMER}_{E3}")).await,
        404,
        "Request_ResourceNotFound",
        CUSTOMER,
    );
    refused(
        graph.get("/v1.0/subscribedSkus?$filter=skuId%20eq%20x").await,
        400,
        "Request_UnsupportedQuery",
        "$filter",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn subscriptions_of_every_channel_are_shown_as_time_passes() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 10, "P1Y", "monthly").await;
    let graph = world.customer_graph();
    let list = graph.get("/v1.0/directory/subscriptions").await.expect(200);
    assert_eq!(list["value"].as_array().unwrap().len(), 2);
    let id = bought["id"].as_str().unwrap();
    let ours = graph
        .get(&format!(
            "/v1.0/directory/subscriptions?$filter=commerceSubscriptionId%20eq%20'{id}'"
        ))
        .await
        .expect(200);
    let ours = &ours["value"][0];
    assert_eq!(
        (&ours["ownerTenantId"], &ours["status"], &ours["totalLicenses"], &ours["isTrial"]),
        (&json!(PARTNER), &json!("Enabled"), &json!(10), &json!(false))
    );
    assert!(ours["nextLifecycleDateTime"].is_string() && !ours["serviceStatus"].as_array().unwrap().is_empty());
    let keyed = graph
        .get(&format!("/v1.0/directory/subscriptions(commerceSubscriptionId='{id}')"))
        .await
        .expect(200);
    assert_eq!(keyed["id"], ours["id"]);
    let theirs = graph
        .get("/v1.0/directory/subscriptions?$filter=ownerTenantId%20eq%20null&$count=true")
        .await;
    refused(theirs, 400, "Request_UnsupportedQuery", "ConsistencyLevel");
    let shop = format!("{}-aaaa-4000-8000-000000000001", &CUSTOMER[..8]);
    assert_eq!(
        graph.get(&format!("/v1.0/directory/subscriptions/{shop}")).await.expect(200)["ownerTenantId"],
        Value::Null
    );
    refused(
        graph.get(&format!("/v1.0/directory/subscriptions/{PARTNER}")).await,
        404,
        "Request_ResourceNotFound",
        PARTNER,
    );
    let linked = graph.get("/v1.0/subscribedSkus").await.expect(200);
    let linked = linked["value"].as_array().unwrap().iter().find(|s| s["skuId"] == E3).unwrap()["subscriptionIds"].clone();
    assert_eq!(linked.as_array().unwrap().len(), 2);
    world.turn_to("2027-06-15").await;
    let ended = graph.get(&format!("/v1.0/directory/subscriptions/{shop}")).await.expect(200);
    assert_ne!(ended["status"], "Enabled");
}

#[tokio::test(flavor = "multi_thread")]
async fn domains_are_added_proved_made_the_default_and_removed() {
    let world = World::start().await;
    let graph = world.customer_graph();
    let made = graph.post("/v1.0/domains", &json!({ "id": "Neu.example" })).await.expect(201);
    assert_eq!(
        (&made["id"], &made["isVerified"], &made["isRoot"]),
        (&json!("neu.example"), &json!(false), &json!(true))
    );
    refused(
        graph.post("/v1.0/domains", &json!({ "id": "neu.example" })).await,
        400,
        "Request_BadRequest",
        "",
    );
    refused(
        graph.post("/v1.0/domains", &json!({ "id": "fremd.example" })).await,
        400,
        "Request_BadRequest",
        "",
    );
    refused(
        graph.post("/v1.0/domains", &json!({ "id": "kein name" })).await,
        400,
        "Request_BadRequest",
        "",
    );
    refused(
        graph.post("/v1.0/domains", &json!({ "name": "x.example" })).await,
        400,
        "Request_BadRequest",
        "'name'",
    );
    let path = "/v1.0/domains/neu.example";
    let records = graph.get(&format!("{path}/verificationDnsRecords")).await.expect(200);
    let types: Vec<&str> = records["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["@odata.type"].as_str().unwrap())
        .collect();
    assert_eq!(types, ["#microsoft.graph.domainDnsTxtRecord", "#microsoft.graph.domainDnsMxRecord"]);
    assert!(records["value"][0]["text"].as_str().unwrap().starts_with("MS=ms"));
    refused(
        graph.patch(path, &json!({ "isDefault": true })).await,
        400,
        "Request_BadRequest",
        "isDefault",
    );
    assert_eq!(
        graph.post(&format!("{path}/verify"), &Value::Null).await.expect(200)["isVerified"],
        true
    );
    let below = graph.post("/v1.0/domains", &json!({ "id": "post.neu.example" })).await.expect(201);
    assert_eq!((&below["isVerified"], &below["isRoot"]), (&json!(true), &json!(false)));
    refused(graph.delete(path).await, 400, "Request_BadRequest", "");
    let changed = graph
        .patch(path, &json!({ "isDefault": true, "supportedServices": ["Email"] }))
        .await
        .expect(200);
    assert_eq!(
        (&changed["isDefault"], &changed["supportedServices"]),
        (&json!(true), &json!(["Email"]))
    );
    let all = graph.get("/v1.0/domains?$select=id,isDefault").await.expect(200);
    assert_eq!(
        all["value"].as_array().unwrap().iter().filter(|d| d["isDefault"] == true).count(),
        1
    );
    refused(graph.delete(path).await, 400, "Request_BadRequest", "");
    refused(graph.delete("/v1.0/domains/kunde.example").await, 400, "Request_BadRequest", "");
    graph
        .patch(
            "/v1.0/users/max@kunde.example",
            &json!({ "userPrincipalName": "max@post.neu.example" }),
        )
        .await
        .expect(204);
    refused(graph.delete("/v1.0/domains/post.neu.example").await, 400, "Request_BadRequest", "");
    graph
        .patch(
            "/v1.0/users/max@post.neu.example",
            &json!({ "userPrincipalName": "max@kunde.example" }),
        )
        .await
        .expect(204);
    graph.delete("/v1.0/domains/post.neu.example").await.expect(204);
    graph
        .patch("/v1.0/domains/kunde.example", &json!({ "isDefault": true }))
        .await
        .expect(200);
    graph.delete(path).await.expect(204);
    refused(graph.get(path).await, 404, "Request_ResourceNotFound", "neu.example");
    refused(
        graph.get("/v1.0/domains/fremd.example").await,
        404,
        "Request_ResourceNotFound",
        "fremd.example",
    );
    refused(
        graph.delete("/v1.0/domains/fremd.example").await,
        404,
        "Request_ResourceNotFound",
        "fremd.example",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_is_proved_by_the_record_that_a_server_knows() {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let (tell, mut told) = tokio::sync::watch::channel(String::new());
    tokio::spawn(async move {
        let mut question = [0; 512];
        while let Ok((size, from)) = socket.recv_from(&mut question).await {
            let text = told.borrow_and_update().clone();
            let (asked, wants_text) = (&question[12..size - 11], question[size - 14] == 16);
            let mut reply = question[..2].to_vec();
            let found = u8::from(wants_text && !text.is_empty());
            reply.extend([0x81, 0x80, 0, 1, 0, found, 0, 0, 0, 0]);
            reply.extend(asked);
            if found == 1 {
                let length = u8::try_from(text.len()).unwrap();
                reply.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, length + 1, length]);
                reply.extend(text.as_bytes());
            }
            socket.send_to(&reply, from).await.unwrap();
        }
    });
    let world = World::with(|config| config.dns_server = Some(address)).await;
    let graph = world.customer_graph();
    graph.post("/v1.0/domains", &json!({ "id": "neu.example" })).await.expect(201);
    let records = graph.get("/v1.0/domains/neu.example/verificationDnsRecords").await.expect(200);
    let proof = records["value"][0]["text"].as_str().unwrap().to_owned();
    refused(
        graph.post("/v1.0/domains/neu.example/verify", &Value::Null).await,
        400,
        "Request_BadRequest",
        &proof,
    );
    tell.send(proof).unwrap();
    assert_eq!(
        graph.post("/v1.0/domains/neu.example/verify", &Value::Null).await.expect(200)["isVerified"],
        true
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_spellings_lead_to_the_same_and_wrong_ones_are_named() {
    let world = World::start().await;
    let graph = school(&world).await;
    for path in [
        "/beta/users/ada@schule.example",
        "/v1.0/uSERS/ADA@schule.example/",
        "/v1.0/users('ada@schule.example')",
        "//v1.0//users/ada%40schule.example",
    ] {
        assert_eq!(
            graph.get(path).await.expect(200)["userPrincipalName"],
            "ada@schule.example",
            "{path}"
        );
    }
    assert_eq!(
        graph.get("/beta/directory/deletedItems/graph.user").await.expect(200)["value"],
        json!([])
    );
    refused(
        graph.get("/v1.0/toasters").await,
        400,
        "BadRequest",
        "Resource not found for the segment 'toasters'.",
    );
    refused(
        graph.delete("/v1.0/subscribedSkus").await,
        405,
        "Request_BadRequest",
        "Specified HTTP method is not allowed for the request target.",
    );
    let traced = graph
        .with("client-request-id", "abc-1")
        .get("/v1.0/users/nobody@schule.example")
        .await;
    assert_eq!(traced.header("client-request-id"), "abc-1");
    assert_eq!(traced.json()["error"]["innerError"]["client-request-id"], "abc-1");
}
