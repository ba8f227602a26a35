//! What explanations stand on: days, prices, and the licences and seats of every pool on every day, counted from case and
//! plan. Called by the explanations. It believes no figure of the plan that follows from others.

use crate::{
    kinds::{held_by, kinds},
    prices::Prices,
    problem::supply_span,
    timeline::{Offset, Timeline},
};
use nahtlos_model::{
    case::Case,
    estate::{Subscription, User},
    ids::SkuId,
    money::{Amount, Exact},
    notice::Value,
    plan::{LicenseChange, Plan, Purchase},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Case and plan, counted.
pub(super) struct Ground<'a> {
    pub(super) case: &'a Case,
    pub(super) plan: &'a Plan,
    pub(super) time: Timeline,
    pub(super) prices: Prices<'a>,
    levels: BTreeMap<SkuId, Levels>,
    /// Per licence change, the SKUs that its users did not hold before.
    pub(super) new_skus: Vec<BTreeSet<SkuId>>,
    users: HashMap<&'a str, usize>,
    /// Users who need something, by their place in the estate.
    planned: HashSet<usize>,
}

/// Licences and seats of one pool over time.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// Ascending, the first from day 0.
    pub(super) steps: Vec<Level>,
    /// Licences held before any change of the plan.
    pub(super) held_at_first: i64,
}

/// A pool from one day on.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Level {
    pub(super) day: Offset,
    pub(super) held: i64,
    pub(super) originals: i64,
    pub(super) bought: i64,
}

impl Level {
    /// Seats without a licence; negative when seats are missing.
    pub(super) fn slack(self) -> i64 {
        self.originals + self.bought - self.held
    }

    /// Seats that must be bought.
    pub(super) fn to_buy(self) -> i64 {
        self.held - self.originals
    }
}

impl Levels {
    /// The pool on a day from 0 on.
    pub(super) fn on(&self, day: Offset) -> Level {
        let after = self.steps.partition_point(|step| step.day <= day);
        after.checked_sub(1).map_or_else(Level::default, |i| self.steps[i])
    }

    /// The pool on `from` and on each day of a change after it and before `to`.
    pub(super) fn between(&self, from: Offset, to: Offset) -> impl Iterator<Item = Level> + '_ {
        let first = Level {
            day: from,
            ..self.on(from)
        };
        let later = self.steps.iter().copied().filter(move |step| step.day > from && step.day < to);
        std::iter::once(first).filter(move |_| from < to).chain(later)
    }
}

impl<'a> Ground<'a> {
    /// `None` when the case has no day to plan for.
    pub(super) fn new(case: &'a Case, plan: &'a Plan) -> Option<Self> {
        let time = Timeline::new(case.estate.as_of, case.policy.horizon_for(&case.estate), &case.policy)?;
        let prices = Prices::new(case, &time);
        let everybody = || (0..case.estate.users.len()).collect();
        let planned = kinds(case).map_or_else(
            |_| everybody(),
            |kinds| kinds.iter().flat_map(|k| k.members.iter().map(|m| m.0 as usize)).collect(),
        );
        let users = case.estate.users.iter().enumerate().map(|(i, u)| (u.id.as_str(), i)).collect();
        let mut ground = Self {
            case,
            plan,
            time,
            prices,
            levels: BTreeMap::new(),
            new_skus: Vec::with_capacity(plan.license_changes.len()),
            users,
            planned,
        };
        ground.count();
        Some(ground)
    }

    /// Fills in levels and what each change adds anew.
    fn count(&mut self) {
        let mut tally: BTreeMap<SkuId, BTreeMap<Offset, Level>> = BTreeMap::new();
        let mut at_first: BTreeMap<SkuId, i64> = BTreeMap::new();
        for (index, user) in self.case.estate.users.iter().enumerate() {
            if self.planned.contains(&index) {
                for sku in held_by(user) {
                    *at_first.entry(sku).or_insert(0) += i64::from(user.count);
                }
            }
        }
        for (&sku, &held) in &at_first {
            tally.entry(sku).or_default().entry(0).or_default().held += held;
        }
        for subscription in &self.case.estate.subscriptions {
            if let Some((from, to)) = supply_span(self.case, &self.time, subscription) {
                let of_sku = tally.entry(subscription.sku_id).or_default();
                of_sku.entry(from).or_default().originals += i64::from(subscription.quantity);
                of_sku.entry(to).or_default().originals -= i64::from(subscription.quantity);
            }
        }
        for purchase in &self.plan.purchases {
            let (from, to) = self.span(purchase);
            if from < to {
                let of_sku = tally.entry(purchase.sku_id).or_default();
                of_sku.entry(from).or_default().bought += i64::from(purchase.seats);
                of_sku.entry(to).or_default().bought -= i64::from(purchase.seats);
            }
        }
        self.count_changes(&mut tally);
        self.levels = tally
            .into_iter()
            .map(|(sku, of_sku)| (sku, running(of_sku, at_first.get(&sku))))
            .collect();
    }

