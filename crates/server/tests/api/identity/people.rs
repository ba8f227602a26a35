//! People who sign in on the page: codes, refresh tokens, second factors, new passwords, consent; and what the page refuses.

use super::{
    browser::{BACK, Browser, VERIFIER},
    setting::{GRAPH, PARTNER_API, YARD, claims, holder, nobody, refused, start},
};
use crate::support::{Reply, World};
use nahtlos_engine::{
    identity::BUILT_IN,
    setup::sandbox::{PARTNER, PASSWORD, RESELLER_NORTH, SECRET},
};
use serde_json::{Value, json};

const ADMIN: &str = "admin@partner.example";
const PARTNER_SCOPE: &str = "https://api.partnercenter.microsoft.com/user_impersonation openid profile offline_access";

async fn redeem(world: &World, tenant: &str, client: &str, code: &str, more: &[(&str, &str)]) -> Reply {
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        if !value.is_empty() {
            fields.push((name, value));
        }
    }
    nobody(world).form(&format!("/{tenant}/oauth2/v2.0/token"), &fields).await
}

async fn refresh(world: &World, tenant: &str, client: &str, token: &Value, more: &[(&str, &str)]) -> Reply {
    let token = token.as_str().unwrap();
    let fields = [
        &[("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token)],
        more,
    ]
    .concat();
    nobody(world).form(&format!("/{tenant}/oauth2/v2.0/token"), &fields).await
}

/// Signs somebody in with the program's own application; the tokens.
async fn signed_in(world: &World, tenant: &str, name: &str, scope: &str) -> Value {
    let mut browser = Browser::new(world);
    browser.open(tenant, BUILT_IN, scope, &[]).await;
    let code = browser.sign_in(name, PASSWORD).await;
    redeem(world, tenant, BUILT_IN, &code, &[]).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_in_and_stays_signed_in() {
    let world = start().await;
    let mut browser = Browser::new(&world);
    let page = browser
        .open("common", BUILT_IN, PARTNER_SCOPE, &[("login_hint", "a\"<b>@x.example")])
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.html.contains("<html lang=\"en\">") && page.html.contains("to continue to Nahtlos"),
        "{}",
        page.html
    );
    assert!(!page.html.contains("<script") && !page.html.contains("<b>"), "{}", page.html);
    assert!(
        page.policy.contains("default-src 'none'") && page.policy.contains("form-action 'self' http://localhost:4711;"),
        "{}",
        page.policy
    );
    let code = browser.sign_in(ADMIN, PASSWORD).await;
    let tokens = redeem(&world, "common", BUILT_IN, &code, &[]).await.expect(200);
    assert_eq!(
        tokens["scope"],
        "https://api.partnercenter.microsoft.com/user_impersonation openid profile"
    );
    let said = claims(&tokens["access_token"]);
    assert_eq!(
        (&said["upn"], &said["idtyp"], &said["amr"]),
        (&json!(ADMIN), &json!("user"), &json!(["pwd", "mfa"]))
    );
    assert_eq!(said["scp"], "user_impersonation");
    let id = claims(&tokens["id_token"]);
    assert_eq!(
        (&id["nonce"], &id["aud"], &id["preferred_username"]),
        (&json!("n-1"), &json!(BUILT_IN), &json!(ADMIN))
    );
    assert_eq!((&id["sub"], &id["tid"]), (&said["oid"], &json!(PARTNER.tenant_id)));
    assert_eq!(id["iss"], format!("{}/{}/v2.0", world.base, PARTNER.tenant_id));
    holder(&world, &tokens)
        .get(&format!("/v1/customers/{YARD}/users"))
        .await
        .expect(200);
    // A code works once.
    refused(redeem(&world, "common", BUILT_IN, &code, &[]).await, 400, "invalid_grant", 70_008);
    // Another resource, another tenant: the same refresh token.
    let graph = [("scope", "https://graph.microsoft.com/.default")];
    let first = refresh(&world, "common", BUILT_IN, &tokens["refresh_token"], &graph)
        .await
        .expect(200);
    assert_eq!(claims(&first["access_token"])["aud"], GRAPH);
    assert_ne!(first["refresh_token"], tokens["refresh_token"]);
    let there = refresh(&world, YARD, BUILT_IN, &first["refresh_token"], &graph).await.expect(200);
    assert_eq!(claims(&there["access_token"])["tid"], YARD);
    holder(&world, &there).get("/v1.0/users").await.expect(200);
    // The old one still works for a short while: its answer may have been lost.
    refresh(&world, "common", BUILT_IN, &tokens["refresh_token"], &[]).await.expect(200);
    refused(
        refresh(&world, RESELLER_NORTH.tenant_id, BUILT_IN, &there["refresh_token"], &graph).await,
        400,
        "invalid_grant",
        50_020,
    );
    let partner = [("scope", "https://api.partnercenter.microsoft.com/.default")];
    refused(
        refresh(&world, YARD, BUILT_IN, &there["refresh_token"], &partner).await,
        400,
        "invalid_resource",
        500_011,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_with_a_secret_in_version_one() {
    let world = start().await;
    let mut browser = Browser::new(&world);
    let tenant = PARTNER.tenant_id;
    browser
        .go(&format!(
            "/{tenant}/oauth2/authorize?client_id={}&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A4711&state=a%20b%26c",
            PARTNER.client_id
        ))
        .await;
    let code = browser.sign_in("sales@partner.example", PASSWORD).await;
    let path = format!("/{tenant}/oauth2/token");
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", PARTNER.client_id),
        ("client_secret", SECRET),
        ("code", &code),
        ("redirect_uri", BACK),
        ("resource", PARTNER_API),
    ];
    let tokens = nobody(&world).form(&path, &fields).await.expect(200);
    assert_eq!(
        (&tokens["expires_in"], &tokens["scope"], &tokens["resource"]),
        (&json!("3600"), &json!("user_impersonation"), &json!(PARTNER_API))
    );
    assert_eq!(claims(&tokens["id_token"])["upn"], "sales@partner.example");
    let again = |token: String| {
        let fields = [
            ("grant_type", "refresh_token".to_owned()),
            ("client_id", PARTNER.client_id.to_owned()),
            ("client_secret", SECRET.to_owned()),
            ("refresh_token", token),
            ("resource", PARTNER_API.to_owned()),
            ("scope", "openid".to_owned()),
        ];
        let path = path.clone();
        let nobody = nobody(&world);
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            nobody.form(&path, &fields).await
        }
    };
    // Clients of the reference keep one refresh token for months and use it again and again.
    let kept = tokens["refresh_token"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        let fresh = again(kept.clone()).await.expect(200);
        assert_ne!(fresh["refresh_token"], kept);
    }
    // Bound to its application.
    refused(
        refresh(&world, tenant, BUILT_IN, &json!(kept), &[]).await,
        400,
        "invalid_grant",
        700_005,
    );
    // A seller has no second factor in the sandbox.
    let asks = holder(&world, &tokens).with("ValidateMfa", "true");
    assert_eq!(asks.get("/v1/customers").await.header("ismfacompliant"), "false");
    let admin = signed_in(&world, "common", ADMIN, PARTNER_SCOPE).await;
    let asks = holder(&world, &admin).with("ValidateMfa", "true");
    assert_eq!(asks.get("/v1/customers").await.header("ismfacompliant"), "true");
    assert_eq!(holder(&world, &admin).get("/v1/customers").await.header("ismfacompliant"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_bound_to_client_address_and_proof() {
    let world = start().await;
    for (client, more, error, number) in [
        (
            BUILT_IN,
            ("code_verifier", "wrongwrongwrongwrongwrongwrongwrongwrongwrong"),
            "invalid_grant",
            501_481,
        ),
        (BUILT_IN, ("code_verifier", ""), "invalid_grant", 501_481),
        (BUILT_IN, ("redirect_uri", "http://localhost"), "invalid_grant", 500_112),
        (BUILT_IN, ("redirect_uri", ""), "invalid_grant", 500_112),
        (PARTNER.client_id, ("client_secret", SECRET), "invalid_grant", 700_005),
    ] {
        let mut browser = Browser::new(&world);
        browser.open("common", BUILT_IN, PARTNER_SCOPE, &[]).await;
        let code = browser.sign_in(ADMIN, PASSWORD).await;
        refused(redeem(&world, "common", client, &code, &[more]).await, 400, error, number);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let world = start().await;
    let mut browser = Browser::german(&world);
    for (client, more) in [
        (BUILT_IN, ("redirect_uri", "https://evil.example")),
        (BUILT_IN, ("redirect_uri", "http://localhost.evil.example")),
        (YARD, ("redirect_uri", BACK)),
    ] {
        let page = browser.open("common", client, PARTNER_SCOPE, &[more]).await;
        assert_eq!((page.status, page.location.as_deref()), (400, None));
        assert!(
            page.html.contains("<html lang=\"de\">") && page.html.contains("kann nicht beginnen"),
            "{}",
            page.html
        );
    }
    for (more, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", "https://x.example/.default"), "invalid_resource"),
        (("scope", ""), "invalid_request"),
        (("code_challenge", ""), "invalid_request"),
        (("code_challenge", "short"), "invalid_request"),
        (("code_challenge_method", "S512"), "invalid_request"),
        (("prompt", "none"), "login_required"),
        (("response_mode", "web_message"), "invalid_request"),
    ] {
        browser.open("common", BUILT_IN, PARTNER_SCOPE, &[more]).await;
        assert_eq!(
            (browser.told("error").as_str(), browser.told("state").as_str()),
            (error, "a b&c"),
            "{more:?}"
        );
    }
    browser.open("nowhere.example", BUILT_IN, PARTNER_SCOPE, &[]).await;
    assert_eq!(browser.told("error"), "invalid_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_takes_its_own_forms_and_no_guesses() {
    let world = start().await;
    let mut browser = Browser::german(&world);
    browser.open("common", BUILT_IN, PARTNER_SCOPE, &[]).await;
    let page = browser.submit(&[("name", ADMIN), ("password", PASSWORD), ("proof", "00")]).await;
    assert_eq!(page.status, 400);
    assert!(page.html.contains("zu alt"), "{}", page.html);
    browser.forget();
    let page = browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    assert_eq!(page.status, 400, "without its cookie a form is nobody's");
    for name in [ADMIN, "nobody@partner.example", "nobody@nowhere.example", "no name"] {
        let page = browser.submit(&[("name", name), ("password", "wrong")]).await;
        assert_eq!((page.status, page.location.as_deref()), (400, None));
        assert!(page.html.contains("Benutzername oder Kennwort ist falsch"), "{name}: {}", page.html);
    }
    for _ in 0..9 {
        browser.submit(&[("name", ADMIN), ("password", "wrong")]).await;
    }
    let page = browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    assert!(
        page.location.is_none() && page.html.contains("Zu viele Fehlversuche"),
        "{}",
        page.html
    );
    browser.open("common", BUILT_IN, PARTNER_SCOPE, &[]).await;
    browser.sign_in("sales@partner.example", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_or_the_part_behind_the_hash_may_carry_the_answer() {
    let world = start().await;
    let mut browser = Browser::new(&world);
    browser
        .open("common", BUILT_IN, PARTNER_SCOPE, &[("response_mode", "fragment")])
        .await;
    browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    assert!(browser.page.location.as_deref().unwrap().starts_with(&format!("{BACK}#code=")));
    browser
        .open("common", BUILT_IN, PARTNER_SCOPE, &[("response_mode", "form_post")])
        .await;
    let page = browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    assert_eq!(page.status, 200);
    assert!(
        page.html.contains(&format!("<form method=\"post\" action=\"{BACK}\">")) && page.html.contains("name=\"code\""),
        "{}",
        page.html
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_password_is_replaced_on_the_page() {
    let world = start().await;
    let tokens = signed_in(&world, "common", ADMIN, PARTNER_SCOPE).await;
    let user = json!({
        "userPrincipalName": "nina@werft.example",
        "displayName": "Nina Neu",
        "firstName": "Nina",
        "lastName": "Neu",
        "usageLocation": "DE",
        "passwordProfile": { "password": "Erst-Kennwort-1", "forceChangePassword": true },
    });
    let admin = holder(&world, &tokens);
    admin.post(&format!("/v1/customers/{YARD}/users"), &user).await.expect(201);
    let mut browser = Browser::new(&world);
    browser.open(YARD, BUILT_IN, "openid offline_access", &[]).await;
    let page = browser
        .submit(&[("name", "nina@werft.example"), ("password", "Erst-Kennwort-1")])
        .await;
    assert!(page.status == 200 && page.html.contains("New password"), "{}", page.html);
    assert!(!page.html.contains("Erst-Kennwort-1"));
    let known = [("name", "nina@werft.example"), ("password", "Erst-Kennwort-1")];
    for (new, repeated) in [
        ("Neu-Kennwort-22", "Neu-Kennwort-23"),
        ("weak", "weak"),
        ("Erst-Kennwort-1", "Erst-Kennwort-1"),
    ] {
        let fields = [&known[..], &[("new_password", new), ("repeat_password", repeated)]].concat();
        let page = browser.submit(&fields).await;
        assert!(page.status == 400 && page.html.contains("role=\"alert\""), "{new}: {}", page.html);
    }
    let fields = [
        &known[..],
        &[("new_password", "Neu-Kennwort-22"), ("repeat_password", "Neu-Kennwort-22")],
    ]
    .concat();
    browser.submit(&fields).await;
    let code = browser.code();
    let tokens = redeem(&world, YARD, BUILT_IN, &code, &[]).await.expect(200);
    let me = holder(&world, &tokens).get("/v1.0/me").await.expect(200);
    assert_eq!(
        (&me["userPrincipalName"], &me["displayName"]),
        (&json!("nina@werft.example"), &json!("Nina Neu"))
    );
    // With another password, what was granted before is over.
    let path = format!("/v1/customers/{YARD}/users/{}", me["id"].as_str().unwrap());
    admin
        .patch(
            &path,
            &json!({ "passwordProfile": { "password": "Dritt-Kennwort-3", "forceChangePassword": false } }),
        )
        .await
        .expect(200);
    refused(
        refresh(&world, YARD, BUILT_IN, &tokens["refresh_token"], &[]).await,
        400,
        "invalid_grant",
        50_173,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_application_asks_the_administrator_once() {
    let world = start().await;
    let client = RESELLER_NORTH.client_id;
    let secret = ("client_secret", SECRET);
    let mut browser = Browser::new(&world);
    browser.open("common", client, PARTNER_SCOPE, &[]).await;
    let page = browser.submit(&[("name", "sales@partner.example"), ("password", PASSWORD)]).await;
    assert!(
        page.status == 400 && page.html.contains("belongs to another organisation"),
        "{}",
        page.html
    );
    let page = browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    assert!(
        page.status == 200 && page.html.contains("Allow access?") && page.html.contains("Nahtlos Sandbox Partner"),
        "{}",
        page.html
    );
    browser.submit(&[("consent", "no")]).await;
    assert_eq!(browser.told("error"), "access_denied");
    browser.open("common", client, PARTNER_SCOPE, &[]).await;
    browser.submit(&[("name", ADMIN), ("password", PASSWORD)]).await;
    browser.submit(&[("consent", "yes")]).await;
    let tokens = redeem(&world, "common", client, &browser.code(), &[secret]).await.expect(200);
    holder(&world, &tokens).get("/v1/customers").await.expect(200);
    // From now on nobody is asked; but a customer of the partner has consented to nothing.
    browser.open("common", client, PARTNER_SCOPE, &[]).await;
    let code = browser.sign_in("sales@partner.example", PASSWORD).await;
    let tokens = redeem(&world, "common", client, &code, &[secret]).await.expect(200);
    let there = refresh(
        &world,
        YARD,
        client,
        &tokens["refresh_token"],
        &[secret, ("scope", "https://graph.microsoft.com/.default")],
    )
    .await;
    refused(there, 400, "consent_required", 65_001);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_people_are_at_home_in_their_tenant_only() {
    let world = start().await;
    let tokens = signed_in(&world, "common", "wim@werft.example", "openid offline_access").await;
    let said = claims(&tokens["access_token"]);
    assert_eq!(
        (&said["tid"], &said["home"], &said["aud"]),
        (&json!(YARD), &json!(YARD), &json!(GRAPH))
    );
    let me = holder(&world, &tokens).get("/v1.0/me?$select=id,accountEnabled").await.expect(200);
    assert_eq!((&me["id"], &me["accountEnabled"]), (&said["oid"], &json!(true)));
    let mut browser = Browser::new(&world);
    browser.open(PARTNER.tenant_id, BUILT_IN, "openid", &[]).await;
    let page = browser.submit(&[("name", "wim@werft.example"), ("password", PASSWORD)]).await;
    assert!(page.status == 400 && page.html.contains("no access to the tenant"), "{}", page.html);
}
