//! Reads the parts of an archive into what they say. Nothing is judged here but whether a part reads.

use super::{names, sha256, zip::Member};
use nahtlos_model::{
    case::Case,
    catalogue::Catalogue,
    estate::Estate,
    moves::{
        evidence::{
            Evidence, Made,
            check::{CATALOGUE, ESTATE},
            fault::{Fault, FaultCode, Point},
            told::{By, Told},
        },
        journal::{Entry, kinds},
    },
    plan::Plan,
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, sync::Arc};

fn unread(name: &str, why: impl std::fmt::Display) -> Fault {
    Fault::new(Point::Members, FaultCode::MemberUnread)
        .text("member", name)
        .text("why", why.to_string())
}

fn part<'m>(members: &'m [Member], name: &str) -> Result<&'m [u8], Fault> {
    let found = members.iter().find(|one| one.name == name);
    found.map(|one| one.bytes.as_slice()).ok_or_else(|| missing(name))
}

pub(super) fn missing(name: &str) -> Fault {
    Fault::new(Point::Members, FaultCode::MemberMissing).text("member", name)
}

fn parsed<T: DeserializeOwned>(members: &[Member], name: &str) -> Result<T, Fault> {
    serde_json::from_slice(part(members, name)?).map_err(|error| unread(name, error))
}

/// What the parts of an archive say.
///
/// # Errors
/// The first part that is missing, does not read, or does not belong into an archive.
pub fn read(members: &[Member]) -> Result<Evidence, Fault> {
    let entries = journal(members)?;
    let told = entries.iter().map(told).collect::<Result<Vec<_>, _>>()?;
    let mut documents: BTreeMap<(&str, i64), &Member> = BTreeMap::new();
    let mut catalogues: BTreeMap<String, Arc<Catalogue>> = BTreeMap::new();
    for one in members {
        if let Some(name) = one.name.strip_prefix(names::DOCUMENTS) {
            documents.insert(document(name).ok_or_else(|| unread(&one.name, "its name is none"))?, one);
        } else if one.name.starts_with(names::CATALOGUES) {
            let catalogue = serde_json::from_slice(&one.bytes).map_err(|error| unread(&one.name, error))?;
            catalogues.insert(sha256(&one.bytes), Arc::new(catalogue));
        }
    }
    let of_kind = |kind: &'static str| documents.iter().filter(move |((found, _), _)| *found == kind);
    let mut estates: Vec<(i64, String)> = Vec::new();
    let mut read: BTreeMap<String, Estate> = BTreeMap::new();
    for ((_, number), one) in of_kind("estate") {
        let digest = sha256(&one.bytes);
        read.insert(digest.clone(), parsed(members, &one.name)?);
        estates.push((*number, digest));
    }
    let mut plans = Vec::new();
    for ((_, number), one) in of_kind("plan") {
        let plan: Plan = parsed(members, &one.name)?;
        plans.push(Made {
            number: *number,
            sha256: sha256(&one.bytes),
            case: case(&plan, &read, &catalogues),
            plan,
        });
    }
    Ok(Evidence {
        of: parsed(members, names::MOVE)?,
        entries,
        told,
        estates,
        plans,
        lines: parsed(members, names::LEDGER)?,
        acceptances: parsed(members, names::ACCEPTANCES)?,
    })
}

/// Kind and number of a document, by its name.
fn document(name: &str) -> Option<(&str, i64)> {
    let (kind, number) = name.strip_suffix(".json")?.rsplit_once('-')?;
    let number: i64 = number.parse().ok().filter(|n| *n > 0)?;
    (format!("{kind}-{number}.json") == name).then_some((kind, number))
}

/// What a plan was made from, where all that it names is here.
fn case(plan: &Plan, estates: &BTreeMap<String, Estate>, catalogues: &BTreeMap<String, Arc<Catalogue>>) -> Option<Case> {
    let named = |file: &str| plan.inputs.iter().find(|input| input.file == file);
    Some(Case {
        estate: estates.get(&named(ESTATE)?.sha256)?.clone(),
        catalogue: Arc::clone(catalogues.get(&named(CATALOGUE)?.sha256)?),
        policy: plan.policy.clone(),
        inputs: plan.inputs.clone(),
    })
}

fn journal(members: &[Member]) -> Result<Vec<Entry>, Fault> {
    let bytes = part(members, names::JOURNAL)?;
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
    let entry = |(at, line): (usize, &[u8])| {
        serde_json::from_slice(line).map_err(|error| unread(names::JOURNAL, format!("line {}: {error}", at + 1)))
    };
    lines.map(entry).collect()
}

/// What an entry says.
fn told(entry: &Entry) -> Result<Told, Fault> {
    fn body<T: DeserializeOwned>(entry: &Entry) -> Result<T, Fault> {
        serde_json::from_str(&entry.body).map_err(|error| unread(names::JOURNAL, format!("entry {}: {error}", entry.number)))
    }
    Ok(match entry.kind.as_str() {
        kinds::BEGUN => Told::Begun(Box::new(body(entry)?)),
        kinds::PLANNED => Told::Planned(body(entry)?),
        kinds::OFFERED => Told::Offered(body(entry)?),
        kinds::WITHDRAWN => Told::Withdrawn(body(entry)?),
        kinds::APPROVED => Told::Approved(body(entry)?),
        kinds::ADOPTED => Told::Adopted(body(entry)?),
        kinds::NOT_PLANNED => Told::NotPlanned(body(entry)?),
        kinds::BEGAN => Told::Began,
        kinds::SEEN => Told::Seen(Box::new(body(entry)?)),
        kinds::PROVED => Told::Proved(body(entry)?),
        kinds::REFUTED => Told::Refuted(body(entry)?),
        kinds::ATTEMPTED => Told::Attempted(body(entry)?),
        kinds::ANSWERED => Told::Answered(body(entry)?),
        kinds::DONE => Told::Done(body(entry)?),
        kinds::SKIPPED => Told::Skipped,
        kinds::ASKED => Told::Asked(Box::new(body(entry)?)),
        kinds::CONFIRMED => Told::Confirmed(Box::new(body(entry)?)),
        kinds::HALTED => Told::Halted(body(entry)?),
        kinds::RESUMED => Told::Resumed(body::<By>(entry)?),
        kinds::COMPLETED => Told::Completed,
        kinds::ABANDONED => Told::Abandoned(body::<By>(entry)?),
        _ => Told::Other,
    })
}
