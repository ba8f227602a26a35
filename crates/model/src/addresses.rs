//! Whether an address can be one, by what its country asks for. No register of streets is asked.
//!
//! Asked where addresses are validated; nothing that writes asks here, but both go by the same data: what a profile may have is never
//! found to be none, and what is found to be none no profile may have.

use crate::{
    countries::country,
    customers::{
        Address,
        country_rules::{CountryRule, CountryRules, Datum},
        profile::LINE_MAXIMUM,
    },
    dates::Date,
    estate::word_enum,
    refusals::Refusal,
};

word_enum!(
    /// What is found of an address. Words: the reference's; when which of them is found is our own choice.
    Verdict {
        /// Everything is there, and every form fits.
        VerifiedShippable = "VerifiedShippable",
        /// The same, in a country that is no market of the programme.
        Verified = "Verified",
        /// A form fits after mending.
        InteractionRequired = "InteractionRequired",
        /// The street has no number.
        StreetPartial = "StreetPartial",
        /// A number without a street.
        PremisesPartial = "PremisesPartial",
        /// Several of these doubts.
        Multiple = "Multiple",
        /// Something is missing, or has another form.
        None = "None",
        /// The country has no rules here.
        NotValidated = "NotValidated",
    }
);

/// An address that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was found.
    pub verdict: Verdict,
    /// The address in its proper form.
    pub suggestion: Option<Address>,
    /// Members concerned, as the wire names them.
    pub fields: Vec<&'static str>,
}

/// Looks at an address. `market`: whether something is sold in a country.
///
/// # Errors
/// `InvalidProperty` where it names no country.
pub fn check(sent: &Address, rules: &CountryRules, day: Date, market: impl Fn(&str) -> bool) -> Result<Checked, Refusal> {
    let code = country(&sent.country).ok_or_else(|| Refusal::property("country", "it is no country's two letters"))?;
    let Some(rule) = rules.country(code, day) else {
        return Ok(Checked {
            verdict: Verdict::NotValidated,
            suggestion: None,
            fields: Vec::new(),
        });
    };
    let mut address = trimmed(sent);
    code.clone_into(&mut address.country);
    let mut fields = unusable(&address, rules, code, day);
    let (state, postal_code) = (state(&address, rule), postal_code(&address, rules, code, day));
    if state.is_none() {
        fields.push("State");
    }
    if postal_code.is_none() {
        fields.push("PostalCode");
    }
    let (Some(state), Some(postal_code), true) = (state, postal_code, fields.is_empty()) else {
        return Ok(Checked {
            verdict: Verdict::None,
            suggestion: None,
            fields,
        });
    };
    let (verdict, fields) = doubts(&address, rule, &state, &postal_code, market(code));
    (address.state, address.postal_code) = (state, postal_code);
    Ok(Checked {
        verdict,
        suggestion: Some(address),
        fields,
    })
}

fn trimmed(sent: &Address) -> Address {
    let text = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Address {
        country: text(&sent.country),
        region: text(&sent.region),
        city: text(&sent.city),
        state: text(&sent.state),
        line1: text(&sent.line1),
        line2: text(&sent.line2),
        postal_code: text(&sent.postal_code),
        first_name: text(&sent.first_name),
        middle_name: text(&sent.middle_name),
        last_name: text(&sent.last_name),
        phone: text(&sent.phone),
    }
}

/// Members that are missing, or too long to be written down.
fn unusable(address: &Address, rules: &CountryRules, code: &str, day: Date) -> Vec<&'static str> {
    let needed = [
        ("AddressLine1", &address.line1, true),
        ("City", &address.city, true),
        ("State", &address.state, rules.needs(Datum::State, code, day)),
        ("PostalCode", &address.postal_code, rules.needs(Datum::PostalCode, code, day)),
    ];
    let wrong = needed
        .into_iter()
        .filter(|(_, text, needed)| *needed && text.is_empty() || text.chars().count() > LINE_MAXIMUM);
    wrong.map(|(field, ..)| field).collect()
}

/// The state in its proper form; `None`: the country has no such state.
fn state(address: &Address, rule: &CountryRule) -> Option<String> {
    if rule.states.is_empty() || address.state.is_empty() {
        return Some(address.state.clone());
    }
    rule.state_code(&address.state).map(str::to_owned)
}

/// The postal code in a form that its country has; `None`: it has no such form.
fn postal_code(address: &Address, rules: &CountryRules, code: &str, day: Date) -> Option<String> {
    let text = &address.postal_code;
    if text.is_empty() || rules.fits(Datum::PostalCode, code, day, text) {
        return Some(text.clone());
    }
    rules.mended(Datum::PostalCode, code, day, text)
}

