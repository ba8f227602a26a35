//! `cargo xtask bench planner`: builds the benchmark in release, runs it and writes `docs/benchmarks.md`.
//! The measuring itself is `crates/cli/benches/planner`; the baseline is `xtask/bench/highs.py`.

use crate::shell;
use serde::Deserialize;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    work: String,
    users: u64,
    originals: usize,
    plan_ms: f64,
    proof_ms: f64,
    floor_ms: Option<f64>,
    peak_kib: Option<u64>,
    method: String,
    cost: f64,
}

#[derive(Deserialize)]
struct Baseline {
    status: String,
    cost: f64,
    seconds: f64,
    variables: u64,
    constraints: u64,
}

/// What a kind of work may take.
struct Target {
    work: &'static str,
    /// Whether `work` is only the beginning of the name.
    is_beginning: bool,
    ms: f64,
    mib: u64,
    words: &'static str,
}

const fn target_of(work: &'static str, is_beginning: bool, ms: f64, mib: u64, words: &'static str) -> Target {
    Target {
        work,
        is_beginning,
        ms,
        mib,
        words,
    }
}

/// The targets. A quick run's smaller campaign has none.
const TARGETS: [Target; 7] = [
    target_of("nordwind-120", false, 3.0, 1024, "under 3 ms"),
    target_of("nordwind-2000", false, 60.0, 1024, "under 60 ms, stretch 15 ms"),
    target_of("nordwind-60-cheapest", false, 200.0, 1024, "under 200 ms, stretch 50 ms"),
    target_of("one customer, 10,000", true, 200.0, 1024, "under 200 ms"),
    target_of("one customer, 100,000", true, 2_000.0, 500, "under 2 s, under 500 MiB"),
    target_of("campaign of 10000 customers", false, 60_000.0, 1024, "under 60 s, under 1 GiB"),
    target_of("start to --version", false, 10.0, 1024, "under 10 ms"),
];

/// Options: `--quick` (few runs, a small campaign), `--highs SECONDS` (time limit of the baseline per case, 0 leaves it out).
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<(), String> {
    let quick = options.contains(&"--quick");
    let limit = match options.iter().position(|option| *option == "--highs") {
        Some(at) => options
            .get(at + 1)
            .and_then(|s| s.parse::<u32>().ok())
            .ok_or("--highs needs a number of seconds")?,
        None => 900,
    };
    let shared = std::env::var_os("NAHTLOS_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let shared = shared
        .canonicalize()
        .map_err(|error| format!("{}: {error} (set NAHTLOS_SHARED)", shared.display()))?;
    let rows = measure(root, &shared, quick)?;
    let baselines = if limit > 0 { baselines(root, &shared, limit)? } else { Vec::new() };
    let text = document(&rows, &baselines, quick)?;
    write_part(root, Part::Planner, &text)
}

/// The parts of `docs/benchmarks.md`, each written by its own benchmark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Planner,
    Center,
    Moves,
}

/// Where the parts behind the planner's begin.
const PARTS: [&str; 2] = ["\n# The center\n", "\n# Moves\n"];

