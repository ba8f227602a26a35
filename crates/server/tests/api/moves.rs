//! Moves carried out at this center as the clock turns: nobody is without their services on any day, and what goes otherwise than planned
//! stops the move before it can hurt anybody.

mod afresh;
mod decided;
mod evidence;
mod flaky;
mod guard;
mod offered;
mod other_ways;
mod remote;
mod remote_ways;
pub(crate) mod service;
pub(crate) mod stage;
mod told;

use flaky::{Flaky, Mishap};
use nahtlos_engine::{
    Halt,
    moves::decide::{AbandonMove, ConfirmTask, ResumeMove},
};
use nahtlos_model::{
    ids::SkuId,
    moves::{Drift, Halted, Settings, Status, journal::kinds, state::State, tasks::TaskKind},
    notice::{CounterCode, Value as Named},
    policy::Policy,
    refusals::Code,
};
use serde_json::{Value, json};
use stage::{E3, E5, Stage, estate};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

fn sku(id: &str) -> SkuId {
    id.parse().unwrap()
}

/// E3 is not to be bought any more: everybody changes to something else.
fn without_e3() -> Policy {
    Policy {
        never_buy: vec![sku(E3)],
        ..Policy::default()
    }
}

/// Why something was refused.
fn code(halt: Halt) -> Code {
    match halt {
        Halt::Refused(refusal) => refusal.code,
        Halt::Fault(fault) => panic!("{fault}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seats_come_and_nobody_notices() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    let waiting = stage.of().await;
    assert_eq!(waiting.state, State::Waiting, "{waiting:#?}");
    stage.accept().await;
    let before = stage.people().await;
    let done = stage.until(700, &[E3], |of| of.state.is_over()).await;
    assert_eq!(done.state, State::Completed);
    assert!(done.steps.iter().all(|run| run.status == Status::Done), "{:#?}", done.steps);
    let after = stage.people().await;
    let licences = |all: &[nahtlos_model::directory::User]| all.iter().map(|user| user.licences.clone()).collect::<Vec<_>>();
    assert_eq!(licences(&before), licences(&after), "like for like changes no licence");
    assert_eq!(stage.orders().await.len(), 1);
    let journal = stage.journal().await;
    let times = |kind: &str| journal.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!(
        (times(kinds::ATTEMPTED), times(kinds::ANSWERED)),
        (times(kinds::ANSWERED), times(kinds::ATTEMPTED))
    );
    assert!(times(kinds::PROVED) >= 3, "before the purchase, before the end, and at last");
    assert_eq!(journal.last().unwrap().kind, kinds::COMPLETED);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_done_twice_while_the_clock_stands_still() {
    let settings = Settings {
        delegated: true,
        ..Settings::default()
    };
    let stage = Stage::planned(estate(3), without_e3(), settings).await;
    let clock = stage.agent().patch("/sandbox/v1/clock", &json!({ "running": false })).await;
    assert_eq!(clock.expect(200)["running"], json!(false));
    stage.approve().await;
    stage.accept().await;
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    let journal = stage.journal().await;
    let times = |deed: &str| {
        let named = format!("\"kind\":\"{deed}\"");
        journal
            .iter()
            .filter(|entry| entry.kind == kinds::ATTEMPTED && entry.body.contains(&named))
            .count()
    };
    assert_eq!((times("invite"), times("order"), times("swap")), (1, 2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_change_in_batches_once_the_new_seats_are_seen() {
    let stage = Stage::approved(estate(45), without_e3()).await;
    stage.accept().await;
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    stage.all_hold(&[E5]).await;
    let journal = stage.journal().await;
    let swaps: Vec<Value> = journal
        .iter()
        .filter(|entry| entry.kind == kinds::ATTEMPTED)
        .map(|entry| serde_json::from_str::<Value>(&entry.body).unwrap()["deed"].clone())
        .filter(|deed| deed["kind"] == "swap")
        .collect();
    let sizes: Vec<usize> = swaps.iter().map(|deed| deed["users"].as_array().unwrap().len()).collect();
    assert_eq!(sizes, [20, 20, 5]);
    let place = |kind: &str, what: &str| {
        journal
            .iter()
            .position(|entry| entry.kind == kind && entry.body.contains(what))
            .unwrap()
    };
    assert!(place(kinds::ATTEMPTED, "\"order\"") < place(kinds::ATTEMPTED, "\"swap\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_are_asked_for_and_given_to_a_group() {
    let settings = Settings {
        delegated: false,
        ..Settings::default()
    };
    let stage = Stage::planned(estate(3), without_e3(), settings).await;
    stage.join_group().await;
    stage.approve().await;
    stage.accept().await;
    let asked = stage.of().await;
    assert_eq!(asked.state, State::NeedsPerson, "{asked:#?}");
    assert_eq!(asked.tasks.last().unwrap().kind, TaskKind::GrantRights);
    stage.grant().await;
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    stage.all_hold(&[E5]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_on_the_way_is_done_once_all_the_same() {
    for mishap in [Mishap::LostReply, Mishap::NeverSent, Mishap::Later] {
        let stage = Stage::approved(estate(3), without_e3()).await;
        let flaky = Flaky::new(stage.engine().clone(), mishap);
        stage.engine().carry_moves_at(Arc::new(flaky.clone()));
        stage.accept().await;
        let done = stage
            .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
            .await;
        assert_eq!(done.state, State::Completed, "{mishap:?}: {:?}", done.halt);
        // Two licences together stand for E3, each ordered once.
        let orders = stage.orders().await;
        let marks: BTreeSet<String> = orders
            .iter()
            .map(|order| order["lineItems"][0]["friendlyName"].to_string())
            .collect();
        assert_eq!((orders.len(), marks.len()), (2, 2), "{mishap:?}: {orders:#?}");
        assert!(flaky.times() >= 2, "{mishap:?}: the order and the licences went wrong once");
        stage.journal().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_clock_that_stands_a_deed_is_done_once_all_the_same() {
    let settings = Settings {
        delegated: true,
        ..Settings::default()
    };
    let stage = Stage::planned(estate(3), without_e3(), settings).await;
    stage.engine().run_clock(false).await.unwrap();
    stage.approve().await;
    stage.accept().await;
    let done = stage
        .until(700, &[E3, E5], |of| of.state.is_over() || of.state == State::Halted)
        .await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    let journal = stage.journal().await;
    let attempted = journal.iter().filter(|entry| entry.kind == kinds::ATTEMPTED);
    let mut times: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for entry in attempted {
        let body: Value = serde_json::from_str(&entry.body).unwrap();
        *times.entry((&entry.step, body["deed"].to_string())).or_default() += 1;
    }
    assert!(times.len() >= 4 && times.values().all(|n| *n == 1), "{times:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_taken_by_hand_stops_it_and_it_goes_on_when_that_is_mended() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    stage.accept().await;
    let user = "d0000000-0000-4000-8000-000000000002";
    let path = format!("/v1.0/users/{user}/assignLicense");
    let kim = stage.kim(true);
    kim.post(&path, &json!({ "addLicenses": [], "removeLicenses": [E3] }))
        .await
        .expect(200);
    // Nobody is looked at as long as nothing is done; then it is seen before anything is bought.
    stage.engine().turn_clock("2027-05-26T00:00:00Z".parse().unwrap()).await.unwrap();
    let halted = stage.of().await;
    let Some(Halted::Refuted { step, counter }) = &halted.halt else {
        panic!("{:?}", halted.halt)
    };
    assert_eq!((halted.state, counter.code), (State::Halted, CounterCode::UserUncovered));
    assert_eq!(counter.values["user"], Named::Text(user.to_owned()));
    assert!(stage.orders().await.is_empty(), "nothing was bought");
    assert_eq!(halted.step(step).unwrap().status, Status::Open);
    kim.post(
        &path,
        &json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": [] }),
    )
    .await
    .expect(200);
    let resume = ResumeMove { id: stage.id.clone() };
    stage.engine().execute(&stage.mara, resume).await.unwrap();
    stage.settle().await;
    // The day of the purchase is over: the plan does not hold any more as it is, and one from the present ends the original's lead later
    // than was said yes to.
    let late = stage.of().await;
    assert!(
        matches!(late.halt, Some(Halted::Drift { what: Drift::Late, .. })),
        "{:?}",
        late.halt
    );
    assert_eq!(late.proposal.as_ref().unwrap().why, nahtlos_model::moves::Why::Drift);
    stage.approve().await;
    let done = stage.until(700, &[E3], |of| of.state.is_over() || of.state == State::Halted).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    assert_eq!(done.plan.unwrap().version, 2);
    assert_eq!(stage.orders().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_customer_stops_it() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    stage.decline().await;
    let halted = stage.until(30, &[E3], |of| of.state == State::Halted).await;
    assert!(
        matches!(
            halted.halt,
            Some(Halted::Drift {
                what: Drift::LateAcceptance,
                ..
            })
        ),
        "{:?}",
        halted.halt
    );
    let abandon = AbandonMove {
        id: stage.id.clone(),
        note: "they stay where they are".to_owned(),
    };
    let over = stage.engine().execute(&stage.mara, abandon).await.unwrap();
    assert_eq!(over.state, State::Abandoned);
    let again = stage.engine().execute(&stage.mara, ResumeMove { id: stage.id.clone() }).await;
    assert_eq!(code(again.unwrap_err()), Code::MoveState);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_people_can_do_is_asked_of_them() {
    let mut from = estate(3);
    from.subscriptions[0].auto_renew = Some(true);
    let stage = Stage::approved(from, Policy::default()).await;
    stage.accept().await;
    // Its deadline leaves time: it is asked for once everybody is covered without it.
    let asked = stage.until(200, &[E3], |of| !of.tasks.is_empty()).await;
    let task = asked
        .tasks
        .iter()
        .find(|task| task.kind == TaskKind::TurnOffRenewal)
        .unwrap_or_else(|| panic!("{asked:#?}"));
    assert!(task.deadline.is_some() && task.done.is_none());
    let confirm = ConfirmTask {
        id: stage.id.clone(),
        task: task.id.clone(),
        note: "done in the shop".to_owned(),
        attachment: String::new(),
    };
    let after = stage.engine().execute(&stage.mara, confirm.clone()).await.unwrap();
    assert_eq!(after.tasks[0].done.as_ref().unwrap().by, "mara@umzug.example");
    let twice = stage.engine().execute(&stage.mara, confirm).await.unwrap();
    assert_eq!(twice.entries, stage.of().await.entries, "a second time changes nothing");
    stage.settle().await;
    // It renews all the same, because nobody really switched it off: that is seen on the day, and asked of a person.
    let renewed = stage
        .until(200, &[E3], |of| of.tasks.iter().any(|task| task.kind == TaskKind::CancelRenewed))
        .await;
    assert_eq!(renewed.state, State::NeedsPerson);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_is_watched_whether_or_not_somebody_says_that_they_saw_to_it() {
    let mut from = estate(3);
    from.subscriptions[0].auto_renew = None;
    for renews in [false, true] {
        from.subscriptions[0].auto_renew = Some(renews);
        let held = from.clone();
        // Nobody knows whether it renews, so somebody is asked, who never answers.
        from.subscriptions[0].auto_renew = None;
        let stage = Stage::planned_from(
            held,
            from.clone(),
            Policy::default(),
            Settings {
                delegated: true,
                ..Settings::default()
            },
        )
        .await;
        stage.approve().await;
        stage.accept().await;
        let watched = stage
            .until(200, &[E3], |of| match renews {
                true => of.tasks.iter().any(|task| task.kind == TaskKind::CancelRenewed),
                false => of.tasks.iter().any(|task| task.kind == TaskKind::TurnOffRenewal && !task.is_open()),
            })
            .await;
        let asked = watched.tasks.iter().find(|task| task.kind == TaskKind::TurnOffRenewal).unwrap();
        assert!(asked.done.is_none(), "{asked:?}");
        assert_eq!(stage.engine().now().date().to_string(), "2027-06-01", "on the day itself");
        assert_eq!(watched.state == State::NeedsPerson, renews, "{}", watched.state);
    }
}
