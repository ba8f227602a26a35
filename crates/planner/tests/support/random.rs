//! Random small cases for the property tests: every dimension of the move model, small enough to be exhausted.

use super::Build;
use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    dates::{Date, date_of, day_number},
    estate::{Channel, SubscriptionKind, SubscriptionStatus, Treatment},
    policy::{Mode, PriceColumn, Residual},
};
use proptest::{collection::vec, option, prelude::*};

/// How large the cases get.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// SKUs.
    pub skus: usize,
    /// Users, counts included.
    pub users: usize,
    /// Days planned.
    pub days: i32,
}

/// Small enough to be exhausted.
pub const TINY: Size = Size {
    skus: 3,
    users: 3,
    days: 75,
};
/// Small enough for a general integer programme.
pub const SMALL: Size = Size {
    skus: 5,
    users: 12,
    days: 150,
};

const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];
const PLANS: [&str; 5] = ["mail", "files", "chat", "desk", "safe"];

#[derive(Debug, Clone)]
struct SkuSpec {
    plans: u8,
    month: Option<(u32, u32, u8)>,
    year: Option<(u32, u32, u8)>,
    yearly_by_month: bool,
    window: Option<i32>,
    limit: Option<u32>,
}

#[derive(Debug, Clone)]
struct OriginalSpec {
    sku: usize,
    seats: u32,
    start: Option<i32>,
    end: Option<i32>,
    nature: u8,
    renews: Option<bool>,
}

#[derive(Debug, Clone)]
struct UserSpec {
    skus: Vec<usize>,
    off: Option<usize>,
    count: u32,
}

#[derive(Debug, Clone)]
struct PolicySpec {
    cheapest: bool,
    lead: u32,
    whole: bool,
    partner: bool,
    co_term: Option<i32>,
    leave: Option<i32>,
    terms: u8,
    bundle: u32,
    never: Option<usize>,
    accept: Option<usize>,
}

fn sku_spec(days: i32) -> impl Strategy<Value = SkuSpec> {
    let price = || (50u32..400, 50u32..400, 0u8..3);
    let window = prop_oneof![2 => Just(None), 1 => (1..days).prop_map(Some)];
    let limit = prop_oneof![3 => Just(None), 1 => (1u32..4).prop_map(Some)];
    (
        1u8..32,
        option::weighted(0.8, price()),
        option::weighted(0.7, price()),
        any::<bool>(),
        window,
        limit,
    )
        .prop_map(|(plans, month, year, yearly_by_month, window, limit)| SkuSpec {
            plans,
            month,
            year,
            yearly_by_month,
            window,
            limit,
        })
}

fn original_spec(size: Size) -> impl Strategy<Value = OriginalSpec> {
    let start = option::weighted(0.2, -5..size.days / 2);
    let end = option::weighted(0.9, 0..size.days + 20);
    (0..size.skus, 0u32..4, start, end, 0u8..12, any::<Option<bool>>()).prop_map(|(sku, seats, start, end, nature, renews)| OriginalSpec {
        sku,
        seats,
        start,
        end,
        nature,
        renews,
    })
}

fn user_spec(size: Size) -> impl Strategy<Value = UserSpec> {
    (vec(0..size.skus, 1..3), option::weighted(0.2, 0..PLANS.len()), 1u32..3).prop_map(|(skus, off, count)| UserSpec { skus, off, count })
}

fn policy_spec(size: Size) -> impl Strategy<Value = PolicySpec> {
    let days = (option::weighted(0.2, -400..400i32), option::weighted(0.2, 0..size.days));
    let rest = (
        1u8..4,
        1u32..4,
        option::weighted(0.15, 0..size.skus),
        option::weighted(0.2, 0..PLANS.len()),
    );
    (any::<bool>(), 0u32..10, any::<bool>(), any::<bool>(), days, rest).prop_map(
        |(cheapest, lead, whole, partner, (co_term, leave), (terms, bundle, never, accept))| PolicySpec {
            cheapest,
            lead,
            whole,
            partner,
            co_term,
            leave,
            terms,
            bundle,
            never,
            accept,
        },
    )
}

/// Cases of a size.
pub fn cases(size: Size) -> impl Strategy<Value = Case> {
    let exclusion = option::weighted(0.3, (0..PLANS.len(), 0..PLANS.len()));
    let equivalent = option::weighted(0.3, (0..PLANS.len(), 0..PLANS.len()));
    let first_day = day_number("2026-11-20".parse().unwrap())..day_number("2027-02-10".parse().unwrap());
    (
        first_day,
        size.days / 2..size.days,
        vec(sku_spec(size.days), size.skus),
        vec(original_spec(size), 0..4),
        vec(user_spec(size), 1..size.users),
        policy_spec(size),
        exclusion,
        equivalent,
    )
        .prop_map(move |(first, days, skus, originals, users, policy, exclusion, equivalent)| {
            let mut build = Build::new(&date_of(first).to_string(), &date_of(first + days).to_string());
            for (name, spec) in NAMES.iter().zip(&skus) {
                build = with_sku(build, name, spec, first);
            }
            for (i, spec) in originals.iter().enumerate() {
                build = with_original(build, i, spec, first);
            }
            let mut left = size.users as u32;
            for (i, spec) in users.iter().enumerate() {
                let count = spec.count.min(left);
                left -= count;
                if count > 0 {
                    build = with_user(build, i, spec, count, &skus);
                }
            }
            if let Some((a, b)) = exclusion.filter(|(a, b)| a != b) {
                build = build.exclusion("clash", &[PLANS[a], PLANS[b]]);
            }
            if let Some((a, b)) = equivalent.filter(|(a, b)| a != b) {
                build = build.equivalent(PLANS[a], PLANS[b]);
            }
            with_policy(build, &policy, first).case()
        })
}

