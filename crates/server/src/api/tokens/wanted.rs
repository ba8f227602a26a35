//! What a token is wanted for: a resource (version 1) or scopes (version 2), read into an audience and what else was asked.

use super::{
    fault::{Fault, Kind},
    form::Form,
};
use crate::identity::{GRAPH_AUDIENCE, OLD_GRAPH_AUDIENCE, OWN_AUDIENCE, PARTNER_AUDIENCE, SALES_AUDIENCE};
use nahtlos_engine::identity::principals::{GRAPH, OLD_GRAPH, PARTNER_CENTER};

/// Scopes that say something about the sign-in, not about a resource.
const SIGN_IN: [&str; 5] = ["openid", "profile", "email", "offline_access", "address"];
/// Longest list of scopes.
const LONGEST: usize = 4000;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Whom the token is for.
    pub audience: &'static str,
    /// The resource as it was spelled.
    pub resource: String,
    /// Scopes of the resource, without it; `.default` among them where it was asked for.
    pub names: Vec<String>,
    /// Scopes of the sign-in.
    pub sign_in: Vec<String>,
}

/// The audience a resource stands for: by address, with or without a slash at its end, or by application id; the center's own
/// addresses stand for all its APIs.
fn audience(resource: &str, own: &[String]) -> Option<&'static str> {
    let plain = resource.trim().trim_end_matches('/').to_ascii_lowercase();
    match plain.as_str() {
        PARTNER_AUDIENCE | PARTNER_CENTER => Some(PARTNER_AUDIENCE),
        GRAPH_AUDIENCE | GRAPH => Some(GRAPH_AUDIENCE),
        SALES_AUDIENCE => Some(SALES_AUDIENCE),
        OLD_GRAPH_AUDIENCE | OLD_GRAPH => Some(OLD_GRAPH_AUDIENCE),
        OWN_AUDIENCE => Some(OWN_AUDIENCE),
        _ => own.iter().any(|base| plain.eq_ignore_ascii_case(base)).then_some(OWN_AUDIENCE),
    }
}

impl Wanted {
    /// What a form or query asks for; `None`: nothing.
    pub(crate) fn of(form: &Form, own: &[String]) -> Result<Option<Self>, Fault> {
        let scope = form.get("scope").unwrap_or_default();
        match form.get("resource") {
            None if scope.is_empty() => Ok(None),
            None => Self::read(scope, own).map(Some),
            Some(resource) => {
                let audience = audience(resource, own).ok_or_else(|| Kind::ResourceUnknown.with("resource", resource))?;
                let sign_in = scope
                    .split_whitespace()
                    .filter(|s| SIGN_IN.contains(s))
                    .map(str::to_owned)
                    .collect();
                Ok(Some(Self {
                    audience,
                    resource: resource.to_owned(),
                    names: vec![".default".to_owned()],
                    sign_in,
                }))
            }
        }
    }

