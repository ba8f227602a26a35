//! The second factor: set up, asked for, each code once, recovery codes, switched off; and demanded.

use super::{ADMIN, Desk, Screen, signed_in};
use crate::identity::setting::start;
use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{ambient::Ambient as _, setup::sandbox::PASSWORD};
use nahtlos_server::Machine;

/// The code of a key some steps from now (RFC 6238).
fn code(secret: &str, steps: i64) -> String {
    let key = hmac::Key::new(
        hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        &URL_SAFE_NO_PAD.decode(secret).expect("it is a key"),
    );
    let step = Machine.now().0.div_euclid(30_000) + steps;
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let number = u32::from_be_bytes([tag[at] & 127, tag[at + 1], tag[at + 2], tag[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// Recovery codes of a page: three groups of four.
pub(super) fn recovery(screen: &Screen) -> Vec<String> {
    let words = screen.html.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let is_code = |word: &&str| word.len() == 14 && word.matches('-').count() == 2 && word.chars().all(|c| !c.is_ascii_lowercase());
    words.filter(is_code).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_set_up_asked_for_and_switched_off() {
    let world = start().await;
    let (mut desk, mut other) = (signed_in(&world).await, signed_in(&world).await);
    let page = desk.go("/settings/second-factor").await;
    page.shows("otpauth://").shows("<svg");
    let secret = page.hidden("secret").to_owned();
    let wrong = desk
        .post(&page, "/settings/second-factor", &[("secret", &secret), ("code", "000000")])
        .await;
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.hidden("secret"), secret, "the same key is tried again");
    let done = desk
        .post(
            &page,
            "/settings/second-factor",
            &[("secret", &secret), ("code", &code(&secret, 0))],
        )
        .await;
    assert_eq!(done.status, 200, "{}", done.html);
    let codes = recovery(&done);
    assert_eq!(codes.len(), 10, "{}", done.html);
    assert_eq!(other.go("/").await.to, "/sign-in", "who had the password alone is out");
    assert_eq!(desk.go("/").await.status, 200);
    // From now on the password alone opens nothing.
    let mut next = Desk::new(&world);
    let half = next.sign_in(ADMIN, PASSWORD).await;
    assert!(half.to.starts_with("/sign-in"), "{}", half.to);
    assert!(next.go("/customers").await.to.starts_with("/sign-in"));
    let ask = next.go("/sign-in").await;
    ask.shows("one-time-code").hides("name=\"password\"");
    // The code that set it up was used.
    assert_eq!(next.post(&ask, "/sign-in", &[("code", &code(&secret, 0))]).await.status, 403);
    let before = next.cookies["nahtlos-session"].clone();
    let whole = next.post(&ask, "/sign-in", &[("code", &code(&secret, 1))]).await;
    assert_eq!((whole.status, whole.to.as_str()), (303, "/"), "{}", whole.html);
    assert_ne!(next.cookies["nahtlos-session"], before, "the session is a new one");
    assert_eq!(next.go("/").await.status, 200);
    // A recovery code opens once, however it is written.
    let mut last = Desk::new(&world);
    last.sign_in(ADMIN, PASSWORD).await;
    let ask = last.go("/sign-in").await;
    let written = codes[0].to_lowercase().replace('-', " ");
    assert_eq!(last.post(&ask, "/sign-in", &[("code", &written)]).await.to, "/");
    let mut again = Desk::new(&world);
    again.sign_in(ADMIN, PASSWORD).await;
    let ask = again.go("/sign-in").await;
    assert_eq!(again.post(&ask, "/sign-in", &[("code", &codes[0])]).await.status, 403);
    // New codes make the old ones worthless.
    let settings = last.go("/settings").await;
    settings.shows(">9<");
    let fresh = last.post(&settings, "/settings/second-factor/codes", &[]).await;
    assert_eq!(recovery(&fresh).len(), 10);
    assert_eq!(again.post(&ask, "/sign-in", &[("code", &codes[1])]).await.status, 403);
    // Switched off, the password is enough.
    last.go("/settings/second-factor/off").await.shows("password alone");
    let off = last.post(&settings, "/settings/second-factor/off", &[]).await;
    assert_eq!(off.to, "/settings");
    assert_eq!(Desk::new(&world).sign_in(ADMIN, PASSWORD).await.to, "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_tried_through() {
    let world = start().await;
    let mut desk = signed_in(&world).await;
    let page = desk.go("/settings/second-factor").await;
    let secret = page.hidden("secret").to_owned();
    desk.post(
        &page,
        "/settings/second-factor",
        &[("secret", &secret), ("code", &code(&secret, 0))],
    )
    .await;
    let mut thief = Desk::new(&world);
    thief.sign_in(ADMIN, PASSWORD).await;
    let ask = thief.go("/sign-in").await;
    for _ in 0..10 {
        assert_eq!(thief.post(&ask, "/sign-in", &[("code", "123456")]).await.status, 403);
    }
    let wait = thief.post(&ask, "/sign-in", &[("code", &code(&secret, 1))]).await;
    assert_eq!(wait.status, 429, "the right one comes too late");
}
