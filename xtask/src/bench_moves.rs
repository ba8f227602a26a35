//! `cargo xtask bench moves`: builds the benchmark of moves in release, runs it and writes its part of `docs/benchmarks.md`. The measuring
//! itself is `crates/server/benches/moves`; its baseline runs in the same process, on the same database.

use crate::{
    bench::{Part, machine, write_part},
    shell,
};
use serde::Deserialize;
use std::{fmt::Write as _, path::Path};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    work: String,
    users: u64,
    seconds: Option<f64>,
    per_second: Option<f64>,
    cpu_percent: Option<f64>,
    resident_mib: Option<u64>,
    empty_mib: Option<u64>,
    peak_mib: Option<u64>,
    budget_percent: Option<f64>,
    windows: Option<u64>,
}

/// What a kind of work may take: its words, and whether a measurement keeps within it.
fn target(row: &Measured) -> Option<(&'static str, bool)> {
    Some(match (row.work.as_str(), row.users) {
        ("one move, all licences changed", 10_000) => (
            "under 15 s, at least 1,000 user changes a second",
            row.seconds.is_some_and(|s| s < 15.0) && row.per_second.is_some_and(|n| n >= 1_000.0),
        ),
        ("at a second process, budgets off", 10_000) => ("at least 300 user changes a second", row.per_second.is_some_and(|n| n >= 300.0)),
        ("at a second process, budgets on", 10_000) => {
            ("at least 95 % of the budget", row.budget_percent.is_some_and(|share| share >= 95.0))
        }
        ("moves that wait", 10_000) => (
            "under 200 MiB, under 5 % of a core",
            row.resident_mib.is_some_and(|mib| mib < 200) && row.cpu_percent.is_some_and(|share| share < 5.0),
        ),
        _ => return None,
    })
}

/// Options: `--quick` (a smaller customer, fewer moves; prints and writes nothing).
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<(), String> {
    let quick = options.contains(&"--quick");
    let mut rows = Vec::new();
    for part in [&[][..], &["--remote"], &["--budgets"], &["--waiting"]] {
        let mut words = vec![
            "cargo",
            "bench",
            "--quiet",
            "--locked",
            "--package",
            "nahtlos-server",
            "--bench",
            "moves",
            "--",
        ];
        words.extend(part.iter().chain(options).copied());
        let output = shell::output(shell::command(root, &words))?;
        for line in output.lines().filter(|line| line.starts_with('{')) {
            let row: Measured = serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
            rows.push(row);
        }
    }
    let document = document(&rows);
    if quick {
        println!("{document}");
        return Ok(());
    }
    write_part(root, Part::Moves, &document)
}

fn document(rows: &[Measured]) -> String {
    let mut text = format!(
        "\nWritten by `cargo xtask bench moves` on {}, which center, mover and database share.\n",
        machine()
    );
    text.push_str(
        "One process with a center on SQLite (synchronous=FULL) and the mover with this center as its target. The baseline makes the same assignments\n\
         through the same use case, as many side by side, with nothing planned, proved, seen or written down. At a second process: a service on a database\n\
         of its own on the same machine, asked over HTTP with a token; each look and each batch of 20 is a request.\n\n\
         | work | users or moves | time | per second | target | baseline per second | of baseline | else |\n| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |\n",
    );
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.0}"));
    for row in rows.iter().filter(|row| !row.work.starts_with("baseline: ")) {
        let base = rows.iter().find(|b| b.work == format!("baseline: {}", row.work));
        let base = base.and_then(|b| b.per_second);
        let share = base
            .zip(row.per_second)
            .map_or_else(String::new, |(b, n)| format!("{:.0} %", 100.0 * n / b));
        let target = target(row).map_or_else(String::new, |(words, met)| format!("{words} {}", if met { "✓" } else { "✗" }));
        let more: Vec<String> = [
            row.cpu_percent.map(|share| format!("{share:.1} % of a core")),
            row.resident_mib.map(|mib| format!("{mib} MiB resident")),
            row.empty_mib.map(|mib| format!("{mib} MiB before")),
            row.peak_mib.map(|mib| format!("{mib} MiB at most")),
            row.budget_percent.zip(row.windows).map(|(share, windows)| {
                format!("{share:.1} % of 3,000 changes per 150 s used, in {windows} full windows of the sandbox's clock")
            }),
        ]
        .into_iter()
        .flatten()
        .collect();
        let seconds = row.seconds.map_or_else(String::new, |s| format!("{s:.1} s"));
        let _ = writeln!(
            text,
            "| {} | {} | {seconds} | {} | {target} | {} | {share} | {} |",
            row.work,
            row.users,
            number(row.per_second),
            number(base),
            more.join(", ")
        );
    }
    text
}
