//! Campaigns at this center as the clock turns: capacity and blackout days are kept, a wave waits for the proof of the one before, a canary that
//! stands still stops all, and nobody begins twice whatever happens.

mod intake;
mod kill;
mod later;
mod stage;

use jiff::civil::{Date, Weekday};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    campaigns::yes::Limits,
    permissions::{Action, Role},
};
use serde_json::{Value, json};
use stage::{Stage, estate, settings, tenant};
use std::collections::BTreeSet;

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

fn day(value: &Value) -> Date {
    text(value).parse().unwrap()
}

/// No more customers on a day than there are slots, and none on days on which nothing begins.
fn keeps(days: impl Iterator<Item = (Date, usize)>) {
    for (day, count) in days {
        assert!(count <= 2, "{count} customers on {day}");
        assert!(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{day}");
        assert_ne!(day.to_string(), "2026-12-08");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_customers_go_in_waves_after_a_canary_stood_still() {
    let mut stage = Stage::scheduled(12, settings()).await;
    let planned = stage.customers().await;
    let mut by_day = std::collections::BTreeMap::<Date, usize>::new();
    planned.iter().for_each(|one| *by_day.entry(day(&one["day"])).or_default() += 1);
    keeps(by_day.into_iter());
    let canaries: Vec<String> = planned
        .iter()
        .filter(|one| one["wave"] == 1)
        .map(|one| text(&one["customerId"]))
        .collect();
    assert_eq!(canaries.len(), 2);
    let waves = stage.of().await["waves"].clone();
    assert!(waves.as_array().unwrap().len() >= 3, "{waves}");
    assert_eq!((&waves[0]["canary"], &waves[1]["canary"]), (&json!(true), &json!(false)));
    stage.approve(Limits::default()).await;

    // One of the canaries declines: its move halts, and with it the campaign.
    let bad = canaries[0].clone();
    let mut days = 0;
    while stage.of().await["state"] == "running" && days < 40 {
        stage.next_day().await;
        stage.answer(std::slice::from_ref(&bad)).await;
        days += 1;
    }
    let stopped = stage.of().await;
    assert_eq!(stopped["state"], "stopped", "{stopped}");
    assert_eq!(stopped["stopped"]["customerIds"], json!([bad]));
    assert_eq!(
        (&stopped["stopped"]["wave"], &stopped["stopped"]["allowed"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(stopped["waves"][0]["progress"]["halted"], 1);
    assert_eq!(
        stage.begun().await.values().flatten().count(),
        2,
        "nobody but the canaries has begun"
    );
    // Going on as it is would stop it again.
    stage.resume().await;
    stage.next_day().await;
    assert_eq!(stage.of().await["state"], "stopped");

    let exclusion = json!({ "note": "later by hand", "abandonMove": true });
    stage.post(&format!("customers/{bad}/exclude"), &exclusion).await.expect(200);
    stage.resume().await;
    let given_up = stage.customer(&bad).await;
    assert_eq!(
        (&given_up["state"], &given_up["note"]),
        (&json!("excluded"), &json!("later by hand"))
    );
    let of_move = stage
        .agent()
        .get(&format!("/moves/v1/moves/{}", text(&given_up["moveId"])))
        .await
        .expect(200);
    assert_eq!(of_move["state"], "abandoned");

    // The second wave begins after the proof of the first, and not all of it when somebody stops it.
    let mut days = 0;
    while stage.begun().await.values().flatten().count() < 4 {
        stage.next_day().await;
        stage.answer(&[]).await;
        days += 1;
        assert!(days < 150, "{}", stage.of().await);
    }
    let now = stage.of().await;
    assert_eq!(
        (&now["waves"][0]["state"], &now["waves"][1]["state"]),
        (&json!("proved"), &json!("open"))
    );
    let proved = text(&now["waves"][0]["provedTime"]);
    assert!(text(&now["waves"][1]["openedTime"]) >= proved);
    stage.post("pause", &Value::Null).await.expect(200);
    let before = stage.begun().await;
    // Beyond the first day of the last wave.
    stage.turn_to("2027-04-06T09:00:00Z").await;
    let missed = stage.customers().await;
    let missed = missed
        .iter()
        .filter(|one| one["state"] == "open" && text(&one["day"]).as_str() < "2027-04-06")
        .count();
    assert!(missed > 0, "somebody's day has passed");
    assert_eq!(stage.begun().await, before, "nobody begins while it is paused");
    let mut stage = stage.restarted().await;
    stage.resume().await;
    let mut days = 0;
    while stage.of().await["state"] == "running" {
        stage.next_day().await;
        stage.answer(&[]).await;
        days += 1;
        if days % 20 == 0 {
            stage = stage.restarted().await;
        }
        assert!(days < 200, "{}", stage.of().await);
    }
    let done = stage.of().await;
    assert_eq!(done["state"], "completed", "{done}");
    let begun = stage.begun().await;
    keeps(begun.iter().map(|(day, all)| (*day, all.len())));
    let customers: BTreeSet<&String> = begun.values().flatten().collect();
    assert_eq!(customers.len(), 12);
    let moves = stage.agent().get("/moves/v1/moves?size=500").await.expect(200);
    assert_eq!(moves["totalCount"], 12, "each has one move");
    assert_eq!(done["progress"]["proved"], 11);
    assert_ne!(done["progress"]["charged"], "0.00");
    let cents = |value: &Value| text(value).replace('.', "").parse::<i64>().unwrap();
    let given_up = cents(&stage.customer(&bad).await["planned"]);
    assert_eq!(
        cents(&done["progress"]["planned"]) + given_up,
        cents(&done["covered"]),
        "every plan was covered once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_beyond_the_limits_waits_for_a_person() {
    let stage = Stage::scheduled(
        2,
        json!({ "currency": "EUR", "canaries": 0, "needDays": 10, "firstDay": "2026-12-07", "lastDay": "2027-01-29",
        "moves": { "delegatedAdmin": true } }),
    )
    .await;
    let limits = Limits {
        each_minor: Some(100),
        users: Some(10),
        ..Limits::default()
    };
    stage.approve(limits).await;
    stage.turn_to("2027-05-01T00:00:00Z").await;
    let all = stage.customers().await;
    for one in &all {
        assert_eq!((&one["state"], &one["beyond"]["limit"]), (&json!("begun"), &json!("each")), "{one}");
        assert_eq!(one["beyond"]["allowed"], "1.00");
    }
    let of = stage.of().await;
    assert_eq!((&of["progress"]["waits"], &of["covered"]), (&json!(2), &json!("0.00")));
    let path = format!("/moves/v1/moves/{}", text(&all[0]["moveId"]));
    let planned = stage.agent().get(&path).await.expect(200);
    assert_eq!(planned["state"], "planned");
    let yes = json!({ "digest": planned["plan"]["digest"] });
    let approved = stage.agent().post(&format!("{path}/approve"), &yes).await.expect(200);
    assert_eq!(approved["approval"]["by"], "mara@umzug.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_is_a_person_who_still_may() {
    let stage = Stage::scheduled(
        2,
        json!({ "currency": "EUR", "canaries": 0, "firstDay": "2026-12-07", "lastDay": "2027-01-29" }),
    )
    .await;
    let digest = stage.of().await["schedule"]["digest"].clone();
    let seller = stage.world.caller(
        crate::moves::stage::MOVER,
        crate::moves::stage::MOVER,
        &[Role::SalesAgent],
        Some("mara@umzug.example"),
        false,
    );
    let yes = json!({ "digest": digest });
    seller.post(&stage.path("approve"), &yes).await.refused(403, "900150");
    stage
        .post("approve", &json!({ "digest": "00" }))
        .await
        .refused(409, "otherSchedule");
    stage.post("approve", &yes).await.expect(200);
    // Customers cannot be added to a running one; and others see nothing of it.
    let body = json!({ "estate": estate(1) });
    stage.post("customers", &body).await.refused(409, "campaignState");
    stage.world.rival().get(&stage.path("")).await.refused(404, "1000");
    stage.turn_to("2027-05-01T00:00:00Z").await;
    let of = stage.of().await;
    assert_eq!(
        (&of["state"], &of["stopped"]["kind"]),
        (&json!("stopped"), &json!("nobodyActs")),
        "{of}"
    );
    assert_eq!(of["stopped"]["name"], "mara@umzug.example");
    assert!(stage.begun().await.is_empty());
    // Somebody who may goes on with it; the days that have passed are given anew, as far as there are any left.
    stage.resume().await;
    stage.turn_to("2027-05-02T00:00:00Z").await;
    let of = stage.of().await;
    assert_eq!((&of["state"], &of["schedule"]["leftOut"]), (&json!("completed"), &json!(2)), "{of}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_with_what_and_why() {
    let stage = Stage::scheduled(1, settings()).await;
    let agent = stage.agent();
    agent
        .post("/moves/v1/campaigns", &json!({ "name": "x" }))
        .await
        .refused(400, "3000");
    let turned = json!({ "name": "x", "settings": { "currency": "EUR", "firstDay": "2027-02-01", "lastDay": "2027-01-01" } });
    agent.post("/moves/v1/campaigns", &turned).await.refused(400, "3000");
    let mut foreign = estate(2);
    foreign["customer"]["currency"] = json!("USD");
    stage.post("customers", &json!({ "estate": foreign })).await.refused(400, "3000");
    stage.post("customers", &json!({})).await.refused(400, "3000");
    stage.post("pause", &Value::Null).await.refused(409, "campaignState");
    let one = tenant(1);
    let path = format!("customers/{one}");
    agent
        .patch(&stage.path(&path), &json!({ "wishes": { "perDay": "1.234" } }))
        .await
        .refused(400, "3000");
    let wishes = json!({ "wishes": { "earliest": "2027-01-15", "deadline": "2027-02-20", "perDay": "2.50", "canary": false } });
    let changed = agent.patch(&stage.path(&path), &wishes).await.expect(200);
    assert_eq!(changed["perDay"], "2.50");
    assert_eq!(stage.of().await["state"], "drafted", "it has to be scheduled anew");
    stage.post("schedule", &Value::Null).await.expect(200);
    let first = day(&stage.customer(&one).await["day"]);
    assert!(
        first.to_string().as_str() >= "2027-01-15" && first.to_string().as_str() <= "2027-02-10",
        "{first}"
    );
    stage
        .post(&format!("{path}/include"), &json!({}))
        .await
        .refused(409, "campaignCustomer");
    stage.post(&format!("{path}/exclude"), &json!({ "note": "no" })).await.expect(200);
    stage.post(&format!("{path}/include"), &json!({})).await.expect(200);
    stage.post("abandon", &Value::Null).await.expect(200);
    stage
        .post(&format!("{path}/exclude"), &json!({}))
        .await
        .refused(409, "campaignCustomer");
    // A customer with an open move is in it, and cannot be moved by it.
    let engine = &stage.world.running().center.engine;
    let need = Need::own(Action::ReadMoves);
    assert!(
        engine
            .read(&stage.mara, need)
            .await
            .unwrap()
            .moves(None, 9, None)
            .await
            .unwrap()
            .is_empty()
    );
    let second = agent
        .post("/moves/v1/campaigns", &json!({ "name": "y", "settings": settings() }))
        .await
        .expect(201);
    agent.post("/moves/v1/moves", &json!({ "estate": estate(1) })).await.expect(201);
    let path = format!("/moves/v1/campaigns/{}/customers", text(&second["id"]));
    let added = agent.post(&path, &json!({ "estate": estate(1) })).await.expect(201);
    assert_eq!(added["state"], "ineligible");
    let codes: Vec<String> = added["risks"].as_array().unwrap().iter().map(|risk| text(&risk["code"])).collect();
    assert!(
        codes.contains(&"moveOpen".to_owned()) && codes.contains(&"noAddress".to_owned()),
        "{codes:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customers_are_csv_for_whoever_asks_for_it() {
    let stage = Stage::scheduled(3, settings()).await;
    let (agent, all) = (stage.agent(), stage.customers().await);
    let rows = |reply: crate::support::Reply| {
        assert_eq!((reply.status, reply.header("content-type")), (200, "text/csv; charset=utf-8"));
        let text = String::from_utf8(reply.bytes).unwrap();
        let cells = |line: &str| line[1..line.len() - 1].split("\",\"").map(str::to_owned).collect::<Vec<_>>();
        text.lines().map(cells).collect::<Vec<_>>()
    };
    let first = agent.get(&stage.path("customers?size=2&format=csv")).await;
    let link = first.header("link").to_owned();
    let next = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
    let mut read = rows(first);
    assert_eq!(
        (&read[0][0], &read[0][11], read.len()),
        (&"customerId".to_owned(), &"day".to_owned(), 3)
    );
    let last = rows(agent.get(&next).await);
    read.extend(last.into_iter().skip(1));
    let same = |(row, one): (&Vec<String>, &Value)| row[0] == text(&one["customerId"]) && row[11] == text(&one["day"]);
    assert!(read.len() == 4 && read[1..].iter().zip(&all).all(same), "{read:?} {all:?}");
    assert!(read.iter().all(|row| row.len() == read[0].len()));
    let accepted = rows(agent.with("accept", "text/csv").get(&stage.path("customers")).await);
    assert_eq!(accepted, read);
    let named = agent.with("accept", "text/csv").get(&stage.path("customers?format=json")).await;
    assert_eq!(named.expect(200)["items"].as_array().unwrap().len(), 3, "what is named counts");
    agent.get(&stage.path("customers?format=xlsx")).await.refused(400, "900126");
}
