//! Hand-overs and transfers drawn at random: money and seats are conserved, each day is billed once by whoever sold it, and whatever
//! both sides do, in whatever order, a subscription ends with exactly one owner.

mod support;

use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    charges::Charge,
    dates::{Date, date_of, day_number},
    estate::Generation,
    instants::Instant,
    program::Program,
    subscriptions::{Status as State, Subscription, seat_moves},
    transfers::{Chosen, Fate, HandOver, Line, Said, Side, Status, Transfer},
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Life, at};

const BOUGHT: &str = "2026-11-26T10:00:00Z";

fn day(after: i32) -> Date {
    date_of(day_number(at(BOUGHT).date()) + after)
}

fn bought(kind: usize, seats: i64) -> Life {
    match kind {
        0 => Life::buy(BOUGHT, Term::P1Y, BillingPlan::Monthly, seats),
        1 => Life::buy(BOUGHT, Term::P1Y, BillingPlan::Annual, seats),
        2 => Life::buy(BOUGHT, Term::P1M, BillingPlan::Monthly, seats),
        3 => Life::buy_legacy(BOUGHT, BillingPlan::Monthly, seats),
        _ => Life::buy_legacy(BOUGHT, BillingPlan::Annual, seats),
    }
}

fn noon(day: Date) -> Instant {
    Instant::start_of(day).plus_hours(12)
}

fn to(number: usize, day: Date) -> HandOver {
    HandOver {
        partner_id: format!("p{number}"),
        id: format!("s{number}"),
        order_id: format!("o{number}"),
        parent_id: None,
        mpn_id: None,
        accepted: noon(day),
        now: noon(day),
    }
}

/// How often a day was billed by lines: once is one.
fn times_billed(lines: &[Charge], day: Date, seats: i64) -> i64 {
    let of = lines.iter().filter(|l| l.from <= day && day < l.until);
    of.map(|l| l.amount_minor.signum() * l.quantity).sum::<i64>() / seats
}

