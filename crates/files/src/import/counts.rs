//! What the exports say about each SKU as a whole: seats by state, licences consumed. Merged from
//! subscribedSkus, PowerShell's table and the licences export; later compared with subscriptions
//! and users. Called by the import before the subscriptions are settled.

use super::{
    finding::{Finding, FindingCode},
    gathered::{Gathered, Seats, SkuRow},
    ledger::Ledger,
    names::{Meaning, Names},
    values::When,
};
use nahtlos_model::ids::SkuId;
use std::collections::BTreeMap;

/// One row per SKU, the first of each fact counting.
pub(crate) fn merge(gathered: &mut Gathered, names: &Names<'_>, ledger: &mut Ledger) -> BTreeMap<SkuId, SkuRow> {
    let mut rows: BTreeMap<SkuId, SkuRow> = BTreeMap::new();
    for row in std::mem::take(&mut gathered.skus) {
        add(&mut rows, row, ledger);
    }
    let seats_known = rows.values().any(|row| row.seats.is_some());
    for named in std::mem::take(&mut gathered.named_skus) {
        let sku = match names.meaning(&named.name) {
            Meaning::Sku(sku) => sku,
            Meaning::Nothing => continue,
            Meaning::Open(candidates) => {
                // Where the directory gives every SKU by its id, a name that is not understood is no loss.
                if !seats_known {
                    let open = ledger.names.entry(named.name).or_default();
                    open.candidates = candidates;
                    open.facts = format!(
                        "Total Licenses {}, Assigned licenses {}, Expired Licenses {}",
                        named.total, named.assigned, named.expired
                    );
                }
                continue;
            }
        };
        let seats = Seats {
            enabled: named.total,
            warning: named.expired,
            ..Seats::default()
        };
        let row = SkuRow {
            sku,
            string_id: String::new(),
            status: None,
            consumed: Some(named.assigned),
            seats: Some(seats),
            company: false,
            subscription_ids: Vec::new(),
            renewal: named.renewal,
            coarse: true,
            place: named.place,
        };
        add(&mut rows, row, ledger);
    }
    rows
}

fn add(rows: &mut BTreeMap<SkuId, SkuRow>, row: SkuRow, ledger: &mut Ledger) {
    let Some(first) = rows.get_mut(&row.sku) else {
        rows.insert(row.sku, row);
        return;
    };
    let mut differ = |what: &str, a: Option<u32>, b: Option<u32>| {
        if let (Some(a), Some(b)) = (a, b)
            && a != b
        {
            let places = [first.place.to_string(), row.place.to_string()];
            ledger.find(
                Finding::new(FindingCode::CountsDiffer)
                    .sku(row.sku)
                    .text("what", what)
                    .count("first", a)
                    .count("second", b)
                    .about(places),
            );
        }
    };
    differ("consumed", first.consumed, row.consumed);
    differ("seats", first.seats.map(|s| s.enabled), row.seats.map(|s| s.enabled));
    if first.seats.is_none() {
        (first.seats, first.coarse) = (row.seats, row.coarse);
    }
    first.consumed = first.consumed.or(row.consumed);
    first.status = first.status.or(row.status);
    first.company |= row.company;
    if first.renewal == When::Unknown {
        first.renewal = row.renewal;
    }
    if first.string_id.is_empty() {
        first.string_id = row.string_id;
    }
    if first.subscription_ids.is_empty() {
        first.subscription_ids = row.subscription_ids;
    }
}
