//! The test support against itself: the exhaustion agrees with figures worked by hand, with itself on every day instead of
//! candidate days, and with the integer programme. What the planner is measured against must be right first.

mod support;

use proptest::prelude::*;
use support::{
    Build,
    brute::{self, Days, Least},
    fraction, integer,
    random::{self, TINY},
};

#[test]
fn the_exhaustion_finds_the_worked_example() {
    let case = Build::new("2026-12-01", "2028-01-15")
        .product("A", &["mail"])
        .year("A", "120.00")
        .month("A", "12.00")
        .original("s1", "A", 3, "2027-01-15")
        .users("u", 3, &["A"])
        .policy(|p| p.lead_days = 5)
        .case();
    assert_eq!(brute::least_cost(&case, Days::Candidates), Least::Cost(fraction(22260, 61)));
    assert!((integer::least_cost(&case).unwrap() - 364.918033).abs() < 1e-6);
}

proptest! {
    #![proptest_config(support::tries(60))]

    #[test]
    fn exhaustion_and_integer_programme_agree(case in random::cases(TINY)) {
        let (exact, programme) = (brute::least_cost(&case, Days::Candidates), integer::least_cost(&case));
        match (exact, programme) {
            (Least::TooBig, _) | (Least::Nothing, None) => {}
            (Least::Cost(exact), Some(programme)) => prop_assert!((exact.approx() - programme).abs() < 1e-4, "{} {programme}", exact.approx()),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(support::tries(25))]

    /// Starts need be searched only on candidate days.
    #[test]
    fn other_days_are_never_cheaper(case in random::cases(TINY.of_days(24))) {
        let all = brute::least_cost(&case, Days::All);
        prop_assume!(all != Least::TooBig);
        prop_assert_eq!(brute::least_cost(&case, Days::Candidates), all);
    }
}
