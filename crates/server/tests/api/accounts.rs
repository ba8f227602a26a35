//! Accounts at other services: whose they are, what they must say, and that no secret of theirs is found anywhere again.

use crate::support::{Caller, PARTNER, World, people};
use nahtlos_model::permissions::Role;
use nahtlos_server::config::Secret;
use serde_json::{Value, json};

/// A key for credentials: 32 bytes.
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const TOKEN: &str = "a-refresh-token-that-nobody-may-see";
const PATH: &str = "/moves/v1/accounts";

async fn world() -> World {
    World::with(|config| config.secrets_key = Some(Secret(KEY.to_owned()))).await
}

fn wanted(name: &str) -> Value {
    json!({ "name": name, "tenant": "erster.example", "clientId": people::APP, "clientSecret": "another-secret", "refreshToken": TOKEN })
}

async fn made(admin: &Caller, name: &str) -> String {
    let made = admin.post(PATH, &wanted(name)).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_its_partners_alone_and_for_admins_to_change() {
    let world = world().await;
    let admin = world.admin();
    let id = made(&admin, "Live").await;
    let one = format!("{PATH}/{id}");
    let shown = admin.get(&one).await.expect(200);
    assert_eq!(
        (&shown["graph"], &shown["kind"]),
        (&json!("https://graph.microsoft.com"), &json!("user"))
    );
    assert_eq!(admin.get(PATH).await.expect(200)["items"].as_array().unwrap().len(), 1);

    let rival = world.rival();
    for reply in [
        rival.get(&one).await,
        rival.patch(&one, &json!({ "name": "Mine" })).await,
        rival.post(&format!("{one}/test"), &json!({})).await,
        rival.delete(&one).await,
    ] {
        reply.refused(404, "1000");
    }
    assert_eq!(rival.get(PATH).await.expect(200)["items"], json!([]));
    let seller = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sven@erster.example"), false);
    assert_eq!(seller.get(&one).await.expect(200)["name"], "Live");
    seller.post(PATH, &wanted("Other")).await.refused(403, "900150");
    seller.post(&format!("{one}/test"), &json!({})).await.refused(403, "900150");
    seller.delete(&one).await.refused(403, "900150");
    rival.post(PATH, &wanted("Live")).await.expect(201);
    admin.post(PATH, &wanted("lIVE")).await.refused(409, "accountNameTaken");
    admin.delete(&one).await.expect(204);
    admin.get(&one).await.refused(404, "1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_partners_account_or_none_is_refused_by_its_name_when_a_move_begins() {
    let world = world().await;
    let theirs = made(&world.rival(), "Theirs").await;
    let estate = serde_json::to_value(people::estate("e0000000-0000-4000-8000-00000000000e", "Neu")).unwrap();
    for account in [theirs.as_str(), "Theirs", "nobody's"] {
        let body = json!({ "estate": estate, "account": account });
        let refused = world.admin().post("/moves/v1/moves", &body).await.refused(400, "accountUnknown");
        assert!(refused.to_string().contains(account), "{refused}");
    }
    let own = made(&world.admin(), "Ours").await;
    for (account, kept) in [("ours", own.as_str()), ("LOCAL", "local")] {
        let estate = serde_json::to_value(people::estate(
            &format!("e0000000-0000-4000-8000-00000000000{}", account.len()),
            "Neu",
        ))
        .unwrap();
        let begun = world
            .admin()
            .post("/moves/v1/moves", &json!({ "estate": estate, "account": account }))
            .await
            .expect(201);
        assert_eq!(begun["account"], kept);
    }
    world.admin().delete(&format!("{PATH}/{own}")).await.refused(409, "accountInUse");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_wrong_is_said_and_no_secret_with_it() {
    let world = world().await;
    let admin = world.admin();
    let without = |name: &str| {
        let mut body = wanted("Live");
        body.as_object_mut().unwrap().remove(name);
        body
    };
    let with = |name: &str, value: &str| {
        let mut body = wanted("Live");
        body[name] = json!(value);
        body
    };
    let mut nothing = without("refreshToken");
    nothing.as_object_mut().unwrap().remove("clientSecret");
    for (body, word) in [
        (without("name"), "name"),
        (without("tenant"), "tenant"),
        (without("clientId"), "clientId"),
        (nothing, "refreshToken"),
        (with("refreshToken", "two words"), "refreshToken"),
        (with("graph", "https://internal.example"), "account-hosts"),
        (with("graph", "http://graph.microsoft.com"), "account-hosts"),
        (with("login", "https://login.microsoftonline.com.evil.example"), "account-hosts"),
    ] {
        let said = admin.post(PATH, &body).await.refused(400, "3000").to_string();
        assert!(
            said.contains(word) && !said.contains("two words") && !said.contains(TOKEN),
            "{word}: {said}"
        );
    }
    let keyless = World::start().await;
    let said = keyless
        .admin()
        .post(PATH, &wanted("Live"))
        .await
        .refused(409, "secretsKeyMissing")
        .to_string();
    assert!(said.contains("openssl rand -base64 32"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_shown_kept_or_told_again() {
    let world = world().await;
    let admin = world.admin().with("idempotency-key", "eins");
    let id = made(&admin, "Live").await;
    assert_eq!(made(&admin, "Live").await, id, "a repeated request makes it once");
    let admin = world.admin();
    admin
        .patch(&format!("{PATH}/{id}"), &json!({ "clientSecret": "a-third-secret" }))
        .await
        .expect(200);
    let trail = admin.get("/moves/v1/audit").await;
    let mut texts = vec![
        String::from_utf8(trail.bytes).unwrap(),
        admin.get(PATH).await.expect(200).to_string(),
    ];
    let folder = world.keep().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        texts.push(String::from_utf8_lossy(&std::fs::read(file.unwrap().path()).unwrap()).into_owned());
    }
    assert!(texts.iter().any(|text| text.contains("create_account")), "the trail is there");
    for text in &texts {
        for secret in [TOKEN, "another-secret", "a-third-secret"] {
            assert!(!text.contains(secret));
        }
    }
}
