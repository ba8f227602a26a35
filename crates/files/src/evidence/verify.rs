//! Checks an archive, from its bytes to its sense, and says the first thing that does not hold.

use super::{
    compose::made,
    json,
    manifest::{MANIFEST, Manifest, SCHEMA, SIGNATURE, sha256, signed},
    names,
    read::{missing, read},
    zip::{self, Member},
};
use crate::archive::Signature;
use nahtlos_model::moves::evidence::{
    Evidence,
    check::{Checked, Prove, check},
    fault::{Fault, FaultCode, Point},
};
use std::collections::BTreeSet;

/// Checks a signature over a digest; the fingerprint of its certificate, or what does not fit.
pub type CheckSignature<'c> = &'c dyn Fn(&Signature, &[u8]) -> Result<String, String>;

/// What was found.
#[derive(Debug)]
pub struct Verdict {
    /// The list, where there is one that reads.
    pub manifest: Option<Manifest>,
    /// What the archive says, where it reads.
    pub evidence: Option<Evidence>,
    /// Points that hold, each with how many things were looked at.
    pub checked: Checked,
    /// The first thing that does not hold; `None`: everything does.
    pub fault: Option<Fault>,
}

/// Checks an archive. `key`: the fingerprint that is expected; without it, whoever signed.
pub fn verify(file: &[u8], key: Option<&str>, signature: CheckSignature<'_>, prove: Prove<'_>) -> Verdict {
    let mut verdict = Verdict {
        manifest: None,
        evidence: None,
        checked: Checked::new(),
        fault: None,
    };
    verdict.fault = verdict.look(file, key, signature, prove).err();
    verdict
}

impl Verdict {
    fn look(&mut self, file: &[u8], key: Option<&str>, check_signature: CheckSignature<'_>, prove: Prove<'_>) -> Result<(), Fault> {
        let members = opened(file)?;
        let listed = part(&members, MANIFEST).ok_or_else(|| missing(MANIFEST))?;
        let manifest: Manifest = serde_json::from_slice(&listed.bytes).map_err(|error| unread(MANIFEST, error))?;
        if manifest.schema != SCHEMA {
            return Err(unread(MANIFEST, format!("it is of the kind {:?}, not {SCHEMA}", manifest.schema)));
        }
        self.manifest = Some(manifest.clone());
        complete(&manifest, &members)?;
        canonical(file, &manifest, members.clone())?;
        self.checked.push((Point::Form, file.len() as u64));
        self.checked.push((Point::Members, manifest.members.len() as u64));
        vouched(&manifest, &members, key, check_signature)?;
        self.checked.push((Point::Signature, 1));
        let evidence = self.evidence.insert(read(&members)?);
        belongs(&manifest, evidence)?;
        let (checked, fault) = check(evidence, prove);
        self.checked.extend(checked);
        if let Some(fault) = fault {
            return Err(fault);
        }
        let mut tables = 0;
        for (name, bytes) in made(evidence) {
            if part(&members, name).is_none_or(|one| one.bytes != bytes) {
                return Err(Fault::new(Point::Tables, FaultCode::TableOther).text("member", name));
            }
            tables += 1;
        }
        self.checked.push((Point::Tables, tables));
        Ok(())
    }
}

fn unread(name: &str, why: impl std::fmt::Display) -> Fault {
    Fault::new(Point::Members, FaultCode::MemberUnread)
        .text("member", name)
        .text("why", why.to_string())
}

fn part<'m>(members: &'m [Member], name: &str) -> Option<&'m Member> {
    members.iter().find(|one| one.name == name)
}

fn opened(file: &[u8]) -> Result<Vec<Member>, Fault> {
    let form = |code| Fault::new(Point::Form, code);
    let members = zip::decode(file).map_err(|bad| match bad.offset {
        0 => form(FaultCode::NotAnArchive),
        offset => form(FaultCode::NotCanonical).count("offset", i64::try_from(offset).unwrap_or(i64::MAX)),
    })?;
    let mut names = BTreeSet::new();
    match members.iter().find(|one| !names.insert(one.name.as_str())) {
        Some(twice) => Err(form(FaultCode::MemberTwice).text("member", twice.name.clone())),
        None => Ok(members),
    }
}

