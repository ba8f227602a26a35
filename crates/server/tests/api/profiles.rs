//! A partner's own profiles over HTTP: replaced whole, vetted, looked up.

use crate::support::{Caller, PARTNER, RIVAL, World};
use nahtlos_engine::setup::CreatePartner;
use nahtlos_model::{
    instants::Instant,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};

const LEGAL: &str = "/v1/profiles/legalbusiness";
const ORGANIZATION: &str = "/v1/profiles/organization";
const BILLING: &str = "/v1/profiles/billing";

fn address(city: &str) -> Value {
    json!({ "Country": "de", "City": city, "AddressLine1": "Am Wall 1", "AddressLine2": null, "PostalCode": "28195", "PhoneNumber": "" })
}

/// As the reference's SDK writes it.
fn legal(company: &str, city: &str) -> Value {
    json!({
        "CompanyName": company, "Address": address(city), "CompanyApproverAddress": address("Bremen"), "CompanyApproverEmail": "ada@erster.example",
        "PrimaryContact": { "FirstName": "Ada", "LastName": "Kern", "Email": null, "PhoneNumber": null },
        "VettingStatus": "Authorized", "VettingSubStatus": 7, "ProfileType": null, "Links": null, "Attributes": { "Etag": null, "ObjectType": "LegalBusinessProfile" },
    })
}

fn with_roles(world: &World, roles: &[Role]) -> Caller {
    world.caller(PARTNER, PARTNER, roles, Some("anna@erster.example"), false)
}

