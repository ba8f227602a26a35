//! Legacy: the source offers, the target accepts or rejects.

use super::*;

/// Office 365 Enterprise E1.
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
/// Office 365 Enterprise E3.
const O365_E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
/// Exchange Online Archiving, an add-on to E1.
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";

/// An order of both bases, with an add-on to the first; its path and the three subscriptions.
async fn bought(world: &World) -> (String, [String; 3]) {
    let admin = world.admin();
    let orders = format!("/v1/customers/{CUSTOMER}/orders");
    let line = |number: i64, offer: &str, quantity: i64| json!({ "lineItemNumber": number, "offerId": offer, "quantity": quantity });
    let made = admin
        .post(&orders, &json!({ "lineItems": [line(0, E1, 5), line(1, O365_E3, 2)] }))
        .await
        .expect(201);
    let path = format!("{orders}/{}", text(&made["id"]));
    let id = |order: &Value, n: usize| text(&order["lineItems"][n]["subscriptionId"]).to_owned();
    let mut addon = line(0, ARCHIVING, 3);
    addon["parentSubscriptionId"] = made["lineItems"][0]["subscriptionId"].clone();
    let grown = admin
        .patch(&path, &json!({ "id": made["id"], "lineItems": [addon] }))
        .await
        .expect(200);
    (path, [id(&grown, 0), id(&grown, 1), id(&grown, 2)])
}

#[tokio::test(flavor = "multi_thread")]
async fn bases_go_over_with_their_add_ons() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    let (_, [base, other, addon]) = bought(&world).await;
    world.turn_to("2026-12-20T10:00:00Z").await;
    let offered = source.post(&transfers(), &offer(&[&base, &other])).await.expect(201);
    assert_eq!((&offered["status"], &offered["transferType"]), (&json!("Active"), &Value::Null));
    let line = &offered["lineItems"][0];
    assert_eq!(
        (&line["id"], &line["subscriptionId"], &line["quantity"]),
        (&json!(0), &json!(base.to_uppercase()), &json!(5))
    );
    assert_eq!(
        (&line["addonItems"][0]["id"], &line["addonItems"][0]["subscriptionId"]),
        (&json!(0), &json!(addon.to_uppercase()))
    );
    assert_eq!(
        (&offered["lineItems"][1]["addonItems"], &line["billingCycle"]),
        (&json!([]), &json!("monthly"))
    );
    let result = target
        .post(&format!("{}/accept", transfer(&offered)), &Value::Null)
        .await
        .expect(200);
    assert_eq!(
        (result["orders"].as_array().unwrap().len(), &result["transferErrors"]),
        (2, &json!([]))
    );
    let order = &result["orders"][0];
    assert_eq!(
        (&order["transactionType"], &order["status"]),
        (&json!("UserPurchase"), &json!("completed"))
    );
    assert_eq!(
        (&order["alternateId"], &order["lineItems"][1]["lineItemNumber"]),
        (&order["id"], &json!(1))
    );
    let new = text(&order["lineItems"][0]["subscriptionId"]).to_owned();
    let new_addon = text(&order["lineItems"][1]["subscriptionId"]).to_owned();
    assert_eq!(
        target.get(&subscription(&new_addon)).await.expect(200)["parentSubscriptionId"],
        new.as_str()
    );
    let addons = target.get(&format!("{}/addons", subscription(&new))).await.expect(200);
    assert_eq!(addons["items"][0]["id"], new_addon.as_str());

    let done = target.get(&transfer(&offered)).await.expect(200);
    assert_eq!(
        (&done["status"], &done["lineItems"][1]["transferGroupId"]),
        (&json!("Complete"), &json!("1"))
    );
    for id in [&base, &other, &addon] {
        stays_suspended(&source, id).await;
    }
    let (mine, theirs) = (ledger(&source).await, ledger(&target).await);
    let sum = |all: &[(String, i64, i64)]| all.iter().filter(|l| l.0 == "transfer").map(|l| l.1).sum::<i64>();
    assert_eq!((sum(&mine) + sum(&theirs), theirs.len()), (0, 3));
    assert!(
        sum(&theirs) > 0 && theirs.iter().all(|l| l.2 == 18),
        "20 December to 6 January: {theirs:?}"
    );
    target
        .post(&format!("{}/accept", transfer(&offered)), &Value::Null)
        .await
        .refused(400, "900102");
    // What was transferred is not in use any more.
    let none = json!({ "relationshipToPartner": "none" });
    source.patch(&format!("/v1/customers/{CUSTOMER}"), &none).await.expect(200);
    // After its days it is gone, and the target's goes on.
    world.turn_to("2027-04-01T00:00:00Z").await;
    assert_eq!(target.get(&subscription(&new)).await.expect(200)["status"], "active");
}