    fn count_changes(&mut self, tally: &mut BTreeMap<SkuId, BTreeMap<Offset, Level>>) {
        let plan = self.plan;
        let mut order: Vec<usize> = (0..plan.license_changes.len()).collect();
        order.sort_by_key(|&i| plan.license_changes[i].date);
        let mut holds: HashMap<&str, BTreeSet<SkuId>> = HashMap::new();
        let mut fresh: Vec<BTreeSet<SkuId>> = vec![BTreeSet::new(); plan.license_changes.len()];
        for index in order {
            let change = &plan.license_changes[index];
            let day = self.time.offset(change.date).max(0);
            for id in &change.user_ids {
                let Some(user) = self.user(id) else { continue };
                let held = holds.entry(id).or_insert_with(|| held_by(user).into_iter().collect());
                for sku in &change.remove_licenses {
                    if held.remove(sku) {
                        tally.entry(*sku).or_default().entry(day).or_default().held -= 1;
                    }
                }
                for add in &change.add_licenses {
                    if held.insert(add.sku_id) {
                        tally.entry(add.sku_id).or_default().entry(day).or_default().held += 1;
                        fresh[index].insert(add.sku_id);
                    }
                }
            }
        }
        self.new_skus = fresh;
    }

    /// First and last day (exclusive) of a purchase within the plan.
    pub(super) fn span(&self, purchase: &Purchase) -> (Offset, Offset) {
        let (start, end) = (self.time.offset(purchase.start), self.time.offset(purchase.end));
        (start.max(0), end.min(self.time.days))
    }

    /// Licences and seats of a SKU.
    pub(super) fn levels(&self, sku: SkuId) -> &Levels {
        static NOTHING: Levels = Levels {
            steps: Vec::new(),
            held_at_first: 0,
        };
        self.levels.get(&sku).unwrap_or(&NOTHING)
    }

    /// The estate's user of an id; `id#n` is the n-th of identical users.
    pub(super) fn user(&self, id: &str) -> Option<&'a User> {
        let index = self.user_index(id)?;
        Some(&self.case.estate.users[index])
    }

    /// Whether a user needs anything at all.
    pub(super) fn is_planned(&self, id: &str) -> bool {
        self.user_index(id).is_some_and(|index| self.planned.contains(&index))
    }

    fn user_index(&self, id: &str) -> Option<usize> {
        let whole = self.users.get(id).copied();
        whole.or_else(|| {
            let (base, number) = id.rsplit_once('#')?;
            let index = *self.users.get(base)?;
            let number: u32 = number.parse().ok()?;
            (1..=self.case.estate.users[index].count).contains(&number).then_some(index)
        })
    }

    /// The subscription of an id.
    pub(super) fn subscription(&self, id: &str) -> Option<&'a Subscription> {
        self.case.estate.subscriptions.iter().find(|s| s.id == id)
    }

    /// Changes that give a SKU anew on a day.
    pub(super) fn changes_to(&self, sku: SkuId, day: Offset) -> impl Iterator<Item = &'a LicenseChange> + '_ {
        let changes = self.plan.license_changes.iter().enumerate();
        changes
            .filter(move |(i, c)| self.time.offset(c.date).max(0) == day && self.new_skus[*i].contains(&sku))
            .map(|(_, c)| c)
    }

    /// An amount as a value: rounded to minor units, or exactly where it would round to nothing.
    pub(super) fn money(&self, scaled: i128) -> Option<Value> {
        let exact = self.prices.exact(scaled)?;
        let amount = Amount::round_half_even(exact, self.case.estate.customer.currency)?;
        Some(match amount.minor {
            0 if exact != Exact::ZERO => Value::Text(exact.to_string()),
            _ => Value::Money(amount),
        })
    }

    /// A day as a value.
    pub(super) fn date(&self, day: Offset) -> Value {
        Value::Date(self.time.date(day))
    }
}

fn running(of_sku: BTreeMap<Offset, Level>, held_at_first: Option<&i64>) -> Levels {
    let mut now = Level::default();
    let steps = of_sku.into_iter().map(|(day, change)| {
        now = Level {
            day,
            held: now.held + change.held,
            originals: now.originals + change.originals,
            bought: now.bought + change.bought,
        };
        now
    });
    Levels {
        steps: steps.collect(),
        held_at_first: held_at_first.copied().unwrap_or(0),
    }
}
