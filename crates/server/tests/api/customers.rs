//! Customers as partners create, list, change and lose them.

mod endings;
mod profiles;

use crate::support::{Caller, PARTNER, World};
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
