//! Moves carried out at another service, over HTTP and nothing else: from the request to the final proof, with what goes wrong on the way.

use super::{
    service::Pair,
    stage::{E3, E5, estate},
    without_e3,
};
use nahtlos_model::{
    instants::Instant,
    moves::{Halted, Status, journal::kinds, state::State, tasks::TaskKind},
    policy::Policy,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_move_at_another_service() {
    let pair = Pair::approved(estate(45), without_e3()).await;
    let asked = pair.home.of().await;
    assert_eq!(asked.state, State::NeedsPerson, "{asked:#?}");
    let task = asked.tasks.first().unwrap();
    assert_eq!(task.kind, TaskKind::HandLinkOver);
    assert!(json!(task.values).to_string().contains("/invitations/partner/"), "{task:?}");
    pair.accept().await;
    let asked = pair.home.of().await;
    assert_eq!(asked.tasks.last().unwrap().kind, TaskKind::GrantRights, "{asked:#?}");
    pair.grant().await;
    let done = pair.to_the_end(&[E3, E5]).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    assert!(done.steps.iter().all(|run| run.status == Status::Done), "{:#?}", done.steps);
    pair.all_hold(&[E5]).await;
    let journal = pair.home.journal().await;
    let swaps = journal
        .iter()
        .filter(|entry| entry.kind == kinds::ATTEMPTED && entry.body.contains("\"swap\""))
        .count();
    assert!(swaps >= 3, "{swaps} batches of twenty");
    assert!(
        !journal
            .iter()
            .any(|entry| entry.body.contains("refresh") || entry.body.contains("Bearer"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seats_at_another_service_and_nobody_notices() {
    let pair = Pair::approved(estate(3), Policy::default()).await;
    pair.accept().await;
    let before = pair.held().await;
    let done = pair.to_the_end(&[E3]).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    assert_eq!(pair.held().await, before);
    assert_eq!(pair.orders().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_to_an_order_leads_to_a_look_and_to_no_second_order() {
    let pair = Pair::approved(estate(3), Policy::default()).await;
    pair.accept().await;
    let checkout = "/v1/customers/{customer_id}/carts/{cart_id}/checkout";
    pair.fault(json!({ "kind": "lostReply", "operation": format!("POST {checkout}"), "nth": 1 }))
        .await;
    let done = pair.to_the_end(&[E3]).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    assert_eq!(pair.met("lostReply").await, 1);
    assert_eq!(pair.calls("POST", checkout).await, 1, "no second write");
    assert_eq!(pair.orders().await.len(), 1);
    let journal = pair.home.journal().await;
    let unknown = journal
        .iter()
        .filter(|entry| entry.kind == kinds::ANSWERED && entry.body.contains("\"unknown\""))
        .count();
    assert_eq!(unknown, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_can_go_wrong_there_ends_well() {
    let pair = Pair::approved(estate(23), without_e3()).await;
    for fault in [
        json!({ "kind": "throttle", "every": 7, "retryAfterSeconds": 11, "times": 60 }),
        json!({ "kind": "lostReply", "every": 5, "times": 40 }),
        json!({ "kind": "delay", "every": 9, "delayMilliseconds": 5, "times": 40 }),
        json!({ "kind": "notReady", "every": 2, "times": 3 }),
    ] {
        pair.fault(fault).await;
    }
    pair.pass_hour().await;
    pair.accept().await;
    // What was lost on the way is asked for again.
    for _ in 0..12 {
        if pair.home.of().await.tasks.iter().any(|task| task.kind == TaskKind::GrantRights) {
            break;
        }
        pair.pass_hour().await;
    }
    pair.grant().await;
    let done = pair.to_the_end(&[E3, E5]).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    pair.admin(false).delete("/sandbox/v1/faults").await.expect(204);
    pair.all_hold(&[E5]).await;
    let marks: std::collections::BTreeSet<String> = pair
        .orders()
        .await
        .iter()
        .map(|order| order["lineItems"][0]["friendlyName"].to_string())
        .collect();
    assert_eq!(pair.orders().await.len(), marks.len(), "each purchase was ordered once");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_credentials_stop_it_with_what_the_service_says_and_new_ones_let_it_go_on() {
    let pair = Pair::approved(estate(3), Policy::default()).await;
    let path = format!("/moves/v1/accounts/{}", pair.account);
    let agent = super::service::agent(&pair.home.world);
    agent
        .patch(&path, &json!({ "refreshToken": "not-one-that-was-ever-given" }))
        .await
        .expect(200);
    pair.pass_hour().await;
    let halted = pair.home.of().await;
    let Some(Halted::Refused { status, code, message, .. }) = &halted.halt else {
        panic!("{:?} {:?}", halted.state, halted.halt)
    };
    assert_eq!((*status, code.as_str()), (401, "signIn"), "{message}");
    assert!(message.contains("invalid_grant"), "{message}");
    let tested = agent.post(&format!("{path}/test"), &json!({})).await.expect(200);
    assert_eq!(tested["tested"]["works"], false, "{tested}");
    let token = super::service::refresh_token(&pair.there).await;
    agent.patch(&path, &json!({ "refreshToken": token })).await.expect(200);
    let tested = agent.post(&format!("{path}/test"), &json!({})).await.expect(200);
    assert_eq!(tested["tested"]["works"], true, "{tested}");
    agent
        .post(&format!("/moves/v1/moves/{}/resume", pair.home.id), &json!({}))
        .await
        .expect(200);
    pair.accept().await;
    assert_eq!(pair.to_the_end(&[E3]).await.state, State::Completed);
}

#[tokio::test(flavor = "multi_thread")]
async fn budgets_are_kept_to_and_it_is_told_how_long_the_rest_takes() {
    // A twentieth of the budget: 150 changes of licences in 150 seconds.
    let pair = Pair::with(estate(170), without_e3(), |config| config.account_processes = 20).await;
    let agent = super::service::agent(&pair.home.world);
    let path = format!("/moves/v1/moves/{}", pair.home.id);
    pair.accept().await;
    pair.grant().await;
    let of = agent.get(&path).await.expect(200);
    let steps = of["steps"].as_array().unwrap();
    let swap = steps.iter().find(|step| step["kind"] == "swapLicenses").unwrap();
    let due: Instant = format!("{}T00:00:00Z", swap["due"].as_str().unwrap()).parse().unwrap();
    let mut held_up = Value::Null;
    let mut now = due;
    for _ in 0..200 {
        pair.turn(now).await;
        let of = agent.get(&path).await.expect(200);
        if of["usersLeft"].is_number() {
            held_up = of;
            break;
        }
        assert_ne!(of["state"], "halted", "{}", of["halted"]);
        now = now.plus_ms(15_000);
    }
    let expected: Instant = held_up["expectedTime"]
        .as_str()
        .unwrap_or_else(|| panic!("never held up: {held_up}"))
        .parse()
        .unwrap();
    assert!(expected > now && expected <= now.plus_ms(2 * 150_000), "{expected} from {now}");
    assert!((1..170).contains(&held_up["usersLeft"].as_i64().unwrap()), "{held_up}");
    pair.turn(now.plus_ms(3_600_000)).await;
    let after = agent.get(&path).await.expect(200);
    assert!(after["usersLeft"].is_null(), "{after}");
    // What was sent of the first day's changes, by the time of each attempt: never more than the budget in any window.
    let journal = pair.home.journal().await;
    let mut sent: Vec<(Instant, usize)> = Vec::new();
    for (at, entry) in journal.iter().enumerate() {
        let body: Value = serde_json::from_str(&entry.body).unwrap();
        let done = journal
            .get(at + 1)
            .is_some_and(|next| next.kind == kinds::ANSWERED && next.body.contains("\"users\""));
        if entry.kind == kinds::ATTEMPTED && body["deed"]["kind"] == "swap" && done {
            sent.push((entry.at, body["deed"]["users"].as_array().unwrap().len()));
        }
    }
    let within = |from: Instant| {
        sent.iter()
            .filter(|(at, _)| *at >= from && *at < from.plus_ms(150_000))
            .map(|(_, n)| n)
            .sum::<usize>()
    };
    assert!(sent.iter().all(|(from, _)| within(*from) <= 150), "{sent:?}");
    assert!(sent.iter().map(|(_, users)| users).sum::<usize>() >= 170, "{sent:?}");
    pair.all_hold(&[E5]).await;
}
