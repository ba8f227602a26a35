//! The price list as a center needs it: its rows, and what it says about offers beside prices. Called by the center's import.
//!
//! The rows themselves are read by `prices`, so that a case and a center take the same rows.

use super::{MAX_ROWS, each_price, own, too_many};
use crate::{
    problem::{Problem, Problems},
    table::Table,
};
use nahtlos_model::{assortment::Title, catalogue::PriceRow, ids::OfferId};
use std::{collections::BTreeMap, io::Read};

/// A price list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceList {
    /// Rows of every market, in the order of the file.
    pub rows: Vec<PriceRow>,
    /// What offers are called and who publishes them; of several rows the first says it.
    pub titles: BTreeMap<OfferId, Title>,
}

/// Reads a price list, rows of every market.
pub fn read_price_list<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> PriceList {
    let mut column = |name| {
        table.find_column(name).unwrap_or_else(|problem: Problem| {
            problems.push(problem);
            None
        })
    };
    let (product, publisher, description) = (column("ProductTitle"), column("Publisher"), column("SkuDescription"));
    let (mut list, mut overflow, file) = (PriceList::default(), None, table.file().to_owned());
    each_price(table, None, problems, |row, cells| {
        if list.rows.len() >= MAX_ROWS {
            overflow.get_or_insert(cells.line());
            return;
        }
        list.titles.entry(row.offer.clone()).or_insert_with(|| Title {
            product_title: cells.get_if(product).to_owned(),
            title: row.title.clone(),
            description: cells.get_if(description).to_owned(),
            publisher: cells.get_if(publisher).to_owned(),
        });
        list.rows.push(PriceRow {
            segment: own::segment(&row.segment),
            ..row
        });
    });
    if let Some(line) = overflow {
        problems.push(too_many(&file, line, "price rows"));
    }
    list
}
