//! Bodies that create or change relationships, requests and assignments. Every property is looked at by name; one that nobody knows is
//! refused with it. What a value means is decided in the model.

use super::said;
use crate::api::{
    ask::Ask,
    graph::{body, said as graph},
    problem::Problem,
};
use nahtlos_model::delegations::{Draft, requests::RequestAction};
use serde_json::{Map, Value};

const RELATIONSHIP: &str = "delegatedAdminRelationship";
const REQUEST: &str = "delegatedAdminRelationshipRequest";
const ASSIGNMENT: &str = "delegatedAdminAccessAssignment";

/// Members that only the service sets.
const READ_ONLY: [&str; 8] = [
    "id",
    "isPartnerConsentPending",
    "indirectProviderTenantId",
    "status",
    "createdDateTime",
    "lastModifiedDateTime",
    "activatedDateTime",
    "endDateTime",
];

fn text(name: &str, value: Value) -> Result<Option<String>, Problem> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(said::wrong(name, "it is a text")),
    }
}

fn object(name: &str, value: Value) -> Result<Map<String, Value>, Problem> {
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(said::wrong(name, "it is an object")),
    }
}

/// A member of an object, whatever its letter case.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = object.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned()?;
    object.remove(&key).filter(|value| !value.is_null())
}

/// Refuses what is left of a body.
fn nothing_left(rest: &Map<String, Value>, resource: &str) -> Result<(), Problem> {
    let left = rest.keys().find(|name| !body::is_annotation(name));
    match left {
        None => Ok(()),
        Some(name) if READ_ONLY.iter().any(|known| known.eq_ignore_ascii_case(name)) => Err(graph::read_only(name, resource)),
        Some(name) => Err(graph::unknown_property(name, resource)),
    }
}

/// `{"unifiedRoles":[{"roleDefinitionId":"…"}]}`.
fn roles(value: Value) -> Result<Vec<String>, Problem> {
    const FIELD: &str = "accessDetails.unifiedRoles";
    let mut details = object("accessDetails", value)?;
    let Some(Value::Array(list)) = take(&mut details, "unifiedRoles") else {
        return Err(said::wrong(FIELD, "it is a list of roles, each with its roleDefinitionId"));
    };
    let one = |role: Value| {
        let mut role = object(FIELD, role)?;
        match take(&mut role, "roleDefinitionId") {
            Some(Value::String(id)) => Ok(id),
            _ => Err(said::wrong(
                "accessDetails.unifiedRoles.roleDefinitionId",
                "it is the template id of a role",
            )),
        }
    };
    list.into_iter().map(one).collect()
}

/// A relationship as it is created: what it says, and the indirect reseller for whom a provider makes it.
pub(super) fn created(ask: &Ask) -> Result<(Draft, Option<String>), Problem> {
    const RESELLER: &str = "indirectResellerId";
    let mut sent = body::read(ask)?;
    let kind = sent.get("@odata.type").and_then(Value::as_str).unwrap_or_default();
    let for_reseller = kind.trim_start_matches('#').eq_ignore_ascii_case(super::props::FOR_RESELLER);
    let reseller = take(&mut sent, RESELLER).map(|value| text(RESELLER, value)).transpose()?.flatten();
    if for_reseller && reseller.is_none() {
        return Err(said::wrong(
            RESELLER,
            "it must be given: the tenant of the reseller for whom it is made",
        ));
    }
    Ok((read(sent)?, reseller))
}

/// A relationship as it is changed.
pub(super) fn draft(ask: &Ask) -> Result<Draft, Problem> {
    read(body::read(ask)?)
}

fn read(mut sent: Map<String, Value>) -> Result<Draft, Problem> {
    let mut draft = Draft::default();
    for (name, field) in [
        ("displayName", &mut draft.display_name),
        ("duration", &mut draft.duration),
        ("autoExtendDuration", &mut draft.auto_extend_duration),
    ] {
        if let Some(value) = take(&mut sent, name) {
            *field = text(name, value)?;
        }
    }
    if let Some(value) = take(&mut sent, "customer") {
        let mut customer = object("customer", value)?;
        let mut part = |name: &str| text(&format!("customer.{name}"), take(&mut customer, name).unwrap_or(Value::Null));
        let (tenant, name) = (part("tenantId")?, part("displayName")?);
        draft.customer = Some((tenant.unwrap_or_default(), name.unwrap_or_default()));
    }
    draft.roles = take(&mut sent, "accessDetails").map(roles).transpose()?;
    sent.retain(|_, value| !value.is_null());
    nothing_left(&sent, RELATIONSHIP)?;
    Ok(draft)
}

/// What is asked of a relationship.
pub(super) fn action(ask: &Ask) -> Result<RequestAction, Problem> {
    let mut sent = body::read(ask)?;
    let action = take(&mut sent, "action").map(|value| text("action", value)).transpose()?.flatten();
    nothing_left(&sent, REQUEST)?;
    let known = |word: &str| {
        RequestAction::ALL
            .iter()
            .find(|action| action.as_str().eq_ignore_ascii_case(word.trim()))
    };
    let found = action.as_deref().and_then(known);
    found.copied().ok_or_else(|| {
        said::wrong(
            "action",
            "it is lockForApproval or terminate, or of an indirect reseller approve or reject",
        )
    })
}

/// A new assignment: group and roles.
pub(super) fn assignment(ask: &Ask) -> Result<(String, Vec<String>), Problem> {
    const GROUP: &str = "accessContainer.accessContainerId";
    let mut sent = body::read(ask)?;
    let container = take(&mut sent, "accessContainer").ok_or_else(|| said::wrong("accessContainer", "it must be given"))?;
    let details = take(&mut sent, "accessDetails").ok_or_else(|| said::wrong("accessDetails", "it must be given"))?;
    nothing_left(&sent, ASSIGNMENT)?;
    let mut container = object("accessContainer", container)?;
    let group = take(&mut container, "accessContainerId").ok_or_else(|| said::wrong(GROUP, "it must be given"))?;
    let kind = take(&mut container, "accessContainerType")
        .ok_or_else(|| said::wrong("accessContainer.accessContainerType", "it is securityGroup"))?;
    if !kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("securityGroup")) {
        return Err(said::wrong("accessContainer.accessContainerType", "it is securityGroup"));
    }
    let group = text(GROUP, group)?.unwrap_or_default();
    Ok((group, roles(details)?))
}

/// The roles that an assignment is to have.
pub(super) fn roles_alone(ask: &Ask) -> Result<Vec<String>, Problem> {
    let mut sent = body::read(ask)?;
    let details = take(&mut sent, "accessDetails").ok_or_else(|| said::wrong("accessDetails", "it must be given"))?;
    nothing_left(&sent, ASSIGNMENT)?;
    roles(details)
}
