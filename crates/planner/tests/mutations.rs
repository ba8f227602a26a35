//! A right plan, damaged in every way the proof can name: each damage is caught, with its code and its values.
//! Together the damages produce every code there is.

mod support;

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
        identity(),
        purchases(),
        amounts(),
        originals(),
        changes(),
        groups(),
        cover(),
        tables(),
        steps(),
        bounds(),
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

fn identity() -> Vec<Damage> {
    vec![
        damage(
            "another schema",
            Code::OtherSchema,
            vec![("expected", text("nahtlos.plan/1"))],
            |_, p| p.schema = "nahtlos.plan/2".into(),
        ),
        damage("another customer", Code::OtherCustomer, vec![("found", text("x"))], |_, p| {
            p.customer.id = "x".into()
        }),
        damage("another day", Code::OtherDay, vec![("found", date("2027-01-02"))], |_, p| {
            p.as_of = day("2027-01-02")
        }),
        damage(
            "another horizon",
            Code::OtherHorizon,
            vec![("expected", date("2028-01-01"))],
            |_, p| p.horizon = day("2027-12-01"),
        ),
        damage(
            "horizon too early",
            Code::HorizonTooEarly,
            vec![("horizon", date("2027-01-01"))],
            |c, p| {
                c.policy.horizon = Some(c.estate.as_of);
                p.horizon = p.as_of;
            },
        ),
        damage("another policy", Code::OtherPolicy, vec![("key", text("leadDays"))], |_, p| {
            p.policy.lead_days = 9
        }),
        damage(
            "another accepted loss",
            Code::OtherPolicy,
            vec![("key", text("acceptLoss"))],
            |_, p| {
                p.policy.accept_loss.push(support::plan("mail"));
            },
        ),
        damage("another input", Code::OtherInputs, vec![("file", text("estate.json"))], |_, p| {
            p.inputs[0].sha256 = "1".repeat(64)
        }),
        damage("another currency", Code::OtherCurrency, vec![("found", text("CHF"))], |_, p| {
            p.cost.currency = nahtlos_model::money::Currency::new("CHF").unwrap();
        }),
        damage(
            "an unknown SKU is held",
            Code::UnknownSku,
            vec![("sku", Value::Sku(sku("A")))],
            |c, _| {
                Arc::make_mut(&mut c.catalogue).products.remove(&sku("A"));
            },
        ),
    ]
}

