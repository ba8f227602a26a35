//! Kinds of catalogue files, and a file made ready for import: every row with its key, body and digest.
//!
//! Made by the server's bridge from what `files` read. It is made before the transaction, so that no writer waits while rows are
//! written as JSON. Must never happen here: two rows of one key in one file.

use super::rows::Row;
use nahtlos_model::{
    assortment::partner_price,
    refusals::{Code, Refusal},
};
use nahtlos_store::catalogue::CatalogueRow;
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt,
    str::FromStr,
};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal => $rows:expr),+ $(,)?) => {
        /// A kind of catalogue file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FileKind { $($(#[$doc])* $variant),+ }

        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its word.
            pub fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }

            /// Kinds of the rows it holds.
            pub fn rows(self) -> &'static [&'static str] { match self { $(Self::$variant => &$rows),+ } }
        }
    };
}

kinds! {
    /// Licences with their service plans.
    Products = "products" => ["licence", "plan"],
    /// The offer matrix.
    Offers = "offers" => ["offer"],
    /// A price list, of some markets or all.
    Prices = "prices" => ["price", "title"],
    /// Legacy offers.
    Legacy = "legacy" => ["legacy"],
    /// Promotions.
    Promotions = "promotions" => ["promotion"],
    /// Exclusion groups.
    Exclusions = "exclusions" => ["exclusion"],
    /// Plans that need others.
    Dependencies = "dependencies" => ["dependency"],
    /// Countries.
    Markets = "markets" => ["market"],
    /// Exchange rates.
    Rates = "rates" => ["rate"],
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for FileKind {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let found = Self::ALL.iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text)).copied();
        found.ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            Refusal::property("kind", format!("{text:?} is none of {}", known.join(", ")))
        })
    }
}

/// A file to import.
#[derive(Debug, Clone)]
pub struct ImportFile {
    pub(crate) kind: FileKind,
    pub(crate) name: String,
    pub(crate) digest: String,
    /// It comes with the program, not from an administrator.
    pub(crate) bundled: bool,
    /// Rows by kind and key.
    pub(crate) rows: BTreeMap<(&'static str, String), CatalogueRow>,
    /// Markets and segments of a price list; others are left as they are.
    pub(crate) places: BTreeSet<(String, String)>,
}

impl ImportFile {
    /// Makes a file ready. `digest` is that of its bytes; `bundled`: it comes with the program.
    ///
    /// # Errors
    /// `CatalogueRefused` for two different rows of one key, a row that is none of the kind's, and a file without rows.
    pub fn new(kind: FileKind, name: &str, digest: &str, bundled: bool, rows: Vec<Row>) -> Result<Self, Refusal> {
        let refused = |reason: String| Refusal::new(Code::CatalogueRefused).with("file", name).with("reason", reason);
        if rows.is_empty() {
            return Err(refused("no row of it counts".to_owned()));
        }
        let mut file = Self {
            kind,
            name: name.to_owned(),
            digest: digest.to_owned(),
            bundled,
            rows: BTreeMap::new(),
            places: BTreeSet::new(),
        };
        let mut cheapest = BTreeMap::new();
        for row in rows {
            if !kind.rows().contains(&row.kind()) {
                return Err(refused(format!("it holds a row of kind {}", row.kind())));
            }
            // Of several prices for the same days the lowest counts, as in plans.
            if let Row::Price(price) = &row {
                file.places.insert((price.market.clone(), price.segment.clone()));
                let paid = partner_price(price);
                match cheapest.entry(row.key()) {
                    Entry::Occupied(known) if *known.get() <= paid => continue,
                    Entry::Occupied(mut known) => {
                        known.insert(paid);
                        file.rows.remove(&(row.kind(), row.key()));
                    }
                    Entry::Vacant(place) => drop(place.insert(paid)),
                }
            }
            let written = written(&row).map_err(|error| refused(error.to_string()))?;
            match file.rows.entry((row.kind(), written.key.clone())) {
                Entry::Vacant(place) => drop(place.insert(written)),
                Entry::Occupied(known) if known.get().digest == written.digest => {}
                Entry::Occupied(known) => return Err(refused(format!("it says two things about {}", known.key().1))),
            }
        }
        Ok(file)
    }

    /// Its kind.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Whether a present row is one that this file speaks about.
    pub(crate) fn covers(&self, kind: &str, key: &str) -> bool {
        match kind {
            // Lists of other markets know offers that this one does not.
            "title" => false,
            "price" => {
                Row::place_of_price(key).is_some_and(|(market, segment)| self.places.contains(&(market.to_owned(), segment.to_owned())))
            }
            _ => true,
        }
    }
}

fn written(row: &Row) -> Result<CatalogueRow, serde_json::Error> {
    let body = row.write()?;
    Ok(CatalogueRow {
        kind: row.kind().to_owned(),
        key: row.key(),
        digest: digest_of(body.as_bytes()),
        body,
    })
}

/// SHA-256 in hexadecimal digits.
pub fn digest_of(bytes: &[u8]) -> String {
    use fmt::Write as _;
    let hash = Sha256::digest(bytes);
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
