//! The second factor: a key shared with an authenticator application (RFC 6238), and recovery codes.
//!
//! Where the settings have a key for secrets, the shared key is kept sealed; a code counts once.

use super::{
    frame::Trouble,
    passkeys,
    table::page,
    visit::{Signed, Visit},
    written::see,
};
use crate::{api::answer::Answer, pages::Page, secrets::Opener};
use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{
    ambient::Ambient as _,
    identity::{Person, SharedKey, Stage},
};
use nahtlos_model::accounts::Sealed;
use nahtlos_pages::{Confirm, Enrol, Html, Link, Menu, RecoveryCodes, Weight};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/settings/second-factor", show),
    page!(Signed, Write, "POST", "/settings/second-factor", enrol),
    page!(Signed, Read, "GET", "/settings/second-factor/off", ask_off),
    page!(Signed, Write, "POST", "/settings/second-factor/off", off),
    page!(Signed, Write, "POST", "/settings/second-factor/codes", codes),
];

/// Seconds of a time step, and digits of a code, as every authenticator application has them.
const STEP: i64 = 30;
const DIGITS: u32 = 1_000_000;
/// Steps before and after now whose codes are taken: clocks differ.
const AROUND: i64 = 1;
/// Bytes of a key (RFC 4226 recommends 20).
const KEY: usize = 20;
/// The letters of base32.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Whether a code of the application, or a recovery code, opens for somebody now.
pub(super) async fn fits(visit: &Visit, person: &Person, code: &str) -> Result<bool, Trouble> {
    let engine = &visit.center.engine;
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(engine.take_recovery_code(person, code).await?);
    }
    let Some(shared) = engine.shared_key(person).await? else {
        return Ok(false);
    };
    let Some(key) = opened(visit, person, &shared) else {
        return Ok(false);
    };
    match step_of(&key, &digits, engine.machine_now().0) {
        Some(step) => Ok(engine.take_step_of_key(person, step).await?),
        None => Ok(false),
    }
}

/// The step whose code it is, of those around now.
fn step_of(key: &[u8], digits: &str, now_ms: i64) -> Option<i64> {
    let now = now_ms.div_euclid(1000 * STEP);
    (now - AROUND..=now + AROUND).find(|step| {
        let right = format!("{:06}", code_of(key, *step));
        aws_lc_rs::constant_time::verify_slices_are_equal(right.as_bytes(), digits.as_bytes()).is_ok()
    })
}

/// The code of a step (RFC 4226, section 5.3).
fn code_of(key: &[u8], step: i64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[tag.len() - 1] & 0x0f);
    let four = [tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]];
    u32::from_be_bytes(four) % DIGITS
}

fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in bytes {
        (bits, count) = (bits << 8 | u32::from(*byte), count + 8);
        while count >= 5 {
            count -= 5;
            text.push(char::from(BASE32[(bits >> count & 31) as usize]));
        }
    }
    if count > 0 {
        text.push(char::from(BASE32[(bits << (5 - count) & 31) as usize]));
    }
    text
}

fn place(person: &Person) -> String {
    format!("second-factor/{}/{}", person.user.tenant_id, person.user.id)
}

fn opened(visit: &Visit, person: &Person, shared: &SharedKey) -> Option<Vec<u8>> {
    let text = match shared.sealed_by.as_str() {
        "" => shared.secret.clone(),
        key => {
            let sealed = Sealed {
                key: key.to_owned(),
                text: shared.secret.clone(),
                user: false,
            };
            visit.center.accounts.keys.open(&place(person), &sealed).ok()?.client_secret?
        }
    };
    URL_SAFE_NO_PAD.decode(text).ok()
}

async fn show(visit: Visit) -> Result<Answer, Trouble> {
    let signed = signed(&visit)?;
    if visit.center.engine.shared_key(&signed.person).await?.is_some() {
        return Ok(see("/settings"));
    }
    let machine = crate::ambient::Machine;
    let key = [machine.random(), machine.random()].concat();
    page(&visit, &URL_SAFE_NO_PAD.encode(&key[..KEY]), String::new(), 200).await
}

fn signed(visit: &Visit) -> Result<&Signed, Trouble> {
    visit.whole().ok_or(Trouble::Expired)
}

/// The page with a key; the form brings it back together with the first code.
async fn page(visit: &Visit, secret: &str, error: String, status: u16) -> Result<Answer, Trouble> {
    let Ok(key) = URL_SAFE_NO_PAD.decode(secret) else {
        return Ok(see("/settings/second-factor"));
    };
    let passkeys = passkeys::of(visit, &signed(visit)?.person).await?;
    let passkeys = Some(passkeys).filter(|passkeys| passkeys.named_host && passkeys.more);
    let (letters, name) = (
        base32(&key),
        visit.whole().map(|signed| signed.person.user.user_principal_name.as_str()),
    );
    let name = super::visit::segment(name.unwrap_or_default());
    let otpauth = format!("otpauth://totp/Nahtlos:{name}?secret={letters}&issuer=Nahtlos");
    let groups: Vec<&str> = (0..letters.len())
        .step_by(4)
        .map(|at| &letters[at..(at + 4).min(letters.len())])
        .collect();
    let view = Enrol {
        secret: groups.join(" "),
        qr: picture(&otpauth),
        otpauth,
        hidden: vec![("secret".to_owned(), secret.to_owned())],
        error,
        passkeys,
    };
    Ok(visit.page(status, view.render(&visit.shell(Some(Menu::Settings)))))
}

