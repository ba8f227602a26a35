//! Service requests: filed and changed by partners, answered by the programme's administrators, closed by silence.

mod answer;
pub(crate) mod due;
mod file;
pub(crate) mod letter;
mod read;
mod update;

pub use answer::AnswerServiceRequest;
pub use file::FileServiceRequest;
pub use letter::Answered;
pub use nahtlos_store::service_requests::Part;
pub use read::Talk;
pub use update::UpdateServiceRequest;

use crate::{
    act::{Act, Changed},
    call::{Actor, Need},
    halt::Halt,
};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
    service_requests::{Note, Person, RequestStatus, ServiceRequest},
};
use nahtlos_store::{Tx, due as due_work, service_requests};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The right on one's own requests, or on those about a customer.
pub(crate) fn need(action: Action, customer: Option<&str>) -> Need {
    match customer {
        Some(customer) => Need::customer(action, customer),
        None => Need::own(action),
    }
}

/// A partner's request; on a customer's path only if it is about that customer.
pub(crate) async fn find(tx: &mut Tx, partner: &str, customer: Option<&str>, id: &str) -> Result<ServiceRequest, Halt> {
    let found = service_requests::find(tx, partner, id).await?;
    let fits = |r: &ServiceRequest| customer.is_none() || r.customer_id.as_deref() == customer;
    Ok(found.filter(fits).ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?)
}

/// The user who acts.
fn person(actor: &Actor) -> Result<Person, Refusal> {
    let user = actor.user.as_ref().ok_or(Code::AppOnlyRefused)?;
    Ok(Person::of(&user.id, &user.user_principal_name, &user.name))
}

/// A request as the trail has it: of a note only its digest, because it may say things about people.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    #[serde(flatten)]
    request: &'a ServiceRequest,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note_digests: Vec<String>,
}

fn told<'a>(request: &'a ServiceRequest, notes: &[Note]) -> Told<'a> {
    let digest = |note: &Note| {
        let bytes = Sha256::digest(note.text.as_bytes());
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    Told {
        request,
        note_digests: notes.iter().map(digest).collect(),
    }
}

/// Saves a request that is new, or was changed, with its notes, its next due work and its trail.
async fn save(act: &mut Act<'_>, before: Option<&ServiceRequest>, after: &ServiceRequest, notes: &[Note]) -> Result<(), Halt> {
    match before {
        Some(before) => service_requests::update(act.tx, before, after).await?,
        None => service_requests::insert(act.tx, after).await?,
    }
    for note in notes {
        let id = act.ordered_id();
        service_requests::add_note(act.tx, &after.partner_id, &after.id, &id, note).await?;
    }
    let at = after.next_due(act.program());
    due_work::set(act.tx, &after.partner_id, due::DUE, &after.id, at).await?;
    let closes = before.is_some_and(|before| before.status != after.status) && after.status == RequestStatus::Closed;
    let operation = match (before.is_some(), closes) {
        (false, _) => "create_service_request",
        (true, true) => "close_service_request",
        (true, false) => "update_service_request",
    };
    let (told_before, told_after) = (before.map(|before| told(before, &[])), told(after, notes));
    act.changed(Changed {
        scope: after.customer_id.as_deref().unwrap_or(&after.partner_id),
        partner: &after.partner_id,
        resource: "service_request",
        id: &after.id,
        operation,
        before: told_before.as_ref(),
        after: Some(&told_after),
    })
}
