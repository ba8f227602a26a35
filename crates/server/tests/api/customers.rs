//! Customers as partners create, list, change and lose them.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, RIVAL, World};
use nahtlos_engine::setup::CreatePartner;
use nahtlos_model::{
    instants::Instant,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};

const SANDBOX: &str = "5a000000-0000-4000-8000-000000000005";

/// What a new customer looks like in a client of the reference.
fn new_customer(prefix: &str, name: &str) -> Value {
    json!({
        "CompanyProfile": { "TenantId": null, "Domain": format!("{prefix}.onmicrosoft.com"), "CompanyName": null },
        "BillingProfile": {
            "Email": "it@nordhof.example", "Culture": "DE-DE", "Language": "De", "CompanyName": name,
            "DefaultAddress": {
                "Country": "DE", "Region": null, "City": "Bremen", "AddressLine1": "Am Wall 1", "PostalCode": "28195",
                "FirstName": "Ada", "LastName": "Kern", "PhoneNumber": ""
            }
        },
        "RelationshipToPartner": "none", "AllowDelegatedAccess": null, "enableGDAPByDefault": false
    })
}

async fn create(by: &Caller, prefix: &str, name: &str) -> Value {
    by.post("/v1/customers", &new_customer(prefix, name)).await.expect(201)
}

async fn add_partner(world: &World, id: &str, kind: PartnerKind, sandbox: bool, country: &str) -> Partner {
    let partner = Partner {
        id: id.to_owned(),
        kind,
        name: format!("Partner {}", &id[..4]),
        mpn_id: format!(
            "9{}",
            id.bytes().filter(u8::is_ascii_digit).map(char::from).take(6).collect::<String>()
        ),
        domain: format!("p{}.example", &id[..8]),
        country: country.to_owned(),
        currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
        sandbox,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    };
    let command = CreatePartner {
        partner: partner.clone(),
        applications: Vec::new(),
        users: Vec::new(),
    };
    world.running().center.engine.create_partner(command).await.unwrap();
    partner
}

fn agent(world: &World, tenant: &str) -> Caller {
    world.caller(
        tenant,
        tenant,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("ines@sandbox.example"),
        false,
    )
}

