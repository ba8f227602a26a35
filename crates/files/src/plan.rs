//! The plan document, `plan.json`, in and out. Called by the command line and the campaign.
//! The document is the model's type; nothing here decides anything about it.

use crate::{json, problem::Problem, write::write_atomically};
use nahtlos_model::plan::{PLAN_SCHEMA, Plan};
use std::{fs, io, path::Path};

/// Reads a plan.
pub fn read_plan(path: &Path) -> Result<Plan, Problem> {
    let file = path.display().to_string();
    let bytes = read_bounded(path)?;
    parse_plan(&file, &bytes)
}

/// Reads a plan from its bytes.
pub fn parse_plan(file: &str, bytes: &[u8]) -> Result<Plan, Problem> {
    let plan: Plan = json::read(file, bytes, PLAN_SCHEMA)?;
    json::expect_schema(file, json::text(file, bytes)?, &plan.schema, PLAN_SCHEMA)?;
    Ok(plan)
}

/// The plan as JSON: indented, a line end at the end, the same bytes for the same plan.
pub fn to_json(plan: &Plan) -> String {
    pretty(plan)
}

/// Writes a plan whole or not at all.
pub fn write_plan(path: &Path, plan: &Plan) -> io::Result<()> {
    write_atomically(path, to_json(plan).as_bytes())
}

pub(crate) fn pretty<T: serde::Serialize>(value: &T) -> String {
    // Documents are structs with string keys, so that serialisation cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The bytes of a document that is not larger than [`json::MAX_JSON`].
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, Problem> {
    let file = path.display().to_string();
    let unreadable = |error: io::Error| {
        let mend = "Give the path of a file that can be read.";
        Problem::error(file.clone(), "unreadable", format!("The file cannot be read: {error}."), mend)
    };
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > json::MAX_JSON {
        let message = format!("The file has {size} bytes; at most {} are read.", json::MAX_JSON);
        return Err(Problem::error(file, "fileTooLarge", message, "See whether it is the right file."));
    }
    fs::read(path).map_err(unreadable)
}
