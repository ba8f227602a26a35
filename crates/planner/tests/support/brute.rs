//! The least cost by exhaustion: every licence set by its definition, every way to share out sets, every way to buy seats on
//! every day that is looked at. Exact, slow, and made of nothing that the search or the proof is made of.

use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    dates::{Date, DayNumber, date_of, day_number, plus_months},
    estate::{Treatment, User},
    ids::{ServicePlanId, SkuId},
    money::Exact,
    policy::{Mode, PriceColumn, Residual},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// On which days purchases may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Every day of the planned time.
    All,
    /// First day, ends and starts of originals, first and last days of price windows, and what follows by adding terms.
    Candidates,
}

/// What the exhaustion found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Least {
    /// The least exact cost.
    Cost(Exact),
    /// Nothing covers.
    Nothing,
    /// The case is too large to be exhausted.
    TooBig,
}

/// Ways looked at after which a case is too large.
const MOST_WAYS: u64 = 400_000;

/// The least exact cost by exhaustion.
pub fn least_cost(case: &Case, days: Days) -> Least {
    let market = Market::of(case);
    let (from, to) = (day_number(case.estate.as_of), day_number(market.horizon));
    let demands = demands(case, &market);
    let skus: Vec<SkuId> = demands
        .iter()
        .flat_map(|d| d.keys().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let demands: Vec<Vec<u32>> = demands
        .iter()
        .map(|d| skus.iter().map(|s| d.get(s).copied().unwrap_or(0)).collect())
        .collect();
    let minimal: Vec<Vec<u32>> = demands
        .iter()
        .filter(|d| !demands.iter().any(|e| e != *d && e.iter().zip(*d).all(|(a, b)| a <= b)))
        .cloned()
        .collect();
    let starts = match days {
        Days::All => (from..to).collect(),
        Days::Candidates => candidates(case, &market, from, to),
    };
    let most = (0..skus.len()).map(|i| minimal.iter().map(|d| d[i]).max().unwrap_or(0)).collect();
    let mut game = Game {
        case,
        market: &market,
        skus,
        demands: minimal,
        most,
        starts,
        to,
        known: HashMap::new(),
        ways: 0,
    };
    let nothing = vec![Vec::new(); game.skus.len()];
    match game.least(0, nothing) {
        _ if game.ways > MOST_WAYS => Least::TooBig,
        Some(cost) => Least::Cost(cost),
        None => Least::Nothing,
    }
}

/// What is sold: per SKU and term, the lowest price of a full term on a day.
pub struct Market<'a> {
    case: &'a Case,
    pub horizon: Date,
    rows: BTreeMap<SkuId, Vec<(Term, Date, Date, i128)>>,
}

impl<'a> Market<'a> {
    pub fn of(case: &'a Case) -> Self {
        let customer = &case.estate.customer;
        let mut rows: BTreeMap<SkuId, Vec<_>> = BTreeMap::new();
        for offer in &case.catalogue.offers {
            let sold_here = offer.allowed_countries.is_empty() || offer.allowed_countries.contains(&customer.country);
            if !sold_here || case.policy.never_buy.contains(&offer.sku) {
                continue;
            }
            for row in case.catalogue.prices.iter().filter(|r| r.offer == offer.offer) {
                let price = if case.policy.price == PriceColumn::Erp {
                    row.erp_price
                } else {
                    row.unit_price
                };
                let periods = match (row.term, row.billing) {
                    (Term::P1M, BillingPlan::Monthly) | (Term::P1Y, BillingPlan::Annual) | (Term::P3Y, BillingPlan::Triennial) => 1,
                    (Term::P1Y, BillingPlan::Monthly) => 12,
                    (Term::P3Y, BillingPlan::Annual) => 3,
                    (Term::P3Y, BillingPlan::Monthly) => 36,
                    _ => continue,
                };
                let counts = row.market == customer.country
                    && row.currency == customer.currency
                    && row.segment == customer.segment
                    && row.tier_min.unwrap_or(1) <= 1
                    && case.policy.terms.contains(&row.term)
                    && !(row.term == Term::P3Y && case.policy.co_term.is_some());
                if let (true, Some(price)) = (counts, price) {
                    rows.entry(offer.sku)
                        .or_default()
                        .push((row.term, row.from, row.until, i128::from(price.micros) * periods));
                }
            }
        }
        Self {
            case,
            horizon: case.policy.horizon.expect("test cases give a horizon"),
            rows,
        }
    }

    fn lowest(&self, sku: SkuId, term: Term, day: Date) -> Option<i128> {
        let rows = self.rows.get(&sku)?.iter();
        rows.filter(|(t, from, until, _)| *t == term && *from <= day && day <= *until)
            .map(|row| row.3)
            .min()
    }

