//! `nahtlos move status`: one's moves, or one of them with its steps, its open tasks, and why it stands still.

use super::told;
use crate::{
    end::{End, Ended},
    remote::{Remote, Worked},
    screen::Screen,
    table::{self, Column, cell},
};
use clap::{Args, builder::PossibleValuesParser};
use nahtlos_client::{Client, collect};
use nahtlos_wire::moves::{Move, MoveState};

/// Options of `nahtlos move status`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nahtlos move status                          all of them, newest first
  nahtlos move status --state halted
  nahtlos move status MOVE")]
pub(crate) struct Status {
    /// The move's id [default: lists all]
    id: Option<String>,
    /// Only those in this state
    #[arg(long, value_name = "STATE", value_parser = PossibleValuesParser::new(states()), ignore_case = true, conflicts_with = "id")]
    state: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

fn states() -> impl Iterator<Item = &'static str> {
    MoveState::ALL.iter().map(|state| state.as_str())
}

pub(super) fn run(command: &Status, screen: &Screen) -> Ended {
    command.remote.run(screen, async |client| match &command.id {
        Some(id) => command.one(&client, id, screen).await,
        None => command.all(&client, screen).await,
    })
}

impl Status {
    async fn all(&self, client: &Client, screen: &Screen) -> Worked {
        // Only words of the wire come through the parser.
        let state = self.state.as_deref().and_then(|state| state.parse::<MoveState>().ok());
        let all = collect(client.moves().list(state)).await?;
        self.remote.show(screen, &all, |all| {
            let row = |of: &Move| {
                vec![
                    cell(of.id.as_ref()),
                    told::customer(of),
                    cell(of.state.map(|state| told::word(screen, "move-state", state))),
                    told::progress(screen, of),
                    cell(of.plan.as_ref().map(|plan| told::money(screen, plan))),
                    cell(of.next_time),
                ]
            };
            let columns = ["id", "customer", "state", "steps", "total", "next"].map(Column::Left);
            table::print(screen, &columns, &all.iter().map(row).collect::<Vec<_>>());
        })
    }

    async fn one(&self, client: &Client, id: &str, screen: &Screen) -> Worked {
        let of = client.moves().get(id).await?;
        if self.remote.json {
            return self.remote.show(screen, &of, |_| ());
        }
        let names = told::names(client, id).await?;
        let tasks = told::with_link(client, &of, told::open_tasks(&of)).await;
        told::print_move(screen, &of);
        if let Some(why) = told::why(screen, &names, &of) {
            titled(screen, "cli-move-why-title");
            screen.line(&why);
        }
        if !tasks.is_empty() {
            titled(screen, "cli-move-tasks-title");
            told::print_tasks(screen, &names, &of, &tasks);
        }
        if let Some(steps) = of.steps.as_ref().filter(|steps| !steps.is_empty()) {
            titled(screen, "cli-move-steps-title");
            told::print_steps(screen, steps);
        }
        Ok(End::Done)
    }
}

fn titled(screen: &Screen, key: &str) {
    screen.line("");
    screen.heading(&screen.text(key, nahtlos_report::texts::Args::new()));
}
