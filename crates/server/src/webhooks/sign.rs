//! The signature of deliveries, and the certificate by which a receiver checks it.
//!
//! Key and certificate are made once, when the first delivery goes out, signed by an authority for webhooks, and kept in the database, so
//! that every node signs alike; or they are given as files. Certificates of earlier keys stay to be had.

use crate::{center::Center, config::Config};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_engine::webhooks::Key;
use nahtlos_files::archive::Signature;
use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject as _};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The name under which the authority's own certificate is had.
pub(crate) const AUTHORITY: &str = "authority";
/// The organisation that certificates name where nothing else is said.
pub(crate) const ORGANIZATION: &str = "Nahtlos";

/// Signs deliveries.
pub(crate) struct Signer {
    key: RsaKeyPair,
    thumbprint: String,
    certificate: Vec<u8>,
}

/// Sees at the start that the settings fit together.
pub(crate) fn check(config: &Config) -> Result<(), String> {
    if config.webhook_organization != ORGANIZATION && !config.sandbox {
        return Err("webhook-organization is for a sandbox only: certificates must not name somebody else".to_owned());
    }
    given(config).map(|_| ())
}

/// Certificate and private key given as files.
fn given(config: &Config) -> Result<Option<(Vec<u8>, RsaKeyPair)>, String> {
    let (certificate, key) = match (&config.webhook_cert, &config.webhook_key) {
        (None, None) => return Ok(None),
        (Some(certificate), Some(key)) => (certificate, key),
        _ => return Err("webhook-cert and webhook-key are given together".to_owned()),
    };
    let at = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let der = CertificateDer::from_pem_file(certificate).map_err(|e| at(certificate, &e))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|e| at(key, &e))?;
    let pair = crate::tls::certified(vec![der.clone()], &secret).map_err(|e| at(key, &e))?;
    pair.keys_match()
        .map_err(|_| format!("{} is not the key of {}", key.display(), certificate.display()))?;
    let rsa = match &secret {
        PrivateKeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()),
        PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
        _ => return Err(at(key, &"deliveries are signed with RSA")),
    };
    let rsa = rsa.map_err(|e| at(key, &format!("deliveries are signed with RSA ({e})")))?;
    Ok(Some((der.as_ref().to_vec(), rsa)))
}

fn thumbprint(certificate: &[u8]) -> String {
    crate::api::context::hex(&Sha256::digest(certificate))
}

impl Signer {
    /// The key to sign with: given, kept, or made now.
    pub(crate) async fn of(center: &Center) -> Result<Self, String> {
        if let Some((certificate, key)) = given(&center.config)? {
            let thumbprint = thumbprint(&certificate);
            let row = row(center, &thumbprint, "leaf", "given", Vec::new(), certificate.clone());
            center.engine.add_webhook_key(row).await.map_err(|e| e.to_string())?;
            return Ok(Self {
                key,
                thumbprint,
                certificate,
            });
        }
        let organization = &center.config.webhook_organization;
        let subject = format!("O={organization}, CN=webhooks.{}", host(&center.config));
        let kept = center.engine.webhook_keys().await.map_err(|e| e.to_string())?;
        let leaf = kept.into_iter().find(|key| key.kind == "leaf" && key.subject == subject);
        let leaf = match leaf {
            Some(leaf) => leaf,
            None => make(center, organization, &subject).await?,
        };
        let key = RsaKeyPair::from_pkcs8(&leaf.secret).map_err(|e| format!("the key of webhooks does not read: {e}"))?;
        Ok(Self {
            key,
            thumbprint: leaf.id,
            certificate: leaf.certificate,
        })
    }

    /// The signature of bytes, in base64.
    pub(super) fn sign(&self, bytes: &[u8]) -> Result<String, String> {
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), bytes, &mut signature)
            .map_err(|_| "a delivery could not be signed".to_owned())?;
        Ok(STANDARD.encode(signature))
    }

    /// The signature of an archive's digest, with the certificate that proves it.
    pub(crate) fn vouch(&self, digest: &[u8]) -> Result<Signature, String> {
        Ok(Signature {
            algorithm: "rsa-sha256".to_owned(),
            certificate: STANDARD.encode(&self.certificate),
            value: self.sign(digest)?,
        })
    }

    /// Its certificate, DER, with the thumbprint.
    pub(crate) fn certificate(&self) -> (&[u8], &str) {
        (&self.certificate, &self.thumbprint)
    }

    /// Where its certificate is had.
    pub(crate) fn certificate_url(&self, base: &str) -> String {
        format!("{base}/webhooks/v1/certificates/{}.cer", self.thumbprint)
    }
}

/// The host that clients know.
fn host(config: &Config) -> String {
    let url = config.public_url.as_ref().and_then(|url| reqwest::Url::parse(url).ok());
    let host = url.and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| "localhost".to_owned())
}

fn row(center: &Center, id: &str, kind: &str, subject: &str, secret: Vec<u8>, certificate: Vec<u8>) -> Key {
    Key {
        id: id.to_owned(),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        created_ms: center.engine.attempt_time().0,
        secret,
        certificate,
    }
}

fn named(organization: &str, name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    let mut subject = DistinguishedName::new();
    subject.push(DnType::OrganizationName, organization);
    subject.push(DnType::CommonName, name);
    params.distinguished_name = subject;
    params
}

fn authority_params(organization: &str) -> CertificateParams {
    let mut params = named(organization, "Nahtlos webhooks authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![
        KeyUsagePurpose::KeyCertSign,
        KeyUsagePurpose::CrlSign,
        KeyUsagePurpose::DigitalSignature,
    ];
    params
}

/// Makes a key and its certificate.
async fn make(center: &Center, organization: &str, subject: &str) -> Result<Key, String> {
    let failed = |e: rcgen::Error| format!("a certificate for webhooks could not be made: {e}");
    let authority = authority(center, organization).await?;
    let secret = PrivatePkcs8KeyDer::from(authority.secret);
    let authority_key = KeyPair::try_from(&secret).map_err(failed)?;
    let issuer_params = authority_params(organization);
    let issuer = Issuer::from_params(&issuer_params, &authority_key);
    let secret = crate::identity::generate_key()?;
    let key = KeyPair::try_from(&PrivatePkcs8KeyDer::from(secret.clone())).map_err(failed)?;
    let mut params = named(organization, &format!("webhooks.{}", host(&center.config)));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    let certificate = params.signed_by(&key, &issuer).map_err(failed)?.der().to_vec();
    let row = row(center, &thumbprint(&certificate), "leaf", subject, secret, certificate);
    center.engine.add_webhook_key(row.clone()).await.map_err(|e| e.to_string())?;
    Ok(row)
}

/// The authority of an organisation; of two nodes that make one at once, the first one's counts.
async fn authority(center: &Center, organization: &str) -> Result<Key, String> {
    let id = format!("{AUTHORITY} {organization}");
    if let Some(kept) = center.engine.webhook_key(&id).await.map_err(|e| e.to_string())? {
        return Ok(kept);
    }
    let failed = |e: rcgen::Error| format!("an authority for webhooks could not be made: {e}");
    let key = KeyPair::generate().map_err(failed)?;
    let certificate = authority_params(organization).self_signed(&key).map_err(failed)?.der().to_vec();
    let made = row(center, &id, AUTHORITY, organization, key.serialize_der(), certificate);
    let all = center.engine.add_webhook_key(made).await.map_err(|e| e.to_string())?;
    all.into_iter()
        .find(|key| key.id == id)
        .ok_or_else(|| "the authority for webhooks was not kept".to_owned())
}
