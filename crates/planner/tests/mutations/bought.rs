//! Damages to what the plan is of, buys, costs and ends.

use super::*;

pub(super) fn identity() -> Vec<Damage> {
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

pub(super) fn purchases() -> Vec<Damage> {
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

pub(super) fn amounts() -> Vec<Damage> {
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

pub(super) fn originals() -> Vec<Damage> {
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
