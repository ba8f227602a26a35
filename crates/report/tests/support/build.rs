//! Builds a case and a plan that agree with each other from a short description of pools.

use super::{calendar, coverage};
use nahtlos_model::{
    case::{Case, Input},
    catalogue::{BillingPlan, Catalogue, Equivalent, OfferRow, PlanName, PriceRow, Product, Term},
    dates::{Date, day_number, plus_months},
    estate::{Channel, Customer, ESTATE_SCHEMA, Estate, Generation, License, Subscription, SubscriptionKind, SubscriptionStatus, User},
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Amount, Currency, Exact, Price},
    notice::{Notice, Reason, Value, Warning},
    plan::{AddLicense, Cost, Effort, EndAction, Impact, LicenseChange, Method, MonthCost, OriginalEnd, PLAN_SCHEMA, Plan, Purchase},
    policy::Policy,
};
use std::{collections::BTreeMap, sync::Arc};

/// The SKU of a small number.
pub(crate) fn sku_id(n: u8) -> SkuId {
    format!("5c000000-0000-4000-8000-0000000000{n:02x}").parse().unwrap()
}

/// The service plan of a small number.
pub(crate) fn plan_id(n: u8) -> ServicePlanId {
    format!("9a000000-0000-4000-8000-0000000000{n:02x}").parse().unwrap()
}

pub(crate) struct Original {
    pub(crate) id: String,
    pub(crate) channel: Channel,
    pub(crate) seats: u32,
    pub(crate) end: Option<Date>,
    pub(crate) action: EndAction,
}

pub(crate) struct Spec<'a> {
    pub(crate) sku: u8,
    pub(crate) name: &'a str,
    pub(crate) plans: &'a [u8],
    pub(crate) held: Vec<(Date, u32)>,
    pub(crate) originals: Vec<Original>,
    /// Seats, start, term, price per month in micros.
    pub(crate) buys: Vec<(u32, Date, &'a str, i64)>,
    pub(crate) price_changes: Vec<(Date, i64)>,
}

pub(crate) struct Swap<'a> {
    pub(crate) date: Date,
    pub(crate) from: u8,
    pub(crate) to: &'a [u8],
    pub(crate) off: &'a [u8],
}

pub(crate) struct Builder {
    case: Case,
    plan: Plan,
    catalogue: Catalogue,
    lead: i32,
    users: BTreeMap<u8, Vec<String>>,
}

fn eur() -> Currency {
    Currency::new("EUR").unwrap()
}

impl Builder {
    pub(crate) fn new(name: &str, as_of: Date, horizon: Date, lead: u32) -> Self {
        let customer = Customer {
            id: "7f9c1d3e-2b4a-4c6d-8e0f-1a2b3c4d5e6f".to_owned(),
            name: name.to_owned(),
            domain: "lindenhof.example".to_owned(),
            country: "DE".to_owned(),
            currency: eur(),
            segment: "Commercial".to_owned(),
        };
        let policy = Policy {
            lead_days: lead,
            horizon: Some(horizon),
            ..Policy::default()
        };
        let inputs = ["estate.json", "products.csv", "pricelist.csv", "offermatrix.csv", "policy.toml"]
            .iter()
            .enumerate()
            .map(|(n, file)| Input {
                file: (*file).to_owned(),
                sha256: format!("{:064x}", (n as u128 + 7).pow(37) % (1 << 120)),
            })
            .collect::<Vec<_>>();
        let estate = Estate {
            schema: ESTATE_SCHEMA.to_owned(),
            customer: customer.clone(),
            as_of,
            subscriptions: vec![],
            groups: vec![],
            users: vec![],
        };
        let zero = Amount::zero(eur());
        let plan = Plan {
            schema: PLAN_SCHEMA.to_owned(),
            customer,
            as_of,
            horizon,
            policy: policy.clone(),
            inputs: inputs.clone(),
            purchases: vec![],
            originals: vec![],
            license_changes: vec![],
            steps: vec![],
            cost: Cost {
                currency: eur(),
                total: zero,
                cost_exact: Exact::ZERO,
                lower_bound_exact: Exact::ZERO,
                overlap: zero,
                committed_beyond_horizon: zero,
                by_month: vec![],
                method: Method::CohortPaths,
                secondary_proved: true,
                effort: Effort {
                    budget: 2_000_000,
                    used: 48,
                },
                rents: Some(vec![]),
            },
            coverage: vec![],
            impact: vec![],
            equivalences_used: vec![],
            warnings: vec![],
        };
        let case = Case {
            estate,
            catalogue: Arc::default(),
            policy,
            inputs,
        };
        Self {
            case,
            plan,
            catalogue: Catalogue::default(),
            lead: i32::try_from(lead).unwrap(),
            users: BTreeMap::new(),
        }
    }

