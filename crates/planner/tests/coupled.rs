//! Coupled pools where the linear programme alone is not the answer: seats that serve users and a half, seat limits,
//! limits and halves together, and estates with next to nothing in them. Against exhaustion or the integer programme.

mod support;

use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, Term},
    plan::{Method, Plan},
    policy::{Mode, Residual},
};
use nahtlos_planner::{
    Options, plan,
    verify::{Verdict, verify},
};
use support::{
    Build,
    brute::{Days, Least, least_cost},
    integer,
};

/// The plan, proved and without a gap.
fn planned(case: &Case) -> Plan {
    let made = plan(case, &Options::default()).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    if let Verdict::Refuted(counter) = verify(case, &made) {
        panic!("refuted: {counter:#?}");
    }
    assert_ne!(made.cost.method, Method::Gap);
    made
}

fn equals_the_integer_programme(case: &Case) -> Plan {
    let made = planned(case);
    let least = integer::least_cost(case).expect("there is a plan");
    let cost = made.cost.cost_exact.approx();
    assert!((cost - least).abs() < 1e-5, "{cost} is not {least}");
    made
}

/// Users in a ring, each in need of two neighbouring plans, one spare seat of each single plan, and a dear suite of all.
/// With an odd number of them, seats in halves would serve half a user more than whole ones.
fn ring(size: usize, users: u32, spare: u32, limit: Option<u32>) -> Case {
    const PLANS: [&str; 5] = ["mail", "files", "chat", "desk", "safe"];
    const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];
    let mut build = Build::new("2027-01-10", "2027-07-01")
        .product("Suite", &PLANS[..size])
        .month("Suite", "10.00");
    for i in 0..size {
        build = build.product(NAMES[i], &[PLANS[i]]).month(NAMES[i], "9.00").original_as(
            &format!("s{i}"),
            NAMES[i],
            spare,
            Some("2027-06-20"),
            |s| s.auto_renew = Some(true),
        );
        if let Some(most) = limit {
            build = build.limit(NAMES[i], most);
        }
    }
    for i in 0..size {
        build = build.users(&format!("u{i}"), users, &[NAMES[i], NAMES[(i + 1) % size]]);
    }
    build
        .policy(|p| {
            p.mode = Mode::Cheapest;
            p.terms = vec![Term::P1M];
        })
        .case()
}

#[test]
fn halves_of_users_are_not_served() {
    let case = ring(3, 1, 1, None);
    let made = equals_the_integer_programme(&case);
    assert_eq!(Least::Cost(made.cost.cost_exact), least_cost(&case, Days::Candidates));
}

#[test]
fn longer_rings() {
    equals_the_integer_programme(&ring(5, 1, 1, None));
    equals_the_integer_programme(&ring(3, 2, 1, None));
    equals_the_integer_programme(&ring(3, 3, 3, None));
}

#[test]
fn rings_under_seat_limits() {
    equals_the_integer_programme(&ring(3, 1, 1, Some(1)));
    equals_the_integer_programme(&ring(5, 1, 0, Some(1)));
    equals_the_integer_programme(&ring(3, 2, 1, Some(2)));
}

/// A price rise that a limit keeps from being used up: who buys early has no seat left to buy later.
#[test]
fn a_limit_over_a_price_rise() {
    let case = Build::new("2027-01-10", "2028-03-01")
        .product("A", &["mail"])
        .price_between("A", Term::P1Y, BillingPlan::Annual, "100.00", "2027-01-01", "2027-03-31")
        .price_between("A", Term::P1Y, BillingPlan::Annual, "160.00", "2027-04-01", "9999-12-30")
        .price_between("A", Term::P1M, BillingPlan::Monthly, "14.00", "2027-01-01", "9999-12-30")
        .limit("A", 4)
        .product("B", &["mail", "files"])
        .year("B", "150.00")
        .original("s1", "A", 3, "2027-05-01")
        .original("s2", "A", 3, "2027-09-01")
        .users("u", 6, &["A"])
        .policy(|p| p.mode = Mode::Cheapest)
        .case();
    equals_the_integer_programme(&case);
}

