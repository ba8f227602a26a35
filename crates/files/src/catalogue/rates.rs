//! Exchange rates as the vendor publishes them: what a unit of a currency is worth in US dollars in a month. Called by the center's import.

use super::{layout, own};
use crate::{
    problem::{Problem, Problems, quoted},
    table::{Row, Table},
};
use nahtlos_model::rates::{Month, Rate};
use std::{collections::BTreeMap, io::Read};

/// Reads rates by month and currency. One that comes twice is an error.
pub fn read_rates<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<Rate> {
    let mut rates = BTreeMap::new();
    let Some(places) = layout::places::<R, 3>(table, own::RATE_COLUMNS, problems) else {
        return Vec::new();
    };
    loop {
        match table.next_row() {
            Ok(Some(row)) => match read_row(&row, places) {
                Ok(rate) if rates.contains_key(&(rate.month, rate.currency)) => {
                    let message = format!("{} has a rate of {} already.", rate.currency, rate.month);
                    problems.push(row.error(places[0], "repeatedRate", message, "Keep one row per currency and month."));
                }
                Ok(rate) => drop(rates.insert((rate.month, rate.currency), rate)),
                Err(problem) => problems.push(problem),
            },
            Ok(None) => return rates.into_values().collect(),
            Err(problem) => problems.push(problem),
        }
    }
}

fn read_row(row: &Row<'_>, [currency, usd, month]: [usize; 3]) -> Result<Rate, Problem> {
    let at = Month::parse(row.get(month)).ok_or_else(|| {
        let message = format!("{} in column {} is no month.", quoted(row.get(month)), quoted(row.header(month)));
        row.error(month, "badMonth", message, "Write it as 202701.")
    })?;
    let text = row.get(usd);
    if !Rate::reads(text) {
        let message = format!("{} in column {} is no rate.", quoted(text), quoted(row.header(usd)));
        return Err(row.error(
            usd,
            "badRate",
            message,
            "Write it like 1.0837: above zero, a point before the decimals, no other sign.",
        ));
    }
    Ok(Rate {
        currency: row.currency(currency)?,
        usd_per_unit: text.to_owned(),
        month: at,
    })
}
