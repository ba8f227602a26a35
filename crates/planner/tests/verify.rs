//! The proof on plans written by hand: what holds is proved, with the right certificate.

mod support;

use nahtlos_model::case::Case;
use nahtlos_planner::verify::{Certificate, Minimum, Verdict, verify};
use support::{Build, day, document::Decisions, fraction, sku};

fn proved(case: &Case, decisions: Decisions) -> Certificate {
    match verify(case, &decisions.plan(case)) {
        Verdict::Proved(certificate) => certificate,
        Verdict::Refuted(counter) => panic!("refuted: {counter:#?}"),
    }
}

/// Three users of one SKU, three seats until 2027-01-15, lead 5: the worked example of the move model.
fn tiny() -> Case {
    Build::new("2026-12-01", "2028-01-15")
        .product("A", &["mail"])
        .year("A", "120.00")
        .month("A", "12.00")
        .original("s1", "A", 3, "2027-01-15")
        .users("u", 3, &["A"])
        .policy(|p| p.lead_days = 5)
        .case()
}

fn tiny_decisions() -> Decisions {
    Decisions::default()
        .year("A", 3, "2027-01-10", "2028-01-10", "120.00")
        .year("A", 3, "2028-01-10", "2029-01-10", "120.00")
}

/// Years that contain 29 February cost less a day, so the year's worth lies a little more on its first days.
fn tiny_rents(decisions: Decisions) -> Decisions {
    decisions
        .rent("A", "2027-01-10", "2027-03-01", fraction(1020, 61))
        .rent("A", "2027-03-01", "2028-01-10", fraction(6300, 61))
        .rent("A", "2028-01-10", "2028-01-15", fraction(100, 61))
}

#[test]
fn the_worked_example_is_proved_least() {
    let certificate = proved(&tiny(), tiny_rents(tiny_decisions()));
    let least = fraction(22260, 61);
    assert!((least.approx() - 364.918033).abs() < 1e-6);
    assert_eq!(certificate.cost, least);
    assert_eq!(certificate.minimum, Minimum::Rechecked { lower_bound: least });
    assert_eq!(certificate.total.to_string(), "364.92");
    assert_eq!(
        (certificate.users_checked, certificate.kinds_checked, certificate.purchases_checked),
        (3, 1, 2)
    );
    let tightest = certificate.tightest.unwrap();
    assert_eq!(
        (tightest.sku, tightest.day, tightest.slack, tightest.held),
        (sku("A"), day("2026-12-01"), 0, 3)
    );
    assert_eq!(certificate.pools.len(), 1);
    assert_eq!(certificate.pools[0].intervals.len(), 1, "three seats for three users throughout");
}

#[test]
fn without_rents_the_minimum_is_not_rechecked() {
    assert_eq!(proved(&tiny(), tiny_decisions()).minimum, Minimum::NotRechecked);
}
