//! Properties of Graph's users.
//!
//! What the directory knows of a user stands here once, for answers, selections and filters. Passwords are never among it.

use crate::api::{
    context::View,
    graph::{
        licenses::plans,
        odata::kind::{Can, Kind, Property, none, nothing, selected, shown, single},
    },
};
use nahtlos_model::directory::{Holding, LicenseFault, User};
use serde_json::{Value, json};

/// Users.
pub(crate) static USER: Kind<User> = Kind {
    name: "microsoft.graph.user",
    resource: "User",
    properties: PROPERTIES,
};

/// Members of a licence that filters name.
const LICENCE: &[(&str, Can)] = &[("skuId", Can::Text)];
/// Members of a plan that filters name.
const PLAN: &[(&str, Can)] = &[
    ("servicePlanId", Can::Text),
    ("capabilityStatus", Can::Text),
    ("service", Can::Text),
];

static PROPERTIES: &[Property<User>] = &[
    shown("businessPhones", Can::Nothing, |u, _, _| json!(u.phone.iter().collect::<Vec<_>>())),
    shown("displayName", Can::Text, |u, _, _| json!(u.display_name)),
    shown("givenName", Can::Text, |u, _, _| json!(u.given_name)),
    shown("jobTitle", Can::Text, more),
    shown("mail", Can::Mail, |u, _, _| json!(u.mail)),
    shown("mobilePhone", Can::Text, more),
    shown("officeLocation", Can::Text, more),
    shown("preferredLanguage", Can::Text, more),
    shown("surname", Can::Text, |u, _, _| json!(u.surname)),
    shown("userPrincipalName", Can::Mail, |u, _, _| json!(u.user_principal_name)),
    shown("id", Can::Text, |u, _, _| json!(u.id)),
    selected("accountEnabled", Can::Flag, |u, _, _| json!(u.enabled)),
    selected("ageGroup", Can::Text, more),
    selected("assignedLicenses", Can::Objects(LICENCE), |u, _, _| assigned(u)),
    selected("assignedPlans", Can::Objects(PLAN), |u, v, _| plans::assigned(u, &v.assortment)),
    selected("authorizationInfo", Can::Nothing, |_, _, _| json!({ "certificateUserIds": [] })),
    selected("city", Can::Text, more),
    selected("companyName", Can::Text, more),
    selected("consentProvidedForMinor", Can::Text, more),
    selected("country", Can::Text, more),
    selected("createdDateTime", Can::Time, |u, _, _| json!(u.created)),
    selected("creationType", Can::Nothing, nothing),
    selected("deletedDateTime", Can::Time, |u, _, _| json!(u.deleted)),
    selected("department", Can::Text, more),
    selected("employeeHireDate", Can::Time, more),
    selected("employeeId", Can::Text, more),
    selected("employeeLeaveDateTime", Can::Time, more),
    selected("employeeOrgData", Can::Nothing, kept),
    selected("employeeType", Can::Text, more),
    selected("externalUserState", Can::Nothing, nothing),
    selected("externalUserStateChangeDateTime", Can::Nothing, nothing),
    selected("faxNumber", Can::Text, more),
    selected("identities", Can::Nothing, |u, _, _| identities(u)),
    selected("imAddresses", Can::Nothing, none),
    selected("isManagementRestricted", Can::Nothing, nothing),
    selected("isResourceAccount", Can::Nothing, nothing),
    selected("lastPasswordChangeDateTime", Can::Nothing, nothing),
    selected("legalAgeGroupClassification", Can::Nothing, nothing),
    selected("licenseAssignmentStates", Can::Nothing, |u, _, _| states(u)),
    selected("mailNickname", Can::Text, |u, _, _| json!(u.mail_nickname)),
    selected("onPremisesDistinguishedName", Can::Nothing, nothing),
    selected("onPremisesDomainName", Can::Nothing, nothing),
    selected("onPremisesExtensionAttributes", Can::Nothing, kept),
    selected("onPremisesImmutableId", Can::Text, |u, _, _| json!(u.immutable_id)),
    selected("onPremisesLastSyncDateTime", Can::Time, nothing),
    selected("onPremisesProvisioningErrors", Can::Nothing, none),
    selected("onPremisesSamAccountName", Can::Text, nothing),
    selected("onPremisesSecurityIdentifier", Can::Text, nothing),
    selected("onPremisesSyncEnabled", Can::Flag, nothing),
    selected("onPremisesUserPrincipalName", Can::Nothing, nothing),
    selected("otherMails", Can::Texts, list),
    selected("passwordPolicies", Can::Nothing, more),
    selected("passwordProfile", Can::Nothing, nothing),
    selected("postalCode", Can::Text, more),
    selected("preferredDataLocation", Can::Text, more),
    selected("provisionedPlans", Can::Nothing, |u, v, _| plans::provisioned(u, &v.assortment)),
    selected("proxyAddresses", Can::Texts, |u, _, _| {
        json!(u.mail.iter().map(|mail| format!("SMTP:{mail}")).collect::<Vec<_>>())
    }),
    selected("refreshTokensValidFromDateTime", Can::Nothing, |u, _, _| json!(u.created)),
    selected("securityIdentifier", Can::Nothing, nothing),
    selected("serviceProvisioningErrors", Can::Nothing, none),
    selected("showInAddressList", Can::Flag, flag),
    selected("signInActivity", Can::Nothing, nothing),
    selected("signInSessionsValidFromDateTime", Can::Nothing, |u, _, _| json!(u.created)),
    selected("state", Can::Text, more),
    selected("streetAddress", Can::Text, more),
    selected("usageLocation", Can::Text, |u, _, _| json!(u.usage_location)),
    selected("userType", Can::Text, |u, _, _| json!(u.kind)),
    single("aboutMe", nothing),
    single("birthday", nothing),
    single("hireDate", nothing),
    single("interests", none),
    single("mailboxSettings", nothing),
    single("mySite", nothing),
    single("pastProjects", none),
    single("preferredName", nothing),
    single("responsibilities", none),
    single("schools", none),
    single("skills", none),
];