fn path(customer: &Value, rest: &str) -> String {
    format!("/v1/customers/{}{rest}", customer["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_created_with_domain_administrator_and_relationship() {
    let world = World::start().await;
    let made = create(&world.admin(), "NordHof", "Nordhof GmbH").await;
    assert_eq!(made["companyProfile"]["domain"], "NordHof.onmicrosoft.com");
    assert_eq!(made["billingProfile"]["culture"], "de-DE");
    assert_eq!(
        (&made["relationshipToPartner"], &made["enableGDAPByDefault"]),
        (&json!("none"), &json!(false))
    );
    assert_eq!(made["userCredentials"]["userName"], "admin");
    assert!(made["userCredentials"]["password"].as_str().unwrap().len() >= 12);
    assert_eq!(made["links"], Value::Null);
    let found = world.admin().get(&path(&made, "")).await.expect(200);
    assert_eq!(
        (&found["relationshipToPartner"], &found["allowDelegatedAccess"]),
        (&json!("reseller"), &json!(true))
    );
    assert_eq!(found["customDomains"], json!(["nordhof.onmicrosoft.com"]));
    assert_eq!(found["companyProfile"]["address"]["postalCode"], "28195");
    assert_eq!(found["userCredentials"], Value::Null, "the password is shown once");
    let users = world.admin().get(&path(&made, "/users")).await.expect(200);
    assert_eq!(users["items"][0]["userPrincipalName"], "admin@nordhof.onmicrosoft.com");
    world.rival().get(&path(&made, "")).await.refused(404, "60003");
    let taken = world.rival().post("/v1/customers", &new_customer("nordhof", "Andere AG")).await;
    taken.refused(409, "domainTaken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_no_second_customer_and_shows_no_password() {
    let world = World::start().await;
    let caller = world.admin().with("ms-requestid", "94e4e214-6b06-4fb7-96d1-94d559f9b47f");
    let first = create(&caller, "einmal", "Einmal GmbH").await;
    let again = create(&caller, "einmal", "Einmal GmbH").await;
    assert_eq!(first["id"], again["id"]);
    assert_eq!(again["userCredentials"], json!({ "userName": "admin" }));
    caller
        .post("/v1/customers", &new_customer("zweimal", "Zweimal GmbH"))
        .await
        .refused(409, "idempotencyConflict");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_new_customer_is_named() {
    let world = World::start().await;
    let refused = async |pointer: &str, value: Value, status: u16, code: &str| {
        let mut body = new_customer("falsch", "Falsch GmbH");
        *body.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        let answer = world.admin().post("/v1/customers", &body).await.refused(status, code);
        answer["data"][0].as_str().unwrap_or("").to_owned()
    };
    let address = "/BillingProfile/DefaultAddress";
    for domain in ["falsch.example", "falsch", "a.b.onmicrosoft.com", "-a.onmicrosoft.com", ""] {
        assert_eq!(
            refused("/CompanyProfile/Domain", json!(domain), 400, "3000").await,
            "companyProfile.domain"
        );
    }
    assert_eq!(
        refused("/BillingProfile/Email", json!("nobody"), 400, "3000").await,
        "billingProfile.email"
    );
    assert_eq!(
        refused("/BillingProfile/Culture", json!("deutsch"), 400, "3000").await,
        "billingProfile.culture"
    );
    assert_eq!(
        refused("/BillingProfile/Language", json!("deu"), 400, "3000").await,
        "billingProfile.language"
    );
    assert_eq!(
        refused("/BillingProfile/CompanyName", json!("&&&"), 400, "3000").await,
        "billingProfile.companyName"
    );
    refused(&format!("{address}/Country"), json!("XX"), 400, "3000").await;
    refused(&format!("{address}/City"), json!(null), 400, "3000").await;
    refused(&format!("{address}/AddressLine1"), json!("x".repeat(201)), 400, "3000").await;
    refused(&format!("{address}/PostalCode"), json!("2819"), 400, "3000").await;
    refused(&format!("{address}/PhoneNumber"), json!("call me"), 400, "3000").await;
    refused("/BillingProfile", json!(null), 400, "3000").await;
    refused("/BillingProfile", json!(7), 400, "800002").await;
    assert_eq!(
        refused(&format!("{address}/Country"), json!("US"), 400, "3000").await,
        "billingProfile.defaultAddress.state"
    );
    refused(&format!("{address}/Country"), json!("BR"), 400, "3000").await;
    refused(&format!("{address}/Country"), json!("TR"), 400, "600051").await;
    let mut body = new_customer("woanders", "Woanders A.S.");
    *body.pointer_mut(address).unwrap() = json!({
        "Country": "TR", "City": "Izmir", "AddressLine1": "1", "PostalCode": "35000", "FirstName": "A", "LastName": "B", "PhoneNumber": "+90 232 1"
    });
    world.admin().post("/v1/customers", &body).await.refused(400, "600049");
    body["CompanyProfile"]["organizationRegistrationNumber"] = json!("<1>");
    world.admin().post("/v1/customers", &body).await.refused(400, "600050");
    body["CompanyProfile"]["organizationRegistrationNumber"] = json!("1234567890");
    world.admin().post("/v1/customers", &body).await.refused(403, "2030");
    let mut body = new_customer("zuviel", "Zuviel GmbH");
    body["CompanyProfile"]["organizationRegistrationNumber"] = json!("HRB 1");
    world.admin().post("/v1/customers", &body).await.refused(400, "600002");
    let reader = world.caller(PARTNER, PARTNER, &[Role::HelpdeskAgent], Some("hugo@erster.example"), false);
    reader
        .post("/v1/customers", &new_customer("helfer", "Helfer GmbH"))
        .await
        .refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_paged_filtered_and_belongs_to_one_partner() {
    let world = World::start().await;
    for n in 0..5 {
        create(&world.admin(), &format!("alpha{n}"), &format!("Alpha {n} GmbH")).await;
        create(&world.admin(), &format!("beta{n}"), &format!("Beta {n} GmbH")).await;
    }
    let whole = world.admin().get("/v1/customers").await.expect(200);
    assert_eq!((whole["totalCount"].as_u64(), &whole["links"]["next"]), (Some(11), &Value::Null));
    let item = &whole["items"][0];
    assert!(item["billingProfile"].is_null() && item["allowDelegatedAccess"].is_null());
    assert_eq!(item["relationshipToPartner"], "reseller");

    let mut names = Vec::new();
    let mut page = world.admin().get("/v1/customers?size=4").await.expect(200);
    assert_eq!(page["links"]["self"]["uri"], "/customers?size=4");
    let first_token = page["continuationToken"].as_str().unwrap().to_owned();
    loop {
        names.extend(page["items"].as_array().unwrap().iter().map(|c| c["id"].to_string()));
        let Some(next) = page["links"].get("next").cloned() else { break };
        assert_eq!(next["uri"], "/customers?seekOperation=Next");
        let token = next["headers"][0]["value"].as_str().unwrap();
        let caller = world.admin().with("MS-ContinuationToken", token);
        page = caller.get(&format!("/v1{}", next["uri"].as_str().unwrap())).await.expect(200);
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 11);

    let stranger = world.rival().with("MS-ContinuationToken", &first_token);
    stranger.get("/v1/customers?seekOperation=Next").await.refused(400, "800002");
    let garbage = world.admin().with("MS-ContinuationToken", "bm9uc2Vuc2U");
    garbage.get("/v1/customers?seekOperation=Next").await.refused(400, "800002");
    world.admin().get("/v1/customers?seekOperation=Next").await.refused(400, "800002");
    world
        .admin()
        .get("/v1/customers?seekOperation=Previous")
        .await
        .refused(400, "800002");

    let found = async |filter: Value, size: u32| {
        let filter = percent_encoding::utf8_percent_encode(&filter.to_string(), percent_encoding::NON_ALPHANUMERIC).to_string();
        world.admin().get(&format!("/v1/customers?size={size}&filter={filter}")).await
    };
    let field = |field: &str, operator: &str, value: &str| json!({ "Field": field, "Operator": operator, "Value": value });
    let listed = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|c| c["companyProfile"]["companyName"].as_str().unwrap().to_owned())
            .collect()
    };
    let page = found(field("CompanyName", "starts_with", "ALPHA"), 2).await.expect(200);
    assert_eq!(listed(&page), ["Alpha 0 GmbH", "Alpha 1 GmbH"], "sorted by name");
    let next = world
        .admin()
        .with("MS-ContinuationToken", page["continuationToken"].as_str().unwrap());
    let next = next.get("/v1/customers?seekOperation=Next").await.expect(200);
    assert_eq!(listed(&next), ["Alpha 2 GmbH", "Alpha 3 GmbH"], "the token keeps size and filter");
    let page = found(field("Domain", "starts_with", "beta3.onmicrosoft.com"), 0).await.expect(200);
    assert_eq!(listed(&page), ["Beta 3 GmbH"]);
    let both = json!({ "Operator": "and", "LeftFilter": field("CompanyName", "substring", "3"), "RightFilter": field("CompanyName", "not_starts_with", "beta") });
    assert_eq!(listed(&found(both, 0).await.expect(200)), ["Alpha 3 GmbH"]);
    let either = json!({ "Operator": "or", "LeftFilter": field("CompanyName", "equals", "beta 1 gmbh"), "RightFilter": field("Domain", "equals", "alpha4.onmicrosoft.com") });
    assert_eq!(found(either, 0).await.expect(200)["totalCount"], 2);
    found(field("Shoes", "equals", "red"), 0).await.refused(400, "800002");
    found(field("CompanyName", "starts_with", &"x".repeat(2000)), 0)
        .await
        .refused(400, "800002");
    world.admin().get("/v1/customers?filter=%7Bnonsense").await.refused(400, "800002");
    assert_eq!(world.customer_admin().get("/v1/customers").await.expect(200)["totalCount"], 0);
}

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

#[tokio::test(flavor = "multi_thread")]
async fn a_relationship_ends_once_nothing_is_used_and_delegation_alone_ends_at_any_time() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 3, "P1M", "monthly").await;
    let (admin, at) = (world.admin(), format!("/v1/Customers/{CUSTOMER}/"));
    world
        .app()
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(403, "900329");
    admin
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(400, "800062");
    admin
        .patch(&at, &json!({ "relationshipToPartner": "advisor" }))
        .await
        .refused(400, "3000");
    admin
        .patch(&at, &json!({ "allowDelegatedAccess": true }))
        .await
        .refused(400, "3000");
    admin
        .patch(&at, &json!({ "Id": null, "RelationshipToPartner": "unknown" }))
        .await
        .refused(400, "800002");
    let less = admin
        .patch(&at, &json!({ "RelationshipToPartner": "unknown", "AllowDelegatedAccess": false }))
        .await
        .expect(200);
    assert_eq!(
        less,
        json!({ "allowDelegatedAccess": false, "attributes": { "objectType": "Customer" } })
    );
    assert_eq!(admin.get(&at).await.expect(200)["allowDelegatedAccess"], false);
    admin.get(&format!("/v1/customers/{CUSTOMER}/users")).await.refused(403, "900150");
    let subscription = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", bought["id"].as_str().unwrap());
    admin.patch(&subscription, &json!({ "status": "deleted" })).await.expect(200);
    world
        .rival()
        .patch(&at, &json!({ "relationshipToPartner": "none" }))
        .await
        .refused(404, "60003");
    let gone = admin
        .patch(&at, &json!({ "RelationshipToPartner": "none", "AllowDelegatedAccess": null }))
        .await
        .expect(200);
    assert_eq!(
        gone,
        json!({ "relationshipToPartner": "none", "attributes": { "objectType": "Customer" } })
    );
    admin.get(&at).await.refused(404, "60003");
    assert_eq!(admin.get("/v1/customers").await.expect(200)["totalCount"], 0);
    let own = world.customer_admin().patch(&at, &json!({ "relationshipToPartner": "none" })).await;
    own.refused(403, "20002");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_customer_is_deleted_with_everything_and_others_are_not() {
    let world = World::start().await;
    let made = create(&world.admin(), "bleibt", "Bleibt GmbH").await;
    world.admin().delete(&path(&made, "")).await.refused(400, "900127");
    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let made = create(&agent, "geht", "Geht GmbH").await;
    let agreement = json!({ "primaryContact": { "firstName": "A", "lastName": "B", "email": "a@b.example" }, "templateId": nahtlos_engine::agreements::TEMPLATE,
        "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement" });
    agent.post(&path(&made, "/agreements"), &agreement).await.expect(201);
    let line = json!({ "id": 0, "catalogItemId": world.item("CFQ7TTC0LFLX:0001"), "quantity": 2, "billingCycle": "monthly", "termDuration": "P1M" });
    let cart = agent
        .post(&path(&made, "/carts"), &json!({ "lineItems": [line] }))
        .await
        .expect(201);
    let done = agent
        .post(
            &path(&made, &format!("/carts/{}/checkout", cart["id"].as_str().unwrap())),
            &Value::Null,
        )
        .await
        .expect(201);
    agent.delete(&path(&made, "")).await.refused(400, "800063");
    world.rival().delete(&path(&made, "")).await.refused(404, "60003");
    let id = done["orders"][0]["lineItems"][0]["subscriptionId"].as_str().unwrap().to_owned();
    agent
        .patch(&path(&made, &format!("/subscriptions/{id}")), &json!({ "status": "deleted" }))
        .await
        .expect(200);
    agent.delete(&path(&made, "")).await.expect(204);
    for rest in ["", "/users", "/orders", "/subscriptions", "/agreements"] {
        agent.get(&path(&made, rest)).await.refused(404, "60003");
    }
    assert_eq!(agent.get("/v1/customers").await.expect(200)["totalCount"], 0);
    create(&agent, "geht", "Geht wieder GmbH").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_has_room_for_75_customers() {
    let world = World::start().await;
    add_partner(&world, SANDBOX, PartnerKind::Direct, true, "DE").await;
    let agent = agent(&world, SANDBOX);
    let all = (0..75).map(|n| {
        let agent = agent.clone();
        async move { create(&agent, &format!("voll{n}"), &format!("Voll {n}")).await }
    });
    futures_util::future::join_all(all).await;
    agent
        .post("/v1/customers", &new_customer("voll75", "Voll 75"))
        .await
        .refused(400, "800018");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_creates_customers_for_its_resellers() {
    const PROVIDER: &str = "aa000000-0000-4000-8000-00000000000a";
    const RESELLER: &str = "bb000000-0000-4000-8000-00000000000b";
    let world = World::start().await;
    add_partner(&world, PROVIDER, PartnerKind::IndirectProvider, false, "DE").await;
    add_partner(&world, RESELLER, PartnerKind::IndirectReseller, false, "AT").await;
    let (provider, reseller) = (agent(&world, PROVIDER), agent(&world, RESELLER));
    let mut body = new_customer("mittelbar", "Mittelbar GmbH");
    body["AssociatedPartnerId"] = json!(RESELLER);
    provider.post("/v1/customers", &body).await.refused(400, "3000");
    link(&world, PROVIDER, RESELLER).await;
    world.admin().post("/v1/customers", &body).await.refused(400, "3000");
    let app = world.caller(PROVIDER, PROVIDER, &[Role::AdminAgent], None, false);
    app.post("/v1/customers", &body).await.refused(403, "900329");
    let made = provider.post("/v1/customers", &body).await.expect(201);
    assert_eq!(
        (&made["relationshipToPartner"], &made["associatedPartnerId"]),
        (&json!("reseller"), &json!(RESELLER))
    );
    assert_eq!(made["allowDelegatedAccess"], true);
    create(&provider, "unmittelbar", "Unmittelbar GmbH").await;
    assert_eq!(provider.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], RESELLER);
    assert_eq!(reseller.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], Value::Null);
    let by = async |caller: &Caller, field: &str, value: &str| {
        let filter = json!({ "Field": field, "Operator": "equals", "Value": value }).to_string();
        let filter = percent_encoding::utf8_percent_encode(&filter, percent_encoding::NON_ALPHANUMERIC).to_string();
        caller.get(&format!("/v1/customers?filter={filter}")).await.expect(200)["totalCount"].clone()
    };
    assert_eq!(by(&provider, "IndirectReseller", RESELLER).await, 1);
    assert_eq!(by(&reseller, "IndirectCloudSolutionProvider", PROVIDER).await, 1);
    assert_eq!(by(&provider, "IndirectReseller", RIVAL).await, 0);
    reseller
        .patch(&path(&made, ""), &json!({ "relationshipToPartner": "none" }))
        .await
        .expect(200);
    assert_eq!(provider.get(&path(&made, "")).await.expect(200)["associatedPartnerId"], Value::Null);
    assert_eq!(by(&provider, "IndirectReseller", RESELLER).await, 0);
}

async fn link(world: &World, provider: &str, reseller: &str) {
    let command = nahtlos_engine::relationships::LinkPartners {
        provider_id: provider.to_owned(),
        reseller_id: reseller.to_owned(),
    };
    world.running().center.engine.link_partners(command).await.unwrap();
}
