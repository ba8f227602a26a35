//! The database: whether it opens, whose schema it has, what waits in it; and, asked for deeply, whether it is whole.

use super::{Code, Finding, disk};
use crate::{Config, listen::without_password, local};
use nahtlos_engine::upkeep::Database;
use nahtlos_model::instants::Instant;

/// Milliseconds after which due work counts as late.
const LATE_MS: i64 = 10 * 60_000;

/// What was found, and the clock of the database's machine.
#[derive(Debug, Default)]
pub(super) struct Examined {
    pub found: Vec<Finding>,
    pub clock: Option<Instant>,
}

/// Looks at it.
pub(super) async fn examine(config: &Config, now: Instant, deep: bool) -> Examined {
    let place = without_password(&config.database.0);
    if let Some(file) = disk::file_of(config).filter(|file| !file.exists()) {
        let none = Finding::new(Code::DatabaseNone).with("place", file.display());
        return Examined {
            found: vec![none],
            clock: None,
        };
    }
    let closed = |problem: String| Finding::new(Code::DatabaseClosed).with("place", &place).with("problem", problem);
    let database = match Database::open(&local::settings(config)).await {
        Ok(database) => database,
        Err(error) => {
            return Examined {
                found: vec![closed(error.message)],
                clock: None,
            };
        }
    };
    let mut examined = Examined::default();
    if let Err(error) = look(&database, &place, now, deep, &mut examined).await {
        examined.found.push(closed(error.message));
    }
    database.close();
    examined
}

async fn look(database: &Database, place: &str, now: Instant, deep: bool, all: &mut Examined) -> Result<(), nahtlos_engine::StoreError> {
    let version = database.version().await?;
    all.clock = database.clock().await?;
    let schema = database.schema().await?;
    if let Some(newest) = schema.unknown.last() {
        all.found.push(Finding::new(Code::SchemaNewer).with("name", &newest.name));
    } else if !schema.pending.is_empty() && schema.applied.is_empty() {
        all.found.push(Finding::new(Code::DatabaseNone).with("place", place));
    } else if !schema.pending.is_empty() {
        let names: Vec<&str> = schema.pending.iter().map(|m| m.name.as_str()).collect();
        all.found.push(Finding::new(Code::SchemaPending).with("names", names.join(", ")));
    } else {
        let fine = Finding::new(Code::DatabaseFine).with("place", place).with("version", version);
        let last = schema.applied.last().map_or("", |m| m.name.as_str());
        all.found.push(fine.with("schema", last));
    }
    if schema.applied.is_empty() {
        return Ok(());
    }
    let waiting = database.waiting(now).await?;
    if waiting.due_lag_ms > LATE_MS {
        let late = Finding::new(Code::DueLate).with("count", waiting.due);
        all.found.push(late.with("minutes", waiting.due_lag_ms / 60_000));
    }
    let given_up: i64 = waiting
        .outbox
        .iter()
        .filter(|(kind, ..)| kind == "undelivered")
        .map(|(_, n, _)| n)
        .sum();
    if given_up > 0 {
        all.found.push(Finding::new(Code::Undelivered).with("count", given_up));
    }
    if deep {
        all.found.push(whole(database).await?);
    }
    Ok(())
}

async fn whole(database: &Database) -> Result<Finding, nahtlos_engine::StoreError> {
    if let Some(damage) = database.damage().await? {
        return Ok(Finding::new(Code::DatabaseDamaged).with("problem", damage));
    }
    let chains = database.chains().await?;
    Ok(match chains.problems.first() {
        Some(first) => Finding::new(Code::ChainBroken)
            .with("count", chains.problems.len())
            .with("scope", &first.scope)
            .with("seq", first.seq)
            .with("what", first.what),
        None => Finding::new(Code::DatabaseWhole)
            .with("chains", chains.scopes)
            .with("links", chains.links)
            .with("seals", chains.seals),
    })
}
