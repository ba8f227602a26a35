//! One function per reader that takes any bytes: for the fuzz targets under `fuzz/` and for the test
//! that feeds mutated samples. Each returns whether the bytes were accepted; none may panic, hang or
//! hold more memory than a small multiple of its input.

use crate::{
    catalogue::{
        Layout, OwnLayout, check_bytes, read_dependencies, read_equivalents, read_exclusions, read_legacy_offers, read_markets,
        read_offer_matrix, read_offers, read_price_list, read_prices, read_products, read_promotions,
    },
    estate::{self, check_against, parse_estate},
    plan::{parse_plan, to_json},
    policy::read_policy,
    problem::Problems,
    table::{Encoding, Table},
};
use nahtlos_model::catalogue::Catalogue;

/// A reader of bytes.
pub type Target = fn(&[u8]) -> bool;

/// Every target by name, so that the test misses none.
pub const TARGETS: &[(&str, Target)] = &[
    ("table", table),
    ("products", products),
    ("prices", prices),
    ("offers", offers),
    ("equivalents", equivalents),
    ("exclusions", exclusions),
    ("dependencies", dependencies),
    ("legacy", legacy),
    ("listed", listed),
    ("markets", markets),
    ("matrix", matrix),
    ("promotions", promotions),
    ("check", check),
    ("policy", policy),
    ("estate", estate),
    ("plan", plan),
];

/// Any table, in both encodings; every row is looked at.
pub fn table(bytes: &[u8]) -> bool {
    let read = |encoding| {
        let Ok(mut table) = Table::open_as("fuzz.csv", bytes, encoding) else {
            return false;
        };
        let mut good = true;
        loop {
            match table.next_row() {
                Ok(Some(row)) => {
                    let length: usize = (0..row.len()).map(|place| row.raw(place).len()).sum();
                    assert!(length <= bytes.len() * 3 && row.line_of(row.len()) >= row.line());
                }
                Ok(None) => return good,
                Err(problem) => {
                    assert!(!problem.to_string().is_empty());
                    good = false;
                }
            }
        }
    };
    let other = read(Encoding::Windows1252);
    read(Encoding::Utf8) && other
}

fn with_table(bytes: &[u8], read: impl FnOnce(&mut Table<&[u8]>, &mut Problems)) -> bool {
    let Ok(mut table) = Table::open("fuzz.csv", bytes) else {
        return false;
    };
    let mut problems = Problems::new();
    read(&mut table, &mut problems);
    let good = problems.errors() == 0;
    for problem in problems.into_list("fuzz.csv") {
        assert!(!problem.message.is_empty());
    }
    good
}

/// `products.csv`.
pub fn products(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_products(table, problems)))
}

/// `pricelist.csv`.
pub fn prices(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_prices(table, problems)))
}

/// `offermatrix.csv`.
pub fn offers(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_offers(table, problems)))
}

/// `plan-equivalents.csv`.
pub fn equivalents(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_equivalents(table, problems)))
}

/// `exclusions.csv`.
pub fn exclusions(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_exclusions(table, problems)))
}

/// `dependencies.csv`.
pub fn dependencies(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_dependencies(table, problems)))
}

/// `legacyoffers.csv`.
pub fn legacy(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| {
        assert!(OwnLayout::of(table).is_none_or(|layout| OwnLayout::ALL.contains(&layout)));
        drop(read_legacy_offers(table, problems));
    })
}

/// `pricelist.csv`, as a center takes it.
pub fn listed(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_price_list(table, problems)))
}

/// `markets.csv`.
pub fn markets(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_markets(table, problems)))
}

/// `offermatrix.csv`, as a center takes it.
pub fn matrix(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_offer_matrix(table, problems)))
}

/// `promotions.csv`.
pub fn promotions(bytes: &[u8]) -> bool {
    with_table(bytes, |table, problems| drop(read_promotions(table, problems)))
}

/// `nahtlos catalogue check`.
pub fn check(bytes: &[u8]) -> bool {
    let report = check_bytes("fuzz.csv", bytes, Encoding::Utf8);
    assert!(report.layout.is_none_or(|layout| Layout::ALL.contains(&layout)));
    report.is_good()
}

/// `policy.toml`.
pub fn policy(bytes: &[u8]) -> bool {
    read_policy("fuzz.toml", bytes).is_ok()
}

/// `estate.json`; what reads is written and read again.
pub fn estate(bytes: &[u8]) -> bool {
    let Ok(read) = parse_estate("fuzz.json", bytes) else { return false };
    let mut problems = Problems::new();
    check_against(&read.value, &Catalogue::default(), &mut problems);
    let again = parse_estate("fuzz.json", estate::to_json(&read.value.estate).as_bytes());
    assert!(again.is_ok_and(|again| again.value.estate == read.value.estate));
    true
}

/// `plan.json`; what reads is written and read again.
pub fn plan(bytes: &[u8]) -> bool {
    let Ok(plan) = parse_plan("fuzz.json", bytes) else { return false };
    assert!(parse_plan("fuzz.json", to_json(&plan).as_bytes()).is_ok_and(|again| again == plan));
    true
}
