//! A case as the search sees it: days, prices, supply, kinds of users with their licence sets,
//! and the classes that remain once fixed demand is split off. Called by `plan`.

use crate::{
    cover::CoverFacts,
    kinds::{Kind, kinds},
    prices::Prices,
    sets::{Market, admissible},
    timeline::{Offset, Timeline},
};
use nahtlos_model::{
    case::Case,
    estate::{Channel, Subscription, Treatment},
    ids::SkuId,
    notice::{Notice, RefusalCode, Value},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Index of a SKU in [`Problem::pools`].
pub(crate) type PoolIndex = usize;

/// The case, digested.
#[derive(Debug)]
pub(crate) struct Problem<'a> {
    pub(crate) case: &'a Case,
    pub(crate) time: Timeline,
    pub(crate) prices: Prices<'a>,
    pub(crate) facts: CoverFacts<'a>,
    pub(crate) market: Market,
    pub(crate) kinds: Vec<Kind>,
    /// SKUs that some admissible set contains, ascending.
    pub(crate) pools: Vec<Pool>,
    /// Licence sets of each kind as pool indices; today's set first.
    pub(crate) sets: Vec<Vec<Vec<PoolIndex>>>,
    /// Kinds whose choices are alike, without the SKUs that all their sets share.
    pub(crate) classes: Vec<Class>,
    /// Class of each kind; `None` where there is nothing to choose.
    pub(crate) class_of: Vec<Option<usize>>,
}

/// Seats of one SKU.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) sku: SkuId,
    /// Days on which the originals' seats change: `(from, seats)`, ascending, the first from day 0.
    pub(crate) supply: Vec<(Offset, i64)>,
    /// Users who need a seat whatever set they choose.
    pub(crate) fixed: i64,
    /// Most bought seats active together.
    pub(crate) limit: Option<i64>,
}

/// Users with the same choices.
#[derive(Debug)]
pub(crate) struct Class {
    /// The choices, without shared SKUs; each ascending; the classes' own order.
    pub(crate) sets: Vec<Vec<PoolIndex>>,
    pub(crate) users: i64,
    /// Kinds in it.
    pub(crate) kinds: Vec<usize>,
}

/// First and last day (exclusive) of what an original supplies under the plan; `None`: nothing.
pub(crate) fn supply_span(case: &Case, time: &Timeline, subscription: &Subscription) -> Option<(Offset, Offset)> {
    if !subscription.is_active() || subscription.quantity == 0 {
        return None;
    }
    let from = subscription.start.map_or(0, |start| time.offset(start)).max(0);
    let to = planned_end(case, time, subscription).unwrap_or(time.days).min(time.days);
    (from < to).then_some((from, to))
}

/// First day on which the plan no longer counts on an active original, not before `asOf`; `None`: never.
pub(crate) fn planned_end(case: &Case, time: &Timeline, subscription: &Subscription) -> Option<Offset> {
    let end = subscription.end.map(|end| time.offset(end));
    match subscription.treatment() {
        Treatment::Replace => {
            let leave = case.policy.leave_by.map(|day| time.offset(day));
            let last = [end, leave].into_iter().flatten().min()?;
            Some(last.saturating_sub(case.policy.lead_days.min(i32::MAX as u32) as i32).max(0))
        }
        Treatment::Transfer | Treatment::CarryOn => end.map(|e| e.max(0)),
        Treatment::Keep if subscription.auto_renew == Some(true) => None,
        Treatment::Keep => end.map(|e| e.max(0)),
    }
}

impl<'a> Problem<'a> {
    pub(crate) fn new(case: &'a Case) -> Result<Self, Notice<RefusalCode>> {
        let horizon = case.policy.horizon_for(&case.estate);
        let time = Timeline::new(case.estate.as_of, horizon, &case.policy).ok_or_else(|| {
            Notice::new(RefusalCode::HorizonTooEarly)
                .with("asOf", Value::Date(case.estate.as_of))
                .with("horizon", Value::Date(horizon))
        })?;
        for subscription in &case.estate.subscriptions {
            if subscription.treatment() == Treatment::Transfer && subscription.channel != Channel::OtherPartner {
                let channel = Value::Text(subscription.channel.to_string());
                return Err(Notice::new(RefusalCode::TransferNotPossible)
                    .with("channel", channel)
                    .about([&subscription.id]));
            }
            if subscription.treatment() == Treatment::CarryOn && subscription.channel != Channel::ThisPartner {
                let channel = Value::Text(subscription.channel.to_string());
                return Err(Notice::new(RefusalCode::CarryOnNotPossible)
                    .with("channel", channel)
                    .about([&subscription.id]));
            }
        }
        let kinds = kinds(case).map_err(|sku| Notice::new(RefusalCode::UnknownSku).with("sku", Value::Sku(sku)))?;
        let prices = Prices::new(case, &time);
        let facts = CoverFacts::new(&case.catalogue);
        let sold: Vec<SkuId> = prices.by_sku.keys().copied().collect();
        let always = sold.iter().copied().filter(|&sku| prices.sells_always(sku, time.days)).collect();
        let market = Market { sold, always };
        let sku_sets = licence_sets(case, &kinds, &facts, &market);
        let skus: BTreeSet<SkuId> = sku_sets.iter().flatten().flatten().copied().collect();
        let place: HashMap<SkuId, PoolIndex> = skus.iter().enumerate().map(|(i, &sku)| (sku, i)).collect();
        let sets: Vec<Vec<Vec<PoolIndex>>> = sku_sets
            .iter()
            .map(|of_kind| of_kind.iter().map(|set| set.iter().map(|sku| place[sku]).collect()).collect())
            .collect();
        let mut pools: Vec<Pool> = supplies(case, &time, &skus)
            .into_iter()
            .map(|(sku, supply)| Pool {
                sku,
                supply,
                fixed: 0,
                limit: prices.limits.get(&sku).map(|&l| i64::from(l)),
            })
            .collect();
        let (classes, class_of) = classes(&kinds, &sets, &mut pools);
        Ok(Self {
            case,
            time,
            prices,
            facts,
            market,
            kinds,
            pools,
            sets,
            classes,
            class_of,
        })
    }
}