fn doubts(address: &Address, rule: &CountryRule, state: &str, postal_code: &str, market: bool) -> (Verdict, Vec<&'static str>) {
    let mut fields = Vec::new();
    if address.state != state {
        fields.push("State");
    }
    if address.postal_code != postal_code {
        fields.push("PostalCode");
    }
    let has = |of: fn(&char) -> bool| address.line1.chars().any(|c| of(&c));
    let (letters, digits) = (has(|c| c.is_alphabetic()), has(char::is_ascii_digit));
    let street = match (letters, digits) {
        (true, false) if rule.house_numbers => Some(Verdict::StreetPartial),
        (false, true) => Some(Verdict::PremisesPartial),
        _ => None,
    };
    let verdict = match (fields.is_empty(), street) {
        (true, None) if market => Verdict::VerifiedShippable,
        (true, None) => Verdict::Verified,
        (true, Some(street)) => street,
        (false, None) => Verdict::InteractionRequired,
        (false, Some(_)) => Verdict::Multiple,
    };
    if street.is_some() {
        fields.push("AddressLine1");
    }
    (verdict, fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::profile::Checks;

    fn address(country: &str, line1: &str, state: &str, postal_code: &str) -> Address {
        Address {
            country: country.into(),
            city: "Stadt".into(),
            line1: line1.into(),
            state: state.into(),
            postal_code: postal_code.into(),
            ..Address::default()
        }
    }

    fn day() -> Date {
        jiff::civil::date(2027, 1, 10)
    }

    fn look(address: &Address) -> Checked {
        check(address, CountryRules::bundled(), day(), |code| code != "NO").unwrap()
    }

    #[test]
    fn every_verdict_is_found() {
        for (address, verdict, fields) in [
            (address("de", "Am Wall 1", "", "28195"), Verdict::VerifiedShippable, vec![]),
            (address("NO", "Am Wall 1", "", "0150"), Verdict::Verified, vec![]),
            (
                address("US", "1 Main St", "washington", "98052"),
                Verdict::InteractionRequired,
                vec!["State"],
            ),
            (
                address("CA", "1 Main St", "BC", "v5k0a1"),
                Verdict::InteractionRequired,
                vec!["PostalCode"],
            ),
            (address("DE", "Am Wall", "", "28195"), Verdict::StreetPartial, vec!["AddressLine1"]),
            (address("GB", "Rose Cottage", "", "SW1A 1AA"), Verdict::VerifiedShippable, vec![]),
            (address("DE", "17", "", "28195"), Verdict::PremisesPartial, vec!["AddressLine1"]),
            (
                address("DE", "Am Wall", "", "28 195"),
                Verdict::Multiple,
                vec!["PostalCode", "AddressLine1"],
            ),
            (address("DE", "Am Wall 1", "", "2819"), Verdict::None, vec!["PostalCode"]),
            (
                address("US", "", "XX", ""),
                Verdict::None,
                vec!["AddressLine1", "PostalCode", "State"],
            ),
            (address("JP", "", "", ""), Verdict::NotValidated, vec![]),
        ] {
            let found = look(&address);
            assert_eq!((found.verdict, &found.fields), (verdict, &fields), "{address:?}");
        }
        assert!(check(&address("XX", "", "", ""), CountryRules::bundled(), day(), |_| true).is_err());
    }

    #[test]
    fn a_suggestion_needs_no_mending_and_agrees_with_what_profiles_may_have() {
        let checks = Checks {
            rules: CountryRules::bundled(),
            now: crate::instants::Instant::start_of(day()),
            at: "",
        };
        let texts = [
            "",
            "1",
            "28195",
            "28 195",
            "v5k0a1",
            "98052-1234",
            "wa",
            "Washington",
            "BC",
            "Am Wall",
            "17 b",
        ];
        for country in ["DE", "US", "CA", "GB", "NO", "JP", "PT", "BR"] {
            let pairs = texts.into_iter().flat_map(|line1| texts.map(|state| (line1, state)));
            let triples = pairs.flat_map(|(line1, state)| texts.map(|postal_code| (line1, state, postal_code)));
            for (line1, state, postal_code) in triples {
                let address = address(country, line1, state, postal_code);
                let (found, may) = (look(&address), checks.address("a", &address, false).is_ok());
                assert!(
                    !(may && found.verdict == Verdict::None),
                    "{address:?} may be written and is found to be none"
                );
                if let Some(suggestion) = found.suggestion {
                    let again = look(&suggestion);
                    assert_eq!(again.suggestion.as_ref(), Some(&suggestion));
                    assert!(
                        !matches!(again.verdict, Verdict::InteractionRequired | Verdict::Multiple | Verdict::None),
                        "{suggestion:?}"
                    );
                    assert!(checks.address("a", &suggestion, false).is_ok(), "{suggestion:?}");
                }
            }
        }
    }
}
