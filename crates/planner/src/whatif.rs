//! What happens if a subscription ends and nothing replaces it: which pools run short, how many licences are at risk, and
//! who might lose which service plans. Called by the command line and the report.
//!
//! It looks at the estate as it stands, without any plan: a subscription supplies its seats until its end, and goes on
//! only where it is known to renew; unknown renewal is no supply, grace is none either, and nothing is bought. Which user
//! loses a licence when seats run short is undefined by the vendor, so nobody is named as the one who does: there is the
//! number at risk and there are the candidates. Users who need nothing take no seat, as in a plan.

use crate::verify::{
    bits::Bits,
    kinds::{Alike, Kind, kinds},
    sales::Sales,
    world::{Sku, World},
};
use nahtlos_model::{
    case::Case,
    dates::{Date, DayNumber, date_of, day_number},
    estate::Subscription,
    ids::{ServicePlanId, SkuId},
    notice::{CounterCode, Notice, RefusalCode, Value},
};
use std::collections::BTreeSet;

/// The answer of [`whatif`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The subscription that ends.
    pub subscription_id: String,
    /// Its SKU.
    pub sku: SkuId,
    /// Its seats; none when it is not active.
    pub seats: u32,
    /// First day without it.
    pub end: Date,
    /// First day that is not looked at.
    pub horizon: Date,
    /// Its pool first, then every other pool that runs short at some time, by SKU.
    pub pools: Vec<PoolRisk>,
}

impl WhatIf {
    /// Whether the end, by itself, puts anybody at risk who is not at risk anyway.
    pub fn hits_somebody(&self) -> bool {
        self.pools
            .first()
            .is_some_and(|pool| pool.intervals.iter().any(|i| i.at_risk > i.at_risk_anyway && i.most_hit > 0))
    }
}

/// A pool over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRisk {
    /// The SKU.
    pub sku: SkuId,
    /// From `asOf` to the horizon without a hole.
    pub intervals: Vec<RiskInterval>,
    /// Everybody who holds the SKU, in kinds, when the pool runs short at some time; else empty.
    pub candidates: Vec<Candidate>,
}

/// A time in which nothing changes in a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskInterval {
    /// First day.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// Licences held.
    pub held: u64,
    /// Seats if the subscription went on as it is.
    pub seats_before: u64,
    /// Seats if it ends on the day asked about.
    pub seats_after: u64,
    /// Licences without a seat even if the subscription went on.
    pub at_risk_anyway: u64,
    /// Licences without a seat if it ends.
    pub at_risk: u64,
    /// Users who lose a plan at the very least, if each of them loses this licence only.
    pub fewest_hit: u64,
    /// Users who lose a plan at most, if each of them loses this licence only.
    pub most_hit: u64,
    /// Other pools that are short at the same time.
    pub also_short: Vec<SkuId>,
}

/// Users of one kind who hold the SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Their ids; `id#n` for the n-th of `count`.
    pub user_ids: Vec<String>,
    /// How many.
    pub users: u64,
    /// Plans each would lose with this licence: needed, and neither on nor satisfied through another licence.
    pub loses: Vec<ServicePlanId>,
    /// Plans each would lose if the licences of every pool went that is short together with this one.
    pub loses_at_worst: Vec<ServicePlanId>,
}