fn purchases() -> Vec<Damage> {
    let p1 = || ("purchase", text("p1"));
    vec![
        damage("two purchases of one id", Code::DuplicatePurchase, vec![p1()], |_, p| {
            p.purchases[1].id = "p1".into()
        }),
        damage("no seats", Code::NoSeats, vec![p1()], |_, p| p.purchases[0].seats = 0),
        damage("not sold here", Code::OfferNotSold, vec![p1(), ("country", text("DE"))], |c, _| {
            Arc::make_mut(&mut c.catalogue)
                .offers
                .iter_mut()
                .for_each(|o| o.allowed_countries = vec!["AT".into()]);
        }),
        damage(
            "an offer of another SKU",
            Code::WrongSku,
            vec![("expected", Value::Sku(sku("NEW")))],
            |_, p| {
                p.purchases[0].offer_id = build::offer("NEW");
            },
        ),
        damage("never to be bought", Code::NeverBuy, vec![("sku", Value::Sku(sku("A")))], |c, p| {
            c.policy.never_buy = vec![sku("A")];
            p.policy.never_buy = vec![sku("A")];
        }),
        damage("a term not allowed", Code::TermNotAllowed, vec![("term", text("P1M"))], |_, p| {
            p.purchases[0].term_duration = Term::P1M
        }),
        damage(
            "a start before the estate",
            Code::StartOutside,
            vec![("start", date("2026-12-31"))],
            |_, p| {
                p.purchases[0].start = day("2026-12-31");
            },
        ),
        damage(
            "a start after the end of sale",
            Code::NoPriceRow,
            vec![("start", date("2027-05-01"))],
            |_, p| {
                (p.purchases[1].offer_id, p.purchases[1].sku_id) = (build::offer("OLD"), sku("OLD"));
            },
        ),
        damage(
            "a billing plan not sold",
            Code::NoPriceRow,
            vec![("billing", text("Monthly"))],
            |_, p| {
                p.purchases[0].billing_plan = BillingPlan::Monthly;
            },
        ),
        damage(
            "a price of another market",
            Code::WrongUnitPrice,
            vec![("found", text("99.00")), ("expected", text("120.00"))],
            |c, p| {
                let catalogue = Arc::make_mut(&mut c.catalogue);
                let mut row = catalogue.prices.iter().find(|r| r.offer == build::offer("A")).unwrap().clone();
                (row.market, row.erp_price) = ("AT".into(), Some("99.00".parse().unwrap()));
                catalogue.prices.push(row);
                p.purchases[0].unit_price = "99.00".parse().unwrap();
            },
        ),
        damage(
            "the partner's price",
            Code::WrongUnitPrice,
            vec![("found", text("96.00"))],
            |_, p| {
                p.purchases[0].unit_price = "96.00".parse().unwrap();
            },
        ),
        damage(
            "a wrong term end",
            Code::WrongTermEnd,
            vec![("expected", date("2028-03-01"))],
            |_, p| {
                p.purchases[0].end = day("2028-03-02");
            },
        ),
        damage(
            "a renewal of nothing",
            Code::WrongRenewal,
            vec![("found", text("p1")), ("expected", text("-"))],
            |_, p| {
                p.purchases[1].renews = Some("p1".into());
            },
        ),
        damage(
            "a seat fewer",
            Code::SeatsShort,
            vec![
                ("sku", Value::Sku(sku("A"))),
                ("day", date("2027-03-01")),
                ("short", Value::Count(1)),
                ("cause", text("s2")),
            ],
            |_, p| {
                p.purchases[0].seats -= 1;
            },
        ),
        damage(
            "a day later",
            Code::SeatsShort,
            vec![
                ("day", date("2027-05-01")),
                ("until", date("2027-05-02")),
                ("short", Value::Count(4)),
            ],
            |_, p| {
                (p.purchases[1].start, p.purchases[1].end) = (day("2027-05-02"), day("2028-05-02"));
            },
        ),
        damage(
            "a purchase dropped",
            Code::SeatsShort,
            vec![("plans", Value::Plans(vec![support::plan("desk")])), ("short", Value::Count(2))],
            |_, p| {
                p.purchases.remove(0);
            },
        ),
        damage(
            "a limit exceeded",
            Code::SeatLimitExceeded,
            vec![("limit", Value::Count(2)), ("over", Value::Count(1)), ("day", date("2027-03-01"))],
            |_, p| {
                p.purchases[0].seats += 1;
            },
        ),
    ]
}

fn amounts() -> Vec<Damage> {
    vec![
        damage("a wrong charge", Code::WrongCharge, vec![("purchase", text("p2"))], |_, p| {
            p.purchases[1].charge.minor -= 1
        }),
        damage(
            "a wrong share",
            Code::WrongChargeInHorizon,
            vec![("purchase", text("p1"))],
            |_, p| {
                p.purchases[0].charge_in_horizon.minor += 1;
            },
        ),
        damage("a wrong total", Code::WrongTotal, vec![], |_, p| p.cost.total.minor += 1),
        damage("a wrong exact cost", Code::WrongCostExact, vec![], |_, p| {
            p.cost.cost_exact = p.cost.cost_exact.checked_sub(fraction(1, 1_000_000_000)).unwrap();
        }),
        damage("less owed afterwards", Code::WrongCommitted, vec![], |_, p| {
            p.cost.committed_beyond_horizon.minor -= 1
        }),
        damage("an overlap above the total", Code::WrongOverlap, vec![], |_, p| {
            p.cost.overlap.minor = p.cost.total.minor + 1
        }),
        damage("months that do not add up", Code::WrongByMonth, vec![], |_, p| {
            p.cost.by_month[0].counted.minor -= 1
        }),
        damage("no month", Code::WrongByMonth, vec![("month", text("2027-13"))], |_, p| {
            p.cost.by_month[0].month = "2027-13".into()
        }),
    ]
}