    fn sold_on(&self, sku: SkuId, day: Date) -> bool {
        Term::ALL.iter().any(|&term| self.lowest(sku, term, day).is_some())
    }

    fn days(&self) -> impl Iterator<Item = Date> + use<> {
        (day_number(self.case.estate.as_of)..day_number(self.horizon)).map(date_of)
    }

    /// First day after a term, and what a seat of it costs that counts; `None` when it is not sold that day.
    pub fn term(&self, sku: SkuId, term: Term, start: Date) -> Option<(Date, Exact)> {
        let micros = self.lowest(sku, term, start)?;
        let full_end = plus_months(start, term.months());
        let mut end = full_end;
        if let (Some(anchor), Term::P1Y) = (self.case.policy.co_term, term) {
            let anniversaries = (-60..60).map(|years| plus_months(anchor, 12 * years));
            end = end.min(anniversaries.filter(|day| *day > start).min().unwrap_or(end));
        }
        let days = |a: Date, b: Date| i128::from(day_number(b) - day_number(a));
        let counted = match self.case.policy.residual {
            Residual::ProRata => days(start, end.min(self.horizon)),
            Residual::None => days(start, end),
        };
        Some((end, Exact::new(micros * counted, 1_000_000 * days(start, full_end)).unwrap()))
    }
}

/// Every combination of admissible sets, one per user, as seats needed of each SKU.
fn demands(case: &Case, market: &Market) -> Vec<BTreeMap<SkuId, u32>> {
    let mut all: BTreeSet<BTreeMap<SkuId, u32>> = BTreeSet::from([BTreeMap::new()]);
    for user in &case.estate.users {
        let sets = admissible(case, market, user);
        for _ in 0..user.count {
            let Some(sets) = &sets else { continue };
            let add = |demand: &BTreeMap<SkuId, u32>, set: &BTreeSet<SkuId>| {
                let mut demand = demand.clone();
                set.iter().for_each(|s| *demand.entry(*s).or_default() += 1);
                demand
            };
            all = all.iter().flat_map(|d| sets.iter().map(move |s| add(d, s))).collect();
        }
    }
    all.into_iter().collect()
}

fn inside(case: &Case, sku: SkuId) -> &[ServicePlanId] {
    &case.catalogue.products[&sku].plans
}

/// The sets a user may hold, straight from the definition; `None` for a user who needs nothing.
pub fn admissible(case: &Case, market: &Market, user: &User) -> Option<Vec<BTreeSet<SkuId>>> {
    let held: BTreeSet<SkuId> = user.licenses.iter().map(|l| l.sku_id).collect();
    let on = user
        .licenses
        .iter()
        .flat_map(|l| inside(case, l.sku_id).iter().filter(|p| !l.disabled_plans.contains(p)));
    let need: BTreeSet<ServicePlanId> = on.copied().filter(|p| !case.policy.accept_loss.contains(p)).collect();
    if need.is_empty() {
        return None;
    }
    let sold: BTreeSet<SkuId> = market
        .rows
        .keys()
        .copied()
        .filter(|s| market.days().any(|d| market.sold_on(*s, d)))
        .collect();
    let sold: BTreeSet<SkuId> = sold.into_iter().filter(|s| case.catalogue.products.contains_key(s)).collect();
    let throughout = |s: &SkuId| market.days().all(|d| market.sold_on(*s, d));
    let most = held.len().max(case.policy.max_bundle as usize);
    let covers = |set: &BTreeSet<SkuId>| covers(case, set, &need);
    let mut sets = BTreeSet::from([held.clone()]);
    let universe: Vec<SkuId> = sold.union(&held).copied().collect();
    for set in subsets(&universe, most) {
        if !covers(&set) {
            continue;
        }
        let could_go = |s: &SkuId| covers(&set.iter().copied().filter(|o| o != s).collect());
        let fits = match case.policy.mode {
            Mode::Cheapest => set.iter().all(|s| !could_go(s)),
            Mode::LikeForLike => {
                let dropped: Vec<&SkuId> = held.difference(&set).collect();
                let added: Vec<&SkuId> = set.difference(&held).collect();
                !dropped.is_empty() && dropped.iter().all(|s| !throughout(s)) && added.iter().all(|s| sold.contains(s) && !could_go(s))
            }
        };
        if fits {
            sets.insert(set);
        }
    }
    Some(sets.into_iter().collect())
}

