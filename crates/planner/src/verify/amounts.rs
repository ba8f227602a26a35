//! The plan's money, derived anew: every charge, the total, the exact cost, the months, what is owed afterwards.
//! Prices and ends were checked by `purchases`; nothing here rounds but half-even per line.

use super::{
    counter::{Check, count, counter, ensure, exact, money, text, too_large},
    purchases::about,
    time::{Span, Time},
};
use nahtlos_model::{
    dates::day_number,
    money::{Amount, Currency, Exact},
    notice::CounterCode,
    plan::{Plan, Purchase},
};

/// The exact cost of a purchase: of its whole term, and of what counts within the horizon.
fn costs(purchase: &Purchase, span: &Span) -> Option<(Exact, Exact)> {
    let periods = purchase.billing_plan.periods_in(purchase.term_duration)?;
    let times = i128::from(purchase.seats).checked_mul(i128::from(periods))?;
    let part = |days: i32| Exact::of_price(purchase.unit_price, times.checked_mul(i128::from(days))?, i128::from(span.full));
    Some((part(span.days)?, part(span.counted)?))
}

/// Checks all amounts; returns the total and the exact cost.
pub(crate) fn check(plan: &Plan, time: &Time, currency: Currency) -> Check<(Amount, Exact)> {
    let mut cost = Exact::ZERO;
    let (mut total, mut charges) = (0i64, 0i64);
    for purchase in &plan.purchases {
        let overflow = || too_large("charge").about([&purchase.id]);
        let span = time.span(day_number(purchase.start), purchase.term_duration);
        let (whole, counted) = costs(purchase, &span).ok_or_else(overflow)?;
        let charge = Amount::round_half_even(whole, currency).ok_or_else(overflow)?;
        let in_horizon = Amount::round_half_even(counted, currency).ok_or_else(overflow)?;
        ensure(purchase.charge == charge, || {
            about(CounterCode::WrongCharge, purchase)
                .with("found", money(purchase.charge))
                .with("expected", money(charge))
        })?;
        ensure(purchase.charge_in_horizon == in_horizon, || {
            about(CounterCode::WrongChargeInHorizon, purchase)
                .with("found", money(purchase.charge_in_horizon))
                .with("expected", money(in_horizon))
        })?;
        cost = cost.checked_add(counted).ok_or_else(overflow)?;
        total = total.checked_add(in_horizon.minor).ok_or_else(overflow)?;
        charges = charges.checked_add(charge.minor).ok_or_else(overflow)?;
    }
    let amount = |minor| Amount {
        minor,
        digits: currency.minor_digits(),
    };
    let differs = |code, found: Amount, expected: Amount| {
        ensure(found == expected, || {
            counter(code).with("found", money(found)).with("expected", money(expected))
        })
    };
    differs(CounterCode::WrongTotal, plan.cost.total, amount(total))?;
    ensure(plan.cost.cost_exact == cost, || {
        counter(CounterCode::WrongCostExact)
            .with("found", exact(plan.cost.cost_exact))
            .with("expected", exact(cost))
    })?;
    let committed = charges.checked_sub(total).ok_or_else(|| too_large("charge"))?;
    differs(CounterCode::WrongCommitted, plan.cost.committed_beyond_horizon, amount(committed))?;
    let overlap = plan.cost.overlap;
    ensure(
        overlap.digits == currency.minor_digits() && (0..=total).contains(&overlap.minor),
        || {
            counter(CounterCode::WrongOverlap)
                .with("found", money(overlap))
                .with("total", money(amount(total)))
        },
    )?;
    months(plan, amount(total), amount(charges))?;
    Ok((amount(total), cost))
}

/// The months are months, ascending; what counts adds up to the total; no more is billed than is charged.
fn months(plan: &Plan, total: Amount, charges: Amount) -> Check {
    let mut before = "";
    let (mut counted, mut billed) = (0i64, 0i64);
    for month in &plan.cost.by_month {
        let wrong = || counter(CounterCode::WrongByMonth).with("month", text(&month.month));
        let valid = format!("{}-01", month.month).parse::<nahtlos_model::dates::Date>().is_ok() && month.month.as_str() > before;
        let digits = month.counted.digits == total.digits && month.billed.digits == total.digits;
        ensure(valid && digits && month.counted.minor >= 0 && month.billed.minor >= 0, || {
            wrong().with("found", money(month.counted)).with("expected", text("-"))
        })?;
        before = &month.month;
        counted = counted.checked_add(month.counted.minor).ok_or_else(|| too_large("month"))?;
        billed = billed.checked_add(month.billed.minor).ok_or_else(|| too_large("month"))?;
    }
    let sums = |found: i64, expected: Amount| {
        counter(CounterCode::WrongByMonth)
            .with("month", count(plan.cost.by_month.len()))
            .with(
                "found",
                money(Amount {
                    minor: found,
                    digits: total.digits,
                }),
            )
            .with("expected", money(expected))
    };
    ensure(counted == total.minor, || sums(counted, total))?;
    ensure(billed <= charges.minor, || sums(billed, charges))
}
