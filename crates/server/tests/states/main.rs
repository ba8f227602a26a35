//! The life of everything that has states: every event is tried in every state against the code itself, in the model or over HTTP. What
//! the tables allow and the code refuses fails, and so does what the code allows and the tables do not name.
//!
//! `cargo xtask states` writes `docs/states` from what was found; without it the pages are only compared.

mod asked;
mod campaigns;
mod carts;
mod delegations;
mod departures;
mod domains;
mod invitations;
mod licences;
mod machine;
mod migrations;
mod moves;
mod orders;
mod profiles;
mod qualifications;
mod relationships;
mod service_requests;
mod subscriptions;
#[path = "../api/support/mod.rs"]
mod support;
mod transfers;
mod users;

use machine::Machine;
use std::path::Path;

/// Compares machines with their tables and their page of `docs/states`.
fn check(name: &str, title: &str, about: &str, machines: &[Machine]) {
    let wrong: Vec<String> = machines
        .iter()
        .flat_map(|m| m.wrong().into_iter().map(|w| format!("{}: {w}", m.title)))
        .collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    let mut page = format!(
        "# {title}\n\nWritten by `cargo xtask states`: every event was tried in every state against the code. Do not edit by hand.\n\n{about}\n\n\
         *stays*: accepted, and the state is the same. –: there is no such event there. Otherwise the state it leads to, or the HTTP status and the \
         code with which the wire refuses it.\n\n"
    );
    machines.iter().for_each(|machine| machine.page(&mut page));
    let page = page.trim_end().to_owned() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/states")
        .join(format!("{name}.md"));
    if std::env::var_os("NAHTLOS_WRITE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let other = page
        .lines()
        .zip(written.lines().chain(std::iter::repeat("")))
        .find(|(found, there)| found != there);
    assert!(
        written == page,
        "docs/states/{name}.md is not as the code is (found, written: {other:?}): cargo xtask states"
    );
}
