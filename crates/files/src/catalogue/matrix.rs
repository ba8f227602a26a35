//! The offer matrix as a center needs it: offers with titles, limits, prerequisites and upgrades. Called by the center's import.
//!
//! The rows themselves are read by `offers`, so that a case and a center take the same rows.

use super::{MAX_ROWS, each_offer, too_many};
use crate::{
    cell::Tally,
    problem::{Problem, Problems, quoted},
    table::{Row, Table},
};
use nahtlos_model::{assortment::Offer, catalogue::OfferRow, ids::OfferId};
use std::{collections::HashMap, io::Read};

/// The number that stands for "no limit" in the column MaxLicenses.
const NO_LIMIT: u32 = 10_000_000;

/// Columns that a case does not need. A matrix without one of them is read without it.
#[derive(Default)]
struct Columns {
    product_title: Option<usize>,
    description: Option<usize>,
    ownership: Option<usize>,
    prerequisites: Option<usize>,
    conversions: Option<usize>,
}

/// Reads an offer matrix in the order of the file. An offer that comes twice is an error, because its rows would contradict.
pub fn read_offer_matrix<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<Offer> {
    let mut column = |name| {
        table.find_column(name).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    };
    let columns = Columns {
        product_title: column("ProductTitle"),
        description: column("Description"),
        ownership: column("AssetOwnershipLimit"),
        prerequisites: column("ProductSkuPreRequisites"),
        conversions: column("ProductSkuConversion"),
    };
    let file = table.file().to_owned();
    let (mut offers, mut seen, mut wrong, mut overflow) = (Vec::new(), HashMap::new(), Vec::new(), None);
    let mut itself = Tally::default();
    each_offer(table, problems, |row, cells| match offer_of(row, cells, &columns, &mut itself) {
        Ok(_) if offers.len() >= MAX_ROWS => {
            overflow.get_or_insert(cells.line());
        }
        Ok(offer) => match seen.insert(offer.id.clone(), cells.line()) {
            None => offers.push(offer),
            Some(line) => {
                let message = format!("The offer {} stands in line {line} already.", offer.id);
                wrong.push(Problem::error(&file, "repeatedOffer", message, "Keep one row per offer.").at_line(cells.line()));
            }
        },
        Err(problem) => wrong.push(problem),
    });
    itself.report(
        problems,
        "Rows in which an offer is its own prerequisite or upgrade",
        "That entry does not count.",
    );
    wrong.into_iter().for_each(|problem| problems.push(problem));
    if let Some(line) = overflow {
        problems.push(too_many(&file, line, "offers"));
    }
    offers
}

fn offer_of(read: OfferRow, row: &Row<'_>, columns: &Columns, itself: &mut Tally) -> Result<Offer, Problem> {
    let mut named = |place: Option<usize>| -> Result<Vec<OfferId>, Problem> {
        let Some(place) = place else { return Ok(Vec::new()) };
        let mut offers = offers_in(row, place)?;
        if offers.contains(&read.offer) {
            itself.add(row, place, "offerNamesItself");
            offers.retain(|offer| *offer != read.offer);
        }
        Ok(offers)
    };
    let (prerequisites, conversions) = (named(columns.prerequisites)?, named(columns.conversions)?);
    let ownership = columns.ownership.map(|place| row.number(place)).transpose()?.flatten();
    let product_title = row.get_if(columns.product_title);
    Ok(Offer {
        product_title: if product_title.is_empty() { &read.title } else { product_title }.to_owned(),
        description: row.get_if(columns.description).to_owned(),
        publisher: String::new(),
        licence: read.sku,
        min_seats: read.min_licenses.map_or(1, i64::from),
        max_seats: read.max_licenses.filter(|max| *max < NO_LIMIT).map(i64::from),
        max_subscriptions: ownership.filter(|limit| *limit > 0).map(i64::from),
        trial: read.title.to_ascii_lowercase().ends_with("trial"),
        prerequisites,
        conversions,
        countries: read.allowed_countries,
        prices: Vec::new(),
        title: read.title,
        id: read.offer,
    })
}

/// Offers named in a field as `ProductId/SkuId`, with commas or semicolons between them.
pub(super) fn offers_in(row: &Row<'_>, place: usize) -> Result<Vec<OfferId>, Problem> {
    let parts = row.get(place).split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let offer = |part: &str| {
        let (product, sku) = part.split_once(['/', ':'])?;
        let fits = |text: &str| !text.trim().is_empty() && text.trim().bytes().all(|byte| byte.is_ascii_alphanumeric());
        (fits(product) && fits(sku)).then(|| OfferId::new(product, sku))
    };
    parts
        .map(|part| {
            offer(part).ok_or_else(|| {
                let message = format!("{} in column {} names no offer.", quoted(part), quoted(row.header(place)));
                row.error(place, "badOffer", message, "Write ProductId/SkuId, and a comma between several.")
            })
        })
        .collect()
}
