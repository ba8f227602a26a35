//! A database of the program before any migration but the first: it migrates, keeps every row of every table, its audit chains hold, and a
//! center works on it as if it were its own.

use crate::support::Caller;
use flate2::read::GzDecoder;
use nahtlos_engine::{
    Location, Settings,
    call::{ActingUser, Actor},
    setup::sandbox::PARTNER,
    upkeep::Database,
};
use nahtlos_model::{dates::Date, permissions::Role, subscriptions::Subscription};
use nahtlos_server::{Config, Running, config::Secret, upkeep};
use nahtlos_testbed::Place;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
};

const FILE: &[u8] = include_bytes!("old_databases/center.db.gz");
const DUMP: &[u8] = include_bytes!("old_databases/center.sql.gz");

/// Rows of every table, as texts.
type Rows = BTreeMap<String, Vec<String>>;

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).expect("it unpacks");
    bytes
}

fn config(place: &Place) -> Config {
    let database = match place.location() {
        Location::Memory => unreachable!("another program reaches it"),
        Location::Sqlite(path) => path.to_string_lossy().into_owned(),
        Location::Postgres(url) => url.clone(),
    };
    Config {
        listen: "127.0.0.1:0".parse().expect("an address"),
        database: Secret(database),
        sandbox: true,
        requests_per_minute: 0,
        ..Config::default()
    }
}

async fn postgres(place: &Place) -> tokio_postgres::Client {
    let Location::Postgres(url) = place.location() else {
        panic!("a server")
    };
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it connects");
    tokio::spawn(connection);
    client
}

/// The old database, as it was left.
async fn old() -> [Place; 2] {
    let places = Place::each();
    let Location::Sqlite(path) = places[0].location() else {
        panic!("a file")
    };
    std::fs::write(path, unpacked(FILE)).expect("written");
    let dump = String::from_utf8(unpacked(DUMP)).expect("a text");
    postgres(&places[1]).await.batch_execute(&dump).await.expect("it loads");
    places
}

/// Every row of the columns that `of` has; all columns there are where it is `None`.
async fn rows(place: &Place, of: Option<&BTreeMap<String, Vec<String>>>) -> (BTreeMap<String, Vec<String>>, Rows) {
    let columns = match of {
        Some(columns) => columns.clone(),
        None => columns(place).await,
    };
    let mut found = Rows::new();
    for (table, names) in &columns {
        let all = match place.location() {
            Location::Memory => unreachable!("another program reaches it"),
            Location::Sqlite(path) => lite_rows(path, table, names),
            Location::Postgres(_) => {
                let texts: Vec<String> = names.iter().map(|n| format!("coalesce(CAST({n} AS TEXT), 'NULL')")).collect();
                let text = format!("SELECT concat_ws('|', {}) FROM public.{table}", texts.join(", "));
                let rows = postgres(place).await.query(&text, &[]).await.expect("it reads");
                rows.iter().map(|row| row.get(0)).collect()
            }
        };
        let mut all: Vec<String> = all;
        all.sort_unstable();
        found.insert(table.clone(), all);
    }
    (columns, found)
}

fn lite_rows(path: &std::path::Path, table: &str, names: &[String]) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).expect("it opens");
    let text = format!("SELECT {} FROM {table}", names.join(", "));
    let mut statement = connection.prepare(&text).expect("a question");
    let row = |row: &rusqlite::Row<'_>| {
        let values = (0..names.len()).map(|at| row.get::<_, rusqlite::types::Value>(at).map(|value| format!("{value:?}")));
        values.collect::<Result<Vec<_>, _>>().map(|all| all.join("|"))
    };
    let rows = statement.query_map([], row).expect("it reads");
    rows.collect::<Result<_, _>>().expect("rows")
}

async fn columns(place: &Place) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    match place.location() {
        Location::Memory => unreachable!("another program reaches it"),
        Location::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("it opens");
            let text = "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'";
            let mut statement = connection.prepare(text).expect("a question");
            let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it reads");
            for pair in pairs {
                let (table, column): (String, String) = pair.expect("a row");
                found.entry(table).or_default().push(column);
            }
        }
        Location::Postgres(_) => {
            let text =
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position";
            for row in postgres(place).await.query(text, &[]).await.expect("it reads") {
                found.entry(row.get(0)).or_default().push(row.get(1));
            }
        }
    }
    found
}

