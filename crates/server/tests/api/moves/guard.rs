//! An end that was set early is taken back when seats are late: decided purely, on a plan of the center's own making.

use super::stage::{Stage, estate};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    catalogue::Catalogue,
    estate::{Channel, Estate, Treatment},
    instants::Instant,
    moves::{
        Drift, Halted, Move, Settings, Status, StepRun,
        deeds::{Deed, WantedEnd},
        next::{Ground, Next, next},
        sight::{Look, Seen, Sight, SubscriptionSeen},
        state::State,
    },
    permissions::Action,
    plan::{Plan, StepKind},
    policy::Policy,
    subscriptions::{self, EndAction},
};

/// The original as the tenant shows it on a day: set to end, or to renew.
fn sight(from: &Estate, at: Instant, renews: bool) -> Sight {
    let original = &from.subscriptions[0];
    let seen = SubscriptionSeen {
        id: original.id.clone(),
        sku: original.sku_id,
        seats: original.quantity,
        status: subscriptions::Status::Active,
        end: original.end,
        start: original.start,
        own: true,
        owner: None,
        trial: false,
        name: String::new(),
        offer: None,
        term: None,
        billing: None,
        renews: Some(renews),
        end_action: Some(if renews { EndAction::Extend } else { EndAction::Cancel }),
        next_seats: None,
        next_offer: None,
        next_until: None,
        cancel_until: None,
    };
    Sight {
        subscriptions: Some(Seen { at, value: vec![seen] }),
        pools: Some(Seen { at, value: Vec::new() }),
        transfers: Some(Seen { at, value: Vec::new() }),
        ..Sight::default()
    }
}

/// A move all of whose steps are open but for those of some kinds.
fn on_its_way(of: &Move, plan: &Plan, done: &[StepKind], at: Instant) -> Move {
    let steps = plan.steps.iter().map(|step| StepRun {
        status: if done.contains(&step.kind) { Status::Done } else { Status::Pending },
        since: Some(at),
        ..StepRun::pending(&step.id)
    });
    Move {
        state: State::Running,
        steps: steps.collect(),
        ..of.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_early_end_is_taken_back_when_seats_are_late() {
    let held = estate(3);
    let mut from = held.clone();
    (from.subscriptions[0].channel, from.subscriptions[0].wanted_treatment) = (Channel::ThisPartner, Some(Treatment::Replace));
    from.subscriptions[0].auto_renew = Some(true);
    let stage = Stage::planned_from(held, from.clone(), Policy::default(), Settings::default()).await;
    let mut reading = stage.engine().read(&stage.mara, Need::own(Action::ReadMoves)).await.unwrap();
    let plan: Plan = serde_json::from_str(&reading.move_document(&stage.id, "plan", 1).await.unwrap()).unwrap();
    let of = stage.of().await;
    let end = plan.steps.iter().find(|step| step.kind == StepKind::CancelAtTermEnd).unwrap();
    let planned = plan.originals[0].planned_end.unwrap();
    let catalogue = Catalogue::default();
    let ground = Ground {
        plan: &plan,
        estate: &from,
        catalogue: &catalogue,
        roles: &[],
        pause_ms: 3_600_000,
    };
    let begun = Instant::start_of(planned).plus_days(-20);
    let late = Instant::start_of(planned).plus_days(1);
    let early = on_its_way(&of, &plan, &[StepKind::CancelAtTermEnd], begun);
    let ask = |of: &Move, at: Instant, renews: bool| next(of, &ground, &sight(&from, at, renews), at);
    // It is looked at before anything is done about it.
    let blind = next(&early, &ground, &Sight::default(), late);
    assert_eq!(blind, Next::Look(Look::SEATS));
    let back = Deed::SetEnd {
        subscription: from.subscriptions[0].id.clone(),
        end: WantedEnd::Renew,
    };
    let taken_back = Next::Do {
        step: end.id.clone(),
        deed: back.clone(),
    };
    assert_eq!(ask(&early, late, false), taken_back);
    let Next::Halt(Halted::Drift { what, subject, .. }) = ask(&early, late, true) else {
        panic!("once it renews again, a person decides")
    };
    assert_eq!((what, subject), (Drift::SeatsLate, from.subscriptions[0].id.clone()));
    // On the day itself, and once cover was proved, nothing is taken back.
    assert_ne!(ask(&early, Instant::start_of(planned), false), taken_back);
    let proved = on_its_way(&of, &plan, &[StepKind::CancelAtTermEnd, StepKind::VerifyCover], begun);
    assert_ne!(ask(&proved, late, false), taken_back);
    // A step before it that was given up keeps nobody from looking at the others.
    let mut shorter = early.clone();
    shorter.steps.remove(0);
    assert_eq!(ask(&shorter, late, false), taken_back);
}
