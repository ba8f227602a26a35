//! What somebody was given to come back with: authorization codes and refresh tokens, kept by hash.
//!
//! A code works once, for the application and address it was made for, with the proof it asked for. A refresh token is bound to its
//! application; each use gives a new one. Both end by the machine's clock: turning a sandbox's clock signs nobody out.

use super::secret::digest;
use crate::{Engine, halt::Halt, identity::people::Person, inner::Inner};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_model::instants::DAY_MS;
use nahtlos_store::{Transaction, Tx, identity};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// How long a code works (OAuth 2.0 recommends ten minutes at most).
const CODE_MS: i64 = 10 * 60_000;
/// How long a refresh token works that nobody uses (the reference's life of such tokens).
const REFRESH_MS: i64 = 90 * DAY_MS;
/// How long a replaced refresh token of a public client still works: its answer may have been lost on the way.
const OVERLAP_MS: i64 = 5 * 60_000;

/// How a code's bearer must prove to be the one who asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProofMethod {
    /// SHA-256 of the verifier.
    S256,
    /// The verifier itself.
    Plain,
}

/// What was granted, to whom, for which application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// Client id.
    pub application: String,
    /// The user's home tenant.
    pub home: String,
    /// The user.
    pub user: String,
    /// The tenant signed in to: home, or a customer's.
    pub tenant: String,
    /// What was asked for, as scopes.
    pub scope: String,
    /// Codes: the address the code went to.
    #[serde(default)]
    pub redirect_uri: String,
    /// Codes: the proof's challenge and method.
    #[serde(default)]
    pub challenge: Option<(String, ProofMethod)>,
    /// Codes: the client's nonce, for the id token.
    #[serde(default)]
    pub nonce: String,
    /// A second factor was used.
    pub mfa: bool,
    /// Of the user's password then.
    pub fingerprint: String,
    /// When the user signed in, in milliseconds.
    pub signed_in_ms: i64,
}

/// Why a code or refresh token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// Unknown, used, or expired.
    Unknown,
    /// Another application's.
    OtherApplication,
    /// Made for another address.
    OtherAddress,
    /// The proof is missing or wrong.
    Proof,
}

/// How a code is redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redemption {
    /// The code.
    pub code: String,
    /// Client id.
    pub application: String,
    /// Address it went to.
    pub redirect_uri: Option<String>,
    /// The proof.
    pub verifier: Option<String>,
}

impl Grant {
    /// Whether it still speaks for the person: the password is the same, sign-in is allowed.
    pub fn still_speaks_for(&self, person: &Person) -> bool {
        person.user.enabled && person.fingerprint() == self.fingerprint
    }

    /// For somebody who has just signed in; the caller fills in the rest.
    pub fn of(person: &Person, application: &str, tenant: &str, scope: &str, signed_in_ms: i64) -> Self {
        Self {
            application: application.to_owned(),
            home: person.user.tenant_id.clone(),
            user: person.user.id.clone(),
            tenant: tenant.to_owned(),
            scope: scope.to_owned(),
            redirect_uri: String::new(),
            challenge: None,
            nonce: String::new(),
            mfa: person.has_mfa(),
            fingerprint: person.fingerprint(),
            signed_in_ms,
        }
    }

    fn is_proved_by(&self, verifier: Option<&str>) -> bool {
        match (&self.challenge, verifier) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((challenge, ProofMethod::Plain)), Some(verifier)) => digest(challenge) == digest(verifier),
            (Some((challenge, ProofMethod::S256)), Some(verifier)) => {
                let hashed = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
                digest(challenge.trim_end_matches('=')) == digest(&hashed)
            }
        }
    }
}

impl Engine {
    /// The machine's time: lives of tokens and codes go by it.
    pub fn machine_now(&self) -> nahtlos_model::instants::Instant {
        self.inner.clock.machine()
    }

    /// Keeps a grant; the code for it.
    ///
    /// # Errors
    /// Faults only.
    pub async fn grant_code(&self, grant: Grant) -> Result<String, Halt> {
        self.keep("code", CODE_MS, grant).await
    }

    /// Keeps a grant; the refresh token for it.
    ///
    /// # Errors
    /// Faults only.
    pub async fn grant_refresh(&self, grant: Grant) -> Result<String, Halt> {
        let grant = Grant {
            redirect_uri: String::new(),
            challenge: None,
            nonce: String::new(),
            ..grant
        };
        self.keep("refresh", REFRESH_MS, grant).await
    }

    /// Keeps a grant that waits for the person's word; a mark that the page carries meanwhile.
    ///
    /// # Errors
    /// Faults only.
    pub async fn grant_step(&self, grant: Grant) -> Result<String, Halt> {
        self.keep("step", CODE_MS, grant).await
    }

    /// Takes such a grant, once.
    ///
    /// # Errors
    /// Faults only.
    pub async fn take_step(&self, step: &str) -> Result<Option<Grant>, Halt> {
        let take = Take {
            inner: Arc::clone(&self.inner),
            hash: digest(step),
        };
        self.inner.store.transact(Arc::new(take)).await
    }

    async fn keep(&self, kind: &'static str, life_ms: i64, grant: Grant) -> Result<String, Halt> {
        let token = self.random_text();
        let keep = Keep {
            hash: digest(&token),
            kind,
            expires_ms: self.machine_now().0 + life_ms,
            grant,
        };
        self.inner.store.transact(Arc::new(keep)).await?;
        Ok(token)
    }

