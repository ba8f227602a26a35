//! Makes a relationship that a customer agreed to: the agreement's confirmation, the relationship itself, the partner's list.
//!
//! Called where an invitation or a partner's standing link is accepted. It asks nobody: that the caller may decide for the customer
//! has been seen before.

use super::pair::Pair;
use crate::{
    act::{Act, Changed, NOTHING},
    halt::Halt,
};
use nahtlos_model::{
    customers::{Agreement, AgreementKind, Contact, Customer, Relationship, RelationshipState},
    invitations::read_email,
    partners::Partner,
    refusals::Refusal,
};
use nahtlos_store::{agreements, customers};

/// What the customer agreed to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    pub customer: &'a Customer,
    pub pair: &'a Pair,
    /// Delegated administration, for the partner who asks; a provider sells and bills, and needs none.
    pub delegated: bool,
    pub invitation_id: Option<&'a str>,
    /// Who accepted the agreement.
    pub contact: &'a Contact,
}

/// Sees that an acceptance names who accepts, and the agreement itself.
///
/// # Errors
/// Names the field.
pub(crate) fn check_contact(agreed: bool, contact: &Contact) -> Result<(), Refusal> {
    if !agreed {
        return Err(Refusal::property(
            "agreementAccepted",
            "the customer agreement must be accepted (true)",
        ));
    }
    for (field, value) in [("firstName", &contact.first_name), ("lastName", &contact.last_name)] {
        if value.trim().is_empty() || value.chars().count() > 100 || value.chars().any(char::is_control) {
            return Err(Refusal::property(
                format!("primaryContact.{field}"),
                "it is one line of 1 to 100 characters",
            ));
        }
    }
    read_email(contact.email.trim(), "primaryContact.email")?;
    let phone = contact.phone.as_deref().unwrap_or("");
    if phone.chars().count() > 50 || phone.chars().any(char::is_control) {
        return Err(Refusal::property(
            "primaryContact.phoneNumber",
            "it is one line of at most 50 characters",
        ));
    }
    Ok(())
}

/// Writes what the customer agreed to; the relationship of the partner who asked.
pub(crate) async fn accept(act: &mut Act<'_>, terms: Terms<'_>) -> Result<Relationship, Halt> {
    terms.pair.may_sell_in(terms.customer.country(), &act.assortment)?;
    confirm_agreement(act, terms).await?;
    let Pair { partner, provider } = terms.pair;
    let through = provider.as_ref().map(|p| p.id.as_str());
    let relationship = relate(act, terms, partner, through, terms.delegated).await?;
    if let Some(provider) = provider {
        relate(act, terms, provider, Some(&partner.id), false).await?;
    }
    Ok(relationship)
}

async fn confirm_agreement(act: &mut Act<'_>, terms: Terms<'_>) -> Result<(), Halt> {
    let agreement = Agreement {
        id: act.ordered_id(),
        customer_id: terms.customer.id.clone(),
        partner_id: String::new(), // the customer accepted it, no partner on its behalf
        kind: AgreementKind::MicrosoftCustomerAgreement,
        template_id: crate::agreements::TEMPLATE.to_owned(),
        agreed: act.now,
        user_id: act.call.actor.user.as_ref().map(|u| u.id.clone()).unwrap_or_default(),
        contact: terms.contact.clone(),
    };
    agreements::insert(act.tx, &agreement).await?;
    act.changed(Changed {
        scope: &terms.customer.id,
        partner: &terms.pair.partner.id,
        resource: "agreement",
        id: &agreement.id,
        operation: "create_agreement",
        before: NOTHING,
        after: Some(&agreement),
    })
}

/// Begins a relationship, or extends the one that is there: an acceptance takes nothing away.
async fn relate(
    act: &mut Act<'_>,
    terms: Terms<'_>,
    partner: &Partner,
    through: Option<&str>,
    delegated: bool,
) -> Result<Relationship, Halt> {
    let customer = terms.customer;
    let before = customers::relationship(act.tx, &customer.id, &partner.id).await?;
    let active = before.as_ref().filter(|r| r.is_active());
    let after = Relationship {
        customer_id: customer.id.clone(),
        partner_id: partner.id.clone(),
        state: RelationshipState::Reseller,
        delegated: delegated || active.is_some_and(|r| r.delegated),
        through: through.map(str::to_owned),
        since: active.map_or(act.now, |r| r.since),
        ended: None,
        invitation_id: terms.invitation_id.map(str::to_owned),
        version: before.as_ref().map_or(1, |r| r.version + 1),
    };
    customers::relate(act.tx, &after).await?;
    let listed = customers::Listed {
        customer_id: customer.id.clone(),
        company: customer.company.name.clone(),
        domain: customer.company.domain.clone(),
        reseller_id: after.through.clone().unwrap_or_default(),
    };
    customers::enlist(act.tx, &partner.id, &listed).await?;
    act.changed(Changed {
        scope: &customer.id,
        partner: &partner.id,
        resource: "partner_customer_relationship",
        id: &partner.id,
        operation: if active.is_some() {
            "extend_relationship"
        } else {
            "reseller_relationship_accepted_by_customer"
        },
        before: before.as_ref(),
        after: Some(&after),
    })?;
    super::dap::changed(act, before.as_ref(), &after)?;
    Ok(after)
}
