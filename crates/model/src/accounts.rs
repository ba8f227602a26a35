//! A partner's accounts at other services: where moves are carried out that are not carried out here.
//!
//! What opens an account (a secret, a refresh token) is here only in its encrypted form; who encrypts and opens it is the server, with a key
//! that is not in the database.

use crate::{
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

/// Longest name.
const LONGEST_NAME: usize = 64;
/// Longest address, tenant or application id.
const LONGEST: usize = 255;

/// An account of a partner at another service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Id, ordered by time.
    pub id: String,
    /// The partner whose it is here.
    pub partner_id: String,
    /// Its name, which no other account of the partner has.
    pub name: String,
    /// Where the service is.
    pub service: Service,
    /// The partner's tenant there.
    pub tenant: String,
    /// The application there.
    pub client_id: String,
    /// What opens it, encrypted.
    pub sealed: Sealed,
    /// When it was made.
    pub created: Instant,
    /// When what opens it was last replaced by a person.
    pub renewed: Instant,
    /// What the last test of it said.
    pub tested: Option<Tested>,
    /// Counted up with every change that a person makes.
    pub version: i64,
}

/// The addresses of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// The Partner Center API, without `/v1`.
    pub partner: String,
    /// Graph, without `/v1.0`.
    pub graph: String,
    /// Where tokens come from, without the tenant.
    pub login: String,
}

impl Service {
    /// The reference's own addresses.
    /// Source: Partner Center and Graph documentation, national clouds (global).
    pub fn reference() -> Self {
        Self {
            partner: "https://api.partnercenter.microsoft.com".to_owned(),
            graph: "https://graph.microsoft.com".to_owned(),
            login: "https://login.microsoftonline.com".to_owned(),
        }
    }
}

/// An encrypted text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
    /// Which key opens it: the beginning of its fingerprint.
    pub key: String,
    /// Nonce and ciphertext with its tag, in base64.
    pub text: String,
    /// A user signed in for it; otherwise the application is on its own.
    pub user: bool,
}

/// What a test of an account said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tested {
    /// When.
    pub at: Instant,
    /// Signing in and reading worked.
    pub works: bool,
    /// What did not.
    pub problem: String,
}

/// What a person says about an account; left out: as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Name.
    pub name: Option<String>,
    /// Address of the Partner Center API.
    pub partner: Option<String>,
    /// Address of Graph.
    pub graph: Option<String>,
    /// Address of the sign-in.
    pub login: Option<String>,
    /// Tenant.
    pub tenant: Option<String>,
    /// Application.
    pub client_id: Option<String>,
}

impl Account {
    /// A new one.
    ///
    /// # Errors
    /// `InvalidProperty` with the first thing that is missing or wrong.
    pub fn new(id: &str, partner: &str, said: &Said, sealed: Sealed, now: Instant) -> Result<Self, Refusal> {
        let mut account = Self {
            id: id.to_owned(),
            partner_id: partner.to_owned(),
            name: String::new(),
            service: Service::reference(),
            tenant: String::new(),
            client_id: String::new(),
            sealed,
            created: now,
            renewed: now,
            tested: None,
            version: 1,
        };
        account.take(said)?;
        for (field, value) in [
            ("name", &account.name),
            ("tenant", &account.tenant),
            ("clientId", &account.client_id),
        ] {
            if value.is_empty() {
                return Err(Refusal::property(field, "it must be given"));
            }
        }
        Ok(account)
    }

    /// Takes what was said. What was tested before says nothing of it.
    ///
    /// # Errors
    /// `InvalidProperty`.
    pub fn take(&mut self, said: &Said) -> Result<(), Refusal> {
        if let Some(name) = &said.name {
            self.name = name_of(name)?;
        }
        let fields = [
            ("partnerCenter", &said.partner, &mut self.service.partner),
            ("graph", &said.graph, &mut self.service.graph),
            ("login", &said.login, &mut self.service.login),
        ];
        for (field, given, kept) in fields {
            if let Some(given) = given {
                *kept = address(field, given)?;
            }
        }
        for (field, given, kept) in [
            ("tenant", &said.tenant, &mut self.tenant),
            ("clientId", &said.client_id, &mut self.client_id),
        ] {
            if let Some(given) = given {
                *kept = word(field, given)?;
            }
        }
        self.tested = None;
        Ok(())
    }
}

