//! `nahtlos move evidence`: everything that is kept of a move, in one signed archive, with a report for people.

use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked, print_json},
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_client::Client;
use nahtlos_files::{
    evidence::{Manifest, names, zip},
    write::write_atomically,
};
use nahtlos_report::{Lang, texts::Args as Values};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Options of `nahtlos move evidence`.
#[derive(Debug, Args)]
#[command(
    after_help = "Works at every state of a move; of one that is not finished the archive says so. It contains names of users: give it
only to those who may see them.

Examples:
  nahtlos move evidence MOVE -o evidence.zip
  nahtlos move evidence MOVE -o evidence.html --lang de"
)]
pub(crate) struct Evidence {
    /// The move's id
    id: String,
    /// File to write; one that ends in .html is the report alone [default: evidence-MOVE.zip]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write the report beside the archive, too
    #[arg(long)]
    html: bool,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Evidence, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| command.work(&client, screen).await)
}

/// What is written.
pub(crate) struct Written {
    /// Files.
    pub(crate) files: Vec<PathBuf>,
    /// Fingerprint of the key that signed.
    pub(crate) key: String,
}

impl Evidence {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let output = self
            .output
            .clone()
            .unwrap_or_else(|| PathBuf::from(format!("evidence-{}.zip", self.id)));
        let page = output.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
        let (archive, report) = match (page, self.html) {
            (true, _) => (None, Some(output)),
            (false, true) => (Some(output.clone()), Some(output.with_extension("html"))),
            (false, false) => (Some(output), None),
        };
        let written = fetch(client, &self.id, archive.as_deref(), report.as_deref(), screen.lang()).await?;
        if self.remote.json {
            let files: Vec<String> = written.files.iter().map(|file| file.display().to_string()).collect();
            print_json(screen, &json!({ "files": files, "key": written.key }))?;
            return Ok(End::Done);
        }
        for file in &written.files {
            screen.say("cli-evidence-written", Values::new().text("file", file.display().to_string()));
        }
        if let Some(archive) = archive {
            let values = Values::new().text("file", archive.display().to_string()).text("key", written.key);
            screen.say("cli-evidence-next", values);
        }
        Ok(End::Done)
    }
}

/// Fetches the evidence of a move, and writes the archive, the report, or both.
pub(crate) async fn fetch(
    client: &Client,
    id: &str,
    archive: Option<&Path>,
    report: Option<&Path>,
    lang: Lang,
) -> Result<Written, crate::remote::Stop> {
    let bytes = client.moves().evidence(id).await?;
    let members = zip::decode(&bytes).map_err(|_| Failure::Refused("the center sent no archive of evidence".to_owned()))?;
    let part = |name: &str| members.iter().find(|one| one.name == name);
    let manifest = part(nahtlos_files::evidence::MANIFEST).and_then(|one| serde_json::from_slice::<Manifest>(&one.bytes).ok());
    let key = manifest.map(|manifest| manifest.key).unwrap_or_default();
    let mut files = Vec::new();
    if let Some(path) = archive {
        write_atomically(path, &bytes).map_err(|error| Failure::writing(path, &error))?;
        files.push(path.to_owned());
    }
    if let Some(path) = report {
        let page = part(&names::report(lang.tag())).ok_or_else(|| Failure::Refused("the center sent no report".to_owned()))?;
        write_atomically(path, &page.bytes).map_err(|error| Failure::writing(path, &error))?;
        files.push(path.to_owned());
    }
    Ok(Written { files, key })
}
