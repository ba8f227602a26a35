//! Migrations to new commerce: what is judged, and what becomes of seats, days and money, over random bundles and days.

mod support;

use jiff::civil::date;
use nahtlos_model::{
    assortment::{Assortment, LegacyOffer, Offer, Place},
    catalogue::{BillingPlan, Term},
    charges::Charge,
    dates::{Date, date_of, day_number, plus_months},
    ids::{OfferId, SkuId},
    instants::Instant,
    migrations::{
        Bid, Wish, carry,
        eligibility::{Around, Verdict, judge, number},
    },
    program::Program,
    refusals::{Code, Refusal},
    subscriptions::{
        Decided, MIGRATED, Status, Subscription,
        due::Times,
        purchase::{Market, Wanted, buy_legacy},
    },
};
use proptest::prelude::*;
use support::{assortment, at, place, wanted, with_market};

const BOUGHT: &str = "2026-11-26T10:00:00Z";
const ADDON: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";
const ARCHIVE: &str = "ee02fd1b-340e-4a4b-b355-4a514e4c8943";

/// A legacy suite and its add-on, with what they become: the same licences.
fn shop() -> Assortment {
    let mut all = assortment();
    let suite: Offer = all.offers.values().next().unwrap().clone();
    let base: LegacyOffer = all.legacy.values().next().unwrap().clone();
    let licence = SkuId(ARCHIVE.parse().unwrap());
    let archive = OfferId::new("CFQ7TTC0ARCH", "0001");
    let mut prices = suite.prices.clone();
    prices.iter_mut().for_each(|row| row.offer = archive.clone());
    let addon = Offer {
        id: archive.clone(),
        licence,
        prerequisites: vec![suite.id.clone()],
        prices,
        ..suite.clone()
    };
    let legacy = LegacyOffer {
        id: ADDON.to_owned(),
        licence,
        addon: true,
        prerequisites: vec![base.id.clone()],
        successor: Some(archive.clone()),
        migratable: true,
        ..base.clone()
    };
    all.legacy.insert(legacy.id.clone(), legacy);
    let base = all.legacy.get_mut(&base.id).unwrap();
    (base.successor, base.migratable) = (Some(suite.id), true);
    all.offers.insert(archive, addon);
    all.index();
    all
}

/// A base and, where wanted, an add-on bought some days later, as they are on a day; and their ledgers.
struct Bundle {
    sold: Assortment,
    all: Vec<Subscription>,
    charges: Vec<Vec<Charge>>,
}

impl Bundle {
    fn buy(cycle: BillingPlan, seats: i64, addon: Option<(i64, i64)>) -> Self {
        let sold = shop();
        let suite = sold.legacy.values().find(|o| !o.addon).unwrap().clone();
        let bought = |made: Decided| (made.after, made.charges);
        let one = |id: &str, parent: Option<&Subscription>| Wanted {
            id: id.to_owned(),
            parent_id: parent.map(|p| p.id.clone()),
            ..wanted(None, cycle, seats)
        };
        let base = with_market(&sold, at(BOUGHT), |market| buy_legacy(&suite, one("base", None), None, market));
        let (base, charges) = bought(base.unwrap());
        let mut bundle = Self {
            sold,
            all: vec![base.clone()],
            charges: vec![charges],
        };
        if let Some((days, seats)) = addon {
            let offer = bundle.sold.legacy[ADDON].clone();
            let asked = Wanted {
                quantity: seats,
                ..one("addon", Some(&base))
            };
            let made = with_market(&bundle.sold, at(BOUGHT).plus_days(days), |market| {
                buy_legacy(&offer, asked, Some(&base), market)
            });
            let (addon, charges) = bought(made.unwrap());
            bundle.all.push(addon);
            bundle.charges.push(charges);
        }
        bundle
    }

    fn until(&mut self, now: Instant) {
        let times = Times {
            program: Program::bundled(),
            assortment: &self.sold,
        };
        for (s, charges) in self.all.iter_mut().zip(&mut self.charges) {
            while let Some(due) = s.next_due().filter(|due| *due <= now) {
                let done = s.fall_due(due, &times);
                *s = done.after;
                charges.extend(done.charges);
            }
        }
    }

