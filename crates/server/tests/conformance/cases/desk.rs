//! What belongs to a partner's own desk: service requests, second factors, self-serve policies, price files.

use crate::case::{Case, Who, case};

const REQUEST: &str = r#"{"Title":"Seats missing","Description":"Two of them","Severity":"moderate","SupportTopicId":"90000001","Organization":{"Id":"<c>"}}"#;
const NO_TOPIC: &str = r#"{"Title":"Seats missing","Description":"Two of them","Severity":"moderate","SupportTopicId":"1"}"#;
const NOTE: &str = r#"{"NewNote":{"Text":"Since Monday"}}"#;
const POLICY: &str = r#"{"selfServeEntity":{"selfServeEntityType":"customer","tenantID":"<c>"},"grantor":{"grantorType":"billToPartner","tenantID":"<partner>"},"permissions":[{"resource":"AzureReservedInstances","action":"Purchase"}]}"#;
const OTHER: &str = r#"{"id":"x","selfServeEntity":{"selfServeEntityType":"customer","tenantID":"<c>"},"grantor":{"grantorType":"billToPartner","tenantID":"<partner>"},"permissions":[{"resource":"AzureSavingsPlan","action":"Purchase"}]}"#;

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const SERVICE_REQUESTS: &[Case] = &[
    case("service-request", "create service request (retired)", "POST /v1/servicerequests/en-US", REQUEST, 201, "ServiceRequest")
        .keep("request", "/id")
        .wrong("POST /v1/servicerequests/en-US", NO_TOPIC, 400, "3000")
        .because("the only page with a sample shows 201"),
    case("service-request", "list partner service requests", "GET /v1/servicerequests?size=5", "", 200, "Collection<ServiceRequest>")
        .wrong("GET /v1/servicerequests?filter=%7B%22Field%22%3A%22Title%22%2C%22Value%22%3A%22x%22%2C%22Operator%22%3A%22equals%22%7D", "", 400, "800002"),
    case("service-request", "list customer service requests", "GET /v1/customers/<c>/servicerequests", "", 200, "Collection<ServiceRequest>")
        .wrong("GET /v1/customers/<f>/servicerequests", "", 404, "60003"),
    case("service-request", "get service request", "GET /v1/servicerequests/<request>", "", 200, "ServiceRequest")
        .wrong("GET /v1/servicerequests/1", "", 404, "1000"),
    case("service-request", "get customer service request", "GET /v1/customers/<c>/servicerequests/<request>", "", 200, "ServiceRequest")
        .wrong("GET /v1/customers/<f>/servicerequests/<request>", "", 404, "60003"),
    case("service-request", "update service request", "PATCH /v1/servicerequests/<request>", NOTE, 200, "ServiceRequest")
        .wrong("PATCH /v1/servicerequests/<request>", r#"{"severity":"urgent"}"#, 400, "900126"),
    case("service-request", "update customer service request", "PATCH /v1/customers/<c>/servicerequests/<request>", r#"{"status":"closed"}"#, 200, "ServiceRequest")
        .wrong("PATCH /v1/customers/<c>/servicerequests/<request>", r#"{"status":"attention_needed"}"#, 400, "3000"),
    case("service-request", "list support topics", "GET /v1/servicerequests/supporttopics", "", 200, "Collection<SupportTopic>").not_by(Who::App, 403, "900329"),
    case("service-request", "list service incidents", "GET /v1/serviceincidents/office", "", 200, "Collection<ServiceIncidents>")
        .wrong("GET /v1/serviceincidents/office?filter=x", "", 400, "800002")
        .because("the table names ServiceIncidentDetail; the SDKs and the PowerShell module read it grouped by workload"),
    case("service-request", "count service incidents", "GET /v1/serviceincidents/office/count", "", 200, "integer").not_by(Who::App, 403, "900329"),
];

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const SELF_SERVE: &[Case] = &[
    case("self-serve", "create self-serve policy", "POST /v1/SelfServePolicy", POLICY, 201, "SelfServePolicy")
        .keep("policy", "/id")
        .wrong("POST /v1/SelfServePolicy", POLICY, 409, "600041"),
    case("self-serve", "list self-serve policies", "GET /v1/SelfServePolicy?entity_id=<c>", "", 200, "Collection<SelfServePolicy>")
        .wrong("GET /v1/SelfServePolicy?entity_id=<f>", "", 404, "60003"),
    case("self-serve", "get self-serve policy", "GET /v1/SelfServePolicy/<policy>", "", 200, "SelfServePolicy")
        .wrong("GET /v1/SelfServePolicy/<partner>_<made>", "", 404, "600039"),
    case("self-serve", "update self-serve policy", "PUT /v1/SelfServePolicy/<policy>", POLICY, 200, "SelfServePolicy")
        .wrong("PUT /v1/SelfServePolicy/<policy>", OTHER, 404, "600040"),
    case("self-serve", "delete self-serve policy", "DELETE /v1/SelfServePolicy/<policy>", "", 204, "")
        .wrong("DELETE /v1/SelfServePolicy/<policy>", "", 404, "600039"),
];

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const SECOND_FACTORS: &[Case] = &[
    case("mfa", "API request details", "GET /v1/partnerRequests", "", 200, "Collection<PartnerRequest>").not_by(Who::App, 403, "900329"),
    case("mfa", "MFA adoption summary", "GET /v1/applicationmfaadoptionstatus", "", 200, "array<ApplicationMfaAdoptionStatus>")
        .wrong("GET /v1/applicationmfaadoptionstatus?startDate=x", "", 400, "800002"),
    case("mfa", "portal requests without MFA", "GET /v1/nonMfaCompliantPartnerPrincipals", "", 200, "Collection<NonMfaCompliantPartnerPrincipalDetails>")
        .not_by(Who::App, 403, "900329"),
];

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const PRICING: &[Case] = &[
    case("pricing", "get price sheet", "GET /v1.0/sales/pricesheets(Market='DE',PricesheetView='updatedlicensebased')/$value", "", 200, "text")
        .by(Who::Sales)
        .not_by(Who::Admin, 401, "Unauthorized"),
    case("pricing", "get offer matrix", "GET /v1.0/sales/offermatrix(Month='202612')/$value", "", 200, "text")
        .by(Who::Sales)
        .wrong("GET /v1.0/sales/offermatrix(Month='x')/$value", "", 400, "BadRequest"),
    case("pricing", "get FX rates", "GET /v1.0/sales/fxrates(Month='202612')/$value", "", 200, "text")
        .by(Who::Sales)
        .wrong("GET /v1.0/sales/fxrates(Month='202611')/$value", "", 404, "NotFound"),
];