fn subsets(of: &[SkuId], most: usize) -> Vec<BTreeSet<SkuId>> {
    assert!(of.len() <= 12, "the exhaustion is for tiny cases");
    let pick = |bits: u32| {
        of.iter()
            .enumerate()
            .filter(move |(i, _)| bits >> i & 1 == 1)
            .map(|(_, s)| *s)
            .collect()
    };
    (1u32..1 << of.len())
        .filter(|b| b.count_ones() as usize <= most)
        .map(pick)
        .collect()
}

/// Tries every way to switch plans off, those that satisfy nothing being off anyway; the least switched off first.
fn covers(case: &Case, set: &BTreeSet<SkuId>, need: &BTreeSet<ServicePlanId>) -> bool {
    let satisfies =
        |p: &ServicePlanId, n: &ServicePlanId| p == n || case.catalogue.equivalents.iter().any(|e| e.plan == *n && e.satisfied_by == *p);
    let useful = |p: &&ServicePlanId| need.iter().any(|n| satisfies(p, n));
    let places: Vec<(SkuId, ServicePlanId)> = set
        .iter()
        .flat_map(|s| inside(case, *s).iter().filter(useful).map(move |p| (*s, *p)))
        .collect();
    if !need.iter().all(|n| places.iter().any(|(_, p)| satisfies(p, n))) {
        return false;
    }
    assert!(places.len() <= 16, "the exhaustion is for tiny cases");
    (0u32..1 << places.len()).rev().any(|bits| {
        let on: Vec<_> = places
            .iter()
            .enumerate()
            .filter(|(i, _)| bits >> i & 1 == 1)
            .map(|(_, place)| *place)
            .collect();
        let satisfied = |n: &ServicePlanId| on.iter().any(|(_, p)| satisfies(p, n));
        let together = |a: &ServicePlanId, b: &ServicePlanId| {
            let groups = |p: &ServicePlanId| {
                case.catalogue
                    .exclusions
                    .iter()
                    .filter(|e| e.plan == *p)
                    .map(|e| &e.group)
                    .collect::<BTreeSet<_>>()
            };
            !groups(a).is_disjoint(&groups(b))
        };
        let clash = on.iter().any(|(s, p)| on.iter().any(|(t, q)| s != t && p != q && together(p, q)));
        !clash && need.iter().all(satisfied)
    })
}

/// Seats of originals of a SKU on a day.
pub fn original_seats(case: &Case, sku: SkuId, day: Date) -> u32 {
    let supplies = |s: &&nahtlos_model::estate::Subscription| {
        let lead = case.policy.lead_days as i32;
        let leave = [s.end, case.policy.leave_by].into_iter().flatten().min();
        let end = match s.treatment() {
            Treatment::Replace => leave.map(|d| date_of(day_number(d) - lead)),
            Treatment::Transfer | Treatment::CarryOn => s.end,
            Treatment::Keep => s.end.filter(|_| s.auto_renew != Some(true)),
        };
        s.sku_id == sku && s.is_active() && s.start.is_none_or(|start| start <= day) && end.is_none_or(|end| day < end)
    };
    case.estate.subscriptions.iter().filter(supplies).map(|s| s.quantity).sum()
}

/// Days on which a purchase need start at all.
pub fn candidates(case: &Case, market: &Market, from: DayNumber, to: DayNumber) -> Vec<DayNumber> {
    let mut seeds: BTreeSet<DayNumber> = BTreeSet::from([from]);
    for d in from + 1..to {
        let differs = |s: &nahtlos_model::estate::Subscription| {
            original_seats(case, s.sku_id, date_of(d)) != original_seats(case, s.sku_id, date_of(d - 1))
        };
        if case.estate.subscriptions.iter().any(differs) {
            seeds.insert(d);
        }
    }
    for row in market.rows.values().flatten() {
        seeds.extend([row.1, row.2].map(day_number).into_iter().filter(|d| (from..to).contains(d)));
    }
    let mut all = BTreeSet::new();
    let mut open: Vec<DayNumber> = seeds.into_iter().collect();
    while let Some(d) = open.pop() {
        if all.insert(d) {
            let ends = market
                .rows
                .keys()
                .flat_map(|s| Term::ALL.iter().filter_map(|t| market.term(*s, *t, date_of(d))));
            open.extend(ends.map(|(end, _)| day_number(end)).filter(|e| (from..to).contains(e)));
        }
    }
    all.into_iter().collect()
}

/// The days one after another: on each, buy something, then the seats must suffice until the next.
struct Game<'a> {
    case: &'a Case,
    market: &'a Market<'a>,
    skus: Vec<SkuId>,
    demands: Vec<Vec<u32>>,
    most: Vec<u32>,
    starts: Vec<DayNumber>,
    to: DayNumber,
    known: HashMap<(usize, Vec<Vec<DayNumber>>), Option<Exact>>,
    ways: u64,
}

