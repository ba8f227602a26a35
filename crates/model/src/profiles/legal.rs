//! The legal business profile: who the company is, and who approves for it.

use super::{Vetting, company, contact, email, only_country, sent_or};
use crate::{
    customers::{Address, Contact, profile::Checks},
    partners::Partner,
    refusals::Refusal,
};
use serde::{Deserialize, Serialize};

/// The legal business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegalBusiness {
    /// Company name.
    pub company_name: String,
    /// Address.
    pub address: Address,
    /// Person.
    pub primary_contact: Contact,
    /// Address of who approves for the company.
    pub approver_address: Address,
    /// Mail of who approves for the company.
    pub approver_email: String,
    /// Its vetting.
    pub vetting: Vetting,
}

/// What was sent of one; a part that is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// Company name.
    pub company_name: String,
    /// Address.
    pub address: Option<Address>,
    /// Person.
    pub primary_contact: Option<Contact>,
    /// Address of who approves.
    pub approver_address: Option<Address>,
    /// Mail of who approves.
    pub approver_email: String,
}

impl LegalBusiness {
    /// As the account says it, where nobody wrote one.
    pub fn derived(partner: &Partner) -> Self {
        Self {
            company_name: partner.name.clone(),
            address: only_country(partner),
            primary_contact: Contact::default(),
            approver_address: Address::default(),
            approver_email: String::new(),
            vetting: Vetting::NONE,
        }
    }

    /// What it becomes, with its vetting. `at_once`: the partner is a sandbox's.
    ///
    /// # Errors
    /// `InvalidProperty` and `PhoneMissing` with the field.
    pub fn replaced(&self, sent: &Sent, at_once: bool, checks: Checks<'_>) -> Result<Self, Refusal> {
        let address = |at: &'static str| move |a: &Address| checks.address(at, a, false);
        let mut after = Self {
            company_name: company(&checks, &sent.company_name, &self.company_name)?,
            address: sent_or(sent.address.as_ref(), &self.address, address("address"))?,
            primary_contact: sent_or(sent.primary_contact.as_ref(), &self.primary_contact, |p| {
                contact(&checks, "primaryContact", p)
            })?,
            approver_address: sent_or(
                sent.approver_address.as_ref(),
                &self.approver_address,
                address("companyApproverAddress"),
            )?,
            approver_email: email(&checks, "companyApproverEmail", &sent.approver_email, &self.approver_email)?,
            vetting: self.vetting,
        };
        after.vetting = self.vetting.written(self, &after, at_once, checks.now);
        Ok(after)
    }

    /// Nothing but the vetting may differ.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let told = |p: &Self| Self {
            vetting: Vetting::NONE,
            ..p.clone()
        };
        told(self) == told(other)
    }

    /// Whether it is another company, in another country, or approved by somebody else.
    pub(super) fn is_other_business(&self, other: &Self) -> bool {
        let of = |p: &Self| {
            (
                p.company_name.clone(),
                p.address.country.clone(),
                p.approver_address.clone(),
                p.approver_email.clone(),
            )
        };
        of(self) != of(other)
    }
}
