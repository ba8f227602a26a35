//! Customers, their profiles, and their relationships to partners.

pub mod country_rules;
pub mod create;
pub mod filter;
pub mod profile;
pub mod qualify;
pub mod services;

use crate::{estate::word_enum, instants::Instant, money::Currency};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// Region.
    pub region: String,
    /// City.
    pub city: String,
    /// State.
    pub state: String,
    /// First line.
    pub line1: String,
    /// Second line.
    pub line2: String,
    /// Postal code.
    pub postal_code: String,
    /// Contact's first name.
    pub first_name: String,
    /// Contact's middle name.
    pub middle_name: String,
    /// Contact's last name.
    pub last_name: String,
    /// Phone.
    pub phone: String,
}

/// The company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Company {
    /// Name.
    pub name: String,
    /// Default domain.
    pub domain: String,
    /// Address.
    pub address: Address,
    /// Mail.
    pub email: String,
    /// Registration number.
    pub registration_number: Option<String>,
}

/// Who gets bills.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BillingProfile {
    /// GUID.
    pub id: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Mail.
    pub email: String,
    /// Culture, such as `de-DE`.
    pub culture: String,
    /// Language, such as `de`.
    pub language: String,
    /// Company.
    pub company: String,
    /// Address.
    pub address: Address,
    /// Counted up with every change: its etag.
    pub version: i64,
}

/// A qualification for special prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Qualification {
    /// `Education`, `GovernmentCommunityCloud`, `StateOwnedEntity`, `Nonprofit`.
    pub name: String,
    /// `K12`, `HigherEducation`.
    pub education_segment: Option<String>,
    /// `InReview`, `Approved`, `Denied`.
    pub vetting_status: String,
    /// Reason of the vetting.
    pub vetting_reason: Option<String>,
    /// When it was vetted.
    pub vetted: Option<Instant>,
    /// When it was asked for.
    #[serde(default)]
    pub created: Option<Instant>,
    /// Website of an educational institution.
    #[serde(default)]
    pub website: Option<String>,
    /// The partner's validation code, for a government's cloud.
    #[serde(default)]
    pub validation_code: Option<String>,
}

/// A customer: a tenant with its profiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Tenant id.
    pub id: String,
    /// Commerce account.
    pub commerce_id: String,
    /// Company.
    pub company: Company,
    /// Billing.
    pub billing: BillingProfile,
    /// Currency of its market.
    pub currency: Currency,
    /// Qualifications.
    #[serde(default)]
    pub qualifications: Vec<Qualification>,
    /// The tenant where usage beyond limits goes, when set.
    #[serde(default)]
    pub overage: Option<Overage>,
    /// When the account's data were last checked and found right; `None`: never (it came from elsewhere).
    #[serde(default)]
    pub checked: Option<Instant>,
    /// Settings of federated domains, by domain, as they were sent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub federations: BTreeMap<String, BTreeMap<String, String>>,
    /// Language of mails and pages.
    pub language: String,
    /// Created.
    pub created: Instant,
    /// Counted up with every change.
    pub version: i64,
}

impl Customer {
    /// Country of the market.
    pub fn country(&self) -> &str {
        &self.company.address.country
    }

    /// The segment whose prices apply: by an approved qualification, else commercial.
    pub fn segment(&self) -> &'static str {
        let approved = |name: &str| {
            self.qualifications
                .iter()
                .any(|q| q.name.eq_ignore_ascii_case(name) && q.vetting_status == "Approved")
        };
        match () {
            () if approved("Education") => "Education",
            () if approved("Nonprofit") => "Nonprofit",
            () if approved("GovernmentCommunityCloud") => "Government",
            () => "Commercial",
        }
    }
}

/// Where overage is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overage {
    /// Azure entitlement.
    pub entitlement_id: String,
    /// MPN id.
    pub mpn_id: Option<String>,
    /// `modern` or `legacy`.
    pub kind: String,
    /// On.
    pub enabled: bool,
}

word_enum!(
    /// What a partner is to a customer (`docs/states/relationships.md`).
    RelationshipState {
        /// Reseller.
        Reseller = "reseller",
        /// Ended.
        None = "none",
    }
);

/// A partner's relationship to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Relationship {
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// State.
    pub state: RelationshipState,
    /// Delegated administration granted.
    pub delegated: bool,
    /// The indirect reseller, where the partner is a provider; the provider, where it is a reseller.
    pub through: Option<String>,
    /// Since when.
    pub since: Instant,
    /// When it ended.
    pub ended: Option<Instant>,
    /// The invitation that it came from.
    pub invitation_id: Option<String>,
    /// Counted up with every change.
    pub version: i64,
}

impl Relationship {
    /// Whether it holds.
    pub fn is_active(&self) -> bool {
        self.state == RelationshipState::Reseller
    }
}

word_enum!(
    /// Kind of a customer agreement.
    AgreementKind {
        /// The older one, which the reference takes when none is named.
        MicrosoftCloudAgreement = "MicrosoftCloudAgreement",
        /// The present one.
        MicrosoftCustomerAgreement = "MicrosoftCustomerAgreement",
    }
);

/// The confirmation that a customer accepted an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// GUID.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner who confirmed it; empty: the customer signed directly.
    pub partner_id: String,
    /// Kind.
    pub kind: AgreementKind,
    /// Template.
    pub template_id: String,
    /// When it was accepted.
    pub agreed: Instant,
    /// The partner's user who confirms.
    pub user_id: String,
    /// First name, last name, mail, phone of the person who accepted.
    pub contact: Contact,
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Mail.
    pub email: String,
    /// Phone.
    pub phone: Option<String>,
}

/// A seat pool of a tenant for one licence: every channel together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pool {
    /// Usable seats.
    pub enabled: i64,
    /// Seats past their term, still usable.
    pub warning: i64,
    /// Seats not usable.
    pub suspended: i64,
    /// Licences assigned.
    pub consumed: i64,
}

impl Pool {
    /// Seats for which licences can be assigned: usable now, those past their term included.
    pub fn usable(&self) -> i64 {
        self.enabled + self.warning
    }

    /// Licences that can still be assigned; negative where more are assigned than there are seats.
    pub fn available(&self) -> i64 {
        self.usable() - self.consumed
    }

    /// `Enabled`, `Warning`, `Suspended`, `Deleted`, by the best seats there are.
    pub fn capability(&self) -> &'static str {
        match (self.enabled > 0, self.warning > 0, self.suspended > 0) {
            (true, _, _) => "Enabled",
            (false, true, _) => "Warning",
            (false, false, true) => "Suspended",
            _ => "Deleted",
        }
    }
}
