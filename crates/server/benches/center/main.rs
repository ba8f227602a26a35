//! The center's benchmark: prints one JSON line per measurement. Run by `cargo xtask bench center`, which makes the table.
//!
//! The center runs in a process of its own, so that its memory is its own; the load generator and, in the same run, the baseline
//! (a bare axum service on the bare driver, same database, same rows) run here. Both share the machine's processors.

mod baseline;
mod load;
mod world;

use baseline::Data;
use load::{Figures, Make, request, run};
use nahtlos_engine::call::{ActingUser, Actor};
use nahtlos_model::{instants::Instant, permissions::Role};
use nahtlos_server::{Config, Running, config::Secret};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};
use world::{Size, customer_id, subscription_id, user_id};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CLIENTS: usize = 64;
const SMALL: Size = Size {
    customers: 400,
    each: 20,
    ending: 0,
};
const LARGE: Size = Size {
    customers: 20_000,
    each: 50,
    ending: 2_000,
};
const LARGE_QUICK: Size = Size {
    customers: 2_000,
    each: 50,
    ending: 200,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--serve", location, graph] => runtime.block_on(serve(location, graph.parse().unwrap_or(0))),
        ["--load", location, customers, each, ending] => {
            let number = |text: &str| text.parse().expect("a number");
            let size = Size {
                customers: number(customers),
                each: number(each),
                ending: number(ending),
            };
            runtime.block_on(load_only(location, size));
        }
        words => runtime.block_on(measure(words.contains(&"--quick"))),
    }
}

fn config(location: &str) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().expect("an address"),
        database: Secret(location.to_owned()),
        sandbox: true,
        requests_per_minute: 0,
        connections: 32,
        log: "warn".into(),
        ..Config::default()
    }
}

/// The child: loads a programme.
async fn load_only(location: &str, size: Size) {
    let running = Running::start(config(location)).await.expect("a center");
    let seconds = world::load(&running.center.engine, size).await;
    running.stop().await;
    println!("{}", json!({ "seconds": seconds }));
}

/// The child: serves until its input ends. Says where, and with which tokens.
async fn serve(location: &str, graph: usize) {
    let running = Running::start(config(location)).await.expect("a center");
    let actor = |directory: String| Actor {
        tenant_id: world::PARTNER.into(),
        directory_id: directory,
        user: Some(ActingUser {
            id: "d0000000-0000-4000-8000-000000000001".into(),
            user_principal_name: "ann@bench.example".into(),
            name: "Ann".into(),
        }),
        application: "bench".into(),
        roles: vec![Role::AdminAgent, Role::GlobalAdmin],
        mfa: true,
    };
    let token = running.center.token(&actor(world::PARTNER.into()), false).expect("a token");
    let graph: Vec<String> = (0..graph)
        .map(|i| running.center.token(&actor(customer_id(i)), true).expect("a token"))
        .collect();
    println!(
        "{}",
        json!({ "address": running.address, "token": token, "graph": graph, "now": running.center.engine.now() })
    );
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await;
    running.stop().await;
}

struct Center {
    child: Child,
    address: SocketAddr,
    token: String,
    graph: Vec<String>,
    now: Instant,
}

impl Center {
    fn start(location: &str, graph: usize) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(["--serve", location, &graph.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the child said {line:?}"));
        let graph = said["graph"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| t.as_str().map(str::to_owned))
            .collect();
        Self {
            child,
            address: said["address"].as_str().and_then(|a| a.parse().ok()).expect("an address"),
            token: said["token"].as_str().expect("a token").to_owned(),
            graph,
            now: said["now"].as_str().and_then(|n| n.parse().ok()).expect("a time"),
        }
    }

    /// Largest resident memory so far, in MiB.
    fn peak_mib(&self) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = text.lines().find(|l| l.starts_with("VmHWM"));
        line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }
}

