//! Whether the ledger's lines of one subscription sum to what its life says: on every day the seats that are paid, each at its price.

use super::{
    life::{Life, days_between},
    player::{Found, same},
};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// How the seats that are paid at a price change, by day.
type Changes = BTreeMap<(i64, Date), i64>;

fn add(changes: &mut Changes, price: i64, from: Date, until: Date, seats: i64) {
    if from < until {
        *changes.entry((price, from)).or_default() += seats;
        *changes.entry((price, until)).or_default() -= seats;
    }
}

/// A decimal text in parts of `10^-digits`.
fn parts(text: &Value, digits: usize) -> Result<i64, String> {
    let text = text.as_str().ok_or("no decimal text")?;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{part:0<digits$}");
    digits
        .parse()
        .map_err(|_| format!("{text} is no decimal number of that many digits"))
}

fn day(line: &Value, name: &str) -> Result<Date, String> {
    let text = line[name].as_str().unwrap_or("");
    text.parse().map_err(|_| format!("{name} {text} is no day"))
}

/// Half-even, once.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    let (whole, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
    match (rest * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Greater => whole + 1,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
    }
}

/// A line by itself: its days, its period, its amount. Seats, negative for a credit; cents.
fn check_line(life: &Life, line: &Value, changes: &mut Changes) -> Result<i64, String> {
    let (from, until) = (day(line, "from")?, day(line, "until")?);
    let (price, cents) = (parts(&line["unitPrice"], 6)?, parts(&line["amount"], 2)?);
    let number = |name: &str| line[name].as_i64().unwrap_or(-1);
    let (seats, days, whole) = (number("quantity"), number("days"), number("periodDays"));
    same!(days_between(from, until), days, "days");
    same!(
        true,
        life.periods.contains(&(until, whole)),
        "a period that ends {until} with {whole} days"
    );
    same!(true, seats > 0 && days > 0, "seats and days of a line");
    same!(Some("EUR"), line["currency"].as_str(), "currency");
    same!(0, number("discountPercent"), "discount");
    same!(days == whole, line["rule"] == "wholePeriod", "rule");
    let credits = ["removeQuantity", "cancelImmediate", "suspend"];
    let sign = match line["kind"].as_str().unwrap_or("") {
        "convert" => cents.signum(),
        kind if credits.contains(&kind) => -1,
        _ => 1,
    };
    let exact = i128::from(sign * price * seats * days);
    same!(rounded(exact, i128::from(whole) * 10_000), i128::from(cents), "amount");
    add(changes, price, from, until, sign * seats);
    Ok(cents)
}

/// All lines of a life. Those of one instant come in any order, so charges are counted before credits.
pub(crate) fn check(life: &Life, mut lines: Vec<&Value>) -> Found {
    lines.sort_by_key(|line| {
        (
            line["createdAt"].as_str(),
            line["amount"].as_str().is_some_and(|a| a.starts_with('-')),
        )
    });
    let (mut found, mut expected, mut sum) = (Changes::new(), Changes::new(), 0);
    for (n, line) in (1..).zip(&lines) {
        sum += check_line(life, line, &mut found).map_err(|what| format!("{line}: {what}"))?;
        // What was rounded may be a cent off, line by line; no more is ever given back than was paid.
        same!(true, sum + n > 0, "sum {sum} after {n} lines");
    }
    for (n, bill) in life.bills.iter().enumerate() {
        let until = life.bills[n + 1..].iter().map(|later| later.from).min();
        let until = until.map_or(life.paid_until, |until| until.min(life.paid_until));
        add(&mut expected, bill.price, bill.from, until, bill.seats);
    }
    found.retain(|_, seats| *seats != 0);
    expected.retain(|_, seats| *seats != 0);
    same!(expected, found, "seats that are paid");
    Ok(())
}
