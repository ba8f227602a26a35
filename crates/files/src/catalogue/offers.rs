//! The offer matrix: which licence SKU an offer provisions, and its limits. Called by `case`,
//! `assemble` and `check`.

use super::{MAX_ROWS, layout, too_many};
use crate::{
    cell::{Tally, country},
    problem::{Problem, Problems},
    table::{Row, Table},
};
use nahtlos_model::{catalogue::OfferRow, ids::OfferId};
use std::io::Read;

/// Calls `visit` with every valid row that provisions a licence SKU.
pub fn each_offer<R: Read>(table: &mut Table<R>, problems: &mut Problems, mut visit: impl FnMut(OfferRow, &Row<'_>)) {
    let Some(places) = layout::places::<R, 8>(table, layout::OFFER_COLUMNS, problems) else {
        return;
    };
    let [_, _, _, provisioning, minimum, _, _, countries] = places;
    let (mut unprovisioned, mut no_country, mut minimum_above) = (Tally::default(), Tally::default(), Tally::default());
    loop {
        match table.next_row() {
            Ok(Some(row)) if row.get(provisioning).is_empty() => unprovisioned.add(&row, provisioning, "noProvisioningId"),
            Ok(Some(row)) => match read_row(&row, places) {
                Ok(offer) => {
                    if offer.allowed_countries.iter().any(|text| country(text).is_none()) {
                        no_country.add(&row, countries, "badCountry");
                    }
                    if offer.min_licenses.zip(offer.max_licenses).is_some_and(|(min, max)| min > max) {
                        minimum_above.add(&row, minimum, "minimumAboveMaximum");
                    }
                    visit(offer, &row);
                }
                Err(problem) => problems.push(problem),
            },
            Ok(None) => break,
            Err(problem) => problems.push(problem),
        }
    }
    unprovisioned.report(
        problems,
        "Rows without ProvisioningId",
        "They are skipped: no licence SKU can be joined to them.",
    );
    no_country.report(
        problems,
        "Rows with an AllowedCountries entry that is not two letters",
        "Such an entry allows no country.",
    );
    minimum_above.report(problems, "Rows with MinLicenses above MaxLicenses", "MaxLicenses counts.");
}

/// Reads an offer matrix in the order of the file.
pub fn read_offers<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<OfferRow> {
    let (mut rows, mut overflow, file) = (Vec::new(), None, table.file().to_owned());
    each_offer(table, problems, |row, _| {
        if rows.len() < MAX_ROWS {
            rows.push(row);
        } else {
            overflow.get_or_insert(u64::from(row.line));
        }
    });
    if let Some(line) = overflow {
        problems.push(too_many(&file, line, "offers"));
    }
    rows
}

fn read_row(
    row: &Row<'_>,
    [product, sku, title, provisioning, minimum, maximum, prerequisites, countries]: [usize; 8],
) -> Result<OfferRow, Problem> {
    Ok(OfferRow {
        offer: OfferId::new(row.text(product)?, row.text(sku)?),
        sku: row.guid(provisioning)?,
        title: row.get(title).to_owned(),
        min_licenses: row.number(minimum)?,
        max_licenses: row.number(maximum)?,
        prerequisites: row.get(prerequisites).to_owned(),
        allowed_countries: row
            .get(countries)
            .split([';', ','])
            .map(|text| text.trim().to_ascii_uppercase())
            .filter(|text| !text.is_empty())
            .collect(),
        line: u32::try_from(row.line()).unwrap_or(u32::MAX),
    })
}
