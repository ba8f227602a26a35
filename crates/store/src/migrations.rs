//! Migrations to new commerce, their events and schedules, keyed by customer; what a partner asks over all customers, and how much it
//! did lately, keyed by partner.

use crate::{
    StoreError, Tx,
    sql::{Row, params, statements},
};
use nahtlos_model::{
    instants::Instant,
    migrations::{Migration, MigrationEvent, rates::Lately, schedules::Schedule},
};

statements!("migrations" {
    FIND = "SELECT body FROM migrations WHERE customer_id = $1 AND id = $2";
    INSERT = "INSERT INTO migrations (customer_id, id, partner_id, status, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE = "UPDATE migrations SET status = $3, version = $4, body = $5 WHERE customer_id = $1 AND id = $2 AND version = $6";
    NOTE = "INSERT INTO migration_events (customer_id, id, partner_id, migration_id, subscription_id, at_ms, name) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    EVENTS = "SELECT id, migration_id, subscription_id, at_ms, name FROM migration_events WHERE customer_id = $1 AND partner_id = $2 AND migration_id = $3 AND ($4 = '' OR subscription_id = $4) ORDER BY id";
    EVENTS_OF = "SELECT id, migration_id, subscription_id, at_ms, name FROM migration_events WHERE customer_id = $1 AND partner_id = $2 AND subscription_id = $3 ORDER BY id";
    SCHEDULE = "SELECT body FROM migration_schedules WHERE customer_id = $1 AND id = $2";
    OPEN = "SELECT body FROM migration_schedules WHERE customer_id = $1 AND subscription_id = $2 AND status = 'Created'";
    PLAN = "INSERT INTO migration_schedules (customer_id, id, partner_id, subscription_id, status, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REPLAN = "UPDATE migration_schedules SET status = $3, version = $4, body = $5 WHERE customer_id = $1 AND id = $2 AND version = $6";
    LIST = "INSERT INTO partner_migrations (partner_id, kind, id, place, customer_id, subscription_id, reference, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    DELIST = "DELETE FROM partner_migrations WHERE partner_id = $1 AND kind = $2 AND id = $3";
    BY_CUSTOMER = "SELECT customer_id, id, at_ms FROM partner_migrations WHERE partner_id = $1 AND kind = $2 AND customer_id = $3 AND place = 0 AND (at_ms, id) > ($4, $5) ORDER BY at_ms, id LIMIT $6";
    BY_REFERENCE = "SELECT customer_id, id, at_ms FROM partner_migrations WHERE partner_id = $1 AND kind = $2 AND reference = $3 AND ($7 = '' OR customer_id = $7) AND place = 0 AND (at_ms, id) > ($4, $5) ORDER BY at_ms, id LIMIT $6";
    BY_SUBSCRIPTION = "SELECT customer_id, id, at_ms FROM partner_migrations WHERE partner_id = $1 AND kind = $2 AND subscription_id = $3 AND ($7 = '' OR customer_id = $7) AND ($8 = '' OR reference = $8) AND (at_ms, id) > ($4, $5) ORDER BY at_ms, id LIMIT $6";
    DELETE_ALL = "DELETE FROM migrations WHERE customer_id = $1";
    DELETE_EVENTS = "DELETE FROM migration_events WHERE customer_id = $1";
    DELETE_SCHEDULES = "DELETE FROM migration_schedules WHERE customer_id = $1";
    DELIST_ALL = "DELETE FROM partner_migrations WHERE partner_id = $1 AND customer_id = $2";
    LATELY = "SELECT version, body FROM partner_rates WHERE partner_id = $1 AND kind = $2";
    FIRST = "INSERT INTO partner_rates (partner_id, kind, version, body) VALUES ($1, $2, 1, $3) ON CONFLICT (partner_id, kind) DO NOTHING";
    NEXT = "UPDATE partner_rates SET version = version + 1, body = $4 WHERE partner_id = $1 AND kind = $2 AND version = $3";
});

