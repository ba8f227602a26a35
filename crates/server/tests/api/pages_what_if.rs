//! What if: a move's plan beside others, and planned as one of them.

use crate::{identity::setting::start, pages_orders::admin, support::visitor::Visitor};
use nahtlos_engine::setup::sandbox::PASSWORD;
use serde_json::{Value, json};

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

fn estate() -> Value {
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": "e0000000-0000-4000-8000-00000000000e", "name": "Speicher AG", "domain": "speicher.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-07",
        "subscriptions": [{
            "id": "e0000000-aaaa-4000-8000-000000000001", "channel": "webDirect", "skuId": E3, "quantity": 2,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": [{ "id": "e0000000-0000-4000-8000-000000000001", "userPrincipalName": "ada@speicher.example",
            "usageLocation": "DE", "licenses": [{ "skuId": E3, "disabledPlans": [] }] }],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn another_lead_is_compared_and_planned_when_it_is_wanted() {
    let world = start().await;
    let admin = admin(&world);
    let begun = admin.post("/moves/v1/moves", &json!({ "estate": estate() })).await.expect(201);
    let path = format!("/moves/v1/moves/{}", begun["id"].as_str().unwrap());
    admin.post(&format!("{path}/plan"), &json!({})).await.expect(200);
    let held = admin.get(&format!("{path}/plan")).await.expect(200);

    // By the API: another plan, and the one that is held stays.
    let policy = json!({ "leadDays": 60 });
    let other = admin
        .post(&format!("{path}/whatIf"), &json!({ "policy": policy }))
        .await
        .expect(200);
    assert_eq!(other["policy"]["leadDays"], 60);
    assert!(
        other["purchases"][0]["start"].as_str() < held["purchases"][0]["start"].as_str(),
        "{other}"
    );
    assert_eq!(admin.get(&format!("{path}/plan")).await.expect(200), held);
    admin.post(&format!("{path}/whatIf"), &json!({})).await.refused(400, "3000");

    // By the page: side by side with the plan and with everything at once.
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    let here = format!("/moves/{}", begun["id"].as_str().unwrap());
    visitor.open(&here).await;
    let to = visitor.link(&["/what-if"]);
    visitor
        .open(&to)
        .await
        .sees(200, &["The plan as it is", "Everything at once, for a year"]);
    assert!(!visitor.html.contains("what-if/plan"), "there is nothing to plan yet");
    visitor
        .submit(&to, &[("goal", "likeForLike"), ("lead_days", "0"), ("leave_by", "")])
        .await;
    assert_eq!(visitor.status, 400);
    visitor
        .submit(&to, &[("goal", "likeForLike"), ("lead_days", "60"), ("leave_by", "")])
        .await;
    visitor.sees(200, &["Plan it so", "The plan as it is", "What if"]);
    assert_eq!(admin.get(&format!("{path}/plan")).await.expect(200), held);
    visitor.submit("#plan-so", &[]).await;
    assert_eq!(visitor.address, here);
    let planned = admin.get(&format!("{path}/plan")).await.expect(200);
    assert_eq!(
        (&planned["policy"]["leadDays"], &planned["purchases"]),
        (&json!(60), &other["purchases"])
    );

    // From a yes on, there is no other plan to look at.
    let digest = admin.get(&path).await.expect(200)["plan"]["digest"].clone();
    admin
        .post(&format!("{path}/approve"), &json!({ "digest": digest }))
        .await
        .expect(200);
    admin
        .post(&format!("{path}/whatIf"), &json!({ "policy": policy }))
        .await
        .refused(409, "moveState");
}
