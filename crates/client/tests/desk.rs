//! The partner's own desk against a canned service: profiles, utilities, second factors, self-serve policies, granular delegation as the
//! customer, webhooks; and ids that would lead elsewhere.

mod support;

use nahtlos_client::{Error, collect, policy_id};
use nahtlos_wire::{
    customers::Address,
    graph::relationships::RelationshipStatus,
    profiles::{BillingProfile, LegalBusinessProfile, OrganizationProfile, SupportProfile, VettingStatus, VettingVersion},
    self_serve::{SelfServePermission, SelfServePolicy},
    validations::AddressValidation,
};
use serde_json::json;
use support::{Answer, Center, always, asked, sent};

#[tokio::test]
async fn profiles_are_read_and_replaced_whole_with_their_etag_in_the_body() {
    let center = always(
        json!({ "companyName": "Nordhof", "vettingStatus": "authorized", "mpnId": "4386491", "value": "de", "kind": "direct",
        "website": "nordhof.example", "taxId": "DE1", "attributes": { "etag": "7" } }),
    )
    .await;
    let profiles = center.client().profiles();
    let legal = profiles.legal_business(None).await.unwrap();
    assert_eq!(legal.vetting_status, Some(VettingStatus::Authorized.into()));
    profiles.legal_business(Some(VettingVersion::LastFinalized)).await.unwrap();
    profiles.update_legal_business(&legal).await.unwrap();
    assert_eq!(sent(&center)["companyName"], "Nordhof");
    let organization: OrganizationProfile = profiles.organization().await.unwrap();
    profiles.update_organization(&organization).await.unwrap();
    assert_eq!(sent(&center)["attributes"]["etag"], "7");
    let billing: BillingProfile = profiles.billing().await.unwrap();
    profiles.update_billing(&billing).await.unwrap();
    assert_eq!(
        (&sent(&center)["taxId"], &sent(&center)["attributes"]["etag"]),
        (&json!("DE1"), &json!("7"))
    );
    assert_eq!(profiles.mpn().await.unwrap().mpn_id.as_deref(), Some("4386491"));
    profiles.by_mpn_id("4386491").await.unwrap();
    let support: SupportProfile = profiles.support().await.unwrap();
    profiles.update_support(&support).await.unwrap();
    assert_eq!(profiles.program("CSP").await.unwrap().kind.as_deref(), Some("direct"));
    profiles.setting("preferredLanguage").await.unwrap();
    profiles.set_setting("preferredLanguage", "de").await.unwrap();
    assert_eq!(sent(&center), json!({ "value": "de" }));
    let vetted: LegalBusinessProfile = profiles.decide_vetting("partner", VettingStatus::Rejected).await.unwrap();
    assert_eq!(vetted.company_name.as_deref(), Some("Nordhof"));
    assert_eq!(sent(&center), json!({ "vettingStatus": "rejected" }));
    assert_eq!(
        asked(&center),
        [
            "GET /v1/profiles/legalbusiness",
            "GET /v1/profiles/legalbusiness?vettingVersion=LastFinalized",
            "PUT /v1/profiles/legalbusiness",
            "GET /v1/profiles/organization",
            "PUT /v1/profiles/organization",
            "GET /v1/profiles/billing",
            "PUT /v1/profiles/billing",
            "GET /v1/profiles/mpn",
            "GET /v1/profiles/mpn?mpnId=4386491",
            "GET /v1/profiles/support",
            "PUT /v1/profiles/support",
            "GET /v1/enrolledprograms/CSP",
            "GET /v1/accountsettings/preferredLanguage",
            "PUT /v1/accountsettings/preferredLanguage",
            "PATCH /moves/v1/partners/partner/vetting",
        ]
    );
    assert!(
        matches!(profiles.by_mpn_id(" ").await, Err(Error::Request(_))),
        "not the caller's own"
    );
}

