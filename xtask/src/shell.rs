//! Running other programs: inherits their output, so that a runner's own closing lines are seen.

use std::{
    path::Path,
    process::{Command, Stdio},
};

/// A command in a folder, written as it would be typed.
pub(crate) fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder);
    command
}

/// Runs it; an error says what failed and how.
pub(crate) fn run(mut command: Command) -> Result<(), String> {
    let shown = shown(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}")),
    }
}

/// Runs two at the same time: one whose output is seen at once, and one whose output is seen when both have ended.
pub(crate) fn run_both(first: Command, mut second: Command) -> Result<(), String> {
    let shown = shown(&second);
    std::thread::scope(|scope| {
        let beside = scope.spawn(move || second.stdin(Stdio::null()).output());
        let done = run(first);
        let output = beside.join().map_err(|_| format!("`{shown}` could not be waited for"))?;
        let output = output.map_err(|error| format!("`{shown}` could not be started: {error}"))?;
        print!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        match output.status.success() {
            true => done,
            false => Err(format!("`{shown}` ended with {}", output.status)),
        }
    })
}

/// What it writes to standard output; an error carries what it wrote to standard error.
pub(crate) fn output(mut command: Command) -> Result<String, String> {
    let shown = shown(&command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "`{shown}` ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{shown}` wrote something that is not UTF-8"))
}

/// Whether it can be started and succeeds, quietly.
pub(crate) fn works(words: &[&str]) -> bool {
    let quiet = Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
