//! Customer agreements: the templates there are, and the decision on a confirmation. Templates are data in `rules/agreements.toml`.
//!
//! Asked by the use cases of agreements and by whoever shows templates. What a template says is a text for people and stands elsewhere.

use crate::{
    customers::{Agreement, AgreementKind, Contact, profile::is_email},
    dates::Date,
    instants::Instant,
    refusals::{Code, Refusal},
    rules::Certainty,
};
use serde::Deserialize;
use std::sync::LazyLock;

/// The template of the present customer agreement.
pub const CUSTOMER_AGREEMENT: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";

/// The language that every template is to be had in.
pub const ENGLISH: &str = "en-US";

/// Hours by which a place's calendar can be ahead of UTC: a day of acceptance is a day somewhere.
const AHEAD_HOURS: i64 = 14;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// GUID.
    pub id: String,
    /// What it is an agreement of.
    pub kind: AgreementKind,
    /// Later ones have higher ranks.
    pub version_rank: u32,
    /// First day it can be accepted; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it can be accepted; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm its id is.
    pub certainty: Certainty,
    /// The document that has the id.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

/// A language with the countries it is to be had for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Language {
    /// Tag such as `de-DE`.
    pub language: String,
    /// ISO 3166 alpha-2, upper case.
    pub countries: Vec<String>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

/// The pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Templates {
    /// In file order.
    pub templates: Vec<Template>,
    /// Languages beside English.
    pub languages: Vec<Language>,
}

static BUNDLED: LazyLock<Templates> =
    LazyLock::new(|| Templates::parse(include_str!("../rules/agreements.toml")).expect("the bundled pack parses: a test sees to it"));

impl Templates {
    /// The templates that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Parses a pack; the error names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// One by its id, in the letter case it has.
    pub fn find(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.id == id)
    }

    /// Those of a kind, or all, that can be accepted on a day.
    pub fn on(&self, kind: Option<AgreementKind>, day: Date) -> impl Iterator<Item = &Template> {
        self.templates
            .iter()
            .filter(move |t| kind.is_none_or(|kind| t.kind == kind) && t.holds(day))
    }

    /// The newest of a kind on a day.
    pub fn newest(&self, kind: AgreementKind, day: Date) -> Option<&Template> {
        self.on(Some(kind), day).max_by_key(|t| t.version_rank)
    }

    /// The language of the text for a country: the one wanted where it is to be had, else English.
    pub fn language(&self, wanted: &str, country: &str) -> &str {
        let fits = |l: &&Language| l.language.eq_ignore_ascii_case(wanted) && l.countries.iter().any(|c| c == country);
        self.languages.iter().find(fits).map_or(ENGLISH, |l| &l.language)
    }
}

impl Template {
    fn holds(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// A confirmation as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Template.
    pub template_id: String,
    /// Kind; `None`: the template's.
    pub kind: Option<AgreementKind>,
    /// When the customer accepted it.
    pub agreed: Instant,
    /// Who accepted it.
    pub contact: Contact,
}

/// Who confirms, for whom.
#[derive(Debug, Clone, Copy)]
pub struct Confirming<'a> {
    /// The new confirmation's id.
    pub id: &'a str,
    /// Customer.
    pub customer_id: &'a str,
    /// Partner.
    pub partner_id: &'a str,
    /// The partner's user; empty: an application.
    pub user_id: &'a str,
    /// Now.
    pub now: Instant,
}

impl Confirmation {
    /// The confirmation, unless the same is there already.
    ///
    /// # Errors
    /// `InvalidInput` for an unknown template, another kind or a date to come; `InvalidProperty` for the person; `AgreementConfirmed`.
    pub fn confirm(&self, by: Confirming<'_>, there: &[Agreement]) -> Result<Agreement, Refusal> {
        let input = |reason: String, field: &str| Refusal::new(Code::InvalidInput).with("reason", reason).at(field);
        let template = Templates::bundled().find(&self.template_id).ok_or_else(|| {
            let shown: String = self.template_id.chars().take(60).collect();
            input(format!("there is no agreement template {shown:?}"), "templateId")
        })?;
        if let Some(kind) = self.kind.filter(|kind| *kind != template.kind) {
            return Err(input(format!("the template {} is none of {kind}", template.id), "type"));
        }
        if self.agreed > by.now.plus_hours(AHEAD_HOURS) {
            return Err(input(format!("{} is yet to come", self.agreed), "dateAgreed"));
        }
        let agreement = Agreement {
            id: by.id.to_owned(),
            customer_id: by.customer_id.to_owned(),
            partner_id: by.partner_id.to_owned(),
            kind: template.kind,
            template_id: template.id.clone(),
            agreed: self.agreed,
            user_id: by.user_id.to_owned(),
            contact: person(&self.contact)?,
        };
        let same = |a: &Agreement| {
            (&a.partner_id, &a.template_id, a.agreed) == (&agreement.partner_id, &agreement.template_id, agreement.agreed)
                && a.contact == agreement.contact
        };
        if there.iter().any(same) {
            return Err(Code::AgreementConfirmed.into());
        }
        Ok(agreement)
    }
}

