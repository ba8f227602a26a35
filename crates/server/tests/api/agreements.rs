//! Agreements: templates and their texts, confirmations, attestations, the partner agreement of resellers.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, RIVAL, World};
use nahtlos_engine::{agreements::TEMPLATE, setup::CreatePartner};
use nahtlos_model::{
    instants::Instant,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};

const AGREEMENTS: &str = "/v1/customers/c0000000-0000-4000-8000-00000000000c/agreements";

fn confirmation(first_name: &str, day: &str) -> Value {
    json!({
        "PrimaryContact": { "FirstName": first_name, "LastName": "Kunde", "Email": "kim@kunde.example", "PhoneNumber": null },
        "TemplateId": TEMPLATE,
        "DateAgreed": day,
        "Type": "MicrosoftCustomerAgreement",
        "AgreementLink": null
    })
}

async fn add_partner(world: &World, id: &str, mpn: &str, kind: PartnerKind, country: &str, signed: bool) {
    let partner = Partner {
        id: id.to_owned(),
        kind,
        name: format!("Partner {mpn}"),
        mpn_id: mpn.to_owned(),
        domain: format!("p{mpn}.example"),
        country: country.to_owned(),
        currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
        sandbox: false,
        agreement_signed: signed,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    };
    let command = CreatePartner {
        partner,
        applications: Vec::new(),
        users: Vec::new(),
    };
    world.running().center.engine.create_partner(command).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_listed_by_kind_and_their_texts_are_there() {
    let world = World::start().await;
    let admin = world.admin();
    let older = admin.get("/v1/agreements").await.expect(200);
    assert_eq!(
        (older["totalCount"].as_u64(), &older["items"][0]["agreementType"]),
        (Some(1), &json!("MicrosoftCloudAgreement"))
    );
    assert_eq!(admin.get("/v1/agreements?agreementType=*").await.expect(200)["totalCount"], 2);
    assert_eq!(admin.get("/v1/agreements?agreementType=%2A").await.expect(200)["totalCount"], 2);
    let present = admin
        .get("/v1/Agreements?agreementType=MicrosoftCustomerAgreement")
        .await
        .expect(200);
    assert_eq!(
        (&present["items"][0]["templateId"], &present["items"][0]["versionRank"]),
        (&json!(TEMPLATE), &json!(0))
    );
    admin.get("/v1/agreements?agreementType=Handshake").await.refused(400, "900126");
    let link = present["items"][0]["agreementLink"].as_str().unwrap();
    let nobody = Caller::new(&world.base, "");
    let reply = nobody.get(link).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "text/plain; charset=utf-8"));
    let english = String::from_utf8(reply.bytes).unwrap();
    assert!(english.starts_with("CUSTOMER AGREEMENT") && english.contains(TEMPLATE), "{english}");
    nobody.get("/agreements/files/nothing.txt").await.refused(404, "1000");
    world.app().get("/v1/agreements").await.refused(403, "900329");

    let document = |query: &str| format!("/v1/agreementtemplates/{TEMPLATE}/document{query}");
    let german = admin.get(&document("?language=de-DE&country=DE")).await.expect(200);
    assert_eq!((&german["language"], &german["country"]), (&json!("de-DE"), &json!("DE")));
    let again = admin.get(&document("?language=de-DE&country=DE")).await.expect(200);
    assert_ne!(german["downloadUri"], again["downloadUri"]);
    let uri = german["downloadUri"].as_str().unwrap();
    let reply = nobody.get(uri).await;
    assert!(reply.header("content-disposition").starts_with("attachment"));
    assert!(String::from_utf8(reply.bytes).unwrap().starts_with("KUNDENVEREINBARUNG"));
    let other = admin.get(&document("?language=fr-FR&country=FR")).await.expect(200);
    assert_eq!((&other["language"], &other["country"]), (&json!("en-US"), &json!("FR")));
    assert_eq!(admin.get(&document("")).await.expect(200)["country"], "US");
    admin.get(&document("?country=de")).await.refused(400, "3000");
    admin
        .get(&format!("/v1/agreementtemplates/{}/document", TEMPLATE.to_uppercase()))
        .await
        .refused(404, "1000");
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_hours(1).to_string()).await;
    nobody.get(uri).await.refused(404, "1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_is_confirmed_listed_and_seen_by_nobody_else() {
    let world = World::start().await;
    let admin = world.admin();
    let made = admin
        .post(AGREEMENTS, &confirmation("Kim", "2026-06-14T00:00:00.000Z"))
        .await
        .expect(201);
    assert_eq!(
        (&made["templateId"], &made["type"]),
        (&json!(TEMPLATE), &json!("MicrosoftCustomerAgreement"))
    );
    assert!(made["userId"].is_string() && made["agreementLink"].is_null());
    assert_eq!(
        made["primaryContact"],
        json!({ "firstName": "Kim", "lastName": "Kunde", "email": "kim@kunde.example" })
    );
    admin
        .post(AGREEMENTS, &confirmation("Kim", "2026-06-14T00:00:00Z"))
        .await
        .refused(409, "600061");
    admin
        .post(AGREEMENTS, &confirmation("Lea", "2026-06-14T00:00:00Z"))
        .await
        .expect(201);
    let all = admin
        .get(&format!("{AGREEMENTS}?agreementType=MicrosoftCustomerAgreement"))
        .await
        .expect(200);
    assert_eq!(all["totalCount"], 2);
    assert!(all["items"][0]["agreementLink"].is_string() && all["items"][0]["userId"].is_null());
    assert_eq!(admin.get(AGREEMENTS).await.expect(200)["totalCount"], 0, "the older kind alone");
    assert_eq!(
        world
            .customer_admin()
            .get(&format!("{AGREEMENTS}?agreementType=*"))
            .await
            .expect(200)["totalCount"],
        2
    );
    let direct = format!("/v1/customers/{CUSTOMER}/directSignedMicrosoftCustomerAgreementStatus");
    assert_eq!(admin.get(&direct).await.expect(200), json!({ "isSigned": false }));
    world.rival().get(AGREEMENTS).await.refused(404, "60003");
    world.rival().get(&direct).await.refused(404, "60003");
    world
        .rival()
        .post(AGREEMENTS, &confirmation("Kim", "2026-06-14"))
        .await
        .refused(404, "60003");
    world
        .customer_admin()
        .post(AGREEMENTS, &confirmation("Kim", "2026-06-14"))
        .await
        .refused(403, "900150");
    let wrong = async |pointer: &str, value: Value, code: &str| {
        let mut body = confirmation("Kim", "2026-06-14");
        *body.pointer_mut(pointer).unwrap() = value;
        admin.post(AGREEMENTS, &body).await.refused(400, code);
    };
    wrong("/TemplateId", json!("7777"), "800002").await;
    wrong("/TemplateId", json!(null), "3000").await;
    wrong("/DateAgreed", json!("2999-01-01T00:00:00Z"), "800002").await;
    wrong("/DateAgreed", json!("0001-01-01T00:00:00"), "3000").await;
    wrong("/DateAgreed", json!("yesterday"), "800002").await;
    wrong("/Type", json!("MicrosoftCloudAgreement"), "800002").await;
    wrong("/Type", json!("Handshake"), "800002").await;
    wrong("/PrimaryContact", json!(null), "3000").await;
    wrong("/PrimaryContact/Email", json!("kim"), "3000").await;
    wrong("/PrimaryContact/FirstName", json!(""), "3000").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_and_attestations_cover_all_customers_of_a_partner() {
    let world = World::start().await;
    let admin = world.admin();
    let records = "/v1/partners/customeragreementrecords";
    assert_eq!(admin.get(records).await.expect(200), json!({ "customerAgreementRecords": [] }));
    let one = |customer: &str, partner: &str| {
        json!({ "PartnerId": partner, "CustomerId": customer, "CustomerDirectAcceptance": false, "Agreement": {
            "TemplateId": TEMPLATE, "DateAgreed": "2026-07-01T00:00:00Z",
            "PrimaryContact": { "FirstName": "Kim", "LastName": "Kunde", "Email": "kim@kunde.example" } } })
    };
    let bulk = "/v1/CreateBulkReAttestation";
    admin
        .post(bulk, &json!([one(CUSTOMER, PARTNER), one(FOREIGN, PARTNER)]))
        .await
        .refused(404, "60003");
    admin.post(bulk, &json!([one(CUSTOMER, RIVAL)])).await.refused(400, "3000");
    admin.post(bulk, &json!([])).await.refused(400, "800002");
    admin.post(bulk, &json!({})).await.refused(400, "800002");
    let many: Vec<Value> = (0..501).map(|_| one(CUSTOMER, "")).collect();
    admin.post(bulk, &json!(many)).await.refused(400, "800002");
    assert_eq!(
        admin.get(records).await.expect(200)["customerAgreementRecords"],
        json!([]),
        "all or nothing"
    );
    let done = admin.post(bulk, &json!([one(CUSTOMER, PARTNER)])).await;
    assert_eq!((done.status, done.bytes.len()), (200, 0));
    let found = admin.get(records).await.expect(200);
    let record = &found["customerAgreementRecords"][0];
    assert_eq!(
        (&record["customerTenantId"], &record["partnerAttestationCompleted"]),
        (&json!(CUSTOMER), &json!(true))
    );
    assert_eq!(record["lastAgreementDateEpoch"], 1_782_864_000);
    assert_eq!(world.rival().get(records).await.expect(200)["customerAgreementRecords"], json!([]));
    admin.get(&format!("{records}?continuation_token=abc")).await.refused(400, "800002");

    let java = "/v1/agreements/MicrosoftCustomerAgreement";
    assert_eq!(admin.get(&format!("{java}/")).await.expect(200)["items"][0]["templateId"], TEMPLATE);
    let signatures = admin.get(&format!("{java}/signatures")).await.expect(200);
    assert_eq!(
        (signatures["totalCount"].as_u64(), &signatures["items"][0]["accountId"]),
        (Some(1), &json!(CUSTOMER))
    );
    assert_eq!(admin.get(&format!("{java}/signatures/0")).await.expect(200)["totalCount"], 1);
    assert_eq!(admin.get(&format!("{java}/signatures/7")).await.expect(200)["totalCount"], 0);
    admin.get(&format!("{java}/signatures/new")).await.refused(400, "3000");
    admin.get("/v1/agreements/Handshake").await.refused(400, "900126");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_providers_question_about_a_reseller_names_what_is_missing() {
    const PROVIDER: &str = "aa000000-0000-4000-8000-00000000000a";
    let world = World::start().await;
    add_partner(&world, PROVIDER, "5000001", PartnerKind::IndirectProvider, "DE", true).await;
    add_partner(
        &world,
        "bb000000-0000-4000-8000-00000000000b",
        "5000002",
        PartnerKind::IndirectReseller,
        "AT",
        true,
    )
    .await;
    add_partner(
        &world,
        "cc000000-0000-4000-8000-00000000000d",
        "5000003",
        PartnerKind::IndirectReseller,
        "DE",
        false,
    )
    .await;
    add_partner(
        &world,
        "dd000000-0000-4000-8000-00000000000d",
        "5000004",
        PartnerKind::IndirectReseller,
        "US",
        true,
    )
    .await;
    let provider = world.caller(PROVIDER, PROVIDER, &[Role::AdminAgent], Some("pia@p5000001.example"), false);
    let ask = async |query: &str| provider.get(&format!("/v1/compliance/csp/agreementstatus?{query}")).await;
    assert_eq!(ask("mpnid=5000002").await.expect(200), json!({ "isAgreementSigned": true }));
    assert_eq!(
        ask("tenantId=BB000000-0000-4000-8000-00000000000B").await.expect(200),
        json!({ "isAgreementSigned": true })
    );
    for (query, code) in [
        ("mpnId=abc", "2000"),
        ("tenantId=abc", "2000"),
        ("mpnId=1&tenantId=bb000000-0000-4000-8000-00000000000b", "2000"),
        ("", "2001"),
        ("mpnId=7777777", "2200"),
        ("mpnId=5000004", "2201"),
        ("mpnId=5000003", "2203"),
        ("mpnId=1111111", "2204"),
        ("tenantId=eeeeeeee-0000-4000-8000-00000000000e", "2205"),
        ("tenantId=cc000000-0000-4000-8000-00000000000d", "2206"),
    ] {
        ask(query).await.refused(400, code);
    }
    provider
        .get("/v1/compliance/golf/agreementstatus?mpnId=5000002")
        .await
        .refused(404, "1000");
    world
        .customer_admin()
        .get("/v1/compliance/csp/agreementstatus?mpnId=5000002")
        .await
        .refused(403, "notAPartner");
}
