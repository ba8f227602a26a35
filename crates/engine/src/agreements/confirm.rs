//! Confirms that a customer accepted an agreement.

use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    agreements::{Confirmation, Confirming},
    customers::Agreement,
    permissions::Action,
};
use nahtlos_store::agreements;

/// Confirms an acceptance.
#[derive(Debug, Clone)]
pub struct ConfirmAgreement {
    /// Customer.
    pub customer_id: String,
    /// What was accepted, when and by whom.
    pub confirmation: Confirmation,
}

impl UseCase for ConfirmAgreement {
    type Out = Agreement;

    fn needs(&self) -> Need {
        Need::customer(Action::ConfirmAgreements, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Agreement, Halt> {
        confirm(act, permit.tenant(), &self.confirmation).await
    }
}

/// Confirms an acceptance for the caller, who has been permitted to.
pub(crate) async fn confirm(act: &mut Act<'_>, customer: &str, confirmation: &Confirmation) -> Result<Agreement, Halt> {
    let there = agreements::list(act.tx, customer).await?;
    let (id, partner) = (act.ordered_id(), act.call.actor.tenant_id.clone());
    let user = act.call.actor.user.as_ref().map(|u| u.id.clone()).unwrap_or_default();
    let by = Confirming {
        id: &id,
        customer_id: customer,
        partner_id: &partner,
        user_id: &user,
        now: act.now,
    };
    let agreement = confirmation.confirm(by, &there)?;
    agreements::insert(act.tx, &agreement).await?;
    act.changed(Changed {
        scope: customer,
        partner: &partner,
        resource: "agreement",
        id: &agreement.id,
        operation: "create_agreement",
        before: NOTHING,
        after: Some(&agreement),
    })?;
    Ok(agreement)
}
