//! Relationships over HTTP: the reference's request, partners of two tiers, consents, and a sandbox's resellers.

use crate::{
    newcomers::{LONE, PROVIDER, RESELLER, acceptance, administrator, by_link, provider, reseller, two_tiers, world},
    support::{CUSTOMER, FOREIGN, PARTNER, World},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const REQUEST: &str = "/v1/customers/relationshiprequests";

#[tokio::test(flavor = "multi_thread")]
async fn the_request_is_one_address_per_partner() {
    let world = World::start().await;
    let asked = world.admin().get(REQUEST).await.expect(200);
    let url = asked["url"].as_str().unwrap();
    assert!(url.starts_with(&format!("{}/invitations/partner/{PARTNER}?", world.base)), "{url}");
    assert!(url.contains("invType=ResellerRelationship") && url.contains("DAP=false"), "{url}");
    assert_eq!(asked["attributes"]["objectType"], "RelationshipRequest");
    assert_eq!(world.admin().get(REQUEST).await.expect(200), asked);
    world.app().get(REQUEST).await.refused(403, "900329");
    let helpdesk = world.caller(PARTNER, PARTNER, &[Role::HelpdeskAgent], Some("h@erster.example"), false);
    helpdesk.get(REQUEST).await.refused(403, "900150");
    let stranger = world.admin().get(&format!("{REQUEST}?indirectResellerId={RESELLER}")).await;
    stranger.refused(400, "3000");
    world.admin().token("").get(REQUEST).await.refused(401, "400");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_asks_together_whoever_of_them_asks() {
    let world = World::start().await;
    two_tiers(&world).await;
    let query = format!("/invitations/partner/{RESELLER}?invType=ResellerRelationship&partnerId={RESELLER}&msppId={PROVIDER}&DAP=false");
    let by_provider = provider(&world)
        .get(&format!("{REQUEST}?indirectResellerId={RESELLER}"))
        .await
        .expect(200);
    let by_reseller = reseller(&world)
        .get(&format!("{REQUEST}?indirectCloudSolutionProviderId={PROVIDER}"))
        .await
        .expect(200);
    assert_eq!(by_provider["url"], format!("{}{query}", world.base));
    assert_eq!(by_provider, by_reseller);
    assert_eq!(reseller(&world).get(REQUEST).await.expect(200), by_reseller, "its only provider");
}

#[tokio::test(flavor = "multi_thread")]
async fn providers_and_resellers_find_each_other() {
    let world = World::start().await;
    two_tiers(&world).await;
    let resellers = "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf";
    let list = provider(&world).get(resellers).await.expect(200);
    let one = &list["items"][0];
    assert_eq!((list["totalCount"].as_i64(), &one["id"]), (Some(1), &json!(RESELLER)));
    assert_eq!(
        (&one["relationshipType"], &one["location"], &one["state"]),
        (&json!("is_indirect_cloud_solution_provider_of"), &json!("DE"), &json!("Active"))
    );
    let list = reseller(&world)
        .get("/v1/relationships?relationship_type=is_indirect_reseller_of")
        .await
        .expect(200);
    assert_eq!(
        (&list["items"][0]["id"], &list["items"][0]["mpnId"]),
        (&json!(PROVIDER), &json!("3333333"))
    );
    assert_eq!(list["items"][0]["relationshipType"], "is_indirect_reseller_of");
    let filter = |value: &str| {
        let filter = json!({ "Field": "Name", "Value": value, "Operator": "starts_with" }).to_string();
        format!(
            "{resellers}&filter={}",
            percent_encoding::utf8_percent_encode(&filter, percent_encoding::NON_ALPHANUMERIC)
        )
    };
    assert_eq!(provider(&world).get(&filter("WIEDER")).await.expect(200)["totalCount"], 1);
    assert_eq!(provider(&world).get(&filter("Other")).await.expect(200)["totalCount"], 0);
    assert_eq!(world.admin().get(resellers).await.expect(200)["totalCount"], 0);
    provider(&world).get("/v1/relationships").await.refused(400, "3000");
    provider(&world)
        .get("/v1/relationships?relationship_type=IsFriendOf")
        .await
        .refused(400, "900126");
    provider(&world)
        .get(&format!("{resellers}&filter=Name"))
        .await
        .refused(400, "800002");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_pair_is_two_relationships() {
    let world = world().await;
    two_tiers(&world).await;
    let drafted = reseller(&world)
        .post("/moves/v1/invitations", &json!({ "providerId": PROVIDER, "delegatedAdmin": true }))
        .await
        .expect(201);
    assert_eq!(drafted["provider"], json!({ "id": PROVIDER, "name": "Anbieter AG" }));
    let ada = administrator(&world, LONE, "ada@solo.example");
    ada.post(&format!("{}/accept", by_link(&drafted)), &acceptance()).await.expect(200);
    let path = format!("/v1/customers/{LONE}/relationships");
    let resellers = provider(&world).get(&path).await.expect(200);
    assert_eq!(resellers["totalCount"], 1);
    let one = &resellers["items"][0];
    assert_eq!(
        (&one["id"], &one["relationshipType"]),
        (&json!(RESELLER), &json!("is_indirect_cloud_solution_provider_of"))
    );
    assert!(one.get("state").is_none() && one.get("location").is_none(), "{one}");
    let providers = reseller(&world).get(&path).await.expect(200);
    assert_eq!(providers["items"][0]["id"], PROVIDER);
    let users = |partner: &str| world.caller(partner, LONE, &[Role::AdminAgent], Some("a@b.example"), true);
    users(RESELLER).get("/v1.0/users").await.expect(200);
    assert_ne!(
        users(PROVIDER).get("/v1.0/users").await.status,
        200,
        "a provider sells and bills, no more"
    );
    world.admin().get(&path).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_come_once_and_go() {
    let world = World::start().await;
    let path = format!("/v1/customers/{CUSTOMER}/applicationconsents");
    let consent = json!({
        "applicationId": "AAAAAAAA-1111-4111-8111-111111111111",
        "displayName": "Control panel",
        "applicationGrants": [{ "enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All,User.Read" }],
    });
    let made = world.admin().post(&path, &consent).await.expect(201);
    assert_eq!(made["applicationId"], "aaaaaaaa-1111-4111-8111-111111111111");
    assert_eq!(made["applicationGrants"], consent["applicationGrants"]);
    world.admin().post(&path, &consent).await.refused(409, "consentExists");
    for (body, field) in [
        (json!({ "applicationId": "x" }), "applicationId"),
        (json!({ "applicationId": CUSTOMER }), "applicationGrants"),
        (
            json!({ "applicationId": CUSTOMER, "applicationGrants": [{ "enterpriseApplicationId": CUSTOMER, "scope": " , " }] }),
            "applicationGrants[0].scope",
        ),
    ] {
        let refused = world.admin().post(&path, &body).await.refused(400, "3000");
        assert_eq!(refused["data"], json!([field]));
    }
    let one = format!("{path}/aaaaaaaa-1111-4111-8111-111111111111");
    assert_eq!(world.admin().delete(&one).await.status, 204);
    world.admin().delete(&one).await.refused(404, "1000");
    let foreign = format!("/v1/customers/{FOREIGN}/applicationconsents");
    world.admin().post(&foreign, &consent).await.refused(404, "60003");
    world.admin().delete(&format!("{foreign}/{CUSTOMER}")).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_provider_makes_and_removes_resellers() {
    let world = world().await;
    two_tiers(&world).await;
    let path = "/v1//sandboxIndirectReseller";
    let body = json!({
        "mpnId": "6363276",
        "tenant": {
            "domainPrefix": "ResellerTest1", "name": "ResellerTest1", "displayName": "ResellerTest1", "adminUserName": "admin",
            "adminFirstName": "Rita", "adminLastName": "Test", "adminAlternateEmail": "rita@test.example", "country": "DE", "culture": "de-de",
        },
        "legalBusinessProfile": { "companyName": "Reseller Test 1", "culture": "de-DE" },
        "organizationProfileLanguage": "de",
    });
    let made = provider(&world).post(path, &body).await.expect(201);
    let id = made["accountId"].as_str().unwrap().to_owned();
    assert_eq!((&made["tenant"]["id"], &made["mpnId"]), (&json!(id), &json!("6363276")));
    let account = made["tenant"]["adminUserAccount"].as_str().unwrap();
    assert!(account.starts_with("admin@resellertest1."), "{account}");
    assert_eq!(made["partnerRelationship"]["id"], PROVIDER);
    assert_eq!(made["partnerRelationship"]["relationshipType"], "is_indirect_reseller_of");
    assert_eq!(made["agreementSignature"]["agreementType"], "ValueAddedReseller");
    let engine = &world.running().center.engine;
    let password = made["tenant"]["password"].as_str().unwrap();
    let signed_in = engine.sign_in(account, password).await.unwrap();
    assert!(matches!(signed_in, nahtlos_engine::identity::SignIn::Welcome(_)), "{signed_in:?}");
    let list = "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf";
    assert_eq!(provider(&world).get(list).await.expect(200)["totalCount"], 2);

    provider(&world).post(path, &body).await.refused(409, "1003");
    world.admin().post(path, &body).await.refused(401, "6002");
    world.admin().delete(&format!("{path}/{id}")).await.refused(401, "6002");
    provider(&world).delete(&format!("{path}/{PARTNER}")).await.refused(403, "6003");

    let new = world.caller(&id, &id, &[Role::AdminAgent], Some(account), false);
    let drafted = new.post("/moves/v1/invitations", &json!({})).await.expect(201);
    assert_eq!(drafted["provider"]["id"], PROVIDER, "its only provider");
    let ada = administrator(&world, LONE, "ada@solo.example");
    ada.post(&format!("{}/accept", by_link(&drafted)), &acceptance()).await.expect(200);
    provider(&world).delete(&format!("{path}/{id}")).await.refused(403, "6003");

    let mut other = body.clone();
    other["tenant"]["domainPrefix"] = json!("ResellerTest2");
    let second = provider(&world).post(path, &other).await.expect(201);
    let gone = format!("{path}/{}", second["accountId"].as_str().unwrap());
    assert_eq!(provider(&world).delete(&gone).await.status, 204);
    provider(&world).delete(&gone).await.refused(403, "6003");
    assert_eq!(provider(&world).get(list).await.expect(200)["totalCount"], 2);
    other["tenant"]["domainPrefix"] = json!("not a prefix");
    let refused: Value = provider(&world).post(path, &other).await.refused(400, "3000");
    assert_eq!(refused["data"], json!(["tenant.domainPrefix"]));
}
