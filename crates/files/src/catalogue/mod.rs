//! The official files: products with their service plans, price list, offer matrix, and the two
//! files of pairs beside them. Called by `case`, `assemble` and `nahtlos catalogue check`. And what a
//! center sells beside them, in layouts of our own; called by its import.
//!
//! Each layout is known by its header, whatever the file is called. Must never happen here: a row
//! that is dropped without a word, or memory beyond [`MAX_ROWS`] rows kept.

mod check;
mod cross;
mod layout;
mod legacy;
mod listed;
mod markets;
mod matrix;
mod offers;
mod own;
mod pairs;
mod prices;
mod products;
mod promotions;
mod rates;
pub mod write;

pub use check::{CheckReport, Counted, check, check_bytes, check_table};
pub use cross::cross_check;
pub use layout::Layout;
pub use legacy::read_legacy_offers;
pub use listed::{PriceList, read_price_list};
pub use markets::read_markets;
pub use matrix::read_offer_matrix;
pub use offers::{each_offer, read_offers};
pub use own::OwnLayout;
pub use pairs::{read_dependencies, read_equivalents, read_exclusions};
pub use prices::{Scope, each_price, read_prices};
pub use products::{ProductFile, each_product, read_products};
pub use promotions::read_promotions;
pub use rates::read_rates;

/// Most rows of one file that are kept in memory.
pub const MAX_ROWS: usize = 1_000_000;

use crate::problem::Problem;

/// The file has more rows than are kept.
fn too_many(file: &str, line: u64, what: &str) -> Problem {
    Problem::error(
        file,
        "tooManyRows",
        format!("The file has more than {MAX_ROWS} {what}."),
        "Let `nahtlos case new` keep the rows that the customer needs.",
    )
    .at_line(line)
}
