//! Sign-in by an identity provider: by another center, and by one made here that lies about one thing at a time.

use super::{Desk, Screen};
use crate::{
    identity::{browser::Browser, setting},
    support::World,
};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use nahtlos_engine::{
    ambient::Ambient as _,
    setup::sandbox::{PARTNER, PASSWORD},
};
use nahtlos_model::permissions::Role;
use nahtlos_server::{Config, Machine};
use parking_lot::Mutex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, sync::Arc};

const SALES: &str = "sales@partner.example";

/// What the provider says and does the next time.
struct Says {
    claims: Value,
    header: Header,
    key: EncodingKey,
    /// The token endpoint answers this instead.
    instead: Option<(u16, &'static str)>,
    /// What the browser brought along.
    challenge: String,
}

/// A provider.
#[derive(Clone)]
struct Idp {
    base: String,
    jwk: Value,
    says: Arc<Mutex<Says>>,
}

fn key() -> (EncodingKey, Value) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let der = pair.to_pkcs8v1().expect("a key");
    let point = pair.public_key().as_ref();
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let jwk = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "k1", "x": part(&point[1..33]), "y": part(&point[33..]),
    });
    (EncodingKey::from_ec_der(der.as_ref()), jwk)
}

fn json_of(value: &Value) -> Response {
    ([("content-type", "application/json")], value.to_string()).into_response()
}

async fn discovery(State(idp): State<Idp>) -> Response {
    let base = &idp.base;
    json_of(&json!({
        "issuer": base, "authorization_endpoint": format!("{base}/authorize?prompt=login"), "token_endpoint": format!("{base}/token"),
        "jwks_uri": format!("{base}/keys"),
    }))
}

async fn keys(State(idp): State<Idp>) -> Response {
    // A kind that nobody knows keeps nobody from reading the others.
    json_of(&json!({ "keys": [{ "kty": "NEW", "kid": "k0" }, idp.jwk] }))
}

