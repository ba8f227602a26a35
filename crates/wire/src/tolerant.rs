//! Reading where the reference's documents and its wire differ: numbers sent as texts, one thing sent as a list, a currency as a code.
//!
//! Used as `deserialize_with` by the families that need it. It must never wrap a number or drop a value in silence.

use crate::Sent;
use nahtlos_model::instants::Instant;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// A whole number, or a text with one; null is none.
pub(crate) fn number_or_text<'de, D: Deserializer<'de>, N>(d: D) -> Result<Option<N>, D::Error>
where
    N: TryFrom<i64> + std::str::FromStr,
{
    struct Visit<N>(PhantomData<N>);
    impl<N: TryFrom<i64> + std::str::FromStr> Visitor<'_> for Visit<N> {
        type Value = Option<N>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a whole number from 0")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Option<N>, E> {
            let number = text.trim().parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))?;
            Ok(Some(number))
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Option<N>, E> {
            N::try_from(number)
                .map(Some)
                .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Option<N>, E> {
            let signed = i64::try_from(number).ok().and_then(|number| N::try_from(number).ok());
            signed
                .map(Some)
                .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
        }

        fn visit_unit<E>(self) -> Result<Option<N>, E> {
            Ok(None)
        }
    }
    d.deserialize_any(Visit(PhantomData))
}

/// The end of year 1: the reference's own SDK writes dates that were never set as 0001-01-01.
const NEVER_SET: Instant = Instant(-62_104_060_800_001);

/// An instant; one in year 1 is none.
pub(crate) fn date<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Instant>, D::Error> {
    Option::deserialize(d).map(|date| date.filter(|date| *date > NEVER_SET))
}

/// An instant; null, an empty text and one in year 1 are none.
pub(crate) fn blank_or_date<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Instant>, D::Error> {
    let text: Option<String> = Option::deserialize(d)?;
    let given = text.filter(|text| !text.trim().is_empty());
    let read = given.map(|text| text.parse::<Instant>().map_err(D::Error::custom)).transpose()?;
    Ok(read.filter(|date| *date > NEVER_SET))
}

/// An instant, null or nothing; one in year 1 is nothing.
pub(crate) fn sent_date<'de, D: Deserializer<'de>>(d: D) -> Result<Sent<Instant>, D::Error> {
    Sent::deserialize(d).map(|sent| match sent {
        Sent::Value(date) if date <= NEVER_SET => Sent::Absent,
        given => given,
    })
}

/// A text, or a number or truth value as it is written; null is the empty text.
pub(crate) fn text_or_number<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    struct Visit;
    impl Visitor<'_> for Visit {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_bool<E>(self, value: bool) -> Result<String, E> {
            Ok(value.to_string())
        }

        fn visit_i64<E>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_u64<E>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_unit<E>(self) -> Result<String, E> {
            Ok(String::new())
        }
    }
    d.deserialize_any(Visit)
}

/// Named texts; what is null is left out, numbers and truth values are read as they are written.
pub(crate) fn variables<'de, D: Deserializer<'de>>(d: D) -> Result<Option<BTreeMap<String, String>>, D::Error> {
    struct Text(String);
    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
            text_or_number(d).map(Self)
        }
    }
    let all: Option<BTreeMap<String, Option<Text>>> = Option::deserialize(d)?;
    let given = |all: BTreeMap<String, Option<Text>>| all.into_iter().filter_map(|(name, text)| Some((name, text?.0))).collect();
    Ok(all.map(given))
}

/// An object, or a list with at most one; null and an empty list are none.
pub(crate) fn one_or_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<T>, D::Error> {
    struct Visit<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Option<T>, A::Error> {
            let first = seq.next_element()?;
            match seq.next_element::<serde::de::IgnoredAny>()? {
                Some(_) => Err(A::Error::custom("has several entries, but only one can hold; send one object")),
                None => Ok(first),
            }
        }

        fn visit_unit<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }
    }
    d.deserialize_any(Visit(PhantomData))
}

/// An object, or a text that stands for one; null is none.
pub(crate) fn text_or<'de, D, T>(d: D, from_text: fn(String) -> T) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Visit<T>(fn(String) -> T);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Visit<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_str<E>(self, text: &str) -> Result<Option<T>, E> {
            Ok(Some((self.0)(text.to_owned())))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }

        fn visit_unit<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }
    }
    d.deserialize_any(Visit(from_text))
}
