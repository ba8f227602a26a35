//! Transfers between partners: the source's offer of legacy subscriptions to a neighbour and the neighbour's request, each through its
//! life. A table of cases for the harness.

use crate::case::{Case, Who, case};

const OFFER: &str = r#"{"sourcePartnerTenantId":"<partner>","sourcePartnerName":"Erster Partner GmbH","targetPartnerTenantId":"<rival>","targetPartnerName":"Anderer Partner GmbH","customerName":"Nordhof","lineItems":[{"subscriptionId":"<sharedlegacy>","partnerIdOnRecord":"2222222"},{"subscriptionId":"<sharedother>"}]}"#;
const NONE: &str = r#"{"sourcePartnerTenantId":"<partner>","targetPartnerTenantId":"<rival>","lineItems":[{"subscriptionId":"<dead>"}]}"#;
const REQUEST: &str = r#"{"sourcePartnerTenantId":"<partner>","sourcePartnerName":"Erster Partner GmbH","customerEmailId":"it@nordhof.example","targetPartnerEmailId":"Nordhof, Bremen","transferType":5,"targetProductTypes":["OnlineServicesNCE"],"partnerOnRecord":"2222222","participants":[{"key":"TransactionReseller","value":"2222222"}],"ignoreEligibilityCheck":true,"sourcePartnerEmailId":"info@erster.example"}"#;
const OWN: &str = r#"{"sourcePartnerTenantId":"<rival>","sourcePartnerName":"Anderer Partner GmbH","customerEmailId":""}"#;

pub(crate) const CASES: &[Case] = &[
    case(
        "transfer",
        "check transfer eligibility (legacy)",
        "GET /v1/customers/<shared>/transferseligibility?transferType=directtoindirect",
        "",
        200,
        "array<TransferEligibility>",
    )
    .wrong("GET /v1/customers/<shared>/transferseligibility", "", 400, "800002"),
    case(
        "transfer",
        "create transfer (legacy: source partner, with lineItems)",
        "POST /v1/customers/<shared>/transfers",
        OFFER,
        201,
        "TransferEntity",
    )
    .keep("offered", "/id")
    .wrong("POST /v1/customers/<shared>/transfers", NONE, 400, "800078"),
    case(
        "transfer",
        "get transfer",
        "GET /v1/customers/<shared>/transfers/<offered>",
        "",
        200,
        "TransferEntity",
    )
    .wrong("GET /v1/customers/<shared>/transfers/<dead>", "", 404, "900100"),
    case(
        "transfer",
        "reject transfer (legacy: target)",
        "PATCH /v1/customers/<shared>/transfers/<offered>",
        r#"{"status":"reject"}"#,
        200,
        "TransferEntity",
    )
    .by(Who::Rival)
    .wrong(
        "PATCH /v1/customers/<shared>/transfers/<offered>",
        r#"{"status":"reject"}"#,
        400,
        "900102",
    ),
    case(
        "transfer",
        "withdraw transfer (legacy: source)",
        "DELETE /v1/customers/<shared>/transfers/<spare>",
        "",
        204,
        "",
    )
    .wrong("DELETE /v1/customers/<shared>/transfers/<offered>", "", 400, "900102"),
    case(
        "transfer",
        "accept transfer (legacy: target)",
        "POST /v1/customers/<shared>/transfers/<failing>/accept",
        "",
        200,
        "TransferSubmitResult",
    )
    .by(Who::Rival)
    .wrong("POST /v1/customers/<shared>/transfers/<failing>/accept", "", 400, "900102"),
    case(
        "transfer",
        "create transfer request (NCE: target partner, no lineItems)",
        "POST /v1/customers/<shared>/transfers",
        REQUEST,
        201,
        "TransferEntity",
    )
    .by(Who::Rival)
    .keep("asked", "/id")
    .wrong("POST /v1/customers/<shared>/transfers", OWN, 400, "900148"),
    case(
        "transfer",
        "cancel transfer (NCE: target, pending only)",
        "PATCH /v1/customers/<shared>/transfers/<asked>",
        r#"{"id":"<asked>","status":"Cancel"}"#,
        200,
        "TransferEntity",
    )
    .by(Who::Rival)
    .wrong(
        "PATCH /v1/customers/<third>/transfers/<taken>",
        r#"{"status":"Cancel"}"#,
        409,
        "900104",
    ),
    case(
        "transfer",
        "accept transfer with line items (NCE: source)",
        "PATCH /v1/customers/<second>/transfers/<pending>",
        r#"{"status":"InProgress","lineItems":[{"id":0,"subscriptionId":"<secondsub>","productType":"OnlineServicesNCE"}]}"#,
        200,
        "TransferEntity",
    )
    .wrong(
        "PATCH /v1/customers/<fourth>/transfers/<open>",
        r#"{"lineItems":[{"subscriptionId":"<dead>"}]}"#,
        400,
        "800078",
    ),
    case(
        "transfer",
        "list transfers",
        "GET /v1/customers/<shared>/transfers",
        "",
        200,
        "array<TransferEntity>",
    )
    .wrong("GET /v1/customers/<f>/transfers", "", 404, "60003"),
];
