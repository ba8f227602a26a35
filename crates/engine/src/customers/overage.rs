//! Sets where usage beyond limits goes.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    customers::Overage,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::customers;

/// Overage of a customer.
#[derive(Debug, Clone)]
pub struct SetOverage {
    /// Customer.
    pub customer_id: String,
    /// What to set.
    pub overage: Overage,
}

impl UseCase for SetOverage {
    type Out = Overage;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Overage, Halt> {
        let before = customers::find(act.tx, &self.customer_id).await?;
        let before = before.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &self.customer_id))?;
        let mut after = before.clone();
        after.overage = Some(self.overage.clone());
        after.version += 1;
        customers::update(act.tx, &before, &after).await?;
        let partner = act.call.actor.tenant_id.clone();
        act.changed(Changed {
            scope: &self.customer_id,
            partner: &partner,
            resource: "customer",
            id: &self.customer_id,
            operation: "update_overage",
            before: before.overage.as_ref(),
            after: after.overage.as_ref(),
        })?;
        Ok(self.overage.clone())
    }
}
