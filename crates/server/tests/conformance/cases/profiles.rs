//! A partner's own profiles, and utilities.

use crate::case::{Case, Who, case};

const LEGAL: &str = r#"{"companyName":"Erster Partner GmbH","address":{"country":"DE","city":"Bremen","addressLine1":"Am Wall 1","postalCode":"28195","phoneNumber":"+4942112345"},"primaryContact":{"firstName":"Ada","lastName":"Kern","email":"ada@erster.example","phoneNumber":"+4942112345"},"companyApproverAddress":{"country":"DE","city":"Bremen","addressLine1":"Am Wall 1","postalCode":"28195"},"companyApproverEmail":"ada@erster.example"}"#;
const ORGANIZATION: &str = r#"{"companyName":"Erster Partner GmbH","defaultAddress":{"country":"DE","city":"Bremen","addressLine1":"Am Wall 1","postalCode":"28195"},"email":"info@erster.example","language":"de","culture":"de-DE"}"#;
const BILLING: &str = r#"{"companyName":"Erster Partner GmbH","address":{"country":"DE","city":"Bremen","addressLine1":"Am Wall 1","postalCode":"28195"},"primaryContact":{"firstName":"Ada","lastName":"Kern"},"purchaseOrderNumber":"4711","taxId":"DE123456789","billingDay":3,"billingCurrency":"EUR"}"#;
const DOLLARS: &str = r#"{"companyName":"Erster Partner GmbH","billingCurrency":"USD"}"#;
const STALE: &str = r#"{"companyName":"Erster Partner GmbH","attributes":{"etag":"1"}}"#;
const SUPPORT: &str = r#"{"email":"hilfe@erster.example","telephone":"+49 421 12345","website":"www.erster.example"}"#;

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const PROFILES: &[Case] = &[
    case("profile", "get legal business profile", "GET /v1/profiles/legalbusiness?vettingVersion=Current", "", 200, "LegalBusinessProfile")
        .wrong("GET /v1/profiles/legalbusiness?vettingVersion=LastFinalized", "", 404, "1000"),
    case("profile", "update legal business profile", "PUT /v1/profiles/legalbusiness", LEGAL, 200, "LegalBusinessProfile")
        .wrong("PUT /v1/profiles/legalbusiness", "{}", 400, "3000"),
    case("profile", "get organization profile", "GET /v1/profiles/organization", "", 200, "OrganizationProfile").not_by(Who::App, 403, "900329"),
    case("profile", "update organization profile", "PUT /v1/profiles/organization", ORGANIZATION, 200, "OrganizationProfile")
        .wrong("PUT /v1/profiles/organization", STALE, 400, "2055"),
    case("profile", "get partner billing profile", "GET /v1/profiles/billing", "", 200, "BillingProfile").not_by(Who::App, 403, "900329"),
    case("profile", "update partner billing profile", "PUT /v1/profiles/billing", BILLING, 200, "BillingProfile")
        .wrong("PUT /v1/profiles/billing", DOLLARS, 400, "900169"),
    case("profile", "get MPN profile", "GET /v1/profiles/mpn", "", 200, "MpnProfile").wrong("GET /v1/profiles/mpn?mpnId=abc", "", 400, "2000"),
    case("profile", "get partner by MPN id", "GET /v1/profiles/mpn?mpnId=2222222", "", 200, "MpnProfile")
        .wrong("GET /v1/profiles/mpn?mpnId=9999999", "", 404, "3000"),
    case("profile", "get support profile", "GET /v1/profiles/support", "", 200, "SupportProfile").not_by(Who::App, 403, "900329"),
    case("profile", "update support profile", "PUT /v1/profiles/support", SUPPORT, 200, "SupportProfile")
        .wrong("PUT /v1/profiles/support", r#"{"email":"no mail"}"#, 400, "3000"),
    case("profile", "get enrolled program by type (java config)", "GET /v1/enrolledprograms/csp", "", 200, "EnrolledProgram")
        .wrong("GET /v1/enrolledprograms/garden", "", 404, "1000"),
    case("profile", "get account setting (java config)", "GET /v1/accountsettings/preferredLanguage", "", 200, "AccountSetting")
        .wrong("GET /v1/accountsettings/colour", "", 404, "1000"),
    case("profile", "update account setting (java config)", "PUT /v1/accountsettings/preferredLanguage", r#"{"value":"en"}"#, 200, "AccountSetting")
        .wrong("PUT /v1/accountsettings/mfaRequired", r#"{"value":"true"}"#, 400, "3000"),
];

const ADDRESS: &str = r#"{"country":"DE","city":"Bremen","addressLine1":"Am Wall","postalCode":"28195"}"#;

#[rustfmt::skip] // a table: one case a line, or two with its error
pub(crate) const UTILITIES: &[Case] = &[
    case("utility", "validate address", "POST /v1/validations/address", ADDRESS, 200, "AddressValidationResult")
        .wrong("POST /v1/validations/address", "[]", 400, "800002"),
    case("utility", "country validation rules", "GET /v1/countryvalidationrules/DE", "", 200, "CountryValidationRules")
        .wrong("GET /v1/countryvalidationrules/XX", "", 404, "1000")
        .because("the table names CountryInformation, a shape of 2015; recorded replies and the SDK have the flat CountryValidationRules"),
    case("utility", "verify domain availability", "HEAD /v1/domains/kunde.example", "", 200, "")
        .wrong("HEAD /v1/domains/frei.example", "", 404, "")
        .because("HEAD has no body, so that its errors have no code"),
    case("utility", "check domain prefix (older)", "GET /v1/validations/checkdomainavailability/neuling", "", 200, "boolean")
        .not_by(Who::Nobody, 401, "400"),
];
