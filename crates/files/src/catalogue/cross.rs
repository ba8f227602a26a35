//! What the official files say about each other. Called by `case` once per catalogue.

use crate::problem::{Problem, Problems, quoted};
use nahtlos_model::catalogue::Catalogue;
use std::collections::BTreeSet;

/// Warns of offers that cannot be bought because a file says nothing about them. `files` are the
/// names that problems show: price list, offer matrix.
pub fn cross_check(catalogue: &Catalogue, [price_file, offer_file]: [&str; 2], problems: &mut Problems) {
    let offers: BTreeSet<_> = catalogue.offers.iter().map(|row| &row.offer).collect();
    let mut missing = catalogue.prices.iter().filter(|row| !offers.contains(&row.offer));
    if let Some(first) = missing.next() {
        let names: BTreeSet<_> = missing.map(|row| &row.offer).chain([&first.offer]).collect();
        let message = format!(
            "Offers with a price but without a row in the offer matrix: {}, here {} {}.",
            names.len(),
            first.offer,
            quoted(&first.title)
        );
        let mend = "They cannot be bought, because nothing says which licence SKU they provision; give an offer matrix of the same month.";
        problems.push(Problem::warning(price_file, "offerNotInMatrix", message, mend).at_line(u64::from(first.line)));
    }
    let mut unknown = catalogue.offers.iter().filter(|row| !catalogue.products.contains_key(&row.sku));
    if let Some(first) = unknown.next() {
        let skus: BTreeSet<_> = unknown.map(|row| row.sku).chain([first.sku]).collect();
        let message = format!(
            "Licence SKUs that the products file lacks: {}, here {} {}.",
            skus.len(),
            first.sku,
            quoted(&first.title)
        );
        let mend = "They are not bought, because nothing says which service plans they contain; give a newer products file.";
        problems.push(Problem::warning(offer_file, "skuNotInProducts", message, mend).at_line(u64::from(first.line)));
    }
}
