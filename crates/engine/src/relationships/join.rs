//! Accepts a partner's standing link: the one address that the reference's relationship request gives, the same for every customer.
//!
//! There is no invitation behind it, so there is nothing to decline, to expire or to take back; and it never gives delegated rights,
//! because whoever passes an address on may have changed it.

use super::{accept, pair::Pair};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    customers::{Contact, Relationship},
    permissions::Action,
    refusals::Code,
};
use nahtlos_store::customers;

/// A customer's administrator accepts a partner.
#[derive(Debug, Clone)]
pub struct JoinPartner {
    /// The partner.
    pub partner_id: String,
    /// Its provider.
    pub provider_id: Option<String>,
    /// The customer agreement was accepted.
    pub agreement_accepted: bool,
    /// Who accepted it.
    pub contact: Contact,
}

impl UseCase for JoinPartner {
    type Out = Relationship;

    fn needs(&self) -> Need {
        Need::own(Action::DecideRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Relationship, Halt> {
        let customer = customers::find(act.tx, permit.tenant()).await?.ok_or(Code::OtherTenant)?;
        let pair = Pair::of(act.tx, &self.partner_id, self.provider_id.as_deref()).await?;
        accept::check_contact(self.agreement_accepted, &self.contact)?;
        let terms = accept::Terms {
            customer: &customer,
            pair: &pair,
            delegated: false,
            invitation_id: None,
            contact: &self.contact,
        };
        accept::accept(act, terms).await
    }
}
