//! Settings that read, and are wrong or unwise all the same.

use super::{Code, Finding};
use crate::{Config, mail::Mailer};

/// Looks at them.
pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    let far = !config.listen.ip().is_loopback();
    let plain = config.tls_cert.is_empty() && !config.tls_self_signed;
    if let Some(url) = &config.public_url {
        let whole = url.parse::<http::Uri>().is_ok_and(|uri| {
            let scheme = uri.scheme_str().is_some_and(|scheme| matches!(scheme, "http" | "https"));
            scheme && uri.host().is_some_and(|host| !host.is_empty())
        });
        if !whole {
            found.push(Finding::new(Code::PublicUrlBroken).with("url", url));
        }
    }
    let proxied = config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    if far && plain && !proxied {
        found.push(Finding::new(Code::PlainText).with("address", config.listen));
    }
    if far && config.sandbox {
        found.push(Finding::new(Code::SandboxOpen).with("address", config.listen));
    }
    if config.fast_and_loose && !config.sandbox {
        found.push(Finding::new(Code::Loose));
    }
    if let Err(problem) = Mailer::of(config) {
        found.push(Finding::new(Code::MailBroken).with("problem", problem));
    }
    if let Err(problem) = config.log.parse::<tracing_subscriber::EnvFilter>() {
        found.push(Finding::new(Code::LogBroken).with("log", &config.log).with("problem", problem));
    }
    if found.is_empty() {
        found.push(Finding::new(Code::SettingsFine));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    fn codes(config: Config) -> Vec<Code> {
        examine(&config).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn unwise_settings_are_found() {
        let far = || Config {
            listen: "0.0.0.0:80".parse().expect("an address"),
            ..Config::default()
        };
        assert_eq!(codes(Config::default()), [Code::SettingsFine]);
        assert_eq!(codes(far()), [Code::PlainText]);
        let behind = Config {
            public_url: Some("https://center.example".to_owned()),
            ..far()
        };
        assert_eq!(codes(behind), [Code::SettingsFine]);
        let sandbox = Config {
            sandbox: true,
            tls_self_signed: true,
            fast_and_loose: true,
            ..far()
        };
        assert_eq!(codes(sandbox), [Code::SandboxOpen]);
        let wrong = Config {
            public_url: Some("center".to_owned()),
            smtp: Some(Secret("mail://user:hidden@host".to_owned())),
            log: "a=b=c".to_owned(),
            fast_and_loose: true,
            ..Config::default()
        };
        let found = examine(&wrong);
        let all: Vec<Code> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(all, [Code::PublicUrlBroken, Code::Loose, Code::MailBroken, Code::LogBroken]);
        assert!(!format!("{found:?}").contains("hidden"), "{found:?}");
    }
}
