//! Signing keys: made once, kept in the database, rotated by adding a newer one. Old ones still read tokens.

use super::token::{Claims, Issue};
use crate::ambient::{Machine, guid};
use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
    signature::{KeyPair as _, RsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_model::refusals::{Code, Refusal};
use parking_lot::Mutex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{sync::OnceLock, thread::JoinHandle};

/// A key.
struct Key {
    id: String,
    signing: EncodingKey,
    reading: DecodingKey,
    modulus: String,
    exponent: String,
}

/// A key that is being made.
type Coming = JoinHandle<Result<Vec<u8>, String>>;

/// The keys, newest first.
pub(crate) struct Keys {
    keys: OnceLock<Vec<Key>>,
    coming: Mutex<Option<Coming>>,
    forms: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keys = self.keys.get().into_iter().flatten();
        f.debug_list().entries(keys.map(|k| &k.id)).finish()
    }
}

impl Key {
    fn read(id: &str, der: &[u8]) -> Result<Self, String> {
        let bad = |what: &str| format!("signing key {id} does not read: {what}");
        let pair = RsaKeyPair::from_pkcs8(der).map_err(|e| bad(&e.to_string()))?;
        let public = pair.public_key();
        let modulus = URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero());
        let exponent = URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero());
        Ok(Self {
            id: id.to_owned(),
            signing: EncodingKey::from_rsa_pem(pem(der).as_bytes()).map_err(|e| bad(&e.to_string()))?,
            reading: DecodingKey::from_rsa_components(&modulus, &exponent).map_err(|e| bad(&e.to_string()))?,
            modulus,
            exponent,
        })
    }
}

/// Makes a private key: PKCS#8 DER.
pub(crate) fn generate() -> Result<Vec<u8>, String> {
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| "no signing key could be made".to_owned())?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| "the signing key could not be written".to_owned())?;
    Ok(der.as_ref().to_vec())
}

fn pem(der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|c| std::str::from_utf8(c).unwrap_or("")).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}

impl Keys {
    /// From private keys by id, newest first.
    pub(crate) fn new(secrets: &[(String, Vec<u8>)]) -> Result<Self, String> {
        let keys: Vec<Key> = secrets.iter().map(|(id, der)| Key::read(id, der)).collect::<Result<_, _>>()?;
        let mut forms = Sha256::new();
        forms.update(b"nahtlos forms\n");
        forms.update(secrets.first().map_or(&[][..], |(_, der)| der));
        Ok(Self {
            keys: keys.into(),
            coming: Mutex::new(None),
            forms: forms.finalize().into(),
        })
    }

    /// One key that no database keeps, made beside the rest of the start: who needs it first waits for it.
    pub(crate) fn coming() -> Result<Self, String> {
        let thread = std::thread::Builder::new().name("signing-key".into()).spawn(generate);
        let thread = thread.map_err(|error| format!("the signing key cannot be made: {error}"))?;
        let mut forms = [0; 32];
        forms[..16].copy_from_slice(&Machine.random());
        forms[16..].copy_from_slice(&Machine.random());
        Ok(Self {
            keys: OnceLock::new(),
            coming: Mutex::new(Some(thread)),
            forms,
        })
    }

    fn all(&self) -> &[Key] {
        self.keys.get_or_init(|| {
            let Some(thread) = self.coming.lock().take() else {
                return Vec::new();
            };
            let made = thread.join().unwrap_or_else(|_| Err("the signing key was not made".to_owned()));
            let read = made.and_then(|der| Key::read(&guid(), &der));
            read.inspect_err(|error| tracing::error!(error, "there is no signing key"))
                .into_iter()
                .collect()
        })
    }

    /// A key for proofs of forms, the same on every node.
    pub(crate) fn forms(&self) -> &[u8; 32] {
        &self.forms
    }

