//! A device that says what a test makes of the truth.

use super::*;
use aws_lc_rs::{
    encoding::AsDer as _,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
};
use nahtlos_engine::identity::Passkey;
use serde_json::json;

const HERE: Place<'static> = Place {
    origin: "https://desk.example:8443",
    bound_to: "browser",
    now_ms: 1_000_000_000,
};

/// A device: what it is asked, it says; a test bends one thing.
struct Device {
    key: EcdsaKeyPair,
    origin: &'static str,
    host: &'static str,
    bits: u8,
    counter: u32,
}

impl Device {
    fn new() -> Self {
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"),
            origin: HERE.origin,
            host: "desk.example",
            bits: PRESENT | VERIFIED | KEY_COMES,
            counter: 1,
        }
    }

    fn data(&self) -> Vec<u8> {
        let mut data = Sha256::digest(self.host).to_vec();
        data.push(self.bits);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &str) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn makes(&self, challenge: &str) -> Made {
        let key = self.key.public_key().as_der().expect("a key");
        Made {
            id: URL_SAFE_NO_PAD.encode("key"),
            client_data: URL_SAFE_NO_PAD.encode(self.client("webauthn.create", challenge)),
            authenticator_data: URL_SAFE_NO_PAD.encode(self.data()),
            public_key: URL_SAFE_NO_PAD.encode(key.as_ref()),
            algorithm: -7,
        }
    }

    fn answers(&self, challenge: &str) -> Answered {
        let json = self.client("webauthn.get", challenge);
        let signed = [self.data(), Sha256::digest(&json).to_vec()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("it signs");
        Answered {
            id: URL_SAFE_NO_PAD.encode("key"),
            client_data: URL_SAFE_NO_PAD.encode(json),
            authenticator_data: URL_SAFE_NO_PAD.encode(self.data()),
            signature: URL_SAFE_NO_PAD.encode(signature),
            user_handle: String::new(),
        }
    }
}

fn forms() -> crate::identity::Forms {
    crate::identity::Forms::new(b"a key")
}

fn kept(new: &New) -> Passkey {
    Passkey {
        name: String::new(),
        algorithm: new.algorithm,
        public_key: new.public_key.clone(),
        counter: new.counter,
        challenged_ms: new.challenged_ms,
        since_ms: 0,
        used_ms: None,
    }
}

#[test]
fn what_a_device_made_answers_a_later_challenge() {
    let (forms, mut device) = (forms(), Device::new());
    let new = made(&forms, HERE, &device.makes(&challenge(&forms, HERE, [1; 16]))).expect("it is made");
    assert_eq!((new.algorithm, new.counter, new.challenged_ms), (-7, 1, HERE.now_ms));
    let later = Place {
        now_ms: HERE.now_ms + 5_000,
        ..HERE
    };
    device.counter = 2;
    let said = device.answers(&challenge(&forms, later, [2; 16]));
    let answer = answered(&forms, later, &said, &kept(&new)).expect("it answers");
    assert_eq!((answer.counter, answer.challenged_ms), (2, later.now_ms));
}

/// Everything that an answer may lie about, each with what is said of it.
#[test]
fn nothing_else_is_taken() {
    let forms = forms();
    let new = |device: &Device| made(&forms, HERE, &device.makes(&challenge(&forms, HERE, [1; 16])));
    let honest = Device::new();
    let key = kept(&new(&honest).expect("it is made"));
    type Bend = fn(&mut Device);
    let bends: [(Bend, Wrong); 6] = [
        (|d| d.origin = "https://desk.example.evil", Wrong::Elsewhere),
        (|d| d.origin = "http://desk.example:8443", Wrong::Elsewhere),
        (|d| d.host = "example", Wrong::Elsewhere),
        (|d| d.bits &= !VERIFIED, Wrong::NotVerified),
        (|d| d.bits &= !PRESENT, Wrong::NotVerified),
        (|d| d.counter = 1, Wrong::Copied),
    ];
    for (at, (bend, wrong)) in bends.into_iter().enumerate() {
        let mut device = Device {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"),
            counter: 2,
            ..Device::new()
        };
        let key = kept(&New {
            counter: 1,
            ..new(&device).expect("it is made")
        });
        bend(&mut device);
        let said = device.answers(&challenge(&forms, HERE, [2; 16]));
        assert_eq!(answered(&forms, HERE, &said, &key), Err(wrong), "{at}");
        if wrong != Wrong::Copied {
            assert_eq!(new(&device), Err(wrong), "{at}");
        }
    }
    // Another device's signature, and one of other bytes.
    let other = Device {
        counter: 2,
        ..Device::new()
    };
    let said = other.answers(&challenge(&forms, HERE, [2; 16]));
    assert_eq!(answered(&forms, HERE, &said, &key), Err(Wrong::Signature));
    let mut said = Device { counter: 2, ..honest }.answers(&challenge(&forms, HERE, [2; 16]));
    let mut data = bytes(&said.authenticator_data).expect("bytes");
    data[36] = 9;
    said.authenticator_data = URL_SAFE_NO_PAD.encode(data);
    assert_eq!(answered(&forms, HERE, &said, &key), Err(Wrong::Signature));
}

