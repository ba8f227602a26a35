//! Billing profiles: what one must have, and how one is replaced.
//!
//! Asked where a customer is created and where its profile is sent anew; both keep to the same rules.

use super::{
    Address, BillingProfile, Customer,
    country_rules::{CountryRules, Datum},
};
use crate::{
    countries::country,
    instants::Instant,
    refusals::{Code, Refusal},
};

/// Longest text of an address (Partner Center documentation, address resource).
pub(crate) const LINE_MAXIMUM: usize = 200;
/// Longest name of a person (the same).
const NAME_MAXIMUM: usize = 50;
/// Longest mail address (RFC 5321).
pub(crate) const EMAIL_MAXIMUM: usize = 254;

/// What a phone number may be, as clients are told: see `Checks::phone`.
pub const PHONE: &str = "^[0-9 +()./-]{1,50}$";

/// The rules that a profile is checked by.
#[derive(Debug, Clone, Copy)]
pub struct Checks<'a> {
    /// What countries ask for.
    pub rules: &'a CountryRules,
    /// Now.
    pub now: Instant,
    /// Where the profile stands in the body, such as `billingProfile.`; empty: it is the body.
    pub at: &'a str,
}

impl Checks<'_> {
    pub(crate) fn refuse(&self, field: &str, reason: impl std::fmt::Display) -> Refusal {
        Refusal::property(format!("{}{field}", self.at), reason)
    }

    pub(crate) fn text(&self, field: &str, text: &str, maximum: usize) -> Result<String, Refusal> {
        let text = text.trim();
        let length = text.chars().count();
        if length > maximum {
            return Err(self.refuse(field, format!("it has {length} characters, {maximum} are allowed")));
        }
        if text.chars().any(char::is_control) {
            return Err(self.refuse(field, "it has control characters"));
        }
        Ok(text.to_owned())
    }

    pub(crate) fn needed(&self, field: &str, text: &str, maximum: usize) -> Result<String, Refusal> {
        let text = self.text(field, text, maximum)?;
        if text.is_empty() {
            Err(self.refuse(field, "it must be given"))
        } else {
            Ok(text)
        }
    }

    /// A company's name: at least two characters, not only signs.
    pub(crate) fn company(&self, field: &str, name: &str) -> Result<String, Refusal> {
        let name = self.needed(field, name, LINE_MAXIMUM)?;
        if name.chars().count() < 2 || !name.chars().any(char::is_alphanumeric) {
            return Err(self.refuse(field, "a company's name has at least two characters and not only signs"));
        }
        Ok(name)
    }

    /// An address with what its country asks for. `place`: where it stands in the body; `person`: it must name one.
    pub(crate) fn address(&self, place: &str, sent: &Address, person: bool) -> Result<Address, Refusal> {
        let at = |field: &str| format!("{place}.{field}");
        let code = country(&sent.country).ok_or_else(|| self.refuse(&at("country"), "it is no country's two letters"))?;
        let needs = |what: Datum| self.rules.needs(what, code, self.now.date());
        let name = |field: &str, text: &str| match person {
            true => self.needed(&at(field), text, NAME_MAXIMUM),
            false => self.text(&at(field), text, NAME_MAXIMUM),
        };
        let address = Address {
            country: code.to_owned(),
            region: self.text(&at("region"), &sent.region, LINE_MAXIMUM)?,
            city: self.needed(&at("city"), &sent.city, LINE_MAXIMUM)?,
            state: self.state(&at("state"), code, &sent.state)?,
            line1: self.needed(&at("addressLine1"), &sent.line1, LINE_MAXIMUM)?,
            line2: self.text(&at("addressLine2"), &sent.line2, LINE_MAXIMUM)?,
            postal_code: self.text(&at("postalCode"), &sent.postal_code, NAME_MAXIMUM)?,
            first_name: name("firstName", &sent.first_name)?,
            middle_name: self.text(&at("middleName"), &sent.middle_name, NAME_MAXIMUM)?,
            last_name: name("lastName", &sent.last_name)?,
            phone: self.phone(&at("phoneNumber"), &sent.phone)?,
        };
        if address.state.is_empty() && needs(Datum::State) {
            return Err(self.refuse(&at("state"), format!("addresses in {code} have one")));
        }
        if address.postal_code.is_empty() && needs(Datum::PostalCode) {
            return Err(self.refuse(&at("postalCode"), format!("addresses in {code} have one")));
        }
        if !address.postal_code.is_empty() && !self.rules.fits(Datum::PostalCode, code, self.now.date(), &address.postal_code) {
            let forms = self.rules.forms(Datum::PostalCode, code, self.now.date()).join(", ");
            return Err(self.refuse(&at("postalCode"), format!("in {code} it has the form {forms}")));
        }
        // Only a customer's own address needs what the register of companies asks for.
        if person && address.phone.is_empty() && needs(Datum::Phone) {
            return Err(Refusal::new(Code::PhoneMissing).at(format!("{}{}", self.at, at("phoneNumber"))));
        }
        Ok(address)
    }

    /// A state: its code where the country lists them, in any letter case; else any text.
    fn state(&self, field: &str, code: &str, sent: &str) -> Result<String, Refusal> {
        let text = self.text(field, sent, LINE_MAXIMUM)?;
        let rule = self.rules.country(code, self.now.date()).filter(|rule| !rule.states.is_empty());
        let Some(rule) = rule.filter(|_| !text.is_empty()) else {
            return Ok(text);
        };
        let found = rule.state_codes().find(|known| known.eq_ignore_ascii_case(&text));
        found.map(str::to_owned).ok_or_else(|| {
            let codes = rule.state_codes().collect::<Vec<_>>().join(", ");
            self.refuse(field, format!("it is no state of {code}; its states are {codes}"))
        })
    }

    /// A phone number: digits and the signs between them; may be empty.
    pub(crate) fn phone(&self, field: &str, sent: &str) -> Result<String, Refusal> {
        let phone = self.text(field, sent, NAME_MAXIMUM)?;
        let is_phone = |c: char| c.is_ascii_digit() || " +()-./".contains(c);
        match phone.chars().all(is_phone) {
            true => Ok(phone),
            false => Err(self.refuse(field, "it may have digits, spaces and + ( ) - . / only")),
        }
    }

    /// A mail address that must be given.
    pub(crate) fn email(&self, field: &str, sent: &str) -> Result<String, Refusal> {
        let email = self.needed(field, sent, EMAIL_MAXIMUM)?;
        match is_email(&email) {
            true => Ok(email),
            false => Err(self.refuse(field, "it is no mail address")),
        }
    }

    /// A culture in its usual spelling.
    pub(crate) fn culture(&self, sent: &str) -> Result<String, Refusal> {
        culture(sent).ok_or_else(|| self.refuse("culture", "it is no culture such as de-DE"))
    }

    /// A language's two letters, lower case.
    pub(crate) fn language(&self, sent: &str) -> Result<String, Refusal> {
        let language = sent.trim().to_ascii_lowercase();
        match language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase()) {
            true => Ok(language),
            false => Err(self.refuse("language", "it is no language's two letters")),
        }
    }

    /// A profile as it is kept: trimmed, languages spelled as usual, everything there that must be.
    ///
    /// # Errors
    /// `InvalidProperty` and `PhoneMissing` with the field.
    pub fn profile(&self, sent: &BillingProfile) -> Result<BillingProfile, Refusal> {
        let first = |one: &str, other: &str| if one.trim().is_empty() { other.to_owned() } else { one.to_owned() };
        let address = Address {
            first_name: first(&sent.address.first_name, &sent.first_name),
            last_name: first(&sent.address.last_name, &sent.last_name),
            ..sent.address.clone()
        };
        let email = self.email("email", &sent.email)?;
        let culture = self.culture(&sent.culture)?;
        let language = self.language(&sent.language)?;
        Ok(BillingProfile {
            id: sent.id.clone(),
            first_name: self.text("firstName", &sent.first_name, NAME_MAXIMUM)?,
            last_name: self.text("lastName", &sent.last_name, NAME_MAXIMUM)?,
            email,
            culture,
            language,
            company: self.company("companyName", &sent.company)?,
            address: self.address("defaultAddress", &address, true)?,
            version: sent.version,
        })
    }
}

