//! A campaign by the dashboard's forms: made, filled, scheduled, approved, watched, and ended; and what is refused, where it is said.

use crate::{
    identity::setting::start,
    support::{World, people::E3, visitor::Visitor},
};
use nahtlos_engine::{
    estates::LoadEstate,
    setup::sandbox::{PARTNER, PASSWORD},
};
use serde_json::{Value, json};

fn tenant(n: usize) -> String {
    format!("d1000000-0000-4000-8000-0000000001{n:02}")
}

/// Two users with E3 from the web shop until the summer, and a seat to spare.
fn estate(n: usize) -> Value {
    let user = |u: usize| {
        json!({ "id": format!("d1000000-0000-4000-8{n:03}-{u:012}"), "userPrincipalName": format!("user{u}@laden{n}.example"),
            "usageLocation": "DE", "licenses": [{ "skuId": E3, "disabledPlans": [] }] })
    };
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": tenant(n), "name": format!("Laden {n} AG"), "domain": format!("laden{n}.example"), "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-07",
        "subscriptions": [{
            "id": format!("d1000000-aaaa-4000-8000-0000000001{n:02}"), "channel": "webDirect", "skuId": E3, "quantity": 3,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": [user(1), user(2)],
    })
}

/// A world in which the direct partner has customers with something to move.
async fn with_customers(count: usize) -> World {
    let world = start().await;
    for n in 1..=count {
        let load = LoadEstate {
            estate: serde_json::from_value(estate(n)).unwrap(),
            partner_id: Some(PARTNER.tenant_id.to_owned()),
            admin_password: None,
        };
        world.running().center.engine.load_estate(load).await.unwrap();
    }
    world
}

/// A form of a campaign, filled in.
const FORM: [(&str, &str); 8] = [
    ("name", "Winter"),
    ("currency", "EUR"),
    ("first-day", "2026-12-07"),
    ("last-day", "2027-04-30"),
    ("tasks-per-day", "4"),
    ("tasks-per-customer", "2"),
    ("canaries", "1"),
    ("need-days", "10"),
];

/// The form with one answer otherwise.
fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = FORM.into_iter().filter(|(known, _)| *known != name);
    others.chain([(name, value)]).collect()
}

