//! Marks on a pool's time axis: deadlines, starts of terms, other steps, price changes.
//! Built with the pool by `bands`; drawn by `svg`, listed by the page's tables.

use super::{axis::Axis, bands::Band};
use nahtlos_model::{
    case::Case,
    catalogue::Catalogue,
    dates::{Date, DayNumber, date_of, day_number},
    estate::Customer,
    ids::SkuId,
    money::Price,
    notice::Value,
    plan::{Plan, StepKind},
    policy::PriceColumn,
};
use std::collections::BTreeSet;

/// What a mark on the time axis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// The last day to do something.
    Deadline,
    /// A term starts.
    Start,
    /// Another step is due.
    Step,
    /// A price changes.
    Price,
}

/// Something that happens on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: DayNumber,
    /// What it is.
    pub kind: MarkKind,
    /// The original's or purchase's id; for a price change the offer.
    pub subject: String,
    /// The step, when it is one.
    pub step: Option<StepKind>,
    /// For a price change: price before and after.
    pub prices: Option<(Price, Price)>,
}

/// The marks of a pool: deadlines of its originals, steps that touch it, price changes of what is bought for it.
pub(crate) fn marks(case: &Case, plan: &Plan, sku: SkuId, bands: &[Band], axis: Axis) -> Vec<Mark> {
    let own: BTreeSet<&str> = bands.iter().map(|b| b.id.as_str()).collect();
    let inside = |day: Date| (axis.from..axis.to).contains(&day_number(day));
    let mut marks = Vec::new();
    for original in plan.originals.iter().filter(|o| own.contains(o.subscription_id.as_str())) {
        if let Some(day) = original.deadline.filter(|d| inside(*d)) {
            marks.push(Mark {
                day: day_number(day),
                kind: MarkKind::Deadline,
                subject: original.subscription_id.clone(),
                step: None,
                prices: None,
            });
        }
    }
    for step in plan.steps.iter().filter(|s| inside(s.due)) {
        let text = |name: &str| match step.details.get(name) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let of_sku = step.details.get("sku") == Some(&Value::Sku(sku));
        let subject = [text("purchase"), text("subscription")].into_iter().find(|id| own.contains(id));
        if let Some(subject) = subject.or_else(|| of_sku.then_some("")) {
            let kind = if step.kind == StepKind::Purchase {
                MarkKind::Start
            } else {
                MarkKind::Step
            };
            marks.push(Mark {
                day: day_number(step.due),
                kind,
                subject: subject.to_owned(),
                step: Some(step.kind),
                prices: None,
            });
        }
    }
    marks.extend(
        price_changes(&case.catalogue, &plan.customer, plan.policy.price, sku, plan)
            .into_iter()
            .filter(|m| {
                let day = date_of(m.day);
                inside(day) && m.day > axis.from
            }),
    );
    marks.sort_by(|a, b| (a.day, a.kind, &a.subject).cmp(&(b.day, b.kind, &b.subject)));
    marks.dedup();
    marks
}

/// Days on which the price of something bought for the pool changes from one row of the list to the next.
fn price_changes(catalogue: &Catalogue, customer: &Customer, column: PriceColumn, sku: SkuId, plan: &Plan) -> Vec<Mark> {
    let bought: BTreeSet<_> = plan
        .purchases
        .iter()
        .filter(|p| p.sku_id == sku)
        .map(|p| (&p.offer_id, p.term_duration, p.billing_plan))
        .collect();
    let mut changes = Vec::new();
    for (offer, term, billing) in bought {
        let mut rows: Vec<(DayNumber, DayNumber, Price)> = catalogue
            .prices
            .iter()
            .filter(|r| r.offer == *offer && r.term == term && r.billing == billing)
            .filter(|r| r.market == customer.country && r.currency == customer.currency && r.segment == customer.segment)
            .filter(|r| r.tier_min.is_none_or(|tier| tier <= 1))
            .filter_map(|r| {
                let price = if column == PriceColumn::Erp { r.erp_price } else { r.unit_price }?;
                Some((day_number(r.from), day_number(r.until), price))
            })
            .collect();
        rows.sort_unstable();
        for pair in rows.windows(2).filter(|pair| pair[0].1 + 1 == pair[1].0 && pair[0].2 != pair[1].2) {
            changes.push(Mark {
                day: pair[1].0,
                kind: MarkKind::Price,
                subject: offer.to_string(),
                step: None,
                prices: Some((pair[0].2, pair[1].2)),
            });
        }
    }
    changes
}