fn originals() -> Vec<Damage> {
    let s1 = || ("subscription", text("s1"));
    vec![
        damage(
            "an original forgotten",
            Code::OriginalMissing,
            vec![s1(), ("seats", Value::Count(4))],
            |_, p| drop(p.originals.remove(0)),
        ),
        damage("an original twice", Code::OriginalTwice, vec![s1()], |_, p| {
            p.originals.push(p.originals[0].clone())
        }),
        damage(
            "an original of nobody",
            Code::UnknownOriginal,
            vec![("subscription", text("s9"))],
            |_, p| {
                let mut more = p.originals[0].clone();
                more.subscription_id = "s9".into();
                p.originals.push(more);
            },
        ),
        damage("a transfer from the vendor", Code::TransferNotPossible, vec![s1()], |c, p| {
            c.estate.subscriptions[0].wanted_treatment = Some(Treatment::Transfer);
            p.originals[0].action = EndAction::Transfer;
        }),
        damage(
            "left to expire though it renews",
            Code::WrongAction,
            vec![s1(), ("action", text("letExpire"))],
            |_, p| {
                p.originals[0].action = EndAction::LetExpire;
            },
        ),
        damage("kept though it is to be replaced", Code::WrongAction, vec![s1()], |_, p| {
            p.originals[0].action = EndAction::Keep
        }),
        damage(
            "counted on too long",
            Code::WrongPlannedEnd,
            vec![s1(), ("found", date("2027-05-11")), ("expected", date("2027-05-01"))],
            |_, p| {
                p.originals[0].planned_end = Some(day("2027-05-11"));
            },
        ),
        damage(
            "ended earlier",
            Code::WrongPlannedEnd,
            vec![s1(), ("found", date("2027-04-01"))],
            |_, p| {
                p.originals[0].planned_end = Some(day("2027-04-01"));
            },
        ),
        damage("no deadline", Code::DeadlineMissing, vec![s1()], |_, p| {
            p.originals[0].deadline = None
        }),
        damage(
            "a deadline after the end",
            Code::DeadlineTooLate,
            vec![s1(), ("end", date("2027-05-11"))],
            |_, p| {
                p.originals[0].deadline = Some(day("2027-05-12"));
            },
        ),
    ]
}

fn changes() -> Vec<Damage> {
    vec![
        damage(
            "a change after the horizon",
            Code::ChangeOutside,
            vec![("change", Value::Count(0))],
            |_, p| {
                p.license_changes[0].date = day("2028-01-01");
            },
        ),
        damage(
            "a change of nothing",
            Code::EmptyChange,
            vec![("change", Value::Count(1))],
            |_, p| {
                p.license_changes[1].remove_licenses.clear();
                p.license_changes[1].add_licenses.clear();
            },
        ),
        damage(
            "a change of nobody",
            Code::EmptyChange,
            vec![("change", Value::Count(0))],
            |_, p| p.license_changes[0].user_ids.clear(),
        ),
        damage("an unknown user", Code::UnknownUser, vec![("user", text("o9"))], |_, p| {
            p.license_changes[0].user_ids[0] = "o9".into()
        }),
        damage("a third of two", Code::UnknownUser, vec![("user", text("o3#3"))], |_, p| {
            p.license_changes[2].user_ids[0] = "o3#3".into()
        }),
        damage("two without number", Code::UnknownUser, vec![("user", text("o3"))], |_, p| {
            p.license_changes[2].user_ids[0] = "o3".into()
        }),
        damage(
            "a change twice",
            Code::DuplicateChange,
            vec![("user", text("o1")), ("day", date("2027-05-01"))],
            |_, p| {
                p.license_changes.push(p.license_changes[0].clone());
            },
        ),
        damage(
            "a user who needs nothing",
            Code::NotPlannedFor,
            vec![("user", text("idle"))],
            |_, p| {
                change_a(p, &["A"], &[]);
                p.license_changes[3].user_ids = vec!["idle".into()];
            },
        ),
        damage(
            "taken though not held",
            Code::RemovesNotHeld,
            vec![("user", text("a#1")), ("sku", Value::Sku(sku("NEW")))],
            |_, p| {
                change_a(p, &["NEW"], &[]);
            },
        ),
        damage(
            "given though held",
            Code::AddsHeld,
            vec![("user", text("a#1")), ("sku", Value::Sku(sku("A")))],
            |_, p| {
                change_a(p, &[], &[("A", &[])]);
            },
        ),
        damage(
            "taken and given at once",
            Code::AddsTwice,
            vec![("sku", Value::Sku(sku("A")))],
            |_, p| change_a(p, &["A"], &[("A", &["desk"])]),
        ),
        damage(
            "off in a SKU without it",
            Code::PlanNotInSku,
            vec![("plan", Value::Plan(support::plan("desk")))],
            |_, p| {
                p.license_changes[0].add_licenses[0].disabled_plans.push(support::plan("desk"));
            },
        ),
    ]
}

