//! The finished estate against itself and against the vendor's counts: more licences than seats,
//! seats that nobody consumes, SKUs that the products file lacks. Called last by the import; it
//! changes nothing.

use super::{
    finding::{Finding, FindingCode},
    gathered::{Kind, Pages, SkuRow},
    ledger::Ledger,
};
use nahtlos_model::{catalogue::Catalogue, estate::Estate, ids::SkuId};
use std::collections::{BTreeMap, BTreeSet};

/// Seats and licences of a SKU.
#[derive(Default, Clone, Copy)]
struct Sums {
    seats: u64,
    all_seats: u64,
    held: u64,
}

fn sums(estate: &Estate) -> BTreeMap<SkuId, Sums> {
    let mut sums: BTreeMap<SkuId, Sums> = BTreeMap::new();
    for s in &estate.subscriptions {
        let entry = sums.entry(s.sku_id).or_default();
        entry.all_seats += u64::from(s.quantity);
        let now = s.is_active() && s.start.is_none_or(|d| d <= estate.as_of) && s.end.is_none_or(|d| d > estate.as_of);
        if now {
            entry.seats += u64::from(s.quantity);
        }
    }
    for license in estate.users.iter().flat_map(|u| &u.licenses) {
        sums.entry(license.sku_id).or_default().held += 1;
    }
    sums
}

/// Compares seats, licences and counts.
pub(crate) fn check(
    estate: &Estate,
    skus: &BTreeMap<SkuId, SkuRow>,
    users_given: bool,
    catalogue: Option<&Catalogue>,
    names: &BTreeMap<SkuId, String>,
    ledger: &mut Ledger,
) {
    let sums = sums(estate);
    for (sku, sum) in &sums {
        let settled = !ledger.unsettled.contains(sku);
        let base = |code| Finding::new(code).sku(*sku).count("seats", sum.seats).count("held", sum.held);
        if settled && sum.held > sum.seats {
            ledger.find(base(FindingCode::OverAssigned));
        } else if settled && users_given && sum.seats > sum.held {
            ledger.find(base(FindingCode::UnusedSeats).count("unused", sum.seats - sum.held));
        }
    }
    let open_names = !ledger.names.is_empty();
    for row in skus.values().filter(|row| users_given && !row.company && !open_names) {
        let held = sums.get(&row.sku).map_or(0, |s| s.held);
        if let Some(consumed) = row.consumed.filter(|c| u64::from(*c) != held) {
            ledger.find(
                Finding::new(FindingCode::ConsumedDiffers)
                    .sku(row.sku)
                    .count("consumed", consumed)
                    .count("held", held),
            );
        }
    }
    let Some(catalogue) = catalogue else { return };
    let listed: BTreeSet<SkuId> = sums
        .keys()
        .chain(skus.values().filter(|r| !r.company).map(|r| &r.sku))
        .copied()
        .collect();
    for sku in listed.into_iter().filter(|sku| !catalogue.products.contains_key(sku)) {
        let sum = sums.get(&sku).copied().unwrap_or_default();
        let name = names.get(&sku).cloned().unwrap_or_else(|| sku.to_string());
        ledger.find(
            Finding::new(FindingCode::UnknownSku)
                .sku(sku)
                .text("name", name)
                .count("seats", sum.all_seats)
                .count("users", sum.held),
        );
    }
}

/// Lists whose last page is missing: every page says that another follows.
pub(crate) fn check_pages(pages: &BTreeMap<Kind, Pages>, ledger: &mut Ledger) {
    for (kind, pages) in pages {
        if pages.with_next == pages.pages && pages.with_next > 0 {
            let file = pages.file.as_deref().unwrap_or_default();
            ledger.find(
                Finding::new(FindingCode::PageMissing)
                    .text("what", kind.as_str())
                    .count("pages", pages.pages)
                    .text("file", file),
            );
        }
    }
}
