//! New commerce: the target asks, the source names what goes.

use super::*;
use nahtlos_engine::transfers::{Mishap, Mishaps, mishaps::About};
use nahtlos_model::transfers::Failure;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_goes_over_and_nobody_notices() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    let bought = world.buy(E3, 10, "P1Y", "monthly").await;
    let id = text(&bought["id"]).to_owned();
    world.turn_to("2026-12-17T09:00:00Z").await;
    let before = licences(&world).await;

    let asked = target.post(&transfers(), &request()).await.expect(201);
    assert_eq!(
        (&asked["status"], &asked["transferType"], &asked["transferDirection"]),
        (&json!("Created"), &json!(5), &json!(1))
    );
    assert_eq!((&asked["partnertenantid"], &asked["lineItems"]), (&json!(RIVAL), &Value::Null));
    let seen = source.get(&transfer(&asked)).await.expect(200);
    assert_eq!((&seen["partnertenantid"], &seen["transferDirection"]), (&json!(PARTNER), &json!(2)));
    // A request holds nothing.
    source
        .patch(&subscription(&id), &json!({ "friendlyName": "E3", "autoRenewEnabled": true }))
        .await
        .expect(200);

    let preview = format!("/moves/v1/customers/{CUSTOMER}/transfers/{}/preview", text(&asked["id"]));
    let shown = source.get(&preview).await.expect(200);
    let line = shown["lines"][0].clone();
    assert_eq!(line["subscriptionId"], id.as_str());
    assert_eq!(
        (&line["from"], &line["until"], &line["isEligible"]),
        (&json!("2026-12-17"), &json!("2027-01-07"), &json!(true))
    );
    assert_eq!(target.get(&preview).await.expect(200)["lines"], json!([]), "the target is blind");

    let accepted = source.patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    assert_eq!(
        (&accepted["status"], &accepted["lineItems"][0]["status"]),
        (&json!("InProgress"), &Value::Null)
    );
    work(&world).await;
    let done = target.get(&transfer(&asked)).await.expect(200);
    assert_eq!(
        (&done["status"], &done["lineItems"][0]["status"]),
        (&json!("Complete"), &json!("Complete"))
    );
    assert_eq!(done["lineItems"][0]["subscriptionId"], id.as_str());
    let order = target
        .get(&format!(
            "/v1/customers/{CUSTOMER}/orders/{}",
            text(&done["lineItems"][0]["orderId"])
        ))
        .await
        .expect(200);
    let new = text(&order["lineItems"][0]["subscriptionId"]).to_owned();
    assert_eq!(
        (order["id"].as_str().unwrap().len(), &done["lineItems"][0]["targetSubscriptionId"]),
        (12, &json!(new))
    );

    went_over(&world, &bought, &new).await;
    assert_eq!(licences(&world).await, before, "no licence and no seat was touched");

    let (paid, credited, charged) = (ledger(&source).await[0].1, ledger(&source).await[1].clone(), ledger(&target).await);
    assert_eq!((credited.0.as_str(), credited.2), ("transfer", 21), "17 December to 6 January");
    assert_eq!(charged, [("transfer".to_owned(), -credited.1, 21)]);
    assert_eq!(format!("{:.2}", credited.1 as f64 / 100.0), text(&line["amount"]));
    assert!(-credited.1 < paid);
    // The next period is the target's alone, a whole one.
    world.turn_to("2027-01-07T01:00:00Z").await;
    assert_eq!(ledger(&source).await.len(), 2);
    assert_eq!(ledger(&target).await[1], ("cycleFee".to_owned(), paid, 31));
}

