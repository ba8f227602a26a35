//! People: who says yes and who does not, who does what is asked of them, late, wrongly or never, and who changes things by hand.
//!
//! [`react()`] looks at every move after every event and puts what people will do about it on the agenda; [`perform`] does it at its time, through
//! the engine's own commands. Who does something deliberately by hand changes what the checkers demand, and nothing else does.

mod decide;
mod hands;
mod react;
mod tasks;

pub(crate) use react::{react, whims};

use crate::core::Core;
use nahtlos_engine::Halt;

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Yes to the plan.
    Approve,
    /// The customer answers the invitation.
    Invitation { token: String, yes: bool },
    /// The customer answers the request for rights.
    Rights { id: String, yes: bool },
    /// The customer ends rights that were given.
    EndRights,
    /// Something is done about a task.
    Task { id: String, how: How },
    /// The other partner answers a transfer.
    Transfer { id: String, yes: bool },
    /// The halted move is let go on.
    Resume,
    /// Another plan is wanted.
    Replan,
    /// The move is given up.
    Abandon,
    /// The move is stopped.
    Halt,
    /// A licence is taken from somebody.
    TakeLicense,
    /// A licence is given to somebody.
    GiveLicense,
    /// Somebody joins, with a licence.
    Join,
    /// Somebody leaves.
    Leave,
    /// Seats are bought in another shop.
    BuyElsewhere,
    /// A renewal is switched on or off in another shop.
    TurnRenewal { on: bool },
}

/// How somebody does what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It is done and said.
    Well,
    /// It is said and not done.
    OnlySaid,
    /// It is done and not said.
    OnlyDone,
}

/// Does something.
pub(crate) async fn perform(core: &Core, tenant: usize, act: Act) -> Result<(), Halt> {
    let done = match &act {
        Act::Approve | Act::Resume | Act::Replan | Act::Abandon | Act::Halt => decide::perform(core, tenant, &act).await,
        Act::Invitation { .. } | Act::Rights { .. } | Act::EndRights | Act::Transfer { .. } => decide::answer(core, tenant, &act).await,
        Act::Task { id, how } => tasks::perform(core, tenant, id, *how).await,
        _ => hands::perform(core, tenant, &act).await,
    };
    let who = format!("c{tenant}");
    match done {
        Ok(told) => core.tell(&who, &told),
        // What cannot be done (any more) is no harm.
        Err(Halt::Refused(refusal)) => core.tell(&who, &format!("{act:?} is refused: {refusal}")),
        // A plan from the present needs a look, which may fail.
        Err(fault) if act == Act::Replan => core.tell(&who, &format!("no other plan: {fault}")),
        Err(fault) => return Err(fault),
    }
    Ok(())
}
