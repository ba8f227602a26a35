//! Passkeys: added, signed in with alone and after the password, each challenge once, removed; and demanded. The device here signs whatever it
//! is asked to, as a thief's would.

use super::{ADMIN, Desk, Screen, factor::recovery};
use crate::{
    identity::setting::{start, with},
    support::World,
};
use aws_lc_rs::{
    encoding::AsDer as _,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::setup::sandbox::PASSWORD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Somebody was there, and the device knew them.
const VERIFIED: u8 = 0x05;

/// A device with a passkey.
struct Device {
    key: EcdsaKeyPair,
    id: String,
    handle: String,
    origin: String,
    counter: u32,
    bits: u8,
}

fn code(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Device {
    fn new(desk: &Desk, id: &str) -> Self {
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"),
            id: code(id),
            handle: String::new(),
            origin: desk.origin().to_owned(),
            counter: 0,
            bits: VERIFIED,
        }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        [&Sha256::digest("localhost")[..], &[self.bits | more], &self.counter.to_be_bytes()].concat()
    }

    fn client(&self, kind: &str, asked: &Value) -> String {
        json!({ "type": kind, "challenge": asked["challenge"], "origin": self.origin }).to_string()
    }

    fn makes(&mut self, asked: &Value) -> String {
        assert_eq!(asked["host"], "localhost");
        self.handle = asked["user"]["id"].as_str().expect("an id").to_owned();
        let key = self.key.public_key().as_der().expect("a key");
        json!({
            "id": self.id, "clientDataJSON": code(self.client("webauthn.create", asked)), "authenticatorData": code(self.data(0x40)),
            "publicKey": code(key.as_ref()), "algorithm": -7,
        })
        .to_string()
    }

    fn answers(&self, asked: &Value) -> String {
        let client = self.client("webauthn.get", asked);
        let signed = [self.data(0), Sha256::digest(&client).to_vec()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("it signs");
        json!({
            "id": self.id, "clientDataJSON": code(client), "authenticatorData": code(self.data(0)), "signature": code(signature),
            "userHandle": self.handle,
        })
        .to_string()
    }
}

async fn asked(desk: &mut Desk, address: &str) -> Value {
    let said = desk.go(address).await;
    assert_eq!(said.status, 200, "{}", said.html);
    serde_json::from_str(&said.html).expect("JSON")
}

async fn signed_in(world: &World) -> Desk {
    let mut desk = Desk::by_name(world);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    desk
}

async fn add(desk: &mut Desk, device: &mut Device, name: &str) -> Screen {
    let page = desk.go("/settings").await;
    page.shows("data-passkey=\"/settings/passkeys/new\"");
    let asked = asked(desk, "/settings/passkeys/new").await;
    let credential = device.makes(&asked);
    desk.post(&page, "/settings/passkeys", &[("credential", &credential), ("name", name)])
        .await
}

/// Signs a new browser in with a passkey alone.
async fn open(world: &World, device: &Device) -> (Desk, Screen) {
    let mut desk = Desk::by_name(world);
    let page = desk.go("/sign-in").await;
    page.shows("data-passkey=\"/sign-in/passkey\"");
    let asked = asked(&mut desk, "/sign-in/passkey").await;
    let fields = [("credential", device.answers(&asked)), ("to", "/moves".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let done = desk.post(&page, "/sign-in/passkey", &fields).await;
    (desk, done)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_opens_alone_and_after_the_password() {
    let world = start().await;
    let (mut desk, mut other) = (signed_in(&world).await, signed_in(&world).await);
    let mut device = Device::new(&desk, "laptop");
    let done = add(&mut desk, &mut device, "Laptop <b>").await;
    assert_eq!(recovery(&done).len(), 10, "{}", done.html);
    assert_eq!(other.go("/").await.to, "/sign-in", "who had the password alone is out");
    desk.go("/settings").await.shows("Laptop &#60;b&#62;").shows("not yet");
    // Alone: the person is known by the device.
    let (mut alone, done) = open(&world, &device).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/moves"), "{}", done.html);
    alone.go("/").await.shows("Dashboard");
    alone.go("/settings").await.hides("not yet");
    // The password alone opens nothing any more; the passkey or a recovery code does.
    let mut half = Desk::by_name(&world);
    assert!(half.sign_in(ADMIN, PASSWORD).await.to.starts_with("/sign-in"));
    assert!(half.go("/customers").await.to.starts_with("/sign-in"));
    let page = half.go("/sign-in").await;
    let ask = asked(&mut half, "/sign-in/passkey").await;
    assert_eq!(ask["keys"], json!([device.id]), "its keys are named to who knows the password");
    let whole = half.post(&page, "/sign-in/passkey", &[("credential", &device.answers(&ask))]).await;
    assert_eq!((whole.status, whole.to.as_str()), (303, "/"), "{}", whole.html);
    assert_eq!(half.go("/customers").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_right_opens_nothing_and_says_why() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let mut device = Device::new(&desk, "laptop");
    // Added by a page elsewhere, or without looking who is there: it is not taken up.
    for (bits, origin, why) in [
        (0x01, device.origin.clone(), "did not check"),
        (VERIFIED, "https://evil.example".to_owned(), "another page"),
    ] {
        let mut bent = Device {
            bits,
            origin,
            ..Device::new(&desk, "bent")
        };
        let done = add(&mut desk, &mut bent, "").await;
        assert_eq!(done.status, 400);
        done.shows(why);
    }
    assert_eq!(add(&mut desk, &mut device, "").await.status, 200);
    // Another key under its id, another site's page, nobody looked at.
    let thief = Device {
        handle: device.handle.clone(),
        ..Device::new(&desk, "laptop")
    };
    let (_, done) = open(&world, &thief).await;
    assert_eq!(done.status, 403);
    done.shows("opens nothing here");
    let elsewhere = "http://localhost.evil.example".to_owned();
    for (bits, origin, why) in [
        (VERIFIED, elsewhere, "another page"),
        (0x01, device.origin.clone(), "did not check"),
    ] {
        (device.bits, device.origin) = (bits, origin);
        let (_, done) = open(&world, &device).await;
        assert_eq!(done.status, 403);
        done.shows(why);
    }
    (device.bits, device.origin) = (VERIFIED, desk.origin().to_owned());
    // What was said once is worth nothing the second time, even in the same browser.
    let mut again = Desk::by_name(&world);
    let page = again.go("/sign-in").await;
    let ask = asked(&mut again, "/sign-in/passkey").await;
    let said = device.answers(&ask);
    let mut copy = again.clone();
    assert_eq!(again.post(&page, "/sign-in/passkey", &[("credential", &said)]).await.status, 303);
    let twice = copy.post(&page, "/sign-in/passkey", &[("credential", &said)]).await;
    assert_eq!(twice.status, 403);
    twice.shows("sent twice");
    // Another browser's challenge; nothing at all.
    let mut stolen = Desk::by_name(&world);
    let page = stolen.go("/sign-in").await;
    let ask = asked(&mut Desk::by_name(&world), "/sign-in/passkey").await;
    let done = stolen
        .post(&page, "/sign-in/passkey", &[("credential", &device.answers(&ask))])
        .await;
    assert_eq!(done.status, 403);
    for text in ["", "{}", "[]", "\u{1}"] {
        assert_eq!(stolen.post(&page, "/sign-in/passkey", &[("credential", text)]).await.status, 403);
    }
    assert!(stolen.go("/customers").await.to.starts_with("/sign-in"));
    // A device that counts, and counts backwards: there is a copy of it.
    device.counter = 7;
    assert_eq!(open(&world, &device).await.1.status, 303);
    device.counter = 7;
    let (_, done) = open(&world, &device).await;
    assert_eq!(done.status, 403);
    done.shows("a copy of this passkey");
}

#[tokio::test(flavor = "multi_thread")]
async fn passkeys_are_removed_and_the_last_one_stays_where_one_is_demanded() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let (mut first, mut second) = (Device::new(&desk, "one"), Device::new(&desk, "two"));
    assert_eq!(add(&mut desk, &mut first, "One").await.status, 200);
    assert_eq!(
        add(&mut desk, &mut second, "Two").await.to,
        "/settings",
        "codes are shown with the first alone"
    );
    assert_eq!(add(&mut desk, &mut second, "Two").await.to, "/settings");
    desk.go("/settings").await.shows("It stands otherwise by now");
    let remove = |device: &Device| format!("/settings/passkeys/{}/remove", device.id);
    let page = desk.go(&remove(&first)).await;
    page.shows("Remove the passkey One?").hides("password alone");
    assert_eq!(desk.post(&page, &remove(&first), &[]).await.to, "/settings");
    assert_eq!(open(&world, &first).await.1.status, 403);
    assert_eq!(desk.go(&remove(&first)).await.status, 404);
    let page = desk.go(&remove(&second)).await;
    page.shows("password alone").shows("10 recovery codes");
    assert_eq!(desk.post(&page, &remove(&second), &[]).await.to, "/settings");
    assert_eq!(
        Desk::by_name(&world).sign_in(ADMIN, PASSWORD).await.to,
        "/",
        "nothing is asked for any more"
    );
    let strict = with(|config| config.mfa_required = true).await;
    let mut desk = signed_in(&strict).await;
    let mut only = Device::new(&desk, "only");
    assert_eq!(add(&mut desk, &mut only, "").await.status, 200);
    assert_eq!(desk.go(&remove(&only)).await.to, "/settings");
    desk.go("/settings").await.shows("demands a second factor");
    // Somebody who has none is led to where one is set up; a passkey will do.
    let mut sales = Desk::by_name(&strict);
    sales.sign_in("sales@partner.example", PASSWORD).await;
    assert_eq!(sales.go("/customers").await.to, "/settings/second-factor");
    let page = sales.go("/settings/second-factor").await;
    page.shows("data-passkey=\"/settings/passkeys/new\"");
    let mut device = Device::new(&sales, "sales");
    let asked = asked(&mut sales, "/settings/passkeys/new").await;
    let credential = device.makes(&asked);
    let done = sales.post(&page, "/settings/passkeys", &[("credential", &credential)]).await;
    assert_eq!((done.status, sales.go("/customers").await.status), (200, 200));
    let page = desk.go("/settings").await;
    desk.post(&page, &remove(&only), &[]).await;
    assert_eq!(open(&strict, &only).await.1.status, 303, "it is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_browser_makes_passkeys_none_are_offered() {
    let world = start().await;
    let mut desk = Desk::new(&world);
    desk.go("/sign-in").await.hides("data-passkey");
    assert_eq!(desk.go("/sign-in/passkey").await.status, 404);
    assert_eq!(desk.sign_in(ADMIN, PASSWORD).await.to, "/");
    desk.go("/settings")
        .await
        .hides("data-passkey")
        .shows("only for addresses with a name");
    assert_eq!(desk.go("/settings/passkeys/new").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eleventh_passkey_is_refused_whichever_page_it_comes_from() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let mut devices: Vec<Device> = (0..11).map(|n| Device::new(&desk, &format!("device {n}"))).collect();
    for (n, device) in devices.iter_mut().take(9).enumerate() {
        add(&mut desk, device, &format!("Device {n}")).await;
    }
    // Two pages are open while there is room for one.
    let page = desk.go("/settings").await;
    let two = [
        asked(&mut desk, "/settings/passkeys/new").await,
        asked(&mut desk, "/settings/passkeys/new").await,
    ];
    for (asked, device) in two.iter().zip(&mut devices[9..]) {
        let credential = device.makes(asked);
        let done = desk
            .post(&page, "/settings/passkeys", &[("credential", &credential), ("name", "")])
            .await;
        assert_eq!((done.status, done.to.as_str()), (303, "/settings"), "{}", done.html);
    }
    let page = desk.go("/settings").await;
    page.shows("It stands otherwise by now")
        .hides("data-passkey=\"/settings/passkeys/new\"");
    assert_eq!(page.html.matches("/remove\"").count(), 10, "{}", page.html);
    assert_eq!(open(&world, &devices[9]).await.1.status, 303);
    assert_eq!(open(&world, &devices[10]).await.1.status, 403, "it was not kept");
}
