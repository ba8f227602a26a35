//! What a body says about a user, for creating and changing one.

use super::props::USER;
use crate::api::{
    graph::{body, odata::kind::Schema as _, said},
    problem::Problem,
};
use nahtlos_model::{countries::country, instants::Instant};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const RESOURCE: &str = "User";
/// Longest text of the properties that have no rule of their own.
const TEXT_MOST: usize = 1024;
/// Most bytes of what is kept as JSON.
const JSON_MOST: usize = 4096;
/// Texts that are kept as they are.
const TEXTS: [&str; 18] = [
    "ageGroup",
    "city",
    "companyName",
    "consentProvidedForMinor",
    "country",
    "department",
    "employeeId",
    "employeeType",
    "faxNumber",
    "jobTitle",
    "mobilePhone",
    "officeLocation",
    "passwordPolicies",
    "postalCode",
    "preferredDataLocation",
    "preferredLanguage",
    "state",
    "streetAddress",
];

/// A password that came.
pub(crate) struct Password {
    pub text: Option<String>,
    pub force_change: Option<bool>,
}

/// A body: what it names is `Some`; an inner `None` empties.
#[derive(Default)]
pub(crate) struct Sent {
    pub user_principal_name: Option<String>,
    pub display_name: Option<String>,
    pub given_name: Option<Option<String>>,
    pub surname: Option<Option<String>>,
    pub usage_location: Option<Option<String>>,
    pub immutable_id: Option<Option<String>>,
    pub phone: Option<Option<String>>,
    pub mail: Option<Option<String>>,
    pub mail_nickname: Option<String>,
    pub enabled: Option<bool>,
    pub guest: Option<bool>,
    pub password: Option<Password>,
    pub more: BTreeMap<String, Option<String>>,
}

/// Reads a body's properties.
pub(crate) fn read(properties: Map<String, Value>) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    for (name, value) in properties {
        if body::is_annotation(&name) {
            continue;
        }
        let Some((property, _)) = USER.find(&name) else {
            return Err(said::unknown_property(&name, RESOURCE));
        };
        one(&mut sent, property, value)?;
    }
    Ok(sent)
}

fn one(sent: &mut Sent, name: &'static str, value: Value) -> Result<(), Problem> {
    let text = |value| body::text(name, value, RESOURCE);
    let invalid = || said::invalid_value(name, RESOURCE);
    match name {
        "userPrincipalName" => sent.user_principal_name = Some(body::must(name, value, RESOURCE)?),
        "displayName" => sent.display_name = Some(body::must(name, value, RESOURCE)?),
        "mailNickname" => sent.mail_nickname = Some(body::must(name, value, RESOURCE)?),
        "givenName" => sent.given_name = Some(text(value)?),
        "surname" => sent.surname = Some(text(value)?),
        "mail" => sent.mail = Some(text(value)?),
        "onPremisesImmutableId" => sent.immutable_id = Some(text(value)?),
        "usageLocation" => {
            let place = text(value)?;
            if place.as_deref().is_some_and(|p| country(p).is_none()) {
                return Err(invalid());
            }
            sent.usage_location = Some(place);
        }
        "accountEnabled" => sent.enabled = Some(body::flag(name, &value, RESOURCE)?.ok_or_else(invalid)?),
        "userType" => {
            let kind = text(value)?;
            sent.guest = match kind.as_deref() {
                None => None,
                Some(kind) if kind.eq_ignore_ascii_case("member") => Some(false),
                Some(kind) if kind.eq_ignore_ascii_case("guest") => Some(true),
                Some(_) => return Err(invalid()),
            };
        }
        "businessPhones" => {
            let mut phones = body::texts(name, value, RESOURCE)?;
            if phones.len() > 1 {
                return Err(invalid());
            }
            sent.phone = Some(phones.pop().filter(|p| !p.is_empty()));
        }
        "passwordProfile" => sent.password = password(value)?,
        name => {
            let kept = kept(name, value)?;
            sent.more.insert(name.to_owned(), kept);
        }
    }
    Ok(())
}

/// What is kept under the property's own name.
fn kept(name: &'static str, value: Value) -> Result<Option<String>, Problem> {
    let invalid = || said::invalid_value(name, RESOURCE);
    let json = |value: &Value| {
        let text = value.to_string();
        Some(text).filter(|t| t.len() <= JSON_MOST).ok_or_else(invalid)
    };
    match name {
        name if TEXTS.contains(&name) => {
            let text = body::text(name, value, RESOURCE)?;
            let fits = |t: &String| t.chars().count() <= TEXT_MOST && !t.chars().any(char::is_control);
            match text.as_ref().is_none_or(fits) {
                true => Ok(text),
                false => Err(invalid()),
            }
        }
        "employeeHireDate" | "employeeLeaveDateTime" => {
            let text = body::text(name, value, RESOURCE)?;
            let time = text.map(|t| t.parse::<Instant>().map_err(|_| invalid())).transpose()?;
            Ok(time.map(|t| t.to_string()))
        }
        "otherMails" => {
            let mails = body::texts(name, value, RESOURCE)?;
            let all = Value::from(mails);
            json(&all).map(Some)
        }
        "showInAddressList" => Ok(body::flag(name, &value, RESOURCE)?.map(|flag| flag.to_string())),
        "employeeOrgData" | "onPremisesExtensionAttributes" => match value {
            Value::Null => Ok(None),
            Value::Object(_) => json(&value).map(Some),
            _ => Err(invalid()),
        },
        name => Err(said::read_only(name, RESOURCE)),
    }
}

fn password(value: Value) -> Result<Option<Password>, Problem> {
    let Value::Object(profile) = value else {
        return match value {
            Value::Null => Ok(None),
            _ => Err(said::invalid_value("passwordProfile", RESOURCE)),
        };
    };
    let mut password = Password {
        text: None,
        force_change: None,
    };
    for (name, value) in profile {
        match name.as_str() {
            "password" => password.text = body::text("passwordProfile", value, RESOURCE)?,
            "forceChangePasswordNextSignIn" | "forceChangePasswordNextSignInWithMfa" => {
                let force = body::flag("passwordProfile", &value, RESOURCE)?;
                password.force_change = match (password.force_change, force) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (one, other) => one.or(other),
                };
            }
            name if body::is_annotation(name) => {}
            name => return Err(said::unknown_property(name, "PasswordProfile")),
        }
    }
    Ok(Some(password))
}
