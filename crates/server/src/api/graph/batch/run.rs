//! Several requests in one call, each served as if it had come alone, with the caller's token and its own headers.
//!
//! They run in the order of writing, but for those that must wait for a later one. A part reaches nothing that a request of its own
//! could not reach: its path lies below `/v1.0`, and never leads to another batch.

use super::part::{Part, answered, failed};
use crate::api::{
    answer::Answer,
    ask::Ask,
    graph::{body, said},
    problem::Problem,
};
use serde_json::{Value, json};
use std::collections::HashMap;

fn bad(message: impl Into<String>) -> Problem {
    said::batch(message)
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let parts = parts(&ask)?;
    let mut done: HashMap<String, u16> = HashMap::new();
    let mut responses: Vec<Value> = Vec::with_capacity(parts.len());
    let mut waiting: Vec<&Part> = parts.iter().collect();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|part| part.after.iter().all(|id| done.contains_key(id)));
        let ready = ready.ok_or_else(|| bad("Requests of the batch wait for each other: dependsOn has a circle."))?;
        let part = waiting.remove(ready);
        let broken = part.after.iter().any(|id| done[id] >= 400);
        let response = match broken {
            true => failed(&ask, part, said::dependency()),
            false => answered(&ask, part).await,
        };
        let status = response["status"].as_u64().and_then(|s| u16::try_from(s).ok()).unwrap_or(500);
        done.insert(part.key.clone(), status);
        responses.push(response);
    }
    Ok(Answer::ok(&json!({ "responses": responses })))
}

/// The parts of a batch that can be run at all.
fn parts(ask: &Ask) -> Result<Vec<Part>, Problem> {
    let Some(Value::Array(sent)) = body::read(ask)?.remove("requests") else {
        return Err(bad("The body must have 'requests', an array."));
    };
    let most = usize::try_from(ask.center.engine.numbers().batch_requests).unwrap_or(20);
    if sent.is_empty() {
        return Err(bad("The batch has no requests."));
    }
    if sent.len() > most {
        return Err(bad(format!("The batch has {} requests; at most {most} are allowed.", sent.len())));
    }
    let parts = sent.into_iter().map(Part::read).collect::<Result<Vec<_>, _>>()?;
    for (at, part) in parts.iter().enumerate() {
        if parts[..at].iter().any(|other| other.key == part.key) {
            return Err(bad(format!("The id '{}' comes twice in the batch.", part.id)));
        }
        if let Some(unknown) = part.after.iter().find(|id| parts.iter().all(|other| other.key != **id)) {
            return Err(bad(format!(
                "The request '{}' depends on '{unknown}', which is not in the batch.",
                part.id
            )));
        }
    }
    check_order(&parts)?;
    Ok(parts)
}

/// Refuses circles before anything is done.
fn check_order(parts: &[Part]) -> Result<(), Problem> {
    let mut left: Vec<&Part> = parts.iter().collect();
    loop {
        let before = left.len();
        let open: Vec<String> = left.iter().map(|part| part.key.clone()).collect();
        left.retain(|part| part.after.iter().any(|id| open.contains(id)));
        match left.len() {
            0 => return Ok(()),
            n if n == before => return Err(bad("Requests of the batch wait for each other: dependsOn has a circle.")),
            _ => {}
        }
    }
}