/// Looks at the estate with `subscription_id` ending on `end`.
///
/// # Errors
/// `unknownSubscription`, `dayOutside` (the day is not in `asOf..horizon`), `unknownSku` (a held SKU that the products file lacks).
pub fn whatif(case: &Case, subscription_id: &str, end: Date) -> Result<WhatIf, Notice<RefusalCode>> {
    let ending = case.estate.subscriptions.iter().find(|s| s.id == subscription_id);
    let ending = ending.ok_or_else(|| Notice::new(RefusalCode::UnknownSubscription).about([subscription_id]))?;
    let sales = Sales::of(case);
    let alike = Alike::of(&case.estate.users);
    let world = World::new(case, &sales, alike.skus());
    let number = day_number(end);
    if !(world.time.as_of..world.time.horizon).contains(&number) {
        return Err(Notice::new(RefusalCode::DayOutside)
            .with("day", Value::Date(end))
            .with("asOf", Value::Date(case.estate.as_of))
            .with("horizon", Value::Date(date_of(world.time.horizon)))
            .about([subscription_id]));
    }
    let kinds = kinds(&world, &alike).map_err(|counter| {
        debug_assert_eq!(counter.code, CounterCode::UnknownSku);
        Notice {
            code: RefusalCode::UnknownSku,
            values: counter.values,
            subjects: counter.subjects,
        }
    })?;
    let look = Look {
        world: &world,
        alike: &alike,
        kinds: &kinds,
        ending,
        end: number,
    };
    Ok(look.all())
}

struct Look<'a> {
    world: &'a World<'a>,
    alike: &'a Alike<'a>,
    kinds: &'a [Kind<'a>],
    ending: &'a Subscription,
    end: DayNumber,
}

/// Licences and seats of a pool from a day on.
struct Level {
    from: DayNumber,
    before: u64,
    after: u64,
}

