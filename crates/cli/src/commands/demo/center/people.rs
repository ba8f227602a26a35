//! The people of the demo's center sign in as everybody does: on the page, with name and password, for a code that makes a client.
//! The passwords are the sandbox's, which are public.

use crate::{
    end::Failure,
    remote::{
        Stop,
        code::{CodeRequest, OURS, encoded, scope, value_of},
        locale,
    },
    screen::Screen,
};
use nahtlos_client::{Client, Error};
use reqwest::{Response, header, redirect};

const PASSWORD: &str = "Sandbox-Password-1";
/// Where the page would send a browser. The demo reads the code off the address and never goes there.
const BACK: &str = "http://127.0.0.1:4711";

/// A client for somebody of the center at an address.
pub(super) async fn sign_in(url: &str, name: &str, screen: &Screen) -> Result<Client, Stop> {
    let request = CodeRequest::new(OURS, BACK)?;
    let page = request.page(url, "common", url);
    let code = code(&page, name).await?;
    let builder = Client::builder(url, "common", request.redeem(code));
    let builder = builder.scopes(&scope(url), &scope(url)).locale(locale(screen.lang()));
    let client = builder.application("nahtlos").build()?;
    client.sign_in().await?;
    Ok(client)
}

/// Fills the sign-in page in, as a browser would; the code that it leads to.
async fn code(page: &str, name: &str) -> Result<String, Stop> {
    let browser = reqwest::Client::builder().redirect(redirect::Policy::none()).no_proxy().build();
    let browser = browser.map_err(|error| Failure::Bug(error.to_string()))?;
    let shown = browser.get(page).send().await.map_err(unreachable)?;
    let cookie = head(&shown, &header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned();
    let text = shown.text().await.map_err(unreachable)?;
    let proof = text.split("name=\"proof\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let proof = proof.ok_or_else(|| Failure::Bug(format!("the sign-in page has no form: {text}")))?;
    let form = format!("name={}&password={}&proof={}", encoded(name), encoded(PASSWORD), encoded(proof));
    let sent = browser
        .post(page)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form);
    let answer = sent.send().await.map_err(unreachable)?;
    let back = head(&answer, &header::LOCATION);
    let code = back.split_once('?').and_then(|(_, query)| value_of(query, "code"));
    Ok(code.ok_or_else(|| Failure::Bug(format!("{name} could not sign in: {}", answer.status())))?)
}

fn head(answer: &Response, name: &header::HeaderName) -> String {
    answer
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

fn unreachable(error: reqwest::Error) -> Stop {
    Stop::Call(Error::Unreachable {
        what: error.to_string(),
        sent: false,
        request_id: String::new(),
    })
}
