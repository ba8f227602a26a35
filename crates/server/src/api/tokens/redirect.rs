//! Addresses that answers of a sign-in go to: only those an application registered, with the answer in the query, behind the hash, or
//! in a form.

use nahtlos_model::partners::Application;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How an answer travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In the address's query.
    Query,
    /// Behind the hash.
    Fragment,
    /// In a form that is posted.
    Post,
}

impl Mode {
    /// By its word; without one, in the query.
    pub(crate) fn named(word: Option<&str>) -> Option<Self> {
        match word {
            None | Some("query") => Some(Self::Query),
            Some("fragment") => Some(Self::Fragment),
            Some("form_post") => Some(Self::Post),
            Some(_) => None,
        }
    }
}

/// Host and path of an address on this machine, whatever its port.
fn loopback(uri: &str) -> Option<(&str, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "0"),
    };
    let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host) && port.bytes().all(|b| b.is_ascii_digit());
    here.then_some((host, if path.is_empty() { "/" } else { path }))
}

/// Whether an application registered an address. On this machine any port will do: clients take one that is free.
pub(crate) fn is_registered(application: &Application, uri: &str) -> bool {
    let clean = uri.bytes().all(|b| b.is_ascii_graphic()) && !uri.contains('#');
    let fits = |known: &String| known == uri || loopback(known).is_some_and(|here| loopback(uri) == Some(here));
    clean && application.redirect_uris.iter().any(fits)
}

/// An address with fields in its query or behind its hash.
pub(crate) fn with(uri: &str, mode: Mode, fields: &[(&str, &str)]) -> String {
    let encoded: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, VALUE)))
        .collect();
    let mark = match mode {
        Mode::Fragment => '#',
        Mode::Query | Mode::Post if uri.contains('?') => '&',
        Mode::Query | Mode::Post => '?',
    };
    format!("{uri}{mark}{}", encoded.join("&"))
}

/// Where a form may lead that ends at an address, as a content policy names it.
pub(crate) fn origin(uri: &str) -> String {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return String::new();
    };
    let authority = rest.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.:[]".contains(&b));
    match scheme {
        "http" | "https" if plain(authority) => format!(" {scheme}://{authority}"),
        scheme if plain(scheme) => format!(" {scheme}:"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(uris: &[&str], uri: &str) -> bool {
        let application = Application {
            id: String::new(),
            tenant_id: String::new(),
            name: String::new(),
            secrets: Vec::new(),
            redirect_uris: uris.iter().map(|u| (*u).to_owned()).collect(),
            public: true,
            roles: Vec::new(),
            version: 1,
        };
        is_registered(&application, uri)
    }

    #[test]
    fn addresses_fit_exactly_but_for_ports_of_this_machine() {
        assert!(registered(&["https://a.example/back"], "https://a.example/back"));
        for other in [
            "https://a.example/back/",
            "https://a.example/Back",
            "https://a.example.evil/back",
            "http://a.example/back",
        ] {
            assert!(!registered(&["https://a.example/back"], other), "{other}");
        }
        for here in [
            "http://localhost",
            "http://localhost/",
            "http://localhost:4711",
            "http://localhost:4711/",
        ] {
            assert!(registered(&["http://localhost"], here), "{here}");
        }
        for other in [
            "http://localhost:4711/x",
            "https://localhost",
            "http://localhost.evil.example",
            "http://localhost:80@evil.example/",
            "http://localhost#x",
            "http://127.0.0.1",
            "http://localhost:x",
        ] {
            assert!(!registered(&["http://localhost"], other), "{other}");
        }
        assert!(registered(&["http://[::1]:1/a"], "http://[::1]/a"));
    }

    #[test]
    fn answers_are_added_to_addresses() {
        let fields = [("code", "a b&c"), ("state", "ü")];
        assert_eq!(
            with("http://localhost", Mode::Query, &fields),
            "http://localhost?code=a%20b%26c&state=%C3%BC"
        );
        assert_eq!(
            with("http://localhost/?x=1", Mode::Query, &fields[..1]),
            "http://localhost/?x=1&code=a%20b%26c"
        );
        assert_eq!(with("app:/back", Mode::Fragment, &fields[..1]), "app:/back#code=a%20b%26c");
    }

    #[test]
    fn policies_name_where_forms_lead() {
        assert_eq!(origin("https://a.example:8443/x?y"), " https://a.example:8443");
        assert_eq!(origin("app.example:/back"), " app.example:");
        assert_eq!(
            origin("https://a;b/"),
            " https:",
            "a host that could say more than one thing is not named"
        );
    }
}