fn pascal(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key[..1].to_uppercase() + &key[1..], pascal(value)))
            .chain([("Nothing".to_owned(), Value::Null)])
            .collect(),
        Value::Array(items) => items.iter().map(pascal).collect(),
        other => other.clone(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legal_profile_is_vetted_and_what_was_authorized_is_kept() {
    let world = World::start().await;
    let admin = world.admin();
    let before = world.app().get(LEGAL).await.expect(200);
    assert_eq!(
        (&before["companyName"], &before["vettingStatus"]),
        (&json!("Erster Partner GmbH"), &json!("none"))
    );
    let last = format!("{LEGAL}?vettingVersion=last_finalized");
    admin.get(&last).await.refused(404, "1000");
    admin.get(&format!("{LEGAL}?vettingVersion=Next")).await.refused(400, "900126");
    let after = admin.put(LEGAL, &legal("Erster Partner GmbH", "Bremen")).await.expect(200);
    assert_eq!(
        (&after["vettingStatus"], &after["vettingSubStatus"]),
        (&json!("pending"), &json!("business_verification"))
    );
    assert_eq!(
        after["address"],
        json!({ "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195" })
    );
    admin.get(&last).await.refused(404, "1000");
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_hours(25).to_string()).await;
    assert_eq!(admin.get(LEGAL).await.expect(200)["vettingStatus"], "authorized");
    assert_eq!(admin.get(&last).await.expect(200)["address"]["city"], "Bremen");
    // Another street is no other company, another name is.
    let moved = admin.put(LEGAL, &legal("Erster Partner GmbH", "Kiel")).await.expect(200);
    assert_eq!(moved["vettingStatus"], "authorized");
    assert_eq!(admin.get(&last).await.expect(200)["address"]["city"], "Kiel");
    let other = admin.put(LEGAL, &legal("Erste Partnerin AG", "Kiel")).await.expect(200);
    assert_eq!(other["vettingStatus"], "pending");
    assert_eq!(admin.get(&last).await.expect(200)["companyName"], "Erster Partner GmbH");
    // The programme's administrators decide before time does, and time does not undo it.
    let vetting = format!("/moves/v1/partners/{PARTNER}/vetting");
    admin
        .patch(&vetting, &json!({ "vettingStatus": "rejected" }))
        .await
        .refused(403, "900150");
    let programme = with_roles(&world, &[Role::ProgramAdmin]);
    programme
        .patch(&vetting, &json!({ "vettingStatus": "pending" }))
        .await
        .refused(400, "3000");
    let rejected = programme.patch(&vetting, &json!({ "vettingStatus": "rejected" })).await.expect(200);
    assert_eq!(
        (&rejected["vettingStatus"], &rejected["vettingSubStatus"]),
        (&json!("rejected"), &json!("decision"))
    );
    programme
        .patch(&vetting, &json!({ "vettingStatus": "authorized" }))
        .await
        .refused(400, "3000");
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_hours(25).to_string()).await;
    assert_eq!(admin.get(LEGAL).await.expect(200)["vettingStatus"], "rejected");
    assert_eq!(admin.get(&last).await.expect(200)["companyName"], "Erster Partner GmbH");
    programme
        .patch(&vetting.replace(PARTNER, "nobody"), &json!({ "vettingStatus": "rejected" }))
        .await
        .refused(404, "1000");
    let mut nameless = legal("", "Kiel");
    admin.put(LEGAL, &nameless).await.refused(400, "3000");
    nameless["CompanyName"] = json!("Erste Partnerin AG");
    nameless["Address"]["PostalCode"] = json!("281");
    let refused = admin.put(LEGAL, &nameless).await.refused(400, "3000");
    assert_eq!(refused["data"], json!(["address.postalCode"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles_are_replaced_whole_under_the_etag_that_was_read() {
    let world = World::start().await;
    let admin = world.admin();
    // What GET answered can be sent back, in either letter case: nothing but the etag changes.
    for path in [LEGAL, ORGANIZATION, BILLING, "/v1/profiles/support"] {
        let mut first = admin.get(path).await.expect(200);
        for sent in [first.clone(), pascal(&first)] {
            if path == LEGAL {
                continue;
            }
            let current = admin.get(path).await.expect(200);
            let mut sent = sent;
            let key = if sent.get("Attributes").is_some() {
                "Attributes"
            } else {
                "attributes"
            };
            sent[key] = current["attributes"].clone();
            let mut after = admin.put(path, &sent).await.expect(200);
            after["attributes"]["etag"] = Value::Null;
            first["attributes"]["etag"] = Value::Null;
            assert_eq!(after, first, "{path}");
        }
    }
    let read = admin.get(ORGANIZATION).await.expect(200);
    let etag = read["attributes"]["etag"].as_str().unwrap().to_owned();
    assert_eq!(
        (&read["culture"], &read["tenantId"], &read["domain"]),
        (&json!("de-DE"), &json!(PARTNER), &json!("erster.example"))
    );
    let body = json!({ "companyName": "Erste Partnerin AG", "defaultAddress": address("Bremen"), "email": "info@erster.example", "language": "EN", "culture": "en-us" });
    let quoted = admin.with("if-match", &format!("\"{etag}\""));
    let after = quoted.put(ORGANIZATION, &body).await.expect(200);
    assert_eq!((&after["language"], &after["culture"]), (&json!("en"), &json!("en-US")));
    quoted.put(ORGANIZATION, &body).await.refused(400, "2055");
    let mut stale = body.clone();
    stale["attributes"] = json!({ "etag": etag });
    admin.put(ORGANIZATION, &stale).await.refused(400, "2055");
    assert_eq!(
        admin.get("/v1/profiles/mpn").await.expect(200)["partnerName"],
        "Erste Partnerin AG",
        "the partner's name follows"
    );
    for (member, value) in [
        ("email", json!("no mail")),
        ("culture", json!("en")),
        ("language", json!("english")),
        ("companyName", Value::Null),
    ] {
        let mut wrong = body.clone();
        wrong[member] = value;
        let refused = admin.put(ORGANIZATION, &wrong).await.refused(400, "3000");
        assert_eq!(refused["data"], json!([member]));
    }
    let bill = json!({ "CompanyName": "Erster Partner GmbH", "Address": address("Bremen"), "TaxId": "DE123456789", "BillingDay": 0, "BillingCurrency": "eur",
        "PrimaryContact": { "FirstName": "Ada", "LastName": "Kern" }, "PurchaseOrderNumber": "4711" });
    let after = admin.put(BILLING, &bill).await.expect(200);
    assert_eq!(
        (&after["taxId"], &after["billingCurrency"], after.get("billingDay")),
        (&json!("DE123456789"), &json!("EUR"), None)
    );
    let cleared = admin
        .put(BILLING, &json!({ "companyName": "Erster Partner GmbH", "billingDay": 28 }))
        .await
        .expect(200);
    assert_eq!(
        (cleared.get("taxId"), &cleared["address"]["city"], &cleared["billingDay"]),
        (None, &json!("Bremen"), &json!(28))
    );
    admin
        .put(BILLING, &json!({ "companyName": "A & B", "billingCurrency": "USD" }))
        .await
        .refused(400, "900169");
    admin
        .put(BILLING, &json!({ "companyName": "A & B", "taxId": "12" }))
        .await
        .refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_decide_who_changes_which_profile() {
    let world = World::start().await;
    let support = json!({ "email": "hilfe@erster.example", "telephone": "+49 421 1", "website": "www.erster.example" });
    let bill = json!({ "companyName": "Erster Partner GmbH" });
    let organization =
        json!({ "companyName": "Erster Partner GmbH", "email": "info@erster.example", "language": "de", "culture": "de-DE" });
    for (role, may) in [
        (Role::GlobalAdmin, [true, true, true]),
        (Role::AdminAgent, [true, false, false]),
        (Role::BillingAdmin, [false, true, false]),
        (Role::SalesAgent, [false, false, false]),
    ] {
        let caller = with_roles(&world, &[role]);
        let asked = [
            ("/v1/profiles/supportprofile", &support),
            (BILLING, &bill),
            (ORGANIZATION, &organization),
        ];
        for ((path, body), may) in asked.into_iter().zip(may) {
            let reply = caller.put(path, body).await;
            assert_eq!(reply.status, if may { 200 } else { 403 }, "{role} {path}");
            caller.get(path).await.expect(200);
        }
    }
    let shown = world.admin().get("/v1/profiles/support").await.expect(200);
    assert_eq!(
        (&shown["website"], &shown["links"]["self"]["uri"]),
        (&json!("www.erster.example"), &json!("/profiles/support"))
    );
    assert_eq!(
        world.rival().get("/v1/profiles/support").await.expect(200).get("website"),
        None,
        "each has its own"
    );
    let admin = with_roles(&world, &[Role::GlobalAdmin]);
    for website in ["javascript:alert(1)", "data://x", "two words", "https://", "mail:me@erster.example"] {
        let wrong = json!({ "website": website });
        let refused = admin.put("/v1/profiles/support", &wrong).await.refused(400, "3000");
        assert_eq!(refused["data"], json!(["website"]), "{website}");
    }
    for website in ["https://erster.example:8443/hilfe?a=b", "erster.example/hilfe", ""] {
        admin.put("/v1/profiles/support", &json!({ "website": website })).await.expect(200);
    }
    world.customer_admin().get(ORGANIZATION).await.refused(403, "notAPartner");
    world.app().get(ORGANIZATION).await.refused(403, "900329");
}

#[tokio::test(flavor = "multi_thread")]
async fn partners_are_looked_up_by_their_mpn_id_and_nothing_else_of_them_is_told() {
    let world = World::start().await;
    let admin = world.admin();
    let own = admin.get("/v1/profiles/mpn").await.expect(200);
    assert_eq!(own["mpnId"], &PARTNER[..7]);
    assert_eq!(
        admin.get(&format!("/v1/profiles/mpn?mpnId={}", &PARTNER[..7])).await.expect(200),
        own
    );
    let rival = admin
        .get(&format!("/v1/profiles/mpn?MpnId={}&verifyAdvisor=true", &RIVAL[..7]))
        .await
        .expect(200);
    assert_eq!(rival["partnerName"], "Anderer Partner GmbH");
    admin.get("/v1/profiles/mpn?mpnId=9999999").await.refused(404, "3000");
    admin.get("/v1/profiles/mpn?mpnId=12a").await.refused(400, "2000");
    let provider = Partner {
        id: "99999999-0000-4000-8000-000000000009".to_owned(),
        kind: PartnerKind::IndirectProvider,
        name: "Lieferant AG".to_owned(),
        mpn_id: "5555555".to_owned(),
        domain: "lieferant.example".to_owned(),
        country: "DE".to_owned(),
        currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
        sandbox: true,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    };
    let id = provider.id.clone();
    let command = CreatePartner {
        partner: provider,
        applications: Vec::new(),
        users: Vec::new(),
    };
    world.running().center.engine.create_partner(command).await.unwrap();
    admin.get("/v1/profiles/mpn?mpnId=5555555").await.expect(200);
    admin
        .get("/v1/profiles/mpn?mpnId=5555555&verifyAdvisor=true")
        .await
        .refused(404, "3000");
    // A sandbox's partner is not kept waiting for its vetting.
    let lotte = world.caller(&id, &id, &[Role::GlobalAdmin], Some("lotte@lieferant.example"), false);
    assert_eq!(
        lotte.put(LEGAL, &legal("Lieferant AG", "Bremen")).await.expect(200)["vettingStatus"],
        "authorized"
    );
    let program = admin.get("/v1/enrolledprograms/CloudSolutionProvider").await.expect(200);
    assert_eq!(
        (&program["programType"], &program["enrolled"], &program["kind"]),
        (&json!("CSP"), &json!(true), &json!("direct"))
    );
    let culture = "/v1/accountsettings/preferredculture";
    assert_eq!(admin.put(culture, &json!({ "Value": "fr-fr" })).await.expect(200)["value"], "fr-FR");
    assert_eq!(admin.get(ORGANIZATION).await.expect(200)["culture"], "fr-FR");
    // The caller knows `value` alone, whatever the profile calls it.
    for body in [json!({ "value": "french" }), json!({})] {
        let refused = admin.put(culture, &body).await.refused(400, "3000");
        assert_eq!(refused["data"], json!(["value"]), "{body}");
    }
    let other = json!({ "name": "preferredLanguage", "value": "de-DE" });
    assert_eq!(admin.put(culture, &other).await.refused(400, "3000")["data"], json!(["name"]));
    assert_eq!(admin.get("/v1/accountsettings/mfaRequired").await.expect(200)["value"], "false");
}
