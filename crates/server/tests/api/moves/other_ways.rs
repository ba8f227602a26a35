//! Other ways than buying and letting expire: subscriptions that go over from another partner, in both generations; legacy ones that are
//! suspended on a day; licences that come through a group; licences that the customer's administrator changes by hand.

use super::{
    stage::{E3, E5, MOVER, NEWCOMER, Stage, estate},
    without_e3,
};
use crate::support::{Caller, PARTNER, World};
use nahtlos_model::{
    estate::{Channel, Estate, Generation, Group, GroupLicense, Treatment},
    instants::Instant,
    moves::{Drift, Halted, Move, Settings, Status, deeds::Contact, journal::kinds, state::State, tasks::TaskKind},
    plan::StepKind,
    policy::Policy,
};
use serde_json::{Value, json};

fn settings() -> Settings {
    Settings {
        delegated: true,
        ..Settings::default()
    }
}

pub(super) fn kim() -> Contact {
    Contact {
        first_name: "Kim".to_owned(),
        last_name: "Kunde".to_owned(),
        email: "kim@neuling.example".to_owned(),
    }
}

pub(super) fn over_or_halted(of: &Move) -> bool {
    of.state.is_over() || of.state == State::Halted
}

/// What another partner sold, as it stands at the center and as the mover knows it.
pub(super) fn sold_by_another(seller: &str, generation: Generation, treatment: Treatment) -> (Estate, Estate) {
    let mut held = estate(3);
    let sold = &mut held.subscriptions[0];
    (sold.channel, sold.auto_renew, sold.generation) = (Channel::ThisPartner, Some(true), generation);
    let mut known = held.clone();
    let theirs = &mut known.subscriptions[0];
    (theirs.channel, theirs.owner, theirs.wanted_treatment) = (Channel::OtherPartner, Some(seller.to_owned()), Some(treatment));
    (held, known)
}

pub(super) fn transfers() -> String {
    format!("/v1/customers/{NEWCOMER}/transfers")
}

/// The customer's transfers, as the first partner sees them.
async fn asked(world: &World) -> Vec<Value> {
    world.admin().get(&transfers()).await.expect(200).as_array().unwrap().clone()
}

/// Subscriptions that the mover sells: offer's seats and whether they renew.
async fn sold(stage: &Stage) -> Vec<(i64, bool, String)> {
    sold_to(&stage.agent()).await
}