    pub(crate) fn pool(&mut self, spec: Spec) {
        let sku = sku_id(spec.sku);
        let offer = OfferId::new(&format!("CFQ7TTC0LH{:02X}", spec.sku), "0001");
        let plan_names = [
            "Exchange Online (Plan 1)",
            "Office Web Apps",
            "Intune Plan 1",
            "Defender for Business",
            "Entra ID P1",
            "Office Desktop Apps",
            "Visio Desktop",
        ];
        for n in spec.plans {
            let name = plan_names[usize::from(*n - 1)];
            self.catalogue.plans.insert(
                plan_id(*n),
                PlanName {
                    name: name.to_uppercase(),
                    friendly: name.to_owned(),
                },
            );
        }
        self.catalogue.products.insert(
            sku,
            Product {
                name: spec.name.to_owned(),
                string_id: format!("SKU_{}", spec.sku),
                plans: spec.plans.iter().map(|n| plan_id(*n)).collect(),
            },
        );
        self.catalogue.offers.push(OfferRow {
            offer: offer.clone(),
            sku,
            title: spec.name.to_owned(),
            min_licenses: None,
            max_licenses: None,
            prerequisites: String::new(),
            allowed_countries: vec![],
            line: u32::from(spec.sku),
        });
        self.prices(&spec, &offer);
        let names: Vec<String> = (1..=spec.held[0].1).map(|n| format!("u{}-{n}", spec.sku)).collect();
        for (n, id) in names.iter().enumerate() {
            self.case.estate.users.push(User {
                id: id.clone(),
                user_principal_name: format!("{}.{}@lindenhof.example", ["anna", "boris", "clara", "dogan", "edda"][n % 5], id),
                usage_location: Some("DE".to_owned()),
                count: 1,
                licenses: vec![License {
                    sku_id: sku,
                    disabled_plans: vec![],
                    via_group: None,
                }],
                stays_off: Vec::new(),
            });
        }
        self.users.insert(spec.sku, names);
        spec.originals.iter().for_each(|o| self.original(sku, o));
        spec.buys.iter().for_each(|buy| self.buy(sku, &offer, buy));
        coverage::fill(&self.case, &mut self.plan, sku, &spec.held);
    }

    fn prices(&mut self, spec: &Spec, offer: &OfferId) {
        let Some(first) = spec.buys.first() else { return };
        let mut rows = vec![(Date::constant(2026, 1, 1), first.3)];
        rows.extend(&spec.price_changes);
        for (n, (from, price)) in rows.iter().enumerate() {
            let until = rows
                .get(n + 1)
                .map_or(Date::constant(2039, 12, 31), |next| next.0.yesterday().unwrap());
            self.catalogue.prices.push(PriceRow {
                offer: offer.clone(),
                title: spec.name.to_owned(),
                term: Term::P1Y,
                billing: BillingPlan::Monthly,
                market: "DE".to_owned(),
                currency: eur(),
                unit_price: None,
                erp_price: Some(Price { micros: *price }),
                tier_min: None,
                from: *from,
                until,
                segment: "Commercial".to_owned(),
                line: 2,
            });
        }
    }

    fn original(&mut self, sku: SkuId, o: &Original) {
        let kept = o.action == EndAction::Keep;
        let planned_end = if kept {
            None
        } else {
            o.end.map(|end| nahtlos_model::dates::date_of(day_number(end) - self.lead))
        };
        self.case.estate.subscriptions.push(Subscription {
            id: o.id.clone(),
            channel: o.channel,
            owner: (o.channel == Channel::OtherPartner).then(|| "Südlicht IT AG".to_owned()),
            wanted_treatment: None,
            sku_id: sku,
            quantity: o.seats,
            start: Some(Date::constant(2026, 1, 1)),
            end: o.end,
            auto_renew: Some(o.action != EndAction::LetExpire),
            term_duration: Some("P1Y".to_owned()),
            billing_cycle: None,
            generation: Generation::NewCommerce,
            kind: SubscriptionKind::Paid,
            status: SubscriptionStatus::Active,
        });
        let reason = match o.action {
            EndAction::Keep => Reason::StaysWhereItIs,
            EndAction::LetExpire => Reason::EndsByItself,
            EndAction::CancelAtTermEnd => Reason::ExtendsOtherwise,
            _ => Reason::RenewsOtherwise,
        };
        let acts = !matches!(o.action, EndAction::Keep | EndAction::LetExpire);
        self.plan.originals.push(OriginalEnd {
            subscription_id: o.id.clone(),
            action: o.action,
            deadline: o.end.filter(|_| acts).map(|end| end.yesterday().unwrap()),
            planned_end,
            why: vec![Notice::new(reason).with("end", Value::Date(o.end.unwrap()))],
        });
    }

