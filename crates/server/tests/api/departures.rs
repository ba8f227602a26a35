//! A customer leaves: a checklist on which nobody loses a service unawares, and whose last step is the relationship.

use crate::{
    support::{CUSTOMER, FOREIGN, World, people},
    transfers::{E3, ledger_lines, lines, request, subscription, text, transfer, transfers, two_partners, work},
    webhooks::{self, receiver::Receiver},
};
use serde_json::{Value, json};

fn departures() -> String {
    format!("/moves/v1/customers/{CUSTOMER}/departures")
}

fn departure(d: &Value) -> String {
    format!("{}/{}", departures(), text(&d["id"]))
}

fn line<'v>(d: &'v Value, id: &str) -> &'v Value {
    d["lines"].as_array().unwrap().iter().find(|l| l["subscriptionId"] == id).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_handed_over_and_the_relationship_goes_last() {
    let world = two_partners().await;
    let admin = world.admin();
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let other = text(&world.buy(E3, 2, "P1M", "monthly").await["id"]).to_owned();
    let opened = admin.post(&departures(), &json!({ "reason": "Zum Nachbarn" })).await.expect(201);
    assert_eq!((&opened["status"], opened["lines"].as_array().unwrap().len()), (&json!("open"), 2));
    let first = line(&opened, &id);
    assert_eq!(
        (&first["way"], &first["status"], &first["currency"]),
        (&json!("transfer"), &json!("planned"), &json!("EUR"))
    );
    assert!(text(&first["billed"]).parse::<f64>().unwrap() > 0.0);
    assert!(first["ways"].as_array().unwrap().contains(&json!("cancelNow")));
    let again = admin.post(&departures(), &json!({})).await.refused(409, "departureOpen");
    assert!(text(&again["description"]).contains(text(&opened["id"])));
    let close = format!("{}/close", departure(&opened));
    admin.post(&close, &Value::Null).await.refused(400, "800062");

    // The monthly one may end with its term: the others have seats enough.
    let change = json!({ "lines": [{ "subscriptionId": other.to_uppercase(), "way": "cancelAtEnd" }] });
    let changed = admin.patch(&departure(&opened), &change).await.expect(200);
    let second = line(&changed, &other);
    assert_eq!((&second["status"], &second["endsOn"]), (&json!("armed"), &json!("2027-01-07")));
    assert_eq!(admin.get(&subscription(&other)).await.expect(200)["endOfTermAction"], "cancel");
    admin
        .with("if-match", "\"1\"")
        .patch(&departure(&opened), &change)
        .await
        .refused(400, "2055");

    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    admin.patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    let under_way = admin.get(&departure(&opened)).await.expect(200);
    assert_eq!(
        (&line(&under_way, &id)["status"], &line(&under_way, &id)["transferId"]),
        (&json!("armed"), &asked["id"])
    );
    work(&world).await;
    assert_eq!(line(&admin.get(&departure(&opened)).await.expect(200), &id)["status"], "gone");
    admin.post(&close, &Value::Null).await.refused(400, "800062");
    world.turn_to("2027-01-08T00:00:00Z").await;
    let handed = admin.get(&departure(&opened)).await.expect(200);
    assert_eq!(handed["status"], "handedOver");
    // Until here the partner could still help; with the last step it cannot any more.
    world.partner_graph().get("/v1.0/users").await.expect(200);
    let closed = admin.post(&close, &Value::Null).await.expect(200);
    assert_eq!(closed["status"], "closed");
    assert!(world.partner_graph().get("/v1.0/users").await.status >= 400);
    admin.get(&departures()).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_loses_a_service_unless_it_is_accepted() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let id = text(&world.buy(E3, 10, "P1Y", "annual").await["id"]).to_owned();
    // The web shop's five seats end in June: from then on two users have only these.
    world.turn_to("2027-07-01T00:00:00Z").await;
    let want = |way: &str, more: Value| {
        let mut line = json!({ "subscriptionId": id, "way": way });
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "lines": [line] })
    };
    let refused = admin
        .post(&departures(), &want("cancelAtEnd", json!({})))
        .await
        .refused(409, "seatsStillNeeded");
    let said = text(&refused["description"]).to_owned();
    assert!(
        said.contains('2') && said.contains(people::E3) && said.contains("2027-12-07"),
        "{said}"
    );
    assert_eq!(admin.get(&subscription(&id)).await.expect(200)["endOfTermAction"], "renew");
    admin.post(&departures(), &want("cancelNow", json!({}))).await.refused(400, "3000");
    admin
        .post(&departures(), &want("suspendLegacy", json!({})))
        .await
        .refused(400, "3000");
    admin
        .post(&departures(), &want("keep", json!({ "on": "2027-06-01" })))
        .await
        .refused(400, "3000");
    let unknown = json!({ "lines": [{ "subscriptionId": "00000000-0000-4000-8000-00000000dead", "way": "keep" }] });
    admin.post(&departures(), &unknown).await.refused(404, "20003");
    // A term without renewal goes on as a paid extended term: nobody loses anything.
    let opened = admin.post(&departures(), &want("letExpire", json!({}))).await.expect(201);
    assert_eq!(
        (&line(&opened, &id)["status"], &line(&opened, &id)["endsOn"]),
        (&json!("armed"), &Value::Null)
    );
    let accepted = admin
        .patch(&departure(&opened), &want("cancelAtEnd", json!({ "acceptLoss": true })))
        .await
        .expect(200);
    assert_eq!(
        (&line(&accepted, &id)["status"], &line(&accepted, &id)["acceptLoss"]),
        (&json!("armed"), &json!(true))
    );
    let withdrawn = admin
        .post(&format!("{}/withdraw", departure(&opened)), &Value::Null)
        .await
        .expect(200);
    assert_eq!(withdrawn["status"], "withdrawn");
    admin
        .patch(&departure(&opened), &want("keep", json!({})))
        .await
        .refused(409, "departureEnded");
    admin.post(&departures(), &json!({})).await.expect(201);
    assert_eq!(admin.get(&departures()).await.expect(200)["totalCount"], 2);
    world.rival().get(&departures()).await.refused(404, "60003");
    admin
        .get(&format!("/moves/v1/customers/{FOREIGN}/departures"))
        .await
        .refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_carried_out_on_its_day_or_says_why_not() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let place = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": "91fd106f-4b2c-4938-95ac-f54f74e9a239", "quantity": 3 }] });
    let order = admin.post(&format!("/v1/customers/{CUSTOMER}/orders"), &place).await.expect(201);
    let legacy = text(&order["lineItems"][0]["subscriptionId"]).to_owned();
    let modern = text(&world.buy(E3, 2, "P1Y", "monthly").await["id"]).to_owned();
    let want = json!({ "lines": [
        { "subscriptionId": legacy, "way": "suspendLegacy", "on": "2026-12-20" },
        { "subscriptionId": modern, "way": "cancelNow", "on": "2026-12-24" },
    ]});
    let opened = admin.post(&departures(), &want).await.expect(201);
    world.turn_to("2026-12-19T23:59:00Z").await;
    assert_eq!(admin.get(&subscription(&legacy)).await.expect(200)["status"], "active");
    world.turn_to("2026-12-20T00:01:00Z").await;
    assert_eq!(admin.get(&subscription(&legacy)).await.expect(200)["status"], "suspended");
    world.turn_to("2026-12-24T00:01:00Z").await;
    let seen = admin.get(&departure(&opened)).await.expect(200);
    let failed = line(&seen, &modern);
    assert_eq!(
        (&failed["status"], &failed["reason"]["code"]),
        (&json!("failed"), &json!("3000")),
        "its window has closed"
    );
    assert_eq!(admin.get(&subscription(&modern)).await.expect(200)["status"], "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_extended_term_is_told_with_what_it_will_cost() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let id = text(&world.buy(E3, 10, "P1Y", "annual").await["id"]).to_owned();
    let want = |way: &str| json!({ "lines": [{ "subscriptionId": id, "way": way }] });
    let opened = admin.post(&departures(), &want("keep")).await.expect(201);
    assert_eq!(line(&opened, &id)["extendedTerm"], Value::Null);
    let changed = admin.patch(&departure(&opened), &want("letExpire")).await.expect(200);
    let month = line(&changed, &id)["extendedTerm"].clone();
    assert_eq!(
        (&month["from"], &month["until"], &month["quantity"], &month["currency"]),
        (&json!("2027-12-07"), &json!("2028-01-07"), &json!(10), &json!("EUR"))
    );
    assert_eq!(line(&admin.get(&departure(&opened)).await.expect(200), &id)["extendedTerm"], month);
    world.turn_to("2027-12-07T00:01:00Z").await;
    let charged = ledger_lines(&admin).await;
    let charged = charged.iter().find(|line| line["kind"] == "extendedTerm").expect("it went on");
    for member in ["from", "until", "quantity", "unitPrice", "amount", "currency"] {
        assert_eq!(month[member], charged[member], "{member}");
    }
    // The next month goes on from there, until its end is chosen.
    let next = admin.get(&departure(&opened)).await.expect(200);
    assert_eq!(line(&next, &id)["extendedTerm"]["from"], "2028-01-07");
    let refused = admin
        .patch(&departure(&opened), &want("cancelAtEnd"))
        .await
        .refused(409, "seatsStillNeeded");
    assert_eq!(refused["data"], json!(["lines[0].way"]));
    let mut loss = want("cancelAtEnd");
    loss["lines"][0]["acceptLoss"] = json!(true);
    let ended = admin.patch(&departure(&opened), &loss).await.expect(200);
    assert_eq!(line(&ended, &id)["extendedTerm"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registered_is_told_of_every_step() {
    let world = World::start().await;
    world.agree().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[200]).await);
    let events = ["create-departure", "update-departure", "withdraw-departure", "close-departure"];
    webhooks::register(&admin, &receiver, &events).await;
    let foreign = Receiver::start(&[200]).await;
    webhooks::register(&world.rival(), &foreign, &events).await;
    let id = text(&world.buy(E3, 10, "P1Y", "annual").await["id"]).to_owned();
    let opened = admin.post(&departures(), &json!({})).await.expect(201);
    admin
        .patch(&departure(&opened), &json!({ "leaveBy": "2027-03-01" }))
        .await
        .expect(200);
    admin
        .post(&format!("{}/withdraw", departure(&opened)), &Value::Null)
        .await
        .expect(200);
    let now = json!({ "lines": [{ "subscriptionId": id, "way": "cancelNow" }] });
    let closing = admin.post(&departures(), &now).await.expect(201);
    admin
        .post(&format!("{}/close", departure(&closing)), &Value::Null)
        .await
        .expect(200);
    let taken = receiver.wait_for(5).await;
    let told: Vec<String> = taken.iter().map(|one| one.event()).collect();
    assert_eq!(
        told,
        [
            "create-departure",
            "update-departure",
            "withdraw-departure",
            "create-departure",
            "close-departure"
        ]
    );
    for (one, id) in taken.iter().zip([&opened, &opened, &opened, &closing, &closing]) {
        let body = one.json();
        assert_eq!(body["ResourceName"], "Departure");
        assert_eq!(body["ResourceUri"], format!("{}{}", world.base, departure(id)));
    }
    assert_eq!(foreign.arrived().len(), 0, "nobody else is told");
}