    fn judge(&self, bid: &Bid, now: Instant, change: impl FnOnce(&mut Around<'_>)) -> Result<Verdict, Refusal> {
        let (numbers, place) = (Program::bundled().on(now.date()), place());
        let mut around = Around {
            now,
            day: now.date(),
            price_day: now.date(),
            numbers: &numbers,
            assortment: &self.sold,
            place: &place,
            partner_id: "p",
            mpns: &[],
            subscriptions: &self.all,
            sandbox: false,
            at_once: true,
            held_by: None,
        };
        change(&mut around);
        judge(bid, &around)
    }

    fn migrate(&self, verdict: &Verdict, now: Instant) -> Result<Vec<(Decided, Decided)>, Refusal> {
        let numbers = Program::bundled().on(now.date());
        let mut held: Vec<SkuId> = self.all.iter().map(|s| s.licence).collect();
        let mut done = Vec::new();
        for part in verdict.parts() {
            let source = self.all.iter().find(|s| s.id == part.subscription_id).unwrap();
            let legacy = &self.sold.legacy[&source.offer];
            let offer = &self.sold.offers[legacy.successor.as_ref().unwrap()];
            let market = Market {
                now,
                provisioned: now.plus_hours(1),
                numbers: &numbers,
                assortment: &self.sold,
                held: &held,
                seats_active: 0,
                subscriptions_of_offer: 0,
                ends: &[],
                sandbox: false,
            };
            let asked = Wanted {
                id: format!("new-{}", source.id),
                ..wanted(Some(part.term), part.cycle, part.quantity)
            };
            let made = carry::migrate(offer, asked, source, &part, &market)?;
            held.push(made.0.after.licence);
            done.push(made);
        }
        Ok(done)
    }
}

fn wish(id: &str) -> Wish {
    Wish {
        subscription_id: id.to_owned(),
        ..Wish::default()
    }
}

fn bid(base: Wish, addons: Vec<Wish>) -> Bid {
    Bid {
        base,
        addons,
        reference: None,
    }
}

fn codes(reasons: &[Refusal]) -> Vec<Code> {
    reasons.iter().map(|r| r.code).collect()
}

/// How often each day is paid, over lines and credits.
fn paid(lines: &[Charge], from: Date, until: Date) -> Vec<i64> {
    let mut days = vec![0; (day_number(until) - day_number(from)) as usize];
    for line in lines {
        let sign = if line.amount_minor < 0 { -1 } else { 1 };
        for day in day_number(line.from)..day_number(line.until) {
            days[(day - day_number(from)) as usize] += sign;
        }
    }
    days
}

#[derive(Debug, Clone)]
struct Asked {
    term: Option<Term>,
    cycle: Option<BillingPlan>,
    full: bool,
    end: Option<Date>,
}

impl Asked {
    fn wish(&self, id: &str) -> Wish {
        Wish {
            term: self.term,
            cycle: self.cycle,
            full_term: self.full,
            custom_end: self.end,
            ..wish(id)
        }
    }
}

fn cycles() -> impl Strategy<Value = BillingPlan> {
    prop_oneof![Just(BillingPlan::Monthly), Just(BillingPlan::Annual)]
}

fn asked() -> impl Strategy<Value = Asked> {
    let term = proptest::option::weighted(0.4, prop_oneof![Just(Term::P1M), Just(Term::P1Y), Just(Term::P3Y)]);
    let month = proptest::option::weighted(0.3, (0..30_i32, prop_oneof![Just(-1), 0..27_i32]));
    (term, proptest::option::weighted(0.4, cycles()), any::<bool>(), month).prop_map(|(term, cycle, full, end)| Asked {
        term,
        cycle,
        full,
        // Mostly a month's last day.
        end: end.map(|(months, days)| date_of(day_number(plus_months(date(2026, 12, 1), months)) + days)),
    })
}

proptest! {
    #[test]
    fn seats_days_and_money_are_kept(
        cycle in cycles(), seats in 1..60_i64, addon in proptest::option::of((0..300_i64, 1..60_i64)), days in 0..730_i64,
        base in asked(), other in asked(), sandbox in any::<bool>(),
    ) {
        let now = at(BOUGHT).plus_days(days).plus_hours(3);
        let addon = addon.filter(|(after, _)| *after <= days);
        let mut bundle = Bundle::buy(cycle, seats, addon);
        bundle.until(now);
        let addons = bundle.all[1..].iter().map(|s| other.wish(&s.id)).collect();
        let bid = bid(base.wish("base"), addons);
        let verdict = bundle.judge(&bid, now, |around| around.sandbox = sandbox).unwrap();
        // What is told to be eligible is created, and nothing else is.
        prop_assert_eq!(verdict.reasons().is_empty(), verdict.refusal().is_none(), "{:?}", verdict);
        for reason in verdict.base.reasons.iter().chain(verdict.addons.iter().flat_map(|a| &a.reasons)) {
            prop_assert!(number(reason.code).is_some(), "{:?}", reason);
        }
        if verdict.refusal().is_some() {
            return Ok(());
        }
        let done = bundle.migrate(&verdict, now).unwrap();
        prop_assert_eq!(done.len(), bundle.all.len(), "wholly");
        for (((new, old), source), charges) in done.iter().zip(&bundle.all).zip(&bundle.charges) {
            let asked = if source.id == "base" { &base } else { &other };
            let (after, day) = (&new.after, now.date());
            prop_assert_eq!((after.licence, after.quantity, after.status), (source.licence, source.quantity, Status::Active));
            prop_assert_eq!((old.after.status, &old.after.suspension_reasons), (Status::Suspended, &vec![MIGRATED.to_owned()]));
            prop_assert_eq!(old.after.next_due(), Some(now.plus_days(90)));
            prop_assert_eq!(after.reducible(now), after.quantity);
            prop_assert_eq!((after.start, after.auto_renew, after.provisioned), (day, source.auto_renew, now));
            let end = after.end.unwrap();
            prop_assert!(end > day && end <= plus_months(day, after.term.months()), "{} {}", day, end);
            if asked.end.is_none() && asked.full {
                prop_assert_eq!(end, plus_months(day, after.term.months()));
            }
            if asked.end.is_none() && !asked.full && after.term == source.term {
                prop_assert_eq!(Some(end), source.end);
            }
            prop_assert_eq!(asked.end.map(|last| date_of(day_number(last) + 1)), Some(end).filter(|_| after.custom_end));
            let lines = [charges.as_slice(), &old.charges, &new.charges].concat();
            let first = source.created.date();
            let paid = paid(&lines, first, new.charges[0].until.max(source.period.unwrap().end));
            let until = (day_number(new.charges[0].until) - day_number(first)) as usize;
            prop_assert!(paid[..until].iter().all(|times| *times == 1), "{:?}", paid);
            prop_assert!(paid[until..].iter().all(|times| *times == 0), "{:?}", paid);
        }
    }
}

#[test]
fn a_month_is_counted_from_the_legacy_term() {
    // The reference's example: a year that ends on 10 February, migrated on 17 November to a month, ends on 10 December.
    let mut bundle = Bundle::buy(BillingPlan::Monthly, 5, None);
    bundle.all[0].start = date(2026, 2, 10);
    bundle.all[0].end = Some(date(2027, 2, 10));
    bundle.all[0].created = at("2026-02-10T00:00:00Z");
    let now = at("2026-11-17T10:00:00Z");
    let asked = Wish {
        term: Some(Term::P1M),
        ..wish("base")
    };
    let verdict = bundle.judge(&bid(asked, Vec::new()), now, |_| {}).unwrap();
    assert_eq!(verdict.refusal(), None);
    let done = bundle.migrate(&verdict, now).unwrap();
    assert_eq!(done[0].0.after.end, Some(date(2026, 12, 10)));
}

#[test]
fn every_reason_is_found() {
    let now = at("2027-01-20T10:00:00Z");
    let one = |change: &dyn Fn(&mut Subscription)| -> Vec<Code> {
        let mut bundle = Bundle::buy(BillingPlan::Monthly, 5, None);
        bundle.until(now);
        change(&mut bundle.all[0]);
        codes(&bundle.judge(&bid(wish("base"), Vec::new()), now, |_| {}).unwrap().reasons())
    };
    assert_eq!(one(&|_| {}), []);
    assert_eq!(one(&|s| s.status = Status::Expired), [Code::MigrationNotActive]);
    assert_eq!(one(&|s| s.status = Status::Pending), [Code::MigrationProcessing]);
    assert_eq!(one(&|s| s.in_motion = Some("m".into())), [Code::MigrationProcessing]);
    assert_eq!(one(&|s| s.promotion = Some("P".into())), [Code::MigrationPromotion]);
    assert_eq!(one(&|s| s.discount_percent = 5), [Code::MigrationPromotion]);
    assert_eq!(one(&|s| s.trial = true), [Code::MigrationNoProduct]);
    assert_eq!(one(&|s| s.mpn_id = Some("42".into())), [Code::MigrationPartner]);
    assert_eq!(one(&|s| s.created = now), [Code::MigrationTooYoung]);
    assert_eq!(one(&|s| s.end = Some(date(2027, 1, 21))), [Code::MigrationLastHours]);
    let mut bundle = Bundle::buy(BillingPlan::Monthly, 5, None);
    bundle.until(now);
    let plain = bid(wish("base"), Vec::new());
    let found = |change: &dyn Fn(&mut Around<'_>)| codes(&bundle.judge(&plain, now, |a| change(a)).unwrap().reasons());
    let school = Place {
        segment: "Education".to_owned(),
        ..place()
    };
    let verdict = {
        let (numbers, now) = (Program::bundled().on(now.date()), now);
        let around = Around {
            now,
            day: now.date(),
            price_day: now.date(),
            numbers: &numbers,
            assortment: &bundle.sold,
            place: &school,
            partner_id: "p",
            mpns: &[],
            subscriptions: &bundle.all,
            sandbox: false,
            at_once: true,
            held_by: None,
        };
        judge(&plain, &around).unwrap()
    };
    assert_eq!(codes(&verdict.reasons()), [Code::MigrationNoProduct]);
    assert_eq!(found(&|a| a.sandbox = true), []);
    let other = bundle.judge(&plain, now, |a| a.partner_id = "q").unwrap_err();
    assert_eq!(other.code, Code::SubscriptionUnknown);
}