#[tokio::test]
async fn utilities_tell_a_bad_address_a_taken_domain_and_what_a_country_wants() {
    let center = Center::start(|_, call| match (call.method.as_str(), call.path.as_str()) {
        ("HEAD", "/v1/domains/taken.example") => Answer::status(200, ""),
        ("HEAD", "/v1/domains/free.example") => Answer::status(404, ""),
        ("HEAD", _) => Answer::status(400, ""),
        (_, "/v1/validations/address") => Answer::json(r#"{"status":"Multiple","suggestedAddresses":[{"city":"Bremen"}]}"#),
        (_, path) if path.contains("checkdomainavailability") => Answer::json(if path.ends_with("/neu") { "true" } else { "false" }),
        _ => Answer::json(r#"{"iso2Code":"PT","supportedStatesList":[],"isCityRequired":true}"#),
    })
    .await;
    let utilities = center.client().utilities();
    let address = Address {
        country: Some("DE".to_owned()),
        ..Address::default()
    };
    let found = utilities.validate_address(&address).await.unwrap();
    assert_eq!(found.status, Some(AddressValidation::Multiple.into()));
    assert_eq!(sent(&center), json!({ "country": "DE" }));
    assert!(utilities.is_domain_taken("taken.example").await.unwrap());
    assert!(!utilities.is_domain_taken("free.example").await.unwrap());
    let none = utilities.is_domain_taken("no domain").await.unwrap_err();
    assert_eq!(none.status(), Some(400), "what is no domain is neither taken nor free");
    assert!(utilities.is_prefix_free("neu").await.unwrap());
    assert!(!utilities.is_prefix_free("alt").await.unwrap());
    assert_eq!(utilities.country_rules("PT").await.unwrap().supported_states_list, Some(Vec::new()));
    assert_eq!(asked(&center).last().unwrap(), "GET /v1/countryvalidationrules/PT");
}

#[tokio::test]
async fn second_factors_come_as_lists_wrapped_and_bare() {
    let center = Center::start(|_, call| match call.path.ends_with("adoptionstatus") {
        true => Answer::json(r#"[{"loginDate":"2027-01-14","mfaCompliantRequestCount":3,"totalRequestCount":4,"applicationName":""}]"#),
        false => Answer::json(
            r#"{"items":[{"upn":"anna@erster.example","requestDateTime":"2027-01-14T16:57:15.31","lastNonMfaCompliantRequestDateTime":"2027-01-14T16:57:15","mfaCompliant":true}]}"#,
        ),
    })
    .await;
    let factors = center.client().second_factors();
    assert_eq!(factors.requests().await.unwrap()[0].mfa_compliant, Some(true));
    let days = factors.adoption(Some("2027-01-01"), Some("2027-01-31")).await.unwrap();
    assert_eq!(
        (days[0].mfa_compliant_request_count, days[0].total_request_count),
        (Some(3), Some(4))
    );
    assert_eq!(factors.without().await.unwrap()[0].upn.as_deref(), Some("anna@erster.example"));
    assert_eq!(
        asked(&center),
        [
            "GET /v1/partnerRequests",
            "GET /v1/applicationmfaadoptionstatus?startDate=2027-01-01&endDate=2027-01-31",
            "GET /v1/nonMfaCompliantPartnerPrincipals",
        ]
    );
}

#[tokio::test]
async fn a_policy_goes_by_its_pair_and_keeps_its_quoted_etag() {
    let center = Center::start(|_, call| match call.method.as_str() {
        "DELETE" => Answer::status(204, ""),
        "GET" if call.query.contains("entity_id") => Answer::json(r#"{"items":[]}"#),
        _ => Answer::json(r#"{"id":"p_c","grantor":{"tenantID":"p"},"attributes":{"etag":"\"933523d1\""}}"#),
    })
    .await;
    let policies = center.client().self_serve();
    assert!(policies.list(Some("c")).await.unwrap().is_empty());
    let policy = SelfServePolicy {
        permissions: Some(vec![SelfServePermission {
            resource: Some("AzureSavingsPlan".to_owned()),
            action: Some("Purchase".to_owned()),
        }]),
        ..SelfServePolicy::default()
    };
    let made = policies.create(&policy).await.unwrap();
    assert_eq!(made.grantor.as_ref().and_then(|grantor| grantor.tenant_id.as_deref()), Some("p"));
    let id = policy_id("p", "c");
    policies.get(&id).await.unwrap();
    policies.update(&id, &made).await.unwrap();
    assert_eq!(
        (&sent(&center)["attributes"]["etag"], &sent(&center)["grantor"]["tenantID"]),
        (&json!("\"933523d1\""), &json!("p"))
    );
    policies.delete(&id).await.unwrap();
    assert_eq!(
        asked(&center),
        [
            "GET /v1/SelfServePolicy?entity_id=c",
            "POST /v1/SelfServePolicy",
            "GET /v1/SelfServePolicy/p_c",
            "PUT /v1/SelfServePolicy/p_c",
            "DELETE /v1/SelfServePolicy/p_c",
        ]
    );
}

#[tokio::test]
async fn a_customer_looks_at_what_it_is_asked_and_answers() {
    let center = Center::start(|_, call| match call.path.ends_with("Relationships") {
        true => Answer::json(r#"{"items":[{"id":"r"}]}"#),
        false => {
            Answer::json(r#"{"id":"r","status":"approvalPending","partner":{"name":"Erster"},"roles":[{"name":"License Administrator"}]}"#)
        }
    })
    .await;
    let asks = center.client().delegations();
    assert_eq!(asks.list().await.unwrap().len(), 1);
    assert_eq!(asks.get("r").await.unwrap().status, Some(RelationshipStatus::ApprovalPending));
    asks.approve("r").await.unwrap();
    asks.decline("r").await.unwrap();
    asks.terminate("r").await.unwrap();
    let at = "/moves/v1/granularAdminRelationships";
    let expected = [format!("GET {at}"), format!("GET {at}/r")].into_iter();
    let posted = ["approve", "decline", "terminate"].map(|word| format!("POST {at}/r/{word}"));
    assert_eq!(asked(&center), expected.chain(posted).collect::<Vec<_>>());
}

#[tokio::test]
async fn deliveries_are_followed_page_by_page_and_applications_register_for_themselves() {
    let center = Center::start(|_, call| match call.path.as_str() {
        "/moves/v1/webhooks/replay" => Answer::json(r#"{"replayed":2}"#),
        path if path.ends_with("registration") => Answer::json(r#"{"webhookUrl":"https://a.example/hook"}"#),
        path if call.query.contains("before") => Answer::json(format!(r#"{{"items":[{{"id":"{path}"}}]}}"#)),
        path => {
            let next = format!("{path}?size=200&before=1");
            Answer::json(format!(r#"{{"items":[{{"id":"1"}}],"links":{{"next":{{"uri":"{next}"}}}}}}"#))
        }
    })
    .await;
    let webhooks = center.client().webhooks();
    assert_eq!(collect(webhooks.undelivered()).await.unwrap().len(), 2);
    assert_eq!(collect(webhooks.deliveries("accepted")).await.unwrap().len(), 2);
    let registration = webhooks.internal_registration().await.unwrap();
    webhooks.register_internal(&registration).await.unwrap();
    webhooks.update_internal(&registration).await.unwrap();
    let from = "2027-01-01T00:00:00Z".parse().unwrap();
    let events = ["subscription-updated".to_owned()];
    assert_eq!(webhooks.replay_between(from, from, &events).await.unwrap().replayed, Some(2));
    assert_eq!(sent(&center)["eventNames"], json!(events));
    webhooks.replay_between(from, from, &[]).await.unwrap();
    assert_eq!(sent(&center).get("eventNames"), None, "none named: all");
    assert_eq!(
        asked(&center)[..7],
        [
            "GET /moves/v1/webhooks/undelivered?size=200",
            "GET /moves/v1/webhooks/undelivered?size=200&before=1",
            "GET /moves/v1/webhooks/deliveries?status=accepted&size=200",
            "GET /moves/v1/webhooks/deliveries?size=200&before=1",
            "GET /webhooks/v1/internalApp/registration",
            "POST /webhooks/v1/internalApp/registration",
            "PUT /webhooks/v1/internalApp/registration",
        ]
    );
}

#[tokio::test]
async fn a_seed_goes_as_it_is_and_coverage_is_read() {
    let center = Center::start(|_, call| match call.method.as_str() {
        "POST" => Answer::status(201, r#"{"customers":[{"id":"c","made":true}]}"#),
        _ => Answer::json(r#"{"built":12,"notBuilt":3,"operations":[{"name":"get customer","calls":1}]}"#),
    })
    .await;
    let sandbox = center.client().sandbox();
    let planted = sandbox.plant("seed ü.toml", b"[[partners]]".to_vec()).await.unwrap();
    assert_eq!(planted.customers.unwrap()[0].made, Some(true));
    assert_eq!(sandbox.coverage().await.unwrap().built, Some(12));
    let call = center.calls().remove(0);
    assert_eq!(
        (call.header("content-type"), call.body.as_str()),
        ("application/octet-stream", "[[partners]]")
    );
    assert_eq!(
        asked(&center),
        ["POST /sandbox/v1/seeds?file=seed%20%C3%BC.toml", "GET /sandbox/v1/coverage"]
    );
}

#[tokio::test]
async fn an_id_that_would_lead_elsewhere_is_sent_as_an_id_or_not_at_all() {
    let center = always(json!({})).await;
    let client = center.client();
    let odd = "a/../../x?y=1";
    drop(client.departures().get(odd, odd).await);
    drop(client.channel_transfers().get(odd, odd).await);
    drop(client.channel_transfers().sources(odd).await);
    drop(client.transfers().preview(odd, odd).await);
    drop(client.transfers().decline(odd, odd, None).await);
    drop(client.support_desk().get(odd, odd).await);
    drop(client.delegations().approve(odd).await);
    drop(client.self_serve().get(odd).await);
    assert_eq!(center.calls().len(), 8);
    for call in center.calls() {
        assert!(call.query.is_empty() && call.path.contains("a%2F..%2F..%2Fx%3Fy%3D1"), "{call:?}");
    }
    for nothing in ["", ".", ".."] {
        assert!(matches!(client.departures().list(nothing).await, Err(Error::Request(_))));
        assert!(matches!(client.channel_transfers().list(nothing).await, Err(Error::Request(_))));
        assert!(matches!(client.transfers().preview(nothing, "t").await, Err(Error::Request(_))));
    }
    assert_eq!(center.calls().len(), 8);
}

#[tokio::test]
async fn losses_of_a_move_are_asked_for_as_they_are_with_some_and_with_none() {
    let loss = json!({ "servicePlanId": "1fe6227d-3e01-46d0-9510-0acad4ff6e94", "name": "Places Core", "accepted": true, "userCount": 2 });
    let center = always(json!({ "planned": true, "losses": [loss], "policy": { "leadDays": 7 } })).await;
    let client = center.client();
    let moves = client.moves();
    let found = moves.losses("m1", None).await.unwrap();
    assert_eq!((found.planned, found.policy), (Some(true), Some(json!({ "leadDays": 7 }))));
    let lost = found.losses.unwrap();
    assert_eq!((lost[0].name.as_deref(), lost[0].user_count), (Some("Places Core"), Some(2)));
    moves.losses("m1", Some(&["a", "b"])).await.unwrap();
    moves.losses("m1", Some(&[])).await.unwrap();
    assert_eq!(
        asked(&center),
        [
            "GET /moves/v1/moves/m1/losses",
            "GET /moves/v1/moves/m1/losses?accept=a%2Cb",
            "GET /moves/v1/moves/m1/losses?accept=none",
        ]
    );
}
