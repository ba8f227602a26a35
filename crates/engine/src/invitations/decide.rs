//! The customer's administrator accepts or declines an invitation.

use super::{Asked, by_token, due::save, person};
use crate::{
    act::Act,
    call::Need,
    delegations,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    relationships::{self, Pair, Terms},
};
use nahtlos_model::{
    customers::{Contact, Customer},
    invitations::Invitation,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, directory};

/// A decision on an invitation.
#[derive(Debug, Clone)]
pub struct DecideInvitation {
    /// The link's secret.
    pub token: String,
    /// Accepted, with the agreement and who accepts it; `None`: declined.
    pub acceptance: Option<Acceptance>,
}

/// What an acceptance says.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// The customer agreement was accepted.
    pub agreement_accepted: bool,
    /// Who accepted it.
    pub contact: Contact,
}

impl UseCase for DecideInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::DecideRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let before = by_token(act.tx, &self.token).await?;
        before.still_open(act.now)?;
        let customer = meant_for(act, &before, permit.tenant()).await?;
        let who = person(&act.call.actor).ok_or(Code::AppOnlyRefused)?;
        let mut after = before.decide(self.acceptance.is_some(), who, &customer.id, act.now)?;
        if let Some(acceptance) = &self.acceptance {
            relationships::check_contact(acceptance.agreement_accepted, &acceptance.contact)?;
            // Asked again: the provider may have gone since the invitation was drafted.
            let pair = Pair::of(act.tx, &after.partner_id, after.provider_id.as_deref()).await?;
            let terms = Terms {
                customer: &customer,
                pair: &pair,
                delegated: after.delegated,
                invitation_id: Some(&after.id),
                contact: &acceptance.contact,
            };
            relationships::accept(act, terms).await?;
            if !after.roles.is_empty() {
                after.delegation_id = Some(delegations::begin_asked(act, &after, &customer).await?);
            }
        }
        let operation = if self.acceptance.is_some() {
            "accept_invitation"
        } else {
            "decline_invitation"
        };
        save(act, &before, &after, operation).await?;
        Asked::of(act.tx, after).await
    }
}

/// The caller's tenant as a customer, if the invitation is meant for it.
async fn meant_for(act: &mut Act<'_>, invitation: &Invitation, tenant: &str) -> Result<Customer, Halt> {
    let other = || {
        let refusal = Refusal::new(Code::OtherTenant);
        match &invitation.customer_domain {
            Some(domain) => refusal.with("domain", domain),
            None => refusal,
        }
    };
    let customer = customers::find(act.tx, tenant).await?.ok_or_else(other)?;
    if let Some(domain) = &invitation.customer_domain {
        let found = directory::domain(act.tx, domain).await?;
        if !found.is_some_and(|d| d.tenant_id == tenant && d.verified) {
            return Err(other().into());
        }
    }
    Ok(customer)
}