/// The old one is gone for both, the new one is the target's and otherwise the same.
async fn went_over(world: &World, bought: &Value, new: &str) {
    let (source, target, id) = (world.admin(), world.rival(), text(&bought["id"]));
    let after = target.get(&subscription(new)).await.expect(200);
    for same in [
        "quantity",
        "commitmentEndDate",
        "effectiveStartDate",
        "termDuration",
        "billingCycle",
        "autoRenewEnabled",
        "cancellationAllowedUntilDate",
        "offerId",
    ] {
        assert_eq!(after[same], bought[same], "{same}");
    }
    assert_eq!((&after["status"], &after["friendlyName"]), (&json!("active"), &json!("E3")));
    assert_eq!(source.get(&subscription(id)).await.expect(200)["status"], "deleted");
    source.get(&subscription(new)).await.refused(404, "20003");
    target.get(&subscription(id)).await.refused(404, "20003");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_seats_of_a_licence_go_over_with_their_holders() {
    let world = two_partners().await;
    // The web shop's seats end, and the partner's are the only ones left.
    let id = text(&world.buy(E3, 10, "P1Y", "annual").await["id"]).to_owned();
    world.turn_to("2027-11-01T00:00:00Z").await;
    let before = licences(&world).await;
    assert_eq!((&before["enabled"], &before["consumed"]), (&json!(10), &json!(2)));
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    world.admin().patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    work(&world).await;
    assert_eq!(world.rival().get(&transfer(&asked)).await.expect(200)["status"], "Complete");
    assert_eq!(licences(&world).await, before);
    let (credit, charge) = (ledger(&world.admin()).await[1].clone(), ledger(&world.rival()).await[0].clone());
    assert_eq!((credit.1 + charge.1, credit.2), (0, 36), "1 November to 6 December");
    // Nothing is left with the source: the relationship can end.
    let relationship = json!({ "relationshipToPartner": "none" });
    world
        .admin()
        .patch(&format!("/v1/customers/{CUSTOMER}"), &relationship)
        .await
        .expect(200);
    assert_eq!(licences(&world).await, before);
    // And back again is a transfer like any other, but the source must be a partner of the customer.
    world.rival().post(&transfers(), &request()).await.refused(404, "900140");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_comes_back_as_it_came() {
    let world = two_partners().await;
    world.buy(E3, 10, "P1Y", "monthly").await;
    let target = world.rival();
    let body = json!({
        "SourcePartnerTenantId": PARTNER, "SourcePartnerName": "Erster", "CustomerEmailId": "", "TransferType": "3",
        "TargetPartnerEmailId": "Musterkunde, Abteilung 7", "IgnoreEligibilityCheck": true,
        "Participants": [{ "Key": "TransactionReseller", "Value": "2222222" }],
    });
    let asked = target.post(&transfers(), &body).await.expect(201);
    assert_eq!((&asked["transferType"], &asked["partnerOnRecord"]), (&json!(3), &json!("2222222")));
    let all = target.get(&transfers()).await.expect(200);
    let one = &all.as_array().unwrap()[0];
    assert_eq!(
        (&one["targetPartnerEmailId"], &one["participants"]),
        (&json!("Musterkunde, Abteilung 7"), &asked["participants"])
    );
    assert_eq!(one["participants"][0]["key"], "TransactionReseller");
    let again = target.post(&transfers(), &request()).await.refused(409, "900101");
    assert!(text(&again["description"]).contains(text(&asked["id"])));
    let cancel = json!({ "id": asked["id"], "status": "Cancel", "customerName": "Kunde AG" });
    assert_eq!(target.patch(&transfer(&asked), &cancel).await.expect(200)["status"], "Cancelled");
    target.patch(&transfer(&asked), &cancel).await.refused(400, "900102");
    for (kind, number) in [(json!("NewCommerce"), 5), (json!(3), 3), (json!("5"), 5)] {
        let mut body = request();
        body["transferType"] = kind;
        let asked = target.post(&transfers(), &body).await.expect(201);
        assert_eq!(asked["transferType"], number);
        target.delete(&transfer(&asked)).await.expect(204);
        assert_eq!(target.get(&transfer(&asked)).await.expect(200)["status"], "Cancelled");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_cannot_be_are_refused() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    target.post(&transfers(), &request()).await.refused(404, "900140");
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    source.post(&transfers(), &request()).await.refused(400, "900148");
    for (field, value, code) in [
        ("sourcePartnerTenantId", Value::Null, "900136"),
        ("sourcePartnerName", Value::Null, "900136"),
        ("customerEmailId", Value::Null, "3000"),
        ("targetPartnerTenantId", json!(PARTNER), "3000"),
        ("targetProductTypes", json!(["SaaS", "AzureReservation"]), "3000"),
        ("transferType", json!(7), "900126"),
        ("partnerOnRecord", json!("1111111"), "800016"),
    ] {
        let mut body = request();
        body[field] = value;
        target.post(&transfers(), &body).await.refused(400, code);
    }
    let sales = world.caller(
        RIVAL,
        RIVAL,
        &[nahtlos_model::permissions::Role::SalesAgent],
        Some("s@anderer.example"),
        false,
    );
    sales.post(&transfers(), &request()).await.refused(403, "900150");
    let asked = target.post(&transfers(), &request()).await.expect(201);
    let path = transfer(&asked);
    target.patch(&path, &lines(&[&id])).await.refused(403, "900150");
    source.patch(&path, &json!({ "status": "Cancel" })).await.refused(403, "900150");
    source.delete(&path).await.refused(400, "800042");
    target.post(&format!("{path}/accept"), &Value::Null).await.refused(400, "800042");
    source.patch(&path, &json!({})).await.refused(400, "800002");
    source
        .patch(&path, &lines(&["00000000-0000-4000-8000-00000000dead"]))
        .await
        .refused(400, "800078");
    source.patch(&path, &lines(&[&id, &id])).await.refused(400, "800078");
    let mut part = lines(&[&id]);
    part["lineItems"][0]["quantity"] = json!(9);
    source.patch(&path, &part).await.refused(400, "3000");
    part["lineItems"][0] = json!({ "subscriptionId": id, "productType": "AzureSubscription" });
    source.patch(&path, &part).await.refused(400, "3000");
    let many: Vec<&str> = vec![id.as_str(); 26];
    source.patch(&path, &lines(&many)).await.refused(400, "3000");
    // Nothing of it was accepted; a source may also say no.
    let decline = format!("/moves/v1/customers/{CUSTOMER}/transfers/{}/decline", text(&asked["id"]));
    let declined = source.post(&decline, &json!({ "reason": "Nein danke" })).await.expect(200);
    assert_eq!(
        (&declined["status"], &declined["direction"], &declined["open"]),
        (&json!("Reject"), &json!("outgoing"), &json!(false))
    );
    source.post(&decline, &Value::Null).await.refused(400, "900102");
    source
        .get(&format!("{}/00000000-0000-4000-8000-00000000dead", transfers()))
        .await
        .refused(404, "900100");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_sees_all_of_its_transfers_and_a_stranger_none() {
    let world = two_partners().await;
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let first = world.rival().post(&transfers(), &request()).await.expect(201);
    world.admin().patch(&transfer(&first), &lines(&[&id])).await.expect(200);
    work(&world).await;
    world.buy(E3, 3, "P1Y", "monthly").await;
    let second = world.rival().post(&transfers(), &request()).await.expect(201);
    let list = |query: &str| format!("/moves/v1/transfers{query}");
    let all = world.rival().get(&list("")).await.expect(200);
    let ids: Vec<&str> = all["items"].as_array().unwrap().iter().map(|t| text(&t["id"])).collect();
    assert_eq!(ids, [text(&second["id"]), text(&first["id"])]);
    assert_eq!(
        (&all["items"][0]["daysLeft"], &all["items"][0]["counterpart"]["tenantId"]),
        (&json!(30), &json!(PARTNER))
    );
    let open = world.admin().get(&list("?direction=outgoing&open=true")).await.expect(200);
    assert_eq!(
        (open["items"].as_array().unwrap().len(), &open["items"][0]["customerName"]),
        (1, &json!("Kunde AG"))
    );
    let page = world.admin().get(&list("?size=1")).await.expect(200);
    let rest = world.admin().get(text(&page["links"]["next"]["uri"])).await.expect(200);
    assert_eq!(
        (&page["items"][0]["id"], &rest["items"][0]["id"], &rest["links"]),
        (&second["id"], &first["id"], &Value::Null)
    );
    world.admin().get(&list("?direction=sideways")).await.refused(400, "900126");
    // The customer sees both, and may not answer.
    let seen = world.customer_admin().get(&transfers()).await.expect(200);
    assert_eq!((seen.as_array().unwrap().len(), &seen[0]["transferDirection"]), (2, &json!(0)));
    world
        .customer_admin()
        .patch(&transfer(&second), &json!({ "status": "Cancel" }))
        .await
        .refused(403, "900150");
}

/// Goes wrong as long as it is told to.
#[derive(Debug)]
struct Wrong {
    waits: AtomicBool,
    fails: AtomicBool,
}

impl Mishaps for Wrong {
    fn of_line(&self, about: About<'_>) -> Option<Mishap> {
        if self.waits.load(Ordering::Relaxed) {
            return Some(Mishap::Wait(3_600_000));
        }
        let fails = self.fails.load(Ordering::Relaxed) && about.line == 0;
        fails.then(|| Mishap::Refuse(Failure::order_failed()))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn late_work_writes_the_same_ledger_and_a_failing_line_stays_where_it_is() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    let wrong = Arc::new(Wrong {
        waits: AtomicBool::new(true),
        fails: AtomicBool::new(true),
    });
    world.running().center.engine.let_transfers_fail(wrong.clone());
    let one = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let two = text(&world.buy(E3, 4, "P1Y", "monthly").await["id"]).to_owned();
    world.turn_to("2027-01-06T09:00:00Z").await;
    let asked = target.post(&transfers(), &request()).await.expect(201);
    let path = transfer(&asked);
    source.patch(&path, &lines(&[&one, &two])).await.expect(200);
    // A billing period ends while the work waits; it is the target's, who makes up for it.
    world.turn_to("2027-01-08T09:00:00Z").await;
    assert_eq!(source.get(&path).await.expect(200)["status"], "InProgress");
    source.patch(&path, &lines(&[&one])).await.refused(409, "900104");
    target.patch(&path, &json!({ "status": "Cancel" })).await.refused(409, "900104");
    source
        .patch(&subscription(&two), &json!({ "quantity": 9, "autoRenewEnabled": true }))
        .await
        .refused(409, "900278");
    assert_eq!(ledger(&source).await.len(), 2);
    wrong.waits.store(false, Ordering::Relaxed);
    world.turn_to("2027-01-08T11:00:00Z").await;
    let done = source.get(&path).await.expect(200);
    assert_eq!(done["status"], "PartiallyComplete");
    assert_eq!(
        (&done["lineItems"][0]["status"], &done["lineItems"][1]["status"]),
        (&json!("Failed"), &json!("Complete"))
    );
    assert!(text(&done["lineItems"][0]["transferError"]).contains("failed"));
    let mine: Vec<_> = ledger(&source).await[2..].to_vec();
    let theirs = ledger(&target).await;
    // The failed one was billed for its period late, with the source; the other gave one day back and was billed at the target.
    assert_eq!((mine.len(), theirs.len()), (2, 2), "{mine:?} {theirs:?}");
    assert!(
        mine.iter().any(|l| l.0 == "cycleFee" && l.2 == 31) && mine.iter().any(|l| l.0 == "transfer" && l.2 == 1),
        "{mine:?}"
    );
    assert_eq!(
        (theirs[0].0.as_str(), theirs[0].2, theirs[1].0.as_str(), theirs[1].2),
        ("transfer", 1, "cycleFee", 31)
    );
    // What failed is free again.
    source
        .patch(&subscription(&one), &json!({ "quantity": 12, "autoRenewEnabled": true }))
        .await
        .expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_never_comes_to_an_end_is_given_up() {
    let world = two_partners().await;
    let port = Wrong {
        waits: AtomicBool::new(true),
        fails: AtomicBool::new(false),
    };
    world.running().center.engine.let_transfers_fail(Arc::new(port));
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    world.admin().patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    world.turn_to("2026-12-10T12:00:00Z").await;
    assert_eq!(world.admin().get(&transfer(&asked)).await.expect(200)["status"], "Failed");
    let patch = json!({ "quantity": 11, "autoRenewEnabled": true });
    world.admin().patch(&subscription(&id), &patch).await.expect(200);
    assert_eq!(ledger(&world.rival()).await, []);
}
