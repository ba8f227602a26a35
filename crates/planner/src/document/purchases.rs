//! The plan's purchases with their prices, ends, renewals and reasons. Called by `document`.

use super::TooLarge;
use crate::{cohort::stretches_of, placing::Way, prices::Stretch, problem::Problem, solve::Solution, timeline::Offset};
use nahtlos_model::{
    estate::{Subscription, Treatment},
    money::{Amount, Exact},
    notice::{Notice, Reason, Value},
    plan::Purchase,
};
use std::collections::{BTreeMap, BTreeSet};

/// A purchase before it has its id: what it is and where its prices come from.
struct Draft<'p> {
    pool: usize,
    stretch: &'p Stretch,
    start: Offset,
    end: Offset,
    seats: i64,
    renews: Option<Before<'p>>,
}

/// What a purchase renews: another, by its place, or a subscription of this partner.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before<'p> {
    Bought(usize),
    Held(&'p str),
}

pub(super) fn purchases(problem: &Problem, solution: &Solution, ways: &[Way]) -> Result<Vec<Purchase>, TooLarge> {
    let mut drafts: Vec<Draft> = solution
        .bought
        .iter()
        .map(|bought| {
            let stretch = &stretches_of(&problem.prices, &problem.pools[bought.pool])[bought.stretch as usize];
            let end = problem
                .time
                .term(stretch.term)
                .map_or(bought.start, |term| term.end[bought.start as usize]);
            Draft {
                pool: bought.pool,
                stretch,
                start: bought.start,
                end,
                seats: bought.seats,
                renews: None,
            }
        })
        .collect();
    drafts.sort_by_key(|d| (d.start, d.pool, d.stretch.term, d.stretch.row));
    let arrivals = arrivals(problem, ways);
    let levels = crate::document::coverage::levels(problem, solution, ways);
    let drafts = renewing(problem, drafts);
    let mut purchases: Vec<Purchase> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let renews = draft.renews.map(|before| match before {
            Before::Bought(place) => purchases[place].id.clone(),
            Before::Held(id) => id.to_owned(),
        });
        let why = why(problem, draft, renews.is_some(), &arrivals, &levels);
        purchases.push(purchase(problem, draft, format!("p{}", index + 1), renews, why).ok_or(TooLarge)?);
    }
    Ok(purchases)
}

/// What ends where a purchase of its SKU begins is renewed by it, seat for seat as far as that goes: what goes on by itself cannot be late. More
/// seats than that come with the last renewal; on a day on which people leave seats that end just then they are bought beside it, because that
/// can be done the day before, and a renewal cannot.
fn renewing<'p>(problem: &'p Problem, drafts: Vec<Draft<'p>>) -> Vec<Draft<'p>> {
    let left = days_left(problem, &drafts);
    let mut out: Vec<Draft<'p>> = Vec::with_capacity(drafts.len());
    let mut renewed: BTreeSet<Before<'p>> = BTreeSet::new();
    for draft in drafts {
        let bought = (0..out.len()).filter(|&i| out[i].pool == draft.pool && out[i].end == draft.start);
        let bought = bought.map(|i| (Before::Bought(i), out[i].seats));
        let held = renewable(problem, &draft).map(|s| (Before::Held(&s.id), i64::from(s.quantity)));
        let before: Vec<(Before<'p>, i64)> = bought.chain(held).filter(|(id, _)| !renewed.contains(id)).collect();
        let mut rest = draft.seats;
        for (place, (id, seats)) in before.iter().enumerate() {
            let grows = place + 1 == before.len() && !left.contains(&draft.start);
            let seats = if grows { rest } else { rest.min(*seats) };
            if seats == 0 {
                break;
            }
            rest -= seats;
            renewed.insert(*id);
            out.push(Draft {
                seats,
                renews: Some(*id),
                ..draft
            });
        }
        if rest > 0 {
            out.push(Draft { seats: rest, ..draft });
        }
    }
    out
}

/// Days on which fewer seats of a SKU begin than end: their people leave them.
fn days_left(problem: &Problem, drafts: &[Draft]) -> BTreeSet<Offset> {
    let mut seats: BTreeMap<(usize, Offset), i64> = BTreeMap::new();
    for draft in drafts {
        *seats.entry((draft.pool, draft.start)).or_default() += draft.seats;
        *seats.entry((draft.pool, draft.end)).or_default() -= draft.seats;
    }
    for s in &problem.case.estate.subscriptions {
        let pool = problem.pools.iter().position(|pool| pool.sku == s.sku_id);
        let stays = s.is_active() && s.treatment() != Treatment::Replace;
        if let (Some(pool), Some(end), true) = (pool, s.end, stays) {
            *seats.entry((pool, problem.time.offset(end))).or_default() -= i64::from(s.quantity);
        }
    }
    seats.into_iter().filter(|(_, more)| *more < 0).map(|((_, day), _)| day).collect()
}

/// This partner's subscriptions that end where a purchase of their SKU begins, and may be renewed by it.
fn renewable<'p>(problem: &'p Problem, draft: &Draft) -> impl Iterator<Item = &'p Subscription> {
    let (sku, start) = (problem.pools[draft.pool].sku, problem.time.date(draft.start));
    let all = problem.case.estate.subscriptions.iter();
    all.filter(move |s| s.sku_id == sku && s.end == Some(start) && s.may_be_renewed())
}

