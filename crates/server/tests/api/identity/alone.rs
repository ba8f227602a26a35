//! Applications alone: both versions of the endpoint, audiences, other tenants, and everything that is refused.

use super::setting::{GRAPH, PARTNER_API, YARD, alone, claims, holder, nobody, refused, start, with};
use crate::support::{Caller, RIVAL, Reply, World};
use nahtlos_engine::{
    identity::BUILT_IN,
    setup::sandbox::{PARTNER, PROVIDER, SECRET},
};
use serde_json::json;

async fn v2(world: &World, tenant: &str, fields: &[(&str, &str)]) -> Reply {
    let mut all = vec![
        ("grant_type", "client_credentials"),
        ("client_id", PARTNER.client_id),
        ("client_secret", SECRET),
    ];
    for (name, value) in fields {
        all.retain(|(known, _)| known != name);
        if !value.is_empty() {
            all.push((name, value));
        }
    }
    nobody(world).form(&format!("/{tenant}/oauth2/v2.0/token"), &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn version_one_answers_texts_and_version_two_numbers() {
    let world = start().await;
    let reply = alone(&world, PARTNER.domain, &format!("{PARTNER_API}/")).await;
    assert_eq!(reply.header("cache-control"), "no-store");
    let one = reply.expect(200);
    assert_eq!(
        (&one["token_type"], &one["expires_in"], &one["ext_expires_in"]),
        (&json!("Bearer"), &json!("3600"), &json!("3600"))
    );
    let said = claims(&one["access_token"]);
    assert_eq!(one["expires_on"], said["exp"].to_string());
    assert_eq!(one["not_before"], said["nbf"].to_string());
    assert_eq!(one["resource"], format!("{PARTNER_API}/"), "as it was asked for");
    assert!(one.get("refresh_token").is_none() && one.get("scope").is_none() && one.get("id_token").is_none());
    assert_eq!(
        (&said["aud"], &said["tid"], &said["appid"], &said["idtyp"]),
        (
            &json!(PARTNER_API),
            &json!(PARTNER.tenant_id),
            &json!(PARTNER.client_id),
            &json!("app")
        )
    );
    let two = v2(&world, PARTNER.tenant_id, &[("scope", &format!("{PARTNER_API}/.default"))])
        .await
        .expect(200);
    assert_eq!((&two["expires_in"], &two["ext_expires_in"]), (&json!(3600), &json!(3600)));
    assert!(two.get("expires_on").is_none() && two.get("resource").is_none());
    for token in [&one, &two] {
        holder(&world, token).get("/v1/customers").await.expect(200);
        holder(&world, token)
            .get(&format!("/v1/customers/{YARD}/users"))
            .await
            .refused(403, "900329");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_for_its_audience() {
    let world = start().await;
    let partner = alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200);
    let graph = alone(&world, PARTNER.tenant_id, GRAPH).await.expect(200);
    let old = alone(&world, PARTNER.tenant_id, "https://graph.windows.net").await.expect(200);
    let own = alone(&world, PARTNER.tenant_id, &world.base).await.expect(200);
    let customers = async |token| holder(&world, token).get("/v1/customers").await;
    let users = async |token| holder(&world, token).get("/v1.0/users").await;
    customers(&partner).await.expect(200);
    customers(&own).await.expect(200);
    users(&graph).await.expect(200);
    users(&own).await.expect(200);
    for wrong in [&graph, &old] {
        customers(wrong).await.refused(401, "900420");
    }
    for wrong in [&partner, &old] {
        assert_eq!(users(wrong).await.expect(401)["error"]["code"], "InvalidAuthenticationToken");
    }
    for right in [&partner, &graph, &own] {
        holder(&world, right).get("/moves/v1/applications").await.expect(200);
    }
    holder(&world, &old).get("/moves/v1/applications").await.expect(401);
    refused(
        alone(&world, PARTNER.tenant_id, "https://management.azure.com").await,
        400,
        "invalid_resource",
        500_011,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_directory_is_entered_by_its_partner_only() {
    let world = start().await;
    let token = alone(&world, "werft.example", GRAPH).await.expect(200);
    let said = claims(&token["access_token"]);
    assert_eq!((&said["tid"], &said["home"]), (&json!(YARD), &json!(PARTNER.tenant_id)));
    let users = holder(&world, &token).get("/v1.0/users").await.expect(200);
    assert_eq!(users["value"][0]["userPrincipalName"], "wim@werft.example");
    refused(alone(&world, YARD, PARTNER_API).await, 400, "invalid_resource", 500_011);
    refused(alone(&world, RIVAL, GRAPH).await, 400, "unauthorized_client", 7_000_229);
    let other = [("client_id", PROVIDER.client_id), ("scope", "https://graph.microsoft.com/.default")];
    refused(v2(&world, YARD, &other).await, 400, "unauthorized_client", 7_000_229);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_is_no_admin_agent_needs_the_customers_consent() {
    let world = start().await;
    let token = alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200);
    let admin = holder(&world, &token);
    let made = admin
        .post(
            "/moves/v1/applications",
            &json!({ "displayName": "Seller", "roles": ["salesAgent"] }),
        )
        .await
        .expect(201);
    let (id, secret) = (made["appId"].as_str().unwrap(), made["secrets"][0]["secret"].as_str().unwrap());
    let fields = [
        ("client_id", id),
        ("client_secret", secret),
        ("scope", "https://graph.microsoft.com/.default"),
    ];
    v2(&world, PARTNER.tenant_id, &fields).await.expect(200);
    refused(v2(&world, YARD, &fields).await, 400, "unauthorized_client", 7_000_229);
    let consent = json!({
        "applicationId": id,
        "displayName": "Seller",
        "applicationGrants": [{ "enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All" }],
    });
    admin
        .post(&format!("/v1/customers/{YARD}/applicationconsents"), &consent)
        .await
        .expect(201);
    v2(&world, YARD, &fields).await.expect(200);
    admin
        .delete(&format!("/v1/customers/{YARD}/applicationconsents/{id}"))
        .await
        .expect(204);
    refused(v2(&world, YARD, &fields).await, 400, "unauthorized_client", 7_000_229);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_wrong_say_what_is_wrong() {
    let world = start().await;
    let tenant = PARTNER.tenant_id;
    let scope = ("scope", "https://graph.microsoft.com/.default");
    for (tenant, fields, status, error, number) in [
        (tenant, vec![], 400, "invalid_request", 900_144),
        (tenant, vec![scope, ("grant_type", "")], 400, "invalid_request", 900_144),
        (tenant, vec![scope, ("client_id", "")], 400, "invalid_request", 900_144),
        (
            tenant,
            vec![scope, ("grant_type", "password")],
            400,
            "unsupported_grant_type",
            70_003,
        ),
        (tenant, vec![scope, ("client_secret", "")], 401, "invalid_client", 7_000_218),
        (tenant, vec![scope, ("client_secret", "wrong")], 401, "invalid_client", 7_000_215),
        (tenant, vec![scope, ("client_id", RIVAL)], 400, "unauthorized_client", 700_016),
        (tenant, vec![scope, ("client_id", BUILT_IN)], 401, "invalid_client", 700_025),
        (
            tenant,
            vec![scope, ("client_id", BUILT_IN), ("client_secret", "")],
            401,
            "invalid_client",
            700_027,
        ),
        (
            tenant,
            vec![("scope", "https://graph.microsoft.com/User.Read")],
            400,
            "invalid_scope",
            1_002_012,
        ),
        (tenant, vec![("scope", "openid")], 400, "invalid_scope", 1_002_012),
        (tenant, vec![scope, ("client_assertion", "x.y.z")], 400, "invalid_request", 900_144),
        (
            tenant,
            vec![scope, ("grant_type", "refresh_token"), ("refresh_token", "x")],
            400,
            "invalid_grant",
            700_082,
        ),
        (
            tenant,
            vec![scope, ("grant_type", "authorization_code"), ("code", "x")],
            400,
            "invalid_grant",
            70_008,
        ),
        ("nowhere.example", vec![scope], 400, "invalid_request", 90_002),
        ("e0000000-0000-4000-8000-00000000000e", vec![scope], 400, "invalid_request", 90_002),
        ("common", vec![scope], 400, "invalid_request", 50_059),
    ] {
        refused(v2(&world, tenant, &fields).await, status, error, number);
    }
    let json = nobody(&world)
        .post(
            &format!("/{tenant}/oauth2/v2.0/token"),
            &json!({ "grant_type": "client_credentials" }),
        )
        .await;
    refused(json, 400, "invalid_request", 900_144);
    let twice = "grant_type=client_credentials&grant_type=client_credentials";
    let twice = nobody(&world)
        .send(
            "POST",
            &format!("/{tenant}/oauth2/token"),
            "application/x-www-form-urlencoded",
            twice.into(),
        )
        .await;
    refused(twice, 400, "invalid_request", 900_144);
    let german = nobody(&world)
        .with("accept-language", "de")
        .form(&format!("/{tenant}/oauth2/token"), &[])
        .await;
    assert!(german.expect(400)["error_description"].as_str().unwrap().contains("fehlt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_may_come_by_http_basic() {
    let world = start().await;
    let path = format!("/{}/oauth2/v2.0/token", PARTNER.tenant_id);
    let fields = [
        ("grant_type", "client_credentials"),
        ("scope", "https://graph.microsoft.com/.default"),
    ];
    let basic = |id: &str, secret: &str| {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
        nobody(&world).with("authorization", &format!("Basic {text}"))
    };
    basic(PARTNER.client_id, "sandbox%2Dsecret").form(&path, &fields).await.expect(200);
    let wrong = basic(PARTNER.client_id, "wrong").form(&path, &fields).await;
    assert!(wrong.header("www-authenticate").starts_with("Basic"));
    refused(wrong, 401, "invalid_client", 7_000_215);
    let both = [&fields[..], &[("client_secret", SECRET)]].concat();
    refused(
        basic(PARTNER.client_id, SECRET).form(&path, &both).await,
        400,
        "invalid_request",
        900_144,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_secrets_must_wait_and_who_knows_it_need_not() {
    let world = start().await;
    let scope = ("scope", "https://graph.microsoft.com/.default");
    v2(&world, PARTNER.tenant_id, &[scope]).await.expect(200);
    for _ in 0..10 {
        refused(
            v2(&world, PARTNER.tenant_id, &[scope, ("client_secret", "guess")]).await,
            401,
            "invalid_client",
            7_000_215,
        );
    }
    let waits = v2(&world, PARTNER.tenant_id, &[scope, ("client_secret", "guess")]).await;
    assert!(
        waits
            .header("retry-after")
            .parse::<u32>()
            .is_ok_and(|seconds| (1..=60).contains(&seconds))
    );
    refused(waits, 429, "temporarily_unavailable", 50_053);
    v2(&world, PARTNER.tenant_id, &[scope]).await.expect(200);
    let other = [scope, ("client_id", PROVIDER.client_id)];
    v2(&world, PROVIDER.tenant_id, &other).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_have_a_limit_of_their_own() {
    let world = with(|config| config.requests_per_minute = 60_000).await;
    let scope = ("scope", "https://graph.microsoft.com/.default");
    let mut seen = 0;
    for count in 0..400 {
        let reply = v2(&world, PARTNER.tenant_id, &[scope]).await;
        if reply.status == 429 {
            assert!(!reply.header("retry-after").is_empty());
            assert_eq!(reply.json()["error"], "temporarily_unavailable");
            seen = count;
            break;
        }
        reply.expect(200);
    }
    assert!(seen >= 200, "{seen}");
    let other = [scope, ("client_id", PROVIDER.client_id)];
    v2(&world, PROVIDER.tenant_id, &other).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_ask_at_once_with_a_secret_nobody_verified_yet() {
    let world = start().await;
    let token = alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200);
    let made = holder(&world, &token)
        .post("/moves/v1/applications", &json!({ "displayName": "Fleet" }))
        .await
        .expect(201);
    let (id, secret) = (made["appId"].as_str().unwrap(), made["secrets"][0]["secret"].as_str().unwrap());
    let fields = [
        ("client_id", id),
        ("client_secret", secret),
        ("scope", "https://graph.microsoft.com/.default"),
    ];
    let asks = (0..32).map(|_| v2(&world, PARTNER.tenant_id, &fields));
    for reply in futures_util::future::join_all(asks).await {
        reply.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_are_none_open_nothing() {
    let world = start().await;
    let token = alone(&world, PARTNER.tenant_id, PARTNER_API).await.expect(200);
    let token = token["access_token"].as_str().unwrap();
    let (body, _) = token.rsplit_once('.').unwrap();
    let long = "x".repeat(7000);
    for bad in [&format!("{body}.AAAA"), body, "x", "a.b.c", &long, ""] {
        Caller::new(&world.base, bad).get("/v1/customers").await.expect(401);
    }
}
