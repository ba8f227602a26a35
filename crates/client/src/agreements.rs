//! Agreements: templates, documents, confirmations, signatures.
//!
//! Used through `Client::agreements`.

use crate::{Error, Items, noun};
use futures_util::{StreamExt, TryStreamExt, stream};
use nahtlos_wire::{
    agreements::{
        Agreement, AgreementDocument, AgreementMetaData, AgreementSignature, AgreementSignatureStatus, CustomerAgreementRecord,
        CustomerAgreementRecords, DirectSignedCustomerAgreementStatus, ReAttestationRequest,
    },
    enums::AgreementType,
};

noun! {
    /// Agreements and their confirmations.
    Agreements
}

/// Whose signature is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Signer<'a> {
    /// A partner by its MPN id.
    MpnId(&'a str),
    /// A partner by its tenant.
    Tenant(&'a str),
}

impl Agreements {
    /// The templates of a type, or all.
    pub async fn templates(&self, kind: Option<AgreementType>) -> Result<Vec<AgreementMetaData>, Error> {
        let call = self.client.get(&["agreements"]);
        call.query("agreementType", kind.map_or("*", AgreementType::as_str)).items().await
    }

    /// Where a template's text is, in a language and for a country.
    pub async fn document(&self, template: &str, language: Option<&str>, country: Option<&str>) -> Result<AgreementDocument, Error> {
        let call = self.client.get(&["agreementtemplates", template, "document"]);
        call.maybe("language", language).maybe("country", country).read().await
    }

    /// What a customer has accepted, of a type or at all.
    pub async fn of_customer(&self, customer: &str, kind: Option<AgreementType>) -> Result<Vec<Agreement>, Error> {
        let call = self.client.get(&["customers", customer, "agreements"]);
        call.query("agreementType", kind.map_or("*", AgreementType::as_str)).items().await
    }

    /// Confirms that a customer has accepted.
    pub async fn confirm(&self, customer: &str, agreement: &Agreement) -> Result<Agreement, Error> {
        self.client
            .post(&["customers", customer, "agreements"])
            .json(agreement)
            .read()
            .await
    }

    /// Whether a customer has signed by itself.
    pub async fn signed_by_customer(&self, customer: &str) -> Result<bool, Error> {
        let call = self
            .client
            .get(&["customers", customer, "directSignedMicrosoftCustomerAgreementStatus"]);
        let status: DirectSignedCustomerAgreementStatus = call.read().await?;
        Ok(status.is_signed.unwrap_or_default())
    }

    /// Whether a partner has signed a programme's agreement.
    pub async fn signed_by_partner(&self, program: &str, signer: Signer<'_>) -> Result<bool, Error> {
        let call = self.client.get(&["compliance", program, "agreementstatus"]);
        let call = match signer {
            Signer::MpnId(id) => call.query("mpnId", id),
            Signer::Tenant(id) => call.query("tenantId", id),
        };
        let status: AgreementSignatureStatus = call.read().await?;
        Ok(status.is_agreement_signed.unwrap_or_default())
    }

    /// The agreements of a type.
    pub async fn by_type(&self, kind: &str) -> Result<Vec<Agreement>, Error> {
        self.client.get(&["agreements", kind]).items().await
    }

    /// Who signed an agreement type, in a version or at all.
    pub async fn signatures(&self, kind: &str, version: Option<&str>) -> Result<Vec<AgreementSignature>, Error> {
        match version {
            Some(version) => self.client.get(&["agreements", kind, "signatures", version]).items().await,
            None => self.client.get(&["agreements", kind, "signatures"]).items().await,
        }
    }

    /// The last agreement of every customer.
    pub fn records(&self) -> Items<CustomerAgreementRecord> {
        let client = self.client.clone();
        let step = move |token: Option<String>| {
            let client = client.clone();
            async move {
                let Some(token) = token else { return Ok(None) };
                let given = (!token.is_empty()).then_some(token.as_str());
                let call = client.get(&["partners", "customeragreementrecords"]);
                let page: CustomerAgreementRecords = call.maybe("continuation_token", given).read().await?;
                let next = page.continuation_token.filter(|next| !next.is_empty() && *next != token);
                let records = page.customer_agreement_records.unwrap_or_default();
                Ok::<_, Error>(Some((stream::iter(records.into_iter().map(Ok)), next)))
            }
        };
        stream::try_unfold(Some(String::new()), step).try_flatten().boxed()
    }

    /// Attests anew for many customers, at most 500 at a time.
    pub async fn attest_again(&self, requests: &[ReAttestationRequest]) -> Result<(), Error> {
        self.client.post(&["CreateBulkReAttestation"]).json(&requests).done().await
    }
}
