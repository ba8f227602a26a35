//! What holds of every transition: seats, days and ends are kept, no window opens, and what is said to be possible is done.

use jiff::civil::date;
use nahtlos_model::{
    assortment::{Assortment, Offer, Place},
    catalogue::{BillingPlan, PriceRow, Term},
    dates::Date,
    ids::{OfferId, SkuId},
    instants::Instant,
    money::Currency,
    program::Program,
    refusals::{Code, Refusal},
    subscriptions::{
        Status, Subscription,
        purchase::{Market, Wanted as Order, buy},
    },
    transitions::{
        Around, Kind,
        decide::{Moved, Wanted, Way, transition},
        eligible::{reasons, target_reasons, target_subscriptions, targets},
    },
};
use proptest::prelude::*;

const DAY_MS: i64 = 86_400_000;

fn place() -> Place {
    Place {
        country: "DE".into(),
        currency: Currency::new("EUR").unwrap(),
        segment: "Commercial".into(),
    }
}

fn id(n: usize) -> OfferId {
    OfferId::new("CFQ7TTC0TEST", &format!("000{n}"))
}

/// Three offers, each of which can become the later ones, and a trial of the first.
fn assortment() -> Assortment {
    let mut all = Assortment::default();
    for n in 0..4 {
        let row = |term, billing, cents: usize| PriceRow {
            offer: id(n),
            title: format!("Offer {n}"),
            term,
            billing,
            market: "DE".into(),
            currency: Currency::new("EUR").unwrap(),
            unit_price: Some(format!("{}.{:02}", cents / 100, cents % 100).parse().unwrap()),
            erp_price: None,
            tier_min: None,
            from: Date::MIN,
            until: Date::MAX,
            segment: "Commercial".into(),
            line: 0,
        };
        let trial = n == 3;
        let price = if trial { 0 } else { 700 + 650 * n };
        let offer = Offer {
            id: id(n),
            product_title: "Suite".into(),
            title: format!("Offer {n}"),
            description: String::new(),
            publisher: "Vendor".into(),
            licence: SkuId(uuid::Uuid::from_u128(n as u128 + 1)),
            min_seats: 1,
            max_seats: Some(300),
            max_subscriptions: None,
            trial,
            prerequisites: Vec::new(),
            conversions: if trial { vec![id(0), id(1)] } else { (n + 1..3).map(id).collect() },
            countries: Vec::new(),
            prices: vec![
                row(Term::P1M, BillingPlan::Monthly, price * 12 / 10),
                row(Term::P1Y, BillingPlan::Monthly, price),
                row(Term::P1Y, BillingPlan::Annual, price * 12),
            ],
        };
        all.offers.insert(offer.id.clone(), offer);
    }
    all.index();
    all
}

fn begins() -> Instant {
    "2026-12-07T10:00:00Z".parse().unwrap()
}

fn bought(all: &Assortment, offer: usize, name: &str, seats: i64, yearly: bool, cycle: BillingPlan, after_days: i64) -> Subscription {
    let now = Instant(begins().0 + after_days * DAY_MS);
    let numbers = Program::bundled().on(now.date());
    let wanted = Order {
        id: name.into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        order_id: "o".into(),
        quantity: seats,
        term: Some(if yearly { Term::P1Y } else { Term::P1M }),
        cycle: if yearly { cycle } else { BillingPlan::Monthly },
        renewal_term: None,
        custom_end: None,
        promotion: None,
        friendly_name: None,
        mpn_id: None,
        parent_id: None,
        place: place(),
        end: None,
        price_day: None,
    };
    let market = Market {
        now,
        provisioned: now,
        numbers: &numbers,
        assortment: all,
        held: &[],
        seats_active: 0,
        subscriptions_of_offer: 0,
        ends: &[],
        sandbox: false,
    };
    buy(&all.offers[&id(offer)], wanted, &market).unwrap().after
}

/// A question to the decision.
#[derive(Debug, Clone)]
struct Asked {
    offer: usize,
    seats: i64,
    into: bool,
    kind: Kind,
    term: Option<Term>,
    cycle: Option<BillingPlan>,
    after_days: i64,
}

fn asked() -> impl Strategy<Value = Asked> {
    let term = prop_oneof![Just(None), Just(Some(Term::P1M)), Just(Some(Term::P1Y))];
    let cycle = prop_oneof![Just(None), Just(Some(BillingPlan::Monthly)), Just(Some(BillingPlan::Annual))];
    let kind = prop_oneof![Just(Kind::Only), Just(Kind::WithLicenses)];
    (0..3_usize, 1..40_i64, any::<bool>(), kind, term, cycle, 0..29_i64).prop_map(|(offer, seats, into, kind, term, cycle, after_days)| {
        Asked {
            offer,
            seats,
            into,
            kind,
            term,
            cycle,
            after_days,
        }
    })
}