fn groups() -> Vec<Damage> {
    vec![
        damage("an unknown group", Code::UnknownGroup, vec![("group", text("h"))], |_, p| {
            p.license_changes[2].group_id = Some("h".into())
        }),
        damage(
            "half a group",
            Code::GroupIncomplete,
            vec![("group", text("g")), ("user", text("o3#2"))],
            |_, p| {
                drop(p.license_changes[2].user_ids.pop());
            },
        ),
        damage("no member", Code::NotInGroup, vec![("user", text("o1"))], |_, p| {
            p.license_changes.remove(0);
            p.license_changes[1].user_ids.push("o1".into());
            p.license_changes[1].remove_licenses.clear();
        }),
        damage(
            "not the group's to take",
            Code::NotTheGroups,
            vec![("user", text("o1")), ("sku", Value::Sku(sku("OLD")))],
            |_, p| {
                p.license_changes[0].group_id = Some("g".into());
            },
        ),
    ]
}

fn cover() -> Vec<Damage> {
    let first = |user: &'static str| vec![("user", text(user)), ("day", date("2027-05-01"))];
    let june = || vec![("user", text("a#1")), ("day", date("2027-06-01"))];
    vec![
        damage(
            "a user forgotten",
            Code::SeatsShort,
            vec![("sku", Value::Sku(sku("OLD"))), ("short", Value::Count(1)), ("cause", text("s1"))],
            |_, p| {
                p.license_changes.remove(0);
            },
        ),
        damage(
            "a needed plan off",
            Code::UserUncovered,
            [
                first("o1"),
                vec![("plans", Value::Plans(vec![support::plan("mail")])), ("before", skus(&["OLD"]))],
            ]
            .concat(),
            |_, p| {
                p.license_changes[0].add_licenses[0].disabled_plans = vec![support::plan("mailplus")];
            },
        ),
        damage("nothing given", Code::UserUncovered, first("o1"), |_, p| {
            p.license_changes[0].add_licenses.clear()
        }),
        damage(
            "licence not removed",
            Code::ExclusionConflict,
            [first("o1"), vec![("group", text("post"))]].concat(),
            |_, p| {
                p.license_changes[0].remove_licenses.clear();
            },
        ),
        damage(
            "a plan switched on",
            Code::SwitchedOn,
            [first("o2"), vec![("plan", Value::Plan(support::plan("files")))]].concat(),
            |_, p| {
                p.license_changes[1].add_licenses[0].disabled_plans.clear();
            },
        ),
        damage(
            "too many SKUs",
            Code::SetTooLarge,
            [june(), vec![("most", Value::Count(2))]].concat(),
            |_, p| {
                change_a(p, &[], &[("BIG", &[]), ("NEW", &[])]);
            },
        ),
        damage(
            "a SKU not sold",
            Code::SetNotSold,
            [june(), vec![("sku", Value::Sku(sku("GONE")))]].concat(),
            |_, p| {
                change_a(p, &["A"], &[("GONE", &[])]);
            },
        ),
        damage(
            "like for like, but not",
            Code::SetDropsSold,
            [june(), vec![("held", skus(&["BIG"]))]].concat(),
            |_, p| {
                change_a(p, &["A"], &[("BIG", &[])]);
            },
        ),
        damage(
            "one too many",
            Code::SetSuperfluous,
            [june(), vec![("sku", Value::Sku(sku("BIG")))]].concat(),
            |_, p| {
                change_a(p, &[], &[("BIG", &[])]);
            },
        ),
        damage(
            "changed a day early",
            Code::SeatsShort,
            vec![
                ("sku", Value::Sku(sku("NEW"))),
                ("day", date("2027-04-30")),
                ("short", Value::Count(4)),
            ],
            |_, p| {
                p.license_changes.iter_mut().for_each(|c| c.date = day("2027-04-30"));
            },
        ),
    ]
}

