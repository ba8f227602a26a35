//! A simple model of a customer's tenant for the demo: seats per pool and licences per user, day by day, as they would
//! really be when the plan is carried out: originals run to their real end, not only to the day the plan counts on them.
//! It shares nothing with planner and proof, so that it can disagree with them.

use nahtlos_model::{
    case::Case,
    dates::Date,
    estate::{Subscription, Treatment},
    ids::{ServicePlanId, SkuId},
    plan::Plan,
};
use std::collections::{BTreeMap, BTreeSet};

/// Seats of a pool from one day to another.
struct Supply {
    sku: SkuId,
    seats: u64,
    from: Date,
    to: Date,
    purchase: Option<String>,
}

/// A user with what they need and what they hold.
struct Person {
    id: String,
    need: BTreeSet<ServicePlanId>,
    holds: BTreeMap<SkuId, BTreeSet<ServicePlanId>>,
}

/// The tenant, on a day that moves forward.
pub(super) struct Tenant<'a> {
    case: &'a Case,
    plan: &'a Plan,
    supplies: Vec<Supply>,
    people: Vec<Person>,
    day: Date,
}

/// Users who are short of seats from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortage {
    pub(super) sku: SkuId,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) users: u64,
    /// Users who hold a licence of the pool; which of them lose it is nowhere defined.
    pub(super) among: u64,
    /// What they lose.
    pub(super) plans: BTreeSet<ServicePlanId>,
}

impl Shortage {
    /// Users times days.
    pub(super) fn user_days(&self) -> u64 {
        self.users * u64::try_from((self.to - self.from).get_days()).unwrap_or(0)
    }
}

impl<'a> Tenant<'a> {
    /// The tenant on the day of the estate. `without` leaves a purchase out, as if it had been forgotten.
    pub(super) fn new(case: &'a Case, plan: &'a Plan, without: Option<&str>) -> Self {
        let originals = case.estate.subscriptions.iter().filter(|s| s.is_active()).map(|s| Supply {
            sku: s.sku_id,
            seats: u64::from(s.quantity),
            from: s.start.unwrap_or(plan.as_of),
            to: real_end(s, plan),
            purchase: None,
        });
        let purchases = plan.purchases.iter().filter(|p| Some(p.id.as_str()) != without).map(|p| Supply {
            sku: p.sku_id,
            seats: u64::from(p.seats),
            from: p.start,
            to: p.end,
            purchase: Some(p.id.clone()),
        });
        let mut tenant = Self {
            case,
            plan,
            supplies: originals.chain(purchases).collect(),
            people: people(case),
            day: plan.as_of,
        };
        tenant.change_licences();
        tenant
    }

    /// The present day.
    pub(super) fn day(&self) -> Date {
        self.day
    }

    /// Goes on to the next day; `false` at the horizon.
    pub(super) fn next_day(&mut self) -> bool {
        match self.day.tomorrow() {
            Ok(day) if day < self.plan.horizon => {
                self.day = day;
                self.change_licences();
                true
            }
            _ => false,
        }
    }

    /// Seats of a pool today.
    pub(super) fn seats(&self, sku: SkuId) -> u64 {
        self.supplies
            .iter()
            .filter(|s| s.sku == sku && s.from <= self.day && self.day < s.to)
            .map(|s| s.seats)
            .sum()
    }

    /// Licences of a pool held today.
    pub(super) fn held(&self, sku: SkuId) -> u64 {
        self.people.iter().filter(|person| person.holds.contains_key(&sku)).count() as u64
    }

    /// Pools that ever have seats or licences, in the order of names.
    pub(super) fn pools(&self) -> Vec<SkuId> {
        let seats = self.supplies.iter().map(|s| s.sku);
        let licences = self.people.iter().flat_map(|person| person.holds.keys().copied());
        let all: BTreeSet<SkuId> = seats.chain(licences).collect();
        let mut all: Vec<SkuId> = all.into_iter().collect();
        all.sort_by_cached_key(|sku| self.case.catalogue.sku_name(*sku));
        all
    }