/// Makes a campaign; its address.
async fn make(visitor: &mut Visitor) -> String {
    visitor.open("/campaigns/new").await;
    visitor.submit("/campaigns/new", &FORM).await.sees(200, &["Add customers now"]);
    visitor.address.trim_end_matches("/candidates").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_is_made_filled_scheduled_and_approved_by_forms() {
    let world = with_customers(3).await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open("/moves").await;
    let to = visitor.link(&["/campaigns"]);
    visitor.open(&to).await.sees(200, &["There is no campaign yet"]);
    let of = make(&mut visitor).await;

    // Customers come in: two that are chosen, then all the rest that is shown.
    let candidates = format!("{of}/candidates");
    visitor.sees(200, &["Laden 1 AG", "laden2.example", "Not in it yet"]);
    visitor.submit("#take", &[]).await.sees(400, &["Choose at least one customer"]);
    let (one, two) = (tenant(1), tenant(2));
    visitor.submit("#take", &[("customer", &one), ("customer", &two)]).await;
    visitor.sees(200, &["The customers are read and added", "not begun"]);
    let rest = format!("{candidates}?q=laden");
    visitor.open(&rest).await.sees(200, &["Read the one shown"]);
    visitor.submit(&rest, &[]).await.sees(200, &["The customers are read and added"]);
    assert!(!visitor.text().contains("Not in it yet"), "{}", visitor.text());
    visitor
        .open(&of)
        .await
        .sees(200, &["3 customers wait for their days", "Laden 3 AG", "What may go wrong"]);

    // Days, as soon as somebody has said yes to what will happen.
    visitor.open(&format!("{of}/schedule")).await;
    visitor.sees(
        200,
        &["3 customers who have not begun get the best free day", "Nobody begins by that"],
    );
    visitor.submit(&format!("{of}/schedule"), &[]).await;
    visitor.sees(
        200,
        &[
            "Everybody who has not begun has their day",
            "canaries",
            "Waves",
            "Days",
            "scheduled, not approved",
        ],
    );
    // Two a day: four tasks, and two of each customer.
    assert!(visitor.text().contains("At most Free"), "{}", visitor.text());

    let approve = format!("{of}/approve");
    visitor.open(&approve).await.sees(
        200,
        &["3 moves begin by themselves and on your behalf", "all plans together cost €"],
    );
    visitor.submit(&approve, &[]).await;
    assert!(visitor.wrong("confirm-each").contains("at least one limit"), "{}", visitor.text());
    visitor.submit(&approve, &[("days", "soon")]).await;
    assert!(visitor.wrong("confirm-days").contains("whole number"), "{}", visitor.text());
    visitor.submit(&approve, &[("each", "1.234")]).await;
    assert!(!visitor.wrong("confirm-each").is_empty());
    visitor.submit(&approve, &[("each", "50000.00"), ("users", "100")]).await;
    visitor.sees(200, &["The campaign is approved", "running", "€50,000.00", "Alex Admin"]);
    visitor
        .open("/campaigns")
        .await
        .sees(200, &["Winter", "running", "3 not begun", "wave 1 from"]);

    // A day later somebody has begun, and the list leads to the move.
    let engine = &world.running().center.engine;
    engine.turn_clock("2027-04-20T09:00:00Z".parse().unwrap()).await.unwrap();
    visitor.open(&of).await.sees(200, &["begun", "To the move"]);
    let to = visitor.link(&["/moves/"]);
    visitor.open(&to).await.sees(200, &["Laden"]);
    visitor.open(&format!("{of}?as=csv")).await;
    assert_eq!(visitor.status, 200);
    assert_eq!(visitor.html.lines().count(), 4, "{}", visitor.html);
    visitor.open(&format!("{of}?state=excluded")).await;
    assert!(!visitor.text().contains("Laden 1 AG"));

    // Paused, and given up: numbers first.
    visitor
        .open(&format!("{of}/pause"))
        .await
        .sees(200, &["not begin until somebody resumes it"]);
    visitor
        .submit(&format!("{of}/pause"), &[])
        .await
        .sees(200, &["The campaign is paused"]);
    visitor.open(&format!("{of}/resume")).await.sees(200, &["on your behalf"]);
    visitor
        .submit(&format!("{of}/resume"), &[])
        .await
        .sees(200, &["The campaign goes on"]);
    visitor.open(&format!("{of}/abandon")).await.sees(200, &["cannot be undone"]);
    visitor.submit(&format!("{of}/abandon"), &[]).await.sees(200, &["given up"]);
    visitor.open(&format!("{of}/resume")).await;
    assert_eq!(visitor.status, 404, "nothing can be decided any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_are_taken_out_put_in_again_and_have_wishes() {
    let world = with_customers(2).await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    let of = make(&mut visitor).await;
    let (one, two) = (tenant(1), tenant(2));
    visitor
        .submit(&format!("{of}/candidates"), &[("customer", &one), ("customer", &two)])
        .await
        .sees(200, &["The customers are read and added"]);
    visitor.open(&of).await;
    let here = visitor.link(&["/customers/", &one]);
    visitor
        .open(&here)
        .await
        .sees(200, &["Laden 1 AG", "There is no address", "To the customer"]);
    let wishes = format!("{here}/wishes");
    visitor.submit(&wishes, &[("earliest", "soon")]).await;
    assert!(!visitor.wrong("wishes-earliest").is_empty());
    visitor.submit(&wishes, &[("per-day", "1.234")]).await;
    assert!(visitor.wrong("wishes-per-day").contains("EUR"), "{}", visitor.text());
    visitor
        .submit(
            &wishes,
            &[("email", "kim@laden1.example"), ("earliest", "2027-01-15"), ("per-day", "2.50")],
        )
        .await
        .sees(200, &["€2.50"]);
    assert!(visitor.html.contains("kim@laden1.example") && !visitor.text().contains("There is no address"));

    let exclude = format!("{here}/exclude");
    visitor
        .open(&exclude)
        .await
        .sees(200, &["Take this customer out?", "2 users stay where they are"]);
    visitor.submit(&exclude, &[("note", "later by hand")]).await;
    visitor.sees(200, &["The customer is taken out", "later by hand", "excluded"]);
    visitor.open(&format!("{of}?state=excluded")).await.sees(200, &["Laden 1 AG"]);
    assert!(!visitor.text().contains("Laden 2 AG"));
    let include = format!("{here}/include");
    visitor.open(&include).await;
    visitor
        .submit(&include, &[])
        .await
        .sees(200, &["The customer is in again", "not begun"]);
    // Who is in it cannot be put in again.
    visitor.open(&include).await;
    assert_eq!(visitor.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_new_campaign_stands_at_its_field() {
    let world = with_customers(1).await;
    let mut visitor = Visitor::speaking(&world, "de-DE,de;q=0.9", "admin@partner.example", PASSWORD).await;
    visitor.open("/campaigns/new").await;
    for (name, value, says) in [
        ("currency", "EURO", "EUR"),
        ("first-day", "morgen", "2027-01-31"),
        ("last-day", "2026-01-01", "letzte Tag"),
        ("canaries", "-1", "ganze Zahl"),
        ("blackouts", "2026-12-24 bald", "bald"),
        ("name", "", "name"),
    ] {
        visitor.submit("/campaigns/new", &with(name, value)).await;
        assert_eq!(visitor.status, 400, "{name}: {}", visitor.text());
        let wrong = visitor.wrong(&format!("campaign-{name}"));
        assert!(wrong.contains(says), "{name}: {wrong}");
        assert!(name == "name" || visitor.html.contains("Winter"), "what was typed is kept");
    }
    let stranger = "/campaigns/00000000-0000-4000-8000-00000000dead";
    visitor.open(stranger).await;
    assert_eq!(visitor.status, 404);
}
