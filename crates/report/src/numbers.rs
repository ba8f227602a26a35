//! Numbers, money and dates as each language writes them: `1.234,56 €` and `31.01.2027` in German,
//! `€1,234.56` and `31 Jan 2027` in English. Called by everything that shows a value to people.
//! Never parses, never rounds and knows no floats: what is shown is what the plan says.

use crate::Lang;
use nahtlos_model::{
    dates::Date,
    money::{Amount, Currency, Exact, MICROS, Price},
};

/// A narrow gap that never breaks, between an amount and its currency.
const GAP: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A whole number with thousands grouped.
pub fn count(lang: Lang, n: i64) -> String {
    let digits = group(lang, &n.unsigned_abs().to_string());
    if n < 0 { format!("{MINUS}{digits}") } else { digits }
}

fn group(lang: Lang, digits: &str) -> String {
    let mark = match lang {
        Lang::De => '.',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn decimal(lang: Lang, whole: &str, part: &str) -> String {
    let point = match lang {
        Lang::De => ',',
        Lang::En => '.',
    };
    if part.is_empty() {
        group(lang, whole)
    } else {
        format!("{}{point}{part}", group(lang, whole))
    }
}

/// An amount with its currency.
pub fn money(lang: Lang, currency: Currency, amount: Amount) -> String {
    with_currency(lang, currency, amount.minor < 0, &bare(lang, amount))
}

/// An amount without its currency, for columns whose heading names it.
pub fn amount(lang: Lang, amount: Amount) -> String {
    let sign = if amount.minor < 0 { MINUS.to_string() } else { String::new() };
    sign + &bare(lang, amount)
}

fn bare(lang: Lang, amount: Amount) -> String {
    let scale = 10u64.pow(amount.digits);
    let abs = amount.minor.unsigned_abs();
    let part = if amount.digits == 0 {
        String::new()
    } else {
        format!("{:0width$}", abs % scale, width = amount.digits as usize)
    };
    decimal(lang, &(abs / scale).to_string(), &part)
}

/// A price with its currency: at least two decimals, no more than needed.
pub fn price(lang: Lang, currency: Currency, price: Price) -> String {
    with_currency(lang, currency, price.micros < 0, &bare_price(lang, price))
}

/// A price without its currency.
pub fn bare_price(lang: Lang, price: Price) -> String {
    let abs = price.micros.unsigned_abs();
    let part = format!("{:06}", abs % MICROS.unsigned_abs());
    let keep = part.trim_end_matches('0').len().max(2);
    decimal(lang, &(abs / MICROS.unsigned_abs()).to_string(), &part[..keep])
}

/// An exact fraction as a decimal with its currency, cut (not rounded) after four more places than the currency has.
pub fn exact(lang: Lang, currency: Currency, value: Exact) -> String {
    let places = currency.minor_digits() + 4;
    let whole = value.num.unsigned_abs() / value.den.unsigned_abs();
    let mut rest = value.num.unsigned_abs() % value.den.unsigned_abs();
    let mut part = String::new();
    for _ in 0..places {
        let Some(next) = rest.checked_mul(10) else { break };
        part.push(char::from(b'0' + u8::try_from(next / value.den.unsigned_abs()).unwrap_or(9)));
        rest = next % value.den.unsigned_abs();
    }
    let more = if rest == 0 { "" } else { "…" };
    with_currency(lang, currency, value.num < 0, &(decimal(lang, &whole.to_string(), &part) + more))
}

fn with_currency(lang: Lang, currency: Currency, negative: bool, digits: &str) -> String {
    let sign = if negative { MINUS.to_string() } else { String::new() };
    let symbol = symbol(currency);
    match (lang, symbol) {
        (Lang::De, Some(symbol)) => format!("{sign}{digits}{GAP}{symbol}"),
        (Lang::De, None) => format!("{sign}{digits}{GAP}{}", currency.code()),
        (Lang::En, Some(symbol)) => format!("{sign}{symbol}{digits}"),
        (Lang::En, None) => format!("{sign}{}{GAP}{digits}", currency.code()),
    }
}

/// The sign, for the currencies whose sign nobody mistakes; every other shows its code.
fn symbol(currency: Currency) -> Option<&'static str> {
    Some(match currency.code() {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "INR" => "₹",
        _ => return None,
    })
}

/// A share in percent with one decimal, rounded to the nearest; zero of nothing.
pub fn per_cent(lang: Lang, part: i64, whole: i64) -> String {
    let doubled = i128::from(whole) * 2;
    let tenths = if whole <= 0 {
        0
    } else {
        (i128::from(part) * 2000 + i128::from(whole)).div_euclid(doubled)
    };
    let text = decimal(lang, &(tenths.abs() / 10).to_string(), &(tenths.abs() % 10).to_string());
    format!("{}{text}{GAP}%", if tenths < 0 { MINUS.to_string() } else { String::new() })
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const SHORT_DE: [&str; 12] = [
    "Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sept", "Okt", "Nov", "Dez",
];

fn month_index(month: i8) -> usize {
    usize::try_from(month - 1).unwrap_or(0).min(11)
}

/// A day: `31.01.2027`, `31 Jan 2027`.
pub fn date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::De => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
        Lang::En => format!("{} {} {:04}", day.day(), short_month(lang, day.month()), day.year()),
    }
}

