//! Replaces the caller's own profiles. Each is replaced whole, under the etag that the caller read, if it says one.

use super::{Own, check_etag, own, save, vet};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    customers::{Address, Contact, country_rules::CountryRules, profile::Checks},
    partners::Partner,
    permissions::Action,
    profiles::{Billing, LegalBusiness, Organization, SentLegalBusiness, Support, check_currency},
};
use nahtlos_store::customers;

pub(super) fn checks(act: &Act<'_>) -> Checks<'static> {
    Checks {
        rules: CountryRules::bundled(),
        now: act.now,
        at: "",
    }
}

/// The organization profile, whole.
#[derive(Debug, Clone)]
pub struct UpdateOrganization {
    /// What was sent; its address counts by the next member.
    pub profile: Organization,
    /// Its address; `None`: not sent.
    pub address: Option<Address>,
    /// The etag that the caller read; `None`: whatever it is now.
    pub expected: Option<String>,
}

impl UseCase for UpdateOrganization {
    type Out = Own<Organization>;

    fn needs(&self) -> Need {
        Need::own(Action::ManageProfile)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Self::Out, Halt> {
        let (partner, before) = own::<Organization>(act.tx, permit.tenant()).await?;
        check_etag(&before, &partner, self.expected.as_deref())?;
        let after = before.value.replaced(&self.profile, self.address.as_ref(), checks(act))?;
        let after = before.next(after);
        save(act, &partner.id, &before, &after, "update_partner_organization_profile").await?;
        let partner = renamed(act, partner, &after.value.company_name).await?;
        Ok((partner, after))
    }
}

/// The partner's name follows its organization's, wherever it is shown; copies that others hold stay as they were.
async fn renamed(act: &mut Act<'_>, before: Partner, name: &str) -> Result<Partner, Halt> {
    if before.name == name {
        return Ok(before);
    }
    let after = Partner {
        name: name.to_owned(),
        version: before.version + 1,
        ..before.clone()
    };
    customers::update_partner(act.tx, &before, &after).await?;
    Ok(after)
}

/// The legal business profile, whole.
#[derive(Debug, Clone)]
pub struct UpdateLegalBusiness {
    /// What was sent.
    pub profile: SentLegalBusiness,
}

impl UseCase for UpdateLegalBusiness {
    type Out = Own<LegalBusiness>;

    fn needs(&self) -> Need {
        Need::own(Action::ManageProfile)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Self::Out, Halt> {
        let (partner, before) = own::<LegalBusiness>(act.tx, permit.tenant()).await?;
        let after = before.value.replaced(&self.profile, partner.sandbox, checks(act))?;
        let after = before.next(after);
        vet::keep(act, &partner.id, &before, &after, "update_partner_legal_business_profile").await?;
        Ok((partner, after))
    }
}

/// The billing profile, whole.
#[derive(Debug, Clone)]
pub struct UpdateBilling {
    /// What was sent; address and person count by the next members.
    pub profile: Billing,
    /// Its address; `None`: not sent.
    pub address: Option<Address>,
    /// Its person; `None`: not sent.
    pub primary_contact: Option<Contact>,
    /// The currency sent; empty: none.
    pub currency: String,
    /// The etag that the caller read; `None`: whatever it is now.
    pub expected: Option<String>,
}

impl UseCase for UpdateBilling {
    type Out = Own<Billing>;

    fn needs(&self) -> Need {
        Need::own(Action::ManageBillingProfile)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Self::Out, Halt> {
        let (partner, before) = own::<Billing>(act.tx, permit.tenant()).await?;
        check_etag(&before, &partner, self.expected.as_deref())?;
        check_currency(&partner, &self.currency)?;
        let (address, person) = (self.address.as_ref(), self.primary_contact.as_ref());
        let after = before.next(before.value.replaced(&self.profile, address, person, checks(act))?);
        save(act, &partner.id, &before, &after, "update_partner_billing_profile").await?;
        Ok((partner, after))
    }
}

/// The support profile, whole.
#[derive(Debug, Clone)]
pub struct UpdateSupport {
    /// What was sent.
    pub profile: Support,
}

impl UseCase for UpdateSupport {
    type Out = Own<Support>;

    fn needs(&self) -> Need {
        Need::own(Action::ManageSupportProfile)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Self::Out, Halt> {
        let (partner, before) = own::<Support>(act.tx, permit.tenant()).await?;
        let after = before.next(before.value.replaced(&self.profile, checks(act))?);
        save(act, &partner.id, &before, &after, "update_partner_support_profile").await?;
        Ok((partner, after))
    }
}