impl Drop for Center {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn print(work: &str, engine: &str, figures: Figures, more: Value) {
    let mut line = json!({ "work": work, "engine": engine, "perSecond": figures.per_second, "p50Ms": figures.p50_ms,
        "p99Ms": figures.p99_ms, "requests": figures.requests, "errors": figures.errors });
    if let (Some(line), Some(more)) = (line.as_object_mut(), more.as_object()) {
        line.extend(more.clone());
    }
    println!("{line}");
}

async fn measure(quick: bool) {
    let time = Duration::from_secs(if quick { 2 } else { 8 });
    let folder = tempfile::Builder::new()
        .prefix("nahtlos-bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a folder");
    let postgres = nahtlos_testbed::Postgres::start();
    let database = postgres.fresh_database();
    let small = folder.path().join("small.db").to_string_lossy().into_owned();
    for (engine, location, data) in [
        ("SQLite", small.as_str(), None),
        ("PostgreSQL", database.url.as_str(), Some(Data::postgres(&database.url, 32))),
    ] {
        load_into(location, SMALL);
        let data = data.unwrap_or_else(|| Data::lite(Path::new(location)));
        small_programme(engine, location, data, time).await;
    }
    let large = folder.path().join("large.db").to_string_lossy().into_owned();
    large_programme(&large, if quick { LARGE_QUICK } else { LARGE }, time).await;
}

/// Loads in a process of its own; seconds.
fn load_into(location: &str, size: Size) -> f64 {
    let program = std::env::current_exe().expect("this program");
    let numbers = [size.customers, size.each, size.ending].map(|n| n.to_string());
    let output = Command::new(program)
        .args(["--load", location])
        .args(&numbers)
        .stderr(Stdio::inherit())
        .output()
        .expect("a child");
    let said: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("the load said {:?}", String::from_utf8_lossy(&output.stdout)));
    said["seconds"].as_f64().expect("seconds")
}

fn get_one(token: &str, size: Size) -> Make {
    let token = token.to_owned();
    Arc::new(move |client, n| {
        let (i, j) = pick(client, n, size);
        request(
            "GET",
            &format!("/v1/customers/{}/subscriptions/{}", customer_id(i), subscription_id(i, j)),
            &token,
            "",
        )
    })
}

/// Another subscription every time, the same ones for center and baseline.
fn pick(client: usize, n: u64, size: Size) -> (usize, usize) {
    let mixed = (client as u64 * 1_000_003 + n).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    ((mixed as usize / size.each) % size.customers, mixed as usize % size.each)
}

fn get_list(token: &str) -> Make {
    let token = token.to_owned();
    Arc::new(move |_, _| request("GET", "/v1/customers?size=50", &token, ""))
}

/// Every client changes seats of a subscription of its own.
fn change(token: &str) -> Make {
    let token = token.to_owned();
    Arc::new(move |client, n| {
        let path = format!("/v1/customers/{}/subscriptions/{}", customer_id(client), subscription_id(client, 1));
        request(
            "PATCH",
            &path,
            &token,
            &format!("{{\"quantity\":{},\"autoRenewEnabled\":true}}", 11 + n),
        )
    })
}

/// Every client assigns and removes a licence of a user of its own tenant.
fn assign(tokens: &[String]) -> Make {
    const SKU: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    let tokens = tokens.to_vec();
    Arc::new(move |client, n| {
        let path = format!("/v1.0/users/{}/assignLicense", user_id(client, 2));
        let body = match n % 2 {
            0 => json!({ "addLicenses": [], "removeLicenses": [SKU] }),
            _ => json!({ "addLicenses": [{ "skuId": SKU, "disabledPlans": [] }], "removeLicenses": [] }),
        };
        request("POST", &path, &tokens[client], &body.to_string())
    })
}