/// An address as a picture that a camera reads.
fn picture(address: &str) -> Html {
    let Ok(code) = qrcode::QrCode::new(address.as_bytes()) else {
        return Html::default();
    };
    let drawn = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(200, 200).build();
    // An element of the page, not a document of its own.
    let begin = drawn.find("<svg").unwrap_or_default();
    Html::made(drawn[begin..].to_owned())
}

async fn enrol(visit: Visit) -> Result<Answer, Trouble> {
    let signed = signed(&visit)?;
    let (engine, person) = (&visit.center.engine, &signed.person);
    if engine.shared_key(person).await?.is_some() {
        return Ok(see("/settings"));
    }
    let secret = visit.form.text("secret").to_owned();
    let Some(key) = URL_SAFE_NO_PAD.decode(&secret).ok().filter(|key| key.len() == KEY) else {
        return Ok(see("/settings/second-factor"));
    };
    let digits: String = visit.form.text("code").chars().filter(|c| !c.is_whitespace()).collect();
    let Some(step) = step_of(&key, &digits, engine.machine_now().0) else {
        return page(&visit, &secret, visit.say("desk-signin-code-wrong"), 400).await;
    };
    let opener = Opener {
        client_secret: Some(secret.clone()),
        refresh_token: None,
    };
    let sealed = visit.center.accounts.keys.seal(&place(person), &opener);
    let (secret, sealed_by) = sealed.map_or((secret, String::new()), |sealed| (sealed.text, sealed.key));
    let shared = SharedKey {
        secret,
        sealed_by,
        last_step: step,
        since_ms: engine.machine_now().0,
    };
    let codes = engine.set_shared_key(person, shared).await?;
    // Whoever had the password alone is signed out.
    engine.end_other_sessions(person, &signed.token).await?;
    let token = engine
        .promote_session(&signed.token, person, Stage::Whole, true, visit.agent())
        .await?;
    Ok(shown_once(&visit, token, codes))
}

/// Shows recovery codes to the session that comes after this one.
pub(super) fn shown_once(visit: &Visit, token: String, codes: Vec<String>) -> Answer {
    let cookie = super::cookies::write(super::cookies::SESSION, &token, visit.is_tls(), None);
    let mut after = visit.clone();
    if let Some(signed) = &mut after.signed {
        signed.token = token;
    }
    shown(&after, codes).with("set-cookie", cookie)
}

fn shown(visit: &Visit, codes: Vec<String>) -> Answer {
    let view = RecoveryCodes { codes };
    visit.page(200, view.render(&visit.shell(Some(Menu::Settings))))
}

async fn codes(visit: Visit) -> Result<Answer, Trouble> {
    let signed = signed(&visit)?;
    if !visit.center.engine.has_second_factor(&signed.person).await? {
        return Ok(see("/settings"));
    }
    let codes = visit.center.engine.renew_recovery_codes(&signed.person).await?;
    Ok(shown(&visit, codes))
}

async fn ask_off(visit: Visit) -> Result<Answer, Trouble> {
    let (engine, person) = (&visit.center.engine, &signed(&visit)?.person);
    let left = i64::try_from(engine.recovery_codes_left(person).await?).unwrap_or_default();
    let effects = match engine.passkeys(person).await?.is_empty() {
        true => vec![
            visit.say("desk-factor-off-password"),
            visit.say_count("desk-factor-off-codes", left),
        ],
        false => vec![visit.say("desk-factor-off-passkeys")],
    };
    let confirm = Confirm {
        title: visit.say("desk-factor-off"),
        effects,
        action: "/settings/second-factor/off".to_owned(),
        submit: visit.say("desk-factor-off-submit"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-back-settings"), "/settings"),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Settings)))))
}

async fn off(visit: Visit) -> Result<Answer, Trouble> {
    let signed = signed(&visit)?;
    let engine = &visit.center.engine;
    if (visit.center.config.mfa_required || signed.tenant.mfa_required) && engine.passkeys(&signed.person).await?.is_empty() {
        return Ok(visit.saying(see("/settings"), "factor-demanded"));
    }
    engine.drop_shared_key(&signed.person).await?;
    Ok(visit.saying(see("/settings"), "factor-off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits; RFC 4648, section 10.
        let key = b"12345678901234567890";
        for (seconds, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_234_567_890, 5_924),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(code_of(key, seconds / STEP), code, "{seconds}");
        }
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn clocks_may_differ_by_a_step() {
        let key = b"12345678901234567890";
        let code = format!("{:06}", code_of(key, 100));
        for (now, step) in [(99, Some(100)), (100, Some(100)), (101, Some(100)), (102, None), (98, None)] {
            assert_eq!(step_of(key, &code, now * STEP * 1000), step, "{now}");
        }
    }
}
