//! Forms of codes and numbers: `9` a digit, `A` a letter, anything else itself, a character after a backslash too.
//!
//! A form is written once and read here: to check a text, to mend one, to show a sample, and to tell clients as a regular expression.

/// What stands at one place of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Digit,
    Letter,
    Exactly(char),
}

impl Place {
    fn takes(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Letter => c.is_ascii_alphabetic(),
            Self::Exactly(wanted) => c == wanted,
        }
    }
}

fn places(form: &str) -> Vec<Place> {
    let (mut places, mut letters) = (Vec::new(), form.chars());
    while let Some(c) = letters.next() {
        places.push(match c {
            '9' => Place::Digit,
            'A' => Place::Letter,
            '\\' => Place::Exactly(letters.next().unwrap_or('\\')),
            other => Place::Exactly(other),
        });
    }
    places
}

/// Whether a text has a form.
pub(super) fn has_form(text: &str, form: &str) -> bool {
    let places = places(form);
    text.chars().count() == places.len() && places.iter().zip(text.chars()).all(|(place, c)| place.takes(c))
}

/// The text with a form's own signs where its letters and digits fit; `None`: they do not.
pub(super) fn mended(text: &str, form: &str) -> Option<String> {
    let mut kept = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    let mut written = String::new();
    for place in places(form) {
        match place {
            Place::Exactly(sign) if !sign.is_ascii_alphanumeric() => written.push(sign),
            place => written.push(kept.next().filter(|c| place.takes(*c))?),
        }
    }
    kept.next().is_none().then_some(written)
}

/// A text of the form: digits count up, letters are A.
pub(super) fn sample(form: &str) -> String {
    let mut digits = (1..=9).chain([0]).cycle();
    let shown = |place| match place {
        Place::Digit => digits.next().and_then(|d| char::from_digit(d, 10)).unwrap_or('0'),
        Place::Letter => 'A',
        Place::Exactly(c) => c,
    };
    places(form).into_iter().map(shown).collect()
}

/// The form as the reference shows one: `#` for a digit, `@` for a letter.
pub(super) fn shown(form: &str) -> String {
    let shown = |place: &Place| match place {
        Place::Digit => '#',
        Place::Letter => '@',
        Place::Exactly(c) => *c,
    };
    places(form).iter().map(shown).collect()
}

/// A regular expression that takes a text of any of the forms and nothing else, read alike by .NET, JavaScript and Rust.
pub(super) fn expression(forms: &[String]) -> Option<String> {
    let each: Vec<String> = forms.iter().map(|form| one(form)).collect();
    match each.as_slice() {
        [] => None,
        [only] => Some(format!("^{only}$")),
        several => Some(format!("^(?:{})$", several.join("|"))),
    }
}

fn one(form: &str) -> String {
    use std::fmt::Write as _;
    let places = places(form);
    let (mut text, mut rest) = (String::new(), places.as_slice());
    while let Some(first) = rest.first() {
        let times = rest.iter().take_while(|place| *place == first).count();
        match first {
            Place::Digit => text.push_str("[0-9]"),
            Place::Letter => text.push_str("[A-Za-z]"),
            Place::Exactly(c) if c.is_ascii_alphanumeric() || *c == ' ' => text.push(*c),
            Place::Exactly(c) => {
                text.push('\\');
                text.push(*c);
            }
        }
        if times > 1 {
            let _ = write!(text, "{{{times}}}");
        }
        rest = &rest[times..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_checks_mends_shows_and_is_told() {
        assert!(has_form("98052-1234", "99999-9999") && !has_form("98052 1234", "99999-9999"));
        assert!(has_form("ATU12345678", "\\ATU99999999") && !has_form("BTU12345678", "\\ATU99999999"));
        assert_eq!(mended("980521234", "99999-9999").as_deref(), Some("98052-1234"));
        assert_eq!(mended("sw1a1aa", "AA9A 9AA").as_deref(), Some("SW1A 1AA"));
        assert_eq!(mended("9805", "99999"), None);
        assert_eq!(mended("980521", "99999"), None);
        assert_eq!(sample("\\ATU99999999"), "ATU12345678");
        assert_eq!(shown("PT999999999"), "PT#########");
        let forms = ["99999".to_owned(), "99999-9999".to_owned()];
        assert_eq!(expression(&forms).as_deref(), Some("^(?:[0-9]{5}|[0-9]{5}\\-[0-9]{4})$"));
        assert_eq!(expression(&[]), None);
    }
}
