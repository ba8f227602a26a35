//! `nahtlos move task`: what only a person can do in a move, and saying that it is done.

use super::told;
use crate::{
    end::{End, Ended, Failure},
    remote::{Remote, Worked},
    screen::Screen,
};
use clap::{Args, Subcommand, ValueHint};
use nahtlos_client::Client;
use nahtlos_report::texts::Args as Values;
use nahtlos_wire::moves::MoveNote;
use sha2::{Digest, Sha256};
use std::{fs::File, io, path::PathBuf};

/// Commands about tasks of a move.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos move task list MOVE
  nahtlos move task script MOVE t2 -o swap.ps1
  nahtlos move task done MOVE t2 --note \"Confirmed by mail\" --attach letter.pdf")]
pub(crate) enum Command {
    /// Every task of a move, done or not
    List(List),
    /// What one asks to be changed by hand: a script for the customer's administrator, or a table
    Script(Script),
    /// Say that one is done
    Done(Done),
}

/// Options of `nahtlos move task script`.
#[derive(Debug, Args)]
pub(crate) struct Script {
    /// The move's id
    id: String,
    /// The task's id (t1); `list` shows it
    task: String,
    /// Where it is written to: a table where the name ends in .csv, else a script (Microsoft Graph PowerShell) [default: shows the script]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos move task list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The move's id
    id: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos move task done`.
#[derive(Debug, Args)]
pub(crate) struct Done {
    /// The move's id
    id: String,
    /// The task's id (t1); `list` shows it
    task: String,
    /// What there is to say of it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// File that shows it; its SHA-256 is kept with the task, the file stays with you
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    attach: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::List(list) => list.remote.run(screen, async |client| list.work(&client, screen).await),
        Command::Script(script) => script.remote.run(screen, async |client| script.work(&client, screen).await),
        Command::Done(done) => {
            let note = done.note()?;
            done.remote.run(screen, async |client| {
                let after = client.moves().confirm(&done.id, &done.task, &note).await?;
                done.remote.show(screen, &after, |after| told::print_move(screen, after))
            })
        }
    }
}

impl List {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let of = client.moves().get(&self.id).await?;
        let tasks = of.tasks.clone().unwrap_or_default();
        if self.remote.json {
            return self.remote.show(screen, &tasks, |_| ());
        }
        let names = told::names(client, &self.id).await?;
        let tasks = told::with_link(client, &of, tasks).await;
        self.remote
            .show(screen, &tasks, |tasks| told::print_tasks(screen, &names, &of, tasks))
    }
}

impl Script {
    async fn work(&self, client: &Client, screen: &Screen) -> Worked {
        let list = client.moves().swaps(&self.id, &self.task).await?;
        let Some(path) = self.output.as_ref().filter(|_| !self.remote.json) else {
            return self
                .remote
                .show(screen, &list, |list| screen.line(list.script.as_deref().unwrap_or_default()));
        };
        let table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let text = if table { list.csv } else { list.script }.unwrap_or_default();
        nahtlos_files::write::write_atomically(path, text.as_bytes()).map_err(|error| Failure::writing(path, &error))?;
        screen.say("cli-written", Values::new().text("file", path.display().to_string()));
        Ok(End::Done)
    }
}

impl Done {
    fn note(&self) -> Result<MoveNote, Failure> {
        let attachment = self.attach.as_ref().map(|path| {
            let mut sha = Sha256::new();
            let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut sha));
            read.map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
            Ok::<_, Failure>(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        });
        Ok(MoveNote {
            note: self.note.clone(),
            attachment: attachment.transpose()?,
        })
    }
}
