//! A right plan, damaged in every way the proof can name: each damage is caught, with its code and its values.
//! Together the damages produce every code there is.

mod bought;
mod papers;
#[path = "../support/mod.rs"]
mod support;
mod users;

use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    estate::Treatment,
    money::Exact,
    notice::{CounterCode as Code, Notice, Value},
    plan::{EndAction, Method, Plan, StepKind},
};
use nahtlos_planner::verify::{Minimum, Verdict, verify};
use std::{collections::BTreeSet, sync::Arc};
use support::{
    brute::{Days, Least, least_cost},
    build, day, fraction, rich, sku,
};

/// A damage: to the plan, sometimes to the case, with what it must be refuted with.
struct Damage {
    what: &'static str,
    damage: fn(&mut Case, &mut Plan),
    code: Code,
    values: Vec<(&'static str, Value)>,
}

fn damage(what: &'static str, code: Code, values: Vec<(&'static str, Value)>, damage: fn(&mut Case, &mut Plan)) -> Damage {
    Damage {
        what,
        damage,
        code,
        values,
    }
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn date(value: &str) -> Value {
    Value::Date(day(value))
}

fn skus(names: &[&str]) -> Value {
    let mut ids: Vec<_> = names.iter().map(|n| sku(n)).collect();
    ids.sort_unstable();
    Value::Skus(ids)
}

fn refuted(case: &Case, plan: &Plan, what: &str) -> Notice<Code> {
    match verify(case, plan) {
        Verdict::Refuted(counter) => counter,
        Verdict::Proved(_) => panic!("{what}: proved"),
    }
}

/// Adds a change of `a#1` alone, on 1 June.
fn change_a(plan: &mut Plan, remove: &[&str], add: &[(&str, &[&str])]) {
    let more = support::document::Decisions::default()
        .change("2027-06-01", remove, add, &["a#1"])
        .plan(&rich::case());
    plan.license_changes.extend(more.license_changes);
}

fn step(plan: &mut Plan, kind: StepKind) -> &mut nahtlos_model::plan::Step {
    plan.steps.iter_mut().find(|s| s.kind == kind).unwrap()
}

#[test]
fn the_plan_is_proved_before_it_is_damaged() {
    let (case, plan) = (rich::case(), rich::plan());
    let least = fraction(2 * 120 * 306 + 4 * 240 * 245, 366);
    match verify(&case, &plan) {
        Verdict::Proved(certificate) => {
            assert_eq!(certificate.minimum, Minimum::Rechecked { lower_bound: least });
            assert_eq!((certificate.users_checked, certificate.users_without_need), (7, 1));
            assert_eq!(certificate.changes_checked, 3);
        }
        Verdict::Refuted(counter) => panic!("{counter:#?}"),
    }
    assert_eq!(least_cost(&case, Days::Candidates), Least::Cost(least));
}

#[test]
fn every_damage_is_caught_with_its_reason() {
    let mut seen = BTreeSet::new();
    let all = [
        bought::identity(),
        bought::purchases(),
        bought::amounts(),
        bought::originals(),
        users::changes(),
        users::groups(),
        users::cover(),
        papers::tables(),
        papers::steps(),
        papers::bounds(),
    ];
    for damage in all.into_iter().flatten() {
        let (mut case, mut plan) = (rich::case(), rich::plan());
        (damage.damage)(&mut case, &mut plan);
        let counter = refuted(&case, &plan, damage.what);
        assert_eq!(counter.code, damage.code, "{}: {counter:#?}", damage.what);
        for (name, value) in damage.values {
            assert_eq!(counter.values.get(name), Some(&value), "{}, {name}: {counter:#?}", damage.what);
        }
        seen.insert(counter.code);
    }
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no damage produces {missing:?}");
}
