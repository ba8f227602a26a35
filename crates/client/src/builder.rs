//! Settings of a client, checked before anything is sent.
//!
//! Made by `Client::builder`. Secrets never go out in plain text: `http` is for this machine only, unless the caller insists.

use crate::{Client, Credentials, Error, retry::RetryPolicy, tokens::Tokens};
use reqwest::{Certificate, Url, redirect};
use std::{sync::Arc, time::Duration};

/// What all clones of a client share.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) http: reqwest::Client,
    pub(crate) partner: String,
    pub(crate) graph: String,
    pub(crate) sales: String,
    pub(crate) login: String,
    pub(crate) tenant: String,
    pub(crate) partner_scope: String,
    pub(crate) graph_scope: String,
    pub(crate) sales_scope: String,
    pub(crate) application: Option<String>,
    pub(crate) retry: RetryPolicy,
    pub(crate) most_bytes: usize,
    pub(crate) tokens: Tokens,
}

/// Settings of a client.
#[derive(Debug)]
pub struct Builder {
    partner: String,
    graph: String,
    sales: String,
    login: String,
    tenant: String,
    partner_scope: Option<String>,
    graph_scope: Option<String>,
    sales_scope: Option<String>,
    credentials: Credentials,
    roots: Vec<Vec<u8>>,
    application: Option<String>,
    locale: Option<String>,
    retry: RetryPolicy,
    timeout: Duration,
    most_bytes: usize,
    plain_http: bool,
}

