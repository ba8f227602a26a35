//! Indirect resellers of a sandbox, made and removed by tests.
//!
//! Used by the sandbox-reseller operations. The password appears only in the reply to a creation.

use crate::{
    agreements::AgreementSignature,
    customers::{Address, Contact},
    relationships::PartnerRelationship,
};

shape! {
    pub struct SandboxReseller {
        mpn_id: String,
        tenant: SandboxTenant,
        legal_business_profile: SandboxLegalBusinessProfile,
        organization_profile_language: String,
        account_id: String,
        agreement_signature: AgreementSignature,
        partner_relationship: PartnerRelationship,
    }

    pub struct SandboxTenant {
        domain_prefix: String,
        name: String,
        display_name: String,
        admin_user_name: String,
        admin_first_name: String,
        admin_last_name: String,
        admin_alternate_email: String,
        country: String,
        culture: String,
        id: String,
        admin_user_account: String,
        password: String,
    }

    pub struct SandboxLegalBusinessProfile {
        company_name: String,
        address: Address,
        primary_contact: Contact,
        culture: String,
    }
}
