//! Archives of the audit trail: one JSON object a line, in sections of one scope each, every section signed.
//!
//! A section is `{"section":…}`, its entries (`{"entry":…}`, or `{"hidden":…}` where only the hash is shown), the seals that vouch for
//! them (`{"seal":…}`), `{"end":…}` with their counts, and `{"signature":…}` over the SHA-256 of all that before it. Written by the
//! service, read by the command line without it. Whether hashes fit is the model's matter; here only lines are read and written.

use nahtlos_model::{
    audit::{
        Entry, Hash, Link, Seal,
        archive::{Finding, Kept, KeptSeal, Unsealed, Walker},
    },
    instants::Instant,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, io::BufRead};

/// What such a file calls itself.
pub const SCHEMA: &str = "nahtlos.audit/1";
/// Longest line: an entry with its document before and after.
const LONGEST: usize = 16 << 20;
/// Most findings that are listed.
const MOST: usize = 1000;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::large_enum_variant)] // one at a time, and nearly all are entries
enum Line {
    Section(Section),
    Entry(EntryLine),
    Hidden(HiddenLine),
    Seal(SealLine),
    End(End),
    Signature(Signature),
}

/// What a section is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Section {
    /// [`SCHEMA`].
    pub schema: String,
    /// Scope of its chain.
    pub scope_id: String,
    /// The tenant that it was made for.
    pub tenant_id: String,
    /// When it was made.
    pub exported: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EntryLine {
    scope_id: String,
    number: i64,
    hash: String,
    at: Instant,
    entry: Entry,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HiddenLine {
    scope_id: String,
    number: i64,
    hash: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SealLine {
    partner_id: String,
    number: i64,
    scope_id: String,
    scope_number: i64,
    scope_hash: String,
    at: Instant,
    before: String,
    hash: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct End {
    scope_id: String,
    entries: u64,
    seals: u64,
}

/// Who vouches for a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    /// `rsa-sha256`.
    pub algorithm: String,
    /// Certificate of the center, DER in base64.
    pub certificate: String,
    /// The signature, in base64.
    pub value: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn hash_of(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    (text.len() == 64 && text.is_ascii()).then_some(())?;
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

/// Writes one section.
#[derive(Debug)]
pub struct Writer {
    text: String,
    end: End,
}

impl Writer {
    /// Begins a section.
    pub fn begin(section: Section) -> Self {
        let end = End {
            scope_id: section.scope_id.clone(),
            entries: 0,
            seals: 0,
        };
        let mut writer = Self { text: String::new(), end };
        writer.put(&Line::Section(section));
        writer
    }

    fn put(&mut self, line: &Line) {
        self.text
            .push_str(&serde_json::to_string(line).expect("texts and numbers can be written"));
        self.text.push('\n');
    }

    /// Bytes written so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Never: a section begins with its line.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a link.
    pub fn link(&mut self, kept: &Kept) {
        let (scope_id, number, hash) = (kept.scope.clone(), kept.seq, hex(&kept.hash));
        self.end.entries += 1;
        self.put(&match &kept.link {
            Some(link) => Line::Entry(EntryLine {
                scope_id,
                number,
                hash,
                at: link.at,
                entry: link.entry.clone(),
            }),
            None => Line::Hidden(HiddenLine { scope_id, number, hash }),
        });
    }

    /// Adds a seal.
    pub fn seal(&mut self, kept: &KeptSeal) {
        self.end.seals += 1;
        self.put(&Line::Seal(SealLine {
            partner_id: kept.partner.clone(),
            number: kept.seal.seq,
            scope_id: kept.seal.scope.clone(),
            scope_number: kept.seal.scope_seq,
            scope_hash: hex(&kept.seal.scope_hash),
            at: kept.seal.at,
            before: hex(&kept.before),
            hash: hex(&kept.hash),
        }));
    }

    /// Ends the section: `sign` signs the digest of everything before the signature.
    ///
    /// # Errors
    /// What `sign` says.
    pub fn end(mut self, sign: impl FnOnce(&[u8]) -> Result<Signature, String>) -> Result<String, String> {
        let end = std::mem::replace(
            &mut self.end,
            End {
                scope_id: String::new(),
                entries: 0,
                seals: 0,
            },
        );
        self.put(&Line::End(end));
        let signature = sign(&Sha256::digest(self.text.as_bytes()))?;
        self.put(&Line::Signature(signature));
        Ok(self.text)
    }
}

/// What is wrong with an archive, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A line is none, or stands where it must not: line and why.
    Line(u64, String),
    /// A section's signature does not fit: its scope, the signature's line, and why.
    Signature(String, u64, String),
    /// The file ends within a section.
    CutOff,
    /// Hashes do not fit.
    Finding(Finding),
}

/// What a walk over an archive found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Sections.
    pub sections: u64,
    /// Entries.
    pub entries: u64,
    /// Seals.
    pub seals: u64,
    /// Certificates that signed, DER in base64, each once.
    pub certificates: Vec<String>,
    /// What is wrong; empty: nothing.
    pub faults: Vec<Fault>,
    /// What no seal vouches for yet.
    pub unsealed: Vec<Unsealed>,
}

/// Verifies an archive. `check` checks a signature: certificate, digest, signature; both of them in base64 as written.
///
/// # Errors
/// When the file cannot be read.
pub fn verify(mut file: impl BufRead, check: impl Fn(&Signature, &[u8]) -> Result<(), String>) -> std::io::Result<Verdict> {
    let mut walk = Walk {
        verdict: Verdict::default(),
        walker: Walker::default(),
        open: None,
        digest: Sha256::new(),
        check,
    };
    let (mut bytes, mut number) = (Vec::new(), 0);
    loop {
        bytes.clear();
        let read = std::io::Read::take(&mut file, LONGEST as u64 + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        number += 1;
        if read > LONGEST {
            walk.fault(Fault::Line(number, format!("it is longer than {LONGEST} bytes")));
            break;
        }
        if let Err(reason) = walk.line(number, &bytes) {
            walk.fault(Fault::Line(number, reason));
        }
    }
    Ok(walk.end())
}

struct Walk<C> {
    verdict: Verdict,
    walker: Walker,
    /// The section that is open, with its counts so far.
    open: Option<(Section, u64, u64, bool)>,
    digest: Sha256,
    check: C,
}

impl<C: Fn(&Signature, &[u8]) -> Result<(), String>> Walk<C> {
    fn fault(&mut self, fault: Fault) {
        if self.verdict.faults.len() < MOST {
            self.verdict.faults.push(fault);
        }
    }

    fn line(&mut self, number: u64, bytes: &[u8]) -> Result<(), String> {
        let line: Line = serde_json::from_slice(bytes).map_err(|error| format!("it does not read: {error}"))?;
        if matches!(line, Line::Section(_)) {
            self.digest = Sha256::new();
        }
        if !matches!(line, Line::Signature(_)) {
            self.digest.update(bytes);
        }
        match line {
            Line::Section(section) => self.begin(section),
            Line::Entry(line) => self.entry(line),
            Line::Hidden(line) => self.link(line.scope_id, line.number, &line.hash, None),
            Line::Seal(line) => self.seal(line),
            Line::End(end) => self.ended(&end),
            Line::Signature(signature) => self.signed(number, signature),
        }
    }

    fn begin(&mut self, section: Section) -> Result<(), String> {
        if section.schema != SCHEMA {
            return Err(format!("it is of the kind {:?}, not {SCHEMA}", section.schema));
        }
        self.verdict.sections += 1;
        match self.open.replace((section, 0, 0, false)) {
            Some((before, ..)) => Err(format!("the section of {} before it has no signature", before.scope_id)),
            None => Ok(()),
        }
    }

    fn entry(&mut self, line: EntryLine) -> Result<(), String> {
        let link = Link {
            scope: line.scope_id.clone(),
            seq: line.number,
            at: line.at,
            entry: line.entry,
        };
        self.link(line.scope_id, line.number, &line.hash, Some(link))
    }

    fn link(&mut self, scope: String, seq: i64, hash: &str, link: Option<Link>) -> Result<(), String> {
        let (section, entries, ..) = self.open.as_mut().ok_or("it stands outside of a section")?;
        *entries += 1;
        if section.scope_id != scope {
            return Err(format!("it is an entry of {scope} in the section of {}", section.scope_id));
        }
        let hash = hash_of(hash).ok_or("its hash is none")?;
        self.walker.link(&Kept { scope, seq, hash, link });
        Ok(())
    }

    fn seal(&mut self, line: SealLine) -> Result<(), String> {
        let (section, _, seals, _) = self.open.as_mut().ok_or("it stands outside of a section")?;
        *seals += 1;
        if section.scope_id != line.scope_id {
            return Err(format!("it seals {} in the section of {}", line.scope_id, section.scope_id));
        }
        let hash = |text: &str| hash_of(text).ok_or("one of its hashes is none");
        let kept = KeptSeal {
            partner: line.partner_id,
            before: hash(&line.before)?,
            seal: Seal {
                seq: line.number,
                scope: line.scope_id,
                scope_seq: line.scope_number,
                scope_hash: hash(&line.scope_hash)?,
                at: line.at,
            },
            hash: hash(&line.hash)?,
        };
        self.walker.seal(kept);
        Ok(())
    }

    fn ended(&mut self, end: &End) -> Result<(), String> {
        let (section, entries, seals, ended) = self.open.as_mut().ok_or("it stands outside of a section")?;
        *ended = true;
        if (&end.scope_id, end.entries, end.seals) != (&section.scope_id, *entries, *seals) {
            let (scope, found) = (&section.scope_id, format!("{entries} entries and {seals} seals"));
            return Err(format!(
                "it ends {} with {} entries and {} seals; the section of {scope} has {found}",
                end.scope_id, end.entries, end.seals
            ));
        }
        Ok(())
    }

    fn signed(&mut self, number: u64, signature: Signature) -> Result<(), String> {
        let (section, _, _, ended) = self.open.take().ok_or("it stands outside of a section")?;
        let digest = std::mem::take(&mut self.digest).finalize();
        if let Err(reason) = (self.check)(&signature, &digest) {
            self.fault(Fault::Signature(section.scope_id, number, reason));
        }
        if !self.verdict.certificates.contains(&signature.certificate) {
            self.verdict.certificates.push(signature.certificate);
        }
        match ended {
            true => Ok(()),
            false => Err("the section before it has no end".to_owned()),
        }
    }

    fn end(mut self) -> Verdict {
        if self.open.is_some() || self.verdict.sections == 0 {
            self.fault(Fault::CutOff);
        }
        (self.verdict.entries, self.verdict.seals) = self.walker.looked_at;
        let (findings, unsealed) = std::mem::take(&mut self.walker).end();
        for finding in findings {
            self.fault(Fault::Finding(finding));
        }
        self.verdict.unsealed = unsealed;
        self.verdict
    }
}
