//! What the roles permit on a customer's users and licences, and whose rights they are.

use super::*;
use crate::support::people::E3;

const GROUPS: &str = "fdd7a751-b60b-444a-984c-02652fe8fa1c";
const WRITERS: &str = "9360feb5-f418-4baa-8175-e2a00bac4301";
const HELPDESK: &str = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
const ANY_PASSWORD: &str = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
const ROLES: &str = "e8611ab8-c189-46e8-94e1-60213ab1f814";
const DOMAINS: &str = "8329153b-31d0-4727-b945-745eb3bc5f31";
const REPORTS: &str = "4a5d8f65-41da-4de4-8968-e035b65339cf";

/// What is tried, in order: read, change a user, a user's password, an administrator's password, a group, licences, roles, domains.
const TRIED: [&str; 8] = ["read", "user", "password", "admin's password", "group", "licence", "role", "domain"];

/// Tries everything; which of it is allowed. Each leaves things as they were, or harmless.
async fn allowed(partner: Partner<'_>, agent: &Agent, at_home: &[Role]) -> Vec<&'static str> {
    let (graph, center) = (partner.there(agent, at_home, true), partner.there(agent, at_home, false));
    let password = json!({ "passwordProfile": { "password": "Winter-2026!y", "forceChangePasswordNextSignIn": false } });
    let nothing = json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": [] });
    let name = format!("g{}", &agent.id[..8]);
    let group = json!({ "displayName": name, "mailEnabled": false, "mailNickname": name, "securityEnabled": true, "groupTypes": [] });
    let member = json!({ "Id": LEA });
    let path = format!("/v1/customers/{CUSTOMER}/directoryroles/{USERS}/usermembers");
    let replies = [
        graph.get("/v1.0/users").await,
        graph.patch(&format!("/v1.0/users/{LEA}"), &json!({ "jobTitle": name })).await,
        graph.patch("/v1.0/users/c0000000-0000-4000-8000-000000000003", &password).await,
        graph.patch(&format!("/v1.0/users/{KIM}"), &password).await,
        graph.post("/v1.0/groups", &group).await,
        graph.post(&format!("/v1.0/users/{LEA}/assignLicense"), &nothing).await,
        center.post(&path, &member).await,
        graph.post("/v1.0/domains", &json!({ "id": format!("{name}.example") })).await,
    ];
    let mut allowed = Vec::new();
    for (what, reply) in TRIED.iter().zip(replies) {
        match reply.status {
            200..300 => allowed.push(*what),
            403 | 404 => {}
            other => panic!("{what}: {other} {}", reply.json()),
        }
    }
    // Taken again, so that the next one finds things as they were.
    if allowed.contains(&"role") {
        center.delete(&format!("{path}/{LEA}")).await.expect(204);
    }
    if allowed.contains(&"domain") {
        graph.delete(&format!("/v1.0/domains/{name}.example")).await.expect(204);
    }
    allowed
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_permits_what_its_name_says_and_no_more() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    make_kim_administrator(&world).await;
    let table: [(&str, &str, &[&str]); 11] = [
        ("alles", EVERYTHING, &TRIED),
        ("nutzer", USERS, &["read", "user", "password", "group", "licence"]),
        ("lizenzen", LICENSES, &["read", "licence"]),
        ("gruppen", GROUPS, &["read", "group"]),
        ("schreiber", WRITERS, &["read", "group"]),
        ("hilfe", HELPDESK, &["read", "password"]),
        ("alle-passwoerter", ANY_PASSWORD, &["read", "password", "admin's password"]),
        ("rollen", ROLES, &["read", "role"]),
        ("domaenen", DOMAINS, &["read", "domain"]),
        ("leser", READERS, &["read"]),
        ("berichte", REPORTS, &["read"]),
    ];
    let all: Vec<&str> = table.iter().map(|(_, role, _)| *role).collect();
    let id = partner.active(&draft("Rollen", 30, &all)).await;
    for (name, role, wanted) in table {
        let agent = partner.agent(name).await;
        assert_eq!(
            allowed(partner, &agent, &[Role::AdminAgent]).await,
            [""; 0],
            "{name}: in no group with a role"
        );
        partner.assign(&id, &agent.group, &[role]).await;
        assert_eq!(allowed(partner, &agent, &[]).await, wanted, "{name}");
    }
    // Roles of several groups add up.
    let agent = partner.agent("beides").await;
    partner.assign(&id, &agent.group, &[LICENSES]).await;
    let second = partner.group("zweite").await;
    partner.assign(&id, &second, &[DOMAINS]).await;
    partner.join(&second, &agent.id).await;
    assert_eq!(allowed(partner, &agent, &[]).await, ["read", "licence", "domain"]);
}

async fn make_kim_administrator(world: &World) {
    let path = format!("/v1/customers/{CUSTOMER}/directoryroles/{EVERYTHING}/usermembers");
    let own = world.caller(CUSTOMER, CUSTOMER, &[Role::GlobalAdmin], Some("kim@kunde.example"), false);
    own.post(&path, &json!({ "Id": KIM })).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn granular_goes_before_the_older_kind_person_by_person() {
    let world = World::start().await;
    let partner = first(&world);
    let (anna, ben) = (partner.agent("anna").await, partner.agent("ben").await);
    let id = partner.active(&draft("Genau", 30, &[LICENSES])).await;
    let by_dap = allowed(partner, &anna, &[Role::AdminAgent]).await;
    assert_eq!(by_dap, TRIED, "an admin agent may everything where there is the older delegation");
    let assignment = partner.assign(&id, &anna.group, &[LICENSES]).await;
    assert_eq!(allowed(partner, &anna, &[Role::AdminAgent]).await, ["read", "licence"]);
    assert_eq!(
        allowed(partner, &ben, &[Role::AdminAgent]).await,
        TRIED,
        "who is in no such group keeps it"
    );
    partner
        .own()
        .delete(&format!("{AT}/{id}/accessAssignments/{assignment}"))
        .await
        .expect(204);
    assert_eq!(allowed(partner, &anna, &[Role::AdminAgent]).await, TRIED);
    // Selling goes by the reseller relationship, whatever the groups.
    let id = partner.active(&draft("Nur lesen", 30, &[READERS])).await;
    partner.assign(&id, &anna.group, &[READERS]).await;
    let seller = partner.there(&anna, &[Role::AdminAgent], false);
    seller.get(&format!("/v1/customers/{CUSTOMER}/subscriptions")).await.expect(200);
    seller.get(&format!("/v1/customers/{CUSTOMER}/users")).await.expect(200);
    let user =
        json!({ "userPrincipalName": "neu@kunde.example", "displayName": "Neu", "passwordProfile": { "password": "Winter-2026!y" } });
    seller
        .post(&format!("/v1/customers/{CUSTOMER}/users"), &user)
        .await
        .refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_partners_know_nothing_of_each_other() {
    let world = World::start().await;
    no_dap(&world).await;
    let (one, other) = (first(&world), rival(&world));
    let (anna, rolf) = (one.agent("anna").await, other.agent("rolf").await);
    let mine = one.active(&draft("Betreuung", 30, &[READERS])).await;
    one.assign(&mine, &anna.group, &[READERS]).await;
    // The same name, and a customer that the other one sells nothing to.
    let theirs = other.active(&draft("Betreuung", 30, &[LICENSES])).await;
    other.assign(&theirs, &rolf.group, &[LICENSES]).await;
    assert!(one.reads(&anna).await && other.reads(&rolf).await);
    let listed = other.own().get(AT).await.expect(200);
    assert_eq!(
        (listed["value"].as_array().unwrap().len(), text(&listed, "/value/0/id")),
        (1, theirs.clone())
    );
    refused(other.own().get(&format!("{AT}/{mine}")).await, 404, "notFound");
    refused(other.ask(&mine, "terminate").await, 404, "notFound");
    // A group of the one is none of the other, and members of one's group are nobody to the other.
    refused(other.try_assign(&theirs, &anna.group, &[LICENSES]).await, 400, "badRequest");
    assert!(!other.reads(&anna).await);
    one.ask(&mine, "terminate").await.expect(201);
    one.settle().await;
    assert!(!one.reads(&anna).await && other.reads(&rolf).await);
    // The customer sees both; neither is the customer's in Graph.
    let seen = world.customer_admin().get("/moves/v1/granularAdminRelationships").await.expect(200);
    assert_eq!(seen["totalCount"], 2);
    assert_eq!(world.customer_graph().get(AT).await.expect(200)["value"], json!([]));
    let there = other.there(&rolf, &[Role::AdminAgent], true);
    assert_eq!(there.get(AT).await.expect(200)["value"], json!([]));
    refused(there.get(&format!("{AT}/{theirs}")).await, 404, "notFound");
    let stranger = world.caller(
        crate::support::FOREIGN,
        crate::support::FOREIGN,
        &[Role::GlobalAdmin],
        Some("fritz@fremd.example"),
        false,
    );
    let mut pointed = draft("Gezielt", 1, &[READERS]);
    pointed["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "K" });
    let asked = one.create(&pointed).await;
    one.ask(&asked, "lockForApproval").await.expect(201);
    let path = format!("/moves/v1/granularAdminRelationships/{asked}");
    stranger.get(&path).await.refused(404, "1000");
    stranger.post(&format!("{path}/approve"), &Value::Null).await.refused(404, "1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_needs_consent_and_has_no_more_than_the_relationship() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let app = "0b0b0b0b-0000-4000-8000-00000000000b";
    let actor = Actor {
        tenant_id: PARTNER.to_owned(),
        directory_id: CUSTOMER.to_owned(),
        application: app.to_owned(),
        roles: vec![Role::AdminAgent],
        ..Actor::time()
    };
    let alone = Caller::new(&world.base, &world.running().center.token(&actor, true).unwrap());
    alone.get("/v1.0/users").await.expect(403);
    partner.active(&draft("App", 30, &[LICENSES])).await;
    alone.get("/v1.0/users").await.expect(403);
    let consent = json!({
        "applicationId": app, "displayName": "App",
        "applicationGrants": [{ "enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All" }],
    });
    world
        .admin()
        .post(&format!("/v1/customers/{CUSTOMER}/applicationconsents"), &consent)
        .await
        .expect(201);
    alone.get("/v1.0/users").await.expect(200);
    alone
        .patch(&format!("/v1.0/users/{LEA}"), &json!({ "jobTitle": "x" }))
        .await
        .expect(403);
}
