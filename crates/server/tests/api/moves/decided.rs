//! What people decide about a move: a yes to one plan, stopping it and letting it go on; and the same over HTTP.

use super::{
    code,
    stage::{self, E3, E5, NEWCOMER, Stage, estate},
};
use crate::support::World;
use nahtlos_engine::moves::decide::{ApproveMove, HaltMove, ResumeMove, WithdrawMove};
use nahtlos_model::{
    estate::Group,
    money::Amount,
    moves::{Halted, Settings, Status, state::State},
    plan::StepKind,
    policy::Policy,
    refusals::Code,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_is_a_yes_to_one_plan_by_a_person() {
    let stage = Stage::planned(estate(3), Policy::default(), Settings::default()).await;
    let of = stage.of().await;
    let approve = |digest: &str| ApproveMove {
        id: stage.id.clone(),
        digest: digest.to_owned(),
        more: Amount { minor: 0, digits: 0 },
        later_days: 0,
        users: 0,
    };
    let other = stage.engine().execute(&stage.mara, approve("00")).await;
    assert_eq!(code(other.unwrap_err()), Code::OtherPlan);
    let first = of.plan.unwrap().digest;
    let dearer = Policy {
        lead_days: 30,
        ..Policy::default()
    };
    let again = stage.engine().plan_move(&stage.mara, &stage.id, Some(dearer)).await.unwrap();
    assert_eq!(again.plan.as_ref().unwrap().version, 2);
    let old = stage.engine().execute(&stage.mara, approve(&first)).await;
    assert_eq!(code(old.unwrap_err()), Code::OtherPlan);
    let mut app = stage.mara.clone();
    let mut alone = (*app.actor).clone();
    alone.user = None;
    app.actor = alone.into();
    let by_app = stage.engine().execute(&app, approve(&again.plan.as_ref().unwrap().digest)).await;
    assert_eq!(code(by_app.unwrap_err()), Code::AppOnlyRefused);
    let yes = stage
        .engine()
        .execute(&stage.mara, approve(&again.plan.unwrap().digest))
        .await
        .unwrap();
    assert_eq!(yes.state, State::Approved);
    // What was done since would not be in a plan from the estate.
    let late = stage.engine().plan_move(&stage.mara, &stage.id, None).await;
    assert_eq!(code(late.unwrap_err()), Code::MoveState);
    let none = Policy {
        lead_days: 0,
        ..Policy::default()
    };
    let at_once = Stage::planned(estate(2), none, Settings::default()).await;
    let digest = at_once.of().await.plan.unwrap().digest;
    let refused = at_once
        .engine()
        .execute(
            &at_once.mara,
            ApproveMove {
                id: at_once.id.clone(),
                ..approve(&digest)
            },
        )
        .await;
    assert_eq!(code(refused.unwrap_err()), Code::InvalidProperty);
}

/// The plan's refusal when somebody says yes to it.
async fn refused(stage: &Stage) -> nahtlos_model::refusals::Refusal {
    let digest = stage.of().await.plan.unwrap().digest;
    let approve = ApproveMove {
        id: stage.id.clone(),
        digest,
        more: Amount { minor: 0, digits: 0 },
        later_days: 0,
        users: 0,
    };
    match stage.engine().execute(&stage.mara, approve).await.unwrap_err() {
        nahtlos_engine::Halt::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_only_fail_later_gets_no_yes() {
    let middle = Policy {
        co_term: Some("2027-11-15".parse().unwrap()),
        ..Policy::default()
    };
    let stage = Stage::planned(estate(2), middle, Settings::default()).await;
    let said = refused(&stage).await;
    assert_eq!(said.code, Code::PlanEndUnaligned);
    assert!(said.to_string().contains("2027-11-14"), "{said}");
    let first = Policy {
        co_term: Some("2027-11-01".parse().unwrap()),
        ..Policy::default()
    };
    stage.engine().plan_move(&stage.mara, &stage.id, Some(first)).await.unwrap();
    stage.approve().await;

    // Two of three members change in June, the third in September.
    let mut split = estate(3);
    split.subscriptions[0].quantity = 2;
    let mut later = split.subscriptions[0].clone();
    (later.id, later.quantity) = ("d0000000-aaaa-4000-8000-000000000002".to_owned(), 1);
    (later.start, later.end) = (Some("2026-09-01".parse().unwrap()), Some("2027-09-01".parse().unwrap()));
    split.subscriptions.push(later);
    let group =
        json!({ "id": "d0000000-bbbb-4000-8000-000000000001", "name": "Vertrieb", "licenses": [{ "skuId": E3, "disabledPlans": [] }] });
    let group: Group = serde_json::from_value(group).unwrap();
    for user in &mut split.users {
        user.licenses[0].via_group = Some(group.id.clone());
    }
    split.groups = vec![group];
    let never = Policy {
        never_buy: vec![E3.parse().unwrap()],
        ..Policy::default()
    };
    let stage = Stage::planned(split, never, Settings::default()).await;
    let said = refused(&stage).await;
    assert_eq!(said.code, Code::PlanSplitsGroup);
    assert!(said.to_string().contains("Vertrieb"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_stops_it_and_lets_it_go_on() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    let halt = HaltMove {
        id: stage.id.clone(),
        note: "holiday".to_owned(),
    };
    stage.engine().execute(&stage.mara, halt.clone()).await.unwrap();
    stage.accept().await;
    stage.engine().turn_clock("2027-01-10T00:00:00Z".parse().unwrap()).await.unwrap();
    let still = stage.of().await;
    assert!(matches!(&still.halt, Some(Halted::Person { note, .. }) if note == "holiday"));
    assert_eq!(
        still.steps.iter().filter(|run| run.status == Status::Done).count(),
        1,
        "only the request was sent"
    );
    assert_eq!(code(stage.engine().execute(&stage.mara, halt).await.unwrap_err()), Code::MoveState);
    let withdraw = WithdrawMove { id: stage.id.clone() };
    assert_eq!(
        code(stage.engine().execute(&stage.mara, withdraw).await.unwrap_err()),
        Code::MoveState
    );
    stage
        .engine()
        .execute(&stage.mara, ResumeMove { id: stage.id.clone() })
        .await
        .unwrap();
    stage.settle().await;
    let on = stage.of().await;
    assert!(on.steps.iter().filter(|run| run.is_over()).count() >= 3, "{:#?}", on.steps);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_a_move_is_begun_planned_and_approved_and_others_see_nothing() {
    let stage = Stage::planned(estate(3), Policy::default(), Settings::default()).await;
    let agent = stage.agent();
    let all = agent.get("/moves/v1/moves?state=planned&size=1").await.expect(200);
    assert_eq!(all["totalCount"], 1);
    let path = format!("/moves/v1/moves/{}", stage.id);
    let one = agent.get(&path).await.expect(200);
    assert_eq!((&one["state"], &one["customerId"]), (&json!("planned"), &json!(NEWCOMER)));
    let kinds: Vec<&str> = one["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds.first(), Some(&StepKind::RequestRelationship.as_str()));
    let plan = agent.get(&format!("{path}/plan")).await.expect(200);
    assert_eq!(plan["schema"], "nahtlos.plan/1");
    let estate_of = agent.get(&format!("{path}/estate")).await.expect(200);
    assert_eq!(estate_of, serde_json::to_value(&stage.estate).unwrap());
    // One open move of a customer.
    let body = json!({ "estate": stage.estate });
    agent.post("/moves/v1/moves", &body).await.refused(409, "moveOpen");
    agent.post("/moves/v1/moves", &json!({})).await.refused(400, "3000");
    agent
        .post("/moves/v1/moves", &json!({ "estate": { "schema": "x" } }))
        .await
        .refused(400, "3000");
    stage.world.rival().get(&path).await.refused(404, "1000");
    agent.post(&format!("{path}/offer"), &Value::Null).await.expect(200);
    agent.post(&format!("{path}/offer"), &Value::Null).await.refused(409, "moveState");
    let yes = json!({ "digest": one["plan"]["digest"], "limits": { "more": "10.5", "laterDays": 3, "users": 1 } });
    let approved = stage
        .world
        .caller(
            stage::MOVER,
            stage::MOVER,
            &[nahtlos_model::permissions::Role::SalesAgent],
            Some("mara@umzug.example"),
            false,
        )
        .post(&format!("{path}/approve"), &yes)
        .await;
    approved.refused(403, "900150");
    let approved = agent.post(&format!("{path}/approve"), &yes).await.expect(200);
    assert_eq!(
        approved["approval"]["limits"],
        json!({ "more": "10.50", "laterDays": 3, "users": 1 })
    );
    let halted = agent.post(&format!("{path}/halt"), &json!({ "note": "wait" })).await.expect(200);
    assert_eq!(halted["halted"]["note"], "wait");
    let journal = agent.get(&format!("{path}/journal?size=2")).await.expect(200);
    assert_eq!(journal["items"][0]["kind"], "begun");
    let next = journal["links"]["next"]["uri"].as_str().unwrap();
    let more = agent.get(next).await.expect(200);
    assert_eq!(more["items"][0]["number"], 3);
    agent
        .post(&format!("{path}/tasks/t9/confirm"), &json!({}))
        .await
        .refused(404, "1000");
    agent.post(&format!("{path}/abandon"), &json!({ "note": "no" })).await.expect(200);
    agent.post("/moves/v1/moves", &body).await.expect(201);
    let never = json!({ "policy": { "neverBuy": [E3, E5], "mode": "likeForLike" } });
    let second = agent.get("/moves/v1/moves?size=1").await.expect(200);
    let path = format!("/moves/v1/moves/{}", second["items"][0]["id"].as_str().unwrap());
    let wrong = json!({ "policy": { "neverBuy": ["no id"] } });
    agent.post(&format!("{path}/plan"), &wrong).await.refused(400, "3000");
    agent.post(&format!("{path}/plan"), &never).await.refused(422, "noPlan");
    let world: &World = &stage.world;
    world.admin().get("/moves/v1/moves").await.expect(200);
}
