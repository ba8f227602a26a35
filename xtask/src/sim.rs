//! `cargo xtask sim`: moves simulated from seeds, by the small program of `crates/sim`. The ordinary run of it is that crate's tests.

use crate::shell;
use std::path::Path;

/// Seeds of the long run.
const LONG: &str = "3000";

/// Lets seeds happen. `--long` stands for the long run's seeds.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<(), String> {
    let mut command = vec!["cargo", "run", "--quiet", "--package", "nahtlos-sim", "--"];
    for word in words {
        match *word {
            "--long" => command.extend(["--seed", "1", "--runs", LONG]),
            other => command.push(other),
        }
    }
    shell::run(shell::command(root, &command))
}
