//! Self-serve policies over HTTP.

use crate::support::{CUSTOMER, FOREIGN, PARTNER, RIVAL, World};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const AT: &str = "/v1/SelfServePolicy";

fn policy(partner: &str, customer: &str, resources: &[&str]) -> Value {
    let permissions: Vec<Value> = resources.iter().map(|r| json!({ "Resource": r, "Action": "Purchase" })).collect();
    json!({ "SelfServeEntity": { "SelfServeEntityType": "customer", "TenantID": customer }, "Grantor": { "GrantorType": "billToPartner", "TenantID": partner },
        "Permissions": permissions, "Id": null, "Attributes": null })
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_one_policy_per_pair_and_its_etag_is_quoted() {
    let world = World::start().await;
    let admin = world.admin();
    let made = admin
        .post(AT, &policy(PARTNER, CUSTOMER, &["AzureReservedInstances"]))
        .await
        .expect(201);
    let id = format!("{PARTNER}_{CUSTOMER}");
    assert_eq!(made["id"], json!(id));
    assert_eq!(
        made["selfServeEntity"],
        json!({ "selfServeEntityType": "customer", "tenantID": CUSTOMER })
    );
    let etag = made["attributes"]["etag"].as_str().unwrap().to_owned();
    assert!(etag.starts_with('"') && etag.ends_with('"') && etag.len() == 38, "{etag}");
    admin
        .post(AT, &policy(PARTNER, CUSTOMER, &["AzureSavingsPlan"]))
        .await
        .refused(409, "600041");
    let path = format!("{AT}/{id}");
    assert_eq!(admin.get(&path).await.expect(200), made);
    let listed = admin.get(&format!("{AT}?entity_Id={CUSTOMER}")).await.expect(200);
    assert_eq!((&listed["totalCount"], &listed["items"][0]), (&json!(1), &made));
    assert_eq!(admin.get(AT).await.expect(200)["items"], json!([made]));
    // Sent back as it was read, nothing but the etag is another.
    let mut again = admin.put(&path, &made).await.expect(200);
    let newer = again["attributes"]["etag"].clone();
    assert_ne!(newer, json!(etag));
    again["attributes"]["etag"] = json!(etag);
    assert_eq!(again, made);
    admin.put(&path, &made).await.refused(400, "2055");
    let mut other = policy(PARTNER, CUSTOMER, &["azuresavingsplan", "AzureSavingsPlan"]);
    other["Id"] = json!(id);
    let after = admin.put(AT, &other).await.expect(200);
    assert_eq!(
        after["permissions"],
        json!([{ "resource": "AzureSavingsPlan", "action": "Purchase" }])
    );
    other["Id"] = json!(format!("{RIVAL}_{CUSTOMER}"));
    admin.put(&path, &other).await.refused(404, "600040");
    admin
        .put(AT, &policy(PARTNER, CUSTOMER, &["AzureSavingsPlan"]))
        .await
        .refused(404, "600040");
    admin.put(&format!("{AT}/nonsense"), &other).await.refused(404, "600040");
    admin.delete(&path).await.expect(204);
    for reply in [
        admin.get(&path).await,
        admin.delete(&path).await,
        admin.put(&path, &made).await,
        admin.get(&format!("{AT}/x")).await,
    ] {
        reply.refused(404, "600039");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_ones_own_customers_have_policies_and_only_administrators_make_them() {
    let world = World::start().await;
    let admin = world.admin();
    admin
        .post(AT, &policy(PARTNER, FOREIGN, &["AzureSavingsPlan"]))
        .await
        .refused(404, "60003");
    admin
        .post(AT, &policy(RIVAL, CUSTOMER, &["AzureSavingsPlan"]))
        .await
        .refused(400, "3000");
    admin.post(AT, &policy(PARTNER, CUSTOMER, &["Licences"])).await.refused(400, "3000");
    admin.post(AT, &policy(PARTNER, CUSTOMER, &[])).await.refused(400, "3000");
    let nobody = admin
        .post(AT, &policy(PARTNER, "", &["AzureSavingsPlan"]))
        .await
        .refused(400, "3000");
    assert_eq!(nobody["data"], json!(["selfServeEntity.tenantID"]));
    let mut other = policy(PARTNER, CUSTOMER, &["AzureSavingsPlan"]);
    other["Id"] = json!("mine");
    admin.post(AT, &other).await.refused(404, "600040");
    admin.get(&format!("{AT}?entity_id={FOREIGN}")).await.refused(404, "60003");
    admin.get(&format!("{AT}/{RIVAL}_{CUSTOMER}")).await.refused(404, "600039");
    let seller = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sven@erster.example"), false);
    seller
        .post(AT, &policy(PARTNER, CUSTOMER, &["AzureSavingsPlan"]))
        .await
        .refused(403, "900150");
    world
        .app()
        .post(AT, &policy(PARTNER, CUSTOMER, &["AzureSavingsPlan"]))
        .await
        .refused(403, "900329");
    assert_eq!(world.rival().get(AT).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_ends_with_the_relationship() {
    let world = World::start().await;
    let admin = world.admin();
    let new = json!({ "companyProfile": { "domain": "kurz.onmicrosoft.com" }, "billingProfile": { "email": "it@kurz.example", "culture": "de-DE", "language": "de",
        "companyName": "Kurz GmbH", "defaultAddress": { "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada", "lastName": "Kern" } } });
    let id = admin.post("/v1/customers", &new).await.expect(201)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    admin.post(AT, &policy(PARTNER, &id, &["AzureSavingsPlan"])).await.expect(201);
    admin
        .patch(&format!("/v1/customers/{id}"), &json!({ "relationshipToPartner": "none" }))
        .await
        .expect(200);
    assert_eq!(admin.get(AT).await.expect(200)["items"], json!([]));
}
