//! The sandbox as a product: what there is and what is not, seeds, budgets of the reference, everything in memory.

use crate::support::{CUSTOMER, PARTNER, World};
use nahtlos_model::permissions::Role;
use nahtlos_server::api::routes::{Access, Flavour, ROUTES};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(crate) const SEEDS: &str = "/sandbox/v1/seeds";
pub(crate) const SEED: &str = r#"schema = "nahtlos.seed/1"

[[partners]]
id = "5d000000-0000-4000-8000-000000000001"
name = "Werft IT GmbH"
domain = "werft.example"
mpnId = "7000001"

[[partners.applications]]
clientId = "5d000000-0000-4000-8000-0000000000a1"
secret = "ci-secret"

[[customers]]
id = "5d000000-0000-4000-8000-0000000000c1"
name = "Leuchtturm AG"
domain = "leuchtturm.example"
partner = "werft.example"

[[customers.subscriptions]]
id = "5d000000-0000-4000-8000-0000000000b1"
skuId = "05e9a617-0261-4cee-bb44-138d3ef5d965"
quantity = 10

[[customers.users]]
userPrincipalName = "kim@leuchtturm.example"
licenses = ["05e9a617-0261-4cee-bb44-138d3ef5d965"]
"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_every_operation_in_both_languages() {
    let world = World::start().await;
    world.admin().get("/v1/customers").await.expect(200);
    world.admin().get("/v1/customers").await.expect(200);
    let nobody = world.admin().token("");
    let all = nobody.get("/sandbox/v1/coverage").await.expect(200);
    let operations = all["operations"].as_array().unwrap();
    assert_eq!(operations.len(), ROUTES.len());
    let of = |method: &str, path: &str| operations.iter().find(|o| o["method"] == method && o["path"] == path).unwrap();
    assert_eq!(of("GET", "/v1/customers")["calls"], 2);
    assert_eq!(of("GET", "/v1/invoices")["built"], false);
    let built = operations.iter().filter(|o| o["built"] == true).count();
    assert_eq!((&all["built"], &all["notBuilt"]), (&json!(built), &json!(ROUTES.len() - built)));
    for (lang, title, there) in [
        ("de", "Operationen dieses Centers", "vorhanden"),
        ("en", "Operations of this center", "there"),
    ] {
        let page = nobody.get(&format!("/sandbox?lang={lang}")).await;
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        assert!(
            text.contains(title) && text.contains(there) && text.contains(&format!("<html lang=\"{lang}\">")),
            "{text}"
        );
        for route in ROUTES.iter() {
            assert!(text.contains(&format!("<code>{} {}</code>", route.method, route.path)), "{route:?}");
        }
        assert!(!text.contains("<script") && !text.contains("src="), "it loads nothing");
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    }
    let german = nobody.with("accept-language", "de-DE,de;q=0.9").get("/sandbox").await;
    assert!(String::from_utf8_lossy(&german.bytes).contains("<html lang=\"de\">"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_built_says_so_on_its_real_path() {
    let world = World::start().await;
    for route in ROUTES.iter().filter(|r| !r.is_built()) {
        assert_eq!(route.access, Access::Token, "{route:?}");
        let path = route.path.replace("{customer_id}", CUSTOMER).replace(['{', '}'], "");
        let caller = match route.flavour {
            Flavour::Graph => world.partner_graph(),
            _ => world.admin(),
        };
        let reply = caller.send(route.method, &path, "application/json", b"{}".to_vec()).await;
        let body = reply.expect(501);
        match route.flavour {
            Flavour::Graph => assert_eq!(body["error"]["code"], "NotImplemented", "{route:?}"),
            _ => assert_eq!(body["code"], "notBuilt", "{route:?}"),
        }
        assert!(body.to_string().contains(route.name), "{route:?}: {body}");
        assert_eq!(
            caller
                .token("")
                .send(route.method, &path, "application/json", Vec::new())
                .await
                .status,
            401
        );
    }
}

/// Operations of the reference's table that are neither built nor known to be missing.
#[test]
fn every_operation_of_the_reference_is_known() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("NAHTLOS_SHARED").map_or_else(|| root.join("../shared"), std::path::PathBuf::from);
    let Ok(table) = std::fs::read_to_string(shared.join("api/operations.csv")) else {
        assert!(std::env::var_os("CI").is_none(), "the reference's table must be there in CI");
        println!("skipped: the reference's table is missing (set NAHTLOS_SHARED)");
        return;
    };
    let plain = |path: &str| -> String {
        let path = path
            .split_once("://")
            .map_or(path, |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
        let segments = path
            .split('/')
            .map(|s| if s.starts_with('{') { "{}".to_owned() } else { s.to_lowercase() });
        segments.collect::<Vec<_>>().join("/").trim_end_matches('/').to_owned()
    };
    let known: BTreeSet<(String, String)> = ROUTES.iter().map(|r| (r.method.to_owned(), plain(r.path))).collect();
    let missing: Vec<&str> = table
        .lines()
        .skip(1)
        .filter(|line| AREAS.iter().any(|area| line.starts_with(&format!("{area},"))))
        .filter(|line| {
            // The operation's name may have commas inside of quotation marks; method and path never do.
            let mut cells = line
                .split(',')
                .skip_while(|cell| !["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].contains(cell));
            let (method, path) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            !known.contains(&(method.to_owned(), plain(path)))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Areas of which every operation must be known: those that are not built, whose rows no conformance case covers.
const AREAS: [&str; 8] = [
    "analytics",
    "device",
    "fraud",
    "invoicing",
    "invoicing-v2",
    "payouts",
    "referral",
    "usage",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_plants_partners_and_customers_who_can_be_used_at_once() {
    let world = World::start().await;
    let planted = world.admin().send("POST", SEEDS, "application/toml", SEED.into()).await.expect(201);
    assert_eq!(
        (&planted["partners"][0]["made"], &planted["customers"][0]["made"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(planted["customers"][0]["administrator"], "kim@leuchtturm.example");
    let again = world.admin().send("POST", SEEDS, "application/toml", SEED.into()).await.expect(201);
    assert_eq!(
        (&again["partners"][0]["made"], &again["customers"][0]["made"]),
        (&json!(false), &json!(false))
    );
    // The application signs in with the secret of the file, and buys for the customer.
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "5d000000-0000-4000-8000-0000000000a1"),
        ("client_secret", "ci-secret"),
        ("scope", "https://api.partnercenter.microsoft.com/.default"),
    ];
    let token = world
        .admin()
        .token("")
        .form("/werft.example/oauth2/v2.0/token", &form)
        .await
        .expect(200);
    let app = world.admin().token(token["access_token"].as_str().unwrap());
    let customers = app.get("/v1/customers").await.expect(200);
    assert_eq!(customers["items"][0]["companyProfile"]["companyName"], "Leuchtturm AG");
    let customer = "/v1/customers/5d000000-0000-4000-8000-0000000000c1";
    let sold = app.get(&format!("{customer}/subscriptions")).await.expect(200);
    assert_eq!(
        (&sold["items"][0]["id"], &sold["items"][0]["quantity"]),
        (&json!("5d000000-0000-4000-8000-0000000000b1"), &json!(10))
    );
    let order = json!({ "billingCycle": "monthly", "lineItems": [
        { "lineItemNumber": 0, "offerId": world.item("CFQ7TTC0LFLX:0001"), "quantity": 1, "termDuration": "P1M" },
    ] });
    app.post(&format!("{customer}/orders"), &order).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_estate_is_a_seed_too_and_wrong_ones_say_what_and_where() {
    let world = World::start().await;
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": "5e000000-0000-4000-8000-0000000000c1", "name": "Deich GmbH", "domain": "deich.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-01",
        "subscriptions": [{ "id": "s", "channel": "thisPartner", "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "quantity": 3, "start": "2026-06-01", "end": "2027-06-01", "status": "active" }],
        "users": [],
    });
    let planted = world.admin().post(SEEDS, &estate).await.expect(201);
    assert_eq!(planted["customers"][0]["subscriptions"], 1);
    world
        .admin()
        .get("/v1/customers/5e000000-0000-4000-8000-0000000000c1")
        .await
        .expect(200);
    world
        .rival()
        .get("/v1/customers/5e000000-0000-4000-8000-0000000000c1")
        .await
        .refused(404, "60003");
    let wrong = SEED.replace("quantity = 10", "quantity = \"ten\"");
    let path = format!("{SEEDS}?file=seed.toml");
    let told = world
        .admin()
        .send("POST", &path, "application/toml", wrong.into())
        .await
        .refused(400, "seedRefused");
    let problem = &told["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&json!("seed.toml"), &json!(22)), "{told}");
    assert!(
        told["data"][0].as_str().unwrap().contains("customers[0].subscriptions[0].quantity"),
        "{told}"
    );
    let stranger = SEED.replace("partner = \"werft.example\"", "partner = \"nobody.example\"");
    let told = world
        .admin()
        .send("POST", &path, "application/toml", stranger.into())
        .await
        .refused(400, "seedRefused");
    assert!(told["data"][0].as_str().unwrap().contains("customers[0].partner"), "{told}");
    let none = world.admin().get("/werft.example/.well-known/openid-configuration").await;
    assert_ne!(none.status, 200, "nothing of a refused seed is planted");
    let sales = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sam@erster.example"), false);
    sales
        .send("POST", SEEDS, "application/toml", SEED.into())
        .await
        .refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_s_budgets_hold_where_they_are_wanted() {
    let world = World::with(|config| config.reference_budgets = true).await;
    let admin = world.admin();
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions");
    for n in 0..500 {
        let status = admin.get(&path).await.status;
        assert_eq!(status, 200, "call {n}");
    }
    let refused = admin.get(&path).await;
    let after: u64 = refused.header("retry-after").parse().unwrap();
    assert!(refused.status == 429 && (1..=60).contains(&after), "{after}");
    assert_eq!(refused.json()["statusCode"], 429);
    admin.get(&format!("/v1/customers/{CUSTOMER}")).await.expect(200);
    // Graph tells the units of every request, and how far the caller is from four fifths on.
    let graph = world.partner_graph();
    let one = graph.get("/v1.0/subscribedSkus").await;
    assert_eq!(
        (
            one.status,
            one.header("x-ms-resource-unit"),
            one.header("x-ms-throttle-limit-percentage")
        ),
        (200, "3", "")
    );
    let cheap = graph.get("/v1.0/users?$select=id&$top=5").await;
    assert_eq!(cheap.header("x-ms-resource-unit"), "1");
    let plain = World::start().await;
    assert_eq!(
        plain.partner_graph().get("/v1.0/subscribedSkus").await.header("x-ms-resource-unit"),
        ""
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_in_memory_serves_many_at_once() {
    let world = World::with(|config| config.ephemeral = true).await;
    world.agree().await;
    let item = world.item("CFQ7TTC0LFLX:0001");
    let order =
        json!({ "billingCycle": "monthly", "lineItems": [{ "lineItemNumber": 0, "offerId": item, "quantity": 1, "termDuration": "P1M" }] });
    let path = format!("/v1/customers/{CUSTOMER}/orders");
    let (admin, list) = (world.admin(), format!("/v1/customers/{CUSTOMER}/subscriptions"));
    let writing = (0..40).map(|_| {
        let (admin, order, path) = (admin.clone(), order.clone(), path.clone());
        tokio::spawn(async move { admin.post(&path, &order).await.status })
    });
    let reading = (0..80).map(|_| {
        let (admin, list) = (admin.clone(), list.clone());
        tokio::spawn(async move { admin.get(&list).await.status })
    });
    let all: Vec<_> = writing.chain(reading).collect();
    for one in all {
        assert!([200, 201].contains(&one.await.unwrap()));
    }
    assert_eq!(admin.get(&list).await.expect(200)["items"].as_array().map(Vec::len), Some(40));
    world.running().center.engine.work_all().await.unwrap();
    let audit = world.running().center.engine.verify_audit(CUSTOMER).await.unwrap();
    assert!(audit.is_ok_and(|(length, _)| length > 80));
    let _: Value = admin.get(&format!("{list}/none")).await.json();
}
