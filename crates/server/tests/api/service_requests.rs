//! Service requests and incidents over HTTP, from both sides.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, World};
use nahtlos_model::{instants::Instant, permissions::Role};
use serde_json::{Value, json};

const AT: &str = "/v1/servicerequests";
const OFFICE: &str = "/v1/serviceincidents/office";

fn asked(title: &str) -> Value {
    json!({ "Title": title, "Description": "Two of them", "Severity": "Moderate", "SupportTopicId": 90000001, "Status": "none",
        "CreatedDate": "0001-01-01T00:00:00", "Notes": null, "FileLinks": null, "Organization": null })
}

async fn file(by: &Caller, body: &Value) -> Value {
    by.post(&format!("{AT}/en-US"), body).await.expect(201)
}

fn programme(world: &World) -> Caller {
    world.caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@programm.example"), false)
}

fn titles(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["title"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_filed_read_and_changed() {
    let world = World::start().await;
    let admin = world.admin();
    let made = file(&admin, &asked("Seats missing")).await;
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("6261207") && id.len() == 15, "{id}");
    assert_eq!(
        (&made["status"], &made["severity"], &made["supportTopicId"]),
        (&json!("open"), &json!("moderate"), &json!("90000001"))
    );
    assert_eq!(
        (&made["lastClosedDate"], &made["organization"]["id"]),
        (&json!("0001-01-01T00:00:00"), &json!(PARTNER))
    );
    assert_eq!(
        (&made["primaryContact"]["email"], made.get("notes")),
        (&json!("anna@erster.example"), None)
    );
    let path = format!("{AT}/{id}");
    assert_eq!(admin.get(&path).await.expect(200), made);
    // The SDK's empty object changes nothing.
    let empty = json!({ "Title": null, "Severity": "unknown", "Status": 0, "SupportTopicId": null, "CreatedDate": "0001-01-01T00:00:00", "NewNote": null, "Attributes": null });
    assert_eq!(admin.patch(&path, &empty).await.expect(200), made);
    let note = json!({ "NewNote": { "Text": "Since Monday", "CreatedByName": "somebody", "CreatedDate": "2001-01-01T00:00:00" } });
    let noted = admin.patch(&path, &note).await.expect(200);
    assert_eq!(
        (&noted["notes"][0]["text"], &noted["notes"][0]["createdByName"]),
        (&json!("Since Monday"), &json!("anna@erster.example"))
    );
    let date = noted["notes"][0]["createdDate"].as_str().unwrap();
    assert!(date.starts_with("2026-12-07T10:0") && !date.ends_with('Z'), "{date}");
    assert!(noted["createdDate"].as_str().unwrap().ends_with('Z'));
    let closed = admin
        .patch(&path, &json!({ "status": 2, "severity": "critical" }))
        .await
        .expect(200);
    assert_eq!((&closed["status"], &closed["severity"]), (&json!("closed"), &json!("critical")));
    assert_ne!(closed["lastClosedDate"], "0001-01-01T00:00:00");
    admin
        .patch(&path, &json!({ "status": "attention_needed" }))
        .await
        .refused(400, "3000");
    let unknown = admin.patch(&path, &json!({ "severity": "urgent" })).await.refused(400, "900126");
    let said = unknown["description"].as_str().unwrap();
    for word in ["severity", "urgent", "unknown, critical, moderate, minimal"] {
        assert!(said.contains(word), "no {word} in {said}");
    }
    // For whom it was filed stays; to send back what was read is no change.
    let other = admin
        .patch(&path, &json!({ "organization": { "id": CUSTOMER } }))
        .await
        .refused(400, "3000");
    assert_eq!(other["data"], json!(["organization.id"]));
    assert_eq!(admin.patch(&path, &closed).await.expect(200), closed);
    admin.patch(&path, &json!([{ "op": "replace" }])).await.refused(400, "800002");
    admin.patch(&format!("{AT}/1"), &note).await.refused(404, "1000");
    world.rival().get(&path).await.refused(404, "1000");
    world.app().get(&path).await.refused(403, "900329");
    for (member, value, field) in [
        ("SupportTopicId", json!("7"), "supportTopicId"),
        ("SupportTopicId", json!("seven"), "supportTopicId"),
        ("Title", Value::Null, "title"),
        ("Description", json!(" "), "description"),
        ("Severity", Value::Null, "severity"),
        ("Status", json!("closed"), "status"),
    ] {
        let mut wrong = asked("Wrong");
        wrong[member] = value;
        let refused = admin.post(&format!("{AT}/en-US"), &wrong).await.refused(400, "3000");
        assert_eq!(refused["data"], json!([field]));
    }
    admin.post(&format!("{AT}/english"), &asked("Wrong")).await.refused(400, "3000");
    let minimal = json!({ "title": "Minimal", "description": "x", "severity": "unknown", "supportTopicId": "32444671" });
    let made = file(&admin.with("x-locale", "de-DE"), &minimal).await;
    assert_eq!(
        (&made["severity"], &made["supportTopicName"]),
        (&json!("minimal"), &json!("Ich kann mein Profil nicht verwalten"))
    );
    let topics = admin.get(&format!("{AT}/supporttopics")).await.expect(200);
    assert_eq!(
        (&topics["items"][0]["id"], &topics["items"][0]["name"]),
        (&json!(32444667), &json!("Partner Center Issues"))
    );
    assert!(
        topics["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|t| !t["description"].as_str().unwrap().starts_with("support-"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_paged_filtered_and_cut_to_a_customer() {
    let world = World::start().await;
    let admin = world.admin();
    for n in 0..5 {
        let mut body = asked(&format!("R{n}"));
        if n % 2 == 0 {
            body["Organization"] = json!({ "Id": CUSTOMER });
        }
        let made = file(&admin, &body).await;
        if n == 4 {
            admin
                .patch(&format!("{AT}/{}", made["id"].as_str().unwrap()), &json!({ "status": "closed" }))
                .await
                .expect(200);
        }
        let now = world.running().center.engine.now();
        world.turn_to(&now.plus_hours(1).to_string()).await;
    }
    let all = admin.get(AT).await.expect(200);
    assert_eq!(titles(&all), ["R4", "R3", "R2", "R1", "R0"]);
    assert_eq!((all["items"][0].get("description"), all["links"].get("next")), (None, None));
    let (mut found, mut next) = (Vec::new(), format!("{AT}?size=2&status="));
    loop {
        let page = admin.get(&next).await.expect(200);
        found.extend(titles(&page).into_iter().map(str::to_owned));
        match page["links"]["next"]["uri"].as_str() {
            Some(uri) => next = format!("/v1{uri}"),
            None => {
                assert_eq!(page["links"]["previous"]["uri"], "/servicerequests?status=&size=2&offset=2");
                break;
            }
        }
    }
    assert_eq!(found, titles(&all));
    let of = format!("/v1/customers/{CUSTOMER}/servicerequests");
    let listed = admin.get(&of).await.expect(200);
    assert_eq!(titles(&listed), ["R4", "R2", "R0"]);
    let id = listed["items"][0]["id"].as_str().unwrap();
    let one = admin.get(&format!("{of}/{id}")).await.expect(200);
    assert_eq!(
        (&one["organization"]["name"], &one["countryCode"]),
        (&json!("Kunde AG"), &json!("DE"))
    );
    let other = all["items"][1]["id"].as_str().unwrap();
    admin.get(&format!("{of}/{other}")).await.refused(404, "1000");
    admin
        .patch(&format!("{of}/{id}"), &json!({ "NewNote": { "Text": "x" } }))
        .await
        .expect(200);
    let foreign = format!("/v1/customers/{FOREIGN}/servicerequests");
    admin.get(&foreign).await.refused(404, "60003");
    let mut theirs = asked("Theirs");
    theirs["Organization"] = json!({ "Id": FOREIGN });
    admin.post(&format!("{AT}/en-US"), &theirs).await.refused(404, "60003");
    let filter = |field: &str, value: &str, operator: &str| {
        let text = json!({ "Field": field, "Value": value, "Operator": operator }).to_string();
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    for (query, expected) in [
        (
            format!("filter={}", filter("Status", "Open", "equals")),
            vec!["R3", "R2", "R1", "R0"],
        ),
        (format!("filter={}", filter("status", "open", "not_equals")), vec!["R4"]),
        (
            format!("filter={}", filter("Status", "open", "equals").replace('%', "%25")),
            vec!["R3", "R2", "R1", "R0"],
        ),
        ("status=attentionNeeded".to_owned(), vec![]),
        ("Field=Status&Value=Closed".to_owned(), vec!["R4"]),
        ("status=closed&size=0&offset=1".to_owned(), vec![]),
    ] {
        let page = admin.get(&format!("{AT}?{query}")).await.expect(200);
        assert_eq!(titles(&page), expected, "{query}");
    }
    for query in [
        format!("filter={}", filter("Title", "R1", "equals")),
        format!("filter={}", filter("Status", "open", "substring")),
        "size=x".into(),
        "offset=-1".into(),
        "status=odd".into(),
    ] {
        admin.get(&format!("{AT}?{query}")).await.refused(400, "800002");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_answers_and_silence_closes() {
    let world = World::start().await;
    let (admin, programme) = (world.admin(), programme(&world));
    let made = file(&admin, &asked("Seats missing")).await;
    let id = made["id"].as_str().unwrap().to_owned();
    admin.get("/moves/v1/servicerequests").await.refused(403, "900150");
    let every = programme
        .get(&format!("/moves/v1/servicerequests?partner={PARTNER}&status=open"))
        .await
        .expect(200);
    assert_eq!(
        (&every["items"][0]["partnerId"], &every["items"][0]["request"]["id"]),
        (&json!(PARTNER), &json!(id))
    );
    let path = format!("/moves/v1/servicerequests/{PARTNER}/{id}");
    let answer = json!({ "status": "attention_needed", "newNote": { "text": "Which customer?" } });
    admin.patch(&path, &answer).await.refused(403, "900150");
    assert_eq!(
        programme.patch(&path, &answer).await.expect(200)["request"]["status"],
        "attention_needed"
    );
    for (field, value) in [
        ("title", json!("Other")),
        ("description", json!("Other")),
        ("severity", json!("critical")),
        ("supportTopicId", json!("32444671")),
    ] {
        let refused = programme.patch(&path, &json!({ field: value })).await.refused(400, "3000");
        assert_eq!(refused["data"], json!([field]), "the partner's own words");
    }
    let whole = programme.get(&path).await.expect(200);
    assert_eq!(programme.patch(&path, &whole["request"]).await.expect(200), whole);
    let own = format!("{AT}/{id}");
    let read = admin.get(&own).await.expect(200);
    assert_eq!(
        (&read["status"], &read["lastUpdatedBy"]["email"]),
        (&json!("attention_needed"), &json!("paul@programm.example"))
    );
    assert_eq!(programme.get(&path).await.expect(200)["request"], read);
    let answered = admin.patch(&own, &json!({ "NewNote": { "Text": "Kunde" } })).await.expect(200);
    assert_eq!(answered["status"], "open");
    let again = programme.patch(&path, &json!({ "status": "attention_needed" })).await.expect(200);
    let begun: Instant = again["request"]["lastModifiedDate"].as_str().unwrap().parse().unwrap();
    world.turn_to(&begun.plus_days(13).to_string()).await;
    assert_eq!(admin.get(&own).await.expect(200)["status"], "attention_needed");
    world.turn_to(&begun.plus_days(20).to_string()).await;
    let closed = admin.get(&own).await.expect(200);
    assert_eq!(
        (&closed["status"], &closed["lastClosedDate"]),
        (&json!("closed"), &json!(begun.plus_days(14).to_string()))
    );
    programme.patch(&path.replace(&id, "1"), &answer).await.refused(404, "1000");
    // Texts of notes stand in no audit entry.
    assert!(world.running().center.engine.verify_audit(PARTNER).await.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn incidents_are_published_grouped_counted_and_told_to_whom_they_concern() {
    let world = World::start().await;
    let (admin, programme) = (world.admin(), programme(&world));
    assert_eq!(admin.get(OFFICE).await.expect(200)["items"], json!([]));
    assert_eq!(admin.get(&format!("{OFFICE}/count")).await.expect(200), json!(0));
    let told = |workload: &str, kind: &str| json!({ "workload": workload, "messageType": kind, "severity": "critical", "impactedArea": "Europe", "messages": [{ "messageText": "Mail is late" }] });
    admin
        .post("/moves/v1/incidents", &told("Exchange", "incident"))
        .await
        .refused(403, "900150");
    programme
        .post("/moves/v1/incidents", &told("Garden", "incident"))
        .await
        .refused(400, "3000");
    let made = programme
        .post("/moves/v1/incidents", &told("exchange", "incident"))
        .await
        .expect(201);
    programme
        .post("/moves/v1/incidents", &told("Exchange", "message_center"))
        .await
        .expect(201);
    programme
        .post("/moves/v1/incidents", &told("DynamicsCRM", "incident"))
        .await
        .expect(201);
    let list = admin.get(OFFICE).await.expect(200);
    let exchange = &list["items"][1];
    assert_eq!(
        (&list["totalCount"], &exchange["workload"], &exchange["status"]),
        (&json!(2), &json!("Exchange"), &json!("critical"))
    );
    assert_eq!(
        (
            exchange["incidents"].as_array().unwrap().len(),
            exchange["messageCenterMessages"].as_array().unwrap().len()
        ),
        (1, 1)
    );
    assert_eq!(
        (
            &exchange["incidents"][0]["impactedCustomers"],
            &list["items"][0]["incidents"][0]["impactedCustomers"]
        ),
        (&json!(1), &json!(0))
    );
    // The customer has Exchange, and no Dynamics.
    let of = format!("/v1/customers/{CUSTOMER}/serviceincidents/office");
    let theirs = admin.get(&of).await.expect(200);
    assert_eq!(
        (&theirs["totalCount"], &theirs["items"][0]["workload"]),
        (&json!(2), &json!("Exchange"))
    );
    let path = format!("/moves/v1/incidents/{}", made["id"].as_str().unwrap());
    let over = programme
        .patch(&path, &json!({ "resolved": true, "messages": [{ "messageText": "Mended" }] }))
        .await
        .expect(200);
    assert_eq!((&over["resolved"], over["messages"].as_array().unwrap().len()), (&json!(true), 2));
    assert!(over["endTime"].is_string());
    let mut wrong = told("Exchange", "all");
    let refused = programme.post("/moves/v1/incidents", &wrong).await.refused(400, "3000");
    assert_eq!(refused["data"], json!(["messageType"]));
    wrong["messageType"] = json!("incident");
    wrong["impactedArea"] = json!("Europe\u{7}");
    let refused = programme.post("/moves/v1/incidents", &wrong).await.refused(400, "3000");
    assert_eq!(refused["data"], json!(["impactedArea"]));
    programme.patch("/moves/v1/incidents/none", &json!({})).await.refused(404, "1000");
    let filter = |value: &str| {
        let text = json!({ "Field": "Resolved", "Value": value, "Operator": "equals" }).to_string();
        format!(
            "filter={}",
            percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC)
        )
    };
    assert_eq!(admin.get(&format!("{OFFICE}/count?{}", filter("true"))).await.expect(200), json!(1));
    let open = admin.get(&format!("{OFFICE}?{}", filter("False"))).await.expect(200);
    assert_eq!(
        (&open["totalCount"], &open["items"][1]["status"], &open["items"][1]["incidents"]),
        (&json!(2), &json!("normal"), &json!([]))
    );
    assert_eq!(admin.get(&format!("{of}?{}", filter("true"))).await.expect(200)["totalCount"], 1);
    let said = admin.get(&format!("{OFFICE}?filter=x")).await.refused(400, "800002")["description"].to_string();
    assert!(said.contains("The query parameter `filter` is wrong: It is no JSON"), "{said}");
    for wrong in ["filter=x".to_owned(), filter("maybe"), filter("true").replace("Resolved", "Title")] {
        admin.get(&format!("{OFFICE}?{wrong}")).await.refused(400, "800002");
        admin.get(&format!("{OFFICE}/count?{wrong}")).await.refused(400, "800002");
    }
    world.app().get(OFFICE).await.refused(403, "900329");
}
