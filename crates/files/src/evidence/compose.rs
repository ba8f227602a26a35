//! Makes an archive of what is kept of a move. The same move gives the same bytes: nothing here knows the time.

use super::{
    json,
    manifest::{MANIFEST, Manifest, SIGNATURE, signed},
    names, read,
    zip::{Member, encode},
};
use crate::archive::Signature;
use nahtlos_model::moves::{
    Move,
    evidence::{Acceptance, Evidence, Line, money::money, tables},
    journal::Entry,
};

/// What is kept of a move.
#[derive(Debug)]
pub struct Sources<'s> {
    /// The move.
    pub of: &'s Move,
    /// Its journal.
    pub entries: &'s [Entry],
    /// Estates, policies and plans: kind, number, text.
    pub documents: Vec<(&'s str, i64, &'s str)>,
    /// Catalogues by SHA-256.
    pub catalogues: Vec<(&'s str, &'s str)>,
    /// Lines of the ledger.
    pub lines: &'s [Line],
    /// Who said yes to what.
    pub acceptances: &'s [Acceptance],
}

fn member(name: impl Into<String>, bytes: Vec<u8>) -> Member {
    Member { name: name.into(), bytes }
}

/// The parts of an archive but its reports, and what they say.
///
/// # Errors
/// Says which part does not read: a mistake of who kept it.
pub fn compose(sources: &Sources<'_>) -> Result<(Vec<Member>, Evidence), String> {
    let mut journal = Vec::new();
    for entry in sources.entries {
        serde_json::to_writer(&mut journal, entry).map_err(|error| error.to_string())?;
        journal.push(b'\n');
    }
    let mut members = vec![
        member(names::MOVE, json(sources.of)),
        member(names::JOURNAL, journal),
        member(names::LEDGER, json(&sources.lines)),
        member(names::ACCEPTANCES, json(&sources.acceptances)),
    ];
    for (kind, number, text) in &sources.documents {
        members.push(member(
            format!("{}{kind}-{number}.json", names::DOCUMENTS),
            text.as_bytes().to_vec(),
        ));
    }
    for (sha256, text) in &sources.catalogues {
        members.push(member(format!("{}{sha256}.json", names::CATALOGUES), text.as_bytes().to_vec()));
    }
    let evidence = read(&members).map_err(|fault| format!("a part of the evidence does not read: {:?}", fault.what))?;
    members.extend(made(&evidence).into_iter().map(|(name, bytes)| member(name, bytes)));
    Ok((members, evidence))
}

/// The tables that follow from the rest.
pub(super) fn made(of: &Evidence) -> [(&'static str, Vec<u8>); 3] {
    [
        (names::STEPS, json(&tables::steps(of))),
        (names::COVER, json(&tables::cover(of))),
        (names::MONEY, json(&money(of))),
    ]
}

/// The file: list, parts by name, signature. `sign` signs a digest; `key` is the fingerprint of its certificate.
///
/// # Errors
/// What `sign` says, or that it does not fit into one file.
pub fn seal(
    of: &Move,
    mut members: Vec<Member>,
    key: &str,
    sign: impl FnOnce(&[u8]) -> Result<Signature, String>,
) -> Result<Vec<u8>, String> {
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = Manifest::of(of, key, &members).bytes();
    let signature = sign(&signed(&manifest))?;
    members.insert(0, member(MANIFEST, manifest));
    members.push(member(SIGNATURE, json(&signature)));
    encode(&members)
}
