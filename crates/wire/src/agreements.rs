//! Agreements: templates, a customer's acceptance as confirmed by its partner, and who has signed what.
//!
//! Used by the agreement operations. What a text says is elsewhere; here are only its addresses.

use crate::{Attributes, customers::Contact, enums::AgreementType, tolerant};
use nahtlos_model::instants::Instant;

shape! {
    pub struct Agreement {
        user_id: String,
        primary_contact: Contact,
        template_id: String,
        #[serde(deserialize_with = "tolerant::date")]
        date_agreed: Instant,
        #[serde(rename = "type")]
        kind: AgreementType,
        agreement_link: String,
    }

    pub struct AgreementMetaData {
        template_id: String,
        agreement_type: AgreementType,
        agreement_link: String,
        version_rank: u32,
    }

    pub struct AgreementDocument {
        display_uri: String,
        download_uri: String,
        language: String,
        country: String,
        version_rank: u32,
    }

    pub struct DirectSignedCustomerAgreementStatus {
        is_signed: bool,
    }

    pub struct AgreementSignatureStatus {
        is_agreement_signed: bool,
    }

    pub struct AgreementSignature {
        id: String,
        account_id: String,
        agreement_id: String,
        agreement_type: String,
        date_signed: Instant,
        signed_by_first_name: String,
        signed_by_user_principal_name: String,
        signed_by_user_object_id: String,
        signed_by_user_tenant_id: String,
        attributes: Attributes,
    }

    pub struct CustomerAgreementRecords {
        customer_agreement_records: Vec<CustomerAgreementRecord>,
        continuation_token: String,
    }

    pub struct CustomerAgreementRecord {
        customer_tenant_id: String,
        last_agreement_primary_contact: Contact,
        last_agreement_date_epoch: i64,
        partner_attestation_completed: bool,
    }

    pub struct ReAttestationRequest {
        partner_id: String,
        customer_id: String,
        agreement: ReAttestation,
        customer_direct_acceptance: bool,
    }

    pub struct ReAttestation {
        template_id: String,
        primary_contact: Contact,
        date_agreed: Instant,
    }
}
