//! Webhooks and the audit.

use crate::case::{Case, Who, case};

const HOOK: &str = r#"{"WebhookUrl":"http://127.0.0.1:9/hook?Type=PartnerCenter","WebhookEvents":["subscription-updated","test-created"],"SignatureTokenToMsSignatureHeader":false}"#;
const STRANGE: &str = r#"{"WebhookUrl":"http://127.0.0.1:9/hook","WebhookEvents":["coffee-ready"]}"#;
const RELATIVE: &str = r#"{"WebhookUrl":"/hook","WebhookEvents":[]}"#;

pub(crate) const WEBHOOKS: &[Case] = &[
    case(
        "webhook",
        "list supported events",
        "GET /webhooks/v1/registration/events",
        "",
        200,
        "array<string>",
    )
    .not_by(Who::Nobody, 401, "400"),
    case(
        "webhook",
        "create registration",
        "POST /webhooks/v1/registration",
        HOOK,
        200,
        "WebhookRegistration",
    )
    .wrong("POST /webhooks/v1/registration", HOOK, 409, "webhookExists"),
    case(
        "webhook",
        "get registration",
        "GET /webhooks/v1/registration",
        "",
        200,
        "WebhookRegistration",
    )
    .not_by(Who::Provider, 404, "webhookUnknown"),
    case(
        "webhook",
        "update registration",
        "PUT /webhooks/v1/registration",
        HOOK,
        200,
        "WebhookRegistration",
    )
    .wrong("PUT /webhooks/v1/registration", STRANGE, 400, "3000"),
    case(
        "webhook",
        "send validation event",
        "POST /webhooks/v1/registration/validationEvents",
        "",
        200,
        "WebhookValidation",
    )
    .keep("test", "/correlationId")
    .not_by(Who::Provider, 404, "webhookUnknown"),
    case(
        "webhook",
        "get validation event result",
        "GET /webhooks/v1/registration/validationEvents/<test>",
        "",
        200,
        "WebhookValidationEvent",
    )
    .wrong("GET /webhooks/v1/registration/validationEvents/<dead>", "", 404, "1000"),
    case(
        "webhook",
        "internal-app registration create",
        "POST /webhooks/v1/internalApp/registration",
        HOOK,
        200,
        "WebhookRegistration",
    )
    .wrong("POST /webhooks/v1/internalApp/registration", RELATIVE, 400, "3000"),
    case(
        "webhook",
        "internal-app registration get",
        "GET /webhooks/v1/internalApp/registration",
        "",
        200,
        "WebhookRegistration",
    )
    .not_by(Who::Provider, 404, "webhookUnknown"),
    case(
        "webhook",
        "internal-app registration update",
        "PUT /webhooks/v1/internalApp/registration",
        HOOK,
        200,
        "WebhookRegistration",
    )
    .not_by(Who::Provider, 404, "webhookUnknown"),
];

pub(crate) const AUDIT: &[Case] = &[
    case(
        "audit",
        "list audit records",
        "GET /v1/auditrecords?startDate=2026-12-01&size=100",
        "",
        200,
        "Seek<AuditRecord>",
    )
    .keep("record", "/items/0/id")
    .wrong("GET /v1/auditrecords?startDate=2026-09-07", "", 400, "800002"),
    case(
        "audit",
        "get audit record",
        "GET /auditactivity/v1/auditrecords/<record>",
        "",
        200,
        "AuditRecord",
    )
    .wrong("GET /auditactivity/v1/auditrecords/<dead>", "", 404, "auditRecordUnknown"),
];
