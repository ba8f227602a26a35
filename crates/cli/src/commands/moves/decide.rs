//! What else a person decides about a move at a center: `nahtlos move offer`, `withdraw`, `halt`, `resume` and `abandon`.

use super::told;
use crate::{end::Ended, remote::Remote, screen::Screen};
use clap::Args;
use nahtlos_client::{Error, Moves};
use nahtlos_wire::moves::Move;

/// Options of `nahtlos move offer`, `withdraw` and `resume`.
#[derive(Debug, Args)]
pub(crate) struct Decision {
    /// The move's id
    id: String,
    #[command(flatten)]
    remote: Remote,
}

/// Options of `nahtlos move halt` and `abandon`.
#[derive(Debug, Args)]
pub(crate) struct Noted {
    /// The move's id
    id: String,
    /// Why, for those who look later
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    remote: Remote,
}

/// Has something decided, and shows the move as it is then.
fn decided(remote: &Remote, screen: &Screen, decide: impl AsyncFnOnce(Moves) -> Result<Move, Error>) -> Ended {
    remote.run(screen, async |client| {
        let after = decide(client.moves()).await?;
        remote.show(screen, &after, |after| told::print_move(screen, after))
    })
}

pub(super) fn offer(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |moves| moves.offer(&command.id).await)
}

pub(super) fn withdraw(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |moves| moves.withdraw(&command.id).await)
}

pub(super) fn resume(command: &Decision, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |moves| moves.resume(&command.id).await)
}

pub(super) fn halt(command: &Noted, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |moves| moves.halt(&command.id, &command.note).await)
}

pub(super) fn abandon(command: &Noted, screen: &Screen) -> Ended {
    decided(&command.remote, screen, async |moves| {
        moves.abandon(&command.id, &command.note).await
    })
}