impl Look<'_> {
    fn all(&self) -> WhatIf {
        let world = self.world;
        let held: Vec<u64> = (0..world.skus.len()).map(|sku| self.holders(sku).map(|k| k.count).sum()).collect();
        let levels: Vec<Vec<Level>> = (0..world.skus.len()).map(|sku| self.levels(sku)).collect();
        let short = |sku: Sku, at: DayNumber| levels[sku].iter().rev().find(|l| l.from <= at).is_some_and(|l| l.after < held[sku]);
        let mine = world.sku(self.ending.sku_id);
        let others = (0..world.skus.len()).filter(|&sku| Some(sku) != mine && levels[sku].iter().any(|l| l.after < held[sku]));
        let pools = mine
            .into_iter()
            .chain(others)
            .map(|sku| self.pool(sku, held[sku], &levels, &short))
            .collect();
        WhatIf {
            subscription_id: self.ending.id.clone(),
            sku: self.ending.sku_id,
            seats: if self.ending.is_active() { self.ending.quantity } else { 0 },
            end: date_of(self.end),
            horizon: date_of(world.time.horizon),
            pools,
        }
    }

    fn holders(&self, sku: Sku) -> impl Iterator<Item = &Kind<'_>> {
        self.kinds
            .iter()
            .filter(move |k| !k.need.is_empty() && k.holding.iter().any(|(held, _)| *held == sku))
    }

    /// The days of a subscription within the planned time, with the one asked about ending or not.
    fn supplied(&self, subscription: &Subscription, ends: bool) -> (DayNumber, DayNumber) {
        let time = &self.world.time;
        let from = subscription.start.map_or(time.as_of, |start| time.clamp(day_number(start)));
        let own_end = subscription.end.filter(|_| subscription.auto_renew != Some(true));
        let to = match own_end {
            _ if ends && subscription.id == self.ending.id => self.end,
            Some(end) => time.clamp(day_number(end)),
            None => time.horizon,
        };
        if subscription.is_active() && from < to {
            (from, to)
        } else {
            (time.as_of, time.as_of)
        }
    }

    fn levels(&self, sku: Sku) -> Vec<Level> {
        let of_pool = |s: &&Subscription| s.sku_id == self.world.skus[sku];
        let originals: Vec<&Subscription> = self.world.case.estate.subscriptions.iter().filter(of_pool).collect();
        let mut cuts: BTreeSet<DayNumber> = BTreeSet::from([self.world.time.as_of]);
        for original in &originals {
            cuts.extend(
                [false, true]
                    .into_iter()
                    .flat_map(|ends| <[_; 2]>::from(self.supplied(original, ends))),
            );
        }
        cuts.remove(&self.world.time.horizon);
        let seats = |at: DayNumber, ends: bool| {
            let supplies = |s: &&&Subscription| {
                let (from, to) = self.supplied(s, ends);
                from <= at && at < to
            };
            originals.iter().filter(supplies).map(|s| u64::from(s.quantity)).sum()
        };
        cuts.into_iter()
            .map(|from| Level {
                from,
                before: seats(from, false),
                after: seats(from, true),
            })
            .collect()
    }

    fn pool(&self, sku: Sku, held: u64, levels: &[Vec<Level>], short: &dyn Fn(Sku, DayNumber) -> bool) -> PoolRisk {
        let world = self.world;
        // Other pools' cuts matter too, for what is short at the same time.
        let cuts: BTreeSet<DayNumber> = levels.iter().flatten().map(|l| l.from).collect();
        let mut intervals: Vec<RiskInterval> = Vec::new();
        let mut together: BTreeSet<Sku> = BTreeSet::from([sku]);
        let ever = levels[sku].iter().any(|l| l.after < held);
        let candidates = |together: &BTreeSet<Sku>| if ever { self.candidates(sku, together) } else { Vec::new() };
        let harmless: u64 = candidates(&together).iter().filter(|c| c.loses.is_empty()).map(|c| c.users).sum();
        for from in cuts {
            let Some(level) = levels[sku].iter().rev().find(|l| l.from <= from) else {
                continue;
            };
            let at_risk = held.saturating_sub(level.after);
            let others: Vec<Sku> = (0..world.skus.len())
                .filter(|&other| other != sku && at_risk > 0 && short(other, from))
                .collect();
            together.extend(&others);
            let next = RiskInterval {
                from: date_of(from),
                to: date_of(world.time.horizon),
                held,
                seats_before: level.before,
                seats_after: level.after,
                at_risk_anyway: held.saturating_sub(level.before),
                at_risk,
                fewest_hit: at_risk.saturating_sub(harmless),
                most_hit: at_risk.min(held - harmless.min(held)),
                also_short: others.iter().map(|&other| world.skus[other]).collect(),
            };
            if let Some(last) = intervals.last_mut() {
                last.to = next.from;
                if (RiskInterval {
                    from: next.from,
                    to: next.to,
                    ..last.clone()
                }) == next
                {
                    last.to = next.to;
                    continue;
                }
            }
            intervals.push(next);
        }
        PoolRisk {
            sku: world.skus[sku],
            intervals,
            candidates: candidates(&together),
        }
    }

    /// Holders of a SKU, alike where they would lose the same.
    fn candidates(&self, sku: Sku, together: &BTreeSet<Sku>) -> Vec<Candidate> {
        let world = self.world;
        let mut by_kind: Vec<Option<Candidate>> = self
            .kinds
            .iter()
            .map(|kind| {
                let holds = !kind.need.is_empty() && kind.holding.iter().any(|(held, _)| *held == sku);
                let left = |gone: &dyn Fn(Sku) -> bool| {
                    let mut on: Bits = world.no_plans();
                    kind.holding
                        .iter()
                        .filter(|(held, _)| !gone(*held))
                        .for_each(|(_, enabled)| on.add(enabled));
                    world.plan_ids(&world.uncovered(&kind.need, &on))
                };
                holds.then(|| Candidate {
                    user_ids: Vec::new(),
                    users: kind.count,
                    loses: left(&|held| held == sku),
                    loses_at_worst: left(&|held| together.contains(&held)),
                })
            })
            .collect();
        for (user, &kind) in world.case.estate.users.iter().zip(&self.alike.kind_of) {
            if let Some(candidate) = &mut by_kind[kind as usize] {
                match user.count {
                    1 => candidate.user_ids.push(user.id.clone()),
                    count => candidate.user_ids.extend((1..=count).map(|n| format!("{}#{n}", user.id))),
                }
            }
        }
        by_kind.into_iter().flatten().collect()
    }
}
