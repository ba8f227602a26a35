//! Services that would be lost: said one by one, lost only after a yes, and kept again when it is taken back.

use super::{ADMIN, Desk};
use crate::identity::setting::start;
use nahtlos_engine::{estates::LoadEstate, setup::sandbox::PASSWORD, users::password};
use serde_json::{Value, json};

/// Microsoft 365 E3 without Teams: nothing on sale has Places Core.
const HELD: &str = "dcf0408c-aaec-446c-afd4-43e3683943ea";
const PLACES: &str = "1fe6227d-3e01-46d0-9510-0acad4ff6e94";

fn estate() -> Value {
    let id = |end: &str| format!("5d000000-0000-4000-8000-0000000000{end}");
    let user = |end: &str, name: &str| json!({ "id": id(end), "userPrincipalName": name, "usageLocation": "DE", "licenses": [{ "skuId": HELD, "disabledPlans": [] }] });
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": id("c2"), "name": "Speicher AG", "domain": "speicher.example", "country": "DE", "currency": "EUR" },
        "asOf": "2027-01-04",
        "subscriptions": [{
            "id": id("e1"), "channel": "webDirect", "skuId": HELD, "quantity": 3, "start": "2026-03-01", "end": "2027-03-01",
            "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": [user("f1", "ada@speicher.example"), user("f2", "nils@speicher.example")],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_lost_only_after_a_yes_to_it() {
    let world = start().await;
    let engine = &world.running().center.engine;
    let hash = password::hash(engine, "ada@speicher.example", PASSWORD).await.unwrap();
    let load = LoadEstate {
        estate: serde_json::from_value(estate()).unwrap(),
        partner_id: None,
        admin_password: Some(hash),
    };
    engine.load_estate(load).await.unwrap();
    let mut desk = Desk::new(&world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    let page = desk.go("/moves/new").await;
    let file = estate().to_string();
    let fields = [("goal", "same"), ("lead_days", "7")];
    let begun = desk
        .upload_all(&page, "/moves/new/estate", &fields, ("estate", &[("estate.json", &file)]))
        .await;
    // Nothing on sale has everything: what would be lost is asked.
    assert_eq!(begun.status, 303, "{}", begun.html);
    assert!(begun.to.ends_with("/losses"), "{}", begun.to);
    let path = begun.to;
    let (of, _) = path.rsplit_once('/').unwrap();
    let page = desk.go(&path).await;
    page.shows("There is no plan").shows("Places Core").shows("2 users have it today");
    page.shows("ada@speicher.example, nils@speicher.example")
        .shows(&format!("value=\"{PLACES}\""));
    page.hides(&format!("value=\"{PLACES}\" checked"));
    // To plan again asks the same, and nothing chosen is no plan.
    let ask = desk.go(&format!("{of}/plan")).await;
    let again = desk.post(&ask, &format!("{of}/plan"), &[]).await;
    assert_eq!((again.status, again.to.as_str()), (303, path.as_str()));
    let none = desk.post(&page, &path, &[]).await;
    assert_eq!(none.status, 422, "{}", none.html);
    none.shows("There is no plan with these alone");
    let wrong = desk.post(&page, &path, &[("lose", "places")]).await;
    assert_eq!(wrong.status, 400, "{}", wrong.html);
    // A yes, and there is a plan that says it.
    let done = desk.post(&page, &path, &[("lose", PLACES)]).await;
    assert_eq!((done.status, done.to.as_str()), (303, of));
    desk.go(of).await.shows(&format!("{of}/approve")).shows(&path);
    let held = desk.go(&path).await;
    held.shows("one service may be lost").shows(&format!("value=\"{PLACES}\" checked"));
    // Without it there is none: the plan that holds stays.
    let back = desk.post(&held, &path, &[]).await;
    assert_eq!(back.status, 422);
    back.shows("There is no plan with these alone")
        .hides(&format!("value=\"{PLACES}\" checked"));
    desk.go(of).await.shows(&format!("{of}/approve"));
    // Whom it is offered to reads which service goes, before they say yes.
    let ask = desk.go(&format!("{of}/offer")).await;
    assert_eq!(desk.post(&ask, &format!("{of}/offer"), &[]).await.status, 303);
    let mut customer = Desk::new(&world);
    assert_eq!(customer.sign_in("ada@speicher.example", PASSWORD).await.to, "/");
    customer
        .go(of)
        .await
        .shows("One service plan goes")
        .shows("Places Core")
        .hides(PLACES);
    // What was offered is not planned anew behind the customer's back.
    desk.go(of).await.hides(&path);
    assert_eq!(desk.post(&held, &path, &[("lose", PLACES)]).await.status, 409);
    let what_if = format!("{of}/what-if");
    let asked = [("goal", "same"), ("lead_days", "9")];
    let page = desk.go(&what_if).await;
    let shown = desk.post(&page, &what_if, &asked).await;
    assert_eq!(shown.status, 200, "{}", shown.html);
    shown
        .shows("The plan is offered to the customer")
        .shows(&format!("{of}/withdraw"))
        .hides(&format!("{what_if}/plan"));
    // Taken back, it can be.
    let ask = desk.go(&format!("{of}/withdraw")).await;
    assert_eq!(desk.post(&ask, &format!("{of}/withdraw"), &[]).await.status, 303);
    let page = desk.go(&what_if).await;
    desk.post(&page, &what_if, &asked).await.shows(&format!("{what_if}/plan"));
}