fn shifted(first: i32, by: i32) -> Date {
    date_of(first + by)
}

fn with_sku(build: Build, name: &str, spec: &SkuSpec, first: i32) -> Build {
    let inside: Vec<&str> = PLANS
        .iter()
        .enumerate()
        .filter(|(i, _)| spec.plans >> i & 1 == 1)
        .map(|(_, p)| *p)
        .collect();
    let mut build = build.product(name, &inside);
    let yearly = if spec.yearly_by_month {
        BillingPlan::Monthly
    } else {
        BillingPlan::Annual
    };
    let year_factor = if spec.yearly_by_month { 1 } else { 10 };
    for (term, billing, factor, price) in [
        (Term::P1M, BillingPlan::Monthly, 1, spec.month),
        (Term::P1Y, yearly, year_factor, spec.year),
    ] {
        let Some((before, after, end_of_sale)) = price else { continue };
        let text = |p: u32| format!("{}.{:02}", p * factor / 10, p * factor % 10 * 10);
        match spec.window {
            None => build = build.price(name, term, billing, &text(before)),
            Some(day) => {
                let last = shifted(first, day).to_string();
                build = build.price_between(name, term, billing, &text(before), "2020-01-01", &last);
                if end_of_sale > 0 {
                    build = build.price_between(
                        name,
                        term,
                        billing,
                        &text(after),
                        &shifted(first, day + 1).to_string(),
                        "9999-12-30",
                    );
                }
            }
        }
    }
    match spec.limit {
        None => build,
        Some(most) => build.limit(name, most),
    }
}

fn with_original(build: Build, i: usize, spec: &OriginalSpec, first: i32) -> Build {
    let end = spec.end.map(|d| shifted(first, d.max(spec.start.unwrap_or(-9) + 1)).to_string());
    build.original_as(&format!("s{i}"), NAMES[spec.sku], spec.seats.max(1), end.as_deref(), |s| {
        s.start = spec.start.map(|d| shifted(first, d));
        s.auto_renew = spec.renews;
        match spec.nature {
            0 => s.wanted_treatment = Some(Treatment::Keep),
            1 => (s.channel, s.wanted_treatment) = (Channel::OtherPartner, Some(Treatment::Transfer)),
            2 => s.channel = Channel::ThisPartner,
            3 => s.kind = SubscriptionKind::Trial,
            4 => s.status = SubscriptionStatus::Suspended,
            5 => s.channel = Channel::VolumeLicense,
            6 => s.channel = Channel::OtherPartner,
            7 => (s.channel, s.wanted_treatment) = (Channel::ThisPartner, Some(Treatment::CarryOn)),
            _ => {}
        }
    })
}

fn with_user(build: Build, i: usize, spec: &UserSpec, count: u32, skus: &[SkuSpec]) -> Build {
    let mut held = spec.skus.clone();
    held.sort_unstable();
    held.dedup();
    let off = |sku: &usize| match spec.off {
        Some(p) if skus[*sku].plans >> p & 1 == 1 => vec![PLANS[p]],
        _ => Vec::new(),
    };
    let licenses: Vec<(&str, Vec<&str>)> = held.iter().map(|sku| (NAMES[*sku], off(sku))).collect();
    let licenses: Vec<(&str, &[&str])> = licenses.iter().map(|(name, off)| (*name, &off[..])).collect();
    build.user(&format!("u{i}"), count, &licenses)
}

fn with_policy(build: Build, spec: &PolicySpec, first: i32) -> Build {
    build.policy(|p| {
        p.mode = if spec.cheapest { Mode::Cheapest } else { Mode::LikeForLike };
        p.lead_days = spec.lead;
        p.residual = if spec.whole { Residual::None } else { Residual::ProRata };
        p.price = if spec.partner { PriceColumn::Partner } else { PriceColumn::Erp };
        p.co_term = spec.co_term.map(|d| shifted(first, d));
        p.leave_by = spec.leave.map(|d| shifted(first, d));
        p.terms = [Term::P1M, Term::P1Y]
            .into_iter()
            .enumerate()
            .filter(|(i, _)| spec.terms >> i & 1 == 1)
            .map(|(_, t)| t)
            .collect();
        p.max_bundle = spec.bundle;
        p.never_buy = spec.never.iter().map(|s| super::sku(NAMES[*s])).collect();
        p.accept_loss = spec.accept.iter().map(|a| super::plan(PLANS[*a])).collect();
    })
}

impl Size {
    /// The same, but over fewer days.
    pub const fn of_days(self, days: i32) -> Self {
        Self { days, ..self }
    }
}