fn tables() -> Vec<Damage> {
    vec![
        damage(
            "a seat more in the table",
            Code::WrongCoverage,
            vec![("foundSeats", Value::Count(5))],
            |_, p| {
                let row = p.coverage.iter_mut().find(|c| c.seats == 4).unwrap();
                (row.seats, row.slack) = (5, row.slack + 1);
            },
        ),
        damage("a row missing in the table", Code::WrongCoverage, vec![], |_, p| {
            p.coverage.retain(|c| c.sku_id != sku("A"))
        }),
        damage(
            "a pool that is not",
            Code::WrongCoverage,
            vec![("sku", Value::Sku(sku("BIG")))],
            |_, p| {
                let mut row = p.coverage[0].clone();
                (row.sku_id, row.seats, row.held, row.slack) = (sku("BIG"), 1, 0, 1);
                p.coverage.push(row);
            },
        ),
        damage(
            "a loss kept quiet",
            Code::WrongImpact,
            vec![("user", text("o1")), ("lost", Value::Plans(vec![support::plan("mail")]))],
            |_, p| {
                p.impact[0].plans_lost.clear();
            },
        ),
        damage(
            "somebody's impact missing",
            Code::WrongImpact,
            vec![("user", text("o3#2"))],
            |_, p| drop(p.impact.pop()),
        ),
        damage(
            "somebody's impact invented",
            Code::WrongImpact,
            vec![("user", text("a#1"))],
            |_, p| {
                let mut more = p.impact[0].clone();
                more.user_id = "a#1".into();
                p.impact.push(more);
            },
        ),
        damage(
            "an equivalent kept quiet",
            Code::WrongEquivalences,
            vec![("named", Value::Count(0))],
            |_, p| p.equivalences_used.clear(),
        ),
        damage(
            "an equivalent invented",
            Code::WrongEquivalences,
            vec![("named", Value::Count(1))],
            |_, p| {
                let mut more = p.equivalences_used[0];
                more.plan = support::plan("chat");
                p.equivalences_used.push(more);
            },
        ),
    ]
}

