//! The partner drafts, changes and deletes relationships.

use super::{
    due::{OPERATION, subject},
    hold,
    noted::delegation_changed,
    save::save,
    tell,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, relationships::pair::Pair};
use nahtlos_model::{
    delegations::{
        Customer, Delegation, Draft, Origin,
        requests::{Operation, OperationStatus, OperationType},
        roles,
    },
    partners::PartnerKind,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, delegations, due};

/// Drafts a relationship.
#[derive(Debug, Clone)]
pub struct CreateDelegation {
    /// What it says.
    pub draft: Draft,
    /// The indirect reseller for whom a provider makes it; `None`: it is the caller's own.
    pub reseller_id: Option<String>,
}

impl UseCase for CreateDelegation {
    type Out = Delegation;

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Delegation, Halt> {
        let partner = permit.tenant().to_owned();
        let asks = customers::partner(act.tx, &partner).await?;
        if asks.is_none_or(|p| p.kind == PartnerKind::Program) {
            return Err(Code::NotAPartner.into());
        }
        let reseller = match &self.reseller_id {
            Some(reseller) => Some(Pair::with(act.tx, &partner, Some(reseller.trim()), None).await?.partner.id),
            None => None,
        };
        let origin = Origin {
            guid: act.ordered_id(),
            partner_id: reseller.clone().unwrap_or_else(|| partner.clone()),
        };
        let mut made = Delegation::create(&self.draft, origin, &act.numbers(), act.now)?;
        if reseller.is_some() {
            made = made.proposed_by(&partner);
        }
        tenant_exists(act, made.customer.as_ref()).await?;
        free_name(act, &made).await?;
        delegations::insert(act.tx, &made).await?;
        delegation_changed(act, None, Some(&made), "create_granular_admin_relationship")?;
        if made.proposal.is_some() {
            tell::proposed(act, &made).await?;
        }
        Ok(made)
    }
}

/// A tenant that is named must be one of a customer; what else is known of it is nobody's business.
async fn tenant_exists(act: &mut Act<'_>, customer: Option<&Customer>) -> Result<(), Halt> {
    let Some(customer) = customer else { return Ok(()) };
    match customers::find(act.tx, &customer.tenant_id).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::property("customer.tenantId", "it is no tenant of a customer").into()),
    }
}

async fn free_name(act: &mut Act<'_>, delegation: &Delegation) -> Result<(), Halt> {
    let holder = delegations::named(act.tx, &delegation.partner_id, &delegation.name_key()).await?;
    match holder.filter(|id| *id != delegation.id) {
        Some(_) => {
            let taken = Refusal::new(Code::DelegationExists).with("what", &delegation.display_name);
            Err(taken.at("displayName").into())
        }
        None => Ok(()),
    }
}

/// Changes a relationship.
#[derive(Debug, Clone)]
pub struct ChangeDelegation {
    /// Its id.
    pub id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
    /// What it says now.
    pub draft: Draft,
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is done, or there was nothing to do.
    Now(Delegation),
    /// An operation does it.
    Later(Operation),
}

impl UseCase for ChangeDelegation {
    type Out = Changed;

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Changed, Halt> {
        let before = hold(act, permit.tenant(), &self.id).await?;
        let change = before.change(&self.draft, self.expected_version, &act.numbers(), act.now)?;
        let mut present = before.clone();
        if let Some(after) = change.now {
            if after.customer != before.customer {
                tenant_exists(act, after.customer.as_ref()).await?;
            }
            free_name(act, &after).await?;
            save(act, &before, &after, "update_granular_admin_relationship").await?;
            present = after;
        }
        if !change.loses_global_administrator {
            return Ok(Changed::Now(present));
        }
        let mut rest = present.roles.clone();
        rest.retain(|role| role != roles::GLOBAL_ADMINISTRATOR);
        let operation = Operation {
            id: act.ordered_id(),
            delegation_id: present.id.clone(),
            kind: OperationType::RelationshipUpdate,
            assignment_id: None,
            group_id: None,
            roles: rest,
            status: OperationStatus::NotStarted,
            created: act.now,
            changed: act.now,
            version: 1,
        };
        begin(act, &present.partner_id, &operation).await?;
        Ok(Changed::Later(operation))
    }
}

/// Begins an operation.
pub(super) async fn begin(act: &mut Act<'_>, partner: &str, operation: &Operation) -> Result<(), Halt> {
    delegations::insert_operation(act.tx, partner, operation).await?;
    let subject = subject(&operation.delegation_id, &operation.id);
    Ok(due::set(act.tx, partner, OPERATION, &subject, operation.next_due()).await?)
}

/// Deletes a draft.
#[derive(Debug, Clone)]
pub struct DeleteDelegation {
    /// Its id.
    pub id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
}

impl UseCase for DeleteDelegation {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let before = hold(act, permit.tenant(), &self.id).await?;
        before.delete(self.expected_version)?;
        delegations::delete(act.tx, &before.partner_id, &before.id).await?;
        delegation_changed(act, Some(&before), None, "delete_granular_admin_relationship")
    }
}
