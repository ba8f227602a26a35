//! Countries of the programme with market region and billing currency. Called by the center's import.

use super::{layout, own};
use crate::{
    problem::{Problem, Problems, quoted},
    table::{Row, Table},
};
use nahtlos_model::assortment::Market;
use std::{collections::BTreeMap, io::Read};

/// Reads markets by country. A country that comes twice is an error.
pub fn read_markets<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> BTreeMap<String, Market> {
    let mut markets = BTreeMap::new();
    let Some(places) = layout::places::<R, 4>(table, own::MARKET_COLUMNS, problems) else {
        return markets;
    };
    loop {
        match table.next_row() {
            Ok(Some(row)) => match read_row(&row, places) {
                Ok((country, _)) if markets.contains_key(&country) => {
                    let message = format!("The country {} has a row already.", quoted(&country));
                    problems.push(row.error(places[1], "repeatedMarket", message, "Keep one row per country."));
                }
                Ok((country, market)) => drop(markets.insert(country, market)),
                Err(problem) => problems.push(problem),
            },
            Ok(None) => return markets,
            Err(problem) => problems.push(problem),
        }
    }
}

fn read_row(row: &Row<'_>, [region, country, name, currency]: [usize; 4]) -> Result<(String, Market), Problem> {
    let market = Market {
        region: row.text(region)?.to_owned(),
        name: row.text(name)?.to_owned(),
        currency: row.currency(currency)?,
    };
    Ok((row.country(country)?, market))
}
