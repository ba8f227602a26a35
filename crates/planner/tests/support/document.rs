//! Plan documents written out from decisions: what is bought, who changes, which rents. Day by day, without cleverness.

use super::{brute::original_seats, build, build::day};
use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Equivalent, Term},
    dates::{Date, date_of, day_number, plus_months},
    estate::{Treatment, User},
    ids::{ServicePlanId, SkuId},
    money::{Amount, Exact, Price},
    notice::Value,
    plan::{
        AddLicense, Cost, Coverage, Effort, EndAction, Impact, LicenseChange, Method, MonthCost, OriginalEnd, PLAN_SCHEMA, Plan, Purchase,
        Rent, Step, StepKind,
    },
    policy::{Policy, Residual},
};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions of a plan.
#[derive(Default)]
pub struct Decisions {
    purchases: Vec<Purchase>,
    changes: Vec<LicenseChange>,
    rents: Option<Vec<Rent>>,
    bound: Option<Exact>,
    equivalents: Vec<Equivalent>,
}

impl Decisions {
    /// Buys years at the annual price.
    pub fn year(self, name: &str, seats: u32, start: &str, end: &str, price: &str) -> Self {
        self.buy(name, Term::P1Y, BillingPlan::Annual, seats, start, end, price)
    }

    /// Buys months.
    pub fn month(self, name: &str, seats: u32, start: &str, end: &str, price: &str) -> Self {
        self.buy(name, Term::P1M, BillingPlan::Monthly, seats, start, end, price)
    }

    /// Buys a term.
    #[allow(clippy::too_many_arguments)]
    pub fn buy(mut self, name: &str, term: Term, billing: BillingPlan, seats: u32, start: &str, end: &str, price: &str) -> Self {
        let nothing = Amount { minor: 0, digits: 2 };
        self.purchases.push(Purchase {
            id: format!("p{}", self.purchases.len() + 1),
            offer_id: build::offer(name),
            sku_id: build::sku(name),
            term_duration: term,
            billing_plan: billing,
            seats,
            start: day(start),
            end: day(end),
            unit_price: price.parse::<Price>().unwrap(),
            charge: nothing,
            charge_in_horizon: nothing,
            renews: None,
            why: Vec::new(),
        });
        self
    }

    /// Changes licences of users.
    pub fn change(mut self, date: &str, remove: &[&str], add: &[(&str, &[&str])], users: &[&str]) -> Self {
        self.changes.push(LicenseChange {
            date: day(date),
            remove_licenses: remove.iter().map(|s| build::sku(s)).collect(),
            add_licenses: add
                .iter()
                .map(|(s, off)| AddLicense {
                    sku_id: build::sku(s),
                    disabled_plans: off.iter().map(|p| build::plan(p)).collect(),
                })
                .collect(),
            user_ids: users.iter().map(|u| (*u).to_owned()).collect(),
            group_id: None,
        });
        self
    }

    /// The change just named is a group's.
    pub fn of_group(mut self, group: &str) -> Self {
        self.changes.last_mut().unwrap().group_id = Some(group.to_owned());
        self
    }

    /// A rent.
    pub fn rent(mut self, name: &str, from: &str, to: &str, per_seat: Exact) -> Self {
        self.rents.get_or_insert_default().push(Rent {
            sku_id: build::sku(name),
            from: day(from),
            to: day(to),
            per_seat,
            limit: false,
        });
        self
    }

    /// A limit's price.
    pub fn limit_rent(mut self, name: &str, from: &str, to: &str, per_seat: Exact) -> Self {
        self = self.rent(name, from, to, per_seat);
        self.rents.as_mut().unwrap().last_mut().unwrap().limit = true;
        self
    }

    /// An equivalent the plan rests on.
    pub fn rests_on(mut self, needed: &str, by: &str) -> Self {
        self.equivalents.push(Equivalent {
            plan: build::plan(needed),
            satisfied_by: build::plan(by),
        });
        self
    }

    /// States a bound below the cost, honestly.
    pub fn gap(mut self, bound: Exact) -> Self {
        self.bound = Some(bound);
        self
    }

    /// The document.
    pub fn plan(mut self, case: &Case) -> Plan {
        let horizon = case.policy.horizon_for(&case.estate);
        let cost_exact = self.amounts(case, horizon);
        let minor = |of: fn(&Purchase) -> Amount| self.purchases.iter().map(|p| of(p).minor).sum::<i64>();
        let (total, charged) = (minor(|p| p.charge_in_horizon), minor(|p| p.charge));
        let amount = |minor| Amount { minor, digits: 2 };
        let originals = originals(case, &self.purchases, horizon);
        Plan {
            schema: PLAN_SCHEMA.to_owned(),
            customer: case.estate.customer.clone(),
            as_of: case.estate.as_of,
            horizon,
            policy: Policy {
                horizon: Some(horizon),
                ..case.policy.clone()
            },
            inputs: case.inputs.clone(),
            cost: Cost {
                currency: case.estate.customer.currency,
                total: amount(total),
                cost_exact,
                lower_bound_exact: self.bound.unwrap_or(cost_exact),
                overlap: amount(0),
                committed_beyond_horizon: amount(charged - total),
                by_month: vec![MonthCost {
                    month: case.estate.as_of.to_string()[..7].to_owned(),
                    counted: amount(total),
                    billed: amount(charged),
                }],
                method: if self.bound.is_some() {
                    Method::Gap
                } else {
                    Method::BranchAndBound
                },
                secondary_proved: false,
                effort: Effort { budget: 1, used: 1 },
                rents: self.rents.clone(),
            },
            coverage: coverage(case, horizon, &self.purchases, &self.changes),
            impact: impacts(case, &self.changes),
            steps: steps(&self.purchases, &self.changes, &originals, case),
            equivalences_used: self.equivalents.clone(),
            warnings: Vec::new(),
            originals,
            license_changes: self.changes,
            purchases: self.purchases,
        }
    }

