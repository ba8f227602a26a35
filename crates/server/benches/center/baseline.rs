//! The baseline: a bare axum service on the bare drivers that reads and writes the same rows of the same database, without tokens,
//! permissions, decisions or views.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    net::SocketAddr,
    path::Path as File,
    str::FromStr,
    sync::{Arc, LazyLock},
};

const ONE: &str = "SELECT body FROM subscriptions WHERE customer_id = $1 AND id = $2";
const LIST: &str = "SELECT customer_id, company, domain, reseller_id FROM partner_customers WHERE partner_id = $1 AND customer_id > $2 ORDER BY customer_id LIMIT 50";
/// The statements of a seat change, in the order in which the center runs them; parameters by [`values`].
const CHANGE: [(&str, &str); 9] = [
    (
        "relation",
        "SELECT body FROM relationships WHERE customer_id = $1 AND partner_id = $2",
    ),
    ("one", ONE),
    (
        "update",
        "UPDATE subscriptions SET quantity = quantity + 1, version = version + 1, body = $3 WHERE customer_id = $1 AND id = $2",
    ),
    (
        "charge",
        "INSERT INTO charges (customer_id, id, partner_id, subscription_id, order_id, at_ms, kind, amount_minor, currency, body) VALUES ($1, $3, 'p', $2, '', 1, 'addQuantity', 1, 'EUR', $4)",
    ),
    (
        "pool",
        "INSERT INTO pools (tenant_id, sku_id, enabled, warning, suspended, consumed) VALUES ($1, 'x', 1, 0, 0, 0) ON CONFLICT (tenant_id, sku_id) DO UPDATE SET enabled = pools.enabled + excluded.enabled",
    ),
    (
        "outbox",
        "INSERT INTO outbox (bucket, id, at_ms, kind, scope_id, attempts, owner, until_ms, body) VALUES (1, $2, 1, 'event', $1, 0, '', 0, $3)",
    ),
    (
        "advance",
        "INSERT INTO audit_heads (scope_id, seq, hash) VALUES ($1, 1, $2) ON CONFLICT (scope_id) DO UPDATE SET seq = audit_heads.seq + excluded.seq RETURNING seq, hash",
    ),
    (
        "audit",
        "INSERT INTO audit (scope_id, seq, at_ms, hash, body) VALUES ($1, $2, 1, $3, $4)",
    ),
    ("head", "UPDATE audit_heads SET hash = $2 WHERE scope_id = $1"),
];

/// Where the baseline reads and writes.
#[derive(Clone)]
pub(crate) enum Data {
    Lite {
        readers: Arc<Mutex<Vec<rusqlite::Connection>>>,
        writer: Arc<Mutex<rusqlite::Connection>>,
    },
    Postgres(Pool),
}

impl Data {
    pub(crate) fn lite(path: &File) -> Self {
        let open = || {
            let connection = rusqlite::Connection::open(path).expect("the database opens");
            connection.set_prepared_statement_cache_capacity(64);
            connection.busy_timeout(std::time::Duration::from_secs(30)).expect("a timeout");
            connection
                .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384")
                .expect("settings");
            connection
        };
        Self::Lite {
            readers: Arc::new(Mutex::new((0..8).map(|_| open()).collect())),
            writer: Arc::new(Mutex::new(open())),
        }
    }

    pub(crate) fn postgres(url: &str, connections: usize) -> Self {
        let config = tokio_postgres::Config::from_str(url).expect("a URL");
        let recycle = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config, tokio_postgres::NoTls, recycle);
        Self::Postgres(Pool::builder(manager).max_size(connections).build().expect("a pool"))
    }
}

