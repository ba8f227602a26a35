//! Certificates: that they read, that each key is its certificate's, how long they are valid, and whether one is for the public address.

use super::{Code, Finding};
use crate::{Config, tls};
use nahtlos_model::instants::{DAY_MS, Instant};
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use std::path::Path;
use x509_cert::{Certificate, der::Decode as _};

/// Days before its end from which a certificate counts as ending soon.
const SOON_DAYS: i64 = 30;

/// Looks at them.
pub(super) fn examine(config: &Config, now: Instant) -> Vec<Finding> {
    if config.tls_cert.is_empty() && config.tls_key.is_empty() {
        return vec![if config.tls_self_signed {
            Finding::new(Code::CertificatesMade).with("folder", config.tls_folder.display())
        } else {
            Finding::new(Code::CertificatesNone)
        }];
    }
    if let Err(problem) = tls::acceptor(config) {
        return vec![Finding::new(Code::CertificateBroken).with("problem", problem)];
    }
    let mut found: Vec<Finding> = config.tls_cert.iter().map(|file| validity(file, now)).collect();
    if let Some(host) = public_host(config)
        && !config.tls_cert.iter().any(|file| is_for(file, &host))
    {
        found.push(Finding::new(Code::CertificateOther).with("host", host));
    }
    found
}

fn first(file: &Path) -> Option<CertificateDer<'static>> {
    CertificateDer::pem_file_iter(file).ok()?.next()?.ok()
}

/// When the first certificate of a file begins and ends.
fn span(file: &Path) -> Result<(Instant, Instant), String> {
    let der = first(file).ok_or("there is no certificate in it")?;
    let certificate = Certificate::from_der(&der).map_err(|error| error.to_string())?;
    let validity = certificate.tbs_certificate.validity;
    let ms = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX);
    Ok((Instant(ms(validity.not_before)), Instant(ms(validity.not_after))))
}

fn validity(file: &Path, now: Instant) -> Finding {
    let named = |code| Finding::new(code).with("file", file.display());
    match span(file) {
        Err(problem) => Finding::new(Code::CertificateBroken).with("problem", format!("{}: {problem}", file.display())),
        Ok((begins, _)) if begins > now => named(Code::CertificateOver)
            .with("from", begins.date())
            .with("until", begins.date()),
        Ok((begins, ends)) if ends <= now => named(Code::CertificateOver).with("from", begins.date()).with("until", ends.date()),
        Ok((_, ends)) if ends.0 - now.0 < SOON_DAYS * DAY_MS => named(Code::CertificateSoon)
            .with("days", (ends.0 - now.0) / DAY_MS)
            .with("until", ends.date()),
        Ok((_, ends)) => named(Code::CertificateFine).with("until", ends.date()),
    }
}

fn public_host(config: &Config) -> Option<String> {
    let uri: http::Uri = config.public_url.as_deref()?.parse().ok()?;
    uri.host().map(str::to_owned)
}

fn is_for(file: &Path, host: &str) -> bool {
    let name = ServerName::try_from(host.to_owned());
    let der = first(file);
    let leaf = der.as_ref().and_then(|der| webpki::EndEntityCert::try_from(der).ok());
    matches!((leaf, name), (Some(leaf), Ok(name)) if leaf.verify_is_valid_for_subject_name(&name).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A certificate for a host, valid in 2027, with its key.
    fn made(folder: &Path, host: &str) -> (PathBuf, PathBuf) {
        let mut params = rcgen::CertificateParams::new(vec![host.to_owned()]).expect("a name");
        params.not_before = rcgen::date_time_ymd(2027, 1, 1);
        params.not_after = rcgen::date_time_ymd(2028, 1, 1);
        let key = rcgen::KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        let (cert, secret) = (folder.join(format!("{host}.pem")), folder.join(format!("{host}.key")));
        std::fs::write(&cert, certificate.pem()).expect("written");
        std::fs::write(&secret, key.serialize_pem()).expect("written");
        (cert, secret)
    }

    #[test]
    fn ends_keys_and_names_are_looked_at() {
        let folder = tempfile::tempdir().expect("a folder");
        let (cert, key) = made(folder.path(), "center.example");
        let (_, other) = made(folder.path(), "other.example");
        let config = |key: &Path, url: &str| Config {
            tls_cert: vec![cert.clone()],
            tls_key: vec![key.to_owned()],
            public_url: Some(url.to_owned()),
            ..Config::default()
        };
        let codes = |config: &Config, day: &str| {
            let now = format!("{day}T00:00:00Z").parse().expect("an instant");
            examine(config, now).into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let good = config(&key, "https://center.example");
        assert_eq!(codes(&good, "2027-06-01"), [Code::CertificateFine]);
        assert_eq!(codes(&good, "2027-12-20"), [Code::CertificateSoon]);
        assert_eq!(codes(&good, "2028-01-02"), [Code::CertificateOver]);
        assert_eq!(codes(&good, "2026-12-31"), [Code::CertificateOver]);
        let url = config(&key, "https://elsewhere.example/x");
        assert_eq!(codes(&url, "2027-06-01"), [Code::CertificateFine, Code::CertificateOther]);
        assert_eq!(
            codes(&config(&other, "https://center.example"), "2027-06-01"),
            [Code::CertificateBroken]
        );
        let none = Config::default();
        assert_eq!(codes(&none, "2027-06-01"), [Code::CertificatesNone]);
    }
}
