//! The gate, tried at every route of the table: nobody, strangers, weak roles, wrong tokens, and bodies that are no bodies.
//!
//! A route that lets somebody through whom it should not is named; exceptions stand in lists here, each with its reason.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, World};
use nahtlos_model::permissions::Role;
use nahtlos_server::api::routes::{Access, Flavour, ROUTES, Route};
use serde_json::{Value, json};

/// The one path of a batch.
const BATCH: &str = "/v1.0/$batch";
/// Routes whose public data anybody with a token may see, whatever the role.
const FOR_EVERY_ROLE: [&str; 0] = [];

/// The path of a route with its parameters filled in. `tenant` is the customer asked about; ids are those of that customer's things.
fn fill(route: &Route, tenant: &str) -> String {
    let short = &tenant[..8];
    let mut path = String::new();
    for segment in route.path.split('/').filter(|s| !s.is_empty()) {
        path.push('/');
        let Some(name) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) else {
            path.push_str(segment);
            continue;
        };
        path.push_str(&match name {
            "customer_id" | "tenant_id" | "tenant" => tenant.to_owned(),
            "subscription_id" => format!("{short}-aaaa-4000-8000-000000000001"),
            "user_id" | "member_id" => format!("{short}-0000-4000-8000-000000000001"),
            "line_item_number" => "0".to_owned(),
            "product_id" => "CFQ7TTC0LFLX".to_owned(),
            "sku_id" => "0001".to_owned(),
            "id" if route.path.contains("/users/") || route.path.contains("deletedItems") => format!("{short}-0000-4000-8000-000000000001"),
            "id" if route.path.contains("/domains/") => if tenant == FOREIGN { "fremd.example" } else { "kunde.example" }.to_owned(),
            _ => format!("{short}-eeee-4000-8000-000000000009"),
        });
    }
    path
}

fn guarded() -> impl Iterator<Item = &'static Route> {
    with_tokens().filter(|r| r.is_built())
}

/// What is not built tells everybody with a token that it is not, and nothing else.
fn with_tokens() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|r| r.access != Access::Public)
}

/// A caller for a route, in the directory of a tenant.
fn caller(world: &World, route: &Route, directory: &str, roles: &[Role]) -> Caller {
    let graph = route.flavour == Flavour::Graph;
    let directory = if graph { directory } else { PARTNER };
    world.caller(PARTNER, directory, roles, Some("anna@erster.example"), graph)
}