/// Writes one part and leaves the others as they are.
pub(crate) fn write_part(root: &Path, part: Part, text: &str) -> Result<(), String> {
    let path = root.join("docs/benchmarks.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let (rest, moves) = before.split_once(PARTS[1]).unwrap_or((&before, ""));
    let (planner, center) = rest.split_once(PARTS[0]).unwrap_or((rest, ""));
    let mut parts = [planner, center, moves];
    parts[part as usize] = text;
    let mut whole = format!("{}\n", parts[0].trim_end());
    for (title, text) in PARTS.iter().zip(&parts[1..]).filter(|(_, text)| !text.is_empty()) {
        whole.push_str(title);
        whole.push_str(text.trim_end());
        whole.push('\n');
    }
    std::fs::write(&path, whole).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{text}\nwritten: {}", path.display());
    Ok(())
}

fn measure(root: &Path, shared: &Path, quick: bool) -> Result<Vec<Measured>, String> {
    let mut words = vec![
        "cargo",
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "nahtlos-cli",
        "--bench",
        "planner",
        "--",
    ];
    if quick {
        words.push("--quick");
    }
    let mut command = shell::command(root, &words);
    command.env("NAHTLOS_SHARED", shared);
    let output = shell::output(command)?;
    let lines = output.lines().filter(|line| line.starts_with('{'));
    lines
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{line}: {error}")))
        .collect()
}

/// HiGHS on the same cases, in a Python environment of its own under `target/`.
fn baselines(root: &Path, shared: &Path, limit: u32) -> Result<Vec<(String, Baseline)>, String> {
    let environment = root.join("target/highs");
    let python = environment.join("bin/python");
    if !python.exists() {
        shell::run(shell::command(root, &["python3", "-m", "venv", &environment.to_string_lossy()]))?;
    }
    shell::run(shell::command(
        root,
        &[&python.to_string_lossy(), "-m", "pip", "install", "--quiet", "highspy"],
    ))?;
    let script = root.join("xtask/bench/highs.py");
    let mut found = Vec::new();
    for name in ["nordwind-120", "nordwind-2000", "nordwind-60-cheapest"] {
        println!("HiGHS: {name}, at most {limit} s");
        let case = shared.join("data/cases").join(name);
        let words = [
            &python.to_string_lossy(),
            &*script.to_string_lossy(),
            &*case.to_string_lossy(),
            &*limit.to_string(),
        ];
        let line = shell::output(shell::command(root, &words))?;
        let baseline = serde_json::from_str(line.trim()).map_err(|error| format!("{line}: {error}"))?;
        found.push((name.to_owned(), baseline));
    }
    Ok(found)
}

fn document(rows: &[Measured], baselines: &[(String, Baseline)], quick: bool) -> Result<String, String> {
    let mut text = String::from("# Benchmarks\n\n");
    let command = if quick {
        "cargo xtask bench planner --quick"
    } else {
        "cargo xtask bench planner"
    };
    let _ = writeln!(text, "Written by `{command}` on {}.\n", machine());
    text.push_str(
        "Plan and proof are medians in one process on parsed cases; the floor is the time merely to read and parse the same files.\n\
         Generated customers come from a seed (`crates/cli/benches/planner/generate.rs`). A campaign is the whole program: files, plans, proofs.\n\n",
    );
    text.push_str("| work | users | originals | plan | proof | both | target | floor | both ÷ floor | peak memory | method |\n");
    text.push_str("| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |\n");
    for row in rows {
        let both = row.plan_ms + row.proof_ms;
        let target = target(row).map_or_else(String::new, |(words, met)| format!("{words} {}", if met { "✓" } else { "✗" }));
        let ratio = row.floor_ms.map_or_else(String::new, |floor| format!("{:.1}", both / floor));
        let peak = row.peak_kib.map_or_else(String::new, |kib| format!("{} MiB", kib / 1024));
        let floor = row.floor_ms.map_or_else(String::new, duration);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {target} | {floor} | {ratio} | {peak} | {} |",
            row.work,
            row.users,
            row.originals,
            duration(row.plan_ms),
            duration(row.proof_ms),
            duration(both),
            row.method
        );
    }
    if !baselines.is_empty() {
        compare(&mut text, rows, baselines)?;
    }
    Ok(text)
}

/// The target of a row, and whether it is met: in time, in memory, and proved.
fn target(row: &Measured) -> Option<(&'static str, bool)> {
    let found = TARGETS
        .iter()
        .find(|target| row.work == target.work || (target.is_beginning && row.work.starts_with(target.work)))?;
    let in_time = row.plan_ms + row.proof_ms < found.ms;
    let in_memory = row.peak_kib.is_none_or(|kib| kib < found.mib * 1024);
    Some((found.words, in_time && in_memory && !row.method.contains("NOT ")))
}

/// The baseline beside the planner; a different cost of two optima is an error.
fn compare(text: &mut String, rows: &[Measured], baselines: &[(String, Baseline)]) -> Result<(), String> {
    text.push_str("\n## The same problem as an integer programme in HiGHS\n\n");
    text.push_str("`xtask/bench/highs.py`, one thread of `highspy` from PyPI, solver time only, no tolerance on the optimum.\n\n");
    text.push_str("| case | variables | constraints | HiGHS | status | cost | planner and proof | cost | times faster |\n");
    text.push_str("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |\n");
    for (name, baseline) in baselines {
        let row = rows
            .iter()
            .find(|row| row.work == *name)
            .ok_or_else(|| format!("{name} was not measured"))?;
        let both = row.plan_ms + row.proof_ms;
        if baseline.status == "Optimal" && (baseline.cost - row.cost).abs() > 0.001 {
            return Err(format!("{name}: HiGHS says {}, the planner {}", baseline.cost, row.cost));
        }
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {:.1} s | {} | {:.6} | {} | {:.6} | {:.0} |",
            baseline.variables,
            baseline.constraints,
            baseline.seconds,
            baseline.status,
            baseline.cost,
            duration(both),
            row.cost,
            baseline.seconds * 1_000.0 / both
        );
    }
    Ok(())
}

fn duration(ms: f64) -> String {
    if ms < 1.0 {
        format!("{:.0} µs", ms * 1_000.0)
    } else if ms < 1_000.0 {
        format!("{ms:.1} ms")
    } else {
        format!("{:.2} s", ms / 1_000.0)
    }
}

/// Processor, number of processors, memory, system.
pub(crate) fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).map(str::to_owned);
        line.and_then(|line| line.split_once(':').map(|(_, value)| value.trim().to_owned()))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    let model = field(&read("/proc/cpuinfo"), "model name");
    let memory = field(&read("/proc/meminfo"), "MemTotal")
        .trim_end_matches(" kB")
        .parse::<u64>()
        .unwrap_or(0)
        / 1_048_576;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{processors} processors ({model}), {memory} GiB, {}", std::env::consts::OS)
}
