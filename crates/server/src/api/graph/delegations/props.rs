//! The properties of relationships, requests, operations, assignments and customers: what is shown, and what filters they take.

use super::etag;
use crate::api::graph::odata::kind::{Can, Kind, member, shown};
use nahtlos_model::{
    delegations::{
        Customer, Delegation,
        assignments::Assignment,
        duration,
        requests::{Operation, OperationType, Request},
    },
    instants::Instant,
};
use serde_json::{Map, Value, json};

/// The one member of the enumerations here that only callers see who ask for it.
pub(super) const UNKNOWN: &str = "unknownFutureValue";

/// A time with seven decimals.
fn time(at: Instant) -> Value {
    let whole = at.to_string();
    let text = whole.trim_end_matches('Z');
    match text.split_once('.') {
        Some((seconds, part)) => json!(format!("{seconds}.{part:0<7}Z")),
        None => json!(format!("{text}.0000000Z")),
    }
}

fn time_or_null(at: Option<Instant>) -> Value {
    at.map_or(Value::Null, time)
}

fn details(roles: &[String]) -> Value {
    let roles: Vec<Value> = roles.iter().map(|id| json!({ "roleDefinitionId": id })).collect();
    json!({ "unifiedRoles": roles })
}

fn customer(customer: Option<&Customer>) -> Value {
    customer.map_or(Value::Null, |c| json!({ "tenantId": c.tenant_id, "displayName": c.display_name }))
}

fn part_of_customer(delegation: &Delegation, part: fn(&Customer) -> &String) -> Value {
    delegation.customer.as_ref().map_or(Value::Null, |c| json!(part(c)))
}

/// The type of what a provider made for its reseller.
pub(super) const FOR_RESELLER: &str = "microsoft.graph.resellerDelegatedAdminRelationship";

pub(super) static RELATIONSHIP: Kind<Delegation> = Kind {
    name: "microsoft.graph.delegatedAdminRelationship",
    resource: "delegatedAdminRelationship",
    properties: &[
        shown("id", Can::Nothing, |d, _, _| json!(d.id)),
        shown("displayName", Can::Text, |d, _, _| json!(d.display_name)),
        shown("duration", Can::Nothing, |d, _, _| json!(duration::text(d.days))),
        shown("customer", Can::Nothing, |d, _, _| customer(d.customer.as_ref())),
        member("customer/tenantId", Can::Text, |d, _, _| part_of_customer(d, |c| &c.tenant_id)),
        member("customer/displayName", Can::Text, |d, _, _| {
            part_of_customer(d, |c| &c.display_name)
        }),
        shown("accessDetails", Can::Nothing, |d, _, _| details(&d.roles)),
        shown("status", Can::Text, |d, _, _| json!(d.status)),
        shown("autoExtendDuration", Can::Text, |d, _, _| json!(duration::text(d.extend_days))),
        shown("createdDateTime", Can::Time, |d, _, _| time(d.created)),
        shown("lastModifiedDateTime", Can::Time, |d, _, _| time(d.changed)),
        shown("activatedDateTime", Can::Time, |d, _, _| time_or_null(d.activated)),
        shown("endDateTime", Can::Time, |d, _, _| time_or_null(d.ends)),
    ],
};

pub(super) static REQUEST: Kind<Request> = Kind {
    name: "microsoft.graph.delegatedAdminRelationshipRequest",
    resource: "delegatedAdminRelationshipRequest",
    properties: &[
        shown("id", Can::Nothing, |r, _, _| json!(r.id)),
        shown("action", Can::Text, |r, _, _| json!(r.action)),
        shown("status", Can::Text, |r, _, _| json!(r.status)),
        shown("createdDateTime", Can::Time, |r, _, _| time(r.created)),
        shown("lastModifiedDateTime", Can::Time, |r, _, _| time(r.changed)),
    ],
};

pub(super) static ASSIGNMENT: Kind<Assignment> = Kind {
    name: "microsoft.graph.delegatedAdminAccessAssignment",
    resource: "delegatedAdminAccessAssignment",
    properties: &[
        shown("id", Can::Nothing, |a, _, _| json!(a.id)),
        shown("status", Can::Text, |a, _, _| json!(a.status)),
        shown("createdDateTime", Can::Time, |a, _, _| time(a.created)),
        shown("lastModifiedDateTime", Can::Time, |a, _, _| time(a.changed)),
        shown("accessContainer", Can::Nothing, |a, _, _| container(&a.group_id)),
        member("accessContainer/accessContainerId", Can::Text, |a, _, _| json!(a.group_id)),
        shown("accessDetails", Can::Nothing, |a, _, _| details(&a.roles)),
    ],
};