    fn amounts(&mut self, case: &Case, horizon: Date) -> Exact {
        let currency = case.estate.customer.currency;
        let mut sum = Exact::ZERO;
        let before = self.purchases.clone();
        let mut renewed: Vec<String> = Vec::new();
        for purchase in &mut self.purchases {
            let days = |a: Date, b: Date| i128::from(day_number(b) - day_number(a));
            let full = days(purchase.start, plus_months(purchase.start, purchase.term_duration.months()));
            let counted = match case.policy.residual {
                Residual::ProRata => days(purchase.start, purchase.end.min(horizon)),
                Residual::None => days(purchase.start, purchase.end),
            };
            let periods = purchase.term_duration.months() / purchase.billing_plan.months();
            let whole = i128::from(purchase.unit_price.micros) * i128::from(periods) * i128::from(purchase.seats);
            let part = |d: i128| Exact::new(whole * d, 1_000_000 * full).unwrap();
            purchase.charge = Amount::round_half_even(part(days(purchase.start, purchase.end)), currency).unwrap();
            purchase.charge_in_horizon = Amount::round_half_even(part(counted), currency).unwrap();
            let earlier = before.iter().map(|p| (p.sku_id, p.end, &p.id));
            let there = case.estate.subscriptions.iter().filter(|s| s.may_be_renewed());
            let mut fitting = earlier.chain(there.filter_map(|s| Some((s.sku_id, s.end?, &s.id))));
            let free = |id: &String| !renewed.contains(id);
            purchase.renews = fitting
                .find(|(sku, end, id)| *sku == purchase.sku_id && *end == purchase.start && free(id))
                .map(|(_, _, id)| id.clone());
            renewed.extend(purchase.renews.clone());
            sum = sum.checked_add(part(counted)).unwrap();
        }
        sum
    }
}

fn originals(case: &Case, purchases: &[Purchase], horizon: Date) -> Vec<OriginalEnd> {
    let end = |s: &nahtlos_model::estate::Subscription| {
        let leave = [s.end, case.policy.leave_by].into_iter().flatten().min();
        let (action, deadline, planned) = match s.treatment() {
            Treatment::Replace => {
                let planned = leave.map(|d| date_of(day_number(d) - case.policy.lead_days as i32).max(case.estate.as_of));
                match s.auto_renew {
                    Some(false) => (EndAction::LetExpire, None, planned),
                    _ => (EndAction::CancelAtTermEnd, s.end, planned),
                }
            }
            Treatment::Transfer => (EndAction::Transfer, s.end, s.end),
            Treatment::CarryOn => {
                let goes_on = s.end.is_none_or(|end| end >= horizon) || purchases.iter().any(|p| p.renews.as_ref() == Some(&s.id));
                match goes_on {
                    true => (EndAction::Keep, None, s.end),
                    false => (EndAction::CancelAtTermEnd, s.end, s.end),
                }
            }
            Treatment::Keep => (EndAction::Keep, None, s.end.filter(|_| s.auto_renew != Some(true))),
        };
        OriginalEnd {
            subscription_id: s.id.clone(),
            action,
            deadline,
            planned_end: planned.filter(|d| *d < horizon),
            why: Vec::new(),
        }
    };
    case.estate.subscriptions.iter().map(end).collect()
}

/// Everybody by name.
pub fn people(case: &Case) -> Vec<(String, &User)> {
    let names = |user: &User| match user.count {
        1 => vec![user.id.clone()],
        n => (1..=n).map(|i| format!("{}#{i}", user.id)).collect(),
    };
    case.estate
        .users
        .iter()
        .flat_map(|user| names(user).into_iter().map(move |name| (name, user)))
        .collect()
}

type Licences = BTreeMap<SkuId, BTreeSet<ServicePlanId>>;

fn at_first(case: &Case, user: &User) -> Licences {
    let on = |off: &[ServicePlanId], sku| {
        case.catalogue.products[&sku]
            .plans
            .iter()
            .copied()
            .filter(|p| !off.contains(p))
            .collect()
    };
    user.licenses.iter().map(|l| (l.sku_id, on(&l.disabled_plans, l.sku_id))).collect()
}

