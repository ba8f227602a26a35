//! Agreements of the Partner Center API: templates and their texts, confirmations, attestations, the partner agreement's status.

mod confirmations;
mod partner_status;
mod records;
mod templates;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, agreements as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/agreements",                                                           "list agreement templates metadata",                     templates::list).asks("agreementType").ok::<Collection<wire::AgreementMetaData>>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/agreementtemplates/{agreement_template_id}/document",                  "download agreement template",                           templates::document).asks("language country").ok::<wire::AgreementDocument>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/customers/{customer_id}/agreements",                                   "get customer agreement confirmations",                  confirmations::list).asks("agreementType").ok::<Collection<wire::Agreement>>(),
    route!("agreement", PartnerCenter, User,   Write, "POST", "/v1/customers/{customer_id}/agreements",                                   "confirm customer agreement acceptance",                 confirmations::create).takes::<wire::Agreement>().creates::<wire::Agreement>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/customers/{customer_id}/directSignedMicrosoftCustomerAgreementStatus", "get direct-signed MCA status",                          confirmations::direct).ok::<wire::DirectSignedCustomerAgreementStatus>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/compliance/{program_name}/agreementstatus",                            "get indirect reseller MPA status",                      partner_status::get).asks("mpnId tenantId").ok::<wire::AgreementSignatureStatus>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/agreements/{agreement_type}",                                          "list agreements by type (java config)",                 templates::by_type).ok::<Collection<wire::Agreement>>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/agreements/{agreement_type}/signatures",                               "list agreement signatures (java config)",               records::signatures).asks("continuation_token").ok::<Collection<wire::AgreementSignature>>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/agreements/{agreement_type}/signatures/{version}",                     "list agreement signatures by version (java config)",    records::signatures).asks("continuation_token").ok::<Collection<wire::AgreementSignature>>(),
    route!("agreement", PartnerCenter, User,   Read,  "GET",  "/v1/partners/customeragreementrecords",                                    "list customer agreement records (re-attestation tool)", records::list).asks("continuation_token").ok::<wire::CustomerAgreementRecords>(),
    route!("agreement", PartnerCenter, User,   Write, "POST", "/v1/CreateBulkReAttestation",                                              "bulk re-attestation",                                   records::attest).takes::<Vec<wire::ReAttestationRequest>>().empty(200),
    route!("agreement", Own,           Public, Read,  "GET",  "/agreements/files/{file}",                                                 "read an agreement's text",                              templates::file).asks("until language country download:boolean").media(200, "text/plain"),
];