/// Serves until the runtime ends.
pub(crate) async fn serve(data: Data) -> SocketAddr {
    let app = Router::new()
        .route("/one/{customer}/{id}", get(one))
        .route("/list/{partner}", get(list))
        .route("/change/{customer}/{id}/{partner}/{unique}", post(change))
        .with_state(data);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

async fn one(State(data): State<Data>, Path((customer, id)): Path<(String, String)>) -> impl IntoResponse {
    let body: Option<String> = match data {
        Data::Lite { readers, .. } => {
            let connection = readers.lock().pop().expect("readers enough");
            let found = connection
                .prepare_cached(ONE)
                .and_then(|mut s| s.query_row((&customer, &id), |row| row.get(0)))
                .ok();
            readers.lock().push(connection);
            found
        }
        Data::Postgres(pool) => {
            let client = pool.get().await.expect("a connection");
            let statement = client.prepare_cached(ONE).await.expect("a statement");
            client
                .query_opt(&statement, &[&customer, &id])
                .await
                .expect("a row")
                .map(|row| row.get(0))
        }
    };
    body.map_or((StatusCode::NOT_FOUND, String::new()), |body| (StatusCode::OK, body))
}

async fn list(State(data): State<Data>, Path(partner): Path<String>) -> impl IntoResponse {
    let rows: Vec<[String; 4]> = match data {
        Data::Lite { readers, .. } => {
            let connection = readers.lock().pop().expect("readers enough");
            let read = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
            let found = connection
                .prepare_cached(LIST)
                .and_then(|mut s| s.query_map((&partner, ""), read)?.collect())
                .expect("rows");
            readers.lock().push(connection);
            found
        }
        Data::Postgres(pool) => {
            let client = pool.get().await.expect("a connection");
            let statement = client.prepare_cached(LIST).await.expect("a statement");
            let rows = client.query(&statement, &[&partner, &""]).await.expect("rows");
            rows.iter().map(|row| [row.get(0), row.get(1), row.get(2), row.get(3)]).collect()
        }
    };
    (StatusCode::OK, serde_json::to_string(&rows).expect("texts"))
}

async fn change(
    State(data): State<Data>,
    Path((customer, id, partner, unique)): Path<(String, String, String, String)>,
) -> impl IntoResponse {
    let hash: &[u8] = &[7; 32];
    match data {
        Data::Lite { writer, .. } => {
            let connection = writer.lock();
            lite_change(&connection, &customer, &id, &partner, &unique, hash).expect("a transaction");
        }
        Data::Postgres(pool) => {
            let mut client = pool.get().await.expect("a connection");
            postgres_change(&mut client, &customer, &id, &partner, &unique, hash)
                .await
                .expect("a transaction");
        }
    }
    StatusCode::OK
}

/// SQLite's spelling: to it `$1` is a name that gets its number by where it stands.
static LITE: LazyLock<HashMap<&'static str, String>> =
    LazyLock::new(|| CHANGE.iter().map(|(name, text)| (*name, text.replace('$', "?"))).collect());

fn text(name: &str) -> &'static str {
    &LITE[name]
}

fn lite_change(c: &rusqlite::Connection, customer: &str, id: &str, partner: &str, unique: &str, hash: &[u8]) -> rusqlite::Result<()> {
    c.execute_batch("BEGIN IMMEDIATE")?;
    let _: Option<String> = c
        .prepare_cached(text("relation"))?
        .query_row((customer, partner), |r| r.get(0))
        .ok();
    let body: String = c.prepare_cached(ONE)?.query_row((customer, id), |r| r.get(0))?;
    c.prepare_cached(text("update"))?.execute((customer, id, &body))?;
    c.prepare_cached(text("charge"))?
        .execute((customer, id, unique, "{\"kind\":\"addQuantity\",\"from\":\"2027-01-01\"}"))?;
    c.prepare_cached(text("pool"))?.execute((customer,))?;
    c.prepare_cached(text("outbox"))?
        .execute((customer, unique, "{\"resource\":\"subscription\"}"))?;
    let seq: i64 = c.prepare_cached(text("advance"))?.query_row((customer, hash), |r| r.get(0))?;
    c.prepare_cached(text("audit"))?
        .execute((customer, seq, hash, format!("{body}{body}")))?;
    c.prepare_cached(text("head"))?.execute((customer, hash))?;
    c.execute_batch("COMMIT")
}

async fn postgres_change(
    client: &mut deadpool_postgres::Object,
    customer: &str,
    id: &str,
    partner: &str,
    unique: &str,
    hash: &[u8],
) -> Result<(), tokio_postgres::Error> {
    let mut prepared = Vec::with_capacity(CHANGE.len());
    for (_, text) in CHANGE {
        prepared.push(client.prepare_cached(text).await?);
    }
    let [relation, one, update, charge, pool, outbox, advance, audit, head] = prepared.as_slice() else {
        return Ok(());
    };
    let tx = client.transaction().await?;
    tx.query_opt(relation, &[&customer, &partner]).await?;
    let body: String = tx.query_one(one, &[&customer, &id]).await?.get(0);
    tx.execute(update, &[&customer, &id, &body]).await?;
    tx.execute(
        charge,
        &[&customer, &id, &unique, &"{\"kind\":\"addQuantity\",\"from\":\"2027-01-01\"}"],
    )
    .await?;
    tx.execute(pool, &[&customer]).await?;
    tx.execute(outbox, &[&customer, &unique, &"{\"resource\":\"subscription\"}"])
        .await?;
    let seq: i64 = tx.query_one(advance, &[&customer, &hash]).await?.get(0);
    tx.execute(audit, &[&customer, &seq, &hash, &format!("{body}{body}")]).await?;
    tx.execute(head, &[&customer, &hash]).await?;
    tx.commit().await
}
