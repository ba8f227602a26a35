//! Deletes a customer of a sandbox with everything it has. The audit trail and the ledger stay: lines are only ever added there.

use super::qualify;
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    delegations,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Status,
};
use nahtlos_store::{
    agreements, carts, channel_transfers, customers, departures, directory, due, identity, licenses, migrations, orders, self_serve,
    sessions, subscriptions, transfers, transitions,
};

/// Deletes a customer.
#[derive(Debug, Clone)]
pub struct DeleteCustomer {
    /// Customer.
    pub customer_id: String,
}

impl UseCase for DeleteCustomer {
    type Out = ();

    fn needs(&self) -> Need {
        Need::customer(Action::ManageCustomers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let id = permit.tenant();
        let customer = customers::find(act.tx, id).await?;
        let customer = customer.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", id))?;
        let caller = act.call.actor.tenant_id.clone();
        let partner = customers::partner(act.tx, &caller).await?;
        if !partner.is_some_and(|p| p.sandbox) {
            return Err(Code::SandboxOnly.into());
        }
        let relationships = customers::relationships(act.tx, id).await?;
        let others = relationships
            .iter()
            .any(|r| r.is_active() && r.partner_id != caller && r.through.as_ref() != Some(&caller));
        let all = subscriptions::list(act.tx, id).await?;
        let running = all
            .iter()
            .any(|s| s.partner_id.is_some() && matches!(s.status, Status::Active | Status::Pending));
        if others || running {
            return Err(Code::CustomerInUse.into());
        }
        for relationship in &relationships {
            customers::delist(act.tx, &relationship.partner_id, id).await?;
            migrations::delist(act.tx, &relationship.partner_id, id).await?;
            qualify::forget_codes(act, &relationship.partner_id, &customer).await?;
        }
        delegations::end::with_customer(act, id).await?;
        due::forget(act.tx, id).await?;
        carts::delete_all(act.tx, id).await?;
        orders::delete_all(act.tx, id).await?;
        transfers::delete_all(act.tx, id).await?;
        departures::delete_all(act.tx, id).await?;
        channel_transfers::delete_all(act.tx, id).await?;
        subscriptions::delete_all(act.tx, id).await?;
        transitions::delete_all(act.tx, id).await?;
        migrations::delete_all(act.tx, id).await?;
        licenses::delete_all(act.tx, id).await?;
        agreements::delete_all(act.tx, id).await?;
        self_serve::delete_all(act.tx, id).await?;
        identity::drop_consents(act.tx, id).await?;
        sessions::drop_of_tenant(act.tx, id).await?;
        directory::delete_all(act.tx, id).await?;
        customers::unrelate(act.tx, id).await?;
        customers::delete(act.tx, id).await?;
        act.changed(Changed {
            scope: id,
            partner: &caller,
            resource: "customer",
            id,
            operation: "delete_partner_customer",
            before: Some(&customer),
            after: NOTHING,
        })
    }
}