#[test]
fn next_to_nothing() {
    let nobody = Build::new("2027-01-10", "2027-07-01")
        .product("A", &["mail"])
        .month("A", "9.00")
        .case();
    assert_eq!(planned(&nobody).cost.total.minor, 0);
    let unneeded = Build::new("2027-01-10", "2027-07-01")
        .product("A", &["mail"])
        .product("B", &["mail"])
        .month("A", "9.00")
        .limit("A", 0)
        .month("B", "9.00")
        .original("s1", "A", 1, "2028-01-01")
        .users("u", 1, &["A"])
        .policy(|p| p.mode = Mode::Cheapest)
        .case();
    assert_eq!(planned(&unneeded).cost.total.minor, 0);
    let a_day = Build::new("2027-01-10", "2027-01-11")
        .product("A", &["mail"])
        .product("B", &["mail"])
        .month("A", "9.00")
        .month("B", "8.00")
        .users("u", 2, &["A"])
        .policy(|p| p.mode = Mode::Cheapest)
        .case();
    equals_the_integer_programme(&a_day);
}

/// A little effort ends the search with a whole plan all the same, and with a bound that more effort never contradicts.
#[test]
fn little_effort_ends_the_search() {
    for case in [ring(3, 1, 1, None), ring(5, 1, 0, Some(1))] {
        let least = planned(&case).cost.cost_exact;
        for effort in [0, 1, 2, 5, 10, 20, 50, 100, 10_000] {
            let made = plan(&case, &Options { effort }).unwrap_or_else(|refusal| panic!("{effort}: {refusal:?}"));
            assert!(!matches!(verify(&case, &made), Verdict::Refuted(_)), "effort {effort}");
            assert!(
                made.cost.lower_bound_exact <= least && least <= made.cost.cost_exact,
                "effort {effort}"
            );
            assert!(effort > 0 || made.cost.method == Method::Gap);
        }
    }
}

/// Held SKUs that nobody sells any more, more than choices of what to drop could be tried; a suite takes their place.
#[test]
fn many_skus_nobody_sells() {
    const NAMES: [&str; 24] = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X",
    ];
    let mut build = Build::new("2027-01-10", "2027-07-10")
        .product("Suite", &NAMES)
        .month("Suite", "10.00")
        .product("Half", &NAMES[..12])
        .month("Half", "4.00");
    for (i, name) in NAMES.iter().enumerate() {
        // The first half ends in April, the second in June.
        let end = if i < 12 { "2027-04-10" } else { "2027-06-10" };
        build = build
            .product(name, &[name])
            .original_as(&format!("s{i}"), name, 2, Some(end), |s| s.auto_renew = Some(false));
    }
    let case = build.users("u", 2, &NAMES).policy(|p| (p.lead_days, p.max_bundle) = (0, 24)).case();
    let made = planned(&case);
    // Two users: two months of the half, then one of the suite.
    assert_eq!(made.cost.total.minor, 2 * (2 * 400 + 1000));
}

/// After the last original has ended it can pay to change once more: a year of one SKU, then months of another, as the last term is
/// paid whole.
#[test]
fn a_change_after_the_last_end_is_found() {
    let case = Build::new("2027-01-10", "2028-03-01")
        .product("A", &["mail"])
        .year("A", "100.00")
        .product("B", &["mail"])
        .month("B", "9.00")
        .original_as("s1", "A", 2, Some("2027-01-20"), |s| s.auto_renew = Some(false))
        .users("u", 2, &["A"])
        .policy(|p| (p.mode, p.residual, p.lead_days) = (Mode::Cheapest, Residual::None, 0))
        .case();
    let made = equals_the_integer_programme(&case);
    assert_eq!(made.cost.total.minor, 2 * (10_000 + 2 * 900));
}