async fn small_programme(engine: &str, location: &str, data: Data, time: Duration) {
    let center = Center::start(location, CLIENTS);
    let base = baseline::serve(data).await;
    let none = json!({});
    let work = "GET subscription by id";
    let path = |i, j| format!("/one/{}/{}", customer_id(i), subscription_id(i, j));
    let bare: Make = Arc::new(move |client, n| {
        let (i, j) = pick(client, n, SMALL);
        request("GET", &path(i, j), "x", "")
    });
    warm(center.address, get_one(&center.token, SMALL)).await;
    print(
        &format!("baseline: {work}"),
        engine,
        run(base, CLIENTS, time, bare).await,
        none.clone(),
    );
    print(
        work,
        engine,
        run(center.address, CLIENTS, time, get_one(&center.token, SMALL)).await,
        none.clone(),
    );
    let work = "list of 50 customers";
    let bare: Make = Arc::new(|_, _| request("GET", &format!("/list/{}", world::PARTNER), "x", ""));
    print(
        &format!("baseline: {work}"),
        engine,
        run(base, CLIENTS, time, bare).await,
        none.clone(),
    );
    print(
        work,
        engine,
        run(center.address, CLIENTS, time, get_list(&center.token)).await,
        none.clone(),
    );
    let work = "durable writes (seat change)";
    let bare: Make = Arc::new(|client, n| {
        let (customer, id) = (customer_id(client + 100), subscription_id(client + 100, 1));
        request("POST", &format!("/change/{customer}/{id}/{}/{client}-{n}", world::PARTNER), "x", "")
    });
    print(
        &format!("baseline: {work}"),
        engine,
        run(base, CLIENTS, time, bare).await,
        none.clone(),
    );
    print(
        work,
        engine,
        run(center.address, CLIENTS, time, change(&center.token)).await,
        none.clone(),
    );
    let work = "licence assignment through Graph";
    print(
        work,
        engine,
        run(center.address, CLIENTS, time, assign(&center.graph)).await,
        json!({ "peakMib": center.peak_mib() }),
    );
}

async fn warm(address: SocketAddr, make: Make) {
    run(address, CLIENTS, Duration::from_millis(500), make).await;
}

#[allow(clippy::disallowed_methods)] // a benchmark measures time
async fn large_programme(location: &str, size: Size, time: Duration) {
    let seconds = load_into(location, size);
    let figures = Figures {
        per_second: size.subscriptions() as f64 / seconds,
        requests: size.subscriptions() as u64,
        ..Figures::default()
    };
    print("bulk load, subscriptions", "SQLite", figures, json!({ "seconds": seconds }));
    let begin = std::time::Instant::now();
    let center = Center::start(location, CLIENTS);
    let first = run(center.address, 1, Duration::from_millis(1), get_one(&center.token, size)).await;
    let started = begin.elapsed().as_secs_f64() * 1000.0;
    print(
        "start to the first answer",
        "SQLite",
        Figures {
            requests: first.requests,
            ..Figures::default()
        },
        json!({ "ms": started }),
    );
    warm(center.address, get_one(&center.token, size)).await;
    let work = format!("GET subscription by id, of {}", size.subscriptions());
    print(
        &work,
        "SQLite",
        run(center.address, CLIENTS, time, get_one(&center.token, size)).await,
        json!({}),
    );
    let work = format!("list of 50 customers, of {}", size.customers);
    print(
        &work,
        "SQLite",
        run(center.address, CLIENTS, time, get_list(&center.token)).await,
        json!({}),
    );
    let quiet = run(center.address, 8, time, get_one(&center.token, size)).await;
    print("GET subscription by id, 8 clients, quiet", "SQLite", quiet, json!({}));
    let day = world::end_day(center.now.date());
    let turn = request(
        "PATCH",
        "/sandbox/v1/clock",
        &center.token,
        &json!({ "set": Instant::start_of(day).plus_hours(1) }).to_string(),
    );
    let address = center.address;
    let (done, during) = tokio::join!(
        async {
            let begin = std::time::Instant::now();
            let once: Make = Arc::new(move |_, _| turn.clone());
            let figures = run(address, 1, Duration::from_millis(1), once).await;
            (begin.elapsed().as_secs_f64(), figures.errors)
        },
        run(address, 8, time, get_one(&center.token, size))
    );
    let ends = (size.ending * size.each) as u64;
    let figures = Figures {
        per_second: ends as f64 / done.0,
        requests: ends,
        errors: done.1,
        ..Figures::default()
    };
    print("due work: term ends of one day", "SQLite", figures, json!({ "seconds": done.0 }));
    print(
        "GET subscription by id, 8 clients, during due work",
        "SQLite",
        during,
        json!({ "peakMib": center.peak_mib() }),
    );
}
