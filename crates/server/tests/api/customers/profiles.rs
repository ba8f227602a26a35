//! What customers have: profiles, organization, domains, services, qualifications.

use super::{SANDBOX, add_partner, agent, create, path};
use crate::support::{CUSTOMER, FOREIGN, World};
use nahtlos_model::partners::PartnerKind;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_billing_profile_changes_with_its_etag_only() {
    let world = World::start().await;
    let made = create(&world.admin(), "rechnung", "Rechnung GmbH").await;
    let at = path(&made, "/profiles/billing");
    let mut profile = world.admin().get(&at).await.expect(200);
    let etag = profile["attributes"]["etag"].as_str().unwrap().to_owned();
    assert!(etag.parse::<i64>().is_ok());
    profile["companyName"] = json!("Rechnung & Söhne GmbH");
    profile["defaultAddress"] = json!({ "Country": "DE", "City": "Kiel", "AddressLine1": "Hafen 2", "PostalCode": "24103", "FirstName": "Eva", "LastName": "Kern", "AddressLine2": null });
    let quoted = world.admin().with("if-match", &format!("\"{etag}\""));
    let after = quoted.put(&at, &profile).await.expect(200);
    assert_eq!(
        (&after["companyName"], &after["defaultAddress"]["city"]),
        (&json!("Rechnung & Söhne GmbH"), &json!("Kiel"))
    );
    assert_eq!(after["defaultAddress"]["phoneNumber"], Value::Null, "replaced as a whole");
    assert_ne!(after["attributes"]["etag"], json!(etag));
    quoted.put(&at, &profile).await.refused(400, "2055");
    let inside = world.admin().put(&at, &profile).await;
    inside.refused(400, "2055");
    profile["attributes"]["etag"] = after["attributes"]["etag"].clone();
    world.admin().put(&at, &profile).await.expect(200);
    let any = world.admin().with("if-match", "*");
    any.put(&at, &profile).await.expect(200);
    let mut bare = profile.clone();
    bare.as_object_mut().unwrap().remove("attributes");
    world.admin().put(&at, &bare).await.refused(400, "800002");
    let mut moved = profile.clone();
    moved["defaultAddress"]["Country"] = json!("AT");
    moved["defaultAddress"]["PostalCode"] = json!("1010");
    any.put(&at, &moved).await.refused(400, "3000");
    let company = world.admin().get(&path(&made, "/profiles/company")).await.expect(200);
    assert_eq!(company["companyName"], "Rechnung GmbH");
    world.app().get(&path(&made, "/profiles/company")).await.refused(403, "900329");
    world.rival().get(&at).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn organization_domains_services_and_account_are_told() {
    let world = World::start().await;
    let made = create(&world.admin(), "ort", "Ort GmbH").await;
    let organization = world.app().get(&path(&made, "/organization")).await.expect(200);
    assert_eq!(organization[0]["displayName"], "Ort GmbH");
    assert_eq!(organization[0]["technicalNotificationMails"], json!(["it@nordhof.example"]));
    assert_eq!(
        world.app().get(&path(&made, "/customDomains")).await.expect(200),
        json!(["ort.onmicrosoft.com"])
    );
    let status = world.admin().get(&path(&made, "/validationStatus?type=account")).await.expect(200);
    assert_eq!((&status["type"], &status["status"]), (&json!("account"), &json!("Allowed")));
    world.admin().get(&path(&made, "/validationStatus")).await.refused(400, "3000");
    let unknown = world
        .admin()
        .get(&format!("/v1/customers/{CUSTOMER}/validationStatus?type=account"))
        .await
        .expect(404);
    assert_eq!(
        (&unknown["code"], &unknown["errorName"]),
        (&json!(600074), &json!("AccountStatusNotFound"))
    );
    let services = world
        .admin()
        .get(&format!("/v1/customers/{CUSTOMER}/managedservices"))
        .await
        .expect(200);
    let ids: Vec<&str> = services["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"Exchange") && ids.contains(&"SharePoint"), "{ids:?}");
    assert!(
        services["items"][0]["links"]["serviceHealth"]["uri"]
            .as_str()
            .unwrap()
            .contains(CUSTOMER)
    );
    let incidents = format!("/v1/customers/{CUSTOMER}/serviceincidents/office");
    assert_eq!(world.admin().get(&incidents).await.expect(200)["totalCount"], 0);
    world
        .admin()
        .get(&format!(
            "{incidents}?filter=%7B%22Field%22%3A%22X%22%2C%22Value%22%3A1%2C%22Operator%22%3A%22equals%22%7D"
        ))
        .await
        .refused(400, "800002");
    let own = world.customer_admin().get(&format!("/v1/customers/{CUSTOMER}")).await.expect(200);
    assert_eq!((&own["id"], &own["relationshipToPartner"]), (&json!(CUSTOMER), &json!("none")));
    world
        .customer_admin()
        .get(&format!("/v1/customers/{FOREIGN}"))
        .await
        .refused(404, "60003");
    world.customer_admin().get(&path(&made, "")).await.refused(404, "60003");
    for rest in [
        "",
        "/organization",
        "/customDomains",
        "/qualifications",
        "/qualification",
        "/validations",
        "/serviceincidents/office",
    ] {
        world
            .admin()
            .get(&format!("/v1/customers/{FOREIGN}{rest}"))
            .await
            .refused(404, "60003");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verified_domains_are_added_managed_and_federated() {
    let world = World::start().await;
    let made = create(&world.admin(), "tenant1", "Tenant GmbH").await;
    let at = path(&made, "/verifieddomain");
    let domain = |name: &str, authentication: &str| {
        json!({ "VerifiedDomainName": name, "Domain": { "AuthenticationType": authentication, "Capability": "Email", "IsDefault": null,
            "IsInitial": null, "Name": name, "RootDomain": null, "Status": "Verified", "VerificationMethod": "None" } })
    };
    let added = world.admin().post(&at, &domain("Tenant1.Example", "Managed")).await.expect(201);
    let expected = json!({ "authenticationType": "managed", "capability": "email", "isDefault": false, "isInitial": false,
        "name": "Tenant1.Example", "status": "verified", "verificationMethod": "dns_record" });
    assert_eq!(added, expected);
    world
        .admin()
        .post(&at, &domain("tenant1.example", "Managed"))
        .await
        .refused(409, "domainTaken");
    world
        .admin()
        .post(&at, &domain("kunde.example", "Managed"))
        .await
        .refused(409, "domainTaken");
    world
        .admin()
        .post(&at, &domain("x.onmicrosoft.com", "Managed"))
        .await
        .refused(400, "3000");
    world.admin().post(&at, &domain("no domain", "Managed")).await.refused(400, "3000");
    world
        .admin()
        .post(&at, &domain("two.example", "Federated"))
        .await
        .refused(400, "3000");
    let mut federated = domain("two.example", "Federated");
    federated["DomainFederationSettings"] = json!({ "IssuerUri": "two.example", "LogOffUri": "https://sts.two.example/out",
        "PassiveLogOnUri": "https://sts.two.example/in", "PreferredAuthenticationProtocol": "WsFed",
        "PromptLoginBehavior": "TranslateToFreshPasswordAuth", "SigningCertificate": "not base64!", "SupportsMfa": true });
    world.admin().post(&at, &federated).await.refused(400, "3000");
    federated["DomainFederationSettings"]["SigningCertificate"] = json!("TUlJQg==");
    federated["Domain"]["IsDefault"] = json!(true);
    let added = world.admin().post(&at, &federated).await.expect(201);
    assert_eq!(
        (&added["authenticationType"], &added["isDefault"]),
        (&json!("federated"), &json!(true))
    );
    let domains = world.admin().get(&path(&made, "/customDomains")).await.expect(200);
    assert_eq!(domains, json!(["tenant1.example", "tenant1.onmicrosoft.com", "two.example"]));
    world
        .rival()
        .post(&at, &domain("three.example", "Managed"))
        .await
        .refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn qualifications_are_asked_for_vetted_and_set_the_older_way() {
    let world = World::start().await;
    let admin = world.admin();
    let (v2, v1) = (
        format!("/v1/customers/{CUSTOMER}/qualifications"),
        format!("/v1/customers/{CUSTOMER}/qualification"),
    );
    assert_eq!(admin.get(&v2).await.expect(200), json!([{ "qualification": "None" }]));
    let asked = admin
        .post(
            &v2,
            &json!({ "qualification": "Education", "educationSegment": "K12", "website": "schule.example" }),
        )
        .await
        .expect(201);
    assert_eq!(
        (&asked["qualification"], &asked["vettingStatus"]),
        (&json!("Education"), &json!("InReview"))
    );
    assert!(asked["vettingCreateDate"].is_string());
    assert_eq!(admin.get(&v1).await.expect(200), json!("none"), "not before it is vetted");
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_hours(25).to_string()).await;
    let list = admin.get(&v2).await.expect(200);
    assert_eq!(list[0]["vettingStatus"], "Approved");
    assert_eq!(admin.get(&v1).await.expect(200), json!("education"));
    assert_eq!(
        admin.post(&v2, &json!("StateOwnedEntity")).await.expect(201)["qualification"],
        "StateOwnedEntity"
    );
    admin.post(&v2, &json!({ "qualification": "Education" })).await.refused(400, "3000");
    admin.post(&v2, &json!({ "qualification": "Nonprofit" })).await.refused(400, "3000");
    admin
        .post(&v2, &json!({ "qualification": "GovernmentCommunityCloud" }))
        .await
        .refused(400, "3000");
    admin
        .post(
            &v2,
            &json!({ "qualification": "GovernmentCommunityCloud", "validationCode": "123456" }),
        )
        .await
        .refused(400, "3000");
    admin.post(&v2, &json!({ "qualification": "Kingdom" })).await.refused(400, "800002");
    admin.post(&v2, &json!("Kingdom")).await.refused(400, "900126");
    assert_eq!(admin.put(&v1, &json!("nonprofit")).await.expect(200), json!("nonprofit"));
    assert_eq!(admin.get(&v1).await.expect(200), json!("nonprofit"));
    assert_eq!(admin.put(&v1, &json!("none")).await.expect(200), json!("none"));
    assert_eq!(admin.get(&v2).await.expect(200), json!([{ "qualification": "None" }]));
    world.app().post(&v2, &json!("StateOwnedEntity")).await.refused(403, "900329");
    world.rival().put(&v1, &json!("education")).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_partner_has_a_validation_code_for_some_customers() {
    let world = World::start().await;
    assert_eq!(world.admin().get("/v1/customers/all/validations").await.expect(200), json!([]));
    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let codes = agent.get("/v1/customers/all/validations").await.expect(200);
    let code = codes[0]["validationId"].as_str().unwrap().to_owned();
    assert_eq!((&codes[0]["maxCreates"], &codes[0]["remainingCreates"]), (&json!(5), &json!(5)));
    assert!(codes[0]["eTag"].is_string());
    let mut made = Vec::new();
    for n in 0..6 {
        made.push(create(&agent, &format!("amt{n}"), &format!("Amt {n}")).await);
    }
    let asked = json!({ "qualification": "GovernmentCommunityCloud", "validationCode": code });
    agent.get(&path(&made[0], "/validations")).await.refused(404, "1000");
    for customer in &made[..5] {
        agent.post(&path(customer, "/qualifications"), &asked).await.expect(201);
    }
    agent.post(&path(&made[0], "/qualifications"), &asked).await.expect(201);
    agent.post(&path(&made[5], "/qualifications"), &asked).await.refused(400, "3000");
    let used = agent.get(&path(&made[0], "/validations")).await.expect(200);
    assert_eq!((&used["validationId"], &used["partnerId"]), (&json!(code), &json!(SANDBOX)));
    agent.delete(&path(&made[0], "")).await.expect(204);
    assert_eq!(
        agent.get("/v1/customers/all/validations").await.expect(200)[0]["remainingCreates"],
        1
    );
    let answer = agent
        .put(
            &path(&made[5], &format!("/qualification?code={code}")),
            &json!("government_community_cloud"),
        )
        .await;
    answer.expect(200);
}