/// What a row of the partner's list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A migration.
    Migration,
    /// A schedule.
    Schedule,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Migration => "migration",
            Self::Schedule => "schedule",
        }
    }
}

/// What a partner asks for; at least one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter<'a> {
    /// Customer.
    pub customer: Option<&'a str>,
    /// Legacy subscription, an add-on's too; lower case.
    pub subscription: Option<&'a str>,
    /// The partner's name for a batch.
    pub reference: Option<&'a str>,
}

/// An entry of the partner's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Customer.
    pub customer_id: String,
    /// Migration or schedule.
    pub id: String,
    /// When it began or was made.
    pub at: Instant,
}

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Migration>, StoreError> {
    tx.one(&FIND, params![customer, id], |row| row.json(0)).await
}

/// Adds one, and puts it into the partner's list.
pub async fn insert(tx: &mut Tx, m: &Migration) -> Result<(), StoreError> {
    let body = serde_json::to_string(m)?;
    tx.later(
        &INSERT,
        params![&m.customer_id, &m.id, &m.partner_id, m.status.as_str(), m.version, &body],
    )?;
    let subscriptions: Vec<&str> = m.parts.iter().map(|part| part.subscription_id.as_str()).collect();
    let reference = m.reference.as_deref();
    list(
        tx,
        &m.partner_id,
        Kind::Migration,
        (&m.customer_id, &m.id, m.started),
        &subscriptions,
        reference,
    )
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Migration, after: &Migration) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![
            &after.customer_id,
            &after.id,
            after.status.as_str(),
            after.version,
            &body,
            before.version
        ],
    )
}

/// Adds an event.
pub async fn note(tx: &mut Tx, customer: &str, partner: &str, event: &MigrationEvent) -> Result<(), StoreError> {
    tx.later(
        &NOTE,
        params![
            customer,
            &event.id,
            partner,
            &event.migration_id,
            &event.subscription_id,
            event.at.0,
            event.name.as_str()
        ],
    )
}

fn event(row: &Row<'_>) -> Result<MigrationEvent, StoreError> {
    Ok(MigrationEvent {
        id: row.text(0)?,
        migration_id: row.text(1)?,
        subscription_id: row.text(2)?,
        at: Instant(row.int(3)?),
        name: row.text(4)?.parse().map_err(StoreError::other)?,
    })
}

/// Events of a migration, of a subscription, or of a subscription in a migration, oldest first.
pub async fn events(
    tx: &mut Tx,
    customer: &str,
    partner: &str,
    migration: Option<&str>,
    subscription: &str,
) -> Result<Vec<MigrationEvent>, StoreError> {
    match migration {
        Some(id) => tx.all(&EVENTS, params![customer, partner, id, subscription], event).await,
        None => tx.all(&EVENTS_OF, params![customer, partner, subscription], event).await,
    }
}

/// A schedule by its id.
pub async fn schedule(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Schedule>, StoreError> {
    tx.one(&SCHEDULE, params![customer, id], |row| row.json(0)).await
}

/// The schedule of a subscription that waits for its time.
pub async fn open_schedule(tx: &mut Tx, customer: &str, subscription: &str) -> Result<Option<Schedule>, StoreError> {
    tx.one(&OPEN, params![customer, subscription], |row| row.json(0)).await
}

/// Adds a schedule, and puts it into the partner's list.
pub async fn plan(tx: &mut Tx, s: &Schedule) -> Result<(), StoreError> {
    let body = serde_json::to_string(s)?;
    tx.later(
        &PLAN,
        params![
            &s.customer_id,
            &s.id,
            &s.partner_id,
            s.subscription_id(),
            s.status.as_str(),
            s.version,
            &body
        ],
    )?;
    list_schedule(tx, s)
}

/// Replaces a schedule, if it still has the version it was decided on. The partner's list says afterwards what it says now.
pub async fn replan(tx: &mut Tx, before: &Schedule, after: &Schedule) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &REPLAN,
        params![
            &after.customer_id,
            &after.id,
            after.status.as_str(),
            after.version,
            &body,
            before.version
        ],
    )?;
    tx.later(&DELIST, params![&after.partner_id, Kind::Schedule.as_str(), &after.id])?;
    list_schedule(tx, after)
}