impl Game<'_> {
    /// The least cost from start day `k` on, with bought seats that end on the days in `active` (per SKU, descending).
    fn least(&mut self, k: usize, active: Vec<Vec<DayNumber>>) -> Option<Exact> {
        let Some(&today) = self.starts.get(k) else {
            return Some(Exact::ZERO);
        };
        let active: Vec<Vec<DayNumber>> = active
            .into_iter()
            .map(|ends| ends.into_iter().filter(|e| *e > today).collect())
            .collect();
        if let Some(known) = self.known.get(&(k, active.clone())) {
            return *known;
        }
        let mut best: Option<Exact> = None;
        let ways = self.buy(today, 0, &active);
        self.ways += ways.len() as u64;
        if self.ways > MOST_WAYS {
            return None;
        }
        for (cost, after) in ways {
            if best.is_some_and(|b| b <= cost) || !self.suffices(k, &after) {
                continue;
            }
            if let Some(total) = self.least(k + 1, after).and_then(|rest| rest.checked_add(cost)) {
                best = Some(best.map_or(total, |b| b.min(total)));
            }
        }
        self.known.insert((k, active), best);
        best
    }

    /// Every way to buy seats of the SKUs from the `i`-th on.
    fn buy(&self, today: DayNumber, i: usize, active: &[Vec<DayNumber>]) -> Vec<(Exact, Vec<Vec<DayNumber>>)> {
        if i == self.skus.len() {
            return vec![(Exact::ZERO, active.to_vec())];
        }
        let limit = self
            .case
            .catalogue
            .offers
            .iter()
            .filter(|o| o.sku == self.skus[i])
            .map(|o| o.max_licenses)
            .reduce(|a, b| Some(a?.max(b?)));
        let mut ways: Vec<(Exact, Vec<DayNumber>)> = vec![(Exact::ZERO, active[i].clone())];
        for &term in Term::ALL {
            let Some((end, price)) = self.market.term(self.skus[i], term, date_of(today)) else {
                continue;
            };
            ways = ways
                .into_iter()
                .flat_map(|(cost, ends)| {
                    (0..=self.most[i]).map(move |n| {
                        let mut ends = ends.clone();
                        ends.extend((0..n).map(|_| day_number(end).min(self.to)));
                        ends.sort_unstable_by(|a, b| b.cmp(a));
                        (cost.checked_add(price.checked_mul(n.into()).unwrap()).unwrap(), ends)
                    })
                })
                .collect();
        }
        // Without a limit, seats beyond the most that are ever needed matter nothing unless they end later.
        for (_, ends) in &mut ways {
            match limit.flatten() {
                None => ends.truncate(self.most[i] as usize),
                Some(most) if ends.len() > most as usize => ends.clear(),
                Some(_) => {}
            }
        }
        let bought = |cost: &Exact, ends: &Vec<DayNumber>| *cost == Exact::ZERO || !ends.is_empty();
        ways.retain(|(cost, ends)| bought(cost, ends));
        let mut cheapest: BTreeMap<Vec<DayNumber>, Exact> = BTreeMap::new();
        for (cost, ends) in ways {
            cheapest.entry(ends).and_modify(|least| *least = cost.min(*least)).or_insert(cost);
        }
        let ways: Vec<(Exact, Vec<DayNumber>)> = cheapest.into_iter().map(|(ends, cost)| (cost, ends)).collect();
        let rest = self.buy(today, i + 1, active);
        let join = |(cost, ends): &(Exact, Vec<DayNumber>)| {
            let (cost, ends) = (*cost, ends.clone());
            rest.iter()
                .map(move |(more, after)| {
                    let mut after = after.clone();
                    after[i] = ends.clone();
                    (cost.checked_add(*more).unwrap(), after)
                })
                .collect::<Vec<_>>()
        };
        ways.iter().flat_map(join).collect()
    }

    /// Whether the seats suffice on every day until the next start day: for each day, some way to share out sets.
    fn suffices(&self, k: usize, active: &[Vec<DayNumber>]) -> bool {
        let until = self.starts.get(k + 1).copied().unwrap_or(self.to);
        (self.starts[k]..until).all(|d| {
            let seats: Vec<u32> = (0..self.skus.len())
                .map(|i| active[i].iter().filter(|e| **e > d).count() as u32 + original_seats(self.case, self.skus[i], date_of(d)))
                .collect();
            self.demands
                .iter()
                .any(|demand| demand.iter().zip(&seats).all(|(need, has)| need <= has))
        })
    }
}
