//! Checks the signature of an archive of the audit trail or of evidence, without a center: for the command line.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_files::archive::Signature;
use rustls::pki_types::CertificateDer;
use sha2::{Digest as _, Sha256};

/// Whether a signature over a digest fits the certificate that comes with it. Whose certificate that is, its thumbprint tells.
///
/// # Errors
/// Says what does not fit.
pub fn check(signature: &Signature, digest: &[u8]) -> Result<(), String> {
    if signature.algorithm != "rsa-sha256" {
        return Err(format!("the algorithm is {:?}, not rsa-sha256", signature.algorithm));
    }
    let certificate = STANDARD
        .decode(&signature.certificate)
        .map_err(|e| format!("the certificate is no base64: {e}"))?;
    let value = STANDARD
        .decode(&signature.value)
        .map_err(|e| format!("the signature is no base64: {e}"))?;
    let certificate = CertificateDer::from(certificate);
    let leaf = webpki::EndEntityCert::try_from(&certificate).map_err(|e| format!("the certificate does not read: {e}"))?;
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let algorithms = provider.signature_verification_algorithms.all;
    match algorithms
        .iter()
        .any(|algorithm| leaf.verify_signature(*algorithm, digest, &value).is_ok())
    {
        true => Ok(()),
        false => Err("it is not that of what stands before it".to_owned()),
    }
}

/// As [`check`]; the thumbprint of the certificate that the signature comes with.
///
/// # Errors
/// Says what does not fit.
pub fn fingerprint(signature: &Signature, digest: &[u8]) -> Result<String, String> {
    check(signature, digest).map(|()| thumbprint(&signature.certificate))
}

/// The thumbprint of a certificate in base64: the one under which the center gives it out.
pub fn thumbprint(certificate: &str) -> String {
    let der = STANDARD.decode(certificate).unwrap_or_default();
    crate::api::context::hex(&Sha256::digest(der))
}
