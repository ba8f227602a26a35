//! Reading a request's body: first into clean JSON, then into a shape; every problem names the field and how to mend it.
//!
//! Called by the server for every body and by the client for replies. It never guesses: what is ambiguous (a key twice, trailing text,
//! a number that does not fit) is refused, because two readers that guess differently are a hole.

mod clean;
mod node;
mod shaped;
#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// How large a body may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in all.
    pub bytes: usize,
    /// Objects and arrays inside one another.
    pub depth: usize,
    /// Values in all.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 20,
            depth: 32,
            values: 100_000,
        }
    }
}

/// What is wrong with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyProblemKind {
    /// There is none.
    Empty,
    /// More bytes or values than allowed.
    TooLarge,
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// No JSON.
    NotJson,
    /// Objects and arrays nested too deeply.
    TooDeep,
    /// A key twice in one object, in any letter case.
    DuplicateKey,
    /// Something after the JSON.
    TrailingText,
    /// A text with the character U+0000.
    ForbiddenCharacter,
    /// A value of the wrong kind, or none of the allowed ones.
    WrongValue,
}

/// A problem of a body: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyProblem {
    /// What is wrong.
    pub kind: BodyProblemKind,
    /// Path such as `lineItems[0].quantity`; empty for the body as a whole.
    pub field: String,
    /// One sentence in English, with the field where there is one.
    pub message: String,
}

impl BodyProblem {
    fn new(kind: BodyProblemKind, field: String, what: impl fmt::Display) -> Self {
        let message = match field.as_str() {
            "" => format!("The body {what}."),
            name => format!("`{name}` {what}."),
        };
        Self { kind, field, message }
    }

    /// A problem of a field that a shape alone cannot see, worded like the others: `what` goes on after the field's name.
    pub fn of_field(field: impl Into<String>, what: impl fmt::Display) -> Self {
        Self::new(BodyProblemKind::WrongValue, field.into(), what)
    }
}

impl fmt::Display for BodyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BodyProblem {}

/// Bytes to JSON whose keys begin in lower case, so that clients writing PascalCase work; keys with `@` or `.` and the entries of
/// `provisioningContext` stay as sent. A byte order mark is passed over.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, BodyProblem> {
    clean::parse(bytes, limits)
}

/// JSON to a shape. Unknown fields are ignored, as the reference does.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, BodyProblem> {
    shaped::read(value)
}

/// Both steps.
pub fn parse_as<T: DeserializeOwned>(bytes: &[u8], limits: &Limits) -> Result<T, BodyProblem> {
    read(&parse(bytes, limits)?)
}

/// A step of the way to a value.
#[derive(Debug, Clone)]
enum Step {
    Key(String),
    At(usize),
}

/// `lineItems[0].quantity`.
fn path_text(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        match step {
            Step::At(index) => text.push_str(&format!("[{index}]")),
            Step::Key(key) if text.is_empty() => text.push_str(key),
            Step::Key(key) => {
                text.push('.');
                text.push_str(key);
            }
        }
    }
    text
}
