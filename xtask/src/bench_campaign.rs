//! `cargo xtask bench campaign`: builds the benchmark of schedules in release, runs it and writes its part of `docs/benchmarks.md`.
//! The measuring itself is `crates/planner/benches/schedule.rs`; its baseline, a general solver, runs in the same run.

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
    customers: u64,
    days: u64,
    ms: f64,
    check_ms: Option<f64>,
    pivots: Option<u64>,
    late: Option<u64>,
    left_out: Option<u64>,
    baseline_ms: Option<f64>,
}

/// What the schedule of this many customers may take, in milliseconds.
const TARGET: (u64, f64) = (100_000, 5_000.0);

/// Options: `--quick` (one run each, a small baseline).
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<(), String> {
    let mut words = vec![
        "cargo",
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "nahtlos-planner",
        "--bench",
        "schedule",
        "--",
    ];
    words.extend(options);
    let output = shell::output(shell::command(root, &words))?;
    let lines = output.lines().filter(|line| line.starts_with('{'));
    let rows: Result<Vec<Measured>, String> = lines
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{line}: {error}")))
        .collect();
    write_part(root, Part::Campaigns, &document(&rows?, options))
}

fn document(rows: &[Measured], options: &[&str]) -> String {
    let command = ["cargo xtask bench campaign", &options.join(" ")].join(" ");
    let mut text = format!("Written by `{}` on {}.\n", command.trim(), machine());
    text.push_str("One core, medians; the check proves the schedule by its prices. Customers come from a seed (`crates/planner/benches/schedule.rs`).\n\n");
    text.push_str("| customers' costs | customers | days | schedule | check | target | pivots | not in time | left out |\n");
    text.push_str("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |\n");
    for row in rows.iter().filter(|row| row.baseline_ms.is_none()) {
        let target = match row.customers == TARGET.0 {
            true => format!("under 5 s {}", if row.ms < TARGET.1 { "✓" } else { "✗" }),
            false => String::new(),
        };
        let count = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.0} ms | {:.0} ms | {target} | {} | {} | {} |",
            row.work,
            row.customers,
            row.days,
            row.ms,
            row.check_ms.unwrap_or_default(),
            count(row.pivots),
            count(row.late),
            count(row.left_out)
        );
    }
    text.push_str("\nThe same problem as a linear programme in `microlp`, with the same optimum:\n\n");
    text.push_str("| customers | days | microlp | schedule | times faster |\n| ---: | ---: | ---: | ---: | ---: |\n");
    for row in rows {
        if let Some(baseline) = row.baseline_ms {
            let times = baseline / row.ms;
            let _ = writeln!(
                text,
                "| {} | {} | {baseline:.1} ms | {:.2} ms | {times:.0} |",
                row.customers, row.days, row.ms
            );
        }
    }
    text
}
