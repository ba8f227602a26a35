//! Licences of many users changed by the dashboard's forms: what it means is shown first, what cannot be is said, and what was decided is done.

use crate::{
    identity::setting::{YARD, start},
    pages_orders::{admin, agree},
    support::{World, visitor::Visitor},
};
use nahtlos_engine::setup::sandbox::{PARTNER, PASSWORD};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const EXCHANGE: &str = "CFQ7TTC0LH16:0001";
const BASIC: &str = "CFQ7TTC0LH18:0001";

/// Seats for the customer; the SKU that they are of.
async fn buy(world: &World, offer: &str, seats: i64) -> String {
    let before = skus(world).await;
    let line = json!({ "id": 0, "catalogItemId": world.item(offer), "quantity": seats, "billingCycle": "monthly", "termDuration": "P1Y" });
    let admin = admin(world);
    let carts = format!("/v1/customers/{YARD}/carts");
    let cart = admin.post(&carts, &json!({ "lineItems": [line] })).await.expect(201);
    let path = format!("{carts}/{}/checkout", cart["id"].as_str().unwrap());
    admin.post(&path, &Value::Null).await.expect(201);
    world.running().center.engine.work_all().await.unwrap();
    let after = skus(world).await;
    after.into_iter().find(|sku| !before.contains(sku)).expect("a new licence")
}

async fn skus(world: &World) -> Vec<String> {
    let all = admin(world).get(&format!("/v1/customers/{YARD}/subscribedskus")).await.expect(200);
    let all = all["items"].as_array().unwrap().iter();
    all.map(|one| one["productSku"]["id"].as_str().unwrap().to_owned()).collect()
}

