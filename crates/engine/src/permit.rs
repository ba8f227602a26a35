//! Permits: proof that a caller may do something, as a value that use cases demand. Only [`grant`] makes one.
//!
//! A tenant that is not the caller's is answered as unknown, whether it exists or not. In a customer's directory, granular delegated
//! administration goes before the older kind, person by person: whoever is in a group with roles there has the rights of these roles and
//! no others.

use crate::{
    call::{Actor, Need, Scope},
    halt::Halt,
};
use nahtlos_model::{
    customers::Relationship,
    delegations::roles,
    instants::Instant,
    permissions::{Action, Relation, allows},
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, customers, delegated, directory, identity};

/// Proof that an action is allowed on a tenant's things.
#[derive(Debug, Clone)]
pub struct Permit {
    action: Action,
    tenant_id: String,
    relation: Relation,
    relationship: Option<Relationship>,
    granular: Vec<String>,
}

impl Permit {
    /// What is allowed.
    pub fn action(&self) -> Action {
        self.action
    }

    /// On whose things: a customer's or the caller's own tenant.
    pub fn tenant(&self) -> &str {
        &self.tenant_id
    }

    /// What the caller is to it.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// The caller's relationship to the customer, where that is what allows it.
    pub fn relationship(&self) -> Option<&Relationship> {
        self.relationship.as_ref()
    }

    /// Whether something else is allowed there, too.
    pub(crate) fn may(&self, actor: &Actor, action: Action) -> bool {
        match self.relation {
            Relation::GranularCustomer => may_granular(actor, &self.granular, action),
            relation => allows(&actor.roles, action, relation),
        }
    }
}

/// What was found between the caller and a tenant that is not the caller's.
#[derive(Debug, Default)]
struct Found {
    relationship: Option<Relationship>,
    /// Roles by granular delegation; `None`: it does not decide.
    granular: Option<Vec<String>>,
}

/// Asks for a permit.
///
/// # Errors
/// Unknown tenants and strangers' alike: `CustomerUnknown`. A role without the right: `RoleLacksRight`.
pub(crate) async fn grant(tx: &mut Tx, actor: &Actor, need: &Need, now: Instant) -> Result<Permit, Halt> {
    let mut found = Found::default();
    if let Some(customer) = others(actor, need) {
        found.relationship = customers::relationship(tx, customer, &actor.tenant_id).await?;
        if matches!(need.scope, Scope::Directory(_)) {
            found.granular = granular(tx, actor, customer, found.relationship.as_ref(), now).await?;
        }
    }
    Ok(decide(actor, need, found)?)
}

/// The tenant whose relationship to the caller decides; `None`: the caller's own things.
pub(crate) fn others<'a>(actor: &Actor, need: &'a Need) -> Option<&'a str> {
    match &need.scope {
        Scope::Own => None,
        Scope::Customer(id) | Scope::Directory(id) => Some(id.as_str()).filter(|id| *id != actor.tenant_id),
    }
}

/// Roles that a person has in a customer's directory by the groups they are in, now; `None`: none of their groups has any.
///
/// An application is in no group. Where there is no older delegation it has the roles of every relationship that gives rights now, if
/// the customer consented to it.
async fn granular(
    tx: &mut Tx,
    actor: &Actor,
    customer: &str,
    relationship: Option<&Relationship>,
    now: Instant,
) -> Result<Option<Vec<String>>, Halt> {
    let partner = &actor.tenant_id;
    let Some(user) = &actor.user else {
        if relationship.is_some_and(|r| r.is_active() && r.delegated) {
            return Ok(None);
        }
        let reaches = delegated::reaches(tx, customer, partner, now).await?;
        if reaches.is_empty() {
            return Ok(None);
        }
        let consent: Option<serde_json::Value> = identity::consent(tx, customer, &actor.application).await?;
        return Ok(consent.map(|_| reaches.concat()));
    };
    let access = delegated::access(tx, customer, partner, now).await?;
    if access.is_empty() {
        return Ok(None);
    }
    let groups = directory::group_ids_of(tx, partner, &user.id).await?;
    let mine: Vec<Vec<String>> = access
        .into_iter()
        .filter(|(group, _)| groups.contains(group))
        .map(|(_, roles)| roles)
        .collect();
    Ok(Some(mine.concat()).filter(|roles| !roles.is_empty()))
}

/// An application needs the right by its own roles as well: a relationship gives it no more than the partner did.
fn may_granular(actor: &Actor, granular: &[String], action: Action) -> bool {
    let own = actor.user.is_some() || allows(&actor.roles, action, Relation::DelegatedCustomer);
    own && roles::permits(granular, action)
}

/// Decides on a customer's commercial things by the relationship that was found, to the tenant of [`others`].
pub(crate) fn judge(actor: &Actor, need: &Need, relationship: Option<Relationship>) -> Result<Permit, Refusal> {
    let found = Found {
        relationship,
        granular: None,
    };
    decide(actor, need, found)
}

/// Decides on what was found between the caller and the tenant of [`others`].
fn decide(actor: &Actor, need: &Need, found: Found) -> Result<Permit, Refusal> {
    let active = found.relationship.filter(Relationship::is_active);
    let (tenant, relation, relationship) = match (others(actor, need), &found.granular, active) {
        (None, ..) => (actor.tenant_id.as_str(), Relation::Own, None),
        (Some(id), Some(_), relationship) => (id, Relation::GranularCustomer, relationship),
        (Some(id), None, Some(relationship)) if relationship.delegated => (id, Relation::DelegatedCustomer, Some(relationship)),
        (Some(id), None, Some(relationship)) => (id, Relation::Customer, Some(relationship)),
        (Some(id), None, None) => return Err(Refusal::new(Code::CustomerUnknown).with("id", id)),
    };
    let permit = Permit {
        action: need.action,
        tenant_id: tenant.to_owned(),
        relation,
        relationship,
        granular: found.granular.unwrap_or_default(),
    };
    match permit.may(actor, need.action) {
        true => Ok(permit),
        false => Err(lacking(actor, &permit, need.action)),
    }
}

/// The refusal of an action that the caller's roles do not give.
pub(crate) fn lacking(actor: &Actor, permit: &Permit, action: Action) -> Refusal {
    let roles: Vec<&str> = match permit.relation {
        Relation::GranularCustomer => permit.granular.iter().filter_map(|id| roles::name(id)).collect(),
        _ => actor.roles.iter().map(|r| r.as_str()).collect(),
    };
    let refusal = Refusal::new(Code::RoleLacksRight).with("action", action);
    refusal.with("roles", if roles.is_empty() { "-".to_owned() } else { roles.join(", ") })
}
