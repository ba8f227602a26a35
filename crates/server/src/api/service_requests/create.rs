//! Files a request. The reference gave this up in 2020; nothing else could fill the lists here.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::service_requests::FileServiceRequest;
use nahtlos_model::{
    customers::profile::culture,
    refusals::Refusal,
    service_requests::{Filing, RequestStatus, Severity},
};
use nahtlos_wire::service_requests as wire;

pub(crate) async fn post(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::ServiceRequest = ask.read_body()?;
    let locale = culture(ask.param(0)).ok_or_else(|| Refusal::property("agent_locale", "it is no culture such as en-US"))?;
    if sent.severity.is_none() {
        return Err(Refusal::property("severity", "it must be given").into());
    }
    if view::status_of(sent.status.as_ref())?.is_some_and(|status| status != RequestStatus::Open) {
        return Err(Refusal::property("status", "a new request is open; leave it out").into());
    }
    let notes = sent.notes.unwrap_or_default().into_iter().chain(sent.new_note);
    let filing = Filing {
        severity: view::severity_of(sent.severity.as_ref())?.unwrap_or(Severity::Minimal),
        topic: view::topic_of(sent.support_topic_id.as_ref())?,
        title: sent.title.unwrap_or_default(),
        description: sent.description.unwrap_or_default(),
        notes: notes.filter_map(|note| note.text).collect(),
        locale,
    };
    let about = sent.organization.and_then(|o| o.id).map(|id| id.trim().to_ascii_lowercase());
    let command = FileServiceRequest {
        filing,
        customer_id: about.filter(|id| !id.is_empty()),
    };
    let view = ask.view();
    ask.write(command, move |talk| Answer::created(&view::whole(&view, talk))).await
}
