//! What whoever carries a plan out asks of it: which changes a step makes, where there is no overlap, what can be taken back.

use crate::{
    dates::Date,
    estate::{Estate, Treatment},
    ids::SkuId,
    notice::Value,
    plan::{LicenseChange, Plan, Purchase, Step, StepKind},
};
use std::collections::{BTreeSet, HashSet};

impl Plan {
    /// Whether licences of a day leave seats that end on just that day, or new seats follow them then, without any overlap. Whoever carries the plan out sees to it the day
    /// before: a change that is made when the old seats have gone comes too late.
    pub fn is_without_overlap(&self, estate: &Estate, day: Date) -> bool {
        days_without_overlap(&self.purchases, &self.license_changes, estate).contains(&day)
    }
}

/// All such days of a plan that is being written.
pub fn days_without_overlap(purchases: &[Purchase], changes: &[LicenseChange], estate: &Estate) -> BTreeSet<Date> {
    let bought = purchases.iter().map(|p| (&p.sku_id, p.end));
    let held = estate
        .subscriptions
        .iter()
        .filter(|s| s.is_active() && s.treatment() != Treatment::Replace);
    let ends: HashSet<(&SkuId, Date)> = bought.chain(held.filter_map(|s| Some((&s.sku_id, s.end?)))).collect();
    let left = changes
        .iter()
        .flat_map(|change| change.remove_licenses.iter().map(|sku| (sku, change.date)));
    // Or what is bought takes the place of the same, and nobody's licences change.
    let anew = purchases.iter().filter(|p| p.renews.is_none()).map(|p| (&p.sku_id, p.start));
    left.chain(anew)
        .filter(|of_day| ends.contains(of_day))
        .map(|(_, day)| day)
        .collect()
}

impl Step {
    /// Of a swap: the places of the licence changes that it makes.
    pub fn changes(&self) -> Vec<usize> {
        match self.details.get("changes") {
            Some(Value::Text(text)) => text.split(", ").filter_map(|n| n.parse().ok()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Until when what a step does can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayBack {
    /// At any time, or there is nothing to take back.
    Always,
    /// Until the term ends, or the old seats do.
    UntilEnd,
    /// Within the days in which a purchase can be cancelled with a refund.
    Window,
    /// Not at all.
    Nothing,
}

impl StepKind {
    /// Until when what it does can be taken back.
    pub fn way_back(self) -> WayBack {
        match self {
            Self::Purchase => WayBack::Window,
            Self::ScheduleChange | Self::SwapLicenses | Self::TurnOffAutoRenew | Self::CancelAtTermEnd | Self::PersonTask => {
                WayBack::UntilEnd
            }
            Self::CancelNow | Self::SuspendLegacy | Self::Transfer | Self::EndOldRelationship => WayBack::Nothing,
            Self::RequestRelationship
            | Self::AwaitAcceptance
            | Self::ConfirmAgreement
            | Self::RequestDelegatedAdmin
            | Self::AwaitSeats
            | Self::VerifyCover
            | Self::WatchEnd
            | Self::FinalProof => WayBack::Always,
        }
    }
}
