//! TLS: certificates given as files, chosen by the name that the client asks for, or made here for any name, signed by an
//! authority of our own that is kept in a folder. Real clients insist on https and on the hosts they know.

use crate::config::Config;
use parking_lot::Mutex;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, pem::PemObject as _},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio_rustls::TlsAcceptor;

/// Names for which certificates are kept in memory.
const KEPT: usize = 1000;

/// What serves TLS, and where the authority's certificate is; `None`: plain HTTP.
pub(crate) fn acceptor(config: &Config) -> Result<(Option<TlsAcceptor>, Option<PathBuf>), String> {
    let (resolver, authority): (Arc<dyn ResolvesServerCert>, _) = match (config.tls_self_signed, config.tls_cert.is_empty()) {
        (false, true) if config.tls_key.is_empty() => return Ok((None, None)),
        (true, true) => {
            let authority = Authority::open(&config.tls_folder)?;
            let file = authority.file.clone();
            (Arc::new(authority), Some(file))
        }
        (true, false) => return Err("tls-self-signed and tls-cert exclude each other: give one of them".to_owned()),
        (false, _) => (Arc::new(Given::open(config)?), None),
    };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((Some(TlsAcceptor::from(Arc::new(server))), authority))
}

pub(crate) fn certified(chain: Vec<CertificateDer<'static>>, key: &PrivateKeyDer<'_>) -> Result<CertifiedKey, String> {
    let key = rustls::crypto::aws_lc_rs::sign::any_supported_type(key).map_err(|e| e.to_string())?;
    Ok(CertifiedKey::new(chain, key))
}

/// Certificates given as files.
#[derive(Debug)]
struct Given {
    all: Vec<Arc<CertifiedKey>>,
}

impl Given {
    fn open(config: &Config) -> Result<Self, String> {
        if config.tls_cert.len() != config.tls_key.len() {
            let (certs, keys) = (config.tls_cert.len(), config.tls_key.len());
            return Err(format!(
                "tls-cert names {certs} files and tls-key {keys}: give one key for every certificate"
            ));
        }
        let read = |(cert, key): (&PathBuf, &PathBuf)| -> Result<Arc<CertifiedKey>, String> {
            let chain = CertificateDer::pem_file_iter(cert).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let chain = chain.map_err(|e| format!("{}: {e}", cert.display()))?;
            if chain.is_empty() {
                return Err(format!("{}: there is no certificate in it", cert.display()));
            }
            let secret = PrivateKeyDer::from_pem_file(key).map_err(|e| format!("{}: {e}", key.display()))?;
            let pair = certified(chain, &secret).map_err(|e| format!("{}: {e}", key.display()))?;
            pair.keys_match()
                .map_err(|_| format!("{} is not the key of {}", key.display(), cert.display()))?;
            Ok(Arc::new(pair))
        };
        Ok(Self {
            all: config.tls_cert.iter().zip(&config.tls_key).map(read).collect::<Result<_, _>>()?,
        })
    }
}

impl ResolvesServerCert for Given {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let name = hello.server_name().and_then(|name| ServerName::try_from(name.to_owned()).ok());
        let fits = |pair: &&Arc<CertifiedKey>| {
            let leaf = pair.cert.first().and_then(|der| webpki::EndEntityCert::try_from(der).ok());
            matches!((leaf, &name), (Some(leaf), Some(name)) if leaf.verify_is_valid_for_subject_name(name).is_ok())
        };
        self.all.iter().find(fits).or(self.all.first()).cloned()
    }
}

/// An authority of our own, which signs a certificate for every name that is asked for.
struct Authority {
    file: PathBuf,
    key: KeyPair,
    made: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authority({})", self.file.display())
    }
}

impl Authority {
    /// Reads the authority from its folder, or makes one there.
    fn open(folder: &Path) -> Result<Self, String> {
        let (file, secret) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
        let at = |path: &Path| {
            let path = path.display().to_string();
            move |e: &dyn fmt::Display| format!("{path}: {e}")
        };
        let key = if secret.exists() {
            let text = std::fs::read_to_string(&secret).map_err(|e| at(&secret)(&e))?;
            KeyPair::from_pem(&text).map_err(|e| at(&secret)(&e))?
        } else {
            std::fs::create_dir_all(folder).map_err(|e| at(folder)(&e))?;
            let key = KeyPair::generate().map_err(|e| e.to_string())?;
            write_secret(&secret, &key.serialize_pem()).map_err(|e| at(&secret)(&e))?;
            key
        };
        if !file.exists() {
            let certificate = Self::params().self_signed(&key).map_err(|e| e.to_string())?;
            std::fs::write(&file, certificate.pem()).map_err(|e| at(&file)(&e))?;
        }
        Ok(Self {
            file,
            key,
            made: Mutex::new(HashMap::new()),
        })
    }

    fn params() -> CertificateParams {
        let mut params = CertificateParams::default();
        let mut name = DistinguishedName::new();
        name.push(DnType::CommonName, "Nahtlos local authority");
        params.distinguished_name = name;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![
            KeyUsagePurpose::KeyCertSign,
            KeyUsagePurpose::CrlSign,
            KeyUsagePurpose::DigitalSignature,
        ];
        params
    }

    fn make(&self, host: &str) -> Result<CertifiedKey, String> {
        let names = if host == "localhost" {
            vec![host.to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()]
        } else {
            vec![host.to_owned()]
        };
        let mut params = CertificateParams::new(names).map_err(|e| e.to_string())?;
        let mut name = DistinguishedName::new();
        name.push(DnType::CommonName, host);
        params.distinguished_name = name;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().map_err(|e| e.to_string())?;
        let authority = Self::params();
        let issuer = Issuer::from_params(&authority, &self.key);
        let certificate = params.signed_by(&key, &issuer).map_err(|e| e.to_string())?;
        let secret = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        certified(vec![certificate.der().clone()], &secret)
    }
}

impl ResolvesServerCert for Authority {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = hello.server_name().unwrap_or("localhost").to_ascii_lowercase();
        let mut made = self.made.lock();
        if let Some(pair) = made.get(&host) {
            return Some(Arc::clone(pair));
        }
        let pair = Arc::new(
            self.make(&host)
                .inspect_err(|error| tracing::warn!(host, error, "no certificate could be made"))
                .ok()?,
        );
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(host, Arc::clone(&pair));
        Some(pair)
    }
}

fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