#[test]
fn challenges_are_ours_in_this_browser_and_young() {
    let (forms, device) = (forms(), Device::new());
    let ask = |place: Place<'_>, text: &str| made(&forms, place, &device.makes(text)).map(|new| new.challenged_ms);
    let text = challenge(&forms, HERE, [1; 16]);
    let at = |now_ms: i64| Place { now_ms, ..HERE };
    assert_eq!(ask(at(HERE.now_ms + ANSWERED_WITHIN_MS - 1), &text), Ok(HERE.now_ms));
    assert_eq!(ask(at(HERE.now_ms + ANSWERED_WITHIN_MS), &text), Err(Wrong::Late));
    assert_eq!(ask(at(HERE.now_ms - 1), &text), Err(Wrong::Late));
    let elsewhere = Place {
        bound_to: "another browser",
        ..HERE
    };
    assert_eq!(ask(elsewhere, &text), Err(Wrong::Late));
    let mut bent = bytes(&text).expect("bytes");
    bent[7] ^= 1;
    for text in ["", "AAAA", &URL_SAFE_NO_PAD.encode(&bent), &URL_SAFE_NO_PAD.encode([0; 88])] {
        assert_eq!(ask(HERE, text), Err(Wrong::Late), "{text}");
    }
}

#[test]
fn keys_are_of_their_algorithm() {
    let (forms, device) = (forms(), Device::new());
    let text = challenge(&forms, HERE, [1; 16]);
    for algorithm in [-8, -257, -37, 0] {
        let said = Made {
            algorithm,
            ..device.makes(&text)
        };
        assert_eq!(made(&forms, HERE, &said), Err(Wrong::Unreadable), "{algorithm}");
    }
    let edwards = Ed25519KeyPair::generate().expect("a key");
    let said = Made {
        algorithm: -8,
        public_key: URL_SAFE_NO_PAD.encode(edwards.public_key().as_der().expect("a key").as_ref()),
        ..device.makes(&text)
    };
    let key = kept(&made(&forms, HERE, &said).expect("it is made"));
    let mut said = Device { counter: 2, ..device }.answers(&text);
    assert_eq!(answered(&forms, HERE, &said, &key), Err(Wrong::Signature));
    let signed = [
        bytes(&said.authenticator_data).expect("bytes"),
        Sha256::digest(bytes(&said.client_data).expect("bytes")).to_vec(),
    ];
    said.signature = URL_SAFE_NO_PAD.encode(edwards.sign(&signed.concat()).as_ref());
    assert!(answered(&forms, HERE, &said, &key).is_ok());
}

#[test]
fn a_handle_is_read_as_it_was_written() {
    let (tenant, user) = ("11111111-0000-4000-8000-000000000001", "d0000000-0000-4000-8000-000000000001");
    let mut said = Device::new().answers("");
    assert_eq!(whose(&said), None);
    said.user_handle = handle(tenant, user).expect("ids");
    assert_eq!(whose(&said), Some((tenant.to_owned(), user.to_owned())));
}

#[test]
fn passkeys_are_for_names() {
    for (origin, host, named) in [
        ("https://desk.example", "desk.example", true),
        ("http://localhost:8080", "localhost", true),
        ("http://127.0.0.1:8080", "127.0.0.1", false),
        ("http://[::1]:8080", "[", false),
    ] {
        let place = Place { origin, ..HERE };
        assert_eq!((place.host(), place.has_name()), (host, named));
    }
}
