//! Validation codes of the partner, a customer's use of one, and whether a customer's account may trade.

use super::get::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::{
    enums::AccountValidation,
    envelope::ApiFaultExtended,
    qualifications::{GccValidationRelationship, ValidationCode},
    validations::{ValidationStatus, ValidationType},
};

fn etag(version: i64) -> String {
    format!("W/\"{version}\"")
}

pub(crate) async fn codes(ask: Ask) -> Result<Answer, Problem> {
    let (partner, codes) = ask.read(Need::own(Action::ReadCustomers)).await?.validation_codes().await?;
    let shown = |code: &nahtlos_model::customers::qualify::ValidationCode| ValidationCode {
        partner_id: Some(partner.id.clone()),
        organization_name: Some(partner.name.clone()),
        validation_id: Some(code.id.clone()),
        e_tag: Some(etag(code.used)),
        max_creates: Some(code.maximum),
        remaining_creates: Some(code.maximum - code.used),
    };
    Ok(Answer::ok(&codes.iter().map(shown).collect::<Vec<_>>()))
}

/// The code that a customer was qualified with, if it is the caller's: codes of other partners are theirs.
pub(crate) async fn of_customer(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let customer = reading.customer().await?;
    let unknown = || ask.not_found(&format!("{}/validations", customer.id));
    let used = customer.qualifications.iter().find_map(|q| q.validation_code.as_ref());
    let (Some(used), Some(_)) = (used, reading.permit.relationship()) else {
        return Err(unknown());
    };
    let (partner, codes) = reading.validation_codes().await?;
    if codes.iter().all(|code| code.id != *used) {
        return Err(unknown());
    }
    Ok(Answer::ok(&GccValidationRelationship {
        partner_id: Some(partner.id),
        customer_id: Some(customer.id.clone()),
        validation_id: Some(used.clone()),
        organization_name: Some(customer.company.name.clone()),
        e_tag: Some(etag(customer.version)),
    }))
}

/// The account's status. Its errors have the form of the newer services.
pub(crate) async fn status(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.read(need(&ask)).await?.customer().await?;
    let kind = ask.query.get("type").and_then(|t| t.parse::<ValidationType>().ok());
    let kind = kind.ok_or_else(|| Refusal::property("type", "it must be account"))?;
    match customer.checked {
        Some(at) => Ok(Answer::ok(&ValidationStatus {
            kind: Some(kind),
            status: Some(AccountValidation::Allowed),
            last_update_date_time: Some(at),
        })),
        None => {
            let refusal = Refusal::new(Code::AccountStatusUnknown).with("id", &customer.id);
            let text = ask.view().sentence(&refusal);
            let fault = ApiFaultExtended {
                code: refusal.code.wire().parse().ok(),
                message: Some(text.clone()),
                description: Some(text),
                error_name: Some("AccountStatusNotFound".to_owned()),
                is_retryable: Some(false),
                error_message_extended: Some(format!("InternalErrorCode={}", refusal.code.wire())),
            };
            Err(Problem::Written(Box::new(Answer::json(refusal.code.status(), &fault))))
        }
    }
}
