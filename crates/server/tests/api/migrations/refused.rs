//! Every reason for which a migration is refused, once: with the number of its validation, and with the error of its creation.

use super::{E1, ESSENTIALS, VISIO, add_on, home, order, subscription, wait};
use crate::support::World;
use serde_json::{Value, json};

/// Numbers of a validation.
fn numbers(verdict: &Value) -> Vec<i64> {
    let errors = verdict["errors"].as_array().unwrap();
    assert!(errors.iter().all(|e| e["description"].as_str().unwrap().len() > 20), "{verdict}");
    errors.iter().map(|e| e["code"].as_i64().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reason_is_told_by_both() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let ids = order(
        &admin,
        &[(E1, 5), (E1, 5), (VISIO, 2), (E1, 7), (E1, 5), (ESSENTIALS, 200), (ESSENTIALS, 200)],
    )
    .await;
    let [plain, suspended, visio, with_addon, held, few, many] = ids.as_slice() else {
        panic!()
    };
    let addon = add_on(&admin, with_addon, 2).await;
    let young = json!({ "currentSubscriptionId": plain });
    assert_eq!(numbers(&admin.post(&home("/validate"), &young).await.expect(200)), [7]);
    admin.post(&home(""), &young).await.refused(403, "900226");
    world.turn_to("2027-01-20T10:00:00Z").await;
    let modern = world.buy("CFQ7TTC0LF8Q:0001", 1, "P1Y", "monthly").await["id"].clone();
    let off = json!({ "status": "suspended" });
    admin.patch(&subscription(suspended), &off).await.expect(200);
    admin.post(&home(""), &json!({ "currentSubscriptionId": held })).await.expect(200);
    let outside = json!({ "currentSubscriptionId": plain, "customTermEndDate": "2029-06-30" });
    let unaligned = json!({ "currentSubscriptionId": plain, "customTermEndDate": "2027-03-17" });
    for (body, number, status, code) in [
        (json!({ "currentSubscriptionId": suspended }), 0, 400, "900215"),
        (json!({ "currentSubscriptionId": held }), 1, 400, "900216"),
        (json!({ "currentSubscriptionId": visio }), 5, 400, "900220"),
        (json!({ "currentSubscriptionId": modern }), 5, 400, "900220"),
        (
            json!({ "currentSubscriptionId": plain, "termDuration": "P3Y", "billingCycle": "Triennial" }),
            6,
            400,
            "900222",
        ),
        (
            json!({ "currentSubscriptionId": plain, "termDuration": "P1M", "billingCycle": "Annual" }),
            6,
            400,
            "900222",
        ),
        (outside, 11, 400, "900291"),
        (unaligned, 12, 400, "900292"),
    ] {
        let verdict = admin.post(&home("/validate"), &body).await.expect(200);
        assert_eq!(
            (verdict["isEligible"].clone(), numbers(&verdict)),
            (json!(false), vec![number]),
            "{body}"
        );
        admin.post(&home(""), &body).await.refused(status, code);
    }
    // A base goes with its add-ons; asked about alone it could go.
    let alone = json!({ "currentSubscriptionId": with_addon });
    assert_eq!(numbers(&admin.post(&home("/validate"), &alone).await.expect(200)), [0_i64; 0]);
    admin.post(&home(""), &alone).await.refused(400, "900219");
    let stuck =
        json!({ "currentSubscriptionId": with_addon, "addOnMigrations": [{ "currentSubscriptionId": addon, "termDuration": "P3Y" }] });
    let verdict = admin.post(&home("/validate"), &stuck).await.expect(200);
    assert_eq!((numbers(&verdict), numbers(&verdict["addOnMigrations"][0])), (vec![4], vec![6]));
    let several = admin.post(&home(""), &stuck).await.refused(400, "900221");
    let said = several["description"].as_str().unwrap();
    assert!(said.contains(addon.as_str().unwrap()) && said.contains("900222"), "{said}");
    let two = json!({ "currentSubscriptionId": visio, "customTermEndDate": "2027-03-17" });
    assert_eq!(numbers(&admin.post(&home("/validate"), &two).await.expect(200)), [5, 12]);
    admin.post(&home(""), &two).await.refused(400, "900221");
    // Lists that cannot be: told by both as errors.
    let listed = |ids: &[&Value]| -> Value {
        let addons: Vec<Value> = ids.iter().map(|id| json!({ "currentSubscriptionId": id })).collect();
        json!({ "currentSubscriptionId": with_addon, "addOnMigrations": addons })
    };
    for path in [home("/validate"), home("")] {
        for (body, status, code) in [
            (listed(&[&addon, &addon]), 400, "900248"),
            (listed(&[with_addon, &addon]), 400, "900248"),
            (listed(&[&addon, plain]), 400, "900262"),
            (
                json!({ "currentSubscriptionId": "00000000-0000-4000-8000-00000000dead" }),
                404,
                "20003",
            ),
            (json!({ "quantity": 1 }), 400, "3000"),
            (json!({ "currentSubscriptionId": plain, "quantity": -1 }), 400, "3000"),
            (json!({ "currentSubscriptionId": plain, "termDuration": "P7D" }), 400, "800121"),
            (json!({ "currentSubscriptionId": plain, "billingCycle": "weekly" }), 400, "3000"),
            (json!([plain]), 400, "800002"),
        ] {
            admin.post(&path, &body).await.refused(status, code);
        }
    }
    let long = "x".repeat(129);
    admin
        .post(&home(""), &json!({ "currentSubscriptionId": plain, "externalReferenceId": long }))
        .await
        .refused(400, "3000");
    admin
        .get(&home("/00000000-0000-4000-8000-00000000dead"))
        .await
        .refused(400, "900224");
    // Seats: more than a subscription, and than all of them together, may have.
    let seats = |id: &Value, n: i64| json!({ "currentSubscriptionId": id, "quantity": n });
    assert_eq!(
        admin.post(&home("/validate"), &seats(few, 301)).await.expect(200)["isEligible"],
        true
    );
    admin.post(&home(""), &seats(few, 301)).await.refused(400, "2002");
    admin.post(&home(""), &seats(few, 200)).await.expect(200);
    wait(&world, 5).await;
    admin.post(&home(""), &seats(many, 200)).await.refused(403, "800088");
    admin.post(&home(""), &seats(many, 100)).await.expect(200);
    // The last day before the term's end: a whole term only.
    world.turn_to("2027-12-06T12:00:00Z").await;
    let late = json!({ "currentSubscriptionId": plain });
    assert_eq!(numbers(&admin.post(&home("/validate"), &late).await.expect(200)), [10]);
    admin.post(&home(""), &late).await.refused(400, "900217");
    let full = json!({ "currentSubscriptionId": plain, "purchaseFullTerm": true });
    admin.post(&home(""), &full).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_when_it_is_due_stays_as_it_was() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let ids = order(&admin, &[(ESSENTIALS, 200)]).await;
    world.turn_to("2027-01-20T10:00:00Z").await;
    let made = admin.post(&home(""), &json!({ "currentSubscriptionId": ids[0] })).await.expect(200);
    // Somebody buys the seats that were left, before the migration is due.
    world.buy("CFQ7TTC0LH18:0001", 250, "P1Y", "monthly").await;
    let before = super::seats(&admin).await;
    wait(&world, 6).await;
    let failed = admin.get(&home(&format!("/{}", made["id"].as_str().unwrap()))).await.expect(200);
    assert_eq!(
        (&failed["status"], &failed["newCommerceOrderId"]),
        (&json!("Failed"), &Value::Null),
        "{failed}"
    );
    assert_eq!(super::to_minutes(&failed["completedTime"]), "2027-01-20T10:05");
    assert_eq!(super::seats(&admin).await, before);
    let events = admin
        .get(&home(&format!("/events?migration_id={}", made["id"].as_str().unwrap())))
        .await
        .expect(200);
    assert_eq!(events[1]["eventName"], "MigrationFailed", "{events}");
    // It is free again.
    let free = admin.patch(&subscription(&ids[0]), &json!({ "quantity": 50 })).await.expect(200);
    assert_eq!(free["status"], "active");
    admin.post(&home(""), &json!({ "currentSubscriptionId": ids[0] })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_may_go_alone_but_only_where_it_is_sold() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let base = order(&admin, &[(E1, 2)]).await.remove(0);
    let addon = add_on(&admin, &base, 2).await;
    world.turn_to("2027-01-20T10:00:00Z").await;
    let made = admin.post(&home(""), &json!({ "currentSubscriptionId": addon })).await.expect(200);
    assert_eq!(made["catalogItemId"], world.item("CFQ7TTC0LH0J:0001"));
    // Meanwhile its base can be neither suspended, which would suspend it, nor migrated.
    admin
        .patch(&subscription(&base), &json!({ "status": "suspended" }))
        .await
        .refused(409, "900278");
    let both = json!({ "currentSubscriptionId": base, "addOnMigrations": [{ "currentSubscriptionId": addon }] });
    admin.post(&home(""), &both).await.refused(400, "900221");
    wait(&world, 5).await;
    let done = admin.get(&home(&format!("/{}", made["id"].as_str().unwrap()))).await.expect(200);
    assert_eq!(done["status"], "Completed");
    // What has gone is no active add-on any more, so the base goes without it.
    admin.post(&home(""), &both).await.refused(400, "900262");
    admin.post(&home(""), &json!({ "currentSubscriptionId": base })).await.expect(200);
}
