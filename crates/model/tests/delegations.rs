//! Random lives of a granular delegation: whatever is done to it and however the clock is turned, its end, its extensions and the rights
//! it gives are what they must be.

use nahtlos_model::{
    delegations::{
        Customer, Delegation, DelegationStatus, Draft, Origin, Step,
        assignments::{Assignment, AssignmentStatus},
        roles::GLOBAL_ADMINISTRATOR,
    },
    instants::{HOUR_MS, Instant},
    program::{Numbers, Program},
};
use proptest::{collection::vec, prelude::*};

const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";

#[derive(Debug, Clone)]
enum Event {
    Lock,
    Approve,
    Decline,
    Terminate,
    Extend(bool),
    LoseGlobalAdministrator,
    LoseCustomer,
    /// Hours, and in how many steps the clock is turned.
    Wait(i64, i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => Just(Event::Lock),
        3 => Just(Event::Approve),
        1 => Just(Event::Decline),
        1 => Just(Event::Terminate),
        2 => any::<bool>().prop_map(Event::Extend),
        1 => Just(Event::LoseGlobalAdministrator),
        1 => Just(Event::LoseCustomer),
        6 => (0..6_000_i64, 1..5_i64).prop_map(|(hours, steps)| Event::Wait(hours, steps)),
    ]
}

fn numbers() -> Numbers {
    Program::bundled().on(Instant(0).date())
}

fn draft(days: i64, extends: bool, everything: bool) -> Draft {
    Draft {
        display_name: Some("Betreuung".into()),
        duration: Some(format!("P{days}D")),
        auto_extend_duration: Some(if extends && !everything { "P180D" } else { "PT0S" }.into()),
        customer: None,
        roles: Some(match everything {
            true => vec![READER.into(), GLOBAL_ADMINISTRATOR.into()],
            false => vec![READER.into()],
        }),
    }
}

/// Does what is due up to an instant; `None`: it was cleaned up.
fn turn(one: Option<Delegation>, to: Instant) -> Option<Delegation> {
    let mut one = one?;
    while one.next_due(&numbers()).is_some_and(|at| at <= to) {
        match one.fall_due() {
            Step::To(after) | Step::Extended(after) => one = after,
            Step::Gone => return None,
        }
    }
    Some(one)
}

fn act(one: &Delegation, event: &Event, now: Instant) -> Option<Delegation> {
    let customer = Customer {
        tenant_id: "c".into(),
        display_name: "Kunde".into(),
    };
    match event {
        Event::Lock => one.lock(now).ok(),
        Event::Approve => one.approve(&customer, now).ok().flatten(),
        Event::Decline => one.decline(&customer, now).ok(),
        Event::Terminate => one.terminate(now).ok(),
        Event::LoseCustomer => one.lose_customer(now),
        Event::LoseGlobalAdministrator => {
            (one.status == DelegationStatus::Active && one.has_global_administrator()).then(|| one.without_global_administrator(now))
        }
        Event::Extend(on) => {
            let change = Draft {
                auto_extend_duration: Some(if *on { "P180D" } else { "PT0S" }.into()),
                ..Draft::default()
            };
            one.change(&change, None, &numbers(), now).ok()?.now
        }
        Event::Wait(..) => None,
    }
}

fn sound(one: &Delegation, now: Instant) -> Result<(), TestCaseError> {
    prop_assert!(one.since <= now && one.changed <= now, "{one:?} is ahead of {now}");
    prop_assert!(!one.has_global_administrator() || one.extensions == 0, "{one:?} was extended");
    prop_assert!(!one.has_global_administrator() || one.extend_days == 0, "{one:?} would be extended");
    let extended = one.extensions * numbers().granular_extend_days;
    if let (DelegationStatus::Active | DelegationStatus::Expiring | DelegationStatus::Expired, Some(begins)) = (one.status, one.activated) {
        prop_assert_eq!(one.ends, Some(begins.plus_days(one.days + extended)));
    }
    let active = one.status == DelegationStatus::Active && one.ends.is_some_and(|ends| now < ends);
    prop_assert_eq!(one.gives_rights(now), active, "{:?} at {}", one, now);
    let assigned = Assignment::create(one, "g", &[READER.to_owned()], "a".into(), now);
    prop_assert_eq!(assigned.is_ok(), active);
    if let Ok(pending) = assigned {
        prop_assert_eq!(pending.fall_due(Some(one), true).status, AssignmentStatus::Active);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_random_life_is_sound_and_the_same_in_one_step_or_in_many(
        days in 1..=730_i64, extends: bool, everything: bool, events in vec(event(), 1..40)
    ) {
        let origin = Origin { guid: "g".into(), partner_id: "p".into() };
        let mut now = Instant(0);
        let made = Delegation::create(&draft(days, extends, everything), origin, &numbers(), now).unwrap();
        let (mut one, mut other) = (Some(made.clone()), Some(made));
        for event in events {
            if let Event::Wait(hours, steps) = event {
                let to = now.plus_hours(hours);
                one = turn(one, to);
                for step in 1..=steps {
                    other = turn(other, Instant(now.0 + hours * HOUR_MS / steps * step));
                }
                other = turn(other, to);
                now = to;
            } else {
                // What is due by now is done before anybody acts.
                (one, other) = (turn(one, now), turn(other, now));
                let after = one.as_ref().and_then(|d| act(d, &event, now));
                if let (Some(before), Some(after)) = (&one, &after) {
                    prop_assert_eq!(after.version, before.version + 1);
                }
                other = other.as_ref().and_then(|d| act(d, &event, now)).or(other);
                one = after.or(one);
                (one, other) = (turn(one, now), turn(other, now));
            }
            prop_assert_eq!(&one, &other);
            match &one {
                Some(one) => sound(one, now)?,
                None => break,
            }
        }
    }
}
