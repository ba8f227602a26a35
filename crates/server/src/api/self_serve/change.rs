//! Creates, replaces and deletes policies.

use super::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::self_serve::{CreatePolicy, DeletePolicy, UpdatePolicy};
use nahtlos_model::{refusals::Refusal, self_serve::SentPolicy};
use nahtlos_wire::self_serve as wire;

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent = sent_of(ask.read_body()?);
    if sent.entity.1.is_empty() {
        return Err(Refusal::property("selfServeEntity.tenantID", "it must be given: the customer's tenant").into());
    }
    ask.write(CreatePolicy { sent }, |policy| Answer::created(&shown(policy))).await
}

/// As the older page prints it: the id stands in the body.
pub(crate) async fn update_of_body(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::SelfServePolicy = ask.read_body()?;
    let id = sent.id.clone().unwrap_or_default();
    replace(ask, id, sent).await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::SelfServePolicy = ask.read_body()?;
    let id = ask.param(0).to_owned();
    replace(ask, id, sent).await
}

async fn replace(ask: Ask, id: String, sent: wire::SelfServePolicy) -> Result<Answer, Problem> {
    let inside = sent.attributes.as_ref().and_then(|a| a.etag.as_deref());
    let expected = match ask.header("if-match") {
        Some(_) => ask.if_match(),
        None => inside.map(|etag| etag.trim_matches('"').to_owned()).filter(|etag| !etag.is_empty()),
    };
    let sent = sent_of(sent);
    ask.write(UpdatePolicy { id, sent, expected }, |policy| Answer::ok(&shown(policy)))
        .await
}

pub(crate) async fn delete(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.param(0).to_owned();
    ask.write(DeletePolicy { id }, |()| Answer::nothing()).await
}

fn sent_of(sent: wire::SelfServePolicy) -> SentPolicy {
    let entity = sent.self_serve_entity.unwrap_or_default();
    let grantor = sent.grantor.unwrap_or_default();
    let tenant = |id: Option<String>| id.unwrap_or_default().trim().to_ascii_lowercase();
    let permissions = sent.permissions.unwrap_or_default().into_iter();
    SentPolicy {
        id: sent.id.unwrap_or_default(),
        entity: (entity.self_serve_entity_type.unwrap_or_default(), tenant(entity.tenant_id)),
        grantor: (grantor.grantor_type.unwrap_or_default(), tenant(grantor.tenant_id)),
        permissions: permissions
            .map(|p| (p.resource.unwrap_or_default(), p.action.unwrap_or_default()))
            .collect(),
    }
}
