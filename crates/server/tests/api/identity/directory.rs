//! What clients read before they sign in, and what Graph says of applications and contracts.

use super::setting::{GRAPH, PARTNER_API, YARD, alone, holder, nobody, refused, start};
use crate::support::World;
use nahtlos_engine::setup::sandbox::{PARTNER, PROGRAM};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn discovery_leads_to_the_endpoints_and_keys() {
    let world = start().await;
    let caller = nobody(&world);
    let base = &world.base;
    let two = caller
        .get(&format!("/{}/v2.0/.well-known/openid-configuration", PARTNER.domain))
        .await
        .expect(200);
    assert_eq!(two["issuer"], format!("{base}/{}/v2.0", PARTNER.tenant_id));
    assert_eq!(two["token_endpoint"], format!("{base}/{}/oauth2/v2.0/token", PARTNER.domain));
    assert_eq!(
        two["authorization_endpoint"],
        format!("{base}/{}/oauth2/v2.0/authorize", PARTNER.domain)
    );
    let one = caller.get("/common/.well-known/openid-configuration").await.expect(200);
    assert_eq!(
        (&one["issuer"], &one["token_endpoint"]),
        (
            &json!(format!("{base}/{{tenantid}}/")),
            &json!(format!("{base}/common/oauth2/token"))
        )
    );
    let token = alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200);
    let head = token["access_token"].as_str().unwrap().split('.').next().unwrap();
    let head: Value = {
        use base64::Engine as _;
        serde_json::from_slice(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(head).unwrap()).unwrap()
    };
    for path in [two["jwks_uri"].as_str().unwrap(), one["jwks_uri"].as_str().unwrap()] {
        let keys = caller.get(path).await.expect(200);
        assert!(
            keys["keys"]
                .as_array()
                .unwrap()
                .iter()
                .any(|k| k["kid"] == head["kid"] && k["kty"] == "RSA"),
            "{keys}"
        );
    }
    let nowhere = caller.get("/nowhere.example/v2.0/.well-known/openid-configuration").await;
    refused(nowhere, 400, "invalid_tenant", 90_002);
    let address = format!("{base}/{}/oauth2/v2.0/authorize", PARTNER.tenant_id);
    let instance = caller
        .get(&format!(
            "/common/discovery/instance?api-version=1.1&authorization_endpoint={address}"
        ))
        .await
        .expect(200);
    let found = instance["tenant_discovery_endpoint"].as_str().unwrap();
    assert_eq!(caller.get(found).await.expect(200)["issuer"], two["issuer"]);
}

async fn graph(world: &World, tenant: &str) -> crate::support::Caller {
    holder(world, &alone(world, tenant, GRAPH).await.expect(200))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partners_contracts_are_its_customers() {
    let world = start().await;
    let own = graph(&world, PARTNER.tenant_id).await;
    let all = own.get("/v1.0/contracts").await.expect(200);
    assert_eq!(all["value"].as_array().unwrap().len(), 1);
    let contract = &all["value"][0];
    assert_eq!(
        (
            &contract["customerId"],
            &contract["contractType"],
            &contract["defaultDomainName"],
            &contract["displayName"]
        ),
        (&json!(YARD), &json!("ResellerPartner"), &json!("werft.example"), &json!("Werft AG"))
    );
    let one = own
        .get(&format!("/v1.0/contracts/{}", contract["id"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(one["customerId"], YARD);
    for (filter, count) in [
        (format!("customerId eq '{YARD}'"), 1),
        ("customerId eq 'f0000000-0000-4000-8000-00000000000f'".to_owned(), 0),
        ("defaultDomainName eq 'WERFT.example'".to_owned(), 1),
        ("displayName eq 'Andere'".to_owned(), 0),
    ] {
        let found = own
            .get(&format!("/v1.0/contracts?$filter={}", filter.replace(' ', "%20")))
            .await
            .expect(200);
        assert_eq!(found["value"].as_array().unwrap().len(), count, "{filter}");
    }
    own.get("/v1.0/contracts/f0000000-0000-4000-8000-00000000000f").await.expect(404);
    let there = graph(&world, YARD).await;
    assert_eq!(there.get("/v1.0/contracts").await.expect(200)["value"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn applications_are_found_and_given_roles() {
    let world = start().await;
    let there = graph(&world, YARD).await;
    let find = |id: &str| format!("/v1.0/servicePrincipals?$filter=appId%20eq%20'{id}'");
    let resource = there.get(&find("00000003-0000-0000-c000-000000000000")).await.expect(200)["value"][0].clone();
    assert_eq!(resource["displayName"], "Microsoft Graph");
    let role = resource["appRoles"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["value"] == "Directory.Read.All")
        .unwrap()["id"]
        .clone();
    assert_eq!(
        there.get(&find(PROGRAM.client_id)).await.expect(200)["value"],
        json!([]),
        "strangers' applications are unknown"
    );
    let consent = json!({
        "applicationId": PARTNER.client_id,
        "displayName": "Partner",
        "applicationGrants": [{ "enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All" }],
    });
    let partner = holder(&world, &alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200));
    partner
        .post(&format!("/v1/customers/{YARD}/applicationconsents"), &consent)
        .await
        .expect(201);
    let principal = there
        .get(&format!("/v1.0/servicePrincipals(appId='{}')", PARTNER.client_id))
        .await
        .expect(200);
    let (id, path) = (
        principal["id"].as_str().unwrap(),
        format!("/v1.0/servicePrincipals/{}/appRoleAssignments", principal["id"].as_str().unwrap()),
    );
    assert_eq!(
        there.get(&format!("/v1.0/servicePrincipals/{id}")).await.expect(200)["appId"],
        PARTNER.client_id
    );
    assert_eq!(there.get(&path).await.expect(200)["value"], json!([]));
    let body = json!({ "principalId": id, "resourceId": resource["id"], "appRoleId": role });
    let made = there.post(&path, &body).await.expect(201);
    assert_eq!(
        (&made["principalId"], &made["resourceDisplayName"], &made["principalType"]),
        (&json!(id), &json!("Microsoft Graph"), &json!("ServicePrincipal"))
    );
    assert_eq!(there.get(&path).await.expect(200)["value"][0]["appRoleId"], role);
    let again = there.post(&path, &body).await.expect(400);
    assert!(
        again["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with("Permission being assigned already exists on the object"),
        "{again}"
    );
    for (body, status) in [
        (json!({ "principalId": id, "resourceId": resource["id"] }), 400),
        (json!({ "principalId": id, "resourceId": "x", "appRoleId": role }), 400),
        (
            json!({ "principalId": resource["id"], "resourceId": resource["id"], "appRoleId": role }),
            400,
        ),
        (json!({ "principalId": id, "resourceId": YARD, "appRoleId": role }), 404),
    ] {
        there.post(&path, &body).await.expect(status);
    }
    there.get(&format!("/v1.0/servicePrincipals/{YARD}")).await.expect(404);
    // The same application has another object in its own tenant.
    let own = graph(&world, PARTNER.tenant_id).await;
    own.get(&format!("/v1.0/servicePrincipals/{id}")).await.expect(404);
    assert_eq!(own.get("/v1.0/me").await.expect(400)["error"]["code"], "Request_BadRequest");
}
