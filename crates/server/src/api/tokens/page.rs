//! The pages of sign-in: plain HTML without scripts, in the reader's language. They say who asks and for what; a password is read here
//! and shown nowhere.

use super::{fault::Fault, redirect};
use crate::api::{answer::Answer, ask::Ask, context::hex, problem::Problem};
use askama::Template;
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_report::{Args, Texts};
use std::sync::LazyLock;

/// The pages' style.
const STYLE: &str = include_str!("../../../templates/signin.css");
/// The style as a content policy names it: nothing else is applied.
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| STANDARD.encode(digest(&SHA256, STYLE.as_bytes())));
/// The cookie that binds a form to a browser.
const COOKIE: &str = "nahtlos-signin";

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Name and password.
    SignIn { name: &'a str },
    /// A new password.
    Change { name: &'a str },
    /// Whether the application may act for everybody of the tenant.
    Consent { mark: &'a str, tenant: &'a str, scope: &'a str },
    /// A form for the application, to be sent by hand.
    Handover {
        address: &'a str,
        fields: &'a [(&'a str, &'a str)],
    },
    /// Nothing but the problem.
    Nothing,
}

/// The fields of the pages' forms.
#[derive(Debug)]
pub(crate) struct Fields;

nahtlos_wire::describe!(Fields as "SignInForm" { "proof": String } sometimes {
    "name": String, "password": String, "new_password": String, "repeat_password": String, "step": String, "consent": String,
});

#[derive(Template)]
#[template(path = "signin.html")]
struct Page<'a> {
    t: &'a Texts,
    style: &'static str,
    application: &'a str,
    problem: Option<String>,
    proof: String,
    step: Step<'a>,
}

impl Page<'_> {
    /// A text that names the application.
    fn about(&self, key: &str) -> String {
        self.t.fill(key, Args::new().text("application", self.application))
    }

    fn asks(&self, tenant: &str) -> String {
        let args = Args::new().text("application", self.application).text("tenant", tenant);
        self.t.fill("signin-consent-asks", args)
    }
}

/// A page.
#[derive(Debug, Clone)]
pub(crate) struct Shown<'a> {
    /// Name of the application that asks; empty: unknown.
    pub application: &'a str,
    /// Where the answer will go; empty: unknown.
    pub redirect_uri: &'a str,
    /// What is wrong, in the reader's language.
    pub problem: Option<String>,
    /// What is shown.
    pub step: Step<'a>,
}

impl Shown<'_> {
    /// As an answer.
    pub(crate) fn answer(self, ask: &Ask, status: u16) -> Result<Answer, Problem> {
        let cookie = cookie(ask).unwrap_or_else(|| hex(&fresh()));
        let page = Page {
            t: ask.center.texts.of(&ask.call.locale),
            style: STYLE,
            application: self.application,
            problem: self.problem,
            proof: ask.center.identity.forms.proof(&cookie, &address(ask)),
            step: self.step,
        };
        let html = page.render().map_err(|error| Problem::Fault(error.to_string()))?;
        let leads = redirect::origin(self.redirect_uri);
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; form-action 'self'{leads}; frame-ancestors 'none'; base-uri 'none'",
            *STYLE_HASH
        );
        let secure = if ask.base.starts_with("https:") { "; Secure" } else { "" };
        let kept = format!("{COOKIE}={cookie}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax{secure}");
        let mut answer = Answer::bytes("text/html; charset=utf-8", html.into_bytes());
        answer.status = status;
        Ok(answer
            .with("set-cookie", kept)
            .with("content-security-policy", policy)
            .with("x-frame-options", "DENY")
            .with("x-content-type-options", "nosniff")
            .with("referrer-policy", "no-referrer"))
    }
}

/// What a fault says on a page.
pub(crate) fn said(ask: &Ask, fault: &Fault) -> String {
    fault.sentence(ask)
}

/// Whether the form in a request came from a page of ours, in this browser.
pub(crate) fn is_ours(ask: &Ask, proof: &str) -> bool {
    cookie(ask).is_some_and(|cookie| ask.center.identity.forms.fits(&cookie, &address(ask), proof))
}

/// The address a page is made for.
fn address(ask: &Ask) -> String {
    format!("{}?{}", ask.path, ask.query.raw)
}

fn cookie(ask: &Ask) -> Option<String> {
    let all = ask.header("cookie")?.split(';');
    let value = all
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)?
        .1;
    (value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit())).then(|| value.to_owned())
}

fn fresh() -> [u8; 32] {
    use nahtlos_engine::ambient::Ambient as _;
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&crate::ambient::Machine.random());
    bytes[16..].copy_from_slice(&crate::ambient::Machine.random());
    bytes
}
