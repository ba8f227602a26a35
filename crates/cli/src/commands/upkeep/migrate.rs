//! `nahtlos migrate`: brings a database to the program's schema, or says what that would do.

use super::Place;
use crate::{
    end::{End, Ended, Failure},
    remote::print_json,
    screen::Screen,
};
use clap::Args;
use nahtlos_report::texts::Args as Values;
use nahtlos_server::upkeep::{self, Migration, SCHEMA_VERSION};
use serde_json::json;

/// Options of `nahtlos migrate`.
#[derive(Debug, Args)]
#[command(
    after_help = "`nahtlos serve` does the same when it starts. Each migration runs wholly or not at all, and only forward: take a backup before.
A database that a newer program has migrated is refused by this one.

Examples:
  nahtlos migrate --dry-run
  nahtlos backup before.backup && nahtlos migrate"
)]
pub(crate) struct Migrate {
    /// Say what would run, and run nothing; ends with 1 where something would
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: Place,
    /// As JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Migrate, screen: &Screen) -> Ended {
    let config = command.place.settings()?;
    let schema = super::wait(upkeep::schema(&config))?.map_err(Failure::Refused)?;
    schema.is_ours().map_err(|error| Failure::Refused(error.message))?;
    let ran = if command.dry_run {
        Vec::new()
    } else {
        super::wait(upkeep::migrate(&config))?.map_err(Failure::Refused)?
    };
    let would = command.dry_run.then_some(&schema.pending);
    if command.json {
        print_json(
            screen,
            &json!({ "schema": SCHEMA_VERSION, "applied": schema.applied, "pending": would, "ran": ran }),
        )?;
    } else {
        match would {
            Some(pending) => list(pending, "cli-migrate-would", screen),
            None => list(&ran, "cli-migrate-ran", screen),
        }
    }
    let open = would.is_some_and(|pending| !pending.is_empty());
    Ok(if open { End::Refused } else { End::Done })
}

fn list(migrations: &[Migration], sentence: &str, screen: &Screen) {
    if migrations.is_empty() {
        let values = Values::new().text("schema", SCHEMA_VERSION.to_string());
        return screen.say("cli-migrate-nothing", values);
    }
    screen.say(sentence, Values::new().count("count", migrations.len()));
    for migration in migrations {
        screen.line(&format!("  {}", migration.name));
    }
}
