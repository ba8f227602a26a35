//! Where deliveries may go: judged with every connection, after the name was resolved, so that a name cannot point inside later.

use crate::config::Config;
use nahtlos_model::webhooks::reach::is_public;
use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};
use std::net::{IpAddr, SocketAddr};

/// What may be reached.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    /// This machine and private networks too.
    local: bool,
    /// Only these hosts and what is below those that begin with a dot; empty: any.
    hosts: Vec<String>,
}

impl Reach {
    pub(super) fn of(config: &Config) -> Self {
        Self {
            local: config.webhook_local.unwrap_or(config.sandbox),
            hosts: config.webhook_hosts.iter().map(|host| host.trim().to_ascii_lowercase()).collect(),
        }
    }

    /// Whether an address may be tried: its host is allowed, and where it is an IP address, that is one of the internet. Names are judged by
    /// what they resolve to.
    pub(super) fn may_go_to(&self, url: &Url) -> Result<(), String> {
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let allowed = |one: &String| *one == host || one.starts_with('.') && host.ends_with(one.as_str());
        if !self.hosts.is_empty() && !self.hosts.iter().any(allowed) {
            return Err(format!("the host {host} is none of those that webhook-hosts allows"));
        }
        match host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(ip) if !self.admits(ip) => Err(format!("{ip} is no address of the internet")),
            _ => Ok(()),
        }
    }

    fn admits(&self, ip: IpAddr) -> bool {
        self.local || is_public(ip)
    }
}

impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let this = self.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let good: Vec<SocketAddr> = found.filter(|address| this.admits(address.ip())).collect();
            if good.is_empty() {
                return Err(format!("{} leads to no address of the internet", name.as_str()).into());
            }
            Ok(Box::new(good.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr as _;

    fn reach(change: impl FnOnce(&mut Config)) -> Reach {
        let mut config = Config::default();
        change(&mut config);
        Reach::of(&config)
    }

    fn goes(reach: &Reach, url: &str) -> bool {
        reach.may_go_to(&Url::parse(url).unwrap()).is_ok()
    }

    #[test]
    fn addresses_inside_are_refused_in_every_spelling() {
        let strict = reach(|_| {});
        for url in [
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://127.1/",
            "https://[::ffff:10.0.0.1]/",
        ] {
            assert!(!goes(&strict, url), "{url}");
        }
        assert!(goes(&strict, "https://93.184.216.34/x") && goes(&strict, "https://receiver.example/x"));
        assert!(goes(&reach(|c| c.sandbox = true), "http://127.0.0.1:9/x"));
        let closed = reach(|c| (c.sandbox, c.webhook_local) = (true, Some(false)));
        assert!(!goes(&closed, "http://127.0.0.1:9/x"));
    }

    #[test]
    fn only_named_hosts_where_some_are_named() {
        let some = reach(|c| c.webhook_hosts = vec!["Hooks.example".to_owned(), ".parts.example".to_owned()]);
        assert!(goes(&some, "https://hooks.EXAMPLE/") && goes(&some, "https://a.parts.example/"));
        assert!(!goes(&some, "https://parts.example/") && !goes(&some, "https://evil-hooks.example/"));
    }

    #[tokio::test]
    async fn a_name_is_judged_by_where_it_leads() {
        let name = || Name::from_str("localhost").unwrap();
        assert!(reach(|_| {}).resolve(name()).await.is_err());
        assert!(reach(|c| c.sandbox = true).resolve(name()).await.is_ok());
    }
}
