//! Roles given to a service principal: listed, and given.

use super::principals::{named, need};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{
            self, Options,
            kind::{Can, Kind, nothing, shown},
        },
        said,
    },
    problem::Problem,
};
use nahtlos_engine::identity::{AssignAppRole, Assignment};
use nahtlos_wire::graph::applications::AppRoleAssignment;
use serde_json::json;

static ASSIGNMENT: Kind<Assignment> = Kind {
    name: "microsoft.graph.appRoleAssignment",
    resource: "AppRoleAssignment",
    properties: &[
        shown("id", Can::Nothing, |a, _, _| json!(a.id)),
        shown("deletedDateTime", Can::Nothing, nothing),
        shown("appRoleId", Can::Nothing, |a, _, _| json!(a.role_id)),
        shown("createdDateTime", Can::Nothing, |a, _, _| json!(a.created)),
        shown("principalDisplayName", Can::Nothing, |a, _, _| json!(a.principal_name)),
        shown("principalId", Can::Nothing, |a, _, _| json!(a.principal_id)),
        shown("principalType", Can::Nothing, |_, _, _| json!("ServicePrincipal")),
        shown("resourceDisplayName", Can::Nothing, |a, _, _| json!(a.resource_name)),
        shown("resourceId", Can::Nothing, |a, _, _| json!(a.resource_id)),
    ],
};

/// The set, as contexts name it.
const SET: &str = "appRoleAssignments";

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &ASSIGNMENT)?;
    let mut reading = ask.read(need(&ask)).await?;
    let principal = named(&ask, &mut reading).await?;
    let found = reading.app_roles(&principal.id).await?;
    let view = ask.view();
    let things = found.iter().map(|a| ASSIGNMENT.show(a, &view, &options.properties)).collect();
    Ok(odata::collection(&ask, options.context(&ask, SET, false), None, None, things))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: AppRoleAssignment = ask.read_body()?;
    let guid = |name: &str, value: Option<String>| {
        let value = value.ok_or_else(|| said::value_required(name, ASSIGNMENT.resource))?;
        let read = uuid::Uuid::try_parse(value.trim()).map(|id| id.to_string());
        read.map_err(|_| said::no_guid(&value))
    };
    let principal_id = guid("principalId", sent.principal_id)?;
    let resource_id = guid("resourceId", sent.resource_id)?;
    let role_id = guid("appRoleId", sent.app_role_id)?;
    let principal = named(&ask, &mut ask.read(need(&ask)).await?).await?;
    if principal.id != principal_id {
        return Err(said::invalid_value("principalId", ASSIGNMENT.resource));
    }
    let command = AssignAppRole {
        tenant_id: ask.call.actor.directory_id.clone(),
        principal_id,
        resource_id,
        role_id,
    };
    let context = odata::context(&ask, &format!("{SET}/$entity"));
    let view = ask.view();
    ask.write(command, move |made| {
        odata::entity(201, context.clone(), ASSIGNMENT.show(made, &view, &ASSIGNMENT.defaults()))
    })
    .await
}
