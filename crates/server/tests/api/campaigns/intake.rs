//! Customers come into a campaign by a look at where it is carried out: this center, or another service. What cannot be seen is said.

use super::{
    stage::{Stage, estate, settings, tenant},
    text,
};
use crate::{
    moves::{
        service::{KEY, agent, refresh_token, service, wanted},
        stage::{MOVER, mover},
    },
    support::{PARTNER, World},
};
use nahtlos_engine::{Halt, estates::LoadEstate};
use nahtlos_model::refusals::Code;
use nahtlos_server::config::Secret;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn loads(world: &World, n: usize, partner: Option<&str>) {
    let load = LoadEstate {
        estate: serde_json::from_value(estate(n)).unwrap(),
        partner_id: partner.map(str::to_owned),
        admin_password: None,
    };
    world.running().center.engine.load_estate(load).await.unwrap();
}

fn risks(one: &Value) -> BTreeSet<String> {
    one["risks"].as_array().unwrap().iter().map(|risk| text(&risk["code"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_of_another_service_are_read_there_and_moved_there() {
    let there = service().await;
    for n in 1..=2 {
        loads(&there, n, Some(PARTNER)).await;
    }
    let closed = there.caller(
        PARTNER,
        PARTNER,
        &[nahtlos_model::permissions::Role::AdminAgent],
        Some("anna@erster.example"),
        false,
    );
    let path = format!("/v1/customers/{}", tenant(2));
    closed.patch(&path, &json!({ "allowDelegatedAccess": false })).await.expect(200);
    // A twentieth of the budget: 15 requests in a minute.
    let home = World::with(|config| {
        config.secrets_key = Some(Secret(KEY.to_owned()));
        config.account_processes = 20;
    })
    .await;
    let mara = mover(&home).await;
    let token = refresh_token(&there).await;
    let account = agent(&home)
        .post("/moves/v1/accounts", &wanted(&there, "Live", &token))
        .await
        .expect(201);
    let mut settings = settings();
    let nowhere = json!({ "name": "x", "settings": { "currency": "EUR", "account": "elsewhere" } });
    agent(&home)
        .post("/moves/v1/campaigns", &nowhere)
        .await
        .refused(400, "accountUnknown");
    settings["account"] = json!("live");
    let body = json!({ "name": "There", "settings": settings });
    let made = agent(&home).post("/moves/v1/campaigns", &body).await.expect(201);
    assert_eq!(made["settings"]["account"], account["id"], "the account's name became its id");
    let of = format!("/moves/v1/campaigns/{}", text(&made["id"]));
    let candidates = async || {
        agent(&home).get(&format!("{of}/candidates")).await.expect(200)["items"]
            .as_array()
            .unwrap()
            .clone()
    };
    let all = candidates().await;
    let find = |all: &[Value], n: usize| all.iter().find(|one| one["customerId"] == json!(tenant(n))).unwrap().clone();
    assert_eq!(find(&all, 1)["customerName"], "Kunde 1 AG");
    assert!(find(&all, 1)["state"].is_null());

    let read = async |n: usize| agent(&home).post(&format!("{of}/candidates/{}", tenant(n)), &json!({})).await;
    let first = read(1).await.expect(201);
    assert_eq!(
        (&first["state"], &first["users"], &first["originals"]),
        (&json!("open"), &json!(2), &json!(1)),
        "{first}"
    );
    assert_eq!(first["renews"], "2027-06-01");
    let said: BTreeSet<String> = ["noAddress", "peopleTasks", "sellerUnknown", "unknownRenewal"]
        .map(str::to_owned)
        .into();
    assert!(said.difference(&risks(&first)).all(|code| code == "peopleTasks"), "{first}");
    // Whose directory is closed is in it, cannot be moved, and says why.
    let second = read(2).await.expect(201);
    assert_eq!((&second["state"], &second["users"]), (&json!("ineligible"), &json!(0)), "{second}");
    assert!(risks(&second).contains("directoryClosed"), "{second}");
    let stranger = agent(&home)
        .post(&format!("{of}/candidates/d0000000-0000-4000-8000-00000000f00d"), &json!({}))
        .await;
    assert!(stranger.status == 404 || stranger.status == 400, "{}", stranger.status);
    // What was read is kept, and what people said of it stays when it is read again.
    let wishes = json!({ "email": "kim@kunde1.example", "wishes": { "canary": true } });
    agent(&home)
        .patch(&format!("{of}/customers/{}", tenant(1)), &wishes)
        .await
        .expect(200);
    let nowhere = json!({ "email": "kim at kunde1" });
    let refused = agent(&home).patch(&format!("{of}/customers/{}", tenant(1)), &nowhere).await;
    refused.refused(400, "3000");
    let mut again = read(1).await;
    let mut times = 0;
    while again.status == 201 && times < 30 {
        again = read(1).await;
        times += 1;
    }
    assert_eq!(again.status, 429, "the budget is kept to");
    let seconds: i64 = again.headers["retry-after"].to_str().unwrap().parse().unwrap();
    let engine = &home.running().center.engine;
    engine.turn_clock(engine.now().plus_ms(seconds * 1000)).await.unwrap();
    let again = read(1).await.expect(201);
    assert_eq!(
        (&again["email"], &again["wishes"]["canary"]),
        (&json!("kim@kunde1.example"), &json!(true))
    );
    assert_eq!(find(&candidates().await, 1)["state"], "open");

    // Its move is carried out there.
    agent(&home)
        .post(&format!("{of}/customers/{}/exclude", tenant(2)), &json!({}))
        .await
        .expect(200);
    let refused = read(2).await;
    refused.refused(409, "campaignCustomer");
    let scheduled = agent(&home).post(&format!("{of}/schedule"), &Value::Null).await.expect(200);
    let approve = nahtlos_engine::campaigns::decide::ApproveCampaign {
        id: text(&made["id"]),
        digest: text(&scheduled["schedule"]["digest"]),
        limits: Default::default(),
    };
    engine.execute(&mara, approve).await.unwrap();
    let day = agent(&home).get(&format!("{of}/customers/{}", tenant(1))).await.expect(200)["day"].clone();
    engine
        .turn_clock(format!("{}T12:00:00Z", text(&day)).parse().unwrap())
        .await
        .unwrap();
    let moves = agent(&home).get("/moves/v1/moves?size=9").await.expect(200);
    assert_eq!(
        (&moves["items"][0]["account"], &moves["totalCount"]),
        (&account["id"], &json!(1)),
        "{moves}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_of_this_center_are_read_from_its_own_records() {
    let stage = Stage::scheduled(1, settings()).await;
    loads(&stage.world, 2, Some(MOVER)).await;
    loads(&stage.world, 3, None).await;
    let engine = &stage.world.running().center.engine;
    let all = engine.campaign_candidates(&stage.mara, &stage.id).await.unwrap();
    let told: Vec<(&str, bool)> = all
        .iter()
        .map(|one| (one.customer.tenant_id.as_str(), one.state.is_some()))
        .collect();
    assert_eq!(told, [(tenant(2).as_str(), false)], "only the partner's own customers");
    let member = engine
        .read_campaign_customer(&stage.mara, &stage.id, &tenant(2).to_ascii_uppercase())
        .await
        .unwrap();
    assert!(member.assessment.is_eligible(), "{member:?}");
    assert_eq!(
        (member.assessment.users, member.name.as_str(), member.domain.as_str()),
        (2, "Kunde 2 AG", "kunde2.example")
    );
    let refused = engine.read_campaign_customer(&stage.mara, &stage.id, &tenant(3)).await.unwrap_err();
    assert!(
        matches!(&refused, Halt::Refused(refusal) if refusal.code != Code::NotFound),
        "{refused}"
    );
    let again = engine.campaign_candidates(&stage.mara, &stage.id).await.unwrap();
    assert_eq!(again[0].state.map(|state| state.as_str()), Some("open"));
}
