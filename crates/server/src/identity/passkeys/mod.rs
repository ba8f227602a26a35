//! What browsers say of passkeys (Web Authentication, level 2), and whether it is true: that a challenge of ours was answered, on a page of
//! ours, by somebody who was there and whom the device knew, with the key that we have.
//!
//! No attestation is asked for: who makes a passkey's device is nobody's business here. So the public key is taken as the browser hands it over,
//! and nothing has to be read but fixed bytes and JSON.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// Milliseconds for which a challenge may be answered.
const ANSWERED_WITHIN_MS: i64 = 10 * 60 * 1000;
/// What challenges are made for.
const PURPOSE: &str = "passkey";
/// Algorithms of signatures as COSE numbers them, the one to prefer first: ES256, EdDSA, RS256.
pub(crate) const ALGORITHMS: [i64; 3] = [-7, -8, -257];
/// Bits of what the device saw: somebody was there, the device knew them, a key comes along.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const KEY_COMES: u8 = 1 << 6;
/// The shortest that a device says: the host's digest, the bits, a counter.
const SHORTEST: usize = 37;
/// Longest id of a key, and longest key, that is kept.
const LONGEST_ID: usize = 1023;
const LONGEST_KEY: usize = 2048;

/// What is wrong with what a browser said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It cannot be read.
    Unreadable,
    /// The challenge is not one of ours in this browser, or is too old.
    Late,
    /// It was answered on another page.
    Elsewhere,
    /// The device did not look who was there.
    NotVerified,
    /// The signature is not of the key.
    Signature,
    /// The key signed less often than it did before: there is a copy of it.
    Copied,
}

/// What the browser and the page are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// Scheme and host, as browsers write origins.
    pub(crate) origin: &'a str,
    /// What binds a challenge to the browser.
    pub(crate) bound_to: &'a str,
    /// Now, in milliseconds.
    pub(crate) now_ms: i64,
}

impl<'a> Place<'a> {
    /// The host, for which passkeys are made.
    pub(crate) fn host(&self) -> &'a str {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// Whether browsers make passkeys for it: for names, not for numbers.
    pub(crate) fn has_name(&self) -> bool {
        let host = self.host();
        !host.is_empty() && !host.starts_with('[') && host.parse::<std::net::IpAddr>().is_err()
    }
}

/// What a browser sends after making a passkey.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Made {
    id: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    public_key: String,
    algorithm: i64,
}

/// A passkey that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct New {
    pub(crate) id: String,
    pub(crate) algorithm: i64,
    pub(crate) public_key: String,
    pub(crate) counter: u32,
    pub(crate) challenged_ms: i64,
}

/// What a browser sends after asking a passkey.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answered {
    pub(crate) id: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    #[serde(default)]
    user_handle: String,
}

/// What an answer said that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) counter: u32,
    pub(crate) challenged_ms: i64,
}

/// What the browser saw.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Client {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// What the device saw.
struct Seen {
    host: [u8; 32],
    bits: u8,
    counter: u32,
}

fn bytes(text: &str) -> Result<Vec<u8>, Wrong> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| Wrong::Unreadable)
}

/// A challenge for a browser: its time, something new, and that it is ours.
pub(crate) fn challenge(forms: &crate::identity::Forms, place: Place<'_>, new: [u8; 16]) -> String {
    let mut all = place.now_ms.to_be_bytes().to_vec();
    all.extend(new);
    let proof = forms.proof(place.bound_to, &purpose(&all));
    all.extend(proof.as_bytes());
    URL_SAFE_NO_PAD.encode(all)
}

fn purpose(begin: &[u8]) -> String {
    format!("{PURPOSE} {}", crate::api::context::hex(begin))
}

/// When a challenge of ours was made.
fn made_ms(forms: &crate::identity::Forms, place: Place<'_>, challenge: &str) -> Result<i64, Wrong> {
    let all = bytes(challenge)?;
    let (begin, proof) = all.split_at_checked(24).ok_or(Wrong::Late)?;
    let proof = std::str::from_utf8(proof).map_err(|_| Wrong::Late)?;
    if !forms.fits(place.bound_to, &purpose(begin), proof) {
        return Err(Wrong::Late);
    }
    let made = begin[..8].try_into().map(i64::from_be_bytes).map_err(|_| Wrong::Late)?;
    match (0..ANSWERED_WITHIN_MS).contains(&(place.now_ms - made)) {
        true => Ok(made),
        false => Err(Wrong::Late),
    }
}

