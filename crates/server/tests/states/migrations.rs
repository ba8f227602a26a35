//! Migrations to new commerce and their schedules, in the model: what partners ask for, and time.

use crate::machine::{Came, Machine, NOTHING, OWN, REFERENCE, Rule, Source, Tried};
use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    instants::Instant,
    migrations::{
        Bid, Migration, MigrationStatus, Part, Wish,
        schedules::{Schedule, ScheduleStatus, When},
    },
    program::Program,
    refusals::{Code, Refusal},
};

const MADE: &str = "POST accepted";
const DUE: &str = "its time has come";
const POSSIBLE: &str = "it can be done";
const REFUSED: &str = "it cannot be done (any more)";
const PUT: &str = "PUT accepted";
const CANCEL: &str = "POST cancel";
const ELSEWHERE: &str = "its subscription is migrated at once, or deleted";
const MINUTES: Source = Source::Number("migrationMinutes");

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const MIGRATION: &[Rule] = &[
    rule(MADE, &[""],       &[NOTHING],      "Processing", REFERENCE),
    rule(DUE,  &[POSSIBLE], &["Processing"], "Completed",  MINUTES),
    rule(DUE,  &[REFUSED],  &["Processing"], "Failed",     MINUTES),
];

#[rustfmt::skip]
const SCHEDULE: &[Rule] = &[
    rule(MADE,      &[""],       &[NOTHING],                "Created",   REFERENCE),
    rule(PUT,       &[""],       &["Created"],              "Created",   REFERENCE),
    rule(PUT,       &[""],       &["Cancelled", "Failed"],  "Created",   OWN),
    rule(CANCEL,    &[""],       &["Created"],              "Cancelled", REFERENCE),
    rule(CANCEL,    &[""],       &["Cancelled", "Failed"],  "Cancelled", OWN),
    rule(DUE,       &[POSSIBLE], &["Created"],              "Completed", OWN),
    rule(DUE,       &[REFUSED],  &["Created"],              "Failed",    OWN),
    rule(ELSEWHERE, &[""],       &["Created"],              "Cancelled", OWN),
];

fn now() -> Instant {
    "2027-01-20T10:00:00Z".parse().unwrap()
}

fn part() -> Part {
    Part {
        subscription_id: "s".into(),
        item: None,
        quantity: 5,
        term: Term::P1Y,
        cycle: BillingPlan::Monthly,
        full_term: false,
        custom_end: None,
        source_end: None,
        new_subscription_id: None,
    }
}

fn migration() -> Migration {
    Migration {
        id: "m".into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        status: MigrationStatus::Processing,
        started: now(),
        completed: None,
        reference: None,
        order_id: None,
        parts: vec![part()],
        error: None,
        version: 1,
    }
}

fn bid() -> Bid {
    Bid {
        base: Wish {
            subscription_id: "s".into(),
            ..Wish::default()
        },
        ..Bid::default()
    }
}

fn schedule() -> Schedule {
    Schedule {
        id: "k".into(),
        customer_id: "c".into(),
        partner_id: "p".into(),
        status: ScheduleStatus::Created,
        when: When::At(now().plus_days(7)),
        bid: bid(),
        parts: vec![part()],
        migration_id: None,
        error: None,
        created: now(),
        modified: now(),
        version: 1,
    }
}

fn why() -> Refusal {
    Code::MigrationNotActive.into()
}

fn word(status: &str) -> &'static str {
    let all = ["Processing", "Created", "Cancelled", "Completed", "Failed"];
    all.into_iter().find(|word| *word == status).unwrap()
}

fn tried(event: &'static str, when: &'static str, from: &str, came: Came) -> Tried {
    let from = if from == NOTHING { NOTHING } else { word(from) };
    Tried { event, when, from, came }
}

fn of_migrations() -> Vec<Tried> {
    let (at, made) = (now(), migration());
    let all = [made.clone(), made.complete("o", &["n".to_owned()], at), made.fail(&why(), at)];
    let states: Vec<MigrationStatus> = all.iter().map(|m| m.status).collect();
    assert_eq!(states, MigrationStatus::ALL);
    let minutes = Program::bundled().on(at.date()).migration_minutes;
    let mut found = vec![tried(MADE, "", NOTHING, Came::To(made.status.to_string()))];
    for m in &all {
        let due = m.next_due(minutes);
        let come = |after: Migration| due.map_or(Came::Never, |_| Came::To(after.status.to_string()));
        found.push(tried(
            DUE,
            POSSIBLE,
            m.status.as_str(),
            come(m.complete("o", &["n".to_owned()], at)),
        ));
        found.push(tried(DUE, REFUSED, m.status.as_str(), come(m.fail(&why(), at))));
    }
    found
}

fn of_schedules() -> Vec<Tried> {
    let (at, made) = (now(), schedule());
    let all = [
        made.clone(),
        made.cancel(at).unwrap(),
        made.run(Ok("m".to_owned()), at),
        made.run(Err(&why()), at),
    ];
    let states: Vec<ScheduleStatus> = all.iter().map(|s| s.status).collect();
    assert_eq!(states, ScheduleStatus::ALL);
    let mut found = vec![tried(MADE, "", NOTHING, Came::To(made.status.to_string()))];
    for s in &all {
        let of = |decided: Result<Schedule, Refusal>| Came::of(decided, |after| word(after.status.as_str()));
        let due = |came: Came| if s.next_due().is_some() { came } else { Came::Never };
        let from = s.status.as_str();
        found.push(tried(PUT, "", from, of(s.change(s.when, bid(), vec![part()], at))));
        found.push(tried(CANCEL, "", from, of(s.cancel(at))));
        found.push(tried(DUE, POSSIBLE, from, due(of(Ok(s.run(Ok("m".to_owned()), at))))));
        found.push(tried(DUE, REFUSED, from, due(of(Ok(s.run(Err(&why()), at))))));
        // Only what waits is looked for.
        found.push(tried(ELSEWHERE, "", from, due(of(s.cancel(at)))));
    }
    found
}

#[test]
fn migrations_live_as_the_tables_say() {
    let migration = |status| match status {
        MigrationStatus::Processing => "asked for; its subscriptions are held and go on otherwise",
        MigrationStatus::Completed => "the new subscriptions are there, the legacy ones suspended",
        MigrationStatus::Failed => "nothing has changed; the legacy subscriptions are free",
    };
    let schedule = |status| match status {
        ScheduleStatus::Created => "waits for its date, or for the end of the legacy term",
        ScheduleStatus::Cancelled => "called off",
        ScheduleStatus::Completed => "its migration was created",
        ScheduleStatus::Failed => "its migration was refused when its time came",
    };
    let machines = [
        Machine {
            title: "One migration",
            about: "Of a subscription with all its add-ons: all of them go, or none.",
            states: MigrationStatus::ALL
                .iter()
                .map(|s| (s.as_str(), migration(*s).to_owned()))
                .collect(),
            rules: MIGRATION,
            tried: of_migrations(),
        },
        Machine {
            title: "One schedule",
            about: "A schedule for the renewal has no time of its own: it is asked for when the legacy term ends, instead of the renewal.",
            states: ScheduleStatus::ALL.iter().map(|s| (s.as_str(), schedule(*s).to_owned())).collect(),
            rules: SCHEDULE,
            tried: of_schedules(),
        },
    ];
    let about = "Decided in `crates/model/src/migrations`, done in `crates/engine/src/migrations`.";
    crate::check("migrations", "Migrations to new commerce", about, &machines);
}
