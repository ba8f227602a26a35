//! Asks every operation of a real server and rewrites `docs/conformance.md`; the asking itself is a test of the server.
//!
//! Called by people after a change of the wire. It must never change anything else.

use crate::shell;
use std::path::Path;

pub(crate) fn run(root: &Path) -> Result<(), String> {
    let mut command = shell::command(root, &["cargo", "test", "-p", "nahtlos-server", "--test", "conformance"]);
    command.env("NAHTLOS_WRITE_CONFORMANCE", root.join("docs/conformance.md"));
    shell::run(command)
}
