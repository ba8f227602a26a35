//! The benchmark of moves: prints one JSON line per measurement. Run by `cargo xtask bench moves`, which makes the table.
//!
//! Everything runs in this process: the center on a database file, its engine, and the mover with this center as its target. The baseline of
//! the licence changes is the same number of the same assignments through the same use case, side by side as the mover makes them, with
//! nothing planned, proved, seen or written down.

#![allow(clippy::disallowed_methods)] // it measures time

mod remote;
mod stage;

use nahtlos_engine::licenses::assign::AssignLicenses;
use nahtlos_model::{
    ids::SkuId,
    instants::Instant,
    licenses::{Add, LicenseChange},
    moves::{Move, state::State},
};
use serde_json::{Value, json};
use stage::{E3, Stage, mover, user_id};
use std::time::{Duration, Instant as Stopwatch};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Assignments side by side, as in a batch of the mover's.
const SIDE_BY_SIDE: usize = 20;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let quick = words.iter().any(|word| word == "--quick");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let users = if quick { 1_000 } else { 10_000 };
    let has = |name: &str| words.iter().any(|word| word == name);
    if has("--service") {
        let users = words.last().and_then(|word| word.parse().ok()).expect("a number of users");
        runtime.block_on(remote::serve(users));
    } else if has("--waiting") {
        runtime.block_on(waiting(if quick { 500 } else { 10_000 }));
    } else if has("--remote") {
        runtime.block_on(remote::moved(users, false));
    } else if has("--budgets") {
        runtime.block_on(remote::moved(users, true));
    } else {
        runtime.block_on(moved(users));
    }
}

fn print(line: &Value) {
    println!("{line}");
}

/// One customer with very many users, all of whose licences change.
async fn moved(users: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::start(&folder.path().join("center.db")).await;
    baseline(&stage, users).await;
    let began = Stopwatch::now();
    let of = stage.approved(0, users, true).await;
    print(&json!({ "work": "planned, proved and approved", "users": users, "seconds": began.elapsed().as_secs_f64() }));
    let swap = stage.day_of_swap(&of).await;
    stage.engine().turn_clock(swap.plus_ms(-3_600_000)).await.expect("a turn");
    let began = Stopwatch::now();
    stage.engine().turn_clock(swap.plus_ms(3_600_000)).await.expect("a turn");
    let seconds = began.elapsed().as_secs_f64();
    let after = stage.of(&of.id).await;
    assert!(after.state.is_under_way(), "{:?}", after.halt);
    let changed = stage.without(0, E3).await;
    assert_eq!(changed, users as usize, "everybody has changed");
    print(
        &json!({ "work": "one move, all licences changed", "users": users, "seconds": seconds, "perSecond": f64::from(users) / seconds,
        "entries": after.entries, "peakMib": peak_mib() }),
    );
    let began = Stopwatch::now();
    let done = stage.carried_out(&of.id).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    print(&json!({ "work": "the rest of it, to the final proof", "users": users, "seconds": began.elapsed().as_secs_f64() }));
    stage.stop().await;
}

/// The same assignments for another customer of the same size, by themselves.
async fn baseline(stage: &Stage, users: u32) {
    stage.load_roomy(1, users).await;
    let give: SkuId = stage::E5.parse().expect("an id");
    let take: SkuId = E3.parse().expect("an id");
    let call = stage.administrator(1);
    let change = |add: SkuId, remove: SkuId| LicenseChange {
        add: vec![Add {
            sku: add,
            disabled: Vec::new(),
        }],
        remove: vec![remove],
    };
    let began = Stopwatch::now();
    let all: Vec<u32> = (1..=users).collect();
    for batch in all.chunks(SIDE_BY_SIDE) {
        let one = |n: &u32| {
            let assign = AssignLicenses {
                tenant_id: stage::tenant(1),
                user: user_id(1, *n),
                change: change(give, take),
            };
            stage.engine().execute(&call, assign)
        };
        for done in futures_util::future::join_all(batch.iter().map(one)).await {
            done.expect("an assignment");
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    print(
        &json!({ "work": "baseline: one move, all licences changed", "users": users, "seconds": seconds, "perSecond": f64::from(users) / seconds }),
    );
}

/// Very many moves that wait for their customers' answer: what they take while nothing is due.
async fn waiting(moves: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::start(&folder.path().join("center.db")).await;
    let empty = resident_mib();
    let began = Stopwatch::now();
    for n in 0..moves {
        stage.approved(n, 3, false).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    stage
        .engine()
        .turn_clock(stage.engine().now().plus_ms(60_000))
        .await
        .expect("a turn");
    print(
        &json!({ "work": "moves begun, planned, proved, approved and requested", "users": moves, "seconds": seconds, "perSecond": f64::from(moves) / seconds }),
    );
    // A process that begins with them, as after a restart.
    let location = stage.location().to_owned();
    stage.stop().await;
    let stage = Stage::open(&location).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let (cpu, real) = (cpu_seconds(), Stopwatch::now());
    tokio::time::sleep(Duration::from_secs(20)).await;
    let share = 100.0 * (cpu_seconds() - cpu) / real.elapsed().as_secs_f64();
    print(&json!({ "work": "moves that wait", "users": moves, "cpuPercent": share, "residentMib": resident_mib(), "emptyMib": empty }));
    let call = mover();
    let of: Vec<Move> = stage.newest(&call, 1).await;
    assert!(
        of.iter()
            .all(|of| of.state == State::Waiting && of.next.is_some_and(|next| next > Instant(0)))
    );
    stage.stop().await;
}

/// A figure of `/proc/self/status` in MiB.
fn status_mib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    let kib = line.split_whitespace().nth(1).and_then(|text| text.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

fn resident_mib() -> u64 {
    status_mib("VmRSS:")
}

fn peak_mib() -> u64 {
    status_mib("VmHWM:")
}

/// Processor time that this process has taken: user and system, in clock ticks of a hundredth of a second.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |place: usize| {
        after
            .split_whitespace()
            .nth(place)
            .and_then(|text| text.parse::<u64>().ok())
            .unwrap_or(0)
    };
    (ticks(11) + ticks(12)) as f64 / 100.0
}
