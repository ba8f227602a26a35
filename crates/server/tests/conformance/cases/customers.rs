//! Relationships and customers.

use crate::case::{Case, Who, case};

const CONSENT: &str = r#"{"applicationId":"<app>","displayName":"Panel","applicationGrants":[{"enterpriseApplicationId":"00000003-0000-0000-c000-000000000000","scope":"Directory.Read.All,User.Read"}]}"#;
const RESELLER: &str = r#"{"mpnId":"6363276","tenant":{"domainPrefix":"ResellerTest1","name":"ResellerTest1","displayName":"ResellerTest1","adminUserName":"admin","adminFirstName":"Rita","adminLastName":"Test","adminAlternateEmail":"rita@test.example","country":"DE","culture":"de-DE"},"legalBusinessProfile":{"companyName":"Reseller Test 1","culture":"de-DE"},"organizationProfileLanguage":"de"}"#;
const CUSTOMER: &str = r#"{"companyProfile":{"domain":"neuling.onmicrosoft.com"},"billingProfile":{"email":"it@nordhof.example","culture":"de-DE","language":"de","companyName":"Neuling GmbH","defaultAddress":{"country":"DE","city":"Bremen","addressLine1":"Am Wall 1","postalCode":"28195","firstName":"Ada","lastName":"Kern","phoneNumber":"+4942112345"}}}"#;
const DOMAIN: &str = r#"{"verifiedDomainName":"made.example","domain":{"authenticationType":"managed","capability":"email","name":"made.example","status":"verified","verificationMethod":"none"}}"#;

