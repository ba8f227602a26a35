//! The project's own tools, called as `cargo xtask …` by people and by `.ci/run`.
//!
//! Never part of the product: nothing here is shipped, and no crate depends on it.

mod bench;
mod bench_campaign;
mod bench_center;
mod bench_moves;
mod clients;
mod conformance;
mod deny;
mod metadata;
mod needs;
mod schemathesis;
mod shell;
mod sim;
mod states;
mod test;
mod tidy;
mod tour;

use std::{path::PathBuf, process::ExitCode};

const HELP: &str = "\
The project's own tools.

  cargo xtask test [--long]    everything that must hold: format, lints, tidy, dependencies, tests, report in a browser
  cargo xtask tidy             arrows between crates, sizes, headers, locale keys, words
  cargo xtask deny             licences, bans and sources of dependencies (deny.toml)
  cargo xtask clients          the Graph SDKs of the registries and the commands of the documentation against a server
  cargo xtask schemathesis     asks the program everything its OpenAPI document tells, 130 s [--seconds N] [--seed N] [-- WORDS for schemathesis]
  cargo xtask conformance      asks every operation of a real server and writes docs/conformance.md
  cargo xtask sim              moves simulated from seeds [--seed N] [--runs K] [--long] [--calm] [--story] [--break NAME] [--breaks]
  cargo xtask states           tries every event in every state and writes docs/states
  cargo xtask tour             makes the pictures of docs/tour.md anew
  cargo xtask bench planner    measures and writes docs/benchmarks.md [--highs SECONDS] [--quick]
  cargo xtask bench campaign   measures schedules of campaigns beside a general solver, into the same file [--quick]
  cargo xtask bench center     measures the center beside its baseline, into the same file [--quick]; [--only sqlite|postgres|large] prints a part
  cargo xtask bench moves      measures moves beside their baseline, into the same file; [--quick] prints a small run
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    let done = match words.as_slice() {
        ["test"] => test::run(&root, false),
        ["test", "--long"] => test::run(&root, true),
        ["tidy"] => tidy::run(&root),
        ["deny"] => deny::run(&root),
        ["clients"] => clients::run(&root),
        ["schemathesis", rest @ ..] => schemathesis::run(&root, rest),
        ["conformance"] => conformance::run(&root),
        ["sim", rest @ ..] => sim::run(&root, rest),
        ["states"] => states::run(&root),
        ["tour"] => tour::run(&root),
        ["bench", "planner", rest @ ..] => bench::run(&root, rest),
        ["bench", "campaign", rest @ ..] => bench_campaign::run(&root, rest),
        ["bench", "center", rest @ ..] => bench_center::run(&root, rest),
        ["bench", "moves", rest @ ..] => bench_moves::run(&root, rest),
        ["--help" | "-h" | "help"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's root: the folder above this crate's.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}
