//! The center's benchmark: prints one JSON line per measurement. Run by `cargo xtask bench center`, which makes the table.
//!
//! The center runs in a process of its own, so that its memory is its own, and so does the baseline (a bare axum service on the bare
//! driver, same database, same rows); the load generator runs here. All share the machine's processors.

mod baseline;
mod load;
mod pages;
mod requests;
mod scene;
mod service;
mod world;

use baseline::Data;
use load::{Figures, Make, request, run};
use nahtlos_engine::{
    call::{ActingUser, Actor},
    identity::Stage,
};
use nahtlos_model::{instants::Instant, permissions::Role};
use nahtlos_server::{Config, Running, config::Secret};
use requests::{assign, change, get_list, get_one, own, pick};
use scene::Who;
use serde_json::{Value, json};
use service::{Center, Service};
use std::{
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use world::{Size, customer_id, subscription_id};

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
        ["--baseline", location] => runtime.block_on(baseline(location)),
        ["--load", location, customers, each, ending] => {
            let number = |text: &str| text.parse().expect("a number");
            let size = Size {
                customers: number(customers),
                each: number(each),
                ending: number(ending),
            };
            runtime.block_on(load_only(location, size));
        }
        words => runtime.block_on(measure(words)),
    }
}

fn config(location: &str) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().expect("an address"),
        database: Secret(location.to_owned()),
        sandbox: true,
        requests_per_minute: 0,
        connections: 32,
        secrets_key: Some(Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=".to_owned())),
        log: "warn".into(),
        ..Config::default()
    }
}

/// The child: loads a programme.
async fn load_only(location: &str, size: Size) {
    let running = Running::start(config(location)).await.expect("a center");
    let seconds = world::load(&running.center.engine, size).await;
    if size.ending > 0 {
        scene::load(&running.center.engine).await;
    }
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
            id: world::ANN.into(),
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
    let engine = &running.center.engine;
    let mut sessions = Vec::new();
    for who in [Who::Partner, Who::Customer, Who::Provider, Who::Programme] {
        let (tenant, id) = who.person().expect("a person");
        // The others are in the large programme alone.
        if let Some(person) = engine.person(&tenant, &id).await.expect("the store") {
            sessions.push(engine.begin_session(&person, Stage::Whole, true, "bench").await.expect("a session"));
        }
    }
    let tokens: serde_json::Map<String, Value> = scene::actors()
        .into_iter()
        .map(|(name, actor, graph)| (name.to_owned(), json!(running.center.token(&actor, graph).expect("a token"))))
        .collect();
    println!(
        "{}",
        json!({ "address": running.address, "sessions": sessions, "token": token, "tokens": tokens, "graph": graph,
            "now": running.center.engine.now() })
    );
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await;
    running.stop().await;
}

/// The child: the baseline, until its input ends.
async fn baseline(location: &str) {
    let data = match location.starts_with("postgres") {
        true => Data::postgres(location, 32),
        false => Data::lite(Path::new(location)),
    };
    let address = baseline::serve(data).await;
    println!("{}", json!({ "address": address }));
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await;
}

fn print(work: &str, engine: &str, figures: Figures, more: Value) {
    let mut line = json!({ "work": work, "engine": engine, "perSecond": figures.per_second, "p50Ms": figures.p50_ms,
        "p99Ms": figures.p99_ms, "requests": figures.requests, "errors": figures.errors });
    if let (Some(line), Some(more)) = (line.as_object_mut(), more.as_object()) {
        line.extend(more.clone());
    }
    println!("{line}");
}

/// Loads a service and prints what came of it, with the processor time that the service took per request.
async fn row(work: &str, engine: &str, service: &Service, clients: usize, time: Duration, make: Make) {
    let before = service.cpu_micros();
    let figures = run(service.address, clients, time, make).await;
    let per_request = (service.cpu_micros() - before) / figures.requests.max(1) as f64;
    print(
        work,
        engine,
        figures,
        json!({ "cpuMicros": per_request, "peakMib": service.peak_mib() }),
    );
}

