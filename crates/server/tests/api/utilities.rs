//! Utilities over HTTP: addresses, country rules, domains.

use crate::support::World;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn addresses_are_validated_with_200_whatever_is_found() {
    let world = World::start().await;
    let app = world.app().with("x-locale", "en-US");
    let ask = |body: Value| {
        let app = app.clone();
        async move { app.post("/v1/validations/address", &body).await.expect(200) }
    };
    let good = ask(json!({ "AddressLine1": " Am Wall  1", "City": "Bremen", "State": null, "PostalCode": "28195", "Country": "de", "Id": "x", "District": "y" })).await;
    let proper = json!({ "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195" });
    assert_eq!(good["status"], "VerifiedShippable");
    assert_eq!(good["suggestedAddresses"], json!([proper]));
    assert_eq!(good["originalAddress"]["country"], "de", "as it was sent");
    assert_eq!((good.get("validationMessage"), good.get("attributes")), (None, None));
    let named =
        ask(json!({ "addressLine1": "1 Main St", "city": "Redmond", "state": "Washington", "postalCode": "98052", "country": "US" })).await;
    assert_eq!(
        (&named["status"], &named["suggestedAddresses"][0]["state"]),
        (&json!("InteractionRequired"), &json!("WA"))
    );
    let bad = ask(json!({ "addressLine1": "Am Wall 1", "postalCode": "28195", "country": "DE" })).await;
    assert_eq!((&bad["status"], &bad["suggestedAddresses"]), (&json!("None"), &json!([])));
    assert_eq!(bad["validationMessage"], "Address field invalid for property: 'City'");
    let german = world.app().with("x-locale", "de-DE");
    let bad = german
        .post("/v1/validations/address", &json!({ "country": "DE" }))
        .await
        .expect(200);
    assert_eq!(
        bad["validationMessage"],
        "Adressfeld ungültig, Eigenschaft: 'AddressLine1', 'City', 'PostalCode'"
    );
    assert_eq!(
        ask(json!({ "country": "JP", "city": "Tokyo", "addressLine1": "1" })).await["status"],
        "NotValidated"
    );
    app.post("/v1/validations/address", &json!({ "country": "XX" }))
        .await
        .refused(400, "3000");
    app.post("/v1/validations/address", &json!({})).await.refused(400, "3000");
    app.post("/v1/validations/address", &json!([])).await.refused(400, "800002");
}

#[tokio::test(flavor = "multi_thread")]
async fn country_rules_are_those_that_customers_are_checked_by() {
    let world = World::start().await;
    let get = |code: &'static str| {
        let app = world.app();
        async move { app.get(&format!("/v1/countryvalidationrules/{code}")).await.expect(200) }
    };
    let us = get("us").await;
    assert_eq!(
        (&us["iso2Code"], &us["isStateRequired"], &us["defaultCulture"]),
        (&json!("US"), &json!(true), &json!("en-US"))
    );
    let states = us["supportedStatesList"].as_array().unwrap();
    assert_eq!((states.len(), &states[0], &states[50]), (51, &json!("AK"), &json!("WY")));
    assert_eq!(us["postalCodeRegex"], "^(?:[0-9]{5}|[0-9]{5}\\-[0-9]{4})$");
    assert_eq!(
        (&us["isTaxIdSupported"], &us["isTaxIdOptional"], &us["isVatIdSupported"]),
        (&json!(true), &json!(true), &json!(false))
    );
    let pt = get("PT").await;
    assert_eq!(
        (&pt["taxIdFormat"], &pt["taxIdSample"]),
        (&json!("PT#########"), &json!("PT123456789"))
    );
    assert_eq!(
        (&pt["vatIdRegex"], &pt["supportedStatesList"]),
        (&json!("^PT[0-9]{9}$"), &json!([]))
    );
    assert_eq!(
        (&pt["isTaxIdSupported"], &pt["isTaxIdOptional"], &pt["countryCallingCodesList"]),
        (&json!(false), &json!(false), &json!(["351"]))
    );
    let pl = get("PL").await;
    assert_eq!(
        (
            &pl["customerOrganizationRegistrationNumberRequired"],
            &pl["customerOrganizationPhoneNumberRequired"]
        ),
        (&json!(true), &json!(true))
    );
    assert!(
        us.get("customerOrganizationRegistrationNumberRegex").is_none() && pl["customerOrganizationRegistrationNumberRegex"].is_string()
    );
    let jp = get("JP").await;
    assert_eq!(
        (
            &jp["supportedLanguagesList"],
            &jp["isPostalCodeRequired"],
            jp.get("postalCodeRegex")
        ),
        (&json!([]), &json!(false), None)
    );
    world.app().get("/v1/countryvalidationrules/UK").await.refused(404, "1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_a_domain_is_taken_is_told_by_the_status_alone() {
    let world = World::start().await;
    let app = world.app();
    for (name, status) in [
        ("kunde.example", 200),
        ("KUNDE.example.", 200),
        ("fremd.example", 200),
        ("onmicrosoft.com", 200),
        ("frei.onmicrosoft.com", 404),
        ("a%20b", 400),
        ("nodots", 400),
    ] {
        let reply = app.send("HEAD", &format!("/v1/domains/{name}"), "", Vec::new()).await;
        assert_eq!((reply.status, reply.bytes.len()), (status, 0), "{name}");
        assert!(!reply.header("ms-requestid").is_empty());
    }
    for (caller, status) in [(app.token(""), 401), (world.customer_graph(), 401)] {
        let reply = caller.send("HEAD", "/v1/domains/kunde.example", "", Vec::new()).await;
        assert_eq!((reply.status, reply.bytes.len()), (status, 0));
    }
    app.get("/v1/domains/kunde.example").await.refused(400, "800042");
    for (prefix, free) in [("frei", true), ("zu-lang", false), ("abcdefghijklmnopqrstuvwxyz12", false)] {
        let path = format!("/v1/validations/checkdomainavailability/{prefix}");
        assert_eq!(app.get(&path).await.expect(200), json!(free), "{prefix}");
    }
    let made = json!({ "companyProfile": { "domain": "frei.onmicrosoft.com" }, "billingProfile": { "email": "it@frei.example", "culture": "de-DE", "language": "de",
        "companyName": "Frei GmbH", "defaultAddress": { "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada", "lastName": "Kern" } } });
    world.admin().post("/v1/customers", &made).await.expect(201);
    assert_eq!(
        app.get("/v1/validations/checkdomainavailability/FREI").await.expect(200),
        json!(false)
    );
    assert_eq!(
        app.send("HEAD", "/v1/domains/frei.onmicrosoft.com", "", Vec::new()).await.status,
        200
    );
}
