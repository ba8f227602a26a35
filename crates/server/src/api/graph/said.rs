//! Errors of Graph in Graph's own words.
//!
//! Clients tell causes apart by these texts, since the code is nearly always the same: so they are part of the wire, in English and
//! never translated. Used by Graph's handlers and where refusals are written. A refusal without a text here is written in the
//! caller's language.

use crate::api::problem::Problem;
use nahtlos_model::refusals::{Code, Refusal};

/// An error with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
}

/// The code of most errors.
const BAD: &str = "Request_BadRequest";
/// The code of queries that are not answered.
const QUERY: &str = "Request_UnsupportedQuery";

fn said(status: u16, code: &'static str, message: impl Into<String>) -> Said {
    Said {
        status,
        code,
        message: message.into(),
    }
}

fn problem(status: u16, code: &'static str, message: impl Into<String>) -> Problem {
    Problem::Said(said(status, code, message))
}

/// A request that is wrong in some way of its own.
pub(crate) fn bad(message: impl Into<String>) -> Problem {
    problem(400, BAD, message)
}

/// A query that is not answered.
pub(crate) fn query(message: impl Into<String>) -> Problem {
    problem(400, QUERY, message)
}

/// A `$filter` that does not read.
pub(crate) fn filter(what: impl std::fmt::Display) -> Problem {
    problem(400, "BadRequest", format!("Invalid filter clause: {what}."))
}

/// A filter that its property does not take.
pub(crate) fn filter_unsupported(property: &str, resource: &str) -> Problem {
    query(format!(
        "Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'."
    ))
}

/// A part of a query that needs the advanced way.
pub(crate) fn needs_advanced(what: &str) -> Problem {
    query(format!(
        "{what} is answered with the request header 'ConsistencyLevel: eventual' and $count=true only. Add both."
    ))
}

/// A property nobody knows, in a query.
pub(crate) fn no_property(name: &str, kind: &str) -> Problem {
    problem(
        400,
        "BadRequest",
        format!("Could not find a property named '{name}' on type '{kind}'."),
    )
}

/// A property nobody knows, in a body.
pub(crate) fn unknown_property(name: &str, resource: &str) -> Problem {
    bad(format!("Invalid property '{name}': resource '{resource}' has none of that name."))
}

/// A property that only the service sets.
pub(crate) fn read_only(name: &str, resource: &str) -> Problem {
    bad(format!(
        "Property '{name}' of resource '{resource}' is read-only and cannot be set."
    ))
}

/// A property with a value it cannot have.
pub(crate) fn invalid_value(name: &str, resource: &str) -> Problem {
    bad(format!("Invalid value specified for property '{name}' of resource '{resource}'."))
}

/// A property that must be there.
pub(crate) fn value_required(name: &str, resource: &str) -> Problem {
    bad(format!("A value is required for property '{name}' of resource '{resource}'."))
}

/// An action's parameters that are not there.
pub(crate) fn parameters_missing(action: &str, names: &[&str]) -> Problem {
    bad(format!(
        "One or more parameters of the operation '{action}' are missing from the request payload. The missing parameters are: {}.",
        names.join(", ")
    ))
}

/// A text that is no GUID.
pub(crate) fn no_guid(text: &str) -> Problem {
    bad(format!(
        "Cannot convert the literal '{}' to the expected type 'Edm.Guid'.",
        shown(text)
    ))
}

/// An id that cannot be one.
pub(crate) fn invalid_id(id: &str) -> Problem {
    bad(format!("Invalid object identifier '{}'.", shown(id)))
}

/// An object that is not there.
pub(crate) fn missing(id: &str) -> Problem {
    Problem::Said(not_there(id))
}

/// A page token that does not belong to the request.
pub(crate) fn page_token() -> Problem {
    problem(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.",
    )
}

/// A part of the path nobody knows.
pub(crate) fn no_segment(path: &str) -> Problem {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    problem(400, "BadRequest", format!("Resource not found for the segment '{}'.", shown(last)))
}

/// A path with another method.
pub(crate) fn no_method() -> Problem {
    problem(405, BAD, "Specified HTTP method is not allowed for the request target.")
}