proptest! {
    #[test]
    fn money_days_and_seats_are_conserved(kind in 0_usize..5, seats in 1_i64..40, days in proptest::collection::vec(0_i32..500, 1..4)) {
        let mut days = days;
        days.sort_unstable();
        let end = day(520);
        let mut alone = bought(kind, seats);
        alone.until(&Instant::start_of(end).to_string());
        let whole: i64 = alone.charges.iter().map(|c| c.amount_minor).sum();

        let mut life = bought(kind, seats);
        let mut owners: Vec<(Date, Vec<Charge>)> = vec![(day(0), std::mem::take(&mut life.charges))];
        for (number, at) in days.iter().enumerate() {
            let on = day(*at);
            life.until(&noon(on).to_string());
            owners.last_mut().unwrap().1.append(&mut life.charges);
            let money = life.now.hand_over_money(on);
            let handed = life.now.hand_over(&to(number, on), &Program::bundled().on(on));
            let (credit, charge) = (&handed.old.charges, &handed.new.charges);
            prop_assert_eq!(credit.iter().chain(charge).map(|c| c.amount_minor).sum::<i64>(), 0);
            prop_assert_eq!(charge.iter().map(|c| c.amount_minor).sum::<i64>(), money.amount_minor, "the preview says what is written");
            same_but_for_the_seller(&life.now, &handed.new.after);
            seats_never_fall(&life.now, &handed.new.after, &handed.old.after);
            prop_assert!(handed.old.after.next_due().is_none_or(|due| due > noon(on)));
            owners.last_mut().unwrap().1.extend(handed.old.charges.clone());
            owners.push((on, Vec::new()));
            life.now = handed.new.after;
            life.charges = handed.new.charges;
        }
        life.until(&Instant::start_of(end).to_string());
        owners.last_mut().unwrap().1.append(&mut life.charges);
        let billed: i64 = owners.iter().flat_map(|(_, lines)| lines).map(|c| c.amount_minor).sum();
        prop_assert_eq!(billed, whole, "what all of them bill is what one would have billed");
        for (number, (from, lines)) in owners.iter().enumerate() {
            let until = owners.get(number + 1).map_or(end, |(next, _)| *next);
            for n in 0..520 {
                let its = *from <= day(n) && day(n) < until;
                prop_assert_eq!(times_billed(lines, day(n), seats), i64::from(its), "owner {} on {}", number, day(n));
            }
        }
    }

    #[test]
    fn whatever_both_do_there_is_one_owner(legacy in any::<bool>(), steps in proptest::collection::vec((0_usize..7, any::<bool>(), 0_i64..40), 1..12)) {
        let s = if legacy { bought(3, 5).now } else { bought(0, 5).now };
        let mut s = Subscription { partner_id: Some("source".into()), ..s };
        let mut t = asked(legacy, &s);
        if legacy {
            t.lines = vec![Line::of(0, &s)];
        }
        let (mut now, mut owners) = (at(BOUGHT), vec!["source".to_owned()]);
        for (step, by_source, hours) in steps {
            now = now.plus_hours(hours * 30);
            let side = if by_source { Side::Source } else { Side::Target };
            let numbers = Program::bundled().on(now.date());
            let chosen = [Chosen { subscription_id: s.id.to_uppercase(), ..Chosen::default() }];
            let before = t.clone();
            let asked = match step {
                0 => t.reject(side, now, "u"),
                1 => t.cancel(side, now, "u"),
                2 => t.withdraw(side, now, "u"),
                3 => t.accept_lines(side, &chosen, |id| (id == s.id).then_some(&s), (now, &numbers, "u")),
                4 => t.check_accept(side, now).map(|()| t.accept(now, "u")),
                5 if t.next_due().is_some_and(|due| due <= now) && t.status != Status::InProgress => Ok(t.expire(now)),
                _ => Ok(t.clone()),
            };
            if let Ok(after) = asked {
                prop_assert!(before.is_open() || after == before, "a final state changed: {:?} {:?}", before.status, after.status);
                t = after;
            }
            if t.status == Status::InProgress {
                let handed = s.hand_over(&HandOver { partner_id: "target".into(), ..to(1, now.date()) }, &numbers);
                let moved = BTreeMap::from([(s.id.clone(), handed.new.after.id.clone())]);
                t = t.settle(&BTreeMap::from([(0, Fate::Moved { order_id: "o".into(), subscriptions: moved })]), now);
                prop_assert_eq!(t.status, Status::Complete);
                prop_assert_eq!(t.lines[0].target_subscription_id.as_deref(), Some("s1"));
                let sellers = [&handed.old.after, &handed.new.after].into_iter().filter(|s| s.status == State::Active);
                owners = sellers.filter_map(|s| s.partner_id.clone()).collect();
                s = handed.old.after;
            }
            prop_assert_eq!(owners.len(), 1);
            prop_assert_eq!(t.next_due().is_some(), t.is_open(), "an open one has its work, a final one none");
        }
        let moved = t.status == Status::Complete;
        prop_assert_eq!(&owners[0], if moved { "target" } else { "source" });
        prop_assert_eq!(s.status == State::Active, !moved);
    }

    #[test]
    fn what_becomes_of_a_group_is_its_own_matter(fates in proptest::collection::vec(any::<bool>(), 1..8)) {
        let s = bought(3, 5).now;
        let mut t = asked(true, &s);
        t.lines = (0..fates.len() as i64).map(|n| Line { subscription_id: format!("s{n}"), ..Line::of(n, &s) }).collect();
        let t = t.accept(at(BOUGHT), "u");
        let fate = |n: usize| match fates[n] {
            true => Fate::Moved { order_id: format!("o{n}"), subscriptions: BTreeMap::from([(format!("s{n}"), format!("n{n}"))]) },
            false => Fate::Failed(nahtlos_model::transfers::Failure::order_failed()),
        };
        let all = (0..fates.len()).map(|n| (n as i64, fate(n))).collect();
        let done = t.settle(&all, at(BOUGHT));
        let went = fates.iter().filter(|f| **f).count();
        let status = if went == 0 { Status::Failed } else if went == fates.len() { Status::Complete } else { Status::PartiallyComplete };
        prop_assert_eq!(done.status, status);
        for (n, line) in done.lines.iter().enumerate() {
            prop_assert_eq!((line.moved, line.failure.is_none()), (fates[n], fates[n]));
            prop_assert_eq!(line.order_id.clone(), fates[n].then(|| format!("o{n}")));
        }
    }
}

