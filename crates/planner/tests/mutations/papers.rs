//! Damages to tables, calendar, rents and bound.

use super::*;

pub(super) fn tables() -> Vec<Damage> {
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

pub(super) fn steps() -> Vec<Damage> {
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

pub(super) fn bounds() -> Vec<Damage> {
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
