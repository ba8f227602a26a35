//! Enums of the wire: written in one spelling, read in any letter case, with or without underscores, and by position.
//!
//! Used by `enums` and the families. A text that is none of the allowed ones is an error that names them; it must never become a default.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A text or position that is none of an enum's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSpelling {
    /// The enum's name.
    pub of: &'static str,
    /// What was sent.
    pub given: String,
    /// What may be sent.
    pub allowed: Vec<&'static str>,
}

impl fmt::Display for UnknownSpelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.given.chars().take(60).collect();
        write!(f, "{shown:?} is no {}; send one of {}", self.of, self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownSpelling {}

/// True if two spellings differ at most in letter case, underscores, hyphens and spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<char> {
        let kept = text.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
        kept.flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// Declares an enum of the wire with the spelling of each variant, in the reference's order.
macro_rules! spelled {
    ($($(#[$meta:meta])* pub enum $name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every value, in the reference's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As the wire writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            fn unknown(given: String) -> crate::spelling::UnknownSpelling {
                let allowed = Self::ALL.iter().map(|value| value.as_str()).collect();
                crate::spelling::UnknownSpelling { of: stringify!($name), given, allowed }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::spelling::UnknownSpelling;

            /// Any letter case, with or without underscores; digits count as a position.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let named = Self::ALL.iter().find(|value| crate::spelling::same(value.as_str(), text));
                let placed = || text.parse::<usize>().ok().and_then(|at| Self::ALL.get(at));
                named.or_else(placed).copied().ok_or_else(|| Self::unknown(text.to_owned()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }

        impl crate::schema::Described for $name {
            fn schema(all: &mut crate::schema::Schemas) -> serde_json::Value {
                let words: Vec<&str> = Self::ALL.iter().map(|value| value.as_str()).collect();
                all.words(module_path!(), stringify!($name), &crate::schema::about(stringify!($(#[$meta])*)), &words)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = crate::spelling::text_or_position(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

/// The text of an enum, or the digits of its position.
pub(crate) fn text_or_position<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    struct Visit;
    impl serde::de::Visitor<'_> for Visit {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_u64<E>(self, at: u64) -> Result<String, E> {
            Ok(at.to_string())
        }

        fn visit_i64<E>(self, at: i64) -> Result<String, E> {
            Ok(at.to_string())
        }
    }
    d.deserialize_any(Visit)
}

/// A value the reference lists, or a text that it does not: services send more than they document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Open<E> {
    /// A listed value.
    Known(E),
    /// Any other text, as it came.
    Other(String),
}

impl<E: Copy> Open<E> {
    /// The listed value, if it is one.
    pub fn known(&self) -> Option<E> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Other(_) => None,
        }
    }
}

impl<E> From<E> for Open<E> {
    fn from(value: E) -> Self {
        Self::Known(value)
    }
}

impl<E: fmt::Display> fmt::Display for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt(f),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl<E: fmt::Display> Serialize for Open<E> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de, E: std::str::FromStr> Deserialize<'de> for Open<E> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = text_or_position(d)?;
        Ok(text.parse().map_or_else(|_| Self::Other(text.clone()), Self::Known))
    }
}
