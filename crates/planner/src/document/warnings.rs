//! What to know before saying yes: about prices, offers, licences, groups and the proof. Warnings
//! about originals come with their ends. Called by `document`.

use super::{
    changes::Changes,
    originals::{count, text},
};
use crate::{
    cohort::{Chain, stretches_of},
    placing::Way,
    problem::Problem,
    solve::Solution,
};
use nahtlos_model::{
    ids::SkuId,
    money::Amount,
    notice::{Notice, Value, Warning},
    plan::{Cost, Method, Purchase},
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The day on which users leave a SKU and the set they go to.
type Leaving = Option<(i32, usize)>;

/// Most subjects that one warning names.
const SUBJECTS: usize = 50;

pub(super) fn warnings(
    problem: &Problem,
    solution: &Solution,
    ways: &[Way],
    purchases: &[Purchase],
    changes: &Changes,
    cost: &Cost,
) -> Vec<Notice<Warning>> {
    let mut warnings = Vec::new();
    gap(problem, cost, &mut warnings);
    over_assigned(problem, &mut warnings);
    no_longer_sold(problem, &mut warnings);
    prices(problem, purchases, &mut warnings);
    offers(problem, purchases, &mut warnings);
    at_limit(problem, solution, &mut warnings);
    zero_overlap(problem, purchases, changes, &mut warnings);
    groups(problem, ways, &mut warnings);
    for (equivalent, users) in &changes.relying {
        let (plan, by) = (Value::Plan(equivalent.plan), Value::Plan(equivalent.satisfied_by));
        warnings.push(
            Notice::new(Warning::EquivalenceUsed)
                .with("plan", plan)
                .with("satisfiedBy", by)
                .with("users", count(*users)),
        );
    }
    locations(problem, changes, &mut warnings);
    warnings
}

fn gap(problem: &Problem, cost: &Cost, warnings: &mut Vec<Notice<Warning>>) {
    if cost.method == Method::Gap {
        let currency = problem.case.estate.customer.currency;
        let money = |exact| Amount::round_half_even(exact, currency).map_or_else(|| text("-"), Value::Money);
        let missing = cost.cost_exact.checked_sub(cost.lower_bound_exact);
        let gap = missing.map_or_else(|| text("-"), money);
        let (cost, bound) = (money(cost.cost_exact), money(cost.lower_bound_exact));
        warnings.push(Notice::new(Warning::Gap).with("gap", gap).with("cost", cost).with("bound", bound));
    }
}

fn over_assigned(problem: &Problem, warnings: &mut Vec<Notice<Warning>>) {
    for (index, pool) in problem.pools.iter().enumerate() {
        let holds = |kind: usize| problem.sets[kind][0].contains(&index);
        let held: i64 = (0..problem.kinds.len())
            .filter(|&k| holds(k))
            .map(|k| i64::from(problem.kinds[k].users))
            .sum();
        let seats = pool.supply_on(0);
        if held > seats {
            let notice = Notice::new(Warning::OverAssigned).with("sku", Value::Sku(pool.sku));
            warnings.push(notice.with("held", count(held)).with("seats", count(seats)));
        }
    }
}

fn no_longer_sold(problem: &Problem, warnings: &mut Vec<Notice<Warning>>) {
    let mut holders: BTreeMap<SkuId, i64> = BTreeMap::new();
    for kind in &problem.kinds {
        for &sku in kind.held.iter().filter(|sku| problem.market.always.binary_search(sku).is_err()) {
            *holders.entry(sku).or_insert(0) += i64::from(kind.users);
        }
    }
    for (sku, users) in holders {
        warnings.push(
            Notice::new(Warning::NoLongerSold)
                .with("sku", Value::Sku(sku))
                .with("users", count(users)),
        );
    }
}

/// Rows that overlap where something is bought, and rows left out for their tier.
fn prices(problem: &Problem, purchases: &[Purchase], warnings: &mut Vec<Notice<Warning>>) {
    let mut told = BTreeSet::new();
    for purchase in purchases {
        let day = problem.time.offset(purchase.start);
        let same = problem.prices.rows.iter().filter(|row| {
            row.row.offer == purchase.offer_id
                && row.row.term == purchase.term_duration
                && row.row.billing == purchase.billing_plan
                && row.first <= day
                && day <= row.last
        });
        let others: Vec<String> = same
            .map(|row| row.price)
            .filter(|price| *price != purchase.unit_price)
            .map(|p| p.to_string())
            .collect();
        if !others.is_empty() && told.insert((purchase.offer_id.clone(), purchase.term_duration, purchase.billing_plan)) {
            let notice = Notice::new(Warning::SeveralPrices)
                .with("offer", text(&purchase.offer_id))
                .with("day", Value::Date(purchase.start));
            let notice = notice
                .with("lowest", text(purchase.unit_price))
                .with("others", text(others.join(", ")));
            warnings.push(notice.about([&purchase.id]));
        }
    }
    for (offer, rows) in &problem.prices.tiered {
        warnings.push(
            Notice::new(Warning::TierIgnored)
                .with("offer", text(offer))
                .with("rows", count(*rows)),
        );
    }
}

fn offers(problem: &Problem, purchases: &[Purchase], warnings: &mut Vec<Notice<Warning>>) {
    let mut told = HashSet::new();
    for purchase in purchases {
        let Some(offer) = problem
            .case
            .catalogue
            .offers
            .iter()
            .find(|o| o.offer == purchase.offer_id && o.sku == purchase.sku_id)
        else {
            continue;
        };
        if let Some(minimum) = offer.min_licenses.filter(|minimum| purchase.seats < *minimum) {
            let notice = Notice::new(Warning::BelowMinimum)
                .with("offer", text(&offer.offer))
                .with("seats", count(purchase.seats));
            warnings.push(notice.with("minimum", count(minimum)).about([&purchase.id]));
        }
        if !offer.prerequisites.trim().is_empty() && told.insert(&offer.offer) {
            let notice = Notice::new(Warning::Prerequisites).with("offer", text(&offer.offer));
            warnings.push(notice.with("prerequisites", text(offer.prerequisites.trim())).about([&purchase.id]));
        }
    }
}

fn at_limit(problem: &Problem, solution: &Solution, warnings: &mut Vec<Notice<Warning>>) {
    for (index, pool) in problem.pools.iter().enumerate() {
        let Some(limit) = pool.limit else { continue };
        let stretches = stretches_of(&problem.prices, pool);
        let mut changes: BTreeMap<i32, i64> = BTreeMap::new();
        for bought in solution.bought.iter().filter(|b| b.pool == index) {
            *changes.entry(bought.start).or_insert(0) += bought.seats;
            *changes
                .entry(crate::cohort::end_of(stretches, bought.stretch, bought.start, &problem.time))
                .or_insert(0) -= bought.seats;
        }
        let mut active = 0;
        let reached = changes.into_iter().find(|(_, change)| {
            active += change;
            active >= limit && limit > 0
        });
        if let Some((day, _)) = reached {
            let notice = Notice::new(Warning::AtSeatLimit)
                .with("sku", Value::Sku(pool.sku))
                .with("limit", count(limit));
            warnings.push(notice.with("day", Value::Date(problem.time.date(day))));
        }
    }
}

/// Changes to a SKU whose seats begin on the very day on which the lead leaves no overlap.
fn zero_overlap(problem: &Problem, purchases: &[Purchase], changes: &Changes, warnings: &mut Vec<Notice<Warning>>) {
    let mut days = BTreeSet::new();
    for change in &changes.changes {
        let starts = |sku: SkuId| {
            purchases
                .iter()
                .any(|p| p.sku_id == sku && p.start == change.date && p.renews.is_none())
        };
        let ends_now = |sku: SkuId| {
            let originals = problem
                .case
                .estate
                .subscriptions
                .iter()
                .filter(|s| s.is_active() && s.sku_id == sku);
            let mut ends = originals.filter_map(|s| [s.end, problem.case.policy.leave_by].into_iter().flatten().min());
            ends.any(|end| end == change.date) || purchases.iter().any(|p| p.sku_id == sku && p.end == change.date)
        };
        let takes_over = change
            .add_licenses
            .iter()
            .any(|a| !change.remove_licenses.contains(&a.sku_id) && starts(a.sku_id));
        if takes_over && change.remove_licenses.iter().any(|&sku| ends_now(sku)) {
            days.insert(change.date);
        }
    }
    warnings.extend(
        days.into_iter()
            .map(|day| Notice::new(Warning::ZeroOverlap).with("day", Value::Date(day))),
    );
}

/// Groups of which some members change a licence that comes through the group while others keep it for now.
fn groups(problem: &Problem, ways: &[Way], warnings: &mut Vec<Notice<Warning>>) {
    let users = &problem.case.estate.users;
    // Per group, SKU it gives and day: who leaves the SKU, and per member still on it what leaving with them would cost more.
    let mut members: BTreeMap<(&str, SkuId), Vec<(usize, u32)>> = BTreeMap::new();
    for (index, way) in ways.iter().enumerate() {
        for (user, _) in super::changes::people(problem, way) {
            for license in &users[user as usize].licenses {
                if let Some(group) = &license.via_group {
                    members.entry((group, license.sku_id)).or_default().push((index, user));
                }
            }
        }
    }
    for ((group, sku), all) in &members {
        let Some(pool) = problem.pools.iter().position(|p| p.sku == *sku) else {
            continue;
        };
        let leaves = |way: &Way| {
            way.stays
                .iter()
                .find(|(_, set)| !problem.sets[way.kind][*set].contains(&pool))
                .copied()
        };
        let days: BTreeSet<i32> = all.iter().filter_map(|(way, _)| leaves(&ways[*way])).map(|(day, _)| day).collect();
        let Some(&first) = days.first() else { continue };
        let changing = all
            .iter()
            .filter(|(way, _)| leaves(&ways[*way]).is_some_and(|(day, _)| day == first))
            .count();
        if changing == all.len() {
            continue;
        }
        let mut known: BTreeMap<(usize, Leaving), Option<i128>> = BTreeMap::new();
        let extra: Option<i128> = all
            .iter()
            .map(|(way, _)| {
                let (way, leaves) = (&ways[*way], leaves(&ways[*way]));
                *known
                    .entry((way.kind, leaves))
                    .or_insert_with(|| sooner(problem, way, leaves, first))
            })
            .sum();
        let currency = problem.case.estate.customer.currency;
        let money = extra
            .and_then(|extra| problem.prices.exact(extra))
            .and_then(|exact| Amount::round_half_even(exact, currency));
        let name = problem
            .case
            .estate
            .groups
            .iter()
            .find(|g| g.id == **group)
            .map_or(*group, |g| g.name.as_str());
        let notice = Notice::new(Warning::GroupSplit)
            .with("group", text(name))
            .with("day", Value::Date(problem.time.date(first)));
        let notice = notice
            .with("members", count(all.len() as i64))
            .with("changing", count(changing as i64));
        warnings.push(notice.with("extra", money.map_or_else(|| text("-"), Value::Money)).about([*group]));
    }
}

/// What it costs at most to let a user leave a SKU on `first` instead of when they do: the seats they go to, bought that much sooner.
fn sooner(problem: &Problem, way: &Way, leaves: Leaving, first: i32) -> Option<i128> {
    let today = &problem.sets[way.kind][0];
    let cost = |set: &[usize]| {
        let new = set.iter().filter(|p| !today.contains(p));
        new.map(|&p| {
            let chain = Chain::new(stretches_of(&problem.prices, &problem.pools[p]), &problem.time);
            let from = |day: i32| Some(chain.cost[day as usize]).filter(|cost| *cost != i128::MAX);
            Some(from(first)? - from(leaves.map_or(problem.time.days, |(day, _)| day))?)
        })
        .sum::<Option<i128>>()
    };
    match leaves {
        Some((_, set)) => cost(&problem.sets[way.kind][set]),
        None => problem.sets[way.kind][1..].iter().filter_map(|set| cost(set)).min(),
    }
}

fn locations(problem: &Problem, changes: &Changes, warnings: &mut Vec<Notice<Warning>>) {
    let added: HashSet<&str> = changes
        .changes
        .iter()
        .filter(|change| !change.add_licenses.is_empty())
        .flat_map(|change| {
            change
                .user_ids
                .iter()
                .map(|id| id.rsplit_once('#').map_or(id.as_str(), |(id, _)| id))
        })
        .collect();
    let missing: Vec<&str> = problem
        .case
        .estate
        .users
        .iter()
        .filter(|user| user.usage_location.as_ref().is_none_or(|l| l.trim().is_empty()) && added.contains(user.id.as_str()))
        .map(|user| user.id.as_str())
        .collect();
    if !missing.is_empty() {
        let notice = Notice::new(Warning::NoUsageLocation).with("users", count(missing.len() as i64));
        warnings.push(notice.about(missing.into_iter().take(SUBJECTS)));
    }
}
