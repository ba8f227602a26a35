//! Money without floats: prices in millionths of the currency's unit, amounts in its minor units,
//! and exact fractions for what is compared or proved.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{cmp::Ordering, fmt, str::FromStr};

/// Millionths per unit of currency.
pub const MICROS: i64 = 1_000_000;

/// An ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Three letters, any case; `None` for anything else.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code in capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Decimal places of the minor unit (ISO 4217): 2 for most, 0 for yen and its like, 3 for some dinars.
    pub fn minor_digits(&self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND" | "VUV" | "XAF"
            | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// Its symbol (Unicode CLDR, narrow where one country's currency is meant); the code where it has none of its own.
    pub fn symbol(&self) -> &str {
        match self.code() {
            "USD" | "AUD" | "CAD" | "NZD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "KRW" => "₩",
            "INR" => "₹",
            "RUB" => "₽",
            "TWD" => "NT$",
            "DKK" | "NOK" | "SEK" => "kr",
            code => code,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::new(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is not a three-letter currency code such as \"EUR\"")))
    }
}

/// A price or an amount per seat, in millionths of the currency's unit: exact for every price list in use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Price {
    /// Millionths of the unit of currency.
    pub micros: i64,
}

/// Why a text is no price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnAmount(pub String);

impl fmt::Display for NotAnAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not an amount such as 12.50 (digits, at most one point, at most six decimals)",
            self.0
        )
    }
}

impl std::error::Error for NotAnAmount {}

impl FromStr for Price {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        parse_decimal(text, 6)
            .and_then(|n| i64::try_from(n).ok())
            .map(|micros| Self { micros })
            .ok_or_else(|| NotAnAmount(text.to_owned()))
    }
}

/// A non-negative decimal as an integer with `places` decimals; `None` if it is none or has more places.
fn parse_decimal(text: &str, places: u32) -> Option<i128> {
    let text = text.trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if (whole.is_empty() && part.is_empty()) || whole.len() + part.len() > 30 {
        return None;
    }
    let part = part.trim_end_matches('0');
    if !whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit()) || part.len() > places as usize {
        return None;
    }
    let digits = |s: &str| {
        if s.is_empty() { Some(0) } else { s.parse::<i128>().ok() }
    };
    Some(digits(whole)? * 10i128.pow(places) + digits(part)? * 10i128.pow(places - part.len() as u32))
}

impl fmt::Display for Price {
    /// At least two decimals, no more than needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = format!("{:06}", (self.micros % MICROS).abs());
        let keep = part.trim_end_matches('0').len().max(2);
        write!(
            f,
            "{}{}.{}",
            if self.micros < 0 { "-" } else { "" },
            (self.micros / MICROS).abs(),
            &part[..keep]
        )
    }
}

impl Serialize for Price {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Price {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

/// An amount in the currency's minor units, with the decimals that the currency has. Serialised as a decimal string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Amount {
    /// Minor units, for example cents.
    pub minor: i64,
    /// Decimal places of the currency.
    pub digits: u32,
}

impl Amount {
    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self {
            minor: 0,
            digits: currency.minor_digits(),
        }
    }

    /// An exact fraction of the currency's unit, rounded half-even to minor units; `None` beyond 64 bits.
    pub fn round_half_even(exact: Exact, currency: Currency) -> Option<Self> {
        let digits = currency.minor_digits();
        let num = exact.num.checked_mul(10i128.pow(digits))?;
        let (quotient, rest) = (num.div_euclid(exact.den), num.rem_euclid(exact.den));
        let up = match (rest * 2).cmp(&exact.den) {
            Ordering::Less => 0,
            Ordering::Greater => 1,
            Ordering::Equal => quotient & 1,
        };
        Some(Self {
            minor: i64::try_from(quotient + up).ok()?,
            digits,
        })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let scale = 10u64.pow(self.digits);
        let abs = self.minor.unsigned_abs();
        if self.digits == 0 {
            return write!(f, "{sign}{abs}");
        }
        write!(f, "{sign}{}.{:0width$}", abs / scale, abs % scale, width = self.digits as usize)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let (negative, bare) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
        let digits = bare.split_once('.').map_or(0, |(_, part)| part.len() as u32);
        let minor = (digits <= 6 && !bare.is_empty())
            .then(|| bare.replace('.', ""))
            .filter(|joined| joined.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|joined| joined.parse::<i64>().ok())
            .ok_or_else(|| D::Error::custom(NotAnAmount(text.clone())))?;
        Ok(Self {
            minor: if negative { -minor } else { minor },
            digits,
        })
    }
}