async fn token(State(idp): State<Idp>, headers: HeaderMap, body: String) -> Response {
    let form = fields(&format!("?{body}"));
    let says = idp.says.lock();
    if let Some((status, body)) = says.instead {
        return (StatusCode::from_u16(status).expect("a status"), body).into_response();
    }
    assert_eq!(headers["authorization"], format!("Basic {}", STANDARD.encode("center:s%3Acret")));
    assert_eq!(
        (form["grant_type"].as_str(), form["code"].as_str()),
        ("authorization_code", "the code")
    );
    assert_eq!(URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"])), says.challenge);
    assert!(form["redirect_uri"].ends_with("/sign-in/provider/back"));
    let token = jsonwebtoken::encode(&says.header, &says.claims, &says.key).expect("it signs");
    json_of(&json!({ "id_token": token, "access_token": "x", "token_type": "Bearer" }))
}

impl Idp {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (key, jwk) = key();
        let says = Says {
            claims: Value::Null,
            header: Header::default(),
            key,
            instead: None,
            challenge: String::new(),
        };
        let idp = Self {
            base: format!("http://{}", listener.local_addr().expect("an address")),
            jwk,
            says: Arc::new(Mutex::new(says)),
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(idp.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        idp
    }

    fn settings(&self) -> impl FnOnce(&mut Config) + use<> {
        let base = self.base.clone();
        move |config| {
            config.sign_in_issuer = Some(base);
            config.sign_in_client = "center".to_owned();
            config.sign_in_secret = Some(nahtlos_server::config::Secret("s:cret".to_owned()));
            config.sign_in_name = Some("Contoso".to_owned());
            config.sign_in_domains = vec!["Partner.example".to_owned()];
        }
    }

    /// Says the truth about somebody to whom it was asked.
    fn knows(&self, asked: &HashMap<String, String>, name: &str) {
        let now = Machine.now().0 / 1000;
        let mut says = self.says.lock();
        says.claims = json!({
            "iss": self.base, "aud": "center", "sub": format!("id of {name}"), "exp": now + 300, "iat": now, "nonce": asked["nonce"],
            "preferred_username": name,
        });
        says.header = Header::new(Algorithm::ES256);
        says.header.kid = Some("k1".to_owned());
        says.challenge.clone_from(&asked["code_challenge"]);
    }
}

/// The fields of an address.
fn fields(address: &str) -> HashMap<String, String> {
    let (_, query) = address.split_once('?').expect("a query");
    let plain = |text: &str| {
        percent_encoding::percent_decode_str(&text.replace('+', " "))
            .decode_utf8()
            .expect("text")
            .into_owned()
    };
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

/// Goes to the provider, which says what a test makes of the truth, and comes back.
async fn through(desk: &mut Desk, idp: &Idp, name: &str, bend: impl FnOnce(&mut Says)) -> Screen {
    let leave = desk.go("/sign-in/provider?to=%2Fmoves").await;
    assert_eq!(leave.status, 303, "{}", leave.html);
    assert!(
        leave.to.starts_with(&format!("{}/authorize?prompt=login&", idp.base)),
        "{}",
        leave.to
    );
    let asked = fields(&leave.to);
    for (field, value) in [
        ("response_type", "code"),
        ("client_id", "center"),
        ("scope", "openid profile email"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(asked[field], value);
    }
    idp.knows(&asked, name);
    bend(&mut idp.says.lock());
    let back = desk
        .go(&format!("/sign-in/provider/back?code=the+code&state={}", asked["state"]))
        .await;
    idp.says.lock().instead = None;
    back
}

#[tokio::test(flavor = "multi_thread")]
async fn another_center_says_who_it_is() {
    let other = setting::start().await;
    let issuer = format!("{}/{}/v2.0", other.base, PARTNER.tenant_id);
    let roles = [Role::GlobalAdmin, Role::AdminAgent];
    let admin = other.caller(PARTNER.tenant_id, PARTNER.tenant_id, &roles, Some("admin@partner.example"), false);
    let wanted = json!({ "displayName": "Center", "redirectUris": ["http://localhost/sign-in/provider/back"], "roles": [] });
    let made = admin.post("/moves/v1/applications", &wanted).await.expect(201);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (client, secret) = (text(&made["appId"]), text(&made["secrets"][0]["secret"]));
    let world = setting::with(|config| {
        config.sign_in_issuer = Some(issuer);
        config.sign_in_client = client;
        config.sign_in_secret = Some(nahtlos_server::config::Secret(secret));
        config.sign_in_domains = vec!["partner.example".to_owned()];
    })
    .await;
    let mut desk = Desk::by_name(&world);
    desk.go("/sign-in?to=%2Fmoves")
        .await
        .shows("Sign in with 127.0.0.1")
        .shows("/sign-in/provider?to=%2Fmoves");
    let leave = desk.go("/sign-in/provider?to=%2Fmoves").await;
    let mut there = Browser::new(&other);
    there.go(leave.to.strip_prefix(&other.base).expect("the other center")).await;
    there.submit(&[("name", "admin@partner.example"), ("password", PASSWORD)]).await;
    let location = there.page.location.clone().unwrap_or_else(|| panic!("{}", there.page.html));
    let back = desk.go(location.strip_prefix(desk.origin()).expect("this center")).await;
    assert_eq!((back.status, back.to.as_str()), (303, "/moves"), "{}", back.html);
    desk.go("/settings").await.shows("admin@partner.example").shows("Forget the link");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_believed_but_what_holds() {
    let idp = Idp::start().await;
    let world = setting::with(idp.settings()).await;
    type Bend = fn(&mut Says);
    let untrue = "cannot be believed";
    let bends: [(Bend, &str); 16] = [
        (|s| s.claims["nonce"] = json!("another"), untrue),
        (|s| s.claims["aud"] = json!("another"), untrue),
        (|s| s.claims["aud"] = json!(["center", "another"]), untrue),
        (|s| s.claims["azp"] = json!("another"), untrue),
        (|s| s.claims["iss"] = json!("https://contoso.example"), untrue),
        (|s| s.claims["exp"] = json!(Machine.now().0 / 1000 - 300), untrue),
        (|s| s.claims["nbf"] = json!(Machine.now().0 / 1000 + 300), untrue),
        (|s| s.claims["sub"] = json!(""), untrue),
        (
            |s| s.claims["preferred_username"] = json!("sales@partner.example.evil.example"),
            untrue,
        ),
        (|s| s.claims["preferred_username"] = json!(null), untrue),
        (|s| s.header.kid = Some("k2".to_owned()), untrue),
        (|s| s.key = key().0, untrue),
        (
            |s| {
                s.header.alg = Algorithm::HS256;
                s.key = EncodingKey::from_secret(b"k1");
            },
            untrue,
        ),
        (|s| s.instead = Some((400, "{\"error\":\"invalid_grant\"}")), "did not let you in"),
        (|s| s.instead = Some((200, "<html>")), "cannot be reached"),
        (
            |s| s.claims["preferred_username"] = json!("nobody@partner.example"),
            "nobody here has your user name",
        ),
    ];
    for (at, (bend, why)) in bends.into_iter().enumerate() {
        let mut desk = Desk::by_name(&world);
        let mut honest = None;
        let back = through(&mut desk, &idp, SALES, |says| {
            honest = Some(says.key.clone());
            bend(says);
        })
        .await;
        idp.says.lock().key = honest.expect("a key");
        assert!([403, 502].contains(&back.status), "{at}: {}", back.status);
        back.shows(why).shows("Contoso");
        assert!(desk.go("/").await.to.starts_with("/sign-in"), "{at}");
    }
    let mut desk = Desk::by_name(&world);
    let back = through(&mut desk, &idp, SALES, |_| {}).await;
    assert_eq!((back.status, back.to.as_str()), (303, "/moves"), "{}", back.html);
    assert_eq!(desk.go("/moves").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_stays_who_they_are_and_a_journey_is_a_browsers_own() {
    let idp = Idp::start().await;
    let world = setting::with(idp.settings()).await;
    let mut desk = Desk::by_name(&world);
    assert_eq!(through(&mut desk, &idp, SALES, |_| {}).await.status, 303);
    // The same name given to somebody else there.
    let mut thief = Desk::by_name(&world);
    let back = through(&mut thief, &idp, SALES, |says| says.claims["sub"] = json!("somebody else")).await;
    assert_eq!(back.status, 403);
    back.shows("linked with somebody else");
    let settings = desk.go("/settings").await;
    assert_eq!(desk.post(&settings, "/settings/provider/forget", &[]).await.to, "/settings");
    let back = through(&mut Desk::by_name(&world), &idp, SALES, |says| {
        says.claims["sub"] = json!("somebody else")
    })
    .await;
    assert_eq!(back.status, 303, "a new link, after the person has asked for it");
    // Another browser's journey; one that nobody began; one that was refused there.
    let (mut mine, mut theirs) = (Desk::by_name(&world), Desk::by_name(&world));
    mine.go("/sign-in").await;
    let state = fields(&theirs.go("/sign-in/provider").await.to)["state"].clone();
    for state in [state.as_str(), "", "1.2.3.4", "x"] {
        let back = mine.go(&format!("/sign-in/provider/back?code=x&state={state}")).await;
        assert_eq!(back.status, 403);
        back.shows("began in another browser");
    }
    let back = theirs
        .go(&format!("/sign-in/provider/back?error=access_denied&state={state}"))
        .await;
    assert_eq!(back.status, 403);
    back.shows("did not let you in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_asked_for_unless_it_was_given_there() {
    let idp = Idp::start().await;
    let world = setting::with(idp.settings()).await;
    let engine = &world.running().center.engine;
    let person = engine.person_named(SALES).await.unwrap().expect("somebody");
    let shared = nahtlos_engine::identity::SharedKey {
        secret: "c2VjcmV0".to_owned(),
        sealed_by: String::new(),
        last_step: 0,
        since_ms: 0,
    };
    engine.set_shared_key(&person, shared).await.unwrap();
    let mut desk = Desk::by_name(&world);
    let back = through(&mut desk, &idp, SALES, |_| {}).await;
    assert_eq!((back.status, back.to.as_str()), (303, "/sign-in?to=%2Fmoves"));
    desk.go(&back.to).await.shows("one-time-code");
    let back = through(&mut Desk::by_name(&world), &idp, SALES, |says| {
        says.claims["amr"] = json!(["pwd", "mfa"])
    })
    .await;
    assert_eq!((back.status, back.to.as_str()), (303, "/moves"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_addresses_count_when_they_are_verified() {
    let idp = Idp::start().await;
    let settings = idp.settings();
    let world = setting::with(|config| {
        settings(config);
        config.sign_in_claim = "email".to_owned();
    })
    .await;
    for (verified, status) in [(json!(false), 403), (json!(true), 303)] {
        let back = through(&mut Desk::by_name(&world), &idp, "x", |says| {
            says.claims["email"] = json!("Sales@Partner.Example");
            says.claims["email_verified"] = verified;
        })
        .await;
        assert_eq!(back.status, status, "{}", back.html);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_away_or_another_is_said_and_wrong_settings_stop_the_start() {
    let world = setting::with(|config| {
        config.sign_in_issuer = Some("http://127.0.0.1:1".to_owned());
        config.sign_in_client = "center".to_owned();
        config.sign_in_domains = vec!["partner.example".to_owned()];
    })
    .await;
    let gone = Desk::by_name(&world).go("/sign-in/provider").await;
    assert_eq!(gone.status, 502);
    gone.shows("cannot be reached").shows("password");
    // It calls itself otherwise than the settings do.
    let idp = Idp::start().await;
    let settings = idp.settings();
    let world = setting::with(|config| {
        settings(config);
        config.sign_in_issuer = config.sign_in_issuer.take().map(|issuer| issuer + "/");
    })
    .await;
    assert_eq!(Desk::by_name(&world).go("/sign-in/provider").await.status, 502);
    let plain = World::start().await;
    assert_eq!(Desk::by_name(&plain).go("/sign-in/provider").await.status, 404);
    type Bend = fn(&mut Config);
    let wrong: [(Bend, &str); 4] = [
        (
            |c| c.sign_in_issuer = Some("http://contoso.example".to_owned()),
            "must begin with https://",
        ),
        (|c| c.sign_in_issuer = Some("contoso".to_owned()), "is no address"),
        (|c| c.sign_in_client.clear(), "needs sign-in-client"),
        (|c| c.sign_in_domains.clear(), "needs sign-in-domains"),
    ];
    for (bend, why) in wrong {
        let folder = nahtlos_testbed::folder();
        let mut config = Config {
            database: nahtlos_server::config::Secret(folder.path().join("center.db").to_string_lossy().into_owned()),
            listen: "127.0.0.1:0".parse().expect("an address"),
            sandbox: true,
            ..Config::default()
        };
        idp.settings()(&mut config);
        bend(&mut config);
        let said = nahtlos_server::Running::start(config)
            .await
            .map(|_| ())
            .expect_err("it does not start");
        assert!(said.contains(why), "{said}");
    }
}
