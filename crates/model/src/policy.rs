//! What the partner wants of a plan: `policy.toml`. Every key has a default.

use crate::{
    catalogue::Term,
    dates::{Date, day_number, plus_months},
    estate::{Estate, word_enum},
    ids::{ServicePlanId, SkuId},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// Which licence sets users may hold.
    Mode {
        /// The same SKUs as today; others only for what can no longer be bought.
        LikeForLike = "likeForLike",
        /// Whatever covers the need at least cost.
        Cheapest = "cheapest",
    }
);
word_enum!(
    /// How a term that runs beyond the horizon counts.
    Residual {
        /// By its days inside.
        ProRata = "proRata",
        /// Whole.
        None = "none",
    }
);
word_enum!(
    /// Which column of the price list counts.
    PriceColumn {
        /// `ERP Price`, the list price.
        Erp = "erp",
        /// `UnitPrice`, what the partner pays.
        Partner = "partner",
    }
);

/// The policy as a file gives it and as the plan states it. In a plan every default is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    /// Which licence sets users may hold.
    pub mode: Mode,
    /// Days before an original's end from which the plan no longer counts on it.
    pub lead_days: u32,
    /// First day that is not planned for; see [`Policy::horizon_for`] for the default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Date>,
    /// How a term that runs beyond the horizon counts.
    pub residual: Residual,
    /// Which column of the price list counts.
    pub price: PriceColumn,
    /// The day on which one-year terms shall end together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub co_term: Option<Date>,
    /// The day by which replaced originals are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_by: Option<Date>,
    /// Terms that may be bought.
    pub terms: Vec<Term>,
    /// Most SKUs in a new licence set (more if the user holds more).
    pub max_bundle: u32,
    /// SKUs never to buy.
    pub never_buy: Vec<SkuId>,
    /// Service plans whose loss is accepted.
    pub accept_loss: Vec<ServicePlanId>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mode: Mode::LikeForLike,
            lead_days: 7,
            horizon: None,
            residual: Residual::ProRata,
            price: PriceColumn::Erp,
            co_term: None,
            leave_by: None,
            terms: vec![Term::P1M, Term::P1Y],
            max_bundle: 3,
            never_buy: Vec::new(),
            accept_loss: Vec::new(),
        }
    }
}

impl Policy {
    /// What somebody does who does not plan, with the rest as it is: everything that is replaced is bought on the first day, for a year.
    #[must_use]
    pub fn naive(&self, estate: &Estate) -> Self {
        let left = estate.subscriptions.iter().filter(|s| s.is_active()).filter_map(|s| s.end);
        let longest = left.map(|end| day_number(end) - day_number(estate.as_of)).max().unwrap_or(0);
        Self {
            mode: Mode::LikeForLike,
            lead_days: u32::try_from(longest).unwrap_or(0).max(self.lead_days),
            leave_by: None,
            terms: vec![Term::P1Y],
            ..self.clone()
        }
    }

    /// The horizon: as given, else 12 months after the later of `asOf` and the last end of an active original.
    pub fn horizon_for(&self, estate: &Estate) -> Date {
        self.horizon.unwrap_or_else(|| {
            let ends = estate.subscriptions.iter().filter(|s| s.is_active()).filter_map(|s| s.end);
            plus_months(ends.fold(estate.as_of, Date::max), 12)
        })
    }
}
