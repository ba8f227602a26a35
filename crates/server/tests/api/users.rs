//! Users and roles of a customer as a partner manages them.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, World};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

pub(crate) const KIM: &str = "c0000000-0000-4000-8000-000000000001";
pub(crate) const LEA: &str = "c0000000-0000-4000-8000-000000000002";
pub(crate) const GLOBAL_ADMIN: &str = "62e90394-69f5-4237-9190-012177145e10";
const USER_ADMIN: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

pub(crate) fn users() -> String {
    format!("/v1/customers/{CUSTOMER}/users")
}

pub(crate) fn members(role: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/directoryroles/{role}/usermembers")
}

fn ada(name: &str) -> Value {
    json!({
        "userPrincipalName": name, "displayName": "Ada Kern", "firstName": "Ada", "lastName": "Kern", "usageLocation": "de",
        "passwordProfile": { "password": "Frühling-2026!", "forceChangePassword": true },
    })
}

pub(crate) async fn create(caller: &Caller, name: &str) -> Value {
    caller.post(&users(), &ada(name)).await.expect(201)
}

pub(crate) fn id(user: &Value) -> String {
    user["id"].as_str().unwrap().to_owned()
}

fn names(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| u["userPrincipalName"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_created_read_changed_and_deleted() {
    let world = World::start().await;
    let admin = world.admin();
    let made = create(&admin, "ada@kunde.example").await;
    assert_eq!(
        made["passwordProfile"],
        json!({ "password": "Frühling-2026!", "forceChangePassword": true })
    );
    assert_eq!(
        (&made["lastDirectorySyncTime"], &made["softDeletionTime"], &made["usageLocation"]),
        (&Value::Null, &Value::Null, &json!("DE"))
    );
    assert!(made.get("links").is_none() && made.as_object().unwrap().contains_key("softDeletionTime"));
    let path = format!("{}/{}", users(), id(&made));
    let read = admin.get(&path).await.expect(200);
    assert_eq!(read["links"]["self"]["uri"], format!("/customers/{CUSTOMER}/users/{}", id(&made)));
    assert_eq!(
        (&read["state"], &read["userDomainType"], &read["attributes"]["objectType"]),
        (&json!("active"), &json!("none"), &json!("CustomerUser"))
    );
    assert!(read.get("passwordProfile").is_none(), "{read}");

    // As the reference's own library writes it: capitals, nulls, and zeros of their types.
    let patch = json!({
        "FirstName": "Adele", "LastName": null, "State": "active", "UserDomainType": "none", "LastDirectorySyncTime": null,
        "PasswordProfile": null,
    });
    let changed = admin.patch(&path, &patch).await.expect(200);
    assert_eq!((&changed["firstName"], &changed["lastName"]), (&json!("Adele"), &json!("Kern")));
    admin
        .patch(&path, &json!({ "userPrincipalName": "adele@kunde.example" }))
        .await
        .expect(200);
    assert_eq!(
        admin.get(&format!("{}/ADELE@kunde.example", users())).await.expect(200)["id"],
        made["id"]
    );
    admin.patch(&path, &json!({ "state": "inactive" })).await.refused(400, "3000");

    assert!(admin.delete(&path).await.expect(204).is_null());
    admin.get(&path).await.refused(404, "60002");
    admin.patch(&path, &json!({ "displayName": "X" })).await.refused(404, "60002");
    admin.delete(&path).await.refused(404, "60002");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_user_is_refused() {
    let world = World::start().await;
    let admin = world.admin();
    let with = |field: &str, value: Value| {
        let mut user = ada("ada@kunde.example");
        user[field] = value;
        user
    };
    for (body, code) in [
        (with("userPrincipalName", json!("ada@fremd.example")), "userNameDomain"),
        (with("userPrincipalName", json!("ada")), "3000"),
        (with("userPrincipalName", json!("a d a@kunde.example")), "3000"),
        (with("userPrincipalName", Value::Null), "3000"),
        (with("userPrincipalName", json!("KIM@kunde.example")), "60014"),
        (with("displayName", json!("")), "3000"),
        (with("usageLocation", json!("Germany")), "3000"),
        (with("passwordProfile", Value::Null), "3000"),
        (with("passwordProfile", json!({ "password": "short1A" })), "passwordWeak"),
        (with("passwordProfile", json!({ "password": "alllowercase" })), "passwordWeak"),
        (with("passwordProfile", json!({ "password": "my-ada-Password1" })), "passwordWeak"),
        (with("firstName", json!(7)), "800002"),
    ] {
        admin.post(&users(), &body).await.refused(400, code);
    }
    admin
        .patch(&format!("{}/{KIM}", users()), &json!({ "userPrincipalName": "lea@kunde.example" }))
        .await
        .refused(400, "60014");
    let weak = json!({ "passwordProfile": { "password": "kurz" } });
    let reply = admin.patch(&format!("{}/{KIM}/resetpassword", users()), &weak).await;
    assert!(!String::from_utf8_lossy(&reply.bytes).contains("kurz"));
    reply.refused(400, "passwordWeak");
    admin
        .patch(&format!("{}/{KIM}/resetpassword", users()), &json!({}))
        .await
        .refused(400, "3000");
    assert_eq!(admin.get(&users()).await.expect(200)["totalCount"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_applications_see_no_users() {
    let world = World::start().await;
    let path = format!("/v1/customers/{FOREIGN}/users");
    world.admin().get(&path).await.refused(404, "60003");
    world.admin().post(&path, &ada("ada@fremd.example")).await.refused(404, "60003");
    world
        .admin()
        .get(&format!("/v1/customers/{FOREIGN}/directoryroles"))
        .await
        .refused(404, "60003");
    // Another tenant's user by its id, through a customer of one's own.
    let foreign = format!("{}/f0000000-0000-4000-8000-000000000001", users());
    world.admin().get(&foreign).await.refused(404, "60002");
    world
        .admin()
        .patch(&foreign, &json!({ "state": "active" }))
        .await
        .refused(404, "60002");
    world.admin().delete(&foreign).await.refused(404, "60002");
    world.app().get(&users()).await.refused(403, "900329");
    world.admin().token("").get(&users()).await.refused(401, "400");
    let seller = world.caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sven@erster.example"), false);
    seller.get(&users()).await.expect(200);
    seller.post(&users(), &ada("ada@kunde.example")).await.refused(403, "900150");
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_users_are_listed_and_come_back() {
    let world = World::start().await;
    let admin = world.admin();
    let made = create(&admin, "ada@kunde.example").await;
    let path = format!("{}/{}", users(), id(&made));
    admin.delete(&path).await.expect(204);
    let filter = "filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A%22Inactive%22%2C%22Operator%22%3A%22equals%22%7D";
    let deleted = admin.get(&format!("{}?size=500&{filter}", users())).await.expect(200);
    assert_eq!(deleted["totalCount"], 1);
    let one = &deleted["items"][0];
    assert_eq!((&one["id"], &one["state"]), (&made["id"], &json!("inactive")));
    assert!(one["softDeletionTime"].as_str().unwrap().ends_with('Z'));
    assert_eq!(one["userPrincipalName"], format!("{}ada@kunde.example", id(&made).replace('-', "")));
    assert!(!names(&admin.get(&users()).await.expect(200)).contains(&"ada@kunde.example".to_owned()));

    // Somebody else has the name meanwhile.
    let other = create(&admin, "ada@kunde.example").await;
    admin.patch(&path, &json!({ "state": "active" })).await.refused(400, "60014");
    admin.delete(&format!("{}/{}", users(), id(&other))).await.expect(204);
    let back = admin
        .patch(&path, &json!({ "state": "active", "attributes": { "objectType": "CustomerUser" } }))
        .await
        .expect(200);
    assert_eq!(
        (&back["state"], &back["userPrincipalName"], &back["softDeletionTime"]),
        (&json!("active"), &json!("ada@kunde.example"), &Value::Null)
    );
    // And again, with nothing to restore.
    admin.patch(&path, &json!({ "state": "active" })).await.expect(200);

    admin.delete(&path).await.expect(204);
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_days(31).to_string()).await;
    admin.patch(&path, &json!({ "state": "active" })).await.refused(404, "60002");
    assert_eq!(admin.get(&format!("{}?{filter}", users())).await.expect(200)["totalCount"], 0);

    for bad in [
        "{\"Field\":\"DisplayName\",\"Value\":\"a\",\"Operator\":\"equals\"}",
        "{\"Field\":\"UserState\",\"Value\":\"gone\",\"Operator\":\"equals\"}",
    ] {
        let bad = percent_encoding::utf8_percent_encode(bad, percent_encoding::NON_ALPHANUMERIC).to_string();
        admin.get(&format!("{}?filter={bad}", users())).await.refused(400, "3000");
    }
    admin.get(&format!("{}?filter=nonsense", users())).await.refused(400, "800002");
}

/// Every page of a list, as a client reads it: links.next with its header and nothing else.
async fn pages(caller: &Caller, first: &str) -> Vec<String> {
    let (mut found, mut page) = (Vec::new(), caller.get(first).await.expect(200));
    loop {
        found.extend(names(&page));
        let next = &page["links"]["next"];
        if next.is_null() {
            assert!(page.get("continuationToken").is_none());
            return found;
        }
        assert_eq!(next["headers"][0]["value"], page["continuationToken"]);
        let with = caller.with(
            next["headers"][0]["key"].as_str().unwrap(),
            next["headers"][0]["value"].as_str().unwrap(),
        );
        page = with.get(&format!("/v1{}", next["uri"].as_str().unwrap())).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn users_come_in_pages_and_orders() {
    let world = World::start().await;
    let admin = world.admin();
    for n in 0..4 {
        let mut user = ada(&format!("u{n}@kunde.example"));
        user["displayName"] = json!(format!("Nutzer {}", 9 - n));
        admin.post(&users(), &user).await.expect(201);
    }
    let mut all = pages(&admin, &format!("{}?size=2", users())).await;
    all.sort();
    assert_eq!(all.len(), 7);
    let sorted = pages(
        &admin,
        &format!("{}?size=3&sortField=UserPrincipalName&sortDirection=ascending", users()),
    )
    .await;
    assert_eq!(sorted, all);
    let down = pages(
        &admin,
        &format!("{}?size=2&sortField=userPrincipalName&sortDirection=Descending", users()),
    )
    .await;
    assert_eq!(down, all.iter().rev().cloned().collect::<Vec<_>>());
    let shown = pages(&admin, &format!("{}?size=1&sortField=DisplayName", users())).await;
    assert_eq!(shown.len(), 7);
    let place = |n: u32| shown.iter().position(|name| *name == format!("u{n}@kunde.example")).unwrap();
    assert!(place(3) < place(2) && place(2) < place(1) && place(1) < place(0));
    admin.get(&format!("{}?sortField=Phone", users())).await.refused(400, "3000");
    admin.get(&format!("{}?size=-1", users())).await.refused(400, "3000");
    admin
        .get(&format!("{}?seekOperation=Previous", users()))
        .await
        .refused(400, "800002");
    admin.get(&format!("{}?seekOperation=Next", users())).await.refused(400, "800002");

    let page = admin.get(&format!("{}?size=1", users())).await.expect(200);
    let token = page["continuationToken"].as_str().unwrap();
    let rival = world.rival().with("MS-ContinuationToken", token);
    rival
        .get(&format!("/v1/customers/{FOREIGN}/users?seekOperation=Next"))
        .await
        .refused(400, "800002");
    rival.get(&format!("{}?seekOperation=Next", users())).await.refused(404, "60003");
    admin
        .with("MS-ContinuationToken", token)
        .get(&format!("{}?seekOperation=Next", members(READERS)))
        .await
        .refused(400, "800002");
    for broken in ["x", &token[1..], &"A".repeat(5000)] {
        admin
            .with("MS-ContinuationToken", broken)
            .get(&format!("{}?seekOperation=Next", users()))
            .await
            .refused(400, "800002");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_its_password_back_and_the_database_never_had_it() {
    let folder = nahtlos_testbed::folder();
    let file = folder.path().join("own.db");
    let path = file.to_string_lossy().into_owned();
    let world = World::with(|config| config.database = nahtlos_server::config::Secret(path)).await;
    let keyed = world.admin().with("MS-RequestId", "7f9a1e44-8a3e-4d4e-9d6a-000000000001");
    let first = keyed.post(&users(), &ada("ada@kunde.example")).await;
    let again = keyed.post(&users(), &ada("ada@kunde.example")).await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.bytes, again.bytes);
    let mut other = ada("ada@kunde.example");
    other["passwordProfile"]["password"] = json!("Sommer-2027!");
    keyed.post(&users(), &other).await.refused(409, "idempotencyConflict");
    let path = format!("{}/{}/resetpassword", users(), id(&first.json()));
    let reset = json!({ "passwordProfile": { "password": "Herbst-2028!", "forceChangePassword": false } });
    let set = keyed.patch(&path, &reset).await.expect(200);
    assert_eq!(set["passwordProfile"], reset["passwordProfile"]);
    assert_eq!(keyed.patch(&path, &reset).await.expect(200), set);
    let plain = world
        .admin()
        .patch(
            &format!("{}/{LEA}", users()),
            &json!({ "passwordProfile": { "password": "Winter-2029!" } }),
        )
        .await
        .expect(200);
    assert_eq!(plain["passwordProfile"]["password"], "Winter-2029!");
    let files = std::fs::read_dir(folder.path()).unwrap();
    let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(holds("ada@kunde.example"), "the database is looked at");
    for password in ["hling-2026!", "Sommer-2027!", "Herbst-2028!", "Winter-2029!"] {
        assert!(!holds(password), "{password} is in the database");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_listed_and_taken() {
    let world = World::start().await;
    let admin = world.admin();
    let roles = admin.get(&format!("/v1/customers/{CUSTOMER}/directoryroles")).await.expect(200);
    let global = roles["items"].as_array().unwrap().iter().find(|r| r["id"] == GLOBAL_ADMIN).unwrap();
    assert_eq!(
        (&global["name"], &global["attributes"]["objectType"]),
        (&json!("Global Administrator"), &json!("DirectoryRole"))
    );

    let kim =
        json!({ "id": KIM, "displayName": "Kim", "userPrincipalName": "kim@kunde.example", "attributes": { "objectType": "UserMember" } });
    let given = admin.post(&members(USER_ADMIN), &kim).await.expect(201);
    assert_eq!((&given["id"], &given["roleId"]), (&json!(KIM), &json!(USER_ADMIN)));
    admin.post(&members(USER_ADMIN), &kim).await.expect(201);
    admin
        .post(&members(READERS), &json!({ "userPrincipalName": "lea@kunde.example" }))
        .await
        .expect(201);
    admin.post(&members(READERS), &kim).await.expect(201);
    let held = admin.get(&format!("{}/{KIM}/directoryroles", users())).await.expect(200);
    let held: Vec<&Value> = held["items"].as_array().unwrap().iter().map(|r| &r["id"]).collect();
    assert!(held.contains(&&json!(USER_ADMIN)) && held.contains(&&json!(READERS)), "{held:?}");
    assert_eq!(pages(&admin, &format!("{}?size=1", members(READERS))).await.len(), 2);

    let path = format!("{}/{KIM}", members(USER_ADMIN));
    admin.delete(&path.replace("/usermembers", "%20/usermembers")).await.expect(204);
    admin.delete(&path).await.refused(404, "60002");
    admin.post(&members(NOBODY), &kim).await.refused(404, "roleUnknown");
    admin.get(&members(NOBODY)).await.refused(404, "roleUnknown");
    admin.post(&members(READERS), &json!({ "id": NOBODY })).await.refused(404, "60002");
    admin.post(&members(READERS), &json!({})).await.refused(400, "3000");
    admin
        .get(&format!("{}/{NOBODY}/directoryroles", users()))
        .await
        .refused(404, "60002");
    let helper = world.caller(PARTNER, PARTNER, &[Role::HelpdeskAgent], Some("hans@erster.example"), false);
    helper.post(&members(GLOBAL_ADMIN), &kim).await.refused(403, "900150");
}
