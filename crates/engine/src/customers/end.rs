//! Ends a partner's relationship to a customer, or only its delegated administration.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    customers::{Relationship, RelationshipState},
    partners::PartnerKind,
    permissions::Action,
    refusals::Code,
};
use nahtlos_store::{customers, subscriptions};

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The relationship.
    Relationship,
    /// Delegated administration.
    Delegation,
}

/// Ends the caller's relationship to a customer.
#[derive(Debug, Clone)]
pub struct EndRelationship {
    /// Customer.
    pub customer_id: String,
    /// What ends.
    pub ending: Ending,
}

impl UseCase for EndRelationship {
    type Out = Relationship;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageRelationships, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Relationship, Halt> {
        // The customer itself has none to itself.
        let before = permit.relationship().cloned().ok_or(Code::NoRelationship)?;
        match self.ending {
            Ending::Relationship => remove(act, &before).await,
            Ending::Delegation => undelegate(act, before).await,
        }
    }
}

async fn undelegate(act: &mut Act<'_>, before: Relationship) -> Result<Relationship, Halt> {
    if !before.delegated {
        return Ok(before);
    }
    let after = Relationship {
        delegated: false,
        version: before.version + 1,
        ..before.clone()
    };
    save(act, &before, &after, "dap_admin_relationship_terminated").await?;
    Ok(after)
}

/// A reseller's relationship through a provider ends with the provider's; a provider without its reseller goes on alone.
pub(crate) async fn remove(act: &mut Act<'_>, before: &Relationship) -> Result<Relationship, Halt> {
    let (customer, partner) = (before.customer_id.clone(), before.partner_id.clone());
    if subscriptions::in_use(act.tx, &customer, &partner).await? > 0 {
        return Err(Code::RelationshipInUse.into());
    }
    let after = ended(before, act);
    save(act, before, &after, "remove_partner_customer_relationship").await?;
    customers::delist(act.tx, &partner, &customer).await?;
    for other in customers::relationships(act.tx, &customer).await? {
        if !other.is_active() || other.through.as_ref() != Some(&partner) {
            continue;
        }
        let kind = customers::partner(act.tx, &other.partner_id).await?.map(|p| p.kind);
        if kind == Some(PartnerKind::IndirectReseller) {
            let gone = ended(&other, act);
            save(act, &other, &gone, "remove_partner_customer_relationship").await?;
            customers::delist(act.tx, &other.partner_id, &customer).await?;
        } else {
            let alone = Relationship {
                through: None,
                version: other.version + 1,
                ..other.clone()
            };
            save(act, &other, &alone, "update_partner_customer_relationship").await?;
            relist(act, &alone).await?;
        }
    }
    Ok(after)
}

fn ended(before: &Relationship, act: &Act<'_>) -> Relationship {
    Relationship {
        state: RelationshipState::None,
        delegated: false,
        ended: Some(act.now),
        version: before.version + 1,
        ..before.clone()
    }
}

/// Brings the row of a partner's list up to date.
async fn relist(act: &mut Act<'_>, relationship: &Relationship) -> Result<(), Halt> {
    let Some(customer) = customers::find(act.tx, &relationship.customer_id).await? else {
        return Ok(());
    };
    let listed = customers::Listed {
        customer_id: customer.id,
        company: customer.company.name,
        domain: customer.company.domain,
        reseller_id: relationship.through.clone().unwrap_or_default(),
    };
    Ok(customers::enlist(act.tx, &relationship.partner_id, &listed).await?)
}

async fn save(act: &mut Act<'_>, before: &Relationship, after: &Relationship, operation: &'static str) -> Result<(), Halt> {
    customers::relate(act.tx, after).await?;
    act.changed(Changed {
        scope: &after.customer_id,
        partner: &after.partner_id,
        resource: "partner_customer_relationship",
        id: &after.partner_id,
        operation,
        before: Some(before),
        after: Some(after),
    })
}
