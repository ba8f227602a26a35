//! What people decide about a move.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    UseCase,
    moves::{
        begin::BeginMove,
        decide::{AbandonMove, ApproveMove, ConfirmTask, HaltMove, OfferMove, ResumeMove, WithdrawMove},
        plan::Needs,
    },
};
use nahtlos_model::{
    estate::{ESTATE_SCHEMA, Estate},
    money::Amount,
    moves::{Move, Settings, deeds::Contact},
    policy::Policy,
    refusals::Refusal,
};
use nahtlos_wire::moves as wire;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a document inside a body.
fn document<T: DeserializeOwned>(value: Value, field: &str) -> Result<T, Refusal> {
    serde_json::from_value(value).map_err(|error| Refusal::property(field.to_owned(), error.to_string()))
}

fn estate(sent: Option<Value>) -> Result<Estate, Refusal> {
    let sent = sent.ok_or_else(|| Refusal::property("estate", "is missing; a move begins with what the customer holds"))?;
    let estate: Estate = document(sent, "estate")?;
    match estate.schema == ESTATE_SCHEMA {
        true => Ok(estate),
        false => Err(Refusal::property("estate.schema", format!("is not {ESTATE_SCHEMA}"))),
    }
}

fn policy(sent: Option<Value>) -> Result<Option<Policy>, Refusal> {
    sent.filter(|value| !value.is_null())
        .map(|value| document(value, "policy"))
        .transpose()
}

pub(crate) fn settings(sent: Option<wire::MoveSettings>) -> Settings {
    let (sent, usual) = (sent.unwrap_or_default(), Settings::default());
    Settings {
        language: match sent.language.as_deref().map(str::to_ascii_lowercase) {
            Some(language) if language.starts_with("de") => "de".to_owned(),
            _ => usual.language,
        },
        delegated: sent.delegated_admin.unwrap_or(usual.delegated),
        rights: sent.request_rights.unwrap_or(usual.rights),
        contact: sent.contact.map(|contact| Contact {
            first_name: contact.first_name.unwrap_or_default(),
            last_name: contact.last_name.unwrap_or_default(),
            email: contact.email.unwrap_or_default(),
        }),
        batch: sent.batch.unwrap_or(usual.batch),
    }
}

pub(crate) async fn begin(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveRequest = ask.read_body()?;
    let command = BeginMove {
        estate: estate(sent.estate)?,
        policy: policy(sent.policy)?.unwrap_or_default(),
        account: sent.account,
        email: sent.email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty()),
        settings: settings(sent.settings),
        base: ask.base.clone(),
    };
    let view = ask.view();
    ask.write(command, move |of| Answer::created(&view.moved(of, None))).await
}

/// Plans anew; with a policy in the body by that one, which stays.
pub(crate) async fn plan(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MovePlanRequest = ask.read_body()?;
    let policy = policy(sent.policy)?;
    let needs = match sent.needs {
        Some(wire::MoveNeeds::Present) => Needs::Present,
        Some(wire::MoveNeeds::Beginning) | None => Needs::Beginning,
    };
    let of = ask.center.engine.plan_move_for(&ask.call, &ask.id(0), policy, needs).await?;
    Ok(Answer::ok(&ask.view().moved(&of, None)))
}

/// A plan by another policy, proved, and kept nowhere.
pub(crate) async fn what_if(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MovePlanRequest = ask.read_body()?;
    let policy = policy(sent.policy)?.ok_or_else(|| Refusal::property("policy", "is missing; it says what would be wanted"))?;
    let (_, plan) = ask.center.engine.what_if(&ask.call, &ask.id(0), policy).await?;
    Ok(Answer::ok(&plan))
}

async fn decide<C: UseCase<Out = Move>>(ask: Ask, command: C) -> Result<Answer, Problem> {
    let view = ask.view();
    ask.write(command, move |of| Answer::ok(&view.moved(of, None))).await
}

pub(crate) async fn offer(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, OfferMove { id }).await
}

pub(crate) async fn withdraw(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, WithdrawMove { id }).await
}

pub(crate) async fn approve(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveYes = ask.read_body()?;
    let digest = sent
        .digest
        .ok_or_else(|| Refusal::property("digest", "is missing; a yes names the plan it is for"))?;
    let limits = sent.limits.unwrap_or_default();
    let more = limits.more.filter(|text| !text.trim().is_empty());
    let more: Option<Amount> = more
        .map(|text| document(Value::String(text.trim().to_owned()), "limits.more"))
        .transpose()?;
    let command = ApproveMove {
        id: ask.id(0),
        digest,
        more: more.unwrap_or(Amount { minor: 0, digits: 0 }),
        later_days: limits.later_days.unwrap_or(0),
        users: limits.users.unwrap_or(0),
    };
    decide(ask, command).await
}

pub(crate) async fn halt(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveNote = ask.read_body()?;
    let command = HaltMove {
        id: ask.id(0),
        note: sent.note.unwrap_or_default(),
    };
    decide(ask, command).await
}

pub(crate) async fn resume(ask: Ask) -> Result<Answer, Problem> {
    let id = ask.id(0);
    decide(ask, ResumeMove { id }).await
}

pub(crate) async fn abandon(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveNote = ask.read_body()?;
    let command = AbandonMove {
        id: ask.id(0),
        note: sent.note.unwrap_or_default(),
    };
    decide(ask, command).await
}

pub(crate) async fn confirm(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::MoveNote = ask.read_body()?;
    let command = ConfirmTask {
        id: ask.id(0),
        task: ask.id(1),
        note: sent.note.unwrap_or_default(),
        attachment: sent.attachment.unwrap_or_default(),
    };
    decide(ask, command).await
}
