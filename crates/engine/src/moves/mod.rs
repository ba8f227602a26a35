//! Moves, carried out. A person begins one, has it planned, and says yes to the plan; from then on it is carried on whenever something is
//! due or something happened, one recorded step at a time ([`carry`]), at this center ([`local`]) or at another service, through the port
//! [`target`].
//!
//! What is to be done is decided by `nahtlos_model::moves::next`, and whether the present allows it by `nahtlos_planner::present`. No outside
//! call is made while a transaction is open.

mod afresh;
pub mod approve;
pub mod begin;
pub mod carry;
pub mod decide;
pub mod elsewhere;
pub mod evidence;
pub mod local;
pub mod offered;
pub mod plan;
mod practicable;
mod present;
pub mod read;
pub mod report;
pub mod target;
pub(crate) mod tell;
pub mod what_if;

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    moves::{Move, journal::Entry},
    refusals::{Code, Refusal},
};
use nahtlos_store::moves;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Kinds of documents.
pub(crate) mod documents {
    /// The estate the move began with, and those later plans were made from.
    pub(crate) const ESTATE: &str = "estate";
    /// The policy, with each plan.
    pub(crate) const POLICY: &str = "policy";
    /// Plans.
    pub(crate) const PLAN: &str = "plan";
}

/// Whether a change of such a thing of a customer may be what a move of it waits for.
pub(crate) fn wakes(resource: &str) -> bool {
    const KINDS: [&str; 7] = [
        "agreement",
        "granular_admin_access_assignment",
        "granular_admin_relationship",
        "invitation",
        "partner_customer_relationship",
        "subscription",
        "transfer",
    ];
    KINDS.contains(&resource)
}

/// A partner's move.
///
/// # Errors
/// `NotFound`, also for another partner's.
async fn load(act: &mut Act<'_>, partner: &str, id: &str) -> Result<Move, Halt> {
    moves::find(act.tx, partner, id).await?.ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> Halt {
    Refusal::new(Code::NotFound).with("id", id).into()
}

/// What an entry of the journal says.
struct Said {
    kind: &'static str,
    step: String,
    body: String,
}

impl Said {
    fn new(kind: &'static str, step: &str, body: &impl Serialize) -> Result<Self, Halt> {
        let body = serde_json::to_string(body).map_err(nahtlos_store::StoreError::from)?;
        let step = step.to_owned();
        Ok(Self { kind, step, body })
    }
}

/// Writes what happened into the journal of a move.
async fn write(act: &mut Act<'_>, of: &mut Move, said: Vec<Said>) -> Result<(), Halt> {
    for Said { kind, step, body } in said {
        of.entries += 1;
        let entry = Entry::after(&of.head, of.entries, act.now, kind, &step, body);
        moves::add_entry(act.tx, &of.partner_id, &of.id, &entry).await?;
        of.head = entry.hash;
    }
    Ok(())
}

/// Saves a move that a person changed: with its journal, its audit entry, and a look at it now.
async fn changed(act: &mut Act<'_>, before: &Move, after: &mut Move, operation: &'static str, said: Vec<Said>) -> Result<(), Halt> {
    write(act, after, said).await?;
    after.version = before.version + 1;
    if after.state.is_under_way() {
        after.next = Some(act.now);
    }
    moves::update(act.tx, before.version, after, moves::ANY).await?;
    tell::tell(act, before, after).await?;
    noted(act, Some(before), after, operation)
}

/// The trail of a change. Of a move it names what a reader wants to know; the whole is in its journal.
fn noted(act: &mut Act<'_>, before: Option<&Move>, after: &Move, operation: &'static str) -> Result<(), Halt> {
    let brief = |of: &Move| Brief {
        state: of.state.as_str(),
        customer: of.customer.tenant_id.clone(),
        plan: of.plan.as_ref().map(|plan| plan.digest.clone()),
        entries: of.entries,
        head: of.head.clone(),
    };
    act.changed(Changed {
        scope: &after.customer.tenant_id,
        partner: &after.partner_id,
        resource: "move",
        id: &after.id,
        operation,
        before: before.map(brief).as_ref(),
        after: Some(&brief(after)),
    })
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Brief {
    state: &'static str,
    customer: String,
    plan: Option<String>,
    entries: i64,
    head: String,
}

/// SHA-256, in hexadecimal.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