/// A month's name cut short, for axes.
pub fn short_month(lang: Lang, month: i8) -> &'static str {
    match lang {
        Lang::De => SHORT_DE[month_index(month)],
        Lang::En => &MONTHS_EN[month_index(month)][..3],
    }
}

/// A month with its year: `Januar 2027`, `January 2027`.
pub fn month(lang: Lang, year: i16, month: i8) -> String {
    let name = match lang {
        Lang::De => MONTHS_DE[month_index(month)],
        Lang::En => MONTHS_EN[month_index(month)],
    };
    format!("{name} {year}")
}

/// A month given as `2027-01`; anything else is shown as it is.
pub fn month_of(lang: Lang, text: &str) -> String {
    text.split_once('-')
        .and_then(|(year, number)| Some(month(lang, year.parse().ok()?, number.parse().ok()?)))
        .unwrap_or_else(|| text.to_owned())
}

/// A day's weekday, cut short.
pub fn weekday(lang: Lang, day: Date) -> &'static str {
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    match lang {
        Lang::De => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"][index],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][index],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_model::dates::{date_of, day_number};

    fn eur(minor: i64) -> Amount {
        Amount { minor, digits: 2 }
    }

    #[test]
    fn money_is_written_as_the_language_writes_it() {
        let cases = [
            ("EUR", 123_456, "1.234,56\u{a0}€", "€1,234.56"),
            ("EUR", -5, "−0,05\u{a0}€", "−€0.05"),
            ("CHF", 100_000_000, "1.000.000,00\u{a0}CHF", "CHF\u{a0}1,000,000.00"),
            ("USD", 0, "0,00\u{a0}$", "$0.00"),
        ];
        for (code, minor, german, english) in cases {
            let currency = Currency::new(code).unwrap();
            assert_eq!(money(Lang::De, currency, eur(minor)), german);
            assert_eq!(money(Lang::En, currency, eur(minor)), english);
        }
        let yen = Currency::new("JPY").unwrap();
        assert_eq!(money(Lang::De, yen, Amount { minor: 12_345, digits: 0 }), "12.345\u{a0}JPY");
    }

    #[test]
    fn prices_keep_every_decimal_they_need() {
        let eur = Currency::new("EUR").unwrap();
        assert_eq!(price(Lang::De, eur, "1234.5".parse().unwrap()), "1.234,50\u{a0}€");
        assert_eq!(price(Lang::En, eur, "0.0375".parse().unwrap()), "€0.0375");
    }

    #[test]
    fn fractions_are_cut_and_say_so() {
        let eur = Currency::new("EUR").unwrap();
        assert_eq!(exact(Lang::En, eur, Exact::new(10, 3).unwrap()), "€3.333333…");
        assert_eq!(exact(Lang::De, eur, Exact::new(-5, 2).unwrap()), "−2,500000\u{a0}€");
    }

    #[test]
    fn shares_are_rounded_to_tenths() {
        assert_eq!(per_cent(Lang::De, 1, 3), "33,3\u{a0}%");
        assert_eq!(
            (per_cent(Lang::En, 0, 0), per_cent(Lang::En, 999_999, 1_000_000)),
            ("0.0\u{a0}%".to_owned(), "100.0\u{a0}%".to_owned())
        );
    }

    #[test]
    fn dates_months_and_weekdays() {
        let day = nahtlos_model::dates::Date::constant(2027, 1, 31);
        assert_eq!(
            (date(Lang::De, day), date(Lang::En, day)),
            ("31.01.2027".to_owned(), "31 Jan 2027".to_owned())
        );
        assert_eq!((weekday(Lang::De, day), weekday(Lang::En, day)), ("So", "Sun"));
        assert_eq!(month_of(Lang::De, "2027-03"), "März 2027");
        assert_eq!(month_of(Lang::En, "total"), "total");
        for n in 0..400 {
            assert!(date(Lang::En, date_of(day_number(day) + n)).len() >= 10);
        }
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(Lang::De, 1_234_567), "1.234.567");
        assert_eq!(count(Lang::En, -1000), "−1,000");
        assert_eq!(count(Lang::En, 999), "999");
    }
}