/// A property that lists cannot have.
pub(crate) fn not_listed(name: &str) -> Problem {
    problem(
        501,
        "NotImplemented",
        format!("'{name}' can be had of one resource at a time only."),
    )
}

/// A batch that cannot be run at all.
pub(crate) fn batch(message: impl Into<String>) -> Problem {
    problem(400, "BadRequest", message)
}

/// A part of a batch whose predecessor failed.
pub(crate) fn dependency() -> Problem {
    problem(424, "FailedDependency", "A request that this one depends on has failed.")
}

/// The longest part of what was sent that an error repeats.
fn shown(text: &str) -> String {
    text.chars().take(200).collect()
}

fn not_there(id: &str) -> Said {
    let message = format!(
        "Resource '{}' does not exist or one of its queried reference-property objects are not present.",
        shown(id)
    );
    said(404, "Request_ResourceNotFound", message)
}

/// A refusal in Graph's words, where clients know some.
pub(crate) fn of(refusal: &Refusal) -> Option<Said> {
    let value = |name: &str| refusal.values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_ref());
    Some(match refusal.code {
        Code::Unauthenticated | Code::WrongAudience => {
            let message = match value("reason") {
                "missing" => "Access token is empty.",
                "expired" => "Lifetime validation failed, the token is expired.",
                _ if refusal.code == Code::WrongAudience => "Access token validation failure. Invalid audience.",
                _ => "Access token validation failure.",
            };
            said(401, "InvalidAuthenticationToken", message)
        }
        Code::RoleLacksRight | Code::AppOnlyRefused | Code::MfaRequired => said(
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        ),
        Code::NotFound | Code::UserUnknown | Code::CustomerUnknown | Code::SubscriptionUnknown => not_there(value("id")),
        Code::StaleEtag => said(412, BAD, "The condition of the request's If-Match header does not hold."),
        Code::UserNameTaken => said(
            400,
            BAD,
            "Another object with the same value for property userPrincipalName already exists.",
        ),
        Code::UserNameDomain => said(
            400,
            BAD,
            "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
        ),
        Code::PasswordWeak => said(
            400,
            BAD,
            "The specified password does not comply with password complexity requirements. Please provide a different password.",
        ),
        Code::MemberAlready => said(
            400,
            BAD,
            "One or more added object references already exist for the following modified properties: 'members'.",
        ),
        Code::GroupLicensed => said(400, BAD, "The group has an active license assignment and cannot be deleted."),
        _ => of_licences(refusal, value)?,
    })
}

fn of_licences<'r>(refusal: &'r Refusal, value: impl Fn(&str) -> &'r str) -> Option<Said> {
    let message = match refusal.code {
        Code::UsageLocationMissing => "License assignment cannot be done for user with invalid usage location.".to_owned(),
        Code::LicenseCount => format!("Subscription with SKU {} does not have any available licenses.", value("id")),
        Code::LicenseUnknown => format!("License {} does not correspond to a valid company License.", value("id")),
        Code::LicenseNotHeld => "User does not have a corresponding license.".to_owned(),
        Code::LicenseInherited => {
            "User license is inherited from a group membership and it cannot be removed directly from the user.".to_owned()
        }
        Code::PlansExclude => format!(
            "License assignment failed because service plans {}, {} are mutually exclusive.",
            value("plan"),
            value("other")
        ),
        Code::PlanDependency => format!(
            "License assignment failed because service plan {} depends on the service plan(s) {}",
            value("plan"),
            value("needs")
        ),
        Code::PlanNotInSku => "One or more disabled plans are not part of the license.".to_owned(),
        _ => return None,
    };
    Some(said(400, BAD, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_know_these_texts() {
        let of = |refusal: Refusal| of(&refusal).unwrap().message;
        let count = Refusal::new(Code::LicenseCount).with("license", "E3").with("id", "05e9");
        assert_eq!(of(count), "Subscription with SKU 05e9 does not have any available licenses.");
        let needs = Refusal::new(Code::PlanDependency).with("plan", "A").with("needs", "B, C");
        assert_eq!(
            of(needs),
            "License assignment failed because service plan A depends on the service plan(s) B, C"
        );
        assert_eq!(super::of(&Refusal::new(Code::CartExpired)), None);
    }
}
