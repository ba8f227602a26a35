//! Graph JSON, streamed: a page (`{"value": [...]}`), a list of pages, a list of objects, one object
//! after another (JSON lines), in any mixture of kinds. Called by the import for every file that
//! begins like JSON. One object is held at a time; what it says goes to [`Gathered`] at once.

use super::{
    gathered::{Gathered, Kind, Place},
    item::{GraphError, Item, Key},
    position::{MAX_RECORD, Position, Positioned},
    records,
    values::Fault,
};
use crate::problem::{Problem, quoted};
use serde::{
    Deserializer,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, io::BufRead, rc::Rc};

/// Reads a whole file of Graph JSON.
pub(crate) fn read(file: &str, source: impl BufRead, into: &mut Gathered) -> Result<(), Problem> {
    let mut source = Positioned::new(source);
    let position = source.position();
    let file = into.intern(file);
    let mut reading = Reading {
        file: Rc::clone(&file),
        position: Rc::clone(&position),
        into,
        failed: None,
        objects: 0,
    };
    let not_read =
        |error: &std::io::Error| Problem::error(&*file, "notRead", format!("The file could not be read: {error}."), "Try again.");
    while source.peek_after_blanks().map_err(|e| not_read(&e))?.is_some() {
        let (line, column) = (position.line(), position.column());
        position.mark_record();
        let mut json = serde_json::Deserializer::from_reader(&mut source);
        if let Err(error) = (Any {
            reading: &mut reading,
            context: None,
        })
        .deserialize(&mut json)
        {
            return Err(reading.problem(&error, line, column));
        }
    }
    if reading.objects == 0 && reading.into.pages.is_empty() {
        let mend = "Export it again; an empty answer of Graph still has \"value\": [].";
        return Err(Problem::error(&*file, "emptyFile", "The file has no object in it.", mend));
    }
    Ok(())
}

/// What reading one file carries along.
struct Reading<'g> {
    file: Rc<str>,
    position: Rc<Position>,
    into: &'g mut Gathered,
    /// The exact problem behind an error without words.
    failed: Option<Problem>,
    objects: u64,
}

impl Reading<'_> {
    fn place(&self) -> Place {
        Place {
            file: Rc::clone(&self.file),
            line: self.position.line(),
        }
    }

    /// Keeps a problem and gives an error that stops reading.
    fn stop<E: de::Error>(&mut self, problem: Problem) -> E {
        self.failed = Some(problem);
        E::custom("stopped")
    }

    /// The problem behind an error of the JSON reader, which counts lines and columns from `line` and `column`.
    fn problem(&mut self, error: &serde_json::Error, line: u64, column: u64) -> Problem {
        if let Some(problem) = self.failed.take() {
            return problem;
        }
        let (at, within) = (error.line() as u64, error.column() as u64);
        let (line, column) = if at <= 1 {
            (line, column + within.max(1))
        } else {
            (line + at - 1, within.max(1))
        };
        let file = &*self.file;
        if self.position.is_too_long() {
            let message = format!(
                "An object of more than {} MiB is no user, subscription, SKU or group.",
                MAX_RECORD >> 20
            );
            return Problem::error(file, "tooLong", message, "Give the export of Graph itself.").at(self.position.line(), 1);
        }
        let text = error.to_string();
        let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(before, _)| before);
        if let Some((code, found, message, mend)) = Fault::parse(text) {
            return Problem::error(file, code, message, mend).at(line, column).found(&found);
        }
        let (code, message, mend) = match error.classify() {
            serde_json::error::Category::Io => ("notRead", format!("The file could not be read: {text}."), "Try again."),
            serde_json::error::Category::Eof => (
                "cutShort",
                "The file ends in the middle of a value.".to_owned(),
                "Export it again; it was cut short while it was saved.",
            ),
            serde_json::error::Category::Syntax if text.contains("unicode") => (
                "notUtf8",
                "This text is not UTF-8.".to_owned(),
                "Save the file as UTF-8 (in PowerShell: Out-File -Encoding utf8).",
            ),
            serde_json::error::Category::Syntax => (
                "badJson",
                format!("This is not JSON: {text}."),
                "Give the answer of Graph as it came, one whole value or one per line.",
            ),
            serde_json::error::Category::Data => (
                "badValue",
                format!("This is not what Graph answers here: {text}."),
                "Export it again, and give the answer as it came.",
            ),
        };
        Problem::error(file, code, message, mend).at(line, column)
    }
}

/// Any value that may stand where an object or a page is expected.
struct Any<'r, 'g> {
    reading: &'r mut Reading<'g>,
    context: Option<Kind>,
}

