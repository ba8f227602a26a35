//! A customer on the way through a plan, carried out day by day; what is seen is what the plan says, but for what a test takes away.

use nahtlos_model::{
    case::Case,
    dates::Date,
    estate::License,
    ids::{ServicePlanId, SkuId},
    plan::{LicenseChange, Plan},
};
use nahtlos_planner::present::{Ahead, Person, Present, Standing, Supply, There};
use std::collections::{BTreeSet, HashMap};

/// A customer on the way: what everybody holds, and what is left of the plan.
pub(crate) struct Way<'a> {
    case: &'a Case,
    plan: &'a Plan,
    pub(crate) day: Date,
    pub(crate) people: Vec<Person>,
    places: HashMap<String, usize>,
    /// Changes that are made already, for whom.
    done: BTreeSet<(usize, usize)>,
    /// Purchases that never came.
    pub(crate) lost: BTreeSet<usize>,
    /// Seats lent for a moment, where changes wait for each other in a circle.
    lent: Vec<SkuId>,
    /// How often that was needed.
    borrowed: usize,
}

impl<'a> Way<'a> {
    pub(crate) fn new(case: &'a Case, plan: &'a Plan) -> Self {
        let mut people = Vec::new();
        for user in &case.estate.users {
            for n in 1..=user.count {
                let id = if user.count == 1 {
                    user.id.clone()
                } else {
                    format!("{}#{n}", user.id)
                };
                let need = need(case, &user.licenses);
                people.push(Person {
                    id,
                    need,
                    began: user.licenses.clone(),
                    licenses: user.licenses.clone(),
                });
            }
        }
        let places = people.iter().enumerate().map(|(at, person)| (person.id.clone(), at)).collect();
        Self {
            case,
            plan,
            day: plan.as_of,
            people,
            places,
            done: BTreeSet::new(),
            borrowed: 0,
            lost: BTreeSet::new(),
            lent: Vec::new(),
        }
    }

    pub(crate) fn places(&self, change: &LicenseChange) -> Vec<usize> {
        change.user_ids.iter().map(|id| self.places[id]).collect()
    }

    pub(crate) fn present(&self) -> Present {
        let originals = self.case.estate.subscriptions.iter().filter(|s| s.is_active()).map(|s| {
            let end = self.plan.originals.iter().find(|end| end.subscription_id == s.id).unwrap();
            let from = s.start.unwrap_or(self.plan.as_of);
            let seen = from <= self.day && end.planned_end.is_none_or(|to| self.day <= to);
            Supply {
                sku: s.sku_id,
                seats: s.quantity,
                there: There::seen(seen),
                from,
                to: end.planned_end,
                source: s.id.clone(),
            }
        });
        let purchases = self
            .plan
            .purchases
            .iter()
            .enumerate()
            .filter(|(at, _)| !self.lost.contains(at))
            .map(|(_, p)| Supply {
                sku: p.sku_id,
                seats: p.seats,
                there: There::seen(p.start <= self.day && self.day <= p.end),
                from: p.start,
                to: Some(p.end),
                source: p.id.clone(),
            });
        let ahead = self.left().map(|at| {
            let c = &self.plan.license_changes[at];
            Ahead {
                date: c.date,
                remove: c.remove_licenses.clone(),
                add: c.add_licenses.clone(),
                group: c.group_id.clone(),
                people: self.waiting(at),
            }
        });
        let lent = self.lent.iter().map(|sku| Supply {
            sku: *sku,
            seats: 1,
            there: There::Seen,
            from: self.day,
            to: Some(self.day),
            source: "lent".to_owned(),
        });
        Present {
            day: self.day,
            horizon: self.plan.horizon,
            people: self.people.clone(),
            supplies: originals.chain(purchases).chain(lent).collect(),
            ahead: ahead.collect(),
        }
    }

    pub(crate) fn prove(&self) -> Result<Standing, nahtlos_planner::verify::CounterExample> {
        Standing::prove(&self.case.catalogue, self.present())
    }