fn settings(place: &Place) -> Settings {
    Settings {
        location: place.location().clone(),
        lite: nahtlos_engine::LiteOptions::default(),
        connections: 4,
        sandbox: true,
        begins: None,
        provisioning_ms: 0,
        notices: false,
        node: "look".to_owned(),
        lease_ms: 1000,
        side_by_side: true,
    }
}

async fn chains_hold(place: &Place) -> i64 {
    let database = Database::open(&settings(place)).await.expect("it opens");
    let chains = database.chains().await.expect("it reads");
    assert_eq!(chains.problems, [], "{:?}", place.kind());
    database.close();
    chains.links
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_database_keeps_every_row_and_works() {
    for place in old().await {
        let (columns, before) = rows(&place, None).await;
        assert_eq!(columns.len(), 35, "the tables of the first migration, and that of migrations");
        let empty: Vec<&String> = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
        assert!(empty.len() <= 1, "{empty:?}");

        let config = config(&place);
        let schema = upkeep::schema(&config).await.expect("it reads");
        assert_eq!((schema.applied.len(), schema.unknown.len()), (1, 0));
        let ran = upkeep::migrate(&config).await.expect("it migrates");
        assert_eq!(ran, schema.pending);
        assert!(ran.iter().any(|m| m.version == 9), "{ran:?}");
        let (_, mut after) = rows(&place, Some(&columns)).await;
        let versions = after.remove("schema_versions").expect("it is there");
        for row in &before["schema_versions"] {
            assert!(versions.contains(row), "{row}");
        }
        for (table, rows) in &after {
            assert_eq!(rows, &before[table], "{:?}: {table}", place.kind());
        }
        old_deadlines_are_known(&place).await;
        let links = chains_hold(&place).await;
        assert!(links > 30, "{links}");
        works(&place, config, &before["audit"]).await;
        assert!(chains_hold(&place).await > links, "what was done now stands in the same chains");
    }
}

/// Every entry of the old trail stands in somebody's list of activity, though it was written before there was one.
async fn old_entries_are_listed(place: &Place, trail: &[String]) {
    let (mut columns, mut all) = rows(place, None).await;
    for _ in 0..300 {
        if all["activity_gaps"].is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        (columns, all) = rows(place, None).await;
    }
    assert_eq!(all["activity_gaps"], [] as [String; 0], "{:?}", place.kind());
    let pairs = |table: &str, rows: &[String]| -> BTreeSet<(String, String)> {
        let at = |name: &str| columns[table].iter().position(|column| column == name).expect("a column");
        let (scope, seq) = (at("scope_id"), at("seq"));
        let parts = rows.iter().map(|row| row.split('|').map(str::to_owned).collect::<Vec<_>>());
        parts.map(|row| (row[scope].clone(), row[seq].clone())).collect()
    };
    let (written, listed) = (pairs("audit", trail), pairs("activity", &all["activity"]));
    let lacking: Vec<_> = written.difference(&listed).collect();
    assert!(written.len() > 30 && lacking.is_empty(), "{:?}: {lacking:?}", place.kind());
}

/// What comes to old subscriptions stands beside them as the program itself would write it.
async fn old_deadlines_are_known(place: &Place) {
    let names = ["body", "coming", "ends", "closes"].map(str::to_owned).to_vec();
    let of = BTreeMap::from([("subscriptions".to_owned(), names)]);
    let (_, rows) = rows(place, Some(&of)).await;
    let mut seen = BTreeSet::new();
    for row in &rows["subscriptions"] {
        // SQLite's values are written as Text("…").
        let bare = |text: &str| -> String {
            let inner = text.strip_prefix("Text(\"").and_then(|rest| rest.strip_suffix("\")"));
            inner.unwrap_or(text).replace("\\\"", "\"").replace("\\\\", "\\")
        };
        let mut parts = row.rsplitn(4, '|').map(bare);
        let (closes, ends, coming) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let body: Subscription = serde_json::from_str(&parts.next().unwrap()).expect(row);
        let wanted = body.end_to_come();
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(coming, wanted.map_or("", |(what, _)| what.as_str()), "{:?}: {row}", place.kind());
        assert_eq!(ends, text(wanted.map(|(_, day)| day)), "{:?}: {row}", place.kind());
        assert_eq!(closes, text(body.closes()), "{:?}: {row}", place.kind());
        seen.insert(coming);
        seen.insert(format!("closes {}", !closes.is_empty()));
    }
    assert!(seen.len() >= 4, "{:?}: {seen:?}", place.kind());
}

/// The old customers are there, can buy, and time goes on for them.
async fn works(place: &Place, config: Config, trail: &[String]) {
    let running = Running::start(config).await.expect("it starts");
    nahtlos_server::sandbox::seed(&running.center).await.expect("nothing is missing");
    let actor = Actor {
        tenant_id: PARTNER.tenant_id.to_owned(),
        directory_id: PARTNER.tenant_id.to_owned(),
        user: Some(ActingUser {
            id: "5a000001-0000-4000-8000-000000000001".to_owned(),
            user_principal_name: format!("admin@{}", PARTNER.domain),
            name: "Admin".to_owned(),
        }),
        application: PARTNER.client_id.to_owned(),
        roles: vec![Role::AdminAgent, Role::GlobalAdmin],
        mfa: true,
    };
    let token = running.center.token(&actor, false).expect("a token");
    let caller = Caller::new(&format!("http://{}", running.address), &token);
    let customers = caller.get("/v1/customers").await.expect(200);
    let old: Vec<&str> = customers["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|c| c["id"].as_str())
        .collect();
    assert!(old.len() >= 3, "{:?}: {customers}", place.kind());
    for id in &old {
        caller.get(&format!("/v1/customers/{id}/subscriptions")).await.expect(200);
        caller.get(&format!("/v1/customers/{id}/orders")).await.expect(200);
        caller.get(&format!("/v1/customers/{id}/users")).await.expect(200);
    }
    let mine = customers["items"].as_array().expect("a list").iter();
    let mine = mine.filter(|c| {
        c["companyProfile"]["companyName"]
            .as_str()
            .is_some_and(|name| name.starts_with("Alt "))
    });
    let id = mine.filter_map(|c| c["id"].as_str()).next().expect("an old customer");
    let bought = caller.get(&format!("/v1/customers/{id}/subscriptions")).await.expect(200);
    let subscription = &bought["items"][0];
    let path = format!("/v1/customers/{id}/subscriptions/{}", subscription["id"].as_str().expect("an id"));
    let mut more = caller.get(&path).await.expect(200);
    let seats = more["quantity"].as_i64().expect("a number") + 1;
    more["quantity"] = json!(seats);
    let changed = caller.patch(&path, &more).await.expect(200);
    assert_eq!(changed["quantity"], json!(seats));
    caller.patch("/sandbox/v1/clock", &json!({ "advance": "P1Y" })).await.expect(200);
    assert_eq!(caller.get(&path).await.expect(200)["quantity"], json!(seats));
    old_entries_are_listed(place, trail).await;
    running.stop().await;
}

/// Writes down a migration that this program does not know, as a newer program would.
async fn newer_was_here(place: &Place) {
    let text = "INSERT INTO schema_versions (version, name) VALUES (9999, '9999_tomorrow.sql')";
    match place.location() {
        Location::Memory => unreachable!("another program reaches it"),
        Location::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("it opens");
            connection.execute_batch(text).expect("it runs");
        }
        Location::Postgres(_) => postgres(place).await.batch_execute(text).await.expect("it runs"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_program_is_refused_and_makes_a_running_one_unready() {
    for place in Place::each() {
        let config = config(&place);
        let running = Running::start(config.clone()).await.expect("it starts");
        let caller = Caller::new(&format!("http://{}", running.address), "");
        assert_eq!(caller.get("/health/ready").await.expect(200)["status"], "ready");
        newer_was_here(&place).await;
        let unready = caller.get("/health/ready").await.expect(503);
        assert_eq!(unready["reason"], "a newer program has migrated the database");
        assert_eq!(caller.get("/health/live").await.expect(200)["status"], "live");
        running.stop().await;
        let refused = Running::start(config.clone()).await.expect_err("it is newer");
        assert!(
            refused.contains("9999_tomorrow.sql") && refused.contains("use the newer program"),
            "{refused}"
        );
        for refused in [
            upkeep::migrate(&config).await.map(|_| ()),
            upkeep::back_up(&config, std::path::Path::new("none")).await.map(|_| ()),
        ] {
            assert!(refused.expect_err("it is newer").contains("9999_tomorrow.sql"));
        }
    }
}
