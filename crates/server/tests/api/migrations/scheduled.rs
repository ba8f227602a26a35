//! Scheduled migrations: at a date, instead of a renewal, changed, called off, refused at their time.

use super::{E1, VISIO, add_on, home, ledger, order, seats, subscription, to_minutes, wait};
use crate::support::{CUSTOMER, FOREIGN, World};
use serde_json::{Value, json};

fn one(schedule: &Value) -> String {
    home(&format!("/schedules/{}", schedule["id"].as_str().unwrap()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_comes() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let base = order(&admin, &[(E1, 5)]).await.remove(0);
    let addon = add_on(&admin, &base, 2).await;
    // It may be scheduled on the day of its purchase: what time heals is looked at when the time has come.
    let wanted = json!({
        "currentSubscriptionId": base, "targetDate": "2027-02-01T00:00:00Z", "externalReferenceId": "batch",
        "addOnMigrationSchedules": [{ "currentSubscriptionId": addon, "targetDate": "2027-05-01" }],
    });
    let made = admin.post(&home("/schedules"), &wanted).await.expect(200);
    assert_eq!(
        (&made["status"], &made["targetDate"], &made["migrateOnRenewal"]),
        (&json!("Created"), &json!("2027-02-01T00:00:00Z"), &json!(false)),
        "{made}"
    );
    assert_eq!(to_minutes(&made["createdTime"]), "2026-12-07T10:00");
    assert!(made["createdTime"].as_str().unwrap().ends_with("+00:00"), "{made}");
    assert_eq!(made["catalogItemId"], world.item("CFQ7TTC0LF8Q:0001"));
    assert_eq!(made["addOnMigrationSchedules"][0]["currentSubscriptionId"], addon);
    admin.post(&home("/schedules"), &wanted).await.refused(400, "900216");
    assert_eq!(admin.get(&one(&made)).await.expect(200), made);
    // Changed whole: what is left out goes back to what the subscription has.
    let later = json!({
        "currentSubscriptionId": base, "targetDate": "2027-03-01", "quantity": 4, "addOnMigrations": [{ "currentSubscriptionId": addon }],
    });
    wait(&world, 60).await;
    let changed = admin.put(&one(&made), &later).await.expect(200);
    assert_eq!(
        (
            &changed["quantity"],
            &changed["externalReferenceId"],
            to_minutes(&changed["lastModifiedTime"])
        ),
        (&json!(4), &Value::Null, "2026-12-07T11:00")
    );
    world.turn_to("2027-02-02T00:00:00Z").await;
    assert_eq!(admin.get(&one(&made)).await.expect(200)["status"], "Created");
    let before = seats(&admin).await;
    world.turn_to("2027-03-01T00:00:00Z").await;
    let run = admin.get(&one(&made)).await.expect(200);
    assert_eq!(run["status"], "Completed", "{run}");
    let migration = home(&format!("/{}", run["newCommerceMigrationId"].as_str().unwrap()));
    let begun = admin.get(&migration).await.expect(200);
    assert_eq!(
        (&begun["status"], &begun["startedTime"]),
        (&json!("Processing"), &json!("2027-03-01T00:00:00Z"))
    );
    wait(&world, 5).await;
    let done = admin.get(&migration).await.expect(200);
    assert_eq!((&done["status"], &done["quantity"]), (&json!("Completed"), &json!(4)));
    let after = seats(&admin).await;
    let lost: i64 = before.iter().zip(&after).map(|(b, a)| b.1 - a.1).sum();
    assert_eq!(lost, 1, "one seat less was asked for: {before:?} {after:?}");
    admin.put(&one(&made), &later).await.refused(400, "3000");
    admin
        .post(&format!("{}/cancel", one(&made)), &Value::Null)
        .await
        .refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_is_a_migration() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 5), (E1, 3)]).await;
    let (base, off) = (&sources[0], &sources[1]);
    let addon = add_on(&admin, base, 2).await;
    let before = seats(&admin).await;
    admin
        .patch(&subscription(off), &json!({ "autoRenewEnabled": false }))
        .await
        .expect(200);
    let mut made = Vec::new();
    for (source, addons) in [(base, json!([{ "currentSubscriptionId": addon }])), (off, json!([]))] {
        let wanted = json!({ "currentSubscriptionId": source, "migrateOnRenewal": true, "termDuration": "P1M", "addOnMigrations": addons });
        let schedule = admin.post(&home("/schedules"), &wanted).await.expect(200);
        assert_eq!(
            (&schedule["targetDate"], &schedule["migrateOnRenewal"]),
            (&Value::Null, &json!(true))
        );
        made.push(schedule);
    }
    world.turn_to("2027-12-06T23:00:00Z").await;
    assert_eq!(admin.get(&one(&made[0])).await.expect(200)["status"], "Created");
    world.turn_to("2027-12-07T00:00:00Z").await;
    for schedule in &made {
        let run = admin.get(&one(schedule)).await.expect(200);
        assert_eq!(run["status"], "Completed", "{run}");
        let migration = home(&format!("/{}", run["newCommerceMigrationId"].as_str().unwrap()));
        let done = admin.get(&migration).await.expect(200);
        assert_eq!(
            (&done["status"], &done["completedTime"]),
            (&json!("Completed"), &json!("2027-12-07T00:00:00Z"))
        );
        let parts = [&[done.clone()][..], done["addOnMigrations"].as_array().unwrap()].concat();
        for part in &parts {
            let new = admin.get(&subscription(&part["newCommerceSubscriptionId"])).await.expect(200);
            assert_eq!(
                new["effectiveStartDate"], "2027-12-07T00:00:00Z",
                "a whole term from that day: {new}"
            );
            let old = ledger(&admin, &part["currentSubscriptionId"]).await;
            assert!(
                old.iter().all(|line| line.4 > 0 && line.2.as_str() <= "2027-12-07"),
                "no credit, no overlap: {old:?}"
            );
            let kept = admin.get(&subscription(&part["currentSubscriptionId"])).await.expect(200);
            assert_eq!(
                (&kept["status"], &kept["suspensionReasons"]),
                (&json!("suspended"), &json!(["Migrated"]))
            );
        }
    }
    assert_eq!(seats(&admin).await, before, "no day without seats");
    let first = admin.get(&one(&made[0])).await.expect(200)["newCommerceMigrationId"].clone();
    let new = admin.get(&home(&format!("/{}", first.as_str().unwrap()))).await.expect(200)["newCommerceSubscriptionId"].clone();
    assert_eq!(
        admin.get(&subscription(&new)).await.expect(200)["commitmentEndDate"],
        "2028-01-06T00:00:00Z"
    );
    world.turn_to("2028-03-07T00:00:00Z").await;
    assert_eq!(
        admin.get(&subscription(base)).await.expect(200)["status"],
        "deleted",
        "after ninety days"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_off_does_not_happen() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 5), (E1, 4), (E1, 3)]).await;
    let mut made = Vec::new();
    for source in &sources {
        let wanted = json!({ "currentSubscriptionId": source, "targetDate": "2027-02-01" });
        made.push(admin.post(&home("/schedules"), &wanted).await.expect(200));
    }
    // By its owner, with whatever body.
    let cancel = format!("{}/cancel", one(&made[0]));
    let cancelled = admin.send("POST", &cancel, "application/json", b"null".to_vec()).await.expect(200);
    assert_eq!(cancelled["status"], "Cancelled");
    assert_eq!(admin.post(&cancel, &made[0]).await.expect(200), cancelled, "twice is once");
    // By a migration at once.
    world.turn_to("2027-01-20T00:00:00Z").await;
    admin
        .post(&home(""), &json!({ "currentSubscriptionId": sources[1] }))
        .await
        .expect(200);
    assert_eq!(admin.get(&one(&made[1])).await.expect(200)["status"], "Cancelled");
    // By the end of its subscription.
    admin
        .patch(&subscription(&sources[2]), &json!({ "status": "suspended" }))
        .await
        .expect(200);
    let moved = json!({ "currentSubscriptionId": sources[2], "targetDate": "2027-11-01" });
    admin.put(&one(&made[2]), &moved).await.refused(400, "900215");
    admin
        .patch(&subscription(&sources[2]), &json!({ "status": "active" }))
        .await
        .expect(200);
    admin.put(&one(&made[2]), &moved).await.expect(200);
    admin
        .patch(&subscription(&sources[2]), &json!({ "status": "suspended" }))
        .await
        .expect(200);
    world.turn_to("2027-06-01T00:00:00Z").await;
    assert_eq!(admin.get(&subscription(&sources[2])).await.expect(200)["status"], "deleted");
    assert_eq!(admin.get(&one(&made[2])).await.expect(200)["status"], "Cancelled");
    let old = admin.get(&subscription(&sources[0])).await.expect(200);
    assert_eq!(old["status"], "active", "nothing happened: {old}");
    // A change brings a cancelled one back; of a subscription, the newest alone is listed.
    let again = json!({ "currentSubscriptionId": sources[0], "targetDate": "2027-07-01" });
    let query = format!(
        "/v1/migrations/newcommerce/schedules/?CustomerTenantId={CUSTOMER}&CurrentSubscriptionId={}",
        sources[0].as_str().unwrap()
    );
    let newer = admin.post(&home("/schedules"), &again).await.expect(200);
    let listed = admin.get(&query).await.expect(200);
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["id"]), (1, &newer["id"]));
    admin.put(&one(&made[0]), &again).await.refused(400, "900216");
    admin.post(&format!("{}/cancel", one(&newer)), &Value::Null).await.expect(200);
    assert_eq!(admin.put(&one(&made[0]), &again).await.expect(200)["status"], "Created");
    let all = admin
        .get(&format!("/v1/migrations/newcommerce/schedules?CustomerTenantId={CUSTOMER}"))
        .await
        .expect(200);
    assert_eq!(all.as_array().unwrap().len(), 4);
    admin.get("/v1/migrations/newcommerce/schedules").await.refused(400, "800002");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_at_its_time_fails_and_says_why() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 5), (E1, 4)]).await;
    let (dated, renewing) = (&sources[0], &sources[1]);
    let wanted = json!({ "currentSubscriptionId": dated, "targetDate": "2026-12-20" });
    let young = admin.post(&home("/schedules"), &wanted).await.expect(200);
    world.turn_to("2026-12-21T00:00:00Z").await;
    let failed = admin.get(&one(&young)).await.expect(200);
    assert_eq!(
        (&failed["status"], &failed["errorCode"]),
        (&json!("Failed"), &json!(900226)),
        "{failed}"
    );
    assert!(failed["errorDescription"].as_str().unwrap().contains("2027-01-07"), "{failed}");
    // An add-on bought since is not in the list: the renewal happens as it would have.
    let on_renewal = json!({ "currentSubscriptionId": renewing, "migrateOnRenewal": true });
    let renewal = admin.post(&home("/schedules"), &on_renewal).await.expect(200);
    add_on(&admin, renewing, 1).await;
    world.turn_to("2027-12-07T01:00:00Z").await;
    let failed = admin.get(&one(&renewal)).await.expect(200);
    assert_eq!(
        (&failed["status"], &failed["errorCode"]),
        (&json!("Failed"), &json!(900219)),
        "{failed}"
    );
    let renewed = admin.get(&subscription(renewing)).await.expect(200);
    assert_eq!(
        (&renewed["status"], &renewed["commitmentEndDate"]),
        (&json!("active"), &json!("2028-12-07T00:00:00Z"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn schedules_say_what_is_wrong_with_them() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 5), (VISIO, 1), (E1, 1)]).await;
    let with = |more: Value| {
        let mut wanted = json!({ "currentSubscriptionId": sources[0] });
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        wanted
    };
    for (body, status, code) in [
        (with(json!({})), 400, "3000"),
        (with(json!({ "targetDate": "2027-02-01", "migrateOnRenewal": true })), 400, "3000"),
        (with(json!({ "targetDate": "2026-12-01" })), 400, "3000"),
        (with(json!({ "targetDate": "2027-12-07" })), 400, "3000"),
        (with(json!({ "targetDate": "soon" })), 400, "800002"),
        (with(json!({ "targetDate": "2027-02-01", "termDuration": "P3Y" })), 400, "900222"),
        (
            json!({ "currentSubscriptionId": sources[1], "targetDate": "2027-02-01" }),
            400,
            "900220",
        ),
        (json!({ "targetDate": "2027-02-01" }), 400, "3000"),
    ] {
        admin.post(&home("/schedules"), &body).await.refused(status, code);
    }
    let wanted = with(json!({ "targetDate": "2027-02-01" }));
    let made = admin.post(&home("/schedules"), &wanted).await.expect(200);
    let other = json!({ "currentSubscriptionId": sources[2], "targetDate": "2027-02-01" });
    admin.put(&one(&made), &other).await.refused(400, "3000");
    let nowhere = home("/schedules/00000000-0000-4000-8000-00000000dead");
    admin.get(&nowhere).await.refused(404, "1000");
    admin.put(&nowhere, &wanted).await.refused(404, "1000");
    admin.post(&format!("{nowhere}/cancel"), &Value::Null).await.refused(404, "1000");
    let hidden = one(&made).replace(CUSTOMER, FOREIGN);
    world.rival().get(&hidden).await.refused(404, "1000");
    world
        .rival()
        .post(&format!("{}/cancel", one(&made)), &Value::Null)
        .await
        .refused(404, "60003");
}