fn purchase(problem: &Problem, draft: &Draft, id: String, renews: Option<String>, why: Vec<Notice<Reason>>) -> Option<Purchase> {
    let row = &problem.prices.rows[draft.stretch.row as usize];
    let currency = problem.case.estate.customer.currency;
    let counted = problem.prices.exact(
        draft
            .stretch
            .cost(&problem.time, draft.start)
            .checked_mul(i128::from(draft.seats))?,
    )?;
    let (start, end) = (problem.time.date(draft.start), problem.time.date(draft.end));
    let full = problem
        .time
        .offset(nahtlos_model::dates::plus_months(start, draft.stretch.term.months()))
        - draft.start;
    let periods = i128::from(row.row.billing.periods_in(draft.stretch.term)?);
    let times = periods
        .checked_mul(i128::from(draft.seats))?
        .checked_mul(i128::from(draft.end - draft.start))?;
    Some(Purchase {
        id,
        offer_id: row.row.offer.clone(),
        sku_id: problem.pools[draft.pool].sku,
        term_duration: draft.stretch.term,
        billing_plan: row.row.billing,
        seats: u32::try_from(draft.seats).ok()?,
        start,
        end,
        unit_price: row.price,
        charge: Amount::round_half_even(Exact::of_price(row.price, times, i128::from(full))?, currency)?,
        charge_in_horizon: Amount::round_half_even(counted, currency)?,
        renews,
        why,
    })
}

/// Users who change to a pool, by pool and day, and the SKUs they leave.
type Arrivals = BTreeMap<(usize, Offset), Vec<nahtlos_model::ids::SkuId>>;

fn arrivals(problem: &Problem, ways: &[Way]) -> Arrivals {
    let mut arrivals = Arrivals::new();
    for way in ways {
        for pair in way.stays.windows(2) {
            let (before, after) = (&problem.sets[way.kind][pair[0].1], &problem.sets[way.kind][pair[1].1]);
            for &pool in after.iter().filter(|p| !before.contains(p)) {
                let left = arrivals.entry((pool, pair[1].0)).or_default();
                for &from in before.iter().filter(|p| !after.contains(p)) {
                    let sku = problem.pools[from].sku;
                    if !left.contains(&sku) {
                        left.push(sku);
                    }
                }
            }
        }
    }
    arrivals
}

fn why(problem: &Problem, draft: &Draft, renews: bool, arrivals: &Arrivals, levels: &super::coverage::Levels) -> Vec<Notice<Reason>> {
    let pool = &problem.pools[draft.pool];
    let day = Value::Date(problem.time.date(draft.start));
    let seats = || Value::Count(draft.seats);
    let notice = |code| Notice::new(code).with("day", day.clone()).with("seats", seats());
    let needed = levels.first_need(draft.pool, draft.start, draft.end.min(problem.time.days), draft.seats);
    let mut why = Vec::new();
    let falls = |at: Offset| pool.supply_on(at) < if at == 0 { i64::MAX } else { pool.supply_on(at - 1) };
    let due = needed.unwrap_or(draft.start);
    if renews {
        why.push(notice(Reason::Renewal));
    } else if due == 0 && levels.held_on(draft.pool, 0) > pool.supply_on(0) && !arrivals.contains_key(&(draft.pool, 0)) {
        why.push(notice(Reason::ShortOnFirstDay));
    } else if let Some(from) = arrivals.get(&(draft.pool, due)) {
        let at = Value::Date(problem.time.date(due));
        why.push(
            Notice::new(Reason::UsersChange)
                .with("day", at)
                .with("seats", seats())
                .with("from", Value::Skus(from.clone())),
        );
    } else if due > 0 && falls(due) {
        let at = Value::Date(problem.time.date(due));
        why.push(
            Notice::new(Reason::SeatsFallDue)
                .with("day", at)
                .with("seats", seats())
                .with("sku", Value::Sku(pool.sku)),
        );
    }
    if due > draft.start {
        let last = Value::Date(problem.time.date(draft.stretch.last));
        why.push(
            Notice::new(Reason::BeforePriceRise)
                .with("needed", Value::Date(problem.time.date(due)))
                .with("lastDay", last),
        );
    }
    if problem.case.policy.co_term.is_some() && draft.stretch.term == nahtlos_model::catalogue::Term::P1Y {
        why.push(Notice::new(Reason::CoTerm).with("day", Value::Date(problem.time.date(draft.end))));
    }
    if why.is_empty() {
        why.push(
            Notice::new(Reason::SeatsFallDue)
                .with("day", day)
                .with("seats", seats())
                .with("sku", Value::Sku(pool.sku)),
        );
    }
    why
}
