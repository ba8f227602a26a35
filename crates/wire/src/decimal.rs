//! Amounts and prices as the Partner Center wire has them: JSON numbers, with at most six decimals and no noise of floats.
//!
//! Used by every shape with money. Nothing is calculated here; the model's `Price` and `Amount` do that. The float exists only between
//! the decimal text and the JSON number, because `serde_json` knows no other: up to a thousand million, every millionth comes back.

use nahtlos_model::money::{Amount, MICROS, Price};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// A decimal number in millionths, for example 12.5 for 12,500,000 millionths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal {
    /// Millionths.
    pub micros: i64,
}

impl Decimal {
    /// From a whole number; `None` beyond what millionths can hold.
    pub fn whole(number: i64) -> Option<Self> {
        number.checked_mul(MICROS).map(|micros| Self { micros })
    }

    /// From a decimal text such as `-12.5`; `None` for anything else or for more than six decimals.
    pub fn from_text(text: &str) -> Option<Self> {
        let (negative, bare) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let price: Price = bare.parse().ok()?;
        Some(Self {
            micros: if negative { -price.micros } else { price.micros },
        })
    }

    /// The decimal that was written, or the nearest millionth where there were more decimals; `None` for what is no number or too large.
    fn nearest(number: f64) -> Option<Self> {
        Self::from_text(&number.to_string()).or_else(|| Self::from_text(&format!("{number:.6}")))
    }

    /// As a price of the model.
    pub fn price(self) -> Price {
        Price { micros: self.micros }
    }
}

impl From<Price> for Decimal {
    fn from(price: Price) -> Self {
        Self { micros: price.micros }
    }
}

impl TryFrom<Amount> for Decimal {
    type Error = Amount;

    /// Refuses an amount that millionths cannot hold (above nine million millions).
    fn try_from(amount: Amount) -> Result<Self, Amount> {
        let places = 6u32.checked_sub(amount.digits).ok_or(amount)?;
        let micros = amount.minor.checked_mul(10i64.pow(places)).ok_or(amount)?;
        Ok(Self { micros })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.price().fmt(f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // Up to 15 digits, the shortest text that reads back as this float is the decimal text itself.
        let float: f64 = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        s.serialize_f64(float)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visit;
        impl serde::de::Visitor<'_> for Visit {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number such as 12.5")
            }

            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Decimal, E> {
                Decimal::nearest(number).ok_or_else(|| E::custom(format!("{number} is too large for an amount")))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Decimal, E> {
                let whole = i64::try_from(number).ok().and_then(Decimal::whole);
                whole.ok_or_else(|| E::custom(format!("{number} is too large for an amount")))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Decimal, E> {
                Decimal::whole(number).ok_or_else(|| E::custom(format!("{number} is too large for an amount")))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Decimal, E> {
                Decimal::from_text(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        d.deserialize_any(Visit).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_come_back_as_they_went() {
        for text in [
            "0.00",
            "12.50",
            "0.10",
            "0.30",
            "-7.25",
            "1.005",
            "0.000001",
            "99999999.999999",
            "1234567890123.45",
        ] {
            let decimal = Decimal::from_text(text).unwrap();
            let json = serde_json::to_string(&decimal).unwrap();
            assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal, "{text} became {json}");
            assert_eq!(decimal.to_string(), text);
            assert!(json.len() <= text.len() + 2, "{text} became {json}");
        }
        // Across the range, in steps that hit every last digit.
        for decimal in (0..200_000).map(|step| Decimal {
            micros: step * 4_999_999_937 + step,
        }) {
            let json = serde_json::to_string(&decimal).unwrap();
            assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal, "{json}");
        }
        let every_cent = (0..100_000).map(|cent| Decimal { micros: cent * 10_000 });
        for decimal in every_cent {
            let json = serde_json::to_string(&decimal).unwrap();
            assert!(json.split_once('.').unwrap().1.len() <= 2, "{json}");
        }
    }

    #[test]
    fn whole_numbers_and_texts_read_and_nonsense_does_not() {
        for (json, micros) in [
            ("12", 12_000_000),
            ("-3", -3_000_000),
            ("\"4.5\"", 4_500_000),
            ("0.1234567", 123_457),
        ] {
            assert_eq!(serde_json::from_str::<Decimal>(json).unwrap().micros, micros);
        }
        for bad in ["1e300", "99999999999999999999", "true", "\"ten\"", "null"] {
            assert!(serde_json::from_str::<Decimal>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn amounts_keep_their_decimals() {
        let amount = |minor, digits| Decimal::try_from(Amount { minor, digits });
        assert_eq!(amount(1250, 2).unwrap().micros, 12_500_000);
        assert_eq!(amount(7, 0).unwrap().micros, 7_000_000);
        assert!(amount(i64::MAX, 2).is_err());
        assert!(amount(1, 7).is_err());
    }
}
