//! The programme that a partner is enrolled in, and its account's settings. Only the paths are public: the rest is our own choice.

use super::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::profiles::{SetAccountSetting, Setting};
use nahtlos_model::{
    partners::PartnerKind,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{Attributes, profiles as wire};

/// The one programme, by its names.
const PROGRAM: [&str; 2] = ["CSP", "CloudSolutionProvider"];

pub(crate) async fn program(ask: Ask) -> Result<Answer, Problem> {
    let partner = ask.read(need()).await?.own_partner().await?.ok_or(Code::NotAPartner)?;
    if !PROGRAM.iter().any(|name| name.eq_ignore_ascii_case(ask.param(0))) {
        return Err(ask.not_found(ask.param(0)));
    }
    let enrolled = partner.kind != PartnerKind::Program;
    Ok(Answer::ok(&wire::EnrolledProgram {
        program_type: Some(PROGRAM[0].to_owned()),
        enrolled: Some(enrolled),
        status: Some(
            if enrolled && partner.agreement_signed {
                "active"
            } else {
                "pending"
            }
            .to_owned(),
        ),
        kind: Some(partner.kind.as_str().to_owned()),
        enrolled_date: Some(partner.created),
        attributes: Some(Attributes::of("EnrolledProgram")),
    }))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let setting = ask.read(need()).await?.account_setting(ask.param(0)).await?;
    Ok(Answer::ok(&shown(&setting)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::AccountSetting = ask.read_body()?;
    let Some(value) = sent.value.filter(|value| !value.trim().is_empty()) else {
        return Err(Refusal::property("value", "it must be given").into());
    };
    if sent.name.is_some_and(|name| !name.trim().eq_ignore_ascii_case(ask.param(0))) {
        let reason = format!("the address is that of {}; send that name, or none", ask.param(0));
        return Err(Refusal::property("name", reason).into());
    }
    let command = SetAccountSetting {
        name: ask.param(0).to_owned(),
        value,
    };
    ask.write(command, |setting| Answer::ok(&shown(setting))).await
}

fn shown(setting: &Setting) -> wire::AccountSetting {
    wire::AccountSetting {
        name: Some(setting.name.to_owned()),
        value: Some(setting.value.clone()),
        attributes: Some(Attributes::of("AccountSetting")),
    }
}
