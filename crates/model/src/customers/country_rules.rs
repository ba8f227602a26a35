//! What customers' data must have by country and day: data in `rules/countries.toml`, with dates and sources.
//!
//! Asked by the decisions on new customers and on profiles, where addresses are validated, and where clients ask for a country's
//! rules: all of them go by the same data. No country's rule stands in code.

mod form;

use form::has_form;

use crate::{dates::Date, estate::word_enum, rules::Certainty};
use serde::Deserialize;
use std::sync::LazyLock;

word_enum!(
    /// Something of a customer's data that a country may ask for, or give a form.
    Datum {
        /// The company's registration number.
        RegistrationNumber = "registrationNumber",
        /// The phone number of the address.
        Phone = "phone",
        /// The state of the address.
        State = "state",
        /// The postal code of the address.
        PostalCode = "postalCode",
        /// The company's number for value-added tax.
        VatId = "vatId",
        /// The company's tax number, where there is no value-added tax of that kind.
        TaxId = "taxId",
    }
);

/// Countries that need something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedRule {
    /// What they need.
    pub need: Datum,
    /// ISO 3166 alpha-2, upper case.
    pub countries: Vec<String>,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

/// The forms that something has in a country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormRule {
    /// What has the form.
    pub what: Datum,
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// Any of these: `9` a digit, `A` a letter, anything else itself, a character after a backslash too.
    pub forms: Vec<String>,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
}

/// What else is to know of a country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountryRule {
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// Cultures; the first is what is taken where nobody says one.
    pub cultures: Vec<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Calling codes, without the plus.
    pub calling_codes: Vec<String>,
    /// `code=Name`; empty: any text is a state.
    #[serde(default)]
    pub states: Vec<String>,
    /// Streets have house numbers.
    #[serde(default = "yes")]
    pub house_numbers: bool,
    /// First day it holds; absent: always before.
    pub valid_from: Option<Date>,
    /// Last day it holds; absent: until further notice.
    pub valid_until: Option<Date>,
    /// How firm it is.
    pub certainty: Certainty,
    /// The document that says so.
    pub source: String,
}

fn yes() -> bool {
    true
}

impl CountryRule {
    /// Codes of the states, in order.
    pub fn state_codes(&self) -> impl Iterator<Item = &str> {
        self.states.iter().map(|state| state.split('=').next().unwrap_or(state))
    }

    /// The code of a state that is named by its code or its name, in any letter case.
    pub fn state_code(&self, text: &str) -> Option<&str> {
        let named = |state: &&String| {
            let (code, name) = state.split_once('=').unwrap_or((state, ""));
            code.eq_ignore_ascii_case(text) || name.to_lowercase() == text.to_lowercase()
        };
        self.states.iter().find(named).and_then(|state| state.split('=').next())
    }
}

/// A name under which tenants begin.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DomainRule {
    /// The name, lower case.
    pub suffix: String,
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
pub struct CountryRules {
    /// Names under which tenants begin.
    pub domains: Vec<DomainRule>,
    /// What is needed where.
    pub rules: Vec<NeedRule>,
    /// What has which form where; of several that hold on a day, the last counts.
    pub forms: Vec<FormRule>,
    /// What else is to know of countries; of several that hold on a day, the last counts.
    pub countries: Vec<CountryRule>,
}

static BUNDLED: LazyLock<CountryRules> =
    LazyLock::new(|| CountryRules::parse(include_str!("../../rules/countries.toml")).expect("the bundled pack parses: a test sees to it"));

