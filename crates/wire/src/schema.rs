//! What every shape looks like as JSON Schema, told by the same lines that declare it: `shape!` and `spelled!` describe what they make.
//!
//! Used by the server's OpenAPI document. A description says how the shape is written; what is read besides that (other letter cases,
//! PascalCase, numbers as texts) is tolerance and is not told here. Nothing may be described that is not written so.

use crate::{Decimal, Open, Sent, clock::IsoDuration, envelope::Links, graph::GraphCollection};
use nahtlos_model::instants::Instant;
use serde_json::{Map, Value, json};
use std::{borrow::Cow, collections::BTreeMap};

/// Where named schemas lie in the document.
const HOME: &str = "#/components/schemas/";

/// The schemas that were asked for so far, by name, each with the module of its shape.
#[derive(Debug, Default)]
pub struct Schemas(BTreeMap<String, (String, Value)>);

/// Something that can tell what it looks like on the wire.
pub trait Described {
    /// Its schema, or a reference to it in `all`.
    fn schema(all: &mut Schemas) -> Value;
}

impl Schemas {
    /// The schema of a shape; what it is made of is kept here under its name.
    pub fn of<T: Described>(&mut self) -> Value {
        T::schema(self)
    }

    /// A schema under a name of its own; made once, and a shape may contain itself. Shapes of Graph have names that say so.
    ///
    /// # Panics
    /// If another module has a shape of the same name.
    pub fn named(&mut self, module: &str, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        let graph = module.contains("::graph") && !name.starts_with("Graph");
        let name = if graph { format!("Graph{name}") } else { name.to_owned() };
        match self.0.get(&name) {
            Some((other, _)) => assert_eq!(other, module, "two shapes are called {name}: one has to have another name"),
            None => {
                self.0.insert(name.clone(), (module.to_owned(), Value::Null));
                let made = make(self);
                self.0.insert(name.clone(), (module.to_owned(), made));
            }
        }
        json!({ "$ref": format!("{HOME}{name}") })
    }

    /// An object, its fields told one after the other.
    pub fn object(&mut self, module: &str, name: &str, about: &str, tell: impl FnOnce(&mut Object<'_>)) -> Value {
        self.named(module, name, |all| {
            let mut object = Object {
                all,
                fields: Map::new(),
                always: Vec::new(),
            };
            tell(&mut object);
            object.finished(about)
        })
    }

    /// An enum by its words.
    pub fn words(&mut self, module: &str, name: &str, about: &str, words: &[&str]) -> Value {
        self.named(module, name, |_| described(json!({ "type": "string", "enum": words }), about))
    }

    /// Everything that was named.
    pub fn finished(self) -> Map<String, Value> {
        self.0.into_iter().map(|(name, (_, schema))| (name, schema)).collect()
    }

    fn name_of(schema: &Value) -> Option<&str> {
        schema["$ref"].as_str()?.strip_prefix(HOME)
    }

    /// The words of an enum that was named, each beginning with a capital, as terms write them.
    fn capitalised(&self, schema: &Value) -> Value {
        let of = Self::name_of(schema)
            .and_then(|name| self.0.get(name))
            .map_or(schema, |(_, schema)| schema);
        let capital = |word: &str| {
            word.split('_')
                .map(|part| part[..1].to_uppercase() + &part[1..])
                .collect::<String>()
        };
        let words = of["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        json!({ "type": "string", "enum": words.map(capital).collect::<Vec<_>>() })
    }
}

/// How a field is written when there is nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// The field is left out.
    LeftOut,
    /// It is null, or left out where only chosen fields are asked for.
    Null,
    /// It is always there.
    Never,
}

/// An object on its way to a schema.
#[derive(Debug)]
pub struct Object<'a> {
    all: &'a mut Schemas,
    fields: Map<String, Value>,
    always: Vec<String>,
}