/// What somebody holds on a day.
pub fn held_on(case: &Case, name: &str, user: &User, changes: &[LicenseChange], day: Date) -> Licences {
    let mut held = at_first(case, user);
    let mut mine: Vec<&LicenseChange> = changes
        .iter()
        .filter(|c| c.date <= day && c.user_ids.iter().any(|id| id == name))
        .collect();
    mine.sort_by_key(|c| c.date);
    for change in mine {
        change.remove_licenses.iter().for_each(|s| drop(held.remove(s)));
        for add in &change.add_licenses {
            let plans = case.catalogue.products[&add.sku_id]
                .plans
                .iter()
                .copied()
                .filter(|p| !add.disabled_plans.contains(p))
                .collect();
            held.insert(add.sku_id, plans);
        }
    }
    held
}

/// Licences and seats, counted day by day.
pub fn coverage(case: &Case, horizon: Date, purchases: &[Purchase], changes: &[LicenseChange]) -> Vec<Coverage> {
    let people = people(case);
    let needs = |user: &User| {
        at_first(case, user)
            .values()
            .flatten()
            .any(|p| !case.policy.accept_loss.contains(p))
    };
    let mut skus: BTreeSet<SkuId> = case.estate.users.iter().flat_map(|u| u.licenses.iter().map(|l| l.sku_id)).collect();
    skus.extend(purchases.iter().map(|p| p.sku_id));
    skus.extend(case.estate.subscriptions.iter().map(|s| s.sku_id));
    let mut rows: Vec<Coverage> = Vec::new();
    for sku in skus {
        for number in day_number(case.estate.as_of)..day_number(horizon) {
            let today = date_of(number);
            let holds = |(name, user): &&(String, &User)| needs(user) && held_on(case, name, user, changes, today).contains_key(&sku);
            let held = people.iter().filter(holds).count() as u32;
            let bought = purchases
                .iter()
                .filter(|p| p.sku_id == sku && p.start <= today && today < p.end)
                .map(|p| p.seats)
                .sum::<u32>();
            let seats = bought + original_seats(case, sku, today);
            let slack = seats.saturating_sub(held);
            match rows.last_mut().filter(|r| r.sku_id == sku && (r.held, r.seats) == (held, seats)) {
                Some(row) => row.to = date_of(number + 1),
                None => rows.push(Coverage {
                    sku_id: sku,
                    from: today,
                    to: date_of(number + 1),
                    held,
                    seats,
                    slack,
                }),
            }
        }
    }
    rows
}

fn impacts(case: &Case, changes: &[LicenseChange]) -> Vec<Impact> {
    let mut impacts = Vec::new();
    for (name, user) in people(case) {
        let mine: Vec<&LicenseChange> = changes.iter().filter(|c| c.user_ids.contains(&name)).collect();
        if mine.is_empty() {
            continue;
        }
        let on = |held: &Licences| held.values().flatten().copied().collect::<BTreeSet<_>>();
        let before = on(&at_first(case, user));
        let (mut gained, mut lost) = (BTreeSet::new(), BTreeSet::new());
        for change in &mine {
            let now = on(&held_on(case, &name, user, changes, change.date));
            gained.extend(now.difference(&before).copied());
            lost.extend(before.difference(&now).copied());
        }
        impacts.push(Impact {
            user_id: name,
            plans_gained: gained.into_iter().collect(),
            plans_lost: lost.into_iter().collect(),
            license_changes: mine.len() as u32,
        });
    }
    impacts
}

/// Per purchase: buy, then see the seats; then the swaps of the day, then the ends.
fn steps(purchases: &[Purchase], changes: &[LicenseChange], originals: &[OriginalEnd], case: &Case) -> Vec<Step> {
    let mut steps: Vec<(Date, u8, StepKind, String, &str)> = Vec::new();
    for p in purchases {
        let kind = if p.renews.is_some() {
            StepKind::ScheduleChange
        } else {
            StepKind::Purchase
        };
        steps.push((p.start, 0, kind, p.id.clone(), "purchase"));
        steps.push((p.start, 1, StepKind::AwaitSeats, p.id.clone(), "purchase"));
    }
    for (i, change) in changes.iter().enumerate() {
        steps.push((change.date, 2, StepKind::SwapLicenses, i.to_string(), "changes"));
    }
    for end in originals {
        let kind = match end.action {
            EndAction::Transfer => StepKind::Transfer,
            EndAction::CancelAtTermEnd => StepKind::CancelAtTermEnd,
            _ => continue,
        };
        let due = end.planned_end.or(end.deadline).unwrap_or(case.estate.as_of);
        steps.push((due, 3, kind, end.subscription_id.clone(), "subscription"));
    }
    steps.sort();
    let mut before: Vec<(String, Date)> = Vec::new();
    let mut done = Vec::new();
    for (i, (due, _, kind, about, key)) in steps.into_iter().enumerate() {
        let id = format!("s{}", i + 1);
        let after = before.last().map(|(id, _)| id.clone()).into_iter().collect();
        done.push(Step {
            id: id.clone(),
            kind,
            due,
            after,
            details: BTreeMap::from([(key.to_owned(), Value::Text(about))]),
        });
        before.push((id, due));
    }
    done
}
