//! Cases and plans made by hand for the tests and the rendered samples of the report: a workshop with
//! 62 users in six pools, a holding with 25 pools, a tiny pool for snapshots, a refusal, a counter-example.
//! They look like a planner's work but are not proved by it: the report must show whatever it is given.
#![allow(dead_code)]

mod build;
mod calendar;
mod coverage;
mod proof;

use build::{Builder, Original, Spec, Swap};
use nahtlos_model::{
    case::Case,
    dates::Date,
    estate::Channel,
    ids::{ServicePlanId, SkuId},
    notice::{CounterCode, Notice, RefusalCode, Value, Warning},
    plan::{EndAction, NearestSet, Plan, Refusal, Uncovered},
};
use nahtlos_planner::verify::Verdict;

pub(crate) use build::{plan_id, sku_id};
pub(crate) use proof::certificate;

/// A date, by numbers.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

fn original(id: &str, channel: Channel, seats: u32, end: Date, action: EndAction) -> Original {
    Original {
        id: id.to_owned(),
        channel,
        seats,
        end: Some(end),
        action,
    }
}

/// One pool of three seats: an original, a term with a lead of five days, its renewal.
pub(crate) fn tiny() -> (Case, Plan) {
    let mut b = Builder::new("Drei & Co. <Tischlerei>", day(2026, 12, 1), day(2028, 1, 15), 5);
    b.pool(Spec {
        sku: 1,
        name: "Microsoft 365 Business Standard",
        plans: &[1, 2],
        held: vec![(day(2026, 12, 1), 3)],
        originals: vec![original(
            "sub-1",
            Channel::WebDirect,
            3,
            day(2027, 1, 15),
            EndAction::TurnOffAutoRenew,
        )],
        buys: vec![(3, day(2027, 1, 10), "P1Y", 120_000_000), (3, day(2028, 1, 10), "P1Y", 126_000_000)],
        price_changes: vec![(day(2027, 7, 1), 126_000_000)],
    });
    b.finish()
}

/// 62 users, six pools, three channels, one SKU no longer sold that a bundle of two replaces.
pub(crate) fn workshop() -> (Case, Plan) {
    let mut b = Builder::new("Lindenhof Werkstätten GmbH", day(2026, 12, 1), day(2028, 8, 31), 7);
    b.pool(Spec {
        sku: 1,
        name: "Microsoft 365 Business Premium",
        plans: &[1, 2, 3, 4],
        held: vec![(day(2026, 12, 1), 24)],
        originals: vec![
            original(
                "0f2d8c1e-5b7a-4c3d-9e10-7a6b5c4d3e2f",
                Channel::WebDirect,
                10,
                day(2027, 1, 15),
                EndAction::TurnOffAutoRenew,
            ),
            original(
                "1a3e9d2f-6c8b-4d4e-8f21-8b7c6d5e4f30",
                Channel::VolumeLicense,
                8,
                day(2027, 4, 1),
                EndAction::LetExpire,
            ),
            original(
                "2b4fae30-7d9c-4e5f-9a32-9c8d7e6f5041",
                Channel::OtherPartner,
                7,
                day(2027, 8, 31),
                EndAction::CancelAtTermEnd,
            ),
        ],
        buys: vec![
            (10, day(2027, 1, 8), "P1Y", 20_600_000),
            (8, day(2027, 3, 25), "P1Y", 20_600_000),
            (6, day(2027, 8, 24), "P1Y", 22_100_000),
            (10, day(2028, 1, 8), "P1Y", 22_100_000),
            (8, day(2028, 3, 25), "P1Y", 22_100_000),
            (6, day(2028, 8, 24), "P1M", 26_500_000),
        ],
        price_changes: vec![(day(2027, 7, 1), 22_100_000)],
    });
    b.pool(Spec {
        sku: 2,
        name: "Microsoft 365 E3",
        plans: &[1, 2, 3, 4, 5],
        held: vec![(day(2026, 12, 1), 16)],
        originals: vec![original(
            "3c50bf41-8ead-4f60-8b43-ad9e8f706152",
            Channel::VolumeLicense,
            16,
            day(2027, 3, 1),
            EndAction::LetExpire,
        )],
        buys: vec![(16, day(2027, 1, 31), "P1Y", 36_900_000), (16, day(2028, 1, 31), "P1Y", 39_000_000)],
        price_changes: vec![(day(2027, 2, 1), 39_000_000)],
    });
    b.pool(Spec {
        sku: 3,
        name: "Office 365 E1 with Apps",
        plans: &[1, 2, 6],
        held: vec![(day(2026, 12, 1), 12), (day(2027, 2, 8), 0)],
        originals: vec![original(
            "4d61c052-9fbe-4071-9c54-beaf90817263",
            Channel::OtherPartner,
            12,
            day(2027, 2, 15),
            EndAction::CancelAtTermEnd,
        )],
        buys: vec![],
        price_changes: vec![],
    });
    b.pool(Spec {
        sku: 4,
        name: "Exchange Online (Plan 1)",
        plans: &[1],
        held: vec![(day(2026, 12, 1), 0), (day(2027, 2, 8), 12)],
        originals: vec![],
        buys: vec![(12, day(2027, 2, 8), "P1Y", 3_700_000), (12, day(2028, 2, 8), "P1Y", 3_700_000)],
        price_changes: vec![],
    });
    b.pool(Spec {
        sku: 5,
        name: "Microsoft 365 Apps for enterprise",
        plans: &[2, 6],
        held: vec![(day(2026, 12, 1), 0), (day(2027, 2, 8), 12)],
        originals: vec![],
        buys: vec![(12, day(2027, 2, 8), "P1Y", 12_900_000), (12, day(2028, 2, 8), "P1Y", 12_900_000)],
        price_changes: vec![],
    });
    b.pool(Spec {
        sku: 6,
        name: "Visio Plan 2",
        plans: &[7],
        held: vec![(day(2026, 12, 1), 3)],
        originals: vec![original(
            "5e72d163-a0cf-4182-8d65-cfb0a1928374",
            Channel::ThisPartner,
            5,
            day(2028, 12, 31),
            EndAction::Keep,
        )],
        buys: vec![],
        price_changes: vec![],
    });
    b.swap(Swap {
        date: day(2027, 2, 8),
        from: 3,
        to: &[4, 5],
        off: &[6],
    });
    b.warn(
        Notice::new(Warning::NoLongerSold)
            .with("sku", Value::Sku(sku_id(3)))
            .with("users", Value::Count(12)),
    );
    b.warn(
        Notice::new(Warning::OnlyOtherPartner)
            .with("owner", Value::Text("Südlicht IT AG".to_owned()))
            .with("deadline", Value::Date(day(2027, 2, 8)))
            .about(["4d61c052-9fbe-4071-9c54-beaf90817263"]),
    );
    b.warn(
        Notice::new(Warning::EndsAtOnce)
            .with("end", Value::Date(day(2027, 8, 31)))
            .about(["2b4fae30-7d9c-4e5f-9a32-9c8d7e6f5041"]),
    );
    b.warn(
        Notice::new(Warning::EquivalenceUsed)
            .with("plan", Value::Plan(plan_id(6)))
            .with("satisfiedBy", Value::Plan(plan_id(2)))
            .with("users", Value::Count(12)),
    );
    b.accept_loss(6);
    b.equivalent(6, 2);
    b.finish()
}