fn steps() -> Vec<Damage> {
    vec![
        damage("two steps of one id", Code::DuplicateStep, vec![("step", text("s1"))], |_, p| {
            p.steps[1].id = "s1".into();
            p.steps[1].after.clear();
        }),
        damage(
            "a step after a later one",
            Code::StepOrder,
            vec![("step", text("s1")), ("after", text("s3"))],
            |_, p| {
                p.steps[0].after = vec!["s3".into()];
            },
        ),
        damage(
            "a circle of steps",
            Code::StepOrder,
            vec![("step", text("s1")), ("after", text("s1"))],
            |_, p| p.steps[0].after = vec!["s1".into()],
        ),
        damage(
            "an order too late",
            Code::PurchaseStepMissing,
            vec![("purchase", text("p2")), ("seats", Value::Count(4))],
            |_, p| {
                p.steps
                    .iter_mut()
                    .filter(|s| s.due == day("2027-05-01"))
                    .for_each(|s| s.due = day("2027-05-02"));
            },
        ),
        damage(
            "a swap step missing",
            Code::SwapStepMissing,
            vec![("change", Value::Count(0)), ("date", date("2027-05-01"))],
            |_, p| {
                step(p, StepKind::SwapLicenses).kind = StepKind::VerifyCover;
            },
        ),
        damage(
            "licences swapped before the seats",
            Code::SwapBeforeSeats,
            vec![("purchase", text("p2"))],
            |_, p| {
                step(p, StepKind::SwapLicenses).after.clear();
            },
        ),
        damage(
            "nobody cancels",
            Code::EndStepMissing,
            vec![("subscription", text("s1"))],
            |_, p| {
                p.steps.retain(|s| s.details.get("subscription") != Some(&text("s1")));
            },
        ),
        damage(
            "cancelled too late",
            Code::EndStepMissing,
            vec![("subscription", text("s1")), ("deadline", date("2027-05-11"))],
            |_, p| {
                p.steps.last_mut().unwrap().due = day("2027-05-12");
            },
        ),
        damage(
            "ended before the seats",
            Code::EndBeforeSeats,
            vec![("subscription", text("s2")), ("purchase", text("p1"))],
            |_, p| {
                step(p, StepKind::CancelAtTermEnd).after.clear();
            },
        ),
        damage(
            "ended before the swap",
            Code::EndBeforeSwap,
            vec![("subscription", text("s1")), ("change", Value::Count(0))],
            |_, p| {
                p.steps.last_mut().unwrap().after.clear();
            },
        ),
        damage(
            "ended while counted on",
            Code::EndTooEarly,
            vec![("subscription", text("s1")), ("plannedEnd", date("2027-05-01"))],
            |_, p| {
                p.originals[0].action = EndAction::CancelNow;
                let last = p.steps.last_mut().unwrap();
                (last.kind, last.due) = (StepKind::CancelNow, day("2027-04-30"));
                last.after.clear();
            },
        ),
    ]
}

fn bounds() -> Vec<Damage> {
    fn rents(plan: &mut Plan) -> &mut Vec<nahtlos_model::plan::Rent> {
        plan.cost.rents.as_mut().unwrap()
    }
    vec![
        damage(
            "a rent below nothing",
            Code::RentNegative,
            vec![("sku", Value::Sku(sku("A")))],
            |_, p| rents(p)[0].per_seat.num *= -1,
        ),
        damage("beyond exact arithmetic", Code::TooLarge, vec![("what", text("rents"))], |_, p| {
            rents(p)[0].per_seat = Exact::new(1, i128::MAX / 2).unwrap();
            rents(p)[1].per_seat = Exact::new(1, i128::MAX / 3).unwrap();
        }),
        damage(
            "two rents for one day",
            Code::RentMisplaced,
            vec![("sku", Value::Sku(sku("A")))],
            |_, p| {
                let more = rents(p)[0].clone();
                rents(p).push(more);
            },
        ),
        damage(
            "a rent after the horizon",
            Code::RentMisplaced,
            vec![("to", date("2028-01-02"))],
            |_, p| rents(p)[0].to = day("2028-01-02"),
        ),
        damage(
            "a limit's price without limit",
            Code::RentWithoutLimit,
            vec![("sku", Value::Sku(sku("NEW")))],
            |_, p| rents(p)[1].limit = true,
        ),
        damage(
            "rents inflated",
            Code::RentAbovePrice,
            vec![("sku", Value::Sku(sku("NEW"))), ("term", text("P1Y"))],
            |_, p| {
                rents(p)[1].per_seat = rents(p)[1].per_seat.checked_add(fraction(1, 1_000_000)).unwrap();
            },
        ),
        damage("rents deflated", Code::WrongLowerBound, vec![], |_, p| {
            rents(p)[0].per_seat = fraction(1, 1)
        }),
        damage("the original's seats forgotten", Code::WrongLowerBound, vec![], |_, p| {
            rents(p)[0].from = day("2027-02-01")
        }),
        damage("the bound raised", Code::BoundAboveCost, vec![], |_, p| {
            p.cost.lower_bound_exact = p.cost.cost_exact.checked_add(fraction(1, 100)).unwrap();
        }),
        damage(
            "the bound lowered",
            Code::BoundBelowCost,
            vec![("method", text("branchAndBound"))],
            |_, p| p.cost.lower_bound_exact = Exact::ZERO,
        ),
        damage("a gap where there is none", Code::GapClosed, vec![], |_, p| {
            p.cost.method = Method::Gap
        }),
    ]
}
