//! `cargo xtask bench center`: builds the benchmark in release, runs it and writes the center's part of `docs/benchmarks.md`.
//! The measuring itself is `crates/server/benches/center`; its baseline runs in the same run, on the same databases.

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
    engine: String,
    per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    errors: u64,
    cpu_micros: Option<f64>,
    seconds: Option<f64>,
    ms: Option<f64>,
    peak_mib: Option<u64>,
    /// Bytes that a page sends, compressed, with what goes before it.
    bytes: Option<u64>,
}

/// How the measurements of the dashboard's pages are called.
const PAGE: &str = "page: ";
/// What a page may take at the server, and a first visit send.
const PAGE_MS: f64 = 30.0;
const FIRST_VISIT: u64 = 60 * 1024;

impl Measured {
    /// Another round of the same work: the mean of the times, the sum of the errors.
    fn join(&mut self, other: &Self, rounds_before: f64) {
        let mean = |a: f64, b: f64| (a * rounds_before + b) / (rounds_before + 1.0);
        self.per_second = mean(self.per_second, other.per_second);
        self.p50_ms = mean(self.p50_ms, other.p50_ms);
        self.p99_ms = mean(self.p99_ms, other.p99_ms);
        self.cpu_micros = self.cpu_micros.zip(other.cpu_micros).map(|(a, b)| mean(a, b));
        self.errors += other.errors;
        self.peak_mib = self.peak_mib.max(other.peak_mib);
    }
}

/// One row for every work and engine, in the order in which they came first.
fn joined(lines: impl Iterator<Item = Measured>) -> Vec<Measured> {
    let mut rows: Vec<(Measured, f64)> = Vec::new();
    for line in lines {
        match rows.iter_mut().find(|(row, _)| row.work == line.work && row.engine == line.engine) {
            Some((row, rounds)) => {
                row.join(&line, *rounds);
                *rounds += 1.0;
            }
            None => rows.push((line, 1.0)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Options: `--quick` (short runs, a smaller large programme); `--only sqlite|postgres|large` prints a part and writes nothing.
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<(), String> {
    let mut words = vec![
        "cargo",
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "nahtlos-server",
        "--bench",
        "center",
        "--",
    ];
    words.extend(options.iter().copied());
    let output = shell::output(shell::command(root, &words))?;
    let lines = output.lines().filter(|line| line.starts_with('{'));
    let read: Vec<Measured> = lines
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{line}: {error}")))
        .collect::<Result<_, _>>()?;
    let rows = joined(read.into_iter());
    if options.contains(&"--only") {
        println!("{}", document(&rows, options.contains(&"--quick")));
        return Ok(());
    }
    write_part(root, Part::Center, &document(&rows, options.contains(&"--quick")))
}

fn document(rows: &[Measured], quick: bool) -> String {
    let kind = if quick {
        " (a quick run: short, and with a smaller programme)"
    } else {
        ""
    };
    let mut text = format!(
        "\nWritten by `cargo xtask bench center`{kind} on {}, which server, load generator and database share.\n",
        machine()
    );
    text.push_str(
        "The baseline is a bare axum service on the bare drivers that reads and writes the same rows of the same database in the same run\n(`crates/server/benches/center/baseline.rs`). SQLite commits with synchronous=FULL.\n\n\
         | work | engine | per second | p50 | p99 | baseline per second | of baseline | p99 ÷ baseline's | errors | else |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n",
    );
    let services = |row: &&Measured| !row.work.starts_with("baseline: ") && !row.work.starts_with(PAGE);
    for row in rows.iter().filter(services) {
        let base = rows
            .iter()
            .find(|b| b.engine == row.engine && b.work == format!("baseline: {}", row.work));
        let (rate, share, tail) = base.map_or_else(Default::default, |b| {
            let share = format!("{:.0} %", 100.0 * row.per_second / b.per_second);
            (format!("{:.0}", b.per_second), share, format!("{:.1}", row.p99_ms / b.p99_ms))
        });
        let more: Vec<String> = [
            row.cpu_micros.map(|us| format!("{us:.0} µs of processor each")),
            row.seconds.map(|s| format!("{s:.1} s")),
            row.ms.map(|ms| format!("{ms:.0} ms")),
            row.peak_mib.map(|mib| format!("{mib} MiB at most")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let times = if row.p99_ms > 0.0 {
            format!("{:.2} ms | {:.2} ms", row.p50_ms, row.p99_ms)
        } else {
            " | ".to_owned()
        };
        let per_second = if row.per_second > 0.0 {
            format!("{:.0}", row.per_second)
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "| {} | {} | {per_second} | {times} | {rate} | {share} | {tail} | {} | {} |",
            row.work,
            row.engine,
            row.errors,
            more.join(", ")
        );
    }
    pages(&mut text, rows);
    text
}

/// The dashboard's pages, in a table of their own.
fn pages(text: &mut String, rows: &[Measured]) {
    let pages: Vec<(&str, &Measured)> = rows.iter().filter_map(|row| Some((row.work.strip_prefix(PAGE)?, row))).collect();
    if pages.is_empty() {
        return;
    }
    text.push_str(
        "\n## The dashboard's pages\n\nThe same large programme, one visitor, another customer every time; sent: gzip, with the reply's head. German. Nothing is kept between requests.\n\n\
         | page | p50 | p99 | target | sent | target | errors |\n| --- | ---: | ---: | --- | ---: | --- | ---: |\n",
    );
    let met = |met: bool| if met { "✓" } else { "✗" };
    for (name, row) in pages {
        let sent = row.bytes.unwrap_or_default();
        #[allow(clippy::cast_precision_loss)] // kibibytes of a page
        let kib = sent as f64 / 1024.0;
        let _ = match name.starts_with("first visit") {
            true => writeln!(
                text,
                "| {name} | | | | {kib:.1} KiB | under 60 KiB {} | {} |",
                met(sent < FIRST_VISIT),
                row.errors
            ),
            false => writeln!(
                text,
                "| {name} | {:.2} ms | {:.2} ms | under 30 ms {} | {kib:.1} KiB | | {} |",
                row.p50_ms,
                row.p99_ms,
                met(row.p99_ms < PAGE_MS),
                row.errors
            ),
        };
    }
}
