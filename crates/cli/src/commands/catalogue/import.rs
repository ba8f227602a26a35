//! `nahtlos catalogue import`: takes official files into a center's catalogue, each whole or not at all, and says what changed. On the
//! database of this machine, or through a running center.

use super::check::Spelling;
use crate::{
    commands::serve,
    end::{End, Ended, Failure},
    progress,
    remote::{Remote, print_json},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_client::CatalogueFile;
use nahtlos_report::texts::Args as Values;
use nahtlos_server::catalogue::{self, FileKind, ImportError, Source};
use nahtlos_wire::imports::{CatalogueChange, CatalogueImport};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// How many examples are shown; JSON has more.
const SHOWN: usize = 10;

/// Options of `nahtlos catalogue import`.
#[derive(Debug, Args)]
#[command(
    after_help = "A center that runs on the database reads it at its start: import through it with --center while it runs. That needs an
administrator of the programme.

Examples:
  nahtlos catalogue import products.csv offermatrix.csv pricelist.csv --dry-run
  nahtlos catalogue import pricelist.csv --database postgres://user@host/nahtlos
  nahtlos catalogue import pricelist.csv --center https://center.example --tenant TENANT --client-id ID"
)]
pub(crate) struct Import {
    /// Official files, whatever their names
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// What they hold [default: as their headers say]
    #[arg(long, value_parser = kind, value_name = "KIND", help = "What they hold: products, offers, prices, legacy, promotions, exclusions, dependencies or markets [default: as their headers say]")]
    kind: Option<FileKind>,
    /// A file for SQLite, or a postgres:// URL [default: as `nahtlos serve` would take it]
    #[arg(long, value_name = "PLACE", conflicts_with = "center")]
    database: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    encoding: Spelling,
    #[command(flatten)]
    remote: Remote,
}

fn kind(text: &str) -> Result<FileKind, String> {
    let found = FileKind::ALL.iter().find(|kind| kind.as_str() == text);
    let known = || FileKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| format!("it is one of {}", known()))
}

/// A file that was read.
struct Read<'a> {
    name: String,
    bytes: Vec<u8>,
    of: &'a Import,
}

impl Read<'_> {
    fn source(&self) -> Source<'_> {
        Source {
            name: &self.name,
            kind: self.of.kind,
            bytes: &self.bytes,
            encoding: self.of.encoding.encoding(),
            bundled: false,
        }
    }
}

pub(super) fn run(command: &Import, screen: &Screen) -> Ended {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| Failure::Refused(format!("{name}: {error}")))?;
        Ok(Read { name, bytes, of: command })
    };
    let files = command.files.iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
    match command.remote.center {
        Some(_) => command.remotely(&files, screen),
        None => command.here(&files, screen),
    }
}