    /// Originals that really end today.
    pub(super) fn originals_ending(&self) -> impl Iterator<Item = &'a Subscription> {
        let (day, plan) = (self.day, self.plan);
        self.case
            .estate
            .subscriptions
            .iter()
            .filter(move |s| s.is_active() && real_end(s, plan) == day)
    }

    /// Purchases that start today and are in this tenant.
    pub(super) fn purchases_starting(&self) -> impl Iterator<Item = &str> {
        self.supplies
            .iter()
            .filter(|s| s.from == self.day)
            .filter_map(|s| s.purchase.as_deref())
    }

    /// Users who lack a plan they need, by the licences they hold.
    pub(super) fn uncovered(&self) -> usize {
        self.people.iter().filter(|person| !self.covers(person)).count()
    }

    /// Users above the seats, over all pools.
    pub(super) fn without_seat(&self) -> u64 {
        self.pools()
            .into_iter()
            .map(|sku| self.held(sku).saturating_sub(self.seats(sku)))
            .sum()
    }

    /// What the holders of a licence lose with it, because nothing else they hold has it.
    fn plans_at_risk(&self, sku: SkuId) -> BTreeSet<ServicePlanId> {
        let mut lost = BTreeSet::new();
        for person in self.people.iter().filter(|person| person.holds.contains_key(&sku)) {
            let rest: BTreeSet<ServicePlanId> = person
                .holds
                .iter()
                .filter(|(held, _)| **held != sku)
                .flat_map(|(_, plans)| plans.iter().copied())
                .collect();
            lost.extend(person.need.iter().filter(|plan| !self.satisfied(**plan, &rest)));
        }
        lost
    }

    fn covers(&self, person: &Person) -> bool {
        let enabled: BTreeSet<ServicePlanId> = person.holds.values().flatten().copied().collect();
        person.need.iter().all(|plan| self.satisfied(*plan, &enabled))
    }

    fn satisfied(&self, plan: ServicePlanId, enabled: &BTreeSet<ServicePlanId>) -> bool {
        enabled.contains(&plan)
            || self
                .case
                .catalogue
                .equivalents
                .iter()
                .any(|e| e.plan == plan && enabled.contains(&e.satisfied_by))
    }

    fn change_licences(&mut self) {
        let plan = self.plan;
        for change in plan.license_changes.iter().filter(|change| change.date == self.day) {
            let who: BTreeSet<&str> = change.user_ids.iter().map(String::as_str).collect();
            for person in self.people.iter_mut().filter(|person| who.contains(person.id.as_str())) {
                for sku in &change.remove_licenses {
                    person.holds.remove(sku);
                }
                for add in &change.add_licenses {
                    person.holds.insert(add.sku_id, enabled(self.case, add.sku_id, &add.disabled_plans));
                }
            }
        }
    }
}

/// Every shortage of seats while the plan is carried out, with or without a purchase.
pub(super) fn shortages(case: &Case, plan: &Plan, without: Option<&str>) -> Vec<Shortage> {
    let mut tenant = Tenant::new(case, plan, without);
    let mut found: Vec<Shortage> = Vec::new();
    loop {
        let today = tenant.day();
        for sku in tenant.pools() {
            let (held, seats) = (tenant.held(sku), tenant.seats(sku));
            if held > seats {
                let to = today.tomorrow().unwrap_or(today);
                match found.iter_mut().find(|s| s.sku == sku && s.to == today && s.users == held - seats) {
                    Some(shortage) => shortage.to = to,
                    None => found.push(Shortage {
                        sku,
                        from: today,
                        to,
                        users: held - seats,
                        among: held,
                        plans: tenant.plans_at_risk(sku),
                    }),
                }
            }
        }
        if !tenant.next_day() {
            return found;
        }
    }
}

/// The first day on which an original really supplies nothing.
fn real_end(subscription: &Subscription, plan: &Plan) -> Date {
    let goes_on = match subscription.treatment() {
        Treatment::Keep => subscription.auto_renew == Some(true),
        Treatment::Replace | Treatment::Transfer | Treatment::CarryOn => false,
    };
    match subscription.end {
        Some(end) if !goes_on => plan
            .policy
            .leave_by
            .filter(|_| subscription.treatment() == Treatment::Replace)
            .map_or(end, |by| by.min(end)),
        _ => plan.horizon,
    }
}

fn people(case: &Case) -> Vec<Person> {
    let mut people = Vec::new();
    for user in &case.estate.users {
        let holds: BTreeMap<SkuId, BTreeSet<ServicePlanId>> = user
            .licenses
            .iter()
            .map(|l| (l.sku_id, enabled(case, l.sku_id, &l.disabled_plans)))
            .collect();
        let need: BTreeSet<ServicePlanId> = holds
            .values()
            .flatten()
            .copied()
            .filter(|plan| !case.policy.accept_loss.contains(plan))
            .collect();
        if need.is_empty() {
            continue; // who needs nothing is not planned for and takes no seat
        }
        for n in 1..=user.count {
            let id = if user.count == 1 {
                user.id.clone()
            } else {
                format!("{}#{n}", user.id)
            };
            people.push(Person {
                id,
                need: need.clone(),
                holds: holds.clone(),
            });
        }
    }
    people
}

fn enabled(case: &Case, sku: SkuId, disabled: &[ServicePlanId]) -> BTreeSet<ServicePlanId> {
    let all = case
        .catalogue
        .products
        .get(&sku)
        .map_or(&[][..], |product| product.plans.as_slice());
    all.iter().copied().filter(|plan| !disabled.contains(plan)).collect()
}
