//! What is bought: per SKU a line that can be opened, with every purchase and why it is made on its day.

use super::{Lined, Sources, why::Why};
use crate::{numbers, texts::Args};
use nahtlos_model::{dates::Date, ids::SkuId, money::Amount, plan::Purchase};
use std::collections::BTreeMap;

/// Most purchases listed one by one.
const LISTED: usize = 600;
/// Most purchases that need no folding.
const OPEN: usize = 12;

/// Purchases by SKU, the dearest first.
pub(crate) struct Purchases {
    pub(crate) groups: Vec<PurchaseGroup>,
    pub(crate) open: bool,
    pub(crate) count: String,
    pub(crate) charge: String,
    pub(crate) counted: String,
    pub(crate) currency: String,
}

/// What is bought of a SKU.
pub(crate) struct PurchaseGroup {
    pub(crate) name: String,
    pub(crate) note: String,
    pub(crate) charge: String,
    pub(crate) counted: String,
    pub(crate) rows: Vec<PurchaseRow>,
    /// How many more the plan has than the page lists.
    pub(crate) more: String,
}

/// A purchase.
pub(crate) struct PurchaseRow {
    pub(crate) id: String,
    pub(crate) offer: Lined,
    pub(crate) renews: String,
    pub(crate) term: Lined,
    pub(crate) seats: String,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) unit_price: String,
    pub(crate) charge: String,
    pub(crate) counted: String,
    pub(crate) why: Why,
}

/// Purchases of a SKU with their places in the plan.
type Own<'a> = Vec<(usize, &'a Purchase)>;

impl Purchases {
    pub(crate) fn build(s: &Sources) -> Self {
        let lang = s.reader.texts.lang();
        let digits = s.plan.cost.total.digits;
        let written = |minor: i64| numbers::amount(lang, Amount { minor, digits });
        let mut of_sku: BTreeMap<SkuId, Own> = BTreeMap::new();
        for (at, purchase) in s.plan.purchases.iter().enumerate() {
            of_sku.entry(purchase.sku_id).or_default().push((at, purchase));
        }
        let counted = |own: &Own| own.iter().map(|(_, p)| p.charge_in_horizon.minor).sum::<i64>();
        let charge = |own: &Own| own.iter().map(|(_, p)| p.charge.minor).sum::<i64>();
        let mut lots: Vec<(SkuId, Own)> = of_sku.into_iter().collect();
        lots.sort_by_key(|(sku, own)| (std::cmp::Reverse(counted(own)), *sku));
        let titles = titles(s);
        let mut room = LISTED;
        let groups = lots.iter().map(|(sku, own)| {
            let shown = own.len().min(room);
            room -= shown;
            let left = own.len() - shown;
            PurchaseGroup {
                more: if left > 0 {
                    s.reader.texts.say_count("rows-more", left)
                } else {
                    String::new()
                },
                name: s.reader.sku(*sku),
                note: note(s, own),
                charge: written(charge(own)),
                counted: written(counted(own)),
                rows: own[..shown].iter().map(|(at, p)| row(s, &titles, *at, p)).collect(),
            }
        });
        let groups = groups.collect();
        Self {
            groups,
            open: s.plan.purchases.len() <= OPEN,
            count: s.reader.texts.say_count("purchases-count", s.plan.purchases.len()),
            charge: written(lots.iter().map(|(_, own)| charge(own)).sum()),
            counted: written(lots.iter().map(|(_, own)| counted(own)).sum()),
            currency: s.reader.currency.code().to_owned(),
        }
    }
}

/// How many purchases, and from when.
fn note(s: &Sources, own: &Own) -> String {
    let first: Option<Date> = own.iter().map(|(_, p)| p.start).min();
    let args = Args::new().count("count", own.len());
    let args = args.text("first", first.map_or_else(String::new, |day| s.reader.date(day)));
    s.fill("purchases-of-sku", args)
}

/// Titles of the offers bought.
fn titles<'a>(s: &Sources<'a>) -> BTreeMap<String, &'a str> {
    let offers = s.case.catalogue.offers.iter();
    offers.map(|o| (o.offer.to_string(), o.title.as_str())).collect()
}

fn row(s: &Sources, titles: &BTreeMap<String, &str>, at: usize, purchase: &Purchase) -> PurchaseRow {
    let lang = s.reader.texts.lang();
    let offer = purchase.offer_id.to_string();
    let title = titles.get(&offer).copied().unwrap_or_default();
    let same = title == s.reader.sku(purchase.sku_id);
    let renews = purchase.renews.as_ref();
    PurchaseRow {
        id: purchase.id.clone(),
        offer: Lined {
            text: if same { String::new() } else { title.to_owned() },
            below: offer,
        },
        renews: renews.map_or_else(String::new, |id| s.fill("purchase-renews", Args::new().text("purchase", id))),
        term: Lined {
            text: s.reader.word(purchase.term_duration),
            below: s.reader.word(purchase.billing_plan),
        },
        seats: s.reader.count(purchase.seats),
        start: s.reader.date(purchase.start),
        end: s.reader.date(purchase.end),
        unit_price: numbers::bare_price(lang, purchase.unit_price),
        charge: numbers::amount(lang, purchase.charge),
        counted: numbers::amount(lang, purchase.charge_in_horizon),
        why: s.whys.purchase(&s.reader, s.plan, at),
    }
}