impl Object<'_> {
    /// A field as `shape!` has it: its name in Rust, what stands before it, and how it is written when empty.
    pub fn field<T: Described>(&mut self, field: &str, before: &str, empty: Empty) {
        let name = quoted(before, "rename =").map_or_else(|| camel(field), str::to_owned);
        let mut schema = T::schema(self.all);
        if before.contains("capitalised\"") {
            schema = self.all.capitalised(&schema);
        }
        if before.contains("\"unzoned\"") {
            schema = json!({ "type": "string", "examples": ["2026-11-26T12:00:00"] });
        }
        if before.contains("\"with_offset\"") {
            schema = json!({ "type": "string", "format": "date-time", "pattern": "\\+00:00$", "examples": ["2026-11-26T12:00:00+00:00"] });
        }
        if empty == Empty::Null {
            schema = or_null(schema);
        }
        if empty == Empty::Never {
            self.always.push(name.clone());
        }
        self.fields.insert(name, described(schema, &about(before)));
    }

    fn finished(self, about: &str) -> Value {
        let mut schema = json!({ "type": "object", "properties": self.fields });
        if !self.always.is_empty() {
            schema["required"] = json!(self.always);
        }
        described(schema, about)
    }
}

/// What doc comments before a field or shape say.
pub fn about(before: &str) -> String {
    let lines = before.match_indices("doc =").filter_map(|(at, _)| quoted(&before[at..], "doc ="));
    let comments = before.lines().filter_map(|line| line.trim().strip_prefix("///"));
    let said: Vec<&str> = lines.chain(comments).map(str::trim).collect();
    said.join(" ").replace("\\\"", "\"").replace(['[', ']'], "")
}

/// The text in quotes that follows a word.
fn quoted<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(word)?;
    let (_, rest) = rest.split_once('"')?;
    let end = rest.match_indices('"').find(|(at, _)| !rest[..*at].ends_with('\\'))?.0;
    Some(&rest[..end])
}

fn camel(field: &str) -> String {
    let mut parts = field.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let mut letters = part.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        name + &capital + letters.as_str()
    })
}

fn described(mut schema: Value, about: &str) -> Value {
    if !about.is_empty() {
        schema["description"] = json!(about);
    }
    schema
}

