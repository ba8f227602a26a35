//! Transfers between partners: offered, asked for, answered, worked on, ended.
//!
//! A subscription goes over in one transaction: the order and the target's subscription are saved before the source's goes, so that no
//! user's licence is ever without seats. Both partners get an entry and an event of their own, and neither reads the other's data.

mod accept;
mod answer;
mod ask;
pub mod mishaps;
mod moving;
mod offer;
mod read;
pub(crate) mod save;
mod withdraw;
pub(crate) mod work;

pub use accept::{AcceptTransfer, Accepted};
pub use answer::{Answer, AnswerTransfer};
pub use ask::AskForTransfer;
pub use mishaps::{Mishap, Mishaps};
pub use offer::{OfferTransfer, OfferedLine};
pub use read::{Listed, Preview, PreviewLine};
pub use withdraw::WithdrawTransfer;

use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    refusals::{Code, Refusal},
    transfers::{Side, Status, Transfer},
};
use nahtlos_store::{customers, transfers};

/// The refusal for an id nobody knows.
pub(crate) fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::TransferUnknown).with("id", id)
}

/// A transfer in which the caller takes part, and its side. One that was withdrawn is gone.
async fn load(act: &mut Act<'_>, customer: &str, id: &str) -> Result<(Transfer, Side), Halt> {
    let id = id.to_ascii_lowercase();
    let found = transfers::find(act.tx, customer, &id).await?;
    let found = found.filter(|t| t.status != Status::Withdrawn);
    let side = found.as_ref().and_then(|t| t.side(&act.call.actor.tenant_id));
    found.zip(side).ok_or_else(|| unknown(&id).into())
}

/// Who acts, as a transfer names its last changer.
fn user(act: &Act<'_>) -> String {
    let actor = &act.call.actor;
    actor.user.as_ref().map_or_else(|| actor.application.clone(), |u| u.id.clone())
}

/// The names that nobody wrote.
async fn name_parties(act: &mut Act<'_>, t: &mut Transfer) -> Result<(), Halt> {
    let source = customers::partner(act.tx, &t.source_id).await?.map(|p| p.name);
    let target = customers::partner(act.tx, &t.target_id).await?.map(|p| p.name);
    let customer = customers::find(act.tx, &t.customer_id).await?.map(|c| c.company.name);
    let said = &mut t.said;
    said.source_name = said.source_name.take().or(source);
    said.target_name = said.target_name.take().or(target);
    said.customer_name = said.customer_name.take().or(customer);
    Ok(())
}
