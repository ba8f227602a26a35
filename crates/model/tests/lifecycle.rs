//! Lives of subscriptions, walked step by step as time passes: renewals, extended terms, stages, windows, traps.

mod support;

use jiff::civil::date;
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    charges::ChargeKind,
    instants::Instant,
    refusals::Code,
    subscriptions::{EndAction, NextTerm, Status, change::Change},
};
use support::{Life, at};

#[test]
fn a_year_billed_monthly_is_charged_twelve_times_and_renews() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 10);
    life.until("2027-11-27T00:00:00Z");
    let kinds = life.kinds();
    assert_eq!(kinds[0], ChargeKind::New);
    assert_eq!(kinds.iter().filter(|k| **k == ChargeKind::CycleFee).count(), 11);
    assert_eq!(kinds.iter().filter(|k| **k == ChargeKind::Renew).count(), 1);
    assert_eq!((life.now.start, life.now.end), (date(2027, 11, 26), Some(date(2028, 11, 26))));
    assert_eq!(
        life.now.reducible(at("2027-11-26T12:00:00Z")),
        10,
        "a renewal opens the windows anew"
    );
    let total: i64 = life.charges.iter().map(|c| c.amount_minor).sum();
    assert_eq!(total, 13 * 10 * 1050);
}

#[test]
fn a_window_ends_with_its_last_instant() {
    let life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    let last = at("2026-12-03T10:00:00Z");
    assert!(life.now.cancellable(last));
    assert!(!life.now.cancellable(Instant(last.0 + 1)));
    let cancel = Change {
        status: Some(Status::Deleted),
        ..Change::default()
    };
    let late = life.ask(&cancel, "2026-12-03T10:00:00.001Z").unwrap_err();
    assert_eq!(late.code, Code::CancellationDaysPassed);
    let done = life.ask(&cancel, "2026-12-03T10:00:00Z").unwrap();
    assert_eq!(done.after.status, Status::Deleted);
    // Seven of 365 days were used: 10 × 120.00 × 358/365 comes back.
    assert_eq!(done.charges[0].amount_minor, -117_699);
}

#[test]
fn seats_are_given_back_by_tranche_newest_first() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    let seats = |q: i64| Change {
        quantity: Some(q),
        auto_renew: Some(true),
        ..Change::default()
    };
    life.change(&seats(15), "2026-12-01T00:00:00Z");
    assert_eq!(life.now.reducible(at("2026-12-01T00:00:00Z")), 15);
    assert_eq!(
        life.now.reducible(at("2026-12-04T00:00:00Z")),
        5,
        "the first tranche's window has passed"
    );
    let refused = life.ask(&seats(9), "2026-12-04T00:00:00Z").unwrap_err();
    assert_eq!(refused.code, Code::ReductionRefused);
    life.change(&seats(11), "2026-12-04T00:00:00Z");
    assert_eq!(life.now.reducible(at("2026-12-04T00:00:00Z")), 1);
    let refused = life.ask(&seats(5), "2026-12-20T00:00:00Z").unwrap_err();
    assert_eq!(refused.code, Code::ReductionHoursPassed);
}

#[test]
fn what_a_patch_leaves_out_is_switched_off() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    let next = NextTerm {
        offer: life.now.offer.clone(),
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        quantity: 4,
        custom_end: None,
        promotion: None,
    };
    let full = Change {
        auto_renew: Some(true),
        scheduled: Some(next.clone()),
        ..Change::default()
    };
    life.change(&full, "2027-01-10T00:00:00Z");
    assert_eq!(life.now.scheduled, Some(next));
    let renamed = life
        .ask(
            &Change {
                friendly_name: Some("x".into()),
                ..Change::default()
            },
            "2027-01-11T00:00:00Z",
        )
        .unwrap()
        .after;
    assert!(!renamed.auto_renew && renamed.scheduled.is_none());
    let more = Change {
        quantity: Some(12),
        ..full
    };
    let more = life.ask(&more, "2027-01-11T00:00:00Z").unwrap().after;
    assert!(
        more.auto_renew && more.scheduled.is_none(),
        "an immediate change deletes what was scheduled"
    );
    life.until("2027-11-27T00:00:00Z");
    assert_eq!((life.now.quantity, life.now.cycle), (4, BillingPlan::Monthly));
}

#[test]
fn renewal_off_leads_into_the_extended_term_and_out_of_it_any_day() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    life.change(
        &Change {
            auto_renew: Some(false),
            ..Change::default()
        },
        "2027-01-01T00:00:00Z",
    );
    life.until("2028-01-10T00:00:00Z");
    assert!(life.now.extended && life.now.status == Status::Active);
    let extended: Vec<_> = life.charges.iter().filter(|c| c.kind == ChargeKind::ExtendedTerm).collect();
    assert_eq!(extended.len(), 2);
    assert_eq!(extended[0].unit_price.to_string(), "12.36", "the monthly rate of 12.00 plus 3 %");
    let ended = life
        .ask(
            &Change {
                status: Some(Status::Deleted),
                ..Change::default()
            },
            "2028-01-10T00:00:00Z",
        )
        .unwrap();
    assert_eq!(ended.after.status, Status::Deleted);
    // From 10 to 26 January: 16 of the 31 days from 26 December.
    assert_eq!(ended.charges[0].days, (16, 31));
}

