//! Forms as OAuth sends them: names once each, values decoded. And who the client says to be, in the form or by HTTP Basic.

use super::fault::{Fault, Kind};
use crate::api::ask::Ask;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;

/// Longest form.
const LONGEST: usize = 64 << 10;
/// Most fields.
const FIELDS: usize = 60;

/// A form.
#[derive(Default)]
pub(crate) struct Form {
    pairs: Vec<(String, String)>,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Values may be secrets.
        f.debug_list().entries(self.pairs.iter().map(|(name, _)| name)).finish()
    }
}

fn decoded(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(|text| text.into_owned())
}

impl Form {
    /// The request's body.
    pub(crate) fn of(ask: &Ask) -> Result<Self, Fault> {
        let media = ask.header("content-type").unwrap_or("application/x-www-form-urlencoded");
        let media = media.split(';').next().unwrap_or_default().trim();
        if !media.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Kind::Unreadable.with("reason", format!("{media} is not application/x-www-form-urlencoded")));
        }
        match std::str::from_utf8(&ask.body) {
            Ok(text) if text.len() <= LONGEST => Self::read(text),
            _ => Err(Kind::Unreadable.with("reason", format!("more than {LONGEST} bytes, or no UTF-8"))),
        }
    }

    /// A form's text or an address's query.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (Some(name), Some(value)) = (decoded(name), decoded(value)) else {
                return Err(Kind::Unreadable.with("reason", "a field is no UTF-8"));
            };
            let name = name.trim().to_ascii_lowercase();
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(Kind::Unreadable.with("reason", format!("{name} stands there twice")));
            }
            pairs.push((name, value));
            if pairs.len() > FIELDS {
                return Err(Kind::Unreadable.with("reason", format!("more than {FIELDS} fields")));
            }
        }
        Ok(Self { pairs })
    }

    /// A value that is there and not empty, without spaces around it.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A value as sent: passwords may begin with spaces.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A value that must be there.
    pub(crate) fn must(&self, name: &'static str) -> Result<&str, Fault> {
        self.get(name).ok_or_else(|| Kind::Missing.with("name", name))
    }
}

/// Who the client says to be.
pub(crate) struct Credentials {
    pub client_id: String,
    pub secret: Option<String>,
}

impl Credentials {
    /// From the form, or from HTTP Basic.
    pub(crate) fn of(ask: &Ask, form: &Form) -> Result<Self, Fault> {
        if form.get("client_assertion").is_some() {
            return Err(Kind::Invalid.with("name", "client_assertion"));
        }
        let Some(basic) = basic(ask)? else {
            return Ok(Self {
                client_id: form.must("client_id")?.to_ascii_lowercase(),
                secret: form.raw("client_secret").map(str::to_owned),
            });
        };
        let named = form.get("client_id").is_none_or(|id| id.eq_ignore_ascii_case(&basic.client_id));
        if !named || form.raw("client_secret").is_some() {
            return Err(Kind::Invalid.with("name", "client_id"));
        }
        Ok(basic)
    }
}

fn basic(ask: &Ask) -> Result<Option<Credentials>, Fault> {
    let Some((scheme, text)) = ask.header("authorization").and_then(|header| header.split_once(' ')) else {
        return Ok(None);
    };
    if !scheme.eq_ignore_ascii_case("basic") {
        return Ok(None);
    }
    let read = STANDARD.decode(text.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let read = read.and_then(|text| {
        let (id, secret) = text.split_once(':')?;
        Some((decoded(id)?, decoded(secret)?))
    });
    let (id, secret) = read.ok_or_else(|| Kind::Invalid.with("name", "Authorization"))?;
    Ok(Some(Credentials {
        client_id: id.trim().to_ascii_lowercase(),
        secret: Some(secret).filter(|secret| !secret.is_empty()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_stand_once() {
        let form = Form::read("Grant_Type=client_credentials&scope=a%20b+c&empty=&x").unwrap();
        assert_eq!(form.get("grant_type"), Some("client_credentials"));
        assert_eq!(form.get("scope"), Some("a b c"));
        assert_eq!((form.get("empty"), form.get("x")), (None, None));
        assert!(form.must("code").is_err());
        for bad in ["a=1&a=2", "a=%ff", "a=%C3"] {
            assert!(Form::read(bad).is_err(), "{bad}");
        }
        assert!(!format!("{form:?}").contains("client_credentials"));
    }
}
