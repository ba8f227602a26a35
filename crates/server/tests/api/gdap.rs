//! Granular delegated administration over HTTP: whole lives by the clock, what each role permits, and who sees what.

mod chance;
mod life;
mod page;
pub(crate) mod provider;
mod rights;
mod rules;

use crate::support::{CUSTOMER, Caller, PARTNER, RIVAL, World};
use nahtlos_engine::call::{ActingUser, Actor};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

pub(crate) const AT: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";
pub(crate) const LICENSES: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
const USERS: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const EVERYTHING: &str = "62e90394-69f5-4237-9190-012177145e10";
const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const KIM: &str = "c0000000-0000-4000-8000-000000000001";
const LEA: &str = "c0000000-0000-4000-8000-000000000002";

/// A partner who asks: its tenant, and the domain its people are in.
#[derive(Clone, Copy)]
pub(crate) struct Partner<'w> {
    world: &'w World,
    tenant: &'static str,
    domain: &'static str,
}

/// Somebody of a partner.
struct Agent {
    id: String,
    group: String,
}

fn roles(ids: &[&str]) -> Value {
    let roles: Vec<Value> = ids.iter().map(|id| json!({ "roleDefinitionId": id })).collect();
    json!({ "unifiedRoles": roles })
}

pub(crate) fn draft(name: &str, days: i64, ids: &[&str]) -> Value {
    json!({ "displayName": name, "duration": format!("P{days}D"), "accessDetails": roles(ids) })
}

fn text(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{pointer} in {value}")).to_owned()
}

/// That an error has a code.
#[track_caller]
fn refused(reply: crate::support::Reply, status: u16, code: &str) -> Value {
    let body = reply.expect(status);
    assert_eq!(body["error"]["code"], code, "{body}");
    body
}

pub(crate) fn first(world: &World) -> Partner<'_> {
    Partner {
        world,
        tenant: PARTNER,
        domain: "erster.example",
    }
}

fn rival(world: &World) -> Partner<'_> {
    Partner {
        world,
        tenant: RIVAL,
        domain: "anderer.example",
    }
}

impl<'w> Partner<'w> {
    /// Its admin agent, who is its global administrator as well, in its own directory.
    pub(crate) fn own(&self) -> Caller {
        let name = format!("admin@{}", self.domain);
        let roles = [Role::AdminAgent, Role::GlobalAdmin];
        self.world.caller(self.tenant, self.tenant, &roles, Some(&name), true)
    }

    pub(crate) async fn create(&self, body: &Value) -> String {
        text(&self.own().post(AT, body).await.expect(201), "/id")
    }

    pub(crate) async fn ask(&self, id: &str, action: &str) -> crate::support::Reply {
        let body = json!({ "action": action });
        self.own().post(&format!("{AT}/{id}/requests"), &body).await
    }

    async fn get(&self, id: &str) -> Value {
        self.own().get(&format!("{AT}/{id}")).await.expect(200)
    }

    async fn status(&self, id: &str) -> String {
        text(&self.get(id).await, "/status")
    }

    /// A relationship that the customer has approved and that is active.
    async fn active(&self, body: &Value) -> String {
        let id = self.create(body).await;
        self.ask(&id, "lockForApproval").await.expect(201);
        decide(self.world, &id, "approve").await.expect(200);
        self.settle().await;
        assert_eq!(self.status(&id).await, "active");
        id
    }

    /// Does what is due by now.
    pub(crate) async fn settle(&self) {
        self.world.running().center.engine.work_all().await.unwrap();
    }

    /// Somebody new, alone in a new group.
    async fn agent(&self, name: &str) -> Agent {
        let user = json!({
            "accountEnabled": true, "displayName": name, "mailNickname": name, "userPrincipalName": format!("{name}@{}", self.domain),
            "usageLocation": "DE", "passwordProfile": { "password": "Sommer-2026!x" },
        });
        let id = text(&self.own().post("/v1.0/users", &user).await.expect(201), "/id");
        let group = self.group(name).await;
        self.join(&group, &id).await;
        Agent { id, group }
    }

    async fn group(&self, name: &str) -> String {
        let group = json!({ "displayName": name, "mailEnabled": false, "mailNickname": name, "securityEnabled": true, "groupTypes": [] });
        text(&self.own().post("/v1.0/groups", &group).await.expect(201), "/id")
    }

    async fn join(&self, group: &str, user: &str) {
        let reference = json!({ "@odata.id": format!("{}/v1.0/directoryObjects/{user}", self.world.base) });
        let path = format!("/v1.0/groups/{group}/members/$ref");
        self.own().post(&path, &reference).await.expect(204);
    }

    async fn leave(&self, group: &str, user: &str) {
        self.own()
            .delete(&format!("/v1.0/groups/{group}/members/{user}/$ref"))
            .await
            .expect(204);
    }

    async fn try_assign(&self, id: &str, group: &str, ids: &[&str]) -> crate::support::Reply {
        let body = json!({
            "accessContainer": { "accessContainerId": group, "accessContainerType": "securityGroup" },
            "accessDetails": roles(ids),
        });
        self.own().post(&format!("{AT}/{id}/accessAssignments"), &body).await
    }

    /// Gives a group roles, and waits until it has them; the assignment's id.
    async fn assign(&self, id: &str, group: &str, ids: &[&str]) -> String {
        let made = self.try_assign(id, group, ids).await.expect(201);
        assert_eq!(made["status"], "pending");
        self.settle().await;
        text(&made, "/id")
    }

    /// Somebody with a token for the customer's directory, with roles at home.
    fn there(&self, agent: &Agent, at_home: &[Role], graph: bool) -> Caller {
        let actor = Actor {
            tenant_id: self.tenant.to_owned(),
            directory_id: if graph { CUSTOMER } else { self.tenant }.to_owned(),
            user: Some(ActingUser {
                id: agent.id.clone(),
                user_principal_name: format!("agent@{}", self.domain),
                name: "Agent".to_owned(),
            }),
            application: "test-app".to_owned(),
            roles: at_home.to_vec(),
            mfa: true,
        };
        Caller::new(&self.world.base, &self.world.running().center.token(&actor, graph).unwrap())
    }

    /// Whether somebody may read the customer's users.
    async fn reads(&self, agent: &Agent) -> bool {
        match self.there(agent, &[], true).get("/v1.0/users").await.status {
            200 => true,
            403 | 404 => false,
            other => panic!("{other}"),
        }
    }
}

pub(crate) async fn decide(world: &World, id: &str, decision: &str) -> crate::support::Reply {
    let path = format!("/moves/v1/granularAdminRelationships/{id}/{decision}");
    world.customer_admin().post(&path, &Value::Null).await
}

/// The customer takes back the older kind of delegation.
async fn no_dap(world: &World) {
    let path = format!("/v1/customers/{CUSTOMER}");
    world
        .admin()
        .patch(&path, &json!({ "allowDelegatedAccess": false }))
        .await
        .expect(200);
}
