//! Decides on new users and on changes of users: names within the tenant's domains, countries, strength of passwords.
//!
//! Used by the use cases of users for both APIs. Passwords come here once, to be judged; what is kept is a hash that others make.

use crate::{
    countries::country,
    directory::{Domain, User},
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
};
use std::collections::BTreeMap;

/// Longest part of a sign-in name before the `@` (Entra documentation, user principal names).
const LOCAL_MAXIMUM: usize = 64;
/// Longest sign-in name (the same).
const NAME_MAXIMUM: usize = 113;
/// Longest display name, and longest of the texts that have no limit of their own.
const TEXT_MAXIMUM: usize = 256;
/// Longest first name, last name and mail nickname.
const SHORT_MAXIMUM: usize = 64;

/// A user to create.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewUser {
    /// Sign-in name, in a verified domain of the tenant.
    pub user_principal_name: String,
    /// Display name.
    pub display_name: String,
    /// First name.
    pub given_name: Option<String>,
    /// Last name.
    pub surname: Option<String>,
    /// Country of use, two letters.
    pub usage_location: Option<String>,
    /// Id in the customer's own directory; needed in a federated domain.
    pub immutable_id: Option<String>,
    /// Salted hash of the password; `None`: the user cannot sign in with one.
    pub password: Option<String>,
    /// The password must be changed at the next sign-in.
    pub force_change: bool,
    /// Phone.
    pub phone: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Mail nickname; `None`: the sign-in name's part before the `@`.
    pub mail_nickname: Option<String>,
    /// Sign-in is not allowed.
    pub disabled: bool,
    /// A guest, not a member.
    pub guest: bool,
    /// Other attributes of Graph, as sent.
    pub more: BTreeMap<String, String>,
}

/// A new password.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword {
    /// Salted hash.
    pub hash: String,
    /// It must be changed at the next sign-in.
    pub force_change: bool,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPassword")
            .field("force_change", &self.force_change)
            .finish_non_exhaustive()
    }
}

/// A change of a user. `None` leaves a field as it is; where a field may be empty, `Some(None)` empties it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserChange {
    /// Sign-in name.
    pub user_principal_name: Option<String>,
    /// Display name.
    pub display_name: Option<String>,
    /// First name.
    pub given_name: Option<Option<String>>,
    /// Last name.
    pub surname: Option<Option<String>>,
    /// Country of use; licences that groups could not give for want of it are given.
    pub usage_location: Option<Option<String>>,
    /// Id in the customer's own directory.
    pub immutable_id: Option<Option<String>>,
    /// A new password.
    pub password: Option<NewPassword>,
    /// Whether the present password must be changed at the next sign-in; a new password says so itself.
    pub force_change: Option<bool>,
    /// Phone.
    pub phone: Option<Option<String>>,
    /// Mail.
    pub mail: Option<Option<String>>,
    /// Mail nickname.
    pub mail_nickname: Option<String>,
    /// Sign-in allowed.
    pub enabled: Option<bool>,
    /// A guest, not a member.
    pub guest: Option<bool>,
    /// Other attributes of Graph; `None` as value removes one.
    pub more: BTreeMap<String, Option<String>>,
}

/// Makes a user of what was asked for. `domains` are the tenant's.
///
/// # Errors
/// `InvalidProperty`, `UserNameDomain`.
pub fn create(new: &NewUser, tenant_id: &str, id: &str, domains: &[Domain], now: Instant) -> Result<User, Refusal> {
    let name = new.user_principal_name.trim();
    let (local, domain) = split_name(name)?;
    let domain = verified(name, domain, domains)?;
    if domain.authentication.eq_ignore_ascii_case("Federated") && given(&new.immutable_id).is_none() {
        return Err(Refusal::property("immutableId", "must be given for a user of a federated domain"));
    }
    let nickname = given(&new.mail_nickname).unwrap_or_else(|| local.to_owned());
    Ok(User {
        id: id.to_owned(),
        tenant_id: tenant_id.to_owned(),
        user_principal_name: name.to_owned(),
        given_name: short("givenName", given(&new.given_name))?,
        surname: short("surname", given(&new.surname))?,
        display_name: display(&new.display_name)?,
        usage_location: given(&new.usage_location).map(|c| location(&c)).transpose()?,
        immutable_id: long("onPremisesImmutableId", given(&new.immutable_id))?,
        password: new.password.clone(),
        force_change: new.force_change,
        phone: long("phoneNumber", given(&new.phone))?,
        mail: long("mail", given(&new.mail))?,
        mail_nickname: Some(nick(&nickname)?),
        enabled: !new.disabled,
        kind: kind(new.guest),
        manager: None,
        domain_type: domain_type(domain),
        more: new.more.clone(),
        licences: Vec::new(),
        created: now,
        deleted: None,
        version: 1,
    })
}

