//! What happens if a subscription ends: numbers at risk, candidates, what each would lose, over time.

mod support;

use nahtlos_model::{
    case::Case,
    estate::Channel,
    notice::{RefusalCode, Value},
};
use nahtlos_planner::whatif::{RiskInterval, WhatIf, whatif};
use support::{Build, day, plan, rich, sku};

fn ask(case: &Case, id: &str, end: &str) -> WhatIf {
    whatif(case, id, day(end)).unwrap()
}

fn row(interval: &RiskInterval) -> (String, u64, u64, u64, u64) {
    (
        interval.from.to_string(),
        interval.held,
        interval.seats_before,
        interval.seats_after,
        interval.at_risk,
    )
}

#[test]
fn an_end_puts_some_at_risk_and_names_candidates_not_victims() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("MAIL", &["mail"])
        .product("DESK", &["desk", "mail"])
        .original("m1", "MAIL", 2, "2027-06-01")
        .original_as("m2", "MAIL", 2, Some("2027-03-01"), |s| s.auto_renew = Some(true))
        .original_as("d1", "DESK", 1, None, |_| ())
        .users("u", 3, &["MAIL"])
        .user("both", 1, &[("DESK", &[]), ("MAIL", &[])])
        .case();
    let answer = ask(&case, "m2", "2027-03-01");
    assert_eq!((answer.sku, answer.seats, answer.end), (sku("MAIL"), 2, day("2027-03-01")));
    let pool = &answer.pools[0];
    let rows: Vec<_> = pool.intervals.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            ("2027-01-01".to_owned(), 4, 4, 4, 0),
            ("2027-03-01".to_owned(), 4, 4, 2, 2),
            ("2027-06-01".to_owned(), 4, 2, 0, 4)
        ]
    );
    // One of the four has mail through another SKU: two licences lost hit one user at least, two at most.
    let march = &pool.intervals[1];
    assert_eq!((march.fewest_hit, march.most_hit, march.at_risk_anyway), (1, 2, 0));
    let june = &pool.intervals[2];
    assert_eq!((june.fewest_hit, june.most_hit, june.at_risk_anyway), (3, 3, 2));
    let told: Vec<_> = pool
        .candidates
        .iter()
        .map(|c| (c.user_ids.join(" "), c.users, c.loses.clone()))
        .collect();
    assert_eq!(
        told,
        [("u1 u2 u3".to_owned(), 3, vec![plan("mail")]), ("both".to_owned(), 1, vec![])]
    );
    assert_eq!(answer.pools.len(), 1, "the other pool never runs short");
    assert!(answer.hits_somebody());
}

#[test]
fn seats_to_spare_mean_nobody_is_hit() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("A", &["mail"])
        .original_as("a1", "A", 3, None, |_| ())
        .original("a2", "A", 2, "2027-05-01")
        .users("u", 3, &["A"])
        .case();
    let answer = ask(&case, "a2", "2027-05-01");
    assert!(!answer.hits_somebody());
    assert!(answer.pools[0].intervals.iter().all(|i| i.at_risk == 0));
    assert!(answer.pools[0].candidates.is_empty());
}

#[test]
fn a_pool_short_at_the_same_time_takes_the_other_way_to_a_plan_away() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("A", &["mail"])
        .product("B", &["mail2"])
        .equivalent("mail", "mail2")
        .equivalent("mail2", "mail")
        .original_as("a", "A", 1, None, |_| ())
        .original("b", "B", 1, "2027-07-01")
        .user("u", 1, &[("A", &[]), ("B", &[])])
        .case();
    let answer = ask(&case, "a", "2027-04-01");
    let pool = &answer.pools[0];
    assert_eq!(pool.candidates[0].loses, [], "mail is satisfied through B");
    let mut both = vec![plan("mail"), plan("mail2")];
    both.sort_unstable();
    assert_eq!(pool.candidates[0].loses_at_worst, both);
    let july = pool.intervals.last().unwrap();
    assert_eq!((july.from, &july.also_short[..]), (day("2027-07-01"), &[sku("B")][..]));
    assert_eq!(answer.pools[1].sku, sku("B"));
}

#[test]
fn unknown_renewal_is_no_supply_and_idle_users_take_no_seat() {
    let answer = ask(&rich::case(), "s1", "2027-02-01");
    let a = answer.pools.iter().find(|p| p.sku == sku("A")).unwrap();
    let rows: Vec<_> = a.intervals.iter().map(row).collect();
    // s2's renewal is unknown: its three seats are gone from 11 March; s3 renews. The user who needs nothing is not counted.
    assert_eq!(rows, [("2027-01-01".to_owned(), 3, 4, 4, 0), ("2027-03-11".to_owned(), 3, 1, 1, 2)]);
    let ids: Vec<_> = a.candidates.iter().flat_map(|c| c.user_ids.iter().map(String::as_str)).collect();
    assert_eq!(ids, ["a#1", "a#2", "a#3"]);
}

#[test]
fn an_inactive_subscription_supplies_nothing_before_or_after() {
    let case = Build::new("2027-01-01", "2028-01-01")
        .product("A", &["mail"])
        .original_as("dead", "A", 5, None, |s| {
            s.status = nahtlos_model::estate::SubscriptionStatus::Suspended;
            s.channel = Channel::OtherPartner;
        })
        .users("u", 2, &["A"])
        .case();
    let answer = ask(&case, "dead", "2027-04-01");
    assert_eq!(answer.seats, 0);
    assert_eq!(
        answer.pools[0].intervals.iter().map(row).collect::<Vec<_>>(),
        [("2027-01-01".to_owned(), 2, 0, 0, 2)]
    );
    assert!(!answer.hits_somebody(), "they are at risk anyway");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let unknown = whatif(&rich::case(), "s9", day("2027-02-01")).unwrap_err();
    assert_eq!(
        (unknown.code, unknown.subjects),
        (RefusalCode::UnknownSubscription, vec!["s9".to_owned()])
    );
    for outside in ["2026-12-31", "2028-01-01"] {
        let refusal = whatif(&rich::case(), "s1", day(outside)).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::DayOutside);
        assert_eq!(refusal.values["horizon"], Value::Date(day("2028-01-01")));
    }
}