    /// Takes a code, once.
    ///
    /// # Errors
    /// Faults only; why it is not taken is an answer.
    pub async fn redeem_code(&self, redemption: Redemption) -> Result<Result<Grant, NotTaken>, Halt> {
        let redeem = Redeem {
            inner: Arc::clone(&self.inner),
            redemption,
        };
        self.inner.store.transact(Arc::new(redeem)).await
    }

    /// What a refresh token of an application stands for. It goes on working until [`Engine::renew`] replaces it.
    ///
    /// # Errors
    /// Faults only; why it is not taken is an answer.
    pub async fn refresh_grant(&self, token: &str, application: &str) -> Result<Result<Grant, NotTaken>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let found: Option<Grant> = identity::granted(&mut tx, &digest(token), "refresh", self.machine_now().0).await?;
        Ok(match found {
            None => Err(NotTaken::Unknown),
            Some(grant) if grant.application != application => Err(NotTaken::OtherApplication),
            Some(grant) => Ok(grant),
        })
    }

    /// A new refresh token in place of one. The old one of a client that keeps a secret works to its own end, as with the reference,
    /// whose clients keep one token for months; the old one of a public client ends shortly.
    ///
    /// # Errors
    /// Faults only.
    pub async fn renew(&self, old: &str, grant: Grant, public: bool) -> Result<String, Halt> {
        let token = self.random_text();
        let machine = self.machine_now().0;
        let renew = Renew {
            old: public.then(|| digest(old)),
            old_until_ms: machine + OVERLAP_MS,
            machine,
            new: Keep {
                hash: digest(&token),
                kind: "refresh",
                expires_ms: machine + REFRESH_MS,
                grant,
            },
        };
        self.inner.store.transact(Arc::new(renew)).await?;
        Ok(token)
    }
}

struct Keep {
    hash: String,
    kind: &'static str,
    expires_ms: i64,
    grant: Grant,
}

impl Transaction for Keep {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        Ok(identity::grant(tx, &self.hash, self.kind, self.expires_ms, &self.grant).await?)
    }
}

struct Redeem {
    inner: Arc<Inner>,
    redemption: Redemption,
}

impl Transaction for Redeem {
    type Out = Result<Grant, NotTaken>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Out, Halt> {
        let asked = &self.redemption;
        let hash = digest(&asked.code);
        let found: Option<Grant> = identity::granted(tx, &hash, "code", self.inner.clock.machine().0).await?;
        let Some(grant) = found else { return Ok(Err(NotTaken::Unknown)) };
        if grant.application != asked.application {
            return Ok(Err(NotTaken::OtherApplication));
        }
        // From here on it is used up, whatever comes: who holds a code without its proof may try once.
        if !identity::revoke(tx, &hash).await? {
            return Ok(Err(NotTaken::Unknown));
        }
        if asked.redirect_uri.as_ref() != Some(&grant.redirect_uri) {
            return Ok(Err(NotTaken::OtherAddress));
        }
        match grant.is_proved_by(asked.verifier.as_deref()) {
            true => Ok(Ok(grant)),
            false => Ok(Err(NotTaken::Proof)),
        }
    }
}

struct Take {
    inner: Arc<Inner>,
    hash: String,
}

impl Transaction for Take {
    type Out = Option<Grant>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Out, Halt> {
        let found: Option<Grant> = identity::granted(tx, &self.hash, "step", self.inner.clock.machine().0).await?;
        match found {
            Some(grant) if identity::revoke(tx, &self.hash).await? => Ok(Some(grant)),
            _ => Ok(None),
        }
    }
}

struct Renew {
    old: Option<String>,
    old_until_ms: i64,
    machine: i64,
    new: Keep,
}

impl Transaction for Renew {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        if let Some(old) = &self.old {
            let kept: Option<Grant> = identity::granted(tx, old, "refresh", self.machine).await?;
            // Gone already, or about to end: what was shortened before is not made longer.
            if let Some(kept) = kept
                && identity::granted::<Grant>(tx, old, "refresh", self.old_until_ms).await?.is_some()
                && identity::revoke(tx, old).await?
            {
                identity::grant(tx, old, "refresh", self.old_until_ms, &kept).await?;
            }
        }
        self.new.run(tx).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(challenge: Option<(&str, ProofMethod)>) -> Grant {
        Grant {
            application: "app".into(),
            home: "home".into(),
            user: "user".into(),
            tenant: "home".into(),
            scope: String::new(),
            redirect_uri: "http://localhost".into(),
            challenge: challenge.map(|(text, method)| (text.to_owned(), method)),
            nonce: String::new(),
            mfa: false,
            fingerprint: String::new(),
            signed_in_ms: 0,
        }
    }

    #[test]
    fn proofs() {
        // The example of RFC 7636, appendix B.
        let s256 = grant(Some(("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ProofMethod::S256)));
        assert!(s256.is_proved_by(Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
        assert!(!s256.is_proved_by(Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")));
        assert!(!s256.is_proved_by(None));
        let plain = grant(Some(("abc", ProofMethod::Plain)));
        assert!(plain.is_proved_by(Some("abc")) && !plain.is_proved_by(Some("abd")));
        assert!(grant(None).is_proved_by(None));
    }
}