/// The schema, or null.
pub fn or_null(schema: Value) -> Value {
    match schema["type"].as_str().map(str::to_owned) {
        Some(kind) if schema["enum"].is_null() => {
            let mut schema = schema;
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

/// Describes types whose schema is always the same.
macro_rules! plain {
    ($($ty:ty = $schema:tt),+ $(,)?) => {$(
        impl Described for $ty {
            fn schema(_: &mut Schemas) -> Value { json!($schema) }
        }
    )+};
}

plain! {
    String = { "type": "string" },
    Cow<'static, str> = { "type": "string" },
    &'static str = { "type": "string" },
    bool = { "type": "boolean" },
    u8 = { "type": "integer", "minimum": 0, "maximum": 255 },
    u16 = { "type": "integer", "minimum": 0, "maximum": 65535 },
    u32 = { "type": "integer", "minimum": 0, "maximum": 4_294_967_295_u32 },
    u64 = { "type": "integer", "minimum": 0 },
    usize = { "type": "integer", "minimum": 0 },
    i32 = { "type": "integer", "format": "int32" },
    i64 = { "type": "integer", "format": "int64" },
    f64 = { "type": "number" },
    Decimal = { "type": "number" },
    Instant = { "type": "string", "format": "date-time" },
    crate::service_requests::Ever = { "type": "string", "examples": ["2026-12-07T10:00:00Z", "0001-01-01T00:00:00"] },
    crate::service_requests::Unzoned = { "type": "string", "examples": ["2026-12-07T10:00:00"] },
    nahtlos_model::dates::Date = { "type": "string", "format": "date" },
    IsoDuration = { "type": "string", "pattern": "^P", "examples": ["P1D", "PT1H"] },
    Value = {},
    serde_json::Number = { "type": "number" },
    Map<String, Value> = { "type": "object" },
}

impl<T: Described> Described for Option<T> {
    fn schema(all: &mut Schemas) -> Value {
        or_null(T::schema(all))
    }
}

impl<T: Described> Described for Sent<T> {
    fn schema(all: &mut Schemas) -> Value {
        or_null(T::schema(all))
    }
}

impl<T: Described> Described for Box<T> {
    fn schema(all: &mut Schemas) -> Value {
        T::schema(all)
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema(all: &mut Schemas) -> Value {
        json!({ "type": "array", "items": T::schema(all) })
    }
}

impl<T: Described> Described for BTreeMap<String, T> {
    fn schema(all: &mut Schemas) -> Value {
        json!({ "type": "object", "additionalProperties": T::schema(all) })
    }
}

/// An enum of which services send further words: those that are listed, or any text.
impl<E: Described> Described for Open<E> {
    fn schema(all: &mut Schemas) -> Value {
        json!({ "anyOf": [E::schema(all), { "type": "string" }] })
    }
}

impl Described for Links {
    fn schema(all: &mut Schemas) -> Value {
        let link = all.of::<crate::Link>();
        all.named("", "Links", |_| json!({ "type": "object", "additionalProperties": link }))
    }
}

/// A list in an envelope under the name of what is in it.
fn enveloped<T: Described>(all: &mut Schemas, what: &str, tell: impl FnOnce(&mut Object<'_>)) -> Value {
    let item = all.of::<T>();
    let Some(name) = Schemas::name_of(&item).map(str::to_owned) else {
        let mut object = Object {
            all,
            fields: Map::new(),
            always: Vec::new(),
        };
        tell(&mut object);
        return object.finished("");
    };
    all.object("", &format!("{name}{what}"), "", tell)
}

impl<T: Described> Described for crate::Collection<T> {
    fn schema(all: &mut Schemas) -> Value {
        enveloped::<T>(all, "Collection", |list| {
            list.field::<u64>("total_count", "/// Counts the page.", Empty::Never);
            list.field::<Vec<T>>("items", "", Empty::Never);
            list.field::<Links>("links", "", Empty::LeftOut);
            list.field::<crate::Attributes>("attributes", "", Empty::Never);
            list.field::<String>("continuation_token", "", Empty::LeftOut);
        })
    }
}

impl<T: Described> Described for GraphCollection<T> {
    fn schema(all: &mut Schemas) -> Value {
        enveloped::<T>(all, "Values", |list| {
            list.field::<String>("", r#"rename = "@odata.context""#, Empty::LeftOut);
            list.field::<u64>("", r#"rename = "@odata.count""#, Empty::LeftOut);
            list.field::<String>("", r#"rename = "@odata.nextLink""#, Empty::LeftOut);
            list.field::<Vec<T>>("value", "", Empty::Never);
        })
    }
}

/// Describes a struct that is written by hand: its fields with their types, those that are always there first.
#[macro_export]
macro_rules! describe {
    ($name:ty as $text:literal { $($field:literal: $ty:ty),* $(,)? } $(sometimes { $($some:literal: $sty:ty),* $(,)? })?) => {
        impl $crate::schema::Described for $name {
            fn schema(all: &mut $crate::schema::Schemas) -> ::serde_json::Value {
                all.object("", $text, "", |object| {
                    $(object.field::<$ty>("", concat!("rename = \"", $field, "\""), $crate::schema::Empty::Never);)*
                    $($(object.field::<$sty>("", concat!("rename = \"", $some, "\""), $crate::schema::Empty::LeftOut);)*)?
                })
            }
        }
    };
}

describe!(crate::Link as "Link" { "uri": String, "method": String, "headers": Vec<crate::Header> } sometimes { "body": String });
describe!(crate::Header as "Header" { "key": String, "value": String });
describe!(crate::Attributes as "ResourceAttributes" {} sometimes { "etag": String, "objectType": String });
describe!(crate::ApiFault as "ApiFault" { "code": String, "description": String } sometimes { "data": Vec<Value>, "source": String });
describe!(crate::graph::GraphError as "GraphError" { "error": crate::graph::Problem });
describe!(crate::clock::Clock as "Clock" { "now": Instant, "running": bool });
describe!(crate::tokens::TokenRequest as "TokenRequest" { "grant_type": crate::tokens::GrantType } sometimes {
    "client_id": String, "client_secret": String, "resource": String, "scope": String, "refresh_token": String, "code": String,
    "code_verifier": String, "redirect_uri": String, "username": String, "password": String,
});
describe!(crate::tokens::TokenV1 as "TokenV1" {
    "token_type": String, "expires_in": String, "ext_expires_in": String, "expires_on": String, "not_before": String, "resource": String,
    "access_token": String,
} sometimes { "refresh_token": String, "scope": String, "id_token": String });
describe!(crate::tokens::TokenV2 as "TokenV2" {
    "token_type": String, "expires_in": u64, "ext_expires_in": u64, "access_token": String,
} sometimes { "scope": String, "refresh_token": String, "id_token": String });
describe!(crate::tokens::TokenError as "TokenError" { "error": String, "error_description": String } sometimes {
    "error_codes": Vec<i64>, "timestamp": String, "trace_id": String, "correlation_id": String, "error_uri": String,
});