/// That an address to which something is to be mailed is one; none is allowed.
///
/// # Errors
/// `InvalidProperty` with the place where it was sent.
pub fn mailable(field: &str, sent: Option<&str>) -> Result<(), Refusal> {
    match sent.filter(|email| !email.is_empty()).is_none_or(is_email) {
        true => Ok(()),
        false => Err(Refusal::property(field, "it is no mail address")),
    }
}

/// Whether a text can be a mail address: one part before the `@`, a domain of several labels after it.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;<>()[]\\\"".contains(c);
    (1..=64).contains(&local.len()) && text.len() <= EMAIL_MAXIMUM && local.chars().all(fits) && super::country_rules::is_domain(domain)
}

/// `de-de` as `de-DE`, `sr-latn-rs` as `sr-Latn-RS`; `None`: no culture.
pub fn culture(text: &str) -> Option<String> {
    let mut parts = text.trim().split('-');
    let letters = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let language = parts.next().filter(|p| letters(p, 2..=3))?.to_ascii_lowercase();
    let rest: Vec<&str> = parts.collect();
    let (script, region) = match rest.as_slice() {
        [region] => (None, region),
        [script, region] if letters(script, 4..=4) => (Some(script), region),
        _ => return None,
    };
    let region = Some(*region).filter(|r| letters(r, 2..=2))?.to_ascii_uppercase();
    let script = script.map(|s| format!("-{}{}", s[..1].to_ascii_uppercase(), s[1..].to_ascii_lowercase()));
    Some(format!("{language}{}-{region}", script.unwrap_or_default()))
}

