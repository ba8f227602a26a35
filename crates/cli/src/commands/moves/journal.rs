//! `nahtlos move journal`: what was decided, attempted, answered and seen, in order.

use crate::{
    end::Ended,
    remote::Remote,
    screen::Screen,
    table::{self, Column, cell},
};
use clap::Args;
use nahtlos_client::collect;
use nahtlos_wire::moves::MoveJournalEntry;

/// Letters shown of what an entry holds.
const SHOWN: usize = 80;

/// Options of `nahtlos move journal`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos move journal MOVE --json        with everything that each entry holds, and its hash")]
pub(crate) struct Journal {
    /// The move's id
    id: String,
    #[command(flatten)]
    remote: Remote,
}

pub(super) fn run(command: &Journal, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| {
        let all = collect(client.moves().journal(&command.id)).await?;
        command.remote.show(screen, &all, |all| {
            let columns = [
                Column::Right("number"),
                Column::Left("time"),
                Column::Left("entry"),
                Column::Left("step"),
                Column::Left("content"),
            ];
            table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
        })
    })
}

fn row(entry: &MoveJournalEntry) -> Vec<String> {
    let content = cell(entry.body.as_ref());
    let content = match content.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &content[..end]),
        None => content,
    };
    vec![
        cell(entry.number),
        cell(entry.time),
        cell(entry.kind.as_ref()),
        cell(entry.step_id.as_ref()),
        content,
    ]
}
