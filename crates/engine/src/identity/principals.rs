//! Service principals: the applications a tenant knows, as Graph shows them, and the roles they were given there.
//!
//! A tenant knows the applications registered in it, those it consented to, and the resources every tenant has. Ids are made of tenant
//! and application, so that they are the same at every look. A role that is assigned here is recorded; what an application may do is
//! decided by its own roles and the tenant's relationship.

use super::secret::digest;
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    reading::Reading,
};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, identity};
use serde::{Deserialize, Serialize};

/// Application id of Graph.
pub const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// Application id of the older directory API.
pub const OLD_GRAPH: &str = "00000002-0000-0000-c000-000000000000";
/// Application id of the Partner Center API.
pub const PARTNER_CENTER: &str = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";
/// The role id that stands for none in particular.
pub const NO_ROLE: &str = "00000000-0000-0000-0000-000000000000";

/// Resources that every tenant knows.
const RESOURCES: [(&str, &str); 3] = [
    (GRAPH, "Microsoft Graph"),
    (OLD_GRAPH, "Windows Azure Active Directory"),
    (PARTNER_CENTER, "Microsoft Partner Center"),
];

/// An application as a tenant knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Object id in the tenant.
    pub id: String,
    /// Client id.
    pub app_id: String,
    /// Name.
    pub name: String,
    /// The tenant it is registered in; empty: the program's own and resources.
    pub owner: String,
    /// Addresses codes may go to.
    pub redirect_uris: Vec<String>,
}

/// A role given to a service principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// Opaque id.
    pub id: String,
    /// Who has it.
    pub principal_id: String,
    /// Its name then.
    pub principal_name: String,
    /// The resource.
    pub resource_id: String,
    /// Its name then.
    pub resource_name: String,
    /// The role.
    pub role_id: String,
    /// Since when.
    pub created: Instant,
}

/// The object id of an application in a tenant.
pub fn principal_id(tenant: &str, application: &str) -> String {
    let hash = digest(&format!("service-principal\n{tenant}\n{application}"));
    let bytes: Vec<u8> = (0..16)
        .filter_map(|n| u8::from_str_radix(&hash[2 * n..2 * n + 2], 16).ok())
        .collect();
    let bytes: [u8; 16] = bytes.try_into().unwrap_or_default();
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

async fn known(tx: &mut Tx, tenant: &str) -> Result<Vec<Principal>, Halt> {
    let principal = |app_id: &str, name: &str, owner: &str, redirect_uris: &[String]| Principal {
        id: principal_id(tenant, app_id),
        app_id: app_id.to_owned(),
        name: name.to_owned(),
        owner: owner.to_owned(),
        redirect_uris: redirect_uris.to_vec(),
    };
    let mut applications = identity::applications(tx, tenant).await?;
    for id in identity::consents(tx, tenant).await? {
        if applications.iter().any(|a| a.id == id) {
            continue;
        }
        // Consented to and not known here: an application of another installation.
        if let Some(application) = identity::application(tx, &id).await? {
            applications.push(application);
        }
    }
    let own = applications
        .iter()
        .map(|a| principal(&a.id, &a.name, &a.tenant_id, &a.redirect_uris));
    let resources = RESOURCES.iter().map(|(id, name)| principal(id, name, "", &[]));
    Ok(own.chain(resources).collect())
}

fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::NotFound).with("id", id)
}

impl Reading {
    /// Applications the tenant knows.
    ///
    /// # Errors
    /// Faults only.
    pub async fn principals(&mut self) -> Result<Vec<Principal>, Halt> {
        let tenant = self.tenant();
        known(&mut self.tx, &tenant).await
    }

    /// One by object id.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn principal(&mut self, id: &str) -> Result<Principal, Halt> {
        let found = self.principals().await?.into_iter().find(|p| p.id.eq_ignore_ascii_case(id));
        Ok(found.ok_or_else(|| unknown(id))?)
    }

    /// Roles given to one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn app_roles(&mut self, id: &str) -> Result<Vec<Assignment>, Halt> {
        let principal = self.principal(id).await?;
        let tenant = self.tenant();
        Ok(identity::app_roles(&mut self.tx, &tenant, &principal.id).await?)
    }
}

/// Gives a service principal a role.
#[derive(Debug, Clone)]
pub struct AssignAppRole {
    /// Tenant.
    pub tenant_id: String,
    /// Object id of who gets it.
    pub principal_id: String,
    /// Object id of the resource.
    pub resource_id: String,
    /// The role.
    pub role_id: String,
}

impl UseCase for AssignAppRole {
    type Out = Assignment;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageRoles, &self.tenant_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Assignment, Halt> {
        let tenant = &self.tenant_id;
        let known = known(act.tx, tenant).await?;
        let find = |id: &str| known.iter().find(|p| p.id.eq_ignore_ascii_case(id)).ok_or_else(|| unknown(id));
        let (principal, resource) = (find(&self.principal_id)?, find(&self.resource_id)?);
        let role = self.role_id.to_ascii_lowercase();
        let assignment = Assignment {
            id: digest(&format!("{}\n{}\n{role}", principal.id, resource.id))[..43].to_owned(),
            principal_id: principal.id.clone(),
            principal_name: principal.name.clone(),
            resource_id: resource.id.clone(),
            resource_name: resource.name.clone(),
            role_id: role,
            created: act.now,
        };
        if !identity::assign_app_role(act.tx, tenant, &principal.id, &assignment.id, &assignment).await? {
            return Err(Refusal::new(Code::AppRoleAssigned)
                .with("role", &assignment.role_id)
                .at("appRoleId")
                .into());
        }
        let own = act.call.actor.tenant_id == *tenant;
        let partner = if own { String::new() } else { act.call.actor.tenant_id.clone() };
        act.changed(Changed {
            scope: tenant,
            partner: &partner,
            resource: "app_role_assignment",
            id: &assignment.id,
            operation: "create_app_role_assignment",
            before: NOTHING,
            after: Some(&assignment),
        })?;
        Ok(assignment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principals_id_is_a_guid_of_tenant_and_application() {
        let id = principal_id("t", GRAPH);
        assert_eq!(id, principal_id("t", GRAPH));
        assert_ne!(id, principal_id("u", GRAPH));
        assert!(uuid::Uuid::try_parse(&id).is_ok());
    }
}
