//! Plans from the present: people join and leave, licences are changed by hand, prices change; and what was bought is carried on.

use super::{
    code,
    stage::{E3, E5, NEWCOMER, Stage, estate},
};
use nahtlos_model::{
    moves::{Drift, Halted, Why, deeds::Deed, journal::kinds, state::State},
    notice::CounterCode,
    policy::Policy,
    refusals::Code,
};
use serde_json::{Value, json};

/// An estate with seats to spare.
fn roomy(users: u32, seats: u32) -> nahtlos_model::estate::Estate {
    let mut from = estate(users);
    from.subscriptions[0].quantity = seats;
    from
}

fn over_or_halted(of: &nahtlos_model::moves::Move) -> bool {
    of.state.is_over() || of.state == State::Halted
}

/// Somebody new in the customer's directory, with E3.
async fn joins(stage: &Stage) {
    let kim = stage.kim(true);
    let user = json!({
        "accountEnabled": true, "displayName": "Nina Neu", "mailNickname": "nina", "userPrincipalName": "nina@neuling.example",
        "usageLocation": "DE", "passwordProfile": { "password": "Sommer-2026!x", "forceChangePasswordNextSignIn": false },
    });
    let made = kim.post("/v1.0/users", &user).await.expect(201);
    let path = format!("/v1.0/users/{}/assignLicense", made["id"].as_str().unwrap());
    let add = json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": [] });
    kim.post(&path, &add).await.expect(200);
}

/// Seats of every order line.
fn seats(orders: &[Value]) -> Vec<i64> {
    let lines = orders.iter().flat_map(|order| order["lineItems"].as_array().unwrap());
    lines.map(|line| line["quantity"].as_i64().unwrap()).collect()
}

