//! Permits: proof that a caller may do something, as a value that use cases demand. Only [`grant`] makes one.
//!
//! A tenant that is not the caller's is answered as unknown, whether it exists or not.

use crate::{
    call::{Actor, Need, Scope},
    halt::Halt,
};
use nahtlos_model::{
    customers::Relationship,
    permissions::{Action, Relation, allows},
    refusals::{Code, Refusal},
};
use nahtlos_store::{Tx, customers};

/// Proof that an action is allowed on a tenant's things.
#[derive(Debug, Clone)]
pub struct Permit {
    action: Action,
    tenant_id: String,
    relation: Relation,
    relationship: Option<Relationship>,
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
}

/// Asks for a permit.
///
/// # Errors
/// Unknown tenants and strangers' alike: `CustomerUnknown`. A role without the right: `RoleLacksRight`.
pub(crate) async fn grant(tx: &mut Tx, actor: &Actor, need: &Need) -> Result<Permit, Halt> {
    let found = match others(actor, need) {
        Some(customer) => customers::relationship(tx, customer, &actor.tenant_id).await?,
        None => None,
    };
    Ok(judge(actor, need, found)?)
}

/// The tenant whose relationship to the caller decides; `None`: the caller's own things.
pub(crate) fn others<'a>(actor: &Actor, need: &'a Need) -> Option<&'a str> {
    match &need.scope {
        Scope::Own => None,
        Scope::Customer(id) | Scope::Directory(id) => Some(id.as_str()).filter(|id| *id != actor.tenant_id),
    }
}

/// Decides on what was found between the caller and the tenant of [`others`].
pub(crate) fn judge(actor: &Actor, need: &Need, found: Option<Relationship>) -> Result<Permit, Refusal> {
    let (tenant, relation, relationship) = match others(actor, need) {
        None => (actor.tenant_id.clone(), Relation::Own, None),
        Some(id) => {
            let unknown = || Refusal::new(Code::CustomerUnknown).with("id", id);
            let found = found.filter(Relationship::is_active).ok_or_else(unknown)?;
            let relation = if found.delegated {
                Relation::DelegatedCustomer
            } else {
                Relation::Customer
            };
            (id.to_owned(), relation, Some(found))
        }
    };
    if !allows(&actor.roles, need.action, relation) {
        let roles: Vec<&str> = actor.roles.iter().map(|r| r.as_str()).collect();
        let refusal = Refusal::new(Code::RoleLacksRight).with("action", need.action);
        return Err(refusal.with("roles", if roles.is_empty() { "-".to_owned() } else { roles.join(", ") }));
    }
    Ok(Permit {
        action: need.action,
        tenant_id: tenant,
        relation,
        relationship,
    })
}