    /// Makes today's changes in turns, each proved before it is made; where they wait for each other, a seat is lent until the day's end.
    pub(crate) fn change(&mut self, batch: usize) -> Result<(), String> {
        loop {
            let refuted = |refuted| format!("{}: {refuted:#?}", self.day);
            let mut standing = self.prove().map_err(refuted)?;
            let order = standing.order(batch);
            let today: Vec<usize> = self.left().filter(|at| self.plan.license_changes[*at].date <= self.day).collect();
            let mut todays: Vec<usize> = today.clone();
            todays.sort_by_key(|at| self.plan.license_changes[*at].date);
            for turn in order.turns {
                let change = &self.plan.license_changes[todays[turn.change]];
                let (remove, add) = (&change.remove_licenses, &change.add_licenses);
                standing
                    .switch(&turn.people, remove, add, change.group_id.as_deref())
                    .map_err(refuted)?;
                for place in turn.people {
                    apply(&mut self.people[place].licenses, change);
                    self.done.insert((todays[turn.change], place));
                }
            }
            if order.lend.is_empty() {
                let undone = self
                    .present()
                    .ahead
                    .into_iter()
                    .filter(|c| c.date <= self.day && !c.people.is_empty())
                    .count();
                return if undone == 0 {
                    Ok(())
                } else {
                    Err(format!("{}: {undone} changes were not made", self.day))
                };
            }
            self.lent.extend(order.lend);
            self.borrowed += 1;
        }
    }

    /// Changes that are not made for everybody.
    pub(crate) fn left(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.plan.license_changes.len()).filter(|at| !self.waiting(*at).is_empty())
    }

    /// Those for whom a change is not made.
    pub(crate) fn waiting(&self, at: usize) -> Vec<usize> {
        let places = self.places(&self.plan.license_changes[at]);
        places.into_iter().filter(|place| !self.done.contains(&(at, *place))).collect()
    }

    /// Days on which something happens.
    pub(crate) fn days(&self) -> BTreeSet<Date> {
        let plan = self.plan;
        let mut days: BTreeSet<Date> = plan.purchases.iter().flat_map(|p| [p.start, p.end]).collect();
        days.extend(plan.license_changes.iter().map(|c| c.date));
        days.extend(plan.originals.iter().filter_map(|end| end.planned_end));
        days.insert(plan.as_of);
        days.into_iter().filter(|day| plan.as_of <= *day && *day < plan.horizon).collect()
    }

    /// The whole way; what was refuted, if something was.
    pub(crate) fn walk(&mut self, batch: usize) -> Result<(), String> {
        for day in self.days() {
            self.day = day;
            self.change(batch)?;
            self.lent.clear();
            self.prove().map_err(|refuted| format!("{day}, after its changes: {refuted:#?}"))?;
        }
        Ok(())
    }
}

fn need(case: &Case, licenses: &[License]) -> Vec<ServicePlanId> {
    let on = |license: &License| {
        let plans = case.catalogue.products[&license.sku_id].plans.clone();
        plans
            .into_iter()
            .filter(|plan| !license.disabled_plans.contains(plan))
            .collect::<Vec<_>>()
    };
    let all: BTreeSet<ServicePlanId> = licenses.iter().flat_map(on).collect();
    all.into_iter().filter(|plan| !case.policy.accept_loss.contains(plan)).collect()
}

fn apply(licenses: &mut Vec<License>, change: &LicenseChange) {
    let goes = |license: &License| change.group_id.is_none() || license.via_group == change.group_id;
    let named = |license: &License| {
        change.remove_licenses.contains(&license.sku_id) || change.add_licenses.iter().any(|add| add.sku_id == license.sku_id)
    };
    licenses.retain(|license| !(named(license) && goes(license)));
    licenses.extend(change.add_licenses.iter().map(|add| License {
        sku_id: add.sku_id,
        disabled_plans: add.disabled_plans.clone(),
        via_group: change.group_id.clone(),
    }));
}
