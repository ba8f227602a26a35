//! Replaces a customer's billing profile.

use crate::{
    act::{Act, Changed},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    customers::{BillingProfile, Customer, country_rules::CountryRules, profile::Checks},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::customers;

/// A billing profile, whole.
#[derive(Debug, Clone)]
pub struct UpdateBillingProfile {
    /// Customer.
    pub customer_id: String,
    /// The profile.
    pub profile: BillingProfile,
    /// The etag that the caller read; `None`: whatever it is now.
    pub expected: Option<String>,
}

impl UseCase for UpdateBillingProfile {
    type Out = Customer;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageCustomers, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Customer, Halt> {
        let before = find(act, permit.tenant()).await?;
        let checks = Checks {
            rules: CountryRules::bundled(),
            now: act.now,
            at: "",
        };
        let expected = self.expected.clone().unwrap_or_else(|| before.billing.etag());
        let after = before.with_profile(&self.profile, &expected, checks)?;
        save(act, &before, &after, "update_customer_billing_profile").await?;
        Ok(after)
    }
}

/// The customer of a command.
pub(crate) async fn find(act: &mut Act<'_>, id: &str) -> Result<Customer, Halt> {
    let found = customers::find(act.tx, id).await?;
    Ok(found.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", id))?)
}

/// Saves a changed customer with its trail.
pub(crate) async fn save(act: &mut Act<'_>, before: &Customer, after: &Customer, operation: &'static str) -> Result<(), Halt> {
    customers::update(act.tx, before, after).await?;
    let partner = crate::users::delete::partner_of(act, &after.id);
    act.changed(Changed {
        scope: &after.id,
        partner: &partner,
        resource: "customer",
        id: &after.id,
        operation,
        before: Some(before),
        after: Some(after),
    })
}
