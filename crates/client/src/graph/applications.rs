//! Service principals and the roles they are given.
//!
//! Used through `Graph::applications`.

use super::{Query, graph_noun, quoted};
use crate::{Error, Items, collect};
use nahtlos_wire::graph::applications::{AppRoleAssignment, ServicePrincipal};
use reqwest::Method;

graph_noun! {
    /// Service principals and their roles.
    Applications
}

impl Applications {
    /// The service principal of an application, if the tenant has one.
    pub async fn find(&self, app_id: &str) -> Result<Option<ServicePrincipal>, Error> {
        let query = Query::all().filter(&format!("appId eq {}", quoted(app_id)));
        let found = collect(self.graph.list(&["servicePrincipals"], &query)).await?;
        Ok(found.into_iter().next())
    }

    /// The roles of a service principal.
    pub fn role_assignments(&self, principal: &str) -> Items<AppRoleAssignment> {
        self.graph
            .list(&["servicePrincipals", principal, "appRoleAssignments"], &Query::all())
    }

    /// Gives a service principal a role.
    pub async fn assign_role(&self, principal: &str, assignment: &AppRoleAssignment) -> Result<AppRoleAssignment, Error> {
        let path = ["servicePrincipals", principal, "appRoleAssignments"];
        self.graph.call(Method::POST, &path).json(assignment).read().await
    }
}