    /// Scopes: each a name of the sign-in, a resource with a name, or a name of Graph.
    pub(crate) fn read(scope: &str, own: &[String]) -> Result<Self, Fault> {
        if scope.len() > LONGEST {
            return Err(Kind::Invalid.with("name", "scope"));
        }
        let mut wanted = Self {
            audience: GRAPH_AUDIENCE,
            resource: String::new(),
            names: Vec::new(),
            sign_in: Vec::new(),
        };
        for one in scope.split_whitespace() {
            if SIGN_IN.contains(&one) {
                wanted.sign_in.push(one.to_owned());
                continue;
            }
            let (resource, name) = one.rsplit_once('/').unwrap_or((GRAPH_AUDIENCE, one));
            let audience = audience(resource, own).ok_or_else(|| Kind::ResourceUnknown.with("resource", resource))?;
            if !wanted.names.is_empty() && wanted.audience != audience {
                return Err(Kind::SeveralResources.with("scope", scope));
            }
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
                return Err(Kind::Invalid.with("name", "scope"));
            }
            wanted.audience = audience;
            resource.clone_into(&mut wanted.resource);
            wanted.names.push(name.to_owned());
        }
        if wanted.resource.is_empty() {
            GRAPH_AUDIENCE.clone_into(&mut wanted.resource);
        }
        Ok(wanted)
    }

    /// A scope of the sign-in was asked for.
    pub(crate) fn has(&self, sign_in: &str) -> bool {
        self.sign_in.iter().any(|s| s == sign_in)
    }

    /// Only `/.default` of a resource: what an application alone may ask for.
    pub(crate) fn is_default(&self) -> bool {
        self.names == [".default"]
    }

    /// What is kept with a grant.
    pub(crate) fn kept(&self) -> String {
        let names = self.names.iter().map(|name| format!("{}/{name}", self.audience));
        names.chain(self.sign_in.iter().cloned()).collect::<Vec<_>>().join(" ")
    }

    /// Scopes of a user's token, without the resource: what was asked for; `.default` is everything the user may do.
    pub(crate) fn granted(&self) -> String {
        let everything = if self.audience == GRAPH_AUDIENCE {
            "Directory.AccessAsUser.All"
        } else {
            "user_impersonation"
        };
        let named: Vec<&str> = self.names.iter().map(String::as_str).filter(|name| *name != ".default").collect();
        match named.is_empty() {
            true => everything.to_owned(),
            false => named.join(" "),
        }
    }

    /// Scopes as the answer writes them: with the resource, and those of the sign-in.
    pub(crate) fn written(&self) -> String {
        let granted = self.granted();
        let names = granted.split(' ').map(|name| format!("{}/{name}", self.audience));
        let sign_in = self.sign_in.iter().filter(|s| *s != "offline_access").cloned();
        names.chain(sign_in).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Option<Wanted> {
        Wanted::of(&Form::read(text).unwrap(), &["http://127.0.0.1:8080".to_owned()]).unwrap()
    }

    #[test]
    fn resources_of_version_one_in_all_spellings() {
        for (resource, audience) in [
            ("https://api.partnercenter.microsoft.com", PARTNER_AUDIENCE),
            ("https://api.partnercenter.microsoft.com/", PARTNER_AUDIENCE),
            ("fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd", PARTNER_AUDIENCE),
            ("https://Graph.Microsoft.com/", GRAPH_AUDIENCE),
            ("00000003-0000-0000-c000-000000000000", GRAPH_AUDIENCE),
            ("https://api.partner.microsoft.com/", SALES_AUDIENCE),
            ("https://graph.windows.net", OLD_GRAPH_AUDIENCE),
            ("http://127.0.0.1:8080", OWN_AUDIENCE),
        ] {
            assert_eq!(form(&format!("resource={resource}")).unwrap().audience, audience, "{resource}");
        }
        let unknown = Wanted::of(&Form::read("resource=https://management.azure.com").unwrap(), &[]);
        assert_eq!(unknown.unwrap_err().kind, Kind::ResourceUnknown);
        assert_eq!(form(""), None);
    }

    #[test]
    fn scopes_of_version_two() {
        let wanted = form("scope=https://api.partnercenter.microsoft.com/user_impersonation openid offline_access").unwrap();
        assert_eq!(wanted.audience, PARTNER_AUDIENCE);
        assert!(wanted.has("openid") && wanted.has("offline_access") && !wanted.has("email") && !wanted.is_default());
        assert_eq!(
            wanted.written(),
            "https://api.partnercenter.microsoft.com/user_impersonation openid"
        );
        assert_eq!(Wanted::read(&wanted.kept(), &[]).unwrap().kept(), wanted.kept());
        assert!(form("scope=http://127.0.0.1:8080/.default").unwrap().is_default());
        assert_eq!(
            form("scope=https://graph.microsoft.com//.default").unwrap().audience,
            GRAPH_AUDIENCE
        );
        let graph = form("scope=User.Read openid https://graph.microsoft.com/Group.Read.All").unwrap();
        assert_eq!(
            (graph.audience, graph.granted()),
            (GRAPH_AUDIENCE, "User.Read Group.Read.All".to_owned())
        );
        assert_eq!(form("scope=openid profile").unwrap().granted(), "Directory.AccessAsUser.All");
        let two = "https://graph.microsoft.com/a https://api.partnercenter.microsoft.com/b";
        assert_eq!(Wanted::read(two, &[]).unwrap_err().kind, Kind::SeveralResources);
        assert_eq!(Wanted::read("https://x.example/a", &[]).unwrap_err().kind, Kind::ResourceUnknown);
    }
}
