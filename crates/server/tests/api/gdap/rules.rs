//! What is taken and what is refused: bodies, states, etags, queries; and what happens to groups, customers and new tenants.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_draft_may_say() {
    let world = World::start().await;
    let partner = first(&world);
    let good = draft("Gut", 30, &[READERS]);
    let wrong = [
        ("displayName", json!("")),
        ("displayName", json!("x".repeat(51))),
        ("displayName", json!(7)),
        ("displayName", Value::Null),
        ("duration", json!("P731D")),
        ("duration", json!("PT12H")),
        ("duration", json!("P0D")),
        ("autoExtendDuration", json!("P90D")),
        ("customer", json!({ "tenantId": "kunde" })),
        (
            "customer",
            json!({ "tenantId": "00000000-0000-4000-8000-00000000dead", "displayName": "x" }),
        ),
        ("accessDetails", roles(&[])),
        ("accessDetails", roles(&["4ba39ca4-527c-499a-b93d-d9b492c50246"])),
        ("accessDetails", json!({ "unifiedRoles": [{}] })),
        ("colour", json!("red")),
        ("status", json!("active")),
    ];
    for (name, value) in wrong {
        let mut body = good.clone();
        body[name] = value.clone();
        let error = refused(partner.own().post(AT, &body).await, 400, "badRequest");
        assert!(error.to_string().contains(name), "{name} = {value}: {error}");
    }
    let mut extended = draft("Alles", 30, &[EVERYTHING]);
    extended["autoExtendDuration"] = json!("P180D");
    refused(partner.own().post(AT, &extended).await, 400, "badRequest");
    // Two years are 730 days, a role named twice counts once, whatever its letters.
    let mut body = draft(" Zwei Jahre ", 1, &[READERS, &READERS.to_uppercase()]);
    body["duration"] = json!("P2Y");
    let made = partner.own().post(AT, &body).await.expect(201);
    assert_eq!((&made["duration"], &made["displayName"]), (&json!("P730D"), &json!("Zwei Jahre")));
    assert_eq!(made["accessDetails"], roles(&[READERS]));
    body["displayName"] = json!("ZWEI JAHRE");
    refused(partner.own().post(AT, &body).await, 409, "conflict");
    // Only admin agents write; who is none reads.
    let sales = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sven@erster.example"), true);
    refused(sales.post(AT, &good).await, 403, "forbidden");
    assert_eq!(sales.get(AT).await.expect(200)["value"].as_array().unwrap().len(), 1);
    refused(partner.own().get(&format!("{AT}/keine-id")).await, 400, "badRequest");
}