/// Options: `--quick`, and `--only sqlite`, `--only postgres`, `--only large` for a part of it.
async fn measure(words: &[&str]) {
    let quick = words.contains(&"--quick");
    let only = words.iter().position(|w| *w == "--only").and_then(|at| words.get(at + 1));
    let wanted = |part: &str| only.is_none_or(|only| *only == part);
    let time = Duration::from_secs(if quick { 2 } else { 8 });
    let folder = tempfile::Builder::new()
        .prefix("nahtlos-bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a folder");
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    if wanted("sqlite") {
        let small = file("small.db");
        load_into(&small, SMALL);
        small_programme("SQLite", &small, time).await;
    }
    if wanted("postgres") {
        let postgres = nahtlos_testbed::Postgres::start();
        let database = postgres.fresh_database();
        load_into(&database.url, SMALL);
        small_programme("PostgreSQL", &database.url, time).await;
    }
    if wanted("large") {
        large_programme(&file("large.db"), if quick { LARGE_QUICK } else { LARGE }, time).await;
    }
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

async fn small_programme(engine: &str, location: &str, time: Duration) {
    let center = Center::start(location, CLIENTS);
    let bare = Service::start(&["--baseline", location]);
    // Each in turn twice, so that what else the machine does meets both.
    let compare = async |work: &str, bare_make: Make, make: Make| {
        for _ in 0..2 {
            row(
                &format!("baseline: {work}"),
                engine,
                &bare,
                CLIENTS,
                time / 2,
                Arc::clone(&bare_make),
            )
            .await;
            row(work, engine, &center.service, CLIENTS, time / 2, Arc::clone(&make)).await;
        }
    };
    let path = |i, j| format!("/one/{}/{}", customer_id(i), subscription_id(i, j));
    let bare_one: Make = Arc::new(move |client, n| {
        let (i, j) = pick(client, n, SMALL);
        request("GET", &path(i, j), "x", "")
    });
    warm(&center, SMALL).await;
    compare("GET subscription by id", bare_one, get_one(&center.token, SMALL)).await;
    let bare_list: Make = Arc::new(|_, _| request("GET", &format!("/list/{}", world::PARTNER), "x", ""));
    compare("list of 50 customers", bare_list, get_list(&center.token)).await;
    let turn = Arc::new(AtomicU64::new(0));
    let bare_change: Make = Arc::new(move |client, _| {
        let unique = turn.fetch_add(1, Ordering::Relaxed);
        let (i, j) = own(client, unique / CLIENTS as u64, SMALL, true);
        let (customer, id) = (customer_id(i), subscription_id(i, j));
        request("POST", &format!("/change/{customer}/{id}/{}/{unique}", world::PARTNER), "x", "")
    });
    compare("durable writes (seat change)", bare_change, change(&center.token, SMALL)).await;
    let work = "licence assignment through Graph";
    row(work, engine, &center.service, CLIENTS, time, assign(&center.graph)).await;
}

async fn warm(center: &Center, size: Size) {
    run(
        center.service.address,
        CLIENTS,
        Duration::from_millis(500),
        get_one(&center.token, size),
    )
    .await;
}

#[allow(clippy::disallowed_methods)] // a benchmark measures time
async fn large_programme(location: &str, size: Size, time: Duration) {
    let engine = "SQLite";
    let seconds = load_into(location, size);
    let figures = Figures {
        per_second: size.subscriptions() as f64 / seconds,
        requests: size.subscriptions() as u64,
        ..Figures::default()
    };
    print("bulk load, subscriptions", engine, figures, json!({ "seconds": seconds }));
    let begin = std::time::Instant::now();
    let center = Center::start(location, CLIENTS);
    let service = &center.service;
    let first = run(service.address, 1, Duration::from_millis(1), get_one(&center.token, size)).await;
    let started = begin.elapsed().as_secs_f64() * 1000.0;
    let figures = Figures {
        requests: first.requests,
        errors: first.errors,
        ..Figures::default()
    };
    print("start to the first answer", engine, figures, json!({ "ms": started }));
    warm(&center, size).await;
    let work = format!("GET subscription by id, of {}", size.subscriptions());
    row(&work, engine, service, CLIENTS, time, get_one(&center.token, size)).await;
    let work = format!("list of 50 customers, of {}", size.customers);
    row(&work, engine, service, CLIENTS, time, get_list(&center.token)).await;
    let work = "GET subscription by id, 8 clients, quiet";
    row(work, engine, service, 8, time, get_one(&center.token, size)).await;
    pages::measure(&center, size, time / 4).await;
    let day = world::end_day(center.now.date());
    let turn = request(
        "PATCH",
        "/sandbox/v1/clock",
        &center.token,
        &json!({ "set": Instant::start_of(day).plus_hours(1) }).to_string(),
    );
    let due = async {
        let begin = std::time::Instant::now();
        let once: Make = Arc::new(move |_, _| turn.clone());
        let figures = run(service.address, 1, Duration::from_millis(1), once).await;
        (begin.elapsed().as_secs_f64(), figures.errors)
    };
    let work = "GET subscription by id, 8 clients, during due work";
    let (done, ()) = tokio::join!(due, row(work, engine, service, 8, time, get_one(&center.token, size)));
    let ends = (size.ending * size.each) as u64;
    let figures = Figures {
        per_second: ends as f64 / done.0,
        requests: ends,
        errors: done.1,
        ..Figures::default()
    };
    let more = json!({ "seconds": done.0, "peakMib": service.peak_mib() });
    print("due work: term ends of one day", engine, figures, more);
}
