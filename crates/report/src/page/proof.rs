//! The proof with its tightest days, the policy as used, and the inputs with their SHA-256.

use super::Sources;
use crate::{numbers, picture::Pool, texts::Args};
use nahtlos_model::{
    case::Input,
    dates::{Date, date_of},
};
use nahtlos_planner::verify::{Certificate, Verdict};

/// Most rents listed.
const RENTS: usize = 200;

/// Everything that lets a reader check the plan.
pub(crate) struct Proof {
    pub(crate) state: &'static str,
    pub(crate) verdict: String,
    pub(crate) counter: String,
    pub(crate) checks: Vec<(String, String)>,
    pub(crate) tightest: Vec<TightRow>,
    pub(crate) rents: Vec<RentRow>,
    pub(crate) rents_label: String,
    pub(crate) rents_more: String,
    pub(crate) policy: Vec<(String, String)>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) schema: String,
}

/// A pool's tightest days.
pub(crate) struct TightRow {
    pub(crate) pool: String,
    pub(crate) day: String,
    pub(crate) until: String,
    pub(crate) held: String,
    pub(crate) seats: String,
    pub(crate) slack: String,
    pub(crate) intervals: String,
}

/// What a seat is worth over some days.
pub(crate) struct RentRow {
    pub(crate) pool: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) rent: String,
    pub(crate) exact: String,
}

impl Proof {
    pub(crate) fn build(s: &Sources, pools: &[Pool]) -> Self {
        let rents = s.plan.cost.rents.as_deref().unwrap_or_default();
        let lang = s.reader.texts.lang();
        let (state, verdict, counter) = match s.verdict {
            Verdict::Proved(_) => ("ok", s.say("proof-proved"), String::new()),
            Verdict::Refuted(counter) => ("bad", s.say("proof-refuted"), s.reader.notice(counter)),
        };
        let rent = |rent: &nahtlos_model::plan::Rent| RentRow {
            pool: s.reader.sku(rent.sku_id)
                + &if rent.limit {
                    format!(" ({})", s.say("rent-limit"))
                } else {
                    String::new()
                },
            from: s.reader.date(rent.from),
            to: s.reader.date(rent.to),
            rent: numbers::exact(lang, s.reader.currency, rent.per_seat),
            exact: rent.per_seat.to_string(),
        };
        Self {
            state,
            verdict,
            counter,
            checks: match s.verdict {
                Verdict::Proved(certificate) => checks(s, certificate),
                Verdict::Refuted(_) => Vec::new(),
            },
            tightest: match s.verdict {
                Verdict::Proved(certificate) => proved_rows(s, certificate, pools),
                Verdict::Refuted(_) => claimed_rows(s, pools),
            },
            rents: rents.iter().take(RENTS).map(rent).collect(),
            rents_label: s.reader.texts.say_count("rents-label", rents.len()),
            rents_more: if rents.len() > RENTS {
                s.reader.texts.say_count("rows-more", rents.len() - RENTS)
            } else {
                String::new()
            },
            policy: policy(s),
            inputs: s.plan.inputs.clone(),
            schema: s.plan.schema.clone(),
        }
    }
}

fn checks(s: &Sources, c: &Certificate) -> Vec<(String, String)> {
    let lang = s.reader.texts.lang();
    let effort = &s.plan.cost.effort;
    let intervals: usize = c.pools.iter().map(|p| p.intervals.len()).sum();
    let count = |n: u64| s.reader.count(n);
    let mut rows = vec![
        (
            "check-users",
            s.fill(
                "check-users-value",
                Args::new().count("users", c.users_checked).count("kinds", c.kinds_checked),
            ),
        ),
        (
            "check-intervals",
            s.fill(
                "check-intervals-value",
                Args::new().count("intervals", intervals).count("pools", c.pools.len()),
            ),
        ),
        ("check-purchases", count(c.purchases_checked)),
        ("check-originals", count(c.originals_checked)),
        ("check-changes", count(c.changes_checked)),
        ("check-total", s.reader.money(c.total)),
        (
            "check-cost",
            format!("{} = {}", numbers::exact(lang, s.reader.currency, c.cost), c.cost),
        ),
        (
            "check-bound",
            format!(
                "{} = {}",
                numbers::exact(lang, s.reader.currency, s.plan.cost.lower_bound_exact),
                s.plan.cost.lower_bound_exact
            ),
        ),
        ("check-method", s.reader.word(c.method)),
        (
            "check-effort",
            s.fill(
                "check-effort-value",
                Args::new().count("used", effort.used).count("budget", effort.budget),
            ),
        ),
    ];
    if c.users_without_need > 0 {
        rows.insert(1, ("check-no-need", count(c.users_without_need)));
    }
    rows.into_iter().map(|(key, value)| (s.say(key), value)).collect()
}