impl Builder {
    pub(crate) fn new(base: &str, tenant: &str, credentials: Credentials) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self {
            partner: base.clone(),
            graph: base.clone(),
            sales: base.clone(),
            login: base,
            tenant: tenant.to_owned(),
            partner_scope: None,
            graph_scope: None,
            sales_scope: None,
            credentials,
            roots: Vec::new(),
            application: None,
            locale: None,
            retry: RetryPolicy::default(),
            timeout: Duration::from_secs(100),
            most_bytes: 64 << 20,
            plain_http: false,
        }
    }

    /// Where Graph is, if not at the center's address; without `/v1.0`.
    #[must_use]
    pub fn graph(mut self, base: &str) -> Self {
        self.graph = base.trim_end_matches('/').to_owned();
        self
    }

    /// Where price files are, if not at the center's address; without `/v1.0`. The reference has them at an address of their own.
    #[must_use]
    pub fn sales(mut self, base: &str) -> Self {
        self.sales = base.trim_end_matches('/').to_owned();
        self
    }

    /// Where tokens come from, if not from the center's address; without the tenant.
    #[must_use]
    pub fn login(mut self, base: &str) -> Self {
        self.login = base.trim_end_matches('/').to_owned();
        self
    }

    /// The scopes to ask tokens for, where they are not the addresses with `/.default`.
    #[must_use]
    pub fn scopes(mut self, partner: &str, graph: &str) -> Self {
        self.partner_scope = Some(partner.to_owned());
        self.graph_scope = Some(graph.to_owned());
        self
    }

    /// The scope to ask tokens for price files for, where it is not their address with `/.default`.
    #[must_use]
    pub fn sales_scope(mut self, sales: &str) -> Self {
        self.sales_scope = Some(sales.to_owned());
        self
    }

    /// Trusts a further certificate authority (PEM, one or several certificates).
    #[must_use]
    pub fn trust(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// The name that the service sees in `MS-PartnerCenter-Application`.
    #[must_use]
    pub fn application(mut self, name: &str) -> Self {
        self.application = Some(name.to_owned());
        self
    }

    /// The language of texts, for example `de-DE`.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        self.locale = Some(locale.to_owned());
        self
    }

    /// Bounds of sending again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long one attempt may take.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The most bytes of one answer that are read.
    #[must_use]
    pub fn most_bytes(mut self, bytes: usize) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// Allows `http` to other machines. Tokens and secrets are then readable on the way.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// The client. Nothing is sent yet.
    pub fn build(self) -> Result<Client, Error> {
        let mut here = true;
        for (what, base) in [
            ("center", &self.partner),
            ("Graph", &self.graph),
            ("price files", &self.sales),
            ("login", &self.login),
        ] {
            here &= self.check(what, base)?;
        }
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("nahtlos/", env!("CARGO_PKG_VERSION")))
            .timeout(self.timeout)
            .connect_timeout(self.timeout.min(Duration::from_secs(20)))
            // A redirect would carry the token elsewhere.
            .redirect(redirect::Policy::none());
        if here {
            // A proxy knows another machine by these names.
            http = http.no_proxy();
        }
        let mut roots = Vec::new();
        for pem in &self.roots {
            let bundle = Certificate::from_pem_bundle(pem).map_err(|error| Error::Setup(format!("the certificate is no PEM: {error}")))?;
            if bundle.is_empty() {
                return Err(Error::Setup("the certificate file holds no certificate".to_owned()));
            }
            roots.extend(bundle);
        }
        if !roots.is_empty() {
            http = http.tls_certs_merge(roots);
        }
        let http = http.build().map_err(|error| Error::Setup(error.to_string()))?;
        let scope = |given: Option<String>, base: &str| given.unwrap_or_else(|| format!("{base}/.default"));
        let core = Core {
            partner_scope: scope(self.partner_scope, &self.partner),
            graph_scope: scope(self.graph_scope, &self.graph),
            sales_scope: scope(self.sales_scope, &self.sales),
            http,
            partner: self.partner,
            graph: self.graph,
            sales: self.sales,
            login: self.login,
            tenant: self.tenant,
            application: self.application,
            retry: self.retry,
            most_bytes: self.most_bytes,
            tokens: Tokens::new(self.credentials),
        };
        Ok(Client {
            core: Arc::new(core),
            key: None,
            locale: self.locale,
        })
    }

    /// That secrets may be sent to an address; whether it is this machine's.
    fn check(&self, what: &str, base: &str) -> Result<bool, Error> {
        let url = Url::parse(base).map_err(|error| Error::Setup(format!("the address of {what}, {base:?}, is none: {error}")))?;
        let host = url.host_str().unwrap_or_default();
        let here = host == "localhost"
            || host.ends_with(".localhost")
            || host == "[::1]"
            || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback());
        match url.scheme() {
            "https" => Ok(here),
            "http" if here || self.plain_http => Ok(here),
            "http" => Err(Error::Setup(format!(
                "the address of {what} is not https; secrets would be readable on the way"
            ))),
            other => Err(Error::Setup(format!("the address of {what} begins with {other}, not https"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(base: &str) -> Result<Client, Error> {
        let credentials = Credentials::Application {
            client_id: "a".to_owned(),
            client_secret: "hidden".to_owned(),
        };
        Client::builder(base, "contoso.example", credentials).build()
    }

    #[test]
    fn secrets_go_in_plain_text_to_this_machine_only() {
        for good in [
            "https://center.example",
            "http://127.0.0.1:8080/",
            "http://localhost:1",
            "http://[::1]:80",
        ] {
            assert!(built(good).is_ok(), "{good}");
        }
        for bad in [
            "http://center.example",
            "http://127.evil.example",
            "ftp://localhost",
            "center.example",
            "",
        ] {
            assert!(matches!(built(bad), Err(Error::Setup(_))), "{bad}");
        }
    }

    #[test]
    fn a_client_does_not_print_its_secrets() {
        assert!(!format!("{:?}", built("https://center.example").unwrap()).contains("hidden"));
    }

    #[test]
    fn a_certificate_that_is_none_is_refused() {
        let credentials = Credentials::Application {
            client_id: String::new(),
            client_secret: String::new(),
        };
        let builder = Client::builder("https://center.example", "t", credentials).trust("no PEM");
        assert!(matches!(builder.build(), Err(Error::Setup(_))));
    }
}
