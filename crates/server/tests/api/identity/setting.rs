//! The sandbox's programme with one customer of its direct partner.

use crate::support::{Caller, Reply, World};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{
    estates::LoadEstate,
    setup::{
        SandboxSecrets,
        sandbox::{PARTNER, PASSWORD, SECRET},
    },
};
use serde_json::{Value, json};

/// A customer of the sandbox's direct partner.
pub(crate) const YARD: &str = "d0000000-0000-4000-8000-00000000000d";
/// The Partner Center API.
pub(crate) const PARTNER_API: &str = "https://api.partnercenter.microsoft.com";
/// Graph.
pub(crate) const GRAPH: &str = "https://graph.microsoft.com";

/// A world with the sandbox's programme.
pub(crate) async fn start() -> World {
    furnish(World::start().await).await
}

/// As [`start`], with other settings.
pub(crate) async fn with(change: impl FnOnce(&mut nahtlos_server::Config)) -> World {
    furnish(World::with(change).await).await
}

async fn furnish(world: World) -> World {
    let engine = &world.running().center.engine;
    let secrets = SandboxSecrets::default();
    assert!(engine.seed_programme(&secrets).await.unwrap());
    assert!(!engine.seed_programme(&secrets).await.unwrap(), "what is there is left alone");
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": YARD, "name": "Werft AG", "domain": "werft.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01",
        "subscriptions": [],
        "users": [{ "id": "d0000000-0000-4000-8000-000000000001", "userPrincipalName": "wim@werft.example", "usageLocation": "DE", "licenses": [] }],
    });
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: Some(PARTNER.tenant_id.to_owned()),
        admin_password: Some(engine.hash_secret(PASSWORD, nahtlos_engine::identity::Cost::Known).await.unwrap()),
    };
    engine.load_estate(load).await.unwrap();
    world
}

/// Somebody without a token.
pub(crate) fn nobody(world: &World) -> Caller {
    Caller::new(&world.base, "")
}

/// A token for the direct partner's application alone.
pub(crate) async fn alone(world: &World, tenant: &str, resource: &str) -> Reply {
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", PARTNER.client_id),
        ("client_secret", SECRET),
        ("resource", resource),
    ];
    nobody(world).form(&format!("/{tenant}/oauth2/token"), &fields).await
}

/// A caller with the token of an answer.
pub(crate) fn holder(world: &World, answer: &Value) -> Caller {
    let token = answer["access_token"].as_str().unwrap_or_else(|| panic!("no token in {answer}"));
    Caller::new(&world.base, token)
}

/// What a token says, unverified.
pub(crate) fn claims(token: &Value) -> Value {
    let body = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

/// Expects an error of OAuth with the reference's number.
#[track_caller]
pub(crate) fn refused(reply: Reply, status: u16, error: &str, number: i64) -> Value {
    let body = reply.expect(status);
    assert_eq!(
        (body["error"].as_str(), &body["error_codes"]),
        (Some(error), &json!([number])),
        "{body}"
    );
    assert!(
        body["error_description"]
            .as_str()
            .unwrap()
            .starts_with(&format!("AADSTS{number}: ")),
        "{body}"
    );
    for field in ["timestamp", "trace_id", "correlation_id"] {
        assert!(body[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {body}");
    }
    body
}
