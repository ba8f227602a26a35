//! JSON documents: read with the place of whatever is wrong, written whole or not at all. Called by
//! `estate`, `plan` and the import.

mod locate;

use crate::{
    nearest::nearest,
    problem::{Problem, quoted},
};
pub use locate::{Step, locate};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

/// Largest JSON document that is read.
pub const MAX_JSON: u64 = 256 << 20;

/// The text of a file; a byte order mark is taken off.
pub fn text<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, Problem> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let mend = "Save the file as UTF-8 (in PowerShell: Out-File -Encoding utf8).";
        return Err(Problem::error(file, "notUtf8", "The file is UTF-16, not UTF-8.", mend).at(1, 1));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let (line, column) = place(good, good.len());
        let byte = bytes[error.valid_up_to()];
        let message = format!("Byte 0x{byte:02X} at offset {} is not UTF-8.", error.valid_up_to());
        Problem::error(file, "notUtf8", message, "Save the file as UTF-8; it looks like Windows-1252.").at(line, column)
    })
}

/// Line and column, in characters, of an offset.
pub fn place(text: &str, offset: usize) -> (u64, u64) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
    (line, before[line_start..].chars().count() as u64 + 1)
}

/// Reads a document of a schema.
pub fn read<T: DeserializeOwned>(file: &str, bytes: &[u8], schema: &str) -> Result<T, Problem> {
    let text = text(file, bytes)?;
    if text.trim().is_empty() {
        return Err(Problem::error(
            file,
            "emptyFile",
            "The file is empty.",
            "Export it again, or give the right file.",
        ));
    }
    // The quick reader first; only where it fails is the place worth a second look.
    serde_json::from_str(text).map_err(|_| explain::<T>(file, text, schema))
}

fn explain<T: DeserializeOwned>(file: &str, text: &str, schema: &str) -> Problem {
    let mut reader = serde_json::Deserializer::from_str(text);
    let outcome = serde_path_to_error::deserialize::<_, T>(&mut reader).map(drop);
    let (error, path) = match outcome {
        Ok(()) => match reader.end() {
            Ok(()) => return Problem::error(file, "badJson", "The file cannot be read.", "Export it again."),
            Err(error) => (error, None),
        },
        Err(error) => {
            let path = error.path().clone();
            (error.into_inner(), Some(path))
        }
    };
    if !error.is_data() {
        let message = format!("This is not JSON: {}.", bare(&error));
        let mend = "Mend the text here, or write the file again with a program that writes JSON.";
        // At the beginning of a line the parser counts from 0.
        return Problem::error(file, "notJson", message, mend).at(error.line() as u64, error.column().max(1) as u64);
    }
    if let Some(problem) = other_schema(file, text, schema) {
        return problem;
    }
    data_problem(file, text, &error, path.as_ref())
}

/// A document of another kind is said to be so, rather than picked to pieces.
fn other_schema(file: &str, text: &str, schema: &str) -> Option<Problem> {
    let document: serde_json::Value = serde_json::from_str(text).ok()?;
    let mend = format!("Give a document with \"schema\": {schema:?} at its beginning.");
    match document.get("schema") {
        Some(serde_json::Value::String(found)) if found == schema => None,
        Some(found) => {
            let (line, column) = locate(text, &[Step::key("schema")]);
            let message = format!(
                "The document's schema is {}, not {schema:?}.",
                quoted(found.as_str().unwrap_or(&found.to_string()))
            );
            Some(
                Problem::error(file, "otherSchema", message, mend)
                    .at(line, column)
                    .found(found.as_str().unwrap_or_default()),
            )
        }
        None if document.is_object() => Some(Problem::error(file, "otherSchema", "The document has no schema.", mend).at(1, 1)),
        None => Some(Problem::error(file, "otherSchema", "The document is no JSON object.", mend).at(1, 1)),
    }
}

/// Whether a document says that it is of a schema; a problem at its place otherwise.
pub fn expect_schema(file: &str, text: &str, found: &str, schema: &str) -> Result<(), Problem> {
    if found == schema {
        return Ok(());
    }
    Err(other_schema(file, text, schema).unwrap_or_else(|| Problem::error(file, "otherSchema", "The document is of another schema.", "")))
}

fn data_problem(file: &str, text: &str, error: &serde_json::Error, path: Option<&Path>) -> Problem {
    let message = bare(error);
    let steps: Vec<Step> = path.into_iter().flat_map(Path::iter).filter_map(step).collect();
    let (line, column) = if steps.is_empty() && !message.starts_with("missing") {
        (error.line() as u64, error.column() as u64)
    } else {
        locate(text, &steps)
    };
    let at = if steps.is_empty() {
        "the document".to_owned()
    } else {
        Step::join(&steps)
    };
    let problem = |code, message, mend: String| Problem::error(file, code, message, mend).at(line, column);
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let (key, rest) = rest.split_once('`').unwrap_or((rest, ""));
        let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let mend = match nearest(key, known.iter().copied()) {
            Some(near) => format!("The nearest key is {near:?}; rename or remove {}.", quoted(key)),
            None => format!("Remove it; known keys are {}.", known.join(", ")),
        };
        let (line, column) = locate::locate_key(text, &steps);
        return problem("unknownKey", format!("The key {} is unknown, at {at}.", quoted(key)), mend)
            .at(line, column)
            .found(key);
    }
    if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return problem(
            "missingKey",
            format!("The key {key:?} is missing in {at}."),
            format!("Add {key:?}."),
        );
    }
    if let Some(key) = message.strip_prefix("duplicate field `").and_then(|rest| rest.strip_suffix('`')) {
        return problem(
            "duplicateKey",
            format!("The key {key:?} is given twice in {at}."),
            "Remove one of them.".to_owned(),
        );
    }
    let (code, mend) = match steps.last().and_then(Step::name) {
        Some("quantity" | "count") => ("badQuantity", "Write a whole number of at least 1."),
        Some("asOf" | "start" | "end" | "horizon" | "coTerm" | "leaveBy") => ("badDate", "Write it as \"2027-01-31\"."),
        Some("skuId" | "disabledPlans") => ("badGuid", "Write a GUID, for example \"05e9a617-0261-4cee-bb44-138d3ef5d965\"."),
        Some("currency") => ("badCurrency", "Write its three letters, for example \"EUR\"."),
        _ => ("badValue", "Correct the value."),
    };
    let found = locate::value_at(text, &steps).unwrap_or_default();
    problem(code, format!("{at} is {}: {message}.", cut_value(found)), mend.to_owned()).found(found)
}

fn cut_value(found: &str) -> String {
    crate::problem::cut(found).escape_debug().to_string().replace("\\\"", "\"")
}

fn step(segment: &Segment) -> Option<Step> {
    match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// The error without its place.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.as_str(), |at| &text[..at]).to_owned()
}