fn holds(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

impl CountryRules {
    /// The rules that come with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Parses a pack; the error names the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Whether a domain (lower case) is one that a tenant begins with: a single label under one of the known names.
    pub fn is_initial_domain(&self, domain: &str) -> bool {
        let label = |rule: &DomainRule| domain.strip_suffix(rule.suffix.as_str())?.strip_suffix('.').map(is_label);
        self.domains.iter().filter_map(label).any(|fits| fits)
    }

    /// Whether a domain (lower case) is one of the known names or lies under one.
    pub fn is_vendor_domain(&self, domain: &str) -> bool {
        let under = |rule: &DomainRule| {
            domain
                .strip_suffix(rule.suffix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.domains.iter().any(under)
    }

    /// Whether a country needs something on a day.
    pub fn needs(&self, what: Datum, country: &str, day: Date) -> bool {
        self.rules
            .iter()
            .any(|rule| rule.need == what && holds(rule.valid_from, rule.valid_until, day) && rule.countries.iter().any(|c| c == country))
    }

    /// The forms that something has in a country; empty: any.
    pub fn forms(&self, what: Datum, country: &str, day: Date) -> &[String] {
        let fits = |rule: &&FormRule| rule.what == what && rule.country == country && holds(rule.valid_from, rule.valid_until, day);
        self.forms.iter().rev().find(fits).map_or(&[], |rule| &rule.forms)
    }

    /// What else is to know of a country; `None`: it has no entry.
    pub fn country(&self, country: &str, day: Date) -> Option<&CountryRule> {
        let fits = |rule: &&CountryRule| rule.country == country && holds(rule.valid_from, rule.valid_until, day);
        self.countries.iter().rev().find(fits)
    }

    /// The culture that is taken where nobody says one: what is written down now, or English.
    pub fn culture(&self, country: &str) -> String {
        let known = self.countries.iter().rev().find(|rule| rule.country.eq_ignore_ascii_case(country));
        known
            .and_then(|rule| rule.cultures.first())
            .map_or_else(|| "en-US".to_owned(), Clone::clone)
    }

    /// Every form of a company's tax number in a country; empty: any.
    pub fn tax_forms(&self, country: &str, day: Date) -> Vec<&str> {
        let kinds = [Datum::VatId, Datum::TaxId].into_iter();
        kinds.flat_map(|kind| self.forms(kind, country, day)).map(String::as_str).collect()
    }

    /// Whether a text can be a company's tax number in a country.
    pub fn is_tax_id(&self, country: &str, day: Date, text: &str) -> bool {
        let forms = self.tax_forms(country, day);
        forms.is_empty() || forms.iter().any(|form| has_form(text, form))
    }

    /// The text in one of the forms of its country, if only its signs or letter case are another; itself where there is no form.
    pub fn mended(&self, what: Datum, country: &str, day: Date, text: &str) -> Option<String> {
        let forms = self.forms(what, country, day);
        if forms.is_empty() {
            return Some(text.to_owned());
        }
        forms.iter().find_map(|form| form::mended(text, form))
    }

    /// A regular expression for something of a country; `None`: any text.
    pub fn expression(&self, what: Datum, country: &str, day: Date) -> Option<String> {
        form::expression(self.forms(what, country, day))
    }

    /// A form of something in a country as people are shown it, and a sample.
    pub fn sample(&self, what: Datum, country: &str, day: Date) -> Option<(String, String)> {
        let first = self.forms(what, country, day).first()?;
        Some((form::shown(first), form::sample(first)))
    }

    /// Whether a text has one of the forms of its country.
    pub fn fits(&self, what: Datum, country: &str, day: Date, text: &str) -> bool {
        let forms = self.forms(what, country, day);
        forms.is_empty() || forms.iter().any(|form| has_form(text, form))
    }
}

/// Whether a text is one label of a domain name: letters, digits and inner hyphens, at most 63.
pub(crate) fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Whether a text is a domain name of several labels.
pub fn is_domain(text: &str) -> bool {
    text.len() <= 253 && text.contains('.') && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tenants_begin_with_one_label_under_a_known_name() {
        let rules = CountryRules::bundled();
        assert!(rules.is_initial_domain("nordhof.onmicrosoft.com"));
        for no in [
            "onmicrosoft.com",
            ".onmicrosoft.com",
            "a.b.onmicrosoft.com",
            "-a.onmicrosoft.com",
            "nordhof.example",
            "aonmicrosoft.com",
        ] {
            assert!(!rules.is_initial_domain(no), "{no}");
        }
        assert!(rules.is_vendor_domain("a.b.onmicrosoft.com") && !rules.is_vendor_domain("aonmicrosoft.com"));
        assert!(is_domain("nordhof.example") && !is_domain("nordhof") && !is_domain("nordhof..example"));
    }

    #[test]
    fn the_bundled_pack_parses_and_knows_countries() {
        let (rules, day) = (CountryRules::bundled(), date(2027, 1, 1));
        for rule in &rules.rules {
            assert!(rule.countries.is_sorted(), "{:?}", rule.need);
        }
        assert!(rules.needs(Datum::RegistrationNumber, "PL", day) && !rules.needs(Datum::RegistrationNumber, "DE", day));
        assert!(rules.fits(Datum::PostalCode, "US", day, "98052-1234") && !rules.fits(Datum::PostalCode, "DE", day, "2819"));
        assert!(rules.fits(Datum::PostalCode, "JP", day, "100-0001"), "no form: anything goes");
        assert!(
            rules.fits(Datum::RegistrationNumber, "UA", day, "12345678") && !rules.fits(Datum::RegistrationNumber, "UA", day, "1234567A")
        );
        for rule in &rules.countries {
            assert_eq!(crate::countries::country(&rule.country), Some(rule.country.as_str()));
            assert!(
                rule.state_codes().is_sorted() && rule.states.iter().all(|state| state.contains('=')),
                "{}",
                rule.country
            );
            assert!(!rule.cultures.is_empty() && !rule.calling_codes.is_empty(), "{}", rule.country);
        }
        assert_eq!(rules.country("US", day).and_then(|us| us.state_code("washington")), Some("WA"));
        assert_eq!(rules.culture("PT"), "pt-PT");
        assert!(rules.is_tax_id("AT", day, "ATU12345678") && !rules.is_tax_id("AT", day, "BTU12345678"));
        for (what, forms) in rules.forms.iter().map(|rule| ((rule.what, rule.country.as_str()), &rule.forms)) {
            let (_, sample) = rules.sample(what.0, what.1, day).unwrap();
            assert!(forms.iter().any(|form| has_form(&sample, form)), "{what:?}: {sample}");
        }
        assert!(CountryRules::parse("[[rules]]\nneed = \"hat\"\n").is_err());
    }
}