impl Import {
    /// Through a running center. What is wrong with a file is said before anything is sent.
    fn remotely(&self, files: &[Read<'_>], screen: &Screen) -> Ended {
        for file in files {
            let readable = catalogue::read(file.source()).map_err(Failure::Files)?;
            screen.problems(&readable.warnings);
        }
        self.remote.run(screen, async |client| {
            for file in files {
                let send = CatalogueFile {
                    name: &file.name,
                    kind: self.kind.map(FileKind::as_str),
                    bytes: &file.bytes,
                };
                let done = client.imports().create(send, self.dry_run).await?;
                self.show(&done, screen)?;
            }
            Ok(End::Done)
        })
    }

    /// On the database itself.
    fn here(&self, files: &[Read<'_>], screen: &Screen) -> Ended {
        let mut flags = toml::Table::new();
        if let Some(place) = &self.database {
            flags.insert("database".to_owned(), toml::Value::String(place.clone()));
        }
        let config = serve::settings(None, flags)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::Bug(error.to_string()))?;
        let engine = runtime.block_on(nahtlos_server::local::open(&config)).map_err(Failure::Refused)?;
        let imported = files.iter().try_for_each(|file| {
            let text = screen.text("cli-reading", Values::new().text("file", file.name.clone()));
            let importing = catalogue::import(&engine, file.source(), self.dry_run);
            let done = progress::waiting(text, || runtime.block_on(importing)).map_err(|error| match error {
                ImportError::File(problems) => Failure::Files(problems),
                ImportError::Halt(halt) => Failure::Refused(halt.to_string()),
            })?;
            screen.problems(&done.warnings);
            self.show(&catalogue::shown(&done.report, self.dry_run, &done.warnings), screen)
        });
        engine.close();
        imported.map(|()| End::Done)
    }

    fn show(&self, done: &CatalogueImport, screen: &Screen) -> Result<(), Failure> {
        if self.remote.json {
            return print_json(screen, done);
        }
        let file = done.file.clone().unwrap_or_default();
        let name = Path::new(&file)
            .file_name()
            .map_or(file.clone(), |name| name.to_string_lossy().into_owned());
        screen.heading(&name);
        let kind = done.kind.clone().unwrap_or_default();
        let values = Values::new()
            .text("kind", kind)
            .count("added", done.added.unwrap_or_default())
            .count("changed", done.changed.unwrap_or_default())
            .count("removed", done.removed.unwrap_or_default());
        screen.line(&format!("  {}", screen.text("cli-catalogue-diff", values)));
        for example in done.examples.iter().flatten().take(SHOWN) {
            screen.line(&format!("    {}", line(example)));
        }
        let end = match (done.version, done.unchanged, self.dry_run) {
            (Some(version), ..) => screen.text("cli-catalogue-version", Values::new().text("version", version.to_string())),
            (None, Some(true), _) => screen.text("cli-catalogue-unchanged", Values::new()),
            (None, ..) => screen.text("cli-catalogue-dry", Values::new()),
        };
        screen.line(&format!("  {end}"));
        Ok(())
    }
}

/// An example in one line: what it is, and of a changed row which fields.
fn line(example: &CatalogueChange) -> String {
    let mark = match example.change.as_deref() {
        Some("added") => "+",
        Some("removed") => "-",
        _ => "~",
    };
    let (row, key) = (
        example.row.as_deref().unwrap_or_default(),
        example.key.as_deref().unwrap_or_default(),
    );
    let mut text = format!("{mark} {row} {key}");
    if let Some(name) = example.new.as_ref().or(example.old.as_ref()).and_then(name) {
        text.push_str(&format!(" ({name})"));
    }
    let (Some(old), Some(new)) = (&example.old, &example.new) else {
        return text;
    };
    match (fields(old), fields(new)) {
        (Some(old), Some(new)) => {
            for (field, value) in new.iter().filter(|(field, value)| old.get(*field) != Some(value)) {
                let before = old.get(field).map_or_else(|| "–".to_owned(), ToString::to_string);
                text.push_str(&format!("; {field}: {before} → {value}"));
            }
        }
        _ if old != new => text.push_str(&format!(": {old} → {new}")),
        _ => {}
    }
    text
}

/// The fields of a row, which may stand behind its key.
fn fields(row: &Value) -> Option<&Map<String, Value>> {
    row.as_object().or_else(|| row.as_array()?.iter().find_map(Value::as_object))
}

/// What people call a row, where it has a name.
fn name(row: &Value) -> Option<&str> {
    match fields(row) {
        Some(fields) => ["name", "title"].iter().find_map(|word| fields.get(*word)?.as_str()),
        None => row.as_array()?.get(1)?.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_example_is_one_line_with_what_changed() {
        let mut example = CatalogueChange {
            change: Some("changed".to_owned()),
            row: Some("licence".to_owned()),
            key: Some("4b94".to_owned()),
            old: Some(json!(["4b94", { "name": "Plan One", "plans": ["a"] }])),
            new: Some(json!(["4b94", { "name": "Plan 1", "plans": ["a"] }])),
        };
        assert_eq!(line(&example), "~ licence 4b94 (Plan 1); name: \"Plan One\" → \"Plan 1\"");
        example.change = Some("removed".to_owned());
        example.new = None;
        assert_eq!(line(&example), "- licence 4b94 (Plan One)");
        example.old = Some(json!(["4b94", "Exchange"]));
        assert_eq!(line(&example), "- licence 4b94 (Exchange)");
    }
}
