//! The proof at the present: every plan, carried out day by day in batches, holds at every instant; what goes otherwise than planned is
//! refuted when it happens, and not before it matters.

mod support;
#[path = "present/way.rs"]
mod way;

use nahtlos_files::case::read_case;
use nahtlos_model::{
    case::Case,
    estate::License,
    notice::{CounterCode, Value},
    plan::Plan,
};
use nahtlos_planner::{
    Options, plan,
    present::{Standing, Supply, There},
};
use proptest::prelude::*;
use std::path::PathBuf;
use support::{
    Build,
    random::{self, SMALL},
    rich,
};
use way::Way;

fn cases() -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let bundled = folders.filter(|path| path.is_dir()).map(|path| read_case(&path).unwrap().value);
    bundled.chain([rich::case()]).collect()
}

fn planned(case: &Case) -> Option<Plan> {
    plan(case, &Options::default()).ok()
}

#[test]
fn the_bundled_plans_hold_at_every_instant_of_their_way() {
    for case in cases() {
        let made = planned(&case).unwrap();
        for batch in [1, 3, 20] {
            Way::new(&case, &made)
                .walk(batch)
                .unwrap_or_else(|refuted| panic!("{}: {refuted}", case.estate.customer.name));
        }
    }
}

/// A purchase that never comes is refuted: at the latest when its seats are needed, and no plan is walked to its end without it.
#[test]
fn a_purchase_that_does_not_come_is_refuted() {
    let mut refuted = 0;
    for case in cases() {
        let made = planned(&case).unwrap();
        for at in 0..made.purchases.len() {
            let mut way = Way::new(&case, &made);
            way.lost.insert(at);
            let end = way.walk(20);
            assert!(end.is_err(), "without {:?} the whole way was proved", made.purchases[at]);
            let first = way.prove().unwrap_err();
            assert_eq!(first.code, CounterCode::SeatsShort, "{first:#?}");
            refuted += 1;
        }
    }
    assert!(refuted > 10, "{refuted}");
}

/// Two users of one SKU whose seats fall due; another SKU has both plans.
fn small() -> Build {
    Build::new("2027-01-01", "2027-12-01")
        .product("OLD", &["mail", "files"])
        .product("NEW", &["mail", "files", "chat"])
        .year("NEW", "120.00")
        .original_as("s1", "OLD", 2, Some("2027-03-11"), |s| s.auto_renew = Some(false))
        .user("u", 2, &[("OLD", &[])])
        .policy(|p| p.lead_days = 10)
}

#[test]
fn licences_do_not_move_before_the_seats_are_seen() {
    let case = small().case();
    let made = planned(&case).unwrap();
    let mut way = Way::new(&case, &made);
    way.day = made.license_changes[0].date;
    assert_eq!(way.day, made.purchases[0].start);
    way.lost.insert(0);
    let refuted = way.prove().unwrap_err();
    assert_eq!(
        (refuted.code, &refuted.values["short"]),
        (CounterCode::SeatsShort, &Value::Count(2)),
        "{refuted:#?}"
    );
    // What is about to be bought counts for the days to come.
    let mut present = way.present();
    let bought = &made.purchases[0];
    present.supplies.push(Supply {
        sku: bought.sku_id,
        seats: bought.seats,
        there: There::Due,
        from: bought.start,
        to: Some(bought.end),
        source: bought.id.clone(),
    });
    let standing = Standing::prove(&case.catalogue, present).unwrap();
    assert!(standing.order(20).turns.is_empty(), "no seat is there yet");
    // One seat of two came: the first can change, the second cannot, and nothing is changed by the refusal.
    way.lost.clear();
    let mut present = way.present();
    present.ahead.clear();
    let old = present.supplies.iter_mut().find(|s| s.source == "s1").unwrap();
    (old.to, old.there) = (None, There::Seen);
    present.supplies.iter_mut().find(|s| s.source == "p1").unwrap().seats = 1;
    let mut standing = Standing::prove(&case.catalogue, present).unwrap();
    let change = &made.license_changes[0];
    standing.switch(&[0], &change.remove_licenses, &change.add_licenses, None).unwrap();
    let refuted = standing
        .switch(&[1], &change.remove_licenses, &change.add_licenses, None)
        .unwrap_err();
    assert_eq!(refuted.values["held"], Value::Count(2), "{refuted:#?}");
    standing.switch(&[0], &[support::sku("NEW")], &[add("OLD", &[])], None).unwrap();
    standing.switch(&[1], &change.remove_licenses, &change.add_licenses, None).unwrap();
}