/// Reads what the browser saw; when the challenge that was answered was made.
fn client(forms: &crate::identity::Forms, place: Place<'_>, kind: &str, json: &[u8]) -> Result<i64, Wrong> {
    let client: Client = serde_json::from_slice(json).map_err(|_| Wrong::Unreadable)?;
    if client.kind != kind {
        return Err(Wrong::Unreadable);
    }
    if client.origin != place.origin || client.cross_origin {
        return Err(Wrong::Elsewhere);
    }
    made_ms(forms, place, &client.challenge)
}

/// Reads what the device saw: somebody whom it knew was there, for this host.
fn seen(place: Place<'_>, data: &[u8]) -> Result<Seen, Wrong> {
    let (head, _) = data.split_first_chunk::<SHORTEST>().ok_or(Wrong::Unreadable)?;
    let (host, rest) = head.split_first_chunk::<32>().ok_or(Wrong::Unreadable)?;
    let (bits, counter) = rest.split_first().ok_or(Wrong::Unreadable)?;
    let seen = Seen {
        host: *host,
        bits: *bits,
        counter: counter.try_into().map(u32::from_be_bytes).map_err(|_| Wrong::Unreadable)?,
    };
    if seen.host != <[u8; 32]>::from(Sha256::digest(place.host())) {
        return Err(Wrong::Elsewhere);
    }
    match seen.bits & (PRESENT | VERIFIED) == PRESENT | VERIFIED {
        true => Ok(seen),
        false => Err(Wrong::NotVerified),
    }
}

fn verifies(algorithm: i64) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match algorithm {
        -7 => &ECDSA_P256_SHA256_ASN1,
        -8 => &ED25519,
        -257 => &RSA_PKCS1_2048_8192_SHA256,
        _ => return None,
    })
}

/// A passkey that a browser made.
pub(crate) fn made(forms: &crate::identity::Forms, place: Place<'_>, said: &Made) -> Result<New, Wrong> {
    let challenged_ms = client(forms, place, "webauthn.create", &bytes(&said.client_data)?)?;
    let seen = seen(place, &bytes(&said.authenticator_data)?)?;
    let (id, key) = (bytes(&said.id)?, bytes(&said.public_key)?);
    let algorithm = verifies(said.algorithm).ok_or(Wrong::Unreadable)?;
    let is_key = aws_lc_rs::signature::ParsedPublicKey::new(algorithm, &key).is_ok();
    if seen.bits & KEY_COMES == 0 || id.is_empty() || id.len() > LONGEST_ID || key.len() > LONGEST_KEY || !is_key {
        return Err(Wrong::Unreadable);
    }
    Ok(New {
        id: URL_SAFE_NO_PAD.encode(id),
        algorithm: said.algorithm,
        public_key: URL_SAFE_NO_PAD.encode(key),
        counter: seen.counter,
        challenged_ms,
    })
}

/// Whose passkey answered: tenant and user, as [`handle`] wrote them.
pub(crate) fn whose(said: &Answered) -> Option<(String, String)> {
    let handle = bytes(&said.user_handle).ok()?;
    let (tenant, user) = handle.split_at_checked(16)?;
    let id = |bytes: &[u8]| uuid::Uuid::from_slice(bytes).ok().map(|id| id.to_string());
    Some((id(tenant)?, id(user)?))
}

/// What a passkey keeps of its person: the ids, nothing that says who it is.
pub(crate) fn handle(tenant: &str, user: &str) -> Option<String> {
    let id = |text: &str| uuid::Uuid::try_parse(text).ok().map(uuid::Uuid::into_bytes);
    Some(URL_SAFE_NO_PAD.encode([id(tenant)?, id(user)?].concat()))
}

/// What a passkey answered.
pub(crate) fn answered(
    forms: &crate::identity::Forms,
    place: Place<'_>,
    said: &Answered,
    passkey: &nahtlos_engine::identity::Passkey,
) -> Result<Answer, Wrong> {
    let json = bytes(&said.client_data)?;
    let challenged_ms = client(forms, place, "webauthn.get", &json)?;
    let data = bytes(&said.authenticator_data)?;
    let seen = seen(place, &data)?;
    let (key, signature) = (bytes(&passkey.public_key)?, bytes(&said.signature)?);
    let algorithm = verifies(passkey.algorithm).ok_or(Wrong::Unreadable)?;
    let signed = [data.as_slice(), Sha256::digest(&json).as_slice()].concat();
    UnparsedPublicKey::new(algorithm, key)
        .verify(&signed, &signature)
        .map_err(|_| Wrong::Signature)?;
    if (seen.counter > 0 || passkey.counter > 0) && seen.counter <= passkey.counter {
        return Err(Wrong::Copied);
    }
    Ok(Answer {
        counter: seen.counter,
        challenged_ms,
    })
}

#[cfg(test)]
mod tests;
