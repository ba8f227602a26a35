//! What happens to each original, and what is bought.

use super::{Lined, Sources};
use crate::{numbers, steps::sentences};
use nahtlos_model::{
    estate::Subscription,
    ids::SkuId,
    money::Amount,
    notice::{Notice, Reason},
    plan::{EndAction, OriginalEnd, Purchase},
};

/// Most purchases listed one by one.
const PURCHASES: usize = 600;
/// Most originals listed one by one.
const ORIGINALS: usize = 600;

/// The table of originals.
pub(crate) struct Originals {
    pub(crate) rows: Vec<OriginalRow>,
    pub(crate) more: String,
}

/// An original.
pub(crate) struct OriginalRow {
    pub(crate) name: Lined,
    pub(crate) channel: Lined,
    pub(crate) seats: String,
    pub(crate) end: String,
    pub(crate) action: String,
    pub(crate) acts: bool,
    pub(crate) deadline: String,
    pub(crate) planned_end: String,
    pub(crate) why: String,
}

impl Originals {
    pub(crate) fn build(s: &Sources) -> Self {
        let left = s.plan.originals.len().saturating_sub(ORIGINALS);
        Self {
            rows: s.plan.originals.iter().take(ORIGINALS).map(|o| original(s, o)).collect(),
            more: if left > 0 {
                s.reader.texts.say_count("rows-more", left)
            } else {
                String::new()
            },
        }
    }
}

fn original(s: &Sources, original: &OriginalEnd) -> OriginalRow {
    let subscription: Option<&Subscription> = s.case.estate.subscriptions.iter().find(|x| x.id == original.subscription_id);
    let dash = || "–".to_owned();
    OriginalRow {
        name: Lined {
            text: subscription.map_or_else(dash, |x| s.reader.sku(x.sku_id)),
            below: original.subscription_id.clone(),
        },
        channel: Lined {
            text: subscription.map_or_else(dash, |x| s.reader.word(x.channel)),
            below: subscription.and_then(|x| x.owner.clone()).unwrap_or_default(),
        },
        seats: subscription.map_or_else(dash, |x| s.reader.count(x.quantity)),
        end: subscription
            .and_then(|x| x.end)
            .map_or_else(|| s.say("without-end"), |day| s.reader.date(day)),
        action: s.reader.word(original.action),
        acts: !matches!(original.action, EndAction::Keep | EndAction::LetExpire),
        deadline: original.deadline.map_or_else(dash, |day| s.reader.date(day)),
        planned_end: original
            .planned_end
            .map_or_else(|| s.say("to-the-horizon"), |day| s.reader.date(day)),
        why: sentences(&s.reader, &original.why),
    }
}

/// The table of purchases, by SKU.
pub(crate) struct Purchases {
    pub(crate) groups: Vec<PurchaseGroup>,
    pub(crate) charge: String,
    pub(crate) counted: String,
    pub(crate) currency: String,
    pub(crate) more: String,
}

/// What is bought of a SKU.
pub(crate) struct PurchaseGroup {
    pub(crate) name: String,
    pub(crate) charge: String,
    pub(crate) counted: String,
    pub(crate) rows: Vec<PurchaseRow>,
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
    pub(crate) why: String,
}

impl Purchases {
    pub(crate) fn build(s: &Sources) -> Self {
        let mut skus: Vec<SkuId> = Vec::new();
        for purchase in &s.plan.purchases {
            if !skus.contains(&purchase.sku_id) {
                skus.push(purchase.sku_id);
            }
        }
        let lang = s.reader.texts.lang();
        let digits = s.plan.cost.total.digits;
        let sum = |of: &[&Purchase], pick: fn(&Purchase) -> i64| {
            numbers::amount(
                lang,
                Amount {
                    minor: of.iter().map(|p| pick(p)).sum(),
                    digits,
                },
            )
        };
        let all: Vec<&Purchase> = s.plan.purchases.iter().collect();
        let mut listed = 0;
        let mut groups = Vec::new();
        for sku in skus {
            let own: Vec<&Purchase> = all.iter().copied().filter(|p| p.sku_id == sku).collect();
            let rows: Vec<PurchaseRow> = own.iter().take(PURCHASES - listed).map(|p| purchase(s, p)).collect();
            listed += rows.len();
            groups.push(PurchaseGroup {
                name: s.reader.sku(sku),
                charge: sum(&own, |p| p.charge.minor),
                counted: sum(&own, |p| p.charge_in_horizon.minor),
                rows,
            });
        }
        Self {
            groups,
            charge: sum(&all, |p| p.charge.minor),
            counted: sum(&all, |p| p.charge_in_horizon.minor),
            currency: s.reader.currency.code().to_owned(),
            more: if all.len() > listed {
                s.reader.texts.say_count("rows-more", all.len() - listed)
            } else {
                String::new()
            },
        }
    }
}

fn purchase(s: &Sources, purchase: &Purchase) -> PurchaseRow {
    let lang = s.reader.texts.lang();
    let title = s
        .case
        .catalogue
        .offers
        .iter()
        .find(|o| o.offer == purchase.offer_id)
        .map(|o| o.title.clone());
    let title = title.filter(|t| *t != s.reader.sku(purchase.sku_id)).unwrap_or_default();
    let continues = |n: &&Notice<Reason>| purchase.renews.is_none() || n.code != Reason::Renewal;
    let why: Vec<String> = purchase.why.iter().filter(continues).map(|n| s.reader.notice(n)).collect();
    PurchaseRow {
        id: purchase.id.clone(),
        offer: Lined {
            text: title,
            below: purchase.offer_id.to_string(),
        },
        renews: purchase.renews.as_ref().map_or_else(String::new, |id| {
            s.fill("purchase-renews", crate::texts::Args::new().text("purchase", id))
        }),
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
        why: why.join(" "),
    }
}
