//! Time and memory: medians of this process, wall time and peak memory of another. Linux only, as the table says.

use serde::Serialize;
use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// One line of the benchmark.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Measured {
    pub(crate) work: String,
    pub(crate) users: u64,
    pub(crate) originals: usize,
    /// Planning; for other programs the whole run.
    pub(crate) plan_ms: f64,
    pub(crate) proof_ms: f64,
    /// Reading and parsing the same files.
    pub(crate) floor_ms: Option<f64>,
    pub(crate) peak_kib: Option<u64>,
    pub(crate) method: String,
    pub(crate) cost: f64,
}

/// Prints a line for the table.
pub(crate) fn print(row: &Measured) {
    println!("{}", serde_json::to_string(row).expect("JSON"));
}

/// The median time of `times` runs in milliseconds.
#[allow(clippy::disallowed_methods)] // measuring time is what this is for
pub(crate) fn median(times: usize, mut work: impl FnMut()) -> f64 {
    let mut all: Vec<Duration> = (0..times.max(1))
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed()
        })
        .collect();
    all.sort();
    all[all.len() / 2].as_secs_f64() * 1_000.0
}

/// The most memory this process has had, in KiB.
pub(crate) fn own_peak_kib() -> u64 {
    peak_kib("self").unwrap_or(0)
}

fn peak_kib(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What came of a run of `nahtlos`.
pub(crate) struct Ran {
    pub(crate) ms: f64,
    pub(crate) peak_kib: u64,
    pub(crate) success: bool,
    pub(crate) output: String,
}

/// Runs the program, watching its memory.
#[allow(clippy::disallowed_methods)] // measuring time is what this is for, and another process is watched by looking again
pub(crate) fn child(arguments: &[&str]) -> Ran {
    let begin = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_nahtlos"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.expect("nahtlos starts");
    let mut peak = 0;
    let watch = arguments[0] != "--version";
    while watch && child.try_wait().expect("a child").is_none() {
        peak = peak_kib(&child.id().to_string()).unwrap_or(0).max(peak);
        thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("its output");
    Ran {
        ms: begin.elapsed().as_secs_f64() * 1_000.0,
        peak_kib: peak,
        success: output.status.success(),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
    }
}