fn container(group: &str) -> Value {
    json!({ "accessContainerId": group, "accessContainerType": "securityGroup" })
}

/// An operation, and whether the caller knows words that came later.
pub(super) struct Watched {
    pub operation: Operation,
    pub all_words: bool,
}

pub(super) static OPERATION: Kind<Watched> = Kind {
    name: "microsoft.graph.delegatedAdminRelationshipOperation",
    resource: "delegatedAdminRelationshipOperation",
    properties: &[
        shown("id", Can::Nothing, |w, _, _| json!(w.operation.id)),
        shown("operationType", Can::Text, |w, _, _| match (w.operation.kind, w.all_words) {
            (OperationType::RelationshipUpdate, false) => json!(UNKNOWN),
            (kind, _) => json!(kind),
        }),
        shown("data", Can::Nothing, |w, _, _| json!(data(&w.operation).to_string())),
        shown("status", Can::Text, |w, _, _| json!(w.operation.status)),
        shown("createdDateTime", Can::Time, |w, _, _| time(w.operation.created)),
        shown("lastModifiedDateTime", Can::Time, |w, _, _| time(w.operation.changed)),
    ],
};

/// What an operation changes, as it will be.
fn data(operation: &Operation) -> Value {
    match &operation.assignment_id {
        Some(id) => json!({
            "id": id,
            "accessContainer": container(operation.group_id.as_deref().unwrap_or_default()),
            "accessDetails": details(&operation.roles),
            "status": "active",
        }),
        None => json!({ "id": operation.delegation_id, "accessDetails": details(&operation.roles) }),
    }
}

/// A customer with an active relationship.
pub(super) struct Administered {
    pub tenant_id: String,
    pub name: String,
}

pub(super) static CUSTOMER: Kind<Administered> = Kind {
    name: "microsoft.graph.delegatedAdminCustomer",
    resource: "delegatedAdminCustomer",
    properties: &[
        shown("id", Can::Text, |c, _, _| json!(c.tenant_id)),
        shown("tenantId", Can::Text, |c, _, _| json!(c.tenant_id)),
        shown("displayName", Can::Text, |c, _, _| json!(c.name)),
    ],
};

/// Things that have a version, an id and a kind here.
pub(super) trait Thing: Sized + 'static {
    fn kind() -> &'static Kind<Self>;
    fn id(&self) -> &str;
    fn version(&self) -> i64;

    /// The type of this one.
    fn kind_name(&self) -> &'static str {
        Self::kind().name
    }

    /// Members that only some have, whatever is selected.
    fn further(&self) -> Map<String, Value> {
        Map::new()
    }

    /// What every one of them has, whatever is selected.
    fn decorated(&self, properties: Map<String, Value>) -> Map<String, Value> {
        let mut thing = Map::new();
        thing.insert("@odata.type".to_owned(), json!(format!("#{}", self.kind_name())));
        thing.insert("@odata.etag".to_owned(), json!(etag(self.version())));
        thing.extend(properties);
        thing.extend(self.further());
        thing
    }
}

macro_rules! thing {
    ($type:ty, $kind:ident, $id:expr, $version:expr) => {
        impl Thing for $type {
            fn kind() -> &'static Kind<Self> {
                &$kind
            }
            fn id(&self) -> &str {
                let id: fn(&Self) -> &str = $id;
                id(self)
            }
            fn version(&self) -> i64 {
                let version: fn(&Self) -> i64 = $version;
                version(self)
            }
        }
    };
}
impl Thing for Delegation {
    fn kind() -> &'static Kind<Self> {
        &RELATIONSHIP
    }
    fn id(&self) -> &str {
        &self.id
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn kind_name(&self) -> &'static str {
        if self.proposal.is_some() { FOR_RESELLER } else { RELATIONSHIP.name }
    }
    fn further(&self) -> Map<String, Value> {
        let mut members = Map::new();
        if let Some(provider) = self.provider_id() {
            members.insert("isPartnerConsentPending".to_owned(), json!(self.awaits_consent()));
            members.insert("indirectProviderTenantId".to_owned(), json!(provider));
        }
        members
    }
}
thing!(Request, REQUEST, |r| &r.id, |r| r.version);
thing!(Assignment, ASSIGNMENT, |a| &a.id, |a| a.version);
thing!(Watched, OPERATION, |w| &w.operation.id, |w| w.operation.version);
thing!(Administered, CUSTOMER, |c| &c.tenant_id, |_| 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_seven_decimals() {
        let at = |text: &str| time(text.parse().unwrap());
        assert_eq!(at("2026-02-10T11:24:42.314Z"), "2026-02-10T11:24:42.3140000Z");
        assert_eq!(at("2026-02-10T11:24:42Z"), "2026-02-10T11:24:42.0000000Z");
    }
}
