//! Relationships that are active from their first moment, because whoever lets them begin has agreed to them: with a customer that a
//! partner creates, and with an invitation that asked for roles and was accepted.

use super::{due::DELEGATION, noted::delegation_changed, save::settle, tell};
use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    customers::Customer,
    delegations::{Delegation, Draft, Origin, roles},
    invitations::Invitation,
    partners::{Partner, PartnerKind},
};
use nahtlos_store::{delegations, due};

/// What is agreed to.
struct Agreed {
    /// The name; what is too much of it is left out.
    name: String,
    /// The name where another relationship has that one.
    otherwise: String,
    days: i64,
    roles: Vec<String>,
}

/// The relationship that a customer begins with where the partner who creates it asks for one: active at once, with no group in it.
pub(crate) async fn begin_default(act: &mut Act<'_>, partner: &Partner, customer: &Customer) -> Result<(), Halt> {
    let roles = roles::DEFAULT
        .iter()
        .filter(|id| partner.kind != PartnerKind::IndirectReseller || !roles::FOR_SELLERS_ALONE.contains(id));
    let agreed = Agreed {
        name: format!("Default_{}_{}", partner.name, customer.company.name),
        // Names that are alike in their first letters are told apart by the customer's tenant.
        otherwise: format!("Default_{}", customer.id),
        days: act.numbers().granular_longest_days,
        roles: roles.map(|id| (*id).to_owned()).collect(),
    };
    begin(act, &partner.id, customer, agreed).await?;
    Ok(())
}

/// What an accepted invitation asked for; the relationship's id.
pub(crate) async fn begin_asked(act: &mut Act<'_>, invitation: &Invitation, customer: &Customer) -> Result<String, Halt> {
    let agreed = Agreed {
        name: customer.company.name.clone(),
        // An invitation is accepted once.
        otherwise: invitation.id.clone(),
        days: invitation.roles_days,
        roles: invitation.roles.clone(),
    };
    begin(act, &invitation.partner_id, customer, agreed).await
}

async fn begin(act: &mut Act<'_>, partner: &str, customer: &Customer, agreed: Agreed) -> Result<String, Halt> {
    let mut draft = Draft {
        display_name: Some(agreed.name.chars().filter(|c| !c.is_control()).take(50).collect()),
        duration: Some(format!("P{}D", agreed.days)),
        auto_extend_duration: None,
        customer: Some((customer.id.clone(), customer.company.name.clone())),
        roles: Some(agreed.roles),
    };
    let guid = act.ordered_id();
    let key = draft.display_name.clone().unwrap_or_default().trim().to_lowercase();
    if key.is_empty() || delegations::named(act.tx, partner, &key).await?.is_some() {
        draft.display_name = Some(agreed.otherwise);
    }
    let origin = Origin {
        guid,
        partner_id: partner.to_owned(),
    };
    let drafted = Delegation::create(&draft, origin, &act.numbers(), act.now)?;
    let active = drafted.begun(act.now);
    delegations::insert(act.tx, &active).await?;
    due::set(act.tx, &active.partner_id, DELEGATION, &active.id, active.next_due(&act.numbers())).await?;
    settle(act, &active).await?;
    tell::next(act, &active, act.now).await?;
    delegation_changed(act, None, Some(&active), "granular_admin_relationship_activated")?;
    Ok(active.id)
}
