//! Other ways than buying and letting expire, at another service: subscriptions that go over from another partner, in both generations;
//! legacy ones that are suspended on a day, new ones that are cancelled in their window; licences that come through a group. With what goes
//! wrong on the way, and with what the service charged in the end.

use super::{
    evidence,
    other_ways::{kim, over_or_halted, sold_by_another, transfers},
    service::{Pair, Scene},
    stage::{E3, E5, estate},
    without_e3,
};
use crate::support::{PARTNER, RIVAL};
use nahtlos_engine::moves::evidence::prove;
use nahtlos_files::evidence::{verify, zip::decode};
use nahtlos_model::{
    estate::{Channel, Estate, Generation, Group, GroupLicense, Treatment},
    moves::{Drift, Halted, Move, Settings, Status, evidence::money::money, journal::kinds, state::State, tasks::TaskKind},
    plan::StepKind,
    policy::Policy,
};
use nahtlos_server::archive::fingerprint;
use serde_json::{Value, json};

/// The partner's domain at the service: an account may name its tenant by it.
const DOMAIN: &str = "erster.example";
const SUBSCRIPTION: &str = "/v1/customers/{customer_id}/subscriptions/{subscription_id}";

/// A move there of which somebody else, or the partner itself, sells what is held; somebody said yes to it.
async fn approved(held: Estate, seller: &'static str, known: Estate, policy: Policy) -> Pair {
    let pair = planned(held, Some(seller), known, policy).await;
    pair.home.approve().await;
    pair
}

async fn planned(held: Estate, seller: Option<&'static str>, known: Estate, policy: Policy) -> Pair {
    let settings = Settings {
        contact: Some(kim()),
        ..Settings::default()
    };
    let scene = Scene {
        held: (held, seller),
        known,
        policy,
        settings,
        tenant: DOMAIN,
    };
    Pair::planned(scene, |_| {}).await
}

/// So many changes of a kind were sent.
async fn sent(pair: &Pair, deed: &str) -> usize {
    let named = format!("\"kind\":\"{deed}\"");
    let journal = pair.home.journal().await;
    let sent = |entry: &&nahtlos_model::moves::journal::Entry| entry.kind == kinds::ATTEMPTED && entry.body.contains(&named);
    journal.iter().filter(sent).count()
}

/// The one transfer of the customer, as the other partner sees it.
async fn asked(pair: &Pair) -> Value {
    let all = pair.there.rival().get(&transfers()).await.expect(200);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all:#}");
    all[0].clone()
}

/// The end of the move, with everybody covered on every day until then, and with evidence that holds.
async fn ends_well(pair: &Pair, one_of: &[&str]) -> Move {
    let done = pair.to_the_end(one_of).await;
    assert_eq!(done.state, State::Completed, "{:?} {:#?}", done.halt, done.steps);
    evidence::holds(&pair.home).await;
    done
}

/// Day by day until a kind of step was attempted.
async fn until_tried(pair: &Pair, kind: StepKind) {
    let step = pair.home.step(kind).await;
    let tried = |of: &Move| of.step(&step).is_some_and(|run| run.tries > 0 || run.is_over()) || over_or_halted(of);
    let of = pair.until(200, &[E3, E5], tried).await;
    assert!(!over_or_halted(&of), "{:?} {:#?}", of.halt, of.steps);
}