/// As proved, in the order of the pictures.
fn proved_rows(s: &Sources, certificate: &Certificate, pools: &[Pool]) -> Vec<TightRow> {
    let order = |sku| pools.iter().position(|p| p.sku == sku).unwrap_or(usize::MAX);
    let mut proofs: Vec<_> = certificate.pools.iter().filter_map(|p| Some((p, p.tightest?))).collect();
    proofs.sort_by_key(|(p, tight)| (tight.slack, order(p.sku)));
    proofs
        .into_iter()
        .map(|(pool, t)| {
            row(
                s,
                s.reader.sku(pool.sku),
                t.day,
                t.until,
                (t.held, t.seats, i64::from(t.slack)),
                pool.intervals.len(),
            )
        })
        .collect()
}

/// As the plan claims, when it is not proved.
fn claimed_rows(s: &Sources, pools: &[Pool]) -> Vec<TightRow> {
    let mut rows: Vec<_> = pools.iter().filter_map(|p| Some((p, p.tightest()?))).collect();
    rows.sort_by_key(|(_, t)| t.slack);
    rows.into_iter()
        .map(|(p, t)| {
            row(
                s,
                s.reader.sku(p.sku),
                date_of(t.from),
                date_of(t.to),
                (t.held, t.seats, t.slack),
                p.levels.len(),
            )
        })
        .collect()
}

fn row(s: &Sources, pool: String, day: Date, until: Date, (held, seats, slack): (u32, u32, i64), intervals: usize) -> TightRow {
    TightRow {
        pool,
        day: s.reader.date(day),
        until: s.reader.date(until),
        held: s.reader.count(held),
        seats: s.reader.count(seats),
        slack: s.reader.count(slack),
        intervals: s.reader.count(intervals),
    }
}

fn policy(s: &Sources) -> Vec<(String, String)> {
    let policy = &s.plan.policy;
    let none = || s.say("policy-none");
    let day = |day: Option<Date>| day.map_or_else(none, |d| s.reader.date(d));
    let or_none = |text: String| if text.is_empty() { none() } else { text };
    let rows = [
        ("policy-mode", s.reader.word(policy.mode)),
        (
            "policy-lead",
            s.reader.texts.say_count("policy-lead-days", policy.lead_days as usize),
        ),
        ("policy-horizon", s.reader.date(s.plan.horizon)),
        ("policy-residual", s.reader.word(policy.residual)),
        ("policy-price", s.reader.word(policy.price)),
        (
            "policy-terms",
            policy.terms.iter().map(|t| s.reader.word(*t)).collect::<Vec<_>>().join(", "),
        ),
        ("policy-co-term", day(policy.co_term)),
        ("policy-leave-by", day(policy.leave_by)),
        ("policy-max-bundle", s.reader.count(policy.max_bundle)),
        (
            "policy-never-buy",
            or_none(policy.never_buy.iter().map(|x| s.reader.sku(*x)).collect::<Vec<_>>().join(", ")),
        ),
        (
            "policy-accept-loss",
            or_none(policy.accept_loss.iter().map(|x| s.reader.plan(*x)).collect::<Vec<_>>().join(", ")),
        ),
    ];
    rows.into_iter().map(|(key, value)| (s.say(key), value)).collect()
}