    /// Public keys as a JWKS.
    pub(crate) fn jwks(&self) -> Value {
        let of = |k: &Key| json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": k.id, "x5t": k.id, "n": k.modulus, "e": k.exponent });
        json!({ "keys": self.all().iter().map(of).collect::<Vec<_>>() })
    }

    /// Makes an access token; the token and its claims.
    pub(crate) fn issue(&self, issue: &Issue) -> Result<(String, Claims), String> {
        let seconds = Machine.now().0.div_euclid(1000);
        let actor = &issue.actor;
        let claims = Claims {
            aud: issue.audience.clone(),
            iss: issue.issuer.clone(),
            iat: seconds,
            nbf: seconds,
            exp: seconds + issue.seconds,
            tid: actor.directory_id.clone(),
            home: actor.tenant_id.clone(),
            appid: actor.application.clone(),
            oid: actor.user.as_ref().map_or_else(|| actor.application.clone(), |u| u.id.clone()),
            idtyp: if actor.user.is_some() { "user" } else { "app" }.to_owned(),
            upn: actor.user.as_ref().map(|u| u.user_principal_name.clone()).unwrap_or_default(),
            name: actor.user.as_ref().map(|u| u.name.clone()).unwrap_or_default(),
            roles: actor.roles.clone(),
            amr: if actor.mfa {
                vec!["pwd".to_owned(), "mfa".to_owned()]
            } else {
                vec!["pwd".to_owned()]
            },
            scp: issue.scopes.clone(),
            ver: issue.version.to_owned(),
            uti: guid(),
        };
        Ok((self.sign(&claims)?, claims))
    }

    /// Signs any claims (id tokens).
    pub(crate) fn sign(&self, claims: &impl serde::Serialize) -> Result<String, String> {
        let key = self.all().first().ok_or("there is no signing key")?;
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(key.id.clone());
        header.x5t = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.signing).map_err(|e| e.to_string())
    }

    /// Reads a token of ours; whether it has expired is the caller's question.
    pub(crate) fn read(&self, token: &str) -> Result<Claims, Refusal> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| Code::Unauthenticated)?;
        let key = self
            .all()
            .iter()
            .find(|k| header.kid.as_deref() == Some(&k.id))
            .ok_or(Code::Unauthenticated)?;
        let mut rules = Validation::new(Algorithm::RS256);
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules.validate_aud = false;
        rules.required_spec_claims.clear();
        let read = jsonwebtoken::decode::<Claims>(token, &key.reading, &rules).map_err(|_| Code::Unauthenticated)?;
        Ok(read.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_engine::call::Actor;

    #[test]
    fn a_key_that_is_being_made_is_waited_for_once() {
        let keys = Keys::coming().unwrap();
        let first = keys.jwks();
        assert_eq!(first["keys"].as_array().map(Vec::len), Some(1));
        assert_eq!(keys.jwks(), first);
        assert!(keys.sign(&serde_json::json!({ "a": 1 })).is_ok());
    }

    #[test]
    fn a_token_reads_back_and_a_changed_one_does_not() {
        let keys = Keys::new(&[("one".to_owned(), generate().unwrap())]).unwrap();
        let issue = Issue {
            audience: "a".into(),
            issuer: "i".into(),
            actor: Actor {
                tenant_id: "t".into(),
                application: "app".into(),
                ..Actor::time()
            },
            scopes: String::new(),
            version: "1.0",
            seconds: 60,
        };
        let (token, claims) = keys.issue(&issue).unwrap();
        assert_eq!(keys.read(&token).unwrap(), claims);
        let (head, rest) = token.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let forged = Claims {
            home: "other".into(),
            ..claims
        };
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&forged).unwrap());
        assert!(keys.read(&format!("{head}.{body}.{signature}")).is_err());
        assert!(keys.read("no token").is_err());
        let none = URL_SAFE_NO_PAD.encode(br#"{"alg":"none","kid":"one"}"#);
        assert!(keys.read(&format!("{none}.{body}.")).is_err());
    }
}
