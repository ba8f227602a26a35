//! Whether an answer is one that the reference has.

use super::{player::Found, tenant::Codes};
use crate::support::Reply;

/// The status that goes with a code, where it is not 400.
pub(crate) fn status_of(code: &str) -> u16 {
    match code {
        "60002" => 404,
        "27009" => 409,
        "800019" | "800067" | "800088" | "800089" | "900263" => 403,
        _ => 400,
    }
}

/// An answer must be one that the reference has: done, or refused with one of its codes.
pub(crate) fn judge(reply: &Reply, codes: &Codes) -> Found {
    let body = reply.json();
    if codes.is_empty() {
        let done = (200..300).contains(&reply.status);
        return if done {
            Ok(())
        } else {
            Err(format!("expected to be done, found {} {body}", reply.status))
        };
    }
    let code = body["code"].as_str().unwrap_or("none");
    if codes.contains(&code) && reply.status == status_of(code) {
        return Ok(());
    }
    Err(format!("expected a refusal out of {codes:?}, found {} {body}", reply.status))
}

/// The same at Graph, which has texts instead of codes.
pub(crate) fn judge_graph(reply: &Reply, codes: &Codes) -> Found {
    if codes.is_empty() {
        return judge(reply, codes);
    }
    let error = reply.json()["error"].clone();
    let says = |code: &&str| match *code {
        "60002" => reply.status == 404 && error["code"] == "Request_ResourceNotFound",
        other => {
            let part = match other {
                "60000" => "does not correspond to a valid company License",
                "60012" => "does not have any available licenses",
                "licenseNotHeld" => "does not have a corresponding license",
                _ => "mutually exclusive",
            };
            let message = error["message"].as_str().unwrap_or("");
            reply.status == 400 && error["code"] == "Request_BadRequest" && message.contains(part)
        }
    };
    match codes.iter().any(says) {
        true => Ok(()),
        false => Err(format!("expected a refusal out of {codes:?}, found {} {error}", reply.status)),
    }
}