async fn deeds(stage: &Stage, kind: &str) -> usize {
    let journal = stage.journal().await;
    let attempted = journal.iter().filter(|entry| entry.kind == kinds::ATTEMPTED);
    let body = |entry: &nahtlos_model::moves::journal::Entry| serde_json::from_str::<Value>(&entry.body).unwrap();
    attempted
        .filter(|entry| serde_json::from_value::<Deed>(body(entry)["deed"].clone()).unwrap().kind() == kind)
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_gets_a_seat_within_the_limits_or_after_another_yes() {
    for (more, asked) in [(10_000, false), (0, true)] {
        let stage = Stage::approved_within(roomy(3, 5), Policy::default(), (more, 0, 0)).await;
        stage.accept().await;
        joins(&stage).await;
        // The day on which seats are bought.
        stage.to("2027-05-25").await;
        let of = stage.of().await;
        if asked {
            let Some(Halted::Refuted { counter, .. }) = &of.halt else {
                panic!("{of:#?}")
            };
            assert_eq!((of.state, counter.code), (State::Halted, CounterCode::SeatsShort));
            assert!(stage.orders().await.is_empty(), "nothing is bought before a yes");
            stage.approve().await;
        } else {
            assert!(of.state.is_under_way(), "{:?}", of.halt);
            assert_eq!(of.plan.as_ref().unwrap().why, Why::Drift);
            let journal = stage.journal().await;
            assert_eq!(journal.iter().filter(|entry| entry.kind == kinds::ADOPTED).count(), 1);
        }
        let done = stage.until(700, &[E3], over_or_halted).await;
        assert_eq!(done.state, State::Completed, "{:?}", done.halt);
        assert_eq!(seats(&stage.orders().await), [4]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn for_who_is_gone_nothing_is_bought() {
    let mut stage = Stage::approved(estate(3), Policy::default()).await;
    stage.accept().await;
    let gone = stage.estate.users.pop().unwrap();
    stage.kim(true).delete(&format!("/v1.0/users/{}", gone.id)).await.expect(204);
    let done = stage.until(700, &[E3], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?}", done.halt);
    assert_eq!(seats(&stage.orders().await), [2]);
    assert_eq!(done.approval.unwrap().version, 1, "a smaller plan needs no other yes");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_bought_is_carried_on_and_not_bought_again() {
    let policy = Policy {
        never_buy: vec![E3.parse().unwrap()],
        ..Policy::default()
    };
    let stage = Stage::approved_within(roomy(3, 4), policy, (0, 400, 3)).await;
    stage.accept().await;
    // Licences have moved; then somebody gives one back what it had, by hand.
    let swapped = |of: &nahtlos_model::moves::Move| of.bought.len() > 1 && of.steps.iter().filter(|run| run.is_over()).count() >= 7;
    stage.until(250, &[E3, E5], swapped).await;
    let (bought, orders) = (seats(&stage.orders().await), deeds(&stage, "order").await);
    assert!(orders >= 1 && deeds(&stage, "swap").await == 1, "{orders}");
    let user = stage.estate.users[0].id.clone();
    let kim = stage.kim(true);
    let path = format!("/v1.0/users/{user}/assignLicense");
    let people = stage.people().await;
    let held = people.iter().find(|one| one.id == user).unwrap();
    let taken: Vec<String> = held.licences.iter().map(|holding| holding.sku.to_string()).collect();
    let back = json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": taken });
    kim.post(&path, &back).await.expect(200);
    let done = stage.until(700, &[E3, E5], over_or_halted).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    let people = stage.people().await;
    let after = people.iter().find(|one| one.id == user).unwrap();
    let after: Vec<String> = after.licences.iter().map(|holding| holding.sku.to_string()).collect();
    assert_eq!(after, taken, "the licences moved again");
    assert_eq!((seats(&stage.orders().await), deeds(&stage, "order").await), (bought, orders));
    assert!(done.plan.unwrap().version > 1 && !done.earlier.is_empty(), "{:?}", done.earlier);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lacks_something_is_not_planned_away() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    stage.accept().await;
    let user = stage.estate.users[1].id.clone();
    let path = format!("/v1.0/users/{user}/assignLicense");
    let kim = stage.kim(true);
    kim.post(&path, &json!({ "addLicenses": [], "removeLicenses": [E3] }))
        .await
        .expect(200);
    stage.to("2027-05-25").await;
    let halted = stage.of().await;
    assert!(halted.state == State::Halted && halted.proposal.is_none(), "{halted:#?}");
    let journal = stage.journal().await;
    let why = journal.iter().find(|entry| entry.kind == kinds::NOT_PLANNED).unwrap();
    assert!(why.body.contains("usersLack"), "{}", why.body);
    let path = format!("/moves/v1/moves/{}/plan", stage.id);
    let refused = stage.agent().post(&path, &json!({})).await;
    refused.refused(409, "usersLack");
    // Somebody decided that this user needs it no more.
    let planned = stage.agent().post(&path, &json!({ "needs": "present" })).await.expect(200);
    assert_eq!((&planned["state"], &planned["proposal"]["version"]), (&json!("halted"), &json!(2)));
    let document = stage.agent().get(&format!("{path}?version=2")).await.expect(200);
    assert_eq!(document["purchases"][0]["seats"], 2);
    let held = stage.agent().get(&path).await.expect(200);
    assert_eq!(held["purchases"][0]["seats"], 3, "the plan that holds");
    stage.approve().await;
    assert_eq!(seats(&stage.orders().await), [2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_stops_when_the_person_is_gone_on_whose_behalf_it_is_carried_out() {
    let stage = Stage::approved(estate(3), Policy::default()).await;
    let chef = stage.owner();
    chef.patch(
        &format!("/v1.0/users/{}", stage.of().await.acting.unwrap().user_id),
        &json!({ "accountEnabled": false }),
    )
    .await
    .expect(204);
    stage.to("2026-12-20").await;
    let of = stage.of().await;
    let gone = matches!(&of.halt, Some(Halted::Drift { what: Drift::ActorGone, subject, .. }) if subject == "mara@umzug.example");
    assert!(gone, "{of:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_proposed_holds_only_by_its_own_yes() {
    let stage = Stage::approved(roomy(3, 5), Policy::default()).await;
    stage.accept().await;
    joins(&stage).await;
    stage.to("2027-05-25").await;
    let of = stage.of().await;
    let old = of.plan.as_ref().unwrap().digest.clone();
    let path = format!("/moves/v1/moves/{}", stage.id);
    let agent = stage.agent();
    agent
        .post(&format!("{path}/approve"), &json!({ "digest": old }))
        .await
        .refused(409, "otherPlan");
    // On the next day its purchase would be late, too.
    let proposed = of.proposal.as_ref().unwrap().digest.clone();
    stage.to("2027-05-26").await;
    agent
        .post(&format!("{path}/approve"), &json!({ "digest": proposed }))
        .await
        .refused(409, "planLate");
    // Resumed, it goes on by the plan that held, which is late by now: it stops again, and asks again.
    agent.post(&format!("{path}/resume"), &Value::Null).await.expect(200);
    stage.settle().await;
    let again = stage.of().await;
    assert_eq!(again.state, State::Halted);
    let seen = agent.get(&format!("/v1/customers/{NEWCOMER}/subscriptions")).await.expect(200);
    assert_eq!(seen["totalCount"], 0);
    assert_eq!(
        code(stage.engine().plan_move(&stage.mara, "nobody", None).await.unwrap_err()),
        Code::NotFound
    );
}