/// Subscriptions that a caller sells the customer: seats, whether they renew, state.
pub(super) async fn sold_to(seller: &Caller) -> Vec<(i64, bool, String)> {
    let all = seller.get(&format!("/v1/customers/{NEWCOMER}/subscriptions")).await.expect(200);
    let one = |s: &Value| {
        (
            s["quantity"].as_i64().unwrap(),
            s["autoRenewEnabled"] == true,
            s["status"].as_str().unwrap().to_owned(),
        )
    };
    all["items"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_partner_sold_goes_over_and_is_renewed_not_bought_again() {
    let (held, known) = sold_by_another(PARTNER, Generation::NewCommerce, Treatment::Transfer);
    let stage = Stage::planned_with((held, Some(PARTNER)), known.clone(), Policy::default(), settings()).await;
    stage.approve().await;
    stage.accept().await;
    // It is asked for two weeks on.
    let step = stage.step(StepKind::Transfer).await;
    stage.until(30, &[E3], |of| of.step(&step).is_some_and(|run| run.tries > 0)).await;
    let asked = asked(&stage.world).await;
    assert_eq!((asked.len(), &asked[0]["partnertenantid"]), (1, &json!(PARTNER)), "{asked:#?}");
    let lines = json!({ "status": "InProgress", "lineItems": [
        { "id": 0, "subscriptionId": known.subscriptions[0].id, "productType": "OnlineServicesNCE" }] });
    let path = format!("{}/{}", transfers(), asked[0]["id"].as_str().unwrap());
    stage.world.admin().patch(&path, &lines).await.expect(200);
    let done = stage.until(700, &[E3], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    assert!(stage.orders().await.len() <= 1, "{:#?}", stage.orders().await);
    let sold = sold(&stage).await;
    assert_eq!(sold.len(), 1, "one subscription, which was renewed: {sold:?}");
    assert_eq!((sold[0].0, sold[0].2.as_str()), (3, "active"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_transfer_is_answered_by_a_plan_that_buys() {
    let (held, known) = sold_by_another(PARTNER, Generation::NewCommerce, Treatment::Transfer);
    let stage = Stage::planned_with((held, Some(PARTNER)), known, Policy::default(), settings()).await;
    stage.approve_within(100_000, 400, 0).await;
    stage.accept().await;
    let step = stage.step(StepKind::Transfer).await;
    stage.until(30, &[E3], |of| of.step(&step).is_some_and(|run| run.tries > 0)).await;
    let asked = asked(&stage.world).await;
    let path = format!(
        "/moves/v1/customers/{NEWCOMER}/transfers/{}/decline",
        asked[0]["id"].as_str().unwrap()
    );
    stage.world.admin().post(&path, &Value::Null).await.expect(200);
    // What it would have renewed is bought; the other partner is asked to end theirs.
    let bought = stage
        .until(200, &[E3], |of| {
            of.tasks.iter().any(|task| task.kind == TaskKind::CancelAtTermEnd) || over_or_halted(of)
        })
        .await;
    assert!(bought.state.is_under_way(), "{:?} {:?}", bought.state, bought.halt);
    assert_eq!(bought.plan.unwrap().version, 2);
    assert_eq!(stage.orders().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_into_its_days_without_an_answer_counts_as_refused() {
    let (held, known) = sold_by_another(PARTNER, Generation::NewCommerce, Treatment::Transfer);
    let stage = Stage::planned_with((held, Some(PARTNER)), known, Policy::default(), settings()).await;
    stage.approve().await;
    stage.accept().await;
    let halted = stage.until(120, &[E3], |of| of.state == State::Halted).await;
    let refused = matches!(
        halted.halt,
        Some(Halted::Drift {
            what: Drift::TransferRefused,
            ..
        })
    );
    assert!(refused && halted.proposal.is_some(), "{:?} {:?}", halted.halt, halted.proposal);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_seats_end_without_overlap_licences_move_the_day_before() {
    let mut held = estate(3);
    (held.subscriptions[0].channel, held.subscriptions[0].auto_renew) = (Channel::ThisPartner, Some(false));
    let settings = Settings {
        contact: Some(kim()),
        ..settings()
    };
    let stage = Stage::planned_with((held.clone(), Some(MOVER)), held, without_e3(), settings).await;
    stage.approve().await;
    stage.until(250, &[E3, E5], |of| !of.bought.is_empty() || over_or_halted(of)).await;
    stage.to("2027-06-02").await;
    let swaps: Vec<Instant> = stage
        .journal()
        .await
        .iter()
        .filter(|entry| entry.kind == kinds::ATTEMPTED && entry.body.contains("\"swap\""))
        .map(|entry| entry.at)
        .collect();
    let end: Instant = "2027-06-01T00:00:00Z".parse().unwrap();
    assert!(
        !swaps.is_empty() && swaps.iter().all(|at| *at < end),
        "{swaps:?} {:#?}",
        stage.of().await
    );
    stage.until(5, &[E5], |_| true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_rights_the_administrator_changes_licences_by_a_list() {
    let settings = Settings {
        rights: false,
        ..Settings::default()
    };
    let stage = Stage::planned(estate(3), without_e3(), settings).await;
    stage.approve().await;
    stage.accept().await;
    let asked = stage
        .until(200, &[E3], |of| {
            of.tasks.iter().any(|task| task.kind == TaskKind::SwapByHand) || over_or_halted(of)
        })
        .await;
    let task = asked
        .tasks
        .iter()
        .find(|task| task.kind == TaskKind::SwapByHand)
        .unwrap_or_else(|| panic!("{asked:#?}"));
    let path = format!("/moves/v1/moves/{}/tasks", stage.id);
    let list = stage.agent().get(&format!("{path}/{}/swaps", task.id)).await.expect(200);
    assert_eq!(list["count"], 3);
    let (csv, script) = (list["csv"].as_str().unwrap(), list["script"].as_str().unwrap());
    assert!(
        csv.lines().count() == 4 && csv.contains("user2@neuling.example") && csv.contains(E3),
        "{csv}"
    );
    assert!(
        script.contains("Set-MgUserLicense") && script.matches("@{ Group = $false;").count() == 3,
        "{script}"
    );
    stage.agent().get(&format!("{path}/t99/swaps")).await.refused(404, "1000");
    // The administrator does what the list says, and then says so.
    let kim = stage.kim(true);
    for row in csv.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let add: Vec<Value> = cells[4]
            .split(' ')
            .map(|sku| json!({ "skuId": sku, "disabledPlans": [] }))
            .collect();
        let body = json!({ "addLicenses": add, "removeLicenses": cells[3].split(' ').collect::<Vec<_>>() });
        kim.post(&format!("/v1.0/users/{}/assignLicense", cells[2]), &body)
            .await
            .expect(200);
    }
    let note = json!({ "note": "by the script" });
    stage.agent().post(&format!("{path}/{}/confirm", task.id), &note).await.expect(200);
    // Nor can be seen from here whether the original has ended.
    let sees = |of: &Move| of.tasks.iter().any(|task| task.kind == TaskKind::SeeEnd) || over_or_halted(of);
    let asked = stage.until(700, &[E3, E5], sees).await;
    let task = asked
        .tasks
        .iter()
        .find(|task| task.kind == TaskKind::SeeEnd)
        .unwrap_or_else(|| panic!("{asked:#?}"));
    stage.agent().post(&format!("{path}/{}/confirm", task.id), &note).await.expect(200);
    let done = stage.until(700, &[E3, E5], over_or_halted).await;
    assert!(done.state == State::Completed, "{:?} {:#?}", done.halt, done.steps);
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_that_come_through_a_group_change_with_the_group() {
    let mut from = estate(3);
    let group = Group {
        id: "d0000000-bbbb-4000-8000-000000000001".to_owned(),
        name: "Alle".to_owned(),
        licenses: vec![GroupLicense {
            sku_id: E3.parse().unwrap(),
            disabled_plans: Vec::new(),
        }],
    };
    for user in &mut from.users {
        user.licenses[0].via_group = Some(group.id.clone());
    }
    from.groups = vec![group];
    let stage = Stage::planned(from, without_e3(), settings()).await;
    stage.approve().await;
    stage.accept().await;
    let done = stage.until(700, &[E3, E5], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    for user in stage.people().await.iter().filter(|user| !user.licences.is_empty()) {
        assert!(
            user.licences.iter().all(|holding| holding.sku.to_string() != E3),
            "{:?}",
            user.licences
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legacy_subscription_is_suspended_on_the_day_and_not_before() {
    let mut held = estate(3);
    let own = &mut held.subscriptions[0];
    (own.channel, own.generation, own.auto_renew) = (Channel::ThisPartner, Generation::Legacy, Some(true));
    let mut known = held.clone();
    known.subscriptions[0].wanted_treatment = Some(Treatment::Replace);
    let policy = Policy {
        leave_by: Some("2027-03-01".parse().unwrap()),
        ..Policy::default()
    };
    let settings = Settings {
        contact: Some(kim()),
        ..settings()
    };
    let stage = Stage::planned_with((held, Some(MOVER)), known, policy, settings).await;
    stage.approve().await;
    let step = stage.step(StepKind::SuspendLegacy).await;
    stage
        .until(100, &[E3, E5], |of| {
            of.step(&step).is_some_and(|run| run.status == Status::Done) || over_or_halted(of)
        })
        .await;
    // Cover was proved without it, a lead before the day by which it is left.
    assert_eq!(stage.engine().now().date().to_string(), "2027-02-22");
    let verified = stage.step(StepKind::VerifyCover).await;
    assert_eq!(stage.of().await.step(&verified).unwrap().status, Status::Done);
    let done = stage.until(500, &[E3, E5], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    let suspended = sold(&stage)
        .await
        .iter()
        .filter(|(_, _, status)| status == "suspended" || status == "deleted")
        .count();
    assert_eq!(suspended, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_legacy_goes_over_when_the_other_partner_offers_it() {
    let (held, known) = sold_by_another(PARTNER, Generation::Legacy, Treatment::Transfer);
    let id = known.subscriptions[0].id.clone();
    let stage = Stage::planned_with((held, Some(PARTNER)), known, Policy::default(), settings()).await;
    stage.approve().await;
    stage.accept().await;
    // Nobody but the seller can begin it: that is a task, with the seller named.
    let asked = stage
        .until(60, &[E3], |of| {
            of.tasks.iter().any(|task| task.kind == TaskKind::AnswerTransfer) || over_or_halted(of)
        })
        .await;
    let task = asked.tasks.iter().find(|task| task.kind == TaskKind::AnswerTransfer);
    assert!(task.is_some_and(|task| task.is_open()), "{:?} {:#?}", asked.halt, asked.tasks);
    let offer = json!({
        "sourcePartnerTenantId": PARTNER, "sourcePartnerName": "Erster Partner GmbH", "targetPartnerTenantId": MOVER,
        "targetPartnerName": "Umzug GmbH", "customerName": "Neuling AG", "lineItems": [{ "subscriptionId": id.to_uppercase() }],
    });
    stage.world.admin().post(&transfers(), &offer).await.expect(201);
    stage.settle().await;
    let step = stage.step(StepKind::Transfer).await;
    let over = stage
        .until(10, &[E3], |of| {
            of.step(&step).is_some_and(|run| run.is_over()) || over_or_halted(of)
        })
        .await;
    assert!(over.state.is_under_way() || over.state == State::Completed, "{:?}", over.halt);
    let task = over.tasks.iter().find(|task| task.kind == TaskKind::AnswerTransfer).unwrap();
    assert!(
        task.done.is_none() && task.closed.is_some(),
        "it was seen, nobody had to say so: {task:?}"
    );
    let journal = stage.journal().await;
    let accepts = journal
        .iter()
        .filter(|entry| entry.kind == kinds::ATTEMPTED && entry.body.contains("acceptTransfer"))
        .count();
    assert_eq!(accepts, 1);
    assert_eq!(sold(&stage).await[0].0, 3, "the mover sells it now");
    let done = stage.until(700, &[E3], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_in_its_window_is_cancelled_on_the_day_and_not_before() {
    let mut held = estate(3);
    let own = &mut held.subscriptions[0];
    (own.channel, own.auto_renew) = (Channel::ThisPartner, Some(true));
    (own.start, own.end) = (Some("2026-12-06".parse().unwrap()), Some("2027-12-06".parse().unwrap()));
    let mut known = held.clone();
    known.subscriptions[0].wanted_treatment = Some(Treatment::Replace);
    let policy = Policy {
        leave_by: Some("2026-12-12".parse().unwrap()),
        lead_days: 2,
        ..without_e3()
    };
    let settings = Settings {
        contact: Some(kim()),
        ..settings()
    };
    let stage = Stage::planned_with((held, Some(MOVER)), known, policy, settings).await;
    stage.approve().await;
    let step = stage.step(StepKind::CancelNow).await;
    let cancelled = stage
        .until(20, &[E3, E5], |of| {
            of.step(&step).is_some_and(|run| run.status == Status::Done) || over_or_halted(of)
        })
        .await;
    assert!(
        cancelled.state.is_under_way() || cancelled.state == State::Completed,
        "{:?}",
        cancelled.halt
    );
    let verified = stage.step(StepKind::VerifyCover).await;
    assert_eq!(
        stage.of().await.step(&verified).unwrap().status,
        Status::Done,
        "cover was proved without it first"
    );
    assert!(stage.engine().now().date().to_string().as_str() < "2026-12-13", "within its window");
    stage.all_hold(&[E5]).await;
    let done = stage.until(700, &[E5], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    let deleted = sold(&stage).await.iter().filter(|(_, _, status)| status == "deleted").count();
    assert_eq!(deleted, 1);
}