#[tokio::test(flavor = "multi_thread")]
async fn states_and_etags_are_minded() {
    let world = World::start().await;
    let partner = first(&world);
    let id = partner.create(&draft("Eins", 30, &[READERS])).await;
    let at = format!("{AT}/{id}");
    let own = partner.own();
    let first_tag = text(&partner.get(&id).await, "/@odata.etag");
    let renamed = own
        .with("if-match", &first_tag)
        .patch(&at, &json!({ "displayName": "Zwei" }))
        .await
        .expect(200);
    assert_eq!(renamed["displayName"], "Zwei");
    refused(
        own.with("if-match", &first_tag).patch(&at, &json!({ "displayName": "Drei" })).await,
        412,
        "preconditionFailed",
    );
    refused(own.with("if-match", "W/\"anything\"").delete(&at).await, 412, "preconditionFailed");
    let now = text(&partner.get(&id).await, "/@odata.etag");
    let bare = now.trim_start_matches("W/").to_owned();
    own.with("if-match", &bare)
        .patch(&at, &json!({ "displayName": "Drei" }))
        .await
        .expect(200);
    own.with("if-match", "*")
        .patch(&at, &json!({ "displayName": "Vier" }))
        .await
        .expect(200);
    refused(
        partner.try_assign(&id, "00000000-0000-4000-8000-00000000dead", &[READERS]).await,
        400,
        "badRequest",
    );
    refused(partner.ask(&id, "terminate").await, 400, "badRequest");
    refused(partner.ask(&id, "approve").await, 400, "badRequest");
    refused(partner.ask(&id, "dance").await, 400, "badRequest");
    partner.ask(&id, "lockForApproval").await.expect(201);
    refused(partner.ask(&id, "lockForApproval").await, 400, "badRequest");
    refused(own.patch(&at, &json!({ "displayName": "Fünf" })).await, 400, "badRequest");
    refused(own.delete(&at).await, 400, "badRequest");
    decide(&world, &id, "approve").await.expect(200);
    partner.settle().await;
    // All that is there, sent again, is no change; anything else but the extension is refused.
    let present = partner.get(&id).await;
    let again = json!({
        "displayName": "Vier", "duration": "P30D", "autoExtendDuration": "PT0S", "customer": present["customer"], "accessDetails": roles(&[READERS]),
    });
    assert_eq!(own.patch(&at, &again).await.expect(200)["@odata.etag"], present["@odata.etag"]);
    for change in [
        json!({ "displayName": "Fünf" }),
        json!({ "duration": "P31D" }),
        json!({ "accessDetails": roles(&[LICENSES]) }),
    ] {
        refused(own.patch(&at, &change).await, 400, "badRequest");
    }
    let anna = partner.agent("anna").await;
    refused(partner.try_assign(&id, &anna.group, &[LICENSES]).await, 400, "badRequest");
    let one = partner.assign(&id, &anna.group, &[READERS]).await;
    refused(partner.try_assign(&id, &anna.group, &[READERS]).await, 409, "conflict");
    let path = format!("{at}/accessAssignments/{one}");
    refused(
        own.with("if-match", "W/\"JyI5OSIn\"").delete(&path).await,
        412,
        "preconditionFailed",
    );
    own.delete(&path).await.expect(204);
    refused(own.delete(&path).await, 404, "notFound");
    partner.settle().await;
    assert_eq!(own.get(&path).await.expect(200)["status"], "deleted");
    partner.assign(&id, &anna.group, &[READERS]).await;
    assert_eq!(
        own.get(&format!("{at}/accessAssignments")).await.expect(200)["value"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let draft_to_delete = partner.create(&draft("Weg", 30, &[READERS])).await;
    own.delete(&format!("{AT}/{draft_to_delete}")).await.expect(204);
    refused(own.get(&format!("{AT}/{draft_to_delete}")).await, 404, "notFound");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_filtered_sorted_and_cut() {
    let world = World::start().await;
    let partner = first(&world);
    for name in ["Delta", "Alfa", "Charlie", "Bravo"] {
        partner.create(&draft(name, 30, &[READERS])).await;
    }
    let active = partner.active(&draft("Echo", 30, &[READERS])).await;
    let own = partner.own();
    let names = async |query: &str| -> Vec<String> {
        let found = own.get(&format!("{AT}?{query}")).await.expect(200);
        found["value"].as_array().unwrap().iter().map(|d| text(d, "/displayName")).collect()
    };
    assert_eq!(names("$filter=status%20eq%20'ACTIVE'").await, ["Echo"]);
    assert_eq!(names(&format!("$filter=customer%2FtenantId%20eq%20'{CUSTOMER}'")).await, ["Echo"]);
    assert_eq!(names("$filter=startsWith(customer/displayName,'kun')").await, ["Echo"]);
    assert_eq!(
        names("$filter=status+ne+'created'+or+displayName+in+('Alfa')&$orderby=displayName+desc").await,
        ["Echo", "Alfa"]
    );
    assert_eq!(names("$filter=endDateTime%20gt%202026-12-31T00:00:00Z").await, ["Echo"]);
    assert_eq!(names("$orderby=displayName").await, ["Alfa", "Bravo", "Charlie", "Delta", "Echo"]);
    for order in ["", "&$orderby=displayName"] {
        let (mut all, mut next) = (Vec::new(), format!("{AT}?$top=2&$select=displayName{order}"));
        loop {
            let page = own.get(&next).await.expect(200);
            let value = page["value"].as_array().unwrap();
            assert!(value.len() <= 2 && value.iter().all(|d| d.get("status").is_none()));
            all.extend(value.iter().map(|d| text(d, "/displayName")));
            match page["@odata.nextLink"].as_str() {
                Some(link) => next = link.to_owned(),
                None => break,
            }
        }
        all.sort();
        assert_eq!(all, ["Alfa", "Bravo", "Charlie", "Delta", "Echo"], "{order}");
    }
    assert_eq!(own.get(&format!("{AT}?$count=true&$top=1")).await.expect(200)["@odata.count"], 5);
    for query in [
        "$top=301",
        "$skip=1",
        "$filter=colour%20eq%20'red'",
        "$filter=customer/colour%20eq%20'x'",
        "$orderby=duration",
        "$expand=requests",
    ] {
        refused(own.get(&format!("{AT}?{query}")).await, 400, "badRequest");
    }
    own.get(&format!(
        "{AT}/{active}/requests?$expand=anything&$filter=action%20eq%20'lockForApproval'"
    ))
    .await
    .expect(200);
    let customers = own.get("/v1.0/tenantRelationships/delegatedAdminCustomers").await.expect(200);
    assert_eq!(
        (text(&customers, "/value/0/id"), text(&customers, "/value/0/displayName")),
        (CUSTOMER.to_owned(), "Kunde AG".to_owned())
    );
    let one = format!("/v1.0/tenantRelationships/delegatedAdminCustomers/{CUSTOMER}");
    assert_eq!(own.get(&one).await.expect(200)["tenantId"], CUSTOMER);
    let services = own.get(&format!("{one}/serviceManagementDetails")).await.expect(200);
    let directory = services["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["serviceName"] == "AzureActiveDirectory")
        .unwrap();
    assert_eq!(directory["serviceManagementUrl"], "https://aad.portal.azure.com/kunde.example");
    partner.ask(&active, "terminate").await.expect(201);
    partner.settle().await;
    refused(own.get(&one).await, 404, "notFound");
    assert_eq!(
        own.get("/beta/tenantRelationships/delegatedAdminCustomers").await.expect(200)["value"],
        json!([])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_group_takes_its_rights_along() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let anna = partner.agent("anna").await;
    let id = partner.active(&draft("Gruppe", 30, &[READERS])).await;
    let one = partner.assign(&id, &anna.group, &[READERS]).await;
    assert!(partner.reads(&anna).await);
    partner.own().delete(&format!("/v1.0/groups/{}", anna.group)).await.expect(204);
    assert!(!partner.reads(&anna).await);
    partner.settle().await;
    let path = format!("{AT}/{id}/accessAssignments/{one}");
    assert_eq!(partner.own().get(&path).await.expect(200)["status"], "deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_customer_begins_with_the_default_relationship_where_that_is_wanted() {
    let world = World::start().await;
    let body = |prefix: &str, granular: bool| {
        json!({
            "companyProfile": { "domain": format!("{prefix}.onmicrosoft.com") },
            "billingProfile": {
                "email": "it@nordhof.example", "culture": "de-DE", "language": "de", "companyName": "Ein Kunde mit einem Namen, der sehr lang ist GmbH",
                "defaultAddress": { "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada", "lastName": "Kern", "phoneNumber": "+4942112345" },
            },
            "enableGDAPByDefault": granular,
        })
    };
    for prefix in ["granular", "nochmal"] {
        let made = world.admin().post("/v1/customers", &body(prefix, true)).await.expect(201);
        assert_eq!(made["enableGDAPByDefault"], true);
        let id = text(&made, "/id");
        let filter = format!("{AT}?$filter=customer/tenantId%20eq%20'{id}'");
        let found = first(&world).own().get(&filter).await.expect(200)["value"][0].clone();
        assert_eq!((&found["status"], &found["duration"]), (&json!("active"), &json!("P730D")));
        assert!(text(&found, "/displayName").starts_with("Default_") && text(&found, "/displayName").chars().count() <= 50);
        assert_eq!(found["accessDetails"]["unifiedRoles"].as_array().unwrap().len(), 11);
        assert_eq!(
            world.admin().get(&format!("/v1/customers/{id}")).await.expect(200)["allowDelegatedAccess"],
            false
        );
        world.admin().get(&format!("/v1/customers/{id}/users")).await.refused(403, "900150");
    }
    let plain = world.admin().post("/v1/customers", &body("alt", false)).await.expect(201);
    let path = format!("/v1/customers/{}", text(&plain, "/id"));
    assert_eq!(world.admin().get(&path).await.expect(200)["allowDelegatedAccess"], true);
}
