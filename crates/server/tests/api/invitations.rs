//! Invitations over HTTP: the partner drafts, sends and withdraws; the customer's administrator decides.

use crate::{
    newcomers::{ABROAD, LONE, acceptance, administrator, by_link, customer, world},
    support::{CUSTOMER, Caller, PARTNER, RIVAL, World},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const PATH: &str = "/moves/v1/invitations";

async fn draft(caller: &Caller, body: Value) -> Value {
    caller.post(PATH, &body).await.expect(201)
}

/// The first partner's subscriptions of the lone customer: what one sees only with a relationship.
fn seen() -> String {
    format!("/v1/customers/{LONE}/subscriptions")
}

#[tokio::test(flavor = "multi_thread")]
async fn from_draft_to_relationship() {
    let world = world().await;
    from_draft_to_relationship_in(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_draft_to_relationship_on_postgres() {
    let (world, _database) = World::on_postgres().await;
    customer(&world, LONE, "Solo", "DE", "EUR").await;
    from_draft_to_relationship_in(&world).await;
}

async fn from_draft_to_relationship_in(world: &World) {
    let (partner, ada) = (world.admin(), administrator(world, LONE, "ada@solo.example"));
    partner.get(&seen()).await.refused(404, "60003");
    let body = json!({ "customerName": "Solo AG", "customerDomain": "SOLO.example", "delegatedAdmin": true, "language": "de-DE" });
    let drafted = draft(&partner, body).await;
    assert_eq!((&drafted["status"], &drafted["language"]), (&json!("drafted"), &json!("de")));
    assert_eq!(drafted["customerDomain"], "solo.example");
    assert_eq!(drafted["createdBy"]["userPrincipalName"], "anna@erster.example");
    let link = drafted["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("{}/invitations/", world.base)), "{link}");
    assert!(
        drafted["mail"]["text"].as_str().unwrap().contains(link),
        "the draft shows the whole mail"
    );

    let path = format!("{PATH}/{}", drafted["id"].as_str().unwrap());
    let sent = partner.post(&format!("{path}/send"), &json!({ "by": "link" })).await.expect(200);
    assert_eq!((&sent["status"], sent["sentAt"].is_string()), (&json!("sent"), true));

    let nobody = partner.token("");
    let asked = nobody
        .with("accept-language", "en-GB,de;q=0.5")
        .get(&by_link(&drafted))
        .await
        .expect(200);
    assert_eq!(
        (&asked["status"], &asked["partner"]["name"]),
        (&json!("opened"), &json!("Erster Partner GmbH"))
    );
    assert!(asked["may"].to_string().contains("delegated admin rights"), "{asked}");
    assert!(asked["changes"].to_string().contains("Nothing is cancelled"), "{asked}");

    let done = ada.post(&format!("{}/accept", by_link(&drafted)), &acceptance()).await.expect(200);
    assert_eq!((&done["status"], &done["customerId"]), (&json!("accepted"), &json!(LONE)));
    let again = ada.post(&format!("{}/accept", by_link(&drafted)), &acceptance()).await;
    again.refused(409, "invitationClosed");

    let known = partner.get(&path).await.expect(200);
    assert_eq!((&known["status"], &known["customerId"]), (&json!("accepted"), &json!(LONE)));
    assert_eq!(known["acceptedBy"]["userPrincipalName"], "ada@solo.example");
    partner.get(&seen()).await.expect(200);
    let agreements = partner
        .get(&format!("/v1/customers/{LONE}/agreements?agreementType=MicrosoftCustomerAgreement"))
        .await
        .expect(200);
    let agreement = &agreements["items"][0];
    assert_eq!(
        (&agreement["type"], &agreement["primaryContact"]["lastName"]),
        (&json!("MicrosoftCustomerAgreement"), &json!("Solo"))
    );
    let directory = world.caller(PARTNER, LONE, &[Role::AdminAgent], Some("anna@erster.example"), true);
    directory.get("/v1.0/users").await.expect(200);
    partner
        .post(&format!("{path}/withdraw"), &Value::Null)
        .await
        .refused(409, "invitationClosed");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_partners_stand_side_by_side_and_only_one_may_see_users() {
    let world = world().await;
    let ada = administrator(&world, LONE, "ada@solo.example");
    for (caller, delegated) in [(world.admin(), false), (world.rival(), true)] {
        let invitation = draft(&caller, json!({ "delegatedAdmin": delegated })).await;
        ada.post(&format!("{}/accept", by_link(&invitation)), &acceptance())
            .await
            .expect(200);
    }
    world.admin().get(&seen()).await.expect(200);
    world.rival().get(&seen()).await.expect(200);
    let users = |partner: &str| world.caller(partner, LONE, &[Role::AdminAgent], Some("a@b.example"), true);
    users(RIVAL).get("/v1.0/users").await.expect(200);
    assert_ne!(
        users(PARTNER).get("/v1.0/users").await.status,
        200,
        "no delegated rights were asked for"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_of_the_customer_meant_decides() {
    let world = world().await;
    let invitation = draft(&world.admin(), json!({ "customerDomain": "solo.example" })).await;
    let accept = format!("{}/accept", by_link(&invitation));
    let other = administrator(&world, CUSTOMER, "kim@kunde.example");
    other.post(&accept, &acceptance()).await.refused(403, "otherTenant");
    world.admin().post(&accept, &acceptance()).await.refused(403, "otherTenant");
    let seller = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sam@erster.example"), false);
    let said = seller.post(&accept, &acceptance()).await.refused(403, "otherTenant");
    assert!(
        said["description"].as_str().unwrap().contains("administrator of the customer"),
        "{said}"
    );
    let bob = world.caller(LONE, LONE, &[Role::UserAdmin], Some("bob@solo.example"), false);
    bob.post(&accept, &acceptance()).await.refused(403, "900150");
    let application = world.caller(LONE, LONE, &[Role::GlobalAdmin], None, false);
    application.post(&accept, &acceptance()).await.refused(403, "900329");
    world.admin().token("").post(&accept, &acceptance()).await.refused(401, "400");

    let ada = administrator(&world, LONE, "ada@solo.example");
    let mut unwilling = acceptance();
    unwilling["agreementAccepted"] = json!(false);
    let said = ada.post(&accept, &unwilling).await.refused(400, "3000");
    assert_eq!(said["data"], json!(["agreementAccepted"]));
    let mut nameless = acceptance();
    nameless["primaryContact"]["email"] = json!("nowhere");
    let said = ada.post(&accept, &nameless).await.refused(400, "3000");
    assert_eq!(said["data"], json!(["primaryContact.email"]));
    let declined = ada
        .post(&format!("{}/decline", by_link(&invitation)), &Value::Null)
        .await
        .expect(200);
    assert_eq!(declined["status"], "declined");
    ada.post(&accept, &acceptance()).await.refused(409, "invitationClosed");
    world.admin().get(&seen()).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn partner_and_customer_must_be_in_one_region() {
    let world = world().await;
    customer(&world, ABROAD, "Abroad", "US", "USD").await;
    let refused = world.admin().post(PATH, &json!({ "country": "US" })).await.refused(403, "2030");
    assert_eq!(refused["data"], json!(["country"]));
    draft(&world.admin(), json!({ "country": "at" })).await;
    let invitation = draft(&world.admin(), json!({})).await;
    let administrator = administrator(&world, ABROAD, "ada@abroad.example");
    let accept = administrator.post(&format!("{}/accept", by_link(&invitation)), &acceptance()).await;
    accept.refused(403, "2030");
    let open = world.admin().token("").get(&by_link(&invitation)).await.expect(200);
    assert_eq!(open["status"], "opened", "a refused answer decides nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_what_is_wrong_with_it() {
    let world = world().await;
    let partner = world.admin();
    for (body, code, field) in [
        (json!({ "customerEmail": "kim" }), "3000", "customerEmail"),
        (json!({ "customerDomain": "no domain" }), "3000", "customerDomain"),
        (json!({ "country": "Germany" }), "3000", "country"),
        (json!({ "language": "fr" }), "3000", "language"),
        (json!({ "expiresAt": "2020-01-01T00:00:00Z" }), "3000", "expiresAt"),
        (json!({ "reminderDays": -1 }), "3000", "reminderDays"),
        (json!({ "providerId": RIVAL }), "3000", "providerId"),
        (json!({ "mail": { "text": "Please accept." } }), "linkMissing", "mail.text"),
        (json!({ "mail": { "subject": "a\nb" } }), "3000", "mail.subject"),
    ] {
        let refused = partner.post(PATH, &body).await.refused(400, code);
        assert_eq!(refused["data"], json!([field]), "{body}");
    }
    partner.post(PATH, &json!({ "expiresAt": "soon" })).await.refused(400, "800002");
    let helpdesk = world.caller(PARTNER, PARTNER, &[Role::HelpdeskAgent], Some("h@erster.example"), false);
    helpdesk.post(PATH, &json!({})).await.refused(403, "900150");
    let ada = administrator(&world, LONE, "ada@solo.example");
    ada.post(PATH, &json!({})).await.refused(403, "notAPartner");
    partner.token("").get(PATH).await.refused(401, "400");
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_and_times_change_until_it_is_decided() {
    let world = world().await;
    let partner = world.admin();
    let drafted = draft(&partner, json!({ "customerEmail": "ada@solo.example" })).await;
    let (path, link) = (
        format!("{PATH}/{}", drafted["id"].as_str().unwrap()),
        drafted["link"].as_str().unwrap(),
    );
    let text = format!("Hello Ada,\n\nplease look at {link} today.");
    let changed = partner
        .patch(&path, &json!({ "mail": { "text": text }, "delegatedAdmin": true }))
        .await
        .expect(200);
    assert_eq!(changed["mail"]["text"], format!("{text}\n"));
    assert!(changed["mail"]["html"].as_str().unwrap().contains(link));
    assert_eq!((&changed["version"], &changed["delegatedAdmin"]), (&json!(2), &json!(true)));
    partner
        .patch(&path, &json!({ "mail": { "text": "no link" } }))
        .await
        .refused(400, "linkMissing");
    partner
        .with("if-match", "\"1\"")
        .patch(&path, &json!({}))
        .await
        .refused(400, "2055");
    let read = partner.get(&path).await;
    assert_eq!(read.header("etag"), "\"2\"");
    let etag = read.header("etag").to_owned();
    partner
        .with("if-match", &etag)
        .patch(&path, &json!({ "reminderDays": 3 }))
        .await
        .expect(200);

    partner.post(&format!("{path}/remind"), &Value::Null).await.refused(400, "3000");
    partner.post(&format!("{path}/send"), &json!({})).await.expect(200);
    let fixed = partner.patch(&path, &json!({ "delegatedAdmin": false })).await.refused(400, "3000");
    assert_eq!(fixed["data"], json!(["delegatedAdmin"]));
    let standard = partner.patch(&path, &json!({ "mail": { "text": "" } })).await.expect(200);
    assert!(standard["mail"]["text"].as_str().unwrap().contains("Nothing is cancelled"));
    let withdrawn = partner.post(&format!("{path}/withdraw"), &Value::Null).await.expect(200);
    assert_eq!(withdrawn["status"], "withdrawn");
    partner.patch(&path, &json!({})).await.refused(409, "invitationClosed");
    let open = partner.token("").get(&by_link(&drafted)).await.expect(200);
    assert_eq!(open["status"], "withdrawn");

    let rival = world.rival();
    for reply in [
        rival.get(&path).await,
        rival.patch(&path, &json!({})).await,
        rival.post(&format!("{path}/send"), &json!({})).await,
        rival.post(&format!("{path}/withdraw"), &Value::Null).await,
        partner.get(&format!("{PATH}/00000000-0000-4000-8000-000000000000")).await,
        partner.token("").get(&format!("{PATH}/by-link/no-such-secret")).await,
    ] {
        reply.refused(404, "1000");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_come_newest_first_page_by_page_and_by_status() {
    let world = world().await;
    let partner = world.admin();
    let mut ids = Vec::new();
    for n in 0..5 {
        let drafted = draft(&partner, json!({ "customerName": format!("Customer {n}") })).await;
        ids.push(drafted["id"].as_str().unwrap().to_owned());
    }
    partner
        .post(&format!("{PATH}/{}/send", ids[1]), &json!({ "by": "link" }))
        .await
        .expect(200);
    draft(&world.rival(), json!({})).await;
    ids.reverse();
    let (mut found, mut next) = (Vec::new(), format!("{PATH}?size=2"));
    loop {
        let page = partner.get(&next).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2);
        found.extend(items.iter().map(|i| i["id"].as_str().unwrap().to_owned()));
        match page["links"]["next"]["uri"].as_str() {
            Some(uri) => next = uri.to_owned(),
            None => break,
        }
    }
    assert_eq!(found, ids);
    let sent = partner.get(&format!("{PATH}?status=Sent")).await.expect(200);
    assert_eq!((sent["totalCount"].as_i64(), &sent["items"][0]["id"]), (Some(1), &json!(ids[3])));
    partner.get(&format!("{PATH}?status=lost")).await.refused(400, "3000");
    partner.get(&format!("{PATH}?size=many")).await.refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn time_reminds_and_ends_it() {
    let world = world().await;
    let partner = world.admin();
    let now = world.running().center.engine.now();
    let body = json!({ "customerEmail": "ada@solo.example", "reminderDays": 10, "expiresAt": now.plus_days(25).to_string() });
    let drafted = draft(&partner, body).await;
    let path = format!("{PATH}/{}", drafted["id"].as_str().unwrap());
    let sent = partner.post(&format!("{path}/send"), &json!({ "by": "mail" })).await.expect(200);
    assert_eq!(sent["reminders"][0]["state"], "waiting", "no mail server is configured: it waits");
    world.turn_to(&now.plus_days(21).to_string()).await;
    let kinds = |i: &Value| {
        i["reminders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["kind"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let reminded = partner.get(&path).await.expect(200);
    assert_eq!(kinds(&reminded), ["invitation", "reminder", "reminder"]);
    partner.post(&format!("{path}/remind"), &Value::Null).await.expect(200);
    world.turn_to(&now.plus_days(26).to_string()).await;
    let ended = partner.get(&path).await.expect(200);
    assert_eq!((&ended["status"], kinds(&ended).len()), (&json!("expired"), 4));
    let ada = administrator(&world, LONE, "ada@solo.example");
    let late = ada
        .post(&format!("{}/accept", by_link(&drafted)), &acceptance())
        .await
        .refused(409, "invitationClosed");
    assert!(late["description"].as_str().unwrap().contains("expired"), "{late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_that_are_asked_for_begin_with_the_acceptance() {
    const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    const LICENSES: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
    let world = world().await;
    let (partner, ada) = (world.admin(), administrator(&world, LONE, "ada@solo.example"));
    for (body, field) in [
        (json!({ "roles": ["no role"] }), "roles"),
        (json!({ "roles": [READERS], "rolesDuration": "P9Y" }), "rolesDuration"),
    ] {
        let refused = partner.post(PATH, &body).await.refused(400, "3000");
        assert_eq!(refused["data"][0], field, "{refused}");
    }
    let body = json!({ "customerName": "Solo AG", "roles": [LICENSES, READERS.to_uppercase(), LICENSES], "rolesDuration": "P90D" });
    let drafted = draft(&partner, body).await;
    assert_eq!(
        (&drafted["roles"], &drafted["rolesDuration"]),
        (&json!([LICENSES, READERS]), &json!("P90D"))
    );
    let path = format!("{PATH}/{}", drafted["id"].as_str().unwrap());
    // A draft's roles are taken back, and asked for again: as long as can be where nothing is said.
    let none = partner.patch(&path, &json!({ "roles": [] })).await.expect(200);
    assert_eq!((&none["roles"], &none["rolesDuration"]), (&json!([]), &Value::Null));
    let again = partner.patch(&path, &json!({ "roles": [LICENSES, READERS] })).await.expect(200);
    assert_eq!(again["rolesDuration"], "P730D");
    assert!(again["mail"]["text"].as_str().unwrap().contains("License Administrator"), "{again}");
    partner.post(&format!("{path}/send"), &json!({ "by": "link" })).await.expect(200);
    partner.patch(&path, &json!({ "roles": [READERS] })).await.refused(400, "3000");
    partner.patch(&path, &json!({ "rolesDuration": "P90D" })).await.refused(400, "3000");
    let asked = partner.token("").get(&by_link(&drafted)).await.expect(200);
    assert_eq!(asked["roles"][0]["name"], "License Administrator");
    assert!(asked["may"].to_string().contains("730 days"), "{asked}");
    assert!(!asked["mayNot"].to_string().contains("assign licences"), "{asked}");

    let kept = partner.get(&path).await.expect(200);
    assert_eq!(kept["delegatedAdminRelationshipId"], Value::Null);
    ada.post(&format!("{}/accept", by_link(&drafted)), &acceptance()).await.expect(200);
    let done = partner.get(&path).await.expect(200);
    let id = done["delegatedAdminRelationshipId"].as_str().unwrap();
    let own = world.caller(PARTNER, PARTNER, &[Role::AdminAgent], Some("anna@erster.example"), true);
    let began = own
        .get(&format!("/v1.0/tenantRelationships/delegatedAdminRelationships/{id}"))
        .await
        .expect(200);
    assert_eq!(
        (&began["status"], &began["customer"]["tenantId"], &began["duration"]),
        (&json!("active"), &json!(LONE), &json!("P730D"))
    );
    // The customer sees it among its own, and ends it.
    let theirs = ada.get("/moves/v1/granularAdminRelationships").await.expect(200);
    assert_eq!(theirs["items"][0]["id"], id, "{theirs}");
    ada.post(&format!("/moves/v1/granularAdminRelationships/{id}/terminate"), &Value::Null)
        .await
        .expect(200);
}
