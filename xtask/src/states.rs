//! Tries every event in every state and rewrites `docs/states`; the trying itself is a test of the server.
//!
//! Called by people after a change of what may happen to a thing. The test's tables must name the change first: it is refused otherwise.

use crate::shell;
use std::path::Path;

pub(crate) fn run(root: &Path) -> Result<(), String> {
    let mut command = shell::command(root, &["cargo", "test", "-p", "nahtlos-server", "--test", "states"]);
    command.env("NAHTLOS_WRITE", "1");
    shell::run(command)
}
