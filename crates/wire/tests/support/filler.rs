//! Fills any shape completely: every optional field given, every list with one entry, every text a date, every enum its first value.
//!
//! Used for samples that cannot miss a field. It stops at a depth, since some resources contain themselves.

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Objects inside one another before optional fields stay empty.
const DEEPEST: usize = 6;
/// A text that is a date too.
const TEXT: &str = "2027-01-31";
/// Names that are read but never written, by struct.
const ALSO_READ: &[(&str, &str)] = &[
    ("Cart", "creationTimeStamp"),
    ("Cart", "lastModifiedTimeStamp"),
    ("Cart", "expirationTimeStamp"),
    ("CartLineItem", "catalogId"),
    ("Customer", "enableGdapByDefault"),
    ("CustomerQualification", "vettingCreatedDate"),
    ("OrderAttachment", "sizeInKb"),
    ("PricingPolicy", "type"),
    ("TermRefund", "expiresAt"),
    ("RefundOption", "expiresAfter"),
    ("AppRoleAssignment", "creationTimestamp"),
    ("SelfServeEntity", "tenantId"),
    ("SelfServeGrantor", "tenantId"),
    ("NewCommerceMigrationSchedule", "addOnMigrations"),
];

/// The JSON of a completely filled value.
pub(crate) fn filled<T: for<'de> Deserialize<'de> + serde::Serialize>() -> Value {
    let value = T::deserialize(Filler { depth: 0 }).expect("every shape can be filled");
    serde_json::to_value(value).expect("every shape can be written")
}

#[derive(Clone, Copy)]
struct Filler {
    depth: usize,
}

impl IntoDeserializer<'_, Error> for Filler {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Gives the names it has, each with a filled value.
struct Fields {
    names: Vec<&'static str>,
    filler: Filler,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.names.pop().map(|name| seed.deserialize(name.into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.filler)
    }
}

impl Filler {
    fn inner(self) -> Self {
        Self { depth: self.depth + 1 }
    }

    fn fields(self, names: Vec<&'static str>) -> Fields {
        Fields {
            names,
            filler: self.inner(),
        }
    }
}

impl<'de> Deserializer<'de> for Filler {
    type Error = Error;

    /// What a reader of its own accepts can be told only from what it says it expects.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match Error::invalid_length(0, &visitor).to_string() {
            said if said.contains("any valid JSON") && self.depth > DEEPEST => visitor.visit_u64(1),
            // Renewals and currencies are the objects that may come as something else.
            said if said.contains("a map") || said.contains("any valid JSON") => {
                visitor.visit_map(self.fields(vec!["termDuration", "code", "symbol"]))
            }
            said if said.contains("date string") => visitor.visit_str(TEXT),
            said if said.contains("number") => visitor.visit_u64(1),
            _ => visitor.visit_u64(0),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.depth {
            0..=DEEPEST => visitor.visit_some(self),
            _ => visitor.visit_none(),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, of: &'static str, names: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        let written = names.iter().filter(|name| !ALSO_READ.contains(&(of, name)));
        visitor.visit_map(self.fields(written.copied().collect()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self.fields(vec!["self"]))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::once(self)))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(TEXT)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(TEXT)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(true)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(1)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(1)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(1)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(1)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct enum identifier
        ignored_any
    }
}