async fn send(caller: &Caller, route: &Route, path: &str) -> crate::support::Reply {
    match route.method {
        "GET" => caller.get(path).await,
        "DELETE" => caller.delete(path).await,
        method => caller.send(method, path, "application/json", b"{}".to_vec()).await,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_anywhere() {
    let world = World::start().await;
    let good = world.admin();
    let mut open = Vec::new();
    for route in with_tokens() {
        let path = fill(route, CUSTOMER);
        for token in ["", "no.token.at-all", "eyJhbGciOiJub25lIn0.e30."] {
            let reply = send(&good.token(token), route, &path).await;
            if reply.status != 401 {
                open.push(format!("{route:?} with {token:?}: {}", reply.status));
            }
        }
    }
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_another_audience_opens_nothing() {
    let world = World::start().await;
    let mut open = Vec::new();
    for route in guarded().filter(|r| matches!(r.flavour, Flavour::Graph | Flavour::PartnerCenter)) {
        let other = world.caller(
            PARTNER,
            CUSTOMER,
            &[Role::AdminAgent],
            Some("anna@erster.example"),
            route.flavour != Flavour::Graph,
        );
        let reply = send(&other, route, &fill(route, CUSTOMER)).await;
        if reply.status != 401 {
            open.push(format!("{route:?}: {}", reply.status));
        }
    }
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn applications_alone_are_refused_where_a_user_is_needed() {
    let world = World::start().await;
    let app = world.app();
    for route in guarded().filter(|r| r.access == Access::User && r.flavour == Flavour::PartnerCenter) {
        let reply = send(&app, route, &fill(route, CUSTOMER)).await;
        let body = reply.json();
        let code = body["code"].as_str().unwrap_or("").to_owned();
        assert!(
            (reply.status == 403 && code == "900329") || (reply.status == 400 && code == "900316"),
            "{route:?}: {} {body}",
            reply.status
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_tenants_are_unknown_everywhere() {
    let world = World::start().await;
    let mut open = Vec::new();
    for route in guarded().filter(|r| r.path.contains("{customer_id}") || (r.flavour == Flavour::Graph && r.path.contains('{'))) {
        // At Graph the tenant is the token's: ids of another tenant are tried in one's own directory.
        let path = fill(route, FOREIGN);
        let query =
            "?country=DE&targetView=OnlineServices&term_duration=P1Y&type=account&segment=commercial&billingType=monthly&currency=EUR";
        let reply = send(
            &caller(&world, route, CUSTOMER, &[Role::AdminAgent, Role::GlobalAdmin]),
            route,
            &format!("{path}{query}"),
        )
        .await;
        let told = String::from_utf8_lossy(&reply.bytes).contains("Fremd AG");
        let unknown = if route.method == "GET" {
            reply.status == 404 || route.path.ends_with("/$count") && reply.status == 400
        } else {
            (400..500).contains(&reply.status)
        };
        if told || !unknown {
            open.push(format!("{route:?}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes)));
        }
    }
    assert!(open.is_empty(), "{open:#?}");
}

/// Every route of Graph as a part of batches: the parts with their answers.
async fn in_batches(caller: &Caller, tenant: &str) -> Vec<(Value, Value)> {
    let routes = guarded().filter(|r| r.flavour == Flavour::Graph && r.path != BATCH);
    let part = |(id, route): (usize, &Route)| {
        let mut part = json!({ "id": id.to_string(), "method": route.method, "url": fill(route, tenant).replacen("/v1.0", "", 1) });
        if !matches!(route.method, "GET" | "DELETE") {
            part["headers"] = json!({ "Content-Type": "application/json" });
            part["body"] = json!({});
        }
        part
    };
    let parts: Vec<Value> = routes.enumerate().map(part).collect();
    let mut all = Vec::new();
    for some in parts.chunks(20) {
        let reply = caller.post(BATCH, &json!({ "requests": some })).await.expect(200);
        let answers = reply["responses"].as_array().unwrap();
        let of = |part: &Value| answers.iter().find(|answer| answer["id"] == part["id"]).unwrap().clone();
        all.extend(some.iter().map(|part| (part.clone(), of(part))));
    }
    all
}

fn is_refused(answer: &Value) -> bool {
    answer["status"].as_i64().is_some_and(|status| (400..500).contains(&status))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_granted_nothing_stays_shut() {
    let world = World::start().await;
    let mut open = Vec::new();
    let agent = world.caller(
        PARTNER,
        FOREIGN,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("anna@erster.example"),
        true,
    );
    for route in guarded().filter(|r| r.flavour == Flavour::Graph && r.path != BATCH) {
        let reply = send(&agent, route, &fill(route, FOREIGN)).await;
        let told = String::from_utf8_lossy(&reply.bytes).contains("Fremd AG");
        if told || !(400..500).contains(&reply.status) {
            open.push(format!("{route:?}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes)));
        }
    }
    // A batch answers 200 for itself: each of its parts stays shut.
    for (part, answer) in in_batches(&agent, FOREIGN).await {
        if answer.to_string().contains("Fremd AG") || !is_refused(&answer) {
            open.push(format!("in a batch, {part}: {answer}"));
        }
    }
    let at_home = in_batches(&world.partner_graph(), CUSTOMER).await;
    let served = at_home.iter().filter(|(_, answer)| answer["status"] == 200).count();
    assert!(served > 10, "only {served} of the same parts are served where access was granted");
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_role_may_do_nothing() {
    let world = World::start().await;
    let mut open = Vec::new();
    for route in guarded().filter(|r| r.flavour != Flavour::Graph || !r.path.contains("/me")) {
        let nobody = caller(&world, route, CUSTOMER, &[]);
        let query = "?country=DE&targetView=OnlineServices&term_duration=P1Y&relationship_type=IsIndirectResellerOf";
        let reply = send(&nobody, route, &format!("{}{query}", fill(route, CUSTOMER))).await;
        if !(400..500).contains(&reply.status) && !FOR_EVERY_ROLE.contains(&route.path) && !route.path.contains("$batch") {
            open.push(format!("{route:?}: {}", reply.status));
        }
    }
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_none_are_refused_and_break_nothing() {
    let world = World::start().await;
    let deep = format!("{}1{}", "{\"a\":".repeat(300), "}".repeat(300));
    let huge = format!("{{\"friendlyName\":\"{}\"}}", "x".repeat(5 << 20));
    let bodies: [(&str, Vec<u8>); 12] = [
        ("cut", b"{\"quantity\":".to_vec()),
        ("array", b"[]".to_vec()),
        ("text", b"\"quantity\"".to_vec()),
        ("number", b"12".to_vec()),
        ("twice", b"{\"quantity\":1,\"Quantity\":2}".to_vec()),
        ("no UTF-8", b"{\"friendlyName\":\"\xff\xfe\"}".to_vec()),
        ("deep", deep.into_bytes()),
        ("huge", huge.into_bytes()),
        (
            "overflow",
            b"{\"quantity\":99999999999999999999,\"lineItems\":99999999999999999999,\"displayName\":1e999}".to_vec(),
        ),
        ("trailing", b"{} {}".to_vec()),
        ("nothing", b" ".to_vec()),
        (
            "NUL",
            b"{\"displayName\":\"a\\u0000b\",\"friendlyName\":\"a\\u0000b\",\"companyProfile\":\"\\u0000\"}".to_vec(),
        ),
    ];
    let (mut broken, mut taken) = (Vec::new(), Vec::new());
    for route in guarded().filter(|r| matches!(r.method, "POST" | "PUT" | "PATCH")) {
        let caller = caller(&world, route, CUSTOMER, &[Role::AdminAgent, Role::GlobalAdmin, Role::ProgramAdmin]);
        let path = fill(route, CUSTOMER);
        for (name, body) in &bodies {
            let reply = caller.send(route.method, &path, "application/json", body.clone()).await;
            if reply.status >= 500 && reply.status != 501 {
                broken.push(format!(
                    "{route:?} with {name}: {} {}",
                    reply.status,
                    String::from_utf8_lossy(&reply.bytes)
                ));
            }
            if reply.status < 400 {
                taken.push(format!("{route:?} with {name}: {}", reply.status));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    // Operations without a body do not look at one.
    taken.retain(|line| !WITHOUT_BODY.iter().any(|path| line.contains(path)));
    assert!(taken.is_empty(), "{taken:#?}");
    world
        .admin()
        .get(&format!("/v1/customers/{CUSTOMER}/subscriptions"))
        .await
        .expect(200);
}

/// Operations that take no body, or whose body may be anything.
const WITHOUT_BODY: [&str; 7] = [
    // The catalogue of a customer, which the reference's pages print with POST.
    "/v1/customers/{customer_id}/products",
    "/checkout",
    "/registrations",
    "/activate",
    "reprocessLicenseAssignment",
    "/restore",
    "/verify",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_character_that_postgresql_does_not_keep_breaks_nothing() {
    let (world, _database) = World::on_postgres().await;
    let roles = [Role::GlobalAdmin, Role::AdminAgent, Role::ProgramAdmin];
    // Texts that go on to the database as they come.
    let names = [
        "$filter",
        "before",
        "client_id",
        "customer",
        "entity_id",
        "filter",
        "migration_id",
        "month",
        "mpnId",
        "msppId",
        "partner",
        "status",
    ];
    let query = names.map(|name| format!("{name}=%00")).join("&");
    let mut broken = Vec::new();
    for route in ROUTES.iter().filter(|route| route.is_built()) {
        let caller = caller(&world, route, PARTNER, &roles);
        let whole = fill(route, CUSTOMER);
        let mut paths = vec![format!("{whole}?{query}")];
        let segments: Vec<&str> = whole.split('/').skip(1).collect();
        for (at, _) in route.path.split('/').skip(1).enumerate().filter(|(_, s)| s.starts_with('{')) {
            let mut other = segments.clone();
            other[at] = "a%00";
            paths.push(format!("/{}", other.join("/")));
        }
        for path in paths {
            let reply = send(&caller, route, &path).await;
            if reply.status >= 500 {
                broken.push(format!("{} {path}: {}", route.method, reply.status));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
