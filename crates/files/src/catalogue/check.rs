//! `nahtlos catalogue check`: which layout a file has, how many of what it holds, and every problem by
//! line. Keeps no rows; memory is bounded by the number of distinct names, which is limited too.

use super::{Layout, MAX_ROWS, each_offer, each_price, read_equivalents, read_exclusions};
use crate::{
    problem::{Problem, Problems},
    table::{Encoding, Table, encoding_of},
};
use std::{collections::HashSet, fs::File, hash::Hash, io::Read, path::Path};

macro_rules! counted {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// What a check counts; the locale key is `cli-count-` + word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Counted { $($(#[$doc])* $variant),+ }

        impl Counted {
            /// Everything that is counted.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

counted! {
    /// Licence SKUs.
    Skus = "skus",
    /// Service plans.
    Plans = "plans",
    /// Rows of a price list.
    Prices = "prices",
    /// Offers.
    Offers = "offers",
    /// Markets.
    Markets = "markets",
    /// Currencies.
    Currencies = "currencies",
    /// Segments.
    Segments = "segments",
    /// Offers with a seat limit.
    Limited = "limited",
    /// Pairs of plans.
    Pairs = "pairs",
    /// Exclusion groups.
    Groups = "groups",
    /// Plans in exclusion groups.
    Members = "members",
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// The file.
    pub file: String,
    /// Its layout, when its header tells.
    pub layout: Option<Layout>,
    /// Rows read.
    pub rows: u64,
    /// What the rows hold.
    pub counts: Vec<(Counted, u64)>,
    /// Problems by line; the list is bounded, the numbers below are not.
    pub problems: Vec<Problem>,
    /// Errors found.
    pub errors: u64,
    /// Warnings found.
    pub warnings: u64,
}

impl CheckReport {
    /// Whether the file can be used.
    pub fn is_good(&self) -> bool {
        self.errors == 0
    }
}

/// Distinct values, counted up to a limit.
struct Distinct<T>(HashSet<T>);

impl<T: Hash + Eq> Distinct<T> {
    fn new() -> Self {
        Self(HashSet::new())
    }

    fn add(&mut self, value: T) {
        if self.0.len() < MAX_ROWS {
            self.0.insert(value);
        }
    }

    fn count(&self) -> u64 {
        self.0.len() as u64
    }
}

/// Checks a file on disk; `other` is the encoding to take it for if it is not UTF-8.
pub fn check(path: &Path, other: Encoding) -> CheckReport {
    let file = path.display().to_string();
    let opened = File::open(path)
        .and_then(|source| encoding_of(source, other))
        .and_then(|encoding| Ok((File::open(path)?, encoding)));
    match opened {
        Ok((source, encoding)) => check_bytes(&file, source, encoding),
        Err(error) => {
            let mend = "Give the path of a file that can be read.";
            refused(
                file.clone(),
                Problem::error(file, "unreadable", format!("The file cannot be read: {error}."), mend),
            )
        }
    }
}

/// Checks whatever can be read.
pub fn check_bytes<R: Read>(file: &str, source: R, encoding: Encoding) -> CheckReport {
    match Table::open_as(file, source, encoding) {
        Ok(table) => check_table(table),
        Err(problem) => refused(file.to_owned(), problem),
    }
}

fn refused(file: String, problem: Problem) -> CheckReport {
    CheckReport {
        file,
        layout: None,
        rows: 0,
        counts: Vec::new(),
        problems: vec![problem],
        errors: 1,
        warnings: 0,
    }
}

/// Checks a table.
pub fn check_table<R: Read>(mut table: Table<R>) -> CheckReport {
    let layout = match Layout::of(&table) {
        Ok(layout) => layout,
        Err(problem) => return refused(table.file().to_owned(), problem),
    };
    let mut problems = Problems::new();
    let counts = match layout {
        Layout::Products => count_products(&mut table, &mut problems),
        Layout::Prices => count_prices(&mut table, &mut problems),
        Layout::Offers => count_offers(&mut table, &mut problems),
        Layout::Equivalents => vec![(Counted::Pairs, read_equivalents(&mut table, &mut problems).len() as u64)],
        Layout::Exclusions => {
            let pairs = read_exclusions(&mut table, &mut problems);
            let groups: HashSet<&str> = pairs.iter().map(|pair| pair.group.as_str()).collect();
            vec![(Counted::Groups, groups.len() as u64), (Counted::Members, pairs.len() as u64)]
        }
    };
    let (errors, warnings) = (problems.errors(), problems.warnings());
    let mut list = problems.into_list(table.file());
    list.sort_by_key(|problem| (problem.code == "moreProblems", problem.line, problem.column));
    CheckReport {
        file: table.file().to_owned(),
        layout: Some(layout),
        rows: table.rows(),
        counts,
        problems: list,
        errors,
        warnings,
    }
}

fn count_products<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<(Counted, u64)> {
    let read = super::read_products(table, problems);
    vec![
        (Counted::Skus, read.products.len() as u64),
        (Counted::Plans, read.plans.len() as u64),
    ]
}

fn count_prices<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<(Counted, u64)> {
    let (mut offers, mut markets, mut currencies, mut segments, mut valid) =
        (Distinct::new(), Distinct::new(), Distinct::new(), Distinct::new(), 0);
    each_price(table, None, problems, |price, _| {
        valid += 1;
        offers.add(price.offer);
        markets.add(price.market);
        currencies.add(price.currency);
        segments.add(price.segment);
    });
    vec![
        (Counted::Prices, valid),
        (Counted::Offers, offers.count()),
        (Counted::Markets, markets.count()),
        (Counted::Currencies, currencies.count()),
        (Counted::Segments, segments.count()),
    ]
}

fn count_offers<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> Vec<(Counted, u64)> {
    let (mut offers, mut skus, mut limited) = (Distinct::new(), Distinct::new(), 0);
    each_offer(table, problems, |offer, _| {
        limited += u64::from(offer.max_licenses.is_some());
        offers.add(offer.offer);
        skus.add(offer.sku);
    });
    vec![
        (Counted::Offers, offers.count()),
        (Counted::Skus, skus.count()),
        (Counted::Limited, limited),
    ]
}