fn name_of(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Refusal::property("name", format!("it has from 1 to {LONGEST_NAME} characters")));
    }
    if name.eq_ignore_ascii_case(crate::moves::LOCAL) {
        return Err(Refusal::property("name", "\"local\" is this center itself; give it another name"));
    }
    Ok(name.to_owned())
}

/// An address as it is kept: without the slash at its end.
fn address(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim().trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@' | '\\');
    match rest {
        Some(rest) if !rest.is_empty() && text.len() <= LONGEST && !rest.contains(wrong) => Ok(text.to_owned()),
        _ => Err(Refusal::property(
            field,
            "it is an address such as https://graph.microsoft.com, without a name, a query or a part behind #",
        )),
    }
}

fn word(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    match !text.is_empty() && text.len() <= LONGEST && text.chars().all(right) {
        true => Ok(text.to_ascii_lowercase()),
        false => Err(Refusal::property(field, "it is a GUID, or of a tenant one of its domains")),
    }
}

/// No account has this name or id.
pub fn unknown(account: &str) -> Refusal {
    Refusal::new(Code::AccountUnknown).with("account", account).at("account")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Sealed {
        Sealed {
            key: "k".to_owned(),
            text: "t".to_owned(),
            user: true,
        }
    }

    fn said() -> Said {
        Said {
            name: Some(" Live ".to_owned()),
            tenant: Some("Umzug.example".to_owned()),
            client_id: Some("7E570000-0000-4000-8000-0000000000A9".to_owned()),
            ..Said::default()
        }
    }

    fn made(change: impl FnOnce(&mut Said)) -> Result<Account, Refusal> {
        let mut said = said();
        change(&mut said);
        Account::new("id", "partner", &said, sealed(), Instant(0))
    }

    #[test]
    fn one_that_names_no_addresses_is_at_the_reference() {
        let account = made(|_| ()).unwrap();
        assert_eq!((account.name.as_str(), account.tenant.as_str()), ("Live", "umzug.example"));
        assert_eq!(account.service, Service::reference());
        let there = made(|said| said.graph = Some("http://127.0.0.1:8080/".to_owned())).unwrap();
        assert_eq!(there.service.graph, "http://127.0.0.1:8080");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        type Change = fn(&mut Said);
        let cases: [(&str, Change); 8] = [
            ("name", |s| s.name = None),
            ("name", |s| s.name = Some("Local".to_owned())),
            ("name", |s| s.name = Some("x".repeat(65))),
            ("tenant", |s| s.tenant = None),
            ("clientId", |s| s.client_id = Some("a b".to_owned())),
            ("graph", |s| s.graph = Some("graph.microsoft.com".to_owned())),
            ("login", |s| s.login = Some("https://user@login.example".to_owned())),
            ("partnerCenter", |s| s.partner = Some("https://a.example?x=1".to_owned())),
        ];
        for (field, change) in cases {
            let refused = made(change).unwrap_err();
            assert_eq!(refused.code, Code::InvalidProperty, "{field}");
            assert!(refused.to_string().contains(field), "{field}: {refused}");
        }
    }

    #[test]
    fn a_change_keeps_what_it_does_not_name_and_forgets_the_test() {
        let mut account = made(|_| ()).unwrap();
        account.tested = Some(Tested {
            at: Instant(1),
            works: true,
            problem: String::new(),
        });
        let said = Said {
            name: Some("Other".to_owned()),
            ..Said::default()
        };
        account.take(&said).unwrap();
        assert_eq!((account.name.as_str(), account.tenant.as_str()), ("Other", "umzug.example"));
        assert_eq!(account.tested, None);
    }
}
