//! Agreements: templates, confirmations, attestations. A table of cases for the harness; nothing here decides.

use crate::case::{Case, Who, case};

const CONFIRMATION: &str = r#"{"primaryContact":{"firstName":"Lea","lastName":"Kunde","email":"lea@kunde.example","phoneNumber":"1234567890"},"templateId":"<template>","dateAgreed":"2026-06-14T00:00:00Z","type":"MicrosoftCustomerAgreement"}"#;
const AGAIN: &str = r#"[{"partnerId":"<partner>","customerId":"<c>","customerDirectAcceptance":false,"agreement":{"templateId":"<template>","dateAgreed":"2026-07-01T00:00:00Z","primaryContact":{"firstName":"Kim","lastName":"Kunde","email":"kim@kunde.example"}}}]"#;

pub(crate) const CASES: &[Case] = &[
    case(
        "agreement",
        "list agreement templates metadata",
        "GET /v1/agreements?agreementType=*",
        "",
        200,
        "Collection<AgreementMetaData>",
    )
    .wrong("GET /v1/agreements?agreementType=Handshake", "", 400, "900126"),
    case(
        "agreement",
        "download agreement template",
        "GET /v1/agreementtemplates/<template>/document?language=de-DE&country=DE",
        "",
        200,
        "AgreementDocument",
    )
    .wrong("GET /v1/agreementtemplates/<dead>/document", "", 404, "1000"),
    case(
        "agreement",
        "confirm customer agreement acceptance",
        "POST /v1/customers/<c>/agreements",
        CONFIRMATION,
        201,
        "Agreement",
    )
    .wrong("POST /v1/customers/<c>/agreements", CONFIRMATION, 409, "600061"),
    case(
        "agreement",
        "get customer agreement confirmations",
        "GET /v1/customers/<c>/agreements?agreementType=*",
        "",
        200,
        "Collection<Agreement>",
    )
    .wrong("GET /v1/customers/<f>/agreements", "", 404, "60003"),
    case(
        "agreement",
        "get direct-signed MCA status",
        "GET /v1/customers/<c>/directSignedMicrosoftCustomerAgreementStatus",
        "",
        200,
        "DirectSignedCustomerAgreementStatus",
    )
    .wrong(
        "GET /v1/customers/<f>/directSignedMicrosoftCustomerAgreementStatus",
        "",
        404,
        "60003",
    ),
    case(
        "agreement",
        "get indirect reseller MPA status",
        "GET /v1/compliance/csp/agreementstatus?mpnId=4444444",
        "",
        200,
        "AgreementSignatureStatus",
    )
    .by(Who::Provider)
    .wrong("GET /v1/compliance/csp/agreementstatus?mpnId=abc", "", 400, "2000"),
    case(
        "agreement",
        "list agreements by type (java config)",
        "GET /v1/agreements/MicrosoftCustomerAgreement",
        "",
        200,
        "Collection<Agreement>",
    )
    .wrong("GET /v1/agreements/Handshake", "", 400, "900126"),
    case(
        "agreement",
        "bulk re-attestation",
        "POST /v1/CreateBulkReAttestation",
        AGAIN,
        200,
        "",
    )
    .wrong("POST /v1/CreateBulkReAttestation", "[]", 400, "800002"),
    case(
        "agreement",
        "list customer agreement records (re-attestation tool)",
        "GET /v1/partners/customeragreementrecords",
        "",
        200,
        "FetchCustomerAgreementRecordResponse",
    )
    .wrong(
        "GET /v1/partners/customeragreementrecords?continuation_token=abc",
        "",
        400,
        "800002",
    ),
    case(
        "agreement",
        "list agreement signatures (java config)",
        "GET /v1/agreements/MicrosoftCustomerAgreement/signatures",
        "",
        200,
        "Collection<SandboxAgreementSignature>",
    )
    .wrong("GET /v1/agreements/Handshake/signatures", "", 400, "900126"),
    case(
        "agreement",
        "list agreement signatures by version (java config)",
        "GET /v1/agreements/MicrosoftCustomerAgreement/signatures/0",
        "",
        200,
        "Collection<SandboxAgreementSignature>",
    )
    .wrong("GET /v1/agreements/MicrosoftCustomerAgreement/signatures/new", "", 400, "3000"),
];
