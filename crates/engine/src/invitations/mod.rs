//! Invitations: from draft to decision.
//!
//! The partner's side drafts, changes, sends, reminds and withdraws; the customer's side comes by the link. What the link shows is
//! shown to whoever has it; what it lets decide, only an administrator of the customer decides.

mod asked;
mod change;
mod decide;
mod draft;
pub(crate) mod due;
mod link;
mod mail;
mod read;
mod send;

pub use asked::{Asked, Party};
pub use change::ChangeInvitation;
pub use decide::{Acceptance, DecideInvitation};
pub use draft::DraftInvitation;
pub use mail::Letter;
pub(crate) use mail::note;
pub use send::{RemindInvitation, SendInvitation, WithdrawInvitation};

use crate::call::Actor;
use nahtlos_model::{
    invitations::{Invitation, Person},
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, invitations};
use sha2::{Digest, Sha256};

/// The hash under which a link's secret is found.
pub(crate) fn hash(token: &str) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(token.as_bytes());
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::NotFound).with("id", id)
}

/// The invitation of a link.
async fn by_token(tx: &mut Tx, token: &str) -> Result<Invitation, crate::Halt> {
    let found = invitations::by_link(tx, &hash(token)).await?;
    let (partner, id) = found.ok_or_else(|| unknown(token))?;
    let invitation = invitations::find(tx, &partner, &id).await?;
    Ok(invitation.ok_or_else(|| unknown(token))?)
}

/// The user who acts; `None`: an application.
fn person(actor: &Actor) -> Option<Person> {
    actor.user.as_ref().map(|user| Person {
        user_id: user.id.clone(),
        user_principal_name: user.user_principal_name.clone(),
        name: user.name.clone(),
    })
}
