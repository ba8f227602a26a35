//! Qualifications in both versions: a list with vetting, and a single bare text.

use super::get::need;
use crate::api::{answer::Answer, ask::Ask, convert::unknown, problem::Problem};
use nahtlos_engine::customers::{AskQualification, SetQualification};
use nahtlos_model::{
    customers::qualify::{Kind, Wanted},
    customers::{Customer, Qualification as Kept},
    refusals::Refusal,
};
use nahtlos_wire::{
    body,
    qualifications::{CustomerQualification, CustomerQualificationRequest, Qualification, QualificationV1, QualificationVettingStatus},
};
use serde_json::Value;

fn shown(kept: &Kept) -> CustomerQualification {
    CustomerQualification {
        qualification: kept.name.parse().ok(),
        vetting_status: kept.vetting_status.parse::<QualificationVettingStatus>().ok(),
        vetting_reason: kept.vetting_reason.clone(),
        vetting_create_date: kept.created.or(kept.vetted),
    }
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let Customer { qualifications, .. } = ask.read(need(&ask)).await?.customer().await?;
    let mut all: Vec<CustomerQualification> = qualifications.iter().map(shown).collect();
    if all.is_empty() {
        all.push(CustomerQualification {
            qualification: Some(Qualification::None),
            ..CustomerQualification::default()
        });
    }
    Ok(Answer::ok(&all))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let value: Value = ask.read_body()?;
    let code = ask.query.get("code").map(str::to_owned);
    let wanted = match &value {
        Value::String(name) => {
            let kind = kind(name.parse::<Qualification>().map_err(|word| unknown("qualification", &word))?)?;
            Wanted {
                kind,
                segment: None,
                website: None,
                code,
            }
        }
        _ => asked(body::read(&value)?, code)?,
    };
    let wanted = with_code(wanted, "validationCode")?;
    let command = AskQualification {
        customer_id: ask.id(0),
        wanted,
    };
    ask.write(command, |made| Answer::created(&shown(made))).await
}

fn asked(sent: CustomerQualificationRequest, code: Option<String>) -> Result<Wanted, Refusal> {
    let wanted = sent
        .qualification
        .ok_or_else(|| Refusal::property("qualification", "it must be given"))?;
    let kind = kind(wanted)?;
    if kind == Kind::Education && sent.education_segment.is_none() {
        return Err(Refusal::property("educationSegment", "it must be K12 or HigherEducation"));
    }
    Ok(Wanted {
        kind,
        segment: sent.education_segment.map(|s| s.as_str().to_owned()),
        website: sent.website.filter(|w| !w.trim().is_empty() && w.len() <= 500),
        code: sent.validation_code.filter(|c| !c.trim().is_empty()).or(code),
    })
}

/// A government's cloud needs a code; nothing else has one.
fn with_code(wanted: Wanted, field: &str) -> Result<Wanted, Refusal> {
    match (wanted.kind, &wanted.code) {
        (Kind::GovernmentCommunityCloud, Some(_)) => Ok(wanted),
        (Kind::GovernmentCommunityCloud, None) => Err(Refusal::property(field, "a government's cloud needs the partner's code")),
        _ => Ok(Wanted { code: None, ..wanted }),
    }
}

/// None and nonprofit are not asked for, as in the reference.
fn kind(wanted: Qualification) -> Result<Kind, Refusal> {
    match wanted {
        Qualification::Education => Ok(Kind::Education),
        Qualification::GovernmentCommunityCloud => Ok(Kind::GovernmentCommunityCloud),
        Qualification::StateOwnedEntity => Ok(Kind::StateOwnedEntity),
        Qualification::None | Qualification::Nonprofit => Err(Refusal::property("qualification", format!("{wanted} cannot be asked for"))),
    }
}

fn v1(kind: Option<Kind>) -> QualificationV1 {
    match kind {
        None => QualificationV1::None,
        Some(Kind::Education) => QualificationV1::Education,
        Some(Kind::Nonprofit) => QualificationV1::Nonprofit,
        Some(Kind::GovernmentCommunityCloud) => QualificationV1::GovernmentCommunityCloud,
        Some(Kind::StateOwnedEntity) => QualificationV1::StateOwnedEntity,
    }
}

pub(crate) async fn get_v1(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.read(need(&ask)).await?.customer().await?;
    Ok(Answer::ok(&v1(customer.first_qualification())))
}

pub(crate) async fn put_v1(ask: Ask) -> Result<Answer, Problem> {
    let sent: QualificationV1 = ask.read_body()?;
    let kind = match sent {
        QualificationV1::None => None,
        QualificationV1::Education => Some(Kind::Education),
        QualificationV1::Nonprofit => Some(Kind::Nonprofit),
        QualificationV1::GovernmentCommunityCloud => Some(Kind::GovernmentCommunityCloud),
        QualificationV1::StateOwnedEntity => Some(Kind::StateOwnedEntity),
    };
    let code = ask.query.get("code").map(str::to_owned);
    let wanted = kind.map(|kind| Wanted {
        kind,
        segment: None,
        website: None,
        code,
    });
    let wanted = wanted.map(|wanted| with_code(wanted, "code")).transpose()?;
    let command = SetQualification {
        customer_id: ask.id(0),
        wanted,
    };
    ask.write(command, |kind| Answer::ok(&v1(*kind))).await
}