impl BillingProfile {
    /// Its version as the wire has it: a decimal number that says nothing.
    pub fn etag(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in self.id.bytes().chain(self.version.to_be_bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash.cast_signed().to_string()
    }
}

impl Customer {
    /// The customer with another billing profile. `expected`: the version that the caller read.
    ///
    /// # Errors
    /// `StaleEtag`; what [`Checks::profile`] refuses; a country other than the market's, which would change prices and currency.
    pub fn with_profile(&self, sent: &BillingProfile, expected: &str, checks: Checks<'_>) -> Result<Self, Refusal> {
        if expected != self.billing.etag() {
            return Err(Refusal::new(Code::StaleEtag).with("version", expected));
        }
        let mut billing = checks.profile(sent)?;
        if billing.address.country != self.country().to_ascii_uppercase() {
            let reason = format!("the customer's market is {}, and that stays", self.country());
            return Err(checks.refuse("defaultAddress.country", reason));
        }
        billing.id.clone_from(&self.billing.id);
        billing.version = self.billing.version + 1;
        Ok(Self {
            billing,
            checked: Some(checks.now),
            version: self.version + 1,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cultures_and_mail_addresses_are_told_from_other_texts() {
        assert_eq!(culture("DE-de").as_deref(), Some("de-DE"));
        assert_eq!(culture("sr-latn-RS").as_deref(), Some("sr-Latn-RS"));
        for no in ["", "de", "de-", "d-DE", "de-DE-DE", "1e-DE", "de-DEU", "ä-DE"] {
            assert_eq!(culture(no), None, "{no}");
        }
        assert!(is_email("it@nordhof.example") && is_email("it+a.b@nordhof.example"));
        for no in ["", "@", "a@b", "a b@c.de", "a@c..de", "<a@c.de>", "a@@c.de"] {
            assert!(!is_email(no), "{no}");
        }
    }

    #[test]
    fn an_etag_changes_with_every_version_and_differs_between_profiles() {
        let one = BillingProfile {
            id: "a".into(),
            version: 1,
            ..BillingProfile::default()
        };
        let next = BillingProfile { version: 2, ..one.clone() };
        let other = BillingProfile {
            id: "b".into(),
            ..one.clone()
        };
        assert_ne!(one.etag(), next.etag());
        assert_ne!(one.etag(), other.etag());
        assert!(one.etag().parse::<i64>().is_ok());
    }
}
