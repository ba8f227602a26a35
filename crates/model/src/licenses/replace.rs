//! A licence becomes another: what users and groups hold of the one, they hold of the other afterwards.
//!
//! Used where an offer takes another's place (transitions, upgrades, conversions, renewals, migrations). Plans that were switched off
//! stay off where the other licence has them. Seats are taken by the caller, in the same transaction.

use super::{check_plans, sorted};
use crate::{
    assortment::Assortment,
    directory::{Group, GroupHolding, Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    refusals::Refusal,
};

/// Which licence becomes which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replacement {
    /// The licence that goes.
    pub from: SkuId,
    /// The licence that comes.
    pub to: SkuId,
}

impl Replacement {
    /// What of the switched-off plans is still there to switch off.
    fn disabled(self, disabled: &[ServicePlanId], assortment: &Assortment) -> Vec<ServicePlanId> {
        let plans = assortment.licences.get(&self.to).map_or(&[][..], |p| &p.plans);
        let kept: Vec<ServicePlanId> = disabled.iter().copied().filter(|plan| plans.contains(plan)).collect();
        sorted(&kept)
    }

    /// A user whose direct licence is replaced; `None`: the user holds none directly. Who has the other one already keeps it as it is.
    ///
    /// # Errors
    /// `PlansExclude`, `PlanDependency` where the other licence brings what the user cannot have.
    pub fn of_user(self, user: &User, assortment: &Assortment, now: Instant) -> Result<Option<User>, Refusal> {
        let direct = |sku: SkuId| move |h: &Holding| h.sku == sku && h.group.is_none();
        let Some(at) = user.licences.iter().position(direct(self.from)) else {
            return Ok(None);
        };
        let mut after = user.clone();
        let gone = after.licences.remove(at);
        if !after.licences.iter().any(direct(self.to)) {
            let holding = Holding {
                sku: self.to,
                disabled: self.disabled(&gone.disabled, assortment),
                group: None,
                fault: LicenseFault::None,
                updated: now,
            };
            after.licences.insert(at, holding);
        }
        check_plans(user, &after, assortment)?;
        after.version += 1;
        Ok(Some(after))
    }

    /// A group that gives the other licence instead; `None`: it gives none of it.
    pub fn of_group(self, group: &Group, assortment: &Assortment) -> Option<Group> {
        let at = group.licences.iter().position(|l| l.sku == self.from)?;
        let mut after = group.clone();
        let gone = after.licences.remove(at);
        if !after.licences.iter().any(|l| l.sku == self.to) {
            let holding = GroupHolding {
                sku: self.to,
                disabled: self.disabled(&gone.disabled, assortment),
            };
            after.licences.insert(at, holding);
        }
        after.version += 1;
        Some(after)
    }
}
