//! Whole lives, by the clock.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_relationship_from_draft_to_the_end_of_its_record() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let anna = partner.agent("anna").await;
    let mut body = draft("Betreuung", 10, &[LICENSES, USERS]);
    body["customer"] = json!({ "tenantId": CUSTOMER, "displayName": "Kundin" });
    let made = partner.own().post(AT, &body).await;
    let location = made.header("location").to_owned();
    let made = made.expect(201);
    let id = text(&made, "/id");
    assert_eq!(location, format!("{}{AT}/{id}", world.base));
    assert_eq!(id[37..], *PARTNER);
    assert_eq!(made["@odata.type"], "#microsoft.graph.delegatedAdminRelationship");
    assert_eq!(made["@odata.etag"], "W/\"JyIxIic=\"");
    assert_eq!(
        made["@odata.context"],
        format!("{}/v1.0/tenantRelationships/$metadata#delegatedAdminRelationships", world.base)
    );
    assert_eq!((&made["duration"], &made["autoExtendDuration"]), (&json!("P10D"), &json!("PT0S")));
    assert_eq!((&made["activatedDateTime"], &made["endDateTime"]), (&Value::Null, &Value::Null));
    // Nobody but the partner knows of a draft.
    let seen = format!("/moves/v1/granularAdminRelationships/{id}");
    world.customer_admin().get(&seen).await.refused(404, "1000");
    let request = partner.ask(&id, "lockForApproval").await.expect(201);
    assert_eq!(request["status"], "created");
    partner.settle().await;
    let request = partner
        .own()
        .get(&format!("{AT}/{id}/requests/{}", text(&request, "/id")))
        .await
        .expect(200);
    assert_eq!(
        (&request["action"], &request["status"]),
        (&json!("lockForApproval"), &json!("succeeded"))
    );
    let shown = world.customer_admin().get(&seen).await.expect(200);
    assert_eq!(shown["partner"]["name"], "Erster Partner GmbH");
    assert_eq!(
        shown["roles"][0],
        json!({ "roleDefinitionId": LICENSES, "name": "License Administrator" })
    );
    assert_eq!(
        world.customer_admin().get("/moves/v1/granularAdminRelationships").await.expect(200)["totalCount"],
        1
    );

    assert_eq!(decide(&world, &id, "approve").await.expect(200)["status"], "approved");
    partner.settle().await;
    let active = partner.get(&id).await;
    assert_eq!(
        (&active["status"], &active["customer"]["displayName"]),
        (&json!("active"), &json!("Kunde AG"))
    );
    let begins: nahtlos_model::instants::Instant = text(&active, "/activatedDateTime").parse().unwrap();
    let ends: nahtlos_model::instants::Instant = text(&active, "/endDateTime").parse().unwrap();
    assert_eq!(ends, begins.plus_days(10));
    // Saying it again changes nothing; taking it back is ending it.
    assert_eq!(decide(&world, &id, "approve").await.expect(200)["status"], "active");
    decide(&world, &id, "decline").await.refused(409, "delegationState");

    assert!(!partner.reads(&anna).await);
    let assignment = partner.assign(&id, &anna.group, &[LICENSES]).await;
    assert!(partner.reads(&anna).await);
    partner.leave(&anna.group, &anna.id).await;
    assert!(
        !partner.reads(&anna).await,
        "who leaves the group loses the right with the next request"
    );
    partner.join(&anna.group, &anna.id).await;
    assert!(partner.reads(&anna).await);

    let terminated = partner.ask(&id, "terminate").await.expect(201);
    assert_eq!(terminated["action"], "terminate");
    assert!(!partner.reads(&anna).await, "rights are gone before anything is taken down");
    partner.settle().await;
    assert_eq!(partner.status(&id).await, "terminated");
    let one = partner
        .own()
        .get(&format!("{AT}/{id}/accessAssignments/{assignment}"))
        .await
        .expect(200);
    assert_eq!(one["status"], "deleted");
    refused(partner.ask(&id, "terminate").await, 400, "badRequest");
    refused(partner.own().post(AT, &body).await, 409, "conflict");
    world.turn_to("2027-12-07T09:00:00Z").await;
    assert_eq!(partner.status(&id).await, "terminated");
    world.turn_to("2027-12-09T00:00:00Z").await;
    refused(partner.own().get(&format!("{AT}/{id}")).await, 404, "notFound");
    world.customer_admin().get(&seen).await.refused(404, "1000");
    partner.create(&body).await;
    world.running().center.engine.verify_audit(CUSTOMER).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_takes_the_rights_at_that_instant() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let anna = partner.agent("anna").await;
    let id = partner.active(&draft("Kurz", 1, &[READERS])).await;
    partner.assign(&id, &anna.group, &[READERS]).await;
    let ends: nahtlos_model::instants::Instant = text(&partner.get(&id).await, "/endDateTime").parse().unwrap();
    let engine = &world.running().center.engine;
    engine.run_clock(false).await.unwrap();
    engine.turn_clock(ends.plus_ms(-1)).await.unwrap();
    assert!(partner.reads(&anna).await);
    assert!(engine.people_reach(PARTNER, CUSTOMER).await.unwrap());
    engine.turn_clock(ends).await.unwrap();
    assert!(!partner.reads(&anna).await);
    assert!(
        !engine.people_reach(PARTNER, CUSTOMER).await.unwrap(),
        "nobody gets a new token either"
    );
    partner.settle().await;
    let over = partner.get(&id).await;
    assert_eq!(
        (&over["status"], text(&over, "/endDateTime").parse()),
        (&json!("expired"), Ok(ends))
    );
    refused(partner.try_assign(&id, &anna.group, &[READERS]).await, 400, "badRequest");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_extended_goes_on_until_that_is_switched_off() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let anna = partner.agent("anna").await;
    let mut body = draft("Dauernd", 5, &[READERS]);
    body["autoExtendDuration"] = json!("P180D");
    let id = partner.active(&body).await;
    partner.assign(&id, &anna.group, &[READERS]).await;
    let end = async || -> nahtlos_model::instants::Instant { text(&partner.get(&id).await, "/endDateTime").parse().unwrap() };
    let first_end = end().await;
    // Long after the second extension, in one step.
    world.turn_to("2027-08-01T00:00:00Z").await;
    assert_eq!(end().await, first_end.plus_days(360));
    assert_eq!(partner.get(&id).await["duration"], "P5D");
    assert!(partner.reads(&anna).await);
    let off = partner
        .own()
        .patch(&format!("{AT}/{id}"), &json!({ "autoExtendDuration": "P0D" }))
        .await
        .expect(200);
    assert_eq!(off["autoExtendDuration"], "PT0S");
    world.turn_to("2027-12-02T00:00:00Z").await;
    assert!(partner.reads(&anna).await);
    world.turn_to("2027-12-08T00:00:00Z").await;
    assert!(!partner.reads(&anna).await);
    assert_eq!(partner.status(&id).await, "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_declines_ends_or_says_nothing() {
    let world = World::start().await;
    let partner = first(&world);
    let asked = async |name: &str| {
        let id = partner.create(&draft(name, 30, &[READERS])).await;
        partner.ask(&id, "lockForApproval").await.expect(201);
        id
    };
    let declined = asked("Nein").await;
    assert_eq!(decide(&world, &declined, "decline").await.expect(200)["status"], "terminated");
    decide(&world, &declined, "approve").await.refused(409, "delegationState");
    assert_eq!(partner.status(&declined).await, "terminated");

    let ended = partner.active(&draft("Genug", 30, &[READERS])).await;
    assert_eq!(
        decide(&world, &ended, "terminate").await.expect(200)["status"],
        "terminationRequested"
    );
    partner.settle().await;
    assert_eq!(partner.status(&ended).await, "terminated");

    let withdrawn = asked("Irrtum").await;
    decide(&world, &withdrawn, "terminate").await.refused(409, "delegationState");
    partner.ask(&withdrawn, "terminate").await.expect(201);
    partner.settle().await;
    assert_eq!(partner.get(&withdrawn).await["endDateTime"], Value::Null);

    let silent = asked("Still").await;
    world.turn_to("2027-03-07T09:00:00Z").await;
    assert_eq!(partner.status(&silent).await, "approvalPending");
    world.turn_to("2027-03-09T00:00:00Z").await;
    refused(partner.own().get(&format!("{AT}/{silent}")).await, 404, "notFound");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_change_by_operations() {
    let world = World::start().await;
    no_dap(&world).await;
    let partner = first(&world);
    let (anna, ben) = (partner.agent("anna").await, partner.agent("ben").await);
    let id = partner.active(&draft("Alles", 30, &[EVERYTHING, LICENSES])).await;
    let at = format!("{AT}/{id}");
    let everything = partner.assign(&id, &anna.group, &[EVERYTHING]).await;
    let both = partner.assign(&id, &ben.group, &[EVERYTHING, LICENSES]).await;
    let path = |assignment: &str| format!("{at}/accessAssignments/{assignment}");
    // The same roles again are no change.
    let same = json!({ "accessDetails": roles(&[LICENSES, EVERYTHING]) });
    partner.own().patch(&path(&both), &same).await.expect(200);
    let less = json!({ "accessDetails": roles(&[LICENSES]) });
    let reply = partner.own().patch(&path(&everything), &less).await;
    let location = reply.header("location").to_owned();
    assert_eq!(reply.header("retry-after"), "10");
    assert_eq!(reply.expect(202), json!({}));
    partner.settle().await;
    let done = partner.own().get(&location).await.expect(200);
    assert_eq!(
        (&done["status"], &done["operationType"]),
        (&json!("succeeded"), &json!("delegatedAdminAccessAssignmentUpdate"))
    );
    let data: Value = serde_json::from_str(&text(&done, "/data")).unwrap();
    assert_eq!(data["accessDetails"], roles(&[LICENSES]));
    assert_eq!(
        partner.own().get(&path(&everything)).await.expect(200)["accessDetails"],
        roles(&[LICENSES])
    );

    // The one role that an active relationship can lose; the assignments lose it too.
    let extend = json!({ "autoExtendDuration": "P180D" });
    refused(partner.own().patch(&at, &extend).await, 400, "badRequest");
    partner
        .own()
        .patch(&at, &json!({ "accessDetails": roles(&[LICENSES, EVERYTHING]) }))
        .await
        .expect(200);
    refused(
        partner.own().patch(&at, &json!({ "accessDetails": roles(&[EVERYTHING]) })).await,
        400,
        "badRequest",
    );
    let reply = partner.own().patch(&at, &json!({ "accessDetails": roles(&[LICENSES]) })).await;
    let location = reply.header("location").to_owned();
    reply.expect(202);
    partner.settle().await;
    let seen = partner.own().get(&location).await.expect(200);
    assert_eq!(
        (&seen["status"], &seen["operationType"]),
        (&json!("succeeded"), &json!("unknownFutureValue"))
    );
    let knows = partner.own().with("prefer", "include-unknown-enum-members");
    let seen = knows.get(&location).await;
    assert_eq!(seen.header("preference-applied"), "include-unknown-enum-members");
    assert_eq!(seen.expect(200)["operationType"], "delegatedAdminRelationshipUpdate");
    assert_eq!(partner.get(&id).await["accessDetails"], roles(&[LICENSES]));
    assert_eq!(
        partner.own().get(&path(&both)).await.expect(200)["accessDetails"],
        roles(&[LICENSES])
    );
    partner.own().patch(&at, &extend).await.expect(200);
}
