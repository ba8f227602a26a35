//! Prices of a line as carts and orders show them: of a seat per billing period, of a seat in the first period, of the whole term.
//!
//! The reference's pages name the members and do not define them; the definitions are those that its samples fit.

use nahtlos_model::money::{Amount, Currency, Exact, Price};
use nahtlos_wire::{Decimal, carts::Pricing};

/// What is known of a line's money.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money {
    /// List price of a seat per billing period.
    pub list: Price,
    /// Price of a seat per billing period after discounts.
    pub unit: Price,
    pub quantity: i64,
    /// What the first period costs.
    pub charged_minor: i64,
    /// What the whole first term costs.
    pub term_minor: i64,
    pub currency: Currency,
}

/// An amount in minor units as the wire has it; what millionths cannot hold becomes the largest they can.
pub(crate) fn amount(minor: i64, currency: Currency) -> Decimal {
    let digits = currency.minor_digits();
    Decimal::try_from(Amount { minor, digits }).unwrap_or(Decimal { micros: i64::MAX })
}

pub(crate) fn shown(money: Money) -> Pricing {
    Pricing {
        list_price: Some(money.list.into()),
        discounted_price: Some(money.unit.into()),
        prorated_price: Some(prorated(money).into()),
        price: Some(money.unit.into()),
        extended_price: Some(amount(money.term_minor, money.currency)),
    }
}

/// A seat's part of the first period: its price where the period is whole, else its share of what was charged.
fn prorated(money: Money) -> Price {
    let whole = Exact::of_price(money.unit, i128::from(money.quantity), 1);
    let whole = whole.and_then(|exact| Amount::round_half_even(exact, money.currency));
    if money.quantity <= 0 || whole.is_none_or(|amount| amount.minor == money.charged_minor) {
        return money.unit;
    }
    let charged = i128::from(amount(money.charged_minor, money.currency).micros);
    let (seats, half) = (i128::from(money.quantity), i128::from(money.quantity) / 2);
    let micros = i64::try_from((charged + half).div_euclid(seats)).unwrap_or(i64::MAX);
    Price { micros }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(charged_minor: i64) -> Money {
        Money {
            list: "12.50".parse().unwrap(),
            unit: "10".parse().unwrap(),
            quantity: 3,
            charged_minor,
            term_minor: 36_000,
            currency: Currency::new("EUR").unwrap(),
        }
    }

    #[test]
    fn a_whole_period_costs_the_price_and_a_part_its_share() {
        let text = |charged| serde_json::to_string(&shown(money(charged))).unwrap();
        let whole = r#"{"listPrice":12.5,"discountedPrice":10.0,"proratedPrice":10.0,"price":10.0,"extendedPrice":360.0}"#;
        assert_eq!(text(3000), whole);
        assert!(text(1000).contains(r#""proratedPrice":3.333333,"#));
    }
}
