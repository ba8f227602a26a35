//! A partner's own profiles: legal business, organization, billing, MPN, support; its programme and its settings.
//!
//! Used by the operations under `/profiles`, `/enrolledprograms` and `/accountsettings`. `profileType` is written and never looked at.

use crate::{
    Attributes, Links,
    customers::{Address, Contact},
};
use nahtlos_model::instants::Instant;

spelled! {
    pub enum VettingStatus { None = "none", Pending = "pending", Authorized = "authorized", Rejected = "rejected" }

    pub enum VettingSubStatus {
        None = "none", Entry = "entry", EmailOwnership = "email_ownership", EmailDomain = "email_domain",
        EmploymentVerification = "employment_verification", Decision = "decision", Other = "other",
        BusinessVerification = "business_verification",
    }

    pub enum VettingVersion { None = "None", Current = "Current", LastFinalized = "LastFinalized" }
}

shape! {
    pub struct LegalBusinessProfile {
        company_name: String,
        address: Address,
        primary_contact: Contact,
        company_approver_address: Address,
        company_approver_email: String,
        vetting_status: crate::Open<VettingStatus>,
        vetting_sub_status: crate::Open<VettingSubStatus>,
        profile_type: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct OrganizationProfile {
        id: String,
        company_name: String,
        default_address: Address,
        tenant_id: String,
        domain: String,
        email: String,
        language: String,
        culture: String,
        profile_type: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct BillingProfile {
        company_name: String,
        address: Address,
        primary_contact: Contact,
        purchase_order_number: String,
        tax_id: String,
        billing_day: i64,
        billing_currency: String,
        profile_type: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct MpnProfile {
        partner_name: String,
        mpn_id: String,
        profile_type: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct SupportProfile {
        email: String,
        telephone: String,
        website: String,
        profile_type: String,
        links: Links,
        attributes: Attributes,
    }

    pub struct EnrolledProgram {
        program_type: String,
        enrolled: bool,
        status: String,
        kind: String,
        enrolled_date: Instant,
        attributes: Attributes,
    }

    pub struct AccountSetting {
        name: String,
        value: String,
        attributes: Attributes,
    }
}
