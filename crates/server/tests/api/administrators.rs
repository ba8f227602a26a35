//! A tenant's administrators: the last one stays, and only who may give roles may take their place.

use crate::{
    support::{PARTNER, World},
    users::{GLOBAL_ADMIN, KIM, LEA, create, id, members, users},
};
use nahtlos_model::permissions::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays_and_only_admins_take_their_place() {
    let world = World::start().await;
    let admin = world.admin();
    let made = id(&create(&admin, "chef@kunde.example").await);
    admin.post(&members(GLOBAL_ADMIN), &json!({ "id": made })).await.expect(201);
    // Everybody else who has it loses it.
    let holders = admin.get(&members(GLOBAL_ADMIN)).await.expect(200);
    for other in holders["items"].as_array().unwrap().iter().filter(|u| u["id"] != *made) {
        admin.delete(&format!("{}/{}", members(GLOBAL_ADMIN), id(other))).await.expect(204);
    }
    admin
        .delete(&format!("{}/{made}", members(GLOBAL_ADMIN)))
        .await
        .refused(400, "lastGlobalAdmin");
    admin.delete(&format!("{}/{made}", users())).await.refused(400, "lastGlobalAdmin");
    let helper = world.caller(PARTNER, PARTNER, &[Role::HelpdeskAgent], Some("hans@erster.example"), false);
    let reset = json!({ "passwordProfile": { "password": "Sommer-2027!" } });
    helper
        .patch(&format!("{}/{made}/resetpassword", users()), &reset)
        .await
        .refused(403, "900150");
    helper.patch(&format!("{}/{LEA}/resetpassword", users()), &reset).await.expect(200);
    admin.patch(&format!("{}/{made}/resetpassword", users()), &reset).await.expect(200);
    admin.post(&members(GLOBAL_ADMIN), &json!({ "id": KIM })).await.expect(201);
    admin.delete(&format!("{}/{made}", users())).await.expect(204);
    admin
        .delete(&format!("{}/{KIM}", members(GLOBAL_ADMIN)))
        .await
        .refused(400, "lastGlobalAdmin");
}

/// Two administrators, each taken away at the same moment: one of them stays, whatever the database.
async fn race_for_the_last_place(world: &World) {
    let admin = world.admin();
    for round in 0..5 {
        let mut rivals = Vec::new();
        for place in 0..2 {
            let made = id(&create(&admin, &format!("chef{round}{place}@kunde.example")).await);
            admin.post(&members(GLOBAL_ADMIN), &json!({ "id": made })).await.expect(201);
            rivals.push(made);
        }
        let holders = admin.get(&members(GLOBAL_ADMIN)).await.expect(200);
        for other in holders["items"].as_array().unwrap().iter().filter(|u| !rivals.contains(&id(u))) {
            admin.delete(&format!("{}/{}", members(GLOBAL_ADMIN), id(other))).await.expect(204);
        }
        let (take, delete) = (
            format!("{}/{}", members(GLOBAL_ADMIN), rivals[0]),
            format!("{}/{}", users(), rivals[1]),
        );
        let (one, other) = tokio::join!(admin.delete(&take), admin.delete(&delete));
        let mut ends = [one.status, other.status];
        ends.sort_unstable();
        assert_eq!(ends, [204, 400], "round {round}");
        assert_eq!(admin.get(&members(GLOBAL_ADMIN)).await.expect(200)["totalCount"], 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_last_administrators_one_stays() {
    race_for_the_last_place(&World::start().await).await;
    let (world, _database) = World::on_postgres().await;
    race_for_the_last_place(&world).await;
}