/// A person with names and mail address, trimmed.
fn person(sent: &Contact) -> Result<Contact, Refusal> {
    let text = |field: &str, text: &str, maximum: usize| {
        let (field, text) = (format!("primaryContact.{field}"), text.trim());
        match text.chars().count() {
            0 => Err(Refusal::property(field, "it must be given")),
            n if n > maximum => Err(Refusal::property(field, format!("it has {n} characters, {maximum} are allowed"))),
            _ => Ok(text.to_owned()),
        }
    };
    let email = text("email", &sent.email, 254)?;
    if !is_email(&email) {
        return Err(Refusal::property("primaryContact.email", "it is no mail address"));
    }
    let phone = sent.phone.as_deref().map(str::trim).filter(|p| !p.is_empty());
    Ok(Contact {
        first_name: text("firstName", &sent.first_name, 100)?,
        last_name: text("lastName", &sent.last_name, 100)?,
        email,
        phone: phone.map(|p| text("phoneNumber", p, 50)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn contact() -> Contact {
        Contact {
            first_name: " Ada ".into(),
            last_name: "Kern".into(),
            email: "ada@nordhof.example".into(),
            phone: Some(String::new()),
        }
    }

    fn confirm(change: impl FnOnce(&mut Confirmation), there: &[Agreement]) -> Result<Agreement, Refusal> {
        let mut confirmation = Confirmation {
            template_id: CUSTOMER_AGREEMENT.into(),
            kind: None,
            agreed: Instant(0),
            contact: contact(),
        };
        change(&mut confirmation);
        let by = Confirming {
            id: "i",
            customer_id: "c",
            partner_id: "p",
            user_id: "u",
            now: Instant(0),
        };
        confirmation.confirm(by, there)
    }

    #[test]
    fn the_bundled_templates_parse_and_the_present_one_is_there() {
        let (all, day) = (Templates::bundled(), date(2027, 1, 1));
        assert_eq!(
            all.newest(AgreementKind::MicrosoftCustomerAgreement, day).unwrap().id,
            CUSTOMER_AGREEMENT
        );
        assert_eq!(all.on(None, day).count(), 2);
        assert_eq!(
            (all.language("de-de", "DE"), all.language("de-DE", "FR"), all.language("xx", "DE")),
            ("de-DE", ENGLISH, ENGLISH)
        );
    }

    #[test]
    fn a_confirmation_needs_a_template_a_past_day_and_a_person() {
        let code = |change: &dyn Fn(&mut Confirmation)| confirm(change, &[]).unwrap_err().code;
        assert_eq!(code(&|c| c.template_id = CUSTOMER_AGREEMENT.to_uppercase()), Code::InvalidInput);
        assert_eq!(code(&|c| c.kind = Some(AgreementKind::MicrosoftCloudAgreement)), Code::InvalidInput);
        assert_eq!(code(&|c| c.agreed = Instant(0).plus_hours(15)), Code::InvalidInput);
        assert_eq!(code(&|c| c.contact.email = "nobody".into()), Code::InvalidProperty);
        assert_eq!(code(&|c| c.contact.last_name = " ".into()), Code::InvalidProperty);
        let made = confirm(|c| c.agreed = Instant(0).plus_hours(14), &[]).unwrap();
        assert_eq!((made.contact.first_name.as_str(), made.contact.phone.as_deref()), ("Ada", None));
    }

    #[test]
    fn the_same_is_confirmed_once_and_again_with_another_day_or_person() {
        let first = confirm(|_| {}, &[]).unwrap();
        let there = [first];
        assert_eq!(confirm(|_| {}, &there).unwrap_err().code, Code::AgreementConfirmed);
        assert!(confirm(|c| c.agreed = Instant(-1), &there).is_ok());
        assert!(confirm(|c| c.contact.first_name = "Eva".into(), &there).is_ok());
    }
}