fn ask(all: &Assortment, source: &Subscription, others: &[Subscription], asked: &Asked) -> Result<Moved, Refusal> {
    let now = Instant(begins().0 + asked.after_days * DAY_MS);
    let numbers = Program::bundled().on(now.date());
    let around = Around {
        now,
        numbers: &numbers,
        assortment: all,
        others,
        sandbox: false,
    };
    let wanted = Wanted {
        offer: &all.offers[&id(asked.offer)],
        kind: asked.kind,
        quantity: asked.seats,
        term: asked.term,
        cycle: asked.cycle,
        promotion: None,
        new_id: "n",
        order_id: "o2",
        held_licences: &[],
    };
    let into = others.iter().find(|_| asked.into);
    let moved = transition(source, &wanted, into, &around);
    agrees(source, others, asked, &moved, &around);
    moved
}

/// The list of eligibilities says the same as the deed, seats, terms and cycles aside.
fn agrees(source: &Subscription, others: &[Subscription], asked: &Asked, moved: &Result<Moved, Refusal>, around: &Around<'_>) {
    let offer = &around.assortment.offers[&id(asked.offer)];
    let path = targets(source, around.assortment, around.now.date()).contains(&offer);
    let free = reasons(source, offer, asked.kind, around).is_empty();
    let target = others.iter().find(|_| asked.into);
    let fits = target.is_none_or(|t| {
        let listed = source.trial || target_subscriptions(source, offer, around).iter().any(|s| s.id == t.id);
        listed && t.offer == offer.id.0 && target_reasons(source, t, around).is_empty()
    });
    match moved {
        Ok(_) => assert!(path && free && fits, "done, though the list says no: {asked:?}"),
        Err(refusal) => {
            let about_size = [
                Code::QuantityOutOfRange,
                Code::SeatsRemaining,
                Code::TransitionTermShorter,
                Code::TransitionTermInvalid,
                Code::CycleInvalid,
                Code::CycleLongerThanTerm,
            ];
            let listed = path && free && fits;
            assert!(
                !listed || about_size.contains(&refusal.code),
                "refused ({refusal}), though the list says yes: {asked:?}"
            );
        }
    }
}

/// Latest ends of windows, and seats in open tranches.
fn windows(s: &Subscription, now: Instant) -> (Option<Instant>, i64) {
    (s.tranches.iter().map(|t| t.until).max(), s.reducible(now))
}

fn check(source: &Subscription, target: Option<&Subscription>, moved: &Moved, asked: &Asked) {
    let now = Instant(begins().0 + asked.after_days * DAY_MS);
    let after = &moved.source.after;
    let other = moved.target.as_ref().map(|t| &t.after);
    let live = |s: &Subscription| if s.status == Status::Deleted { 0 } else { s.quantity };
    let before_seats = source.quantity + target.map_or(0, |t| t.quantity);
    let extra = (asked.seats - source.quantity).max(0);
    assert_eq!(live(after) + other.map_or(0, live), before_seats + extra, "seats");
    let days = |moved: &Moved, sign: i64| -> i64 {
        let all = moved.source.charges.iter().chain(moved.target.iter().flat_map(|t| &t.charges));
        all.filter(|c| c.amount_minor.signum() == sign && c.kind != nahtlos_model::charges::ChargeKind::AddQuantity)
            .map(|c| c.quantity)
            .sum()
    };
    if !source.trial {
        assert_eq!(days(moved, -1), moved.seats, "every seat that moved is credited");
        assert_eq!(days(moved, 1), moved.seats, "every seat that moved is charged");
        let longer = asked.term.is_some_and(|t| t != source.term) && !asked.into;
        let end = moved.outcome().end;
        match (longer, target) {
            (true, _) => assert!(end > source.end),
            (false, Some(target)) => assert_eq!(end, target.end),
            (false, None) => assert_eq!(end, source.end),
        }
        let opened = windows(moved.outcome(), now).1 + if moved.target.is_some() { windows(after, now).1 } else { 0 };
        let had = windows(source, now).1 + target.map_or(0, |t| windows(t, now).1);
        assert!(opened <= had + extra, "no window opens for seats that moved");
        if extra == 0 {
            let latest = windows(source, now).0.max(target.and_then(|t| windows(t, now).0));
            assert!(windows(moved.outcome(), now).0 <= latest, "no tranche's time grows");
        }
    }
    assert!(
        moved.outcome().scheduled.is_none() && (after.scheduled.is_none()),
        "scheduled changes are gone"
    );
    assert!(!moved.outcome().trial);
}