impl<'de> DeserializeSeed<'de> for Any<'_, '_> {
    type Value = Option<Kind>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Option<Kind>, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_, '_> {
    /// The kind of the object, or of the first object within.
    type Value = Option<Kind>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<Kind>, A::Error> {
        let mut kind = None;
        self.reading.position.mark_record();
        while let Some(found) = seq.next_element_seed(Any {
            reading: &mut *self.reading,
            context: self.context,
        })? {
            kind = kind.or(found);
            self.reading.position.mark_record();
        }
        Ok(kind)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Kind>, A::Error> {
        let Self { reading, mut context } = self;
        let place = reading.place();
        let (mut item, mut page, mut next, mut inside) = (Item::default(), false, None::<String>, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Value => {
                    page = true;
                    inside = inside.or(map.next_value_seed(Any {
                        reading: &mut *reading,
                        context,
                    })?);
                }
                Key::NextLink => next = map.next_value()?,
                Key::Context => {
                    let text: Option<String> = map.next_value()?;
                    context = text.as_deref().and_then(kind_of_context).or(context);
                }
                Key::Error if item.keys.is_empty() => {
                    let error: Option<GraphError> = map.next_value()?;
                    if let Some(error) = error {
                        return Err(reading.stop(answered_error(&place, &error)));
                    }
                }
                key => item.take(key, &mut map)?,
            }
        }
        if page {
            let kind = inside.or(context).or(next.as_deref().and_then(kind_of_link));
            reading.page(kind, next.is_some());
            return Ok(kind);
        }
        if item.keys.is_empty() && item.unknown.is_empty() {
            return Ok(None);
        }
        reading.objects += 1;
        let Some(kind) = item.kind(context) else {
            let problem = unknown_object(&place, &item);
            return Err(reading.stop(problem));
        };
        reading.into.given.insert(kind);
        if let Err(problem) = records::take(reading.into, kind, item, place) {
            return Err(reading.stop(problem));
        }
        Ok(Some(kind))
    }
}

impl Reading<'_> {
    fn page(&mut self, kind: Option<Kind>, has_next: bool) {
        let Some(kind) = kind else { return };
        self.into.given.insert(kind);
        let pages = self.into.pages.entry(kind).or_default();
        pages.pages += 1;
        if has_next {
            pages.with_next += 1;
            pages.file = Some(Rc::clone(&self.file));
        }
    }
}

impl Item {
    /// What sort of object it is, by the properties that only that sort has; else what the page says.
    fn kind(&self, context: Option<Kind>) -> Option<Kind> {
        let any = |keys: &[Key]| keys.iter().any(|key| self.has(key));
        if any(&[Key::ConsumedUnits, Key::PrepaidUnits, Key::CapabilityStatus]) {
            Some(Kind::Skus)
        } else if any(&[Key::TotalLicenses, Key::NextLifecycleDateTime, Key::CommerceSubscriptionId]) {
            Some(Kind::Subscriptions)
        } else if any(&[
            Key::UserPrincipalName,
            Key::LicenseAssignmentStates,
            Key::AccountEnabled,
            Key::UsageLocation,
            Key::UserType,
        ]) {
            Some(Kind::Users)
        } else if self.has(&Key::GroupMark) {
            Some(Kind::Groups)
        } else {
            context
        }
    }
}

/// The kind that `@odata.context` names.
fn kind_of_context(text: &str) -> Option<Kind> {
    let entity = text.rsplit_once('#')?.1.to_ascii_lowercase();
    [
        ("subscribedskus", Kind::Skus),
        ("directory/subscriptions", Kind::Subscriptions),
        ("collection(microsoft.graph.companysubscription)", Kind::Subscriptions),
        ("users", Kind::Users),
        ("groups", Kind::Groups),
    ]
    .into_iter()
    .find(|(start, _)| entity.starts_with(start))
    .map(|(_, kind)| kind)
}

/// The kind that a link to a next page names.
fn kind_of_link(text: &str) -> Option<Kind> {
    let path = text.split('?').next()?.trim_end_matches('/').to_ascii_lowercase();
    [Kind::Skus, Kind::Subscriptions, Kind::Users, Kind::Groups]
        .into_iter()
        .find(|kind| path.ends_with(&kind.as_str().to_ascii_lowercase()))
}

fn answered_error(place: &Place, error: &GraphError) -> Problem {
    let code = error.code.as_deref().unwrap_or_default();
    let message = format!(
        "Graph answered with an error, not with data: {} {}.",
        quoted(code),
        quoted(error.message.as_deref().unwrap_or_default())
    );
    let mend = "Ask again with an account that may read it (Organization.Read.All or Directory.Read.All) and save that answer.";
    Problem::error(&*place.file, "graphError", message, mend)
        .at(place.line, 1)
        .found(code)
}

fn unknown_object(place: &Place, item: &Item) -> Problem {
    if item.has(&Key::AssignedLicenses) {
        let message = "This object with licences may be a user or a group; nothing in it says which.";
        let mend = "Export users with $select=id,userPrincipalName,usageLocation,accountEnabled,userType,assignedLicenses,licenseAssignmentStates and groups with $select=id,displayName,assignedLicenses,licenseProcessingState.";
        return Problem::error(&*place.file, "unknownObject", message, mend).at(place.line, 1);
    }
    let keys = item.unknown.join(", ");
    let message = format!(
        "This object is none of subscribedSkus, directory/subscriptions, users or groups; it has {}.",
        quoted(&keys)
    );
    let mend = "Give the answers of these four requests of Graph; other exports are not needed.";
    Problem::error(&*place.file, "unknownObject", message, mend)
        .at(place.line, 1)
        .found(&keys)
}