/// What went over stays with the source for a while, suspended for good.
async fn stays_suspended(source: &Caller, id: &str) {
    let old = source.get(&subscription(id)).await.expect(200);
    assert_eq!(
        (&old["status"], &old["suspensionReasons"]),
        (&json!("suspended"), &json!(["Transferred"]))
    );
    source
        .patch(&subscription(id), &json!({ "status": "active" }))
        .await
        .refused(400, "800040");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_offered_is_told_in_the_references_words() {
    let world = two_partners().await;
    let source = world.admin();
    let (_, [base, other, _]) = bought(&world).await;
    let eligibility = format!("/v1/customers/{CUSTOMER}/transferseligibility");
    source.get(&eligibility).await.refused(400, "800002");
    source
        .get(&format!("{eligibility}?transferType=sideways"))
        .await
        .refused(400, "900126");
    let able = source
        .get(&format!("{eligibility}?transferType=DirectToIndirect"))
        .await
        .expect(200);
    assert!(
        able.as_array()
            .unwrap()
            .iter()
            .all(|e| e["isEligible"] == true && e["reason"].is_null()),
        "{able}"
    );
    let offered = source.post(&transfers(), &offer(&[&base, &other])).await.expect(201);
    let held = source
        .get(&format!("{eligibility}?transferType=directtoindirect"))
        .await
        .expect(200);
    let reason = text(&held[0]["reason"]);
    assert_eq!(
        reason,
        format!(
            "subscription is already part of another transfer request id : {}",
            text(&offered["id"])
        )
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_is_held_until_the_answer() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    let (order, [base, _, addon]) = bought(&world).await;
    let offered = source.post(&transfers(), &offer(&[&base, &addon])).await.expect(201);
    assert_eq!(
        offered["lineItems"].as_array().unwrap().len(),
        1,
        "an add-on named beside its base comes with it"
    );
    for id in [&base, &addon] {
        source
            .patch(&subscription(id), &json!({ "quantity": 7 }))
            .await
            .refused(409, "900278");
        source
            .patch(&subscription(id), &json!({ "status": "suspended" }))
            .await
            .refused(409, "900278");
        source
            .patch(&subscription(id), &json!({ "autoRenewEnabled": false }))
            .await
            .refused(409, "900278");
        source
            .patch(&subscription(id), &json!({ "friendlyName": "Umzug" }))
            .await
            .expect(200);
    }
    source
        .patch(&order, &json!({ "billingCycle": "annual" }))
        .await
        .refused(409, "900278");
    let more = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": ARCHIVING, "quantity": 1, "parentSubscriptionId": base }] });
    source.patch(&order, &more).await.refused(409, "900278");
    source.post(&transfers(), &offer(&[&base])).await.refused(409, "900101");
    source
        .post(&format!("{}/accept", transfer(&offered)), &Value::Null)
        .await
        .refused(403, "900150");
    source
        .patch(&transfer(&offered), &json!({ "status": "reject" }))
        .await
        .refused(403, "900150");
    target.delete(&transfer(&offered)).await.refused(403, "900150");
    let rejected = target
        .patch(&transfer(&offered), &json!({ "id": offered["id"], "status": "reject" }))
        .await
        .expect(200);
    assert_eq!(rejected["status"], "Reject");
    target
        .patch(&transfer(&offered), &json!({ "status": "reject" }))
        .await
        .refused(400, "900102");
    source.delete(&transfer(&offered)).await.refused(400, "900102");
    source.patch(&subscription(&base), &json!({ "quantity": 7 })).await.expect(200);
    // Withdrawn, it is gone for both.
    let again = source.post(&transfers(), &offer(&[&base])).await.expect(201);
    source.delete(&transfer(&again)).await.expect(204);
    for caller in [&source, &target] {
        caller.get(&transfer(&again)).await.refused(404, "900100");
        assert_eq!(caller.get(&transfers()).await.expect(200).as_array().unwrap().len(), 1);
    }
    source.patch(&subscription(&base), &json!({ "quantity": 8 })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_that_cannot_be_are_refused() {
    let world = two_partners().await;
    let source = world.admin();
    let (_, [base, other, addon]) = bought(&world).await;
    let modern = text(&world.buy(E3, 3, "P1Y", "monthly").await["id"]).to_owned();
    for ids in [
        vec![modern.as_str()],
        vec![addon.as_str()],
        vec![base.as_str(), base.as_str()],
        vec!["00000000-0000-4000-8000-00000000dead"],
    ] {
        source.post(&transfers(), &offer(&ids)).await.refused(400, "800078");
    }
    source
        .patch(&subscription(&other), &json!({ "status": "suspended" }))
        .await
        .expect(200);
    source.post(&transfers(), &offer(&[&other])).await.refused(400, "800078");
    for (field, value, code) in [
        ("sourcePartnerTenantId", json!(RIVAL), "3000"),
        ("targetPartnerTenantId", json!(PARTNER), "900148"),
        ("targetPartnerTenantId", json!("00000000-0000-4000-8000-00000000dead"), "3000"),
        ("transferType", json!(5), "3000"),
    ] {
        let mut body = offer(&[&base]);
        body[field] = value;
        source.post(&transfers(), &body).await.refused(400, code);
    }
    let mut body = offer(&[&base]);
    body["lineItems"][0]["partnerIdOnRecord"] = json!("9999999");
    source.post(&transfers(), &body).await.refused(404, "800015");
    body["lineItems"][0]["partnerIdOnRecord"] = json!("1111111");
    source.post(&transfers(), &body).await.refused(400, "800016");
    body["lineItems"][0]["partnerIdOnRecord"] = json!("2222222");
    let offered = source.post(&transfers(), &body).await.expect(201);
    assert_eq!(offered["lineItems"][0]["partnerIdOnRecord"], "2222222");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_cannot_go_fails_alone() {
    let world = two_partners().await;
    let (source, target) = (world.admin(), world.rival());
    let (_, [base, other, _]) = bought(&world).await;
    source
        .patch(&subscription(&other), &json!({ "autoRenewEnabled": false }))
        .await
        .expect(200);
    world.turn_to("2027-12-01T00:00:00Z").await;
    let offered = source.post(&transfers(), &offer(&[&base, &other])).await.expect(201);
    // The term ends while the offer is open: the first renews, the second expires.
    world.turn_to("2027-12-10T10:00:00Z").await;
    let result = target
        .post(&format!("{}/accept", transfer(&offered)), &Value::Null)
        .await
        .expect(200);
    assert_eq!(result["orders"].as_array().unwrap().len(), 1);
    let error = &result["transferErrors"][0];
    assert_eq!(
        (&error["transferGroupId"], &error["code"], &error["attributes"]["objectType"]),
        (&json!("1"), &json!(900_103), &json!("TransferError"))
    );
    let id = json!(other.to_uppercase());
    let line = &error["lineItems"][0];
    assert_eq!(
        (&line["entitlementId"], &line["sourceSubscriptionId"], &line["subscriptionId"]),
        (&id, &id, &id)
    );
    let done = source.get(&transfer(&offered)).await.expect(200);
    assert_eq!(
        (&done["status"], &done["lineItems"][1]["status"]),
        (&json!("PartiallyComplete"), &json!("Failed"))
    );
    assert!(text(&done["lineItems"][1]["transferError"]).ends_with("is in state: Expired"));
    assert_eq!(source.get(&subscription(&other)).await.expect(200)["status"], "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_for_thirty_days() {
    let world = two_partners().await;
    let (_, [base, ..]) = bought(&world).await;
    world.buy(E3, 3, "P1Y", "monthly").await;
    let offered = world.admin().post(&transfers(), &offer(&[&base])).await.expect(201);
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    world.turn_to("2027-01-06T09:59:59Z").await;
    assert_eq!(world.rival().get(&transfer(&asked)).await.expect(200)["status"], "Created");
    world.turn_to("2027-01-06T10:01:00Z").await;
    for t in [&offered, &asked] {
        assert_eq!(world.rival().get(&transfer(t)).await.expect(200)["status"], "Expired");
    }
    world
        .rival()
        .post(&format!("{}/accept", transfer(&offered)), &Value::Null)
        .await
        .refused(400, "900102");
    world
        .admin()
        .patch(&subscription(&base), &json!({ "quantity": 7 }))
        .await
        .expect(200);
    world.rival().post(&transfers(), &request()).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_who_has_gone_gets_nothing() {
    let world = two_partners().await;
    let id = text(&world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    let none = json!({ "relationshipToPartner": "none" });
    world.rival().patch(&format!("/v1/customers/{CUSTOMER}"), &none).await.expect(200);
    world.admin().patch(&transfer(&asked), &lines(&[&id])).await.expect(200);
    work(&world).await;
    let done = world.admin().get(&transfer(&asked)).await.expect(200);
    assert_eq!(
        (&done["status"], &done["lineItems"][0]["status"]),
        (&json!("Failed"), &json!("Failed"))
    );
    assert_eq!(world.admin().get(&subscription(&id)).await.expect(200)["status"], "active");
}