/// An exact fraction of the currency's unit, in lowest terms with a positive denominator. Written `n/d`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Exact {
    /// Numerator.
    pub num: i128,
    /// Denominator, positive.
    pub den: i128,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// The fraction in lowest terms; `None` if `den` is zero or a figure has no negative.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        let g = gcd(num.unsigned_abs(), den.unsigned_abs()) as i128;
        let sign = if den < 0 { -1 } else { 1 };
        Some(if g == 0 {
            Self::ZERO
        } else {
            Self {
                num: sign * num / g,
                den: sign * den / g,
            }
        })
    }

    /// A price times a whole fraction.
    pub fn of_price(price: Price, times: i128, over: i128) -> Option<Self> {
        Self::new(i128::from(price.micros).checked_mul(times)?, i128::from(MICROS).checked_mul(over)?)
    }

    /// Sum; `None` if it needs more than 127 bits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let g = gcd(self.den.unsigned_abs(), other.den.unsigned_abs()) as i128;
        let left = self.num.checked_mul(other.den / g)?;
        let right = other.num.checked_mul(self.den / g)?;
        Self::new(left.checked_add(right)?, (self.den / g).checked_mul(other.den)?)
    }

    /// Difference; `None` if it needs more than 127 bits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self {
            num: other.num.checked_neg()?,
            den: other.den,
        })
    }

    /// Product with a whole number; `None` if it needs more than 127 bits.
    pub fn checked_mul(self, n: i128) -> Option<Self> {
        let g = gcd(n.unsigned_abs(), self.den.unsigned_abs()).max(1) as i128;
        Self::new(self.num.checked_mul(n / g)?, self.den / g)
    }

    /// As a float, for pictures only; never for a decision.
    pub fn approx(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    /// Exact comparison by continued fractions, so that nothing overflows.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut flip) = (*self, *other, false);
        loop {
            let order = a.num.div_euclid(a.den).cmp(&b.num.div_euclid(b.den));
            if order != Ordering::Equal {
                return if flip { order.reverse() } else { order };
            }
            let (ra, rb) = (a.num.rem_euclid(a.den), b.num.rem_euclid(b.den));
            if ra == 0 || rb == 0 {
                let order = (ra != 0).cmp(&(rb != 0));
                return if flip { order.reverse() } else { order };
            }
            a = Self { num: a.den, den: ra };
            b = Self { num: b.den, den: rb };
            flip = !flip;
        }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        let (num, den) = text.split_once('/').unwrap_or((&text, "1"));
        num.trim()
            .parse()
            .ok()
            .zip(den.trim().parse().ok())
            .and_then(|(num, den)| Self::new(num, den))
            .ok_or_else(|| D::Error::custom(format!("{text:?} is not a fraction such as \"12345/100\"")))
    }
}

/// Greatest common divisor; `gcd(0, n) == n`.
pub fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_read_and_print_exactly() {
        for (text, micros, printed) in [
            ("12.50", 12_500_000, "12.50"),
            ("7", 7_000_000, "7.00"),
            ("0.000001", 1, "0.000001"),
            (".5", 500_000, "0.50"),
        ] {
            let price: Price = text.parse().unwrap();
            assert_eq!((price.micros, price.to_string().as_str()), (micros, printed));
        }
        for bad in ["", ".", "1,5", "-3", "1.2.3", "1e3", "0.0000001", "12 €"] {
            assert!(bad.parse::<Price>().is_err(), "{bad}");
        }
    }

    #[test]
    fn halves_round_to_the_even_neighbour() {
        let eur = Currency::new("eur").unwrap();
        let cents = |num, den| Amount::round_half_even(Exact::new(num, den).unwrap(), eur).unwrap().minor;
        assert_eq!(
            [cents(1, 200), cents(3, 200), cents(-1, 200), cents(-3, 200), cents(1, 199)],
            [0, 2, 0, -2, 1]
        );
        assert_eq!(
            Amount::round_half_even(Exact::new(5, 2).unwrap(), Currency::new("JPY").unwrap())
                .unwrap()
                .to_string(),
            "2"
        );
    }

    #[test]
    fn the_smallest_figure_is_refused_not_negated() {
        assert_eq!(Exact::new(i128::MIN, -1), None);
        assert_eq!(Exact::new(1, i128::MIN), None);
        assert_eq!(Exact::ZERO.checked_sub(Exact { num: i128::MIN, den: 1 }), None);
    }

    #[test]
    fn fractions_compare_without_overflow() {
        let big = i128::MAX / 3;
        let a = Exact { num: big, den: big - 1 };
        let b = Exact {
            num: big - 1,
            den: big - 2,
        };
        assert!(a < b);
        assert_eq!(a.cmp(&a), Ordering::Equal);
        assert!(Exact::new(-1, 3).unwrap() < Exact::new(-1, 4).unwrap());
    }
}
