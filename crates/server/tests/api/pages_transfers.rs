//! Transfers between partners on the dashboard: asked for, offered, accepted, declined, taken back; each side sees what is its own to see.

use crate::{
    support::{CUSTOMER, PARTNER, RIVAL, World, visitor::Visitor},
    transfers::{E3, befriend, text, transfer, transfers, work},
};
use serde_json::{Value, json};

/// Office 365 Enterprise E1, legacy.
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
const PASSWORD: &str = "Morgen-Tinte-Fenster-7";

/// Both partners at their dashboards; the first one sells.
async fn both() -> (World, Visitor, Visitor) {
    let world = World::staffed(|_| {}).await;
    befriend(&world).await;
    let engine = &world.running().center.engine;
    let mut visitors = Vec::new();
    for name in ["agentin@erster.example", "agentin@anderer.example"] {
        let person = engine.person_named(name).await.unwrap().expect("an agent");
        engine.replace_password(&person, "test", PASSWORD).await.unwrap();
        visitors.push(Visitor::sign_in(&world, name, PASSWORD).await);
    }
    let rival = visitors.pop().unwrap();
    (world, visitors.pop().unwrap(), rival)
}

/// The rival asks for the customer's subscriptions; the address of the transfer's page.
async fn asks(rival: &mut Visitor) -> String {
    rival.open(&format!("/customers/{CUSTOMER}/relationships")).await;
    let to = rival.link(&["/transfers/new"]);
    rival.open(&to).await.sees(200, &["Ask another partner for subscriptions"]);
    let fields = [("source", PARTNER), ("source_name", "Erster Partner GmbH"), ("email", "")];
    rival.submit("#request", &fields).await.sees(
        200,
        &[
            "asked for",
            "Erster Partner GmbH",
            "chooses what goes over",
            "Take the request back",
            "on its way",
        ],
    );
    rival.address.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_is_chosen_and_goes_over() {
    let (world, mut seller, mut rival) = both().await;
    let (first, second) = (world.buy(E3, 10, "P1Y", "monthly").await, world.buy(E3, 4, "P1Y", "monthly").await);
    let here = asks(&mut rival).await;
    seller.open("/partners").await;
    let to = seller.link(&["/transfers"]);
    seller
        .open(&to)
        .await
        .sees(200, &["from you", "Kunde", "new commerce", "asked for"]);
    let to = seller.link(&["/transfers/", CUSTOMER]);
    assert_eq!(to, here);
    seller
        .open(&to)
        .await
        .sees(200, &["What a hand-over today would do", "10", "4", "Accept", "Decline"]);
    let accept = seller.link(&["/accept"]);
    seller
        .open(&accept)
        .await
        .sees(200, &["10 seats", "4 seats", "nobody is interrupted"]);
    // Nothing chosen: it is said, and nothing happens.
    seller.submit("#accept", &[]).await.sees(400, &["Choose at least one subscription"]);
    assert!(
        !seller.html.contains(" checked"),
        "who chose none has not chosen all: {}",
        seller.html
    );
    seller
        .submit("#accept", &[("subscription", text(&first["id"]))])
        .await
        .sees(200, &["Accepted", "under way"]);
    work(&world).await;
    seller.open(&to).await.sees(200, &["complete", "What goes over"]);
    assert!(!seller.html.contains("/accept\""), "there is nothing more to decide");
    rival.open(&here).await.sees(200, &["complete", "10"]);
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", text(&second["id"]));
    let left = world.admin().get(&path).await.expect(200);
    assert_eq!(left["status"], "active", "what was not chosen stays");
    // Who comes back to a decision that is over is told so.
    seller.open(&accept).await.sees(200, &["It stands otherwise by now"]);
    seller
        .open("/transfers?open=false&direction=outgoing")
        .await
        .sees(200, &["Kunde", "complete"]);
    seller
        .open("/transfers?open=true")
        .await
        .sees(200, &["Nothing matches these filters"]);
    seller.open("/transfers?as=csv").await;
    assert!(seller.html.contains("Kunde"), "{}", seller.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_declined_and_taken_back() {
    let (world, mut seller, mut rival) = both().await;
    world.buy(E3, 10, "P1Y", "monthly").await;
    let here = asks(&mut rival).await;
    seller.open(&format!("{here}/reject")).await.sees(200, &["Nothing goes over"]);
    seller.submit("#confirm", &[]).await.sees(200, &["Declined", "declined"]);
    rival.open(&here).await.sees(200, &["declined"]);
    let here = asks(&mut rival).await;
    // The other side's decisions are not this one's.
    rival
        .open(&format!("{here}/accept"))
        .await
        .sees(200, &["It stands otherwise by now"]);
    rival.open(&format!("{here}/cancel")).await.sees(200, &["You can ask anew"]);
    rival.submit("#confirm", &[]).await.sees(200, &["taken back"]);
    rival.open(&format!("{here}/eat")).await.sees(404, &[]);
    // What is wrong is said at the form, which keeps what was typed.
    rival.open(&format!("/customers/{CUSTOMER}/transfers/new")).await;
    let fields = [("source", RIVAL), ("source_name", "Wir selbst"), ("email", "")];
    rival.submit("#request", &fields).await.sees(400, &["Ask another partner"]);
    assert!(rival.html.contains("value=\"Wir selbst\""), "{}", rival.html);
    assert_eq!(world.rival().get(&transfers()).await.expect(200).as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn legacy_is_offered_withdrawn_and_accepted() {
    let (world, mut seller, mut rival) = both().await;
    let orders = format!("/v1/customers/{CUSTOMER}/orders");
    let line = json!({ "lineItemNumber": 0, "offerId": E1, "quantity": 5 });
    let made = world.admin().post(&orders, &json!({ "lineItems": [line] })).await.expect(201);
    let id = text(&made["lineItems"][0]["subscriptionId"]).to_owned();
    world.turn_to("2026-12-20T10:00:00Z").await;
    let offer = async |seller: &mut Visitor| {
        seller
            .open(&format!("/customers/{CUSTOMER}/transfers/new"))
            .await
            .sees(200, &["Offer legacy subscriptions", "5 seats"]);
        seller
            .submit("#offer", &[("target", RIVAL)])
            .await
            .sees(400, &["Choose at least one subscription"]);
        let fields = [("target", RIVAL), ("subscription", id.as_str())];
        seller
            .submit("#offer", &fields)
            .await
            .sees(200, &["offered", "Take the offer back", "What goes over"]);
        seller.address.clone()
    };
    let here = offer(&mut seller).await;
    seller.open(&format!("{here}/withdraw")).await.sees(200, &["the offer is gone"]);
    seller.submit("#confirm", &[]).await.sees(200, &["The offer is taken back"]);
    rival.open(&here).await.sees(404, &[]);
    let here = offer(&mut seller).await;
    rival
        .open(&format!("{here}/accept"))
        .await
        .sees(200, &["One subscription goes over at once"]);
    rival.submit("#confirm", &[]).await.sees(200, &["complete"]);
    let all: Value = world.rival().get(&transfers()).await.expect(200);
    assert_eq!(all[0]["status"], "Complete");
    assert!(here.ends_with(text(&all[0]["id"])) && world.rival().get(&transfer(&all[0])).await.status == 200);
}
