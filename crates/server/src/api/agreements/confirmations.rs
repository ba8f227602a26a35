//! Confirmations of a customer's acceptance: listed, made, and whether the customer signed directly.

use super::view::{address, agreement, confirmation, kinds};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{agreements::ConfirmAgreement, call::Need};
use nahtlos_model::{customers::AgreementKind, permissions::Action};
use nahtlos_wire::{Collection, agreements as wire};

fn need(ask: &Ask) -> Need {
    Need::customer(Action::ReadAgreements, &ask.id(0))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    reading.customer().await?;
    let all = reading.agreements(kinds(&ask)?).await?;
    let items = all.iter().map(|a| agreement(a, Some(address(&ask, &a.template_id))));
    Ok(Answer::ok(&Collection::of(items.collect::<Vec<_>>())))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::Agreement = ask.read_body()?;
    let command = ConfirmAgreement {
        customer_id: ask.id(0),
        confirmation: confirmation(sent.template_id, sent.kind, sent.date_agreed, sent.primary_contact)?,
    };
    ask.write(command, |made| Answer::created(&agreement(made, None))).await
}

/// A customer signed directly where no partner stands in the confirmation.
pub(crate) async fn direct(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    reading.customer().await?;
    let all = reading.agreements(Some(AgreementKind::MicrosoftCustomerAgreement)).await?;
    Ok(Answer::ok(&wire::DirectSignedCustomerAgreementStatus {
        is_signed: Some(all.iter().any(|a| a.partner_id.is_empty())),
    }))
}
