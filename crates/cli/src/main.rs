//! `nahtlos`, the one binary: reads the command line, runs one command, ends with its exit code.
//!
//! Exit codes: 0 done, 1 refused or not proved, 2 usage, 3 bug. Nothing here plans, reads files or formats
//! sentences: that is the work of the other crates; a command puts them together.

mod args;
mod bug;
mod clock;
mod commands;
mod end;
mod progress;
mod remote;
mod screen;
mod table;

use clap::Parser;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bug::install();
    let cli = args::Cli::parse(); // ends with 2 when the command line is wrong
    let screen = screen::Screen::new(&cli.common);
    let ended = bug::guard(|| commands::run(cli.command, &screen)).unwrap_or_else(|bug| Err(end::Failure::Bug(bug.to_string())));
    screen.finish(ended)
}