#[test]
fn cancel_at_the_end_takes_access_at_once() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    let choice = Change {
        auto_renew: Some(false),
        end_action: Some(EndAction::Cancel),
        ..Change::default()
    };
    life.change(&choice, "2027-01-01T00:00:00Z");
    life.until("2027-11-25T23:59:59Z");
    assert_eq!(life.now.status, Status::Active);
    life.until("2027-11-26T00:00:00Z");
    assert_eq!(life.now.status, Status::Disabled);
    life.until("2028-02-24T00:00:00Z");
    assert_eq!(life.now.status, Status::Deleted);
}

#[test]
fn before_extended_terms_it_expired_then_was_disabled_then_deleted() {
    let mut life = Life::buy("2025-03-01T00:00:00Z", Term::P1Y, BillingPlan::Annual, 3);
    life.change(
        &Change {
            auto_renew: Some(false),
            ..Change::default()
        },
        "2025-06-01T00:00:00Z",
    );
    for (day, status) in [
        ("2026-02-28T23:59:59Z", Status::Active),
        ("2026-03-01T00:00:00Z", Status::Expired),
        ("2026-03-30T23:59:59Z", Status::Expired),
        ("2026-03-31T00:00:00Z", Status::Disabled),
        ("2026-06-28T23:59:59Z", Status::Disabled),
        ("2026-06-29T00:00:00Z", Status::Deleted),
    ] {
        life.until(day);
        assert_eq!(life.now.status, status, "{day}");
    }
}

#[test]
fn suspension_keeps_billing_in_new_commerce_and_stops_it_in_legacy() {
    let suspend = Change {
        status: Some(Status::Suspended),
        ..Change::default()
    };
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 10);
    life.change(&suspend, "2026-12-20T00:00:00Z");
    life.until("2027-03-01T00:00:00Z");
    assert_eq!(life.kinds().iter().filter(|k| **k == ChargeKind::CycleFee).count(), 3);
    life.until("2027-11-26T00:00:00Z");
    assert_eq!(life.now.status, Status::Disabled);
    life.until("2028-03-25T00:00:00Z");
    assert_eq!(life.now.status, Status::Deleted, "thirty days and ninety days after its term");

    let mut life = Life::buy_legacy("2026-11-26T10:00:00Z", BillingPlan::Monthly, 10);
    life.change(&suspend, "2026-12-20T00:00:00Z");
    let charged = life.charges.len();
    life.until("2027-03-01T00:00:00Z");
    assert_eq!(life.charges.len(), charged, "nothing is billed while suspended");
    assert_eq!(life.now.status, Status::Suspended);
    life.until("2027-03-20T00:00:00Z");
    assert_eq!(life.now.status, Status::Deleted);
}

#[test]
fn legacy_seats_move_freely_and_renewal_stays_as_it_was() {
    let mut life = Life::buy_legacy("2026-11-26T10:00:00Z", BillingPlan::Annual, 10);
    life.change(
        &Change {
            quantity: Some(3),
            ..Change::default()
        },
        "2027-06-01T00:00:00Z",
    );
    assert!(life.now.auto_renew, "a minimal PATCH leaves a legacy renewal alone");
    assert!(life.charges.last().unwrap().amount_minor < 0);
    let deleted = life
        .ask(
            &Change {
                status: Some(Status::Deleted),
                ..Change::default()
            },
            "2027-06-02T00:00:00Z",
        )
        .unwrap_err();
    assert_eq!(deleted.code, Code::StatusChangeRefused);
}

#[test]
fn a_longer_term_begins_at_once_and_credits_the_old_one() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1M, BillingPlan::Monthly, 10);
    let longer = Change {
        term: Some(Term::P1Y),
        cycle: Some(BillingPlan::Annual),
        auto_renew: Some(true),
        ..Change::default()
    };
    life.change(&longer, "2026-12-11T00:00:00Z");
    assert_eq!((life.now.start, life.now.end), (date(2026, 12, 11), Some(date(2027, 12, 11))));
    let converted: Vec<i64> = life
        .charges
        .iter()
        .filter(|c| c.kind == ChargeKind::Convert)
        .map(|c| c.amount_minor)
        .collect();
    assert_eq!(converted, [-6000, 120_000], "15 of 30 days back, a year charged");
    let shorter = Change {
        term: Some(Term::P1M),
        cycle: Some(BillingPlan::Monthly),
        ..Change::default()
    };
    assert_eq!(life.ask(&shorter, "2026-12-12T00:00:00Z").unwrap_err().code, Code::TermShorter);
}

