//! Charge and credit lines: what each purchase, renewal, seat change, cancellation and extended term costs, with the rule
//! that says so. Written to the ledger in the transaction of the change; invoices are made from them later.

use crate::{
    catalogue::BillingPlan,
    dates::{Date, day_number, plus_months},
    estate::word_enum,
    money::{Amount, Currency, Exact, Price},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What a line is for.
    ChargeKind {
        /// Purchase.
        New = "new",
        /// First period of a renewed term.
        Renew = "renew",
        /// A further billing period of a term.
        CycleFee = "cycleFee",
        /// Seats added.
        AddQuantity = "addQuantity",
        /// Seats taken back: a credit.
        RemoveQuantity = "removeQuantity",
        /// Cancelled: a credit.
        CancelImmediate = "cancelImmediate",
        /// Changed to another term, cycle or offer: a credit for the old, a charge for the new.
        Convert = "convert",
        /// Legacy suspension: a credit for what is not used.
        Suspend = "suspend",
        /// Legacy reactivation: a charge for the rest of the period.
        Reactivate = "reactivate",
        /// A month of the extended term.
        ExtendedTerm = "extendedTerm",
        /// Billing moved to another partner: a credit there, a charge here.
        Transfer = "transfer",
    }
);

/// A line. Credits have a negative amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// What for.
    pub kind: ChargeKind,
    /// First day charged for.
    pub from: Date,
    /// First day no longer charged for.
    pub until: Date,
    /// Seats.
    pub quantity: i64,
    /// Price of a seat for a whole billing period.
    pub unit_price: Price,
    /// Discount in percent, already in the amount.
    pub discount_percent: i64,
    /// Days charged for, of the whole period's days.
    pub days: (i64, i64),
    /// Amount in minor units; negative for credits.
    pub amount_minor: i64,
    /// Currency.
    pub currency: Currency,
    /// The rule it follows.
    pub rule: String,
}

/// A billing period of a term, cut where the term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// First day.
    pub start: Date,
    /// First day after it.
    pub end: Date,
    /// First day after it, were it not cut by the term's end: the whole period's length is what prices are for.
    pub whole_end: Date,
}

impl Period {
    /// The period in which a day of a term lies: periods are counted from the term's start in calendar months.
    pub fn at(term_start: Date, term_end: Date, cycle: BillingPlan, day: Date) -> Self {
        let months = cycle.months();
        let mut k =
            ((i32::from(day.year()) - i32::from(term_start.year())) * 12 + i32::from(day.month()) - i32::from(term_start.month())) / months;
        while k > 0 && plus_months(term_start, k * months) > day {
            k -= 1;
        }
        while plus_months(term_start, (k + 1) * months) <= day {
            k += 1;
        }
        let whole_end = plus_months(term_start, (k + 1) * months);
        Self {
            start: plus_months(term_start, k * months),
            end: whole_end.min(term_end),
            whole_end,
        }
    }

    /// Days of a whole period.
    pub fn whole_days(self) -> i64 {
        i64::from(day_number(self.whole_end) - day_number(self.start)).max(1)
    }

    /// Days from a day to the period's end.
    pub fn days_from(self, day: Date) -> i64 {
        i64::from(day_number(self.end) - day_number(day.max(self.start))).max(0)
    }
}

/// What a line is charged at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Price of a seat for a whole period.
    pub unit_price: Price,
    /// Discount in percent.
    pub discount_percent: i64,
    /// Currency.
    pub currency: Currency,
}

impl Charge {
    /// Seats from a day to the end of a period. `sign` is -1 for a credit. Rounded half-even to minor units, once per line.
    ///
    /// Rule: price × seats × days used ÷ days of the whole period (Partner Center, proration by day).
    pub fn line(kind: ChargeKind, period: Period, from: Date, quantity: i64, rate: Rate, sign: i64) -> Self {
        let from = from.max(period.start);
        let days = (period.days_from(from), period.whole_days());
        let times = i128::from(quantity) * i128::from(days.0) * i128::from(100 - rate.discount_percent) * i128::from(sign);
        let exact = Exact::of_price(rate.unit_price, times, i128::from(days.1) * 100).unwrap_or(Exact::ZERO);
        let amount = Amount::round_half_even(exact, rate.currency).unwrap_or(Amount::zero(rate.currency));
        Self {
            kind,
            from,
            until: period.end,
            quantity,
            unit_price: rate.unit_price,
            discount_percent: rate.discount_percent,
            days,
            amount_minor: amount.minor,
            currency: rate.currency,
            rule: if days.0 == days.1 {
                "wholePeriod".to_owned()
            } else {
                "proratedByDay".to_owned()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_tile_a_term() {
        for (start, cycle, months) in [
            (date(2026, 1, 31), BillingPlan::Monthly, 12),
            (date(2028, 2, 29), BillingPlan::Monthly, 36),
            (date(2026, 12, 1), BillingPlan::Annual, 36),
        ] {
            let end = plus_months(start, months);
            let mut day = start;
            while day < end {
                let period = Period::at(start, end, cycle, day);
                assert_eq!(period.start, day);
                assert!(period.end > day);
                let last = crate::dates::date_of(day_number(period.end) - 1);
                assert_eq!(Period::at(start, end, cycle, last), period);
                day = period.end;
            }
            assert_eq!(day, end);
        }
    }

    #[test]
    fn a_credit_on_the_first_day_undoes_the_charge() {
        let period = Period::at(date(2026, 11, 26), date(2027, 11, 26), BillingPlan::Annual, date(2026, 11, 26));
        let rate = Rate {
            unit_price: "12.34".parse().unwrap(),
            discount_percent: 15,
            currency: Currency::new("EUR").unwrap(),
        };
        let charge = Charge::line(ChargeKind::New, period, period.start, 7, rate, 1);
        let credit = Charge::line(ChargeKind::CancelImmediate, period, period.start, 7, rate, -1);
        assert_eq!(charge.amount_minor + credit.amount_minor, 0);
        assert_eq!(charge.amount_minor, 7342); // 7 × 12.34 × 0.85 = 73.423
    }
}