/// The sets of every kind; kinds with the same need and holdings are one kind already.
fn licence_sets(case: &Case, kinds: &[Kind], facts: &CoverFacts, market: &Market) -> Vec<Vec<Vec<SkuId>>> {
    kinds
        .iter()
        .map(|kind| {
            let stays = kind.held.iter().all(|sku| market.always.binary_search(sku).is_ok());
            if stays && case.policy.mode == nahtlos_model::policy::Mode::LikeForLike {
                return vec![kind.held.clone()];
            }
            let candidates: BTreeSet<SkuId> = market.sold.iter().chain(&kind.held).copied().collect();
            let view = facts.view(&kind.need, candidates);
            admissible(kind, &view, market, case.policy.mode, case.policy.max_bundle)
        })
        .collect()
}

fn supplies(case: &Case, time: &Timeline, skus: &BTreeSet<SkuId>) -> BTreeMap<SkuId, Vec<(Offset, i64)>> {
    let mut changes: BTreeMap<SkuId, BTreeMap<Offset, i64>> = skus.iter().map(|&sku| (sku, BTreeMap::from([(0, 0)]))).collect();
    for subscription in &case.estate.subscriptions {
        let Some(of_sku) = changes.get_mut(&subscription.sku_id) else {
            continue;
        };
        if let Some((from, to)) = supply_span(case, time, subscription) {
            *of_sku.entry(from).or_insert(0) += i64::from(subscription.quantity);
            if to < time.days {
                *of_sku.entry(to).or_insert(0) -= i64::from(subscription.quantity);
            }
        }
    }
    let running = |of_sku: BTreeMap<Offset, i64>| {
        let mut seats = 0;
        let steps = of_sku.into_iter().map(|(day, change)| {
            seats += change;
            (day, seats)
        });
        let mut steps: Vec<(Offset, i64)> = steps.collect();
        steps.dedup_by(|later, earlier| later.1 == earlier.1);
        steps
    };
    changes.into_iter().map(|(sku, of_sku)| (sku, running(of_sku))).collect()
}

/// Splits the demand that no choice avoids off into the pools and merges kinds with equal remaining choices.
fn classes(kinds: &[Kind], sets: &[Vec<Vec<PoolIndex>>], pools: &mut [Pool]) -> (Vec<Class>, Vec<Option<usize>>) {
    let mut by_choices: BTreeMap<Vec<Vec<PoolIndex>>, (i64, Vec<usize>)> = BTreeMap::new();
    for (index, of_kind) in sets.iter().enumerate() {
        let users = i64::from(kinds[index].users);
        let shared: Vec<PoolIndex> = of_kind[0]
            .iter()
            .copied()
            .filter(|p| of_kind.iter().all(|set| set.contains(p)))
            .collect();
        for &pool in &shared {
            pools[pool].fixed += users;
        }
        if of_kind.len() > 1 {
            let mut rest: Vec<Vec<PoolIndex>> = of_kind
                .iter()
                .map(|set| set.iter().copied().filter(|p| !shared.contains(p)).collect())
                .collect();
            rest.sort_unstable();
            let entry = by_choices.entry(rest).or_default();
            entry.0 += users;
            entry.1.push(index);
        }
    }
    let mut class_of = vec![None; kinds.len()];
    let classes: Vec<Class> = by_choices
        .into_iter()
        .map(|(sets, (users, kinds))| Class { sets, users, kinds })
        .collect();
    for (index, class) in classes.iter().enumerate() {
        for &kind in &class.kinds {
            class_of[kind] = Some(index);
        }
    }
    (classes, class_of)
}

impl Pool {
    /// Seats of originals on a day.
    pub(crate) fn supply_on(&self, day: Offset) -> i64 {
        self.supply[self.supply.partition_point(|&(from, _)| from <= day) - 1].1
    }
}