/// Another user; their id.
async fn user(world: &World, name: &str, place: &str) -> String {
    let body = json!({
        "userPrincipalName": format!("{name}@werft.example"), "displayName": name, "firstName": name, "lastName": "Werft",
        "usageLocation": place, "passwordProfile": { "password": "Werft-Password-1", "forceChangePassword": false },
    });
    let made = admin(world).post(&format!("/v1/customers/{YARD}/users"), &body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn held(world: &World, user: &str) -> Vec<String> {
    let path = format!("/v1/customers/{YARD}/users/{user}/licenses");
    let all = admin(world).get(&path).await.expect(200);
    let all = all["items"].as_array().unwrap().iter();
    all.map(|one| one["productSku"]["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn licences_of_many_are_given_and_exchanged_after_what_it_means_was_shown() {
    let world = start().await;
    agree(&world).await;
    let exchange = buy(&world, EXCHANGE, 3).await;
    let basic = buy(&world, BASIC, 2).await;
    let (ada, ben, cem) = (
        user(&world, "ada", "DE").await,
        user(&world, "ben", "DE").await,
        user(&world, "cem", "DE").await,
    );

    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open(&format!("/customers/{YARD}/users")).await;
    let to = visitor.link(&["/licences"]);
    visitor
        .open(&to)
        .await
        .sees(200, &["Change licences", "ada@werft.example", "3 seats free"]);
    let (preview, change) = (format!("{to}/preview"), format!("{to}/change"));

    // To two by their box, to a third by name. Nothing has changed before the yes.
    let give = [
        ("add", exchange.as_str()),
        ("users", &ada),
        ("users", &ben),
        ("names", "cem@werft.example"),
    ];
    visitor.submit(&preview, &give).await;
    visitor.sees(200, &["Nobody loses a service", "Exchange Online", "Change licences of 3 users"]);
    assert_eq!(held(&world, &ada).await, [] as [String; 0]);
    visitor.submit(&change, &[]).await.sees(200, &["The licences were changed"]);
    for one in [&ada, &ben, &cem] {
        assert_eq!(held(&world, one).await, vec![exchange.clone()]);
    }

    // Three need what two can have.
    let swap = [("add", basic.as_str()), ("remove", exchange.as_str())];
    let all = [&swap[..], &[("users", ada.as_str()), ("users", &ben), ("users", &cem)]].concat();
    visitor.open(&to).await.submit(&preview, &all).await;
    visitor.sees(200, &["has 2 free seats, and 3 users need one"]);
    assert!(!visitor.html.contains(&change), "it cannot be decided");
    // Two of them: what both licences have is neither gained nor lost.
    let two = [&swap[..], &[("users", ada.as_str()), ("users", &ben)]].concat();
    visitor.open(&to).await.submit(&preview, &two).await;
    visitor.sees(200, &["Change licences of 2 users"]);
    visitor.submit(&change, &[]).await.sees(200, &["The licences were changed"]);
    assert_eq!((held(&world, &ada).await, held(&world, &cem).await), (vec![basic], vec![exchange]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_changed_is_said_and_nothing_is_lost() {
    let world = start().await;
    agree(&world).await;
    let basic = buy(&world, BASIC, 2).await;
    let ada = user(&world, "ada", "DE").await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    let to = format!("/customers/{YARD}/licences");
    let preview = format!("{to}/preview");
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("users", &ada)], "Choose a licence to give"),
        (&[("add", &basic), ("remove", &basic), ("users", &ada)], "two different ones"),
        (&[("add", &basic)], "at least one user"),
        (
            &[("add", &basic), ("names", "ada@werft.example\nnobody@werft.example")],
            "Nobody is called: nobody@werft.example",
        ),
        (
            &[("add", "00000000-0000-4000-8000-000000000001"), ("users", &ada)],
            "does not have this licence",
        ),
    ];
    for (fields, why) in cases {
        visitor.open(&to).await.submit(&preview, fields).await.sees(400, &[why]);
    }
    // What was written stays.
    assert!(visitor.html.contains(&format!("value=\"{ada}\" checked")), "{}", visitor.html);
    // Loading the address of a form anew leads to the page where it stands.
    visitor.open(&preview).await.sees(200, &["Change licences"]);
    assert_eq!(visitor.address, to);
    assert_eq!(held(&world, &ada).await, [] as [String; 0]);
}

/// A group of the customer's with members; its id.
async fn group(world: &World, name: &str, members: &[&str]) -> String {
    let roles = [Role::AdminAgent, Role::GlobalAdmin];
    let graph = world.caller(PARTNER.tenant_id, YARD, &roles, Some("admin@partner.example"), true);
    let body = json!({ "displayName": name, "mailNickname": name, "mailEnabled": false, "securityEnabled": true, "groupTypes": [] });
    let made = graph.post("/v1.0/groups", &body).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    for member in members {
        let body = json!({ "@odata.id": format!("{}/v1.0/directoryObjects/{member}", world.base) });
        graph.post(&format!("/v1.0/groups/{id}/members/$ref"), &body).await.expect(204);
    }
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_gives_and_takes_licences_after_what_it_means_was_shown() {
    let world = start().await;
    agree(&world).await;
    let exchange = buy(&world, EXCHANGE, 2).await;
    let basic = buy(&world, BASIC, 1).await;
    let (ada, ben) = (user(&world, "ada", "DE").await, user(&world, "ben", "DE").await);
    let crew = group(&world, "crew", &[&ada, &ben]).await;
    // Ben has it of his own already.
    let own = json!({ "licensesToAssign": [{ "skuId": exchange }], "licensesToRemove": [] });
    let path = format!("/v1/customers/{YARD}/users/{ben}/licenseupdates");
    admin(&world).post(&path, &own).await.expect(201);

    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open(&format!("/customers/{YARD}/users")).await;
    let to = visitor.link(&["/groups"]);
    visitor.open(&to).await.sees(200, &["Licences by group", "crew"]);
    let to = visitor.link(&["/groups/", &crew]);
    visitor.open(&to).await.sees(200, &["The group gives no licence", "one seat free"]);
    let (preview, change) = (format!("{to}/preview"), format!("{to}/change"));

    // What is asked wrongly is said at its field, and nothing happens.
    for (fields, why) in [
        (&[("add", "")], "Choose a licence to give"),
        (
            &[("add", "00000000-0000-4000-8000-000000000001")],
            "that the group does not give yet",
        ),
        (&[("remove", basic.as_str())], "Choose a licence that the group gives"),
    ] {
        visitor.open(&to).await.submit(&preview, fields).await.sees(400, &[why]);
    }

    // One gains; the other has it already and keeps it.
    visitor.open(&to).await.submit(&preview, &[("add", &exchange)]).await;
    visitor.sees(200, &["Nobody loses a service", "Nothing changes.", "licences of one user"]);
    assert_eq!(held(&world, &ada).await, [] as [String; 0], "nothing before the yes");
    visitor
        .submit(&change, &[])
        .await
        .sees(200, &["The licences were changed", "every member has them"]);
    assert_eq!(
        (held(&world, &ada).await, held(&world, &ben).await),
        (vec![exchange.clone()], vec![exchange.clone()])
    );

    // Two would need what one can have.
    visitor.open(&to).await.submit(&preview, &[("add", &basic)]).await;
    visitor.sees(200, &["has one free seat, and 2 users need one"]);
    assert!(!visitor.html.contains(&change), "it cannot be decided");

    // Taken away again: who has it of their own keeps it.
    visitor.open(&to).await.submit(&preview, &[("remove", &exchange)]).await;
    visitor.sees(200, &["One user loses services", "Exchange Online", "licences of one user"]);
    visitor
        .submit(&change, &[])
        .await
        .sees(200, &["The licences were changed", "The group gives no licence"]);
    assert_eq!((held(&world, &ada).await, held(&world, &ben).await), (Vec::new(), vec![exchange]));
}