proptest! {
    #[test]
    fn seats_days_and_ends_are_kept(seats in 1..30_i64, yearly: bool, annual: bool, offer in 0..3_usize, target in 0..3_usize, bought_after in 0..20_i64, chain in prop::collection::vec(asked(), 1..4)) {
        let all = assortment();
        let cycle = if annual { BillingPlan::Annual } else { BillingPlan::Monthly };
        let mut source = bought(&all, offer, "s", seats, yearly, cycle, 0);
        let mut other = bought(&all, target, "t", 5, yearly, BillingPlan::Monthly, bought_after.min(chain[0].after_days));
        let mut day = 0;
        for mut step in chain {
            step.after_days = step.after_days.max(day);
            day = step.after_days;
            let others = [other.clone()];
            let Ok(moved) = ask(&all, &source, &others, &step) else { continue };
            let target = step.into.then_some(&others[0]);
            check(&source, target, &moved, &step);
            source = moved.source.after;
            if let (Way::Into, Some(target)) = (moved.way, moved.target) {
                other = target.after;
            }
        }
    }

    #[test]
    fn parts_one_after_the_other_are_worth_the_whole(seats in 2..30_i64, part in 1..29_i64, after_days in 8..28_i64) {
        prop_assume!(part < seats);
        let all = assortment();
        let source = bought(&all, 0, "s", seats, true, BillingPlan::Monthly, 0);
        let step = |seats, into| Asked { offer: 1, seats, into, kind: Kind::Only, term: None, cycle: None, after_days };
        let whole = ask(&all, &source, &[], &step(seats, false)).unwrap();
        let first = ask(&all, &source, &[], &step(part, false)).unwrap();
        let target = first.target.clone().unwrap();
        let rest = ask(&all, &first.source.after, std::slice::from_ref(&target.after), &step(seats - part, true)).unwrap();
        prop_assert_eq!(rest.source.after.status, Status::Deleted);
        prop_assert_eq!(rest.outcome().quantity, whole.outcome().quantity);
        let sum = |moved: &[&Moved]| -> i64 {
            let of = |m: &&Moved| m.source.charges.iter().chain(m.target.iter().flat_map(|t| &t.charges)).map(|c| c.amount_minor).sum::<i64>();
            moved.iter().map(of).sum()
        };
        // Each line is rounded by itself: at most half a cent for each of six.
        prop_assert!((sum(&[&first, &rest]) - sum(&[&whole])).abs() <= 3);
    }

    #[test]
    fn a_trial_begins_anew(seats in 25..60_i64, into: bool, after_days in 0..29_i64, kind in prop_oneof![Just(Kind::Only), Just(Kind::WithLicenses)]) {
        let all = assortment();
        let source = bought(&all, 3, "s", 25, false, BillingPlan::Monthly, 0);
        let other = bought(&all, 1, "t", 5, true, BillingPlan::Annual, 0);
        let asked = Asked { offer: 1, seats, into, kind, term: None, cycle: None, after_days };
        let Ok(moved) = ask(&all, &source, &[other], &asked) else {
            prop_assert!(into && after_days <= 7);
            return Ok(());
        };
        prop_assert_eq!(moved.source.charges.iter().filter(|c| c.amount_minor < 0).count(), 0);
        let now = Instant(begins().0 + after_days * DAY_MS);
        match into {
            true => {
                prop_assert_eq!(moved.outcome().quantity, 5 + seats);
                prop_assert_eq!(moved.outcome().reducible(now), seats - 25);
            }
            false => {
                prop_assert_eq!(moved.outcome().start, now.date());
                prop_assert_eq!(moved.outcome().reducible(now), seats);
                prop_assert!(moved.outcome().auto_renew);
            }
        }
    }
}

#[test]
fn the_name_that_the_partner_gave_stays() {
    let all = assortment();
    let mut source = bought(&all, 0, "s", 5, true, BillingPlan::Annual, 0);
    source.friendly_name = "Büro".into();
    let asked = Asked {
        offer: 1,
        seats: 5,
        into: false,
        kind: Kind::Only,
        term: None,
        cycle: None,
        after_days: 0,
    };
    let moved = ask(&all, &source, &[], &asked).unwrap();
    assert_eq!(
        (moved.outcome().friendly_name.as_str(), moved.outcome().offer_name.as_str()),
        ("Büro", "Offer 1")
    );
    assert_eq!(moved.outcome().start, date(2026, 12, 7));
}