/// Every part of the list is there as it is listed, and no other.
fn complete(manifest: &Manifest, members: &[Member]) -> Result<(), Fault> {
    let about = |code, name: &str| Fault::new(Point::Members, code).text("member", name);
    for listed in &manifest.members {
        let found = part(members, &listed.name).ok_or_else(|| missing(&listed.name))?;
        if found.bytes.len() as u64 != listed.size || sha256(&found.bytes) != listed.sha256 {
            return Err(about(FaultCode::MemberChanged, &listed.name));
        }
    }
    let listed: BTreeSet<&str> = manifest.members.iter().map(|listed| listed.name.as_str()).collect();
    let known = |one: &&Member| listed.contains(one.name.as_str()) && is_of_archive(&one.name);
    let added = members
        .iter()
        .filter(|one| one.name != MANIFEST && one.name != SIGNATURE)
        .find(|one| !known(one));
    match added {
        Some(added) => Err(about(FaultCode::MemberAdded, &added.name)),
        None => Ok(()),
    }
}

/// Whether an archive may have such a part.
fn is_of_archive(name: &str) -> bool {
    const WHOLE: [&str; 7] = [
        names::MOVE,
        names::JOURNAL,
        names::LEDGER,
        names::ACCEPTANCES,
        names::STEPS,
        names::COVER,
        names::MONEY,
    ];
    let report = ["de", "en"].map(names::report);
    WHOLE.contains(&name)
        || report.iter().any(|one| one == name)
        || [names::DOCUMENTS, names::CATALOGUES].iter().any(|f| name.starts_with(f))
}

/// The file is the one that would be written of these parts: list, parts in the order of their names, signature.
fn canonical(file: &[u8], manifest: &Manifest, mut members: Vec<Member>) -> Result<(), Fault> {
    let place = |name: &str| match name {
        MANIFEST => (0, String::new()),
        SIGNATURE => (2, String::new()),
        other => (1, other.to_owned()),
    };
    members.sort_by_key(|one| place(&one.name));
    let sorted = manifest.members.windows(2).all(|two| two[0].name < two[1].name);
    let written = part(&members, MANIFEST).is_some_and(|one| one.bytes == manifest.bytes());
    let first = zip::first_difference(file, &members).or((!sorted || !written).then_some(0));
    match first {
        Some(offset) => Err(Fault::new(Point::Form, FaultCode::NotCanonical).count("offset", i64::try_from(offset).unwrap_or(i64::MAX))),
        None => Ok(()),
    }
}

/// The signature is over just this list, by the key that it names, and by the one that is expected.
fn vouched(manifest: &Manifest, members: &[Member], key: Option<&str>, check: CheckSignature<'_>) -> Result<(), Fault> {
    let wrong = |why: String| Fault::new(Point::Signature, FaultCode::SignatureWrong).text("why", why);
    let one = part(members, SIGNATURE).ok_or_else(|| missing(SIGNATURE))?;
    let signature: Signature = serde_json::from_slice(&one.bytes).map_err(|error| unread(SIGNATURE, error))?;
    if json(&signature) != one.bytes {
        return Err(unread(SIGNATURE, "it is not written as it must be"));
    }
    let listed = part(members, MANIFEST).ok_or_else(|| missing(MANIFEST))?;
    let found = check(&signature, &signed(&listed.bytes)).map_err(wrong)?;
    if found != manifest.key {
        return Err(wrong(format!("its certificate is {found}, and the list names {}", manifest.key)));
    }
    match key.filter(|key| *key != found) {
        Some(expected) => Err(Fault::new(Point::Signature, FaultCode::OtherKey)
            .text("found", found)
            .text("expected", expected)),
        None => Ok(()),
    }
}

/// The list is that of the move inside.
fn belongs(manifest: &Manifest, evidence: &Evidence) -> Result<(), Fault> {
    let of = &evidence.of;
    let pairs = [
        (&manifest.move_id, &of.id),
        (&manifest.partner_id, &of.partner_id),
        (&manifest.customer_id, &of.customer.tenant_id),
        (&manifest.customer_name, &of.customer.name),
        (&manifest.state, &of.state.to_string()),
        (&manifest.head, &of.head),
        (&manifest.entries.to_string(), &of.entries.to_string()),
        (&manifest.is_over.to_string(), &of.state.is_over().to_string()),
    ];
    match pairs.iter().find(|(listed, found)| listed != found) {
        Some((expected, found)) => Err(Fault::new(Point::Parts, FaultCode::OtherMove)
            .text("member", names::MOVE)
            .text("found", found.as_str())
            .text("expected", expected.as_str())),
        None => Ok(()),
    }
}
