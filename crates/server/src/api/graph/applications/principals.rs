//! Service principals: found by application id, or one by its object id.

use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{
        odata::{
            self, Options, Takes,
            kind::{Can, Kind, none, nothing, shown},
        },
        said,
    },
    problem::Problem,
};
use nahtlos_engine::{
    Reading,
    call::Need,
    identity::{Principal, principals as known},
};
use nahtlos_model::permissions::Action;
use serde_json::{Value, json};

/// Application permissions of Graph that clients of this part of Graph look for (Graph's permissions reference).
const GRAPH_ROLES: [(&str, &str); 8] = [
    ("df021288-bdef-4463-88db-98f22de89214", "User.Read.All"),
    ("741f803b-c850-494e-b5df-cde7c675a1ca", "User.ReadWrite.All"),
    ("5b567255-7703-4780-807c-7be8301ae99b", "Group.Read.All"),
    ("62a82d76-70ea-41e2-9197-370581804d09", "Group.ReadWrite.All"),
    ("7ab1d382-f21e-4acd-a863-ba3e13f7da61", "Directory.Read.All"),
    ("19dbc75e-c2e2-444c-a770-ec69d8559fc7", "Directory.ReadWrite.All"),
    ("498476ce-e0fe-48b0-b801-37ba7e2685c6", "Organization.Read.All"),
    ("7e05723c-0bb0-42da-be95-ae9f08a6e53c", "Domain.ReadWrite.All"),
];

static PRINCIPAL: Kind<Principal> = Kind {
    name: "microsoft.graph.servicePrincipal",
    resource: "ServicePrincipal",
    properties: &[
        shown("id", Can::Text, |p, _, _| json!(p.id)),
        shown("deletedDateTime", Can::Nothing, nothing),
        shown("accountEnabled", Can::Flag, |_, _, _| json!(true)),
        shown("appDisplayName", Can::Nothing, |p, _, _| json!(p.name)),
        shown("appId", Can::Text, |p, _, _| json!(p.app_id)),
        shown("appOwnerOrganizationId", Can::Nothing, |p, _, _| owner(p)),
        shown("appRoleAssignmentRequired", Can::Nothing, |_, _, _| json!(false)),
        shown("disabledByMicrosoftStatus", Can::Nothing, nothing),
        shown("displayName", Can::Text, |p, _, _| json!(p.name)),
        shown("homepage", Can::Nothing, nothing),
        shown("loginUrl", Can::Nothing, nothing),
        shown("logoutUrl", Can::Nothing, nothing),
        shown("notes", Can::Nothing, nothing),
        shown("replyUrls", Can::Nothing, |p, _, _| json!(p.redirect_uris)),
        shown("servicePrincipalNames", Can::Texts, |p, _, _| json!([p.app_id])),
        shown("servicePrincipalType", Can::Text, |_, _, _| json!("Application")),
        shown("tags", Can::Texts, none),
        shown("appRoles", Can::Nothing, |p, _, _| roles(p)),
        shown("oauth2PermissionScopes", Can::Nothing, none),
        shown("keyCredentials", Can::Nothing, none),
        shown("passwordCredentials", Can::Nothing, none),
    ],
};

/// Resources and the program's own application belong to no tenant here.
fn owner(principal: &Principal) -> Value {
    match principal.owner.as_str() {
        "" => Value::Null,
        owner => json!(owner),
    }
}

fn roles(principal: &Principal) -> Value {
    if principal.app_id != known::GRAPH {
        return json!([]);
    }
    let role = |(id, value): &(&str, &str)| {
        json!({
            "id": id, "value": value, "displayName": value, "description": value, "isEnabled": true,
            "allowedMemberTypes": ["Application"], "origin": "Application",
        })
    };
    GRAPH_ROLES.iter().map(role).collect()
}

pub(super) fn need(ask: &Ask) -> Need {
    Need::directory(Action::ReadDirectory, &ask.call.actor.directory_id)
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let takes = Takes {
        order: &["displayName"],
        expand: &[],
    };
    let options = Options::list(&ask, &PRINCIPAL, takes)?;
    let view = ask.view();
    let mut found = ask.read(need(&ask)).await?.principals().await?;
    found.retain(|p| PRINCIPAL.fits(p, &view, options.filter.as_ref()));
    let by_name = |p: &Principal| (p.name.to_lowercase(), p.id.clone());
    found.sort_by_key(by_name);
    if options.order.is_some_and(|(_, down)| down) {
        found.reverse();
    }
    let count = (options.count && options.after.is_none()).then_some(found.len() as i64);
    let after = options.after.as_ref().and_then(|place| place.first());
    let skipped = after.map_or(0, |id| found.iter().position(|p| p.id == *id).map_or(found.len(), |at| at + 1));
    found.drain(..skipped);
    let more = found.len() > options.top;
    found.truncate(options.top);
    let next = found.last().filter(|_| more).map(|last| vec![last.id.clone()]);
    let things = found.iter().map(|p| PRINCIPAL.show(p, &view, &options.properties)).collect();
    let answer = odata::collection(
        &ask,
        options.context(&ask, "servicePrincipals", false),
        count,
        next.as_deref(),
        things,
    );
    Ok(odata::counted(answer, options.preferred, options.top))
}

/// The one that the path names: by object id, or as `appId='…'`.
pub(super) async fn named(ask: &Ask, reading: &mut Reading) -> Result<Principal, Problem> {
    let key = ask.param(0);
    let application = key.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("appid"));
    let found = reading.principals().await?.into_iter().find(|p| match application {
        Some((_, id)) => p.app_id.eq_ignore_ascii_case(id.trim().trim_matches('\'')),
        None => p.id.eq_ignore_ascii_case(key),
    });
    found.ok_or_else(|| said::missing(key))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &PRINCIPAL, &[])?;
    let mut reading = ask.read(need(&ask)).await?;
    let found = named(&ask, &mut reading).await?;
    let thing = PRINCIPAL.show(&found, &ask.view(), &options.properties);
    Ok(odata::entity(200, options.context(&ask, "servicePrincipals", true), thing))
}
