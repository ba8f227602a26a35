//! The days of a campaign's customers: capacity, windows, canaries and waves are kept, whatever the campaign, and the schedule is proved.

use nahtlos_model::{
    campaigns::{Budget, Settings, Span, Wave, WaveState, Wishes, assess::Assessment},
    dates::{Date, date_of, day_number},
    money::Currency,
};
use nahtlos_planner::{
    campaign::{Arranged, Ground, Person, arrange},
    schedule::recheck,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A customer, drawn.
#[derive(Debug, Clone)]
struct Drawn {
    wishes: Wishes,
    known: Assessment,
}

fn first() -> Date {
    "2027-01-04".parse().unwrap()
}

fn day(n: i32) -> Date {
    date_of(day_number(first()) + n)
}

fn customer() -> impl Strategy<Value = Drawn> {
    let days = (
        prop::option::of(0..60_i32),
        prop::option::of(10..140_i32),
        prop::option::of(-5..150_i32),
    );
    let rest = (prop::option::weighted(0.2, any::<bool>()), 0..500_i64, 0..50_i64);
    (days, rest).prop_map(|((earliest, deadline, renews), (canary, per_day, users))| Drawn {
        wishes: Wishes {
            earliest: earliest.map(day),
            deadline: deadline.map(day),
            canary,
            ..Wishes::default()
        },
        known: Assessment {
            users,
            renews: renews.map(day),
            per_day_minor: per_day,
            missed_minor: per_day * 365,
            ..Assessment::default()
        },
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let span = (0..100_i32, 0..9_i32).prop_map(|(from, length)| Span {
        first: day(from),
        last: day(from + length),
    });
    let numbers = (1..5_u32, 0..4_u32, 1..6_u32, 1..40_u32, 0..20_u32, 0..15_i64);
    (numbers, prop::collection::vec(span, 0..3), any::<bool>()).prop_map(
        |((slots, canaries, canary, wave, proof, need), blackouts, weekends)| {
            let days = Span {
                first: first(),
                last: day(110),
            };
            Settings {
                need_days: need,
                tasks: Budget {
                    per_day: slots * 2 + 1,
                    per_customer: 2,
                },
                weekends,
                blackouts,
                canaries,
                canary_days: canary,
                wave_days: wave,
                proof_days: proof,
                ..Settings::usual(Currency::new("EUR").unwrap(), days)
            }
        },
    )
}

fn arranged(settings: &Settings, waves: &[Wave], all: &[Drawn], from: Date, taken: u32) -> Arranged {
    let ids: Vec<String> = (0..all.len()).map(|n| format!("c{n:03}")).collect();
    let people: Vec<Person<'_>> = all
        .iter()
        .zip(&ids)
        .map(|(one, id)| Person {
            id,
            wishes: &one.wishes,
            assessment: &one.known,
            wave: None,
        })
        .collect();
    let ground = Ground {
        settings,
        waves,
        people: &people,
        from,
        taken,
    };
    arrange(&ground).unwrap()
}

/// Whatever was wanted is kept by the days.
fn holds(settings: &Settings, all: &[Drawn], made: &Arranged, from: Date, taken: u32) -> Result<(), TestCaseError> {
    prop_assert_eq!(recheck(&made.problem, &made.schedule), Ok(()));
    let mut count: BTreeMap<Date, u32> = BTreeMap::from([(from, taken)]);
    for (one, day) in all.iter().zip(&made.days) {
        let Some(day) = day else { continue };
        *count.entry(day.day).or_default() += 1;
        prop_assert!(day.day >= from && day.day <= settings.days.last);
        prop_assert!(one.wishes.earliest.is_none_or(|earliest| earliest <= day.day));
        let done = date_of(day_number(day.day) + settings.need_days as i32);
        prop_assert!(one.wishes.deadline.is_none_or(|deadline| done <= deadline));
        prop_assert_eq!(day.in_time, one.known.renews.is_none_or(|renews| done <= renews));
        let wave = made.waves.iter().find(|wave| wave.number == day.wave).unwrap();
        prop_assert!(wave.days.first <= day.day && day.day <= wave.days.last);
        prop_assert!(matches!(wave.state, WaveState::Planned | WaveState::Open));
        prop_assert!(!wave.canary || one.wishes.canary != Some(false));
    }
    for (day, count) in count {
        prop_assert!(day == from || count <= settings.slots(day), "{} on {}", count, day);
    }
    for pair in made.waves.windows(2) {
        let gap = day_number(pair[1].days.first) - day_number(pair[0].days.last);
        prop_assert!(pair[0].state == WaveState::Proved || gap > settings.proof_days as i32);
        prop_assert!(pair[0].number < pair[1].number);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_keep_what_was_wanted(settings in settings(), all in prop::collection::vec(customer(), 0..40)) {
        let made = arranged(&settings, &[], &all, first(), 0);
        holds(&settings, &all, &made, first(), 0)?;
        let canaries = made.days.iter().flatten().filter(|day| made.waves.iter().any(|wave| wave.canary && wave.number == day.wave)).count();
        let wanted = all.iter().filter(|one| one.wishes.canary == Some(true)).count();
        prop_assert!(canaries <= (settings.canaries as usize).max(wanted));
    }

    #[test]
    fn from_the_present_what_has_begun_stays(settings in settings(), all in prop::collection::vec(customer(), 0..40), proved in any::<bool>(), at in 5..60_i32) {
        let mut begun = arranged(&settings, &[], &all, first(), 0).waves;
        begun.truncate(1);
        for wave in &mut begun {
            wave.state = if proved { WaveState::Proved } else { WaveState::Open };
        }
        let from = day(at);
        let taken = settings.slots(from).min(1);
        let made = arranged(&settings, &begun, &all, from, taken);
        holds(&settings, &all, &made, from, taken)?;
        prop_assert_eq!(&made.waves[..begun.len()], &begun[..]);
    }
}

#[test]
fn the_least_risky_go_first() {
    use nahtlos_model::{campaigns::assess::RiskCode, notice::Notice};
    let days = Span {
        first: first(),
        last: day(110),
    };
    let settings = Settings {
        canaries: 1,
        ..Settings::usual(Currency::new("EUR").unwrap(), days)
    };
    let customer = |users, risky| Drawn {
        wishes: Wishes::default(),
        known: Assessment {
            users,
            risks: if risky {
                vec![Notice::new(RiskCode::UnknownRenewal)]
            } else {
                Vec::new()
            },
            ..Assessment::default()
        },
    };
    let mut all = [customer(1, true), customer(9, false), customer(3, false)];
    let canary = |all: &[Drawn]| {
        let made = arranged(&settings, &[], all, first(), 0);
        made.days.iter().position(|day| day.is_some_and(|day| day.wave == 1)).unwrap()
    };
    assert_eq!(canary(&all), 2, "no risk, then the fewest users");
    all[2].wishes.canary = Some(false);
    assert_eq!(canary(&all), 1);
    all[0].wishes.canary = Some(true);
    assert_eq!(canary(&all), 0, "whom people want goes before any risk");
}

#[test]
fn canaries_whose_days_have_passed_still_go_first() {
    let days = Span {
        first: first(),
        last: day(110),
    };
    let settings = Settings {
        canaries: 1,
        ..Settings::usual(Currency::new("EUR").unwrap(), days)
    };
    let wishes = Wishes::default();
    let known: Vec<Assessment> = [3, 5, 9]
        .map(|users| Assessment {
            users,
            ..Assessment::default()
        })
        .to_vec();
    let ids = ["a", "b", "c"];
    let arranged = |waves: &[Wave], in_wave: [Option<u32>; 3], from: Date| {
        let people: Vec<Person<'_>> = (0..3)
            .map(|n| Person {
                id: ids[n],
                wishes: &wishes,
                assessment: &known[n],
                wave: in_wave[n],
            })
            .collect();
        let ground = Ground {
            settings: &settings,
            waves,
            people: &people,
            from,
            taken: 0,
        };
        arrange(&ground).unwrap()
    };
    let at_first = arranged(&[], [None; 3], first());
    let in_wave = [0, 1, 2].map(|n| at_first.days[n].map(|day| day.wave));
    assert_eq!(in_wave[0], Some(1), "the fewest users go first");
    // The first wave was opened; then everything was held until long after its days.
    let mut waves = at_first.waves;
    waves[0].state = WaveState::Open;
    let from = day(40);
    assert!(waves[0].days.last < from);
    let late = arranged(&waves, in_wave, from);
    let days: Vec<_> = late.days.iter().map(|day| day.expect("a day")).collect();
    assert_eq!(days[0].wave, 1);
    assert!(days[0].day >= from);
    assert!(late.waves[0].canary && late.waves[0].days.last >= days[0].day);
    let proved = day_number(late.waves[0].days.last) + settings.proof_days as i32;
    assert!(days[1..].iter().all(|other| other.wave > 1 && day_number(other.day) > proved));
    // Where nobody of it is left, its days stay as they were.
    let gone = arranged(&waves, [None, in_wave[1], in_wave[2]], from);
    assert_eq!(gone.waves[0].days, waves[0].days);
}