/// Makes the changed user. Where nothing differs, the version stays too. `domains` are the tenant's.
///
/// # Errors
/// `InvalidProperty`, `UserNameDomain`.
pub fn change(before: &User, change: &UserChange, domains: &[Domain]) -> Result<User, Refusal> {
    let mut after = before.clone();
    if let Some(name) = change.user_principal_name.as_deref().map(str::trim)
        && name != before.user_principal_name
    {
        let (_, domain) = split_name(name)?;
        after.domain_type = domain_type(verified(name, domain, domains)?);
        name.clone_into(&mut after.user_principal_name);
    }
    if let Some(name) = &change.display_name {
        after.display_name = display(name)?;
    }
    if let Some(name) = &change.given_name {
        after.given_name = short("givenName", given(name))?;
    }
    if let Some(name) = &change.surname {
        after.surname = short("surname", given(name))?;
    }
    if let Some(place) = &change.usage_location {
        after.usage_location = given(place).map(|c| location(&c)).transpose()?;
    }
    if let Some(id) = &change.immutable_id {
        after.immutable_id = long("onPremisesImmutableId", given(id))?;
    }
    if let Some(phone) = &change.phone {
        after.phone = long("phoneNumber", given(phone))?;
    }
    if let Some(mail) = &change.mail {
        after.mail = long("mail", given(mail))?;
    }
    if let Some(nickname) = &change.mail_nickname {
        after.mail_nickname = Some(nick(nickname)?);
    }
    after.force_change = change.force_change.unwrap_or(after.force_change);
    if let Some(password) = &change.password {
        after.password = Some(password.hash.clone());
        after.force_change = password.force_change;
    }
    after.enabled = change.enabled.unwrap_or(after.enabled);
    after.kind = change.guest.map_or(after.kind, kind);
    for (key, value) in &change.more {
        match value {
            Some(value) => after.more.insert(key.clone(), value.clone()),
            None => after.more.remove(key),
        };
    }
    if after != *before {
        after.version += 1;
    }
    Ok(after)
}

/// Whether a password may be used: so many characters, of so many of the four kinds (small letters, capitals, digits, others), and
/// without the name of its user.
///
/// # Errors
/// `PasswordWeak`.
pub fn judge_password(password: &str, user_principal_name: &str, numbers: &Numbers) -> Result<(), Refusal> {
    let length = i64::try_from(password.chars().count()).unwrap_or(i64::MAX);
    let has = |kind: fn(char) -> bool| i64::from(password.chars().any(kind));
    let kinds = has(char::is_lowercase)
        + has(char::is_uppercase)
        + has(|c| c.is_numeric())
        + has(|c| !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric());
    let local = user_principal_name.split('@').next().unwrap_or("").to_lowercase();
    let names_user = local.chars().count() >= 3 && password.to_lowercase().contains(&local);
    let fits = (numbers.password_shortest..=numbers.password_longest).contains(&length);
    if fits && kinds >= numbers.password_kinds && !names_user && !password.chars().any(char::is_control) {
        return Ok(());
    }
    let refusal = Refusal::new(Code::PasswordWeak)
        .with("shortest", numbers.password_shortest)
        .with("longest", numbers.password_longest)
        .with("kinds", numbers.password_kinds);
    Err(refusal.at("passwordProfile.password"))
}

/// Both parts of a sign-in name.
fn split_name(name: &str) -> Result<(&str, &str), Refusal> {
    let bad = |reason: &str| Refusal::property("userPrincipalName", reason);
    let (local, domain) = name.split_once('@').ok_or_else(|| bad("must be a name, an @ and a domain"))?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~".contains(c);
    if local.is_empty() || domain.is_empty() {
        return Err(bad("must be a name, an @ and a domain"));
    }
    if name.len() > NAME_MAXIMUM || local.len() > LOCAL_MAXIMUM {
        return Err(bad("is too long"));
    }
    if !local.chars().all(fits) || local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(bad(
            "may have letters, digits and '.-_!#^~ before the @, with no dot first, last or twice in a row",
        ));
    }
    if !domain.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)) {
        return Err(bad("has a domain that cannot be one"));
    }
    Ok((local, domain))
}

fn verified<'d>(name: &str, domain: &str, domains: &'d [Domain]) -> Result<&'d Domain, Refusal> {
    let found = domains.iter().find(|d| d.verified && d.name.eq_ignore_ascii_case(domain));
    found.ok_or_else(|| {
        let refusal = Refusal::new(Code::UserNameDomain).with("name", name).with("domain", domain);
        refusal.at("userPrincipalName")
    })
}

/// What the reference shows of a user who is not federated.
fn domain_type(domain: &Domain) -> String {
    match domain.authentication.eq_ignore_ascii_case("Federated") {
        true => "federated".to_owned(),
        false => "none".to_owned(),
    }
}

fn kind(guest: bool) -> String {
    if guest { "Guest" } else { "Member" }.to_owned()
}

/// An empty text says as much as none.
fn given(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn location(text: &str) -> Result<String, Refusal> {
    let known = country(text).map(str::to_owned);
    known.ok_or_else(|| Refusal::property("usageLocation", format!("{text:?} is no country's two letters")))
}

fn bounded(field: &str, text: &str, maximum: usize) -> Result<(), Refusal> {
    if text.chars().count() > maximum {
        return Err(Refusal::property(field, format!("is longer than {maximum} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::property(field, "has characters that cannot be shown"));
    }
    Ok(())
}

fn short(field: &str, text: Option<String>) -> Result<Option<String>, Refusal> {
    text.map(|t| bounded(field, &t, SHORT_MAXIMUM).map(|()| t)).transpose()
}

fn long(field: &str, text: Option<String>) -> Result<Option<String>, Refusal> {
    text.map(|t| bounded(field, &t, TEXT_MAXIMUM).map(|()| t)).transpose()
}

fn display(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::property("displayName", "must be given"));
    }
    bounded("displayName", name, TEXT_MAXIMUM).map(|()| name.to_owned())
}

fn nick(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(|c| c.is_whitespace() || "@()\\[]\";:<>,".contains(c)) {
        return Err(Refusal::property(
            "mailNickname",
            "must be given, without spaces and any of @()\\[]\";:<>,",
        ));
    }
    bounded("mailNickname", name, SHORT_MAXIMUM).map(|()| name.to_owned())
}