    fn buy(&mut self, sku: SkuId, offer: &OfferId, (seats, start, term, price): &(u32, Date, &str, i64)) {
        let term: Term = term.parse().unwrap();
        let end = plus_months(*start, term.months());
        let renews = self
            .plan
            .purchases
            .iter()
            .find(|p| p.sku_id == sku && p.end == *start && p.seats == *seats)
            .map(|p| p.id.clone());
        let whole = Exact::of_price(Price { micros: *price }, i128::from(*seats) * i128::from(term.months()), 1).unwrap();
        let inside = day_number(end).min(day_number(self.plan.horizon)) - day_number(*start);
        let counted = whole
            .checked_mul(i128::from(inside))
            .and_then(|x| Exact::new(x.num, x.den * i128::from(day_number(end) - day_number(*start))))
            .unwrap();
        let round = |x| Amount::round_half_even(x, eur()).unwrap();
        let why = match &renews {
            Some(_) => Notice::new(Reason::Renewal)
                .with("day", Value::Date(*start))
                .with("seats", Value::Count(i64::from(*seats))),
            None => Notice::new(Reason::SeatsFallDue)
                .with("day", Value::Date(*start))
                .with("seats", Value::Count(i64::from(*seats)))
                .with("sku", Value::Sku(sku)),
        };
        self.plan.cost.cost_exact = self.plan.cost.cost_exact.checked_add(counted).unwrap();
        self.plan.purchases.push(Purchase {
            id: format!("p{}", self.plan.purchases.len() + 1),
            offer_id: offer.clone(),
            sku_id: sku,
            term_duration: term,
            billing_plan: BillingPlan::Monthly,
            seats: *seats,
            start: *start,
            end,
            unit_price: Price { micros: *price },
            charge: round(whole),
            charge_in_horizon: round(counted),
            renews,
            why: vec![why],
        });
    }

    pub(crate) fn swap(&mut self, swap: Swap) {
        let users = self.users[&swap.from].clone();
        for user in &users {
            self.plan.impact.push(Impact {
                user_id: user.clone(),
                plans_gained: vec![],
                plans_lost: swap.off.iter().map(|n| plan_id(*n)).collect(),
                license_changes: 1,
            });
        }
        self.plan.license_changes.push(LicenseChange {
            date: swap.date,
            remove_licenses: vec![sku_id(swap.from)],
            add_licenses: swap
                .to
                .iter()
                .enumerate()
                .map(|(n, to)| AddLicense {
                    sku_id: sku_id(*to),
                    disabled_plans: if n == 0 { vec![] } else { vec![plan_id(2)] },
                })
                .collect(),
            user_ids: users,
            group_id: None,
        });
    }

    pub(crate) fn warn(&mut self, warning: Notice<Warning>) {
        self.plan.warnings.push(warning);
    }

    pub(crate) fn accept_loss(&mut self, plan: u8) {
        self.plan.policy.accept_loss.push(plan_id(plan));
        self.case.policy = self.plan.policy.clone();
    }

    pub(crate) fn equivalent(&mut self, plan: u8, by: u8) {
        self.plan.equivalences_used.push(Equivalent {
            plan: plan_id(plan),
            satisfied_by: plan_id(by),
        });
    }

    pub(crate) fn finish(mut self) -> (Case, Plan) {
        calendar::fill(&mut self.plan, self.lead);
        let digits = 2;
        let amount = |minor| Amount { minor, digits };
        let purchases = &self.plan.purchases;
        let total: i64 = purchases.iter().map(|p| p.charge_in_horizon.minor).sum();
        let charge: i64 = purchases.iter().map(|p| p.charge.minor).sum();
        self.plan.cost.total = amount(total);
        self.plan.cost.lower_bound_exact = self.plan.cost.cost_exact;
        self.plan.cost.committed_beyond_horizon = amount(charge - total);
        self.plan.cost.overlap = amount(total / 50);
        let mut month = self.plan.as_of.first_of_month();
        while month < self.plan.horizon {
            let billed: i64 = purchases
                .iter()
                .filter(|p| p.start < plus_months(month, 1) && p.end > month)
                .map(|p| p.charge.minor / i64::from(p.term_duration.months()))
                .sum();
            self.plan.cost.by_month.push(MonthCost {
                month: format!("{}-{:02}", month.year(), month.month()),
                counted: amount(billed * 19 / 20),
                billed: amount(billed),
            });
            month = plus_months(month, 1);
        }
        self.case.catalogue = Arc::new(self.catalogue);
        (self.case, self.plan)
    }
}
