//! Records of activity as the reference lists them, and our own trail: whole, walked, and taken home.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, World, people};
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};

const E3: &str = "CFQ7TTC0LFLX:0001";
const LIST: &str = "/v1/auditrecords";

/// Records of a query, once there are at least so many.
async fn records(caller: &Caller, query: &str, least: usize) -> Vec<Value> {
    let mut last = Value::Null;
    for _ in 0..200 {
        last = caller.get(&format!("{LIST}?{query}")).await.expect(200);
        let items = last["items"].as_array().unwrap();
        if items.len() >= least {
            return items.clone();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain for {least} records: {last}");
}

fn filter(field: &str, value: &str, operator: &str) -> String {
    let text = json!({ "Field": field, "Value": value, "Operator": operator }).to_string();
    format!(
        "filter={}",
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC)
    )
}

/// A customer's things change in several ways.
async fn busy(world: &World) -> Value {
    world.agree().await;
    let sub = world.buy(E3, 10, "P1Y", "monthly").await;
    let admin = world.admin();
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", sub["id"].as_str().unwrap());
    admin
        .patch(&path, &json!({ "quantity": 12, "autoRenewEnabled": true }))
        .await
        .expect(200);
    let max = "c0000000-0000-4000-8000-000000000003";
    let body = json!({ "licensesToAssign": [{ "skuId": people::E3, "excludedPlans": [] }] });
    admin
        .post(&format!("/v1/customers/{CUSTOMER}/users/{max}/licenseupdates"), &body)
        .await
        .expect(201);
    let ada = json!({
        "userPrincipalName": "ada@kunde.example", "displayName": "Ada Kern", "firstName": "Ada", "lastName": "Kern", "usageLocation": "DE",
        "passwordProfile": { "password": "Sommer-2026!x", "forceChangePassword": true },
    });
    admin.post(&format!("/v1/customers/{CUSTOMER}/users"), &ada).await.expect(201);
    // The list lags by a sweep.
    for _ in 0..200 {
        let found = records(&admin, "", 0).await;
        if found.iter().any(|r| r["operationType"] == "create_customer_user") {
            return sub;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the last change is not listed in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_the_references_and_only_the_callers() {
    let world = World::start().await;
    let (admin, sub) = (world.admin(), busy(&world).await);
    let all = records(&admin, "startDate=2026-12-07&endDate=2026-12-07", 5).await;
    let of = |operation: &str| {
        let found = all.iter().find(|r| r["operationType"] == operation);
        found.unwrap_or_else(|| panic!("no {operation} in {all:#?}")).clone()
    };
    let dates: Vec<&str> = all.iter().map(|r| r["operationDate"].as_str().unwrap()).collect();
    assert!(
        dates.iter().rev().map(|date| &date[..23]).is_sorted() && dates[0].len() == 28 && dates[0].ends_with('Z'),
        "newest first: {dates:?}"
    );
    let order = of("create_order");
    let id = order["id"].as_str().unwrap();
    assert_eq!(
        id.split('_').map(str::to_owned).collect::<Vec<_>>()[..4],
        [PARTNER, CUSTOMER, sub["orderId"].as_str().unwrap(), "createorder"]
    );
    assert_eq!(
        (&order["userPrincipalName"], &order["applicationId"]),
        (&json!("anna@erster.example"), &json!(crate::support::people::APP))
    );
    assert_eq!(
        (&order["customerName"], &order["operationStatus"]),
        (&json!("Kunde AG"), &json!("succeeded"))
    );
    assert!(order.get("resourceOldValue").is_none());
    let value: Value = serde_json::from_str(order["resourceNewValue"].as_str().unwrap()).unwrap();
    assert_eq!((&value["Id"], &value["LineItems"][0]["Quantity"]), (&sub["orderId"], &json!(10)));
    let data: Vec<&str> = order["customizedData"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["key"].as_str().unwrap())
        .collect();
    assert_eq!(
        data[..5],
        ["OrderId", "AlternateId", "BillingCycle", "OfferId-0", "SubscriptionId-0"]
    );
    let licence = of("update_customer_user_licenses");
    assert_eq!(
        (&licence["resourceType"], licence["id"].as_str().unwrap().split('_').count()),
        (&json!("license"), 4)
    );
    assert_eq!(
        licence["customizedData"][1],
        json!({ "key": "AddedLicenseSkuId", "value": people::E3 })
    );
    let changed = of("update_subscription");
    let (old, new): (Value, Value) = (
        serde_json::from_str(changed["resourceOldValue"].as_str().unwrap()).unwrap(),
        serde_json::from_str(changed["resourceNewValue"].as_str().unwrap()).unwrap(),
    );
    assert_eq!((&old["Quantity"], &new["Quantity"]), (&json!(10), &json!(12)));
    assert!(
        of("create_customer_user")["customizedData"]
            .to_string()
            .contains("ada@kunde.example")
    );
    let text = serde_json::to_string(&all).unwrap();
    assert!(
        !text.contains("Sommer-2026!x") && !text.contains("$argon2"),
        "no secret, and no hash of one"
    );
    assert!(
        !all.iter().any(|r| r["operationType"] == "checkout_cart"),
        "the reference has no record of it"
    );
    for record in &all {
        let path = format!("/auditactivity/v1/auditrecords/{}", record["id"].as_str().unwrap());
        assert_eq!(admin.get(&path).await.expect(200), *record);
        world.rival().get(&path).await.refused(404, "auditRecordUnknown");
    }
    let foreign = records(&world.rival(), "", 0).await;
    assert!(
        foreign
            .iter()
            .all(|r| r["customerId"] == FOREIGN || r["customerId"] == r["partnerId"]),
        "{foreign:#?}"
    );
    let ids: BTreeSet<&str> = all.iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), all.len(), "ids are unique");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_and_spelling_of_a_date() {
    let world = World::start().await;
    let (admin, _) = (world.admin(), busy(&world).await);
    let all = records(&admin, "", 5).await;
    for query in [
        "startDate=12/07/2026%2000:00:00",
        "startDate=12/7/2026+12:00:00+AM",
        "startDate=2026-12-341",
        "auditRequest.startDate=2026-12-07T00:00:00Z",
    ] {
        assert_eq!(records(&admin, query, 5).await.len(), all.len(), "{query}");
    }
    for query in [
        filter("ResourceType", "Subscription", "equals"),
        filter("resourcetype", "4", "Equals"),
    ] {
        let found = records(&admin, &query, 1).await;
        assert!(found.iter().all(|r| r["resourceType"] == "subscription"), "{query}: {found:#?}");
    }
    let named = records(&admin, &filter("CompanyName", "UND", "substring"), 1).await;
    assert!(!named.is_empty() && named.iter().all(|r| r["customerId"] == CUSTOMER));
    assert_eq!(
        records(&admin, &filter("CustomerId", CUSTOMER, "equals"), 1).await.len(),
        named.len()
    );
    assert!(records(&admin, &filter("CustomerId", FOREIGN, "equals"), 0).await.is_empty());
    for wrong in [
        "startDate=2026-09-07".to_owned(),
        "startDate=tomorrow".to_owned(),
        "startDate=2026-12-08".to_owned(),
        "startDate=2026-12-05&endDate=2026-12-04".to_owned(),
        "startDate=2026-10-01&endDate=2026-11-15".to_owned(),
        "size=0".to_owned(),
        "filter=nonsense".to_owned(),
        filter("CompanyName", "x", "equals"),
        filter("UserName", "x", "equals"),
        filter("ResourceType", "coffee", "equals"),
    ] {
        admin.get(&format!("{LIST}?{wrong}")).await.refused(400, "800002");
    }
    admin.get(&format!("{LIST}?startDate=2026-09-08")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_put_together_are_the_whole_whatever_comes_meanwhile() {
    let world = World::start().await;
    let (admin, sub) = (world.admin(), busy(&world).await);
    let all = records(&admin, "", 6).await;
    let mut page = admin.get(&format!("{LIST}?size=2")).await.expect(200);
    assert!(
        page["links"]["self"]["uri"]
            .as_str()
            .unwrap()
            .starts_with("/auditrecords?startDate="),
        "{page}"
    );
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", sub["id"].as_str().unwrap());
    admin
        .patch(&path, &json!({ "quantity": 13, "autoRenewEnabled": true }))
        .await
        .expect(200);
    records(&admin, "", all.len() + 1).await;
    let mut found = Vec::new();
    loop {
        found.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["links"].get("next") else { break };
        let token = next["headers"][0]["value"].as_str().unwrap();
        assert_eq!(
            (page["continuationToken"].as_str(), next["uri"].as_str()),
            (Some(token), Some("/auditrecords?seekOperation=Next"))
        );
        page = admin
            .with("MS-ContinuationToken", token)
            .get(&format!("{LIST}?seekOperation=Next"))
            .await
            .expect(200);
    }
    assert_eq!(found, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_has_no_limit_of_days_and_holds_under_the_walk() {
    let world = World::start().await;
    let (admin, _) = (world.admin(), busy(&world).await);
    let before = records(&admin, "", 5).await.len();
    world.turn_to("2027-06-30T10:00:00Z").await;
    assert!(records(&admin, "", 0).await.len() < before, "the reference's list forgets");
    let path = format!("/moves/v1/audit?customer={CUSTOMER}");
    let trail = admin.get(&path).await.expect(200);
    let items = trail["items"].as_array().unwrap();
    let order = items.iter().find(|e| e["operationType"] == "create_order").unwrap();
    assert_eq!(order["userPrincipalName"], "anna@erster.example");
    assert!(order["at"].as_str().unwrap().starts_with("2026-12-07T10:"), "{order}");
    assert_eq!(order["hash"].as_str().unwrap().len(), 64);
    let only = admin
        .get(&format!("{path}&operation=create_order&actor=anna@erster.example"))
        .await
        .expect(200);
    assert_eq!(only["items"].as_array().unwrap().len(), 1);
    let own = world.customer_admin().get("/moves/v1/audit").await.expect(200);
    assert!(
        own["items"].as_array().unwrap().len() >= items.len(),
        "a customer sees its own chain whole"
    );
    admin
        .get(&format!("/moves/v1/audit?customer={FOREIGN}"))
        .await
        .refused(404, "60003");
    let mut verdict = Value::Null;
    for _ in 0..100 {
        verdict = admin.get(&format!("/moves/v1/audit/verify?customer={CUSTOMER}")).await.expect(200);
        if verdict["unsealed"] == json!([]) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((&verdict["whole"], &verdict["unsealed"]), (&json!(true), &json!([])), "{verdict}");
    assert!(verdict["entries"].as_u64().unwrap() > 5 && verdict["seals"].as_u64().unwrap() > 0);
    let everything = admin.get("/moves/v1/audit/verify").await.expect(200);
    assert_eq!(
        (&everything["whole"], &everything["findings"]),
        (&json!(true), &json!([])),
        "{everything}"
    );
    let whole = world.customer_admin().get("/moves/v1/audit/verify").await.expect(200);
    assert_eq!(whole["whole"], true, "{whole}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_trail_lead_on_to_its_first_entry() {
    let world = World::start().await;
    let sub = busy(&world).await;
    let admin = world.admin();
    let id = sub["id"].as_str().unwrap();
    for query in ["", &format!("&customer={CUSTOMER}"), &format!("&customer={CUSTOMER}&subject={id}")] {
        // The list is written by and by.
        let mut whole = Value::Null;
        for _ in 0..200 {
            let before = whole;
            whole = admin.get(&format!("/moves/v1/audit?size=500{query}")).await.expect(200);
            if whole == before && whole["items"].as_array().is_some_and(|all| all.len() > 1) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let whole = whole["items"].as_array().unwrap().clone();
        let (mut all, mut token) = (Vec::new(), None::<String>);
        loop {
            let path = format!("/moves/v1/audit?size=1{query}");
            let page = match &token {
                None => admin.get(&path).await.expect(200),
                Some(token) => {
                    let next = admin.with("ms-continuationtoken", token);
                    next.get(&format!("{path}&seekOperation=Next")).await.expect(200)
                }
            };
            all.extend(page["items"].as_array().unwrap().iter().cloned());
            token = page["continuationToken"].as_str().map(str::to_owned);
            if token.is_none() {
                break;
            }
        }
        assert_eq!(all, whole, "{query}");
        let of_it = |entry: &Value| entry["resourceId"] == id;
        assert!(whole.len() > 1 && whole.iter().any(of_it), "{query}: {whole:?}");
        assert_eq!(query.contains("subject"), whole.iter().all(of_it), "{query}: {whole:?}");
    }
}
