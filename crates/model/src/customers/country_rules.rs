//! What customers' data must have by country and day: data in `rules/countries.toml`, with dates and sources.
//!
//! Asked by the decisions on new customers and on billing profiles. No country's rule stands in code.

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
    /// Any of these: `9` a digit, `A` a letter, anything else itself.
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

fn has_form(text: &str, form: &str) -> bool {
    let fits = |(given, wanted): (char, char)| match wanted {
        '9' => given.is_ascii_digit(),
        'A' => given.is_ascii_alphabetic(),
        other => given == other,
    };
    text.chars().count() == form.chars().count() && text.chars().zip(form.chars()).all(fits)
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
        assert!(rules.fits(Datum::PostalCode, "GB", day, "SW1A 1AA"), "no form: anything goes");
        assert!(
            rules.fits(Datum::RegistrationNumber, "UA", day, "12345678") && !rules.fits(Datum::RegistrationNumber, "UA", day, "1234567A")
        );
        assert!(CountryRules::parse("[[rules]]\nneed = \"hat\"\n").is_err());
    }
}