/// 25 pools with 60 originals, for a page that must stay readable when there is much.
pub(crate) fn holding() -> (Case, Plan) {
    let names = [
        "Business Premium",
        "Business Standard",
        "E3",
        "E5",
        "F3",
        "Visio Plan 2",
        "Project Plan 3",
        "Power BI Pro",
        "Teams Phone",
        "Defender",
    ];
    let mut b = Builder::new(
        "Vereinigte Hanseatische Maschinen- und Anlagenbau Holding GmbH & Co. KG",
        day(2026, 12, 1),
        day(2028, 12, 1),
        7,
    );
    let channels = [Channel::WebDirect, Channel::VolumeLicense, Channel::OtherPartner];
    let actions = [EndAction::TurnOffAutoRenew, EndAction::LetExpire, EndAction::CancelAtTermEnd];
    for n in 0..25u8 {
        let name = format!(
            "{} {}",
            names[usize::from(n) % 10],
            ["", "(regional)", "(Werk Nord)"][usize::from(n) / 10]
        );
        let seats = u32::from(600 / (u16::from(n) + 1) + 3);
        let mut originals = Vec::new();
        let mut buys = Vec::new();
        for part in 0..=(n % 4) {
            let end = day(
                2027,
                1 + i8::try_from((n * 3 + part * 2) % 12).unwrap(),
                1 + i8::try_from((n + part * 7) % 27).unwrap(),
            );
            let share = seats / u32::from(n % 4 + 1) + u32::from(part == 0) * (seats % u32::from(n % 4 + 1));
            originals.push(original(
                &format!("sub-{n}-{part}"),
                channels[usize::from(n + part) % 3],
                share,
                end,
                actions[usize::from(n + part) % 3],
            ));
            let start = end.checked_sub(jiff::Span::new().days(7)).unwrap().max(day(2026, 12, 1));
            let price = i64::from(4 + n % 7 * 6) * 1_000_000 + 150_000;
            buys.push((share, start, "P1Y", price));
            buys.push((share, nahtlos_model::dates::plus_months(start, 12), "P1Y", price));
        }
        b.pool(Spec {
            sku: n + 1,
            name: name.trim(),
            plans: &[1, 2, 3],
            held: vec![(day(2026, 12, 1), seats)],
            originals,
            buys,
            price_changes: vec![],
        });
        b.warn(
            Notice::new(Warning::RenewalUnknown)
                .with("end", Value::Date(day(2027, 5, 1)))
                .about([format!("sub-{n}-0")]),
        );
    }
    b.finish()
}

/// A counter-example for the workshop's plan.
pub(crate) fn counter_example() -> Verdict {
    Verdict::Refuted(
        Notice::new(CounterCode::SeatsShort)
            .with("sku", Value::Sku(sku_id(1)))
            .with("day", Value::Date(day(2027, 8, 24)))
            .with("until", Value::Date(day(2028, 1, 8)))
            .with("held", Value::Count(24))
            .with("seats", Value::Count(23))
            .with("short", Value::Count(1))
            .with("plans", Value::Plans((1..=4).map(plan_id).collect::<Vec<ServicePlanId>>())),
    )
}

/// No plan for the workshop.
pub(crate) fn refusal() -> Refusal {
    let skus = |list: &[u8]| list.iter().map(|n| sku_id(*n)).collect::<Vec<SkuId>>();
    Refusal {
        reasons: vec![
            Notice::new(RefusalCode::NothingCovers)
                .with("users", Value::Count(12))
                .with("plans", Value::Plans(vec![plan_id(6)]))
                .with("skus", Value::Skus(skus(&[3]))),
        ],
        uncovered: vec![Uncovered {
            user_ids: (1..=12).map(|n| format!("u3-{n}")).collect(),
            held: skus(&[3]),
            plans_nobody_sells: vec![plan_id(6)],
            nearest: vec![
                NearestSet {
                    skus: skus(&[4, 5]),
                    loses: vec![plan_id(6)],
                },
                NearestSet {
                    skus: skus(&[1]),
                    loses: vec![plan_id(6), plan_id(7)],
                },
            ],
        }],
    }
}
