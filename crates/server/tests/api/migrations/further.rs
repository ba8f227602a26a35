//! What else belongs to migrations: the end of the program in between, the hundred and first, another licence; and the Azure plan.

use super::{E1, home, order, subscription, wait};
use crate::support::{CUSTOMER, FOREIGN, PARTNER, World};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_survives_the_end_of_the_program() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let source = order(&admin, &[(E1, 4)]).await.remove(0);
    world.turn_to("2027-01-20T10:00:00Z").await;
    let made = admin.post(&home(""), &json!({ "currentSubscriptionId": source })).await.expect(200);
    let kept = world.keep().await;
    let world = World::again(&kept).await;
    wait(&world, 6).await;
    let done = world
        .admin()
        .get(&home(&format!("/{}", made["id"].as_str().unwrap())))
        .await
        .expect(200);
    assert_eq!(done["status"], "Completed", "{done}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hundred_and_first_within_five_minutes_is_refused() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 1); 101]).await;
    world.turn_to("2027-01-20T10:00:00Z").await;
    // What is refused costs nothing.
    admin
        .post(&home(""), &json!({ "currentSubscriptionId": sources[0], "termDuration": "P3Y" }))
        .await
        .refused(400, "900222");
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-00000000000b");
    for (n, source) in sources[..100].iter().enumerate() {
        let caller = if n == 0 { &keyed } else { &admin };
        caller
            .post(&home(""), &json!({ "currentSubscriptionId": source }))
            .await
            .expect(200);
    }
    let wanted = json!({ "currentSubscriptionId": sources[100] });
    for caller in [&admin, &world.app()] {
        let refused = caller.post(&home(""), &wanted).await;
        let seconds: i64 = refused.header("retry-after").parse().unwrap();
        assert!((1..=300).contains(&seconds), "{seconds}");
        let body = refused.expect(429);
        let message = format!("Rate limit is exceeded. Try again in {seconds} seconds.");
        assert_eq!(body, json!({ "statusCode": 429, "message": message }));
    }
    assert_eq!(admin.post(&home("/validate"), &wanted).await.expect(200)["isEligible"], true);
    // Asked again, the first gets its answer; and a schedule's own migration is not counted.
    keyed
        .post(&home(""), &json!({ "currentSubscriptionId": sources[0] }))
        .await
        .expect(200);
    let mut later = wanted.clone();
    later["targetDate"] = json!("2027-02-01");
    admin.post(&home("/schedules"), &later).await.expect(200);
    world.turn_to("2027-02-01T01:00:00Z").await;
    let old = admin.get(&subscription(&sources[100])).await.expect(200);
    assert_eq!(old["suspensionReasons"], json!(["Migrated"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_azure_to_upgrade() {
    let world = World::start().await;
    let admin = world.admin();
    let body = json!({ "customerId": CUSTOMER, "productFamily": "Azure" });
    let answer = admin.post("/v1/productupgrades/eligibility", &body).await.expect(200);
    assert_eq!((&answer["isEligible"], &answer["productFamily"]), (&json!(false), &json!("azure")));
    admin.post("/v1/productUpgrades", &body).await.refused(403, "900108");
    admin.post("/v1/productUpgrades/5a7b/status", &body).await.refused(404, "900106");
    let other = json!({ "customerId": CUSTOMER, "productFamily": "office" });
    admin.post("/v1/productUpgrades/eligibility", &other).await.refused(400, "3000");
    admin
        .post("/v1/productUpgrades", &json!({ "productFamily": "azure" }))
        .await
        .refused(400, "3000");
    world
        .app()
        .post("/v1/productUpgrades/eligibility", &body)
        .await
        .refused(403, "900329");
    let stranger = json!({ "customerId": FOREIGN, "productFamily": "azure" });
    admin.post("/v1/productUpgrades", &stranger).await.refused(404, "60003");
    let own = json!({ "customerId": PARTNER, "productFamily": "azure" });
    admin.post("/v1/productUpgrades", &own).await.refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn holders_go_along_to_another_licence() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    // The programme says that E1 becomes Office 365 E3.
    let engine = &world.running().center.engine;
    let text = include_str!("../../../sandbox/legacyoffers.csv").replace("CFQ7TTC0LF8Q/0001", "CFQ7TTC0LF8R/0001");
    let source = nahtlos_server::catalogue::Source {
        name: "legacyoffers.csv",
        kind: None,
        bytes: text.as_bytes(),
        encoding: Default::default(),
        bundled: false,
    };
    nahtlos_server::catalogue::import(engine, source, false).await.unwrap();
    let base = order(&admin, &[(E1, 2)]).await.remove(0);
    let users = format!("/v1/customers/{CUSTOMER}/users");
    // Max has nothing yet; what the others have from the web shop excludes these licences.
    let max = "c0000000-0000-4000-8000-000000000003";
    let skus = async |user: &str| -> Vec<String> {
        let all = admin.get(&format!("{users}/{user}/licenses")).await.expect(200);
        let names = all["items"].as_array().unwrap().iter();
        names
            .map(|l| l["productSku"]["skuPartNumber"].as_str().unwrap().to_owned())
            .collect()
    };
    let update = json!({ "licensesToAssign": [{ "skuId": "18181a46-0d4e-45cd-891e-60aabd171b4e" }] });
    admin.post(&format!("{users}/{max}/licenseupdates"), &update).await.expect(201);
    assert_eq!(skus(max).await, ["STANDARDPACK"]);
    world.turn_to("2027-01-20T10:00:00Z").await;
    admin.post(&home(""), &json!({ "currentSubscriptionId": base })).await.expect(200);
    wait(&world, 5).await;
    assert_eq!(skus(max).await, ["ENTERPRISEPACK"]);
}