fn asked(legacy: bool, s: &Subscription) -> Transfer {
    Transfer {
        id: "t".into(),
        customer_id: s.customer_id.clone(),
        flow: if legacy { Generation::Legacy } else { Generation::NewCommerce },
        source_id: "source".into(),
        target_id: "target".into(),
        status: if legacy { Status::Active } else { Status::Created },
        created: at(BOUGHT),
        expires: at(BOUGHT).plus_days(30),
        accepted: None,
        completed: None,
        modified: None,
        modified_by: String::new(),
        lines: Vec::new(),
        said: Said::default(),
        reason: None,
        version: 1,
    }
}

fn same_but_for_the_seller(old: &Subscription, new: &Subscription) {
    let kept = |s: &Subscription| {
        (
            (s.quantity, s.start, s.end, s.term, s.renewal_term, s.cycle, s.unit_price),
            (
                s.discount_percent,
                s.auto_renew,
                s.end_action,
                s.extended,
                s.status,
                s.period,
                s.licence,
            ),
            (s.cancel_until, s.tranches.clone(), s.promotion.clone(), s.friendly_name.clone()),
        )
    };
    assert_eq!(kept(old), kept(new));
}

/// Saved in their order: the new one first, the old one second.
fn seats_never_fall(before: &Subscription, new: &Subscription, old: &Subscription) {
    let mut usable = before.quantity;
    for (was, is) in [(None, new), (Some(before), old)] {
        for (_, state, seats) in seat_moves(was, Some(is)) {
            if state == before.seat_state() {
                usable += seats;
            }
        }
        assert!(usable >= before.quantity);
    }
    assert_eq!(usable, before.quantity);
}

/// The documentation's example: bought on 10 April 2024 for a year and paid up front, accepted on 15 June.
#[test]
fn the_day_of_the_acceptance_is_the_targets_first() {
    for (cycle, stays, moves, whole) in [(BillingPlan::Annual, 66, 299, 365), (BillingPlan::Monthly, 5, 25, 30)] {
        let mut life = Life::buy("2024-04-10T09:00:00Z", Term::P1Y, cycle, 7);
        life.until("2024-06-15T12:00:00Z");
        let on = at("2024-06-15T12:00:00Z").date();
        let handed = life.now.hand_over(&to(1, on), &Program::bundled().on(on));
        let line = &handed.new.charges[0];
        assert_eq!(line.days, (moves, whole));
        let last = life.charges.last().unwrap().amount_minor;
        let kept = last + handed.old.charges[0].amount_minor;
        let exact = |days: i64| last as f64 * days as f64 / whole as f64;
        assert!((kept as f64 - exact(stays)).abs() <= 1.0 && (line.amount_minor as f64 - exact(moves)).abs() <= 1.0);
        assert_eq!(handed.new.after.end, life.now.end);
    }
}

/// A renewal on the very day comes first: the source is charged its period and credited the whole of it.
#[test]
fn a_renewal_on_the_day_is_the_targets() {
    let mut life = Life::buy("2026-01-15T09:00:00Z", Term::P1Y, BillingPlan::Annual, 3);
    life.until("2027-01-15T08:00:00Z");
    let renewal = life.charges.last().unwrap().amount_minor;
    let on = at("2027-01-15T08:00:00Z").date();
    let handed = life.now.hand_over(&to(1, on), &Program::bundled().on(on));
    assert_eq!(handed.old.charges[0].amount_minor, -renewal);
    assert_eq!(
        handed.new.after.cancel_until, life.now.cancel_until,
        "its window goes over, none opens"
    );
}
