//! `cargo xtask test`: everything that must hold, in the order in which a mistake is found soonest.
//! Every step runs even after one failed, so that one run shows all that is wrong; the closing lines say which failed.

use crate::{clients, deny, metadata::Metadata, needs, schemathesis, shell, sim, tidy};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

struct Steps {
    done: Vec<(&'static str, Duration, Result<(), String>)>,
}

impl Steps {
    #[allow(clippy::disallowed_methods)] // how long each step takes is shown, nothing depends on it
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), String>) {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        if let Err(problem) = &result {
            println!("{problem}");
        }
        self.done.push((name, start.elapsed(), result));
    }

    fn summary(&self) -> Result<(), String> {
        println!("\n== summary");
        for (name, took, result) in &self.done {
            println!(
                "{} {name} ({:.1} s)",
                if result.is_ok() { "ok    " } else { "FAILED" },
                took.as_secs_f64()
            );
        }
        let failed: Vec<&str> = self
            .done
            .iter()
            .filter(|(_, _, result)| result.is_err())
            .map(|(name, _, _)| *name)
            .collect();
        if failed.is_empty() {
            println!("all {} steps ok", self.done.len());
            Ok(())
        } else {
            Err(format!("failed: {}", failed.join(", ")))
        }
    }
}

/// Runs everything. `long` adds the tests that take minutes (2 GB files, twenty kills, thousands of simulated moves) and the program with traces.
pub(crate) fn run(root: &Path, long: bool) -> Result<(), String> {
    let mut steps = Steps { done: Vec::new() };
    let cargo = |words: &[&str]| {
        let mut command = shell::command(root, &[&["cargo"], words].concat());
        command.env("CARGO_INCREMENTAL", "0");
        command
    };
    steps.step("needs", || needs::provide(root));
    steps.step("format", || shell::run(cargo(&["fmt", "--all", "--", "--check"])));
    steps.step("tidy", || tidy::run(root));
    steps.step("examples", || {
        shell::run(shell::command(root, &["python3", "examples/generate.py", "--check"]))
    });
    steps.step("dependencies", || deny::run(root));
    steps.step("lints", || {
        shell::run(cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]))
    });
    steps.step("real clients", || clients::run(root));
    // Tests that take minutes are marked as ignored and say so.
    let tests: &[&str] = if long { &["--", "--include-ignored"] } else { &[] };
    let tests = [&["test", "--workspace", "--locked", "--no-fail-fast"], tests].concat();
    steps.step("tests", || shell::run(cargo(&tests)));
    if long {
        // Not in the ordinary program, so that nothing is built twice.
        let traced = [
            "clippy",
            "-p",
            "nahtlos-cli",
            "--features",
            "otel",
            "--locked",
            "--",
            "-D",
            "warnings",
        ];
        steps.step("with traces", || shell::run(cargo(&traced)));
        steps.step("simulation", || sim::run(root, &["--long"]));
    }
    steps.step("schemathesis", || schemathesis::run(root, &[]));
    steps.step("documentation", || {
        let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--locked", "--quiet"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        shell::run(doc)
    });
    steps.step("report and pages in a browser", || browser(root));
    steps.step("dashboard in a browser", || dashboard_browser(root, long));
    steps.summary()
}

/// Renders the report's examples and the dashboard's pages with their samples, and looks at both in a browser.
fn browser(root: &Path) -> Result<(), String> {
    let target = Metadata::read(root, false)?.target_directory;
    // Built by the test step with the whole workspace's features; running them through cargo would build them a second time.
    let written = |program: &str, folder: &str| {
        let folder = fresh_folder(&target, folder)?;
        let render = target.join("debug/examples").join(program);
        shell::run(shell::command(root, &[&render.to_string_lossy(), &folder.to_string_lossy()])).map(|()| folder)
    };
    let (reports, pages) = (written("render", "rendered-reports")?, written("render_pages", "rendered-pages")?);
    // The driver of every browser test is installed here.
    let folder = root.join("crates/report/tests/browser");
    shell::run(shell::command(
        &folder,
        &["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
    ))?;
    let mut of_reports = shell::command(&folder, &["node", "--test", "--test-reporter=spec"]);
    of_reports.env("NAHTLOS_REPORT_DIR", &reports);
    let folder = root.join("crates/pages/tests/browser");
    let mut of_pages = shell::command(&folder, &["node", "--test", "--test-reporter=spec"]);
    of_pages.env("NAHTLOS_PAGES_DIR", &pages);
    shell::run_both(of_reports, of_pages)
}

/// Goes through the dashboard of the program that the tests have built, with the driver that the step before installed.
fn dashboard_browser(root: &Path, long: bool) -> Result<(), String> {
    let target = Metadata::read(root, false)?.target_directory;
    let folder = root.join("crates/server/tests/browser");
    let mut node = shell::command(&folder, &["node", "--test", "--test-reporter=spec"]);
    node.env("NAHTLOS_PROGRAM", target.join("debug/nahtlos"));
    if long {
        node.env("NAHTLOS_DASHBOARD_LONG", "1");
    }
    shell::run(node)
}

fn fresh_folder(parent: &Path, name: &str) -> Result<PathBuf, String> {
    let folder = parent.join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
