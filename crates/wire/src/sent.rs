//! What a request said about a field: nothing, null, or a value. Patches need the difference.
//!
//! Used by the patch bodies, and by fields whose null means something (`cancellationAllowedUntilDate`: never).
//! It must never fold null into "left out".

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field that may be left out, null, or given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sent<T> {
    /// The key was not there.
    #[default]
    Absent,
    /// The key was there with null.
    Null,
    /// The key had a value.
    Value(T),
}

impl<T> Sent<T> {
    /// True if the key was not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// True if the key was there, with null or a value.
    pub fn is_present(&self) -> bool {
        !self.is_absent()
    }

    /// True if the key was there with null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there was one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there was one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// `None` if the key was not there; else what it is to become, where null means "none".
    pub fn change(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// A value, or null where there is none.
    pub fn or_null(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<T> for Sent<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Sent<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(s)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Option::deserialize(d).map(Self::or_null)
    }
}