/// What was charged and credited: kind, seats, first day, first day no longer.
async fn charged(pair: &Pair) -> Vec<(String, i64, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let one = |line: &Value| {
        (
            text(&line["kind"]),
            line["quantity"].as_i64().unwrap(),
            text(&line["from"]),
            text(&line["until"]),
        )
    };
    pair.charges().await.iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_partner_sold_there_goes_over_and_is_renewed_not_bought_again() {
    let (held, known) = sold_by_another(RIVAL, Generation::NewCommerce, Treatment::Transfer);
    let id = known.subscriptions[0].id.clone();
    let pair = approved(held, RIVAL, known, Policy::default()).await;
    let create = "/v1/customers/{customer_id}/transfers";
    pair.fault(json!({ "kind": "lostReply", "operation": format!("POST {create}"), "nth": 1 }))
        .await;
    pair.fault(json!({ "kind": "throttle", "every": 3, "retryAfterSeconds": 11, "times": 60, "tenant": PARTNER }))
        .await;
    pair.accept().await;
    until_tried(&pair, StepKind::Transfer).await;
    pair.pass_hour().await;
    assert_eq!(
        pair.calls("POST", create).await,
        1,
        "its reply was lost, and it is not asked for twice"
    );
    let asked = asked(&pair).await;
    assert_eq!(asked["targetPartnerTenantId"], PARTNER);
    let lines = json!({ "status": "InProgress", "lineItems": [{ "id": 0, "subscriptionId": id, "productType": "OnlineServicesNCE" }] });
    let path = format!("{}/{}", transfers(), asked["id"].as_str().unwrap());
    pair.there.rival().patch(&path, &lines).await.expect(200);
    let done = ends_well(&pair, &[E3]).await;
    assert!(pair.met("throttle").await > 5 && pair.met("lostReply").await == 1);
    assert!(done.bought.len() >= 2, "{:?}", done.bought);
    assert_eq!(sent(&pair, "order").await, 0, "nothing is bought that goes over");
    let sold = pair.sold().await;
    assert_eq!(sold.len(), 1, "one subscription, which was renewed: {sold:?}");
    assert_eq!((sold[0].0, sold[0].2.as_str()), (3, "active"));
    let line = |kind: &str, from: &str, until: &str| (kind.to_owned(), 3, from.to_owned(), until.to_owned());
    let lines = [
        line("transfer", "2026-12-21", "2027-06-01"),
        line("renew", "2027-06-01", "2028-06-01"),
    ];
    assert_eq!(charged(&pair).await, lines, "the rest of the term, and the next");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_reply_to_the_request_of_a_transfer_holds_nothing_else_up() {
    let more = |estate: &mut Estate| {
        let mut user = estate.users[0].clone();
        user.id = "d0000000-0000-4000-8000-000000000004".to_owned();
        user.user_principal_name = "user4@neuling.example".to_owned();
        user.licenses[0].sku_id = E5.parse().unwrap();
        estate.users.push(user);
        let mut shop = estate.subscriptions[0].clone();
        (shop.id, shop.quantity) = ("d0000000-aaaa-4000-8000-000000000002".to_owned(), 1);
        (shop.sku_id, shop.channel, shop.auto_renew) = (E5.parse().unwrap(), Channel::WebDirect, Some(false));
        (shop.owner, shop.wanted_treatment) = (None, None);
        (shop.start, shop.end) = (Some("2026-01-10".parse().unwrap()), Some("2027-01-10".parse().unwrap()));
        estate.subscriptions.push(shop);
    };
    let (mut held, mut known) = sold_by_another(RIVAL, Generation::NewCommerce, Treatment::Transfer);
    more(&mut held);
    more(&mut known);
    let pair = approved(held, RIVAL, known, Policy::default()).await;
    let create = "/v1/customers/{customer_id}/transfers";
    pair.fault(json!({ "kind": "lostReply", "operation": format!("POST {create}"), "nth": 1 }))
        .await;
    pair.accept().await;
    until_tried(&pair, StepKind::Transfer).await;
    // The other partner takes their time; the shop's seats do not.
    let of = pair.until(40, &[E3, E5], |of| !of.bought.is_empty() || over_or_halted(of)).await;
    assert!(of.state.is_under_way(), "{:?} {:#?}", of.halt, of.steps);
    assert_eq!(asked(&pair).await["status"], "Created", "it is not answered yet");
    assert!(pair.home.engine().now().date().to_string().as_str() < "2027-01-10");
    assert_eq!(pair.met("lostReply").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_says_what_the_service_told_and_that_the_rest_is_kept_there() {
    let pair = planned(estate(3), None, estate(3), Policy::default()).await;
    pair.home.approve().await;
    pair.accept().await;
    ends_well(&pair, &[E3]).await;
    let file = evidence::archive(&pair.home).await;
    let verdict = verify(&file, None, &fingerprint, &prove);
    let told = money(&verdict.evidence.unwrap()).unwrap().told;
    let order = pair.orders().await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/customers/{}/orders/{order}?include_price=true", pair.home.estate.customer.id);
    let priced = pair.admin(false).get(&path).await.expect(200);
    let price = format!("{} {}", priced["totalPrice"], priced["currencyCode"].as_str().unwrap());
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].order.as_str(), told[0].price.as_str()), (order.as_str(), price.as_str()));
    for (name, words) in [
        ("report.en.html", ["keeps the ledger of what it charges", "when it was first seen"]),
        ("report.de.html", ["führt das Hauptbuch", "wann es zuerst zu sehen war"]),
    ] {
        let all = decode(&file).unwrap();
        let report = String::from_utf8(all.into_iter().find(|one| one.name == name).unwrap().bytes).unwrap();
        assert!(
            words.iter().all(|word| report.contains(word)) && report.contains(&price),
            "{report}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_is_refused_there_is_answered_by_a_plan_that_buys() {
    let (held, known) = sold_by_another(RIVAL, Generation::NewCommerce, Treatment::Transfer);
    let pair = planned(held, Some(RIVAL), known, Policy::default()).await;
    pair.home.approve_within(100_000, 400, 0).await;
    pair.accept().await;
    until_tried(&pair, StepKind::Transfer).await;
    let path = format!(
        "/moves/v1/customers/{}/transfers/{}/decline",
        pair.home.estate.customer.id,
        asked(&pair).await["id"].as_str().unwrap()
    );
    pair.there.rival().post(&path, &Value::Null).await.expect(200);
    // What it would have renewed is bought; the other partner is asked to end theirs.
    let ends = |of: &Move| of.tasks.iter().any(|task| task.kind == TaskKind::CancelAtTermEnd) || over_or_halted(of);
    let bought = pair.until(200, &[E3], ends).await;
    assert!(bought.state.is_under_way(), "{:?} {:?}", bought.state, bought.halt);
    assert_eq!(bought.plan.unwrap().version, 2);
    assert_eq!(pair.orders().await.len(), 1);
    evidence::holds(&pair.home).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_answers_there_within_its_days_counts_as_refused() {
    let (held, known) = sold_by_another(RIVAL, Generation::NewCommerce, Treatment::Transfer);
    let pair = approved(held, RIVAL, known, Policy::default()).await;
    pair.accept().await;
    let halted = pair.until(120, &[E3], |of| of.state == State::Halted).await;
    let refused = matches!(
        halted.halt,
        Some(Halted::Drift {
            what: Drift::TransferRefused,
            ..
        })
    );
    assert!(refused && halted.proposal.is_some(), "{:?} {:?}", halted.halt, halted.proposal);
    assert!(pair.charges().await.is_empty(), "nothing went over, nothing was bought");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_legacy_there_goes_over_when_the_other_partner_offers_it() {
    let (held, known) = sold_by_another(RIVAL, Generation::Legacy, Treatment::Transfer);
    let id = known.subscriptions[0].id.clone();
    let pair = approved(held, RIVAL, known, Policy::default()).await;
    let accept = "/v1/customers/{customer_id}/transfers/{transfer_id}/accept";
    pair.fault(json!({ "kind": "lostReply", "operation": format!("POST {accept}"), "nth": 1 }))
        .await;
    pair.accept().await;
    // Nobody but the seller can begin it: that is a task, with the seller named.
    let asks = |of: &Move| of.tasks.iter().any(|task| task.kind == TaskKind::AnswerTransfer) || over_or_halted(of);
    let asked = pair.until(60, &[E3], asks).await;
    let task = asked.tasks.iter().find(|task| task.kind == TaskKind::AnswerTransfer);
    assert!(task.is_some_and(|task| task.is_open()), "{:?} {:#?}", asked.halt, asked.tasks);
    let offer = json!({
        "sourcePartnerTenantId": RIVAL, "sourcePartnerName": "Anderer Partner GmbH", "targetPartnerTenantId": PARTNER,
        "targetPartnerName": "Erster Partner GmbH", "customerName": "Neuling AG", "lineItems": [{ "subscriptionId": id.to_uppercase() }],
    });
    pair.there.rival().post(&transfers(), &offer).await.expect(201);
    let step = pair.home.step(StepKind::Transfer).await;
    let over = |of: &Move| of.step(&step).is_some_and(|run| run.is_over()) || over_or_halted(of);
    let over = pair.until(10, &[E3], over).await;
    assert!(over.state.is_under_way() || over.state == State::Completed, "{:?}", over.halt);
    let task = over.tasks.iter().find(|task| task.kind == TaskKind::AnswerTransfer).unwrap();
    assert!(task.done.is_none() && task.closed.is_some(), "it was seen: {task:?}");
    assert_eq!((pair.calls("POST", accept).await, pair.met("lostReply").await), (1, 1));
    assert_eq!(pair.sold().await[0].0, 3, "the partner sells it now");
    ends_well(&pair, &[E3]).await;
    let first = charged(&pair).await[0].clone();
    assert_eq!((first.0.as_str(), first.1, first.3.as_str()), ("transfer", 3, "2027-06-01"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legacy_subscription_there_is_suspended_on_the_day_and_not_before() {
    let mut held = estate(3);
    let own = &mut held.subscriptions[0];
    (own.channel, own.generation, own.auto_renew) = (Channel::ThisPartner, Generation::Legacy, Some(true));
    let mut known = held.clone();
    known.subscriptions[0].wanted_treatment = Some(Treatment::Replace);
    let policy = Policy {
        leave_by: Some("2027-03-01".parse().unwrap()),
        ..Policy::default()
    };
    let pair = approved(held, PARTNER, known, policy).await;
    let patch = format!("PATCH {SUBSCRIPTION}");
    pair.fault(json!({ "kind": "lostReply", "operation": patch, "every": 1, "times": 1 }))
        .await;
    let step = pair.home.step(StepKind::SuspendLegacy).await;
    let suspended = |of: &Move| of.step(&step).is_some_and(|run| run.status == Status::Done) || over_or_halted(of);
    let of = pair.until(100, &[E3, E5], suspended).await;
    assert!(!over_or_halted(&of), "{:?} {:#?}", of.halt, of.steps);
    // Cover was proved without it, a lead before the day by which it is left.
    assert_eq!(pair.home.engine().now().date().to_string(), "2027-02-22");
    let verified = pair.home.step(StepKind::VerifyCover).await;
    assert_eq!(of.step(&verified).unwrap().status, Status::Done);
    ends_well(&pair, &[E3, E5]).await;
    let gone = |status: &str| status == "suspended" || status == "deleted";
    assert_eq!(pair.sold().await.iter().filter(|(_, _, status)| gone(status)).count(), 1);
    assert_eq!(pair.met("lostReply").await, 1);
    let credit = ("suspend".to_owned(), 3, "2027-02-22".to_owned(), "2027-06-01".to_owned());
    assert!(charged(&pair).await.contains(&credit), "the rest of its term is given back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_still_in_its_window_there_is_cancelled_on_the_day_and_credited() {
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
    let pair = approved(held, PARTNER, known, policy).await;
    let step = pair.home.step(StepKind::CancelNow).await;
    let cancelled = |of: &Move| of.step(&step).is_some_and(|run| run.status == Status::Done) || over_or_halted(of);
    let of = pair.until(20, &[E3, E5], cancelled).await;
    assert!(of.state.is_under_way() || of.state == State::Completed, "{:?}", of.halt);
    let verified = pair.home.step(StepKind::VerifyCover).await;
    assert_eq!(
        of.step(&verified).unwrap().status,
        Status::Done,
        "cover was proved without it first"
    );
    let day = pair.home.engine().now().date();
    assert!(day.to_string().as_str() < "2026-12-13", "within its window");
    pair.all_hold(&[E5]).await;
    ends_well(&pair, &[E5]).await;
    assert_eq!(pair.sold().await.iter().filter(|(_, _, status)| status == "deleted").count(), 1);
    let credit = ("cancelImmediate".to_owned(), 3, day.to_string(), "2027-12-06".to_owned());
    assert!(charged(&pair).await.contains(&credit), "{credit:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_that_come_through_a_group_there_change_with_the_group() {
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
    let pair = planned(from.clone(), None, from, without_e3()).await;
    pair.home.approve().await;
    let assign = "/v1.0/groups/{group_id}/assignLicense";
    pair.fault(json!({ "kind": "lostReply", "operation": format!("POST {assign}"), "nth": 1 }))
        .await;
    pair.fault(json!({ "kind": "throttle", "every": 7, "retryAfterSeconds": 11, "times": 60, "tenant": PARTNER }))
        .await;
    pair.accept().await;
    let asks = |of: &Move| of.tasks.iter().any(|task| task.kind == TaskKind::GrantRights) || over_or_halted(of);
    pair.until(3, &[E3], asks).await;
    pair.grant().await;
    ends_well(&pair, &[E3, E5]).await;
    pair.all_hold(&[E5]).await;
    assert!(pair.held().await.iter().all(|licences| !licences.contains(&E3.to_owned())));
    assert_eq!((pair.calls("POST", assign).await, pair.met("lostReply").await), (1, 1));
}
