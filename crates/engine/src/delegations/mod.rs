//! Granular delegated administration: relationships by which a customer lets groups of a partner act in its directory.
//!
//! Every command holds the relationship first, so that changes of it and of what belongs to it come one after the other. The partner's
//! side is the truth; what permits are judged by, the customer's side, is written anew with every change (`save::settle`).

mod assign;
mod begin;
mod change;
mod decide;
pub(crate) mod due;
pub(crate) mod end;
mod noted;
mod read;
mod request;
mod save;
pub(crate) mod tell;

pub use assign::{AssignAccess, ChangeAccess, Changed as AssignmentChanged, RemoveAccess};
pub use change::{ChangeDelegation, Changed as DelegationChanged, CreateDelegation, DeleteDelegation};
pub use decide::{DecideDelegation, Decision};
pub use read::Shown;
pub use request::RequestOnDelegation;

pub(crate) use begin::{begin_asked, begin_default};

use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    delegations::Delegation,
    refusals::{Code, Refusal},
};
use nahtlos_store::delegations;

/// The refusal for what is not there.
pub(crate) fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::NotFound).with("id", id)
}

/// A relationship of a partner, held until the transaction ends.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn hold(act: &mut Act<'_>, partner: &str, id: &str) -> Result<Delegation, Halt> {
    if !delegations::hold(act.tx, partner, id).await? {
        return Err(unknown(id).into());
    }
    let found = delegations::find(act.tx, partner, id).await?;
    Ok(found.ok_or_else(|| unknown(id))?)
}
