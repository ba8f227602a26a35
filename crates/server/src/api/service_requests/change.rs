//! Changes a request: only what is given counts. Clients send the whole empty object of their SDK around it.

use super::{request_id, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::service_requests::UpdateServiceRequest;
use nahtlos_model::{refusals::Refusal, service_requests::Change};
use nahtlos_wire::service_requests as wire;

pub(crate) async fn patch(ask: Ask) -> Result<Answer, Problem> {
    let id = request_id(&ask, 0);
    changed(ask, None, id).await
}

pub(crate) async fn patch_of_customer(ask: Ask) -> Result<Answer, Problem> {
    let (customer, id) = (ask.id(0), request_id(&ask, 1));
    changed(ask, Some(customer), id).await
}

async fn changed(ask: Ask, customer_id: Option<String>, id: String) -> Result<Answer, Problem> {
    let change = change_of(ask.read_body()?)?;
    let command = UpdateServiceRequest { id, customer_id, change };
    let view = ask.view();
    ask.write(command, move |talk| Answer::ok(&view::whole(&view, talk))).await
}

/// What a body asks for; empty texts, and states and topics that clients send for none, ask for nothing.
pub(super) fn change_of(sent: wire::ServiceRequest) -> Result<Change, Refusal> {
    Ok(Change {
        severity: view::severity_of(sent.severity.as_ref())?,
        status: view::status_of(sent.status.as_ref())?,
        topic: view::topic_of(sent.support_topic_id.as_ref())?.filter(|topic| *topic != 0),
        title: sent.title,
        description: sent.description,
        note: sent.new_note.and_then(|note| note.text),
        organization: sent.organization.and_then(|organization| organization.id),
    })
}