/// A text kept under the property's own name.
fn more(user: &User, _: &View, name: &'static str) -> Value {
    json!(user.more.get(name))
}

/// A list of texts kept under the property's own name.
fn list(user: &User, view: &View, name: &'static str) -> Value {
    match kept(user, view, name) {
        Value::Array(list) => Value::Array(list),
        _ => Value::Array(Vec::new()),
    }
}

/// Anything kept as JSON under the property's own name.
fn kept(user: &User, _: &View, name: &'static str) -> Value {
    let text = user.more.get(name).map(String::as_str);
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
}

/// True or false kept under the property's own name.
fn flag(user: &User, view: &View, name: &'static str) -> Value {
    kept(user, view, name)
}

/// One entry per licence that works, however it comes; a plan is off where every source leaves it off.
fn assigned(user: &User) -> Value {
    let works = |h: &&Holding| h.fault == LicenseFault::None;
    let one = |sku| {
        let of_sku: Vec<&Holding> = user.licences.iter().filter(works).filter(|h| h.sku == sku).collect();
        let first = of_sku.first().map_or(&[][..], |h| &h.disabled);
        let off: Vec<_> = first
            .iter()
            .filter(|plan| of_sku.iter().all(|h| h.disabled.contains(plan)))
            .collect();
        json!({ "disabledPlans": off, "skuId": sku })
    };
    let mut skus = Vec::new();
    for holding in user.licences.iter().filter(works) {
        if !skus.contains(&holding.sku) {
            skus.push(holding.sku);
        }
    }
    skus.into_iter().map(one).collect()
}

/// One entry per source of a licence.
fn states(user: &User) -> Value {
    let one = |h: &Holding| {
        json!({
            "skuId": h.sku,
            "disabledPlans": h.disabled,
            "assignedByGroup": h.group,
            "state": if h.fault == LicenseFault::None { "Active" } else { "Error" },
            "error": h.fault.as_str(),
            "lastUpdatedDateTime": h.updated,
        })
    };
    user.licences.iter().map(one).collect()
}

fn identities(user: &User) -> Value {
    let domain = user.user_principal_name.rsplit('@').next().unwrap_or("");
    json!([{ "signInType": "userPrincipalName", "issuer": domain, "issuerAssignedId": user.user_principal_name }])
}