fn list_schedule(tx: &mut Tx, s: &Schedule) -> Result<(), StoreError> {
    let addons = s.bid.addons.iter().map(|wish| wish.subscription_id.as_str());
    let subscriptions: Vec<&str> = std::iter::once(s.subscription_id()).chain(addons).collect();
    let reference = s.bid.reference.as_deref();
    list(
        tx,
        &s.partner_id,
        Kind::Schedule,
        (&s.customer_id, &s.id, s.created),
        &subscriptions,
        reference,
    )
}

fn list(
    tx: &mut Tx,
    partner: &str,
    kind: Kind,
    (customer, id, at): (&str, &str, Instant),
    subscriptions: &[&str],
    reference: Option<&str>,
) -> Result<(), StoreError> {
    for (place, subscription) in (0_i64..).zip(subscriptions) {
        let reference = reference.unwrap_or("");
        tx.later(
            &LIST,
            params![partner, kind.as_str(), id, place, customer, *subscription, reference, at.0],
        )?;
    }
    Ok(())
}

/// A page of a partner's list after a place in it, oldest first. Without any filter: nothing.
pub async fn page(
    tx: &mut Tx,
    partner: &str,
    kind: Kind,
    filter: Filter<'_>,
    after: (Instant, &str),
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(Listed {
            customer_id: row.text(0)?,
            id: row.text(1)?,
            at: Instant(row.int(2)?),
        })
    };
    let (kind, at, id) = (kind.as_str(), after.0.0, after.1);
    let (customer, reference) = (filter.customer.unwrap_or(""), filter.reference.unwrap_or(""));
    match filter {
        Filter { subscription: Some(s), .. } => {
            let params = params![partner, kind, s, at, id, limit, customer, reference];
            tx.all(&BY_SUBSCRIPTION, params, read).await
        }
        Filter { reference: Some(r), .. } => {
            let params = params![partner, kind, r, at, id, limit, customer];
            tx.all(&BY_REFERENCE, params, read).await
        }
        Filter { customer: Some(c), .. } => {
            let params = params![partner, kind, c, at, id, limit];
            tx.all(&BY_CUSTOMER, params, read).await
        }
        Filter { .. } => Ok(Vec::new()),
    }
}

/// Removes all of a sandbox customer. What partners list of it goes with [`delist`].
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_EVENTS, params![customer])?;
    tx.later(&DELETE_SCHEDULES, params![customer])?;
    tx.later(&DELETE_ALL, params![customer])
}

/// Removes everything of a customer from a partner's list.
pub async fn delist(tx: &mut Tx, partner: &str, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELIST_ALL, params![partner, customer])
}

/// What a partner created lately, with the version of that; 0: never anything.
pub async fn lately(tx: &mut Tx, partner: &str) -> Result<(i64, Lately), StoreError> {
    let read = |row: &Row<'_>| Ok((row.int(0)?, row.json(1)?));
    let found = tx.one(&LATELY, params![partner, CREATIONS], read).await?;
    Ok(found.unwrap_or_default())
}

/// The kind of the rate of creations.
const CREATIONS: &str = "migration";

/// Keeps what a partner created lately, if nobody else did in the meantime: otherwise the whole is tried again.
pub async fn keep_lately(tx: &mut Tx, partner: &str, version: i64, lately: &Lately) -> Result<(), StoreError> {
    let body = serde_json::to_string(lately)?;
    match version {
        0 => tx.later_one(&FIRST, params![partner, CREATIONS, &body]),
        _ => tx.later_one(&NEXT, params![partner, CREATIONS, version, &body]),
    }
}
