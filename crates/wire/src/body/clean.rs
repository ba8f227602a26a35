//! Bytes to clean JSON: one visitor that counts, refuses and normalises keys while it reads.
//!
//! Called by `body::parse` alone. It never builds a value that breaks a limit.

use super::{BodyProblem, BodyProblemKind as Kind, Limits, Step, path_text};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::{cell::RefCell, collections::BTreeSet, fmt};

/// Free-form: its entries are the caller's own names.
const AS_SENT: &str = "provisioningContext";
const MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, BodyProblem> {
    let whole = |kind, what: String| Err(BodyProblem::new(kind, String::new(), what));
    if bytes.len() > limits.bytes {
        let what = format!(
            "has {} bytes; at most {} are read, so send less at a time",
            bytes.len(),
            limits.bytes
        );
        return whole(Kind::TooLarge, what);
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let what = format!("is no UTF-8 from byte {} on; send it as UTF-8", error.valid_up_to());
            return whole(Kind::NotUtf8, what);
        }
    };
    if text.trim().is_empty() {
        return whole(Kind::Empty, "is empty; send a JSON document".to_owned());
    }
    let state = RefCell::new(State::new(*limits));
    let mut reader = serde_json::Deserializer::from_str(text);
    let seed = Any {
        state: &state,
        depth: 0,
        as_sent: false,
    };
    match seed.deserialize(&mut reader) {
        Ok(value) => match reader.end() {
            Ok(()) => Ok(value),
            Err(error) => whole(
                Kind::TrailingText,
                format!("goes on after the JSON document ({error}); send one document"),
            ),
        },
        Err(error) => Err(state.into_inner().problem(&error)),
    }
}

/// What is known while reading; after an error the way leads to where it happened.
struct State {
    limits: Limits,
    values: usize,
    way: Vec<Step>,
    found: Option<(Kind, String)>,
}

impl State {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            values: 0,
            way: Vec::new(),
            found: None,
        }
    }

    fn problem(self, error: &serde_json::Error) -> BodyProblem {
        let field = path_text(&self.way);
        match self.found {
            Some((kind, what)) => BodyProblem::new(kind, field, what),
            None => {
                let near = if field.is_empty() {
                    String::new()
                } else {
                    format!(", at `{field}`")
                };
                let mut problem = BodyProblem::new(Kind::NotJson, String::new(), format!("is no JSON{near}: {error}"));
                problem.field = field;
                problem
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Any<'s> {
    state: &'s RefCell<State>,
    depth: usize,
    as_sent: bool,
}

impl Any<'_> {
    fn refuse<E: Error>(&self, kind: Kind, what: impl Into<String>) -> E {
        self.state.borrow_mut().found = Some((kind, what.into()));
        E::custom("refused")
    }

    /// Counts a value.
    fn count<E: Error>(&self) -> Result<(), E> {
        let mut state = self.state.borrow_mut();
        state.values += 1;
        let (values, most) = (state.values, state.limits.values);
        drop(state);
        if values > most {
            return Err(self.refuse(
                Kind::TooLarge,
                format!("is more than the {most} values that are read; send less at a time"),
            ));
        }
        Ok(())
    }

    /// One level further in.
    fn inner<E: Error>(self) -> Result<Self, E> {
        let most = self.state.borrow().limits.depth;
        if self.depth >= most {
            return Err(self.refuse(Kind::TooDeep, format!("is nested more than {most} deep; send a flatter document")));
        }
        let depth = self.depth + 1;
        Ok(Self { depth, ..self })
    }

    fn text<E: Error>(&self, text: String) -> Result<String, E> {
        if text.contains('\0') {
            return Err(self.refuse(Kind::ForbiddenCharacter, "holds the character U+0000; send the text without it"));
        }
        Ok(text)
    }

    fn enter(&self, step: Step) {
        self.state.borrow_mut().way.push(step);
    }

    fn leave(&self) {
        self.state.borrow_mut().way.pop();
    }
}

impl<'de> DeserializeSeed<'de> for Any<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.count().map(|()| Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.count().map(|()| Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.count().map(|()| Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.count().map(|()| Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.count()?;
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| self.refuse(Kind::NotJson, "is no number"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.count()?;
        self.text(value).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.count()?;
        let inner = self.inner()?;
        let mut items = Vec::new();
        loop {
            self.enter(Step::At(items.len()));
            let item = seq.next_element_seed(inner)?;
            self.leave();
            match item {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.count()?;
        let inner = self.inner()?;
        let (mut object, mut seen) = (Map::new(), BTreeSet::new());
        while let Some(sent) = map.next_key::<String>()? {
            let key = if self.as_sent { sent } else { normal(sent) };
            self.enter(Step::Key(key.clone()));
            let key = self.text(key)?;
            if !seen.insert(key.to_lowercase()) {
                return Err(self.refuse(
                    Kind::DuplicateKey,
                    "is given more than once (letter case does not count); send it once",
                ));
            }
            let as_sent = self.as_sent || key == AS_SENT;
            let value = map.next_value_seed(Any { as_sent, ..inner })?;
            self.leave();
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// The first letter in lower case, unless the key is an annotation or a path.
fn normal(key: String) -> String {
    match key.chars().next() {
        Some(first) if first.is_uppercase() && !key.contains(['@', '.']) => {
            let rest = &key[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => key,
    }
}