pub(crate) const RELATIONSHIPS: &[Case] = &[
    case(
        "relationship",
        "get reseller relationship request URL",
        "GET /v1/customers/relationshiprequests",
        "",
        200,
        "RelationshipRequest",
    )
    .not_by(Who::App, 403, "900329"),
    case(
        "relationship",
        "list partner relationships (indirect resellers/providers)",
        "GET /v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf",
        "",
        200,
        "Collection<PartnerRelationship>",
    )
    .by(Who::Provider)
    .wrong("GET /v1/relationships?relationship_type=IsFriendOf", "", 400, "900126"),
    case(
        "relationship",
        "list indirect partners of a customer",
        "GET /v1/customers/<mediated>/relationships",
        "",
        200,
        "Collection<PartnerRelationship>",
    )
    .by(Who::Provider)
    .wrong("GET /v1/customers/<f>/relationships", "", 404, "60003"),
    case(
        "relationship",
        "remove reseller relationship",
        "PATCH /v1/customers/<leaves>",
        r#"{"relationshipToPartner":"none"}"#,
        200,
        "Customer",
    )
    .wrong("PATCH /v1/customers/<c>", r#"{"relationshipToPartner":"none"}"#, 400, "800062"),
    case(
        "relationship",
        "remove DAP",
        "PATCH /v1/customers/<loses>",
        r#"{"allowDelegatedAccess":false}"#,
        200,
        "Customer",
    )
    .wrong("PATCH /v1/customers/<c>", r#"{"allowDelegatedAccess":true}"#, 400, "3000"),
    case(
        "relationship",
        "create application consent",
        "POST /v1/customers/<c>/applicationconsents",
        CONSENT,
        201,
        "ApplicationConsent",
    )
    .wrong("POST /v1/customers/<c>/applicationconsents", CONSENT, 409, "consentExists"),
    case(
        "relationship",
        "delete application consent",
        "DELETE /v1/customers/<c>/applicationconsents/<app>",
        "",
        204,
        "",
    )
    .wrong("DELETE /v1/customers/<c>/applicationconsents/<app>", "", 404, "1000"),
    case(
        "relationship",
        "create sandbox indirect reseller",
        "POST /v1/sandboxIndirectReseller",
        RESELLER,
        201,
        "SandboxReseller",
    )
    .by(Who::Provider)
    .keep("sandboxreseller", "/accountId")
    .not_by(Who::Provider, 409, "1003"),
    case(
        "relationship",
        "delete sandbox indirect reseller",
        "DELETE /v1/sandboxIndirectReseller/<sandboxreseller>",
        "",
        204,
        "",
    )
    .by(Who::Provider)
    .not_by(Who::Admin, 401, "6002"),
];

pub(crate) const CUSTOMERS: &[Case] = &[
    case("customer", "list customers", "GET /v1/customers?size=2", "", 200, "Seek<Customer>")
        .wrong("GET /v1/customers?seekOperation=Previous", "", 400, "800002"),
    case(
        "customer",
        "search customers by filter",
        "GET /v1/customers?size=10&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22kun%22%2C%22Operator%22%3A%22starts_with%22%7D",
        "",
        200,
        "Seek<Customer>",
    )
    .wrong("GET /v1/customers?filter=%7Bnonsense", "", 400, "800002"),
    case("customer", "create customer", "POST /v1/customers", CUSTOMER, 201, "Customer").wrong("POST /v1/customers", CUSTOMER, 409, "domainTaken"),
    case("customer", "get customer", "GET /v1/customers/<made>", "", 200, "Customer").wrong("GET /v1/customers/<f>", "", 404, "60003"),
    case("customer", "delete sandbox customer", "DELETE /v1/customers/<toy>", "", 204, "")
        .by(Who::Sandbox)
        .wrong("DELETE /v1/customers/<office>", "", 400, "800063"),
    case("customer", "get company profile", "GET /v1/customers/<made>/profiles/company", "", 200, "CustomerCompanyProfile")
        .not_by(Who::App, 403, "900329"),
    case("customer", "get billing profile", "GET /v1/customers/<made>/profiles/billing", "", 200, "CustomerBillingProfile")
        .wrong("GET /v1/customers/<f>/profiles/billing", "", 404, "60003"),
    case("customer", "update billing profile", "PUT /v1/customers/<made>/profiles/billing", "<billing>", 200, "CustomerBillingProfile")
        .wrong("PUT /v1/customers/<made>/profiles/billing", "<billing>", 400, "2055"),
    case("customer", "get organization", "GET /v1/customers/<made>/organization", "", 200, "array<CustomerOrganization>")
        .wrong("GET /v1/customers/<f>/organization", "", 404, "60003"),
    case("customer", "get custom domains", "GET /v1/customers/<made>/customDomains", "", 200, "array<string>")
        .wrong("GET /v1/customers/<f>/customDomains", "", 404, "60003"),
    case("customer", "add verified domain", "POST /v1/customers/<made>/verifieddomain", DOMAIN, 201, "Domain")
        .wrong("POST /v1/customers/<made>/verifieddomain", DOMAIN, 409, "domainTaken"),
    case(
        "customer",
        "create qualification (async v2)",
        "POST /v1/customers/<made>/qualifications",
        r#"{"qualification":"Education","educationSegment":"K12","website":"schule.example"}"#,
        201,
        "CustomerQualification",
    )
    .wrong("POST /v1/customers/<made>/qualifications", r#""Kingdom""#, 400, "900126"),
    case("customer", "get qualifications (async v2)", "GET /v1/customers/<made>/qualifications", "", 200, "array<CustomerQualification>")
        .wrong("GET /v1/customers/<f>/qualifications", "", 404, "60003"),
    case("customer", "update qualification (v1)", "PUT /v1/customers/<made>/qualification", r#""nonprofit""#, 200, "string")
        .wrong("PUT /v1/customers/<f>/qualification", r#""education""#, 404, "60003"),
    case("customer", "get qualification (v1)", "GET /v1/customers/<made>/qualification", "", 200, "string")
        .wrong("GET /v1/customers/<f>/qualification", "", 404, "60003"),
    case("customer", "get partner GCC validation codes", "GET /v1/customers/all/validations", "", 200, "array<ValidationCode>")
        .by(Who::Sandbox)
        .not_by(Who::Nobody, 401, "400"),
    case("customer", "get customer GCC validation", "GET /v1/customers/<office>/validations", "", 200, "GccValidationRelationship")
        .by(Who::Sandbox)
        .wrong("GET /v1/customers/<f>/validations", "", 404, "60003"),
    case("customer", "get account validation status", "GET /v1/customers/<made>/validationStatus?type=account", "", 200, "ValidationStatus")
        .wrong("GET /v1/customers/<c>/validationStatus?type=account", "", 404, "600074"),
    case("customer", "get managed services", "GET /v1/customers/<c>/managedservices", "", 200, "Collection<ManagedService>")
        .wrong("GET /v1/customers/<f>/managedservices", "", 404, "60003"),
    case("customer", "get service incidents of customer", "GET /v1/customers/<c>/serviceincidents/office", "", 200, "Collection<ServiceIncidentDetail>")
        .wrong("GET /v1/customers/<f>/serviceincidents/office", "", 404, "60003"),
];
