//! Licences through groups: what a group gives, and what that becomes for each member.
//!
//! Used by the use cases of groups and memberships. What keeps a licence from working for one member never stops another's.

use super::{Enabled, LicenseChange, Pools, check_known, check_plans, enabled_plans, excluded_pairs, lacking, needs, not_held, sorted};
use crate::{
    assortment::Assortment,
    directory::{Group, GroupHolding, Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    refusals::{Code, Refusal},
};

/// Decides on a change of the licences that a group gives. Seats, exclusions and countries are each member's matter and show up
/// there; what is wrong for everybody is refused at once.
///
/// # Errors
/// `LicenseUnknown`, `LicenseNotHeld`, `PlanNotInSku`, `PlanDependency`.
pub fn change_group(group: &Group, change: &LicenseChange, pools: &Pools, assortment: &Assortment) -> Result<Group, Refusal> {
    let mut after = group.clone();
    for sku in &change.remove {
        let at = after.licences.iter().position(|l| l.sku == *sku);
        after.licences.remove(at.ok_or_else(|| not_held(*sku, pools, assortment))?);
    }
    for add in &change.add {
        check_known(add, pools, assortment)?;
        let holding = GroupHolding {
            sku: add.sku,
            disabled: sorted(&add.disabled),
        };
        match after.licences.iter_mut().find(|l| l.sku == add.sku) {
            Some(held) => *held = holding,
            None => after.licences.push(holding),
        }
    }
    check_group(&group.licences, &after.licences, assortment)?;
    after.version += 1;
    Ok(after)
}

/// Refuses licences of which one newly has a plan without the one it needs: a group stands for itself (Entra documentation, problems
/// of licensing groups).
fn check_group(before: &[GroupHolding], after: &[GroupHolding], assortment: &Assortment) -> Result<(), Refusal> {
    let enabled = |licences: &[GroupHolding]| {
        let mut enabled = Enabled::new();
        for held in licences {
            let plans = assortment.licences.get(&held.sku).map_or(&[][..], |p| &p.plans);
            for plan in plans.iter().filter(|plan| !held.disabled.contains(plan)) {
                enabled.entry(*plan).or_default().push(held.sku);
            }
        }
        lacking(&enabled, assortment)
    };
    let had = enabled(before);
    let new = enabled(after).into_iter().find(|plan| !had.contains(plan));
    new.map_or(Ok(()), |plan| Err(needs(plan, assortment)))
}

/// What the licences of a user's groups become for the user: faults are kept with the holding instead of refusing the change, and
/// where one licence of a group cannot be given, none of that group's is. `wanted` are the licences of all groups the user is in,
/// group by group; seats are taken from `pools`, which is changed along.
pub fn inherit(
    user: &User,
    wanted: &[(String, SkuId, Vec<ServicePlanId>)],
    pools: &mut Pools,
    assortment: &Assortment,
    now: Instant,
) -> User {
    let mut after = user.clone();
    let before = user.seats();
    after.licences.retain(|h| h.group.is_none());
    let direct = after.seats();
    for sku in before.iter().filter(|sku| !direct.contains(sku)) {
        if let Some(pool) = pools.get_mut(sku) {
            pool.consumed -= 1;
        }
    }
    for group in wanted.chunk_by(|a, b| a.0 == b.0) {
        let held = after.seats();
        let mut came: Vec<Holding> = group
            .iter()
            .map(|(group, sku, disabled)| holding(group, *sku, disabled, now))
            .collect();
        judge(&after, &mut came, pools, assortment);
        for holding in came {
            if holding.fault == LicenseFault::None
                && !held.contains(&holding.sku)
                && let Some(pool) = pools.get_mut(&holding.sku)
            {
                pool.consumed += 1;
            }
            let same =
                |h: &&Holding| (h.sku, &h.group, &h.disabled, h.fault) == (holding.sku, &holding.group, &holding.disabled, holding.fault);
            let was = user.licences.iter().find(same).cloned();
            after.licences.push(was.unwrap_or(holding));
        }
    }
    if after.licences != user.licences {
        after.version += 1;
    }
    after
}

fn holding(group: &str, sku: SkuId, disabled: &[ServicePlanId], now: Instant) -> Holding {
    Holding {
        sku,
        disabled: sorted(disabled),
        group: Some(group.to_owned()),
        fault: LicenseFault::None,
        updated: now,
    }
}

/// Sets the faults of the licences that a group brings to a user.
fn judge(user: &User, came: &mut [Holding], pools: &Pools, assortment: &Assortment) {
    let held = user.seats();
    let mut with = user.clone();
    for holding in came.iter_mut() {
        if !held.contains(&holding.sku) && pools.get(&holding.sku).is_none_or(|pool| pool.available() < 1) {
            holding.fault = LicenseFault::CountViolation;
        }
        let before = excluded_pairs(&enabled_plans(&with, assortment), assortment);
        with.licences.push(Holding {
            fault: LicenseFault::None,
            ..holding.clone()
        });
        let pairs = excluded_pairs(&enabled_plans(&with, assortment), assortment);
        if holding.fault == LicenseFault::None && pairs.iter().any(|pair| !before.contains(pair)) {
            holding.fault = LicenseFault::MutuallyExclusiveViolation;
        }
    }
    let lacking = lacking(&enabled_plans(&with, assortment), assortment);
    for holding in came.iter_mut().filter(|h| h.fault == LicenseFault::None) {
        let plans = assortment.licences.get(&holding.sku).map_or(&[][..], |p| &p.plans);
        if plans.iter().any(|plan| lacking.contains(plan) && !holding.disabled.contains(plan)) {
            holding.fault = LicenseFault::DependencyViolation;
        }
    }
    if came.iter().any(|h| h.fault != LicenseFault::None) {
        came.iter_mut()
            .filter(|h| h.fault == LicenseFault::None)
            .for_each(|h| h.fault = LicenseFault::Other);
    }
}

/// What keeps a user's first faulty licence from working, as a refusal; `None`: everything works.
pub fn complaint(user: &User, assortment: &Assortment) -> Option<Refusal> {
    let faulty = |h: &&Holding| !matches!(h.fault, LicenseFault::None | LicenseFault::Other);
    let holding = user.licences.iter().find(faulty)?;
    let named = |code| {
        Refusal::new(code)
            .with("license", assortment.licence_name(holding.sku))
            .with("id", holding.sku)
    };
    let mut without = user.clone();
    without.licences.retain(|h| h.fault == LicenseFault::None);
    let mut with = user.clone();
    with.licences.iter_mut().for_each(|h| h.fault = LicenseFault::None);
    Some(match holding.fault {
        LicenseFault::CountViolation => named(Code::LicenseCount),
        LicenseFault::ProhibitedInUsageLocationViolation => {
            Refusal::new(Code::UsageLocationMissing).with("user", &user.user_principal_name)
        }
        _ => check_plans(&without, &with, assortment)
            .err()
            .unwrap_or_else(|| named(Code::LicenseCount)),
    })
}