#[test]
fn another_cycle_waits_for_the_next_charge() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 1);
    let annual = Change {
        cycle: Some(BillingPlan::Annual),
        auto_renew: Some(true),
        ..Change::default()
    };
    life.change(&annual, "2026-12-01T00:00:00Z");
    assert_eq!(
        (life.now.cycle, life.now.next_cycle),
        (BillingPlan::Monthly, Some(BillingPlan::Annual))
    );
    life.until("2026-12-26T00:00:00Z");
    assert_eq!(life.now.cycle, BillingPlan::Annual);
    assert_eq!(life.now.next_due(), Some(at("2027-11-26T00:00:00Z")));
    assert_eq!(
        life.charges.last().unwrap().days,
        (335, 365),
        "the month that was paid is not paid again"
    );
}

#[test]
fn the_cycle_of_the_next_charge_must_be_sold_for_the_term() {
    let next = |cycle: BillingPlan| Change {
        next_cycle: Some(cycle),
        auto_renew: Some(true),
        ..Change::default()
    };
    let month = Life::buy("2026-11-26T10:00:00Z", Term::P1M, BillingPlan::Monthly, 1);
    let longer = month.ask(&next(BillingPlan::Annual), "2026-12-01T00:00:00Z").unwrap_err();
    assert_eq!(longer.code, Code::CycleLongerThanTerm);
    let mut year = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 1);
    year.change(&next(BillingPlan::Annual), "2026-12-01T00:00:00Z");
    assert_eq!(year.now.next_cycle, Some(BillingPlan::Annual));
    let longer = year.ask(&next(BillingPlan::Triennial), "2026-12-02T00:00:00Z").unwrap_err();
    assert_eq!(longer.code, Code::CycleLongerThanTerm);
    let mut three = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 1);
    three.now.term = Term::P3Y;
    let fixed = three.ask(&next(BillingPlan::Monthly), "2026-12-02T00:00:00Z").unwrap_err();
    assert_eq!(
        fixed.code,
        Code::CycleFixed,
        "three years keep their cycle, however it is asked for"
    );
}

#[test]
fn an_immediate_change_leaves_nothing_scheduled_that_came_with_it_either() {
    let life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 10);
    let next = NextTerm {
        offer: life.now.offer.clone(),
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        quantity: 4,
        custom_end: None,
        promotion: None,
    };
    let both = Change {
        quantity: Some(12),
        auto_renew: Some(true),
        scheduled: Some(next),
        ..Change::default()
    };
    let after = life.ask(&both, "2026-12-10T00:00:00Z").unwrap().after;
    assert_eq!(
        (after.quantity, after.scheduled),
        (12, None),
        "as where something was scheduled before"
    );
}

#[test]
fn another_cycle_that_is_asked_for_twice_still_waits_for_the_next_charge() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 1);
    let annual = Change {
        cycle: Some(BillingPlan::Annual),
        auto_renew: Some(true),
        ..Change::default()
    };
    life.change(&annual, "2026-12-01T00:00:00Z");
    life.change(&annual, "2026-12-02T00:00:00Z");
    assert_eq!(life.now.next_cycle, Some(BillingPlan::Annual));
}

#[test]
fn a_longer_term_out_of_the_extended_one_can_be_cancelled_for_seven_days_only() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1M, BillingPlan::Monthly, 10);
    let off = Change {
        auto_renew: Some(false),
        ..Change::default()
    };
    life.change(&off, "2026-12-01T00:00:00Z");
    life.until("2026-12-28T00:00:00Z");
    assert!(life.now.extended);
    let year = Change {
        term: Some(Term::P1Y),
        cycle: Some(BillingPlan::Annual),
        auto_renew: Some(true),
        ..Change::default()
    };
    life.change(&year, "2026-12-28T10:00:00Z");
    let cancel = Change {
        status: Some(Status::Deleted),
        ..Change::default()
    };
    let late = life.ask(&cancel, "2027-01-04T10:00:00.001Z").unwrap_err();
    assert_eq!(late.code, Code::CancellationDaysPassed);
    assert!(life.ask(&cancel, "2027-01-04T10:00:00Z").is_ok());
    assert_eq!(life.now.reducible(at("2027-01-04T10:00:00Z")), 10);
}

#[test]
fn what_waits_for_the_next_charge_does_not_outlive_the_term() {
    let mut life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Annual, 1);
    let monthly = Change {
        next_cycle: Some(BillingPlan::Monthly),
        ..Change::default()
    };
    life.change(&monthly, "2026-12-01T00:00:00Z");
    life.until("2027-11-27T00:00:00Z");
    assert!(life.now.extended);
    assert_eq!(life.now.next_cycle, None);
}

#[test]
fn an_old_version_is_refused() {
    let life = Life::buy("2026-11-26T10:00:00Z", Term::P1Y, BillingPlan::Monthly, 1);
    let change = Change {
        expected_version: Some(7),
        quantity: Some(2),
        ..Change::default()
    };
    assert_eq!(life.ask(&change, "2026-12-01T00:00:00Z").unwrap_err().code, Code::StaleEtag);
}
