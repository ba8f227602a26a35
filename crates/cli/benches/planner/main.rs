//! The planner's benchmark: prints one JSON line per measurement. Run by `cargo xtask bench planner`, which makes the table.
//!
//! Every time is the median of several runs in one process on parsed cases, plan and proof together; beside it stands the
//! physical floor, the time merely to read and parse the same files. Needs NAHTLOS_SHARED with the reference cases.

mod generate;
mod measure;

use generate::{Customer, Template};
use measure::{Measured, child, median, print};
use nahtlos_files::case::{SharedFiles, read_case, read_case_sharing};
use nahtlos_model::case::Case;
use nahtlos_planner::{
    Options, plan,
    verify::{Verdict, verify},
};
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Customers of the campaign and users of each.
const CAMPAIGN: (usize, usize) = (10_000, 100);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == "--one"
    {
        // In a process of its own, so that its peak memory is its own.
        let case = read(Path::new(folder));
        measure_case("", &case, 1);
        println!("{}", measure::own_peak_kib());
        return;
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let shared = std::env::var_os("NAHTLOS_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let cases = shared.join("data/cases");
    let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let template = Template::read(&cases.join("nordwind-2000"));

    for name in ["nordwind-120", "nordwind-2000", "nordwind-60-cheapest"] {
        print(&measured(name, &cases.join(name), if quick { 3 } else { 15 }));
    }
    for (name, users, times) in [
        ("one customer, 10,000 users", 10_000, 7),
        ("one customer, 100,000 users", 100_000, 3),
    ] {
        let folder = template.write(
            &work.join(format!("users-{users}")),
            &Customer {
                users,
                originals: 60,
                sets: 30,
                seed: 7,
            },
        );
        let mut row = measured(name, &folder, if quick { 1 } else { times });
        row.peak_kib = Some(peak_of_one(&folder));
        print(&row);
    }
    growth(&template, &work, quick);
    start();
    campaign(&template, &work, quick);
}

fn read(folder: &Path) -> Case {
    match read_case(folder) {
        Ok(read) => read.value,
        Err(problems) => panic!(
            "{}: {}",
            folder.display(),
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

/// Plan and proof, and the floor, of a case's folder.
fn measured(name: &str, folder: &Path, times: usize) -> Measured {
    let floor_ms = median(times, || drop(read(folder)));
    let mut row = measure_case(name, &read(folder), times);
    row.floor_ms = Some(floor_ms);
    row
}

fn measure_case(name: &str, case: &Case, times: usize) -> Measured {
    let options = Options::default();
    let planned = plan(case, &options).unwrap_or_else(|refusal| panic!("{name}: {:?}", refusal.reasons));
    let plan_ms = median(times, || drop(plan(case, &options)));
    let proof_ms = median(times, || drop(verify(case, &planned)));
    let refuted = match verify(case, &planned) {
        Verdict::Proved(_) => String::new(),
        Verdict::Refuted(counter) => format!(", NOT PROVED: {} {:?}", counter.code, counter.values), // stands in the table for all to see
    };
    Measured {
        work: name.to_owned(),
        users: case.estate.users.iter().map(|user| u64::from(user.count)).sum(),
        originals: case.estate.subscriptions.len(),
        plan_ms,
        proof_ms,
        method: format!("{}{refuted}", planned.cost.method),
        cost: planned.cost.cost_exact.approx(),
        ..Measured::default()
    }
}

fn peak_of_one(folder: &Path) -> u64 {
    let own = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(own).arg("--one").arg(folder).output().expect("a child");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number of KiB")
}

/// How time grows with users and with originals, each over a hundredfold.
fn growth(template: &Template, work: &Path, quick: bool) {
    let times = if quick { 1 } else { 5 };
    for users in [1_000, 3_000, 10_000, 30_000, 100_000] {
        let customer = Customer {
            users,
            originals: 60,
            sets: 30,
            seed: 11,
        };
        let folder = template.write(&work.join(format!("growth-users-{users}")), &customer);
        print(&measured(&format!("growth in users: {users}"), &folder, times));
    }
    for originals in [6, 20, 60, 200, 600] {
        let customer = Customer {
            users: 5_000,
            originals,
            sets: 30,
            seed: 13,
        };
        let folder = template.write(&work.join(format!("growth-originals-{originals}")), &customer);
        print(&measured(&format!("growth in originals: {originals}"), &folder, times));
    }
}

/// From the call to the end of `nahtlos --version`.
fn start() {
    let ms = median(51, || drop(child(&["--version"])));
    print(&Measured {
        work: "start to --version".to_owned(),
        plan_ms: ms,
        ..Measured::default()
    });
}

/// The real program on a real folder of cases: plan, proof and files.
fn campaign(template: &Template, work: &Path, quick: bool) {
    let customers = if quick { CAMPAIGN.0 / 20 } else { CAMPAIGN.0 };
    let (folder, plans) = (work.join("campaign"), work.join("campaign-plans"));
    for old in [&folder, &plans] {
        if old.exists() {
            std::fs::remove_dir_all(old).expect("the last run's files are removed");
        }
    }
    template.write_shared(&folder);
    let cases: Vec<PathBuf> = (0..customers)
        .map(|n| {
            let case = folder.join(format!("c{n:05}"));
            template.write_estate(
                &case,
                &Customer {
                    users: CAMPAIGN.1,
                    originals: 8,
                    sets: 6,
                    seed: n as u64,
                },
            );
            case
        })
        .collect();
    let floor_ms = median(1, || read_all(&cases));
    let ran = child(&[
        "campaign",
        "plan",
        folder.to_str().expect("UTF-8"),
        "-o",
        plans.to_str().expect("UTF-8"),
    ]);
    print!("{}", ran.output.lines().map(|line| format!("# {line}\n")).collect::<String>());
    print(&Measured {
        work: format!("campaign of {customers} customers"),
        users: (customers * CAMPAIGN.1) as u64,
        originals: customers * 8,
        plan_ms: ran.ms,
        floor_ms: Some(floor_ms),
        peak_kib: Some(ran.peak_kib),
        method: if ran.success { String::new() } else { "NOT ALL PLANNED".to_owned() },
        ..Measured::default()
    });
}

fn read_all(cases: &[PathBuf]) {
    let (shared, next) = (SharedFiles::new(), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(folder) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    assert!(read_case_sharing(folder, &shared).is_ok(), "{}", folder.display());
                }
            });
        }
    });
}