#[test]
fn behind_the_horizon_only_the_present_is_looked_at() {
    let case = small().case();
    let made = planned(&case).unwrap();
    let mut present = Way::new(&case, &made).present();
    present.horizon = present.day.yesterday().unwrap();
    present.ahead.clear();
    assert!(Standing::prove(&case.catalogue, present.clone()).is_ok());
    present.supplies.clear();
    let refuted = Standing::prove(&case.catalogue, present).unwrap_err();
    assert_eq!(refuted.code, CounterCode::SeatsShort, "who has no seat today is found all the same");
}

fn add(name: &str, off: &[&str]) -> nahtlos_model::plan::AddLicense {
    nahtlos_model::plan::AddLicense {
        sku_id: support::sku(name),
        disabled_plans: off.iter().map(|plan| support::plan(plan)).collect(),
    }
}

#[test]
fn a_licence_taken_by_hand_is_seen() {
    let case = small().case();
    let made = planned(&case).unwrap();
    let mut way = Way::new(&case, &made);
    way.people[1].licenses.clear();
    let refuted = way.prove().unwrap_err();
    assert_eq!(
        (refuted.code, refuted.subjects),
        (CounterCode::UserUncovered, vec!["u#2".to_owned()])
    );
    way.people[1].licenses = vec![License {
        sku_id: support::sku("OLD"),
        disabled_plans: vec![support::plan("mail")],
        via_group: None,
    }];
    let refuted = way.prove().unwrap_err();
    assert_eq!(refuted.values["plans"], Value::Plans(vec![support::plan("mail")]));
}

#[test]
fn a_change_that_would_uncover_somebody_is_refuted_and_not_made() {
    let case = small().case();
    let made = planned(&case).unwrap();
    let mut way = Way::new(&case, &made);
    way.day = made.license_changes[0].date;
    let mut standing = way.prove().unwrap();
    let old = [support::sku("OLD")];
    let refuted = standing.switch(&[0], &old, &[add("NEW", &["files"])], None).unwrap_err();
    assert_eq!(refuted.code, CounterCode::UserUncovered);
    let refuted = standing.switch(&[0], &[support::sku("NEW")], &[], None).unwrap_err();
    assert_eq!(refuted.code, CounterCode::RemovesNotHeld);
    way.change(1).unwrap();
}

#[test]
fn what_excludes_another_is_refuted_where_it_is_held_anew() {
    let case = small().product("X", &["mailplus"]).exclusion("post", &["mail", "mailplus"]).case();
    let made = planned(&case).unwrap();
    let mut way = Way::new(&case, &made);
    let mut present = way.present();
    present.supplies.push(Supply {
        sku: support::sku("X"),
        seats: 2,
        there: There::Seen,
        from: way.day,
        to: None,
        source: "x".to_owned(),
    });
    let mut standing = Standing::prove(&case.catalogue, present).unwrap();
    let refuted = standing.switch(&[0], &[], &[add("X", &[])], None).unwrap_err();
    assert_eq!(refuted.code, CounterCode::ExclusionConflict);
    // Who held both from the beginning goes on with them.
    way.people[0].licenses.push(License {
        sku_id: support::sku("X"),
        disabled_plans: Vec::new(),
        via_group: None,
    });
    let mut present = way.present();
    present.supplies.push(Supply {
        sku: support::sku("X"),
        seats: 2,
        there: There::Seen,
        from: way.day,
        to: None,
        source: "x".to_owned(),
    });
    present.ahead.clear();
    present.horizon = support::day("2027-02-01");
    Standing::prove(&case.catalogue, present).unwrap();
}

#[test]
fn a_need_that_nothing_contains_is_never_met() {
    let case = small().case();
    let made = planned(&case).unwrap();
    let mut way = Way::new(&case, &made);
    way.people[0].need.push(support::plan("forgotten"));
    assert_eq!(way.prove().unwrap_err().code, CounterCode::UserUncovered);
}

proptest! {
    #![proptest_config(support::tries(150))]

    #[test]
    fn plans_hold_at_every_instant_of_their_way(case in random::cases(SMALL), batch in 1_usize..4) {
        if let Some(made) = planned(&case) {
            let walked = Way::new(&case, &made).walk(batch);
            prop_assert!(walked.is_ok(), "{}\n{:#?}", walked.unwrap_err(), made);
        }
    }

    #[test]
    fn a_seat_too_few_is_refuted_somewhere(case in random::cases(SMALL), which in any::<prop::sample::Index>()) {
        if let Some(mut made) = planned(&case) {
            prop_assume!(!made.purchases.is_empty());
            let at = which.index(made.purchases.len());
            made.purchases[at].seats -= 1;
            prop_assert!(Way::new(&case, &made).walk(20).is_err(), "{:#?}", made);
        }
    }
}
